"""A quote taken apart: what its ellipses leave out and its brackets put in is not in the source.

``“the plan … was [formally] dropped”`` says that “the plan”, “was” and “dropped” stand in the
source, in this order and near each other. Whether they do is looked up elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimtrack.values.text import normalise

#: How far after one part the next may begin, in characters, where an ellipsis stands between them:
#: about a page. More would let a quote be pieced together from an article; less would refuse one
#: that skips a few paragraphs.
ELLIPSIS_REACH = 2_000
#: The same where a bracketed edit stands between them: about two lines. An edit stands for a few
#: words, so a part beside it may be as short as one word and is still held in its place.
EDIT_REACH = 150
#: The least that may stand between two ellipses: so many words, or so many characters. Less would
#: be found in any text (“a … b”); more would refuse “the plan … was dropped”.
LEAST_WORDS = 2
LEAST_CHARACTERS = 8
#: The most parts a quote may be in. Each is one more search of the text; nobody quotes in so many.
MOST_PARTS = 50

_ELLIPSIS = re.compile(r"[\[(]? ?(?:…|\.(?: ?\.){2,})(?: ?[.…](?!\d))* ?[\])]?")
_BRACKET = re.compile(r"[\[\]]")
_WORD = re.compile(r"[\u3005-\u30ff\u3400-\u9fff]|[^\W\u3005-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a quote that the source must hold word for word."""

    text: str
    """In its normal form."""
    reach: int
    """How far after the part before it may begin; 0 for the first."""

    @property
    def is_enough(self) -> bool:
        """Tell whether it says enough to be looked for on its own."""
        words = sum(1 for _ in _WORD.finditer(self.text))
        return words >= LEAST_WORDS or len(self.text) >= LEAST_CHARACTERS


def find_scant_part(parts: tuple[Part, ...]) -> Part | None:
    """Return the first part that is too little to look for, or None.

    A part beside a bracketed edit may lean on its neighbour; one between two ellipses may not.
    """
    held = False
    for index, part in enumerate(parts):
        held = part.is_enough or (held and part.reach == EDIT_REACH)
        last = index + 1 == len(parts)
        if not held and (last or parts[index + 1].reach != EDIT_REACH):
            return part
    return None


def split_quote(quote: str) -> tuple[str, ...]:
    """Return the parts of a quote that must stand in the source, in order, in their normal form."""
    return tuple(part.text for part in split_parts(quote))


def split_parts(quote: str) -> tuple[Part, ...]:
    """Return the parts of a quote with how far each may be from the one before.

    An ellipsis is ``…``, ``...`` or ``. . .``, bare or in brackets. An edit is anything else in
    square brackets, with the pieces of words that touch it: of ``[t]he minister`` only “minister”
    is sure to stand in the source. A bracket without its partner is text.
    """
    text = normalise(quote).norm
    ellipses = [found.span() for found in _ELLIPSIS.finditer(text)]
    cuts = [(*place, ELLIPSIS_REACH) for place in ellipses]
    cuts += [(*place, EDIT_REACH) for place in find_edits(text)]
    parts: list[Part] = []
    done = reach = 0
    for start, end, own_reach in [*sorted(cuts), (len(text), len(text), 0)]:
        piece = text[done : max(done, start)].strip()
        if piece:
            parts.append(Part(piece, reach if parts else 0))
            reach = own_reach
        else:
            reach = max(reach, own_reach)
        done = max(done, end)
    return tuple(parts)


def find_edits(text: str) -> list[tuple[int, int]]:
    """Return where the outermost brackets of ``text`` stand, with the words that touch them."""
    edits: list[tuple[int, int]] = []
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] == "[":
            opened.append(found.start())
        elif opened:
            start = opened.pop()
            while edits and edits[-1][0] > start:
                edits.pop()
            edits.append((start, found.end()))
    return [_take_touching_words(text, *edit) for edit in edits]


def _take_touching_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and _is_word_character(text[start - 1]):
        start -= 1
    while end < len(text) and _is_word_character(text[end]):
        end += 1
    return start, end


def _is_word_character(char: str) -> bool:
    return char.isalnum() or char in "'-_"
