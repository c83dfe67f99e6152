"""Dates between EDTF, as the ledger holds them, and what bibliographies of others say.

CSL-JSON has `date-parts`, which every program reads and which say less than EDTF. What they cannot
say stands beside them in `raw`, which the schema has for a date as text: so a reference manager
gets the year at least, and we get everything back.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from claimtrack.errors import InvalidDateError
from claimtrack.models import csl
from claimtrack.models.base import parse_date

if TYPE_CHECKING:
    from claimtrack.values.dates import Edtf

#: Pieces of a CSL date that an EDTF text says as well.
_SAID_BY_EDTF = frozenset({"date-parts", "season", "circa", "edtf"})
_BLANK_PARTS = (None, "", 0, "0")
_TIME_OF_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:.*", re.DOTALL)


def write_csl_date(value: str | dict[str, Any]) -> dict[str, Any] | None:
    """Return a date variable as the CSL data schema wants it; None where it says nothing.

    Args:
        value: an EDTF text, or an object as CSL-JSON has it.
    """
    date = csl.read_date(value)
    if date is None:
        words = value if isinstance(value, dict) else {}
        return {name: words[name] for name in ("literal", "raw") if words.get(name)} or None
    written = _write_parts(date)
    if isinstance(value, dict) and value.get("literal"):
        written["literal"] = value["literal"]
    return written


def _write_parts(date: Edtf) -> dict[str, Any]:
    if date.is_interval and None in (date.start, date.stop):
        return {"raw": date.text}  # its one end alone would read as a date
    written: dict[str, Any] = {"date-parts": date.to_parts()}
    if date.season:
        written["season"] = date.season
    if date.approximate or date.uncertain:
        written["circa"] = True
    with suppress(InvalidDateError):
        if csl.read_date(written) == date:
            return written
    return {**written, "raw": date.text}


def read_csl_date(value: object) -> str | dict[str, Any] | None:
    """Return a date variable of an item as the ledger holds it: EDTF text wherever that says it.

    Returns:
        The EDTF text; the object where it holds words beside or instead of a date; None where it
        says nothing.

    Raises:
        ValueError: it can be no date (InvalidDateError is one).
        TypeError: it is nothing that dates are made of.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | dict):
        raise TypeError("a date is a text or an object with date-parts")
    if not isinstance(value, dict):
        return read_date_text(str(value))
    kept = {name: each for name, each in value.items() if each not in (None, "", [], {}, False)}
    if "date-parts" in kept:
        kept["date-parts"] = _trim_parts(kept["date-parts"])
        if not kept["date-parts"]:
            del kept["date-parts"]
    raw = kept.get("raw")
    if isinstance(raw, str):
        if set(kept) == {"raw"}:
            return read_date_text(raw)
        with suppress(InvalidDateError):
            if write_csl_date(raw) == kept:
                return parse_date(raw).text
    date = csl.read_date(kept)
    if date is not None and set(kept) <= _SAID_BY_EDTF:
        return date.text
    return kept if date is not None or kept.get("literal") or raw else None


def read_date_text(text: str) -> str | dict[str, Any] | None:
    """Return a date that stands as text: EDTF where it is that, else its words as `raw`."""
    words = text.strip()
    if not words:
        return None
    timed = _TIME_OF_DAY.fullmatch(words)
    try:
        return parse_date(timed[1] if timed else words).text
    except InvalidDateError:
        return {"raw": words}


def _trim_parts(parts: object) -> object:
    """Return date-parts without what programs write where they know nothing."""
    if not isinstance(parts, list) or not all(isinstance(part, list) for part in parts):
        return parts
    return [trimmed for part in parts if (trimmed := _trim_part(part))]


def _trim_part(part: list[Any]) -> list[Any]:
    known = list(part)
    while known and known[-1] in _BLANK_PARTS:
        known.pop()
    return [int(n) if isinstance(n, float) and n.is_integer() else n for n in known]
