"""Whatever CSL says of a source comes back from CSL-JSON, BibLaTeX and RIS as it was."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats import biblatex, csl_json, ris
from claimtrack.formats.bibliography.item_dates import read_csl_date, write_csl_date
from claimtrack.formats.bibliography.tex import read_tex, write_tex
from claimtrack.formats.contract import Entry, Format, Selection
from claimtrack.models import csl
from claimtrack.models.source import Source
from claimtrack.values.dates import Edtf

#: What the formats act on, what readers cut at, and letters of several scripts.
SIGNS = [
    *"\\{}%&#_$^~\"'`@,;:=-–|<>[]()/ ",
    "--",
    "''",
    "``",
    "\n",
    "{}",
    "null",
    " and ",
    "others",
]
MARKS = [
    "<i>",
    "</i>",
    "<b>",
    "</sub>",
    "\\textit{",
    "@book{a,",
    "ER  - ",
    "TY  - BOOK",
    "\nAU  - x",
]
WORDS_OF_ALL_KINDS = "Ferry yard É ß 港 Я 12 e\u0301 ﬁ 😀 don't van".split()
PIECES = st.sampled_from([*SIGNS, *MARKS, *WORDS_OF_ALL_KINDS, "\u2028", "\u00a0"])
TEXTS = st.lists(PIECES, min_size=1, max_size=6).map("".join)
WORDS = TEXTS.filter(str.strip)
DATES = st.sampled_from(
    "2025 2025-03 2025-03-12 2025-03/.. ../2025 2025/ /2025-03 20XX 197X 2025~ 2025-03? "
    "2025-03-12% 2024-22 2024-24~ 2024/2025 2024-01/2024-03-05 2004-06-XX "
    "2004-XX ../.. 0001 9999".split()
)
NAMES = st.one_of(
    st.fixed_dictionaries({"literal": WORDS}),
    st.fixed_dictionaries(
        {"family": WORDS},
        optional=dict.fromkeys(
            ("given", "suffix", "dropping-particle", "non-dropping-particle"), WORDS
        ),
    ),
)
ADDRESSES = st.sampled_from(
    ["https://x.example/a?b=1%20c&d=2_3#e~f", "https://x.example/{a}\\b", "not an address", "a b%"]
)


def _value_of(name: str) -> st.SearchStrategy[Any]:
    if name in csl.NAMES:
        return st.lists(NAMES, min_size=1, max_size=3)
    if name in csl.DATES:
        return DATES
    return ADDRESSES if name in {"URL", "archive_location"} else WORDS


VARIABLES = sorted(csl.KNOWN - {"id", "type", "custom", "categories", "DOI", "citation-key"})
ITEMS = st.lists(st.sampled_from(VARIABLES), max_size=6, unique=True).flatmap(
    lambda names: st.fixed_dictionaries(
        {"type": st.sampled_from(sorted(csl.TYPES)), **{name: _value_of(name) for name in names}}
    )
)
LISTS = st.lists(ITEMS, min_size=1, max_size=12)


def _send(form: Format, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    sources = [Source(id=f"s{n:02}", csl=item) for n, item in enumerate(items)]
    out = io.BytesIO()
    assert form.write
    assert form.read
    form.write(Selection({source.id: source for source in sources}, {}), out)
    found = list(form.read(io.BytesIO(out.getvalue()), "file"))
    entries = [each for each in found if isinstance(each, Entry)]
    assert len(entries) == len(found), found
    assert [entry.source.id for entry in entries] == [source.id for source in sources]
    return [entry.source.csl for entry in entries]


@given(LISTS)
@settings(max_examples=60, deadline=None)
def test_csl_json_loses_nothing(items: list[dict[str, Any]]) -> None:
    """Each item that is written is read as it was."""
    assert _send(csl_json.FORMATS[0], items) == items


@given(LISTS)
@settings(max_examples=60, deadline=None)
def test_ris_loses_nothing(items: list[dict[str, Any]]) -> None:
    """What RIS has no tag for, or says less exactly, stands beside its tags."""
    assert _send(ris.FORMATS[0], items) == items


@given(LISTS)
@settings(max_examples=15, deadline=None)
def test_biblatex_loses_nothing(items: list[dict[str, Any]]) -> None:
    """Neither TeX nor pandoc changes a character of what was written here."""
    assert _send(biblatex.FORMATS[0], items) == items


@given(TEXTS)
def test_text_in_tex_terms_is_the_text_again(text: str) -> None:
    """Every text has a form in TeX's terms, with braces that match, that is read back."""
    written = write_tex(text)
    assert read_tex(written) == text
    assert written.count("{") == written.count("}")


@given(DATES)
def test_a_date_in_parts_is_the_date_again(text: str) -> None:
    """What the schema's date cannot say stands beside it."""
    written = write_csl_date(text)
    assert written is not None
    assert read_csl_date(written) == text
    assert csl.read_date(written) is None or isinstance(csl.read_date(written), Edtf)


@pytest.mark.parametrize("form", [csl_json.FORMATS[0], biblatex.FORMATS[0], ris.FORMATS[0]])
@given(data=st.binary(max_size=200), lead=st.sampled_from([b"", b"[{", b"@a{b,", b"TY  - BOOK\n"]))
@settings(max_examples=40, deadline=None)
def test_no_bytes_stop_a_reader_otherwise_than_it_says(
    form: Format, data: bytes, lead: bytes
) -> None:
    """Whatever the bytes, there are entries and findings with a place, or one error."""
    assert form.read
    with suppress(UnreadableFormatError):
        for found in form.read(io.BytesIO(lead + data), "file"):
            assert found.where.startswith("file:")
