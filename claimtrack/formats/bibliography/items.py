"""From an item as other programs write it to a source that our model takes.

Bibliographies come from anywhere. What is only written otherwise is put right without a word; what
cannot be understood is kept under `custom.unread` and named in a remark; and only what makes no
source at all is refused, with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from claimtrack.errors import InvalidDateError
from claimtrack.formats.bibliography.item_dates import read_csl_date
from claimtrack.formats.contract import Entry
from claimtrack.formats.records import refuse_entry
from claimtrack.formats.remarks import note, warn
from claimtrack.models import csl
from claimtrack.models.base import parse_date
from claimtrack.models.ids import find_slug_fault, slugify
from claimtrack.models.naming import propose_slug
from claimtrack.models.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.models.finding import Finding

#: What a source is when the file does not say, or says what CSL does not have.
PLAIN_TYPE: Final = "document"

#: Nested deeper than any item is, and not so deep that a file could stop the program.
_DEEPEST = 40
_LONGEST_KEY, _KEY_WORDS = 80, 12
_PLAIN_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.:+/-]*")
_NUMERIC = re.compile(r"[0-9X?~%./-]+")
_RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?=10\.)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_NAME_PIECES = frozenset(
    "family given dropping-particle non-dropping-particle suffix literal".split()
) | frozenset("comma-suffix static-ordering parse-names".split())


@dataclass(slots=True)
class Naming:
    """Proposes ids for the entries of one file, each another one."""

    _taken: set[str] = field(default_factory=set)
    _counts: dict[str, int] = field(default_factory=dict)

    def propose(self, key: str, item: Mapping[str, Any]) -> str:
        """Return an id: the key where it is or makes one, else words of the item."""
        slug = key
        if find_slug_fault(key):
            plain = len(key) <= _LONGEST_KEY and _PLAIN_KEY.fullmatch(key) and "://" not in key
            slug = (slugify(key, most=_KEY_WORDS) if plain else "") or propose_slug(item)
        return self._make_free(slug)

    def _make_free(self, slug: str) -> str:
        free, number = slug, self._counts.get(slug, 1)
        while free in self._taken:
            number += 1
            free = f"{slug[:90].rstrip('-')}-{number}"
        self._counts[slug] = number
        self._taken.add(free)
        return free


def make_entry(
    item: Mapping[str, Any],
    *,
    where: str,
    key: str,
    naming: Naming,
    extras: Mapping[str, Any] | None = None,
    remarks: tuple[Finding, ...] = (),
) -> Entry | Finding:
    """Make an entry of an item by its CSL names, its id left out.

    Args:
        item: what was read, of whatever types.
        where: its place, as ``file:line``.
        key: what it is called in the file; "" where it has no name.
        naming: of the file.
        extras: fields of a source beside its CSL item.
        remarks: what was found on the way here.

    Returns:
        The entry, or why there is none.
    """
    try:
        plain = clean_value(dict(item))
        more = clean_value(dict(extras or {}))
    except RecursionError:
        return refuse(where, "is nested deeper than any source", "nothing in a source is")
    settled, found = settle_item(plain, where)
    if not key and not more and settled.keys() <= {"type"}:
        return refuse(where, "says nothing", "a source has at least a title, or an address")
    remarks = (*remarks, *found)
    named = naming.propose(key, settled)
    try:
        source = Source.model_validate({**more, "csl": settled, "id": named})
    except ValidationError as error:
        fault = "; ".join(str(each["msg"]) for each in error.errors()[:3])
        if not more:
            return refuse(where, "makes no source", fault)
        source = Source.model_validate({"csl": settled, "id": named})
        remarks = (*remarks, warn("UNREAD-FIELD", where, "its own fields were left out", fault))
    is_type_said = settled["type"] != PLAIN_TYPE  # of which much else is, in other programs
    return Entry(where=where, source=source, remarks=remarks, is_type_said=is_type_said)


def refuse(where: str, message: str, why: str) -> Finding:
    """Return the finding of an entry that is not taken."""
    return refuse_entry(where, f"this entry {message}", why)


def settle_item(item: dict[str, Any], where: str) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Return a CSL item that our model takes, and what of it could not be understood."""
    settled: dict[str, Any] = {}
    unread: dict[str, Any] = {}
    remarks: list[Finding] = []
    for name, value in item.items():
        if value in (None, "", [], {}) or name == "type":
            continue
        try:
            put_right = _put_right(name, value)
        except (TypeError, ValueError) as error:
            unread[name] = value
            why = error.reason if isinstance(error, InvalidDateError) else str(error)
            message = f"{name} could not be read; it is kept under custom.unread"
            remarks.append(warn("UNREAD-FIELD", where, message, why))
            continue
        if put_right in (None, "", []):
            continue
        settled[name] = put_right
        if name in csl.DATES and isinstance(put_right, dict) and "date-parts" not in put_right:
            words = str(put_right.get("raw") or put_right.get("literal"))
            message = f"{name} is kept as its words, “{words}”"
            remarks.append(note("DATE-IN-WORDS", where, message, _explain(words)))
    given = item.get("type")
    settled["type"] = given if isinstance(given, str) and given in csl.TYPES else PLAIN_TYPE
    if given and settled["type"] != given:
        unread["type"] = given
        message = f"the type {given!r} is none of CSL's; it was taken as “{PLAIN_TYPE}”"
        remarks.append(note("UNREAD-FIELD", where, message, "its own is under custom.unread"))
    if unread:
        custom = settled.get("custom", {})
        kept = custom.get("unread")
        settled["custom"] = {**custom, "unread": {**_as_object(kept), **unread}}
    return settled, tuple(remarks)


def _explain(words: str) -> str:
    if not _NUMERIC.fullmatch(words):
        return "it is not written in numbers, as EDTF is"
    try:
        parse_date(words)
    except InvalidDateError as error:
        return error.reason
    return "it is given as words"


def _put_right(name: str, value: object) -> object:
    """Return the value of a variable in its type.

    Raises:
        ValueError: it cannot be.
        TypeError: likewise.
    """
    if name in csl.DATES:
        return read_csl_date(value)
    if name in csl.NAMES:
        return [_read_name(each) for each in (value if isinstance(value, list) else [value])]
    if name in csl.NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if name in csl.STRINGS | csl.NUMBERS:
        text = _read_text(name, value)
        return _RESOLVER.sub("", text) if name == "DOI" else text
    if name == "categories":
        return [_read_text(name, each) for each in (value if isinstance(value, list) else [value])]
    if name == "custom" and not isinstance(value, dict):
        raise TypeError("custom must be an object")
    return value


def _read_text(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    raise TypeError(f"{name} must be a text")


def _read_name(value: object) -> dict[str, Any]:
    if isinstance(value, str):
        return {"literal": value}
    if not isinstance(value, dict):
        raise TypeError("a name is an object with family and given, or literal")
    name = {piece: each for piece, each in value.items() if each not in (None, "")}
    if value.get("isInstitution") and "family" in name and "given" not in name:
        name["literal"] = name.pop("family")  # as several reference managers mark organisations
    name.pop("isInstitution", None)
    if strange := sorted(set(name) - _NAME_PIECES):
        raise ValueError(f"{', '.join(strange)} is no part of a name")
    if not name:
        raise ValueError("a name has no letters")
    return name


def _as_object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def clean_value(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - JSON is of any type
    """Return a value without control characters and halves of characters, however deep they are.

    Raises:
        RecursionError: it is nested deeper than any item.
    """
    if isinstance(value, str):
        return clean_text(value)
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        return {clean_text(name): clean_value(each, depth + 1) for name, each in value.items()}
    if isinstance(value, list):
        return [clean_value(each, depth + 1) for each in value]
    return value


def clean_text(text: str) -> str:
    """Return text without control characters; halves of characters become U+FFFD."""
    if text.isprintable():
        return text
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))
