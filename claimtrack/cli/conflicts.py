"""`conflicts`: what conflicts, because of what, who decided, and what only looks so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from claimtrack.cli import completion
from claimtrack.cli.options import JsonOption, LedgerOption, open_ledger, show_examples
from claimtrack.cli.output import count, print_json, print_text

if TYPE_CHECKING:
    from claimtrack.report.conflicts import ConflictReport, Opposition, Side

_EXAMPLES = show_examples(
    "claimtrack conflicts",
    "claimtrack conflicts union-letter/280-jobs --all",
    "claimtrack conflicts --cause number --fail-on open",
)

#: Characters of a quote that are shown: two or three sentences.
LONGEST_QUOTE = 400


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("conflicts", epilog=_EXAMPLES)(conflicts)


def conflicts(
    claim: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM",
            help="Only those of this claim.",
            autocompletion=completion.complete_claim,
            show_default=False,
        ),
    ] = "",
    cause: Annotated[
        str, typer.Option(metavar="CAUSE", help="Only those with this cause, such as number.")
    ] = "",
    source: Annotated[
        str,
        typer.Option(
            metavar="SOURCE",
            help="Only those of claims of this source.",
            autocompletion=completion.complete_source,
        ),
    ] = "",
    show_all: Annotated[
        bool, typer.Option("--all", help="Show also what only looks like a conflict, or alike.")
    ] = False,
    fail_on: Annotated[
        Literal["never", "open", "unreviewed"],
        typer.Option(help="Exit with 1 when one is open, or when nobody has looked at one."),
    ] = "never",
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the claims that conflict, with both quotes and the reason.

    A conflict is open until a person rejects it. What was rejected is counted by its cause, and
    shown with --all, together with claims that look alike and are not.
    """
    from claimtrack.models.judgement import State
    from claimtrack.report.conflicts import list_conflicts

    opened = open_ledger(ledger)
    found = list_conflicts(
        opened,
        claim=opened.find_claim(claim).id if claim else "",
        source=opened.find_source(source).id if source else "",
        cause=_check_cause(cause),
    )
    if as_json:
        shown = (*found.open, *found.rejected, *found.unlike) if show_all else found.open
        print_json([entry.to_document() for entry in shown])
    else:
        _print_report(found, show_all=show_all)
    unreviewed = [entry for entry in found.open if entry.state == State.SUGGESTED]
    if (fail_on == "open" and found.open) or (fail_on == "unreviewed" and unreviewed):
        raise typer.Exit(1)


def _check_cause(cause: str) -> str:
    from claimtrack.models.relation import Cause

    if cause and cause not in list(Cause):
        raise typer.BadParameter(f"it is one of {', '.join(Cause)}", param_hint="'--cause'")
    return cause


def _print_report(found: ConflictReport, *, show_all: bool) -> None:
    if found.open:
        print_text(count(len(found.open), "open conflict"))
    else:
        print_text("no open conflicts")
    _print_entries(found.open)
    if show_all and found.rejected:
        print_text(f"\nnot conflicts: {len(found.rejected):,}")
        _print_entries(found.rejected)
    if show_all and found.unlike:
        print_text(f"\nlook alike, are not: {len(found.unlike):,}")
        _print_entries(found.unlike)
    if not show_all and (found.rejected or found.unlike):
        print_text()
        _print_counts(found)


def _print_counts(found: ConflictReport) -> None:
    if found.rejected:
        causes = ", ".join(
            f"{number:,} {cause or 'without a cause'}"
            for cause, number in found.count_causes().items()
        )
        print_text(f"not conflicts: {len(found.rejected):,} ({causes})", hang=2)
    if found.unlike:
        print_text(f"look alike, are not: {len(found.unlike):,}", hang=2)
    print_text("--all shows them")


def _print_entries(entries: tuple[Opposition, ...]) -> None:
    for number, entry in enumerate(entries, start=1):
        print_text()
        print_text(f"{number}. {_say_heading(entry)}")
        for side in entry.sides:
            _print_side(side)
        print_text(f"because: {entry.because}", indent=3, hang=2)
        if entry.why:
            print_text(f"{entry.by}: {entry.why}", indent=3, hang=2)


def _say_heading(entry: Opposition) -> str:
    judgement = say_judgement(entry.state, entry.by, entry.when)
    return f"{entry.cause.upper()}, {judgement}" if entry.cause else judgement


def say_judgement(state: str, by: str, when: str) -> str:
    """Return who decided what, and when, in words."""
    from claimtrack.values.dates import Edtf, describe

    day = describe(Edtf.parse(when))
    if state == "suggested":
        return f"suggested by {by}, {day}; nobody has looked"
    if state == "unsure":
        return f"{by} could not tell, {day}"
    return f"{state} by {by}, {day}"


def _print_side(side: Side) -> None:
    print_text(f"{side.id}", indent=3)
    if not side.text:
        print_text("(this claim is not in the ledger)", indent=5)
        return
    print_text(f"{_say_origin(side)}: {side.text}", indent=5)
    if side.quote:
        print_text(f"“{shorten(side.quote)}”", indent=5)


def _say_origin(side: Side) -> str:
    from claimtrack.values.dates import Edtf, describe

    issued = describe(Edtf.parse(side.issued)) if side.issued else "no date"
    said = f" (said {describe(Edtf.parse(side.said))})" if side.said else ""
    return f"{side.publisher or side.title or side.source}, {issued}{said}"


def shorten(quote: str, longest: int = LONGEST_QUOTE) -> str:
    """Return a quote on one line, cut at a space where it is very long."""
    line = " ".join(quote.split())
    if len(line) <= longest:
        return line
    return f"{line[:longest].rsplit(' ', 1)[0]} […]"
