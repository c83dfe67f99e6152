"""What a format says beside the records: findings, each with its place and its why."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from claimtrack.errors import DamagedTextError, NotTextError, UnreadableFormatError
from claimtrack.formats.whole import read_whole
from claimtrack.models.finding import Finding, Severity
from claimtrack.values.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimtrack.formats.contract import Selection
    from claimtrack.values.encoding import Decoded

#: Names that a list in a message shows before it only counts.
_SHOWN = 2


def warn(code: str, where: str, message: str, why: str) -> Finding:
    """Return a finding that something is missing or was not taken."""
    return Finding(code=code, severity=Severity.WARNING, where=where, message=message, why=why)


def note(code: str, where: str, message: str, why: str) -> Finding:
    """Return a finding that is worth knowing."""
    return Finding(code=code, severity=Severity.NOTE, where=where, message=message, why=why)


def read_text(stream: IO[bytes], name: str) -> tuple[str, tuple[Finding, ...]]:
    """Return all text of a file, in whatever encoding, and what a person should know of it.

    Raises:
        UnreadableFormatError: it is no text, damaged, or too long.
    """
    try:
        decoded = decode(read_whole(stream, name))
    except (NotTextError, DamagedTextError) as error:
        raise UnreadableFormatError(name, str(error)) from None
    return decoded.text, note_encoding(decoded, name)


def note_encoding(decoded: Decoded, name: str) -> tuple[Finding, ...]:
    """Return a note on how the bytes of a file were read, where that is not beyond doubt."""
    if not decoded.note:
        return ()
    why = "the file does not say what encoding it is in"
    return (note("ENCODING-GUESSED", f"{name}:1", decoded.note, why),)


def note_claims(selection: Selection, title: str) -> list[Finding]:
    """Return a note on the claims that a format of sources alone leaves out, if there are any."""
    count = len(selection.claims)
    if not count:
        return []
    claims = "1 claim is" if count == 1 else f"{count:,} claims are"
    why = f"{title} describes sources; it has no place for claims and their passages"
    return [note("CLAIMS-LEFT-OUT", title, f"{claims} left out", why)]


def note_fields(left_out: Mapping[str, Sequence[str]], title: str) -> list[Finding]:
    """Return a note on each field that a format has no place for.

    Args:
        left_out: the ids of the sources that have it, by the name of the field.
        title: of the format.
    """
    why = f"{title} has no place for it"
    return [
        note("FIELDS-LEFT-OUT", title, f"left out: {name} of {_name_some(sources)}", why)
        for name, sources in sorted(left_out.items())
    ]


def _name_some(sources: Sequence[str]) -> str:
    shown = ", ".join(sources[:_SHOWN])
    return f"{shown} and {len(sources) - _SHOWN:,} more" if len(sources) > _SHOWN else shown
