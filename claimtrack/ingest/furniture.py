"""The words that pages put around an article: menus, appeals, captions, weather, labels.

Word lists as data. A phrase is added here when a page of some common kind shows it; what is not
known here is taken for the article, so that nothing of it is ever lost.
"""

from __future__ import annotations

import re
from typing import Final

# Whole lines, in lower case, without punctuation at either end.
_LINES: Final = frozenset(
    {
        "advertisement",
        "all rights reserved",
        "back to top",
        "comments",
        "copy link",
        "email",
        "home",
        "lascia un commento",
        "leave a comment",
        "leave a reply",
        "listen to this article",
        "log in",
        "menu",
        "print",
        "search",
        "share",
        "share this",
        "share this article",
        "share this story",
        "sign in",
        "skip to content",
        "skip to main content",
        "sponsored",
        "subscribe",
        "tweet",
        "view comments",
        "view original",
    }
)
_STARTS: Final = (
    "copyright",
    "filed under",
    "follow us",
    "more from",
    "please send any comments",
    "read in ",
    "share on",
    "sign up for",
    "tagged ",
    "tags",
    "your email address",
    "©",
)
# What follows these belongs to other articles.
_LIST_HEADS: Final = (
    "latest from",
    "latest news",
    "more stories",
    "most popular",
    "most read",
    "next story",
    "previous story",
    "read next",
    "recent posts",
    "recommended",
    "related",
    "trending",
    "you may also like",
)
_LONGEST: Final = 120

CAPTION: Final = re.compile(
    r"\bfile (?:photo|picture|image)\b|^\W{0,3}(?-i:FILE)\s?[-–—:]"
    r"|\((?:AP|AFP|EPA|Reuters|Getty|Yonhap|Xinhua)[ /](?:Photo|Image|Pool|Picture)"
    r"|\((?:Photo|Image|Picture|Credit)s?[:/ ]"
    r"|^(?:Photo|Photograph|Picture|Image|Caption|Pictured)s?:"
    r"|\b(?-i:(?:P(?:hoto|HOTO|icture|ICTURE)|I(?:mage|MAGE))s?: ?[A-Z])"
    r"|\b(?:photo|photograph|picture|image)s? (?:was |were )?taken (?:on|in|by)\b"
    r"|\b(?:Photo|Photograph|Image|Picture)s? (?:by|credit|courtesy)\b"
    r"|\bGetty Images\b|/(?:AFP|Reuters|EPA)\b|(?-i:/AP\b|\bREUTERS/[A-Z])",
    re.IGNORECASE,
)
WEATHER: Final = re.compile(r"[-−+]?[0-9]{1,3}(?:[.,][0-9])?\s?(?:°\s?[CF]?|[CF])(?:\s.{0,40})?")
BYLINE: Final = re.compile(
    r"(?:(?:words|written|reported|story|text) )?by\s+(?P<name>[^\W\d_].{1,90})", re.IGNORECASE
)

PUBLISHED: Final = (
    "date",
    "date published",
    "first posted",
    "first published",
    "issued",
    "issued on",
    "posted",
    "posted at",
    "posted on",
    "publication date",
    "published",
    "published at",
    "published on",
    "released",
    "released on",
)
MODIFIED: Final = (
    "corrected",
    "last modified",
    "last updated",
    "modified",
    "updated",
    "updated at",
    "updated on",
)
COPIED: Final = (
    "accessed",
    "accessed on",
    "archived",
    "archived on",
    "captured",
    "captured on",
    "downloaded",
    "printed",
    "printed on",
    "retrieved",
    "retrieved on",
    "saved on",
)


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to the article."""
    if not any(character.isalnum() for character in line[:_LONGEST]):
        return True
    if len(line) > _LONGEST:
        return False
    words = line.strip(" \t\u00a0.,:;!?|»›>-–—•·").lower()
    return words in _LINES or words.startswith(_STARTS) or is_list_head(line)


def is_list_head(line: str) -> bool:
    """Whether a line is the heading of a list of other articles."""
    return len(line) <= _LONGEST and line.strip().lower().startswith(_LIST_HEADS)
