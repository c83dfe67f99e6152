"""Reports about an invented harbour, for the formats to show."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import pytest

from claimtrack.check.results import (
    CheckedStatement,
    CheckReport,
    Evidence,
    Particular,
    ParticularKind,
    State,
    Trace,
)

#: What acts where it is printed, reorders a line, or ends what it stands in.
HOSTILE = (
    "a\x1b[31mb\x1b]0;owned\x07c\x9b2Jd\x00e\u202ef\u2066g\ud800h\u2028i\r\n::error file=x::boom\n"
    "<script>alert(1)</script> ]]> --> <!-- &amp; \" ' ` `` ``` [x](http://evil.example) "
    "![i](x) @someone #12 | www.evil.example %0A *b* _i_ ~s~ $m$ \uffff \U000e0041 % , : \\"
)

LETTER = Evidence(
    claim_id="union-letter/240-jobs",
    verdict="conflicts",
    score=0.97,
    text="The Harbour Board dismissed 240 dockers in March 2019.",
    quote="In March the Board sent 240 of our colleagues home for good.",
    source_title="Letter to the members",
    publisher="Dockers’ Union of Port Varrow",
    date="12 March 2019",
    reasons=("280 and 240 are both dockers dismissed by the Harbour Board in March 2019",),
    fit="confirmed",
)
MINUTES = Evidence(
    claim_id="council-minutes/dismissals",
    verdict="supports",
    score=0.88,
    text="The Harbour Board dismissed 280 dockers.",
    quote="The Board reports 280 dismissals.",
    source_title="Minutes of the town council, 14 March",
    publisher="Town of Port Varrow",
    date="14 March 2019",
    reasons=("both say 280 dismissals", "both name the Harbour Board"),
    fit="suggested",
)
WIRE = Evidence(
    claim_id="selm-wire/night-ferry",
    verdict="supports",
    score=0.93,
    text="The night ferry to Ostrel Island stopped on 1 April 2019.",
    quote="",
    source_title="Night ferry to Ostrel stops",
    publisher="Selm Wire Service",
    date="",
    reasons=("both name the night ferry and 1 April 2019",),
    fit="",
    cited=True,
)

DIFFERENCE = """nearest, at 210-258, differs in a number and words:
  yours:  We lost 280 colleagues and the best crane
                   ^             ^^^^
  source: We lost 240 colleagues and our best crane
                   ^             ^^^"""


class MakeStatement(Protocol):
    """Makes a statement that is like all others but for what a test is about."""

    def __call__(self, state: State = ..., /, **changes: object) -> CheckedStatement:
        """Return a statement in a state."""


class MakeReport(Protocol):
    """Makes a report of a few statements."""

    def __call__(self, *statements: CheckedStatement, **changes: object) -> CheckReport:
        """Return a report of statements."""


def find(text: str, part: str, kind: ParticularKind, trace: Trace, **rest: str) -> Particular:
    """Return the particular ``part`` where it stands in ``text``."""
    start = text.index(part)
    return Particular(kind, part, start, start + len(part), trace, **rest)


@pytest.fixture
def make_statement() -> MakeStatement:
    """Return what makes a statement."""

    def make(state: State = State.CONTRADICTED, /, **changes: object) -> CheckedStatement:
        text = "The Harbour Board dismissed 280 dockers in March 2019."
        statement = CheckedStatement(
            text, 0, len(text), 3, 1, state, state.value.upper(), "a claim says otherwise"
        )
        return replace(statement, **changes)  # type: ignore[arg-type]

    return make


@pytest.fixture
def make_report() -> MakeReport:
    """Return what makes a report."""

    def make(*statements: CheckedStatement, **changes: object) -> CheckReport:
        report = CheckReport("drafts/harbour.md", statements, ())
        return replace(report, **changes)  # type: ignore[arg-type]

    return make


@pytest.fixture
def story(make_report: MakeReport) -> CheckReport:
    """Return the report of a draft in which everything occurs once."""
    statements = (
        _contradicted(),
        _disputed(),
        _unsourced(),
        _single_origin(),
        _supported(),
        _opinion(),
        _accepted(),
    )
    return make_report(
        *statements,
        not_examined=(("it judges, and has no number, date or name", 1), ("not changed", 12)),
        stale_comments=((40, "ok because the board confirmed it by telephone"),),
        methods=("rules 3", "stance model harbour-mini 1.2 (int8)"),
        remarks=("there are no word lists for “fo”; English ones were used",),
    )


@pytest.fixture
def hostile(make_report: MakeReport, make_statement: MakeStatement) -> CheckReport:
    """Return a report in which every text does harm where it is not escaped."""
    evidence = Evidence(
        claim_id=HOSTILE,
        verdict=HOSTILE,
        score=0.5,
        text=HOSTILE,
        quote=HOSTILE,
        source_title=HOSTILE,
        publisher=HOSTILE,
        date=HOSTILE,
        reasons=(HOSTILE,),
        fit=HOSTILE,
        cited=True,
    )
    particulars = (
        Particular(ParticularKind.NUMBER, HOSTILE, 0, 4, Trace.SIBLING, HOSTILE, HOSTILE),
        Particular(ParticularKind.QUOTATION, HOSTILE, 6, 90, Trace.SIBLING, HOSTILE, HOSTILE),
        Particular(ParticularKind.NAME, HOSTILE, 40, 60, Trace.NOWHERE),
        Particular(ParticularKind.NAME, HOSTILE, 500, 9000, Trace.FOUND),
    )
    statements = [
        make_statement(
            state,
            text=HOSTILE,
            headline=HOSTILE,
            why=HOSTILE,
            evidence=(evidence, replace(evidence, quote="")),
            particulars=particulars,
            warnings=(HOSTILE,),
            accepted=accepted,
        )
        for state in State
        for accepted in ("", HOSTILE)
    ]
    return make_report(
        *statements,
        name=f"drafts/{HOSTILE}.md",
        not_examined=((HOSTILE, 3),),
        stale_comments=((7, HOSTILE),),
        methods=(HOSTILE,),
        remarks=(HOSTILE,),
    )


def _contradicted() -> CheckedStatement:
    text = (
        "The Harbour Board dismissed 280 dockers in March 2019, the union wrote to all its members "
        "in the week after."
    )
    number, date, name = ParticularKind.NUMBER, ParticularKind.DATE, ParticularKind.NAME
    particulars = (
        find(text, "Harbour Board", name, Trace.FOUND, claim_id=LETTER.claim_id),
        find(text, "280", number, Trace.SIBLING, claim_id=LETTER.claim_id, there="240"),
        find(text, "March 2019", date, Trace.FOUND, claim_id=LETTER.claim_id),
    )
    return CheckedStatement(
        text,
        24,
        24 + len(text),
        3,
        1,
        State.CONTRADICTED,
        "CONTRADICTED: source says 240",
        "The only claim about these dismissals gives another number.",
        evidence=(replace(LETTER, cited=True),),
        particulars=particulars,
        warnings=("the draft cites union-letter/240-jobs, which does not carry this sentence",),
    )


def _disputed() -> CheckedStatement:
    text = "“We lost 280 colleagues and the best crane,”\nsaid Ilse Marn, who leads the union."
    quotation = "“We lost 280 colleagues and the best crane,”"
    where = {"claim_id": LETTER.claim_id, "there": DIFFERENCE}
    particulars = (
        find(text, quotation, ParticularKind.QUOTATION, Trace.SIBLING, **where),
        find(text, "280", ParticularKind.NUMBER, Trace.FOUND, claim_id=MINUTES.claim_id),
        find(text, "Ilse Marn", ParticularKind.NAME, Trace.NOWHERE),
    )
    extra = [replace(MINUTES, claim_id=f"courier/report-{number}") for number in (1, 2)]
    return CheckedStatement(
        text,
        140,
        140 + len(text),
        5,
        1,
        State.DISPUTED,
        "DISPUTED (1 for, 1 against)",
        "The council supports it, the union contradicts it.",
        at_most=1,
        evidence=(MINUTES, *extra, LETTER),
        particulars=particulars,
    )


def _unsourced() -> CheckedStatement:
    text = "The new crane cost 3.2 million marks."
    number = find(text, "3.2 million marks", ParticularKind.NUMBER, Trace.NOWHERE)
    return CheckedStatement(
        text,
        230,
        230 + len(text),
        8,
        1,
        State.UNSOURCED,
        "UNSOURCED",
        "No claim of the ledger is about the price of a crane.",
        particulars=(number,),
    )


def _single_origin() -> CheckedStatement:
    text = "The night ferry to Ostrel Island stopped on 1 April 2019 [@selm-wire/night-ferry]."
    date = find(text, "1 April 2019", ParticularKind.DATE, Trace.FOUND, claim_id=WIRE.claim_id)
    name = find(text, "Ostrel Island", ParticularKind.NAME, Trace.FOUND, claim_id=WIRE.claim_id)
    return CheckedStatement(
        text,
        268,
        268 + len(text),
        8,
        39,
        State.SINGLE_ORIGIN,
        "SINGLE-ORIGIN (at most 1)",
        "All that say so rest on the Selm Wire Service; 2 origins are asked for.",
        at_most=1,
        evidence=(WIRE,),
        particulars=(name, date),
    )


def _supported() -> CheckedStatement:
    text = "In the same month, 280 dismissals were reported to the town council."
    number = find(text, "280", ParticularKind.NUMBER, Trace.FOUND, claim_id=MINUTES.claim_id)
    return CheckedStatement(
        text,
        352,
        352 + len(text),
        10,
        1,
        State.SUPPORTED,
        "SUPPORTED (at most 2 origins)",
        "2 claims say the same.",
        at_most=2,
        evidence=(MINUTES, replace(WIRE, claim_id="selm-wire/dismissals", cited=False)),
        particulars=(number,),
    )


def _opinion() -> CheckedStatement:
    text = "It was the saddest spring the harbour has seen."
    return CheckedStatement(
        text,
        421,
        421 + len(text),
        12,
        1,
        State.NOT_CHECKABLE,
        "NOT CHECKABLE",
        "it judges, and has no number, date or name",
    )


def _accepted() -> CheckedStatement:
    text = "Nobody in the harbour office answered the telephone on Monday."
    return CheckedStatement(
        text,
        470,
        470 + len(text),
        14,
        1,
        State.UNSOURCED,
        "UNSOURCED",
        "No claim of the ledger is about telephone calls.",
        accepted="our own reporter called, three times",
    )
