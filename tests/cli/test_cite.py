from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from claimtrack.cli.completion import complete_style
from claimtrack.extract.drafts import read_draft

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result, Terminal

    Run = Callable[..., Result]

DRAFT = """# Ferry

The crew goes [see @wire/31-jobs]. As @courier says, *nine* live there.

## Sources
"""


@pytest.fixture
def draft(filled: Path) -> Path:
    """A draft beside a ledger that cites two of its sources."""
    path = filled / "draft.md"
    path.write_text(DRAFT, "utf-8")
    return path


def test_prints_citations_and_list(draft: Path, ct: Run) -> None:
    """In one run the citations, with their lines and places, and the list are printed."""
    result = ct("cite", draft, "--style", "apa")
    assert result.code == 0
    assert result.out.startswith("Citations\n\n3:20 (see ")
    assert "\nSources\n\n" in result.out
    assert "no author is known of" in result.err


def test_writes_the_draft(draft: Path, ct: Run) -> None:
    """With -o the draft is written again, all that is no citation as it was."""
    result = ct("cite", draft, "-o", "out.md", "-s", "chicago-notes")
    out = (draft.parent / "out.md").read_text("utf-8")
    assert result.code == 0
    assert result.out == ""
    assert "wrote out.md: 2 citations, 2 sources" in result.err
    assert out.startswith("# Ferry\n\nThe crew goes.[^1] As The Varrow Courier[^2]")
    assert "*nine* live there." in out
    assert out.count("## Sources") == 1
    assert read_draft(out.encode(), name="out.md").citations == ()


def test_names_what_the_ledger_does_not_have(draft: Path, ct: Run) -> None:
    """An unknown key is left as it stands, is named with its place, and is a finding."""
    draft.write_text("A [@wire]. B [@gone; @courier].\n", "utf-8")
    result = ct("cite", draft, "-o", "out.md")
    assert result.code == 1
    assert "1:15: @gone: the ledger does not have it; left as it stands" in result.err
    assert "B [@gone; @courier]." in (draft.parent / "out.md").read_text("utf-8")


def test_cites_claims_and_lists_sources(filled: Path, ct: Run) -> None:
    """Claims are cited with their paragraph; sources, or all of them, are listed."""
    out = ct("cite", "wire/31-jobs", "courier").out
    assert "wire/31-jobs [1, para. 1]\n" in out
    assert "courier      [2]\n" in out
    assert "para." not in ct("cite", "wire/31-jobs", "--no-locators").out
    assert ct("cite", "--source", "wire", "--source", "wire").out.count("\n") == 1
    everything = ct("cite", "--all", "--copies", "--title", "All")
    assert everything.out.count("\n") == 3
    assert "Copy of " in everything.out
    assert "No copy is held." in everything.out
    assert filled.exists()


def test_prints_json(draft: Path, ct: Run) -> None:
    """The whole of it comes as JSON, on stdout or into a file."""
    record = ct("cite", draft, "--json", "-s", "mla").json
    assert record["style"]["title"].startswith("MLA")
    assert [each["sources"] for each in record["citations"]] == [["wire"], ["courier"]]
    assert ct("cite", draft, "--json", "-o", "out.json").out == ""
    assert json.loads((draft.parent / "out.json").read_text("utf-8"))["sources"]


def test_matches_statements(filled: Path, ct: Run) -> None:
    """With --match, a statement that cites nothing is cited by what check finds for it."""
    path = filled / "draft.md"
    path.write_text("At least 31 of the crew are dismissed.\n", "utf-8")
    assert ct("cite", path).code == 3
    result = ct("cite", path, "--match", "--rules-only", "-o", "out.md")
    assert result.code == 0, result.err
    out = (filled / "out.md").read_text("utf-8")
    assert out.startswith("At least 31 of the crew are dismissed \\[1, para.")


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "rtf", "docx", "odt", "tex"])
def test_writes_lists_in_every_format(suffix: str, filled: Path, ct: Run) -> None:
    """The end of a file's name tells the format."""
    assert ct("cite", "--all", "-o", f"list.{suffix}").code == 0
    assert (filled / f"list.{suffix}").stat().st_size > 100


def test_follows_the_team(draft: Path, ct: Run) -> None:
    """The team's style is taken where the command names none."""
    settings = draft.parent / "claimtrack.toml"
    settings.write_text(f'{settings.read_text("utf-8")}\n[cite]\nstyle = "apa"\n', "utf-8")
    assert ct("cite", draft, "--json").json["style"]["id"] == "apa"
    assert ct("cite", draft, "--json", "-s", "newsroom").json["style"]["id"] == "newsroom"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "name a draft"),
        (["draft.md", "wire"], "by itself"),
        (["draft.md", "--all"], "by itself"),
        (["wire", "--match"], "only a draft"),
        (["wire", "--all"], "lists all sources"),
        (["draft.md", "-o", "draft.md"], "keys would be lost"),
        (["draft.md", "-o", "draft.docx"], "ends in .md"),
        (["wire", "-o", "a.pdf"], "no format ends in .pdf"),
        (["wire", "--format", "docx"], "give a file with -o"),
    ],
)
def test_refuses_what_cannot_be_meant(
    words: list[str], says: str, draft: Path, ct: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong usage is named, with what to do, and nothing is written."""
    monkeypatch.setenv("COLUMNS", "500")
    monkeypatch.setenv("TERMINAL_WIDTH", "500")
    result = ct("cite", *words)
    assert result.code == 2
    assert says in " ".join(result.err.replace("│", " ").split())
    assert draft.read_text("utf-8") == DRAFT


def test_refuses_hostile_styles(draft: Path, ct: Run) -> None:
    """A style with entities, and one that is unknown, are refused with what to do."""
    style = draft.parent / "evil.csl"
    style.write_text('<!DOCTYPE style [<!ENTITY a "b">]><style>&a;</style>', "utf-8")
    result = ct("cite", draft, "-s", style)
    assert (result.code, "entities" in result.err) == (3, True)
    assert ct("cite", draft, "-s", "no-such-style-at-all").code == 3


def test_lists_styles(filled: Path, ct: Run) -> None:
    """Styles are found by words of their names, with titles where there are few."""
    result = ct("cite", "--list-styles", "chicago", "author-date", "basque")
    assert result.out.startswith("chicago-author-date-basque\tChicago Manual of Style")
    assert "short names: mla is modern" in ct("cite", "--list-styles", "mla").err
    assert ct("cite", "--list-styles", "no-such-thing").err
    found = ct("cite", "--list-styles", "newsroom", "--json").json
    assert found == [{"id": "newsroom", "title": "Newsroom (numbered, plain)"}]
    assert ct("cite", "--list-styles").out.count("\n") > 10_000
    assert complete_style("newsr") == ["newsroom"]
    assert filled.exists()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["--source", "wire", "--copies"], "\r\n    "),
        (["--all", "--format", "markdown"], "## Sources"),
        (["--list-styles", "newsroom"], "newsroom  Newsroom (numbered, plain)"),
    ],
)
def test_reads_well_on_a_terminal(
    words: list[str], shown: str, filled: Path, terminal: Callable[..., Terminal]
) -> None:
    """On a terminal lines are wrapped and hang, and titles stand beside names."""
    opened = terminal("cite", *words)
    assert opened.finish() == 0
    assert shown in opened.shown
    assert filled.exists()


def test_cites_standard_input(filled: Path, ct: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft on standard input is Markdown, and is written to a Markdown file."""
    stream = io.TextIOWrapper(io.BytesIO(b"It goes [@wire]."))
    monkeypatch.setattr("sys.stdin", stream)
    result = ct("cite", "-", "-o", "out.md")
    assert result.code == 0, result.err
    assert (filled / "out.md").read_text("utf-8").startswith("It goes \\[1\\].")
