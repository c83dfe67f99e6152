"""The draft's own words as they may be shown: as they are, but for what acts instead of being read.

Joiners, soft hyphens and fixed spaces stay, with which many scripts are written.
"""

from __future__ import annotations

import re
from typing import Final

from claimtrack.values.printable import show_character

#: Controls, what turns the reading direction of all that follows, halves of pairs of surrogates.
_ACTING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def show_words(text: str) -> str:
    """Return text with what acts written as escapes; line feeds and tabs stay."""
    return _ACTING.sub(lambda found: show_character(found[0]), text)
