from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.errors import UnreadableFormatError
from claimtrack.exchange.archives.container import open_container
from claimtrack.exchange.archives.entries import list_entries
from claimtrack.exchange.archives.payload import Payload
from claimtrack.exchange.importing import plan_import, store_outcome
from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.store.contract import Presence
from claimtrack.store.json_files import dump

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.exchange.outcome import Outcome

SOURCE = b'{"csl": {"type": "book"}}'


def digest(data: bytes) -> str:
    """Return the SHA-256."""
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def take_files(tmp_path: Path, empty: Ledger) -> Callable[..., Outcome]:
    """Import the files of a ledger, given by their names and what is in them."""

    def take(files: dict[str, bytes], settings: bytes = b"format = 1\n") -> Outcome:
        folder = tmp_path / "sent"
        for name, data in {"claimtrack.toml": settings, **files}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        with open_container(folder) as container:
            hashes = {name: digest(container.read(name)) for name in container.sizes}
            entries = list_entries(Payload(container, hashes))
            outcome = plan_import(empty, entries, own=True)
            store_outcome(empty, outcome)
        return outcome

    return take


def list_codes(outcome: Outcome) -> list[tuple[str, str]]:
    """Return codes and places of what was found."""
    return [(each.code, each.where) for each in outcome.findings]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (b"format = 2", "its ledger has format 2"),
        (b"format", "is damaged"),
        (b"\xff", "is damaged"),
    ],
)
def test_a_ledger_of_another_format_is_refused(
    take_files: Callable[..., Outcome], settings: bytes, said: str
) -> None:
    """Its files may mean something else."""
    with pytest.raises(UnreadableFormatError, match=said):
        take_files({}, settings)


def test_a_file_with_a_fault_costs_only_itself(
    take_files: Callable[..., Outcome], empty: Ledger
) -> None:
    """Each is named with line and column; what was sound is taken."""
    outcome = take_files(
        {
            "sources/a/source.json": SOURCE,
            "claims/a.json": b'{"a/1": {"text": "A."},\n "a/1": {"text": "B."}}',
            "sources/b/source.json": b'{"csl": 5}',
            "claims/b.json": b'{"b/1": {"text": "A."}}',
            "sources/NUL/source.json": SOURCE,
            "claims/c.json": b"{}",
        }
    )

    assert list_codes(outcome) == [
        ("UNREADABLE", "sent: sources/NUL/source.json:1:1"),
        ("DUPLICATE-KEY", "sent: claims/a.json:2:2"),
        ("UNREADABLE", "sent: sources/b/source.json:1:2"),
        ("SOURCE-UNKNOWN", "sent: claims/b.json:1"),
    ]
    assert list(empty.sources) == ["a"]


def test_claims_are_told_by_their_lines(take_files: Callable[..., Outcome]) -> None:
    """As far as their keys are written plainly; a link to a claim is none."""
    rest = b'"because": "x", "judgement": {"state": "unsure", "by": "x", "when": "2025-03-13"}}'
    link = b'"links": [{"kind": "cites", "target": "a/2", ' + rest
    link += b', {"kind": "cites", "target": "a/9", ' + rest + b"]"
    dangling = link.replace(b"a/2", b"a/8")
    claims = b'{"a/1": {"text": "A.", ' + link + b'},\n\n "a/2" : {"text": "B.", ' + dangling
    claims += b'},\n"a\\/3": {"text": "C.", ' + link + b"}}"

    outcome = take_files({"sources/a/source.json": SOURCE, "claims/a.json": claims})

    assert [where for _, where in list_codes(outcome)] == [
        "sent: claims/a.json:1",
        "sent: claims/a.json:3",
        "sent: claims/a.json:3",
        "sent: claims/a.json",
    ]


def test_what_no_source_lists_is_named(take_files: Callable[..., Outcome]) -> None:
    """A copy without a record, a file in a place of its own; hidden ones are nobody's."""
    outcome = take_files(
        {
            "sources/a/source.json": SOURCE,
            "sources/a/1/text.txt": b"",
            "sources/a/.x": b"",
            "claims/notes/x.json": b"",
            "sources/readme.txt": b"",
        }
    )

    assert list_codes(outcome) == [
        ("ENTRY-REFUSED", "sent: claims/notes/x.json"),
        ("ENTRY-REFUSED", "sent: sources/a/1/text.txt"),
        ("ENTRY-REFUSED", "sent: sources/readme.txt"),
    ]


def describe_capture(make_capture: Callable[..., Any], source: Any, **fields: Any) -> bytes:  # noqa: ANN401 - a record
    """Return a source.json with a capture of "Text."."""
    capture = make_capture(1, b"Text.", "Text.", **fields)
    return dump(source.with_changes(captures=(capture,)).to_document())


@pytest.mark.parametrize("text", [b"Text!", b"\xff"], ids=["another", "no UTF-8"])
def test_a_copy_that_is_not_what_its_record_says_is_refused(
    take_files: Callable[..., Outcome],
    make_capture: Callable[..., Any],
    make_source: Callable[..., Any],
    tmp_path: Path,
    text: bytes,
) -> None:
    """Whatever hash the archive gives of it."""
    source = describe_capture(make_capture, make_source("a"))
    outcome = take_files(
        {
            "sources/a/source.json": source,
            "sources/a/1/original.txt": b"Text.",
            "sources/a/1/text.txt": text,
        }
    )

    assert [code for code, _ in list_codes(outcome)] == ["COPY-REFUSED", "COPY-ABSENT"]
    assert not (tmp_path / "empty" / "sources" / "a" / "1").exists()


def test_a_withheld_text_that_was_packed_stays_withheld(
    take_files: Callable[..., Outcome],
    make_capture: Callable[..., Any],
    make_source: Callable[..., Any],
    tmp_path: Path,
) -> None:
    """It goes where nothing is ever committed."""
    source = describe_capture(make_capture, make_source("a"), withheld=True)
    take_files(
        {
            "sources/a/source.json": source,
            "sources/a/1/original.txt": b"Text.",
            "sources/a/1/text.txt": b"Text.",
        }
    )

    assert not (tmp_path / "empty" / "sources" / "a" / "1").exists()
    ledger = open_ledger(tmp_path / "empty")
    capture = ledger.sources["a"].captures[0]
    assert ledger.store.read_text("a", capture).presence is Presence.HELD


def test_a_file_that_is_changed_while_it_is_read_is_refused(tmp_path: Path) -> None:
    """What was found sound is what is taken."""
    (tmp_path / "a").write_bytes(b"one")
    with open_container(tmp_path) as container:
        payload = Payload(container, {"a": digest(b"one")})
        assert payload.read("a") == b"one"
        (tmp_path / "a").write_bytes(b"two")

        with pytest.raises(UnreadableFormatError, match="“a” was changed while it was read"):
            payload.read("a")
