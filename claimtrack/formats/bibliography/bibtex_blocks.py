"""Splits a BibTeX file into its entries, in one pass, however it is broken.

The file is cut where a line begins an entry, and `bibtexparser` takes each piece apart: so a brace
that is never closed costs the entry it stands in and nothing behind it, and no piece is long.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.bibliography.items import refuse
from claimtrack.formats.remarks import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.finding import Finding

#: No entry has as many characters; what has is one that is not closed.
_LONGEST: Final = 2_000_000
#: A file with as many broken entries is none.
_MOST_BROKEN: Final = 10_000

_START = re.compile(r"^[ \t]*@\w*[ \t]*[{(]", re.MULTILINE)
_ADDRESS = re.compile(r"\s*\\url\s*\{([^{}]+)\}\s*")
_NUMBER = re.compile(r"[0-9]+")
#: Entries that are no sources: data for others, and lists of others.
_NO_SOURCES: Final = frozenset({"xdata", "set", "bibnote"})


@dataclass(frozen=True, slots=True)
class Block:
    """An entry as it stands in the file."""

    where: str
    type: str
    key: str
    fields: dict[str, str]
    """The source between the braces, by the field's name in small letters."""
    joined: dict[str, str] = field(default_factory=dict)
    """The source of fields that are put together from macros and texts (`jan # " 5"`)."""
    remarks: tuple[Finding, ...] = ()

    @property
    def is_source(self) -> bool:
        """Whether it describes a source, and is not only there for others."""
        return self.type not in _NO_SOURCES


@dataclass(slots=True)
class Blocks:
    """What a file holds: filled while it is read."""

    entries: list[Block] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    """Definitions of macros, as they stand in the file."""


def split_file(text: str, name: str, blocks: Blocks) -> Iterator[Finding]:
    """Split a file into ``blocks``; yield what is broken, with its line.

    Raises:
        UnreadableFormatError: there is no entry in it, or hardly any that is whole.
    """
    starts = [match.start() for match in _START.finditer(text)]
    if not starts and text.strip():
        raise UnreadableFormatError(name, "there is no entry (@type{key, …) in it")
    line, counted, broken = 1, 0, 0
    for start, end in pairwise([*starts, len(text)]):
        line += text.count("\n", counted, start)
        counted = start
        for found in _split_piece(text[start:end], name, line):
            if isinstance(found, str):
                blocks.strings.append(found)
            elif isinstance(found, Block):
                blocks.entries.append(found)
            else:
                broken += 1
                yield found
        if broken > _MOST_BROKEN:
            raise UnreadableFormatError(name, f"more than {_MOST_BROKEN:,} entries are broken")


def _split_piece(piece: str, name: str, line: int) -> Iterator[Block | str | Finding]:
    import bibtexparser.model as parts
    from bibtexparser.splitter import Splitter

    where = f"{name}:{line}"
    if len(piece) > _LONGEST:
        why = f"after {_LONGEST:,} characters its brace is still not closed"
        yield refuse(where, "does not end", why)
        return
    logger = logging.getLogger("bibtexparser.splitter")
    logger.disabled = True  # what it logs is in the blocks that it returns
    try:
        found = Splitter(piece.lstrip(" \t")).split().blocks
    finally:
        logger.disabled = False
    for block in found:
        where = f"{name}:{line + (block.start_line or 0)}"
        twice: tuple[str, ...] = ()
        held: parts.Block | None = block
        if isinstance(block, parts.DuplicateFieldKeyBlock):
            twice = tuple(sorted(block.duplicate_keys))
        if isinstance(block, parts.DuplicateFieldKeyBlock | parts.DuplicateBlockKeyBlock):
            held = block.ignore_error_block
        if isinstance(held, parts.Entry):
            yield _read_entry(held, where, twice)
        elif isinstance(held, parts.String):
            yield held.raw or ""
        elif isinstance(held, parts.ParsingFailedBlock):
            reason = str(getattr(held.error, "abort_reason", "") or held.error)
            yield refuse(where, "is broken", reason.strip() or "its braces do not match")


def _read_entry(entry: Any, where: str, twice: tuple[str, ...]) -> Block:  # noqa: ANN401 - untyped
    fields: dict[str, str] = {}
    joined: dict[str, str] = {}
    for each in entry.fields:
        name = each.key.lower()
        inner = _open(each.value)
        if name in fields or name in joined:
            continue
        if inner is None:
            joined[name] = each.value
        else:
            fields[name] = inner
    address = _ADDRESS.fullmatch(fields.get("howpublished", ""))
    if address and "url" not in fields:  # where BibTeX, which has no field for it, puts it
        fields["url"] = address[1]
        del fields["howpublished"]
    why = "of two values the first was taken, as BibTeX does"
    remarks = tuple(warn("UNREAD-FIELD", where, f"{name} stands twice", why) for name in twice)
    return Block(where, entry.entry_type, entry.key, fields, joined, remarks)


def _open(value: str) -> str | None:
    """Return what stands between the braces or quotation marks; None where there is more to it."""
    if _NUMBER.fullmatch(value):
        return value
    if len(value) > 1 and value[0] + value[-1] in {"{}", '""'} and _is_balanced(value[1:-1]):
        return value[1:-1]
    return None


def _is_balanced(source: str) -> bool:
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", source):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return not depth
