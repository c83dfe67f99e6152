"""Dates: what certainly cannot be, and what is not known. A date that is vague is no fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.graph.steps import cites_the_future
from claimtrack.models.relation import Kind
from claimtrack.models.source import Basis
from claimtrack.rules.rule import Rule, error, note, warning
from claimtrack.values.dates import Answer, describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Source
    from claimtrack.rules.rule import Context
    from claimtrack.values.dates import Edtf

CAPTURED_EARLY = error("CAPTURED-EARLY", "a copy was taken before its source appeared")
SAID_LATE = warning("SAID-LATE", "a claim was said after the source that holds it appeared")
TIME = warning("TIME", "a claim cites what appeared only later")
UNDATED = warning("UNDATED", "a source is held, but when it appeared is not known")
INFERRED = note("DATE-INFERRED", "the date of a source was worked out, not declared")
PREDICTION = note("PREDICTION", "a claim is about a later time, and is not tagged a prediction")
CODES = (CAPTURED_EARLY, SAID_LATE, TIME, UNDATED, INFERRED, PREDICTION)

#: The tag that says a claim is meant to be about the future.
PREDICTION_TAG = "prediction"

_VAGUE = "too vague to tell"


def check_dates(context: Context) -> Iterator[Finding]:
    """Compare each date with those it must not precede or follow."""
    for source_id in context.source_ids:
        yield from _check_source(context, context.ledger.sources[source_id])
    for claim_id in context.claim_ids:
        yield from _check_claim(context, context.ledger.claims[claim_id])


def _check_source(context: Context, source: Source) -> Iterator[Finding]:
    issued = source.issued
    if issued is None:
        if source.captures:
            yield UNDATED.found(
                context.locate(source.id, "csl"),
                f"{source.id} has no date",
                "what it says cannot be put in order of time; an interval is better than nothing",
            )
        return
    if source.dating and source.dating.basis is Basis.INFERRED and source.captures:
        evidence = " ".join(source.dating.evidence) or "no evidence is recorded"
        yield INFERRED.found(
            context.locate(source.id, "dating"),
            f"{source.id}: {describe(issued)} was worked out",
            evidence,
        )
    for place, capture in enumerate(source.captures):
        if _is_before(context, capture.captured, issued):
            yield CAPTURED_EARLY.found(
                context.locate(source.id, "captures", place, "captured"),
                f"{source.id}, capture {capture.n}: taken {describe(capture.captured)}",
                f"the source appeared only {describe(issued)}: one of the two is wrong",
            )


def _check_claim(context: Context, claim: Claim) -> Iterator[Finding]:
    source = context.ledger.sources.get(claim.source_id)
    issued = source.issued if source else None
    if issued and claim.said and _is_before(context, issued, claim.said):
        yield SAID_LATE.found(
            context.locate(claim.id, "said"),
            f"{claim.id}: said {describe(claim.said)}, after its source appeared",
            f"{claim.source_id} appeared {describe(issued)}: one of the two is wrong",
        )
    moment = claim.said or issued
    if (
        moment
        and claim.about
        and PREDICTION_TAG not in claim.tags
        and _is_before(context, moment, claim.about)
    ):
        yield PREDICTION.found(
            context.locate(claim.id, "about"),
            f"{claim.id}: about {describe(claim.about)}, said {describe(moment)}",
            f"a plan or forecast takes the tag “{PREDICTION_TAG}”; otherwise a date is wrong",
        )
    for place, relation in enumerate(claim.links):
        if (
            relation.kind is Kind.CITES
            and relation.is_standing
            and cites_the_future(claim.id, relation.target, context.network)
        ):
            yield TIME.found(
                context.locate(claim.id, "links", place),
                f"{claim.id} cites {relation.target}, which appeared later",
                "nobody quotes what is not there yet: a date is wrong, or the citation is",
            )


def _is_before(context: Context, earlier: Edtf, later: Edtf) -> bool:
    """Say whether one date is certainly before another, and count the comparison."""
    answer = earlier.before(later)
    if answer is Answer.CANNOT_TELL:
        context.leave("date comparison", _VAGUE)
    else:
        context.count("date comparison")
    return answer is Answer.YES


RULE = Rule("dates", check_dates, CODES)
