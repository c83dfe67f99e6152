"""Links: whether they and the judgements on them contradict each other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claimtrack.graph.components import find_components
from claimtrack.models.judgement import State
from claimtrack.models.relation import Kind
from claimtrack.rules.rule import Rule, note, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.ledger.ledger import Link
    from claimtrack.models.finding import Finding
    from claimtrack.rules.rule import Context

TWICE = warning("LINK-TWICE", "the same relation is stored twice, or at both of its ends")
OPPOSED = warning("BOTH-WAYS", "two claims are linked both as agreeing and as conflicting")
WRONG_CAUSE = warning("WRONG-CAUSE", "the cause of a link does not go with its kind or judgement")
NO_WHY = warning("NO-WHY", "a link was rejected, or left unsure, without a reason")
LOOP = warning("LOOP", "claims cite each other in a circle, so the chain has no beginning")
UPDATE_LOOP = warning("UPDATE-LOOP", "claims update each other in a circle, so none is the last")
OUTDATED = note("CITES-SUPERSEDED", "a claim cites one that was updated since")
UNFIT_TARGET = warning("CITES-UNFIT", "a claim cites one whose quote was judged not to carry it")
CODES = (TWICE, OPPOSED, WRONG_CAUSE, NO_WHY, LOOP, UPDATE_LOOP, OUTDATED, UNFIT_TARGET)

_JUDGED = {State.REJECTED: "rejected", State.UNSURE: "left unsure"}


def check_links(context: Context) -> Iterator[Finding]:
    """Check each link, then pairs of links, then circles of them."""
    same: dict[tuple[str, str, Kind], list[Link]] = defaultdict(list)
    for link in context.ledger.links():
        kind, ends = link.relation.kind, (link.holder, link.target)
        left, right = sorted(ends) if kind.is_symmetric else ends
        same[left, right, kind].append(link)
        yield from _check_judgement(context, link)
        if kind is Kind.CITES and link.relation.is_standing:
            yield from _check_cited(context, link)
    for (left, right, kind), links in same.items():
        if len(links) > 1:
            yield _say_twice(context, links)
        if kind is Kind.CORROBORATES:
            opposed = same.get((left, right, Kind.CONFLICTS), ())
            yield from _check_opposition(context, links, opposed)
    yield from _find_circles(context)


def _check_judgement(context: Context, link: Link) -> Iterator[Finding]:
    relation = link.relation
    name = f"{link.holder}: “{relation.kind} {relation.target}”"
    judged = _JUDGED.get(relation.judgement.state)
    if judged and not relation.judgement.why.strip():
        yield NO_WHY.found(
            _locate(context, link),
            f"{name} was {judged} without a reason",
            f"{relation.judgement.by} knew why; the next reader will not",
        )
    if relation.cause is None:
        return
    if relation.kind is not Kind.CONFLICTS:
        why = "only a conflict has a cause"
    elif relation.cause.is_conflict == relation.is_standing:
        return
    elif relation.is_standing:
        why = f"“{relation.cause}” explains why there is no conflict, and this one stands"
    else:
        why = f"“{relation.cause}” is the cause of a conflict, and this one was rejected"
    yield WRONG_CAUSE.found(
        _locate(context, link, "cause"), f"{name} has the cause “{relation.cause}”", why
    )


def _check_cited(context: Context, link: Link) -> Iterator[Finding]:
    cited = context.ledger.claims.get(link.target)
    if cited is None:
        return
    if cited.fit and cited.fit.state is State.REJECTED:
        yield UNFIT_TARGET.found(
            _locate(context, link),
            f"{link.holder} cites {cited.id}, whose quote does not carry it",
            f"{cited.fit.by} judged so: {cited.fit.why or 'no reason given'}",
        )
    if updates := context.network.updated_by.get(cited.id):
        yield OUTDATED.found(
            _locate(context, link),
            f"{link.holder} cites {cited.id}, which {updates[0].other} updates",
            "what it took over may have changed since",
        )


def _say_twice(context: Context, links: list[Link]) -> Finding:
    first, second = links[0], links[1]
    states = {link.relation.judgement.state for link in links}
    if len(states) > 1:
        why = f"the judgements differ: {' and '.join(sorted(states))}"
    elif first.holder != second.holder:
        why = "it holds both ways already; one of the two will be changed and the other forgotten"
    else:
        why = "one of the two will be changed and the other forgotten"
    return TWICE.found(
        _locate(context, second),
        f"{second.holder}: “{second.relation.kind} {second.target}” is stored "
        f"{'here and at ' + first.holder if first.holder != second.holder else 'twice'}",
        why,
    )


def _check_opposition(
    context: Context, agreeing: list[Link], conflicting: list[Link] | tuple[()]
) -> Iterator[Finding]:
    agrees = [link for link in agreeing if link.relation.is_standing]
    conflicts = [link for link in conflicting if link.relation.is_standing]
    if agrees and conflicts:
        yield OPPOSED.found(
            _locate(context, conflicts[0]),
            f"{agrees[0].holder} both corroborates and conflicts with {agrees[0].target}",
            "two claims may agree in part: then split them, so that each link says which part",
        )


def _find_circles(context: Context) -> Iterator[Finding]:
    claims = context.ledger.claims
    for kind, code, why in (
        (Kind.CITES, LOOP, "each took it from another of them, so nobody is its origin"),
        (Kind.UPDATES, UPDATE_LOOP, "which of them holds now cannot be told"),
    ):

        def follow(claim_id: str, kind: Kind = kind) -> list[str]:
            links = claims[claim_id].links_of(kind)
            return [
                link.target
                for link in links
                if link.is_standing and link.target in claims and link.target != claim_id
            ]

        for component in find_components(context.claim_ids, follow):
            if len(component) > 1:
                circle = sorted(component)
                yield code.found(
                    context.locate(circle[0], "links"),
                    f"{_name(circle)} {'cite' if kind is Kind.CITES else 'update'} each other",
                    why,
                )


#: How many ids a finding names before it only counts.
_NAMED = 4


def _name(ids: list[str]) -> str:
    if len(ids) > _NAMED:
        return f"{', '.join(ids[:_NAMED])} and {len(ids) - _NAMED:,} more"
    return f"{', '.join(ids[:-1])} and {ids[-1]}"


def _locate(context: Context, link: Link, *path: str) -> str:
    place = context.ledger.claims[link.holder].links.index(link.relation)
    return context.locate(link.holder, "links", place, *path)


RULE = Rule("links", check_links, CODES)
