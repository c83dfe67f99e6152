"""What every store promises, tried on each; a second store joins with a line in `STORES`."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import (
    BrokenFilesError,
    ClashError,
    IdTakenError,
    InvalidRecordError,
    RefusedError,
)
from claimtrack.store.contract import Change, Presence, Snapshot, Store
from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.models.claim import Claim
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Capture, Source


def open_folder(folder: Path) -> FolderStore:
    """Open a store of plain files; called twice, it opens the same one twice."""
    return FolderStore(Layout(folder))


STORES = {"folder": open_folder}


@pytest.fixture(params=STORES, name="open_store")
def _open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Open the store under test, each time anew: as another process would see it."""
    opener = STORES[request.param]
    return lambda: opener(tmp_path)


@pytest.fixture(name="store")
def _store(open_store: Callable[[], Store]) -> Store:
    return open_store()


def put(store: Store, *records: Source | Claim) -> None:
    """Add records that must not be there yet."""
    store.commit([Change(record.id, None, record) for record in records])


def test_a_new_store_is_empty(store: Store) -> None:
    """There is nothing in it, and nothing wrong with it."""
    assert store.load() == Snapshot({}, {}, ())
    assert store.inspect() == ()


def test_what_was_committed_is_there_for_others(
    open_store: Callable[[], Store],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
) -> None:
    """Records come back equal, their ids and unknown keys with them."""
    source = make_source("a-paper", title="Brücke", extra={"a": [1, 2.5, None]})
    claim = make_claim("a-paper/one", "Die Brücke ist zu. \u2028 𝄞", tags=("x",), extra=10**30)

    put(open_store(), source, claim)

    assert open_store().load() == Snapshot({"a-paper": source}, {"a-paper/one": claim}, ())


def test_several_changes_are_made_at_once(
    store: Store, make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """One commit adds, changes and removes in several places."""
    old = [make_claim("a/one"), make_claim("a/two"), make_claim("b/one")]
    put(store, make_source("a"), make_source("b"), *old)
    new = make_claim("a/one", "Changed.")

    store.commit(
        [
            Change("a/one", old[0], new),
            Change("a/two", old[1], None),
            Change("b/one", old[2], None),
            Change("c", None, make_source("c")),
        ]
    )

    snapshot = store.load()
    assert snapshot.claims == {"a/one": new}
    assert set(snapshot.sources) == {"a", "b", "c"}


def test_a_removal_leaves_nothing(
    store: Store, make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """After the last record is gone, the store is as new."""
    put(store, make_source("a"), make_claim("a/one"))

    store.commit([Change("a/one", make_claim("a/one"), None), Change("a", make_source("a"), None)])
    store.discard_captures("a", [])

    assert store.load() == Snapshot({}, {}, ())
    assert store.inspect() == ()


@pytest.mark.parametrize("record_id", ["a", "a/one"])
def test_what_must_not_exist_yet_clashes_when_it_does(
    store: Store,
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    record_id: str,
) -> None:
    """Adding is not replacing."""
    put(store, make_source("a", title="Theirs"), make_claim("a/one", "Theirs."))
    before = store.load()
    record = make_claim("a/one", "Ours.") if "/" in record_id else make_source("a", title="Ours")

    with pytest.raises(ClashError, match=record_id):
        store.commit([Change(record_id, None, record)])

    assert store.load() == before


@pytest.mark.parametrize("after", ["Third.", None])
def test_a_record_that_another_changed_is_not_written_over(
    open_store: Callable[[], Store], make_claim: Callable[..., Claim], after: str | None
) -> None:
    """Whoever saw an older state is refused, whether they change or remove."""
    first, second = open_store(), open_store()
    put(first, make_claim("a/one", "First."))
    seen = second.load().claims["a/one"]
    first.commit([Change("a/one", seen, make_claim("a/one", "Second."))])
    wanted = make_claim("a/one", after) if after else None

    with pytest.raises(ClashError) as caught:
        second.commit([Change("a/one", seen, wanted)])

    assert caught.value.exit_code == 3
    assert first.load().claims["a/one"].text == "Second."


def test_a_caller_that_is_behind_its_own_store_is_refused(
    store: Store, make_claim: Callable[..., Claim]
) -> None:
    """Two forms opened on the same record do not undo each other."""
    put(store, make_claim("a/one", "First."))
    seen = store.load().claims["a/one"]
    store.commit([Change("a/one", seen, make_claim("a/one", "Second."))])

    with pytest.raises(ClashError):
        store.commit([Change("a/one", seen, make_claim("a/one", "Third."))])


def test_a_record_that_is_gone_cannot_be_changed(
    store: Store, make_claim: Callable[..., Claim]
) -> None:
    """A removal by somebody else is a change too."""
    with pytest.raises(ClashError):
        store.commit([Change("a/one", make_claim("a/one"), make_claim("a/one", "New."))])


def test_a_change_of_type_alone_is_a_clash(store: Store, make_claim: Callable[..., Claim]) -> None:
    """1 and true are different values in a file, though Python holds them equal."""
    put(store, make_claim("a/one", extra=True))

    with pytest.raises(ClashError):
        store.commit([Change("a/one", make_claim("a/one", extra=1), None)])


def test_records_beside_a_changed_one_do_not_clash(
    open_store: Callable[[], Store], make_claim: Callable[..., Claim]
) -> None:
    """Two people may add claims to one source, each without having seen the other's."""
    first, second = open_store(), open_store()
    first.load(), second.load()

    put(first, make_claim("a/one"))
    put(second, make_claim("a/two"))

    assert set(first.load().claims) == {"a/one", "a/two"}


def test_one_clash_refuses_all_changes(
    store: Store, make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """Nothing of a refused commit is made."""
    put(store, make_claim("a/one"))
    before = store.load()

    with pytest.raises(ClashError):
        put(store, make_source("b"), make_claim("b/one"), make_claim("a/one"))

    assert store.load() == before


@pytest.mark.parametrize(
    "bad",
    [float("nan"), float("inf"), "\ud800", object(), 10**5000],
    ids=["nan", "infinity", "surrogate", "object", "endless"],
)
def test_what_cannot_be_written_is_refused(
    store: Store, make_claim: Callable[..., Claim], bad: object
) -> None:
    """A value without a JSON form changes nothing and is named with its record."""
    put(store, make_claim("a/one"))
    before = store.load()

    with pytest.raises(InvalidRecordError, match="a/two"):
        put(store, make_claim("a/two", extra=bad))

    assert store.load() == before


@pytest.mark.parametrize("depth", [195, 250, 300])
def test_what_could_not_be_read_again_is_not_written(
    store: Store, make_claim: Callable[..., Claim], depth: int
) -> None:
    """A record nested deeper than any reader goes would make its file unreadable."""
    deep: list[object] = []
    for _ in range(depth):
        deep = [deep]

    try:
        put(store, make_claim("a/two", extra=deep))
    except InvalidRecordError:
        assert store.load() == Snapshot({}, {}, ())
    else:
        assert store.load().claims == {"a/two": make_claim("a/two", extra=deep)}


def test_a_record_of_python_values_does_not_clash_with_itself(
    store: Store, make_claim: Callable[..., Claim]
) -> None:
    """A tuple is a list once it is written; that is no change by somebody else."""
    claim = make_claim("a/one", extra=(1, 2))
    put(store, claim)

    store.commit([Change("a/one", claim, make_claim("a/one", "New."))])

    assert store.load().claims["a/one"].text == "New."


def test_many_writers_at_once_lose_nothing(
    open_store: Callable[[], Store], make_claim: Callable[..., Claim]
) -> None:
    """Each waits for the other."""
    threads = [
        threading.Thread(target=put, args=(open_store(), make_claim(f"a/{number}")))
        for number in range(12)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(open_store().load().claims) == 12


@pytest.mark.parametrize("withheld", [False, True])
def test_a_capture_is_kept_with_its_text(
    store: Store, make_capture: Callable[..., Capture], *, withheld: bool
) -> None:
    """Bytes and text come back, their hashes checked."""
    capture = make_capture(1, b"\x93T\x94", "“T”", withheld=withheld)

    store.place_capture("a", capture, b"\x93T\x94", "“T”")

    text, original = store.read_text("a", capture), store.check_original("a", capture)
    assert (text.presence, text.text, text.detail) == (Presence.HELD, "“T”", "")
    assert (original.presence, original.text) == (Presence.HELD, None)


def test_a_text_keeps_its_line_ends(store: Store, make_capture: Callable[..., Capture]) -> None:
    """Positions count in this very text: nothing in it is translated."""
    text = "one\r\ntwo\rthree\x85four\n\n"
    capture = make_capture(1, text.encode(), text)

    store.place_capture("a", capture, text.encode(), text)

    assert store.read_text("a", capture).text == text


def test_what_was_never_placed_is_missing(
    store: Store, make_capture: Callable[..., Capture]
) -> None:
    """A capture that should be here and is not."""
    assert store.read_text("a", make_capture(3)).presence is Presence.MISSING
    assert store.check_original("a", make_capture(3)).presence is Presence.MISSING


def test_what_is_withheld_is_not_called_missing(
    store: Store, make_capture: Callable[..., Capture]
) -> None:
    """It is kept out on purpose."""
    capture = make_capture(withheld=True)

    assert store.read_text("a", capture).presence is Presence.WITHHELD
    assert store.check_original("a", capture).presence is Presence.WITHHELD


def test_another_hash_means_changed(store: Store, make_capture: Callable[..., Capture]) -> None:
    """What is there is not what was captured, and both hashes are said."""
    store.place_capture("a", make_capture(1, b"old", "old"), b"old", "old")

    for kept in (
        store.read_text("a", make_capture(1, b"new", "new")),
        store.check_original("a", make_capture(1, b"new", "new")),
    ):
        assert (kept.presence, kept.text) == (Presence.CHANGED, None)
        assert kept.detail.startswith("SHA-256 should be ")


def test_placing_the_same_again_changes_nothing(
    store: Store, make_capture: Callable[..., Capture]
) -> None:
    """A call that was interrupted is repeated."""
    for _ in range(2):
        store.place_capture("a", make_capture(), b"Text.", "Text.")

    assert store.read_text("a", make_capture()).presence is Presence.HELD


def test_other_bytes_never_replace_a_capture(
    store: Store, make_capture: Callable[..., Capture]
) -> None:
    """What was captured once stays."""
    store.place_capture("a", make_capture(), b"Text.", "Text.")

    with pytest.raises(IdTakenError):
        store.place_capture("a", make_capture(1, b"new", "new"), b"new", "new")

    assert store.read_text("a", make_capture()).text == "Text."


def test_another_text_never_replaces_the_one_a_record_lists(
    store: Store, make_source: Callable[..., Source], make_capture: Callable[..., Capture]
) -> None:
    """The same bytes read by another extractor do not change what anchors count in."""
    store.place_capture("a", make_capture(), b"Text.", "Text.")
    put(store, make_source("a", captures=(make_capture(),)))

    with pytest.raises(IdTakenError):
        store.place_capture("a", make_capture(1, b"Text.", "Text!"), b"Text.", "Text!")

    assert store.read_text("a", make_capture()).text == "Text."


def test_a_discarded_capture_is_gone(
    store: Store, make_source: Callable[..., Source], make_capture: Callable[..., Capture]
) -> None:
    """Only the numbers named go, and nothing is left once all did."""
    second = make_capture(2, withheld=True)
    store.place_capture("a", make_capture(), b"Text.", "Text.")
    store.place_capture("a", second, b"Text.", "Text.")

    store.discard_captures("a", [2])
    assert store.read_text("a", second).presence is Presence.WITHHELD
    assert store.read_text("a", make_capture()).presence is Presence.HELD

    store.discard_captures("a", [1, 7])
    assert store.read_text("a", make_capture()).presence is Presence.MISSING
    assert store.inspect() == ()
    assert make_source("a").id not in store.load().sources


def test_a_capture_that_a_record_lists_is_not_discarded(
    store: Store, make_source: Callable[..., Source], make_capture: Callable[..., Capture]
) -> None:
    """Whoever cleans up after a failed attempt does not take what another added meanwhile."""
    store.place_capture("a", make_capture(), b"Text.", "Text.")
    put(store, make_source("a", captures=(make_capture(),)))

    store.discard_captures("a", [1])

    assert store.read_text("a", make_capture()).presence is Presence.HELD


def test_a_lost_file_can_be_supplied_again(
    store: Store, make_source: Callable[..., Source], make_capture: Callable[..., Capture]
) -> None:
    """The very bytes that a record lists are welcome back."""
    put(store, make_source("a", captures=(make_capture(),)))
    assert store.read_text("a", make_capture()).presence is Presence.MISSING

    store.place_capture("a", make_capture(), b"Text.", "Text.")

    assert store.read_text("a", make_capture()).presence is Presence.HELD


def test_a_capture_that_no_record_lists_is_inspected(
    store: Store, make_capture: Callable[..., Capture]
) -> None:
    """What an interrupted addition left is said, with what to do."""
    store.place_capture("a", make_capture(), b"Text.", "Text.")

    (finding,) = store.inspect()

    assert (finding.code, finding.severity) == ("ORPHAN-FOLDER", "warning")
    assert "restore it" in finding.why


def test_a_record_is_located_by_line(
    store: Store,
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> None:
    """A finding can point at the line of a record, or of a value in it."""
    links = (make_link("cites", "b"), make_link("cites", "c"))
    put(store, make_source("a", title="T"), make_claim("a/one"), make_claim("a/two", links=links))

    places = {
        path: store.locate(*path)
        for path in (("a/one",), ("a/two",), ("a/two", "links", 1, "target"), ("a", "csl", "title"))
    }

    assert len(set(places.values())) == len(places)
    assert all(place.rpartition(":")[2].isdigit() for place in places.values())
    lines = [int(places[key].rpartition(":")[2]) for key in places if key[0] == "a/two"]
    assert lines == sorted(lines)


def test_a_place_that_is_not_there_is_located_as_near_as_can_be(
    store: Store, make_claim: Callable[..., Claim]
) -> None:
    """A default is in no file: its record is. A record that is nowhere is line 1."""
    put(store, make_claim("a/one"))

    assert store.locate("a/one", "note") == store.locate("a/one")
    assert store.locate("a/one", "links", 3) == store.locate("a/one")
    assert store.locate("b/one").endswith(":1")


def test_every_refusal_is_a_refusal() -> None:
    """All of these leave with exit code 3, but for files that cannot be read."""
    assert issubclass(ClashError, RefusedError)
    assert BrokenFilesError(()).exit_code == 4
