from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.anchoring.describe import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.anchor import Anchor
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.judgement import Judgement
    from claimtrack.models.source import Capture, Source
    from claimtrack.rules.verify import Verification
    from claimtrack.store.folder import FolderStore
    from claimtrack.store.layout import Layout

TEXT = (
    "The board of Quillport shut the old bridge on Monday. A crack of 40 centimetres was found "
    "in a pillar, the board said. The ferry carries 300 people a day until the bridge opens."
)
QUOTE = "A crack of 40 centimetres was found"


def _anchor(quote: str = QUOTE, text: str = TEXT, capture: int = 1) -> Anchor:
    start = text.index(quote)
    return describe(text, [(start, start + len(quote))], capture)


@pytest.fixture
def hold(
    store: FolderStore,
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_capture: Callable[..., Capture],
) -> Callable[..., None]:
    """Keep a paper with a text, and a claim of it with an anchor: ``hold(anchor, text)``."""

    def write(anchor: Anchor | None, text: str = TEXT, **fields: object) -> None:
        capture = make_capture(1, text.encode(), text)
        keep(make_source("paper", captures=(capture,)))
        store.place_capture("paper", capture, text.encode(), text)
        keep(make_claim("paper/crack", anchor=anchor, **fields))

    return write


def test_a_quote_in_its_place_is_counted_and_not_mentioned(
    hold: Callable[..., None], run: Callable[..., Verification]
) -> None:
    """A re-checked anchor is no finding."""
    hold(_anchor())

    result = run()

    assert not [finding for finding in result.findings if "ANCHOR" in finding.code]
    assert {each.noun: each.examined for each in result.examined}["anchor"] == 1


def test_a_quote_that_changed_by_a_digit_is_lost(
    hold: Callable[..., None], find: Callable[[str], list[Finding]]
) -> None:
    """What nearly fits is shown, never accepted."""
    hold(_anchor(), TEXT.replace("40", "46"))

    (finding,) = find("ANCHOR-LOST")

    assert finding.severity == "error"
    assert finding.where.startswith("claims/paper.json:")
    assert "\n" not in finding.message
    assert "46" in finding.why


def test_a_quote_that_stands_elsewhere_is_moved(
    hold: Callable[..., None], find: Callable[[str], list[Finding]]
) -> None:
    """Both places are named."""
    hold(_anchor(), f"Corrected. {TEXT}")

    (finding,) = find("ANCHOR-MOVED")

    assert finding.severity == "warning"
    assert "stands at 65 to 100, not 54 to 89" in finding.message


def test_a_quote_in_several_places_is_ambiguous(
    hold: Callable[..., None], find: Callable[[str], list[Finding]]
) -> None:
    """Nothing is guessed."""
    hold(_anchor(), f"Yes. {QUOTE}. No. {QUOTE}. {'So. ' * 30}")

    assert find("ANCHOR-AMBIGUOUS")


def test_an_anchor_that_contradicts_itself_is_broken(
    hold: Callable[..., None], find: Callable[[str], list[Finding]]
) -> None:
    """A quote edited by hand is not the one that was anchored."""
    hold(_anchor().with_changes(quote="A crack of 60 centimetres was found"))

    assert find("ANCHOR-BROKEN")


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    [(5000, 5035, "beyond the text"), (89, 89, "out of order"), (54, 88, "do not span")],
)
def test_impossible_positions_are_found_without_a_text(
    hold: Callable[..., None],
    layout: Layout,
    find: Callable[[str], list[Finding]],
    start: int,
    end: int,
    fault: str,
) -> None:
    """A record that cannot be right is found even where the text is missing."""
    anchor = _anchor()
    hold(anchor.with_changes(segments=(anchor.segments[0].with_changes(start=start, end=end),)))
    (layout.sources / "paper" / "1" / "text.txt").unlink()

    (finding,) = find("ANCHOR-BROKEN")

    assert fault in finding.message


def test_a_capture_that_is_not_there_is_named(
    hold: Callable[..., None],
    run: Callable[..., Verification],
    find: Callable[[str], list[Finding]],
) -> None:
    """The anchor cannot be examined, and that is counted."""
    hold(_anchor(capture=4))

    (finding,) = find("NO-CAPTURE")

    assert "paper has no capture 4" in finding.message
    assert {each.noun: each.left for each in run().examined}["anchor"] == (
        ("its capture is not in the ledger", 1),
    )


def test_claims_without_a_source_are_counted_as_not_examined(
    keep: Callable[..., None],
    make_claim: Callable[..., Claim],
    find: Callable[[str], list[Finding]],
) -> None:
    """The missing source is one finding; its anchors add none."""
    keep(make_claim("gone/1", anchor=_anchor()))

    assert not find("NO-CAPTURE")
    assert find("NO-SOURCE")


def test_claims_without_a_quote_are_one_note_a_source(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    find: Callable[[str], list[Finding]],
) -> None:
    """It names the first three and counts the others."""
    keep(make_source("paper"), *(make_claim(f"paper/{n}") for n in range(5)))

    (finding,) = find("UNANCHORED")

    assert finding.severity == "note"
    assert finding.message == "paper: 5 claims without a quote: 0, 1, 2 and 2 more"


def test_a_quote_judged_unfit_is_said(
    hold: Callable[..., None], judged: Judgement, find: Callable[[str], list[Finding]]
) -> None:
    """That a quote stands there does not make it carry the claim."""
    hold(_anchor(), fit=judged.with_changes(state="rejected", why="another bridge"))

    (finding,) = find("UNFIT")

    assert finding.why == "another bridge"
