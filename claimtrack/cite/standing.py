"""Whether a source still stands: what was retracted or corrected is marked, whatever a style does.

Most styles print nothing of it, or print it where a date belongs; so we take it out of what they
are given and put it behind each entry and each note ourselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimtrack.cite.texts import tidy
from claimtrack.manuscripts.contract import Inline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.models.source import Source

#: In the field `status`: what became of a source since it appeared.
_STANDING: Final = re.compile(
    r"\b(?:retract(?:ed|ion)|withdr(?:awn|awal)|correct(?:ed|ion)|erratum)\b", re.IGNORECASE
)
_DENIED: Final = re.compile(r"\b(?:no|not|never|without)\b", re.IGNORECASE)
#: At the head of a title, as publishers change it: “RETRACTED: …”.
_HEAD: Final = re.compile(
    r"\W?(retracted|withdrawn|corrected)(?: article)?\s*[:\])–—]", re.IGNORECASE
)


def find_standing(source: Source) -> str:
    """Return that a source was retracted, withdrawn or corrected; "" for one that stands.

    The CSL field `status` says so, in words that are returned as they are, or its title does.
    """
    status = tidy(str(source.csl.get("status") or ""))
    if _STANDING.search(status) and not _DENIED.search(status):
        return status
    head = _HEAD.match(str(source.csl.get("title") or ""))
    return head[1].lower() if head else ""


def mark_standing(inlines: Sequence[Inline], source: Source) -> tuple[Inline, ...]:
    """Put the standing of a source behind what is printed of it, unless that says so already."""
    words = find_standing(source)
    printed = "".join(inline.text for inline in inlines)
    if not words or not printed or words.casefold() in printed.casefold():
        return tuple(inlines)
    return (*inlines, Inline(" ["), Inline(words, bold=True), Inline("]"))
