from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from claimtrack.errors import NotTextError, TooLargeError
from claimtrack.ingest.reader import READERS, pick_reader, read_document
from claimtrack.values.dateforms import MAX_DATES

PROSE = (
    "The council of Port Varrow said that forty-one boats lay at the quay below the Selm bridge, "
    "and that none of them had moved."
)
HTML = f"<html><body><article><p>{PROSE}</p><p>{PROSE[::-1]}</p></article></body></html>".encode()
SAVED = f"""31.1 C
Tuesday, July 16, 2024

Forty-one boats stay on the Selm

{PROSE}

July 08, 2024 at 07:00AM

by SelmWire(Boat News)

Most Popular Articles"""


@pytest.mark.parametrize(
    ("data", "name", "media_type", "expected"),
    [
        (b"boats", None, None, "text/plain"),
        (b"boats", "a.txt", None, "text/plain"),
        (b"boats", "a.HTML", None, "text/html"),
        (b"boats", "a.dat", None, "text/plain"),
        (b"boats", None, "text/html", "text/html"),
        (b"boats", "a.txt", "application/xhtml+xml", "text/html"),
        (b"boats", "a.html", "text/plain", "text/plain"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><p>", "a.txt", None, "text/html"),
        (b"<?xml version='1.0'?>\n<HTML>", None, "text/plain", "text/html"),
        (b"<head><title>", None, None, "text/html"),
        (b"a <html> tag", None, None, "text/plain"),
    ],
)
def test_the_reader_is_picked(
    data: bytes, name: str | None, media_type: str | None, expected: str
) -> None:
    """Media type, look and ending pick the reader, in this order; a page is never plain text."""
    assert pick_reader(data, name=name, media_type=media_type).media_type == expected


def test_a_saved_article_is_read() -> None:
    """All that a saved article says of itself is proposed, and its hashes and length are exact."""
    data = SAVED.replace("\n", "\r\n").encode()
    found = read_document(data, name="article.txt")

    assert found.title is not None
    assert found.title.value == "Forty-one boats stay on the Selm"
    assert found.publisher is not None
    assert found.publisher.value == "SelmWire"
    assert (found.issued.edtf, found.issued.basis) == ("2024-07-08", "declared")
    assert found.captured is not None
    assert found.captured.value == "2024-07-16"
    assert "beside the weather" in found.captured.evidence
    assert found.sha256_original == hashlib.sha256(data).hexdigest()
    assert found.sha256_text == hashlib.sha256(SAVED.encode()).hexdigest()
    assert (found.text, found.length) == (SAVED, len(SAVED))
    assert (found.media_type, found.extractor) == ("text/plain", "claimtrack-text 1")


def test_the_charset_of_the_media_type_is_used() -> None:
    """The encoding in a Content-Type header reaches the reader."""
    text = "Ein Café am Fluß"
    found = read_document(
        text.encode("cp1250"), name=None, media_type='Text/Plain; x=1; charset="windows-1250"'
    )

    assert (found.text, found.encoding, found.captured) == (text, "cp1250", None)


def test_a_page_is_read() -> None:
    """A page that is sent as plain text is read as a page."""
    found = read_document(HTML, name="a.txt", media_type="text/plain")

    assert found.media_type == "text/html"
    assert found.text.startswith(PROSE)


def test_more_than_the_limit_is_refused() -> None:
    """A document beyond the limit is not read at all."""
    with pytest.raises(TooLargeError, match="has 6 bytes; the limit is 5"):
        read_document(b"boats!", name=None, limit=5)


def test_a_picture_by_another_name_is_refused() -> None:
    """Bytes count more than the name."""
    with pytest.raises(NotTextError, match="PNG"):
        read_document(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", name="article.txt")


@pytest.mark.parametrize(
    "line",
    ["boats and words ", "by A", "\n", " x"],
)
def test_ten_megabytes_of_anything_are_read(line: str) -> None:
    """The time is linear in the text, whatever stands in it."""
    text = line * (10_000_000 // len(line)) + "x"

    assert read_document(text.encode(), name=None).length == len(text)


@pytest.mark.parametrize("line", ["In 2012, on July 8, 2024 ", "1", "1/", "July 8, 2024\n"])
def test_many_numbers_are_read(line: str) -> None:
    """A text of nothing but dates, or of what begins like dates, is read as well."""
    text = line * (200_000 // len(line)) + "x"

    assert read_document(text.encode(), name=None).length == len(text)


def test_too_many_dates_are_noted() -> None:
    """That not all dates of a text were looked at is said."""
    found = read_document(b"in 2012, " * (MAX_DATES + 1), name=None)

    assert "the first and last 5,000 were looked at" in found.notes[0]


def test_every_reader_is_told_apart() -> None:
    """No media type or ending belongs to two readers."""
    for of in (lambda r: (r.media_type, *r.also), lambda r: r.suffixes):
        names = [name for reader in READERS for name in of(reader)]
        assert len(names) == len(set(names))


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    """Reading plain text loads neither the HTML extractor nor the encoding guesser."""
    code = (
        "import sys; from claimtrack.ingest.reader import read_document;"
        "read_document(b'boats', name=None);"
        "print([m for m in ('trafilatura', 'lxml', 'charset_normalizer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
