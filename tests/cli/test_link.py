from __future__ import annotations

import getpass
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result


def read_links(desk: Path, claim_id: str) -> list[dict[str, Any]]:
    """Return the links of a claim as they are stored."""
    source_id = claim_id.partition("/")[0]
    claims = json.loads((desk / "claims" / f"{source_id}.json").read_text("utf-8"))
    links: list[dict[str, Any]] = claims[claim_id].get("links", [])
    return links


def test_a_link_is_stored_once_on_the_claim_it_starts_from(
    filled: Path, ct: Callable[..., Result]
) -> None:
    """Beginnings of ids will do; reason, judgement, who and when are kept."""
    result = ct("link", "wire/3", "corroborates", "courier/", "--because", " same number ")

    assert result.out == "linked wire/31-jobs corroborates courier/31-jobs (confirmed)\n"
    (link,) = [each for each in read_links(filled, "wire/31-jobs") if each["kind"] != "cites"]
    assert link["target"] == "courier/31-jobs"
    assert link["because"] == "same number"
    assert link["judgement"]["by"] == "fact desk"
    assert all(each["kind"] == "cites" for each in read_links(filled, "courier/31-jobs"))
    back = ct("link", "courier/31-jobs", "corroborates", "wire/31-jobs", "--because", "x")
    assert back.code == 3


def test_a_conflict_has_a_cause_and_what_only_looks_like_one_a_reason(
    filled: Path, ct: Callable[..., Result]
) -> None:
    """A standing conflict takes causes of conflicts alone, a rejected one only the others."""
    words = ("link", "wire/31-jobs", "conflicts", "courier/31-jobs", "--because", "both count")
    rejected = ("--judgement", "rejected", "--why", "the same count")

    assert ct(*words, "--cause", "rounding").code == 3
    assert ct(*words, "--cause", "number", *rejected).code == 3
    assert ct(*words[:2], "cites", "courier/31", *words[4:], "--cause", "number").code == 3
    assert ct(*words, "--cause", "magic").code == 2
    made = ct(*words, "--cause", "rounding", *rejected, "--by", "editor", "--json")

    assert made.json["id"] == "wire/31-jobs"
    link = made.json["links"][-1]
    assert link["cause"] == "rounding"
    assert link["judgement"]["state"] == "rejected"
    assert link["judgement"]["why"] == "the same count"
    assert link["judgement"]["by"] == "editor"
    assert "rejected by editor" in ct("claim", "show", "courier/31").out
    assert filled.is_dir()


def test_without_a_name_the_system_says_who(
    filled: Path,
    ct: Callable[..., Result],
    monkeypatch: Any,  # noqa: ANN401
) -> None:
    """Who decides is the name given, else the user's name as the system has it."""
    monkeypatch.delenv("CLAIMTRACK_BY")
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    ct("link", "wire/31", "corroborates", "courier/31", "--because", "x")
    assert read_links(filled, "wire/31-jobs")[-1]["judgement"]["by"] == getpass.getuser()
    ct("unlink", "wire/31", "courier/31")
    monkeypatch.setenv("LOGNAME", "dana")
    ct("link", "wire/31", "corroborates", "courier/31", "--because", "x")
    assert read_links(filled, "wire/31-jobs")[-1]["judgement"]["by"] == "dana"


def test_unlink_removes_all_links_or_those_of_one_kind(
    filled: Path, ct: Callable[..., Result]
) -> None:
    """Without a kind every link between the two goes, whichever of them holds it."""
    ct("link", "wire/31", "corroborates", "courier/31", "--because", "same number")
    assert ct("unlink", "wire/31", "conflicts", "courier/31").code == 3

    one = ct("unlink", "courier/31", "corroborates", "wire/31")
    rest = ct("unlink", "wire/31", "courier/31", "--json")

    assert one.out == "removed corroborates courier/31-jobs: same number\n"
    assert rest.json["id"] == "wire/31-jobs"
    assert [relation["kind"] for relation in rest.json["removed"]] == ["cites"]
    assert read_links(filled, "courier/31-jobs") == []
    assert ct("unlink", "wire/31", "board").code == 0
    assert ct("unlink", "wire/31", "a", "b", "c").code == 2
