"""Links that come in from a file: led to where their ends have gone, or refused with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimtrack.errors import LinkRefusedError
from claimtrack.exchange.findings import refuse
from claimtrack.ledger.editing import check_link
from claimtrack.models.judgement import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from claimtrack.models.finding import Finding
    from claimtrack.models.judgement import Judgement
    from claimtrack.models.relation import Relation


def suggest(judgement: Judgement) -> Judgement:
    """Return a judgement from elsewhere as what it is here: a suggestion, with who and why."""
    if judgement.state is State.SUGGESTED:
        return judgement
    return judgement.with_changes(state=State.SUGGESTED)


@dataclass
class Addresses:
    """Where the ids of a file have gone.

    Attributes:
        exists: whether an id is one of the ledger's, as it will be.
        moved: id in the ledger by id in the file, for all that the file brings.
    """

    exists: Callable[[str], bool]
    moved: dict[str, str] = field(default_factory=dict)

    def find(self, target: str, nearby: Mapping[str, str]) -> str | None:
        """Return the id that ``target`` of the file is in the ledger, or None.

        ``nearby`` holds the ids of the entry itself: another may have proposed the same ones.
        """
        found = nearby.get(target) or self.moved.get(target)
        if found:
            return found
        return target if self.exists(target) else None


def settle_links(
    holder: str,
    links: tuple[Relation, ...],
    find: Callable[[str], str | None],
    where: str,
    *,
    own: bool,
) -> tuple[tuple[Relation, ...], list[Finding]]:
    """Return links with their targets found, and a finding for each that is refused.

    Args:
        holder: the id of their claim in the ledger.
        links: as the file has them.
        find: what gives the id that a target has in the ledger.
        where: their place in the file.
        own: whether judgements on them are taken as they are.
    """
    settled: dict[tuple[str, str], Relation] = {}
    findings: list[Finding] = []
    for relation in links:
        target = find(relation.target)
        if target is None:
            message = f"{holder}: the link “{relation.kind} {relation.target}” leads nowhere"
            why = "it is neither in the ledger nor in this file; the claim comes in without it"
            findings.append(refuse("LINK-DANGLES", where, message, why))
            continue
        changes: dict[str, object] = {}
        if target != relation.target:
            changes["target"] = target
        if not own and relation.judgement.state is not State.SUGGESTED:
            changes["judgement"] = suggest(relation.judgement)
            if relation.cause and not relation.is_standing:
                changes["cause"] = None  # why there is no conflict is no cause of a suggested one
        moved = relation.with_changes(**changes) if changes else relation
        try:
            key = (moved.kind, moved.target)
            check_link(holder, moved, filter(None, [settled.get(key)]))
        except LinkRefusedError as refusal:
            why = "the claim comes in without it"
            findings.append(refuse("LINK-REFUSED", where, f"{holder}: {refusal}", why))
        else:
            settled[key] = moved
    return tuple(settled.values()), findings
