"""What the tests share: a real ledger in a folder of its own, and records in one line."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from claimtrack.ledger.ledger import Ledger
from claimtrack.models.claim import Claim
from claimtrack.models.judgement import Judgement, State
from claimtrack.models.relation import Relation
from claimtrack.models.source import Capture, Source
from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import Layout
from claimtrack.store.settings import NEW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = dt.date(2025, 3, 13)

# How long an example takes says more of the machine, and of what else it does, than of the code.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """The paths of an empty ledger that is there."""
    layout = Layout(tmp_path / "ledger")
    layout.sources.mkdir(parents=True)
    layout.claims.mkdir()
    layout.settings.write_text(NEW, "utf-8")
    return layout


@pytest.fixture
def store(layout: Layout) -> FolderStore:
    """A store on that folder."""
    return FolderStore(layout)


@pytest.fixture
def ledger(store: FolderStore) -> Ledger:
    """An empty ledger on that folder."""
    return Ledger(store)


@pytest.fixture
def make_source() -> Callable[..., Source]:
    """Make a source from its id and fields: ``make_source("a-paper", title="Bridge")``.

    ``title`` and ``publisher`` go into its CSL item; the other fields are the record's own.
    """
    return _make_source


@pytest.fixture
def make_claim() -> Callable[..., Claim]:
    """Make a claim from its id, its text and fields: ``make_claim("a-paper/one", "Text.")``."""
    return _make_claim


@pytest.fixture
def make_link() -> Callable[..., Relation]:
    """Make a confirmed relation: ``make_link("cites", "a-paper", because="it says so")``."""
    return _make_link


@pytest.fixture
def make_capture() -> Callable[..., Capture]:
    """Make the record of a capture of bytes and text: ``make_capture(1, b"Text.", "Text.")``."""
    return _make_capture


@pytest.fixture
def judged() -> Judgement:
    """A judgement that somebody made."""
    return Judgement(state=State.CONFIRMED, by="fact desk", when=TODAY)


def _make_source(source_id: str = "a-paper", /, **fields: object) -> Source:
    given = fields.pop("csl", {})
    csl = {"type": "article-newspaper", **(given if isinstance(given, dict) else {})}
    csl |= {name: fields.pop(name) for name in ("title", "publisher") if name in fields}
    return Source.model_validate({"id": source_id, "csl": csl, **fields})


def _make_claim(
    claim_id: str = "a-paper/one", text: str = "The bridge is shut.", /, **fields: object
) -> Claim:
    return Claim.model_validate({"id": claim_id, "text": text, **fields})


def _make_link(
    kind: str, target: str, /, state: str = State.CONFIRMED, **fields: object
) -> Relation:
    judgement = Judgement(state=State(state), by="fact desk", when=TODAY)
    because = "they speak of the same bridge"
    return Relation.model_validate(
        {"kind": kind, "target": target, "because": because, "judgement": judgement, **fields}
    )


def _make_capture(
    n: int = 1, data: bytes = b"Text.", text: str = "Text.", **fields: object
) -> Capture:
    return Capture.model_validate(
        {
            "n": n,
            "captured": "2025-03-12",
            "media_type": "text/plain",
            "original": {
                "name": "original.txt",
                "sha256": hashlib.sha256(data).hexdigest(),
                "size": len(data),
            },
            "text": {
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "length": len(text),
                "extractor": "by hand 1",
            },
            **fields,
        }
    )
