from __future__ import annotations

import pytest

from claimtrack.formats.bibliography.tex import read_tex, strip_tex, write_tex
from claimtrack.formats.bibliography.tex_names import read_names, write_names


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("100 % of 5 & #1_x $2", r"100 \% of 5 \& \#1\_x \$2"),
        ("a {b}", r"a \textbraceleft{}b\textbraceright{}"),
        ("\\c ~^", r"\textbackslash{}c \textasciitilde{}\textasciicircum{}"),
        ("one\n\ntwo", r"one\newline{}\newline{}two"),
        ("it's -- so ``said''", "it's -{}- so `{}`said'{}'"),
        ("<i>Ferry</i> a < b", r"\textit{Ferry} a < b"),
        ("<i>Ferry", "<i>Ferry"),
        ("<i>a<b>b</i></b>", "<i>a<b>b</i></b>"),
        (" a  b ", "\\ a \\ b\\ "),
        ("造船 É", "造船 É"),
    ],
)
def test_text_is_written_in_tex_terms_and_read_back(text: str, written: str) -> None:
    """Every sign that TeX would act on is escaped, and comes back as it was."""
    assert write_tex(text) == written
    assert read_tex(written) == text


@pytest.mark.parametrize(
    "source", [r"M{\"u}ller", "a -- b", "{NASA} yard", "$x$", "a~b", "x}", r"\textit{x", "``q''"]
)
def test_tex_of_others_is_left_to_who_can_read_it(source: str) -> None:
    """What is not exactly of our own writing is not guessed at."""
    assert read_tex(source) is None


def test_blank_space_in_a_field_is_that_of_its_layout() -> None:
    """Wrapped and indented values are one line, as BibTeX has it."""
    assert read_tex("\n  a\n    wrapped  line\n") == "a wrapped line"


def test_what_nobody_can_read_is_stripped_of_its_commands() -> None:
    """A command that pandoc fails on costs its backslash, and no word."""
    assert strip_tex(r"A {\bf fast} \begin{x} $5 \& more") == "A fast x $5 & more"
    assert strip_tex("plain") == "plain"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ({"family": "Okonta", "given": "Ada"}, "Okonta, Ada"),
        ({"family": "O’Brien", "given": "P.-J."}, "O’Brien, P.-J."),
        ({"literal": "Ships, Ports and Ferries"}, "{Ships, Ports and Ferries}"),
        ({"family": "van der Meer", "given": "Jo"}, "family={van der Meer}, given={Jo}"),
        (
            {"family": "Meer", "given": "Jo", "dropping-particle": "van"},
            "family={Meer}, given={Jo}, prefix={van}, useprefix=false",
        ),
        (
            {"family": "Meer", "non-dropping-particle": "van", "suffix": "Jr."},
            "family={Meer}, suffix={Jr.}, prefix={van}, useprefix=true",
        ),
        ({"literal": "others"}, "others"),
        (
            {"family": "X and", "given": "{Y}"},
            r"family={X and}, given={\textbraceleft{}Y\textbraceright{}}",
        ),
    ],
)
def test_names_are_written_without_doubt_and_read_back(name: dict[str, str], written: str) -> None:
    """Organisations stay whole, particles keep their kind, and `and` inside a name is no list."""
    assert write_names([{"family": "First", "given": "One"}, name]) == f"First, One and {written}"
    assert read_names(f"First, One and {written}") == [{"family": "First", "given": "One"}, name]


@pytest.mark.parametrize(
    "source",
    [
        "Jan Meer",
        "van der Meer, Jan",
        "{Meer}, Jan",
        "family=, given=x",
        "shape=x",
        "family={a{b}}",
        "A, B, C",
        r"{\'E}",
        "{}",
    ],
)
def test_names_in_other_ways_are_left_to_who_can_read_them(source: str) -> None:
    """A name that could be cut in two ways is not cut here."""
    assert read_names(source) is None


def test_names_for_bibtex_have_no_named_parts() -> None:
    """BibTeX itself knows particles and suffixes by their place."""
    name = {"family": "Meer", "given": "Jo", "dropping-particle": "van", "suffix": "Jr."}
    assert write_names([name], extended=False) == "van {Meer}, Jr., {Jo}"
    assert write_names([{"given": "Jo"}], extended=False) == "{Jo}"
