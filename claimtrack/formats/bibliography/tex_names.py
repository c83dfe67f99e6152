"""Lists of names in BibTeX files, in the two ways of writing one that leave no doubt.

`Family, Given` is the common one, and a name in braces is one piece, as an organisation's is.
Where a name has particles, or words that a reader could take for particles, its parts are named
(`family={…}, given={…}`), as BibLaTeX has it. All else is pandoc's to understand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from claimtrack.formats.bibliography.tex import read_tex, write_tex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_OTHERS: Final = {"literal": "others"}
_PARTS: Final = {"family": "family", "given": "given", "suffix": "suffix"}
#: A part that is one whatever reads it: words that begin with no small letter, no signs.
_PLAIN_WORD = r"[^\W\d_a-zà-öø-ÿ][\w.'’-]*"
_PLAIN_FAMILY = re.compile(rf"{_PLAIN_WORD}(?: {_PLAIN_WORD})*")
_PLAIN_GIVEN = re.compile(r"[^\W_][\w.'’-]*(?: [^\W_][\w.'’-]*)*")
_AND = re.compile(r"[ \t\r\n]+and[ \t\r\n]+|[{}]")
_PART = re.compile(r"\s*([a-z]+)\s*=\s*(\{(?:[^{}]|\{\})*\}|[^{},=]*)\s*(?:,|$)")


def write_names(names: Iterable[Mapping[str, Any]], *, extended: bool = True) -> str:
    """Return CSL names as a list of names between the braces of a field.

    Args:
        names: as CSL-JSON has them.
        extended: whether parts may be named, which BibLaTeX reads and BibTeX does not.
    """
    listed = [name for name in names if name]
    written = [_write_name(name, extended=extended) for name in listed]
    if listed and listed[-1] == _OTHERS:
        written[-1] = "others"
    return " and ".join(written)


def _write_name(name: Mapping[str, Any], *, extended: bool) -> str:
    if name.get("literal"):
        return f"{{{write_tex(str(name['literal']))}}}"
    family, given = str(name.get("family", "")), str(name.get("given", ""))
    if set(name) == {"family", "given"} and _is_plain(family, given):
        return f"{family}, {given}"
    if not extended:
        particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
        last = " ".join(filter(None, (*particles, _brace(family) if family else "")))
        return ", ".join(filter(None, (last, name.get("suffix"), _brace(given) if given else "")))
    parts = [f"{part}={_brace(str(name[each]))}" for each, part in _PARTS.items() if name.get(each)]
    for particle, kept in (("dropping-particle", "false"), ("non-dropping-particle", "true")):
        if name.get(particle):
            parts += [f"prefix={_brace(str(name[particle]))}", f"useprefix={kept}"]
    return ", ".join(parts)


def _brace(text: str) -> str:
    return f"{{{write_tex(text)}}}"


def _is_plain(family: str, given: str) -> bool:
    if not _PLAIN_FAMILY.fullmatch(family) or not _PLAIN_GIVEN.fullmatch(given):
        return False
    return "and" not in family.split() + given.split()


def read_names(source: str) -> list[dict[str, str]] | None:
    """Return the names of a field that are written in one of those ways; None for all others."""
    names = [_read_name(piece.strip()) for piece in split_names(source)]
    known = [name for name in names if name is not None]
    return known if len(known) == len(names) else None


def split_names(source: str) -> list[str]:
    """Return the names that `and` stands between, outside of braces."""
    pieces, depth, start = [], 0, 0
    for found in _AND.finditer(source):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif not depth:
            pieces.append(source[start : found.start()])
            start = found.end()
    return [*pieces, source[start:]]


def _read_name(piece: str) -> dict[str, str] | None:
    if piece == "others":
        return dict(_OTHERS)
    if piece.startswith("{") and piece.endswith("}"):
        literal = read_tex(piece[1:-1])
        return {"literal": literal} if literal else None
    if "=" in piece:
        return _read_parts(piece)
    family, _, given = piece.partition(",")
    family, given = family.strip(), given.strip()
    return {"family": family, "given": given} if _is_plain(family, given) else None


def _read_parts(piece: str) -> dict[str, str] | None:
    parts: dict[str, str] = {}
    here = 0
    while here < len(piece):
        match = _PART.match(piece, here)
        if match is None:
            return None
        value = match[2]
        text = read_tex(value[1:-1] if value.startswith("{") else value)
        if not text:
            return None
        parts[match[1]] = text
        here = match.end()
    name = {each: parts.pop(part) for each, part in _PARTS.items() if part in parts}
    if "prefix" in parts:
        dropping = parts.pop("useprefix", "false") != "true"
        name["dropping-particle" if dropping else "non-dropping-particle"] = parts.pop("prefix")
    return name if name and not parts else None
