"""Reports as Markdown, to be pasted into a comment, a wiki or a message.

What drafts and claims hold is shown as it is: none of it becomes markup, a link, a mention of
somebody or a reference to something.
"""

from __future__ import annotations

import re
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
from claimtrack.check.results import State
from claimtrack.values.printable import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.check.formats.options import Options
    from claimtrack.check.formats.pieces import ShownPiece
    from claimtrack.check.results import CheckedStatement, CheckReport, Evidence

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$#!]")
#: What a renderer turns into a link by itself: an address, a mention, the number of an issue.
_LINKING = re.compile(r"(?<=[a-zA-Z]):(?=//)|(?<=www)\.|[@#](?=\w)", re.IGNORECASE)
_FIRST = re.compile(r"\A(?:(\d+)([.)])|()([-+=]))")


def render(reports: Sequence[CheckReport], options: Options = DEFAULTS) -> str:
    """Return the reports as CommonMark, which needs no extension."""
    return "\n".join("".join(f"{line}\n" for line in _write(report, options)) for report in reports)


def _write(report: CheckReport, options: Options) -> Iterator[str]:
    yield f"# Check of {_escape_markup(say_name(report))}"
    yield ""
    for statement in options.select(report):
        yield from _write_statement(report, statement)
        yield ""
    yield "## What was examined"
    yield ""
    for line in say_footer(report, options):
        yield f"- {_escape(line)}"


def _write_statement(report: CheckReport, statement: CheckedStatement) -> Iterator[str]:
    has_place = is_file(report) or report.name == "-"
    place = f"{statement.line}:{statement.column} " if has_place else ""
    yield f"## {place}{_escape(say_headline(statement))}"
    yield ""
    yield f"> {_guard_start(_mark_pieces(list_pieces(statement)))}"
    yield ""
    if statement.why:
        yield _escape(shorten(statement.why))
        yield ""
    if statement.accepted:
        yield f"- accepted: {_escape_markup(shorten(statement.accepted))}"
    for warning in statement.warnings:
        yield f"- **warning:** {_escape_markup(shorten(warning))}"
    for particular in list_particulars(statement):
        yield f"- {SIGNS[particular.trace]} {_escape_markup(say_particular(particular))}"
        yield from _fence(find_difference(particular))
    for each in list_evidence(statement):
        yield from _write_evidence(each, quiet=statement.state is State.SUPPORTED)
    if say_omitted(statement):
        yield f"- {say_omitted(statement)}"


def _write_evidence(evidence: Evidence, *, quiet: bool) -> Iterator[str]:
    yield f"- {_write_code(evidence.claim_id)} {say_verdict(evidence)}"
    text = f"“{shorten(evidence.quote)}”" if evidence.quote else shorten(evidence.text)
    reasons = [] if quiet else say_reasons(evidence)
    for line in (text, say_source(evidence), *reasons, say_fit(evidence)):
        yield f"  - {_escape(line)}"


def _mark_pieces(pieces: list[ShownPiece]) -> str:
    marked = ""
    for text in map(_mark, pieces):
        # Asterisks that touch would be read together.
        marked += f"<!-- -->{text}" if marked.endswith("**") and text.startswith("**") else text
    return marked


def _mark(piece: ShownPiece) -> str:
    escaped = _escape_markup(piece.text)
    if piece.particular is None or not piece.text.strip():
        return escaped
    # Asterisks make nothing bold that begins or ends with a space.
    core = escaped.strip()
    before, _, after = escaped.partition(core)
    sign = f" {SIGNS[piece.particular.trace]}" if piece.is_last else ""
    return f"{before}**{core}**{sign}{after}"


def _escape(text: str) -> str:
    return _guard_start(_escape_markup(text))


def _escape_markup(text: str) -> str:
    """Escape what is markup anywhere, and part with an empty comment what would become a link."""
    parted = _LINKING.sub(lambda found: f"{found[0]}\0", text)
    return _MARKUP.sub(r"\\\g<0>", parted).replace("\0", "<!-- -->")


def _guard_start(text: str) -> str:
    """Escape what would make a list or a heading of a line."""
    return _FIRST.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[4]}", text.lstrip())


def _write_code(text: str) -> str:
    line = clean_line(text)
    ticks = "`" * (_count_ticks(line) + 1)
    edge = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{ticks}{edge}{line}{edge}{ticks}"


def _fence(lines: list[str]) -> Iterator[str]:
    """Yield lines as a block of code that belongs to the list item above it."""
    if lines:
        ticks = "`" * max(3, _count_ticks("\n".join(lines)) + 1)
        yield f"  {ticks}text"
        for line in lines:
            yield f"  {line}".rstrip()
        yield f"  {ticks}"


def _count_ticks(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
