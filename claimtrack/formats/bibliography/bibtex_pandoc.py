"""Has pandoc understand entries: TeX, names, what is inherited, what belongs together.

All entries of a batch go to one process. Where it refuses the batch, halves of it are tried, so
that one entry that it cannot read costs only itself; how often is bounded, since each try is a
process.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from claimtrack.errors import PandocFailedError
from claimtrack.formats.bibliography.biblatex_table import CASED, READ, VERBATIM
from claimtrack.formats.pandoc import run_pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimtrack.formats.bibliography.bibtex_blocks import Block

#: Entries that one process reads; ten thousand take it seven seconds.
BATCH: Final = 1000
#: How often a file may make pandoc fail before what it fails on is left aside unread.
_MOST_FAILURES: Final = 200
#: How far an entry inherits from an entry that inherits; more is a mistake, or a circle.
_MOST_STEPS: Final = 5
_MOST_PARENTS: Final = 20
_SECONDS, _SECONDS_PER_ENTRY = 10.0, 0.05

_BARE_PERCENT = re.compile(r"(?<!\\)%")
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_+-]*")
_STRING = re.compile(r"@string\s*[{(]\s*([A-Za-z][\w:.+-]*)\s*=", re.IGNORECASE)
_PARENTS: Final = ("crossref", "xdata")


@dataclass(slots=True)
class Understood:
    """What pandoc made of the entries of a file, by their place in it."""

    items: dict[int, dict[str, Any]] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    """Why it could not read an entry."""
    failures: int = 0


def read_blocks(blocks: Sequence[Block], strings: Sequence[str]) -> Iterator[Understood]:
    """Yield what the entries say, a batch at a time: items by the number of their block.

    Raises:
        PandocMissingError: there is no pandoc.
    """
    numbers = {block.key.lower(): number for number, block in reversed([*enumerate(blocks)])}
    reader = _Reader(blocks, numbers, _keep_good(strings))
    failures = 0
    for start in range(0, len(blocks), BATCH):
        read = Understood(failures=failures)
        wanted = [n for n in range(start, min(start + BATCH, len(blocks))) if blocks[n].is_source]
        reader.read(wanted, read)
        failures = read.failures
        yield read


def _keep_good(strings: Sequence[str]) -> str:
    """Return the definitions of macros, without any that pandoc would refuse all entries for."""
    kept = [each for each in strings if _STRING.match(each)]
    text = "\n".join(kept)
    try:
        _run(text, 0)
    except PandocFailedError:
        return ""
    return text


def _run(text: str, count: int) -> list[dict[str, Any]]:
    if not text:
        return []
    seconds = _SECONDS + _SECONDS_PER_ENTRY * count
    answer = run_pandoc(("-f", "biblatex", "-t", "csljson"), text.encode(), seconds=seconds)
    items: list[dict[str, Any]] = json.loads(answer.output or b"[]")
    return items


@dataclass(frozen=True, slots=True)
class _Reader:
    blocks: Sequence[Block]
    numbers: Mapping[str, int]
    strings: str

    def read(self, wanted: Sequence[int], read: Understood) -> None:
        """Read some entries, by halves where they cannot be read together."""
        if not wanted:
            return
        if read.failures >= _MOST_FAILURES:
            why = "too many entries near it cannot be read"
            read.refused.update(dict.fromkeys(wanted, why))
            return
        try:
            items = _run(self._write(wanted), len(wanted))
        except PandocFailedError as error:
            read.failures += 1
            if len(wanted) == 1:
                read.refused[wanted[0]] = _first_line(error.reason)
                return
            middle = len(wanted) // 2
            self.read(wanted[:middle], read)
            self.read(wanted[middle:], read)
            return
        found = {str(item.pop("id", "")): item for item in items}
        read.items.update({n: found[f"s{n}"] for n in wanted if f"s{n}" in found})

    def _write(self, wanted: Sequence[int]) -> str:
        """Return the entries, and those that they inherit from, in a form without doubt."""
        parts = dict.fromkeys(wanted)
        for number in wanted:
            parts |= dict.fromkeys(self._list_ancestors(number))
        return "\n".join((self.strings, *map(self._write_block, parts)))

    def _list_ancestors(self, number: int) -> list[int]:
        """Return what an entry inherits from; none where that goes on too long, as in a circle."""
        found: dict[int, None] = {}
        front = [number]
        for _ in range(_MOST_STEPS):
            front = [parent for each in front for parent in self._list_parents(each)]
            found |= dict.fromkeys(front)
            if not front or len(found) > _MOST_PARENTS:
                break
        return [] if front else [*found]

    def _list_parents(self, number: int, names: Sequence[str] = _PARENTS) -> list[int]:
        block = self.blocks[number]
        keys = [key for name in names for key in block.fields.get(name, "").split(",")]
        found = [self.numbers.get(key.strip().lower()) for key in keys if key.strip()]
        return [each for each in found if each is not None]

    def _name_parents(self, number: int, name: str) -> str:
        if not self._list_ancestors(number):
            return ""
        return ",".join(f"s{each}" for each in self._list_parents(number, (name,)))

    def _write_block(self, number: int) -> str:
        block = self.blocks[number]
        lines = [f"@{block.type or 'misc'}{{s{number},"]
        for name, source in block.fields.items():
            if name in _PARENTS:
                lines.append(f"{name} = {{{self._name_parents(number, name)}}},")
            elif name in READ:
                lines.append(f"{name} = {{{_protect(name, source)}}},")
        for name, expression in block.joined.items():
            if name in READ and _FIELD_NAME.fullmatch(name):
                lines.append(f"{name} = {expression},")
        return "\n".join((*lines, "}"))


def _protect(name: str, source: str) -> str:
    if name in VERBATIM.values():
        return source
    written = _BARE_PERCENT.sub(r"\\%", source)
    return f"{{{written}}}" if name in CASED else written


def _first_line(reason: str) -> str:
    lines = [line for line in reason.splitlines() if line.strip() and "(line" not in line]
    return lines[0].strip() if lines else "pandoc cannot read it"
