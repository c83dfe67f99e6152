"""`claim rate`: take down what a reviewer concluded; the conclusion stays theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.claim_options import option
from claimtrack.cli.options import (
    ClaimArgument,
    JsonOption,
    LedgerOption,
    open_ledger,
    show_examples,
)
from claimtrack.cli.output import print_json, print_text
from claimtrack.cli.records import claim_record, describe_rating

if TYPE_CHECKING:
    from claimtrack.models.rating import Rating

_EXAMPLES = show_examples(
    'claimtrack claim rate courier/240-go --by "Selm Fact Desk" \\',
    '      --words "Mostly false" --value 2 --best 5 --worst 1 \\',
    "      --when 2025-03-20 --url https://selm-facts.example/240",
    'claimtrack claim rate courier/240-go --by "Selm Fact Desk" --remove',
)


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("rate", epilog=_EXAMPLES)(rate)


def rate(
    claim: ClaimArgument,
    *,
    by: Annotated[str, option("--by", "Who published the rating.", "NAME")],
    words: Annotated[str | None, option("--words", "The rating, in their own words.")] = None,
    value: Annotated[
        float | None, option("--value", "Where it stands on their scale.", "NUMBER")
    ] = None,
    best: Annotated[
        float | None, option("--best", "The end of the scale nearest the truth.", "NUMBER")
    ] = None,
    worst: Annotated[float | None, option("--worst", "The other end.", "NUMBER")] = None,
    when: Annotated[str | None, option("--when", "When it was published.", "DATE")] = None,
    url: Annotated[str | None, option("--url", "Where it was published.", "URL")] = None,
    why: Annotated[str | None, option("--why", "Why, in a sentence or two of theirs.")] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take off what --by rated (at --url).")
    ] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take down how a reviewer rated a claim, for `export claim-review`; no rating is ever ours.

    A rating by the same reviewer at the same address takes the place of the one before. One whose
    words contradict its number is taken down as it is, and told.
    """
    from claimtrack.ledger.rating import rate_claim, unrate_claim

    by = by.strip()
    _check(by, words, (value, best, worst), (when, why), remove=remove)
    opened = open_ledger(ledger)
    before = opened.find_claim(claim)
    url = (url or "").strip()
    if remove:
        after = unrate_claim(opened, before.id, by, url)
        line = f"{before.id}: took off what {by} rated"
    else:
        after, rating = rate_claim(
            opened,
            before.id,
            by=by,
            words=(words or "").strip(),
            value=value,
            best=best,
            worst=worst,
            when=when or None,
            url=url,
            why=(why or "").strip(),
        )
        line = f"{before.id}: rated {describe_rating(rating)}"
        _warn(rating)
    if as_json:
        print_json(claim_record(after))
    else:
        print_text(line, hang=2)


def _check(
    by: str,
    words: str | None,
    numbers: tuple[float | None, float | None, float | None],
    more: tuple[str | None, str | None],
    *,
    remove: bool,
) -> None:
    value, best, worst = numbers
    if not by:
        raise typer.BadParameter("--by: a rating is somebody's")
    if remove:
        if any(given is not None for given in (words, *numbers, *more)):
            raise typer.BadParameter("--remove goes with --by and --url alone")
        return
    if not (words or "").strip():
        raise typer.BadParameter("say with --words what they concluded")
    if value is None and (best is not None or worst is not None):
        raise typer.BadParameter("--best and --worst go with --value")
    if best is not None and best == worst:
        raise typer.BadParameter("--best and --worst are the same: that is no scale")


def _warn(rating: Rating) -> None:
    from claimtrack.values.ratings import find_direction_fault, find_scale_fault

    scale = (rating.value, rating.best, rating.worst)
    fault = find_scale_fault(*scale) or find_direction_fault(rating.words, *scale)
    if fault:
        print_text(f"note: {fault}", hang=4, err=True)
