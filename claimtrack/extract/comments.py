"""Comments that accept a sentence as it is: ``<!-- claimtrack: ok because REASON -->``.

The grammar is the same everywhere; only the wrapping differs: an HTML comment in Markdown and HTML,
a line of a comment in Word or LibreOffice, brackets ``[claimtrack: ok because …]`` in any format.

Which sentence is meant: behind words on the same line, the sentence that it follows; on a line
of its own, the sentence that comes next, and the last one before it when none comes. A comment
that begins with `claimtrack` and says anything else is reported, never passed over: an acceptance
that does not work must not look like one that does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_OURS: Final = re.compile(r"\s*claimtrack\b", re.IGNORECASE)
_GRAMMAR: Final = re.compile(
    r"\s*claimtrack\s*:\s*ok\s+because\b\s*:?(?P<reason>.*)", re.IGNORECASE | re.DOTALL
)
_OK: Final = re.compile(r"\s*claimtrack\s*:\s*ok\b", re.IGNORECASE)
_ENOUGH: Final = re.compile(r"\w\W*\w")
BRACKET: Final = re.compile(r"\[(\s*claimtrack\b[^\[\]]*+)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a draft that speaks to claimtrack.

    Attributes:
        reason: why the sentence is accepted; empty when the comment is malformed.
        fault: what is wrong with it; empty when nothing is.
        text: the comment as written, in one line.
        at: where it hangs in the draft's text.
        start: where it stands in the draft's file.
        end: where it ends there.
        line: its line, from 1.
        column: its column, from 1.
        own_line: whether nothing else stands on its line.
    """

    reason: str
    fault: str
    text: str
    at: int
    start: int
    end: int
    line: int
    column: int
    own_line: bool


def is_ours(text: str) -> bool:
    """Whether a comment speaks to claimtrack at all."""
    return _OURS.match(text) is not None


def read_grammar(text: str) -> tuple[str, str]:
    """Read a comment that speaks to claimtrack; return its reason and its fault, one is empty."""
    match = _GRAMMAR.fullmatch(text)
    reason = " ".join(match["reason"].split()) if match else ""
    if match and _ENOUGH.search(reason):
        return reason, ""
    if match or _OK.match(text):
        return "", "it gives no reason; write: claimtrack: ok because REASON"
    return "", "it is not understood; write: claimtrack: ok because REASON"
