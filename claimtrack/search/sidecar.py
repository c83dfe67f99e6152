"""The index beside a large ledger: brought up to date when it is opened, made anew when damaged.

The index is a copy that anybody may delete. For each file of the ledger that it was made from, it
notes time and size; a file whose note differs is read again, and no other. A file that was written
while we looked could change once more without either differing, so a note that young is not
trusted: such a file is read again, and its hash compared.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from claimtrack.errors import LockedError
from claimtrack.search.indexed import DamagedIndexError, Made, SidecarEngine, guard, write_link
from claimtrack.search.shelves import is_young
from claimtrack.store import atomic
from claimtrack.values.collector import paused_collector

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    import tantivy

    from claimtrack.search.entries import Entry
    from claimtrack.search.shelves import Reading, Shelf, Stamps

#: Raise it when terms or fields change: an index of another version is made anew.
VERSION = 2
#: Time stamps of files are this coarse at worst, in nanoseconds (FAT).
_TICK = 2_000_000_000
_PATIENCE = 60.0
#: What tantivy may hold before it writes a part of the index, in bytes; fewer parts search faster.
_MEMORY = 64_000_000
_UNTRUSTED = "?"


class _Notes(NamedTuple):
    """What is noted of one part."""

    stamp: str
    digest: str
    entries: int
    terms: int
    aliases: list[list[str]]


def open_sidecar(
    folder: Path,
    shelf: Shelf,
    stamps: Stamps,
    *,
    rehash: bool = False,
    anew: bool = False,
    tell: Callable[[str], None],
    progress: Callable[[int, int], None] | None = None,
) -> SidecarEngine:
    """Open the index of a shelf, brought up to date.

    Args:
        folder: where it stands; made where it is not.
        shelf: what it is made from.
        stamps: what the shelf's files are now.
        rehash: look into every file, whatever its stamp says.
        anew: make it anew, whatever is there.
        tell: called with what the user should hear: that it was damaged, and is made anew.
        progress: is told how many files were looked into, and how many there are to look into.

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
                return _update(folder, shelf, stamps, rehash=rehash, progress=progress)
            except DamagedIndexError as error:
                if (folder / "made-from.json").exists():
                    tell(f"the search index is made anew: {error}")
                _clear(folder)
                return _update(folder, shelf, stamps, rehash=False, progress=progress)
    except Timeout:
        raise LockedError(_PATIENCE) from None


def _open_fresh(folder: Path, stamps: Stamps) -> SidecarEngine:
    """Open an index that needs nothing."""
    try:
        header, _, noted = (folder / "stamps").read_text("utf-8").partition("\n")
        known = json.loads(header)
        aliases = tuple((str(alias), str(name)) for alias, name in known["aliases"])
        made = Made(stamps, float(known["usual_length"]), aliases)
        files = dict(known["files"])
        version = known["version"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DamagedIndexError("what it was made from is not known") from error
    if version != VERSION:
        raise DamagedIndexError("it was made by another version")
    if noted != write_stamps(stamps):
        raise DamagedIndexError("it is out of date")
    return SidecarEngine(_open_index(folder, files), made)


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
    folder: Path,
    shelf: Shelf,
    stamps: Stamps,
    *,
    rehash: bool,
    progress: Callable[[int, int], None] | None,
) -> SidecarEngine:
    """Bring the index up to date, in which only changed files are read, and open it."""
    made_from: dict[str, _Notes] = {}
    is_new = not (folder / "made-from.json").exists()
    if is_new:
        index = _make_index(folder)
    else:
        made_from, files = _read_notes(folder)
        index = _open_index(folder, files)
        _register_tokenizer(index)
    changed = [
        name
        for name, stamp in stamps.items()
        if rehash or name not in made_from or made_from[name].stamp != stamp
    ]
    gone = [name for name in made_from if name not in stamps]
    trusted = time.time_ns() - _TICK
    faults: list[str] = []
    writer: Any = None
    with paused_collector():
        for number, name in enumerate([*gone, *changed]):
            if progress:
                progress(number, len(gone) + len(changed))
            read = shelf.read(name) if name in stamps else None
            if read is not None and read.fault:
                faults.append(f"{name} could not be searched: {read.fault}")
            stamp = _choose_stamp(read, stamps.get(name, ""), trusted)
            before = made_from.pop(name, None)
            if read is not None and before is not None and before.digest == read.digest:
                made_from[name] = before._replace(stamp=stamp)
                continue
            writer = writer or guard(lambda: index.writer(heap_size=_MEMORY, num_threads=1))
            if before is not None:
                writer.delete_documents_by_term("file", name)
            if read is not None:
                length = _add(writer, name, read.entries)
                made_from[name] = _Notes(
                    stamp, read.digest, len(read.entries), length, list(map(list, read.aliases))
                )
    if writer is not None:
        guard(writer.commit)
        guard(writer.wait_merging_threads)
        index.reload()
    made_from = {name: made_from[name] for name in stamps}
    made = _sum_up(stamps, made_from.values(), faults)
    if is_new or gone or changed:
        _note(folder, made, made_from)
    return SidecarEngine(index, made)


def _choose_stamp(read: Reading | None, stamp: str, trusted: int) -> str:
    """Return the stamp to note for a part that was read: one that is not believed, if in doubt."""
    return _UNTRUSTED if read and (read.fault or is_young(stamp, trusted)) else stamp


def _sum_up(stamps: Stamps, parts: Collection[_Notes], faults: Iterable[str]) -> Made:
    entries = sum(part.entries for part in parts)
    terms = sum(part.terms for part in parts)
    aliases = {(alias, name) for part in parts for alias, name in part.aliases}
    return Made(stamps, max(1, terms) / max(1, entries), tuple(sorted(aliases)), tuple(faults))


def _add(writer: Any, name: str, entries: Iterable[Entry]) -> int:  # noqa: ANN401 - tantivy's
    from tantivy import Document

    length = 0
    for entry in entries:
        document = Document()
        document.add_text("key", entry.key)
        document.add_text("file", name)
        document.add_text("source", entry.source)
        for tag in entry.tags:
            document.add_text("tags", tag)
        for kind, target in entry.links:
            document.add_text("links", write_link(kind, target))
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
    for field in ("key", "file", "source", "tags", "links"):
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


def _read_notes(folder: Path) -> tuple[dict[str, _Notes], dict[str, int]]:
    try:
        notes = json.loads((folder / "made-from.json").read_bytes())
        if notes["version"] != VERSION:
            raise DamagedIndexError("it was made by another version")
        made_from = {
            name: _Notes(stamp, digest, int(entries), int(terms), [[a, b] for a, b in aliases])
            for name, (stamp, digest, entries, terms, aliases) in notes["made_from"].items()
        }
        return made_from, dict(notes["files"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedIndexError("what it was made from is not known") from error


def _note(folder: Path, made: Made, made_from: Mapping[str, _Notes]) -> None:
    """Write down what the index was made from, after the index itself: a crash leaves it old."""
    files = _sizes(folder / "index")
    head = {
        "version": VERSION,
        "usual_length": made.usual_length,
        "aliases": made.aliases,
        "files": files,
    }
    notes = {"version": VERSION, "files": files, "made_from": made_from}
    believed = write_stamps({name: part.stamp for name, part in made_from.items()})
    atomic.write_files(
        [
            (folder / "made-from.json", json.dumps(notes).encode()),
            (folder / "stamps", f"{json.dumps(head)}\n{believed}".encode()),
        ]
    )


def _clear(folder: Path) -> None:
    for name in ("made-from.json", "stamps"):
        (folder / name).unlink(missing_ok=True)
    atomic.remove_tree(folder / "index")
