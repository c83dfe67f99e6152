"""One document under two addresses is seen to be one."""

from __future__ import annotations

import pytest

from claimtrack.values.addresses import normalise_doi, normalise_url


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/harbour/tides",
        "https://www.example.org/harbour/tides/",
        "HTTPS://Example.org/harbour/tides#top",
        "https://example.org/harbour/tides?utm_source=letter",
        "  https://example.org/harbour/tides ",
    ],
)
def test_what_differs_in_spelling_alone_is_one_address(other: str) -> None:
    """Scheme, case of the host, www, slash, fragment and trackers do not count."""
    assert normalise_url(other) == normalise_url("https://example.org/harbour/tides")


@pytest.mark.parametrize(
    "other", ["https://example.org/harbour/Tides", "https://example.org/harbour/tides?page=2"]
)
def test_another_path_or_query_is_another_address(other: str) -> None:
    """The path's case and the query tell documents apart."""
    assert normalise_url(other) != normalise_url("https://example.org/harbour/tides")


@pytest.mark.parametrize("odd", ["", "not an address", "http://[bad", "javascript:alert(1)"])
def test_what_is_no_address_breaks_nothing(odd: str) -> None:
    """It is compared as far as it goes."""
    assert normalise_url(odd) == normalise_url(odd)


def test_a_doi_is_one_however_it_is_written() -> None:
    """As an address, with a prefix, in capitals."""
    spellings = ["10.1234/AB.C", "doi:10.1234/ab.c", "https://doi.org/10.1234/ab.c."]
    assert {normalise_doi(each) for each in spellings} == {"10.1234/ab.c"}
    assert not normalise_doi("no identifier")
