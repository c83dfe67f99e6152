from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from claimtrack.annotate.notes import Primary
from claimtrack.annotate.wording import (
    list_asking,
    list_reasons,
    list_unexamined,
    list_witness,
    say_counts,
    say_head,
    say_source,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.annotate.notes import Notes, Witness
    from claimtrack.extract.draft import Draft

    Annotate = Callable[..., tuple[bytes, Draft, Notes]]


def _say(witness: Witness) -> dict[str, str]:
    return {line.kind: f"{line.label} {line.text}".strip() for line in list_witness(witness)}


def test_says_a_claim_line_by_line(annotate: Annotate) -> None:
    """Each thing that the reader of a note asks has a line of its own."""
    _, _, notes = annotate()
    said = _say(notes.notes[0].witnesses[0])
    assert said["claim"].startswith("Supports it; the draft cites it At least 31 of the crew")
    assert said["source"] == (
        "“Port Varrow to lose its night ferry”, Selm Wire, 11 March 2025, para. 1"
    )
    assert said["secondary"] == (
        "Secondary it stands for “Notice”, Harbour Board, which was not seen"
    )
    assert said["origins"] == "Origins at most 1 origin: Harbour Board"
    assert said["copy"] == "Archived https://archive.example/1"
    assert said["contact"] == "Contact night desk, +000 555 0100"
    assert said["record"] == "Record wire/crew"
    conflict = _say(notes.notes[1].witnesses[0])["conflict"]
    assert conflict.startswith("Open conflict The ferry to Ostrel Island carried 9 in January")


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"is_circular": True, "primaries": ()}, "secondary", "where it began is not known"),
        ({"primaries": (Primary("the log", is_held=True),)}, "secondary", "a copy is held"),
        ({"primaries": (Primary("x", is_held=False),) * 5}, "secondary", "; and 2 more"),
        ({"origins": tuple("abcd")}, "origins", "a, b, c and 1 more"),
        ({"copied": "", "archive": ""}, "copy", "Copy none is held"),
        ({"standing": "retracted"}, "source", "[RETRACTED]"),
        ({"place": ""}, "source", "place not known"),
        ({"date": ""}, "source", "no date"),
        ({"authors": "Orlik, Dana"}, "source", "Orlik, Dana, “Port"),
        ({"verdict": "conflicts"}, "claim", "Conflicts with it"),
    ],
)
def test_says_what_is_special(
    annotate: Annotate, changes: dict[str, object], kind: str, words: str
) -> None:
    """Circles, primaries that are held, and what is not known are said."""
    _, _, notes = annotate()
    witness = replace(notes.notes[0].witnesses[0], **changes)  # type: ignore[arg-type] # a dict
    assert words in _say(witness)[kind]


def test_says_little_of_a_claim_that_decides_nothing(annotate: Annotate) -> None:
    """Of a claim that is only near, its words and its source are enough."""
    _, _, notes = annotate()
    near = replace(notes.notes[0].witnesses[0], verdict="unclear", is_cited=False)
    assert [line.kind for line in list_witness(near)] == ["claim", "source", "record"]
    assert "quote" not in say_source(replace(near, quote="", place=""))


def test_lists_the_unsourced_first(annotate: Annotate) -> None:
    """The unsourced statements come first, then what is disputed, then what was accepted."""
    _, _, notes = annotate()
    assert [
        (heading, [note.number for note in found]) for heading, found in list_asking(notes)
    ] == [
        ("Unsourced", [3, 4, 6]),
        ("Disputed", [2]),
        ("Accepted as they stand", [5]),
    ]


def test_says_why_somebody_accepted_it(annotate: Annotate) -> None:
    """An accepted statement says so first, with the reason."""
    _, _, notes = annotate()
    assert say_head(notes.notes[4]).text == "ACCEPTED; UNSOURCED"
    assert list_reasons(notes.notes[4])[0].text == "we bought one"


def test_says_what_was_not_examined(annotate: Annotate) -> None:
    """The end says what has no note, who decided, and that this is no verdict on truth."""
    _, _, notes = annotate()
    lines = list_unexamined(notes)
    assert lines[0].startswith("1 sentence without a note: it is a piece of a sentence")
    assert any(line.startswith("Decided by rules of claimtrack") for line in lines)
    assert lines[-1] == "This says what the sources say and how they relate, not what is true."
    _, _, none = annotate("Is it so?")
    assert say_counts(none) == "No statement could be held against the ledger."
    assert list(list_asking(none)) == [("Unsourced", [])]


def test_says_what_differs_and_what_is_nowhere(annotate: Annotate) -> None:
    """A number that a claim has otherwise has a line of its own; those in none share one."""
    text = "At least 32 of the crew of the Ostrel ferry will be dismissed on Pier 7. [@wire/crew]"
    _, _, notes = annotate(text)
    said = [line.text for line in list_reasons(notes.notes[0])]
    assert any(line.startswith("? in none of the claims: ") for line in said)
    assert any(line.startswith("✗ ") for line in said)
