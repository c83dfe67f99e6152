"""`export`: records in a format that other programs read."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli import clock, completion
from claimtrack.cli.options import JsonOption, LedgerOption, open_ledger, show_examples
from claimtrack.cli.output import announcing, clean, count, print_columns, print_json
from claimtrack.cli.outputs import refuse_own_places, writing_file
from claimtrack.cli.verify import load_settings, showing_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.exchange.packages import Occasion, Package
    from claimtrack.formats.contract import Format, Selection
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.finding import Finding

_EXAMPLES = show_examples(
    "claimtrack export --list",
    "claimtrack export jsonl -o ledger.jsonl",
    "claimtrack export jsonl --source courier | jq .id",
    "claimtrack export ro-crate -o ledger.zip     all of it, with its copies",
    "claimtrack export site -o public --base-url https://claims.example.org/",
)


def complete_format(incomplete: str) -> list[str]:
    """Return the names of what can be written that begin with ``incomplete``."""
    return [name for name in _list_writable() if name.startswith(incomplete)]


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("export", epilog=_EXAMPLES)(export)


def export(
    form: Annotated[
        str | None,
        typer.Argument(
            metavar="FORMAT",
            help="What to write; --list names the formats.",
            autocompletion=complete_format,
            show_default=False,
        ),
    ] = None,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to; a folder, for what is more than one file.  [default: standard output]",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="SOURCE",
            help="This source and its claims; may be repeated.",
            autocompletion=completion.complete_source,
            show_default=False,
        ),
    ] = None,
    claim: Annotated[
        list[str] | None,
        typer.Option(
            "--claim",
            metavar="CLAIM",
            help="This claim and its source; may be repeated.",
            autocompletion=completion.complete_claim,
            show_default=False,
        ),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(
            "--tag",
            metavar="TAG",
            help="Only claims with this tag; repeated, with all.",
            show_default=False,
        ),
    ] = None,
    base_url: Annotated[
        str,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Where the pages of a site will be read.  [default: as claimtrack.toml has it]",
            show_default=False,
        ),
    ] = "",
    listing: Annotated[
        bool, typer.Option("--list", help="List the formats, and write nothing.")
    ] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write sources and claims in a format that other programs read.

    What a format cannot say is told on stderr. Nothing is left half-written: FILE is replaced when
    all of it is there. Exits with 1 when something that was asked for could not be written.
    """
    if listing:
        print_formats(as_json=as_json)
        return
    if form is None:
        raise typer.BadParameter("name a FORMAT; `claimtrack export --list` shows them")
    writable = _list_writable()
    if form not in writable:
        raise typer.BadParameter(f"there is no format “{form}”; there are {', '.join(writable)}")
    from claimtrack.exchange.exporting import select_records
    from claimtrack.exchange.packages import Occasion, Package

    chosen = writable[form]
    if base_url and not (isinstance(chosen, Package) and chosen.is_published):
        raise typer.BadParameter(f"{form} has no address of its own", param_hint="'--base-url'")
    if output is not None:
        refuse_own_places(output)
    opened = open_ledger(ledger)
    selection = select_records(
        opened,
        sources=[opened.find_source(each).id for each in source or ()],
        claims=[opened.find_claim(each).id for each in claim or ()],
        tags=tag or (),
    )
    for word in tag or ():
        if not any(word in each.tags for each in opened.claims.values()):
            typer.echo(f"claimtrack: no claim has the tag “{clean(word)}”", err=True)
    if isinstance(chosen, Package):
        place = _require_place(chosen, output)
        with showing_progress(sys.stderr, work=f"writing {form}") as progress:
            occasion = Occasion(clock.today(), load_settings(ledger), base_url, progress)
            findings = _write_package(opened, selection, chosen, place, occasion)
    else:
        with announcing(f"writing {form}"):
            findings = _write_format(selection, chosen, output)
    _report(selection, chosen.name, findings, output, as_json=as_json)


def print_formats(*, as_json: bool) -> None:
    """List what can be written and what can be read."""
    from claimtrack.exchange.packages import list_packages
    from claimtrack.formats.listing import list_formats

    known: list[Format | Package] = [*list_formats().values(), *list_packages().values()]
    if as_json:
        print_json(
            [
                {
                    "name": each.name,
                    "title": each.title,
                    "suffixes": list(each.suffixes),
                    "written": each.write is not None,
                    "read": each.read is not None,
                    "extra": each.extra,
                }
                for each in known
            ]
        )
        return
    print_columns([(each.name, _say_ways(each), each.title) for each in known])


def _say_ways(form: Format | Package) -> str:
    return "/".join(
        word for word, way in (("out", form.write), ("in", form.read)) if way is not None
    )


def _list_writable() -> dict[str, Format | Package]:
    from claimtrack.exchange.packages import list_packages
    from claimtrack.formats.listing import list_formats

    known: dict[str, Format | Package] = {**list_formats(), **list_packages()}
    return {name: each for name, each in known.items() if each.write is not None}


def _require_place(package: Package, output: Path | None) -> Path:
    if output is None:
        raise typer.BadParameter(f"{package.name} is more than one stream: say where to with -o")
    return output


def _write_package(
    ledger: Ledger, selection: Selection, package: Package, place: Path, occasion: Occasion
) -> Sequence[Finding]:
    from claimtrack.exchange.exporting import needing_extra
    from claimtrack.store.atomic import reporting_disk_faults

    with reporting_disk_faults(str(place)), needing_extra(package):
        return tuple(package.write(ledger, selection, place, occasion) or ())


def _write_format(selection: Selection, form: Format, output: Path | None) -> Sequence[Finding]:
    from claimtrack.exchange.exporting import write_selection

    if output is not None:
        with writing_file(output) as stream:
            return write_selection(selection, form, stream)
    if not sys.stdout.isatty():
        findings = write_selection(selection, form, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return findings
    shown = io.BytesIO()
    findings = write_selection(selection, form, shown)
    try:
        typer.echo(clean(shown.getvalue().decode()), nl=False)
    except UnicodeDecodeError:
        raise typer.BadParameter(f"{form.name} is not for a terminal: say where to, -o") from None
    return findings


def _report(
    selection: Selection,
    name: str,
    findings: Sequence[Finding],
    output: Path | None,
    *,
    as_json: bool,
) -> None:
    from claimtrack.models.finding import Severity

    for finding in findings:
        typer.echo(clean(f"{finding} ({finding.why})").replace("\n", " "), err=True)
    if output is not None and as_json:
        print_json(
            {
                "file": str(output),
                "format": name,
                "sources": len(selection.sources),
                "claims": len(selection.claims),
                "findings": [finding.to_document() for finding in findings],
            }
        )
    elif output is not None:
        sources = count(len(selection.sources), "source")
        claims = count(len(selection.claims), "claim")
        typer.echo(clean(f"wrote {sources} and {claims} to {output}"))
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(1)
