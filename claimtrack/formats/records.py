"""Records from plain values, as strictly as from a ledger's own files, and why they are none."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import ValidationError

from claimtrack.models.claim import Claim
from claimtrack.models.finding import Finding, Severity
from claimtrack.models.ids import find_claim_id_fault, find_slug_fault
from claimtrack.models.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What Python reads in time that grows with it.
_MOST_DIGITS = 4000


def read_source(document: Mapping[str, Any]) -> Source:
    """Return the source that a document with its ``id`` describes.

    Raises:
        ValueError: it is none; the message says what does not fit, and where.
    """
    try:
        return Source.model_validate_json(_write(document), strict=True)
    except ValidationError as error:
        raise ValueError(_explain(error)) from None


def read_claim(document: Mapping[str, Any]) -> Claim:
    """Return the claim that a document with its ``id`` describes.

    Raises:
        ValueError: it is none; the message says what does not fit, and where.
    """
    try:
        return Claim.model_validate_json(_write(document), strict=True)
    except ValidationError as error:
        raise ValueError(_explain(error)) from None


def write_record(record: Source | Claim) -> dict[str, Any]:
    """Return a record as a document, its ``id`` first."""
    return {"id": record.id, **record.to_document()}


def parse_json(text: str | bytes) -> Any:  # noqa: ANN401 - JSON is of any type
    """Read JSON strictly: no key twice in an object, no NaN, nothing nested without end.

    Raises:
        ValueError: it is not JSON.
    """
    try:
        return json.loads(
            text,
            object_pairs_hook=_refuse_twins,
            parse_constant=_refuse_constant,
            parse_float=_read_float,
            parse_int=_read_int,
        )
    except RecursionError:
        raise ValueError("nested too deep") from None


def refuse_entry(where: str, message: str, why: str) -> Finding:
    """Return the finding for an entry, a row or a line that is not taken."""
    return Finding(
        code="ENTRY-REFUSED", severity=Severity.ERROR, where=where, message=message, why=why
    )


def _write(document: Mapping[str, Any]) -> str:
    try:
        text = json.dumps(document, ensure_ascii=False, allow_nan=False)
        text.encode()
    except RecursionError:
        raise ValueError("nested too deep") from None
    except UnicodeEncodeError:
        raise ValueError("a text in it holds half a character (a lone surrogate)") from None
    return text


def _explain(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_context=False)[0]
    path = ".".join(map(str, fault["loc"]))
    message = str(fault["msg"]).removeprefix("Value error, ")
    if fault["type"] == "json_invalid":
        message = "nested too deep"  # it was written here, so nothing else can be amiss
    elif path == "id" and (why := _find_id_fault(str(fault["input"]))):
        return f"“{str(fault['input'])[:80]}” cannot be an id: {why}"
    more = error.error_count() - 1
    return (f"{path}: " if path else "") + message + (f" (and {more} more)" if more else "")


def _find_id_fault(record_id: str) -> str | None:
    return find_claim_id_fault(record_id) if "/" in record_id else find_slug_fault(record_id)


def _refuse_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise ValueError(f"the key “{key}” stands twice in one object")
            seen.add(key)
    return document


def _read_float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"the number {digits[:20]} is greater than any that can be kept")
    return number


def _read_int(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"a number of {len(digits):,} digits is longer than any that can be kept")
    return int(digits)


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
