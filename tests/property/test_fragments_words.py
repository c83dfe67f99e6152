"""Laws of text fragments: a link holds words of the quote, and a browser finds the quote by them.

The browser here is written after the specification, word for word and apart from the code it tests.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.anchoring import describe
from claimtrack.anchoring.fragments import text_fragment

if TYPE_CHECKING:
    from claimtrack.models.anchor import Anchor

unhurried = settings(deadline=None)
PAGE = "https://a.example/page"
_WORDS = ["the", "Board", "not", "a-b", "41,", "R&D", "1,240", "“paid”", "weren’t", "été", "100%25"]
_SPACES = [" ", " ", " ", "\n\n", "\u00a0"]


@st.composite
def anchored_texts(draw: st.DrawFn) -> tuple[str, Anchor]:
    """Draw a text of a few dozen words and the anchor of one or two stretches of it."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=4, max_size=60))
    spaces = draw(st.lists(st.sampled_from(_SPACES), min_size=len(words), max_size=len(words)))
    pieces = [piece for pair in zip(words, spaces, strict=True) for piece in pair][:-1]
    edges = sorted(draw(st.sets(st.integers(0, len(words)), min_size=2, max_size=4)))
    spans = [
        (len("".join(pieces[: 2 * first])), len("".join(pieces[: 2 * last - 1])))
        for first, last in zip(edges[::2], edges[1::2], strict=False)
    ]
    text = "".join(pieces)
    return text, describe(text, spans, capture=1)


def read_directives(link: str) -> list[tuple[str, str, str, str]]:
    """Return prefix, start, end and suffix of each text directive of a link."""
    read = []
    for directive in link.partition(":~:")[2].split("&"):
        terms = directive.removeprefix("text=").split(",")
        prefix = terms.pop(0)[:-1] if terms[0].endswith("-") else ""
        suffix = terms.pop()[1:] if terms[-1].startswith("-") else ""
        assert 1 <= len(terms) <= 2
        assert not any("-" in term for term in (prefix, suffix, *terms))
        decoded = [unquote(term) for term in (prefix, terms[0], (*terms, "")[1], suffix)]
        read.append((decoded[0], decoded[1], decoded[2], decoded[3]))
    return read


def find_words(words: str, text: str, start: int) -> tuple[int, int] | None:
    """Return where whole words stand in ``text`` from ``start`` on, white space evened out."""
    pattern = r"[ \u00a0]+".join(map(re.escape, words.split(" ")))
    found = re.compile(rf"(?<!\w){pattern}(?!\w)").search(text, start)
    return found.span() if found else None


def find_beside(words: str, context: str, text: str, start: int) -> tuple[int, int] | None:
    """Return where ``words`` stand with nothing but white space between them and ``context``."""
    found = find_words(words, text, start)
    while found and context:
        beside = find_words(context, text, found[1])
        if beside is None or not text[found[1] : beside[0]].strip():
            return found if beside else None
        found = find_words(words, text, found[0] + 1)
    return found


def browse(text: str, directive: tuple[str, str, str, str]) -> tuple[int, int] | None:
    """Return the passage that a browser scrolls to."""
    prefix, start, end, suffix = directive
    at = 0
    while True:
        before = find_beside(prefix, start, text, at) if prefix else (at, at)
        if before is None:
            return None
        at = before[0] + 1
        first = find_words(start, text, before[1])
        if first is None:
            return None
        last = find_beside(end, suffix, text, first[1]) if end else first
        if end or find_beside(start, suffix, text, first[0]) == first:
            return (first[0], last[1]) if last else None
        if not prefix:
            at = first[0] + 1


@unhurried
@given(anchored_texts(), st.booleans())
def test_a_link_decodes_to_words_of_the_passage(drawn: tuple[str, Anchor], held: bool) -> None:  # noqa: FBT001
    """What a link holds of a segment is its first and its last words, and context beside them."""
    text, anchor = drawn
    directives = read_directives(text_fragment(PAGE, anchor.segments, text if held else None))

    assert len(directives) == len(anchor.segments)
    for (prefix, start, end, suffix), segment in zip(directives, anchor.segments, strict=True):
        exact = " ".join(segment.exact.split())
        assert exact.startswith(start)
        assert exact.endswith(end or start)
        assert not (end and start + end == exact)
        assert " ".join(text[: segment.start].split()).endswith(prefix)
        assert " ".join(text[segment.end :].split()).startswith(suffix)


@unhurried
@given(anchored_texts())
def test_a_browser_finds_words_of_the_quote(drawn: tuple[str, Anchor]) -> None:
    """Every link leads to a passage that begins and ends as the segment does."""
    text, anchor = drawn
    directives = read_directives(text_fragment(PAGE, anchor.segments, text))
    for directive, segment in zip(directives, anchor.segments, strict=True):
        found = browse(text, directive)

        assert found is not None
        assert text[slice(*found)].split()[0] == segment.exact.split()[0]


@unhurried
@given(anchored_texts())
def test_a_link_leads_to_its_own_segment_where_its_words_stand_once(
    drawn: tuple[str, Anchor],
) -> None:
    """A segment of which no line stands elsewhere is found where it is."""
    text, anchor = drawn
    for segment in anchor.segments:
        line = segment.exact.splitlines()[0]
        if len(re.findall(re.escape(line), text)) > 1 or "\n" in segment.exact:
            continue
        (directive,) = read_directives(text_fragment(PAGE, [segment], text))

        assert browse(text, directive) == (segment.start, segment.end) or directive[2]
