"""Holding a statement or a whole draft against a ledger."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from claimtrack import __version__
from claimtrack.anchoring.fragments import text_fragment
from claimtrack.check.bearing import find_uncarried
from claimtrack.check.citing import resolve_citations, warn_of_citations
from claimtrack.check.deciding import decide
from claimtrack.check.evidence import Examiner, Held, tell_date
from claimtrack.check.particulars import trace_particulars
from claimtrack.check.quoting import Library
from claimtrack.check.results import CheckedStatement, CheckReport, Evidence, State, Trace
from claimtrack.compare import Verdict, prepare_statement
from claimtrack.extract.statements import read_statements
from claimtrack.graph.network import build_network
from claimtrack.graph.states import ClaimState, state_of
from claimtrack.search.searcher import Searcher
from claimtrack.search.view import LedgerView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claimtrack.check.results import Particular
    from claimtrack.compare import StanceModel, Statement
    from claimtrack.extract.comments import Comment
    from claimtrack.extract.draft import Draft
    from claimtrack.extract.revisions import ChangedLines
    from claimtrack.extract.sentences import Sentence
    from claimtrack.extract.statements import DraftStatement
    from claimtrack.graph.network import Network
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.search.view import Records
    from claimtrack.store.layout import Layout

#: How many claims are shown for a statement: what a person reads before they look themselves.
MOST_SHOWN: Final = 3
#: Characters of a quotation that a headline names.
_LONGEST_NAMED: Final = 60
#: States that need nobody's acceptance.
_FINE: Final = frozenset({State.SUPPORTED, State.NOT_CHECKABLE})


class Checker:
    """Holds statements against one ledger.

    Args:
        ledger: what they are held against, loaded or as a view.
        layout: where it lies.
        minimum_origins: from how many origins on a statement counts as supported.
        model: is asked where no rule decides; None for rules alone.
        most_shown: how many claims are shown for a statement at most.

    Attributes:
        ledger: what statements are held against.
        network: the relations of the whole of it.
    """

    def __init__(
        self,
        ledger: Ledger | LedgerView,
        layout: Layout,
        *,
        minimum_origins: int = 2,
        model: StanceModel | None = None,
        most_shown: int = MOST_SHOWN,
    ) -> None:
        self.ledger: Records = ledger
        self._minimum = minimum_origins
        self._model = model
        self._most_shown = most_shown
        self.network, searcher = _open(ledger, layout)
        self._examiner = Examiner(ledger, searcher, model, self.network)
        self._library = Library(ledger)

    def check_draft(
        self,
        draft: Draft,
        *,
        changed: ChangedLines | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> CheckReport:
        """Check every sentence of a draft.

        Args:
            draft: taken apart.
            changed: only sentences on these lines are examined, and the others counted.
            progress: is told how many sentences are done, and how many there are.
        """
        found = read_statements(draft)
        skipped: Counter[str] = Counter()
        checked: list[CheckedStatement] = []
        needless = list(found.idle_comments)
        for number, each in enumerate(found.statements, start=1):
            if changed is not None and not changed.touch(each.sentence.line, each.last_line):
                skipped["not changed since the revision"] += 1
                continue
            statement = self._check(each)
            checked.append(statement)
            if statement.state is State.NOT_CHECKABLE:
                skipped[statement.why] += 1
            if each.comment and statement.state in _FINE:
                needless.append(each.comment)
            if progress:
                progress(number, len(found.statements))
        return CheckReport(
            name=draft.name,
            statements=tuple(checked),
            not_examined=tuple(sorted(skipped.items())),
            stale_comments=tuple(_say_stale(needless)),
            methods=self._name_methods(),
            remarks=tuple(filter(None, (*found.remarks, self._remark_model()))),
        )

    def _name_methods(self) -> tuple[str, ...]:
        rules = f"rules of claimtrack {__version__}"
        return (rules, self._model.name) if self._model else (rules,)

    def _remark_model(self) -> str:
        return (
            "" if self._model else "no stance model is at hand: wording was judged by rules alone"
        )

    def _check(self, given: DraftStatement) -> CheckedStatement:
        sentence, checkable = given.sentence, given.checkability
        keys = [citation.key for citation in given.citations]
        cited, warnings = resolve_citations(keys, self.ledger)
        left_out = _make(
            sentence, State.NOT_CHECKABLE, "NOT CHECKABLE", checkable.reason, warnings=warnings
        )
        may_be_left_out = given.is_too_long or (not checkable.checkable and not cited)
        if may_be_left_out and not checkable.score:  # a question, say: nothing to weigh
            return left_out
        statement = prepare_statement(sentence.text)
        near = self._examiner.hold(statement, cited)
        held = [
            each
            for each in near
            if each.comparison.verdict is not Verdict.NOT_COMPARABLE or each.claim.id in cited
        ]
        # A claim may be worded otherwise than the statement, and its quote be the one that is used.
        quotations = self._library.trace(given.quotations, near)
        uncarried = [
            *find_uncarried(trace_particulars(statement, _list_said(held, supporting=True))),
            *_list_altered(quotations),
        ]
        decision = decide(held, self.network, self._minimum, uncarried)
        # What looks like a guess or an opinion is a statement where a claim says it, or nearly so,
        # or not so, and where a source has nearly the words that it quotes.
        is_known = any(each.falls_short for each in held) or any(
            each.trace is Trace.SIBLING for each in quotations
        )
        if may_be_left_out and decision.state is State.UNSOURCED and not is_known:
            return left_out
        warnings += warn_of_citations(keys, held, self.ledger, uncarried)
        warnings += self._warn_of_standing(held)
        return _make(
            sentence,
            decision.state,
            decision.headline,
            decision.why,
            at_most=decision.at_most,
            evidence=[self._show(each, cited) for each in _choose(held, self._most_shown)],
            particulars=trace_particulars(statement, _list_said(held), quotations),
            warnings=warnings,
            accepted=given.comment.reason if given.comment else "",
        )

    def _warn_of_standing(self, held: Iterable[Held]) -> list[str]:
        """Warn of what would be support, had it not been updated or judged unfit since."""
        warnings = []
        for each in held:
            if each.stands or each.said is not Verdict.SUPPORTS:
                continue
            standing = state_of(each.claim.id, self.network, self._minimum)
            if standing.state is ClaimState.SUPERSEDED:
                warnings.append(f"{each.claim.id} is superseded: {standing.reason}")
            else:
                warnings.append(
                    f"{each.claim.id} says so, but its quote was judged not to carry it"
                )
        return warnings

    def _show(self, held: Held, cited: Sequence[str]) -> Evidence:
        claim = held.claim
        source = self.ledger.sources.get(claim.source_id)
        return Evidence(
            claim_id=claim.id,
            verdict=str(held.verdict),
            score=round(held.comparison.score, 3),
            text=claim.text,
            quote=claim.quote,
            source_title=source.title if source else claim.source_id,
            publisher=source.publisher if source else "",
            date=tell_date(claim, self.ledger),
            reasons=tuple(reason.sentence for reason in held.comparison.reasons[:3]),
            fit=str(claim.fit.state) if claim.fit else "",
            cited=claim.id in cited,
            link=text_fragment(source.url, claim.anchor.segments)
            if source and claim.anchor
            else "",
        )


def _open(ledger: Ledger | LedgerView, layout: Layout) -> tuple[Network, Searcher]:
    """Return the relations of a ledger and a searcher of its claims."""
    if isinstance(ledger, LedgerView):
        return ledger.network, ledger.searcher
    return build_network(ledger.sources, ledger.claims), Searcher.of_ledger(ledger, layout)


def _list_said(held: Iterable[Held], *, supporting: bool = False) -> list[tuple[str, Statement]]:
    """Return what claims say, with their ids: all, or only those that support the statement."""
    return [
        (each.claim.id, each.statement)
        for each in held
        if not supporting or each.verdict is Verdict.SUPPORTS
    ]


def _list_altered(quotations: Iterable[Particular]) -> list[Particular]:
    """Return the quotations that nobody said so, with no more of their words than a line holds."""
    return [
        replace(each, text=textwrap.shorten(each.text, _LONGEST_NAMED, placeholder=" […]"))
        for each in quotations
        if each.trace is not Trace.FOUND
    ]


def _choose(held: Sequence[Held], most: int) -> list[Held]:
    """Return the claims to show: those that decide, one of each side first, else the nearest."""
    telling = [each for each in held if each.verdict in {Verdict.SUPPORTS, Verdict.CONFLICTS}]
    sides = {each.verdict: each for each in reversed(telling)}
    first = [each for each in telling if sides[each.verdict] is each]
    rest = [each for each in telling if each not in first]
    return ([*first, *rest] or list(held[:1]))[:most]


def _make(
    sentence: Sentence,
    state: State,
    headline: str,
    why: str,
    *,
    at_most: int = 0,
    evidence: Iterable[Evidence] = (),
    particulars: Iterable[Particular] = (),
    warnings: Iterable[str] = (),
    accepted: str = "",
) -> CheckedStatement:
    return CheckedStatement(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        line=sentence.line,
        column=sentence.column,
        state=state,
        headline=headline,
        why=why,
        at_most=at_most,
        evidence=tuple(evidence),
        particulars=tuple(particulars),
        warnings=tuple(warnings),
        accepted=accepted,
    )


def _say_stale(comments: Iterable[Comment]) -> Iterable[tuple[int, str]]:
    """Yield line and text, or fault, of the comments that no sentence needs, in their order."""
    for comment in sorted(comments, key=lambda comment: comment.start):
        yield comment.line, comment.fault or comment.text
