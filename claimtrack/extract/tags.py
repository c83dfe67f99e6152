"""HTML tags, comments and entities as they stand in a text, for the readers of HTML and Markdown.

Each pattern stops at the next `<`, so that a million tags which are never closed take linear time.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

TAG: Final = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>"
)
#: `<!doctype …>`, `<![CDATA[`, `<?xml …?>`.
DECLARATION: Final = re.compile(r"<[!?][^<>]*>")
ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
COMMENT: Final = "<!--"
_HIDDEN: Final = re.compile(r"\shidden(?=[\s=/]|$)|display\s{0,5}:\s{0,5}none", re.IGNORECASE)
#: The roles of WAI-ARIA, and the classes of converters that set none.
_NOTE_MARK: Final = re.compile(
    r"\b(?:doc-noteref|doc-backlink|footnote-ref|footnote-back(?:ref)?)\b", re.IGNORECASE
)

#: Tags whose content is not on the page.
UNSEEN: Final = frozenset(
    "script style template noscript head title svg math object iframe select textarea".split()
)
#: Tags that have no end tag.
VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)


def find_comment_end(text: str, start: int) -> int:
    """Return where the comment that begins at ``start`` ends; -1 when it never does."""
    end = text.find("-->", start + len(COMMENT))
    return end + len("-->") if end >= 0 else -1


def read_entity(written: str) -> str:
    """Return the characters that an entity stands for; itself when there is none such."""
    return unescape(written)


def is_hidden(attributes: str) -> bool:
    """Whether a tag says that its content is not shown."""
    return _HIDDEN.search(attributes) is not None


def marks_note(attributes: str) -> bool:
    """Whether a link is the number of a footnote, or leads back from one: it is no words."""
    return _NOTE_MARK.search(attributes) is not None


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but spaces stands beside ``start:end`` on its first and last line."""
    # So much white space in a line is not looked beyond: the cost must not grow with the line.
    reach = 1_000
    before = text[max(0, start - reach) : start].rpartition("\n")[2]
    after = text[end : end + reach].partition("\n")[0]
    return not before.strip() and not after.strip()
