from __future__ import annotations

import pytest

from claimtrack.cite.styles import find_style
from claimtrack.cite.trimming import trim_style
from tests.cite.conftest import STYLES

BOOK = {"id": "a", "type": "book", "title": "Ferry"}
BILL = {"id": "b", "type": "bill"}


def _style(layout: str, macros: str = "") -> str:
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        f"{macros}<citation><layout>{layout}</layout></citation></style>"
    )


def _branch(conditions: str) -> str:
    return f"<choose><if {conditions}><text value='yes'/></if><else><b/></else></choose>"


@pytest.mark.parametrize(
    "conditions",
    [
        "type='chapter'",
        "type='chapter speech' match='any'",
        "type='book bill' match='none'",
        "variable='ISSN'",
        "is-numeric='volume'",
        "is-uncertain-date='issued'",
        "variable='title ISSN'",
        "variable='issn ISBN' match='any'",
        "type='chapter' position='first'",
    ],
)
def test_empties_a_branch_that_no_source_takes(conditions: str) -> None:
    """By type, and by what no source has; what stands behind it stays."""
    trimmed = trim_style(_style(_branch(conditions)), [BOOK, BILL])
    assert trimmed == _style(_branch(conditions).replace("<text value='yes'/>", ""))


@pytest.mark.parametrize(
    "conditions",
    [
        "type='book bill'",
        "type='book bill' match='any' position='first'",
        "type='chapter' match='none'",
        "variable='ISSN volume' match='none'",
    ],
)
def test_empties_what_stands_behind_a_branch_that_all_take(conditions: str) -> None:
    """Where a branch is always taken, no later one is."""
    trimmed = trim_style(_style(_branch(conditions)), [BOOK, BILL])
    assert trimmed == _style(_branch(conditions).replace("<b/>", ""))


@pytest.mark.parametrize(
    "conditions",
    [
        "type='book'",
        "variable='title'",
        "variable='TITLE'",
        "is-numeric='title'",
        "position='ibid'",
        "locator='page'",
        "disambiguate='true'",
        "type='chapter' position='first' match='any'",
        "type='chapter' position='first' match='none'",
        "variable='locator'",
        "variable='citation-number'",
        "variable='page-first'",
        "variable='title-short'",
        "variable='URL'",
        "match='any'",
        "type='chapter' match='most'",
    ],
)
def test_keeps_what_some_source_or_some_citation_may_take(conditions: str) -> None:
    """What only pandoc can tell is left to it."""
    style = _style(_branch(conditions))
    assert trim_style(style, [BOOK, BILL]) == style


def test_keeps_what_goes_by_another_name_in_an_item() -> None:
    """A short title is one, whatever the program that wrote the item calls it."""
    style = _style(_branch("variable='title-short event'"))
    item = {**BOOK, "shortTitle": "F", "event-title": "Fair"}
    assert trim_style(style, [item]) == style


def test_empties_macros_that_nothing_calls_any_more() -> None:
    """A macro stays if something that is left calls it, be it another macro or a sort key."""
    macros = "".join(
        f"<macro name='{name}'>{content}</macro>"
        for name, content in (
            ("sorted", "<text variable='title'/>"),
            ("unused", "<text macro='far'/>"),
            ("near", "<text macro='far'/>"),
            ("far", "<text value='far'/>"),
            ("dead", "<text value='dead'/>"),
        )
    )
    called = "<choose><if type='bill'><text macro='dead'/></if></choose><text macro='near'/>"
    style = _style(
        called, f"{macros}<bibliography><sort><key macro='sorted'/></sort></bibliography>"
    )
    trimmed = trim_style(style, [BOOK])
    assert trimmed == (
        style.replace("<text macro='dead'/>", "")
        .replace("<text value='dead'/>", "")
        .replace("'unused'><text macro='far'/>", "'unused'>")
    )


def test_a_choice_within_a_dead_branch_goes_with_it() -> None:
    """Nothing is cut twice, and what follows is where it was."""
    inner = _branch("type='chapter'")
    style = _style(f"<choose><if type='bill'>{inner}</if></choose><text value='é – end'/>")
    assert trim_style(style, [BOOK]) == style.replace(inner, "")


def test_takes_the_old_names_of_short_titles_for_one() -> None:
    """Pandoc keeps a short title as that of the journal, whichever of the two it is."""
    style = _style(_branch("variable='container-title-short'"))
    assert trim_style(style, [{**BOOK, "shortTitle": "F"}]) == style


def test_keeps_what_is_tested_by_the_long_name_where_there_is_a_short_one() -> None:
    """Pandoc takes both as used up where a style prints either in place of a name."""
    style = _style(_branch("variable='container-title'"))
    assert trim_style(style, [{**BOOK, "container-title-short": "F."}]) == style


@pytest.mark.parametrize("name", ["NOTE", "Note"])
def test_reads_names_in_capitals_as_pandoc_does(name: str) -> None:
    """It knows no difference, so that these too may set any variable."""
    style = _style(_branch("type='chapter'"))
    assert trim_style(style, [{**BOOK, name: "type: chapter"}]) == style


def test_keeps_all_types_of_a_source_that_has_several() -> None:
    """Which of them pandoc takes is left to it."""
    style = _style(_branch("type='chapter'"))
    assert trim_style(style, [{**BOOK, "Type": "chapter"}]) == style


def test_takes_branches_in_the_order_in_which_pandoc_does() -> None:
    """It tries every `if` before the first `else-if`, wherever they stand."""
    style = _style("<choose><else-if type='book'><a/></else-if><if type='book'><b/></if></choose>")
    assert trim_style(style, [BOOK]) == style


def test_a_macro_named_by_the_style_itself_is_none() -> None:
    """A call outside of any part of the style calls nothing."""
    style = _style("<text macro='a'/>").replace("class=", "macro='a' class=")
    assert trim_style(style, [BOOK]) == style


LETTERED = (
    '<style xmlns="http://purl.org/net/xbiblio/csl">{macros}'
    "<citation disambiguate-add-year-suffix='true'><sort><key macro='key'/></sort>"
    "<layout>{layout}</layout></citation></style>"
)
DEAD = "<choose><if type='bill'>{}</if></choose>"
LETTER = "<text variable='Year-suffix'/>"


@pytest.mark.parametrize(
    ("macros", "layout"),
    [
        ("", DEAD.format(LETTER)),
        (f"<macro name='a'>{LETTER}</macro>", DEAD.format("<text macro='a'/>")),
        (f"<macro name='key'>{LETTER}</macro>", DEAD.format(LETTER)),
        ("", DEAD.format(LETTER) + f"<names><substitute>{LETTER}</substitute></names>"),
    ],
    ids=["branch", "macro", "sorted", "substitute"],
)
def test_keeps_the_place_of_the_letter_behind_a_year(macros: str, layout: str) -> None:
    """Pandoc puts it behind the year itself, unless the style names it anywhere in its text."""
    style = LETTERED.format(macros=macros, layout=layout)
    assert trim_style(style, [BOOK]) == style


def test_a_letter_that_is_named_elsewhere_too_keeps_nothing() -> None:
    """Where one that is used is left, another may go."""
    macros = f"<macro name='a'><group>{LETTER}</group></macro>"
    style = LETTERED.format(macros=macros, layout=f"{DEAD.format('<b/>')}<text macro='a'/>")
    assert trim_style(style, [BOOK]) == style.replace("<b/>", "")


def test_reads_elements_under_a_prefix() -> None:
    """A style may name its namespace."""
    style = (
        '<c:style xmlns:c="http://purl.org/net/xbiblio/csl"><c:citation><c:choose>'
        '<c:if type="bill"><c:text value="x"/></c:if></c:choose></c:citation></c:style>'
    )
    assert trim_style(style, [BOOK]) == style.replace('<c:text value="x"/>', "")


@pytest.mark.parametrize(
    ("style", "items"),
    [
        (_style(_branch("type='chapter'")), [{**BOOK, "note": "type: chapter"}]),
        (_style(_branch("type='chapter'")).replace("</style>", ""), [BOOK]),
        ("<!DOCTYPE style>" + _style(_branch("type='chapter'")), [BOOK]),
        ("", [BOOK]),
    ],
    ids=["note", "unclosed", "doctype", "empty"],
)
def test_leaves_alone_what_it_cannot_be_sure_of(style: str, items: list[dict[str, str]]) -> None:
    """A note may set any variable; what is no XML is for pandoc to refuse."""
    assert trim_style(style, items) == style


@pytest.mark.parametrize("name", STYLES)
def test_makes_large_styles_smaller(name: str) -> None:
    """For articles alone, much of a style that knows all types is not needed."""
    text = find_style(name).text
    article = {"type": "article-newspaper", "title": "Ferry"}
    if len(text) > 50_000:
        assert len(trim_style(text, [article])) < 0.7 * len(text)
