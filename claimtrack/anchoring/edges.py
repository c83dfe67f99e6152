"""Where a quote may begin and end: never inside a word or a number.

“240 MW” stands in “1,240 MW” and “legal” in “illegal”, letter for letter; as quotes both are false.
So are “5 degrees” in “-5 degrees”, “can” in “can't”, “10 people” in “5–10 people” and “$2.5” in
“$2.5 million”. Such a quote is refused, and cheaply mended: whoever means it takes the whole word
in.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.language.packs import load_pack
from claimtrack.values.text import is_mark

if TYPE_CHECKING:
    from claimtrack.values.text import Stretch

#: Code points of context that are looked at on each side. A longer number or word is cut off in the
#: message, and no further: the question is only whether it goes on.
CONTEXT = 64
_DASH = "\\-−‐‑‒–—"
_CURRENCY = "$¢£¤¥֏؋৳฿₠-⃀﷼﹩＄￠￡￥￦"
_SIGN = f"+±~≈<>≤≥{_DASH}"
#: Digits in groups of three apart by a space, or simply digits.
_DIGITS = r"(?:(?<!\d)\d{1,3}(?: \d{3})+(?!\d)|\d+)"
#: A word or a number: what joins its pieces joins them only between letters or digits.
_TOKEN = re.compile(
    rf"(?:(?:[{_SIGN}{_CURRENCY}]|(?<![^\W\d])[.,])+(?=\d))?"
    rf"(?:{_DIGITS}|\w)"
    rf"(?:{_DIGITS}|\w"
    rf"|(?<=\w)['\-–/&](?=\w)"
    rf"|(?<=\w)[{_CURRENCY}](?=\d)"
    rf"|(?<=\d)[.,:·٫٬~{_DASH}](?=\d)"
    rf"|(?<=\d) [~{_DASH}] (?=\d)"
    rf"|(?<=\d)[%‰‱°′″+{_CURRENCY}])*"
)
#: What may be the last piece of a number: digits, or a word of one.
_AMOUNT = re.compile(r"(?<![^\s\"'(\[])[^\s\"'(\[]*?(?:[^\W\D]|(?P<word>[^\W\d_]+))\Z")
_SPACED_JOINERS = " ~-−‐‑‒–—"
_TOKEN_OR_SYMBOL = re.compile(rf"{_TOKEN.pattern}|\S")
#: Scripts that put no space between words: Han, kana, Thai, Lao, Myanmar, Khmer. A quote may begin
#: and end anywhere in them, save within a number and after a negation.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩")
_HAN_NEGATIONS = frozenset("不非没沒無无未勿莫")
_OTHER = "\x00"


def find_cut(before: str, inside: str, after: str) -> str | None:
    """Return the word or number of the source that a quote would begin or end inside, or None.

    Args:
        before: normal text that stands before the quote.
        inside: the quote, in its normal form.
        after: normal text that stands after it.
    """
    if before[-1:] in _HAN_NEGATIONS and _UNSPACED.match(inside):
        return before[-1] + inside[:1]
    return (
        _find_token_across(before, inside)
        or _find_token_across(inside, after)
        or _find_scaled_across(before, inside)
        or _find_scaled_across(inside, after)
    )


def cut_tokens(text: str) -> list[Stretch]:
    """Return where the words, the numbers and the other visible characters of ``text`` stand."""
    return [found.span() for found in _TOKEN_OR_SYMBOL.finditer(_shape_of(text))]


def _find_token_across(left: str, right: str) -> str | None:
    left, right = left[-CONTEXT:], right[:CONTEXT]
    if not left or not right or not _may_join(left, right):
        return None
    around = left + right
    for token in _TOKEN.finditer(_shape_of(around)):
        if token.start() < len(left) < token.end():
            return around[token.start() : token.end()]
    return None


def _find_scaled_across(left: str, right: str) -> str | None:
    """Return a number and the magnitude behind it, such as “2.5 million”, with the edge between."""
    if left[-1:] != " " != right[:1] or not left or not right:
        return None
    amount = _AMOUNT.search(left[-CONTEXT:].rstrip(" "))
    if amount is None:
        return None
    digits = amount[0][-1].isnumeric()
    if not digits and amount["word"].lower() not in _number_words():
        return None
    scale = _scale_pattern(shortened=digits).match(right[:CONTEXT].lstrip(" "))
    return f"{amount[0]} {scale[0]}" if scale else None


@cache
def _number_words() -> frozenset[str]:
    numbers = load_pack().numbers
    lists = (numbers.units, numbers.tens, numbers.hundred, numbers.magnitudes, numbers.round_words)
    return frozenset(word for words in lists for word in words)


@cache
def _scale_pattern(*, shortened: bool) -> re.Pattern[str]:
    """Return what may stand behind a number; “m” and “bn” do behind digits alone."""
    pack = load_pack()
    numbers = pack.numbers
    words = {*numbers.hundred, *numbers.magnitudes, *pack.quantities.percent, *numbers.round_words}
    words -= numbers.round_words_with_of
    if shortened:
        words.update(numbers.magnitude_abbreviations)
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?:{either})(?!\w)", re.IGNORECASE)


def _may_join(left: str, right: str) -> bool:
    """Tell, quickly, whether there is anything to look for: across a space only numbers go on."""
    if left[-1] != " " != right[0]:
        return True
    last, first = left.rstrip(_SPACED_JOINERS)[-1:], right.lstrip(_SPACED_JOINERS)[:1]
    return last.isnumeric() and first.isnumeric()


def _shape_of(text: str) -> str:
    """Return ``text`` with each character that `re` does not know as part of a word made plain."""
    if text.isascii():
        return text
    return "".join(map(_shape_of_char, text))


def _shape_of_char(char: str) -> str:
    if char < "\u0300":
        return char
    if char in _HAN_NUMERALS:
        return "0"
    if _UNSPACED.match(char):
        return _OTHER
    return "x" if is_mark(char) or char in "\u200c\u200d" else char
