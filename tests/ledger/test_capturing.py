from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import (
    ClashError,
    HashMismatchError,
    IdTakenError,
    RefusedError,
    UnknownCaptureError,
    UnknownIdError,
)
from claimtrack.ingest.reader import read_document
from claimtrack.ledger import capturing, editing
from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.store.contract import Presence
from claimtrack.values.dates import Edtf

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.source import Capture, Source
    from claimtrack.store.folder import FolderStore
    from claimtrack.store.layout import Layout

PAGE = b"Ferry yard at Port Varrow to close\n\nAt least 240 workers will lose their jobs.\n"
LATER = PAGE + b"\nThe Harbour Board did not answer.\n"


def _describe(data: bytes, n: int = 1, *, withheld: bool = False) -> tuple[Capture, str]:
    document = read_document(data, name="page.txt")
    capture = capturing.describe_capture(
        document, data, n=n, captured=Edtf.parse("2025-03-12"), withheld=withheld
    )
    return capture, document.text


def _add(
    ledger: Ledger, source: Source, data: bytes = PAGE, *, withheld: bool = False, keep: bool = True
) -> Source:
    capture, text = _describe(data, withheld=withheld)
    source = source.with_changes(captures=(capture,))
    capturing.add_captured_source(ledger, source, data, text, keep=keep)
    return source


def test_a_capture_is_described_by_its_hashes() -> None:
    """Of the bytes as received, and of the text as UTF-8, counted in code points."""
    capture, text = _describe("“Zürich”\n".encode("utf-8-sig"))

    assert capture.original.sha256 == hashlib.sha256("“Zürich”\n".encode("utf-8-sig")).hexdigest()
    assert capture.text.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (capture.original.size, capture.text.length) == (17, len(text))
    assert capture.original.name == "original.txt"


@pytest.mark.parametrize(
    ("media_type", "name"),
    [("text/html", "original.html"), ("application/x-odd", "original.bin")],
)
def test_bytes_are_kept_under_the_ending_of_their_type(media_type: str, name: str) -> None:
    """One that we do not know is `.bin`."""
    document = read_document(PAGE, name="page.txt")
    odd = replace(document, media_type=media_type)

    capture = capturing.describe_capture(odd, PAGE, n=1, captured=Edtf.parse("2025"))

    assert capture.original.name == name


def test_a_source_comes_with_its_capture(
    ledger: Ledger, store: FolderStore, layout: Layout, make_source: Callable[..., Source]
) -> None:
    """Record, bytes and text."""
    source = _add(ledger, make_source("a"))

    assert open_ledger(layout.root).sources == {"a": source}
    assert store.read_text("a", source.captures[0]).text == read_document(PAGE, name="x.txt").text
    assert store.check_original("a", source.captures[0]).presence is Presence.HELD


def test_a_source_that_is_refused_leaves_no_capture(
    ledger: Ledger, layout: Layout, make_source: Callable[..., Source]
) -> None:
    """Whatever the reason."""
    source = make_source("a", references=("nowhere",))

    with pytest.raises(UnknownIdError):
        _add(ledger, source)

    assert list(layout.sources.iterdir()) == []


def test_a_source_that_another_process_added_keeps_its_capture(
    ledger: Ledger, store: FolderStore, make_source: Callable[..., Source]
) -> None:
    """The very same page, added twice at once: the second is refused and takes nothing away."""
    other = Ledger(store)
    source = _add(other, make_source("a"))

    with pytest.raises(ClashError):
        _add(ledger, make_source("a", title="Ours"))

    assert store.read_text("a", source.captures[0]).presence is Presence.HELD
    assert store.check_original("a", source.captures[0]).presence is Presence.HELD


def test_a_capture_that_another_process_added_is_not_replaced(
    ledger: Ledger, store: FolderStore, make_source: Callable[..., Source]
) -> None:
    """Another page under the same id is refused."""
    source = _add(Ledger(store), make_source("a"))

    with pytest.raises(IdTakenError):
        _add(ledger, make_source("a"), LATER)

    assert store.read_text("a", source.captures[0]).presence is Presence.HELD


def test_an_interrupted_addition_is_repeated(
    ledger: Ledger, store: FolderStore, make_source: Callable[..., Source]
) -> None:
    """The capture that was placed before the interruption is taken up."""
    capture, text = _describe(PAGE)
    store.place_capture("a", capture, PAGE, text)
    assert len(store.inspect()) == 1

    _add(ledger, make_source("a"))

    assert store.inspect() == ()


@pytest.mark.parametrize("keep", [True, False])
def test_a_withheld_capture_is_kept_outside_or_nowhere(
    ledger: Ledger,
    store: FolderStore,
    layout: Layout,
    make_source: Callable[..., Source],
    *,
    keep: bool,
) -> None:
    """Never among what is committed."""
    source = _add(ledger, make_source("a"), withheld=True, keep=keep)

    wanted = Presence.HELD if keep else Presence.WITHHELD
    assert store.read_text("a", source.captures[0]).presence is wanted
    assert [path.name for path in (layout.sources / "a").iterdir()] == ["source.json"]


def test_a_second_capture_stands_beside_the_first(
    ledger: Ledger, store: FolderStore, make_source: Callable[..., Source]
) -> None:
    """With the next number."""
    source = _add(ledger, make_source("a"))
    assert capturing.next_number(source) == 2
    assert capturing.next_number(make_source("b")) == 1

    capture, text = _describe(LATER, 2)
    after = capturing.add_capture(ledger, "a", capture, LATER, text)

    assert [one.n for one in after.captures] == [1, 2]
    assert ledger.sources["a"] == after
    assert all(store.read_text("a", one).presence is Presence.HELD for one in after.captures)


def test_the_same_bytes_are_one_capture(ledger: Ledger, make_source: Callable[..., Source]) -> None:
    """Captured again unchanged, a page is no new version."""
    _add(ledger, make_source("a"))
    capture, text = _describe(PAGE, 2)

    with pytest.raises(RefusedError, match="as capture 1"):
        capturing.add_capture(ledger, "a", capture, PAGE, text)


@pytest.mark.parametrize("same", [True, False])
def test_a_capture_added_from_a_state_that_is_past_is_refused(
    ledger: Ledger, store: FolderStore, make_source: Callable[..., Source], *, same: bool
) -> None:
    """What the other process placed under that number stays whole."""
    _add(ledger, make_source("a"))
    other = Ledger(store)
    capture, text = _describe(LATER, 2)
    after = capturing.add_capture(other, "a", capture, LATER, text)
    data = LATER if same else LATER + b"More.\n"
    again, again_text = _describe(data, 2)

    with pytest.raises((ClashError, IdTakenError)):
        capturing.add_capture(ledger, "a", again, data, again_text)

    assert store.read_text("a", after.captures[1]).presence is Presence.HELD


def test_a_removed_source_takes_its_captures_along(
    ledger: Ledger, layout: Layout, make_source: Callable[..., Source]
) -> None:
    """Also those kept outside."""
    _add(ledger, make_source("a"))
    _add(ledger, make_source("b"), withheld=True)

    for source_id in ("a", "b"):
        editing.remove_source(ledger, source_id)

    assert list(layout.sources.iterdir()) == []
    assert not (layout.root / ".claimtrack" / "withheld" / "b").exists()


def test_a_withheld_capture_is_attached_again(
    ledger: Ledger, store: FolderStore, make_source: Callable[..., Source]
) -> None:
    """Its hash tells which capture the bytes belong to."""
    source = _add(ledger, make_source("a"), withheld=True, keep=False)

    assert capturing.attach(ledger, "a", PAGE) == source.captures[0]

    assert store.read_text("a", source.captures[0]).presence is Presence.HELD


@pytest.mark.parametrize("n", [None, 1])
def test_other_bytes_are_not_attached(
    ledger: Ledger, store: FolderStore, make_source: Callable[..., Source], n: int | None
) -> None:
    """Both hashes are said; nothing is kept."""
    source = _add(ledger, make_source("a"), withheld=True, keep=False)

    with pytest.raises(HashMismatchError, match="a capture 1: SHA-256 should be"):
        capturing.attach(ledger, "a", LATER, n=n)

    assert store.read_text("a", source.captures[0]).presence is Presence.WITHHELD


def test_a_text_that_comes_out_differently_is_not_attached(
    ledger: Ledger, make_source: Callable[..., Source]
) -> None:
    """Another extractor reads the same bytes in another way: anchors would shift."""
    capture, _ = _describe(PAGE, withheld=True)
    text = capture.text.with_changes(sha256="0" * 64, extractor="older 1")
    source = make_source("a", captures=(capture.with_changes(text=text),))
    editing.add_source(ledger, source)

    with pytest.raises(HashMismatchError, match="the text that older 1 took from it"):
        capturing.attach(ledger, "a", PAGE)


def test_there_is_something_to_attach_to(
    ledger: Ledger, make_source: Callable[..., Source]
) -> None:
    """A stub has no capture, and a capture has a number."""
    editing.add_source(ledger, make_source("stub"))
    _add(ledger, make_source("a"))

    with pytest.raises(RefusedError, match="stub is a stub"):
        capturing.attach(ledger, "stub", PAGE)
    with pytest.raises(UnknownCaptureError, match="a has no capture 7"):
        capturing.attach(ledger, "a", PAGE, n=7)
