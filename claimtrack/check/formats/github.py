"""Reports as workflow commands, which GitHub shows as annotations beside the lines of a draft.

GitHub shows ten annotations of a kind for a step and drops the rest without a word, so the first
one is a notice with all the counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.check.formats.levels import Level, rate
from claimtrack.check.formats.options import DEFAULTS
from claimtrack.check.formats.wording import (
    is_file,
    say_footer,
    say_headline,
    say_message,
    say_name,
    say_stale,
)
from claimtrack.values.printable import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.check.formats.options import Options
    from claimtrack.check.results import CheckReport

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def render(reports: Sequence[CheckReport], options: Options = DEFAULTS) -> str:
    """Return one workflow command a line; statements with nothing to look at have none."""
    return "".join(f"{line}\n" for report in reports for line in _write(report, options))


def _write(report: CheckReport, options: Options) -> Iterator[str]:
    summary = "\n".join(say_footer(report, options))
    yield _format_command("notice", summary, {"title": f"claimtrack: {say_name(report)}"})
    file = {"file": clean_line(report.name)} if is_file(report) else {}
    for statement in options.select(report):
        command = _COMMANDS.get(rate(statement))
        if command:
            place = {"line": str(statement.line), "col": str(statement.column)} if file else {}
            title = {"title": say_headline(statement)}
            yield _format_command(command, say_message(statement), file | place | title)
    for line, text in report.stale_comments:
        place = {"line": str(line)} if file else {}
        yield _format_command("notice", say_stale(text), file | place | {"title": "stale comment"})


def _format_command(command: str, message: str, properties: dict[str, str]) -> str:
    pairs = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    return f"::{command} {pairs}::{_escape(message)}"


def _escape(text: str) -> str:
    """Escape what would end a command and begin another."""
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
