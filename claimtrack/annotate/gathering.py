"""Gets what notes say out of a checked draft and its ledger."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from claimtrack.anchoring.fragments import text_fragment
from claimtrack.annotate.notes import Note, Notes, OpenConflict, Primary, Witness
from claimtrack.check.evidence import tell_date
from claimtrack.check.results import State, Trace
from claimtrack.graph.ends import find_ends
from claimtrack.graph.origins import find_origins, gather
from claimtrack.graph.steps import EndKind
from claimtrack.ledger.locators import Locator
from claimtrack.models import judgement
from claimtrack.models.ids import source_of
from claimtrack.models.standing import find_standing
from claimtrack.values.dates import Edtf, describe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.check.results import CheckedStatement, CheckReport, Evidence
    from claimtrack.graph.network import Edge, Network
    from claimtrack.graph.steps import End
    from claimtrack.models.claim import Claim
    from claimtrack.models.judgement import Judgement
    from claimtrack.search.view import Records

_SAID: Final = {
    judgement.State.CONFIRMED: "confirmed",
    judgement.State.REJECTED: "rejected",
    judgement.State.UNSURE: "left open",
    judgement.State.SUGGESTED: "suggested",
}
_UNSEEN: Final = "nobody has confirmed that the quote carries the claim"


class Gatherer:
    """Makes notes; what is said of a claim is gathered once, however many statements it carries.

    Args:
        ledger: that drafts were checked against.
        network: of the whole ledger.
    """

    def __init__(self, ledger: Records, network: Network) -> None:
        self._ledger = ledger
        self._network = network
        self._locator = Locator(ledger)
        self._known: dict[str, Witness] = {}

    def gather(self, report: CheckReport) -> Notes:
        """Make the notes to a draft from what was found in it."""
        checked = [each for each in report.statements if each.state is not State.NOT_CHECKABLE]
        keys = _make_keys(checked)
        return Notes(
            name=PurePath(report.name).name or report.name,
            notes=tuple(
                self._make_note(number, key, statement)
                for number, (key, statement) in enumerate(zip(keys, checked, strict=True), start=1)
            ),
            counts=tuple((state, n) for state in State if (n := _count(checked, state))),
            not_examined=report.not_examined,
            methods=report.methods,
            remarks=report.remarks,
        )

    def _make_note(self, number: int, key: str, statement: CheckedStatement) -> Note:
        found = [self._find_witness(each) for each in statement.evidence]
        return Note(
            number=number,
            key=key,
            text=statement.text,
            start=statement.start,
            end=statement.end,
            line=statement.line,
            column=statement.column,
            state=statement.state,
            headline=statement.headline,
            why=statement.why,
            accepted=statement.accepted,
            warnings=statement.warnings,
            particulars=tuple(p for p in statement.particulars if p.trace is not Trace.FOUND),
            at_most=statement.at_most,
            witnesses=tuple(found),
        )

    def _find_witness(self, evidence: Evidence) -> Witness:
        if evidence.claim_id not in self._known:
            self._known[evidence.claim_id] = self._describe(evidence)
        known = self._known[evidence.claim_id]
        return replace(known, verdict=evidence.verdict, is_cited=evidence.cited)

    def _describe(self, evidence: Evidence) -> Witness:
        claim = self._ledger.claims[evidence.claim_id]
        source = self._ledger.sources.get(claim.source_id)
        capture = source.capture(claim.anchor.capture) if source and claim.anchor else None
        segments = claim.anchor.segments if claim.anchor else ()
        url = source.url if source else ""
        origins = find_origins(gather(claim.id, self._network), self._network)
        ends = find_ends([claim.id], self._network)[claim.id]
        return Witness(
            claim_id=claim.id,
            verdict=evidence.verdict,
            is_cited=evidence.cited,
            text=claim.text,
            quote=claim.quote,
            title=evidence.source_title,
            authors=source.authors if source else "",
            publisher=evidence.publisher,
            date=evidence.date,
            standing=find_standing(source) if source else "",
            place=self._locator.locate(claim),
            link=text_fragment(url, segments) or url,
            copied=describe(capture.captured) if capture else "",
            archive=source.archive if source else "",
            at_most=origins.at_most,
            origins=tuple(origin.label for origin in origins.origins),
            primaries=self._find_primaries(claim, ends),
            is_circular=not ends,
            conflicts=tuple(map(self._describe_conflict, self._list_conflicts(claim))),
            fit=say_fit(claim),
            contact=source.contact if source else "",
        )

    def _find_primaries(self, claim: Claim, ends: frozenset[End]) -> tuple[Primary, ...]:
        """Return what the source of a claim stands for: the ends of its chain but itself."""
        found: dict[str, Primary] = {}
        for end in sorted(ends):
            if end.kind is EndKind.CREDITED:
                words = " ".join(self._ledger.claims[end.id].attribution.split())
                found[words.casefold()] = Primary(words, is_held=False, is_credit=True)
            elif source_of(end.id) != claim.source_id:
                source_id = source_of(end.id)
                source = self._ledger.sources.get(source_id)
                is_held = source is not None and not source.is_stub
                found[source_id] = Primary(self._name_source(source_id), is_held)
        return tuple(found.values())

    def _name_source(self, source_id: str) -> str:
        source = self._ledger.sources.get(source_id)
        if source is None:
            return f"{source_id} (not in the ledger)"
        issued = describe(source.issued) if source.issued else ""
        maker = source.publisher or source.authors
        return ", ".join(filter(None, (f"“{source.title}”", maker, issued)))

    def _list_conflicts(self, claim: Claim) -> Sequence[Edge]:
        return self._network.conflicts.get(claim.id, ())

    def _describe_conflict(self, edge: Edge) -> OpenConflict:
        other = self._ledger.claims[edge.other]
        source = self._ledger.sources.get(other.source_id)
        maker = (source.publisher or f"“{source.title}”") if source else other.source_id
        when = tell_date(other, self._ledger)
        return OpenConflict(
            claim_id=other.id,
            text=other.text,
            source=", ".join(filter(None, (maker, when))),
            because=edge.relation.because,
            judged=_say_judged(edge.relation.judgement),
        )


def _count(checked: Sequence[CheckedStatement], state: State) -> int:
    return sum(1 for each in checked if each.state is state)


def _make_keys(checked: Sequence[CheckedStatement]) -> list[str]:
    """Return a key for each statement: its words, and which it is of those with the same words."""
    seen: Counter[str] = Counter()
    keys = []
    for statement in checked:
        words = " ".join(statement.text.split())
        seen[words] += 1
        digest = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
        keys.append(f"{digest[:24]}-{seen[words]}")
    return keys


def say_fit(claim: Claim) -> str:
    """Say who decided that the quote carries the claim, or that nobody has."""
    fit = claim.fit
    if not claim.quote:
        return "the claim has no quote"
    if fit is None:
        return _UNSEEN
    why = f": {fit.why}" if fit.why else ""
    if fit.state is judgement.State.SUGGESTED:
        return f"{_UNSEEN}; {fit.by} suggests it{why}"
    said = {
        judgement.State.CONFIRMED: "confirmed that the quote carries the claim",
        judgement.State.REJECTED: "found that the quote does not carry the claim",
        judgement.State.UNSURE: "could not tell whether the quote carries the claim",
    }[fit.state]
    return f"{fit.by} {said}, {_say_day(fit)}{why}"


def _say_judged(made: Judgement) -> str:
    return f"{_SAID[made.state]} by {made.by}, {_say_day(made)}"


def _say_day(made: Judgement) -> str:
    return describe(Edtf.parse(made.when.isoformat()))
