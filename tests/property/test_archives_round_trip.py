"""What a ledger packs, another ledger takes in the same: records, unknown fields, bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from claimtrack.errors import ClaimtrackError
from claimtrack.exchange.exporting import select_records
from claimtrack.exchange.importing import plan_import, store_outcome
from claimtrack.exchange.packages import Occasion, list_packages, open_package
from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.models.claim import Claim
from claimtrack.models.settings import Settings
from claimtrack.models.source import Capture, Source
from claimtrack.store.contract import Change, PlacedCopy, Presence

if TYPE_CHECKING:
    from claimtrack.exchange.outcome import Outcome

#: Each example makes two ledgers on the disk: made smaller and smaller, that would take minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
PLACES = st.sampled_from(["crate", "crate.zip"])
PACKAGES = st.sampled_from(["ro-crate", "bagit"])
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
WORDS = TEXTS.filter(bool)
SLUGS = ("a", "b", "a-b")
UNKNOWN = st.dictionaries(
    st.sampled_from(["x-team", "priority"]), st.none() | st.integers() | TEXTS | st.lists(TEXTS)
)
ITEMS = st.fixed_dictionaries(
    {"type": st.sampled_from(["book", "webpage"])},
    optional={
        "title": TEXTS,
        "publisher": TEXTS,
        "author": st.lists(
            st.fixed_dictionaries({"family": TEXTS, "given": TEXTS})
            | st.fixed_dictionaries({"literal": TEXTS}),
            max_size=2,
        ),
        "issued": st.sampled_from(["2025", "2025-03-12", "2025-03/..", "20XX"]),
        "URL": TEXTS | st.just("https://varrow.example/a"),
        "DOI": TEXTS | st.just("10.1234/varrow"),
        "language": TEXTS,
        "x-unknown": TEXTS,
    },
)
COPIES = st.tuples(st.binary(max_size=20), TEXTS, st.booleans())
CLAIMS = st.tuples(WORDS, UNKNOWN, st.sampled_from(SLUGS))
LEDGERS = st.fixed_dictionaries(
    {},
    optional={
        slug: st.tuples(
            ITEMS, UNKNOWN, st.lists(COPIES, max_size=2), st.lists(CLAIMS, max_size=2), TEXTS
        )
        for slug in SLUGS
    },
)


def _make_ledger(folder: Path, content: dict[str, Any]) -> Ledger:
    folder.mkdir()
    (folder / "claimtrack.toml").touch()
    ledger = open_ledger(folder)
    records: list[Source | Claim] = []
    copies: list[PlacedCopy] = []
    for slug, (item, unknown, held, claims, rights) in content.items():
        captures = []
        for n, (data, text, withheld) in enumerate(held, start=1):
            capture = _make_capture(n, data, text, withheld=withheld)
            captures.append(capture)
            copies.append(PlacedCopy(slug, capture, data.__bytes__, text.__str__))
        others = [other for other in content if other != slug]
        records.append(
            Source.model_validate(
                {
                    **unknown,
                    "id": slug,
                    "csl": item,
                    "captures": captures,
                    "references": others[:1],
                    "rights": rights,
                }
            )
        )
        for number, (words, more, target) in enumerate(claims):
            judgement = {"state": "unsure", "by": "x", "when": "2025-03-13"}
            link = {"kind": "cites", "target": target, "because": "x", "judgement": judgement}
            links = [link] if target in others else []
            document = {**more, "id": f"{slug}/{number}", "text": words, "links": links}
            records.append(Claim.model_validate(document))
    ledger.apply(*(Change(record.id, None, record) for record in records), copies=copies)
    return ledger


def _make_capture(n: int, data: bytes, text: str, *, withheld: bool) -> Capture:
    return Capture.model_validate(
        {
            "n": n,
            "captured": "2025-03-12",
            "media_type": "text/plain",
            "original": {
                "name": "original.bin",
                "sha256": hashlib.sha256(data).hexdigest(),
                "size": len(data),
            },
            "text": {
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "length": len(text),
                "extractor": "by hand 1",
            },
            "withheld": withheld,
        }
    )


def _pack(ledger: Ledger, name: str, place: Path) -> None:
    occasion = Occasion(dt.date(2025, 3, 13), Settings())
    list_packages()[name].write(ledger, select_records(ledger), place, occasion)


def _take(ledger: Ledger, place: Path) -> Outcome:
    known = [each for each in list_packages().values() if each.read]
    with open_package(place, known) as (package, container):
        assert package.read is not None
        outcome = plan_import(ledger, package.read(container), own=package.own)
        store_outcome(ledger, outcome)
    return outcome


@given(
    PACKAGES,
    PLACES,
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.binary(max_size=3)), min_size=1),
    st.booleans(),
)
@settings(max_examples=60, deadline=None, phases=PHASES)
def test_what_was_damaged_is_refused_or_the_same(
    name: str,
    place: str,
    damages: list[tuple[float, float, bytes]],
    cut: bool,  # noqa: FBT001 - an example's value
) -> None:
    """Whatever happens to its bytes on the way: never another error, and never other records."""
    held = (b"Text.", "Text.", False)
    content: dict[str, Any] = {"a": ({"type": "book"}, {}, [held], [("It stops.", {}, "b")], "")}
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        ledger = _make_ledger(top / "first", content)
        _pack(ledger, name, top / place)
        files = sorted(path for path in (top / place).rglob("*") if path.is_file())
        for which, where, data in damages:
            file = files[int(which * (len(files) - 1))] if files else top / place
            whole = bytearray(file.read_bytes())
            at = int(where * len(whole))
            whole[at : at + len(data)] = data
            file.write_bytes(whole[:at] if cut else whole)
        second = _make_ledger(top / "second", {})

        try:
            _take(second, top / place)
        except ClaimtrackError:
            assert _tell(open_ledger(top / "second")) == {}
        else:
            assert _tell(second) == _tell(ledger)
            assert _list_copies(top / "second") == _list_copies(top / "first")


def _tell(ledger: Ledger) -> dict[str, str]:
    records = {**ledger.sources, **ledger.claims}
    return {
        record_id: json.dumps(record.to_document(), sort_keys=True)
        for record_id, record in records.items()
    }


def _list_copies(folder: Path) -> dict[str, bytes]:
    """Return what is held of captures in a ledger, but for the withheld ones."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted((folder / "sources").rglob("*"))
        if path.is_file() and path.name != "source.json"
    }


@given(LEDGERS, PACKAGES, PLACES)
@settings(max_examples=40, deadline=None, phases=PHASES)
def test_an_empty_ledger_becomes_the_same(content: dict[str, Any], name: str, place: str) -> None:
    """Records letter for letter and copies byte for byte; once more, nothing is new."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        first = _make_ledger(top / "first", content)
        _pack(first, name, top / place)
        second = _make_ledger(top / "second", {})

        outcome = _take(second, top / place)
        again = _take(second, top / place)

        assert outcome.findings == ()
        fresh = open_ledger(top / "second")
        assert _tell(second) == _tell(fresh) == _tell(first)
        assert _list_copies(top / "second") == _list_copies(top / "first")
        for source in fresh.sources.values():
            for capture in source.captures:
                said = fresh.store.read_text(source.id, capture).presence
                assert said is (Presence.WITHHELD if capture.withheld else Presence.HELD)
        assert (again.changes, again.findings) == ((), ())


@given(LEDGERS, LEDGERS, PACKAGES)
@settings(max_examples=15, deadline=None, phases=PHASES)
def test_a_second_import_changes_nothing(
    ours: dict[str, Any], theirs: dict[str, Any], name: str
) -> None:
    """Into whatever ledger: what was taken in once is the same the next time."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        _pack(_make_ledger(top / "theirs", theirs), name, top / "it.zip")
        ledger = _make_ledger(top / "ours", ours)

        _take(ledger, top / "it.zip")
        before, held = _tell(ledger), _list_copies(top / "ours")
        again = _take(ledger, top / "it.zip")

        assert again.changes == ()
        assert _tell(open_ledger(top / "ours")) == before
        assert _list_copies(top / "ours") == held
