"""The lines of a file that changed since a revision, as git tells it.

git is run with arguments, never through a shell; what a repository's settings could make it run
(pagers, external diffs, file watchers) is switched off.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimtrack.errors import NoRevisionError

if TYPE_CHECKING:
    from pathlib import Path

_HUNK: Final = re.compile(rb"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_SAFE: Final = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_DIFF: Final = ("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv")
_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """The lines of a file that are new or different.

    Attributes:
        ranges: the first and the last line of each stretch, from 1, in order.
        everything: whether the file is new as a whole.
    """

    ranges: tuple[tuple[int, int], ...] = ()
    everything: bool = False

    def touch(self, first: int, last: int) -> bool:
        """Whether any line from ``first`` to ``last`` changed."""
        return self.everything or any(begin <= last and end >= first for begin, end in self.ranges)


def find_changed_lines(path: Path, revision: str) -> ChangedLines:
    """Return the lines of a text file that changed since a revision.

    Args:
        path: the file, as it stands on disk now.
        revision: what git can resolve: a commit, a branch, a tag, ``HEAD~2``.

    Raises:
        NoRevisionError: git is not there, the file is in no repository or not text, or the
            revision is not known.
    """
    folder = path.resolve().parent
    if not path.is_file():
        raise NoRevisionError(f"there is no file {path}")
    if _run(folder, "rev-parse", "--is-inside-work-tree").returncode:
        raise NoRevisionError(f"{path} is in no git repository")
    name = path.resolve().name
    commit = _run(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if commit.returncode:
        raise NoRevisionError(f"git knows no revision “{revision}”")
    sha = commit.stdout.decode("ascii").strip()
    if _run(folder, "ls-files", "--error-unmatch", "--", name).returncode:
        return ChangedLines(everything=True)
    diff = _run(folder, *_DIFF, sha, "--", name)
    if diff.returncode:
        reason = diff.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoRevisionError(reason[-1] if reason else f"git failed on {path}")
    if b"\nBinary files " in diff.stdout:
        raise NoRevisionError(f"{path} is no text file to git, so it has no lines")
    ranges: list[tuple[int, int]] = []
    for line in diff.stdout.split(b"\n"):
        hunk = _HUNK.match(line)
        count = int(hunk[2]) if hunk and hunk[2] else 1
        if hunk and count:
            ranges.append((int(hunk[1]), int(hunk[1]) + count - 1))
    return ChangedLines(tuple(ranges))


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, and git's own guards are up
            ["git", "-C", str(folder), *_SAFE, *arguments],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise NoRevisionError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise NoRevisionError(f"git gave no answer in {_SECONDS} seconds") from None
