from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from defusedxml.ElementTree import parse

from claimtrack.cite import styles
from claimtrack.cite.style_files import check_style
from claimtrack.cite.styles import find_near, find_style, list_styles, read_title
from claimtrack.errors import BadStyleError, NoStylesError, UnknownStyleError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("newsroom", "Newsroom (numbered, plain)"),
        ("apa", "APA Style 7th edition"),
        ("mla", "MLA Handbook 9th edition (in-text citations)"),
        ("http://www.zotero.org/styles/apa", "APA Style 7th edition"),
        ("APA", "APA Style 7th edition"),
        ("nature-geoscience", "Nature Geoscience"),
    ],
)
def test_finds_a_style(given: str, title: str) -> None:
    """Ours, short names, ids and addresses of the collection lead to a style."""
    assert find_style(given).title == title


def test_follows_a_style_that_stands_for_another() -> None:
    """A journal's style is that of its publisher, in the journal's language."""
    style = find_style("nature-geoscience")
    assert (style.id, style.locale, style.parent) == ("nature-geoscience", "en-GB", "")
    assert "<citation" in style.text
    assert "independent-parent" not in style.text


def test_follows_a_style_by_its_old_name() -> None:
    """Names that the collection gave up lead to the new ones."""
    assert find_style("acta-theriologica").title == "Mammal Research"


def test_says_what_an_unknown_style_is_like() -> None:
    """A misspelt name is refused, with those that are near."""
    with pytest.raises(UnknownStyleError) as refusal:
        find_style("chicago-author-data")
    assert "chicago-author-date" in refusal.value.hint
    with pytest.raises(UnknownStyleError, match="there is no citation style"):
        find_style("Ü" * 500)
    assert find_near("") == ()


def test_takes_a_file(tmp_path: Path) -> None:
    """A file of one's own is a style; one that stands for an installed one leads there."""
    mine = tmp_path / "mine.csl"
    mine.write_text(find_style("newsroom").text, "utf-8")
    assert find_style(str(mine)).id == "mine"
    link = '<link rel="independent-parent" href="http://www.zotero.org/styles/{}"/>'
    text = '<style xmlns="http://purl.org/net/xbiblio/csl"><info><title>J</title>{}</info></style>'
    mine.write_text(text.format(link.format("apa")), "utf-8")
    assert "<citation" in find_style(str(mine)).text
    mine.write_text(text.format(link.format("no-such")), "utf-8")
    with pytest.raises(BadStyleError, match="no-such"):
        find_style(str(mine))
    with pytest.raises(BadStyleError, match="No such file"):
        find_style(str(tmp_path / "missing.csl"))


def test_lists_all_styles() -> None:
    """Ours comes first, then the short names, then some ten thousand more."""
    names = list(list_styles())
    assert names[:2] == ["newsroom", "chicago"]
    assert len(names) > 10_000


def test_tells_titles() -> None:
    """A style's title is read from it; of one that is not there its name is returned."""
    assert read_title("newsroom") == "Newsroom (numbered, plain)"
    assert read_title("mla").startswith("MLA Handbook")
    assert read_title("no-such-style") == "no-such-style"


def test_ours_is_sound() -> None:
    """The style that we ship passes the checks that others' have to pass."""
    path = styles._ours()
    assert parse(path).getroot().get("class") == "in-text"
    assert check_style(path.name, path.read_bytes())


def test_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the collection ours still works, and others say what to install."""
    monkeypatch.setattr(styles, "find_spec", lambda _: None)
    styles._find_folder.cache_clear()
    try:
        assert find_style("newsroom").id == "newsroom"
        with pytest.raises(NoStylesError) as refusal:
            find_style("apa")
        assert "claimtrack[cite]" in refusal.value.hint
    finally:
        styles._find_folder.cache_clear()
