"""BibLaTeX, read and written, and BibTeX, written: what LaTeX and reference managers share.

A file is split into entries, broken ones are named, and pandoc reads the others (see
`bibtex_blocks`, `bibtex_pandoc` and `biblatex_items`). Writing needs no pandoc.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from claimtrack.formats.bibliography.biblatex_items import make_item
from claimtrack.formats.bibliography.biblatex_writing import (
    find_key,
    write_archived,
    write_bibtex_entry,
    write_entry,
)
from claimtrack.formats.bibliography.bibtex_blocks import Blocks, split_file
from claimtrack.formats.bibliography.bibtex_pandoc import read_blocks
from claimtrack.formats.bibliography.items import Naming, make_entry, refuse
from claimtrack.formats.bibliography.tex import read_tex
from claimtrack.formats.contract import Format
from claimtrack.formats.remarks import note_claims, note_fields, read_text, warn
from claimtrack.models.ids import find_slug_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimtrack.formats.bibliography.bibtex_blocks import Block
    from claimtrack.formats.bibliography.bibtex_pandoc import Understood
    from claimtrack.formats.contract import Entry, Selection
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Source

_TITLE, _BIBTEX_TITLE = "BibLaTeX", "BibTeX"
_TWICE = "where they are not one work, the second comes in under an id of its own"


def write(selection: Selection, out: IO[bytes]) -> list[Finding]:
    """Write each source as a BibLaTeX entry."""
    return _write(selection, out, write_entry, _TITLE)


def write_bibtex(selection: Selection, out: IO[bytes]) -> list[Finding]:
    """Write each source as an entry for BibTeX itself, as far as that can say it."""
    return _write(selection, out, write_bibtex_entry, _BIBTEX_TITLE)


def _write(
    selection: Selection,
    out: IO[bytes],
    write_one: Callable[[Source, str], tuple[str, list[str]]],
    title: str,
) -> list[Finding]:
    findings = note_claims(selection, title)
    taken: set[str] = set()
    left_out: dict[str, list[str]] = {}
    for source in selection.sources.values():
        key = find_key(source)
        if key.lower() in taken or (key != source.id and key in selection.sources):
            key = source.id
        taken.add(key.lower())
        text, names = write_one(source, key)
        out.write(f"{text}\n\n".encode())
        for name in names:
            left_out.setdefault(name, []).append(source.id)
    return findings + note_fields(left_out, title)


def read(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    """Read a file of BibTeX or BibLaTeX entries.

    Raises:
        UnreadableFormatError: it is no text, or holds no entry.
        PandocMissingError: there is no pandoc to read it with.
    """
    text, remarks = read_text(stream, name)
    yield from remarks
    blocks = Blocks()
    yield from split_file(text, name, blocks)
    for block in blocks.entries:
        _forget_archived(block)
    naming, seen = Naming(), set[str]()
    for understood in read_blocks(blocks.entries, blocks.strings):
        for number in sorted(understood.items | understood.refused):
            yield _read_block(blocks.entries[number], number, understood, naming, seen)


def _read_block(
    block: Block, number: int, understood: Understood, naming: Naming, seen: set[str]
) -> Entry | Finding:
    if number not in understood.items:
        return refuse(block.where, "cannot be read", understood.refused[number])
    item, remarks = make_item(block, understood.items[number])
    key = block.key
    if key.lower() in seen:
        message = f"the key {key!r} stands in the file before"
        remarks = (*remarks, warn("SAME-ID", block.where, message, _TWICE))
    seen.add(key.lower())
    if key and find_slug_fault(key):
        item.setdefault("citation-key", key)
    return make_entry(item, where=block.where, key=key, naming=naming, remarks=remarks)


def _forget_archived(block: Block) -> None:
    """Take out the words that `write` adds for readers of the printed list."""
    place = read_tex(block.fields.get("csl-archive_location", ""))
    if place and block.fields.get("addendum") == write_archived(place):
        del block.fields["addendum"]


FORMATS: Final = (
    Format(
        name="biblatex",
        title="BibLaTeX: sources for LaTeX and reference managers; BibTeX is read too",
        media_type="application/x-bibtex",
        suffixes=(".bib", ".bibtex", ".biblatex"),
        write=write,
        read=read,
        extra="cite",
    ),
    Format(
        name="bibtex",
        title="BibTeX: sources for LaTeX without BibLaTeX, as far as it can say them",
        media_type="application/x-bibtex",
        suffixes=(".bib",),
        write=write_bibtex,
    ),
)
