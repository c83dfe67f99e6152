from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from bibtexparser.entrypoint import parse_string

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.biblatex import FORMATS
from claimtrack.formats.pandoc import run_pandoc
from claimtrack.models.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.formats.contract import Entry, Format
    from claimtrack.models.finding import Finding

    Write = Callable[[Format, list[Source]], tuple[bytes, list[Finding]]]
    Read = Callable[[Format, bytes], tuple[list[Entry], list[Finding]]]

BIBLATEX, BIBTEX = FORMATS


def test_a_newsroom_comes_back_as_it_was(newsroom: list[Source], write: Write, read: Read) -> None:
    """All that CSL says of each kind of source survives; what is the ledger's own is named."""
    data, findings = write(BIBLATEX, newsroom)
    entries, faults = read(BIBLATEX, data)
    assert [entry.source.csl for entry in entries] == [source.csl for source in newsroom]
    assert [entry.source.id for entry in entries] == [source.id for source in newsroom]
    assert not faults
    assert not any(entry.remarks for entry in entries)
    names = "aliases dating grade note references rights".split()
    where = "selm-gazette-2025-03"
    assert [each.message for each in findings] == [f"left out: {name} of {where}" for name in names]


def test_others_read_what_is_written(newsroom: list[Source], write: Write) -> None:
    """Pandoc finds every item with type, address and date; bibtexparser finds no fault."""
    for form in FORMATS:
        data, _ = write(form, newsroom)
        library = parse_string(data.decode())
        assert not library.failed_blocks
        assert [entry.key for entry in library.entries] == [source.id for source in newsroom]
    data, _ = write(BIBLATEX, newsroom)
    answer = run_pandoc(("-f", "biblatex", "-t", "csljson"), data)
    items: dict[str, Any] = {each["id"]: each for each in json.loads(answer.output)}
    assert set(items) == {source.id for source in newsroom}
    assert items["yard-report"]["author"] == [{"literal": "Office for Ships, Ports and Ferries"}]
    assert items["selm-gazette-2025-03"]["accessed"] == {"date-parts": [[2025, 3, 13]]}
    assert items["selm-gazette-2025-03"]["note"].startswith("Archived at https://archive.example/")
    assert items["foreman-talk"]["issued"] == {"date-parts": [[2025, 3, 20]], "circa": True}
    assert items["harbour-monthly-2024"]["type"] == "article-magazine"


FOREIGN = r"""% a comment
@string{ann = "Annals"}
@preamble{"\newcommand{\x}{}"}
@article{Müller:2020a,
  title = {The {Ferry} Yard at Port Varrow --- Closing in \emph{Spring}},
  subtitle = {A Loss of 50% of It},
  author = {M{\"u}ller, J\"org and {Board of Ports} and van der Berg, Jan and others},
  journal = ann # " of Ports", number=3, year = 2020, month = mar, day=5, langid={german},
  url = {https://x.example/a%20b_c}, file = {:x.pdf:PDF}, note = {It cost $5},
}
@newspaper{k y, title={Harbour's Own}, entrysubtype={daily}}
@misc{n1, title={No date}, date={n.d.}, urldate={2020-02-31}, title={Other}}
@misc{n2, title={Range}, year={2024--2025}, howpublished={\url{https://e.example/}}}
@incollection{c1, crossref={parent}, title={Chapter One}}
@collection{parent, title={The Book}, editor={E, F}, year=1999, booktitle={In It}}
@misc{loop1, crossref={loop2}, title={L}}
@misc{loop2, crossref={loop1}, title={M}, author={\foo{}}}
@xdata{xd, publisher={XD}}
@book{bx, xdata={xd, xd}, title={B}, issue={Spring}, csl-x-desk={["a"]}, csl-issued={[broken}}
@misc{bx, title="a { b"}
@misc{bx, title={Second}, csl-medium={\'E}, csl-recipient={J. Doe}, shorttitle={A {NASA}}}
@misc{open, title={never closed
@misc{last, title={Last}}
"""


def test_addresses_come_without_the_backslashes_of_tex(read: Read) -> None:
    """Some programs escape them, some do not; to a browser they are one address."""
    texts = (r"a\_b\%20c\&d", r"a{\_}b{\%}20c{\&}d", "a_b%20c&d", r"a\_{}b\%20c\&d")
    file = "\n".join(
        f"@misc{{k{n}, title={{T{n}}}, url={{https://x.example/{text}}}}}"
        for n, text in enumerate((*texts, r"{\textasciitilde}u"))
    )
    entries, _ = read(BIBLATEX, file.encode())

    *alike, home = [entry.source.url for entry in entries]
    assert set(alike) == {"https://x.example/a_b%20c&d"}
    assert home == "https://x.example/~u"


def test_files_of_others_are_understood(read: Read) -> None:
    """TeX, macros, inherited fields and organisations; one bad entry costs only itself."""
    entries, faults = read(BIBLATEX, FOREIGN.encode())
    items = {entry.source.id: entry.source.csl for entry in entries}
    first = entries[0].source.csl
    assert first == {
        "type": "article-journal",
        "citation-key": "Müller:2020a",
        "title": "The Ferry Yard at Port Varrow — Closing in <i>Spring</i>: A Loss of 50% of It",
        "title-short": "The Ferry Yard at Port Varrow — Closing in <i>Spring</i>",
        "author": [
            {"family": "Müller", "given": "Jörg"},
            {"literal": "Board of Ports"},
            {"family": "Berg", "given": "Jan", "dropping-particle": "van der"},
            {"literal": "others"},
        ],
        "container-title": "Annals of Ports",
        "issue": "3",
        "issued": "2020-03-05",
        "language": "de-DE",
        "URL": "https://x.example/a%20b_c",
        "note": "It cost $5",
        "custom": {"biblatex": {"file": ":x.pdf:PDF"}},
    }
    assert [remark.code for remark in entries[0].remarks] == ["UNREAD-FIELD"]
    kept = {"entrytype": "newspaper", "entrysubtype": "daily"}
    assert items["k-y"]["custom"] == {"biblatex": kept}
    assert items["k-y"]["title"] == "Harbour's Own"
    assert items["n1"]["issued"] == {"raw": "n.d."}
    assert items["n1"]["accessed"] == {"raw": "2020-02-31"}
    assert items["n2"]["issued"] == "2024/2025"
    assert items["n2"]["URL"] == "https://e.example/"
    assert items["c1"]["editor"] == [{"family": "E", "given": "F"}]
    assert items["c1"]["issued"] == "1999"
    assert items["loop1"] == {"type": "document", "title": "L"}
    assert items["bx"]["publisher"] == "XD"
    assert items["bx"]["issue"] == "Spring"
    assert items["bx"]["x-desk"] == ["a"]
    assert items["bx"]["custom"] == {"biblatex": {"csl-issued": "[broken"}}
    assert items["bx-2"]["custom"] == {"biblatex": {"csl-medium": r"\'E"}}
    assert items["bx-2"]["recipient"] == [{"literal": "J. Doe"}]
    assert items["bx-2"]["title-short"] == "A NASA"
    assert items["last"]["title"] == "Last"
    assert "xd" not in items
    remarks = {entry.source.id: [each.code for each in entry.remarks] for entry in entries}
    assert remarks["n1"] == ["UNREAD-FIELD", "DATE-IN-WORDS", "DATE-IN-WORDS"]
    assert remarks["bx-2"] == ["SAME-ID"]
    assert [fault.where for fault in faults] == ["file:22", "file:20"]


def test_what_came_from_others_is_written_back(write: Write, read: Read) -> None:
    """Unknown fields, a type of their own and the key survive a second file."""
    entries, _ = read(BIBLATEX, FOREIGN.encode())
    data, _ = write(BIBLATEX, [entry.source for entry in entries])
    assert b"@article{M\xc3\xbcller:2020a," in data
    assert b"file = {:x.pdf:PDF}" in data
    assert b"@newspaper{k-y," in data
    again, faults = read(BIBLATEX, data)
    assert [entry.source for entry in again] == [entry.source for entry in entries]
    assert not faults


def test_a_brace_that_is_never_closed_ends_quickly(read: Read) -> None:
    """Fifty megabytes behind an open brace cost neither the time nor the entries before it."""
    data = b"@misc{a, title={A}}\n@misc{b, title={" + b"x {y}, = \n" * 5_000_000
    started = time.monotonic()
    (entry,), (fault,) = read(BIBLATEX, data)
    assert time.monotonic() - started < 30
    assert entry.source.title == "A"
    assert fault.where == "file:2"
    assert "does not end" in fault.message


def test_a_file_of_nothing_but_broken_entries_is_given_up(read: Read) -> None:
    """After ten thousand it is no bibliography."""
    with pytest.raises(UnreadableFormatError, match="more than 10,000 entries are broken"):
        read(BIBLATEX, b"@a{\n" * 10_002)
    with pytest.raises(UnreadableFormatError, match="no entry"):
        read(BIBLATEX, b"just words")
    assert read(BIBLATEX, b"\n") == ([], [])


def test_many_that_pandoc_refuses_cost_a_bounded_number_of_tries(read: Read) -> None:
    """The good ones between a few bad ones are taken; the first and the last are named."""
    bad = '@misc{{bad{}, title="a {{ b"}}\n'
    good = "@misc{{good{}, title={{T}}}}\n"
    lines = [(bad if n in {0, 7, 39} else good).format(n) for n in range(40)]
    entries, faults = read(BIBLATEX, "".join(lines).encode())
    assert len(entries) == 37
    assert [fault.where for fault in faults] == ["file:1", "file:8", "file:40"]


def test_macros_that_pandoc_refuses_cost_only_themselves(read: Read) -> None:
    """A definition that cannot be read does not take the entries with it."""
    (entry,), _ = read(BIBLATEX, b'@string{a = "x { y"}\n@misc{b, title={T}}\n')
    assert entry.source.title == "T"


def test_odd_values_are_written_so_that_the_file_stays_whole(write: Write, read: Read) -> None:
    """Braces in addresses, words for dates, names that BibLaTeX lacks, fields that cannot be."""
    csl = {
        "type": "document",
        "title": "T",
        "URL": "https://x.example/{a} b\\c%20",
        "issued": {"literal": "in the spring"},
        "accessed": {"raw": "May 5"},
        "submitted": {"literal": "x", "date-parts": [[2020]]},
        "categories": ["a", "b"],
        "volume": 3,
        "citation-key": "Key:1",
        "custom": {
            "biblatex": {"entrytype": "newspaper", "x y": "1", "open": "{", "shut": "}{", "n": 5},
            "desk": 1,
        },
        "Other": 1,
    }
    data, left_out = write(BIBLATEX, [Source(id="a", csl=csl)])
    assert data.startswith(b"@newspaper{Key:1,\n")
    assert b"url = {https://x.example/%7Ba%7D%20b%5Cc%20}" in data
    names = "Other,custom.biblatex.n,custom.biblatex.open,custom.biblatex.shut,custom.biblatex.x y"
    listed = [f"left out: {name} of a" for name in [*names.split(","), "custom.desk"]]
    assert [each.message for each in left_out] == listed
    (entry,), faults = read(BIBLATEX, data)
    assert not faults
    del csl["Other"]
    kept = {"biblatex": {"entrytype": "newspaper"}}
    assert entry.source.csl == {**csl, "volume": "3", "custom": kept}


def test_one_key_for_two_sources_gives_the_second_its_id(write: Write) -> None:
    """Keys in a file are unique, whatever the sources came with."""
    sources = [
        Source(id=each, csl={"type": "book", "title": each, "citation-key": "Key"})
        for each in ("a", "b")
    ]
    data, _ = write(BIBLATEX, sources)
    assert data.count(b"@book{Key,") == 1
    assert b"@book{b,\n  title = {{b}},\n  csl-citation-key = {Key},\n}" in data


@pytest.mark.parametrize(
    ("issued", "written"),
    [
        ("2025-03-12", "year = {2025},\n  month = mar,"),
        ("2024/2025", "year = {2024--2025},"),
        ("2020/..", "year = {2020--},"),
        ("2024-22", "year = {2024},"),
        ("../2020", ""),
    ],
)
def test_bibtex_gets_the_year_as_far_as_there_is_one(
    issued: str, written: str, write: Write
) -> None:
    """BibTeX has a year and a month; all else that it cannot say is named."""
    csl = {
        "type": "thesis",
        "title": "T",
        "issued": issued,
        "publisher": "U",
        "archive": "X",
        "accessed": "2025-01-02",
        "archive_location": "https://a.example/1",
        "note": "N",
    }
    data, (left_out,) = write(BIBTEX, [Source(id="a", csl=csl)])
    text = data.decode()
    assert text.startswith("@phdthesis{a,")
    assert "school = {U}" in text
    assert r"note = {N. Archived at \url{https://a.example/1}. Accessed 2025-01-02}" in text
    assert written in text
    assert ("year" in text) == bool(written)
    assert left_out.message == "left out: archive of a"
