"""From the bytes of a ledger's files to records, in bulk, and to a finding where that fails."""

from __future__ import annotations

import json
import re

from pydantic import TypeAdapter, ValidationError

from claimtrack.models.claim import Claim
from claimtrack.models.finding import Finding, Severity
from claimtrack.models.ids import (
    LONGEST_DEVICE_NAME,
    LONGEST_SLUG,
    SLUG_FORM,
    find_claim_id_fault,
    find_slug_fault,
)
from claimtrack.models.source import Source
from claimtrack.store import json_files
from claimtrack.store.plain import printable

_CLAIMS: TypeAdapter[dict[str, Claim]] = TypeAdapter(dict[str, Claim])

#: What to do about each fault, told as the reason of its finding.
_NOT_JSON = "it is not JSON: mend it at this place, or restore the file"
_CUT_OFF = "the file may have been cut off: restore it"
_MERGED = (
    "it holds marks of a merge conflict: keep what is right of both sides, and delete the lines "
    "that begin with <<<<<<<, ======= and >>>>>>>"
)
_MISFIT = "it cannot stand here; docs/file-format.md says what can"

#: An item is checked as a whole: what is said of it begins with the variable that is meant.
_VARIABLE = re.compile(r"[\w-]+")

_PLACE = re.compile(r" at line (\d+) column (\d+)$")


class UnreadableFileError(Exception):
    """A file of the ledger that cannot be read; carries the finding that says where and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def read_source(source_id: str, name: str, data: bytes) -> Source:
    """Read a source.json; ``name`` is how findings call the file.

    Types are strict here: a number in quotation marks is a text, and a text is no number.

    Raises:
        UnreadableFileError: with line and column.
    """
    _refuse_id(source_id, name)
    try:
        source = Source.model_validate_json(json_files.strip_mark(data), strict=True)
    except ValidationError as error:
        raise UnreadableFileError(_explain(name, data, error)) from None
    # The id is the folder's name: set past the freeze, once, before anybody else has the record.
    source.__dict__["id"] = source_id
    return source


def read_claims(source_id: str, name: str, data: bytes) -> dict[str, Claim]:
    """Read the file of a source's claims; ``name`` is how findings call it. Types are strict.

    Raises:
        UnreadableFileError: with line and column.
    """
    _refuse_id(source_id, name)
    try:
        claims = _CLAIMS.validate_json(json_files.strip_mark(data), strict=True)
    except ValidationError as error:
        raise UnreadableFileError(_explain(name, data, error)) from None
    beginning = f"{source_id}/"
    offset = len(beginning)
    for claim_id, claim in claims.items():
        # All but a few ids pass these quick questions; the others are asked the thorough ones.
        if not (
            claim_id.startswith(beginning)
            and SLUG_FORM.fullmatch(claim_id, offset)
            and offset + LONGEST_DEVICE_NAME < len(claim_id) <= offset + LONGEST_SLUG
        ):
            _check_key(beginning, name, data, claim_id)
        claim.__dict__["id"] = claim_id  # the key; as above
    return claims


def find_hidden_fault(name: str, data: bytes) -> Finding | None:
    """Return a finding for what reading passes over, and a rewrite of the file would not keep."""
    try:
        json_files.load(data)
    except json_files.DuplicateKeyError as error:
        line, column = json_files.position_of_duplicate(data)
        return Finding(
            code="DUPLICATE-KEY",
            severity=Severity.ERROR,
            where=f"{name}:{line}:{column}",
            message=str(error),
            why="only the last of them is read, and a rewrite of the file would lose the first",
        )
    except json_files.ConstantError as error:
        line, column = json_files.position_of_constant(data)
        return _finding(name, line, column, str(error), "JSON has no such number")
    except ValueError:
        return None  # not JSON at all: reading the file says so
    return None


def _refuse_id(source_id: str, name: str) -> None:
    if fault := find_slug_fault(source_id):
        message = f"“{printable(source_id)}” cannot be an id"
        raise UnreadableFileError(_finding(name, 1, 1, message, fault))


def _check_key(beginning: str, name: str, data: bytes, claim_id: str) -> None:
    if not claim_id.startswith(beginning):
        why: str | None = f"ids in this file begin with {beginning}"
    else:
        why = find_claim_id_fault(claim_id)
    if why:
        line, column = json_files.position(data, [claim_id])
        finding = _finding(name, line, column, f"“{claim_id}” cannot stand here", why)
        raise UnreadableFileError(finding)


def _explain(name: str, data: bytes, error: ValidationError) -> Finding:
    fault = error.errors(include_url=False, include_context=False)[0]
    if fault["type"] == "json_invalid":
        return _explain_json(name, data, str(fault["msg"]))
    path = fault["loc"]
    message = str(fault["msg"]).removeprefix("Value error, ")
    variable = _VARIABLE.match(message) if path == ("csl",) else None
    line, column = json_files.position(data, [*path, *([variable[0]] if variable else [])])
    more = error.error_count() - 1
    also = f" (and {more} more)" if more else ""
    return _finding(
        name,
        line,
        column,
        f"{'.'.join(map(str, path)) or 'the file'}: {message}{also}",
        _MISFIT,
    )


def _explain_json(name: str, data: bytes, said: str) -> Finding:
    """Say where JSON breaks off, in the words of the standard library where it sees it too."""
    data = json_files.strip_mark(data)
    try:
        json.loads(data.decode())
    except json.JSONDecodeError as error:
        hint = _CUT_OFF if error.pos >= len(error.doc.rstrip()) else _NOT_JSON
        if any(mark in f"\n{error.doc}" for mark in ("\n<<<<<<< ", "\n>>>>>>> ")):
            hint = _MERGED
        return _finding(name, error.lineno, error.colno, error.msg, hint)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        why = f"byte {data[error.start]:#04x}: save the file as UTF-8, or restore it"
        return _finding(name, line, column, "not UTF-8", why)
    except (RecursionError, ValueError):
        pass  # nested too deep, or a number too long: our reader names the place itself
    place = _PLACE.search(said)
    what = said.removeprefix("Invalid JSON: ").removesuffix(place[0] if place else "")
    return _finding(name, *((int(place[1]), int(place[2])) if place else (1, 1)), what, _NOT_JSON)


def _finding(name: str, line: int, column: int, message: str, why: str) -> Finding:
    return Finding(
        code="UNREADABLE",
        severity=Severity.ERROR,
        where=f"{printable(name)}:{line}:{column}",
        message=message,
        why=why,
    )


def why_not(name: str, error: OSError) -> Finding:
    """Return the finding for a file that the system will not let us read."""
    return _finding(name, 1, 1, error.strerror or str(error), "the system would not let us read it")


__all__ = [
    "UnreadableFileError",
    "find_hidden_fault",
    "read_claims",
    "read_source",
    "why_not",
]
