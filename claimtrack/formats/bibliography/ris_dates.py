"""Dates in RIS: `YYYY/MM/DD/other`, where everything but the year may be missing."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from claimtrack.errors import InvalidDateError
from claimtrack.formats.bibliography.item_dates import read_date_text
from claimtrack.models import csl
from claimtrack.models.base import parse_date
from claimtrack.values.edtf import Precision

if TYPE_CHECKING:
    from claimtrack.values.dates import Edtf

_DATE = re.compile(r"(\d{4})(?:[/.-](\d{1,2})?)?(?:[/.-](\d{1,2})?)?(?:/(.*))?")
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_CIRCA: Final = frozenset({"circa", "ca.", "ca", "c."})
_PLAIN: Final = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1}


def write_ris_date(value: str | dict[str, Any]) -> tuple[str, str]:
    """Return a date as RIS writes it, as far as it can, and its year; "" for what is not known."""
    date = csl.read_date(value)
    if date is None:
        words = value if isinstance(value, dict) else {}
        text = str(words.get("literal") or words.get("raw") or "")
        return text, text
    if date.start is None:
        return "", ""
    year = f"{date.earliest.year:04}" if date.earliest else ""
    if date.season:
        names = list(_SEASONS)
        names.remove("fall")
        return f"{year}///{names[date.season - 1]}", year
    places = _PLAIN.get(date.precision, 0)
    if not places or "X" in date.text:
        return "", "" if "X" in date.text else year
    return _write_parts(date, places), year


def _write_parts(date: Edtf, places: int) -> str:
    numbers = [f"{n:04}" if place == 0 else f"{n:02}" for place, n in enumerate(date.to_parts()[0])]
    parts = [*numbers[:places], "", ""][:3]
    return "/".join((*parts, "circa" if date.approximate else ""))


def read_ris_date(text: str) -> str | dict[str, Any] | None:
    """Return a date of a RIS file: EDTF text, else its words; None where there is none."""
    words = text.strip().rstrip("/").strip()
    with suppress(InvalidDateError):
        return parse_date(words).text
    match = _DATE.fullmatch(words)
    if match:
        year, month, day, other = match.groups()
        said = (other or "").strip().lower()
        number = str(_SEASONS.get(said, month or ""))
        written = "-".join(part.zfill(2) for part in (year, number, day or "") if part)
        with suppress(InvalidDateError):
            return parse_date(written + ("~" if said in _CIRCA else "")).text
    return read_date_text(words)
