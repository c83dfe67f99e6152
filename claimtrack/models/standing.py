"""Whether a source still stands, or was retracted or corrected since."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimtrack.values.printable import clean_line

if TYPE_CHECKING:
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
    status = clean_line(str(source.csl.get("status") or ""))
    if _STANDING.search(status) and not _DENIED.search(status):
        return status
    head = _HEAD.match(str(source.csl.get("title") or ""))
    return head[1].lower() if head else ""
