"""A ledger about a ferry to an invented island, and a draft that says this and that of it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.annotate.gathering import Gatherer
from claimtrack.check.checking import Checker
from claimtrack.extract.drafts import read_draft
from claimtrack.ledger.ledger import open_ledger
from claimtrack.store import json_files
from claimtrack.store.layout import Layout
from claimtrack.store.settings import NEW

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.annotate.notes import Notes
    from claimtrack.extract.draft import Draft

WIRE = """Port Varrow to lose its night ferry

At least 31 of the crew of the Ostrel ferry will be dismissed, the Board said.

The ferry to Ostrel Island carried 1,240 passengers in January 2025."""
BY = {"by": "fact desk", "when": "2025-03-13"}

DRAFT = """# The *night* ferry

The Ostrel ferry will dismiss at least 31 of its crew [@wire/crew]. The ferry to Ostrel
Island carried **1,240 passengers** in January 2025.

> The mayor of Port Varrow sold 14 trams in 2011.

- A hundred gulls were counted at [the pier](https://pier.example/) in May 2023.[^1]
- The ticket costs 12 crowns. <!-- claimtrack: ok because we bought one -->

[^1]: They were counted by 9 pupils in May 2023.
"""


def _anchor(quote: str) -> dict[str, Any]:
    start = WIRE.index(quote)
    segment = {"exact": quote, "start": start, "end": start + len(quote)}
    return {"capture": 1, "quote": quote, "segments": [segment]}


def _link(kind: str, target: str, state: str = "confirmed", **fields: str) -> dict[str, Any]:
    because = "they speak of one ferry"
    judged = {"state": state, **BY}
    return {"kind": kind, "target": target, "because": because, "judgement": judged, **fields}


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A wire report that credits a stub and is contradicted by a paper."""
    layout = Layout(tmp_path_factory.mktemp("harbour"))
    layout.claims.mkdir()
    layout.settings.write_text(NEW, "utf-8")
    digest = sha256(WIRE.encode()).hexdigest()
    capture = {
        "n": 1,
        "captured": "2025-03-12",
        "media_type": "text/plain",
        "original": {"name": "original.txt", "sha256": digest, "size": len(WIRE.encode())},
        "text": {"sha256": digest, "length": len(WIRE), "extractor": "by hand 1"},
    }
    article = {"type": "article-newspaper", "issued": "2025-03-11"}
    wire = article | {"title": "Port Varrow to lose its night ferry", "publisher": "Selm Wire"}
    wire |= {"URL": "https://wire.example/1", "archive": "https://archive.example/1"}
    sources: dict[str, dict[str, Any]] = {
        "wire": {"csl": wire, "captures": [capture], "contact": "night desk, +000 555 0100"},
        "board": {"csl": {"type": "report", "title": "Notice", "publisher": "Harbour Board"}},
        "voice": {"csl": article | {"title": "All crew stay", "publisher": "Ostrel Voice"}},
    }
    claims: dict[str, dict[str, Any]] = {
        "wire": {
            "wire/crew": {
                "text": "At least 31 of the crew of the Ostrel ferry will be dismissed.",
                "anchor": _anchor("At least 31 of the crew of the Ostrel ferry will be dismissed"),
                "fit": {"state": "confirmed", "why": "read aloud", **BY},
                "links": [_link("cites", "board")],
            },
            "wire/passengers": {
                "text": "The ferry to Ostrel Island carried 1,240 passengers in January 2025.",
                "anchor": _anchor("carried 1,240 passengers in January 2025"),
                "attribution": "the purser",
                "links": [_link("conflicts", "voice/passengers", "suggested", cause="number")],
            },
        },
        "voice": {
            "voice/passengers": {"text": "The ferry to Ostrel Island carried 9 in January 2025."}
        },
    }
    for source_id, record in sources.items():
        folder = layout.source_file(source_id).parent
        folder.mkdir(parents=True)
        layout.source_file(source_id).write_bytes(json_files.dump(record))
    (layout.source_file("wire").parent / "1").mkdir()
    for name in ("original.txt", "text.txt"):
        (layout.source_file("wire").parent / "1" / name).write_text(WIRE, "utf-8", newline="")
    for source_id, document in claims.items():
        layout.claims_file(source_id).write_bytes(json_files.dump(document))
    return layout


@pytest.fixture(scope="session")
def annotate(harbour: Layout) -> Callable[..., tuple[bytes, Draft, Notes]]:
    """Make the notes to a draft: its bytes, what is read from them, and the notes."""
    checker = Checker(open_ledger(harbour.root), harbour)

    @cache
    def call(text: str | bytes = DRAFT, name: str = "draft.md") -> tuple[bytes, Draft, Notes]:
        data = text.encode() if isinstance(text, str) else text
        draft = read_draft(data, name=name)
        report = checker.check_draft(draft)
        return data, draft, Gatherer(checker.ledger, checker.network).gather(report)

    return call
