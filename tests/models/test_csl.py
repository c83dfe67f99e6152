from __future__ import annotations

from typing import Any

import pytest

from claimtrack.errors import InvalidDateError
from claimtrack.models import csl
from claimtrack.values.dates import Edtf

BOOK = {"type": "book"}


@pytest.mark.parametrize("kind", sorted(csl.TYPES))
def test_every_type_is_taken(kind: str) -> None:
    """The types of the CSL data schema."""
    assert csl.find_faults({"type": kind}) == []


@pytest.mark.parametrize("kind", ["novel", "Book", ["book"], {"book": 1}, 7, True])
def test_another_type_is_refused(kind: object) -> None:
    """A type that CSL lacks is named, of whatever sort it is."""
    assert "which CSL does not have" in csl.find_faults({"type": kind})[0]


@pytest.mark.parametrize("kind", [None, "", []])
def test_a_missing_type_is_refused(kind: object) -> None:
    """An item without a type cannot be cited."""
    assert csl.find_faults({"type": kind})[0] == "type is missing"
    assert csl.find_faults({}) == ["type is missing"]


@pytest.mark.parametrize("name", sorted(csl.STRINGS - {"type"}))
def test_a_text_is_a_text(name: str) -> None:
    """Each text variable takes a text and nothing else."""
    assert csl.find_faults({**BOOK, name: "x"}) == []
    wrongs: tuple[object, ...] = (1, None, ["x"], {"x": 1}, True)
    for wrong in wrongs:
        assert csl.find_faults({**BOOK, name: wrong}) == [f"{name} must be a text"]


@pytest.mark.parametrize("name", sorted(csl.NUMBERS))
def test_a_number_is_a_text_or_a_number(name: str) -> None:
    """Each number variable takes both, for editions and pages are written either way."""
    for right in ("3rd", 3, 3.5, 0):
        assert csl.find_faults({**BOOK, name: right}) == []
    wrongs: tuple[object, ...] = (None, ["3"], {}, True, False)
    for wrong in wrongs:
        assert csl.find_faults({**BOOK, name: wrong}) == [f"{name} must be a text or a number"]


@pytest.mark.parametrize("name", sorted(csl.NAMES))
def test_a_name_is_a_list_of_people(name: str) -> None:
    """Each name variable takes a list of names in parts, or literal."""
    people = [
        {"family": "Orrin", "given": "Tamsin", "suffix": "Jr", "comma-suffix": True},
        {"literal": "Selm River News Agency"},
        {"non-dropping-particle": "van", "dropping-particle": "de", "static-ordering": 1},
    ]
    assert csl.find_faults({**BOOK, name: people}) == []
    assert csl.find_faults({**BOOK, name: []}) == []
    assert csl.find_faults({**BOOK, name: "Orrin"}) == [f"{name} must be a list of names"]
    assert csl.find_faults({**BOOK, name: {"family": "Orrin"}}) == [
        f"{name} must be a list of names"
    ]
    assert csl.find_faults({**BOOK, name: ["Orrin"]}) == [
        f"each {name} must be an object with family and given, or literal"
    ]
    assert csl.find_faults({**BOOK, name: [{"family": 3}]}) == [f"family of {name} must be a text"]
    assert csl.find_faults({**BOOK, name: [{"last": "Orrin"}]}) == [
        f"last is no part of a name ({name})"
    ]


@pytest.mark.parametrize("name", sorted(csl.DATES))
def test_a_date_is_a_text_or_an_object(name: str) -> None:
    """Each date variable takes EDTF or the CSL object; a fault names the variable."""
    assert csl.find_faults({**BOOK, name: "2025-03"}) == []
    assert csl.find_faults({**BOOK, name: {"date-parts": [[2025, 3]]}}) == []
    assert csl.find_faults({**BOOK, name: 2025}) == [
        f"{name} must be an EDTF text or an object with date-parts"
    ]
    (fault,) = csl.find_faults({**BOOK, name: "March 2025"})
    assert fault.startswith(f"{name}: “March 2025” is not a date")
    assert csl.find_faults({**BOOK, name: {"year": 2025}}) == [
        f"year is no part of a date ({name})"
    ]


@pytest.mark.parametrize("parts", [2025, "19", {"a": [2025]}, [2025], ["2025"], [[2025], 3], None])
def test_date_parts_of_a_wrong_shape_are_refused(parts: object) -> None:
    """A text or a flat list is not taken apart into a date by accident."""
    assert csl.find_faults({**BOOK, "issued": {"date-parts": parts}}) == [
        "issued: date-parts must be one or two lists of year, month, day"
    ]


@pytest.mark.parametrize(
    "parts", [[[2025, 13]], [[2025, 2, 30]], [[2025, 1, 1, 1]], [["x"]], [[1], [2], [3]], [[-44]]]
)
def test_date_parts_of_no_calendar_are_refused(parts: object) -> None:
    """The fault names the variable and the date."""
    (fault,) = csl.find_faults({**BOOK, "issued": {"date-parts": parts}})

    assert fault.startswith("issued: “")


@pytest.mark.parametrize("season", ["spring", [1], {}, 5, 21])
def test_a_season_is_a_number_from_one_to_four(season: object) -> None:
    """Another season is a fault, not an exception."""
    item = {**BOOK, "issued": {"date-parts": [[2025]], "season": season}}

    assert len(csl.find_faults(item)) == (0 if season == {} else 1)


def test_categories_and_custom_have_types_of_their_own() -> None:
    """Categories are texts, custom is an object."""
    assert csl.find_faults({**BOOK, "categories": ["x"], "custom": {"a": 1}}) == []
    assert csl.find_faults({**BOOK, "categories": "x", "custom": []}) == [
        "categories must be a list of texts",
        "custom must be an object",
    ]
    assert csl.find_faults({**BOOK, "categories": [1]}) == ["categories must be a list of texts"]


def test_an_unknown_name_passes_and_is_told() -> None:
    """What CSL does not have is kept, for a person to look at."""
    item = {**BOOK, "x-desk": {"a": [1]}, "Publisher": 3}

    assert csl.find_faults(item) == []
    assert csl.find_unknown_names(item) == ["Publisher", "x-desk"]


def test_the_table_names_each_name_once() -> None:
    """No name has two types."""
    tables = (csl.NAMES, csl.DATES, csl.NUMBERS, csl.STRINGS)

    assert len(csl.KNOWN) == sum(map(len, tables)) + 2


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        (None, None),
        ("2025-03-12", "2025-03-12"),
        ("2025-03/..", "2025-03/.."),
        ({}, None),
        ({"date-parts": []}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [[""]]}, None),
        ({"date-parts": [[2025]]}, "2025"),
        ({"date-parts": [["2025", "3"]]}, "2025-03"),
        ({"date-parts": [[2025, 3, 9]]}, "2025-03-09"),
        ({"date-parts": [[987]]}, "0987"),
        ({"date-parts": [[2025, 3], [2025, 4]]}, "2025-03/2025-04"),
        ({"date-parts": [[2025]], "season": 1}, "2025-21"),
        ({"date-parts": [[2025]], "season": "4"}, "2025-24"),
        ({"date-parts": [[2025, 3]], "season": 1}, "2025-03"),
        ({"date-parts": [[2025]], "season": ""}, "2025"),
        ({"date-parts": [[2025]], "circa": True}, "2025~"),
        ({"date-parts": [[2024], [2025]], "circa": 1}, "2024~/2025~"),
        ({"date-parts": [[2025]], "circa": False}, "2025"),
        ({"edtf": "2025-XX"}, "2025-XX"),
        ({"edtf": "2025-XX", "date-parts": [[2024]]}, "2025-XX"),
        ({"raw": "2025-03"}, "2025-03"),
        ({"raw": "March 2025"}, None),
        ({"raw": "March 2025", "date-parts": [[2025, 3]]}, "2025-03"),
        ({"raw": 7}, None),
        ({"literal": "last spring"}, None),
    ],
)
def test_a_date_is_read(value: Any, edtf: str | None) -> None:  # noqa: ANN401 - JSON
    """Each form that CSL gives a date leads to EDTF, and words lead to none."""
    assert csl.read_date(value) == (None if edtf is None else Edtf.parse(edtf))


@pytest.mark.parametrize("value", ["x", {"edtf": "x"}, {"edtf": 2025.5}, {"date-parts": [[0]]}])
def test_what_is_no_date_is_refused(value: Any) -> None:  # noqa: ANN401 - JSON
    """A date that cannot be is an error, never a guess."""
    with pytest.raises(InvalidDateError):
        csl.read_date(value)


def test_people_are_named_in_one_line() -> None:
    """Given name first; a literal as it is; nobody is left out but the nameless."""
    people = [
        {"family": "Orrin", "given": "Tamsin"},
        {"family": "Berg", "non-dropping-particle": "van den", "given": "Ike", "suffix": "Jr"},
        {"literal": "Selm River News Agency"},
        {},
    ]

    assert csl.name_people(people) == "Tamsin Orrin, Ike van den Berg Jr, Selm River News Agency"
