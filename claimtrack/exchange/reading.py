"""Reading a file to be imported: which format it is of, and its entries one after another."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from claimtrack.errors import UnreadableFormatError
from claimtrack.exchange.exporting import needing_extra
from claimtrack.formats.contract import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claimtrack.formats.contract import Format
    from claimtrack.models.finding import Finding


def find_readers(formats: Mapping[str, Format], file_name: str) -> list[Format]:
    """Return the formats that a file of this name may be of, the likeliest first.

    The longest suffix tells most: `.csl.json` is asked before `.json`.
    """
    name = file_name.lower()
    found = [
        (-len(suffix), form)
        for form in formats.values()
        if form.read is not None
        for suffix in form.suffixes
        if name.endswith(suffix)
    ]
    return list({form.name: form for _, form in sorted(found, key=lambda pair: pair[0])}.values())


def read_entries(
    stream: IO[bytes], name: str, forms: Sequence[Format]
) -> tuple[Format, Iterable[Entry | Finding]]:
    """Return the format that a file is of, and what is in it.

    Where several may be meant, each is tried until one reads as far as a first entry.

    Args:
        stream: the file, which can be gone back to its beginning in.
        name: what it is called in messages.
        forms: the formats it may be of.

    Raises:
        UnreadableFormatError: it is of none of them; each has its reason.
        MissingExtraError: a library is needed that is not installed.
    """
    reasons: dict[str, list[str]] = {}
    doubtful: Format | None = None
    for form in forms:
        entries = _read(form, stream, name)
        try:
            first = next(entries, None)
        except UnreadableFormatError as error:
            if not form.own or len(forms) == 1:  # what is also read as anybody's has that reason
                place = "" if error.name == name else f"{error.name}: "
                reasons.setdefault(f"{place}{error.reason}", []).append(form.name)
            continue
        if isinstance(first, Entry):
            return form, _chain(first, entries)
        doubtful = doubtful or form
    if doubtful is not None:
        return doubtful, _read(doubtful, stream, name)
    raise UnreadableFormatError(name, _explain(reasons))


def _explain(reasons: Mapping[str, Sequence[str]]) -> str:
    """Return why a file is of no format: one line for each reason that there is."""
    if len(reasons) < 2:  # noqa: PLR2004 - several
        return next(iter(reasons), "no format was given")
    lines = (f"{', '.join(forms)}: {reason}" for reason, forms in reasons.items())
    return "\n  ".join(["it is none of these", *lines])


def _read(form: Format, stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    if form.read is None:
        raise ValueError(f"{form.name} is only written")
    stream.seek(0)
    with needing_extra(form):
        yield from form.read(stream, name)


def _chain(first: Entry, rest: Iterator[Entry | Finding]) -> Iterator[Entry | Finding]:
    yield first
    yield from rest
