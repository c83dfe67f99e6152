"""`export site`, as a desk runs it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result

    Command = Callable[..., Result]


def test_a_ledger_becomes_a_folder_of_pages(filled: Path, ct: Command) -> None:
    """It is beside the ledger, and leaves the ledger as it was."""
    done = ct("export", "site", "-o", "../public")

    assert done.code == 0
    assert done.out == "wrote 3 sources and 2 claims to ../public\n"
    assert done.err == ""
    page = (filled.parent / "public" / "claims" / "wire" / "31-jobs.html").read_text("utf-8")
    assert "At least 31 of the crew are dismissed." in page
    assert "<mark>At least 31 of the crew of 52 will be dismissed</mark>" in page


def test_the_day_on_the_pages_is_that_of_the_clock(
    filled: Path, ct: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a site can be built again to the byte."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1742000000")
    ct("export", "site", "-o", "public")

    assert "Written on 15 March 2025" in (filled / "public" / "index.html").read_text("utf-8")


def test_the_address_of_the_site_comes_from_the_option_or_the_settings(
    filled: Path, ct: Command
) -> None:
    """The option outweighs."""
    with (filled / "claimtrack.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[site]\nbase-url = "https://settings.example/"\ntitle = "Varrow desk"\n')

    ct("export", "site", "-o", "one")
    ct("export", "site", "-o", "two", "--base-url", "https://option.example/deep")

    assert "https://settings.example/claims/" in (filled / "one/sitemap.xml").read_text("utf-8")
    assert "https://option.example/deep/claims/" in (filled / "two/sitemap.xml").read_text("utf-8")
    assert "Varrow desk" in (filled / "one/index.html").read_text("utf-8")


def test_the_address_of_the_site_is_escaped_as_addresses_are(filled: Path, ct: Command) -> None:
    """Readers of sitemaps and feeds take ASCII alone, and what is escaped stays so."""
    ct("export", "site", "-o", "one", "--base-url", "https://x.example/ansprüche/%C3%BC/<a>//")

    for name in ("sitemap.xml", "feeds/claims.xml", "feeds/claims.json"):
        text = (filled / "one" / name).read_text("utf-8")
        assert "https://x.example/anspr%C3%BCche/%C3%BC/%3Ca%3E/claims/" in text


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["site"], 2, "say where to with -o"),
        (["site", "-o", "out", "--base-url", "ftp://x.example"], 3, "cannot be where a site"),
        (["site", "-o", "out", "--base-url", "https://x.example/?q"], 3, "cannot be where a site"),
        (["jsonl", "--base-url", "https://x.example/"], 2, "has no address of its own"),
        (["site", "-o", "claims"], 2, "the ledger itself is kept there"),
        (["site", "-o", "."], 3, "holds something else than a site"),
        (["site", "-o", "../wire.txt/site"], 3, "cannot write"),
    ],
)
def test_what_cannot_be_is_refused(
    filled: Path,
    ct: Command,
    fingerprint: Callable[[Path], str],
    words: list[str],
    code: int,
    message: str,
) -> None:
    """With the reason, and without a trace."""
    before = fingerprint(filled)

    done = ct("export", *words)

    assert done.code == code
    assert message in done.err
    assert fingerprint(filled) == before


def test_a_part_of_the_ledger_is_a_site_too(filled: Path, ct: Command) -> None:
    """Only what was asked for has pages."""
    done = ct("export", "site", "-o", "public", "--source", "wire", "--json")

    assert done.json["sources"] == 1
    assert (filled / "public" / "claims" / "wire").is_dir()
    assert not (filled / "public" / "claims" / "courier").exists()


def test_ctrl_c_leaves_the_site_of_before(
    filled: Path, ct: Command, spawn: Callable[..., subprocess.Popen[bytes]]
) -> None:
    """Whenever it comes, the folder is whole, and nothing lies beside it."""
    ct("export", "site", "-o", "../out/public")
    before = (filled.parent / "out" / "public" / "index.html").read_bytes()
    for pause in (0.3, 0.6, 0.9):
        process = spawn("export", "site", "-o", "../out/public", stderr=subprocess.DEVNULL)
        time.sleep(pause)
        process.send_signal(signal.SIGINT)
        process.wait(30)
        assert [entry.name for entry in (filled.parent / "out").iterdir()] == ["public"]
        assert (filled.parent / "out" / "public" / "index.html").read_bytes() == before


@pytest.mark.usefixtures("desk")
def test_a_list_of_formats_loads_no_templates() -> None:
    """What is heavy waits until a site is written."""
    script = (
        "import sys; from claimtrack.cli.app import run; run(['export', '--list']); "
        "print('jinja2' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "False"
    assert any(line.startswith("site ") for line in done.stdout.splitlines())
