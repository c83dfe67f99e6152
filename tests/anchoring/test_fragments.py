from __future__ import annotations

import time

import pytest

from claimtrack.anchoring import describe
from claimtrack.anchoring.fragments import is_web_address, text_fragment
from claimtrack.models.anchor import Segment

TEXT = (
    "Ferry yard at Port Varrow to close\n"
    "Published: 12 March 2025\n\n"
    "At least 240 workers will lose their jobs, the Harbour Board said on Wednesday.\n\n"
    "The yard, which built 31 ferries since 1911, will be emptied by June; the Board did not say "
    "what becomes of the dry dock, the slipway and the three cranes that stand beside it today.\n"
    "Of the 240 workers, 31 are apprentices.\n"
)
PAGE = "https://agency.example/ferry-yard"


def link_to(*quotes: str, url: str = PAGE, text: str | None = TEXT) -> str:
    """Return the link to stretches of `TEXT`, each where it stands first."""
    spans = [(TEXT.index(quote), TEXT.index(quote) + len(quote)) for quote in quotes]
    return text_fragment(url, describe(TEXT, spans, capture=1).segments, text)


def test_a_quote_that_stands_once_needs_no_context() -> None:
    """Where the text is at hand, a quote that is found first is given alone."""
    assert link_to("31 ferries since 1911") == f"{PAGE}#:~:text=31%20ferries%20since%201911"


def test_a_quote_that_stands_twice_is_told_apart_by_what_is_before_it() -> None:
    """A later occurrence takes as much context as makes it the first to be found."""
    start = TEXT.rindex("240 workers")
    segments = describe(TEXT, [(start, start + 11)], capture=1).segments

    assert text_fragment(PAGE, segments, TEXT) == f"{PAGE}#:~:text=Of%20the-,240%20workers"


def test_what_stands_behind_tells_apart_where_what_is_before_cannot() -> None:
    """The suffix is tried where the prefix is the same at both places."""
    text = "It was shut on Monday. It was shut on Friday, they said."
    start = text.rindex("It was shut")
    segment = describe(text, [(start, start + 11)], capture=1).segments[0]
    alone = segment.model_copy(update={"prefix": ""})

    link = text_fragment(PAGE, [alone], text)

    assert link == f"{PAGE}#:~:text=It%20was%20shut,-on%20Friday%2C%20they%20said."


def test_short_quotes_take_their_context_along_where_the_text_is_not_there() -> None:
    """Nobody can say then whether a few words stand elsewhere in the page."""
    link = link_to("31 ferries", text=None)

    assert link == (
        f"{PAGE}#:~:text=The%20yard%2C%20which%20built-,31%20ferries,"
        "-since%201911%2C%20will%20be%20emptied%20by"
    )


def test_a_long_quote_is_given_by_its_two_ends() -> None:
    """Beyond 120 characters a link holds the first and the last words, never a cut one."""
    quote = TEXT[TEXT.index("The yard") : TEXT.index(" today.")]

    assert link_to(quote) == (
        f"{PAGE}#:~:text=The%20yard%2C%20which%20built%2031%20ferries%20since%201911%2C,"
        "and%20the%20three%20cranes%20that%20stand%20beside%20it"
    )


def test_the_end_of_a_long_quote_is_lengthened_until_it_is_the_last() -> None:
    """Where its last words stand earlier in the quote, more of them are given."""
    refrain = "and the yard at Port Varrow stays shut until summer"
    text = f"It rained for days on end all along the river, {refrain}, then it snowed {refrain}"
    segments = describe(text, [(0, len(text))], capture=1).segments

    end = text_fragment(PAGE, segments).partition(",")[2]

    assert end.startswith("snowed%20and%20the%20yard")


def test_a_quote_over_several_lines_is_given_by_its_two_ends() -> None:
    """A browser looks for words within a paragraph: neither end crosses a line."""
    quote = TEXT[TEXT.index("12 March") : TEXT.index(" will lose")]

    assert link_to(quote) == f"{PAGE}#:~:text=12%20March%202025,At%20least%20240%20workers"


def test_segments_of_a_quote_are_joined() -> None:
    """A quote with an ellipsis is a text directive for each of its parts."""
    link = link_to("At least 240 workers", "the Harbour Board said on Wednesday")

    assert link == (
        f"{PAGE}#:~:text=At%20least%20240%20workers"
        "&text=the%20Harbour%20Board%20said%20on%20Wednesday"
    )


def test_what_the_syntax_means_is_encoded() -> None:
    """Hyphens, commas and ampersands of the quote are no marks of the syntax."""
    text = "Smith & Sons, the well-known “firm” – 5% of it – (sold)!"
    segments = describe(text, [(0, len(text))], capture=1).segments

    assert text_fragment(PAGE, segments, text) == (
        f"{PAGE}#:~:text=Smith%20%26%20Sons%2C%20the%20well%2Dknown%20%E2%80%9Cfirm%E2%80%9D"
        "%20%E2%80%93%205%25%20of%20it%20%E2%80%93%20%28sold%29%21"
    )


@pytest.mark.parametrize(
    ("url", "begins"),
    [
        ("https://a.example/#part-2", "https://a.example/#part-2:~:text=31"),
        ("https://a.example/#part-2:~:text=old", "https://a.example/#part-2:~:text=31"),
        ("https://a.example/?q=a&b=c#", "https://a.example/?q=a&b=c#:~:text=31"),
        (" HTTP://a.example ", "HTTP://a.example#:~:text=31"),
    ],
)
def test_the_address_is_kept(url: str, begins: str) -> None:
    """A fragment stays in front of ours; a text fragment that was there gives way."""
    assert link_to("31 ferries since 1911", url=url).startswith(begins)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://a.example/yard.txt",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///yard.html",
        "https:",
        "https://[::1",
        "a.example/yard",
        "https://a.example/a b",
        "https://a.example/\x1b[0m",
        "https://a.example/\u202egnp",
    ],
)
def test_other_addresses_have_no_link(url: str) -> None:
    """Only the web knows text fragments; what is no address of it gives no link."""
    assert link_to("31 ferries since 1911", url=url) == ""


def test_a_segment_without_words_has_no_link() -> None:
    """Nothing can be found by white space."""
    assert text_fragment(PAGE, [Segment(exact=" \n ", start=0, end=3)]) == ""
    assert text_fragment(PAGE, []) == ""


def test_context_that_may_be_cut_within_a_word_is_left_out() -> None:
    """Of a prefix and a suffix only what are surely whole words is given."""
    segment = Segment(exact="240 MW", prefix="pproved", suffix=" of capaci", start=90, end=96)

    assert text_fragment(PAGE, [segment]) == f"{PAGE}#:~:text=240%20MW,-of"


def test_text_without_spaces_is_cut_at_its_commas_or_not_at_all() -> None:
    """Where no space says what a word is, a stretch ends with a mark of punctuation."""
    clause = "港務局星期三說明渡輪船廠將於今年六月底以前全部關閉，"
    text = "".join(f"第{number}條{clause}" for number in "一二三四五六七")
    segments = describe(text, [(0, len(text))], capture=1).segments
    start, _, end = text_fragment(PAGE, segments).partition("text=")[2].partition(",")

    assert start.endswith("%EF%BC%8C")
    assert end.endswith("%EF%BC%8C")
    assert start != end

    unbroken = "港務局" * 50
    segments = describe(unbroken, [(0, 150)], capture=1).segments

    assert "," not in text_fragment(PAGE, segments)


def test_a_segment_that_has_moved_is_given_with_its_context() -> None:
    """Against another text than its own, a segment is told apart as well as can be."""
    segment = describe(TEXT, [(TEXT.index("31 are"), TEXT.index("31 are") + 6)], capture=1)

    link = text_fragment(PAGE, segment.segments, "Another text altogether.")

    assert link == f"{PAGE}#:~:text=Of%20the%20240%20workers%2C-,31%20are,-apprentices."


def test_a_long_quote_whose_end_is_not_in_the_text_is_given_with_its_context() -> None:
    """A beginning that is found is not enough where the end is not."""
    quote = TEXT[TEXT.index("The yard") : TEXT.index(" today.")]
    segments = describe(TEXT, [(TEXT.index(quote), TEXT.index(quote) + len(quote))], 1).segments
    cut = TEXT[: TEXT.index("slipway")]

    assert "-,The%20yard" in text_fragment(PAGE, segments, cut)


@pytest.mark.parametrize("piece", ["a ", "a\n", "a", "、", "the yard, "])
def test_a_huge_quote_takes_no_time(piece: str) -> None:
    """What repeats itself a hundred thousand times is cut in linear time."""
    text = piece * 100_000
    segments = describe(text, [(0, len(text))], capture=1).segments

    began = time.perf_counter()
    text_fragment(PAGE, segments, text)

    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//x.example", "https:", "http://a b", "http://["],
)
def test_only_http_and_https_lead_to_the_web(address: str) -> None:
    """Whatever else an address may be, it is no link."""
    assert is_web_address(PAGE)
    assert not is_web_address(address)
