"""What `check` is given: files, standard input or statements, told apart and read."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from claimtrack.extract.draft import Draft
    from claimtrack.extract.revisions import ChangedLines


def find_drafts(given: Sequence[str]) -> dict[str, Path | None]:
    """Tell files from statements: what looks like a file and is none will be missed as one.

    Returns:
        Each as it was given, with the file that it is; None for what is none.
    """
    if not all(map(str.strip, given)):
        raise typer.BadParameter("it is empty; - stands for standard input", param_hint="DRAFT")
    drafts = {each: _find_file(each) for each in given}
    files = [path for path in drafts.values() if path is not None]
    if len(given) > 1 and len(files) == len(drafts) and not any(map(exists, files)):
        raise typer.BadParameter(
            "none of these is a file; a statement stands in quotation marks", param_hint="DRAFT"
        )
    return drafts


def _find_file(given: str) -> Path | None:
    path = Path(given)
    is_words = any(character.isspace() for character in given.strip())
    return None if given == "-" or (is_words and not exists(path)) else path


def read_given(
    given: str, path: Path | None, megabytes: int, since: str | None
) -> tuple[Draft, ChangedLines | None]:
    """Read a file, standard input or a statement, and what changed of a file.

    Args:
        given: as it was given.
        path: the file that it is, or None.
        megabytes: what is larger is refused.
        since: the revision that a file is compared with; None for no comparison.

    Raises:
        RefusedError: it cannot be read, or git cannot tell what changed.
    """
    from claimtrack.extract.drafts import read_draft
    from claimtrack.extract.revisions import find_changed_lines
    from claimtrack.ledger.intake import MEGABYTE, read_file, read_stream

    limit = megabytes * MEGABYTE
    if path is not None:
        draft = read_draft(read_file(path, limit), name=path.as_posix())
        return draft, None if since is None else find_changed_lines(path, since)
    if given == "-":
        return read_draft(read_stream(sys.stdin.buffer, limit), name="-"), None
    return read_draft(os.fsencode(given), name="statement", media_type="text/plain"), None


def exists(path: Path) -> bool:
    """Whether a file is there; words are no file's name, however many they are."""
    try:
        return path.exists()
    except OSError:  # a statement can be longer than any file name
        return False


def are_same(one: Path, other: Path) -> bool:
    """Whether two names are of one file that is there."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False
