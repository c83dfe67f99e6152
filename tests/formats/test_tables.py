from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import InvalidMappingError, UnreadableFormatError
from claimtrack.formats import columns
from claimtrack.formats.contract import Entry, Selection
from claimtrack.formats.mapping import map_table, read_mapping
from claimtrack.formats.tables import FORMATS, read, write
from claimtrack.models.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source

    MakeSource = Callable[..., Source]
    MakeClaim = Callable[..., Claim]


def read_text(text: str | bytes, mapping: str = "") -> tuple[list[Entry], list[Finding]]:
    """Read a table, by a mapping if one is given."""
    data = text.encode() if isinstance(text, str) else text
    mapped = read_mapping(mapping.encode(), "m.toml") if mapping else None
    found = list(read(io.BytesIO(data), "t.csv", mapped))
    return (
        [each for each in found if isinstance(each, Entry)],
        [each for each in found if isinstance(each, Finding)],
    )


def write_cells(source: Source, *claims: Claim) -> list[dict[str, str]]:
    """Write a table and return its rows as a spreadsheet reads them."""
    out = io.BytesIO()
    write(Selection({source.id: source}, {claim.id: claim for claim in claims}), out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def test_a_row_is_a_claim_with_its_source(make_source: MakeSource, make_claim: MakeClaim) -> None:
    """Each value as a person reads it; what no cell holds stands in the last columns."""
    names = [{"family": "Ortez", "given": "Mina"}, {"literal": "Ostrel Voice"}]
    csl = {"author": names, "issued": {"date-parts": [[2025, 2]]}, "volume": 7}
    source = make_source("voice", title="Ferry", grade="B", csl=csl)
    claim = make_claim("voice/a", "It stops.", tags=("jobs", "ferry"), grade=2, team="desk")

    (row,) = write_cells(source, claim)

    shown = {name: cell for name, cell in row.items() if cell}
    assert json.loads(shown.pop("claim_more")) == {"team": "desk"}
    assert json.loads(shown.pop("source_more"))["csl"] == {
        "issued": {"date-parts": [[2025, 2]]},
        "volume": 7,
    }
    assert shown == {
        "claim": "voice/a",
        "text": "It stops.",
        "tags": "jobs; ferry",
        "grade": "2",
        "source": "voice",
        "type": "article-newspaper",
        "title": "Ferry",
        "author": "Ortez, Mina; Ostrel Voice",
        "issued": "2025-02",
        "source_grade": "B",
    }


def test_a_row_has_the_address_of_its_passage(
    make_source: MakeSource, make_claim: MakeClaim
) -> None:
    """It is worked out from the quote and the source's address, and passed over when it is read."""
    source = make_source("voice", csl={"URL": "https://voice.example/f"})
    segment = {"exact": "The night ferry", "start": 0, "end": 15}
    anchor = {"capture": 1, "quote": "The night ferry", "segments": [segment]}
    claim = make_claim("voice/a", "It stops.", anchor=anchor)
    out = io.BytesIO()

    write(Selection({"voice": source}, {"voice/a": claim}), out)

    link = "https://voice.example/f#:~:text=The%20night%20ferry"
    assert link in out.getvalue().decode()
    changed = out.getvalue().replace(link.encode(), b"https://elsewhere.example/")
    for data in (out.getvalue(), changed):
        (entry,) = read(io.BytesIO(data), "t.csv")
        assert isinstance(entry, Entry)
        assert (entry.source, entry.claims) == (source, (claim,))


def test_a_source_without_claims_has_a_row(make_source: MakeSource) -> None:
    """It is read back as one."""
    (row,) = write_cells(make_source("voice", title="Ferry"))

    assert (row["source"], row["text"], row["claim"]) == ("voice", "", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "＝1", "'=1", "\n=1"])
def test_no_cell_is_a_formula(make_source: MakeSource, make_claim: MakeClaim, text: str) -> None:
    """What would be calculated begins with an apostrophe, which reading takes away."""
    (row,) = write_cells(make_source("a"), make_claim("a/b", text))

    assert row["text"] == f"'{text}"


def test_no_separator_inside_a_cell_begins_another(
    make_source: MakeSource, make_claim: MakeClaim
) -> None:
    """Every cell is quoted, for a program that splits at semicolons."""
    out = io.BytesIO()
    source, claim = make_source("a"), make_claim("a/b", "One;=1+1")

    write(Selection({"a": source}, {"a/b": claim}), out)

    assert b'"One;=1+1"' in out.getvalue()
    assert out.getvalue().endswith(b"\r\n")


def test_excel_is_told_by_a_mark(make_source: MakeSource) -> None:
    """The second format of the two has it, and is read all the same."""
    out = io.BytesIO()
    assert FORMATS[1].write is not None
    FORMATS[1].write(Selection({"a": make_source("a")}, {}), out)

    assert out.getvalue().startswith(b"\xef\xbb\xbf")
    assert read_text(out.getvalue())[0][0].source.id == "a"


def test_an_edited_cell_outweighs_what_stands_beside_it(
    make_source: MakeSource, make_claim: MakeClaim
) -> None:
    """Another name, no date any more, another quote; all else as it was."""
    segment = {"exact": "stops", "start": 4, "end": 9}
    anchor = {"capture": 2, "quote": "stops", "segments": [segment]}
    source = make_source("a", csl={"author": [{"family": "Van", "suffix": "Jr"}], "volume": 7})
    source = source.with_changes(csl={**source.csl, "issued": {"date-parts": [[2025]]}})
    (row,) = write_cells(source, make_claim("a/b", "It stops.", anchor=anchor, team="x"))
    out = io.StringIO(newline="")
    edited = {**row, "author": "Ortez, Mina", "issued": "", "quote": "will stop"}
    writer = csv.DictWriter(out, list(row))
    writer.writeheader()
    writer.writerow(edited)

    ((entry,), findings) = read_text(out.getvalue())

    assert findings == []
    assert entry.source.csl == {
        "type": "article-newspaper",
        "author": [{"family": "Ortez", "given": "Mina"}],
        "volume": 7,
    }
    (claim,) = entry.claims
    assert claim.anchor is not None
    assert (claim.quote, claim.anchor.end) == ("will stop", 0)
    assert claim.to_document()["team"] == "x"


def test_a_table_by_hand_needs_few_columns() -> None:
    """Rows that name one source one after another are one entry; CSL variables are columns too."""
    entries, findings = read_text(
        "Title,text,volume\nFerry,It stops.,3\nFerry,Why?,3\n,,\nBridge,,\n"
    )

    assert findings == []
    assert [(entry.where, len(entry.claims)) for entry in entries] == [
        ("t.csv:2", 2),
        ("t.csv:5", 0),
    ]
    assert entries[0].source.csl == {"type": "document", "title": "Ferry", "volume": "3"}
    assert entries[0].source.id == ""


def test_claims_may_name_no_more_of_a_source_than_its_id() -> None:
    """It is then one that the ledger has."""
    entries, _ = read_text("source,text,claim\nvoice,It stops.,stops\n")

    assert entries[0].only_named
    assert entries[0].claims[0].id == "voice/stops"


@pytest.mark.parametrize(
    "data",
    [
        "title;text\nFähre;Schluss\n".encode("cp1252"),
        "title\ttext\nFähre\tSchluss\n".encode("utf-16"),
        "\ufefftitle|text\r\nFähre|Schluss\r\n".encode(),
        "sep=;\r\ntitle;text\r\nFähre;Schluss\r\n".encode(),
        b'"title","text"\r"F\xc3\xa4hre","Schluss"\r',
    ],
    ids=["legacy", "utf-16", "mark", "sep", "old mac"],
)
def test_a_table_is_read_as_it_comes(data: bytes) -> None:
    """Whatever stands between cells and lines, in whatever encoding."""
    entries, findings = read_text(data)

    assert [each.code for each in findings if each.code != "ENCODING-GUESSED"] == []
    assert entries[0].source.title == "Fähre"
    assert entries[0].claims[0].text == "Schluss"


@pytest.mark.parametrize(
    ("encoding", "codes"),
    [("cp1252", ["ENCODING-GUESSED"]), ("utf-8", []), ("utf-8-sig", []), ("utf-16", [])],
)
def test_a_guess_at_the_encoding_is_said(encoding: str, codes: list[str]) -> None:
    """Names and accents may have come in wrong; where the bytes leave no doubt, nothing is said."""
    _, findings = read_text("title;text\nFähre;Schluss\n".encode(encoding))

    assert [each.code for each in findings] == codes


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Ferry,It stops.", "it has 2 cells, the header 4"),
        ("Ferry,It stops.,,,more", "it has 5 cells, the header 4"),
        ('Ferry,"It "stops.,,', "',' expected after '\"'"),
        ("Ferry,It stops.,2025-02-30,", "about: “2025-02-30” is not a date: there is no such day"),
        ("Ferry,It stops.,,7", "grade: “7” is no grade from 1 to 6"),
        (",It stops.,,", "nothing in it says which source it is of"),
        ("Ferry,,2025,", "the claim has no text"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_line(row: str, reason: str) -> None:
    """And with the reason; the rows around it are taken."""
    entries, findings = read_text(f"title,text,about,grade\nA,a,,\n{row}\nB,b,,\n")

    assert [entry.source.title for entry in entries] == ["A", "B"]
    (finding,) = findings
    assert finding.where == "t.csv:3"
    assert finding.message.startswith(reason.partition(": there")[0])


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("{", "claim_more: not JSON"),
        ("[]", "claim_more: it is no object"),
        ('{""a"": 1, ""a"": 2}', "claim_more: not JSON: the key “a” stands twice"),
        ('{""csl"": 1}', "claim_more: csl is no object"),
        ('{""said"": 7}', "said: "),
        ("[" * 10_000, "claim_more: not JSON"),
        ('{""x"": ' + "9" * 5000 + "}", "claim_more: not JSON"),
    ],
)
def test_a_damaged_last_column_is_refused(cell: str, reason: str) -> None:
    """Nothing of the row is taken, for a part of a record is none."""
    _, (finding,) = read_text(f'title,text,claim_more\nA,a,"{cell}"\n')

    assert finding.message.startswith(reason)


def test_a_claim_of_another_source_is_refused() -> None:
    """Its id says whose it is."""
    _, (finding,) = read_text("source,title,text,claim\nvoice,T,It stops.,wire/stops\n")

    assert finding.message == "the claim wire/stops is none of the source voice"


def test_a_quotation_mark_that_is_never_closed_says_how_far_it_reaches() -> None:
    """So that somebody finds it."""
    entries, (finding,) = read_text('title,text\nA,a\nB,"b\nC,c\nD,d\n')

    assert [entry.source.title for entry in entries] == ["A"]
    assert finding.message.startswith("lines 3 to 5: unexpected end of data")


def test_columns_that_are_not_taken_are_named() -> None:
    """And how they could be."""
    _, (finding,) = read_text("title,Headline\nA,a\n")

    assert finding.message == "not taken: “Headline”"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n1,2\n",
        b"title,title\nA,B\n",
        b"title,text\nA,a\x00b\n",
        b"\x89PNG\r\n\x1a\n",
        b'"title\n',
        b"title,text\nA," + b"x" * ((1 << 24) + 10),
        b"\xff\xfet",
        b"title" + b",x" * 20_000 + b"\n",
    ],
    ids=[
        "empty",
        "unknown",
        "twice",
        "zero byte",
        "picture",
        "header",
        "endless line",
        "cut",
        "too wide",
    ],
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    """Before anything of it is taken, or where it goes on without end."""
    with pytest.raises(UnreadableFormatError):
        read_text(data)


MAPPING = """
delimiter = ";"

[columns]
Headline = "title"
Statement = "text"
Published = { field = "issued", format = "%d.%m.%Y" }
Topics = { field = "tags", separator = "," }
Journal = "container-title"
By = { field = "author", separator = "/" }

[constants]
type = "article-newspaper"
container-title = "Ostrel Voice"
"""


def test_a_mapping_says_what_the_columns_are() -> None:
    """Dates and lists are read as they are written there; a constant fills what is empty."""
    entries, findings = read_text(
        "Headline;Statement;Published;Topics;By;Journal;Our rating\n"
        "Ferry; It stops. ;06.02.2025;jobs, ferry;Ortez, Mina/Voice;;=1\n",
        MAPPING,
    )

    assert entries[0].source.csl == {
        "type": "article-newspaper",
        "title": "Ferry",
        "issued": "2025-02-06",
        "author": [{"family": "Ortez", "given": "Mina"}, {"literal": "Voice"}],
        "container-title": "Ostrel Voice",
    }
    assert (entries[0].claims[0].text, entries[0].claims[0].tags) == (
        "It stops.",
        ("jobs", "ferry"),
    )
    assert [finding.code for finding in findings] == ["COLUMN-LEFT"]


def test_a_date_in_another_form_is_refused() -> None:
    """No day is guessed."""
    header = "Headline;Statement;Published;Topics;By;Journal\n"

    _, (finding,) = read_text(f"{header}Ferry;It stops.;2/6/2025;;;\n", MAPPING)

    assert finding.message.startswith("column “Published”: time data '2/6/2025' does not match")


def test_a_mapped_column_must_be_there() -> None:
    """A mapping for another table takes nothing."""
    with pytest.raises(UnreadableFormatError, match="no column “Statement”"):
        read_text("Headline\nFerry\n", MAPPING)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("columns", "Expected"),
        ("", "it needs [columns]"),
        ("[columns]\nA = 'titel'", "“A”: there is no field “titel”; did you mean title?"),
        ("[columns]\nA = 'zzzzzzzz'", "“A”: there is no field “zzzzzzzz”; there are claim"),
        ("[columns]\nA = {field = 'title', format = '%Y'}", "“A”: title is no date"),
        ("[columns]\nA = {field = 'title', separator = ','}", "“A”: title is no list"),
        ("[columns]\nA = {format = '%Y'}", "“A” is a field, or {"),
        ("[columns]\nA = 'title'\n[constant]\n", "“constant”: there are columns, constants"),
        ("delimiter = ';;'\n[columns]\nA = 'title'", "constants is a table, delimiter one"),
        ("[columns]\nA = 'title'\n[constants]\nx = 1", "there is no field “x”"),
        ("a = " + "[" * 5000, ""),
    ],
)
def test_a_mapping_that_says_nothing_is_refused(text: str, reason: str) -> None:
    """With what could have been meant."""
    with pytest.raises(InvalidMappingError) as caught:
        read_mapping(text.encode(), "m.toml")

    assert str(caught.value).startswith(f"m.toml: {reason}")


def test_only_tables_are_mapped() -> None:
    """And what comes by a mapping is somebody else's."""
    mapping = read_mapping(b"[columns]\nA = 'title'", "m.toml")

    assert map_table(FORMATS[1], mapping) is None
    mapped = map_table(FORMATS[0], mapping)
    assert mapped is not None
    assert not mapped.own


def test_every_field_has_one_column() -> None:
    """No two columns are called the same, whatever the case."""
    names = [name.lower() for name in columns.HEADER]

    assert len(set(names)) == len(names)
