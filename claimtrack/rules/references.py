"""References: whether what is referred to is there, and can be what it is referred to as."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claimtrack.models.relation import Kind
from claimtrack.rules.rule import Rule, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.relation import Relation
    from claimtrack.rules.rule import Code, Context

DANGLING = error("DANGLING", "a link or a reference points at nothing in the ledger")
NO_SOURCE = error("NO-SOURCE", "claims are recorded of a source that is not in the ledger")
SELF_LINK = error("SELF-LINK", "a record is linked to itself, or a claim cites its own source")
WRONG_TARGET = error("WRONG-TARGET", "a link that needs a claim points at a source")
CODES = (DANGLING, NO_SOURCE, SELF_LINK, WRONG_TARGET)

_MEND = "it was removed or renamed: mend the link, or add the record"
_BROKEN_FILE = "its target may be in a file that could not be read"


def check_references(context: Context) -> Iterator[Finding]:
    """Look up what sources draw on, what claims belong to, and what links point at."""
    for source_id in context.source_ids:
        yield from _check_source(context, source_id)
    yield from _check_homes(context)
    for claim_id in context.claim_ids:
        claim = context.ledger.claims[claim_id]
        for place, relation in enumerate(claim.links):
            if fault := _find_fault(context, claim, relation):
                code, message, why = fault
                where = context.locate(claim_id, "links", place)
                yield code.found(where, f"{claim_id}: {message}", why)


def _check_source(context: Context, source_id: str) -> Iterator[Finding]:
    sources = context.ledger.sources
    for place, reference in enumerate(sources[source_id].references):
        if reference == source_id:
            context.count("reference")
            yield SELF_LINK.found(
                context.locate(source_id, "references", place),
                f"{source_id} lists itself among its references",
                "a source that draws on itself says nothing about where it began",
            )
        elif reference not in sources and context.may_be_in_broken_file(reference):
            context.leave("reference", _BROKEN_FILE)
        else:
            context.count("reference")
            if reference not in sources:
                yield DANGLING.found(
                    context.locate(source_id, "references", place),
                    f"{source_id} draws on {reference}, which is not in the ledger",
                    _MEND,
                )


def _check_homes(context: Context) -> Iterator[Finding]:
    """Find the claims whose source is gone; one finding a source."""
    homeless: dict[str, list[str]] = defaultdict(list)
    for claim_id in context.claim_ids:
        source_id = claim_id.partition("/")[0]
        if source_id not in context.ledger.sources:
            homeless[source_id].append(claim_id)
    for source_id, claim_ids in homeless.items():
        if not context.may_be_in_broken_file(source_id):
            number = f"{len(claim_ids):,} claim{'' if len(claim_ids) == 1 else 's'}"
            yield NO_SOURCE.found(
                context.locate(claim_ids[0]),
                f"{number} of {source_id}, which is not in the ledger",
                "who says it, and when, is not known: restore its source.json",
            )


def _find_fault(context: Context, claim: Claim, relation: Relation) -> tuple[Code, str, str] | None:
    kind, target = relation.kind, relation.target
    link = f"“{kind} {target}”"
    is_there = target in context.ledger.claims or target in context.ledger.sources
    if not is_there and context.may_be_in_broken_file(target):
        context.leave("link", _BROKEN_FILE)
        return None
    context.count("link")
    if target == claim.id:
        return SELF_LINK, f"{link} points at itself", "a claim cannot stand for or against itself"
    if kind is Kind.CITES and target == claim.source_id:
        return SELF_LINK, f"{link} is its own source", "an article is no evidence for itself"
    if not is_there:
        return DANGLING, f"{link} points at nothing in the ledger", _MEND
    if kind is not Kind.CITES and "/" not in target:
        return WRONG_TARGET, f"{link} points at a source", f"“{kind}” is said of two claims"
    return None


RULE = Rule("references", check_references, CODES)
