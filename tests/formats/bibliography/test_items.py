from __future__ import annotations

from typing import Any

import pytest

from claimtrack.formats.bibliography.item_dates import read_csl_date, write_csl_date
from claimtrack.formats.bibliography.items import Naming, make_entry, settle_item
from claimtrack.formats.contract import Entry
from claimtrack.models.finding import Finding


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (2020, "2020"),
        (" 2020-03-05T10:00:00Z ", "2020-03-05"),
        ("2020-03-05 10:00", "2020-03-05"),
        ("  ", None),
        ({"date-parts": [[2020.0, 3, 0]]}, "2020-03"),
        ({"date-parts": [["2020"]], "season": "2"}, "2020-22"),
        ({"date-parts": [[]]}, None),
        ({"raw": "2020-03"}, "2020-03"),
        ({"raw": "2020-03-04T10:00:00Z"}, "2020-03-04"),
        ({"raw": "2020?", "date-parts": [[2020]], "circa": True}, "2020?"),
        ({"raw": "2019", "date-parts": [[2020]]}, {"raw": "2019", "date-parts": [[2020]]}),
        ({"edtf": "2020/.."}, "2020/.."),
        ({"literal": "n.d."}, {"literal": "n.d."}),
        ({"season": 1}, None),
    ],
)
def test_dates_of_others_become_edtf_where_that_says_them(value: object, read: object) -> None:
    """Text, numbers as text, gaps and times of day; words stay words."""
    assert read_csl_date(value) == read


@pytest.mark.parametrize("value", [True, 2.5, [2020], {"date-parts": 2020}])
def test_what_no_date_is_made_of_is_refused(value: object) -> None:
    """The caller keeps it apart and says so."""
    with pytest.raises(TypeError):
        read_csl_date(value)
    assert write_csl_date({"date-parts": [[None]]}) is None


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("custom", "text", "custom must be an object"),
        ("title", {"a": 1}, "title must be a text"),
        ("author", [5], "a name is an object with family and given, or literal"),
        ("author", [{"given": None}], "a name has no letters"),
        ("issued", {"date-parts": [[2025, 2, 30]]}, "2025-02 has the days 01 to 28"),
    ],
)
def test_what_cannot_be_understood_is_kept_and_named(name: str, value: object, why: str) -> None:
    """The source is taken without it, and nothing is thrown away."""
    item, (remark,) = settle_item({"type": "book", name: value}, "f:1")
    assert item == {"type": "book", "custom": {"unread": {name: value}}}
    assert remark.why == why


def test_words_for_a_date_are_kept_with_a_note() -> None:
    """Whoever imports sees which dates no computation will find."""
    item, (remark,) = settle_item({"type": "book", "issued": {"literal": "2020"}}, "f:1")
    assert item["issued"] == {"literal": "2020"}
    assert remark.message == "issued is kept as its words, “2020”"


def test_ids_are_made_of_keys_or_of_what_the_item_says_and_are_never_the_same() -> None:
    """Keys of other programs become slugs; addresses do not."""
    naming = Naming()
    item = {"title": "On the Ferry Yard", "publisher": "Gazette"}
    keys = ["smith2020", "Smith:2020", "Smith:2020", "http://x.example/1", "", "造船", "x" * 300]
    assert [naming.propose(key, item) for key in keys] == [
        "smith2020",
        "smith-2020",
        "smith-2020-2",
        "gazette-on-the-ferry",
        "gazette-on-the-ferry-2",
        "gazette-on-the-ferry-3",
        "gazette-on-the-ferry-4",
    ]
    long = "a" * 100
    assert [naming.propose(long, {}) for _ in range(2)] == [long, f"{'a' * 90}-2"]


def test_an_entry_that_makes_no_source_is_a_finding() -> None:
    """Nested without end, it would stop whatever reads it later."""
    nested: Any = 1
    for _ in range(100):
        nested = [nested]
    found = make_entry({"custom": {"a": nested}}, where="f:1", key="a", naming=Naming())
    assert isinstance(found, Finding)
    assert found.where == "f:1"
    extras = {"grade": "Z"}
    taken = make_entry({"type": "book"}, where="f:1", key="a", naming=Naming(), extras=extras)
    assert isinstance(taken, Entry)
    assert taken.source.grade is None
