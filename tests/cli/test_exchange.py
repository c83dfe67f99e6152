"""`export` and `import`, as a user types them."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.cli.import_file import keep_piped
from claimtrack.errors import UnreadableInputError
from claimtrack.ledger.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet"])
def test_a_ledger_goes_out_and_into_another(
    filled: Path, tmp_path: Path, ct: Callable[..., Any], name: str
) -> None:
    """All of it; a second time nothing is doubled."""
    file = tmp_path / f"out.{name}"
    new = tmp_path / "new"
    assert ct("init", new).code == 0

    written = ct("export", name, "-o", file)
    first = ct("import", file, "-C", new, "--json")
    second = ct("import", file, "-C", new, "--json")

    assert written.out == f"wrote 3 sources and 2 claims to {file}\n"
    assert (first.code, second.code) == (0, 0)
    assert first.json["sources"] == {"added": 3, "changed": 0, "unchanged": 0}
    assert first.json["added"][-1] == "wire/31-jobs"
    assert second.json["claims"] == {"added": 0, "changed": 0, "unchanged": 2}
    assert open_ledger(new).claims == open_ledger(filled).claims


def test_what_is_exported_is_chosen(filled: Path, ct: Callable[..., Any]) -> None:
    """By source, by claim, by tag; each with what it needs to stand."""

    def list_ids(*words: str) -> list[str]:
        lines = ct("export", "jsonl", *words).out.splitlines()
        return [json.loads(line)["id"] for line in lines]

    assert filled.is_dir()
    assert list_ids("--source", "courier") == ["courier", "courier/31-jobs"]
    assert list_ids("--claim", "wire/31") == ["wire", "wire/31-jobs"]
    assert list_ids("--tag", "jobs") == ["wire", "wire/31-jobs"]
    assert list_ids("--source", "courier", "--tag", "jobs") == ["courier"]
    assert list_ids("--source", "courier", "--claim", "wire/31") == [
        *("courier", "courier/31-jobs"),
        *("wire", "wire/31-jobs"),
    ]


def test_the_formats_are_listed(desk: Path, ct: Callable[..., Any]) -> None:
    """With which way each goes."""
    assert desk.is_dir()
    shown = ct("export", "--list").out

    assert "jsonl" in shown
    assert {each["name"]: each["read"] for each in ct("export", "--list", "--json").json}["csv"]


@pytest.mark.parametrize(
    "words",
    [
        ("export",),
        ("export", "xyz"),
        ("import", "../wire.txt"),
        ("import", "-"),
        ("import", "x.csv", "--format", "csv-excel"),
        ("import", "x.jsonl", "--mapping", "m.toml"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_explained(desk: Path, ct: Callable[..., Any], words: tuple[str, ...]) -> None:
    """Exit code 2, and the names that there are."""
    (desk / "m.toml").write_text("[columns]\nA = 'title'\n", "utf-8")

    assert ct(*words).code == 2


def test_what_is_missing_or_none_of_the_format_is_refused(
    desk: Path, ct: Callable[..., Any]
) -> None:
    """Exit code 3, and nothing is changed."""
    (desk / "x.csv").write_bytes(b"a,b\n1,2\n")

    assert ct("import", "gone.csv").code == 3
    assert ct("import", ".", "--format", "csv").code == 3
    refused = ct("import", "x.csv")
    assert refused.code == 3
    assert "none of its columns is known (a, b)" in refused.err


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("gone.txt", 3, "there is no such file"),
        ("sheet.xlsx", 2, "save its table as CSV"),
        ("wire.unknown", 2, "say with --format what"),
    ],
)
def test_what_to_do_with_a_file_of_no_format_is_said(
    desk: Path, ct: Callable[..., Any], name: str, code: int, says: str
) -> None:
    """Each has its own way out."""
    for there in ("sheet.xlsx", "wire.unknown"):
        (desk / there).touch()

    result = ct("import", name)

    assert result.code == code
    assert says in " ".join(result.err.split())


def test_a_tag_that_no_claim_has_is_said(filled: Path, ct: Callable[..., Any]) -> None:
    """It may be misspelt, and what is written is empty."""
    assert filled.is_dir()
    result = ct("export", "jsonl", "--tag", "jbos")

    assert (result.code, result.out) == (0, "")
    assert "no claim has the tag “jbos”" in result.err
    assert ct("export", "jsonl", "--tag", "jobs").err == ""


def test_a_dry_run_shows_what_would_come_of_it(
    filled: Path, ct: Callable[..., Any], fingerprint: Callable[[Path], str]
) -> None:
    """Each id, each refusal with its line; and stores nothing."""
    sheet = filled / "sheet.csv"
    sheet.write_text(
        "source,claim,title,text,grade\n"
        "wire,wire/31-jobs,,Thirty-one are dismissed.,\n"
        "wire,wire/night,,The night ferry stops.,3\n"
        "union,,Forty-five jobs,,\n"
        "union,union/45,Forty-five jobs,It costs 45 jobs.,9\n",
        "utf-8",
    )
    before = fingerprint(filled)

    differs = "sheet.csv:2: DIFFERS wire/31-jobs: text differs: kept “At least 31 of the crew are "
    differs += "dismissed.”, the file says “Thirty-one are dismissed.”"

    shown = ct("import", sheet, "--dry-run")

    assert shown.code == 1
    assert shown.out.splitlines() == [
        "sheet.csv:5: ENTRY-REFUSED grade: “9” is no grade from 1 to 6",
        "    nothing of this row is taken",
        differs,
        "    the ledger's own stays; --update takes the file's",
        "",
        "would add union",
        "would add wire/night",
        "         added  changed  unchanged",
        "sources  1      0        0",
        "claims   1      0        1",
        "1 refused",
        "nothing was stored: --dry-run",
    ]
    assert fingerprint(filled) == before


def test_an_update_takes_what_the_file_says(filled: Path, ct: Callable[..., Any]) -> None:
    """And a quote that stands in no copy is refused whatever was asked for."""
    sheet = filled / "sheet.csv"
    sheet.write_text(
        "source,claim,text,quote\nwire,wire/31-jobs,Thirty-one go.,At least 32 of the crew\n",
        "utf-8",
    )

    shown = ct("import", sheet, "--update", "--json")

    assert shown.code == 1
    assert [each["code"] for each in shown.json["findings"]] == ["QUOTE-REFUSED", "DIFFERS"]
    claim = open_ledger(filled).claims["wire/31-jobs"]
    assert (claim.text, claim.fit) == ("Thirty-one go.", None)
    assert claim.quote == "At least 31 of the crew of 52 will be dismissed"


def test_a_mapping_reads_somebody_elses_table(desk: Path, ct: Callable[..., Any]) -> None:
    """With a small file beside it."""
    (desk / "sheet.csv").write_text("Headline;What\nFerry;It stops.\n", "utf-8")
    (desk / "m.toml").write_text('[columns]\nHeadline = "title"\nWhat = "text"\n', "utf-8")

    assert ct("import", "sheet.csv", "--mapping", "m.toml").code == 0
    assert list(open_ledger(desk).claims) == ["ferry/it-stops"]


def test_a_pipe_is_read_and_written(
    filled: Path, tmp_path: Path, ct: Callable[..., Any], spawn: Callable[..., Any]
) -> None:
    """`export` into `import`."""
    assert filled.is_dir()
    ct("init", tmp_path / "new")
    words = ("import", "-", "--format", "jsonl", "-C", str(tmp_path / "new"))
    out = spawn("export", "jsonl", stdout=subprocess.PIPE)
    taken = spawn(*words, stdin=out.stdout, stdout=subprocess.PIPE)

    assert out.stdout is not None
    out.stdout.close()

    assert b"claims   2" in taken.communicate()[0]
    assert (out.wait(), taken.returncode) == (0, 0)


def test_what_comes_through_a_pipe_without_end_is_given_up() -> None:
    """Before it fills the disk."""
    with keep_piped(io.BytesIO(b"12345"), "-", 5) as kept:
        assert kept.read() == b"12345"
    with (
        pytest.raises(UnreadableInputError, match="it goes on after 5 bytes"),
        keep_piped(io.BytesIO(b"123456"), "-", 5),
    ):
        pass


def test_a_bad_entry_is_counted_and_all_else_taken(desk: Path, ct: Callable[..., Any]) -> None:
    """In a bibliography as in any other file: the exit code tells of it."""
    (desk / "a.ris").write_text("TY  - JOUR\nER  -\nTY  - BOOK\nTI  - A\nER  -\n")

    done = ct("import", "a.ris", "--json")

    assert (done.code, done.json["refused"]) == (1, 1)
    assert done.json["sources"]["added"] == 1


def test_a_terminal_is_shown_text_and_no_binary(filled: Path, terminal: Callable[..., Any]) -> None:
    """Nothing raw reaches it."""
    assert filled.is_dir()
    shown = terminal("export", "jsonl")
    shown.wait_for('"wire/31-jobs"')
    assert shown.finish() == 0
    binary = terminal("export", "parquet")
    binary.wait_for("not for a terminal")
    assert binary.finish() == 2


def test_a_file_that_cannot_be_written_stays_as_it_was(
    filled: Path, ct: Callable[..., Any]
) -> None:
    """And nothing half-written lies beside it."""
    (filled / "folder.csv").mkdir()

    assert ct("export", "csv", "-o", "folder.csv").code == 3
    assert ct("export", "csv", "-o", ".").code == 3
    assert ct("export", "csv", "-o", "gone/x.csv").code == 3
    assert not list(filled.glob(".*.tmp"))


def test_an_export_into_a_device_goes_there(filled: Path, ct: Callable[..., Any]) -> None:
    """What is no file is not replaced by one."""
    assert filled.is_dir()

    assert ct("export", "csv", "-o", os.devnull).code == 0
    assert not os.path.isfile(os.devnull)  # noqa: PTH113 - a device has no Path of its own


@pytest.mark.parametrize("delay", [0.0, 0.1])
def test_an_import_that_is_killed_is_there_or_not(
    desk: Path, ct: Callable[..., Any], spawn: Callable[..., Any], delay: float
) -> None:
    """Never a half of it."""
    lines = [
        f'{{"id":"s{n}","csl":{{"type":"book"}}}}\n{{"id":"s{n}/a","text":"A."}}\n'
        for n in range(150)
    ]
    (desk / "big.jsonl").write_text("".join(lines), "utf-8")
    process = spawn("import", "big.jsonl")
    staged = desk / ".claimtrack" / "staged"
    while process.poll() is None and not staged.exists():
        time.sleep(0.002)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()

    ledger = open_ledger(desk)

    assert ledger.faults == ()
    assert (len(ledger.sources), len(ledger.claims)) in {(0, 0), (150, 150)}
    assert ct("import", "big.jsonl").code == 0
    assert len(open_ledger(desk).claims) == 150
    assert not list(staged.glob("*"))  # the last to go is the folder itself
