"""From the bytes of a ledger's files to records, in bulk, and to a finding where that fails."""

from __future__ import annotations

import gc
import hashlib
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from claimtrack.models.claim import Claim
from claimtrack.models.finding import Finding, Severity
from claimtrack.models.ids import find_claim_id_fault, find_slug_fault
from claimtrack.models.source import Source
from claimtrack.store import json_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CLAIMS: TypeAdapter[dict[str, Claim]] = TypeAdapter(dict[str, Claim])


class UnreadableFileError(Exception):
    """A file of the ledger that cannot be read; carries the finding that says where and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


@contextmanager
def paused_collector() -> Iterator[None]:
    """Keep the cyclic garbage collector still: a bulk load makes no garbage, only work for it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def digest(data: bytes) -> bytes:
    """Return what stands for ``data`` when we ask whether a file changed."""
    return hashlib.sha256(data).digest()


def read_source(path: Path, name: str, data: bytes) -> Source:
    """Read a source.json; ``name`` is how findings call the file.

    Raises:
        UnreadableFileError: with line and column.
    """
    source_id = path.parent.name
    if fault := find_slug_fault(source_id):
        raise UnreadableFileError(_finding(name, 1, 1, f"“{source_id}” cannot be an id", fault))
    try:
        source = Source.model_validate_json(json_files.strip_mark(data))
    except ValidationError as error:
        raise UnreadableFileError(_explain(name, data, error)) from None
    # The id is the folder's name: set past the freeze, once, before anybody else has the record.
    source.__dict__["id"] = source_id
    return source


def read_claims(path: Path, name: str, data: bytes) -> dict[str, Claim]:
    """Read a file of claims; ``name`` is how findings call it.

    Raises:
        UnreadableFileError: with line and column.
    """
    try:
        claims = _CLAIMS.validate_json(json_files.strip_mark(data))
    except ValidationError as error:
        raise UnreadableFileError(_explain(name, data, error)) from None
    beginning = f"{path.stem}/"
    for claim_id, claim in claims.items():
        if not claim_id.startswith(beginning) or find_claim_id_fault(claim_id):
            line, column = json_files.position(data, [claim_id])
            why = find_claim_id_fault(claim_id) or f"ids in this file begin with {beginning}"
            raise UnreadableFileError(
                _finding(name, line, column, f"“{claim_id}” cannot stand here", why)
            )
        claim.__dict__["id"] = claim_id  # the key; as above
    return claims


def find_duplicate_key(name: str, data: bytes) -> Finding | None:
    """Return a finding when a key stands twice in one object: JSON readers keep only the last."""
    try:
        json_files.load(data)
    except json_files.DuplicateKeyError as error:
        line, column = json_files.key_position(data, error.key)
        return Finding(
            code="DUPLICATE-KEY",
            severity=Severity.ERROR,
            where=f"{name}:{line}:{column}",
            message=str(error),
            why="only the last of them is read, and a rewrite of the file would lose the first",
        )
    except ValueError:
        return None  # not JSON at all: reading the file says so
    return None


def _explain(name: str, data: bytes, error: ValidationError) -> Finding:
    fault = error.errors(include_url=False, include_context=False)[0]
    if fault["type"] == "json_invalid":
        return _explain_json(name, data, str(fault["msg"]))
    path = [step for step in fault["loc"] if step != "[key]"]
    try:
        line, column = json_files.position(data, path)
    except ValueError:
        line, column = 1, 1
    message = str(fault["msg"]).removeprefix("Value error, ")
    more = error.error_count() - 1
    also = f" (and {more} more)" if more else ""
    return _finding(
        name,
        line,
        column,
        f"{'.'.join(map(str, path)) or 'the file'}: {message}{also}",
        "wrong type",
    )


def _explain_json(name: str, data: bytes, said: str) -> Finding:
    """Say where JSON breaks off, in the words of the standard library, which name the place."""
    try:
        json.loads(json_files.strip_mark(data).decode())
    except json.JSONDecodeError as error:
        hint = "the file may have been cut off" if error.pos >= len(error.doc.rstrip()) else ""
        if any(mark in error.doc for mark in ("\n<<<<<<< ", "\n>>>>>>> ")):
            hint = "it holds marks of a merge conflict"
        return _finding(name, error.lineno, error.colno, error.msg, hint or "not JSON")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _finding(name, line, 1, "not UTF-8", f"byte {data[error.start]:#04x}")
    except RecursionError:
        said = "nested too deep"
    return _finding(name, 1, 1, said, "not JSON")


def _finding(name: str, line: int, column: int, message: str, why: str) -> Finding:
    return Finding(
        code="UNREADABLE",
        severity=Severity.ERROR,
        where=f"{name}:{line}:{column}",
        message=message,
        why=why,
    )


def why_not(name: str, error: OSError) -> Finding:
    """Return the finding for a file that the system will not let us read."""
    return _finding(name, 1, 1, error.strerror or str(error), "the system would not let us read it")


__all__ = [
    "UnreadableFileError",
    "digest",
    "find_duplicate_key",
    "paused_collector",
    "read_claims",
    "read_source",
    "why_not",
]
