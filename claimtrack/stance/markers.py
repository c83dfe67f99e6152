"""Where the numbers of a claim and of its evidence agree, as a type for each character span.

A small model reads digits badly: "13,500" is three or four fragments to it. Comparing two numbers
is exact in plain code, so the comparison is done here and handed to the model through its
token-type table: each token that spells a number carries how it stands to its counterpart.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Types 0 and 1 are the ordinary ones: evidence and claim.
EVIDENCE, CLAIM = 0, 1
SAME, INSIDE, OVERLAP, MORE, LESS, LONE = 2, 3, 4, 5, 6, 7  # numbers of the claim
SEEN, RIVAL, OTHER = 8, 9, 10  # numbers of the evidence
NEW_NAME = 11  # a capitalised word of the claim that the evidence lacks
TYPES = 12

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
}
WORDS = {word: float(value) for value, word in enumerate(UNITS)}
WORDS |= {word: 10.0 * (value + 2) for value, word in enumerate(TENS)}
WORDS |= {"half": 0.5, "twice": 2.0, "double": 2.0}
RANKS = {word: float(value) for value, word in enumerate(ORDINALS)}

_MONTH = "|".join(MONTHS)
_SMALL = "|".join(sorted(WORDS, key=len, reverse=True))
_RANK = "|".join(ORDINALS)
_SCALE = "|".join(SCALES)
NUMBER = re.compile(
    rf"""(?<![\w])(?:
      (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})\b
    | (?P<month2>{_MONTH})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d,.]\d)\b
    | (?P<digits>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)
        (?:(?P<rank>st|nd|rd|th)\b|\s?(?P<percent>%|percent\b|per\scent\b)
          |[\s-](?P<scale>(?:{_SCALE})s?(?:[\s-](?:{_SCALE}))?)\b|s\b)?(?![^\W_])
    | (?P<tens>{"|".join(TENS)})-(?P<ones>{"|".join(UNITS[1:10])})\b
    | (?P<word>{_SMALL})(?:[\s-](?P<scale2>(?:{_SCALE})s?(?:[\s-](?:{_SCALE}))?)\b)?\b
    | (?P<ordinal>{_RANK})\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
BOUND = re.compile(
    r"""(?:^|\W)(?:
      (?P<least>at\sleast|minimum\sof|not?\s(?:less|fewer)\sthan|since|from|starting)
    | (?P<most>at\smost|up\sto|maximum\sof|no(?:t)?\smore\sthan|until|till|by|within|as\smany\sas)
    | (?P<more>(?:more|greater|higher|larger|longer|older|better)\sthan|over|above
        |exceed(?:s|ed|ing)?|after|past|in\sexcess\sof|upwards\sof|surpass(?:es|ed|ing)?)
    | (?P<less>(?:less|fewer|lower|smaller|shorter|younger)\sthan|under|below|before|prior\sto)
    | (?P<about>about|around|approximately|roughly|circa|some|nearly|almost|close\sto|an\sestimated)
    )\s(?:the\s|a\s|an\s)?(?:[$£€]\s?|us\$\s?)?(?:{month}\s)?$""".replace(
        "{month}", f"(?:{_MONTH})"
    ),
    re.VERBOSE | re.IGNORECASE,
)
AFTER = re.compile(
    r"\s?(?:(?P<least>\+|or\s(?:more|higher|above|later|greater))"
    r"|(?P<most>or\s(?:less|fewer|lower|below|earlier)))(?!\w)",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{2,}")
YEAR_DIGITS, FIRST_YEAR, LAST_YEAR = 4, 1000, 2100
TREEBANK = (
    ("-LRB-", "("),
    ("-RRB-", ")"),
    ("-LSB-", "["),
    ("-RSB-", "]"),
    ("-COLON-", ":"),
    ("``", '"'),
    ("''", '"'),
    ("\ufffd", " "),
    ("\xa0", " "),
)
BARE_BONUS, BOUND_BONUS, TAKEN, SHARED = 2.0, 1.0, 1.0, 2.0  # weights of a counterpart
CONTEXT = 12  # characters either side of a number that say what it counts


@dataclass(frozen=True)
class Number:
    """A number in a text: its span, kind, value, and the interval its wording allows."""

    start: int
    end: int
    kind: str
    value: float
    low: float
    high: float
    around: frozenset[str]


def plain_text(text: str) -> str:
    """Undo the bracket and quote codes of treebank tokenizers, which some corpora keep."""
    for code, sign in TREEBANK:
        if code in text:
            text = text.replace(code, sign)
    return text


def _key(word: str) -> str:
    """Fold the few letters that match a-z when case is ignored, such as the long s."""
    letters = unicodedata.normalize("NFKD", word.replace("\u0131", "i")).lower()
    return "".join(letter for letter in letters if letter.isascii())


def _scaled(value: float, scale: str | None) -> float:
    for word in re.split(r"[\s-]", scale) if scale else ():
        value *= SCALES.get(_key(word).removesuffix("s"), 1.0)
    return value


def _read(match: re.Match[str]) -> tuple[str, float]:  # noqa: PLR0911 - a kind a line
    group = match.groupdict()
    if group["day"] or group["day2"]:
        month = _key(group["month"] or group["month2"])
        return "day", MONTHS.index(month) * 31 + float(group["day"] or group["day2"])
    if group["digits"]:
        digits = group["digits"].replace(",", "")
        value = _scaled(float(digits), group["scale"])
        if group["percent"]:
            return "percent", value
        if group["rank"]:
            return "rank", value
        bare = len(digits) == YEAR_DIGITS and digits == group["digits"] and not group["scale"]
        return ("year" if bare and FIRST_YEAR <= value <= LAST_YEAR else "count"), value
    if group["tens"]:
        return "count", WORDS[_key(group["tens"])] + WORDS[_key(group["ones"])]
    if group["word"]:
        return "count", _scaled(WORDS[_key(group["word"])], group["scale2"])
    return "rank", RANKS[_key(group["ordinal"])]


def _interval(text: str, match: re.Match[str], kind: str, value: float) -> tuple[float, float]:
    before = BOUND.search(text[max(0, match.start() - 28) : match.start()])
    bound = before or AFTER.match(text, match.end())
    name = (bound.lastgroup if bound else None) or ""
    if kind in {"year", "day"} and name == "about":
        name = ""
    edge = max(abs(value) * 1e-9, 1e-9)
    slack = abs(value) * 0.05
    return {
        "least": (value, math.inf),
        "most": (-math.inf, value),
        "more": (value + edge, math.inf),
        "less": (-math.inf, value - edge),
        "about": (value - slack, value + slack),
    }.get(name, (value, value))


@lru_cache(maxsize=65536)
def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a plain text in order; long texts cost time in proportion."""
    found = []
    for match in NUMBER.finditer(text):
        kind, value = _read(match)
        if not math.isfinite(value):
            continue
        low, high = _interval(text, match, kind, value)
        nearby = text[max(0, match.start() - CONTEXT) : match.end() + CONTEXT].lower()
        around = frozenset(word[:6] for word in WORD.findall(nearby))
        found.append(Number(match.start(), match.end(), kind, value, low, high, around))
    return tuple(found[:64])


def _closeness(one: Number, other: Number, taken: set[float]) -> float:
    """Score how likely two numbers count the same thing; below zero they cannot.

    `taken` holds the claim's values: a number that another one of the claim repeats is a poor
    counterpart, and a bare number that stands in both texts is nearly always the same fact.
    """
    kinds = {one.kind, other.kind}
    if one.kind != other.kind and kinds != {"count", "year"}:
        return -1.0
    shared = len(one.around & other.around) / (1 + min(len(one.around), len(other.around)))
    equal = 0.0
    if one.value == other.value:
        equal = BARE_BONUS if one.low == one.high else BOUND_BONUS
    elif other.value in taken:
        equal = -TAKEN
    far = abs(math.log10((abs(one.value) + 1) / (abs(other.value) + 1)))
    return 1.0 + (one.kind == other.kind) + SHARED * shared + equal + 0.5 / (1 + far)


def relate(claim: Number, evidence: Number) -> int:
    """Return how the evidence's number stands to the claim's: SAME, INSIDE, OVERLAP, MORE, LESS."""
    if (claim.value, claim.low, claim.high) == (evidence.value, evidence.low, evidence.high):
        return SAME
    if evidence.low > claim.high:
        return MORE
    if evidence.high < claim.low:
        return LESS
    if evidence.low >= claim.low and evidence.high <= claim.high:
        return INSIDE
    return OVERLAP


Span = tuple[int, int, int]


def mark(evidence: str, claim: str) -> tuple[list[Span], list[Span]]:
    """Return (start, end, type) spans for the evidence and for the claim, both plain texts."""
    theirs, ours = find_numbers(evidence), find_numbers(claim)
    values = {number.value for number in ours}
    roles = [SEEN if number.value in values else OTHER for number in theirs]
    spans = []
    for number in ours:
        scores = [_closeness(number, other, values) for other in theirs]
        best = max(range(len(theirs)), key=scores.__getitem__, default=-1)
        kind = LONE
        if best >= 0 and scores[best] >= 0:
            kind = relate(number, theirs[best])
            if roles[best] == OTHER:
                roles[best] = RIVAL
        spans.append((number.start, number.end, kind))
    known = {word.lower() for word in WORD.findall(evidence)}
    taken = {place for start, end, _ in spans for place in range(start, end)}
    spans.extend(
        (match.start(), match.end(), NEW_NAME)
        for match in WORD.finditer(claim)
        if match[0][0].isupper()
        and match.start() > 0
        and match.start() not in taken
        and match[0].lower() not in known
    )
    return [(n.start, n.end, role) for n, role in zip(theirs, roles, strict=True)], spans
