from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claimtrack.check.formats import json_format
from claimtrack.check.formats.json_format import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.check.results import CheckReport


def _list_keys(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        yield from value
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, (dict, list)):
        for child in children:
            yield from _list_keys(child)


def test_each_key_is_documented(story: CheckReport) -> None:
    """The documentation of the format names every key that occurs, states included."""
    keys = set(_list_keys(json.loads(render([story]))))

    assert keys
    assert [key for key in keys if f"``{key}``" not in (json_format.__doc__ or "")] == []


def test_nothing_is_lost(hostile: CheckReport) -> None:
    """What is not printable reads back as it was."""
    document = json.loads(render([hostile]))

    assert document["statements"][0]["text"] == hostile.statements[0].text
    assert document["statements"][1]["accepted"] == hostile.statements[1].accepted
    assert document["name"] == hostile.name


def test_the_counts_are_those_of_the_draft(story: CheckReport) -> None:
    """Each state is counted, those without a statement too."""
    document = json.loads(render([story]))

    assert document["examined"] == 6
    assert document["counts"]["unsourced"] == 2
    assert [each["level"] for each in document["statements"]] == [
        "error",
        "warning",
        "warning",
        "note",
        "none",
        "none",
        "note",
    ]
