from __future__ import annotations

import time

import pytest

from claimtrack.values.text import as_mapped, normalise


@pytest.mark.parametrize(
    ("raw", "norm"),
    [
        ("a\u00a0b", "a b"),
        ("a \n\t\u2009 b", "a b"),
        ("a\r\nb\u2028c\x85d", "a b c d"),
        ("  a  ", " a "),
        ("“a” „b‟ «c» ＂d＂", '"a" "b" "c" "d"'),
        ("‘a’ ‚b‛ ‹c› weren’t ʼ", "'a' 'b' 'c' weren't '"),
        ("ﬁve oﬀers ﬂow aﬃx waﬄe ﬆ ﬅ", "five offers flow affix waffle st st"),
        ("re\u00adpat\u200bri\u2060ate\ufeff", "repatriate"),
        ("\u202b\u200fa\u202c", "a"),
        ("a \u200b b", "a b"),
        ("repatri\u00ad\nation", "repatriation"),
        ("repatri\u00ad \r\n ation", "repatriation"),
        ("end\u00ad\n\nstart", "end start"),
        ("Cafe\u0301", "Café"),
        ("e\u00ad\u0301", "é"),
        ("ﬁ\u0301", "fí"),
        ("\u212bngstro\u0308m", "Ångström"),
        ("\u1112\u1161\u11ab", "한"),
        ("\u0301", "\u0301"),
        ("non\u2011native co\u2010opt", "non-native co-opt"),
        ("", ""),
    ],
)
def test_what_carries_no_fact_is_evened_out(raw: str, norm: str) -> None:
    """White space, quotation marks, ligatures, unseen characters and composition are tolerated."""
    assert normalise(raw).norm == norm


@pytest.mark.parametrize(
    "text",
    [
        "−5 -5 –5 —5 ‒5",
        "1,200 1.200 1'200 1·2 ٫",
        "10² ½ ٤١ ⅷ ４１",
        "Legal legal LEGAL",
        "resume résumé ae æ oe œ ß ss",
        "5′ 10″",
        "می\u200cخواهم",
        "👩\u200d🔬 \u2764\ufe0f",
        "Iİıi",
        "\x00",
        "…",
    ],
)
def test_what_may_carry_a_fact_is_kept(text: str) -> None:
    """Digits, signs, dashes, primes, case, accents and the joiners of words stay."""
    assert normalise(text).norm == text


@pytest.mark.parametrize(
    ("raw", "part", "stretch"),
    [
        ("up to\u00a0\n 240 MW", "to 240", (3, 11)),
        ("\ufeffthe \u200bword", "the", (1, 4)),
        ("the re\u00adpat word", "repat", (4, 10)),
        ("an oﬃce", "office", (3, 7)),
        ("a cafe\u0301 b", "café", (2, 7)),
        ("x\u200b y", " ", (2, 3)),
    ],
)
def test_place_in_the_raw_text_is_tight(raw: str, part: str, stretch: tuple[int, int]) -> None:
    """What is found in the normal form comes back as its place in the raw text."""
    assert normalise(raw).find_all(part) == [stretch]


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ("an oﬃce", "f"),
        ("an oﬃce", "of"),
        ("cafe\u0301", "caf\u0065"),
        ("x\u0302 y", "x"),
        ("x\u0302 y", "\u0302"),
        ("한", "하"),
        ("anything", ""),
    ],
)
def test_part_of_a_character_is_not_found(raw: str, part: str) -> None:
    """A piece of a ligature, a letter without its accent and the empty text stand nowhere."""
    assert normalise(raw).find_all(part) == []


def test_overlapping_occurrences_are_all_found() -> None:
    """An occurrence that begins within another is an occurrence."""
    assert normalise("aa aa\u00a0aa").find_all("aa aa") == [(0, 5), (3, 8)]


def test_a_normalised_needle_is_taken_as_it_is() -> None:
    """A text that is normalised already can be sought."""
    assert normalise("“a”").find_all(normalise("«a»")) == [(0, 3)]


def test_part_of_a_ligature_leads_to_all_of_it() -> None:
    """A stretch that cuts a ligature is widened to hold it."""
    text = normalise("oﬃce")

    assert text.whole(2, 3) == (1, 4)
    assert text.raw_span(2, 3) == (1, 2)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (0, 4)])
def test_stretch_outside_the_text_is_an_error(start: int, end: int) -> None:
    """A stretch that is not within the normal form is refused."""
    with pytest.raises(IndexError, match="not within 0:3"):
        normalise("abc").raw_span(start, end)


def test_lone_surrogates_and_control_characters_pass() -> None:
    """Text that is broken in its encoding is matched as it is."""
    assert normalise("a\ud800\x00\udfffb").norm == "a\ud800\x00\udfffb"


def test_thirty_marks_are_sorted_and_more_are_left() -> None:
    """Marks beyond what any script stacks keep their order."""
    above_below = "\u0301\u0323"

    assert normalise("o" + above_below * 15).norm.startswith("ọ\u0323")
    assert normalise("q" + above_below * 16).norm == "q" + above_below * 16


def test_a_mapped_text_is_not_normalised_again() -> None:
    """A text that is normalised already is the same object."""
    text = normalise("a  b")

    assert as_mapped(text) is text
    assert as_mapped("a  b") == text


@pytest.mark.parametrize(
    "pattern",
    [
        "\u0301\u0316",
        "e\u0301",
        "\u200b",
        "a\u00ad\n",
        "\n\u00ad\n\u0301",
        " \n",
        "\ud800",
        "ﬁ",
        "\u1161",
        "हि",
        "\U0001d165",
        "\x00",
        "a\u0301 \u200b\u0301",
    ],
)
def test_time_grows_with_the_length_only(pattern: str) -> None:
    """No 100,000 characters take more than a moment; in quadratic time they would take minutes."""
    raw = "a" + pattern * (100_000 // len(pattern))
    began = time.perf_counter()
    normalise(raw)

    assert time.perf_counter() - began < 3


def test_finding_is_given_up_after_so_many_places() -> None:
    """Only as many places are looked at as were asked for."""
    assert list(normalise("aaaa").find_norm("a", tries=2)) == [(0, 1), (1, 2)]


def test_marks_are_sought_in_linear_time() -> None:
    """A letter under a hundred thousand marks is no reason to walk over them for each."""
    text = normalise("x" + "\u0316\u0301" * 50_000)
    began = time.perf_counter()

    assert text.find_all("\u0301") == []
    assert time.perf_counter() - began < 3
