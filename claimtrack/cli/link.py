"""`link` and `unlink`: how claims stand to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from claimtrack.cli import completion
from claimtrack.cli.clock import today
from claimtrack.cli.options import (
    ByOption,
    ClaimArgument,
    JsonOption,
    LedgerOption,
    name_user,
    open_ledger,
    show_examples,
)
from claimtrack.cli.output import print_json, print_line
from claimtrack.cli.records import claim_record

if TYPE_CHECKING:
    from claimtrack.models.relation import Kind

_Kind = Literal["corroborates", "conflicts", "cites", "updates"]
_State = Literal["confirmed", "suggested", "rejected", "unsure"]
_Cause = Literal[
    "number",
    "date",
    "negation",
    "entity",
    "attribution",
    "direction",
    "different-period",
    "different-scope",
    "different-event",
    "different-unit",
    "rounding",
    "revision",
    "open-bound",
]

_LINK_EXAMPLES = show_examples(
    'claimtrack link courier/240-go cites agency/240-go --because "it names it"',
    "claimtrack link union/280-go conflicts agency/240-go --cause number \\",
    '    --because "both count the jobs that the closure costs"',
    "claimtrack link union/40-more conflicts agency/240-go --judgement rejected \\",
    '    --cause different-scope --because "both count jobs" --why "apprentices"',
)
_UNLINK_EXAMPLES = show_examples(
    "claimtrack unlink union/280-go agency/240-go",
    "claimtrack unlink union/280-go conflicts agency/240-go",
)


def register(app: typer.Typer) -> None:
    """Add the commands of this file to ``app``."""
    app.command("link", epilog=_LINK_EXAMPLES)(link)
    app.command("unlink", epilog=_UNLINK_EXAMPLES)(unlink)


def link(
    claim: ClaimArgument,
    kind: Annotated[
        _Kind,
        typer.Argument(metavar="KIND", help="corroborates, conflicts, cites or updates."),
    ],
    target: Annotated[
        str,
        typer.Argument(
            metavar="OTHER",
            help="A claim; with cites, a source will do.",
            autocompletion=completion.complete_record,
        ),
    ],
    *,
    because: Annotated[
        str, typer.Option("--because", metavar="REASON", help="Why they are linked.")
    ],
    cause: Annotated[
        _Cause | None,
        typer.Option(
            metavar="CAUSE",
            help="Of a conflict, what makes it one: number, date, negation, entity, attribution, "
            "direction; of a rejected one, why it is none: different-period, different-scope, "
            "different-event, different-unit, rounding, revision, open-bound.",
        ),
    ] = None,
    judgement: Annotated[
        _State,
        typer.Option(
            metavar="STATE",
            help="How far it is decided: confirmed, suggested, unsure or rejected.",
        ),
    ] = "confirmed",
    why: Annotated[
        str, typer.Option(metavar="REASON", help="Why it is judged so; a rejection needs it.")
    ] = "",
    by: ByOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Link a claim to another, or to the source that it cites.

    corroborates and conflicts hold both ways, cites and updates one way. A link that only looks
    right is kept with --judgement rejected, so that nobody has to find it out again.
    """
    from claimtrack.ledger import editing
    from claimtrack.models.judgement import State
    from claimtrack.models.relation import Cause, Kind

    if not because.strip():
        raise typer.BadParameter("a reason is needed", param_hint="'--because'")
    if judgement == "rejected" and not why.strip():
        raise typer.BadParameter("a rejection needs a reason", param_hint="'--why'")
    opened = open_ledger(ledger)
    holder = editing.link(
        opened,
        claim,
        Kind(kind),
        target,
        because=because.strip(),
        cause=Cause(cause) if cause else None,
        judgement=editing.judge(State(judgement), name_user(by), today(), why.strip()),
    )
    if as_json:
        print_json(claim_record(holder))
        return
    added = holder.links[-1]
    print_line(f"linked {holder.id} {added.kind} {added.target} ({judgement})")


def unlink(
    claim: ClaimArgument,
    rest: Annotated[
        list[str],
        typer.Argument(
            metavar="[KIND] OTHER",
            help="The other end; before it, if only that link is meant, its kind.",
            autocompletion=completion.complete_kind_or_record,
        ),
    ],
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove the links between two records, whichever of them holds them.

    To keep a link that turned out to be wrong, unlink it and link it again with
    --judgement rejected.
    """
    from claimtrack.ledger import editing

    kind, target = _read_rest(rest)
    opened = open_ledger(ledger)
    claim_id = opened.find_claim(claim).id
    removed = editing.unlink(opened, claim_id, target, kind)
    if as_json:
        print_json({"id": claim_id, "removed": [relation.to_document() for relation in removed]})
        return
    for relation in removed:
        print_line(f"removed {relation.kind} {relation.target}: {relation.because}")


def _read_rest(rest: list[str]) -> tuple[Kind | None, str]:
    from claimtrack.models.relation import Kind

    *kinds, target = rest
    if not kinds and target not in list(Kind):
        return None, target
    if len(kinds) != 1 or kinds[0] not in list(Kind):
        raise typer.BadParameter(
            f"give a kind ({', '.join(Kind)}) and one other record", param_hint="'[KIND] OTHER'"
        )
    return Kind(kinds[0]), target
