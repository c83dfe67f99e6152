"""Numbers that are no quantity: dates, years, clock times, ages, references, numbers in names.

Each test sees the number, what stands around it and its unit, and answers with yes or no. They lean
to leaving out: a date taken for a quantity makes a false conflict, a quantity left out makes none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.values.digits import has_doubtful_groups
from claimtrack.values.quantity import BOUNDS, Comparator
from claimtrack.values.tokens import HYPHENS, PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.values.numeral import Numeral
    from claimtrack.values.tokens import Tokens
    from claimtrack.values.units import Unit
    from claimtrack.values.wording import Wording

# Bare four-digit numbers in the inner range are years until something shows that they count; those
# of the outer range are years only where a word of time says so.
_YEARS_BY_DEFAULT = range(1900, 2100)
_YEARS_IN_CONTEXT = range(1000, 2200)
# From here on "the 1851 census" has a year; "the 1200 limit" has none.
_MODERN = 1500
_LAST_DAY = 31
_OLDEST = 120
_LOCAL_NUMBER = [3, 4]
_ROUND_YEAR = 100
_LIST_NUMBER_BELOW = 1000
_STREETS = frozenset({"street", "road", "avenue", "lane", "square"})
_MOST_STREET_WORDS = 3
# Looking back further would take quadratic time on a page of numbers.
_MOST_LISTED = 12
_SENTENCE_ENDS = frozenset({".", "!", "?", ":", ";", "“", '"', "(", "[", "•", "-", "–", "—", "*"})


class Company(NamedTuple):
    """A number and the company it keeps.

    Attributes:
        first: the index of its first token, without comparators.
        begin: the same with the comparators and "between" or "from".
        end: the index after its last token.
        numerals: the one number, or the two of a range.
        unit: what it counts.
        comparators: those that stand before it.
    """

    tokens: Tokens
    words: Wording
    first: int
    begin: int
    end: int
    numerals: tuple[Numeral, ...]
    unit: Unit
    comparators: tuple[Comparator, ...]

    @property
    def compared(self) -> bool:
        """A comparator stands before it."""
        return bool(self.comparators)

    @property
    def bounded(self) -> bool:
        """A comparator that no year would follow: "at least", but not "around" or "up to"."""
        return any(word in BOUNDS and word is not Comparator.AT_MOST for word in self.comparators)

    @property
    def plain(self) -> bool:
        """Bare digits only, as in years and page numbers."""
        return all(numeral.plain for numeral in self.numerals)

    def before(self, steps: int = 1) -> str:
        """Return the word some steps before the number, in lower case."""
        return self.tokens.lowers[self.first - steps]


def is_lookalike(company: Company) -> bool:
    """Tell whether a number is no quantity."""
    return any(test(company) for test in LOOKALIKES)


def is_year_like(numeral: Numeral) -> bool:
    """Tell whether bare digits are a year unless something shows otherwise."""
    return numeral.plain and numeral.low in _YEARS_BY_DEFAULT


def is_reference(company: Company) -> bool:
    """Tell "Article 3", "No. 5", "Room 39", "Group of 20", "pages 4 and 5"."""
    tokens, quantities = company.tokens, company.words.quantities
    at = company.first - 1
    if tokens.texts[at] in (".", "#", "№", "§"):
        if tokens.texts[at] != ".":
            return True
        if not tokens.glued[at] or tokens.lowers[at - 1] not in quantities.references:
            return False
        at -= 1
    if company.before() in company.words.numbers.of:
        # "The Group of 20" and "the group of Seven", but "a group of 20 activists".
        places = (company.first - 2, company.first)
        named = any(tokens.texts[place][:1].isupper() for place in places)
        return named and company.before(2) in quantities.group_names
    if _is_joint(tokens, at, company.words):
        return _is_listed(company)
    lower = tokens.lowers[at]
    # A capital, or nothing counted, tells "Room 39" and "room 101" from "room 30 people fill".
    named = tokens.texts[at][:1].isupper() or (company.plain and not company.unit.text)
    return lower in quantities.references or (named and lower in quantities.capital_references)


def is_spaced(company: Company) -> bool:
    """Tell "41 120 300" in a table and "May 5 300 men", which may be two numbers or one."""
    tokens, words = company.tokens, company.words
    if not has_doubtful_groups(tokens, company.first, company.end):
        return False
    before = tokens.lowers[company.first - 1]
    references = words.quantities.references | words.quantities.capital_references
    dated = _is_month(tokens, company.first - 1, words)
    listed = tokens.is_digits(company.end)
    return not company.unit.text or dated or listed or before in references


def is_address(company: Company) -> bool:
    """Tell "10 Downing Street" and "221 Old Kent Road", where capitals name the street."""
    tokens = company.tokens
    if not company.plain or company.compared:
        return False
    at = company.end
    for _ in range(_MOST_STREET_WORDS):
        if not tokens.texts[at][:1].isupper():
            return False
        at += 1
        if tokens.lowers[at] in _STREETS and tokens.texts[at][:1].isupper():
            return True
    return False


def is_date(company: Company) -> bool:
    """Tell "July 8", "28 Feb", "Feb. 12", "8 to 10 July"."""
    tokens, words = company.tokens, company.words
    if not company.plain or not 0 < company.numerals[-1].low <= _LAST_DAY:
        return False
    before = company.first - 1
    before -= tokens.texts[before] in (".", "-", "/")
    after = company.end
    after += tokens.lowers[after] in words.numbers.of or tokens.texts[after] in ("-", "/")
    return _is_month(tokens, before, words) or _is_month(tokens, after, words)


def is_year(company: Company) -> bool:
    """Tell "in 2017", "1951 Convention", "the 2016 vote", "1986 bilateral agreement"."""
    numerals, unit, tokens = company.numerals, company.unit, company.tokens
    if not company.plain or any(n.low not in _YEARS_IN_CONTEXT for n in numerals):
        return False
    quantities = company.words.quantities
    before = company.before()
    timed = before in quantities.time_prepositions or _is_month(
        tokens, company.first - 1, company.words
    )
    dated = before == "," and tokens.is_digits(company.first - 2)
    counted = tokens.lowers[company.end] in quantities.countable_nouns
    determined = before in quantities.year_determiners or before.endswith(
        tuple(quantities.possessive_endings)
    )
    if not all(is_year_like(numeral) for numeral in numerals):
        # "The 1851 census", but "a 1500 metre race" and "the 1200 limit".
        modern = all(numeral.low >= _MODERN for numeral in numerals)
        named = modern and determined and not company.compared and not _is_measured(company)
        return (timed or dated or named) and not unit.plural
    if counted or company.bounded:
        return False
    if company.compared:
        return not unit.plural
    round_count = unit.plural and numerals[-1].low % _ROUND_YEAR == 0
    return timed or dated or determined or not round_count


def _is_measured(company: Company) -> bool:
    """Tell a unit of measure or a part of something after the number: "metre", "seat"."""
    quantities = company.words.quantities
    at = company.end + company.tokens.is_hyphened(company.end)
    return company.tokens.lowers[at] in quantities.measures | quantities.compound_units


def is_worded_year(company: Company) -> bool:
    """Tell "nineteen eighty-four" and "twenty twenty", where one number word follows another."""
    numbers = company.words.numbers
    return not company.unit.text and (
        company.tokens.lowers[company.end] in numbers.tens
        or (company.before() in numbers.units or company.before() in numbers.tens)
    )


def is_clock(company: Company) -> bool:
    """Tell "7 a.m.", "7.30 pm", "at 7", "1530 GMT"; "at 51" is an age, and no count either."""
    if not all(numeral.scale == 1 for numeral in company.numerals):
        return False
    if company.words.clock.match_at(company.tokens, company.end) is not None:
        return True
    return (
        company.plain
        and not company.unit.text
        and company.before() in (company.words.quantities.clock_before)
    )


def is_age(company: Company) -> bool:
    """Tell "11-year-old", "aged 34", "34 years old", "over the age of 60", "Mr Ahn, 34, said"."""
    tokens, words = company.tokens, company.words
    at = company.end
    at += tokens.texts[at] in HYPHENS
    if tokens.lowers[at] in words.quantities.time_units:
        at += 1
        at += tokens.texts[at] in HYPHENS
        if words.ages_after.match_at(tokens, at) is not None:
            return True
    if words.ages_before.match_before(tokens, company.begin) is not None:
        return True
    if company.unit.text or company.numerals[-1].high > _OLDEST or len(company.numerals) > 1:
        return False
    if company.compared and tokens.lowers[company.begin - 1] in words.quantities.age_persons:
        return True
    name = tokens.texts[company.first - 2]
    named = name[:1].isupper() and name.lower() not in words.pack.name_stopwords
    set_off = company.before() == "," and tokens.texts[company.end] in (",", ")", ";")
    return company.plain and named and set_off and not _is_month(tokens, company.first - 2, words)


def is_telephone(company: Company) -> bool:
    """Tell "+82 2 123 4567" and "555-1234": bare digits in a row, and nothing counted."""
    tokens, first, end = company.tokens, company.first, company.end
    if not company.plain or company.unit.text:
        return False
    if tokens.is_digits(first - 1) or tokens.is_digits(end):
        return True
    lengths = [len(tokens.texts[first]), len(tokens.texts[end - 1])]
    return len(company.numerals) > 1 and lengths == _LOCAL_NUMBER and tokens.glued[end - 1]


def is_marker(company: Company) -> bool:
    """Tell a number alone in brackets, or one that counts the items of a list."""
    tokens, first, end = company.tokens, company.first, company.end
    if not company.plain or company.unit.text or company.numerals[-1].low >= _LIST_NUMBER_BELOW:
        return False
    if tokens.texts[first - 1] in ("(", "["):
        return tokens.texts[end] in (")", "]", ",")
    closes = tokens.texts[end] in (".", ")") and tokens.glued[end]
    inside = not tokens.glued[end + 1] and tokens.texts[end + 1] not in ("", PARAGRAPH)
    return closes and inside and tokens.begins_line(first)


def is_name(company: Company) -> bool:
    """Tell "Boeing 747" and "Camp 22": a capitalised word, bare digits, and nothing counted."""
    tokens, words = company.tokens, company.words
    if not company.plain or company.unit.text or company.compared or len(company.numerals) > 1:
        return False
    at = company.first - 1
    if not tokens.texts[at][:1].isupper() or tokens.lowers[at] in words.pack.name_stopwords:
        return False
    opens = at == 0 or tokens.begins_line(at) or tokens.texts[at - 1] in _SENTENCE_ENDS
    # "Deaths 41" may be a row of a table; "Boeing 747 crashed" is none.
    return not opens or tokens.is_word(company.end)


def is_compound(company: Company) -> bool:
    """Tell "two-state", "one-party" and "19-A" from "three-day" and "154-seat"."""
    tokens, words = company.tokens, company.words
    at = company.end
    if tokens.texts[at] not in HYPHENS or not tokens.glued[at] or not tokens.is_word(at + 1):
        return False
    lower = tokens.lowers[at + 1]
    if lower in words.comparators.after_joined:
        return False
    if not tokens.is_digits(company.end - 1):
        single = tokens.lowers[company.first] in words.numbers.one
        return single or lower not in words.quantities.measures | words.quantities.compound_units
    return tokens.texts[at + 1] != lower or lower in words.pack.function_words


def is_pronoun(company: Company) -> bool:
    """Tell "one of them", "no one", "one day", "zero tolerance" from "one soldier"."""
    tokens, words, unit = company.tokens, company.words, company.unit
    lower = tokens.lowers[company.first]
    if company.end != company.first + 1 or len(company.numerals) > 1:
        return False
    if lower in words.numbers.zero:
        return not unit.plural
    if lower not in words.numbers.one:
        return False
    after = tokens.lowers[company.end]
    if company.compared:
        return after in words.numbers.of
    quantities = words.quantities
    blocked = company.before() in quantities.one_blocked_before
    blocked = blocked or after in quantities.one_blocked_after
    blocked = blocked or after in words.pack.reporting_verbs
    return blocked or not unit.text or after in words.numbers.of


#: All tests, cheap and frequent ones first.
LOOKALIKES: tuple[Callable[[Company], bool], ...] = (
    is_pronoun,
    is_year,
    is_date,
    is_reference,
    is_age,
    is_clock,
    is_spaced,
    is_address,
    is_compound,
    is_worded_year,
    is_telephone,
    is_marker,
    is_name,
)


def _is_month(tokens: Tokens, index: int, words: Wording) -> bool:
    """Tell a month by its name and its capital: "may" is mostly a verb."""
    return tokens.lowers[index] in words.pack.months and tokens.texts[index][0].isupper()


def _is_joint(tokens: Tokens, index: int, words: Wording) -> bool:
    lower = tokens.lowers[index]
    joiners = lower in words.numbers.and_words or lower in words.comparators.range_joiners
    return joiners or lower in ("&", ",", "-", "–")


def _is_listed(company: Company) -> bool:
    """Tell the last number of "Articles 3, 4 and 5"."""
    tokens = company.tokens
    at = company.first - 1
    for _ in range(_MOST_LISTED):
        if not tokens.is_digits(at) and not _is_joint(tokens, at, company.words):
            break
        at -= 1
    return tokens.lowers[at] in company.words.quantities.plural_references
