"""A ledger of invented claims for benchmarks: the same for the same seed, twenty claims a source.

Its claims are like those of a real one in what costs time to read: an anchor each, a date each, a
name and a number each, a link for every third, about 700 bytes in the file.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from claimtrack.store import json_files
from claimtrack.store.layout import Layout
from claimtrack.store.settings import NEW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLAIMS_PER_SOURCE = 20
_SYLLABLES = "bar dun fel gor hal ist jor kel lun mar nor pel quo ras sel tor ulm var wen".split()


def make_ledger(folder: Path, claims: int, seed: int = 7) -> Layout:
    """Write a ledger of ``claims`` claims into ``folder``, not durably, and return its layout."""
    layout = Layout(folder)
    folder.mkdir(parents=True, exist_ok=True)
    layout.settings.write_text(NEW, "utf-8")
    layout.claims.mkdir()
    for source_id, source, its_claims in make_records(claims, seed):
        file = layout.source_file(source_id)
        file.parent.mkdir(parents=True)
        file.write_bytes(json_files.dump(source))
        layout.claims_file(source_id).write_bytes(json_files.dump(its_claims))
    return layout


def make_records(
    claims: int, seed: int = 7
) -> Iterator[tuple[str, dict[str, Any], dict[str, dict[str, Any]]]]:
    """Yield the id, the document and the claims of one source after another."""
    dice = random.Random(seed)
    words = ["".join(dice.choices(_SYLLABLES, k=dice.randint(1, 3))) for _ in range(3000)]
    for first in range(0, claims, CLAIMS_PER_SOURCE):
        source_id = f"gazette-{first // CLAIMS_PER_SOURCE:06}"
        numbers = range(first, min(first + CLAIMS_PER_SOURCE, claims))
        ids = [f"{source_id}/{dice.choice(words)}-{number:07}" for number in numbers]
        yield (
            source_id,
            _make_source(dice, words),
            {claim_id: _make_claim(dice, words, claim_id, ids[0]) for claim_id in ids},
        )


def _make_source(dice: random.Random, words: list[str]) -> dict[str, Any]:
    return {
        "csl": {
            "type": "article-newspaper",
            "title": _say(dice, words, 7),
            "author": [{"family": dice.choice(words).title(), "given": dice.choice(words).title()}],
            "publisher": "The Selm River Gazette",
            "issued": _make_day(dice),
            "URL": f"https://gazette.example/{dice.randrange(10**9)}",
        },
        "dating": {"basis": "declared", "evidence": [f"line 2: {_make_day(dice)}"]},
        "grade": dice.choice("ABCDEF"),
    }


def _make_claim(dice: random.Random, words: list[str], claim_id: str, first: str) -> dict[str, Any]:
    quote = _say(dice, words, 14)
    start = dice.randrange(8000)
    claim: dict[str, Any] = {
        "text": (
            f"{dice.choice(words).title()} {_say(dice, words, 5)} "
            f"{dice.randint(2, 9999):,} {_say(dice, words, 5)}."
        ),
        "anchor": {
            "capture": 1,
            "quote": quote,
            "segments": [
                {
                    "exact": quote,
                    "prefix": _say(dice, words, 4),
                    "suffix": _say(dice, words, 4),
                    "start": start,
                    "end": start + len(quote),
                }
            ],
        },
        "about": _make_day(dice)[: dice.choice((7, 10))],
        "tags": [dice.choice(words)],
    }
    if not dice.randrange(3):
        claim["links"] = [
            {
                "kind": "corroborates" if first != claim_id else "cites",
                "target": first if first != claim_id else "gazette-000000",
                "because": _say(dice, words, 5),
                "judgement": {"state": "confirmed", "by": "desk", "when": _make_day(dice)},
            }
        ]
    return claim


def _say(dice: random.Random, words: list[str], count: int) -> str:
    return " ".join(dice.choices(words, k=count))


def _make_day(dice: random.Random) -> str:
    return f"{dice.randint(1995, 2025)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
