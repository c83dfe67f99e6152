"""A ledger about an invented harbour town, made of lines, and a checker for it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.check.checking import Checker
from claimtrack.extract.drafts import read_draft
from claimtrack.ledger.ledger import open_ledger
from claimtrack.store import json_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.check.results import CheckedStatement, CheckReport
    from claimtrack.store.layout import Layout

CREW_QUOTE = "At least 31 of the crew will be dismissed"
BY = {"by": "fact desk", "when": "2025-03-13"}


@pytest.fixture
def write(layout: Layout) -> Callable[..., None]:
    """Write a source and its claims: ``write("wire", {"one": "Text."}, title="Title")``.

    A claim is its text or its record; a capture's text is attached as ``text=``.
    """

    def call(source_id: str, claims: dict[str, Any], *, text: str = "", **csl: object) -> None:
        record: dict[str, Any] = {"csl": {"type": "article-newspaper", **csl}}
        folder = layout.source_file(source_id).parent
        folder.mkdir(parents=True)
        if text:
            record["captures"] = [_attach(layout, source_id, text)]
        layout.source_file(source_id).write_bytes(json_files.dump(record))
        document = {
            f"{source_id}/{slug}": claim if isinstance(claim, dict) else {"text": claim}
            for slug, claim in claims.items()
        }
        layout.claims_file(source_id).write_bytes(json_files.dump(document))

    return call


def _attach(layout: Layout, source_id: str, text: str) -> dict[str, Any]:
    folder = layout.source_file(source_id).parent / "1"
    folder.mkdir()
    for name in ("original.txt", "text.txt"):
        (folder / name).write_text(text, "utf-8", newline="")
    digest = sha256(text.encode()).hexdigest()
    return {
        "n": 1,
        "captured": "2025-03-12",
        "media_type": "text/plain",
        "original": {"name": "original.txt", "sha256": digest, "size": len(text.encode())},
        "text": {"sha256": digest, "length": len(text), "extractor": "by hand 1"},
    }


@pytest.fixture
def link() -> Callable[..., dict[str, Any]]:
    """Make a confirmed link of a claim: ``link("conflicts", "wire/one", cause="number")``."""

    def call(kind: str, target: str, **fields: object) -> dict[str, Any]:
        judgement = {"state": "confirmed", **BY}
        return {
            "kind": kind,
            "target": target,
            "because": "they speak of one ferry",
            "judgement": judgement,
            **fields,
        }

    return call


@pytest.fixture
def check(layout: Layout) -> Callable[..., CheckReport]:
    """Check a draft against what was written: ``check("Text.", name="draft.md")``."""

    def call(text: str, *, name: str = "draft.md", minimum: int = 2) -> CheckReport:
        checker = Checker(open_ledger(layout.root), layout, minimum_origins=minimum)
        return checker.check_draft(read_draft(text.encode(), name=name))

    return call


@pytest.fixture
def one(check: Callable[..., CheckReport]) -> Callable[..., CheckedStatement]:
    """Check one sentence."""

    def call(text: str, **options: int) -> CheckedStatement:
        (found,) = check(text, **options).statements
        return found

    return call


@pytest.fixture
def harbour(write: Callable[..., None]) -> None:
    """A wire report and a paper about a ferry to an invented island."""
    write(
        "wire",
        {
            "crew": {
                "text": "At least 31 of the crew of the Ostrel ferry will be dismissed.",
                "anchor": {
                    "capture": 1,
                    "quote": CREW_QUOTE,
                    "segments": [{"exact": CREW_QUOTE, "start": 0, "end": len(CREW_QUOTE)}],
                },
            },
            "end": "The night ferry to Ostrel Island will stop on 1 April 2025.",
            "passengers": "The ferry to Ostrel Island carried 1,240 passengers in January 2025.",
            "pier": "The Harbour Board closed the old pier of Port Varrow in 2019.",
        },
        title="Port Varrow to lose its night ferry",
        publisher="Selm Wire Service",
        text="At least 31 of the crew will be dismissed. “We have asked the council for help.”",
    )
    write(
        "courier",
        {"mayor": "The mayor of Port Varrow opened a second school in Ostrel in May 2024."},
        title="A school for Ostrel",
        publisher="The Varrow Courier",
    )
