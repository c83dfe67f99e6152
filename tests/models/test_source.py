from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from claimtrack.models.source import Basis, Capture, Dating, Original, Source
from claimtrack.values.dates import Edtf

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_stub_is_cited_but_not_held(
    make_source: Callable[..., Source], make_capture: Callable[..., Capture]
) -> None:
    """A source without captures is a stub."""
    assert make_source().is_stub
    assert not make_source(captures=(make_capture(),)).is_stub


def test_a_capture_is_found_by_its_number(
    make_source: Callable[..., Source], make_capture: Callable[..., Capture]
) -> None:
    """Numbers need not be in order; one that is not there is None."""
    source = make_source(captures=(make_capture(2), make_capture(1)))

    assert source.capture(1) == make_capture(1)
    assert source.capture(3) is None


def test_a_source_answers_from_its_csl_item(make_source: Callable[..., Source]) -> None:
    """Title, publisher, authors, date and address come from there."""
    source = make_source(
        "a-paper",
        csl={
            "title": "Bridge",
            "container-title": "The Gazette",
            "author": [{"family": "Orrin", "given": "Tamsin"}],
            "issued": {"date-parts": [[2025, 3]]},
            "URL": "https://gazette.example/1",
        },
    )

    assert (source.title, source.publisher) == ("Bridge", "The Gazette")
    assert (source.authors, source.url) == ("Tamsin Orrin", "https://gazette.example/1")
    assert source.issued == Edtf.parse("2025-03")
    assert source.csl_item()["id"] == "a-paper"


def test_a_source_that_says_nothing_answers_with_nothing(
    make_source: Callable[..., Source],
) -> None:
    """The id stands for a missing title; the rest is empty."""
    source = make_source("a-paper")

    assert (source.title, source.publisher, source.authors, source.url) == ("a-paper", "", "", "")
    assert source.issued is None


def test_the_publisher_comes_before_the_publication(make_source: Callable[..., Source]) -> None:
    """Where both are known, the publisher is who answers for it."""
    source = make_source(publisher="Selm Press", csl={"container-title": "The Gazette"})

    assert source.publisher == "Selm Press"


def test_the_id_is_not_written(make_source: Callable[..., Source]) -> None:
    """The folder's name is the id; the file does not repeat it."""
    document = make_source("a-paper", dating=Dating(basis=Basis.DECLARED), grade="B").to_document()

    assert document == {
        "csl": {"type": "article-newspaper"},
        "dating": {"basis": "declared"},
        "grade": "B",
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"csl": {"type": "novel"}},
        {"grade": "G"},
        {"grade": "a"},
        {"references": ("A Paper",)},
        {"dating": {"basis": "guessed"}},
    ],
)
def test_a_source_with_a_wrong_value_is_refused(
    make_source: Callable[..., Source], fields: dict[str, object]
) -> None:
    """Types, grades and ids are those the format knows."""
    with pytest.raises(ValidationError):
        make_source("a-paper", **fields)


@pytest.mark.parametrize(
    "name",
    ["../../.profile", "/etc/passwd", "original.txt/../../x", "text.txt", "original", ".x", "CON"],
)
def test_bytes_are_kept_under_a_name_inside_their_folder(name: str) -> None:
    """A ledger from elsewhere cannot name a file outside it, nor the text beside it."""
    with pytest.raises(ValidationError, match="name"):
        Original(name=name, sha256="0" * 64, size=1)


@pytest.mark.parametrize("sha256", ["", "0" * 63, "0" * 65, "G" * 64, "A" * 64, "0" * 64 + "\n"])
def test_a_hash_is_sixty_four_small_hexadecimal_digits(sha256: str) -> None:
    """A hash that was cut or retyped is refused."""
    with pytest.raises(ValidationError, match="sha256"):
        Original(name="original.txt", sha256=sha256, size=1)


@pytest.mark.parametrize("n", [0, -1])
def test_captures_count_from_one(make_capture: Callable[..., Capture], n: int) -> None:
    """There is no capture 0."""
    with pytest.raises(ValidationError, match="n"):
        make_capture(n)


@pytest.mark.parametrize(
    ("csl", "address"),
    [
        ({"archive_location": "see https://archive.example/1"}, "https://archive.example/1"),
        ({"archive": "https://archive.example/2"}, "https://archive.example/2"),
        ({"archive": "Town archive", "archive_location": "box 3"}, ""),
        ({}, ""),
    ],
)
def test_an_archived_copy_has_an_address(
    make_source: Callable[..., Source], csl: dict[str, str], address: str
) -> None:
    """An address in either field is that of an archived copy; a shelf mark is none."""
    assert make_source(csl=csl).archive == address
