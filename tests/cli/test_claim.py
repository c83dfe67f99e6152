from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result, Terminal


def read_claim(desk: Path, claim_id: str) -> dict[str, Any]:
    """Return a claim as it is stored."""
    path = desk / "claims" / f"{claim_id.partition('/')[0]}.json"
    claim: dict[str, Any] = json.loads(path.read_text("utf-8"))[claim_id]
    return claim


def test_add_pins_the_claim_to_the_passage(filled: Path, ct: Callable[..., Result]) -> None:
    """The quote's place in the text is stored in code points, and said in one line."""
    quote = "The Courier counted nine passengers on Tuesday"

    result = ct("claim", "add", "Nine people took the ferry.", "--source", "cour", "--quote", quote)

    text = (filled / "sources" / "courier" / "1" / "text.txt").read_text("utf-8")
    start = text.index(quote)
    end = start + len(quote)
    assert result.out == f"added courier/nine-people-took-the-ferry, anchored {start}-{end}\n"
    assert result.err == ""
    (segment,) = read_claim(filled, "courier/nine-people-took-the-ferry")["anchor"]["segments"]
    assert (segment["start"], segment["end"], segment["exact"]) == (start, end, quote)


def test_add_keeps_all_that_is_given(filled: Path, ct: Callable[..., Result]) -> None:
    """Dates, words, attribution, tags, grade, note, fit and citations end up in the record."""
    added = ct(
        *("claim", "add", "The board asked for help.", "--source", "wire", "--id", "help"),
        *(
            "--quote",
            "asked the island council for help … since last June",
            "--about",
            "2024-06/..",
        ),
        *("--about-words", "since last June", "--said", "2025-02-03", "--attribution", "the board"),
        *("--cites", "board", "--cites", "courier/31", "--tag", "help", "--tag", "help"),
        *("--tag", " council ", "--grade", "2", "--note", "ask again", "--fit", "--by", "editor"),
        "--json",
    )

    assert added.code == 0, added.err
    record = added.json
    assert record == {**read_claim(filled, "wire/help"), "id": "wire/help"}
    assert record["about"] == "2024-06/.."
    assert record["about_words"] == "since last June"
    assert record["said"] == "2025-02-03"
    assert record["attribution"] == "the board"
    assert record["tags"] == ["help", "council"]
    assert record["grade"] == 2
    assert record["note"] == "ask again"
    assert record["fit"]["state"] == "confirmed"
    assert record["fit"]["by"] == "editor"
    assert [link["target"] for link in record["links"]] == ["board", "courier/31-jobs"]
    assert {link["because"] for link in record["links"]} == {"it credits the board"}


def test_a_wrong_number_is_refused_and_the_nearest_passage_shown(
    filled: Path, ct: Callable[..., Result], fingerprint: Callable[[Path], str]
) -> None:
    """A digit never matches fuzzily: what differs is shown, and nothing is stored."""
    before = fingerprint(filled)

    result = ct(
        *("claim", "add", "It carried many.", "--source", "wire"),
        *("--quote", "It carried 1,420 passengers in January"),
    )

    assert result.code == 3
    assert "1,240" in result.err
    assert "1,420" in result.err
    assert "number" in result.err
    assert fingerprint(filled) == before


def test_a_quote_that_stands_twice_needs_a_choice(filled: Path, ct: Callable[..., Result]) -> None:
    """The places are listed; --nth, --prefix or --suffix takes one."""
    words = ("claim", "add", "It stops.", "--source", "wire", "--quote", "the board said")
    (filled / "x").mkdir()
    text = (filled / "sources" / "wire" / "1" / "text.txt").read_text("utf-8")
    assert text.count("ferry") == 2
    twice = (*words[:-1], "ferry", "--short")

    refused = ct(*twice)
    second = ct(*twice, "--nth", "2", "--id", "b")
    first = ct(*twice, "--prefix", "lose its night", "--id", "a")
    other = ct(*twice, "--suffix", "to Ostrel", "--id", "c")

    assert refused.code == 3
    assert "2 times" in refused.err
    assert read_claim(filled, "wire/b")["anchor"]["segments"][0]["start"] == text.rindex("ferry")
    assert read_claim(filled, "wire/a")["anchor"]["segments"][0]["start"] == text.index("ferry")
    assert first.code == second.code == other.code == 0
    assert "note: wire/b rests on the same passage" in other.err


def test_a_claim_without_a_quote_is_added_with_a_warning(
    filled: Path, ct: Callable[..., Result]
) -> None:
    """It is allowed, of a stub too, and said to be unpinned; it can be listed."""
    result = ct("claim", "add", "The ferry is to stop.", "--source", "board")

    assert result.code == 0
    assert result.out == "added board/the-ferry-is-to-stop, unanchored\n"
    assert "not pinned" in result.err
    assert ct("claim", "list", "--unanchored").out.startswith("board/the-ferry-is-to-stop")
    assert "not pinned to a passage" in ct("claim", "show", "board/the").out
    assert (filled / "claims" / "board.json").exists()


def test_ids_are_made_of_the_words_and_numbered(filled: Path, ct: Callable[..., Result]) -> None:
    """The same words give -2, -3; a script without Latin letters gives a plain word."""
    assert filled.is_dir()
    added = [
        ct("claim", "add", text, "--source", "board", "--json").json["id"]
        for text in ("The ferry stops!", "The ferry stops.", "The ferry: stops?", "여객선")
    ]

    assert added == [
        "board/the-ferry-stops",
        "board/the-ferry-stops-2",
        "board/the-ferry-stops-3",
        "board/claim",
    ]


def test_a_text_that_changed_or_went_missing_takes_no_quote(
    filled: Path, ct: Callable[..., Result]
) -> None:
    """Each is a different answer, and neither is searched."""
    words = ("claim", "add", "T.", "--source", "wire", "--quote", "The night ferry to Ostrel")
    text = filled / "sources" / "wire" / "1" / "text.txt"
    text.write_text(text.read_text("utf-8") + "more", "utf-8")
    changed = ct(*words)
    text.unlink()
    missing = ct(*words)

    assert changed.code == missing.code == 3
    assert "changed since it was captured" in changed.err
    assert "not where it should be" in missing.err


@pytest.fixture
def many(filled: Path, ct: Callable[..., Result]) -> Path:
    """Claims with different times, tags and links."""
    for text, *words in (
        ("Nine took the ferry in winter.", "--about", "2024-24", "--tag", "passengers"),
        ("Some took it in 2024.", "--about", "2024", "--tag", "passengers", "--tag", "Fähre"),
        ("It stops.", "--about", "2025-04-01"),
        ("Undated ferry talk.",),
    ):
        assert ct("claim", "add", text, "--source", "board", *words).code == 0
    ct("link", "board/it-stops", "conflicts", "board/some", "--because", "x", "--cause", "date")
    ct("link", "wire/31", "corroborates", "courier/31", "--because", "x")
    return filled


def list_ids(ct: Callable[..., Result], *words: str) -> list[str]:
    """Return the ids that `claim list` gives."""
    return [claim["id"] for claim in ct("claim", "list", *words, "--json").json]


@pytest.mark.usefixtures("many")
def test_list_filters_by_source_tag_words_and_state(ct: Callable[..., Result]) -> None:
    """All that is asked for must hold; words in whatever case, also in quote and tags."""
    assert len(list_ids(ct)) == 6
    assert list_ids(ct, "--source", "wi") == ["wire/31-jobs"]
    assert len(list_ids(ct, "--tag", "passengers")) == 2
    assert list_ids(ct, "--tag", "passengers", "--tag", "Fähre") == ["board/some-took-it-in-2024"]
    assert list_ids(ct, "--words", "FERRY winter") == ["board/nine-took-the-ferry-in-winter"]
    assert list_ids(ct, "--words", "FÄHRE") == ["board/some-took-it-in-2024"]
    assert list_ids(ct, "--words", "crew of 52") == ["wire/31-jobs"]
    assert list_ids(ct, "--state", "disputed") == [
        "board/it-stops",
        "board/some-took-it-in-2024",
    ]
    assert list_ids(ct, "--state", "corroborated") == []
    assert len(list_ids(ct, "--state", "single-origin")) == 4
    assert len(list_ids(ct, "--unanchored")) == 4
    assert ct("claim", "list", "--words", "zeppelin").err == "no claim like that\n"


@pytest.mark.usefixtures("many")
def test_list_by_time_keeps_and_marks_what_it_cannot_tell(ct: Callable[..., Result]) -> None:
    """What surely lies outside is left out; what may lie inside is marked, never dropped."""
    since = ct("claim", "list", "--since", "2025-04", "--json").json
    told = {claim["id"]: claim["in_period"] for claim in since}

    assert told == {
        "board/it-stops": "yes",
        "board/undated-ferry-talk": "cannot tell",
        "courier/31-jobs": "yes",
        "wire/31-jobs": "cannot tell",
    }
    assert "board/some-took-it-in-2024" in list_ids(ct, "--about", "2024")
    assert list_ids(ct, "--about", "2024-07") == [
        "board/some-took-it-in-2024",
        "board/undated-ferry-talk",
        "wire/31-jobs",
    ]
    assert "board/it-stops" not in list_ids(ct, "--until", "2025-03")
    shown = ct("claim", "list", "--since", "2025-04", "--until", "2025-04")
    assert "board/undated-ferry-talk  undated  time?" in shown.out
    assert "of 2 claims one cannot tell" in shown.err


def test_list_is_two_lines_a_claim(filled: Path, ct: Callable[..., Result]) -> None:
    """Id and date, then the text; an empty ledger says so."""
    assert ct("claim", "list").out == (
        "courier/31-jobs  about 2025-04\n"
        "    The end of the ferry costs 31 jobs.\n"
        "wire/31-jobs  said 2025-02-04\n"
        "    At least 31 of the crew are dismissed.\n"
    )
    for path in (filled / "claims").glob("*.json"):
        path.unlink()
    assert ct("claim", "list").err == "no claim yet\n"
    assert ct("claim", "list", "--json").json == []


def test_show_tells_quote_dates_fit_and_links_both_ways(
    filled: Path, ct: Callable[..., Result]
) -> None:
    """Presence, fit and conclusion stay apart; each link has its reason and who judged it."""
    shown = ct("claim", "show", "wire/31").out
    other = ct("claim", "show", "courier/31").out
    record = ct("claim", "show", "wire/31", "--json").json

    for words in (
        "“At least 31 of the crew of 52 will be dismissed”",
        "capture 1, characters",
        "fit     confirmed by fact desk",
        "2025-02-04 (when the source appeared)",
        "cites board",
        "because it reports the notice",
        "courier/31-jobs cites it",
        "because it credits the Selm Wire Service",
    ):
        assert words in shown
    assert "not reviewed" in other
    assert "credits  the Selm Wire Service" in other
    assert record["linked_by"][0]["id"] == "courier/31-jobs"
    (filled / "sources" / "wire" / "source.json").unlink()
    assert "missing from the ledger" in ct("claim", "show", "wire/31").out


def test_show_links_to_the_passage_on_the_web(filled: Path, ct: Callable[..., Result]) -> None:
    """Where the source has an address on the web; nowhere else is there such a line."""
    before, after = ct("claim", "show", "wire/31"), ct("claim", "show", "wire/31", "--json")
    assert "link  " not in before.out
    assert "link" not in after.json

    assert filled.is_dir()
    ct("source", "edit", "wire", "--url", "https://wire.example/ferry")
    link = (
        "https://wire.example/ferry#:~:text=At%20least%2031%20of%20the%20crew%20of%2052"
        "%20will%20be%20dismissed"
    )
    assert link in ct("claim", "show", "wire/31").out
    assert ct("claim", "show", "wire/31", "--json").json["link"] == link


def test_edit_changes_and_removes(filled: Path, ct: Callable[..., Result]) -> None:
    """Given fields change, empty ones go, tags come and go one by one."""
    ct("claim", "edit", "wire/31", "--about", "2025-04", "--about-words", "on 1 April")
    ct("claim", "edit", "wire/31", "--said", "2025-02-03", "--attribution", "the board")
    changed = ct(
        *("claim", "edit", "wire/31", "--tag", "crew", "--untag", "jobs", "--grade", "3"),
        *("--note", "n", "--about-words", "", "--said", "", "--json"),
    ).json

    assert changed["about"] == "2025-04"
    assert "about_words" not in changed
    assert "said" not in changed
    assert changed["attribution"] == "the board"
    assert changed["tags"] == ["crew"]
    assert changed["grade"] == 3
    assert changed["fit"]["state"] == "confirmed"
    assert ct("claim", "edit", "wire/31", "--grade", "3").out.startswith("nothing to change in")
    assert read_claim(filled, "wire/31-jobs")["note"] == "n"


def test_a_new_quote_or_text_opens_the_fit_again(filled: Path, ct: Callable[..., Result]) -> None:
    """A judgement on other words is not kept; a new one may be given at once."""
    moved = ct("claim", "edit", "wire/31", "--quote", "31 of the crew of 52")
    assert moved.code == 0
    assert "to be judged again" in moved.err
    assert "fit" not in read_claim(filled, "wire/31-jobs")

    judged = ct("claim", "edit", "wire/31", "--fit", "rejected", "--why", "it says more", "--json")
    assert judged.json["fit"]["state"] == "rejected"
    assert judged.json["fit"]["why"] == "it says more"
    ct("claim", "edit", "wire/31", "--text", "Most of the crew go.", "--fit", "unsure")
    assert read_claim(filled, "wire/31-jobs")["fit"]["state"] == "unsure"
    gone = ct("claim", "edit", "wire/31", "--quote", "")
    assert "not pinned" in gone.err
    assert "anchor" not in read_claim(filled, "wire/31-jobs")


def test_a_quote_is_looked_up_anew_in_another_copy(filled: Path, ct: Callable[..., Result]) -> None:
    """With --capture alone the quote that is there is searched in that copy."""
    wire = filled.parent / "wire.txt"
    wire.write_text("A word more.\n\n" + wire.read_text("utf-8"), "utf-8")
    ct("source", "add", wire, "--to", "wire")
    before = read_claim(filled, "wire/31-jobs")["anchor"]

    assert ct("claim", "edit", "wire/31", "--capture", "2").code == 0

    after = read_claim(filled, "wire/31-jobs")["anchor"]
    assert after["capture"] == 2
    assert after["quote"] == before["quote"]
    assert after["segments"][0]["start"] > before["segments"][0]["start"]
    assert "fit" in read_claim(filled, "wire/31-jobs")


def test_remove_needs_force_while_others_link_to_it(
    filled: Path, ct: Callable[..., Result]
) -> None:
    """What would dangle is named; with --force it dangles, and is named again."""
    refused = ct("claim", "remove", "wire/31")
    forced = ct("claim", "remove", "wire/31", "--force")
    last = ct("claim", "remove", "courier/31", "--json")

    assert refused.code == 3
    assert "courier/31-jobs cites wire/31-jobs" in refused.err
    assert forced.out.splitlines() == [
        "removed wire/31-jobs",
        "  dangling now: courier/31-jobs cites wire/31-jobs",
    ]
    assert last.json == {"id": "courier/31-jobs", "dangling": []}
    assert not (filled / "claims" / "courier.json").exists()


def test_without_words_a_terminal_asks_for_everything(
    filled: Path, terminal: Callable[..., Terminal]
) -> None:
    """Source, text, quote until it stands there, dates, attribution, citation, tags, summary."""
    screen = terminal("claim", "add")
    screen.wait_for("Night boat sails for the last time")
    screen.answer("Source", "nobody")
    screen.wait_for("there is no source")
    screen.answer("Source", "cour")
    screen.answer("The claim", "")
    screen.answer("The claim", "Nine people took the ferry.")
    screen.answer("The quote", "counted twelve passengers on Tuesday")
    screen.wait_for("nearest")
    screen.answer("The quote", "counted nine passengers on Tuesday")
    screen.answer("The time it is about", "soon")
    screen.wait_for("is not a date")
    screen.answer("The time it is about", "2025-02-04")
    screen.answer("own words", "on Tuesday")
    screen.answer("When it was said")
    screen.answer("credits", "the Courier itself")
    screen.answer("Taken from", "wire/31")
    screen.answer("How does the source say so [it credits the Courier itself]")
    screen.answer("Tags", "passengers, , ferry")
    screen.wait_for("2025-02-04 on Tuesday")
    screen.answer("Add it?", "y")

    assert screen.finish() == 0, screen.shown
    claim = read_claim(filled, "courier/nine-people-took-the-ferry")
    assert claim["anchor"]["quote"] == "counted nine passengers on Tuesday"
    assert claim["about_words"] == "on Tuesday"
    assert claim["tags"] == ["passengers", "ferry"]
    assert claim["links"][0]["target"] == "wire/31-jobs"


def test_the_dialogue_offers_the_places_of_a_quote(
    filled: Path, terminal: Callable[..., Terminal]
) -> None:
    """A short quote is taken when it is meant, one that stands twice is chosen by number."""
    screen = terminal("claim", "add")
    screen.answer("Source", "wire")
    screen.answer("The claim", "A ferry stops.")
    screen.answer("The quote", "ferry")
    screen.answer("Take it all the same?", "n")
    screen.answer("The quote", "ferry")
    screen.answer("Take it all the same?", "y")
    screen.wait_for("2 times")
    screen.answer("Which of them", "3")
    screen.wait_for("but not a time number 3")
    screen.answer("The quote", "ferry")
    screen.answer("Take it all the same?", "y")
    screen.answer("Which of them", "2")
    for prompt in ("The time it is about", "When it was said", "credits", "Taken from", "Tags"):
        screen.answer(prompt)
    screen.answer("Add it?")

    assert screen.finish() == 0, screen.shown
    text = (filled / "sources" / "wire" / "1" / "text.txt").read_text("utf-8")
    (segment,) = read_claim(filled, "wire/a-ferry-stops")["anchor"]["segments"]
    assert segment["start"] == text.rindex("ferry")


def test_the_dialogue_may_be_left(
    filled: Path, terminal: Callable[..., Terminal], fingerprint: Callable[[Path], str]
) -> None:
    """Ctrl-C at a question stores nothing."""
    before = fingerprint(filled)
    screen = terminal("claim", "add")
    screen.answer("Source", "wire")
    screen.wait_for("The claim")
    screen.interrupt()

    assert screen.finish() == 3
    assert fingerprint(filled) == before


def test_the_dialogue_goes_on_without_a_text_to_quote(
    filled: Path, terminal: Callable[..., Terminal]
) -> None:
    """Of a stub the claim is asked for, and why there is nothing to quote is said."""
    screen = terminal("claim", "add")
    screen.answer("Source", "board")
    screen.answer("The claim", "The ferry is to stop.")
    screen.answer("The quote", "will be stopped")
    screen.wait_for("stub")
    for prompt in ("The time it is about", "When it was said", "credits", "Taken from", "Tags"):
        screen.answer(prompt)
    screen.answer("Add it?")

    assert screen.finish() == 0, screen.shown
    assert read_claim(filled, "board/the-ferry-is-to-stop") == {"text": "The ferry is to stop."}
