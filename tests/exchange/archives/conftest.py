"""A ledger to be packed: a held source, a withheld one, a stub; and what packs and reads it."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.exchange.exporting import select_records
from claimtrack.exchange.importing import plan_import, store_outcome
from claimtrack.exchange.packages import Occasion, list_packages, open_package
from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.models.settings import Settings
from claimtrack.store.contract import Change, PlacedCopy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.exchange.outcome import Outcome
    from claimtrack.models.finding import Finding

TEXT = "The night ferry to Ostrel will stop on 1 April.\n"
KEPT = "The board met in secret on Tuesday.\n"
DAY = dt.date(2025, 3, 13)


@pytest.fixture
def packed(
    ledger: Ledger,
    make_source: Callable[..., Any],
    make_claim: Callable[..., Any],
    make_capture: Callable[..., Any],
    make_link: Callable[..., Any],
) -> Ledger:
    """A ledger with a text that is held, one that is withheld, and a stub."""
    held, kept = make_capture(1, TEXT.encode(), TEXT), make_capture(1, b"%PDF", KEPT)
    kept = kept.with_changes(withheld=True)
    csl = {
        "author": [{"family": "Ortez", "given": "Mina"}, {"literal": "The Desk"}, {"given": ""}],
        "issued": "2025-02-07",
        "URL": "https://voice.example/ferry",
        "DOI": "10.1234/Ferry",
        "language": "en",
    }
    segment = {"exact": "will stop", "start": 26, "end": 35}
    anchor = {"capture": 1, "quote": "will stop", "segments": [segment]}
    link = make_link("cites", "board")
    records = [
        make_source("voice", title="Ferry <b>&</b> quay", publisher="Voice", csl=csl,
                    captures=(held,), references=("board",), rights="© The Voice"),
        make_source("wire", title="Behind doors", captures=(kept,), **{"x-team": [1, None]}),
        make_source("board", csl={"issued": "2025-02/.."}),
        make_claim("voice/stops", "The ferry stops.", anchor=anchor, links=(link,), priority=1),
        make_claim("wire/met", "The board met."),
    ]  # fmt: skip
    copies = [
        PlacedCopy("voice", held, TEXT.encode, lambda: TEXT),
        PlacedCopy("wire", kept, lambda: b"%PDF", lambda: KEPT),
    ]
    ledger.apply(*(Change(record.id, None, record) for record in records), copies=copies)
    return ledger


@pytest.fixture
def pack() -> Callable[..., list[Finding]]:
    """Write a ledger, or what is chosen of it, as a package of this name."""

    def write(ledger: Ledger, name: str, place: Path, **chosen: Any) -> list[Finding]:  # noqa: ANN401 - what select_records takes
        selection = select_records(ledger, **chosen)
        occasion = Occasion(DAY, Settings())
        return list(list_packages()[name].write(ledger, selection, place, occasion) or ())

    return write


@pytest.fixture
def take() -> Callable[[Ledger, Path], Outcome]:
    """Import a package into a ledger."""

    def read(ledger: Ledger, place: Path) -> Outcome:
        known = [each for each in list_packages().values() if each.read]
        with open_package(place, known) as (package, container):
            assert package.read is not None
            outcome = plan_import(ledger, package.read(container), own=package.own)
            store_outcome(ledger, outcome)
        return outcome

    return read


@pytest.fixture
def empty(tmp_path: Path) -> Ledger:
    """Another ledger, with nothing in it."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "claimtrack.toml").touch()
    return open_ledger(tmp_path / "empty")


@pytest.fixture
def tell() -> Callable[[Ledger], dict[str, str]]:
    """Return each record of a ledger as text, to be compared letter for letter."""

    def write(ledger: Ledger) -> dict[str, str]:
        return {
            record_id: json.dumps(record.to_document(), sort_keys=True)
            for record_id, record in {**ledger.sources, **ledger.claims}.items()
        }

    return write


@pytest.fixture
def make_zip(tmp_path: Path) -> Callable[..., Path]:
    """Make a zip file of names and contents; a name may be a `ZipInfo`."""

    def make(*members: tuple[str | zipfile.ZipInfo, bytes | str], **options: Any) -> Path:  # noqa: ANN401 - ZipFile's own
        place = tmp_path / "sent.zip"
        with zipfile.ZipFile(place, "w", **options) as archive:
            for name, data in members:
                archive.writestr(name, data)
        return place

    return make
