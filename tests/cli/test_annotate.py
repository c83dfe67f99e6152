from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result

    Ct = Callable[..., Result]

DRAFT = "The night ferry to Ostrel will cost 31 jobs. The mayor sold 14 trams in 2011.\n"


@pytest.fixture
def draft(filled: Path) -> Path:
    """A draft on the desk of a filled ledger."""
    path = filled / "draft.md"
    path.write_text(DRAFT, "utf-8")
    return path


def test_writes_each_format(ct: Ct, draft: Path) -> None:
    """Each format that a file's name can end in is written, and it is said what is in it."""
    for suffix in ("docx", "odt", "html", "md"):
        out = draft.with_name(f"noted.{suffix}")
        done = ct("annotate", draft, "-o", out, "--rules-only")
        assert done.code == 0, done.err
        assert f"{out}: 2 notes, " in done.err
        assert out.stat().st_size > len(DRAFT)
    comments = docx.Document(str(draft.with_name("noted.docx"))).comments
    assert len(list(comments)) == 3
    assert draft.read_text("utf-8") == DRAFT


def test_writes_into_the_draft_only_when_told(ct: Ct, draft: Path) -> None:
    """The draft itself is refused as -o; --in-place writes its notes into it, twice the same."""
    refused = ct("annotate", draft, "-o", draft)
    assert refused.code == 2
    assert "--in-place" in refused.err
    assert draft.read_text("utf-8") == DRAFT
    assert ct("annotate", draft, "--in-place", "--rules-only").code == 0
    once = draft.read_bytes()
    assert once.startswith(DRAFT.encode()[:30])
    assert ct("annotate", draft, "--in-place", "--rules-only").code == 0
    assert draft.read_bytes() == once


def test_prints_json(ct: Ct, draft: Path) -> None:
    """As JSON, all that notes hold is there under the names of their fields."""
    done = ct("annotate", draft, "--json", "--rules-only", "--claims", "1")
    assert done.code == 0
    record = done.json
    assert record["name"] == "draft.md"
    assert len(record["notes"]) == 2
    assert record["unsourced"] == [
        n["number"] for n in record["notes"] if n["state"] == "unsourced"
    ]
    assert all(len(note["witnesses"]) <= 1 for note in record["notes"])
    assert sum(record["counts"].values()) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["draft.md"], "say where to write it"),
        (["draft.md", "-o", "x.xyz"], "must end in one of .docx"),
        (["draft.md", "-o", "x.docm"], "macros"),
        (["draft.md", "-o", "x.md", "--in-place"], "no -o"),
        (["-", "--in-place"], "give a file"),
    ],
)
def test_says_what_cannot_be_meant(ct: Ct, draft: Path, words: list[str], said: str) -> None:
    """A target that is missing, unknown or double is wrong usage."""
    assert draft.exists()
    done = ct("annotate", *words)
    assert done.code == 2
    assert said in done.err


def test_refuses_a_page_of_its_own(ct: Ct, draft: Path) -> None:
    """Notes are not annotated as if they were a draft, and nothing is written."""
    page = draft.with_name("noted.html")
    assert ct("annotate", draft, "-o", page, "--rules-only").code == 0
    done = ct("annotate", page, "-o", draft.with_name("again.html"), "--rules-only")
    assert done.code == 3
    assert "page of notes itself" in done.err
    assert not draft.with_name("again.html").exists()


def test_reads_standard_input(ct: Ct, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft may come through a pipe."""
    stream = io.TextIOWrapper(io.BytesIO(DRAFT.encode()))
    monkeypatch.setattr("sys.stdin", stream)
    out = draft.with_name("piped.md")
    assert ct("annotate", "-", "-o", out, "--rules-only").code == 0
    assert out.read_text("utf-8").count("note by claimtrack") == 3


def test_holds_no_path_of_this_machine(ct: Ct, draft: Path) -> None:
    """What is sent on names neither a folder nor a user."""
    for suffix in ("html", "md"):
        out = draft.with_name(f"noted.{suffix}")
        assert ct("annotate", draft, "-o", out, "--rules-only").code == 0
        assert str(draft.parent) not in out.read_text("utf-8")
