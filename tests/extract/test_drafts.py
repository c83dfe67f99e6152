from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import NotTextError, TooLargeError, UnreadableDraftError
from claimtrack.extract import drafts
from claimtrack.extract.drafts import pick_reader, read_draft
from claimtrack.extract.statements import read_statements

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("data", "name", "media_type", "expected"),
    [
        (b"x", "a.MD", None, "text/markdown"),
        (b"x", "-", None, "text/markdown"),
        (b"x", "a", None, "text/plain"),
        (b"x", "a.md", "text/html; charset=utf-8", "text/html"),
        (b"x", "a.odt", None, "application/vnd.oasis.opendocument.text"),
        (b"\n<!DOCTYPE html><p>x", "-", None, "text/html"),
        (b"x", "a.text", "application/octet-stream", "text/plain"),
    ],
)
def test_picks_the_reader(data: bytes, name: str, media_type: str | None, expected: str) -> None:
    """The media type decides, then the name, then the first bytes."""
    assert pick_reader(data, name=name, media_type=media_type).media_type == expected


def test_knows_packages_by_their_bytes(
    word: Callable[..., bytes], office: Callable[..., bytes]
) -> None:
    """A package from standard input is known by how it begins."""
    assert pick_reader(word("")).suffixes[0] == ".docx"
    assert pick_reader(office("")).suffixes[0] == ".odt"


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "-"])
@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_an_empty_draft_states_nothing(data: bytes, name: str) -> None:
    """A draft without text has no statements, and says so."""
    found = read_statements(read_draft(data, name=name))
    assert found.statements == ()
    assert found.remarks == ("the draft has no text",)


def test_refuses_what_is_no_text() -> None:
    """A picture under a text file's name, and text under a package's, are refused."""
    with pytest.raises(NotTextError, match="PNG"):
        read_draft(b"\x89PNG\r\n\x1a\n\x00", name="a.md")
    with pytest.raises(UnreadableDraftError, match="no zip package"):
        read_draft(b"Orm burnt.", name="a.docx")


def test_refuses_what_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft beyond the limit is refused before it is read."""
    monkeypatch.setattr(drafts, "MAX_BYTES", 10)
    with pytest.raises(TooLargeError):
        read_draft(b"x" * 11, name="a.md")


def test_says_when_an_encoding_was_guessed() -> None:
    """An encoding that was told by the look of the bytes is a remark."""
    text = "Die Fähre nach Örm fährt täglich um fünf Uhr früh über den Fluß zurück."
    assert read_draft(text.encode("cp1252"), name="a.txt").remarks


@pytest.mark.parametrize("unit", ["word ", "?!", "[", "*a", "^[a", "[@a/b] ", "<!--", "船"])
@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_a_long_line_takes_linear_time(unit: str, name: str) -> None:
    """Fifty thousand characters of any one sign are read in a moment."""
    data = (unit * (50_000 // len(unit))).encode()
    started = time.perf_counter()
    read_statements(read_draft(data, name=name))
    assert time.perf_counter() - started < 5
