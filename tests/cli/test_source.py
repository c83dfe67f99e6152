from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result, Terminal


def read_source(desk: Path, source_id: str) -> dict[str, object]:
    """Return a source as it is stored."""
    path = desk / "sources" / source_id / "source.json"
    record: dict[str, object] = json.loads(path.read_text("utf-8"))
    return record


def test_add_takes_what_is_proposed_and_shows_why(desk: Path, ct: Callable[..., Result]) -> None:
    """Title, publisher and date are stored, each shown as proposed with where it stands."""
    result = ct("source", "add", "../courier.txt")

    assert result.code == 0
    assert result.out.startswith("added varrow-courier-2025-02-night-boat-sails, capture 1 (")
    assert result.out.count("\n") == 1
    assert "title (proposed): Night boat sails for the last time" in result.err
    assert "2025-02-06" in result.err
    record = read_source(desk, "varrow-courier-2025-02-night-boat-sails")
    assert record["csl"] == {
        "issued": "2025-02-06",
        "publisher": "The Varrow Courier",
        "title": "Night boat sails for the last time",
        "type": "article-newspaper",
    }
    assert record["dating"]["basis"] == "declared"  # type: ignore[index]
    assert record["dating"]["evidence"]  # type: ignore[index]


def test_add_reads_a_page(desk: Path, ct: Callable[..., Result]) -> None:
    """Of HTML the bytes are kept as they came, the text without its tags beside them."""
    ct("source", "add", "../page.html", "--id", "voice", "--url", "https://voice.example/1")

    folder = desk / "sources" / "voice" / "1"
    assert (folder / "original.html").read_bytes() == (desk.parent / "page.html").read_bytes()
    assert "45 jobs, the Seafarers’ Union" in (folder / "text.txt").read_text("utf-8")
    csl = read_source(desk, "voice")["csl"]
    assert csl["URL"] == "https://voice.example/1"  # type: ignore[index]
    assert csl["type"] == "webpage"  # type: ignore[index]
    assert csl["publisher"] == "Ostrel Voice"  # type: ignore[index]


def test_what_is_given_outweighs_what_is_read(desk: Path, ct: Callable[..., Result]) -> None:
    """Options win over proposals; a date that a person gave counts as confirmed, and by whom."""
    added = ct(
        *("source", "add", "../courier.txt", "--id", "courier", "--title", "Another title"),
        *("--author", "Orlik, Dana", "--author", "News desk", "--issued", "2025-02-05"),
        *("--publisher", "", "--container", "Courier on Sunday", "--type", "article-magazine"),
        *("--language", "en", "--captured", "2025-02-08", "--grade", "B", "--alias", "Courier"),
        *(
            "--rights",
            "all reserved",
            "--contact",
            "desk@selm.example",
            "--note",
            "seen in print",
            "--json",
        ),
    )

    assert added.code == 0
    assert added.json["stored"] is True
    record = read_source(desk, "courier")
    assert record["csl"] == {
        "author": [{"family": "Orlik", "given": "Dana"}, {"literal": "News desk"}],
        "container-title": "Courier on Sunday",
        "issued": "2025-02-05",
        "language": "en",
        "title": "Another title",
        "type": "article-magazine",
    }
    assert record["dating"] == {"basis": "confirmed", "evidence": ["given by fact desk"]}
    assert record["grade"] == "B"
    assert record["aliases"] == ["Courier"]
    assert record["rights"] == "all reserved"
    assert record["contact"] == "desk@selm.example"
    assert record["note"] == "seen in print"
    capture = record["captures"][0]  # type: ignore[index]
    assert capture["captured"] == "2025-02-08"
    assert capture["captured_evidence"] == "given by fact desk"


def test_a_date_that_is_only_inferred_is_an_interval_with_its_reasons(
    desk: Path, ct: Callable[..., Result]
) -> None:
    """Without a printed date the text's own events bound it, and the record says it is inferred."""
    (desk.parent / "undated.txt").write_text(
        "Ferry crew still waits\n\nThe boat stopped on 1 April 2025. The crew was told on 3 May "
        "2025 that no money was left. Nobody could say when the council would meet.\n",
        "utf-8",
    )

    ct("source", "add", "../undated.txt", "--id", "undated", "--captured", "2025-06-30")

    record = read_source(desk, "undated")
    assert record["csl"]["issued"] == "2025-05-03/2025-06-30"  # type: ignore[index]
    assert record["dating"]["basis"] == "inferred"  # type: ignore[index]


def test_ids_are_proposed_until_one_is_free(desk: Path, ct: Callable[..., Result]) -> None:
    """A second copy of an article under the same words gets a number."""
    ct("source", "add", "../wire.txt")
    (desk.parent / "wire.txt").write_text(
        (desk.parent / "wire.txt").read_text("utf-8") + "One line more.\n", "utf-8"
    )

    result = ct("source", "add", "../wire.txt")

    assert "night-2," in result.out or "-2," in result.out


def test_a_dry_run_shows_everything_and_stores_nothing(
    desk: Path, ct: Callable[..., Result], fingerprint: Callable[[Path], str]
) -> None:
    """The record, the proposals and all dates are shown; the ledger stays as it was."""
    before = fingerprint(desk)

    told = ct("source", "add", "../courier.txt", "--dry-run")
    shown = ct("source", "add", "../courier.txt", "--dry-run", "--json").json
    again = ct("source", "add", "../courier.txt", "--dry-run", "--id", "Not One")

    assert "title (proposed)" in told.out
    assert "would add varrow-courier" in told.out
    assert shown["stored"] is False
    assert shown["id"] == "varrow-courier-2025-02-night-boat-sails"
    assert shown["proposals"]["title"]["evidence"]
    assert any(found["date"] == "2025-02-06" for found in shown["dates"])
    assert again.code == 3
    assert fingerprint(desk) == before


def test_standard_input_is_a_source_too(
    desk: Path, spawn: Callable[..., subprocess.Popen[bytes]]
) -> None:
    """`-` reads what another program prints."""
    process = spawn(
        *("source", "add", "-", "--id", "piped"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )

    out, err = process.communicate((desk.parent / "page.html").read_bytes(), timeout=60)

    assert process.returncode == 0, err
    assert out.startswith(b"added piped, capture 1 ")
    assert (desk / "sources" / "piped" / "1" / "original.html").exists()


def test_a_stub_is_known_without_a_copy(desk: Path, ct: Callable[..., Result]) -> None:
    """A cited document that nobody holds has metadata and no capture; its id may be proposed."""
    result = ct(
        *("source", "add", "--stub", "--title", "Notice on the night ferry", "--issued", "2025"),
        *("--publisher", "Varrow Harbour Board", "--json"),
    )

    assert result.json["id"] == "varrow-harbour-board-2025-01-notice-on-the"
    assert "captures" not in read_source(desk, result.json["id"])
    assert ct("source", "list", "--stubs").out.startswith("varrow-harbour-board")


def test_a_withheld_copy_stays_out_of_the_ledger(desk: Path, ct: Callable[..., Result]) -> None:
    """With --withhold hashes are in the ledger and the text is under .claimtrack/ alone."""
    result = ct("source", "add", "../courier.txt", "--id", "courier", "--withhold")

    assert "withheld" in result.out
    assert not (desk / "sources" / "courier" / "1").exists()
    assert (desk / ".claimtrack" / "withheld" / "courier" / "1" / "text.txt").exists()
    assert "attached here" in ct("source", "show", "courier").out


def test_a_discarded_copy_can_be_attached_again(desk: Path, ct: Callable[..., Result]) -> None:
    """With --discard no text is kept; quotes are refused until the same file is supplied."""
    ct("source", "add", "../courier.txt", "--id", "courier", "--withhold", "--discard")
    words = ("claim", "add", "It costs 31 jobs.", "--source", "courier")
    quote = ("--quote", "with the loss of 31 jobs")

    refused = ct(*words, *quote)
    other = ct("source", "attach", "courier", "../wire.txt")
    attached = ct("source", "attach", "courier", "../courier.txt", "--json")
    added = ct(*words, *quote)

    assert not (desk / ".claimtrack" / "withheld").exists() or attached.code == 0
    assert refused.code == 3
    assert "claimtrack source attach courier FILE" in refused.err
    assert other.code == 3
    assert attached.json["capture"] == 1
    assert added.code == 0
    assert ct("source", "attach", "courier", "../courier.txt").out == (
        "attached courier capture 1\n"
    )


def test_a_further_copy_joins_its_source(filled: Path, ct: Callable[..., Result]) -> None:
    """With --to a file becomes the next capture, of a stub the first."""
    wire = filled.parent / "wire.txt"
    wire.write_text(wire.read_text("utf-8").replace("31 of", "33 of"), "utf-8")

    trial = ct("source", "add", wire, "--to", "wire", "--dry-run")
    added = ct("source", "add", wire, "--to", "wire", "--captured", "2025-02-10")
    first = ct("source", "add", filled.parent / "page.html", "--to", "board", "--json")

    assert trial.out.startswith("would add wire, capture 2 (")
    assert added.out.startswith("added wire, capture 2 (2025-02-10")
    assert first.json["captures"][0]["n"] == 1
    shown = ct("source", "show", "wire").out
    assert "capture 2 of 2025-02-10: held" in shown
    assert "held (2 captures)" in " ".join(ct("source", "list").out.split())
    assert ct("source", "list", "--stubs").err == "no source like that\n"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "not text"),
        ("program.txt", b"\x7fELF" + bytes(range(256)) * 4, "not text"),
        ("nested.html", b"<html><body>" + b"<div>" * 1_000_000 + b"text", "nested"),
        ("empty.txt", b"", "no article text"),
        ("cut.txt", "Ein Satz über Fähren. ".encode() * 3 + b"\xc3", ""),
    ],
    ids=["picture", "program", "nested tags", "empty", "cut off"],
)
def test_what_is_no_article_is_refused(
    name: str,
    data: bytes,
    said: str,
    desk: Path,
    ct: Callable[..., Result],
    fingerprint: Callable[[Path], str],
) -> None:
    """Pictures, programs, hostile pages and empty or damaged files never become sources."""
    (desk.parent / name).write_bytes(data)
    before = fingerprint(desk)

    result = ct("source", "add", f"../{name}", "--yes")

    assert result.code == 3
    assert said in result.err
    assert fingerprint(desk) == before


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    desk: Path,
    ct: Callable[..., Result],
    fingerprint: Callable[[Path], str],
    spawn: Callable[..., subprocess.Popen[bytes]],
) -> None:
    """The limit is a setting; it holds for files, for standard input, and for devices."""
    (desk / "claimtrack.toml").write_text("format = 1\n[sources]\nlargest-file-mb = 1\n", "utf-8")
    with (desk.parent / "huge.txt").open("wb") as file:
        file.truncate(40_000_000_000)  # a hole: it takes no room
    before = fingerprint(desk)

    from_file = ct("source", "add", "../huge.txt", "--yes")
    from_device = ct("source", "add", "/dev/zero", "--yes")
    process = spawn("source", "add", "-", stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    _, err = process.communicate(b"word " * 200_001, timeout=60)

    assert from_file.code == 3
    assert "40,000,000,000" in from_file.err
    assert "1,000,000" in from_file.err
    assert "raise sources.largest-file-mb in claimtrack.toml" in from_file.err
    assert from_device.code == 3
    assert process.returncode == 3
    assert b"limit" in err
    assert fingerprint(desk) == before


def test_list_filters_by_holding_and_publisher(filled: Path, ct: Callable[..., Result]) -> None:
    """Ways of being held add up; words of the publisher must all be there."""
    ct("source", "add", filled.parent / "page.html", "--id", "voice", "--withhold")

    def ids(*words: str) -> list[str]:
        return [source["id"] for source in ct("source", "list", *words, "--json").json]

    assert ids() == ["board", "courier", "voice", "wire"]
    assert ids("--held") == ["courier", "voice", "wire"]
    assert ids("--withheld", "--stubs") == ["board", "voice"]
    assert ids("--publisher", "SELM service") == ["wire"]
    listed = {source["id"]: source for source in ct("source", "list", "--json").json}
    assert listed["wire"]["claims"] == 1
    assert listed["wire"]["holding"] == "held"


def test_an_empty_ledger_says_so(desk: Path, ct: Callable[..., Result]) -> None:
    """An empty list is no error; JSON is an empty array."""
    assert desk.is_dir()
    assert ct("source", "list").err == "no source yet\n"
    assert ct("source", "list", "--json").json == []


def test_show_tells_all_there_is(filled: Path, ct: Callable[..., Result]) -> None:
    """Data, evidence of the date, copies with their hashes, claims, and who refers to it."""
    ct("source", "edit", "wire", "--grade", "B", "--alias", "SWS", "--set", "genre=news")
    shown = ct("source", "show", "wire")
    record = ct("source", "show", "wire", "--json").json

    for words in (
        "Port Varrow to lose its night ferry",
        "2025-02-04 (declared)",
        "capture 1 of",
        "held",
        record["captures"][0]["original"]["sha256"],
        "31-jobs",
        "courier/31-jobs cites wire/31-jobs",
        "genre",
        "SWS",
    ):
        assert words in shown.out
    assert record["claims"] == ["wire/31-jobs"]
    assert record["cited_by"] == ["courier/31-jobs cites wire/31-jobs"]
    assert record["presence"] == {"1": "held"}
    assert "a stub" in ct("source", "show", "board").out
    (filled / "sources" / "wire" / "1" / "text.txt").write_text("changed", "utf-8")
    assert "changed (SHA-256 should be" in ct("source", "show", "wire").out


def test_edit_changes_sets_and_removes(filled: Path, ct: Callable[..., Result]) -> None:
    """Named options, any CSL variable, lists of people; an empty value removes what was there."""
    ct(
        *("source", "edit", "board", "--title", "Notice", "--issued", "2025-02-03"),
        *("--set", "event-place=Port Varrow", "--set", "editor=Orlik, Dana; Press Office"),
        *("--set", "event-date=2025-02", "--references", "wir", "--note", "asked for it"),
        *("--set", "categories=ferry, jobs", "--author", "Harbour Board"),
    )
    record = read_source(filled, "board")

    assert record["csl"] == {
        "author": [{"literal": "Harbour Board"}],
        "categories": ["ferry", "jobs"],
        "editor": [{"family": "Orlik", "given": "Dana"}, {"literal": "Press Office"}],
        "event-date": "2025-02",
        "event-place": "Port Varrow",
        "issued": "2025-02-03",
        "title": "Notice",
        "type": "document",
    }
    assert record["dating"] == {"basis": "confirmed", "evidence": ["given by fact desk"]}
    assert record["references"] == ["wire"]
    edited = ct(
        *("source", "edit", "board", "--title", "", "--issued", "", "--unset", "editor"),
        *("--note", "", "--references", "", "--alias", "", "--unset", "event-date"),
        *("--set", "categories=", "--author", ""),
    )
    assert edited.out == "changed board\n"
    assert read_source(filled, "board") == {
        "csl": {"event-place": "Port Varrow", "type": "document"}
    }
    assert ct("source", "edit", "board", "--title", "").out == "nothing to change in board\n"
    assert ct("source", "edit", "board", "--grade", "C", "--json").json["grade"] == "C"


def test_remove_names_what_would_dangle_and_needs_force(
    filled: Path, ct: Callable[..., Result]
) -> None:
    """Without --force nothing goes; with it, the claims go too and dangling links are named."""
    refused = ct("source", "remove", "wire")
    forced = ct("source", "remove", "wire", "--force")

    assert refused.code == 3
    assert "wire/31-jobs is a claim of it" in refused.err
    assert "courier/31-jobs cites wire/31-jobs" in refused.err
    assert forced.out.startswith("removed wire and 1 claim\n")
    assert "dangling now: courier/31-jobs cites wire/31-jobs" in forced.out
    assert not (filled / "sources" / "wire").exists()
    assert not (filled / "claims" / "wire.json").exists()
    left = ct("source", "remove", "board", "--force", "--json").json
    assert left == {"id": "board", "removed_claims": [], "dangling": []}


@pytest.mark.usefixtures("desk")
def test_in_a_terminal_each_proposal_is_asked_for(
    terminal: Callable[..., Terminal], desk: Path
) -> None:
    """Enter accepts, other words replace, and what cannot be is asked for again."""
    screen = terminal("source", "add", "../courier.txt")
    screen.answer("Title [Night boat sails for the last time]:")
    screen.answer("Author:", "Orlik, Dana")
    screen.answer("Publisher [The Varrow Courier]:", "Varrow Courier")
    screen.answer("Issued (EDTF) [2025-02-06]:", "2025-02-31")
    screen.wait_for("is not a date")
    screen.answer("Issued (EDTF) [2025-02-06]:")
    screen.answer("Captured (EDTF)", "2025-02-09")
    screen.answer("Id [varrow-courier-2025-02-night-boat-sails]:", "Not An Id")
    screen.wait_for("cannot be an id")
    screen.answer("Id [", "night-boat")
    screen.answer("Add night-boat?", "y")

    assert screen.finish() == 0
    record = read_source(desk, "night-boat")
    assert record["csl"]["publisher"] == "Varrow Courier"  # type: ignore[index]
    assert record["csl"]["author"] == [{"family": "Orlik", "given": "Dana"}]  # type: ignore[index]
    assert record["dating"]["basis"] == "declared"  # type: ignore[index]
    assert record["captures"][0]["captured"] == "2025-02-09"  # type: ignore[index]


def test_ctrl_c_at_a_question_stores_nothing(
    desk: Path, terminal: Callable[..., Terminal], fingerprint: Callable[[Path], str]
) -> None:
    """Whoever leaves the dialogue leaves the ledger as it was."""
    before = fingerprint(desk)
    screen = terminal("source", "add", "../courier.txt")
    screen.wait_for("Title [")
    screen.interrupt()

    assert screen.finish() == 3
    assert "nothing is left half-done" in screen.shown
    assert fingerprint(desk) == before


def test_no_is_an_answer(
    desk: Path, terminal: Callable[..., Terminal], fingerprint: Callable[[Path], str]
) -> None:
    """A stub that is not wanted after all is not added."""
    before = fingerprint(desk)
    screen = terminal("source", "add", "--stub", "--id", "board")
    screen.answer("Title:", "A notice")
    screen.answer("Author:")
    screen.answer("Publisher:")
    screen.answer("Issued (EDTF):")
    screen.answer("Add board?", "n")

    assert screen.finish() == 3
    assert fingerprint(desk) == before
