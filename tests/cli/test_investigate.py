from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from claimtrack.cli.app import run as run_command
from claimtrack.cli.conflicts import shorten
from claimtrack.cli.verify import showing_progress
from claimtrack.store.contract import Change

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.judgement import Judgement
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Capture, Source
    from claimtrack.store.folder import FolderStore
    from claimtrack.store.layout import Layout

TEXT = "The board of Quillport shut the old bridge on Monday because of a crack."
QUOTE = "shut the old bridge on Monday"


@dataclass(frozen=True)
class Printed:
    """What a command printed."""

    stdout: str
    stderr: str


@pytest.fixture
def run(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Printed]:
    """Run a command on the ledger and return what came of it: ``run("report", code=0)``."""
    monkeypatch.setenv("CLAIMTRACK_LEDGER", str(layout.root))

    def call(*arguments: str, code: int = 0) -> Printed:
        capsys.readouterr()
        exit_code = run_command(list(arguments))
        printed = capsys.readouterr()
        assert exit_code == code, printed
        return Printed(printed.out, printed.err)

    return call


@pytest.fixture
def keep(store: FolderStore) -> Callable[..., None]:
    """Write records as they are."""

    def write(*records: Source | Claim) -> None:
        store.commit([Change(record.id, None, record) for record in records])

    return write


@pytest.fixture
def quillport(
    store: FolderStore,
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
    make_capture: Callable[..., Capture],
    judged: Judgement,
) -> None:
    """Two papers about a bridge, one of which credits the other; a letter that contradicts them."""
    capture = make_capture(1, TEXT.encode(), TEXT)
    start = TEXT.index(QUOTE)
    anchor = {
        "capture": 1,
        "quote": QUOTE,
        "segments": [{"exact": QUOTE, "start": start, "end": start + len(QUOTE)}],
    }
    because = "the article names the Courier"
    doubtful = judged.with_changes(state="suggested", by="numbers 1")
    wrong = judged.with_changes(state="rejected", why="the ferry is another matter")
    keep(
        make_source(
            "courier",
            title="Old bridge shut",
            publisher="Courier",
            csl={"issued": "2025-03-10"},
            captures=(capture,),
            references=("letter",),
        ),
        make_source("echo", title="No way over", publisher="Echo", csl={"issued": "2025-03-11"}),
        make_source("letter", csl={"type": "personal_communication"}),
        make_claim("courier/shut", "The old bridge was shut on a Monday.", anchor=anchor),
        make_claim(
            "echo/shut",
            "The bridge is shut.",
            said="2025-03-09",
            links=(
                make_link("cites", "courier", because=because, state="unsure"),
                make_link("corroborates", "courier/shut"),
            ),
        ),
        make_claim(
            "letter/open",
            "The bridge was open on Tuesday.",
            attribution="a ferryman",
            links=(
                make_link("conflicts", "echo/shut", cause="date", judgement=doubtful),
                make_link("conflicts", "courier/shut", cause="different-scope", judgement=wrong),
                make_link("corroborates", "courier/shut", judgement=wrong),
                make_link("conflicts", "letter/ferry", state="rejected"),
            ),
        ),
        make_claim("letter/ferry", "The ferry carries 300 people a day."),
    )
    store.place_capture("courier", capture, TEXT.encode(), TEXT)


@pytest.mark.usefixtures("quillport")
def test_verify_prints_findings_and_what_was_checked(run: Callable[..., Printed]) -> None:
    """Errors would make it fail; warnings do so when asked for."""
    output = run("verify").stdout

    assert "claims/letter.json:" in output
    assert "NO-WHY" in output
    assert "0 errors, " in output
    assert "1 capture" in output
    run("verify", "--fail-on", "warning", code=1)


@pytest.mark.usefixtures("quillport")
def test_verify_prints_findings_as_json_alone(run: Callable[..., Printed]) -> None:
    """The counts go to stderr, so that the output can be read by a program."""
    result = run("verify", "--json")

    findings = json.loads(result.stdout)
    assert {"code", "severity", "where", "message", "why"} == set(findings[0])
    assert "0 errors" in result.stderr


@pytest.mark.usefixtures("quillport")
def test_verify_fails_for_a_capture_that_is_gone(
    run: Callable[..., Printed], layout: Layout
) -> None:
    """And counts what it could not look at."""
    (layout.sources / "courier" / "1" / "text.txt").unlink()

    output = run("verify", code=1).stdout

    assert "CAPTURE-MISSING" in output
    assert "1 capture: none checked; 1 missing" in output
    assert "1 anchor: none checked; 1 text missing" in output


@pytest.mark.usefixtures("quillport")
def test_verify_says_what_the_settings_hide(run: Callable[..., Printed], layout: Layout) -> None:
    """With the reason."""
    layout.settings.write_text('format = 1\n[rules.off]\nNO-WHY = "an old list"\n', "utf-8")

    assert "2 findings of NO-WHY not shown: an old list" in run("verify").stdout


def test_verify_of_an_empty_ledger_is_one_line_of_nothing(run: Callable[..., Printed]) -> None:
    """Nothing was found because nothing is there, and that can be seen."""
    assert run("verify").stdout.splitlines() == [
        "0 errors, 0 warnings, 0 notes",
        "checked: 0 sources, 0 claims",
    ]


@pytest.mark.usefixtures("quillport")
def test_every_command_exits_with_4_when_a_file_cannot_be_read(
    run: Callable[..., Printed], layout: Layout
) -> None:
    """What loaded is still shown."""
    layout.claims_file("letter").write_text("{", "utf-8")

    assert "courier/shut" in run("chain", "courier/shut", code=4).stdout
    assert "no open conflicts" in run("conflicts", code=4).stdout
    assert "Sources" in run("report", code=4).stdout
    result = run("verify", code=4)
    assert "UNREADABLE" in result.stdout
    assert result.stderr == ""  # it is said once
    assert "What is in it is missing" in run("report", code=4).stderr


@pytest.mark.usefixtures("quillport")
def test_conflicts_lists_the_open_ones_and_counts_the_others(run: Callable[..., Printed]) -> None:
    """Both claims, who said them and when, why they are linked and who decided."""
    output = run("conflicts").stdout

    assert output.startswith("1 open conflict\n")
    assert "1. DATE, suggested by numbers 1, 13 March 2025; nobody has looked" in output
    assert "Echo, 11 March 2025 (said 9 March 2025): The bridge is shut." in output
    assert "letter, no date: The bridge was open on Tuesday." in output
    assert "not conflicts: 2 (1 different-scope, 1 without a cause)" in output
    assert "look alike, are not: 1" in output
    assert QUOTE not in output


@pytest.mark.usefixtures("quillport")
def test_conflicts_shows_all_when_asked(run: Callable[..., Printed]) -> None:
    """With the reason for which each was rejected."""
    output = run("conflicts", "--all").stdout

    assert "DIFFERENT-SCOPE, rejected by fact desk, 13 March 2025" in output
    assert f"“{QUOTE}”" in output
    assert "fact desk: the ferry is another matter" in output
    assert "look alike, are not: 1" in output


@pytest.mark.usefixtures("quillport")
def test_conflicts_can_fail_a_gate(run: Callable[..., Printed]) -> None:
    """On what is open, or on what nobody has looked at."""
    run("conflicts", "--fail-on", "open", code=1)
    run("conflicts", "--fail-on", "unreviewed", code=1)
    run("conflicts", "--fail-on", "open", "--cause", "number")
    run("conflicts", "courier/shut", "--fail-on", "open")
    run("conflicts", "--source", "letter", "--fail-on", "open", code=1)


@pytest.mark.usefixtures("quillport")
def test_conflicts_prints_a_list_as_json(run: Callable[..., Printed]) -> None:
    """Open ones alone, or all of them."""
    (entry,) = json.loads(run("conflicts", "--json").stdout)

    assert entry["cause"] == "date"
    assert [side["id"] for side in entry["sides"]] == ["letter/open", "echo/shut"]
    assert len(json.loads(run("conflicts", "--json", "--all").stdout)) == 4


def test_conflicts_refuses_a_cause_that_is_none(run: Callable[..., Printed]) -> None:
    """It lists those there are."""
    assert "different-scope" in run("conflicts", "--cause", "weather", code=2).stderr


def test_conflicts_with_a_claim_that_is_gone(
    run: Callable[..., Printed],
    keep: Callable[..., None],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
    judged: Judgement,
) -> None:
    """The side is said to be missing, and a doubt to be one."""
    unsure = judged.with_changes(state="unsure")
    keep(make_claim("a/1", links=(make_link("conflicts", "z/9", judgement=unsure),)))

    output = run("conflicts").stdout

    assert "1. fact desk could not tell, 13 March 2025" in output
    assert "(this claim is not in the ledger)" in output


@pytest.mark.usefixtures("quillport")
def test_chain_draws_each_hop_and_counts_the_origins(run: Callable[..., Printed]) -> None:
    """Down to where it began, with dates, quotes and doubts."""
    assert run("chain", "echo/shut").stdout.splitlines() == [
        "echo/shut",
        "│ The bridge is shut.",
        "│ No way over, Echo, 11 March 2025",
        "│ (no quote) (said 9 March 2025)",
        "└─ courier",
        "   │ Old bridge shut, Courier, 10 March 2025",
        "   │ because: the article names the Courier (unsure)",
        "   └─ courier/shut",
        "        “shut the old bridge on Monday”",
        "        because: its passage on the same matter",
        "        draws on letter (without saying where)",
        "",
        "1 claim corroborates it: courier/shut",
        "",
        "origin: Courier",
        "  courier/shut credits nobody else",
        "  echo/shut leads to courier/shut, which credits nobody else",
        "  one origin: 2 claims lead to courier/shut",
        "",
        "at most 1 origin",
        "state: disputed: conflicts with letter/open (date)",
    ]


@pytest.mark.usefixtures("quillport")
def test_chain_names_whom_a_claim_credits(run: Callable[..., Printed]) -> None:
    """Somebody without a record ends the chain."""
    output = run("chain", "letter/open").stdout

    assert "└─ credited: “a ferryman”" in output
    assert "no other claim corroborates it" in output


@pytest.mark.usefixtures("quillport")
def test_chain_prints_one_object_as_json(run: Callable[..., Printed]) -> None:
    """Hops in order, each with the number of its parent."""
    document = json.loads(run("chain", "echo/shut", "--json").stdout)

    assert document["claim"] == "echo/shut"
    assert [hop["id"] for hop in document["hops"]] == ["echo/shut", "courier", "courier/shut"]
    assert [hop["parent"] for hop in document["hops"]] == [None, 0, 1]
    assert document["hops"][1]["judgement"] == "unsure"
    assert document["at_most"] == 1
    assert document["state"] == "disputed"
    credit = json.loads(run("chain", "letter/open", "--json").stdout)["hops"][1]
    assert (credit["id"], credit["words"]) == (None, "a ferryman")


def test_chain_flags_circles_and_what_is_missing(
    run: Callable[..., Printed],
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> None:
    """Each flag stands at its hop and is named once more at the end."""
    keep(
        make_source("a"),
        make_claim("a/1", links=(make_link("cites", "a/2"), make_link("cites", "a/3"))),
        make_claim("a/2", links=(make_link("cites", "a/1"),)),
        make_claim("a/3", links=(make_link("cites", "z"), make_link("cites", "a/2"))),
        make_claim("a/4", links=(make_link("cites", "a/5"),)),
        make_claim("a/5", links=(make_link("cites", "a/4"),)),
        make_claim("a/6", links=(make_link("cites", "v"), make_link("cites", "w"))),
        make_claim("homeless/7"),
    )

    output = run("chain", "a/1").stdout

    assert "│  └─ a/1  LOOP" in output
    assert "├─ a/2  REPEATED" in output
    assert "   └─ z  MISSING" in output
    assert output.endswith("flags: LOOP, MISSING, REPEATED\n")
    circle = run("chain", "a/4").stdout
    assert "no origin: what a/4 cites runs in a circle" in circle
    assert "no origin known\nstate: no-origin" in circle
    assert "2 are named, but each counts only" in run("chain", "a/6").stdout
    assert "homeless (missing), no date" in run("chain", "homeless/7").stdout


def test_a_long_chain_goes_straight_down(
    run: Callable[..., Printed],
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> None:
    """Beyond eight hops it is not drawn further in, but numbered."""
    keep(
        make_source("a"),
        *(make_claim(f"a/n{n}", links=(make_link("cites", f"a/n{n + 1}"),)) for n in range(300)),
        make_claim("a/n300"),
    )

    output = run("chain", "a/n0").stdout

    assert "(300) a/n300" in output
    assert max(map(len, output.splitlines())) <= 80


def test_chain_refuses_a_claim_that_is_not_there(run: Callable[..., Printed]) -> None:
    """The error names it."""
    assert "courier/none" in run("chain", "courier/none", code=3).stderr


@pytest.mark.usefixtures("quillport")
def test_report_sums_up_and_names_what_is_missing(run: Callable[..., Printed]) -> None:
    """Totals, states, links, gaps, then the claims."""
    output = run("report").stdout

    assert "1  held, in 1 capture" in output
    assert "2  cited, but not held" in output
    assert "1  disputed: in a conflict that nobody rejected" not in output
    assert "2  disputed: in a conflict that nobody rejected" in output
    assert "1 open conflict; `claimtrack conflicts` shows them" in output
    assert "2 sources not held: echo, letter" in output
    assert "1 source without a date: letter" in output
    assert "3 claims without a quote: echo/shut, letter/ferry, letter/open" in output
    assert "at most 1 origin; conflicts with letter/open (date)" in output


@pytest.mark.usefixtures("quillport")
def test_report_lists_one_state_and_so_many(run: Callable[..., Printed]) -> None:
    """What is left out is counted."""
    some = run("report", "--state", "disputed", "--limit", "1").stdout

    assert some.startswith("disputed: 2\n")
    assert "… and 1 more; --limit 0 shows all" in some
    assert "more" not in run("report", "--state", "disputed", "--limit", "0").stdout
    assert run("report", "--state", "superseded").stdout == "no claim is superseded\n"
    run("report", "--state", "true", code=2)
    assert "and 1 more" in run("report", "--limit", "2").stdout


@pytest.mark.usefixtures("quillport")
def test_report_prints_one_object_as_json(run: Callable[..., Printed]) -> None:
    """With all claims, or those of one state."""
    document = json.loads(run("report", "--json").stdout)
    assert document["sources"]["stubs"] == 2
    assert len(document["claims"]["list"]) == 4
    one = json.loads(run("report", "--json", "--state", "disputed", "--limit", "1").stdout)
    assert [line["id"] for line in one["claims"]["list"]] == ["echo/shut"]


def test_report_of_whole_sources_says_that_nothing_is_missing(
    run: Callable[..., Printed],
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_capture: Callable[..., Capture],
) -> None:
    """And of sources that share a publisher, that they do."""
    held = {"publisher": "Courier", "csl": {"issued": "2025"}}
    for source_id, capture in (("a", make_capture()), ("b", make_capture(withheld=True))):
        keep(make_source(source_id, captures=(capture,), **held))

    output = run("report").stdout

    assert "2  held (1 withheld), in 2 captures" in output
    assert "2 of the 2 held sources come from one publisher, Courier." in output
    assert "nothing: all sources are held and dated" in output
    assert "no open conflicts" in output


def test_a_very_long_quote_is_cut_at_a_space() -> None:
    """On one line, with a sign that it goes on."""
    assert shorten("a\nb") == "a b"
    assert shorten("one two three", 9) == "one two […]"


@pytest.mark.parametrize("command", ["conflicts", "chain", "report", "verify"])
def test_help_gives_examples_and_loads_nothing_heavy(command: str) -> None:
    """It comes at once."""
    script = (
        "import sys\n"
        "from claimtrack.cli.app import run\n"
        f"run(['{command}', '--help'])\n"
        "print([name for name in ('claimtrack.models', 'claimtrack.store', 'rich', 'rapidfuzz') "
        "if name in sys.modules])\n"
    )

    output = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "80"},
    ).stdout

    assert f"claimtrack {command}" in output
    assert output.endswith("[]\n")


class _Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_bar_is_shown_on_a_terminal_when_it_takes_long() -> None:
    """Not before, and not in a pipe."""
    with showing_progress(io.StringIO(), 0) as progress:
        assert progress is None
    for patience, shown in ((0.0, True), (60.0, False)):
        terminal = _Terminal()
        with showing_progress(terminal, patience) as progress:
            assert progress is not None
            progress(1, 2)
            progress(2, 2)
        assert ("re-checking captures" in terminal.getvalue()) is shown
