"""`check --watch`: on a clock of our own, and once for real in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.cli.options import PARTIAL
from claimtrack.cli.watching import PAUSE, look_at, watch
from claimtrack.errors import BrokenFilesError
from claimtrack.store.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from claimtrack.cli.watching import Look
    from tests.cli.conftest import Result, Terminal

RIGHT = "At least 31 of the crew are dismissed."
WRONG = "At most 12 of the crew are dismissed."


class Desk:
    """A draft that goes through versions, a look each, and whoever presses Ctrl-C at the end."""

    def __init__(self, *versions: int) -> None:
        self._versions = iter(versions)
        self._now = 0
        self.runs: list[int] = []
        self.slept: list[float] = []
        self.took = 0.0
        self._time = 0.0

    def look(self) -> Look:
        """Return how the draft is now."""
        try:
            self._now = next(self._versions)
        except StopIteration:
            raise KeyboardInterrupt from None
        return {"draft.md": (self._now, 0, 0)}

    def run(self) -> int:
        """Check the draft as it is now; the exit code is its version."""
        self.runs.append(self._now)
        return self._now

    def clock(self) -> float:
        """Tell a time that goes on while one looks."""
        self._time += self.took / 2
        return self._time

    def watch(self) -> int:
        """Watch until Ctrl-C."""
        return watch(self.run, self.look, sleep=self.slept.append, clock=self.clock)


@pytest.mark.parametrize(
    ("versions", "runs"),
    [
        ((0, 0, 0, 0), [0]),
        ((0, 1, 1, 1, 1), [0, 1]),
        ((0, 1, 2, 3, 3, 3), [0, 3]),
        ((0, 1, 0, 0, 0), [0]),
        ((0, 1, 1, 1, 2, 2, 2), [0, 1, 2]),
    ],
)
def test_it_runs_once_for_a_change_that_is_over(versions: tuple[int, ...], runs: list[int]) -> None:
    """While files still change it waits, and not for what was taken back."""
    desk = Desk(*versions)

    code = desk.watch()

    assert desk.runs == runs
    assert code == runs[-1]


def test_a_change_during_a_run_is_not_missed() -> None:
    """What was looked at before the run is what it is compared with."""
    desk = Desk(0, 1, 1, 1)

    desk.watch()

    assert desk.runs == [0, 1]


def test_looking_never_takes_the_whole_time() -> None:
    """The longer a look takes, the longer the pause after it."""
    quick, slow = Desk(0, 0, 0), Desk(0, 0, 0)
    slow.took = 2.0

    quick.watch()
    slow.watch()

    assert set(quick.slept) == {PAUSE}
    assert min(slow.slept) >= 10


def test_stopped_before_the_first_run_ends() -> None:
    """Then there is no exit code of it to end with."""
    with pytest.raises(KeyboardInterrupt):
        Desk().watch()


def test_what_is_broken_is_said_and_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    """The next run begins afresh."""
    desk = Desk(0, 1, 1, 1)
    partial: list[bool] = []

    def run() -> int:
        partial.append(PARTIAL.get())
        if not desk.run():
            PARTIAL.set(True)
            raise BrokenFilesError(("claims/wire.json\x1b[31m",))
        return 0

    code = watch(run, desk.look, sleep=desk.slept.append, clock=desk.clock)

    shown = capsys.readouterr().err
    assert (code, partial) == (0, [False, False])
    assert "claims/wire.json" in shown
    assert "Mend them first" in shown
    assert "\x1b" not in shown


@pytest.fixture
def look(filled: Path) -> Callable[[], Look]:
    """Look at a draft and the filled ledger."""
    draft = filled.parent / "draft.md"
    draft.write_text(RIGHT, "utf-8")
    return lambda: look_at([draft], Layout(filled))


def _change(filled: Path) -> Iterator[None]:
    draft = filled.parent / "draft.md"
    draft.write_text(WRONG, "utf-8")
    yield
    new = draft.with_name("draft.md.new")
    new.write_text(RIGHT, "utf-8")
    new.replace(draft)
    yield
    draft.unlink()
    yield
    (filled / "claims" / "wire.json").write_text("{", "utf-8")
    yield
    (filled / "sources" / "wire" / "source.json").unlink()
    yield
    (filled / "claims" / "new.json").write_text("{}", "utf-8")
    yield
    (filled / "claimtrack.toml").write_text("", "utf-8")
    yield
    (filled / "claims").rename(filled / "gone")
    yield


def test_every_change_of_a_draft_or_the_ledger_is_seen(
    look: Callable[[], Look], filled: Path
) -> None:
    """Saved in place or by renaming, taken away, added; in settings, claims and sources."""
    before = look()

    for _ in _change(filled):
        now = look()
        assert now != before
        before = now


def test_what_commands_leave_behind_is_no_change(look: Callable[[], Look], filled: Path) -> None:
    """Neither a lock, nor an index, nor a temporary file."""
    before = look()

    (filled / ".claimtrack").mkdir(exist_ok=True)
    (filled / ".claimtrack" / "lock").write_text("", "utf-8")
    (filled / "claims" / ".wire.json.tmp").write_text("", "utf-8")

    assert look() == before


def test_a_draft_that_was_never_there_is_said_at_once(
    filled: Path, ct: Callable[..., Result]
) -> None:
    """Waiting for a slip of the pen would take for ever."""
    result = ct("check", filled / "drafft.md", "--watch")

    assert result.code == 3
    assert "drafft.md" in result.err


def test_watching_in_a_terminal(filled: Path, terminal: Callable[..., Terminal]) -> None:
    """It survives a draft that is saved by renaming, gone or broken, and a broken ledger."""
    draft, claims = filled.parent / "draft.md", filled / "claims" / "wire.json"
    draft.write_text(RIGHT, "utf-8")
    desk = terminal("check", str(draft), "--watch", "--rules-only")
    desk.wait_for("\x1b[2J")
    desk.wait_for("SINGLE-ORIGIN")
    desk.wait_for("Ctrl-C ends")

    new = draft.with_name("draft.md.new")
    new.write_text(WRONG, "utf-8")
    new.replace(draft)
    desk.wait_for("CONTRADICTED")
    desk.wait_for("Ctrl-C ends")

    draft.unlink()
    desk.wait_for("cannot read")
    desk.wait_for("Ctrl-C ends")

    kept = claims.read_bytes()
    claims.write_bytes(kept[:20])
    desk.wait_for("claims/wire.json")
    desk.wait_for("Ctrl-C ends")

    claims.write_bytes(kept)
    draft.write_text(WRONG, "utf-8")
    desk.wait_for("CONTRADICTED")
    desk.wait_for("Ctrl-C ends")
    desk.interrupt()

    assert desk.finish() == 1


def test_a_watched_report_is_written_anew(filled: Path, terminal: Callable[..., Terminal]) -> None:
    """The page beside an editor is the page of what was saved."""
    draft, page = filled.parent / "draft.md", filled.parent / "page.html"
    draft.write_text(WRONG, "utf-8")
    words = ("--watch", "--rules-only", "--format", "html", "--output", str(page))
    desk = terminal("check", str(draft), *words)
    desk.wait_for("Ctrl-C ends")
    before = page.read_text("utf-8")

    draft.write_text(f"{RIGHT} Nothing else.", "utf-8")
    desk.wait_for("Ctrl-C ends")
    desk.interrupt()

    assert desk.finish() == 0
    assert "contradicted" in before
    assert "CONTRADICTED" not in page.read_text("utf-8")
