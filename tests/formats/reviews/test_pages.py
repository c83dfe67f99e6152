from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.contract import Entry
from claimtrack.formats.reviews import pages
from claimtrack.formats.reviews.pages import list_page_values
from claimtrack.formats.reviews.streaming import Broken

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.finding import Finding

PAGE = """<!doctype html>
<html><head><script>var a = {"@type": "ClaimReview"};</script>
<!-- <script type="application/ld+json">{"in": "a comment"}</script> -->
<script type="application/ld+json; charset=utf-8">SCRIPT</script>
</head><body><p>&lt;script&gt;</p></body></html>
"""


def read_page(script: str) -> list[Any]:
    """Return the values on a page with a script."""
    return [value for _, value in list_page_values(PAGE.replace("SCRIPT", script), "f")]


@pytest.mark.parametrize(
    "script",
    [
        '{"a": "b"}',
        '\n<!--\n{"a": "b"}\n-->\n',
        '/* <![CDATA[ */ {"a": "b"} /* ]]> */',
        '//<![CDATA[\n{"a": "b"}\n//]]>',
        '<![CDATA[{"a": "b"}]]>',
        '{"a": "b"};',
        "{&quot;a&quot;: &quot;b&quot;}",
    ],
)
def test_scripts_are_read_however_they_are_wrapped(script: str) -> None:
    """Comments, sections and escapes of content systems are taken off."""
    assert read_page(script) == [{"a": "b"}]


@pytest.mark.parametrize("script", ["{oops}", "{&quot;a}", "[" * 100_000])
def test_a_broken_script_is_told(script: str) -> None:
    """The others on the page are read."""
    (broken,) = read_page(script)

    assert isinstance(broken, Broken)


def test_each_value_has_its_line() -> None:
    """The line that its script begins in."""
    text = '<p>\n\n<script type="application/ld+json">1</script>'

    assert list(list_page_values(text, "f")) == [(3, 1)]


def test_a_raw_line_break_in_a_text_is_taken() -> None:
    """What is no JSON to the letter, browsers' collectors read all the same."""
    assert read_page('{"a": "b\nc"}') == [{"a": "b\nc"}]


def test_a_script_at_the_end_counts() -> None:
    """A page that is cut short is read as far as it goes."""
    assert list(list_page_values('<script type="application/ld+json">[7]', "f")) == [(1, [7])]


def test_a_script_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It must not be looked through again and again."""
    monkeypatch.setattr(pages, "_STRIDE", 100)
    monkeypatch.setattr(pages, "LONGEST", 1_000)

    with pytest.raises(UnreadableFormatError, match="does not end"):
        list(list_page_values('<script type="application/ld+json">' + "x" * 10_000, "f"))


def test_a_page_of_a_fact_desk_is_read(
    review: Callable[..., dict[str, Any]], read: Callable[..., list[Entry | Finding]]
) -> None:
    """In whatever encoding the page declares."""
    script = json.dumps(review(claimReviewed="Die Werft schließt."), ensure_ascii=False)
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("SCRIPT", script)

    found = read(page.encode("windows-1252"), "page.html")

    claims = [claim for each in found if isinstance(each, Entry) for claim in each.claims]
    assert [claim.text for claim in claims] == ["Die Werft schließt."]
