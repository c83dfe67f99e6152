"""Reports for a person at a terminal: quiet where all is well, loud where a source says otherwise.

A sentence stands with a line of marks under it: ``✓──`` below what a claim has, ``?──`` below what
none has, ``✗──`` below what differs. Without colour the result is plain text, for a pipe.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from claimtrack.check.formats.options import DEFAULTS
from claimtrack.check.formats.pieces import cut_pieces
from claimtrack.check.formats.wording import (
    LONGEST_SENTENCE,
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
from claimtrack.check.results import State, Trace
from claimtrack.values.printable import clean_line, count_columns, show_character

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.check.formats.options import Options
    from claimtrack.check.results import CheckedStatement, CheckReport, Evidence

#: Narrower than this, nothing can be laid out.
_NARROWEST = 40
_INDENT = 4
_STATE_SIGNS = {
    State.CONTRADICTED: "✗",
    State.DISPUTED: "!",
    State.UNSOURCED: "?",
    State.SINGLE_ORIGIN: "1",
    State.SUPPORTED: "✓",
    State.NOT_CHECKABLE: "–",
}
#: Parameters of the escape that sets a colour; those a reader's own theme maps to what is legible.
_STATE_COLOURS = {
    State.CONTRADICTED: "1;7;31",
    State.DISPUTED: "1;31",
    State.UNSOURCED: "1;35",
    State.SINGLE_ORIGIN: "36",
    State.SUPPORTED: "32",
    State.NOT_CHECKABLE: "2",
}
_TRACE_COLOURS = {Trace.FOUND: "32", Trace.NOWHERE: "1;35", Trace.SIBLING: "1;31"}
#: What GitHub's runner obeys where a line of a log begins with it.
_COMMAND = re.compile(r"\A(\s*)::")
_WARNING, _FAINT, _PLAIN = "1;33", "2", ""


def render(reports: Sequence[CheckReport], options: Options = DEFAULTS) -> str:
    """Return the reports as lines of at most ``options.columns`` columns.

    Only the rendered difference of a quotation and a long claim id keep the width they have.
    """
    return "\n".join(
        "".join(f"{_disarm(line)}\n" for line in _Writer(report, options).write())
        for report in reports
    )


class _Writer:
    """Lays out one report."""

    def __init__(self, report: CheckReport, options: Options) -> None:
        self._report = report
        self._options = options
        self._columns = max(_NARROWEST, options.columns)

    def write(self) -> Iterator[str]:
        if self._report.name != "statement":
            yield from self._fill(say_name(self._report), 0, "1")
            yield ""
        for statement in self._options.select(self._report):
            yield from self._write_statement(statement)
            yield ""
        for line in say_footer(self._report, self._options):
            yield from self._fill(line, 0)

    def _write_statement(self, statement: CheckedStatement) -> Iterator[str]:
        place = f"{statement.line}:{statement.column}  " if self._has_places else ""
        sign = _STATE_SIGNS[statement.state]
        colour = _FAINT if statement.accepted else _STATE_COLOURS[statement.state]
        yield from self._fill(f"{sign} {place}{say_headline(statement)}", 0, colour, hang=_INDENT)
        quiet = _is_quiet(statement)
        yield from self._write_sentence(statement, marked=not quiet)
        if statement.why and not (quiet and statement.state is State.SUPPORTED):
            yield from self._fill(shorten(statement.why), _INDENT, _FAINT if quiet else _PLAIN)
        if statement.accepted:
            yield from self._fill(f"accepted: {shorten(statement.accepted)}", _INDENT)
        for warning in statement.warnings:
            yield from self._fill(f"warning: {shorten(warning)}", _INDENT, _WARNING, hang=2)
        if quiet:
            for each in list_evidence(statement):
                yield from self._fill(_say_briefly(each), _INDENT, _FAINT, hang=2)
        else:
            yield from self._write_details(statement)
        if say_omitted(statement):
            yield from self._fill(say_omitted(statement), _INDENT, _FAINT)

    @property
    def _has_places(self) -> bool:
        return is_file(self._report) or self._report.name == "-"

    def _write_sentence(self, statement: CheckedStatement, *, marked: bool) -> Iterator[str]:
        """Yield the sentence, each line followed by its marks where there are any."""
        cells, marks, colours = _lay_cells(statement, marked=marked)
        margin = " " * _INDENT
        for start, edge in _break_lines(cells, self._columns - _INDENT):
            end = edge
            while end > start and cells[end - 1] in (" ", ""):
                end -= 1
            yield margin + self._paint_cells(cells[start:end], colours[start:end])
            if any(mark.strip() for mark in marks[start:end]):
                yield margin + self._paint_cells(marks[start:end], colours[start:end])

    def _write_details(self, statement: CheckedStatement) -> Iterator[str]:
        for particular in list_particulars(statement):
            line = f"{SIGNS[particular.trace]} {say_particular(particular)}"
            yield from self._fill(line, _INDENT, _TRACE_COLOURS[particular.trace], hang=2)
            yield from self._write_difference(find_difference(particular))
        for each in list_evidence(statement):
            yield from self._write_evidence(each)

    def _write_difference(self, lines: list[str]) -> Iterator[str]:
        """Yield lines whose carets must stay where they are: as far in as there is room."""
        widest = max(map(count_columns, lines), default=0)
        margin = " " * max(0, min(_INDENT + 2, self._columns - widest))
        yield from (margin + line for line in lines)

    def _write_evidence(self, evidence: Evidence) -> Iterator[str]:
        colour = _TRACE_COLOURS[Trace.SIBLING] if evidence.verdict == "conflicts" else _PLAIN
        yield " " * _INDENT + self._paint(clean_line(evidence.claim_id), "1")
        yield from self._fill(say_verdict(evidence), _INDENT + 2, colour)
        text = f"“{shorten(evidence.quote)}”" if evidence.quote else shorten(evidence.text)
        yield from self._fill(text, _INDENT + 2)
        yield from self._fill(say_source(evidence), _INDENT + 2, hang=2)
        for reason in say_reasons(evidence):
            yield from self._fill(reason, _INDENT + 2, hang=2)
        yield from self._fill(say_fit(evidence), _INDENT + 2, _FAINT, hang=2)

    def _fill(
        self, text: str, indent: int, colour: str = _PLAIN, *, hang: int = 0
    ) -> Iterator[str]:
        """Yield a paragraph that is safe already, all but its first line ``hang`` further in."""
        cells = list(text)
        margin = indent
        for start, end in _break_lines(cells, self._columns - indent - hang):
            line = "".join(cells[start:end]).rstrip()
            yield " " * margin + self._paint(line, colour)
            margin = indent + hang

    def _paint(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if colour and self._options.colour else text

    def _paint_cells(self, cells: Sequence[str], colours: Sequence[str]) -> str:
        line = "".join(cells).rstrip()
        if not self._options.colour:
            return line
        runs = groupby(zip(cells, colours, strict=True), key=lambda pair: pair[1])
        return "".join(self._paint("".join(cell for cell, _ in run), key) for key, run in runs)


def _disarm(line: str) -> str:
    """Return a line that a CI service does not take for a command of ours."""
    return _COMMAND.sub(r"\1\\x3a:", line)


def _is_quiet(statement: CheckedStatement) -> bool:
    if statement.state is State.NOT_CHECKABLE or statement.accepted:
        return True
    all_found = all(each.trace is Trace.FOUND for each in statement.particulars)
    return statement.state is State.SUPPORTED and all_found


def _say_briefly(evidence: Evidence) -> str:
    publisher = shorten(evidence.publisher or evidence.source_title) or "publisher not known"
    date = clean_line(evidence.date) or "no date"
    fit = "fit confirmed" if evidence.fit == "confirmed" else "fit not confirmed"
    return f"{clean_line(evidence.claim_id)} ({publisher}, {date}; {fit})"


def _lay_cells(
    statement: CheckedStatement, *, marked: bool
) -> tuple[list[str], list[str], list[str]]:
    """Return for each character what is shown of it, the mark below it and the colour of both."""
    cells: list[str] = []
    marks: list[str] = []
    colours: list[str] = []
    for piece in cut_pieces(statement, LONGEST_SENTENCE):
        particular = piece.particular if marked else None
        sign = SIGNS[particular.trace] if particular else " "
        colour = _TRACE_COLOURS[particular.trace] if particular else _PLAIN
        for character in statement.text[piece.start : piece.end]:
            cell = show_character(character)
            if cell.isspace():
                cell = "" if not cells or cells[-1] in (" ", "") else " "
            width = count_columns(cell)
            marks.append((sign + ("─" if particular else " ") * (width - 1)) if width else "")
            cells.append(cell)
            colours.append(colour)
            sign = ("─" if particular else " ") if width else sign
    if len(statement.text) > LONGEST_SENTENCE:
        cells += " […]"
        marks += "    "
        colours += [_PLAIN] * 4
    return cells, marks, colours


def _break_lines(cells: Sequence[str], columns: int) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends: after a space, or where the line is full."""
    start = used = 0
    after_space, used_there = 0, 0
    for position, cell in enumerate(cells):
        width = count_columns(cell)
        # A space that would stand first on a line may stand over the edge instead.
        if used + width > columns and position > start and cell != " ":
            end, spent = (after_space, used_there) if after_space > start else (position, used)
            yield start, end
            start, used = end, used - spent
        used += width
        if cell == " ":
            after_space, used_there = position + 1, used
    if start < len(cells):
        yield start, len(cells)
