"""The sentences that every format shows, written once, so that none of them says something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.check.formats.options import DEFAULTS
from claimtrack.check.results import ParticularKind, State, Trace
from claimtrack.values.printable import clean, clean_line, count

if TYPE_CHECKING:
    from claimtrack.check.formats.options import Options
    from claimtrack.check.results import CheckedStatement, CheckReport, Evidence, Particular

#: Characters of a sentence that are shown: fifteen lines of a terminal, so that a draft without a
#: full stop does not bury the rest. JSON has all of it.
LONGEST_SENTENCE = 1_000
#: Characters of a quote, a claim or a reason that are shown.
LONGEST_QUOTE = 400
#: How many claims are shown for a statement: enough to see both sides; JSON has all of them.
MOST_EVIDENCE = 3
#: How many particulars of a statement are listed; JSON has all of them.
MOST_PARTICULARS = 20
#: What the reader of a report must not forget.
DISCLAIMER = "This says what the sources say and how they relate, not what is true."

LABELS = {state: state.value.upper() for state in State} | {State.NOT_CHECKABLE: "NOT CHECKABLE"}
SIGNS = {Trace.FOUND: "✓", Trace.NOWHERE: "?", Trace.SIBLING: "✗"}

_VERDICTS = {"supports": "supports it", "conflicts": "conflicts with it"}
_FITS = {
    "confirmed": "a person confirmed that the quote carries the claim",
    "suggested": "a rule proposes that the quote carries the claim; nobody has looked",
    "rejected": "a person found that the quote does not carry the claim",
    "unsure": "a person could not tell whether the quote carries the claim",
}
_UNSEEN = "nobody has looked whether the quote carries the claim"
#: Names of a report that is not of a file.
_TYPED, _STREAM = "statement", "-"


def is_file(report: CheckReport) -> bool:
    """Return whether the report is of a file, which a line of it can be shown in."""
    return report.name not in (_TYPED, _STREAM, "")


def say_name(report: CheckReport) -> str:
    """Return what was checked."""
    names = {_TYPED: "a statement", _STREAM: "standard input", "": "a statement"}
    return names.get(report.name) or clean_line(report.name)


def say_headline(statement: CheckedStatement) -> str:
    """Return the state as a person reads it, on one line."""
    return shorten(statement.headline or LABELS[statement.state])


def say_particular(particular: Particular) -> str:
    """Return what became of a particular, on one line."""
    text = shorten(particular.text)
    where = f", in {clean_line(particular.claim_id)}" if particular.claim_id else ""
    quoted = particular.kind is ParticularKind.QUOTATION
    if particular.trace is Trace.FOUND:
        return f"{text}: {'quoted exactly' if quoted else 'found'}{where}"
    if particular.trace is Trace.NOWHERE:
        return f"{text}: in none of the claims"
    if quoted:
        return f"{text}: differs from its source{where}"
    return f"{text}: {shorten(particular.there) or 'another value'} stands there{where}"


def find_difference(particular: Particular) -> list[str]:
    """Return the lines that show how a quotation differs from its source, safe to print."""
    if particular.kind is not ParticularKind.QUOTATION or particular.trace is not Trace.SIBLING:
        return []
    return clean(particular.there).expandtabs().split("\n") if particular.there else []


def list_particulars(statement: CheckedStatement) -> list[Particular]:
    """Return the particulars that are not simply found, as many as are shown."""
    return [each for each in statement.particulars if each.trace is not Trace.FOUND][
        :MOST_PARTICULARS
    ]


def list_evidence(statement: CheckedStatement) -> list[Evidence]:
    """Return the best claims, as many as are shown, but always one of each side and one cited."""
    places: dict[str, int] = {}
    for place, each in enumerate(statement.evidence):
        if each.verdict in _VERDICTS:
            places.setdefault(each.verdict, place)
        if each.cited:
            places.setdefault("cited", place)
    chosen = dict.fromkeys((*places.values(), *range(len(statement.evidence))))
    return [statement.evidence[place] for place in sorted(list(chosen)[:MOST_EVIDENCE])]


def say_verdict(evidence: Evidence) -> str:
    """Return how a claim relates to the statement."""
    verdict = _VERDICTS.get(evidence.verdict, "is near it, and decides nothing")
    return f"{verdict}; the draft cites it" if evidence.cited else verdict


def say_source(evidence: Evidence) -> str:
    """Return title, publisher and date of a claim's source."""
    title = f"“{shorten(evidence.source_title)}”" if evidence.source_title else ""
    parts = (title, shorten(evidence.publisher), clean_line(evidence.date) or "no date")
    return ", ".join(part for part in parts if part)


def say_reasons(evidence: Evidence) -> list[str]:
    """Return why a claim was found to speak to the statement, each on one line."""
    return [f"because {shorten(reason)}" for reason in evidence.reasons]


def say_fit(evidence: Evidence) -> str:
    """Return whether a person confirmed that the quote carries the claim."""
    if not evidence.quote:
        return "the claim has no quote"
    return _FITS.get(evidence.fit, _UNSEEN)


def say_omitted(statement: CheckedStatement) -> str:
    """Return how many claims are not shown; "" for none."""
    omitted = len(statement.evidence) - MOST_EVIDENCE
    return f"and {count(omitted, 'more claim')}" if omitted > 0 else ""


def say_message(statement: CheckedStatement) -> str:
    """Return all that matters about a statement as lines of plain text, for machines to carry."""
    lines = [say_headline(statement), shorten(statement.text, LONGEST_SENTENCE)]
    lines += [shorten(statement.why)] if statement.why else []
    lines += [f"accepted: {shorten(statement.accepted)}"] if statement.accepted else []
    lines += [f"warning: {shorten(warning)}" for warning in statement.warnings]
    for particular in list_particulars(statement):
        lines.append(f"{SIGNS[particular.trace]} {say_particular(particular)}")
        lines += find_difference(particular)
    for each in list_evidence(statement):
        lines.append(f"{clean_line(each.claim_id)} {say_verdict(each)}")
        lines += [f"  “{shorten(each.quote)}”"] if each.quote else []
        details = (say_source(each), *say_reasons(each), say_fit(each))
        lines += [f"  {detail}" for detail in details]
    omitted = say_omitted(statement)
    return "\n".join([*lines, omitted] if omitted else lines)


def say_counts(report: CheckReport) -> str:
    """Return how many statements were examined, and how many came out how."""
    examined = report.examined
    if not examined:
        return "No statement was examined."
    counts = (
        f"{report.count(state):,} {state.value}"
        for state in State
        if state is not State.NOT_CHECKABLE and report.count(state)
    )
    return f"{count(examined, 'statement')} examined: {', '.join(counts)}."


def say_unexamined(report: CheckReport) -> list[str]:
    """Return what was not held against the ledger, and why."""
    total = sum(number for _, number in report.not_examined)
    if not total:
        return []
    reasons = (f"{shorten(reason)} ({number:,})" for reason, number in report.not_examined)
    return [f"{count(total, 'sentence')} not examined: {', '.join(reasons)}."]


def say_stale(text: str) -> str:
    """Return that an acceptance has no effect: nothing needs it any more, or it is malformed."""
    return f"a comment that accepts nothing: {shorten(text)}"


def say_footer(report: CheckReport, options: Options = DEFAULTS) -> list[str]:
    """Return what belongs under a report: what was examined, what was not, and who decided."""
    lines = [say_counts(report), *say_unexamined(report)]
    if not options.shows_all:
        shown = ", ".join(state.value for state in State if state in options.only) or "none"
        hidden = len(report.statements) - len(options.select(report))
        lines.append(f"Shown: {shown}; {count(hidden, 'other statement')} left out.")
    accepted = sum(1 for each in report.statements if each.accepted)
    if accepted:
        lines.append(f"{count(accepted, 'statement')} accepted by a person as it stands.")
    lines += [f"Line {line}: {say_stale(text)}" for line, text in report.stale_comments]
    lines += [f"Note: {shorten(remark)}" for remark in report.remarks]
    if report.methods:
        lines.append(f"Decided by: {'; '.join(map(clean_line, report.methods))}.")
    return [*lines, DISCLAIMER]


def shorten(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return text on one line and safe to print, cut at a space where it is very long."""
    line = clean_line(text[: 2 * longest])
    if len(line) <= longest and len(text) <= 2 * longest:
        return line
    head = line[:longest]
    return f"{head[: head.rfind(' ', longest // 2)] if ' ' in head[longest // 2 :] else head} […]"
