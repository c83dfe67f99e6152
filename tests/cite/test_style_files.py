from __future__ import annotations

import pytest

from claimtrack.cite.style_files import (
    MAX_BYTES,
    check_style,
    drop_added_names,
    read_style,
    use_locale,
)
from claimtrack.errors import BadStyleError

SPACE = 'xmlns="http://purl.org/net/xbiblio/csl"'
STYLE = f"""<?xml version="1.0"?><!-- <style class="x"> -->
<style {SPACE} class="note" default-locale='de-DE'><info><title>My
 style</title></info><citation disambiguate-add-names="true" disambiguate-add-givenname='true'>
<layout><text macro="m"/></layout></citation><macro name="m"/></style>"""
DEEP = f"{'<group>' * 300}{'</group>' * 300}"


def _doubling(count: int) -> str:
    """Macros each of which calls the next twice."""
    macros = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
        for n in range(count)
    )
    return f'<style {SPACE}>{macros}<citation><text macro="m0"/></citation></style>'


def test_reads_what_a_style_says() -> None:
    """Title, language, notes, and that there is no list, are read from the head."""
    style = read_style("mine", STYLE)
    assert (style.title, style.in_notes, style.has_list) == ("My style", True, False)
    assert (style.locale, style.parent) == ("de-DE", "")


@pytest.mark.parametrize("text", ["", "<style/>", "<csl/>", "{}"])
def test_refuses_what_is_no_style(text: str) -> None:
    """A file that is something else is not handed to pandoc."""
    with pytest.raises(BadStyleError, match="no CSL style"):
        read_style("mine", text)


def test_lets_a_sound_style_pass() -> None:
    """A style that somebody brought is taken as it is; a byte order mark is passed over."""
    assert check_style("mine.csl", f"\ufeff{STYLE}".encode()) == STYLE


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<!DOCTYPE style [<!ENTITY a "b">]><style/>', "document type or entities"),
        (b'<!DOCTYPE style SYSTEM "http://a.example/x.dtd"><style/>', "document type or entities"),
        (b"<style>", "not well-formed"),
        (b"<style>&nbsp;</style>", "not well-formed"),
        (b"\xff\xfe<", "not UTF-8"),
        (b"<style/>", "no CSL style"),
        (b" " * (MAX_BYTES + 1), "larger than"),
        (_doubling(60).encode(), "unfold to more than"),
        (_doubling(3).replace("m3", "m0").encode(), "in a circle"),
        (
            f'<style {SPACE}><macro name="a">{DEEP}</macro></style>'.encode(),
            "nested more than",
        ),
        (f"<style {SPACE}><citation>{DEEP}</citation></style>".encode(), "nested more than"),
    ],
)
def test_refuses_what_could_do_harm(data: bytes, reason: str) -> None:
    """Entities, circles, bombs of macros and depths without end are named and refused."""
    with pytest.raises(BadStyleError, match=reason):
        check_style("mine.csl", data)


def test_measures_a_million_macros_soon() -> None:
    """Tens of thousands of macros that do nothing are read within the limits."""
    macros = "".join(f'<macro name="m{n}"/>' for n in range(20_000))
    text = f"<style {SPACE}>{macros}</style>"
    assert check_style("mine.csl", text.encode()) == text


def test_changes_the_language() -> None:
    """A style can be had in another language; what is not one does not get into it."""
    style = read_style("mine", STYLE)
    assert use_locale(style, "de-DE") is style
    assert use_locale(style, "") is style
    changed = use_locale(style, 'fr-FR"><x')
    assert '<style default-locale="fr-FRx" xmlns' in changed.text
    assert "de-DE" not in changed.text


def test_drops_what_takes_long() -> None:
    """Without added names a style is the same but for that; one that adds none stays."""
    style = read_style("mine", STYLE)
    simpler = drop_added_names(style)
    assert simpler is not None
    assert simpler.text == style.text.replace('"true"', '"false"').replace("'true'", '"false"')
    assert drop_added_names(simpler) is None
