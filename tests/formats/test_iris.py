from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.formats.iris import (
    find_record,
    is_iri,
    locate_source,
    name_agent,
    name_capture,
    name_record,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.source import Source


@pytest.mark.parametrize("record_id", ["a-paper", "a-paper/one"])
def test_the_name_of_a_record_leads_back_to_it(record_id: str) -> None:
    """Sources and claims have names that no other record has."""
    assert find_record(name_record(record_id)) == record_id
    assert is_iri(name_record(record_id))


@pytest.mark.parametrize(
    "iri",
    [
        "",
        "a-paper",
        "https://a.example/",
        "urn:claimtrack:source:a-paper/one",
        "urn:claimtrack:claim:a-paper",
        "urn:claimtrack:claim:a/b/c",
        "urn:claimtrack:source:../../etc",
        "urn:claimtrack:source:",
    ],
)
def test_other_names_lead_nowhere(iri: str) -> None:
    """What is no name of a record of ours is nobody's id."""
    assert find_record(iri) == ""


def test_copies_and_people_have_names_too() -> None:
    """A capture is named by its number, somebody by how they are called."""
    assert name_capture("a-paper", 2) == "urn:claimtrack:capture:a-paper/2"
    assert name_agent(" Selm  Desk/Ö ") == "urn:claimtrack:agent:Selm%20Desk%2F%C3%96"
    assert is_iri(name_agent("a:b <c>"))


@pytest.mark.parametrize("value", ["no iri", "x", ":x", "http://a b", "http://a\n", "u:\ud800", 5])
def test_other_texts_are_no_iri(value: object) -> None:
    """An IRI has a scheme and no blanks."""
    assert not is_iri(value)


def test_a_source_is_where_it_stands(make_source: Callable[..., Source]) -> None:
    """Its address where it has one, else the name of its record."""
    assert locate_source(make_source(csl={"URL": " https://a.example/ "})) == "https://a.example/"
    assert locate_source(make_source(csl={"URL": "see note"})) == "urn:claimtrack:source:a-paper"
