from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import rispy

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.pandoc import run_pandoc
from claimtrack.formats.ris import FORMATS
from claimtrack.models.finding import Severity
from claimtrack.models.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.formats.contract import Entry, Format
    from claimtrack.models.finding import Finding

    Write = Callable[[Format, list[Source]], tuple[bytes, list[Finding]]]
    Read = Callable[[Format, bytes], tuple[list[Entry], list[Finding]]]

(RIS,) = FORMATS


def test_a_newsroom_comes_back_as_it_was(newsroom: list[Source], write: Write, read: Read) -> None:
    """All that CSL says of each kind of source survives; what is the ledger's own is named."""
    data, findings = write(RIS, newsroom)
    entries, faults = read(RIS, data)
    assert [entry.source.csl for entry in entries] == [source.csl for source in newsroom]
    assert [entry.source.id for entry in entries] == [source.id for source in newsroom]
    assert not faults
    assert not any(entry.remarks for entry in entries)
    names = "aliases dating grade note references rights".split()
    where = "selm-gazette-2025-03"
    assert [each.message for each in findings] == [f"left out: {name} of {where}" for name in names]


def test_others_read_what_is_written(newsroom: list[Source], write: Write) -> None:
    """Plain rispy and pandoc find every entry, with its title, its address and its access date."""
    data, _ = write(RIS, newsroom)
    entries = {each["id"]: each for each in rispy.loads(data.decode())}
    assert set(entries) == {source.id for source in newsroom}
    first = entries["selm-gazette-2025-03"]
    assert first["date"] == "2025/03/12/"
    assert first["access_date"] == "2025/03/13/"
    assert first["urls"] == ["https://gazette.example/a?q=1%20ferry&b=2_3#top~x"]
    assert first["authors"] == ["Okonta, Ada", "van der Meer, Jörg É."]
    assert first["unknown_tag"]["AV"][0].startswith("https://archive.example/2025/")
    answer = run_pandoc(("-f", "ris", "-t", "csljson"), data)
    items: list[dict[str, Any]] = json.loads(answer.output)
    assert [item["title"] for item in items] == [source.title for source in newsroom]


FOREIGN = """1.
TY  - JOUR
T1  - A title that is wrapped
      over two lines
A1  - Board of Ports
AU  - Smith, John A., Jr.
AU  - Madonna,
JO  - Annals
JF  - Annals
Y1  - 2020/05/04/Spring issue
KW  - one
KW  - two, three
N1  - note one
N1  - note two
and more
SP  - 10
EP  - 20
SN  - 1234-5678
L1  - file.pdf
UR  - http://a.example/1%20
UR  - http://b.example/2
U5  - Status: open
ID  - Smith:2020
ER  -

2.
TY  - FOO
TI  - Unknown kind
PY  - n.d.
ID  - Smith:2020
TY  - BOOK
TI  - No end before
AU  - ,
DA  - 2020/06//
PY  - 2020
SN  - 978
ER  -
some junk
more junk
AU  - Lost, Author
ER  -
TY  - NEWS
DA  - 2020///Winter
Y2  - 2021///ca.
U5  - title: {"a
U5  - volume: null
U5  - medium: "a\\u2028b"
U5  - genre: plain
T2  - Paper
"""


def test_an_identifier_among_the_kinds_of_work_is_one(read: Read) -> None:
    """As older reference managers write it; what else stands there is the kind of work."""
    text = "TY  - JOUR\nTI  - A\nM3  - {}\nER  -\n"
    (marked,), _ = read(RIS, text.format("doi: 10.1000/q1").encode())
    (kind,), _ = read(RIS, text.format("10 letters").encode())

    assert marked.source.csl == {"type": "article-journal", "title": "A", "DOI": "10.1000/q1"}
    assert kind.source.csl["genre"] == "10 letters"


def test_an_entry_that_says_nothing_is_refused(read: Read) -> None:
    """It is counted among what was not taken, with its line."""
    entries, (fault,) = read(RIS, b"TY  - JOUR\nER  -\nTY  - BOOK\nTI  - A\nER  -\n")

    assert [entry.where for entry in entries] == ["file:3"]
    assert (fault.where, fault.severity) == ("file:1", Severity.ERROR)


def test_files_of_others_are_understood(read: Read) -> None:
    """Wrapped lines, organisations, repeated tags, numbers between entries, no end."""
    entries, (fault,) = read(RIS, FOREIGN.encode())
    first, second, third, fourth = entries
    assert first.source.csl == {
        "type": "article-journal",
        "citation-key": "Smith:2020",
        "title": "A title that is wrapped over two lines",
        "author": [
            {"literal": "Board of Ports"},
            {"family": "Smith", "given": "John A.", "suffix": "Jr."},
            {"family": "Madonna"},
        ],
        "container-title": "Annals",
        "issued": "2020-05-04",
        "keyword": "one, two, three",
        "note": "note one\nnote two and more",
        "page": "10-20",
        "ISSN": "1234-5678",
        "URL": "http://a.example/1%20",
        "custom": {
            "ris": {"L1": ["file.pdf"], "UR": ["http://b.example/2"], "U5": ["Status: open"]}
        },
    }
    assert first.where == "file:2"
    assert second.source.id == "smith-2020-2"
    assert second.source.csl["custom"] == {"ris": {"TY": ["FOO"]}}
    codes = ["NO-END", "SAME-ID", "UNREAD-FIELD", "DATE-IN-WORDS"]
    assert [remark.code for remark in second.remarks] == codes
    assert third.source.csl["ISBN"] == "978"
    assert third.source.csl["issued"] == "2020-06"
    assert third.source.csl["author"] == [{"literal": ","}]
    assert fourth.source.csl == {
        "type": "article-newspaper",
        "container-title": "Paper",
        "issued": "2020-24",
        "accessed": "2021~",
        "medium": "a\u2028b",
        "genre": "plain",
        "custom": {"ris": {"U5": ['title: {"a']}},
    }
    assert fault.where == "file:38"
    assert "has no type" in fault.message


def test_what_came_from_others_is_written_back(write: Write, read: Read) -> None:
    """Tags that nobody reads, a type of their own and the key survive a second file."""
    entries, _ = read(RIS, FOREIGN.encode())
    data, _ = write(RIS, [entry.source for entry in entries])
    assert b"TY  - FOO\n" in data
    assert b"ID  - Smith:2020\n" in data
    assert b"L1  - file.pdf\n" in data
    again, faults = read(RIS, data)
    assert [entry.source for entry in again] == [entry.source for entry in entries]
    assert not faults


def test_tags_set_apart_by_one_blank_are_read_where_all_are(read: Read) -> None:
    """Some programs write `TY - `; a hyphen in a text is taken for none where tags are right."""
    (entry,), _ = read(RIS, b"TY - BOOK\nTI - Ferries\nER -\n")
    assert entry.source.csl == {"type": "book", "title": "Ferries"}
    (entry,), _ = read(RIS, b"TY  - BOOK\nTI  - Ferries\nUS - based\nER  - \n")
    assert entry.source.title == "Ferries US - based"


@pytest.mark.parametrize("data", [b"@book{a, title={x}}", b"1.\n2.\n", b"\x00\x01\x02"])
def test_what_is_no_ris_is_refused(data: bytes, read: Read) -> None:
    """A file without a single entry is of another kind."""
    with pytest.raises(UnreadableFormatError):
        read(RIS, data)
    assert read(RIS, b"\n") == ([], [])


def test_what_tags_cannot_say_stands_beside_them(write: Write, read: Read) -> None:
    """Line breaks, particles, spans of time, organisations with a comma come back."""
    csl = {
        "type": "event",
        "title": " Two\nlines\u2028 ",
        "author": [
            {"literal": "A, B and C"},
            {"family": "Meer", "given": "Jo", "non-dropping-particle": "van"},
        ],
        "volume": 3,
        "publisher": '"quoted"',
        "genre": "null",
        "page": "1-3, 5",
        "keyword": "a,b",
        "issued": {"literal": "in the spring"},
        "accessed": "../2020",
        "event-date": "2020-02",
        "ISBN": "978",
        "custom": {"ris": {"X1": "one", "bad": ["x"], "X2": [5]}, "desk": 1},
        "Other": 1,
    }
    data, left_out = write(RIS, [Source(id="a", csl=csl)])
    messages = [each.message for each in left_out]
    assert messages == ["left out: Other of a", "left out: custom.desk of a"]
    (entry,), faults = read(RIS, data)
    assert not faults
    del csl["Other"]
    assert entry.source.csl == {**csl, "volume": "3", "custom": {"ris": {"X1": ["one"]}}}


def test_a_wide_file_is_read_in_time_that_grows_with_it(read: Read) -> None:
    """An entry with a hundred thousand wrapped lines, and one with as many authors."""
    wrapped = "TY  - BOOK\nAB  - x\n" + "word\n" * 100_000 + "ER  - \n"
    authors = "TY  - BOOK\n" + "AU  - A, B\n" * 100_000 + "ER  - \n"
    entries, _ = read(RIS, (wrapped + authors).encode())
    assert len(entries[0].source.csl["abstract"]) == 500_001
    assert len(entries[1].source.csl["author"]) == 100_000
