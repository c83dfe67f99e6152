from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Capture, Source
    from claimtrack.rules.verify import Verification
    from claimtrack.store.folder import FolderStore
    from claimtrack.store.layout import Layout

TEXT = "The bridge is shut since Monday."


@pytest.fixture
def hold(
    store: FolderStore,
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_capture: Callable[..., Capture],
) -> Callable[..., None]:
    """Keep a paper with one capture: ``hold(withheld=True, placed=False)``."""

    def write(*, placed: bool = True, copies: int = 1, **fields: object) -> None:
        capture = make_capture(1, TEXT.encode(), TEXT, **fields)
        keep(make_source("paper", captures=(capture,) * copies))
        if placed:
            store.place_capture("paper", capture, TEXT.encode(), TEXT)

    return write


def test_a_whole_capture_is_counted_and_not_mentioned(
    hold: Callable[..., None], run: Callable[..., Verification]
) -> None:
    """What is as it was is no finding."""
    hold()

    result = run()

    assert not [finding for finding in result.findings if "CAPTURE" in finding.code]
    assert [(each.examined, each.left) for each in result.examined if each.noun == "capture"] == [
        (1, ())
    ]


def test_a_withheld_capture_is_never_passed(
    hold: Callable[..., None],
    keep: Callable[..., None],
    make_claim: Callable[..., Claim],
    run: Callable[..., Verification],
    find: Callable[[str], list[Finding]],
) -> None:
    """One warning a capture says so, and how many anchors rest on it."""
    hold(withheld=True, placed=False)
    segment = {"exact": "The bridge", "start": 0, "end": 10}
    anchor = {"capture": 1, "quote": "The bridge", "segments": [segment]}
    keep(make_claim("paper/1", anchor=anchor), make_claim("paper/2", anchor=anchor))

    (finding,) = find("WITHHELD")

    assert finding.severity == "warning"
    assert finding.where.startswith("sources/paper/source.json:")
    assert "withheld, not re-checked; 2 anchors in it" in finding.message
    counts = {each.noun: each for each in run().examined}
    assert counts["capture"].examined == 0
    assert counts["anchor"].left == (("withheld, not re-checked", 2),)


def test_a_withheld_capture_that_is_attached_is_checked(
    hold: Callable[..., None], run: Callable[..., Verification]
) -> None:
    """With the file at hand it is like any other."""
    hold(withheld=True)

    assert not [finding for finding in run().findings if finding.code == "WITHHELD"]


@pytest.mark.parametrize("name", ["original.txt", "text.txt"])
@pytest.mark.parametrize("code", ["CAPTURE-MISSING", "CAPTURE-CHANGED", "CAPTURE-UNREADABLE"])
def test_missing_changed_and_unreadable_are_different_answers(
    hold: Callable[..., None],
    layout: Layout,
    find: Callable[[str], list[Finding]],
    code: str,
    name: str,
) -> None:
    """Each is an error of its own that names the file."""
    hold()
    path = layout.sources / "paper" / "1" / name
    path.unlink()
    if code == "CAPTURE-CHANGED":
        path.write_text("The bridge is open.", "utf-8")
    elif code == "CAPTURE-UNREADABLE":
        path.mkdir()

    (finding,) = find(code)

    assert finding.severity == "error"
    assert f"sources/paper/1/{name}" in finding.why


def test_a_wrong_length_is_found(
    hold: Callable[..., None],
    layout: Layout,
    find: Callable[[str], list[Finding]],
) -> None:
    """The text is right by its hash, so the record was altered."""
    hold()
    path = layout.source_file("paper")
    path.write_text(
        path.read_text("utf-8").replace(f'"length": {len(TEXT)}', '"length": 7'), "utf-8"
    )

    (finding,) = find("CAPTURE-LENGTH")

    assert "recorded are 7" in finding.message


def test_two_captures_of_one_number_are_found(
    hold: Callable[..., None], find: Callable[[str], list[Finding]]
) -> None:
    """An anchor could mean either."""
    hold(copies=2)

    assert len(find("CAPTURE-TWICE")) == 1
