from __future__ import annotations

from decimal import Decimal

import pytest

from claimtrack.language.packs import load_pack
from claimtrack.values.quantities import Comparator, Kind, Number, Quantity, find_quantities

COMPARED = [
    ("at least 41 people", "at least 41", ">=", 41, None),
    ("no fewer than 8 boats", "no fewer than 8", ">=", 8, None),
    ("Not fewer than 8 boats", "Not fewer than 8", ">=", 8, None),
    ("more than 20,000 people", "more than 20,000", ">", 20_000, None),
    ("over 120 cases", "over 120", ">", 120, None),
    ("higher than 82 boats", "higher than 82", ">", 82, None),
    ("the crews exceeded 40 men", "exceeded 40", ">", 40, None),
    ("a fine of more than US $ 5 million", "more than US $ 5 million", ">", 5_000_000, None),
    ("the fine was revised up to 40 crowns", "40", "=", 40, 40),
    ("at least one village", "at least one", ">=", 1, None),
    ("up to 3,600", "up to 3,600", "<=", None, 3_600),
    ("no more than 7 tents", "no more than 7", "<=", None, 7),
    ("as many as half a million", "as many as half a million", "<=", None, 500_000),
    ("fewer than 5 tents", "fewer than 5", "<", None, 5),
    ("less than\n6 tents", "less than\n6", "<", None, 6),
    ("some 25 boats", "some 25", "~", 22, 28),
    ("about 30 boats", "about 30", "~", 27, 33),
    ("roughly 12.5 tonnes", "roughly 12.5", "~", Decimal("11.25"), Decimal("13.75")),
    ("nearly 60 boats", "nearly 60", "~<", 54, 60),
    ("almost 70 boats", "almost 70", "~<", 63, 70),
    ("close to 80 boats", "close to 80", "~<", 72, 80),
    ("just over 200 boats", "just over 200", "~>", 200, 220),
    ("at least about 30 boats", "at least about 30", ">=", 27, None),
    ("exactly 30 boats", "exactly 30", "=", 30, 30),
    ("41 or more boats", "41 or more", ">=", 41, None),
    ("41 boats or fewer", "41 boats or fewer", "<=", None, 41),
    ("20 boats at least", "20 boats at least", ">=", 20, None),
    ("30 or so boats", "30 or so", "~", 27, 33),
    ("30-odd boats", "30-odd", "~", 27, 33),
    ("100+ boats", "100+", ">=", 100, None),
    ("100-plus boats", "100-plus", ">=", 100, None),
    ("600 to 2,000 boats", "600 to 2,000", "range", 600, 2_000),
    ("600-2,000 boats", "600-2,000", "range", 600, 2_000),
    ("600–2,000 boats", "600–2,000", "range", 600, 2_000),
    ("600 – 2,000 boats", "600 – 2,000", "range", 600, 2_000),
    ("between 600 and 2,000 boats", "between 600 and 2,000", "range", 600, 2_000),
    ("between 5 and about 10 boats", "between 5 and about 10", "range", 5, 10),
    ("from 5 to 10 boats", "from 5 to 10", "range", 5, 10),
    ("five or six boats", "five or six", "range", 5, 6),
    ("2000 to 2500 boats", "2000 to 2500", "range", 2_000, 2_500),
    ("5km-10km away", "5km-10", "range", 5, 10),
    ("between 3 °C and 5 °C", "between 3 °C and 5", "range", 3, 5),
    ("5 days to 10 days", "5 days to 10", "range", 5, 10),
    ("tens of thousands of people", "tens of thousands", "vague", 20_000, 99_999),
    ("at least tens of thousands", "at least tens of thousands", ">=", 20_000, None),
    ("hundreds or even thousands", "hundreds or even thousands", "vague", 200, 9_999),
    ("dozens were hurt", "dozens", "vague", 24, 119),
    ("scores of sheep", "scores", "vague", 40, 199),
    ("several hundred sheep", "several hundred", "vague", 200, 999),
    ("a few hundred thousand sheep", "a few hundred thousand", "vague", 200_000, 999_999),
    ("1,000s of sheep", "1,000s", "vague", 2_000, 9_999),
]


@pytest.mark.parametrize(("source", "text", "comparator", "low", "high"), COMPARED)
def test_the_words_around_a_number_bound_it(
    source: str, text: str, comparator: str, low: Number | None, high: Number | None
) -> None:
    """A number becomes the interval that its comparator, range or vague word says."""
    (quantity,) = find_quantities(source)

    assert (quantity.text, quantity.comparator.value) == (text, comparator)
    assert quantity.interval == (low, high)


NUMBERS = [
    ("0 boats", 0),
    ("1,234,567 boats", 1_234_567),
    ("12,34,567 boats", 1_234_567),
    ("20\u00a0000 boats", 20_000),
    ("20\u202f500\u202f100 boats", 20_500_100),
    ("20 000 boats", 20_000),
    ("1,234.5 tonnes", Decimal("1234.5")),
    (".5 tonnes", Decimal("0.5")),
    ("...5 tonnes", 5),
    ("5.0 tonnes", 5),
    ("٣٠ boats", 30),
    ("Thirty boats", 30),
    ("thirty-four boats", 34),
    ("one hundred and fifty boats", 150),
    ("one hundred and a boat", 100),
    ("a hundred and twenty boats", 120),
    ("twelve hundred boats", 1_200),
    ("twenty-five thousand boats", 25_000),
    ("two million three hundred thousand and four boats", 2_300_004),
    ("two thousand million boats", 2 * 10**9),
    ("2.3 bn", 23 * 10**8),
    ("4m people", 4_000_000),
    ("15k people", 15_000),
    ("3 million people", 3_000_000),
    ("3-million people", 3_000_000),
    ("five millions", 5_000_000),
    ("5 million million million boats", 5 * 10**18),
    ("78.5 crore", 785_000_000),
    ("one and a half million boats", 1_500_000),
    ("a million and a half boats", 1_500_000),
    ("two and a half hours", Decimal("2.5")),
    ("½ tonne", Decimal("0.5")),
    ("2½ hours", Decimal("2.5")),
    ("2 1/2 hours", Decimal("2.5")),
    ("1/2 tonne", Decimal("0.5")),
    ("half an hour", Decimal("0.5")),
    ("-5 degrees", -5),
    ("−5 degrees", -5),
    ("minus 5 degrees", -5),
    ("(-5 degrees)", -5),
    ("100m race", 100),
    ("30km away", 30),
    ("zero casualties", 0),
    ("one soldier", 1),
    ("2000 people", 2_000),
    ("the 2000 people", 2_000),
    ("1850 boats", 1_850),
    ("Deaths 41", 41),
    ("‘41’ boats", 41),
    ("3. 41 boats", 41),
    ("in lines of 41 boats", 41),
    ("may 5 boats sail?", 5),
    ("A group of 200 activists", 200),
    ("reports: 41 reports", 41),
    ("in 2017 20 000 people", 20_000),
    ("in 2017 300 people", 300),
    ("1 200 people", 1_200),
    ("12 500 men", 12_500),
    ("1 234 567 boats", 1_234_567),
    ("room 30 people might fill", 30),
    ("5 Selm boats", 5),
]


@pytest.mark.parametrize(("source", "value"), NUMBERS)
def test_a_number_is_read_from_digits_and_words(source: str, value: Number) -> None:
    """A number alone is an exact interval, however it is written."""
    (quantity,) = find_quantities(source)

    assert quantity.interval == (value, value)
    assert quantity.comparator is Comparator.EXACT
    assert not quantity.approximate
    assert type(quantity.low) is type(value)


ROUND = [
    ("half a million boats", "half a million", 450_000, 550_000),
    ("a half million boats", "a half million", 450_000, 550_000),
    ("a quarter of a million boats", "a quarter of a million", 225_000, 275_000),
    ("half-million", "half-million", 450_000, 550_000),
    ("half a dozen boats", "half a dozen", 5, 7),
    ("a dozen boats", "a dozen", 10, 14),
    ("two dozen boats", "two dozen", 21, 27),
    ("3 dozen boats", "3 dozen", 32, 40),
    ("a couple of boats", "a couple", 1, 3),
    ("a hundred boats", "a hundred", 90, 110),
]


@pytest.mark.parametrize(("source", "text", "low", "high"), ROUND)
def test_a_round_word_is_approximate(source: str, text: str, low: int, high: int) -> None:
    """A round word is about its number, within the tolerance."""
    (quantity,) = find_quantities(source)

    assert (quantity.text, quantity.low, quantity.high) == (text, low, high)
    assert quantity.comparator is Comparator.ABOUT
    assert quantity.approximate


def test_a_bound_on_a_round_word_is_not_widened() -> None:
    """More than a dozen is more than 12, though a dozen is about 12."""
    (quantity,) = find_quantities("more than a dozen boats")

    assert quantity.interval == (12, None)
    assert quantity.approximate


KINDS = [
    ("12%", Kind.PERCENT, "percent", 12, 12),
    ("12.5 per cent", Kind.PERCENT, "percent", Decimal("12.5"), Decimal("12.5")),
    ("a 20-percent rise", Kind.PERCENT, "percent", 20, 20),
    ("3 percentage points", Kind.PERCENT, "percentage points", 3, 3),
    ("from 10 to 20 per cent", Kind.PERCENT, "percent", 10, 20),
    ("20-30%", Kind.PERCENT, "percent", 20, 30),
    ("20% to 30%", Kind.PERCENT, "percent", 20, 30),
    ("$1.5 million", Kind.MONEY, "USD", 1_500_000, 1_500_000),
    ("$3-billion", Kind.MONEY, "USD", 3 * 10**9, 3 * 10**9),
    ("€2.3bn", Kind.MONEY, "EUR", 23 * 10**8, 23 * 10**8),
    ("US$5m", Kind.MONEY, "USD", 5_000_000, 5_000_000),
    ("US $ 14", Kind.MONEY, "USD", 14, 14),
    ("AUD$9.5 billion", Kind.MONEY, "AUD", 9_500_000_000, 9_500_000_000),
    ("$ 2.4 M", Kind.MONEY, "USD", 2_400_000, 2_400_000),
    ("US$ 14b", Kind.MONEY, "USD", 14 * 10**9, 14 * 10**9),
    ("EUR 3", Kind.MONEY, "EUR", 3, 3),
    ("3 EUR", Kind.MONEY, "EUR", 3, 3),
    ("£300", Kind.MONEY, "GBP", 300, 300),
    ("300£", Kind.MONEY, "GBP", 300, 300),
    ("-$5", Kind.MONEY, "USD", -5, -5),
    ("$-5", Kind.MONEY, "USD", -5, -5),
    ("5 million dollars", Kind.MONEY, "USD", 5_000_000, 5_000_000),
    ("5,000 South Korean won", Kind.MONEY, "KRW", 5_000, 5_000),
    ("tens of millions of dollars", Kind.MONEY, "USD", 20_000_000, 99_999_999),
    ("$5 to $10 million", Kind.MONEY, "USD", 5_000_000, 10_000_000),
    ("$5-10 million", Kind.MONEY, "USD", 5_000_000, 10_000_000),
    ("between $1.5 million and $2 million", Kind.MONEY, "USD", 1_500_000, 2_000_000),
    ("between $5 and 10 million", Kind.MONEY, "USD", 5_000_000, 10_000_000),
    ("500 to 2 million boats", Kind.COUNT, "boats", 500, 2_000_000),
    ("three quarters", Kind.FRACTION, "", Decimal("0.75"), Decimal("0.75")),
    ("a quarter of them", Kind.FRACTION, "", Decimal("0.25"), Decimal("0.25")),
    ("one-fifth of sailors", Kind.FRACTION, "sailors", Decimal("0.2"), Decimal("0.2")),
    ("3 fifths", Kind.FRACTION, "", Decimal("0.6"), Decimal("0.6")),
    ("1/2 of the sailors", Kind.FRACTION, "sailors", Decimal("0.5"), Decimal("0.5")),
    ("half of the sailors", Kind.FRACTION, "sailors", Decimal("0.5"), Decimal("0.5")),
    ("more than half", Kind.FRACTION, "", Decimal("0.5"), None),
    ("one in five sailors", Kind.FRACTION, "sailors", Decimal("0.2"), Decimal("0.2")),
    ("one in every five", Kind.FRACTION, "", Decimal("0.2"), Decimal("0.2")),
    ("three out of ten", Kind.FRACTION, "", Decimal("0.3"), Decimal("0.3")),
    ("nearly one in ten", Kind.FRACTION, "", Decimal("0.09"), Decimal("0.1")),
]


@pytest.mark.parametrize(("source", "kind", "unit", "low", "high"), KINDS)
def test_per_cent_money_and_shares_are_kinds_of_their_own(
    source: str, kind: Kind, unit: str, low: Number | None, high: Number | None
) -> None:
    """A mark, a currency or a share decides the kind, the unit and the value."""
    (quantity,) = find_quantities(source)

    assert (quantity.kind, quantity.unit) == (kind, unit)
    assert quantity.interval == (low, high)


UNITS = [
    ("41 North Arvians were held", "North Arvians"),
    ("51 separate instances", "separate instances"),
    ("four elderly women left", "elderly women"),
    ("Thirty N. Arvian sailors", "N. Arvian sailors"),
    ("30 U.S. soldiers", "U.S. soldiers"),
    ("six Afro-Arvians", "Afro-Arvians"),
    ("20 world-class far-ranging plans", "world-class far-ranging plans"),
    ("seven of the sailors", "sailors"),
    ("seven of them", ""),
    ("dozens of sailors", "sailors"),
    ("5 million of the sailors", "sailors"),
    ("10 other sailors", "sailors"),
    ("30 were hurt", ""),
    ("30, sailors", ""),
    ("30\n\nsailors", ""),
    ("30 said so", ""),
    ("20 fled crossing it", ""),
    ("20 sailor crossing", "sailor"),
    ("one captain's house", "captain"),
    ("two captains’ houses", "captains"),
    ("20 US gas stations", "US gas stations"),
    ("20 Monday", ""),
    ("30 km away", "km"),
    ("5 °C", "°C"),
    ("5°", "°"),
    ("10 degrees Celsius outside", "degrees Celsius"),
    ("10 degrees north", "degrees"),
    ("three-day visit", "day"),
    ("a 154-seat hall", "seat"),
    ("four member states agreed", "member states"),
    ("20 very long words which run", ""),
    ("20 big blue green grey black boats", "big blue green grey"),
]


@pytest.mark.parametrize(("source", "unit"), UNITS)
def test_the_unit_is_the_noun_phrase_that_follows(source: str, unit: str) -> None:
    """The unit runs to the first plural noun, and stops at what is no part of a noun phrase."""
    (quantity,) = find_quantities(source)

    assert quantity.unit == unit


WHOLES = [
    ("20 of the 30 sailors", "20 of the 30", 20, 30),
    ("one of the seven sailors", "one of the seven", 1, 7),
    ("20 out of 30 sailors", "20 out of 30", 20, 30),
    ("13 of some 41 sailors", "13 of some 41", 13, 41),
    ("two of its three ships", "two of its three", 2, 3),
    ("20% of the 30,000 sailors", "20% of the 30,000", 20, 30_000),
]


@pytest.mark.parametrize(("source", "text", "value", "whole"), WHOLES)
def test_a_part_keeps_its_whole(source: str, text: str, value: int, whole: int) -> None:
    """A number of a whole keeps both, and the words of both."""
    (quantity,) = find_quantities(source)

    assert (quantity.text, quantity.low, quantity.whole) == (text, value, whole)


NO_WHOLES = [
    "30 of the 2017 sailors",
    "5 of the 3 boats",
    "20 of 30 July",
    "20 of a hundred ships",
    "$20 of the 30 boats",
    "20 of half the ships",
]


@pytest.mark.parametrize("source", NO_WHOLES)
def test_what_is_no_whole_is_not_taken_for_one(source: str) -> None:
    """A year, a smaller number or a date after "of" is no whole."""
    assert all(quantity.whole is None for quantity in find_quantities(source))


SEVERAL = [
    ("rose from 41 to 92 boats", [41, 92], ["boats", "boats"]),
    ("fell from 92 to 41 boats", [92, 41], ["boats", "boats"]),
    ("up from 10 to 20 per cent", [10, 20], ["percent", "percent"]),
    ("10 to 5 boats", [10, 5], ["", "boats"]),
    ("20 men, at least 5 of whom", [20, 5], ["men", ""]),
    ("a crew of five: three men and two women", [5, 3, 2], ["", "men", "women"]),
    ("sold 5 $20 notes", [5, 20], ["", "USD"]),
    ("three in 14 boats", [3, 14], ["", "boats"]),
    ("three in ten days", [3, 10], ["", "days"]),
    ("10% to 20 boats", [10, 20], ["percent", "boats"]),
    ("between 5 boats and 6", [5, 6], ["boats", ""]),
    ("5 to three-quarters of it", [5, Decimal("0.75")], ["", ""]),
    ("5 km to 10 boats", [5, 10], ["km", "boats"]),
]


@pytest.mark.parametrize(("source", "values", "units"), SEVERAL)
def test_two_numbers_that_are_no_range_stay_two(
    source: str, values: list[Number], units: list[str]
) -> None:
    """A change, a list or a pace is as many quantities as it has numbers."""
    found = find_quantities(source)

    assert [quantity.low for quantity in found] == values
    assert [quantity.unit for quantity in found] == units


LOOKALIKES = [
    # dates
    "on July 8, 2024",
    "28 Feb, 2012",
    "on Feb. 12",
    "June 18",
    "the 5th of May",
    "5 of May",
    "8 to 10 July",
    "July 8-10",
    "2012-02-28",
    "28/02/2012",
    "12-May",
    # times
    "07:00AM",
    "15:30",
    "7 a.m.",
    "7pm",
    "at 7",
    "1530 GMT",
    # years
    "in 2017",
    "in 2017 told them",
    "the 1990s",
    "late 1990s",
    "the '90s",
    "since 2020",
    "2016-17",
    "1951 Harbour Convention and its 1967 Protocol",
    "in the harbour, the 1851 census was lost",
    "the 1986 bilateral agreement",
    "Oslo's 2015 vote",
    "between 1990 and 2010",
    "around 2017 in",
    "in 1850",
    "on June 5, 1850",
    "nineteen eighty-four",
    "twenty twenty",
    # ages
    "an 11 year-old child",
    "aged 34",
    "a 34-year-old",
    "thirty-four years old",
    "34 years of age",
    "in their twenties",
    "in their 20s",
    "over the age of 60",
    "aged between 20 and 30",
    "aged 18 to 25",
    "people under 18",
    "Mr Ahn, 34, said",
    "Ms Oda (34) said",
    # references
    "Article 3",
    "article 3(2)",
    "Resolution 1718",
    "No. 5",
    "no 5",
    "#5",
    "§ 5",
    "Room 39",
    "page 4",
    "p. 4",
    "pages 4-6",
    "Articles 3, 4 and 5",
    "Group of 20",
    "the group of Seven",
    "[12]",
    "1. The men",
    # names
    "COVID-19",
    "G20",
    "F-16",
    "A4",
    "Route 66",
    "Boeing 747",
    "Channel 4",
    "near Camp 22",
    "Fallout 76 was",
    "5G",
    "4x4",
    "747's",
    "7-Eleven",
    "two-state solution",
    "one-party state",
    # ordinals
    "third trimester",
    "the 4th review",
    "a third term",
    "a third-rate boat",
    # pronouns
    "one of them",
    "one another",
    "this one",
    "no one",
    "one said",
    "at least one of them",
    "zero tolerance",
    "a man",
    "the second half of the year",
    "half-brother",
    "several boats",
    "a couple quarrelled",
    # strings of digits
    "+82 2 123 4567",
    "555-1234",
    "02-123-4567",
    "v1.2.3",
    "version 2.1",
    "192.168.0.1",
    "24/7",
    "9/11",
    "1/2/3",
    "1/2012",
    "1,2,3",
    "3-1",
    "won 3-6 4-6",
    "007",
    "the 5-to-4 vote",
    "1e400",
    "10^400",
    "²",
    "x½re",
    "½5",
    "1 2 3 4",
    # addresses
    "https://example.org/30?x=41",
    "see www.example.org/30",
    # streets, rooms and times
    "he came to 10 Downing Street.",
    "221 Old Quay Road",
    "in room 101.",
    "It was 7.30 pm.",
    # one number or two: better none than a wrong one
    "41 120 300",
    "On May 5 300 people came",
    "Camp 22 300 people",
    "mail 30@example.org",
]


@pytest.mark.parametrize("source", LOOKALIKES)
def test_what_only_looks_like_a_quantity_is_left_out(source: str) -> None:
    """Dates, years, times, ages, references, names and strings of digits count nothing."""
    assert find_quantities(source) == ()


def test_an_address_does_not_hide_what_stands_beside_it() -> None:
    """Numbers before and after a web address are found, its own are not."""
    found = find_quantities("41 boats (see https://example.org/30 and www.example.org/50) 92 men")

    assert [quantity.low for quantity in found] == [41, 92]


def test_a_list_mark_is_no_minus() -> None:
    """A dash at the beginning of a line marks an item of a list."""
    found = find_quantities("These left:\n-5 boats\n- 6 boats")

    assert [quantity.low for quantity in found] == [5, 6]


def test_offsets_are_code_points_of_the_text() -> None:
    """Start and end cut the words out of the text, whatever stands before."""
    source = "😀 İ “at least 41 boats”"
    (quantity,) = find_quantities(source)

    assert source[quantity.start : quantity.end] == quantity.text == "at least 41"


@pytest.mark.parametrize("source", ["", " ", "\n\n", "no number here", "½½", "$", "-", "between"])
def test_a_text_without_numbers_has_no_exact_count(source: str) -> None:
    """Nothing is found in texts without a number, however short."""
    assert all(quantity.low is not None for quantity in find_quantities(source))


def test_a_pack_can_be_given() -> None:
    """The word lists are a parameter."""
    assert find_quantities("41 boats", load_pack("en")) == find_quantities("41 boats")


def _find(source: str) -> Quantity:
    (quantity,) = find_quantities(source)
    return quantity


OVERLAPS = [
    ("at least 41 boats", "92 boats", True),
    ("at least 41 boats", "40 boats", False),
    ("more than 41 boats", "41 boats", False),
    ("more than 41 boats", "41.5 tonnes", True),
    ("up to 41 boats", "41 boats", True),
    ("fewer than 41 boats", "41 boats", False),
    ("fewer than 41 boats", "at least 41 boats", False),
    ("at most 41 boats", "at least 41 boats", True),
    ("600 to 2,000 boats", "about 550 boats", True),
    ("600 to 2,000 boats", "599 boats", False),
    ("nearly 100 boats", "100 boats", False),
    ("nearly 100 boats", "95 boats", True),
    ("just over 100 boats", "100 boats", False),
    ("about 0 boats", "0 boats", True),
    ("nearly 0 boats", "0 boats", True),
    ("just over 0 boats", "0 boats", True),
    ("41 boats", "41 boats", True),
    ("two-thirds", "2 thirds", True),
]


@pytest.mark.parametrize(("one", "other", "expected"), OVERLAPS)
def test_two_quantities_overlap_when_one_number_fits_both(
    one: str, other: str, *, expected: bool
) -> None:
    """Open ends reach on for ever, excluded bounds exclude themselves, both ways round."""
    assert _find(one).overlaps(_find(other)) is expected
    assert _find(other).overlaps(_find(one)) is expected


APPROXIMATE = [
    ("41 boats", False),
    ("at least 41 boats", False),
    ("exactly 41 boats", False),
    ("600 to 2,000 boats", False),
    ("an estimated 600 to 2,000 boats", True),
    ("about 41 boats", True),
    ("nearly 41 boats", True),
    ("dozens of boats", True),
]


@pytest.mark.parametrize(("source", "expected"), APPROXIMATE)
def test_a_quantity_says_when_it_is_not_exact(source: str, *, expected: bool) -> None:
    """An estimate is marked as one; a bound that is stated exactly is not."""
    assert _find(source).approximate is expected


def test_an_estimated_range_keeps_its_ends() -> None:
    """A range says its own doubt, so an estimate does not widen it."""
    assert _find("an estimated 600 to 2,000 boats").interval == (600, 2_000)


HOSTILE = [
    "9" * 5_000 + " boats",
    "1," * 100_000,
    "1,111" * 40_000,
    "111\u00a0" * 50_000,
    "one hundred and " * 12_000,
    "million " * 25_000,
    "between 1 and " * 4_000,
    "1-" * 100_000,
    "1/" * 100_000,
    "1." * 100_000,
    "12 of " * 6_000,
    "tens of " * 25_000,
    "Articles 1, " + "1, " * 10_000,
    "1@ " * 60_000,
    "@" * 200_000,
    "1 \n" + " " * 200_000 + "1",
    "a'" * 100_000,
    "1,0.0:0/0-0" * 18_000,
    "half a " * 25_000,
    "½" * 100_000,
    "41 " * 60_000,
    "$1 " * 5_000,
]


@pytest.mark.parametrize("source", HOSTILE, ids=lambda source: repr(source[:12]))
def test_hostile_text_is_read_to_its_end(source: str) -> None:
    """Long runs of digits, marks and number words end, and a last sentence is still read."""
    found = find_quantities(source + "\n\nAt least 41 boats sank.")

    assert found[-1].interval == (41, None)


def test_an_absurd_number_is_left_out() -> None:
    """A number with more digits than anything counted is an identifier."""
    assert find_quantities("9999999999999999 boats, 1." + "3" * 400 + " boats") == ()
    assert find_quantities("999,999,999,999,999,999 boats") == ()


def test_a_comma_and_a_space_part_a_list() -> None:
    """The numbers of a list stay two."""
    assert [found.low for found in find_quantities("1, 200 boats")][-1] == 200


def test_a_spaced_number_is_bounded_like_others() -> None:
    """Comparators, ranges and wholes take numbers with plain spaces in them."""
    (share,) = find_quantities("at least 1 200 of the 3 400 men")
    (span,) = find_quantities("between 1 200 and 1 500 men")

    assert (share.interval, share.whole) == ((1_200, None), 3_400)
    assert span.interval == (1_200, 1_500)
