from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Source
    from claimtrack.rules.verify import Verification


def rate(words: str, value: float | None = None, **scale: float) -> dict[str, Any]:
    """Return a rating by an invented desk."""
    return {"by": "Selm Fact Desk", "words": words, "value": value, **scale}


def test_a_rating_that_contradicts_itself_is_found(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    find: Callable[[str], list[Finding]],
) -> None:
    """With its line, and whose it is."""
    ratings = [rate("False", 1, best=5, worst=1), rate("True", 1, best=5, worst=1)]
    keep(make_source(), make_claim(ratings=ratings))

    (finding,) = find("RATING-DIRECTION")

    assert finding.message == (
        "a-paper/one: the rating by Selm Fact Desk: "
        "“True” stands at 1 on a scale of 1 (worst) to 5 (best)"
    )
    assert finding.where.startswith("claims/a-paper.json:")


def test_a_rating_beyond_its_scale_is_found(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    find: Callable[[str], list[Finding]],
) -> None:
    """What the reviewer meant by it cannot be told."""
    keep(make_source(), make_claim(ratings=[rate("True", 9, best=5, worst=1)]))

    (finding,) = find("RATING-SCALE")

    assert "9 is not on the scale" in finding.message


def test_what_cannot_be_told_is_counted(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    run: Callable[..., Verification],
) -> None:
    """Without a number, a scale or a known word nothing was examined."""
    ratings = [
        rate("False", 1, best=5, worst=1),
        rate("False"),
        rate("False", 1),
        rate("Who knows", 1, best=5, worst=1),
    ]
    keep(make_source(), make_claim(ratings=ratings))

    (examined,) = [each for each in run().examined if each.noun == "rating"]

    assert (examined.examined, examined.total) == (1, 4)
    assert examined.left == (
        ("no number to hold its words against", 1),
        ("its scale is not known", 1),
        ("its words are not known", 1),
    )
