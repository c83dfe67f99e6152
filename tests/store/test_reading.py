"""Files with faults: each named with line and column, while the rest loads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import BrokenFilesError, UnreadableLedgerError
from claimtrack.ledger import editing
from claimtrack.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.models.claim import Claim
    from claimtrack.store.folder import FolderStore
    from claimtrack.store.layout import Layout

GOOD = b'{\n  "a/one": {\n    "text": "T"\n  }\n}\n'


@pytest.fixture(name="layout")
def _layout(layout: Layout) -> Layout:
    """A ledger with one sound source and one sound claim."""
    (layout.sources / "a").mkdir()
    layout.source_file("a").write_bytes(b'{"csl": {"type": "book"}}')
    layout.claims_file("a").write_bytes(GOOD)
    return layout


def _claim(body: str) -> bytes:
    return f'{{\n  "x/one": {body}\n}}\n'.encode()


CLAIM_FAULTS = {
    "missing brace": (GOOD[:-3].replace(b"a/", b"x/"), "4:4: ", "Expecting ',' delimiter"),
    "cut in a word": (_claim('{"text": "T'), "2:23: ", "Invalid control character"),
    "empty": (b"", "1:1: ", "Expecting value"),
    "blank": (b" \n\t\n", "3:1: ", "Expecting value"),
    "a list": (b"[]", "1:1: ", "should be an object"),
    "a number": (b"3", "1:1: ", "should be an object"),
    "a list for a claim": (_claim("[]"), "2:3: ", "x/one: "),
    "no text": (_claim("{}"), "2:3: ", "x/one.text: Field required"),
    "a text that is a number": (_claim('{\n"text": 3}'), "3:1: ", "x/one.text: "),
    "a grade in quotation marks": (_claim('{"text": "T", "grade": "3"}'), "2:26: ", "integer"),
    "a grade of no scale": (_claim('{"text": "T", "grade": 9}'), "2:26: ", "less than or equal"),
    "a yes for a list": (_claim('{"text": "T", "tags": "x"}'), "2:26: ", "x/one.tags: "),
    "null for a text": (_claim('{"text": "T", "note": null}'), "2:26: ", "x/one.note: "),
    "no date": (_claim('{"text": "T", "about": "2025-02-30"}'), "2:26: ", "x/one.about: "),
    "a date that is a number": (_claim('{"text": "T", "said": 2025}'), "2:26: ", "x/one.said: "),
    "a day with an hour": (
        _claim(
            '{"text": "T", "fit": {"state": "unsure", "by": "x",\n "when": "2025-03-12T00:00:00"}}'
        ),
        "3:2: ",
        "x/one.fit.when: ",
    ),
    "a link of no kind": (
        _claim('{"text": "T", "links": [\n{"kind": "x", "target": "a", "because": "x"}]}'),
        "3:2: ",
        "x/one.links.0.kind: ",
    ),
    "not utf-8": (b'{\n  "x/\xe9": 1}', "2:6: ", "not UTF-8"),
    "not utf-8 after letters": ('{\n  "ééé '.encode() + b"\xff", "2:8: ", "not UTF-8"),
    "utf-16": (GOOD.decode().encode("utf-16"), "1:1: ", "not UTF-8"),
    "zero bytes": (b"\0" * 9, "1:1: ", "Expecting value"),
    "a merge conflict": (
        b'{\n<<<<<<< ours\n  "x/one": {}\n=======\n>>>>>>> theirs\n}',
        "2:1: ",
        "Expecting property name",
    ),
    "deep nesting": (_claim("[" * 100_000), "2:", "recursion limit"),
    "deep but whole": (_claim('{"q": ' + "[" * 300 + "]" * 300 + "}"), "2:", "recursion limit"),
    "half a surrogate": (_claim('{"text": "\\ud800"}'), "2:", "hex escape"),
    "an endless number": (_claim('{"text": "T", "q": ' + "1" * 5000 + "}"), "2:", "out of range"),
    "a claim of another source": (
        b'{"x/one": {"text": "T"}, "a/two": {"text": "T"}}',
        "1:26: ",
        "“a/two”",
    ),
    "a claim without a source": (b'{"one": {"text": "T"}}', "1:2: ", "“one” cannot stand here"),
    "a claim of no name": (b'{"x/": {"text": "T"}}', "1:2: ", "“x/” cannot stand here"),
    "a claim in capitals": (b'{"x/One": {"text": "T"}}', "1:2: ", "“x/One” cannot stand here"),
    "a claim in two parts": (b'{"x/a/b": {"text": "T"}}', "1:2: ", "“x/a/b” cannot stand here"),
}


@pytest.mark.parametrize("name", CLAIM_FAULTS)
@pytest.mark.parametrize("layouts", ["as it is", "with a mark", "from Windows"])
def test_a_broken_file_of_claims_is_named(
    layout: Layout, store: FolderStore, name: str, layouts: str
) -> None:
    """With line, column and why; everything else loads."""
    data, place, message = CLAIM_FAULTS[name]
    if layouts == "from Windows":
        data = data.replace(b"\n", b"\r\n")
    mark = b"\xef\xbb\xbf" if layouts == "with a mark" and name != "utf-16" else b""
    layout.claims_file("x").write_bytes(mark + data)

    snapshot = store.load()

    (fault,) = snapshot.faults
    if not (layouts == "from Windows" and name in {"utf-16", "cut in a word"}):
        assert str(fault).startswith(f"claims/x.json:{place}")
    assert fault.where.count(":") == 2
    assert message in fault.message
    assert (fault.code, fault.severity) == ("UNREADABLE", "error")
    assert set(snapshot.claims) == {"a/one"}
    assert set(snapshot.sources) == {"a"}


SOURCE_FAULTS = {
    "no item": (b'{"note": "x"}', "1:1: ", "csl: Field required"),
    "no type": (b'{\n"csl": {}}', "2:1: ", "csl: type is missing"),
    "a type of a wrong type": (b'{"csl": {"type": []}}', "1:10: ", "type is missing"),
    "two faults": (b'{"csl": {"type": "novel", "title": 3}}', "1:10: ", "; title must be a text"),
    "a date of no calendar": (
        b'{"csl": {"type": "book",\n"issued": "2025-02-30"}}',
        "2:1: ",
        "is not a date",
    ),
    "two wrong fields": (b'{"csl": {"type": "x"}, "grade": "X"}', "1:10: ", "(and 1 more)"),
    "a name that leads out": (
        b"""{"csl": {"type": "book"}, "captures": [{"n": 1, "captured": "2025", "media_type": "x",
"original": {"name": "../x", "sha256": "", "size": 1}, "text": {}}]}""",
        "2:14: ",
        "captures.0.original.name: ",
    ),
}


@pytest.mark.parametrize("name", SOURCE_FAULTS)
def test_a_broken_source_is_named(layout: Layout, store: FolderStore, name: str) -> None:
    """Its claims load all the same."""
    data, place, message = SOURCE_FAULTS[name]
    layout.source_file("a").write_bytes(data)

    snapshot = store.load()

    (fault,) = snapshot.faults
    assert str(fault).startswith(f"sources/a/source.json:{place}")
    assert message in fault.message
    assert set(snapshot.claims) == {"a/one"}


@pytest.mark.parametrize("path", ["claims/x.json", "sources/x/source.json"])
@pytest.mark.parametrize("sort", ["folder", "loop", "broken link", "pipe", "device"])
def test_what_is_no_plain_file_is_named(
    layout: Layout, store: FolderStore, path: str, sort: str
) -> None:
    """It neither stops the program nor passes for a record that is not there."""
    file = layout.root / path
    file.parent.mkdir(exist_ok=True)
    makers: dict[str, Callable[[], None]] = {
        "folder": file.mkdir,
        "loop": lambda: file.symlink_to(file.name),
        "broken link": lambda: file.symlink_to("gone"),
        "pipe": lambda: os.mkfifo(file),
        "device": lambda: file.symlink_to("/dev/zero"),
    }
    makers[sort]()

    snapshot = store.load()

    (fault,) = snapshot.faults
    assert fault.where == f"{path}:1:1"
    assert set(snapshot.claims) == {"a/one"}


@pytest.mark.parametrize("folder", ["claims", "sources"])
@pytest.mark.parametrize("sort", ["file", "loop"])
def test_a_folder_that_is_none_is_named(
    layout: Layout, store: FolderStore, folder: str, sort: str
) -> None:
    """The other folder loads."""
    path = layout.root / folder
    path.rename(layout.root / "elsewhere")
    if sort == "file":
        path.touch()
    else:
        path.symlink_to(folder)

    snapshot = store.load()

    (fault,) = snapshot.faults
    assert fault.where == f"{folder}:1:1"
    assert len(snapshot.sources) + len(snapshot.claims) == 1


@pytest.mark.parametrize("name", ["A Paper", "con", "a--b", "a" * 101, "ä"])
def test_a_file_under_a_name_that_is_no_id_is_named(
    layout: Layout, store: FolderStore, name: str
) -> None:
    """Also an empty one: whatever is written there would be lost."""
    layout.claims_file(name).write_bytes(b"{}")
    (layout.sources / name).mkdir()
    layout.source_file(name).write_bytes(b'{"csl": {"type": "book"}}')

    faults = store.load().faults

    assert [fault.where for fault in faults] == [
        f"sources/{name}/source.json:1:1",
        f"claims/{name}.json:1:1",
    ]


def test_a_name_in_an_old_encoding_can_be_shown(layout: Layout, store: FolderStore) -> None:
    """The finding holds plain text, which any terminal and any file takes."""
    layout.claims_file(os.fsdecode(b"b\xfccher")).write_bytes(b"{}")

    (fault,) = store.load().faults

    assert fault.where == "claims/b\\xfccher.json:1:1"
    assert str(fault).encode()


def test_what_is_no_record_is_passed_over(layout: Layout, store: FolderStore) -> None:
    """Hidden files, notes beside the records, folders without a record."""
    for path in ("claims/.a.json.tmp", "claims/.gitkeep", "claims/notes.md", "sources/README.md"):
        (layout.root / path).write_bytes(b"{")
    (layout.sources / "empty").mkdir()

    snapshot = store.load()

    assert snapshot.faults == ()
    assert [finding.where for finding in store.inspect()] == ["sources/empty:1"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_marks_and_line_ends_do_not_matter(
    layout: Layout, store: FolderStore, mark: bytes, end: bytes
) -> None:
    """A file that went through an editor elsewhere is read."""
    layout.claims_file("a").write_bytes(mark + GOOD.replace(b"\n", end))

    assert store.load().claims["a/one"].text == "T"


def test_a_key_that_stands_twice_is_told_and_never_written_over(
    layout: Layout, store: FolderStore, make_claim: Callable[..., Claim]
) -> None:
    """Reading keeps the last of them; writing would lose the first."""
    data = b'{\n  "a/one": {"text": "First."},\n  "a/one": {"text": "Last."}\n}'
    layout.claims_file("a").write_bytes(data)
    ledger = Ledger(store)

    (finding,) = store.inspect()
    assert (finding.code, finding.where) == ("DUPLICATE-KEY", "claims/a.json:3:3")
    for change in (
        lambda: editing.add_claim(ledger, make_claim("a/two")),
        lambda: editing.edit_claim(ledger, "a/one", text="New."),
        lambda: editing.remove_claim(ledger, "a/one"),
    ):
        with pytest.raises(BrokenFilesError, match=r"claims/a\.json:3:3: DUPLICATE-KEY"):
            change()
    assert layout.claims_file("a").read_bytes() == data


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_json_lacks_is_told_and_never_written_over(
    layout: Layout, store: FolderStore, make_claim: Callable[..., Claim], constant: str
) -> None:
    """It would come back as null."""
    data = f'{{"a/one": {{"text": "NaN",\n "extra": {constant}}}}}'.encode()
    layout.claims_file("a").write_bytes(data)

    (finding,) = store.inspect()

    assert str(finding) == f"claims/a.json:2:11: UNREADABLE {constant} is not JSON"
    with pytest.raises(BrokenFilesError, match="is not JSON"):
        editing.add_claim(Ledger(store), make_claim("a/two"))
    assert layout.claims_file("a").read_bytes() == data


def test_a_number_too_great_for_a_float_is_not_written_over(
    layout: Layout, store: FolderStore, make_claim: Callable[..., Claim]
) -> None:
    """It is JSON, but nobody here can hold it."""
    layout.claims_file("a").write_bytes(b'{"a/one": {"text": "T", "extra": 1e999}}')

    with pytest.raises(Exception, match="cannot be written"):
        editing.add_claim(Ledger(store), make_claim("a/two"))

    assert b"1e999" in layout.claims_file("a").read_bytes()


def test_a_ledger_with_a_broken_file_is_not_written(
    layout: Layout, store: FolderStore, make_claim: Callable[..., Claim]
) -> None:
    """Not even elsewhere; the files are named, and the exit code is 4."""
    layout.claims_file("x").write_bytes(b"{")
    ledger = Ledger(store)

    with pytest.raises(UnreadableLedgerError, match=r"claims/x\.json:1:2") as caught:
        editing.add_claim(ledger, make_claim("a/two"))

    assert caught.value.exit_code == 4
    assert set(ledger.claims) == {"a/one"}


def test_a_file_that_broke_after_loading_is_not_written(
    layout: Layout, store: FolderStore, make_claim: Callable[..., Claim]
) -> None:
    """What is there now counts, not what was there when the ledger was opened."""
    ledger = Ledger(store)
    layout.claims_file("a").write_bytes(b"{")

    with pytest.raises(BrokenFilesError, match=r"claims/a\.json:1:2"):
        editing.edit_claim(ledger, "a/one", text="New.")
    layout.claims_file("a").unlink()
    layout.claims_file("a").mkdir()
    with pytest.raises(BrokenFilesError, match=r"claims/a\.json:1:1"):
        editing.add_claim(ledger, make_claim("a/two"))


def test_a_file_that_goes_while_we_read_is_not_a_fault(tmp_path: Path, store: FolderStore) -> None:
    """Somebody removed a source between the listing and the reading."""
    assert store.load().faults == ()
    (tmp_path / "ledger" / "sources" / "gone").mkdir()

    assert store.load().faults == ()


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs\n", "keep what is right of both sides"),
        (b'{\n<<<<<<< HEAD\n"x/a": 1', "delete the lines that begin with <<<<<<<"),
        (b'{"x/a": {"text": "T"', "the file may have been cut off: restore it"),
        (b'{"x/a": {"text": "T"},}', "mend it at this place"),
        (b'{"x/a": {"text": "\xff"}}', "byte 0xff: save the file as UTF-8"),
        (b'{"x/a": {"text": 1}}', "docs/file-format.md says what can"),
        (b"[" * 10_000, "mend it at this place"),
    ],
    ids=["merge", "half a merge", "cut off", "comma", "bytes", "a number for a text", "deep"],
)
def test_what_cannot_be_read_is_told_how_to_mend(
    layout: Layout, store: FolderStore, data: bytes, advice: str
) -> None:
    """The reason names the next step, which is another for each sort of damage."""
    layout.claims_file("x").write_bytes(data)

    (fault,) = store.load().faults

    assert advice in fault.why
