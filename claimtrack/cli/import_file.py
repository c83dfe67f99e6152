"""`import`: take in what another program, or another ledger, wrote."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from claimtrack.cli.options import JsonOption, LedgerOption, open_ledger, show_examples
from claimtrack.cli.output import (
    count,
    print_columns,
    print_findings,
    print_json,
    print_line,
    print_text,
)
from claimtrack.cli.verify import showing_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.exchange.outcome import Outcome, Tally
    from claimtrack.exchange.packages import Package, PackageReader
    from claimtrack.formats.contract import Entry, Format
    from claimtrack.models.finding import Finding

_EXAMPLES = show_examples(
    "claimtrack import ledger.jsonl --dry-run",
    "claimtrack import sheet.csv --mapping sheet.toml",
    "claimtrack import library.json --format csl-json --update",
    "claimtrack export jsonl -C ../other | claimtrack import - --format jsonl",
    "claimtrack import ledger.zip     a crate or a bag, with its copies",
)

#: So many findings are printed; --json has them all.
_SHOWN = 50

#: As many bytes of a pipe or a device are kept, which may have no end.
_MOST_PIPED = 1 << 32
_PIECE = 1 << 20

#: What spreadsheets save by themselves, and nobody should read by guessing.
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".numbers"})


def complete_format(incomplete: str) -> list[str]:
    """Return the names of what can be read that begin with ``incomplete``."""
    from claimtrack.exchange.packages import list_packages

    packages = [name for name, each in list_packages().items() if each.read is not None]
    return [name for name in (*_list_readable(), *packages) if name.startswith(incomplete)]


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("import", epilog=_EXAMPLES)(import_file)


def import_file(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="The file, the folder of an RO-Crate or a bag, or - for standard input.",
            show_default=False,
        ),
    ],
    *,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="What it is.  [default: as its name ends]",
            autocompletion=complete_format,
            show_default=False,
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping",
            metavar="TOML",
            help="Which column of a CSV or Parquet table is which field.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would come of it; store nothing.")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Where they differ, take what the file says.")
    ] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in sources and claims from a file: all that can be taken, in one change.

    What the ledger has already is found by its id, DOI, address or text, and not taken twice.
    Where the file says something else, the ledger's own stays, what it lacks is filled in, and
    each difference is told. A quote is looked up in the text where that is held, and left out with
    the reason where it does not stand there.

    Exits with 1 when something in the file was refused; all the rest is taken.
    """
    from claimtrack.exchange.importing import plan_import, store_outcome

    with (
        _refusing_what_is_too_much(file),
        _reading(file, form, mapping) as (chosen, entries),
        showing_progress(sys.stderr, work="importing") as progress,
    ):
        opened = open_ledger(ledger)
        outcome = plan_import(opened, entries, own=chosen.own, update=update, progress=progress)
        if not dry_run:
            store_outcome(opened, outcome)
    if as_json:
        print_json(_describe(outcome, chosen.name, stored=not dry_run))
    else:
        _print(outcome, dry_run=dry_run)
    if outcome.refused:
        raise typer.Exit(1)


@contextmanager
def _refusing_what_is_too_much(file: Path) -> Iterator[None]:
    """Say that there is too little memory for a file; nothing of it was stored then.

    Raises:
        UnreadableInputError: instead of `MemoryError`.
    """
    from claimtrack.errors import UnreadableInputError

    try:
        yield
    except MemoryError:
        raise UnreadableInputError(str(file), "there is too little memory for it") from None


@contextmanager
def _reading(
    file: Path, form: str | None, mapping: Path | None
) -> Iterator[tuple[Format | Package, Iterable[Entry | Finding]]]:
    """Give what a file is and what is in it."""
    from claimtrack.exchange.exporting import needing_extra
    from claimtrack.exchange.packages import open_package
    from claimtrack.exchange.reading import read_entries

    packages = _choose_packages(file, form)
    if packages and mapping is None:
        with open_package(file, list(packages)) as (package, container):
            with needing_extra(package), showing_progress(sys.stderr, work="checking") as progress:
                entries = packages[package](container, progress)
            yield package, entries
        return
    forms = _choose_formats(file, form)
    if mapping is not None:
        forms = _apply_mapping(forms, mapping)
    with _opening(file) as stream:
        yield read_entries(stream, file.name if str(file) != "-" else "-", forms)


def _choose_packages(file: Path, name: str | None) -> dict[Package, PackageReader]:
    """Return the packages that a file or folder may be of; none where a format is meant."""
    from claimtrack.exchange.packages import list_packages

    readers = {each: each.read for each in list_packages().values() if each.read is not None}
    if name is not None:
        readers = {each: read for each, read in readers.items() if each.name == name}
    elif not file.is_dir():
        ending = file.name.lower()
        readers = {each: read for each, read in readers.items() if ending.endswith(each.suffixes)}
    if readers and str(file) == "-":
        raise typer.BadParameter(f"{name} is read from a file or a folder, not from a stream")
    return readers


def _list_readable() -> dict[str, Format]:
    from claimtrack.formats.listing import list_formats

    return {name: each for name, each in list_formats().items() if each.read is not None}


def _choose_formats(file: Path, name: str | None) -> list[Format]:
    from claimtrack.exchange.packages import list_packages
    from claimtrack.exchange.reading import find_readers

    readable = _list_readable()
    packages = [each.name for each in list_packages().values() if each.read is not None]
    known = ", ".join([*readable, *packages])
    if name is not None:
        if name not in readable:
            raise typer.BadParameter(f"“{name}” is not read; what is read: {known}")
        return [readable[name]]
    found = find_readers(readable, file.name)
    if not found:
        _refuse_unknown(file, known)
    return found


def _refuse_unknown(file: Path, known: str) -> NoReturn:
    """Say why a file of this name is of no format.

    Raises:
        UnreadableInputError: there is no such file.
        BadParameter: there is one; what it is must be said, or it must be saved as something else.
    """
    from claimtrack.errors import UnreadableInputError

    if str(file) != "-" and not os.path.lexists(file):
        raise UnreadableInputError(str(file), "there is no such file")
    if file.suffix.lower() in _WORKBOOKS:
        raise typer.BadParameter(
            f"{file} is a workbook: save its table as CSV (UTF-8), and import that"
        )
    raise typer.BadParameter(f"say with --format what {file} is: {known}")


def _apply_mapping(forms: list[Format], mapping: Path) -> list[Format]:
    """Return the formats that are tables, each as one of somebody else's.

    Raises:
        UnreadableInputError, InvalidMappingError: the mapping cannot be used.
    """
    from claimtrack.formats.mapping import map_table, read_mapping
    from claimtrack.ledger.intake import MEGABYTE, read_file

    mapped = read_mapping(read_file(mapping, MEGABYTE), str(mapping))
    tables = [each for form in forms if (each := map_table(form, mapped))]
    if not tables:
        raise typer.BadParameter("--mapping is for tables: CSV and Parquet")
    return tables


@contextmanager
def _opening(file: Path) -> Iterator[IO[bytes]]:
    """Open a file, or standard input, so that one can go back to its beginning.

    Raises:
        UnreadableInputError: it cannot be read.
    """
    from claimtrack.errors import UnreadableInputError

    if str(file) == "-":
        with keep_piped(sys.stdin.buffer, "standard input") as spooled:
            yield spooled
        return
    try:
        stream = file.open("rb")
    except OSError as error:
        raise UnreadableInputError(str(file), error.strerror or str(error)) from None
    with stream:
        if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            yield stream
            return
        with keep_piped(stream, str(file)) as spooled:  # a pipe, a device
            yield spooled


@contextmanager
def keep_piped(stream: IO[bytes], name: str, most: int = _MOST_PIPED) -> Iterator[IO[bytes]]:
    """Give what comes through a pipe as a file.

    Raises:
        UnreadableInputError: it has no end, or there is no place for it.
    """
    from claimtrack.errors import UnreadableInputError

    with tempfile.TemporaryFile() as spooled:
        done = 0
        try:
            while piece := stream.read(_PIECE):
                done += len(piece)
                if done > most:
                    reason = f"it goes on after {most:,} bytes; import it as a file"
                    raise UnreadableInputError(name, reason)
                spooled.write(piece)
            spooled.seek(0)
        except OSError as error:
            raise UnreadableInputError(name, error.strerror or str(error)) from None
        yield spooled


def _print_ids(verb: str, ids: list[str]) -> None:
    for record_id in ids[:_SHOWN]:
        print_line(f"{verb} {record_id}")
    if (left := len(ids) - _SHOWN) > 0:
        print_line(f"{verb} {left:,} more (--json shows all)")


def _describe(outcome: Outcome, form: str, *, stored: bool) -> dict[str, Any]:
    return {
        "format": form,
        "sources": _describe_tally(outcome.sources),
        "claims": _describe_tally(outcome.claims),
        "added": outcome.list_added(),
        "changed": outcome.list_changed(),
        "copies": len(outcome.copies),
        "refused": outcome.refused,
        "findings": [finding.to_document() for finding in outcome.findings],
        "stored": stored,
    }


def _describe_tally(tally: Tally) -> dict[str, int]:
    return {"added": tally.added, "changed": tally.changed, "unchanged": tally.unchanged}


def _print(outcome: Outcome, *, dry_run: bool) -> None:
    print_findings(outcome.findings[:_SHOWN])
    if (left := len(outcome.findings) - _SHOWN) > 0:
        print_text(f"and {left:,} more (--json shows all)")
    if outcome.findings:
        print_text()
    if dry_run:
        _print_ids("would add", outcome.list_added())
        _print_ids("would change", outcome.list_changed())
    rows = [
        ("", "added", "changed", "unchanged"),
        *(
            (noun, f"{tally.added:,}", f"{tally.changed:,}", f"{tally.unchanged:,}")
            for noun, tally in (("sources", outcome.sources), ("claims", outcome.claims))
        ),
    ]
    print_columns(rows)
    if outcome.copies:
        print_text(f"with {count(len(outcome.copies), 'copy', 'copies')} of sources")
    if outcome.refused:
        print_text(f"{outcome.refused:,} refused")
    if dry_run:
        print_text("nothing was stored: --dry-run")
