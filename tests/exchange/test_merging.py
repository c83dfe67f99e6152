from __future__ import annotations

from typing import Any

import pytest

from claimtrack.exchange.merging import Merger

Document = dict[str, Any]


@pytest.mark.parametrize(
    ("name", "ours", "theirs"),
    [
        ("issued", "2025-03", {"date-parts": [[2025, 3]]}),
        ("DOI", "10.1234/ABC", "https://doi.org/10.1234/abc"),
        ("URL", "https://www.varrow.example/a/", "http://varrow.example/a"),
        ("volume", 7, "7"),
        ("title", "Ferry  stops", "Ferry stops"),
    ],
)
def test_what_a_format_only_writes_otherwise_is_the_same(
    name: str, ours: object, theirs: object
) -> None:
    """But in files that carry records whole, where it is a change."""
    for own, differences in ((False, 0), (True, 1)):
        merger = Merger(update=False, own=own)

        merged = merger.merge({"csl": {name: ours}}, {"csl": {name: theirs}})

        assert merged == {"csl": {name: ours}}
        assert len(merger.differences) == differences


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"csl": {"issued": "2025-03"}}, {"csl": {"issued": "nonsense"}}),
        ({"csl": {"title": "A"}}, {"csl": {"title": ["A"]}}),
        ({"x": 1}, {"x": True}),
        ({"x": 1}, {"x": 1.0}),
    ],
)
def test_what_is_not_the_same_differs(ours: Document, theirs: Document) -> None:
    """Though Python would call some of it equal."""
    merger = Merger(update=True, own=False)

    assert merger.merge(ours, theirs) == theirs
    assert len(merger.differences) == 1


def test_what_stands_twice_in_a_list_is_let_be() -> None:
    """Somebody wrote it so by hand."""
    assert Merger(update=True, own=True).merge({"tags": ["a", "a"]}, {"tags": ["b"]}) == {
        "tags": ["a", "a"]
    }


def test_a_long_value_is_cut_where_it_is_shown() -> None:
    """In a message; not in the record."""
    merger = Merger(update=False, own=True)
    merger.merge({"note": "x" * 100}, {"note": ["y"]})

    (difference,) = merger.differences
    assert difference.describe(update=False) == (
        f'note differs: kept “{"x" * 60} …”, the file says “["y"]”'
    )


def test_of_a_rating_the_missing_parts_are_filled_in() -> None:
    """It is the same one by its reviewer and its address."""
    ours = {"ratings": [{"by": "Checkers", "words": "Mostly true", "url": "u"}]}
    theirs = {"ratings": [{"by": "Checkers", "words": "Mostly true", "url": "u", "value": 4.0}]}

    assert Merger(update=False, own=False).merge(ours, theirs) == theirs
