"""The index beside a large ledger: brought up to date when it is opened, made anew when damaged.

The index is a copy that anybody may delete. For each file of the ledger that it was made from, it
notes time and size; a file whose note differs is read again, and no other. A file that was written
while we looked could change once more without either differing, so a note that young is not
trusted: such a file is read again, and its hash compared.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from claimtrack.errors import LockedError
from claimtrack.search.indexed import DamagedIndexError, SidecarEngine, guard
from claimtrack.search.shelves import is_young
from claimtrack.store import atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    import tantivy

    from claimtrack.search.shelves import Shelf, Stamps

#: Raise it when terms or fields change: an index of another version is made anew.
VERSION = 1
#: Time stamps of files are this coarse at worst, in nanoseconds (FAT).
_TICK = 2_000_000_000
_PATIENCE = 60.0
#: What tantivy may hold before it writes a part of the index, in bytes; fewer parts search faster.
_MEMORY = 64_000_000
_UNTRUSTED = "?"


def open_sidecar(
    folder: Path,
    shelf: Shelf,
    stamps: Stamps,
    *,
    rehash: bool = False,
    anew: bool = False,
    tell: Callable[[str], None],
) -> SidecarEngine:
    """Open the index of a shelf, brought up to date.

    Args:
        folder: where it stands; made where it is not.
        shelf: what it is made from.
        stamps: what the shelf's files are now.
        rehash: look into every file, whatever its stamp says.
        anew: make it anew, whatever is there.
        tell: called with what the user should hear: that it was damaged, and is made anew.

    Raises:
        OSError: the disk refuses.
        LockedError: another process is at work on it, and has been for a minute.
    """
    if not rehash and not anew:
        try:
            return _open_fresh(folder, stamps)
        except DamagedIndexError:
            pass  # or only out of date: under the lock we look again
    from filelock import FileLock, Timeout

    atomic.make_folder(folder)
    try:
        with FileLock(folder / "lock", timeout=_PATIENCE):
            if anew:
                _clear(folder)
            try:
                return _update(folder, shelf, stamps, rehash=rehash, tell=tell)
            except DamagedIndexError as error:
                if (folder / "made-from.json").exists():
                    tell(f"the search index is made anew: {error}")
                _clear(folder)
                return _update(folder, shelf, stamps, rehash=False, tell=tell)
    except Timeout:
        raise LockedError(_PATIENCE) from None


def _open_fresh(folder: Path, stamps: Stamps) -> SidecarEngine:
    """Open an index that needs nothing."""
    try:
        header, _, noted = (folder / "stamps").read_text("utf-8").partition("\n")
        known = json.loads(header)
        usual_length = float(known["usual_length"])
        files = dict(known["files"])
        version = known["version"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DamagedIndexError("what it was made from is not known") from error
    if version != VERSION:
        raise DamagedIndexError("it was made by another version")
    if noted != write_stamps(stamps):
        raise DamagedIndexError("it is out of date")
    return SidecarEngine(_open_index(folder, files), usual_length)


def write_stamps(stamps: Stamps) -> str:
    """Return stamps as one text, which is quicker to compare than to read."""
    return "".join(f"{name}\t{stamp}\n" for name, stamp in stamps.items())


def _open_index(folder: Path, files: Mapping[str, int]) -> tantivy.Index:
    """Open the index whose files have these sizes.

    The sizes are looked at first: tantivy maps files into memory, and one cut short would take the
    whole process with it.
    """
    import tantivy

    found = _sizes(folder / "index")
    if not files or any(found.get(name) != size for name, size in files.items()):
        raise DamagedIndexError("a file of it is missing or not as it was written")
    index: tantivy.Index = guard(lambda: tantivy.Index.open(str(folder / "index")))
    return index


def _sizes(folder: Path) -> dict[str, int]:
    try:
        return {path.name: path.stat().st_size for path in folder.iterdir() if path.name[0] != "."}
    except OSError:
        return {}


def _update(
    folder: Path, shelf: Shelf, stamps: Stamps, *, rehash: bool, tell: Callable[[str], None]
) -> SidecarEngine:
    """Bring the index up to date, in which only changed files are read, and open it."""
    made_from: dict[str, list[Any]] = {}
    before = None
    if (folder / "made-from.json").exists():
        made_from, files = _read_notes(folder)
        index = _open_index(folder, files)
        _register_tokenizer(index)
        before = json.dumps(made_from)
    else:
        index = _make_index(folder)
    noted = {name: notes[0] for name, notes in made_from.items()}
    changed = [name for name, stamp in stamps.items() if rehash or noted.get(name) != stamp]
    gone = [name for name in made_from if name not in stamps]
    now = time.time_ns()
    writer: Any = None
    for name in [*gone, *changed]:
        read = shelf.read(name) if name in stamps else None
        stamp = stamps.get(name, "")
        if read is not None and read.fault:
            tell(f"{name} could not be searched: {read.fault}")
        if read is not None and (read.fault or is_young(stamp, now - _TICK)):
            stamp = _UNTRUSTED
        if read is not None and name in made_from and made_from[name][1] == read.digest:
            made_from[name][0] = stamp
            continue
        writer = writer or guard(lambda: index.writer(heap_size=_MEMORY, num_threads=1))
        if name in made_from:
            writer.delete_documents_by_term("file", name)
            del made_from[name]
        if read is not None:
            length = _add(writer, name, read.entries)
            made_from[name] = [stamp, read.digest, len(read.entries), length]
    if writer is not None:
        guard(writer.commit)
        guard(writer.wait_merging_threads)
        index.reload()
    made_from = {name: made_from[name] for name in stamps if name in made_from}
    if writer is None and before == json.dumps(made_from):
        return SidecarEngine(index, _usual_length(made_from))
    return _note(folder, index, made_from)


def _add(writer: Any, name: str, entries: Iterable[Any]) -> int:  # noqa: ANN401 - tantivy's
    from tantivy import Document

    length = 0
    for entry in entries:
        document = Document()
        document.add_text("key", entry.key)
        document.add_text("file", name)
        document.add_text("source", entry.source)
        for tag in entry.tags:
            document.add_text("tags", tag)
        document.add_text("terms", " ".join(entry.terms))
        document.add_unsigned("order", entry.order)
        document.add_integer("first", entry.first)
        document.add_integer("last", entry.last)
        writer.add_document(document)
        length += len(entry.terms)
    return length


def _make_index(folder: Path) -> tantivy.Index:
    import tantivy

    _clear(folder)
    (folder / "index").mkdir()
    schema = tantivy.SchemaBuilder()
    for field in ("key", "file", "source", "tags"):
        schema.add_text_field(
            field, stored=field == "key", tokenizer_name="raw", index_option="basic"
        )
    schema.add_text_field("terms", stored=True, tokenizer_name="spaced", index_option="basic")
    schema.add_unsigned_field("order", fast=True)
    schema.add_integer_field("first", indexed=True, fast=True)
    schema.add_integer_field("last", indexed=True, fast=True)
    index = tantivy.Index(schema.build(), path=str(folder / "index"))
    _register_tokenizer(index)
    return index


def _register_tokenizer(index: tantivy.Index) -> None:
    """Make an index ready to be written: our terms hold no white space, and are cut only there."""
    import tantivy

    spaced = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("spaced", spaced)


def _read_notes(folder: Path) -> tuple[dict[str, list[Any]], dict[str, int]]:
    try:
        notes = json.loads((folder / "made-from.json").read_bytes())
        if notes["version"] != VERSION:
            raise DamagedIndexError("it was made by another version")
        return dict(notes["made_from"]), dict(notes["files"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DamagedIndexError("what it was made from is not known") from error


def _note(folder: Path, index: tantivy.Index, made_from: dict[str, list[Any]]) -> SidecarEngine:
    """Write down what the index was made from, after the index itself: a crash leaves it old."""
    usual_length = _usual_length(made_from)
    files = _sizes(folder / "index")
    head = {"version": VERSION, "usual_length": usual_length, "files": files}
    noted = write_stamps({name: notes[0] for name, notes in made_from.items()})
    notes = {"version": VERSION, "files": files, "made_from": made_from}
    atomic.write_files(
        [
            (folder / "made-from.json", json.dumps(notes).encode()),
            (folder / "stamps", f"{json.dumps(head)}\n{noted}".encode()),
        ]
    )
    return SidecarEngine(index, usual_length)


def _usual_length(made_from: dict[str, list[Any]]) -> float:
    entries = sum(int(notes[2]) for notes in made_from.values())
    terms = sum(int(notes[3]) for notes in made_from.values())
    return max(1, terms) / max(1, entries)


def _clear(folder: Path) -> None:
    for name in ("made-from.json", "stamps"):
        (folder / name).unlink(missing_ok=True)
    atomic.remove_tree(folder / "index")
