"""`check` when something it relies on is damaged, missing or out of date."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.stance import scorer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Result

RIGHT = "At least 31 of the crew are dismissed."
WORDED = "Some members of the crew are dismissed from the ferry."
INDEX = (".claimtrack", "index", "claims")


@pytest.fixture
def large(filled: Path) -> Path:
    """The filled ledger, with so much beside it that an index is kept."""
    claims = {
        f"board/{number}": {"text": f"Board member {number} came late.", "note": "x" * 20_000}
        for number in range(60)
    }
    path = filled / "claims" / "board.json"
    path.write_text(json.dumps(claims), "utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return filled


@pytest.fixture
def ask(large: Path, ct: Callable[..., Result]) -> Callable[..., tuple[Any, str]]:
    """Check a sentence by rules alone; return what it printed as JSON, and what it said."""
    assert large.is_dir()

    def call(text: str = RIGHT) -> tuple[Any, str]:
        result = ct("check", text, "--rules-only", "--json", "--fail-on", "never")
        assert result.code == 0, result.err
        return result.json, result.err

    return call


def test_a_large_ledger_is_checked_through_its_index(
    ask: Callable[..., tuple[Any, str]], large: Path
) -> None:
    """The answer is that of the ledger without one, and nothing is said of it."""
    found, said = ask()

    assert large.joinpath(*INDEX, "stamps").exists()
    assert said == ""
    (large / "claims" / "board.json").unlink()
    assert ask()[0]["statements"] == found["statements"]


@pytest.mark.parametrize("content", [b"", b"\xff\x00", None])
def test_a_corrupt_index_is_made_anew(
    ask: Callable[..., tuple[Any, str]], large: Path, content: bytes | None
) -> None:
    """The answer is the same, the user hears of it once, and the next check goes through it."""
    found, _ = ask()
    for path in large.joinpath(*INDEX, "index").iterdir():
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)

    again, said = ask()

    assert again == found
    assert said.count("made anew") == 1
    assert ask() == (found, "")


def test_a_stale_index_is_brought_up_to_date(
    ask: Callable[..., tuple[Any, str]], large: Path
) -> None:
    """What was edited, added or removed since is what counts."""
    ask()
    path = large / "claims" / "wire.json"
    document = json.loads(path.read_text("utf-8"))
    document["wire/31-jobs"]["text"] = "At most 12 of the crew are dismissed."
    path.write_text(json.dumps(document), "utf-8")
    (large / "claims" / "courier.json").unlink()

    ((statement,), said) = ask()[0]["statements"], ask()[1]

    assert statement["state"] == "contradicted"
    assert said == ""


def test_where_no_index_can_be_kept_the_ledger_is_loaded(
    ask: Callable[..., tuple[Any, str]], large: Path
) -> None:
    """That takes longer, which is said; the answer is the same."""
    found, _ = ask()
    for folder in (large.joinpath(*INDEX, "index"), large.joinpath(*INDEX)):
        for path in folder.iterdir():
            path.unlink() if path.is_file() else None
        folder.rmdir()
    large.joinpath(*INDEX).write_text("in the way", "utf-8")

    again, said = ask()

    assert again == found
    assert "no search index can be kept" in said


@pytest.mark.parametrize("name", ["claims/wire.json", "sources/board/source.json"])
def test_a_broken_file_of_a_large_ledger_is_refused(
    ask: Callable[..., tuple[Any, str]], large: Path, ct: Callable[..., Result], name: str
) -> None:
    """Each time, and by name, whatever the question is about; mended, it is read again."""
    found, _ = ask()
    whole = (large / name).read_bytes()
    (large / name).write_bytes(whole[:-20])

    for _ in range(2):
        result = ct("check", RIGHT, "--rules-only")
        assert (result.code, result.out) == (4, "")
        assert name in result.err

    (large / name).write_bytes(whole)
    assert ask()[0] == found


@pytest.fixture
def no_model_yet() -> Iterator[None]:
    """Forget the model that was loaded before, and the one of this test."""
    scorer.load_stance_model.cache_clear()
    yield
    scorer.load_stance_model.cache_clear()


@pytest.mark.usefixtures("filled", "no_model_yet")
@pytest.mark.parametrize("damage", ["missing", "altered"])
def test_without_the_stance_model_rules_decide_alone(
    ct: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """That is said, and the answer is that of `--rules-only`."""
    alone = ct("check", WORDED, "--rules-only", "--json")
    (tmp_path / "data").mkdir()
    if damage == "altered":
        (tmp_path / "data" / "stance.onnx").write_bytes(b"another model")
    monkeypatch.setattr(scorer, "files", lambda _: tmp_path)

    result = ct("check", WORDED, "--json")

    assert (result.code, result.json) == (alone.code, alone.json)
    assert "stance.onnx" in result.err
    assert "rules alone decide" in result.err


def test_megabytes_of_words_on_a_line_are_one_sentence_too_long(
    filled: Path, ct: Callable[..., Result]
) -> None:
    """It ends in seconds, marks and brackets that are never closed included."""
    path = filled.parent / "draft.txt"
    path.write_text("the ferry (“of 31 [@wire " * 100_000, "utf-8")

    result = ct("check", path, "--rules-only", "--json")

    assert result.code == 0
    assert "longer than a sentence" in result.out
