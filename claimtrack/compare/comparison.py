"""Comparing two statements: run the comparators, add up their weights, give the verdict."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, Final

from claimtrack.compare.model import CONFLICT_PRIOR, FEATURES, SUPPORT_PRIOR
from claimtrack.compare.pair import Pair
from claimtrack.compare.periods import given_times_differ
from claimtrack.compare.reasons import Comparison, Reading, Reason, Scores, Verdict
from claimtrack.compare.stance import (
    CONTESTED_BELOW,
    MODEL,
    combine_scores,
    find_conflict_share,
    read_model,
)
from claimtrack.models.relation import Cause

if TYPE_CHECKING:
    from claimtrack.compare.model import Feature
    from claimtrack.compare.stance import StanceModel
    from claimtrack.compare.statement import Statement

#: Statements that share less of their wording, and no name, are about different things.
_SAME_THING: Final = 0.2
#: The reason that is about wording alone.
_OTHER_WORDS: Final = "different_things"
#: Weights below this are not worth showing.
_SHOWN: Final = 0.05


def compare(claim: Statement, evidence: Statement, model: StanceModel | None = None) -> Comparison:
    """Say how a piece of evidence stands to a claim.

    Whether they conflict, or are about different things, does not depend on which comes first, as
    long as no model is asked; whether the evidence supports the claim does.

    Args:
        claim: the statement in question.
        evidence: what it is held against.
        model: is asked where no number, date or negation decides; and, of a conflict that a rule
            decides, whether it sees that too, which leaves the verdict as it is.
    """
    pair = Pair(claim, evidence)
    seen = [(feature, reading) for feature in FEATURES if (reading := feature.comparator(pair))]
    scores = _score(seen)
    reasons = [reason for feature, reading in seen for reason in _explain(feature, reading)]
    apart = _find_why_apart(pair)
    if apart is not None:
        reasons.insert(0, apart)
        scores = Scores(0.0, 0.0, 1.0)
    asked = model is not None and _may_ask(apart, reasons)
    if model is not None and asked:
        given = model.score(claim.text, evidence.text)
        # Rules that see no shared word have nothing to add to what a model makes of the wording.
        scores = Scores(*given) if apart else combine_scores(scores, given)
        reasons.append(_explain_model(model.name, given))
    verdict = _choose(scores, asked=asked)
    if apart is not None and verdict is Verdict.UNCLEAR:
        verdict = Verdict.NOT_COMPARABLE
    score = _pick(scores, verdict)
    contested = False
    if model is not None and not asked and verdict is Verdict.CONFLICTS:
        given = model.score(claim.text, evidence.text)
        reasons.append(_explain_model(model.name, given))
        contested = find_conflict_share(given) < CONTESTED_BELOW
        score = min(score, find_conflict_share(given)) if contested else score
    ordered = sorted(reasons, key=lambda r: (r.verdict is not verdict, not r.decides, -r.weight))
    return Comparison(verdict, score, scores, tuple(ordered), contested)


def _may_ask(apart: Reason | None, reasons: list[Reason]) -> bool:
    """Whether wording is left to judge: time and figures are not a model's to decide."""
    if apart is not None:
        return apart.comparator == _OTHER_WORDS
    return not any(reason.decides for reason in reasons)


def _score(seen: list[tuple[Feature, Reading]]) -> Scores:
    conflict = CONFLICT_PRIOR + sum(f.conflicts * reading.strength for f, reading in seen)
    support = SUPPORT_PRIOR + sum(f.supports * reading.strength for f, reading in seen)
    conflicts = 1 / (1 + exp(-conflict))
    supports = (1 - conflicts) / (1 + exp(-support))
    return Scores(supports, conflicts, 1 - conflicts - supports)


def _choose(scores: Scores, *, asked: bool) -> Verdict:
    """Return the likeliest verdict; by rules alone, a conflict must outweigh both others."""
    if asked and scores.conflicts > max(scores.supports, scores.unclear):
        return Verdict.CONFLICTS
    if scores.conflicts >= 0.5:  # noqa: PLR2004 - more likely than not
        return Verdict.CONFLICTS
    return Verdict.SUPPORTS if scores.supports > scores.unclear else Verdict.UNCLEAR


def _pick(scores: Scores, verdict: Verdict) -> float:
    match verdict:
        case Verdict.SUPPORTS:
            return scores.supports
        case Verdict.CONFLICTS:
            return scores.conflicts
        case _:
            return scores.unclear


def _explain(feature: Feature, reading: Reading) -> list[Reason]:
    """Make a reason of what a comparator saw, for the answer that it weighs most on."""
    if feature.conflicts > 0:
        verdict, weight = Verdict.CONFLICTS, feature.conflicts
    elif feature.supports > 0:
        verdict, weight = Verdict.SUPPORTS, feature.supports
    else:
        verdict, weight = Verdict.UNCLEAR, max(-feature.supports, -feature.conflicts)
    weight *= reading.strength
    if weight < _SHOWN and feature.cause is None:
        return []
    return [
        Reason(
            comparator=feature.name,
            verdict=verdict,
            weight=round(weight, 2),
            sentence=reading.sentence,
            left=reading.left,
            right=reading.right,
            decides=feature.decides,
            cause=feature.cause,
        )
    ]


def _explain_model(name: str, given: tuple[float, float, float]) -> Reason:
    reading = read_model(name, given)
    best = max(range(len(given)), key=given.__getitem__)
    verdict = (Verdict.SUPPORTS, Verdict.CONFLICTS, Verdict.UNCLEAR)[best]
    return Reason(MODEL, verdict, round(given[best], 2), reading.sentence)


def _find_why_apart(pair: Pair) -> Reason | None:
    """Return why the two cannot be compared, if they cannot: other words, or another time."""
    if not pair.left.pieces or not pair.right.pieces:
        return _refuse("nothing_to_compare", Reading("one of the two has no words"))
    reading = given_times_differ(pair)
    if reading is not None:
        return _refuse("periods_differ", reading, Cause.DIFFERENT_PERIOD)
    if pair.gaps is not None:
        return None
    if pair.shared < _SAME_THING and not pair.shares_name and not pair.is_result:
        sentence = "they share hardly a word: they are not about one thing"
        return _refuse(_OTHER_WORDS, Reading(sentence), Cause.DIFFERENT_EVENT)
    return None


def _refuse(comparator: str, reading: Reading, cause: Cause | None = None) -> Reason:
    return Reason(
        comparator,
        Verdict.NOT_COMPARABLE,
        1.0,
        reading.sentence,
        reading.left,
        reading.right,
        cause=cause,
    )
