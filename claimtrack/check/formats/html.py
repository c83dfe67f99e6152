"""Reports as one HTML file that asks nothing of anybody: no request, no script, no fonts.

It opens from a disk or a mail, prints, follows the reader's dark mode, and what drafts and claims
hold is text in it and nothing else; a policy in its head forbids the rest once more.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from claimtrack.check.formats.options import DEFAULTS
from claimtrack.check.formats.pieces import list_pieces
from claimtrack.check.formats.wording import (
    SIGNS,
    find_difference,
    is_file,
    list_evidence,
    list_particulars,
    say_fit,
    say_footer,
    say_headline,
    say_name,
    say_omitted,
    say_particular,
    say_reasons,
    say_source,
    say_verdict,
    shorten,
)
from claimtrack.check.results import ParticularKind, State, Trace
from claimtrack.values.printable import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.check.formats.options import Options
    from claimtrack.check.formats.pieces import ShownPiece
    from claimtrack.check.results import CheckedStatement, CheckReport, Evidence, Particular

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
#: The states that ask for a decision: their headline is a filled badge.
_LOUD = (State.CONTRADICTED, State.DISPUTED, State.UNSOURCED)
#: Characters of another value that stand within the sentence; all of it stands below.
_LONGEST_VALUE = 40


def render(reports: Sequence[CheckReport], options: Options = DEFAULTS) -> str:
    """Return the reports as a whole HTML document."""
    return "".join(f"{line}\n" for line in _write(reports, options))


def _write(reports: Sequence[CheckReport], options: Options) -> Iterator[str]:
    is_one = len(reports) == 1
    title = escape(f"Check of {say_name(reports[0]) if is_one else f'{len(reports):,} drafts'}")
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{title}</title>"
    yield f"<style>\n{style}</style>"
    yield "</head>"
    yield "<body>"
    if is_one:
        yield from _Part(reports[0], options).write(title)
    else:
        yield f"<header><h1>{title}</h1></header>"
        yield "<main>"
        for number, report in enumerate(reports, start=1):
            yield '<div class="draft">'
            yield from _Part(report, options, number).write(escape(say_name(report)))
            yield "</div>"
        yield "</main>"
    yield "</body>"
    yield "</html>"


class _Part:
    """Writes what one report has on the page.

    Args:
        report: what is shown.
        options: which of it.
        number: of the draft among several; 0 where the page is of one alone.
    """

    def __init__(self, report: CheckReport, options: Options, number: int = 0) -> None:
        self._report = report
        self._options = options
        self._start = f"draft-{number}-" if number else ""
        self._level = 2 if number else 1
        self._main = "div" if number else "main"

    def write(self, title: str) -> Iterator[str]:
        """Yield its lines, under a heading that is safe already."""
        statements = self._options.select(self._report)
        footer = say_footer(self._report, self._options)
        yield "<header>"
        yield self._head(0, title)
        yield f"<p>{escape(footer[0])}</p>"
        yield "</header>"
        yield from self._write_counts(title, statements)
        yield f"<{self._main}>"
        for number, statement in enumerate(statements, start=1):
            yield from self._write_statement(statement, number)
        yield f"</{self._main}>"
        yield "<footer>"
        yield self._head(1, "What was examined")
        yield "<ul>"
        yield from (f'<li dir="auto">{escape(line)}</li>' for line in footer)
        yield "</ul>"
        yield "</footer>"

    def _head(self, below: int, text: str, attributes: str = "") -> str:
        tag = f"h{self._level + below}"
        return f"<{tag}{attributes}>{text}</{tag}>"

    def _write_counts(self, title: str, statements: Sequence[CheckedStatement]) -> Iterator[str]:
        """Yield links to the first statement in each state."""
        first: dict[State, int] = {}
        for number, statement in enumerate(statements, start=1):
            first.setdefault(statement.state, number)
        if first:
            where = f", {title}" if self._start else ""
            yield f'<nav aria-label="The first statement in each state{where}">'
            yield '<ul class="counts">'
            for state in State:
                if state in first:
                    words = f"{self._report.count(state):,} {state.value.replace('not-', 'not ')}"
                    link = f'<a href="#{self._start}statement-{first[state]}">{words}</a>'
                    yield f'<li class="{state.value}">{link}</li>'
            yield "</ul>"
            yield "</nav>"

    def _write_statement(self, statement: CheckedStatement, number: int) -> Iterator[str]:
        headline = self._head(1, escape(say_headline(statement)), ' class="headline" dir="auto"')
        yield f'<article id="{self._start}statement-{number}" class="{_class_of(statement)}">'
        yield f"<header>{headline}{_write_place(self._report, statement)}</header>"
        pieces = "".join(map(_mark, list_pieces(statement)))
        yield f'<p class="sentence" dir="auto">{pieces.strip()}</p>'
        if statement.why:
            yield f'<p class="why" dir="auto">{escape(shorten(statement.why))}</p>'
        if statement.accepted:
            yield f'<p dir="auto">accepted: {escape(shorten(statement.accepted))}</p>'
        for warning in statement.warnings:
            yield f'<p class="warning" dir="auto">warning: {escape(shorten(warning))}</p>'
        yield from _write_particulars(list_particulars(statement))
        for each in list_evidence(statement):
            yield from self._write_evidence(each, quiet=statement.state is State.SUPPORTED)
        if say_omitted(statement):
            yield f'<p class="source">{say_omitted(statement)}</p>'
        yield "</article>"

    def _write_evidence(self, evidence: Evidence, *, quiet: bool) -> Iterator[str]:
        name = f"<code>{escape(clean_line(evidence.claim_id))}</code>"
        kind = "conflicts" if evidence.verdict == "conflicts" else "speaks"
        yield f'<section class="{kind}">'
        yield self._head(2, f"{name} <span>{say_verdict(evidence)}</span>")
        if evidence.quote:
            yield f'<blockquote dir="auto">“{escape(shorten(evidence.quote))}”</blockquote>'
        else:
            yield f'<p dir="auto">{escape(shorten(evidence.text))}</p>'
        yield f'<p class="source" dir="auto">{_write_source(evidence)}</p>'
        if not quiet:
            for reason in say_reasons(evidence):
                yield f'<p class="because" dir="auto">{escape(reason)}</p>'
        yield f'<p class="fit">{escape(say_fit(evidence))}</p>'
        yield "</section>"


def _write_source(evidence: Evidence) -> str:
    words = escape(say_source(evidence))
    if not evidence.link:
        return words
    # Where the reader comes from is nobody's business: drafts are confidential.
    return f'<a href="{escape(evidence.link)}" rel="noreferrer">{words}</a>'


def _class_of(statement: CheckedStatement) -> str:
    if statement.accepted:
        return f"{statement.state.value} accepted quiet"
    if statement.state in _LOUD:
        return f"{statement.state.value} loud"
    quiet = statement.state in (State.SUPPORTED, State.NOT_CHECKABLE) and not statement.warnings
    return f"{statement.state.value} quiet" if quiet else statement.state.value


def _write_place(report: CheckReport, statement: CheckedStatement) -> str:
    if not is_file(report) and report.name != "-":
        return ""
    return f'<span class="place">line {statement.line}, column {statement.column}</span>'


def _mark(piece: ShownPiece) -> str:
    particular = piece.particular
    if particular is None:
        return escape(piece.text)
    marked = f'<mark class="{particular.trace.value}">{escape(piece.text)}</mark>'
    if particular.trace is Trace.FOUND or not piece.is_last:
        return marked
    there = ""
    if particular.trace is Trace.SIBLING and particular.kind is not ParticularKind.QUOTATION:
        there = f" {shorten(particular.there, _LONGEST_VALUE)}"
    sign = escape(f"{SIGNS[particular.trace]}{there}".strip())
    return f'{marked}<span class="there {particular.trace.value}"> [<bdi>{sign}</bdi>]</span>'


def _write_particulars(particulars: Sequence[Particular]) -> Iterator[str]:
    if not particulars:
        return
    yield '<ul class="particulars">'
    for each in particulars:
        words = escape(f"{SIGNS[each.trace]} {say_particular(each)}")
        lines = escape("\n".join(find_difference(each)))
        # It can be wider than a phone: the keyboard has to reach it to scroll.
        shown = f'<pre tabindex="0">{lines}</pre>' if lines else ""
        yield f'<li class="{each.trace.value}" dir="auto">{words}{shown}</li>'
    yield "</ul>"
