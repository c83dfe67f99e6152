from __future__ import annotations

import pytest

from claimtrack.manuscripts.contract import Inline
from claimtrack.manuscripts.looks import clean, find_address, group_links, name_target, pick_level


def test_keeps_what_every_format_can_hold() -> None:
    """Control characters and half characters are left out, line breaks become spaces."""
    assert clean("a\x00b\x1b[1m\ud800\r\nc\nd\u2028e\tf") == "ab[1m c d e\tf"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://orm.example/a?b=1&c=(2)", "https://orm.example/a?b=1&c=(2)"),
        ("mailto:desk@orm.example", "mailto:desk@orm.example"),
        ("javascript:alert(1)", ""),
        ("file:///etc/orm", ""),
        ('https://orm.example/"onclick', ""),
        ("https://orm.example/a b", ""),
        ("#a", ""),
    ],
)
def test_follows_only_addresses_without_harm(link: str, address: str) -> None:
    """Addresses of the web and of mail are followed; scripts, files and broken ones are not."""
    assert find_address(Inline("log", link=link)) == address


def test_puts_together_what_leads_to_one_place() -> None:
    """Inlines with one link beside each other are one link."""
    inlines = [Inline("a", link="#b"), Inline("c", italic=True, link="#b"), Inline("d")]
    assert [(link, len(group)) for link, group in group_links(inlines)] == [("#ref_b", 2), ("", 1)]


@pytest.mark.parametrize("key", ["harbour-log", "harbour_log", "harbour/log", "é" * 50, "a" * 99])
def test_names_targets_as_word_takes_them(key: str) -> None:
    """The name of a target is short and has letters, digits and underscores alone."""
    name = name_target(key)
    assert name.isascii()
    assert name.replace("_", "a").isalnum()
    assert len(name) <= 40


def test_tells_targets_apart() -> None:
    """Keys that differ in a sign have names that differ; no key has no name."""
    names = {name_target(key) for key in ("harbour-log", "harbour_log", "harbour/log", "")}
    assert len(names) == 4
    assert "" in names


@pytest.mark.parametrize(
    ("levels", "level"),
    [([], 1), ([0], 1), ([0, 1, 1, 2], 1), ([1, 2, 2, 3], 2), ([1, 3], 3), ([6], 6), ([2, 2], 2)],
)
def test_picks_the_level_of_sections(levels: list[int], level: int) -> None:
    """A list's heading stands beside the sections, below the one title."""
    assert pick_level(levels) == level
