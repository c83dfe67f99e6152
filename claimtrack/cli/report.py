"""`report`: what the ledger holds, where its claims stand, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.options import JsonOption, LedgerOption, open_ledger, show_examples
from claimtrack.cli.output import count, print_columns, print_json, print_text
from claimtrack.cli.verify import load_settings

if TYPE_CHECKING:
    from claimtrack.report.summary import ClaimLine, Summary

_EXAMPLES = show_examples(
    "claimtrack report",
    "claimtrack report --state disputed --limit 0",
    "claimtrack report --json > report.json",
)

#: Claims of each state, and ids in each list, that are shown unless --limit says otherwise.
_SHOWN = 5

#: `\b` keeps the lines of the table apart.
_HELP = """Sum up the ledger: sources, claims by state, open conflicts, and what is missing.

\b
superseded     another claim updates it
disputed       it is in a conflict that nobody rejected
corroborated   it rests on as many origins as are asked for, or more
single-origin  it rests on fewer
no-origin      what it cites runs in a circle

How many origins are asked for stands in claimtrack.toml (minimum-origins).
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("report", help=_HELP, epilog=_EXAMPLES)(report)


def report(
    state: Annotated[
        str, typer.Option(metavar="STATE", help="List only the claims in this state.")
    ] = "",
    limit: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="NUMBER",
            help="Show so many of each list; 0 for all.  [default: 5, with --json all]",
            show_default=False,
        ),
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sum up the ledger: sources, claims by state, open conflicts, and what is missing."""
    from claimtrack.report.summary import summarise

    _check_state(state)
    opened = open_ledger(ledger)
    summary = summarise(opened, load_settings(ledger).minimum_origins)
    if as_json:
        document = summary.to_document()
        chosen = document["claims"]["list"]
        if state:
            chosen = [line for line in chosen if line["state"] == state]
        document["claims"]["list"] = chosen[: limit or None]
        print_json(document)
    else:
        most = _SHOWN if limit is None else limit
        if not state:
            _print_totals(summary)
            _print_gaps(summary, most)
        _print_claims(summary, state, most)


def _check_state(state: str) -> None:
    from claimtrack.graph.states import ClaimState

    if state and state not in list(ClaimState):
        raise typer.BadParameter(f"it is one of {', '.join(ClaimState)}", param_hint="'--state'")


def _print_totals(summary: Summary) -> None:
    sources, claims = summary.sources, summary.claims
    withheld = f" ({sources.withheld:,} withheld)" if sources.withheld else ""
    print_text("Sources")
    rows = [
        (f"{sources.held:,}", f"held{withheld}, in {count(sources.captures, 'capture')}"),
        (f"{sources.stubs:,}", "cited, but not held"),
    ]
    print_columns(_align(rows), indent=2)
    if sentence := summary.publisher_sentence:
        print_text(f"{sentence}.", indent=2, hang=2)
    print_text("\nClaims")
    rows = [
        (f"{number:,}", f"{state}{_explain(state, summary)}")
        for state, number in summary.states.items()
        if number
    ]
    print_columns(_align([(f"{claims.total:,}", "in all"), *rows]), indent=2)
    _print_quotes(summary)
    _print_relations(summary)
    print_text()
    number = len(summary.conflicts)
    print_text(
        f"{count(number, 'open conflict')}; `claimtrack conflicts` shows them"
        if number
        else "no open conflicts"
    )


def _explain(state: str, summary: Summary) -> str:
    least = summary.minimum_origins
    return {
        "superseded": ": another claim updates them",
        "disputed": ": in a conflict that nobody rejected",
        "corroborated": f": they may rest on {least:,} or more origins, but need not",
        "single-origin": f": they rest on fewer than {count(least, 'origin')}",
        "no-origin": ": what they cite runs in a circle",
    }[state]


def _print_quotes(summary: Summary) -> None:
    claims = summary.claims
    fits = ", ".join(f"{number:,} {name}" for name, number in claims.fit.items() if number)
    of_these = f"; whether the quote carries the claim: {fits}" if fits else ""
    print_text(f"{claims.anchored:,} with a quote{of_these}", indent=2, hang=2)


def _print_relations(summary: Summary) -> None:
    used = {kind: states for kind, states in summary.relations.items() if any(states.values())}
    if not used:
        return
    names = [name for name in next(iter(used.values())) if any(by[name] for by in used.values())]
    print_text("\nLinks")
    rows = [("", *names, "")]
    rows += [(kind, *(f"{by[name]:,}" for name in names), "") for kind, by in used.items()]
    print_columns(rows, indent=2)


def _print_gaps(summary: Summary, most: int) -> None:
    print_text("\nMissing")
    stubs = [
        stub.id + (f" ({count(stub.citations, 'citation')})" if stub.citations else "")
        for stub in summary.unarchived
    ]
    gaps = (
        (count(len(stubs), "source") + " not held", stubs),
        (count(len(summary.undated), "source") + " without a date", list(summary.undated)),
        (count(len(summary.unanchored), "claim") + " without a quote", list(summary.unanchored)),
    )
    for heading, ids in gaps:
        if ids:
            print_text(f"{heading}: {_list(ids, most)}", indent=2, hang=2)
    if not any(ids for _, ids in gaps):
        print_text("nothing: all sources are held and dated, all claims have a quote", indent=2)


def _print_claims(summary: Summary, state: str, most: int) -> None:
    by_state: dict[str, list[ClaimLine]] = {}
    for line in summary.lines:
        if state in {"", line.state}:
            by_state.setdefault(line.state, []).append(line)
    for name, lines in by_state.items():
        print_text(f"\n{name}: {len(lines):,}" if not state else f"{name}: {len(lines):,}")
        shown = lines[: most or None]
        for line in shown:
            print_text(line.id, indent=2)
            print_text(line.text, indent=4)
            print_text(f"{_say_count(line)}{line.reason}", indent=4, hang=2)
        if len(lines) > len(shown):
            print_text(f"… and {len(lines) - len(shown):,} more; --limit 0 shows all", indent=2)
    if state and not by_state:
        print_text(f"no claim is {state}")


def _say_count(line: ClaimLine) -> str:
    """Return the count of origins where the reason does not begin with it."""
    from claimtrack.graph.origins import say_at_most

    if line.state in {"superseded", "disputed"}:
        return f"{say_at_most(line.at_most)}; "
    return ""


def _list(ids: list[str], most: int) -> str:
    shown = ids[: most or None]
    more = len(ids) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


def _align(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return rows with their numbers flush right."""
    size = max(len(number) for number, _ in rows)
    return [(number.rjust(size), words) for number, words in rows]
