"""What the ledger has to say to one statement: candidates, compared one by one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from claimtrack.check.bearing import describe_origin, find_absent_names, is_about_another
from claimtrack.check.carrying import explain_open
from claimtrack.compare import Verdict, compare, prepare_statement
from claimtrack.values.dates import describe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.compare import Comparison, StanceModel, Statement
    from claimtrack.compare.pieces import Piece
    from claimtrack.graph.network import Network
    from claimtrack.models.claim import Claim
    from claimtrack.search.searcher import Searcher
    from claimtrack.search.view import Records

#: How many claims are compared with a statement. More finds support that shares few words and costs
#: time for each sentence; fewer misses it.
MOST_CANDIDATES: Final = 30
#: How likely a verdict must be that no number, date or negation decides: its score times the share
#: of the words that the claim has, for a score takes it that both are about the same thing. Higher
#: leaves more statements unsourced; lower calls more of them supported, or contradicted, wrongly.
#: Of conflicts in wording every third was none at 0.5, as they are rarer than support.
LEAST_SUPPORT: Final = 0.5
LEAST_CONFLICT: Final = 0.7
#: A claim must have this share of the statement's words, by weight, to decide anything: below, two
#: counts of people are two events, and four conflicts of five were about something else. Higher
#: misses paraphrases.
LEAST_COVERAGE: Final = 0.7
#: And this share of what the nearest claim has: where one claim is about the very thing, others
#: that share fewer words of it are about something else. Higher misses another side in other words.
LEAST_OF_NEAREST: Final = 0.85
_TELLING: Final = frozenset({Verdict.SUPPORTS, Verdict.CONFLICTS})


@dataclass(frozen=True, slots=True)
class Held:
    """A claim held against a statement."""

    claim: Claim
    statement: Statement
    """What the claim says, prepared."""
    comparison: Comparison
    coverage: float
    """The share of the statement's words that the claim has, by weight, leaving out numbers."""
    is_near: bool
    """Whether it is near enough to the statement, and not much farther than others."""
    is_apart: bool = False
    """Whether it speaks of something else after all: see `claimtrack.check.bearing`."""
    falls_short: str = ""
    """What keeps it from carrying a statement that it nearly carries, in words."""
    stands: bool = True
    """Whether it may decide: none has updated it, nor was its quote judged not to carry it."""

    @property
    def verdict(self) -> Verdict:
        """What it says to the statement; of a claim that does not stand, that it is unclear."""
        return self.said if self.stands else Verdict.UNCLEAR

    @property
    def said(self) -> Verdict:
        """The verdict, where it is sure enough to act on; otherwise that it is unclear."""
        comparison = self.comparison
        if not self.is_near:
            return Verdict.UNCLEAR
        is_conflict = comparison.verdict is Verdict.CONFLICTS
        least = LEAST_CONFLICT if is_conflict else LEAST_SUPPORT
        if not comparison.is_decided and comparison.score * self.coverage < least:
            return Verdict.UNCLEAR
        return Verdict.UNCLEAR if self.is_apart else comparison.verdict


@dataclass(slots=True)
class Examiner:
    """Finds and compares the claims of one ledger, each prepared once.

    Attributes:
        ledger: whose claims.
        searcher: finds candidates among them.
        model: is asked where no rule decides; None for rules alone.
        network: tells which claims stand; without one all do.
    """

    ledger: Records
    searcher: Searcher
    model: StanceModel | None = None
    network: Network | None = None
    _prepared: dict[str, Statement] = field(default_factory=dict)

    def hold(self, statement: Statement, cited: Iterable[str] = ()) -> list[Held]:
        """Hold a statement against the claims nearest to it, and against those it cites.

        Returns:
            Those that can be compared, the weightiest first.
        """
        hits = {hit.claim_id: hit for hit in self.searcher.find(statement.text, MOST_CANDIDATES)}
        nearest = max((hit.wording for hit in hits.values()), default=0.0)
        least = max(LEAST_COVERAGE, LEAST_OF_NEAREST * nearest)
        cited_ids = frozenset(cited)
        held = []
        for claim_id in sorted(cited_ids | hits.keys()):
            claim = self.ledger.claims.get(claim_id)
            if claim is not None:
                wording = hits[claim_id].wording if claim_id in hits else 0.0
                is_near = wording >= least or claim_id in cited_ids
                held.append(self._compare(statement, claim, wording, is_near=is_near))
        return sorted(held, key=_rank)

    def _compare(
        self, statement: Statement, claim: Claim, coverage: float, *, is_near: bool
    ) -> Held:
        if claim.id not in self._prepared:
            self._prepared[claim.id] = prepare_statement(
                claim.text, about=claim.about, said=claim.said, attribution=claim.attribution
            )
        prepared = self._prepared[claim.id]
        comparison = compare(statement, prepared, self.model if is_near else None)
        short = self._explain_short(statement, claim, comparison) if is_near else ""
        is_apart = bool(short) or (is_near and self._is_apart(statement, claim, comparison))
        held = Held(claim, prepared, comparison, coverage, is_near, is_apart, short)
        # Whether it stands takes a look at its links: only where it would matter.
        if held.said in _TELLING and self.network and not self.network.is_supporting(claim.id):
            return replace(held, stands=False)
        return held

    def _explain_short(self, statement: Statement, claim: Claim, comparison: Comparison) -> str:
        """Say why a claim that seems to support a statement does not; "" where it does."""
        if comparison.verdict is not Verdict.SUPPORTS:
            return ""
        absent = self._find_absent(statement, claim)
        if absent:
            return f"it does not name “{statement.text[absent[0].start : absent[0].end]}”"
        return explain_open(statement, self._prepared[claim.id], comparison)

    def _is_apart(self, statement: Statement, claim: Claim, comparison: Comparison) -> bool:
        """Tell whether a claim that says no to a statement speaks of something else."""
        return comparison.verdict is Verdict.CONFLICTS and is_about_another(
            statement, self._prepared[claim.id], comparison, self._find_absent(statement, claim)
        )

    def _find_absent(self, statement: Statement, claim: Claim) -> list[Piece]:
        origin = describe_origin(claim, self.ledger.sources.get(claim.source_id))
        return find_absent_names(statement, self._prepared[claim.id], origin)


def tell_date(claim: Claim, ledger: Records) -> str:
    """Return when a claim was said, in words, or ""."""
    source = ledger.sources.get(claim.source_id)
    said = claim.said or (source.issued if source else None)
    return describe(said) if said else ""


def _rank(held: Held) -> tuple[int, float, str]:
    """Put what decides first, and of that what is nearest to the statement."""
    order = {Verdict.CONFLICTS: 0, Verdict.SUPPORTS: 0, Verdict.UNCLEAR: 1}
    return order.get(held.verdict, 2), -held.coverage * held.comparison.score, held.claim.id
