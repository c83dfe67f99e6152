"""`claim list`: the claims that are asked for, two lines each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from claimtrack.cli import completion
from claimtrack.cli.options import JsonOption, LedgerOption, open_ledger, show_examples
from claimtrack.cli.output import clean, count, print_json, wrap
from claimtrack.cli.records import claim_record

if TYPE_CHECKING:
    from claimtrack.ledger.filters import Match
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim

_EXAMPLES = show_examples(
    "claimtrack claim list",
    "claimtrack claim list --source courier --words jobs",
    "claimtrack claim list --since 2025-03 --until 2025-06 --tag yard --json",
    "claimtrack claim list --state disputed",
)

_State = Literal["corroborated", "single-origin", "disputed", "superseded", "no-origin"]


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("list", epilog=_EXAMPLES)(list_claims)


def list_claims(
    *,
    source: Annotated[
        str,
        typer.Option(
            metavar="SOURCE",
            help="Of this source.",
            autocompletion=completion.complete_source,
        ),
    ] = "",
    tag: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="With this tag; repeated, with all.", show_default=False),
    ] = None,
    since: Annotated[
        str, typer.Option(metavar="DATE", help="About a time not before this (EDTF).")
    ] = "",
    until: Annotated[
        str, typer.Option(metavar="DATE", help="About a time not after this (EDTF).")
    ] = "",
    about: Annotated[
        str, typer.Option(metavar="DATE", help="About a time that meets this: 2025-06, A/B.")
    ] = "",
    words: Annotated[
        str, typer.Option(metavar="WORDS", help="With all these words, in any case.")
    ] = "",
    state: Annotated[
        _State | None,
        typer.Option(
            metavar="STATE",
            help="corroborated, single-origin, disputed, superseded or no-origin.",
            show_default=False,
        ),
    ] = None,
    unanchored: Annotated[
        bool, typer.Option("--unanchored", help="Not pinned to a passage yet.")
    ] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List claims; all that is asked for must hold.

    A claim whose time is not known well enough to leave it out stays in, marked “time?”.
    """
    from claimtrack.ledger.filters import ClaimFilter, read_period, select_claims

    if about and (since or until):
        raise typer.BadParameter("--about goes without --since and --until")
    opened = open_ledger(ledger)
    minimum_origins = 0
    if state:
        from claimtrack.ledger.settings import read_settings

        minimum_origins = read_settings(ledger).minimum_origins
    wanted = ClaimFilter(
        source=opened.find_source(source).id if source else "",
        tags=tuple(tag or ()),
        about=read_period(since, until, about),
        words=tuple(words.split()),
        state=state or "",
        unanchored=unanchored,
    )
    found = select_claims(opened, wanted, minimum_origins=minimum_origins)
    if as_json:
        print_json([_match_record(match, timed=wanted.about is not None) for match in found])
        return
    _print_matches(opened, found)


def _match_record(match: Match, *, timed: bool) -> dict[str, object]:
    record = claim_record(match.claim)
    return {**record, "in_period": "yes" if match.certain else "cannot tell"} if timed else record


def _print_matches(ledger: Ledger, found: list[Match]) -> None:
    if not found:
        none = "no claim could be read" if ledger.faults else "no claim yet"
        typer.echo("no claim like that" if ledger.claims else none, err=True)
        return
    lines = []
    for match in found:
        claim = match.claim
        pieces = (claim.id, _date_claim(ledger, claim), "" if match.certain else "time?")
        lines.append(clean("  ".join(filter(None, pieces))))
        lines.append(wrap(claim.text, indent=4))
    typer.echo("\n".join(lines))
    if doubtful := sum(not match.certain for match in found):
        typer.echo(
            f"time?: of {count(doubtful, 'claim')} one cannot tell whether the time fits", err=True
        )


def _date_claim(ledger: Ledger, claim: Claim) -> str:
    """Return the time it is about, or else when it was said."""
    if claim.about:
        return f"about {claim.about}"
    source = ledger.sources.get(claim.source_id)
    said = claim.said or (source.issued if source else None)
    return f"said {said}" if said else "undated"
