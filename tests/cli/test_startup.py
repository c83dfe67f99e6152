from __future__ import annotations

import subprocess
import sys

import pytest

#: What costs more than all the rest of `--help`.
HEAVY = frozenset({"pydantic", "rich", "tinydb", "numpy", "trafilatura", "rapidfuzz", "orjson"})

SCRIPT = """
import sys
from claimtrack.cli.app import run
code = run(sys.argv[1:])
print("|".join(sorted({name.partition(".")[0] for name in sys.modules})))
raise SystemExit(code)
"""


def list_loaded(*words: str) -> set[str]:
    """Return the packages that a command loads."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *words], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split("|"))


@pytest.mark.parametrize("word", ["--help", "-h", "--version"])
def test_help_loads_nothing_heavy(word: str) -> None:
    """What only explains itself answers at once."""
    assert not list_loaded(word) & HEAVY


@pytest.mark.parametrize(
    "words", [["claim", "--help"], ["claim", "add", "--help"], ["link", "-h"]], ids=" ".join
)
def test_help_of_a_command_loads_no_more_than_typer_itself_does(words: list[str]) -> None:
    """Typer reads the words of a command with pydantic; nothing else is needed to explain one."""
    assert not list_loaded(*words) & (HEAVY - {"pydantic"})


@pytest.mark.usefixtures("desk")
def test_listing_claims_loads_only_what_reads_them() -> None:
    """A list needs records, not readers of articles, search of quotes or drawn progress."""
    unneeded = {"rich", "numpy", "trafilatura", "rapidfuzz", "charset_normalizer"}

    assert not list_loaded("claim", "list") & unneeded


def test_only_the_command_that_runs_is_read() -> None:
    """The files of the other commands stay closed, for each costs time."""
    script = SCRIPT.replace('name.partition(".")[0]', "name")
    done = subprocess.run(
        [sys.executable, "-c", script, "claim", "list", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.splitlines()[-1].split("|"))

    assert "claimtrack.cli.claim_list" in loaded
    assert not {"claimtrack.cli.claim_add", "claimtrack.cli.source_add"} & loaded
