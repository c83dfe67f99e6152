"""What conflicts, and apart from it what only looks so, each with the reason and who decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from claimtrack.models.judgement import State
from claimtrack.models.relation import Kind

if TYPE_CHECKING:
    from claimtrack.ledger.ledger import Ledger, Link

#: What a person confirmed comes first, what only a rule proposes last.
_ORDER = (State.CONFIRMED, State.UNSURE, State.SUGGESTED, State.REJECTED)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two claims; "" stands for what is not known."""

    id: str
    text: str
    quote: str
    source: str
    """The id of its source."""
    title: str
    publisher: str
    issued: str
    """When its source appeared, as EDTF."""
    said: str
    """When it was said, as EDTF, if that is another day."""


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two claims that conflict, or that look so, or that only look alike."""

    kind: str
    """`conflicts`, or `corroborates` for what only looks alike."""
    cause: str
    """Of the conflict, or of its absence; "" where none was given."""
    state: str
    """Of the judgement."""
    sides: tuple[Side, Side]
    """First the one that stores the relation."""
    because: str
    by: str
    when: str
    why: str

    @property
    def is_open(self) -> bool:
        """Whether it stands: everything but what a person rejected."""
        return self.state != State.REJECTED

    def to_document(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {**asdict(self), "open": self.is_open}


@dataclass(frozen=True, slots=True)
class ConflictReport:
    """The conflicts of a ledger, or of one claim or source."""

    open: tuple[Opposition, ...]
    """A conflict is open until somebody rejects it: no other record settles it."""
    rejected: tuple[Opposition, ...]
    """Conflicts that are none, in order of cause."""
    unlike: tuple[Opposition, ...]
    """Claims that look as if they said the same, and do not."""

    def count_causes(self) -> dict[str, int]:
        """Return the causes of the non-conflicts, the most frequent first; "" for none given."""
        counts = Counter(entry.cause for entry in self.rejected)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], not item[0], item[0])))


def list_conflicts(
    ledger: Ledger, *, claim: str = "", source: str = "", cause: str = ""
) -> ConflictReport:
    """Return what conflicts and what only seems to, each pair once.

    Args:
        ledger: whose.
        claim: the id of a claim that must be one of the two; "" for any.
        source: the id of a source that must hold one of the two; "" for any.
        cause: of a conflict or of a non-conflict; "" for any.
    """
    chosen: dict[tuple[str, ...], Opposition] = {}
    for link in ledger.links(Kind.CONFLICTS, Kind.CORROBORATES):
        ends = {link.holder, link.target}
        if claim and claim not in ends:
            continue
        if source and not any(end.partition("/")[0] == source for end in ends):
            continue
        if link.relation.kind is Kind.CORROBORATES and link.relation.is_standing:
            continue
        if cause and link.relation.cause != cause:
            continue
        entry = _describe(ledger, link)
        # Stored at both ends, with two judgements: the one under which it stands is shown.
        key = (link.relation.kind, *sorted(ends))
        if key not in chosen or _weigh(entry) < _weigh(chosen[key]):
            chosen[key] = entry
    entries = sorted(chosen.values(), key=_rank)
    conflicts = [entry for entry in entries if entry.kind == Kind.CONFLICTS]
    return ConflictReport(
        tuple(entry for entry in conflicts if entry.is_open),
        tuple(
            sorted(
                (entry for entry in conflicts if not entry.is_open),
                key=lambda entry: (entry.cause, _rank(entry)),
            )
        ),
        tuple(entry for entry in entries if entry.kind == Kind.CORROBORATES),
    )


def _describe(ledger: Ledger, link: Link) -> Opposition:
    relation = link.relation
    judgement = relation.judgement
    return Opposition(
        kind=relation.kind.value,
        cause=relation.cause.value if relation.cause else "",
        state=judgement.state.value,
        sides=(_describe_side(ledger, link.holder), _describe_side(ledger, link.target)),
        because=relation.because,
        by=judgement.by,
        when=judgement.when.isoformat(),
        why=judgement.why,
    )


def _describe_side(ledger: Ledger, claim_id: str) -> Side:
    source_id = claim_id.partition("/")[0]
    source = ledger.sources.get(source_id)
    claim = ledger.claims.get(claim_id)
    issued = source.issued if source else None
    return Side(
        id=claim_id,
        text=claim.text if claim else "",
        quote=claim.quote if claim else "",
        source=source_id,
        title=source.title if source else "",
        publisher=source.publisher if source else "",
        issued=str(issued) if issued else "",
        said=str(claim.said) if claim and claim.said and claim.said != issued else "",
    )


def _weigh(entry: Opposition) -> tuple[int, tuple[str, ...]]:
    """Return a small number for what is shown rather than another of the same pair."""
    return _ORDER.index(State(entry.state)), tuple(side.id for side in entry.sides)


def _rank(entry: Opposition) -> tuple[int, str, str]:
    left, right = entry.sides
    return _ORDER.index(State(entry.state)), left.id, right.id
