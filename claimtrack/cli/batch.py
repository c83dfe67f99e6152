"""Files of questions, a JSON object on each line: what `--batch` of several commands reads.

One bad line must not cost the answers to all the others: it is named, and the rest is done.
"""

from __future__ import annotations

import json
import math
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

import typer

from claimtrack.cli.output import clean
from claimtrack.errors import BadLinesError, UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Batch:
    """The questions of one file.

    Args:
        name: of the file, or ``-`` for standard input.
        fields: what each line must have besides its id, as text.

    Attributes:
        lines: how many lines were read that are not empty.
    """

    def __init__(self, name: str, *fields: str) -> None:
        self.lines = 0
        self._name = name
        self._shown = "standard input" if name == "-" else name
        self._fields = fields
        self._bad = 0

    def read(self) -> Iterator[dict[str, Any]]:
        """Yield the objects as they come; say on stderr which lines are none, and why.

        Raises:
            UnreadableInputError: there is no such file, or it cannot be read.
        """
        with self._open() as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                self.lines += 1
                found = self._parse(line)
                if isinstance(found, dict):
                    yield found
                    continue
                self._bad += 1
                typer.echo(f"{clean(self._shown)}:{number}: {clean(found)}", err=True)

    def refuse_bad_lines(self) -> None:
        """Say at the end how many lines were no questions.

        Raises:
            BadLinesError: some were none.
        """
        if self._bad:
            raise BadLinesError(self._shown, self._bad, self.lines)

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        if self._name == "-":
            yield sys.stdin.buffer
            return
        try:
            file = open(self._name, "rb")  # noqa: SIM115, PTH123 - closed below; opening is guarded
        except OSError as error:
            raise UnreadableInputError(
                clean(self._name), error.strerror or "it cannot be opened"
            ) from error
        with file:
            yield file

    def _parse(self, line: bytes) -> dict[str, Any] | str:
        """Return the fields of a line, or why they cannot be read."""
        try:
            fields = json.loads(line, parse_constant=_refuse)
        except UnicodeDecodeError:
            return "it is not UTF-8"
        except (ValueError, RecursionError):
            return "it is not JSON"
        if not isinstance(fields, dict):
            return "it is not a JSON object"
        for name in self._fields:
            if not isinstance(fields.get(name), str):
                return f"“{name}” is missing, or is no text"
        if not _is_id(fields.get("id")):
            return "“id” is missing, or is neither text nor a number"
        return fields


def write_answer(document: dict[str, Any]) -> None:
    """Print an answer as one line of JSON."""
    # In ASCII: a lone surrogate in the input must not end the run.
    typer.echo(json.dumps(document, ensure_ascii=True, separators=(",", ":")))


def _refuse(word: str) -> NoReturn:
    """Refuse NaN and Infinity, which are no JSON and would make the answer none."""
    raise ValueError(word)


def _is_id(given: object) -> bool:
    if isinstance(given, float):
        return math.isfinite(given)
    return isinstance(given, str | int) and not isinstance(given, bool)
