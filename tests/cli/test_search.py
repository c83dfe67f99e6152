"""`search`, as a user types it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner, Result

from claimtrack.cli import search as command
from claimtrack.cli.options import PARTIAL
from claimtrack.errors import (
    AmbiguousIdError,
    BadLinesError,
    UnknownIdError,
    UnreadableInputError,
    UnusableEmbeddingsError,
)
from claimtrack.ledger.ledger import Ledger
from claimtrack.store.contract import Change
from claimtrack.store.folder import FolderStore
from tests.search.tiny import write_sentence_model

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Capture, Source
    from claimtrack.store.layout import Layout

TEXT = "The weather was fine.\nThe Kelm dam broke at noon, said \x1b[31mOrrin."


@pytest.fixture
def run(
    layout: Layout,
    make_claim: Callable[..., Claim],
    make_source: Callable[..., Source],
    make_capture: Callable[..., Capture],
) -> Callable[..., Result]:
    """Run `search` on a ledger of two sources: ``run("Kelm", "--json")``."""
    store = FolderStore(layout)
    ledger = Ledger(store)
    data = TEXT.encode()
    capture = make_capture(1, data, TEXT)
    ledger.apply(Change("courier", None, make_source("courier", title="Dam", captures=(capture,))))
    ledger.apply(Change("courant", None, make_source("courant")))
    store.place_capture("courier", capture, data, TEXT)
    claims = [
        make_claim("courier/dam", "The Kelm dam \x1b[31mbroke.", tags=("water",), about="2019"),
        make_claim("courant/jobs", "The works lost 240 jobs.", about="2024-03"),
    ]
    for claim in claims:
        ledger.apply(Change(claim.id, None, claim))
    app = typer.Typer()
    command.register(app)

    def search(*arguments: str, given: bytes = b"") -> Result:
        return CliRunner().invoke(app, ["--ledger", str(layout.root), *arguments], input=given)

    return search


def test_prints_claims_and_passages_with_the_words_marked(run: Callable[..., Result]) -> None:
    """Claims come first, then passages, the words between marks in a pipe."""
    shown = run("Kelm", "dams")

    assert shown.exit_code == 0
    assert "1. courier/dam" in shown.stdout
    assert "The *Kelm* *dam*" in shown.stdout
    assert "passage of courier (capture 1, at 22-" in shown.stdout
    assert "shares the name Kelm; dams" in shown.stdout


def test_controls_never_reach_the_terminal(run: Callable[..., Result]) -> None:
    """What could drive a terminal is shown as what it is."""
    shown = run("Kelm", "dam\x1b[2J", "nothing\x07")

    assert "\x1b" not in shown.output
    assert "\x07" not in shown.output
    assert "\\x1b" in shown.output


def test_bold_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal the words are bold, and marks of ours in a text do nothing."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")

    command._print_lit("The dam \ue000 broke", ("dam",))

    assert capsys.readouterr().out == "    The \x1b[1mdam\x1b[0m \\ue000 broke\n"


@pytest.mark.parametrize(("name", "value"), [("TERM", "dumb"), ("NO_COLOR", "1")])
def test_marks_on_a_plain_terminal(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A terminal that knows no escapes, or is to show none, is sent none."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv(name, value)

    command._print_lit("The dam broke", ("dam",))

    assert capsys.readouterr().out == "    The *dam* broke\n"


def test_json(run: Callable[..., Result]) -> None:
    """One array, each object saying what kind it is and why it is there."""
    found = json.loads(run("Kelm dam", "--json").stdout)

    assert [each["kind"] for each in found] == ["claim", "passage"]
    assert found[0]["id"] == "courier/dam"
    assert found[1]["text"] == TEXT[found[1]["start"] : found[1]["end"]]
    assert all(each["why"] and 0 < each["coverage"] <= 1 for each in found)


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (("Kelm 240",), {"courier/dam", "courant/jobs"}),
        (("Kelm 240", "--source", "couri"), {"courier/dam"}),
        (("Kelm 240", "--tag", "water"), {"courier/dam"}),
        (("Kelm 240", "--since", "2020"), {"courant/jobs"}),
        (("Kelm 240", "--until", "2020"), {"courier/dam"}),
        (("Kelm 240", "--limit", "1"), None),
        (("Kelm 240", "--only", "passages"), set()),
        (("Kelm 240", "--rehash", "--only", "claims"), {"courier/dam", "courant/jobs"}),
        (("zzz",), set()),
    ],
)
def test_filters(
    run: Callable[..., Result], arguments: tuple[str, ...], ids: set[str] | None
) -> None:
    """Only the claims that are asked for are shown."""
    found = json.loads(run(*arguments, "--json").stdout)

    claims = {each["id"] for each in found if each["kind"] == "claim"}
    assert claims == ids if ids is not None else len(claims) == 1


def test_nothing_found_is_said(run: Callable[..., Result]) -> None:
    """An empty answer is an answer."""
    shown = run("zzz")

    assert (shown.exit_code, shown.stdout) == (0, "")
    assert "nothing found" in shown.stderr


def test_a_changed_text_is_not_shown(run: Callable[..., Result], layout: Layout) -> None:
    """A passage of a text whose hash is another is withheld from the answer, and that is said."""
    path = layout.sources / "courier" / "1" / "text.txt"
    path.write_text("The Kelm dam held.", "utf-8")

    shown = run("Kelm dam", "--only", "passages")

    assert "held" not in shown.stdout
    assert "its text is changed" in shown.stderr


def test_a_file_that_cannot_be_read_leaves_a_mark(
    run: Callable[..., Result], layout: Layout
) -> None:
    """What could be read is shown, and the exit code will say that it was a part."""
    layout.claims_file("courant").write_text("{", "utf-8")
    token = PARTIAL.set(False)
    try:
        shown = run("Kelm", "dam")
        is_partial = PARTIAL.get()
    finally:
        PARTIAL.reset(token)

    assert "courier/dam" in shown.stdout
    assert "claims/courant.json" in shown.stderr
    assert is_partial


@pytest.mark.parametrize("arguments", [(), ("dam", "--batch", "x"), (" ",)])
def test_wrong_usage(run: Callable[..., Result], arguments: tuple[str, ...]) -> None:
    """Words or a file, one of the two."""
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    ("given", "error"), [("nobody", UnknownIdError), ("cour", AmbiguousIdError)]
)
def test_unclear_source(run: Callable[..., Result], given: str, error: type[Exception]) -> None:
    """A source that is none, or several, is refused."""
    assert isinstance(run("dam", "--source", given).exception, error)


def test_batch(run: Callable[..., Result], tmp_path: Path) -> None:
    """Each line is answered by a line, in order, its id kept."""
    file = tmp_path / "asked.jsonl"
    file.write_text(
        '{"id": 1, "query": "Kelm dam"}\n\n{"id": "b", "query": "???"}\n'
        '{"id": 2, "query": "240"}\n',
        "utf-8",
    )

    answers = [json.loads(line) for line in run("--batch", str(file)).stdout.splitlines()]

    assert [answer["id"] for answer in answers] == [1, "b", 2]
    assert answers[0]["claims"][0]["id"] == "courier/dam"
    assert answers[0]["claims"][0]["score"] > 0
    assert answers[1]["claims"] == []
    assert answers[2]["claims"][0]["id"] == "courant/jobs"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "it is not JSON"),
        ("7", "it is not a JSON object"),
        ('{"id": 1}', "“query” is missing, or is no text"),
        ('{"id": 1, "query": 7}', "“query” is missing, or is no text"),
        ('{"id": NaN, "query": "dam"}', "it is not JSON"),
        ('{"id": 1e999, "query": "dam"}', "“id” is missing, or is neither text nor a number"),
        ('{"id": true, "query": "dam"}', "“id” is missing, or is neither text nor a number"),
        ("[" * 100_000, "it is not JSON"),
        ("\xff", "it is not UTF-8"),
    ],
)
def test_bad_batch_line(run: Callable[..., Result], tmp_path: Path, line: str, reason: str) -> None:
    """A line that is no question is named with its number, and the others are answered."""
    file = tmp_path / "asked.jsonl"
    good = b'{"id": 1, "query": "dam"}\n'
    file.write_bytes(good + line.encode("latin-1") + b"\n" + good)

    result = run("--batch", str(file))

    assert len(result.stdout.splitlines()) == 2
    assert isinstance(result.exception, BadLinesError)
    assert result.stderr.splitlines() == [f"{file}:2: {reason}"]


def test_odd_characters_survive_a_batch(run: Callable[..., Result], tmp_path: Path) -> None:
    """A lone surrogate in an id does not end the run."""
    file = tmp_path / "asked.jsonl"
    file.write_bytes(rb'{"id": "\ud800", "query": "dam \ud800"}')

    assert json.loads(run("--batch", str(file)).stdout)["id"] == "\ud800"


def test_a_batch_finds_no_passages(run: Callable[..., Result], tmp_path: Path) -> None:
    """To ask a batch for passages is refused; it would be answered with claims."""
    result = run("--batch", str(tmp_path / "none"), "--only", "passages")

    assert result.exit_code == 2
    assert "--only" in result.stderr


def test_missing_batch_file(run: Callable[..., Result], tmp_path: Path) -> None:
    """A file that is not there is refused."""
    assert isinstance(run("--batch", str(tmp_path / "none")).exception, UnreadableInputError)


def test_batch_from_a_pipe(run: Callable[..., Result]) -> None:
    """A minus sign stands for standard input."""
    shown = run("--batch", "-", given=b'{"id": 7, "query": "dam"}\n')

    assert json.loads(shown.stdout)["id"] == 7


def test_progress_on_a_terminal(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal it is said how far the work is; elsewhere nothing is."""
    monkeypatch.setattr(command, "_PROGRESS_SECONDS", -1.0)
    monkeypatch.setattr(command, "_is_terminal", lambda _: True)
    file = tmp_path / "asked.jsonl"
    file.write_text('{"id": 1, "query": "dam"}\n', "utf-8")

    shown = run("--batch", str(file))

    assert "1 query answered" in shown.stderr
    assert len(shown.stdout.splitlines()) == 1


def test_claims_are_ranked_by_meaning_when_that_is_asked_for(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    """JSON and batches name the model; without the option nothing of it is there."""
    folder = str(write_sentence_model(tmp_path / "tiny"))

    lines = json.loads(run("dam", "--json", "--embeddings", folder).stdout)
    batch = run("--batch", "-", "--embeddings", folder, given=b'{"id": 1, "query": "dam"}\n')
    plain = json.loads(run("dam", "--json", "--embeddings", "").stdout)

    assert lines[0]["id"] == plain[0]["id"] == "courier/dam"
    assert lines[0]["embeddings"].startswith("tiny (SHA-256 ")
    assert 0 < lines[0]["meaning"] <= 1
    assert json.loads(batch.stdout)["embeddings"] == lines[0]["embeddings"]
    assert not {"embeddings", "meaning"} & set(plain[0])
    assert not {"embeddings", "meaning"} & set(lines[-1])  # a passage is ranked by words


def test_the_settings_name_a_model_from_the_ledgers_own_folder(
    run: Callable[..., Result], layout: Layout
) -> None:
    """It is used, and the option outweighs it."""
    write_sentence_model(layout.root / "models" / "tiny")
    with layout.settings.open("a", encoding="utf-8") as settings:
        settings.write('\n[search]\nembeddings = "models/tiny"\n')

    assert "likeness in meaning" in run("dam", "--only", "claims").stdout
    assert "likeness in meaning" not in run("dam", "--embeddings", "").stdout
    assert "likeness in meaning" not in run("dam", "--only", "passages").stdout


def test_a_model_that_is_not_there_is_refused(run: Callable[..., Result], tmp_path: Path) -> None:
    """By its name; a ranking by words alone is not what was asked for."""
    result = run("dam", "--embeddings", str(tmp_path / "nowhere"))

    assert isinstance(result.exception, UnusableEmbeddingsError)
    assert "there is no such folder" in str(result.exception)
