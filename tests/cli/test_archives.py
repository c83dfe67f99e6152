"""Crates and bags out and in, as a user types them."""

from __future__ import annotations

import signal
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.ledger.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("name", ["ro-crate", "bagit"])
@pytest.mark.parametrize("place", ["out", "out.zip"])
def test_a_ledger_goes_out_and_into_another(
    filled: Path, tmp_path: Path, ct: Callable[..., Any], name: str, place: str
) -> None:
    """Records and copies; a second time nothing is doubled, and `verify` finds all of it sound."""
    new = tmp_path / "new"
    assert ct("init", new).code == 0

    written = ct("export", name, "-o", tmp_path / place)
    first = ct("import", tmp_path / place, "-C", new, "--json")
    second = ct("import", tmp_path / place, "-C", new, "--json")

    assert (written.code, written.err) == (0, "")
    assert written.out == f"wrote 3 sources and 2 claims to {tmp_path / place}\n"
    assert (first.code, second.code) == (0, 0)
    assert (first.json["format"], first.json["findings"]) == (name, [])
    assert (first.json["copies"], second.json["copies"]) == (2, 0)
    assert first.json["sources"] == {"added": 3, "changed": 0, "unchanged": 0}
    assert second.json["claims"] == {"added": 0, "changed": 0, "unchanged": 2}
    ours, theirs = open_ledger(new), open_ledger(filled)
    assert (ours.sources, ours.claims) == (theirs.sources, theirs.claims)
    assert ct("verify", "-C", new).out == ct("verify").out


def test_copies_come_to_records_that_lack_them(
    filled: Path, tmp_path: Path, ct: Callable[..., Any]
) -> None:
    """And are told, for the records stay as they are."""
    assert filled.is_dir()
    new = tmp_path / "new"
    ct("init", new)
    ct("export", "jsonl", "-o", tmp_path / "out.jsonl")
    ct("export", "bagit", "-o", tmp_path / "out.zip")
    ct("import", tmp_path / "out.jsonl", "-C", new)

    shown = ct("import", tmp_path / "out.zip", "-C", new)

    assert shown.out.splitlines() == [
        "         added  changed  unchanged",
        "sources  0      0        3",
        "claims   0      0        2",
        "with 2 copies of sources",
    ]
    assert ct("verify", "-C", new).out == ct("verify").out


def test_what_is_withheld_is_said(filled: Path, tmp_path: Path, ct: Callable[..., Any]) -> None:
    """On stderr; its hashes are in, its text is nowhere in the package."""
    (tmp_path / "memo.txt").write_text("Minutes: nobody objected to the plan.\n", "utf-8")
    words = ("--id", "memo", "--withhold", "--title", "Minutes")
    assert ct("source", "add", tmp_path / "memo.txt", *words).code == 0

    written = ct("export", "ro-crate", "-o", tmp_path / "out.zip", "--json")

    assert (written.code, written.json["findings"][0]["code"]) == (0, "WITHHELD")
    assert "WITHHELD 1 copy is withheld: only the hashes go out" in written.err
    capture = open_ledger(filled).sources["memo"].captures[0]
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"nobody objected" not in everything
    assert everything.count(capture.original.sha256.encode()) >= 2


def test_what_is_there_is_not_written_over(
    filled: Path, tmp_path: Path, ct: Callable[..., Any], fingerprint: Callable[[Path], str]
) -> None:
    """A folder is refused with exit code 3, and where to must be said."""
    before = fingerprint(filled)

    refused = ct("export", "ro-crate", "-o", filled)
    nowhere = ct("export", "bagit")
    gone = ct("export", "bagit", "-o", tmp_path / "gone" / "x.zip")

    assert (refused.code, nowhere.code, gone.code) == (3, 2, 3)
    assert "is there already" in refused.err
    assert "say where to with -o" in nowhere.err
    assert fingerprint(filled) == before


def test_a_damaged_package_is_refused(filled: Path, tmp_path: Path, ct: Callable[..., Any]) -> None:
    """With each file that is not as it was packed; nothing is taken."""
    assert filled.is_dir()
    crate, new = tmp_path / "crate", tmp_path / "new"
    assert ct("init", new).code == 0
    assert ct("export", "ro-crate", "-o", crate).code == 0
    (crate / "sources" / "wire" / "1" / "text.txt").write_bytes(b"Another text.")
    (crate / "claims" / "courier.json").unlink()

    refused = ct("import", crate, "-C", new)

    assert (refused.code, refused.out) == (3, "")
    assert "cannot read crate: it is not as it was packed:" in refused.err
    assert "\n  claims/courier.json: MISSING it is not there" in refused.err
    assert "\n  sources/wire/1/text.txt: CHANGED its sha256 is another" in refused.err
    assert "Nothing was taken from it" in refused.err
    assert open_ledger(new).sources == {}


def test_what_is_no_package_is_refused(
    desk: Path, tmp_path: Path, ct: Callable[..., Any], made: Path
) -> None:
    """A ledger, a file that is no zip file, an escape from one, standard input."""
    assert desk.is_dir()
    (tmp_path / "x.zip").write_bytes(b"PK")
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("bagit.txt", "")
        archive.writestr("../\x1b[2Jout.txt", "out")

    ledger = ct("import", made / "filled")
    broken = ct("import", tmp_path / "x.zip")
    evil = ct("import", tmp_path / "evil.zip")
    stream = ct("import", "-", "--format", "bagit")
    crate = ct("import", made / "filled", "--format", "ro-crate")
    table = ct("import", tmp_path / "x.zip", "--mapping", "m.toml")

    assert [each.code for each in (ledger, broken, evil, crate)] == [3, 3, 3, 3]
    assert (stream.code, table.code) == (2, 2)
    assert "it is a ledger itself" in ledger.err
    assert "no zip file, or it is cut short" in broken.err
    assert "“../\\x1b[2Jout.txt” in it points outside of it" in evil.err
    assert not list(tmp_path.rglob("*out.txt"))


def test_names_are_completed_and_listed(desk: Path, ct: Callable[..., Any]) -> None:
    """Of what is read and of what is written."""
    from claimtrack.cli import export, import_file  # noqa: PLC0415 - Typer's own are heavy

    assert desk.is_dir()
    assert export.complete_format("ro") == ["ro-crate"]
    assert import_file.complete_format("bag") == ["bagit"]
    known = {each["name"]: each for each in ct("export", "--list", "--json").json}
    assert known["bagit"]["read"]
    assert known["ro-crate"]["suffixes"] == [".zip"]


@pytest.mark.parametrize("delay", [0.0, 0.05])
def test_an_import_that_is_killed_is_there_or_not(
    desk: Path, tmp_path: Path, ct: Callable[..., Any], spawn: Callable[..., Any], delay: float
) -> None:
    """Never a half of it: no record without its copy, no copy without its record."""
    lines = [
        f'{{"id":"s{n}","csl":{{"type":"book"}}}}\n{{"id":"s{n}/a","text":"A."}}\n'
        for n in range(150)
    ]
    (tmp_path / "big.jsonl").write_text("".join(lines), "utf-8")
    ct("init", tmp_path / "other")
    ct("source", "add", tmp_path / "wire.txt", "--id", "wire", "-C", tmp_path / "other")
    ct("import", tmp_path / "big.jsonl", "-C", tmp_path / "other")
    assert ct("export", "bagit", "-C", tmp_path / "other", "-o", tmp_path / "big.zip").code == 0
    process = spawn("import", str(tmp_path / "big.zip"))
    staged = desk / ".claimtrack" / "staged"
    while process.poll() is None and not staged.exists():
        time.sleep(0.002)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()

    ledger = open_ledger(desk)

    assert ledger.faults == ()
    assert (len(ledger.sources), len(ledger.claims)) in {(0, 0), (151, 150)}
    assert (desk / "sources" / "wire" / "1" / "text.txt").exists() is ("wire" in ledger.sources)
    assert ct("import", tmp_path / "big.zip").code == 0
    assert len(open_ledger(desk).sources) == 151
    assert (desk / "sources" / "wire" / "1" / "original.txt").exists()
    assert not list(staged.glob("*"))  # the last to go is the folder itself
