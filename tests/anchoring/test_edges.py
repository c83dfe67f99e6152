from __future__ import annotations

import pytest

from claimtrack.anchoring.edges import cut_tokens, find_cut


def cut(source: str, quote: str) -> str | None:
    """Return what a quote, at its first place in a source, would cut."""
    before, after = source.split(quote, 1)
    return find_cut(before, quote, after)


@pytest.mark.parametrize(
    ("source", "quote", "word"),
    [
        ("up to 1,240 MW", "240 MW", "1,240"),
        ("some 112 people", "12 people", "112"),
        ("some 1,200", "some 1", "1,200"),
        ("some 1'200", "some 1", "1'200"),
        ("some 1 200 of them", "200 of them", "1 200"),
        ("about 12 345 678", "about 12", "12 345 678"),
        ("rose 2.5 percent", "5 percent", "2.5"),
        ("rose 5.2", "rose 5", "5.2"),
        ("rose .5 percent", "5 percent", ".5"),
        ("at -5 degrees", "5 degrees", "-5"),
        ("at −5 degrees", "5 degrees", "−5"),
        ("some ~5 tons", "5 tons", "~5"),
        ("if ≥5 tons", "5 tons", "≥5"),
        ("cost $5 million", "5 million", "$5"),
        ("cost HK$5 million", "$5 million", "HK$5"),
        ("cost 5€ more", "cost 5", "5€"),
        ("rose 5% in May", "rose 5", "5%"),
        ("for 65+ readers", "for 65", "65+"),
        ("of 5–10 people", "10 people", "5–10"),
        ("of 5 – 10 people", "10 people", "5 – 10"),
        ("It lost $2.5 million.", "It lost $2.5", "$2.5 million"),
        ("It lost (2.5 million)", "It lost (2.5", "2.5 million"),
        ("It lost 2.5 million.", "million", "2.5 million"),
        ("some 40 bn in all", "some 40", "40 bn"),
        ("up 40 m a year", "up 40", "40 m"),
        ("rose 5 per cent in May", "rose 5", "5 per cent"),
        ("rose 5 % in May", "rose 5", "5 %"),
        ("rose five percent", "rose five", "five percent"),
        ("twenty-five thousand", "twenty-five", "twenty-five thousand"),
        ("two thousand million", "two thousand", "thousand million"),
        ("about 3 dozen eggs", "dozen eggs", "3 dozen"),
        ("at 10:30 sharp", "30 sharp", "10:30"),
        ("in 1/2 of them", "2 of them", "1/2"),
        ("half, 5½ tons", "half, 5", "5½"),
        ("is illegal here", "legal here", "illegal"),
        ("it is legally so", "it is legal", "legally"),
        ("he can't go", "he can", "can't"),
        ("a non-native plant", "native plant", "non-native"),
        ("the ex–minister", "minister", "ex–minister"),
        ("in O'Brien's view", "in O'Brien", "O'Brien's"),
        ("at 5 km/h there", "at 5 km", "km/h"),
        ("二十人", "十人", "二十"),
        ("约3万人", "约3", "3万"),
        ("这不合法", "合法", "不合"),
        ("हिन्दी में", "न्दी में", "हिन्दी"),
        ("می\u200cخواهم", "خواهم", "می\u200cخواهم"),
        ("x\u0302y", "x", "x\u0302y"),
    ],
)
def test_quote_that_begins_or_ends_inside_is_cut(source: str, quote: str, word: str) -> None:
    """A piece of a word or number is refused, and the whole of it named."""
    assert cut(source, quote) == word


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("up to 240 MW, it said", "240 MW"),
        ("In 2017 200 people left", "200 people"),
        ("On 5 June, 200 people left", "200 people"),
        ("said 5. 6 others", "said 5."),
        ("(5 people)", "5 people"),
        ("In 2017, million upon million", "In 2017"),
        ("the five. Million", "the five"),
        ("gate five m", "gate five"),
        ("more than 5 million", "5 million"),
        ("5 percentiles", "5"),
        ("many million people", "million people"),
        ("'the plan' was", "the plan"),
        ("the plan—which", "which"),
        ("the plan—which", "the plan"),
        ("as it said.12 The", "as it said."),
        ("as it said.The next", "The next"),
        ("5 to 10 people", "10 people"),
        ("中国人", "国人"),
        ("约3人", "约3"),
        ("all of it", "all of it"),
    ],
)
def test_quote_of_whole_words_is_not_cut(source: str, quote: str) -> None:
    """Punctuation, footnotes and scripts without spaces cut nothing."""
    assert cut(source, quote) is None


def test_tokens_are_words_numbers_and_symbols() -> None:
    """Numbers keep their signs and marks, words their hyphens; the rest is apart."""
    text = "“-1,240.5%” wasn't ex-minister's (US$5)!"

    assert [text[start:end] for start, end in cut_tokens(text)] == [
        *("“", "-1,240.5%", "”", "wasn't", "ex-minister's", "(", "US$5", ")", "!"),
    ]
