"""TinyDB's own calls on a ledger's folders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from tinydb import Query, where
from tinydb.operations import delete
from tinydb.operations import set as set_field
from tinydb.table import Document

from claimtrack.errors import BrokenFilesError, InvalidIdError
from claimtrack.store import json_files
from claimtrack.store.tables import open_database

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.store.layout import Layout

#: TinyDB declares ids as int and takes any class; ours are texts.
Database: TypeAlias = Any


@pytest.fixture(name="database")
def _database(layout: Layout) -> Database:
    """Three claims of two sources, and one of the sources."""
    database: Database = open_database(layout)
    database.table("sources").insert(_document("a", csl={"type": "book"}))
    database.table("claims").insert_multiple(
        [
            _document("a/one", text="One.", tags=["x", "y"], extra=1.0),
            _document("a/two", text="Two."),
            _document("b/three", text="Three.", tags=["y"]),
        ]
    )
    return database


def _document(doc_id: Any, **fields: object) -> Document:  # noqa: ANN401 - as above
    return Document(fields, doc_id=doc_id)


def _claim(claim_id: str, text: str) -> Document:
    return _document(claim_id, text=text)


def _state(layout: Layout) -> dict[str, tuple[int, int]]:
    """What changes when a file is written again, even with the same bytes."""
    return {
        layout.relative(path): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in layout.root.rglob("*.json")
    }


def test_documents_lie_in_the_files_of_their_source(layout: Layout, database: Database) -> None:
    """One file a source, keys sorted."""
    assert len(database.table("claims")) == 3
    assert list(json_files.load(layout.claims_file("a").read_bytes())) == ["a/one", "a/two"]
    assert layout.source_file("a").read_bytes() == b'{\n  "csl": {\n    "type": "book"\n  }\n}\n'


def test_a_stock_query_finds(database: Database) -> None:
    """As in TinyDB's documentation, ids being texts."""
    found = database.table("claims").search(where("tags").any(["x"]))

    assert [(document.doc_id, document["text"]) for document in found] == [("a/one", "One.")]
    assert {d.doc_id for d in database.table("claims").search(Query().text.matches("T"))} == {
        "a/two",
        "b/three",
    }


def test_stock_getters_answer(database: Database) -> None:
    """get, contains, all, count, tables."""
    claims = database.table("claims")

    assert claims.get(doc_id="b/three") == {"text": "Three.", "tags": ["y"]}
    assert claims.get(doc_id="b/four") is None
    assert claims.contains(doc_id="a/two")
    assert claims.count(where("text").exists()) == len(claims.all()) == 3
    assert database.tables() == {"sources", "claims"}


@pytest.mark.parametrize("doc_id", ["a", "../a/one", "a/../one", "/etc/passwd", "A/one", ""])
def test_an_id_that_cannot_be_is_nobodys(database: Database, doc_id: str) -> None:
    """No document has it, and none can be put under it."""
    claims = database.table("claims")

    assert claims.get(doc_id=doc_id) is None
    assert claims.remove(doc_ids=[doc_id]) == []
    with pytest.raises(InvalidIdError):
        claims.insert(_claim(doc_id, "x"))
    with pytest.raises(InvalidIdError):
        database.table("sources").insert(_claim(f"../{doc_id}", "x"))


def test_an_insert_writes_one_file(layout: Layout, database: Database) -> None:
    """The files of other sources are not touched."""
    before = _state(layout)

    database.table("claims").insert(_claim("b/four", "Four."))

    after = _state(layout)
    assert [name for name in after if after[name] != before[name]] == ["claims/b.json"]


def test_an_insert_under_an_id_that_is_taken_is_refused(database: Database) -> None:
    """As TinyDB does."""
    with pytest.raises(ValueError, match="already exists"):
        database.table("claims").insert(_claim("a/one", "x"))


def test_an_insert_without_an_id_is_refused(database: Database) -> None:
    """TinyDB would count; our ids mean something."""
    with pytest.raises(TypeError, match="doc_id"):
        database.table("claims").insert({"text": "x"})


def test_an_update_writes_what_it_changes(layout: Layout, database: Database) -> None:
    """Looking at all documents does not write all files."""
    before = _state(layout)

    assert database.table("claims").update({"note": "n"}, where("text") == "Three.") == ["b/three"]

    after = _state(layout)
    assert [name for name in after if after[name] != before[name]] == ["claims/b.json"]


def test_an_update_that_changes_nothing_writes_nothing(layout: Layout, database: Database) -> None:
    """The same value is no change."""
    before = _state(layout)

    database.table("claims").update({"text": "One."}, doc_ids=["a/one", "a/none"])
    database.table("claims").update({"text": "x"}, where("text") == "nowhere")

    assert _state(layout) == before


def test_stock_operations_change_documents(database: Database) -> None:
    """delete, set, and several updates at once."""
    claims = database.table("claims")

    claims.update(delete("tags"), doc_ids=["a/one"])
    claims.update_multiple([(set_field("note", "n"), where("text") == "Two.")])

    assert claims.get(doc_id="a/one") == {"text": "One.", "extra": 1.0}
    assert claims.get(doc_id="a/two") == {"text": "Two.", "note": "n"}


def test_an_upsert_updates_or_inserts(database: Database) -> None:
    """By id."""
    claims = database.table("claims")

    assert claims.upsert(_claim("a/one", "New.")) == ["a/one"]
    assert claims.upsert(_claim("c/one", "New.")) == ["c/one"]

    assert claims.get(doc_id="a/one") == {"text": "New.", "tags": ["x", "y"], "extra": 1.0}
    assert claims.count(where("text") == "New.") == 2


def test_a_removal_takes_the_last_document_with_its_file(
    layout: Layout, database: Database
) -> None:
    """A file without documents is no file."""
    assert database.table("claims").remove(doc_ids=["b/three"]) == ["b/three"]
    assert database.table("claims").remove(where("text") == "One.") == ["a/one"]

    assert not layout.claims_file("b").exists()
    assert list(json_files.load(layout.claims_file("a").read_bytes())) == ["a/two"]


@pytest.mark.parametrize(
    "empty",
    [
        lambda database: database.table("claims").truncate(),
        lambda database: database.drop_table("claims"),
    ],
    ids=["truncate", "drop_table"],
)
def test_a_table_is_emptied(
    layout: Layout, database: Database, empty: Callable[[Database], None]
) -> None:
    """Its files go; the other table stays."""
    empty(database)

    assert list(layout.claims.iterdir()) == []
    assert len(database.table("sources")) == 1


def test_all_tables_are_dropped(layout: Layout, database: Database) -> None:
    """Nothing is left but the folders."""
    database.drop_tables()

    assert list(layout.root.rglob("*.json")) == []


def test_a_ledger_has_two_tables(database: Database) -> None:
    """Another would have no place."""
    for call in (lambda: database.insert(_claim("a/b", "x")), database.table("x").all):
        with pytest.raises(ValueError, match="tables sources and claims"):
            call()


def test_a_document_that_was_handed_out_is_the_callers_own(database: Database) -> None:
    """Changing it changes nothing here."""
    document = database.table("claims").get(doc_id="a/one")
    document["tags"].append("z")

    assert database.table("claims").get(doc_id="a/one")["tags"] == ["x", "y"]


def test_what_others_write_is_seen(layout: Layout, database: Database) -> None:
    """Nothing is remembered between two calls."""
    claims = database.table("claims")
    assert claims.search(where("text") == "Four.") == []

    open_database(layout).table("claims").insert(_claim("b/four", "Four."))

    assert len(claims.search(where("text") == "Four.")) == 1


def test_the_storage_itself_reads_and_writes(layout: Layout, database: Database) -> None:
    """TinyDB's storage contract: what was written is what is read, and only it is changed."""
    storage = database.storage
    everything = storage.read()
    before = _state(layout)

    storage.write(everything)
    assert _state(layout) == before

    del everything["claims"]["b/three"]
    everything["claims"]["c/one"] = {"text": "x"}
    storage.write(everything)
    assert storage.read() == everything
    assert not layout.claims_file("b").exists()


def test_a_file_made_by_hand_keeps_its_layout_until_it_changes(
    layout: Layout, database: Database
) -> None:
    """A rewrite that says the same is not made; a change makes the whole file canonical."""
    hand = b'\xef\xbb\xbf{ "a/two": {"text": "Two."},\r\n"a/one": {"text":"One.", "x": 1e2}}'
    layout.claims_file("a").write_bytes(hand)
    claims = database.table("claims")

    claims.update({"text": "One."}, doc_ids=["a/one"])
    assert layout.claims_file("a").read_bytes() == hand

    claims.update({"text": "New."}, doc_ids=["a/one"])
    assert layout.claims_file("a").read_bytes() == json_files.dump(
        {"a/one": {"text": "New.", "x": 100.0}, "a/two": {"text": "Two."}}
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a", b"{"),
        ("a", b"[]"),
        ("a", b'{"b/one": {}}'),
        ("a", b'{"a/one": 3}'),
        ("a", b'{"a/one": {"x": 1, "x": 2}}'),
        ("a", b"\xff"),
        ("A B", b"{}"),
    ],
)
def test_a_broken_file_stops_a_query_and_is_named(
    layout: Layout, database: Database, name: str, data: bytes
) -> None:
    """An answer without what it holds would be a wrong one."""
    layout.claims_file(name).write_bytes(data)

    with pytest.raises(BrokenFilesError, match=rf"claims/{name}\.json: "):
        database.table("claims").search(where("tags").any(["x"]))


def test_a_file_that_is_none_stops_a_query_and_is_named(layout: Layout, database: Database) -> None:
    """A folder in its place."""
    layout.claims_file("c").mkdir()

    with pytest.raises(BrokenFilesError, match=r"claims/c\.json: Is a directory"):
        database.table("claims").all()


def test_a_folder_without_a_source_has_no_document(layout: Layout, database: Database) -> None:
    """Nor has a file in a folder's place."""
    (layout.sources / "x").mkdir()
    (layout.sources / "readme").touch()

    assert [document.doc_id for document in database.table("sources")] == ["a"]
