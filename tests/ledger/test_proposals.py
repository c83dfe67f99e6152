from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import InvalidDateError, RefusedError, UnknownNameError
from claimtrack.ingest.reader import read_document
from claimtrack.ledger import editing
from claimtrack.ledger.proposals import (
    Proposed,
    build_item,
    change_item,
    date_capture,
    date_source,
    propose_fields,
    propose_id,
    propose_type,
    read_person,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.source import Capture, Source

TODAY = dt.date(2025, 3, 13)


def test_what_a_document_says_of_itself_comes_with_evidence() -> None:
    """Fields that nothing tells are left out; the others have at least one sentence each."""
    document = read_document(
        b"Bridge shut\n\nPublished: 4 February 2025\n\nThe bridge at Orl is shut. It will stay "
        b"shut until the river falls, the town said.\n",
        name="bridge.txt",
        received=TODAY,
    )

    proposed = propose_fields(document)

    assert proposed["title"].value == "Bridge shut"
    assert proposed["issued"].value == "2025-02-04"
    assert proposed["issued"].sure
    assert "captured" not in proposed
    assert all(field.evidence for field in proposed.values())


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            {"publisher": "The Varrow Courier", "issued": "2025-02-06", "title": "A Night, lost!"},
            "varrow-courier-2025-02-a-night-lost",
        ),
        ({"container-title": "Orl Post", "issued": "2025"}, "orl-post-2025-01"),
        ({"issued": "../2025", "title": "Bridge"}, "bridge"),
        ({"title": "다리"}, "source"),
        ({"title": "x" * 200}, "x" * 90),
        ({"title": "con"}, "con-1"),
    ],
    ids=str,
)
def test_an_id_is_made_of_what_is_known(
    item: dict[str, str], expected: str, ledger: Ledger
) -> None:
    """Publisher, month and first words, as far as there are any; always a possible id."""
    assert propose_id(ledger, item) == expected
    editing.check_new_id(ledger, expected)


def test_a_proposed_id_is_free(ledger: Ledger, make_source: Callable[..., Source]) -> None:
    """What is taken gets the next number."""
    editing.add_source(ledger, make_source("bridge"))
    editing.add_source(ledger, make_source("bridge-2"))

    assert propose_id(ledger, {"title": "Bridge"}) == "bridge-3"


def test_the_type_follows_the_copy(make_capture: Callable[..., Capture]) -> None:
    """A page is a webpage, a text an article; a stub or anything else a document."""
    assert propose_type(make_capture(media_type="text/html")) == "webpage"
    assert propose_type(make_capture()) == "article-newspaper"
    assert propose_type(make_capture(media_type="application/pdf")) == "document"
    assert propose_type(None) == "document"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Orlik, Dana", {"family": "Orlik", "given": "Dana"}),
        ("Dana Orlik", {"literal": "Dana Orlik"}),
        ("Orlik,", {"literal": "Orlik,"}),
        (" Press Office ", {"literal": "Press Office"}),
    ],
)
def test_a_comma_parts_family_and_given_name(given: str, name: dict[str, str]) -> None:
    """Without both there is no person to take apart."""
    assert read_person(given) == name


def test_an_item_holds_what_is_not_empty() -> None:
    """Dates are brought into their canonical form, or refused."""
    values = {"title": "T", "issued": "2025-02-06", "author": "A; B", "URL": "", "language": None}

    assert build_item("report", values) == {
        "type": "report",
        "title": "T",
        "issued": "2025-02-06",
        "author": [{"literal": "A"}, {"literal": "B"}],
    }
    with pytest.raises(InvalidDateError):
        build_item("report", {"issued": "2025-02-30"})


def test_the_basis_of_a_date_says_who_or_what_it_rests_on() -> None:
    """Declared by the source, inferred from its text, or confirmed by a person."""
    sure = Proposed("2025-02-06", ("under the title",), sure=True)
    unsure = Proposed("2025-02/2025-03", ("not before …",), sure=False)

    def basis(issued: str, proposed: Proposed | None, *, asked: bool = False) -> str:
        dating = date_source(issued, proposed, by="desk", asked=asked)
        return f"{dating.basis}: {dating.evidence[0]}" if dating else "none"

    assert basis("2025-02-06", sure) == "declared: under the title"
    assert basis("2025-02-06", sure, asked=True) == "declared: under the title"
    assert basis("2025-02/2025-03", unsure) == "inferred: not before …"
    assert basis("2025-02/2025-03", unsure, asked=True) == "confirmed: accepted by desk"
    assert basis("2025-02-07", unsure, asked=True) == "confirmed: given by desk"
    assert basis("2025-02-07", None) == "confirmed: given by desk"
    assert basis("", sure) == "none"


def test_the_day_of_a_copy_says_how_it_is_known() -> None:
    """Today needs no evidence; what the copy shows or a person gave does."""
    shown = Proposed("2025-02-07", ("beside the weather",), sure=True)

    def date(captured: str, proposed: Proposed | None = None) -> tuple[str, str]:
        day, evidence = date_capture(captured, proposed, by="desk", today=TODAY)
        return str(day), evidence

    assert date("") == ("2025-03-13", "")
    assert date("2025-03-13") == ("2025-03-13", "")
    assert date("2025-02-07", shown) == ("2025-02-07", "beside the weather")
    assert date("2025-02-08", shown) == ("2025-02-08", "given by desk")


def test_values_are_read_as_csl_has_them(make_source: Callable[..., Source]) -> None:
    """Dates, people and lists get their form; what is empty goes; nothing else is touched."""
    source = make_source(csl={"title": "T", "genre": "g", "x-own": [1]})

    item = change_item(
        source,
        {"event-date": "2025-02", "editor": "B, A; C", "categories": "a, b", "genre": " "},
        ["title"],
    )

    assert item == {
        "type": "article-newspaper",
        "event-date": "2025-02",
        "editor": [{"family": "B", "given": "A"}, {"literal": "C"}],
        "categories": ["a", "b"],
        "x-own": [1],
    }


@pytest.mark.parametrize("name", ["publsher", "url", "colour"])
def test_a_name_csl_does_not_have_is_refused(name: str, make_source: Callable[..., Source]) -> None:
    """A near miss is named."""
    with pytest.raises(UnknownNameError) as caught:
        change_item(make_source(), {name: "x"})

    assert ("Did you mean" in caught.value.hint) is (name != "colour")
    with pytest.raises(UnknownNameError):
        change_item(make_source(), {}, [name])


@pytest.mark.parametrize("name", ["id", "custom"])
def test_some_names_are_not_set_here(name: str, make_source: Callable[..., Source]) -> None:
    """The id is a folder's name; what a program left in `custom` is not a text."""
    with pytest.raises(RefusedError):
        change_item(make_source(), {name: "x"})
