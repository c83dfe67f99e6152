from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.cli.conftest import Result

    Ct = Callable[..., Result]

CLAIM = "courier/31-jobs"
RATE = ("claim", "rate", CLAIM, "--by", "Selm Fact Desk")
FULL = (
    *(*RATE, "--words", "Mostly false", "--value", "2", "--best", "5", "--worst", "1"),
    *("--when", "2025-03-20", "--url", "https://selm-facts.example/31", "--why", "It was 21."),
)


def read_ratings(ct: Ct) -> list[dict[str, Any]]:
    """Return the ratings of the claim."""
    ratings: list[dict[str, Any]] = ct("claim", "show", CLAIM, "--json").json.get("ratings", [])
    return ratings


def test_a_rating_is_taken_down_and_shown_as_the_reviewers(
    filled: Path, ct: Ct, snapshot: SnapshotAssertion
) -> None:
    """The command and `claim show` say whose it is, in their words."""
    assert filled.is_dir()

    rated = ct(*FULL)
    shown = ct("claim", "show", CLAIM)

    assert (rated.code, rated.err) == (0, "")
    assert f"{rated.out}---\n{shown.out.partition('  cites ')[0]}" == snapshot
    assert max(map(len, shown.out.splitlines())) <= 80


def test_a_rating_is_stored_whole(filled: Path, ct: Ct) -> None:
    """All that was given, and nothing else."""
    assert filled.is_dir()

    printed = ct(*FULL, "--json").json

    expected = {
        "by": "Selm Fact Desk",
        "words": "Mostly false",
        "value": 2.0,
        "best": 5.0,
        "worst": 1.0,
        "when": "2025-03-20",
        "url": "https://selm-facts.example/31",
        "why": "It was 21.",
    }
    assert printed["ratings"] == [expected]
    assert read_ratings(ct) == [expected]


def test_the_same_reviewer_at_the_same_place_rates_anew(filled: Path, ct: Ct) -> None:
    """The new rating takes the place of the old one; another reviewer's stands beside it."""
    assert filled.is_dir()
    ct(*RATE, "--words", "False")
    ct("claim", "rate", CLAIM, "--by", "Ostrel Checks", "--words", "Half right")

    again = ct(*RATE, "--words", "Mostly false")

    assert again.out == f"{CLAIM}: rated “Mostly false” by Selm Fact Desk\n"
    assert [each["words"] for each in read_ratings(ct)] == ["Mostly false", "Half right"]


def test_a_rating_that_contradicts_itself_is_told(filled: Path, ct: Ct) -> None:
    """It is theirs, so it is taken down as it is."""
    assert filled.is_dir()

    result = ct(*RATE, "--words", "True", "--value", "1", "--best", "5", "--worst", "1")
    beyond = ct(*RATE, "--words", "True", "--value", "9", "--best", "5", "--worst", "1")

    assert (result.code, beyond.code) == (0, 0)
    assert "note: “True” stands at 1" in result.err
    assert "note: 9 is not on the scale" in beyond.err


def test_a_rating_is_taken_off(filled: Path, ct: Ct) -> None:
    """All of a reviewer's, or the one of an address."""
    assert filled.is_dir()
    ct(*RATE, "--words", "False", "--url", "https://selm-facts.example/1")
    ct(*RATE, "--words", "True", "--url", "https://selm-facts.example/2")
    ct("claim", "rate", CLAIM, "--by", "Ostrel Checks", "--words", "Half right")

    one = ct(*RATE, "--remove", "--url", "https://selm-facts.example/1")
    assert one.out == f"{CLAIM}: took off what Selm Fact Desk rated\n"
    assert [each["words"] for each in read_ratings(ct)] == ["True", "Half right"]
    ct(*RATE, "--remove", "--json")
    assert [each["words"] for each in read_ratings(ct)] == ["Half right"]


def test_what_nobody_rated_cannot_be_taken_off(filled: Path, ct: Ct) -> None:
    """The message says who did."""
    assert filled.is_dir()
    nobody = ct(*RATE, "--remove")
    ct("claim", "rate", CLAIM, "--by", "Ostrel Checks", "--words", "Half right")
    other = ct(*RATE, "--remove")

    assert (nobody.code, other.code) == (3, 3)
    assert "Nobody rated it" in nobody.err
    assert "It was rated by Ostrel Checks" in other.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "--words"),
        (("--words", " "), "--words"),
        (("--words", "False", "--best", "5"), "go with --value"),
        (("--words", "False", "--value", "1", "--best", "5", "--worst", "5"), "no scale"),
        (("--remove", "--words", "False"), "--remove goes with"),
        (("--words", "False", "--by", " "), "somebody's"),
        (("--words", "False", "--value", "much"), "--value"),
    ],
)
def test_wrong_usage_is_told(filled: Path, ct: Ct, options: tuple[str, ...], message: str) -> None:
    """Nothing is stored."""
    assert filled.is_dir()

    result = ct(*RATE, *options)

    assert result.code == 2
    assert message in result.err
    assert read_ratings(ct) == []


@pytest.mark.parametrize(
    "options", [("--when", "2025-13"), ("--value", "nan")], ids=["date", "number"]
)
def test_what_cannot_be_a_value_is_refused(filled: Path, ct: Ct, options: tuple[str, ...]) -> None:
    """Nothing is stored."""
    assert filled.is_dir()

    assert ct(*RATE, "--words", "False", *options).code == 3
    assert read_ratings(ct) == []


def test_what_was_rated_by_hand_goes_out_and_comes_back(
    filled: Path, ct: Ct, tmp_path: Path
) -> None:
    """Taken in again, it changes nothing."""
    assert filled.is_dir()
    ct(*FULL)
    file = tmp_path / "out.claimreview.json"

    written = ct("export", "claim-review", "-o", str(file))
    taken = ct("import", str(file), "--json")

    assert "1 claim is left out" in written.err
    assert taken.json["format"] == "claim-review"
    assert taken.json["claims"] == {"added": 0, "changed": 0, "unchanged": 1}
    assert taken.json["sources"] == {"added": 0, "changed": 0, "unchanged": 1}
