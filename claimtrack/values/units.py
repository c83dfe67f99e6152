"""What is counted: the words after a number, up to the head noun.

There is no tagger here. The unit is the words that follow, up to and with the first plural noun;
it stops at punctuation, at function words, at reporting verbs, and after `MOST_UNIT_WORDS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.values.tokens import HYPHENS

if TYPE_CHECKING:
    from claimtrack.values.tokens import Tokens
    from claimtrack.values.wording import Wording

#: Longer noun phrases are cut: a wrong word in the unit costs a comparison, a missing one does not.
MOST_UNIT_WORDS = 4


class Unit(NamedTuple):
    """The words counted; `plural` when the last of them is a plural noun."""

    text: str
    end: int
    plural: bool = False


def read_unit(tokens: Tokens, index: int, words: Wording, *, partitive: bool) -> Unit:
    """Read what is counted.

    Args:
        tokens: the text.
        index: the token after the number.
        words: the language.
        partitive: "of" may stand before the noun by itself ("hundreds of refugees"); otherwise only
            with a determiner ("seven of the refugees").
    """
    begin = _skip_of(tokens, index, words, partitive=partitive)
    quantities = words.quantities
    if tokens.texts[begin] in HYPHENS and tokens.glued[begin] and tokens.is_word(begin + 1):
        return Unit(tokens.texts[begin + 1], begin + 2)
    two = tokens.texts[begin] + tokens.texts[begin + 1]
    if tokens.glued[begin + 1] and two in quantities.unit_symbols:
        return Unit(tokens.source[tokens.starts[begin] : tokens.ends[begin + 1]], begin + 2)
    if tokens.texts[begin] in quantities.unit_symbols:
        return Unit(tokens.texts[begin], begin + 1)
    if tokens.lowers[begin] in quantities.measures:
        scaled = tokens.lowers[begin] in quantities.degree_words
        scaled = scaled and tokens.lowers[begin + 1] in quantities.degree_scales
        return _make_unit(tokens, begin, begin + 1 + scaled, words)
    begin += tokens.lowers[begin] in quantities.unit_openers
    return _read_noun_phrase(tokens, begin, words)


def is_plural(word: str, words: Wording) -> bool:
    """Tell a plural noun by its form; an acronym such as "US" is none."""
    lower = word.lower()
    quantities = words.quantities
    if lower in quantities.irregular_plurals:
        return True
    if word.isupper() or lower in quantities.singular_in_s:
        return False
    return lower.endswith(tuple(quantities.plural_endings)) and not lower.endswith(
        tuple(quantities.singular_endings)
    )


def _skip_of(tokens: Tokens, index: int, words: Wording, *, partitive: bool) -> int:
    numbers = words.numbers
    if tokens.lowers[index] not in numbers.of:
        return index
    if tokens.lowers[index + 1] in numbers.of_determiners:
        return index + 2
    return index + 1 if partitive else index


def _read_noun_phrase(tokens: Tokens, begin: int, words: Wording) -> Unit:
    end = begin
    for _ in range(MOST_UNIT_WORDS):
        if not _continues(tokens, end, words):
            break
        word = tokens.texts[end]
        end += 1
        while tokens.is_hyphened(end) and tokens.is_word(end + 1):
            word = tokens.texts[end + 1]
            end += 2
        if len(word) == 1 and tokens.texts[end] == "." and tokens.glued[end]:
            end += 1  # the initial of "N. Arvian sailors"
        elif is_plural(word, words) or word.lower().endswith(
            tuple(words.quantities.possessive_endings)
        ):
            return _make_unit(tokens, begin, end, words)
    return _make_unit(tokens, begin, _cut_participle(tokens, begin, end, words), words)


def _continues(tokens: Tokens, index: int, words: Wording) -> bool:
    lower = tokens.lowers[index]
    pack = words.pack
    if not tokens.is_word(index):
        return False
    if tokens.texts[index] in words.quantities.acronyms:
        return True
    if lower in pack.function_words:
        return False
    # After a number "reports" is a noun: its verb would have no "s".
    if lower in pack.reporting_verbs and not is_plural(lower, words):
        return False
    numbers = words.numbers
    if lower in words.quantities.unit_stops or lower in numbers.units or lower in numbers.tens:
        return False
    named = tokens.texts[index][0].isupper() and (lower in pack.months or lower in pack.weekdays)
    return not named


def _cut_participle(tokens: Tokens, begin: int, end: int, words: Wording) -> int:
    """Cut "20 fled crossing" before the verb, when no plural noun was met."""
    endings = tuple(words.quantities.participle_endings)
    for at in range(begin, end):
        if tokens.lowers[at].endswith(endings):
            return at
    return end


def _make_unit(tokens: Tokens, begin: int, end: int, words: Wording) -> Unit:
    if begin == end:
        return Unit("", end)
    text = " ".join(tokens.source[tokens.starts[begin] : tokens.ends[end - 1]].split())
    last = tokens.texts[end - 1]
    for ending in words.quantities.possessive_endings:
        text = text.removesuffix(ending)
    return Unit(text, end, plural=is_plural(last, words))
