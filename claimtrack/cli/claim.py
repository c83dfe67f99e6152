"""`claim show` and `claim remove`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.options import (
    ClaimArgument,
    JsonOption,
    LedgerOption,
    open_ledger,
    show_examples,
)
from claimtrack.cli.output import (
    print_columns,
    print_json,
    print_line,
    print_text,
)
from claimtrack.cli.records import claim_record, describe_anchor, describe_rating, find_link

if TYPE_CHECKING:
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.judgement import Judgement
    from claimtrack.models.rating import Rating

_SHOW_EXAMPLES = show_examples("claimtrack claim show varrow-courier-2025-03/240-go")
_REMOVE_EXAMPLES = show_examples(
    "claimtrack claim remove courier/240-go",
    "claimtrack claim remove courier/240-go --force",
)


def register(app: typer.Typer) -> None:
    """Add the commands of this file to ``app``."""
    app.command("show", epilog=_SHOW_EXAMPLES)(show)
    app.command("remove", epilog=_REMOVE_EXAMPLES)(remove)


def show(claim: ClaimArgument, ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """Show a claim: its quote and where it stands, its dates, whether it fits, its links."""
    opened = open_ledger(ledger)
    found = opened.find_claim(claim)
    if as_json:
        linked_by = [
            {"id": link.holder, **link.relation.to_document()} for link in opened.links_to(found.id)
        ]
        address = find_link(opened, found)
        passage = {"link": address} if address else {}
        print_json({**claim_record(found), **passage, "linked_by": linked_by})
        return
    print_text(found.id)
    print_columns(_list_fields(opened, found), indent=2)
    for link in opened.links_at(found.id):
        relation = link.relation
        own = link.holder == found.id
        line = (
            f"{relation.kind} {link.other_end(found.id)}"
            if own or relation.kind.is_symmetric
            else f"{link.holder} {relation.kind} it"
        )
        print_text(line, indent=2, hang=4)
        cause = f" ({relation.cause})" if relation.cause else ""
        print_text(f"because {relation.because}{cause}", indent=6, hang=2)
        print_text(_describe_judgement(relation.judgement), indent=6, hang=2)


def remove(
    claim: ClaimArgument,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Remove it even if others link to it.")
    ] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove a claim; refused while others link to it."""
    from claimtrack.ledger import editing

    opened = open_ledger(ledger)
    found = opened.find_claim(claim)
    dangling = editing.remove_claim(opened, found.id, force=force)
    if as_json:
        print_json({"id": found.id, "dangling": dangling})
        return
    print_line(f"removed {found.id}")
    for line in dangling:
        print_text(f"dangling now: {line}", indent=2, hang=2)


def _list_fields(ledger: Ledger, claim: Claim) -> list[tuple[str, str]]:
    source = ledger.sources.get(claim.source_id)
    issued = source.issued if source else None
    said = str(claim.said) if claim.said else f"{issued} (when the source appeared)"
    anchor = claim.anchor
    place = (
        f"capture {anchor.capture}, characters {describe_anchor(anchor)}"
        if anchor
        else "not pinned to a passage"
    )
    fields = [
        ("claim", claim.text),
        ("source", source.title if source else "missing from the ledger"),
        ("quote", f"“{claim.quote}”" if anchor else ""),
        ("", place),
        ("link", find_link(ledger, claim)),
        ("fit", _describe_judgement(claim.fit) if claim.fit else "not reviewed"),
        ("said", said if claim.said or issued else "unknown"),
        ("about", str(claim.about or "")),
        ("", f"“{claim.about_words}”" if claim.about_words else ""),
        ("credits", claim.attribution),
        ("grade", str(claim.grade or "")),
        *(("rated", _tell_rating(rating)) for rating in claim.ratings),
        ("tags", ", ".join(claim.tags)),
        ("note", claim.note),
    ]
    return [(label, value) for label, value in fields if value]


def _tell_rating(rating: Rating) -> str:
    why = f": {rating.why}" if rating.why else ""
    url = f", {rating.url}" if rating.url else ""
    return f"{describe_rating(rating)}{url}{why}"


def _describe_judgement(judgement: Judgement) -> str:
    why = f": {judgement.why}" if judgement.why else ""
    return f"{judgement.state} by {judgement.by} on {judgement.when}{why}"
