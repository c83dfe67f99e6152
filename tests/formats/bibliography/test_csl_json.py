from __future__ import annotations

import io
import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.contract import Selection
from claimtrack.formats.csl_json import FORMATS, write_item
from claimtrack.formats.pandoc import run_pandoc
from claimtrack.models.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.formats.contract import Entry, Format
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding

    Write = Callable[[Format, list[Source]], tuple[bytes, list[Finding]]]
    Read = Callable[[Format, bytes], tuple[list[Entry], list[Finding]]]

CSL = FORMATS[0]


def test_a_newsroom_comes_back_as_it_was(newsroom: list[Source], write: Write, read: Read) -> None:
    """Each kind of source, and what a ledger knows beside CSL, survives a file."""
    data, findings = write(CSL, newsroom)
    entries, faults = read(CSL, data)
    assert [entry.source for entry in entries] == newsroom
    assert [entry.source.id for entry in entries] == [source.id for source in newsroom]
    assert not findings
    assert not faults
    assert not any(entry.remarks for entry in entries)


def test_pandoc_reads_what_is_written(newsroom: list[Source], write: Write) -> None:
    """Another reader finds every item, its type, its title, its address and its date."""
    data, _ = write(CSL, newsroom)
    items = {
        each["id"]: each
        for each in json.loads(run_pandoc(("-f", "csljson", "-t", "csljson"), data).output)
    }
    assert set(items) == {source.id for source in newsroom}
    assert items["selm-gazette-2025-03"]["issued"] == {"date-parts": [[2025, 3, 12]]}
    assert items["yard-report"]["issued"] == {"date-parts": [[2024], [2025]]}
    assert items["foreman-talk"]["issued"] == {"date-parts": [[2025, 3, 20]], "circa": True}
    assert items["yard-report"]["author"] == [{"literal": "Office for Ships, Ports and Ferries"}]
    assert items["selm-gazette-2025-03"]["URL"].endswith("1%20ferry&b=2_3#top~x")


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("2025-03-12", {"date-parts": [[2025, 3, 12]]}),
        ("2025", {"date-parts": [[2025]]}),
        ("2024-22", {"date-parts": [[2024]], "season": 2}),
        ("2025~", {"date-parts": [[2025]], "circa": True}),
        ("2025?", {"date-parts": [[2025]], "circa": True, "raw": "2025?"}),
        ("2025-03/2025-04", {"date-parts": [[2025, 3], [2025, 4]]}),
        ("202X", {"date-parts": [[2020], [2029]], "raw": "202X"}),
        ("2025-03/..", {"raw": "2025-03/.."}),
        ({"literal": "in the spring"}, {"literal": "in the spring"}),
        (
            {"date-parts": [[2025]], "literal": "MMXXV"},
            {"date-parts": [[2025]], "literal": "MMXXV"},
        ),
    ],
)
def test_dates_are_parts_with_the_edtf_text_where_they_say_less(
    edtf: str, written: dict[str, Any], read: Read
) -> None:
    """Every program reads the year, and the ledger gets its own date back."""
    source = Source(id="a", csl={"type": "book", "title": "T", "issued": edtf})
    item = write_item(source)
    assert item["issued"] == written
    (entry,), _ = read(CSL, json.dumps([item]).encode())
    assert entry.source.csl["issued"] == edtf


def test_names_that_the_schema_lacks_stand_in_custom_and_come_back(read: Read) -> None:
    """The schema allows no other names; a field of another program is kept all the same."""
    csl = {"type": "book", "ISMN": "9", "x-desk": {"a": 1}, "custom": {"claimtrack": 7, "k": 1}}
    item = write_item(Source(id="a", csl=csl))
    assert set(item) == {"id", "type", "custom"}
    (entry,), _ = read(CSL, json.dumps({"title": "x", **item}).encode())
    assert entry.source.csl == {**csl, "title": "x"}


def test_claims_are_left_out_and_counted(
    newsroom: list[Source], make_claim: Callable[..., Claim]
) -> None:
    """A claim has no place in a bibliography; the export says how many there were."""
    claim = make_claim("board-page/one")
    assert CSL.write
    found = CSL.write(Selection({}, {claim.id: claim}), io.BytesIO())
    (left_out,) = found or ()
    assert left_out.message == "1 claim is left out"
    out = io.BytesIO()
    CSL.write(Selection({}, {}), out)
    assert json.loads(out.getvalue()) == []
    assert newsroom


ODD = """[
  {"id": 7, "type": "article-journal", "title": "Seven", "issued": {"date-parts": [["2025", "3"]]}},
  {"id": "b", "type": "book", "title": "B", "volume": 2, "volume": 3},
  {"id": "c", "type": "book", "title": "bad" "x"},
  "words",
  {"id": "d", "type": "blog", "title": "D\\u0000\\ud800", "accessed": "yesterday",
   "issued": {"date-parts": [[2025, 13, 45]]}, "author": "Somebody", "DOI": 10.5},
  {"id": "http://zotero.example/x/ABC", "type": "webpage", "title": "A page of theirs",
   "author": [{"family": "WHO", "isInstitution": "1"}], "issued": {"date-parts": [[null]]}},
  {"id": "b", "type": "book", "title": "Other", "editor": [{"nick": "x"}], "keyword": ["a", "b"]},
  {"id": "deep", "type": "book", "custom": %s},
  {"id": "n", "type": "book", "volume": NaN, "number": 1e999, "custom": {"n": %s}},
  {"id": "cut", "type": "book"
"""


def test_one_bad_entry_is_named_with_its_line_and_the_rest_goes_on(read: Read) -> None:
    """Faults of many kinds in one file cost only what they touch."""
    data = (ODD % ("[" * 60 + "]" * 60, "9" * 5000)).encode()
    entries, faults = read(CSL, data)
    assert [entry.source.id for entry in entries] == ["7", "b", "d", "a-page-of", "b-2", "n"]
    by_id = {entry.source.id: entry for entry in entries}
    assert by_id["7"].source.csl["issued"] == "2025-03"
    assert by_id["b"].where == "file:3"
    assert by_id["b"].source.csl["volume"] == 3
    assert "volume stands twice" in by_id["b"].remarks[0].message
    assert by_id["d"].source.csl == {
        "type": "document",
        "title": "D\ufffd",
        "accessed": {"raw": "yesterday"},
        "author": [{"literal": "Somebody"}],
        "DOI": "10.5",
        "custom": {"unread": {"issued": {"date-parts": [[2025, 13, 45]]}, "type": "blog"}},
    }
    assert [remark.where for remark in by_id["d"].remarks] == ["file:6"] * 3
    page = by_id["a-page-of"].source.csl
    assert page["author"] == [{"literal": "WHO"}]
    assert "issued" not in page
    assert by_id["b-2"].source.csl["keyword"] == "a, b"
    assert "unread" in by_id["b-2"].source.csl["custom"]
    assert by_id["b-2"].remarks[0].code == "SAME-ID"
    assert [fault.where for fault in faults] == ["file:4", "file:5", "file:11", "file:13"]


@pytest.mark.parametrize(
    ("text", "ids", "lines"),
    [
        (
            '{"items": [{"id": "a", "title": ""}, {"id" 1}, {"id": "c", "title": ""}]}',
            ["a", "c"],
            ["1:38"],
        ),
        ('{"x": 1, "references": [{"id": "a", "title": "A"}]\n', ["a"], []),
        ('{"id": "a", "type": "book"}', ["a"], []),
        ('{"name": "package"}', [], ["1"]),
        ('[{"id": "a", "type": "book"} {"id": "b", "type": "book"}]', ["a", "b"], ["1:30"]),
        ('[nul, {"id": "b", "type": "book"}, nul', ["b"], ["1", "1:36"]),
        ('[{"id": "a", "type": "book"},\n', ["a"], ["2"]),
        ('[{"id": "a", "type": "book"} x', ["a"], ["1:30", "1:31"]),
        ("[" + "[" * 5000 + "]" * 5000 + ', {"id": "b", "type": "book"}]', ["b"], ["1"]),
        ("[]", [], []),
    ],
)
def test_lists_of_all_shapes_are_read_as_far_as_they_go(
    text: str, ids: list[str], lines: list[str], read: Read
) -> None:
    """Wrapped, single, unseparated and cut short: what is whole is taken."""
    entries, faults = read(CSL, text.encode())
    assert [entry.source.id for entry in entries] == ids
    assert [fault.where for fault in faults] == [f"file:{line}" for line in lines]


@pytest.mark.parametrize(
    "data", [b"", b"title: x", b'{"items" [', b"\x89PNG\r\n\x1a\n\x00\x00", b'"x"']
)
def test_what_is_no_json_of_that_kind_is_refused(data: bytes, read: Read) -> None:
    """The error names the file."""
    with pytest.raises(UnreadableFormatError, match="cannot read file"):
        read(CSL, data)


def test_other_encodings_are_read_and_a_guess_is_said(read: Read) -> None:
    """UTF-16 with its mark is beyond doubt; windows-1252 is a guess."""
    text = '[{"id": "a", "type": "book", "title": "Prüfung über Häfen für Größere"}]'
    entries, faults = read(CSL, text.encode("utf-16"))
    assert entries[0].source.title.startswith("Prüfung")
    assert not faults
    entries, faults = read(CSL, text.encode("cp1252"))
    assert entries[0].source.title.startswith("Prüfung")
    assert [fault.code for fault in faults] == ["ENCODING-GUESSED"]


def test_own_fields_that_make_no_source_are_left_out_with_a_remark(read: Read) -> None:
    """A grade that there is not does not cost the source; captures are never taken from here."""
    ours = {"grade": "Z", "captures": [{}]}
    item = {"id": "a", "type": "book", "custom": {"claimtrack": ours}}
    (entry,), _ = read(CSL, json.dumps([item]).encode())
    assert entry.source == Source(id="a", csl={"type": "book"})
    assert [remark.code for remark in entry.remarks] == ["UNREAD-FIELD"]


def test_many_broken_items_are_read_in_time_that_grows_with_the_file(read: Read) -> None:
    """Twenty thousand faults on one line are each named; what is behind them is taken."""
    data = b"[" + b'{"a" 1},' * 20_000 + b'{"id": "last", "type": "book"}]'
    started = time.monotonic()
    (entry,), faults = read(CSL, data)
    assert time.monotonic() - started < 20
    assert entry.source.id == "last"
    assert len(faults) == 20_000
