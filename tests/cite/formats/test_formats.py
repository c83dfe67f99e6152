from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.cite.formats import FORMATS
from claimtrack.cite.formats.records import make_record
from claimtrack.cite.formats.sheet import Part, Row, Sheet, make_sheet
from claimtrack.cite.results import Citation, Citations, Cite, Cluster, LeftOut, Listed, UnknownKey
from claimtrack.extract.drafts import read_draft
from claimtrack.manuscripts.contract import Inline

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

LOOKS = (
    Inline("Silva, "),
    Inline("Yard", italic=True),
    Inline(" & bold ", bold=True),
    Inline("caps", small_caps=True),
    Inline("2", superscript=True),
    Inline("3", subscript=True),
    Inline("under", underline=True),
    Inline(" ", italic=True),
    Inline("https://a.example/x_y?z=1&w=%20#t", link="https://a.example/x_y?z=1&w=%20#t"),
    Inline("here", link='https://a.example/<">\\{}'),
    Inline(" 港 👩‍🚀 ليلى."),
)
HOSTILE = "1. \\input{x} $m$ # % & ~ ^ _ {} [a](b) <script> `c` *d* | @e \"f\" 'g' \\'41"
SHEET = Sheet(
    "draft & <b>",
    (
        Part("Citations", (Row("3:14", (Inline("(Silva)"),)), Row("12:1", (Inline("(Board)"),)))),
        Part("Sources", (Row("1.", LOOKS), Row("", (Inline(HOSTILE),)), Row("- ", (Inline("x"),)))),
    ),
)
TEXTUAL = [name for name, each in FORMATS.items() if each.is_text]


@pytest.mark.parametrize("name", TEXTUAL)
def test_writes_what_was_looked_at(name: str, snapshot: SnapshotAssertion) -> None:
    """The output is the one that somebody opened and found good; nothing in it acts."""
    assert FORMATS[name].render(SHEET).decode() == snapshot


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_writes_documents_that_read_back(name: str) -> None:
    """A document for a word processor holds every word, in order, and is the same every time."""
    data = FORMATS[name].render(SHEET)
    draft = read_draft(data, name=f"list.{name}")
    assert [line.split(" ")[0] for line in draft.text.split("\n\n")][:4] == [
        "Citations",
        "3:14",
        "12:1",
        "Sources",
    ]
    assert HOSTILE in draft.text
    assert data == FORMATS[name].render(SHEET)


def _citations() -> Citations:
    claim = Cluster((Cite("wire", "wire/jobs", "para. 2"),))
    placed = Cluster((Cite("wire", "wire"),), 4, 9, 3, 14)
    note = (Inline("Yard."),)
    return Citations(
        style_id="s",
        style_title="S",
        in_notes=True,
        citations=(Citation(claim, (), note), Citation(placed, (Inline("Silva"),), note)),
        entries=(Listed("wire", (Inline("Yard."),), "1."),),
        left_out=(LeftOut("letter", "no list"),),
        unknown=(UnknownKey("gone", 1, 2, "unknown"),),
        remarks=("odd",),
    )


def test_lays_out_places_and_notes() -> None:
    """A citation stands under its place, or its key, with what its note says."""
    text = FORMATS["text"].render(make_sheet(_citations(), of="d", title="Sources")).decode()
    assert text == "Notes\n\nwire/jobs Yard.\n3:14      Silva [Yard.]\n\nSources\n\n1. Yard.\n"


def test_leaves_out_headings_of_a_mere_list() -> None:
    """A list by itself is lines, ready to be pasted; nothing at all is an empty line."""
    sheet = Sheet("sources", SHEET.parts[:1])
    assert FORMATS["text"].render(sheet).decode() == "3:14 (Silva)\n12:1 (Board)\n"
    assert FORMATS["text"].render(Sheet("sources", ())) == b"\n"


def test_makes_a_record(snapshot: SnapshotAssertion) -> None:
    """Programs get all of it as JSON values."""
    assert make_record(_citations()) == snapshot
