from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.annotate.gathering import Gatherer, say_fit
from claimtrack.check.checking import Checker
from claimtrack.check.results import State
from claimtrack.extract.drafts import read_draft
from claimtrack.graph.network import build_network
from claimtrack.ledger.ledger import open_ledger
from claimtrack.search.view import LedgerView

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.annotate.notes import Notes
    from claimtrack.extract.draft import Draft
    from claimtrack.models.claim import Claim
    from claimtrack.store.layout import Layout

    Annotate = Callable[..., tuple[bytes, Draft, Notes]]


DRAFT = "The Ostrel ferry will dismiss at least 31 of its crew [@wire/crew].\n"


def test_says_all_that_is_known_of_a_claim(annotate: Annotate) -> None:
    """A note has quote, source, place, copy, origins, primary, fit and contact."""
    _, _, notes = annotate()
    (witness,) = notes.notes[0].witnesses
    assert witness.quote == "At least 31 of the crew of the Ostrel ferry will be dismissed"
    assert (witness.title, witness.publisher) == (
        "Port Varrow to lose its night ferry",
        "Selm Wire",
    )
    assert (witness.date, witness.place, witness.copied) == (
        "11 March 2025",
        "para. 1",
        "12 March 2025",
    )
    assert witness.is_cited
    assert witness.at_most == 1
    assert witness.origins == ("Harbour Board",)
    assert [(each.words, each.is_held) for each in witness.primaries] == [
        ("“Notice”, Harbour Board", False)
    ]
    assert witness.fit == (
        "fact desk confirmed that the quote carries the claim, 13 March 2025: read aloud"
    )
    assert witness.contact == "night desk, +000 555 0100"
    assert witness.archive == "https://archive.example/1"
    assert witness.link.startswith("https://wire.example/1#:~:text=")


def test_says_who_is_credited_and_what_conflicts(annotate: Annotate) -> None:
    """Somebody credited stands for a primary; a conflict nobody rejected is open."""
    _, _, notes = annotate()
    (witness,) = notes.notes[1].witnesses
    assert [(each.words, each.is_credit) for each in witness.primaries] == [("the purser", True)]
    (conflict,) = witness.conflicts
    assert conflict.claim_id == "voice/passengers"
    assert conflict.source == "Ostrel Voice, 11 March 2025"
    assert conflict.judged == "suggested by fact desk, 13 March 2025"


def test_lists_what_still_needs_a_source(annotate: Annotate) -> None:
    """What no claim carries is unsourced, unless somebody accepted it as it is."""
    _, _, notes = annotate()
    accepted = [note for note in notes.notes if note.accepted]
    assert [note.text for note in accepted] == ["The ticket costs 12 crowns."]
    assert accepted[0].state is State.UNSOURCED
    assert accepted[0] not in notes.unsourced
    assert [note.number for note in notes.unsourced] == [3, 4, 6]
    assert dict(notes.counts)[State.UNSOURCED] == 4


def test_keys_are_the_same_from_run_to_run(annotate: Annotate) -> None:
    """A key is made of the words of a statement, and of how often they came before."""
    text = "The yard sold 14 trams in 2011. It rained. The yard sold 14 trams in 2011."
    _, _, once = annotate(text)
    _, _, again = annotate(f"It snowed in May 2012 in Ostrel. {text}")
    keys = [note.key for note in once.notes]
    assert len(set(keys)) == len(keys) == 2
    assert [note.key for note in again.notes][-2:] == keys


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (
            "rejected",
            "desk found that the quote does not carry the claim, 13 March 2025: old",
        ),
        (
            "unsure",
            "desk could not tell whether the quote carries the claim, 13 March 2025: old",
        ),
        (
            "suggested",
            "nobody has confirmed that the quote carries the claim; desk suggests it: old",
        ),
    ],
)
def test_says_what_became_of_the_fit(
    make_claim: Callable[..., Claim], state: str, said: str
) -> None:
    """Whoever judged whether the quote carries the claim is named, with the reason."""
    segment = {"exact": "240 jobs", "start": 0, "end": 8}
    anchor = {"capture": 1, "quote": "240 jobs", "segments": [segment]}
    fit = {"state": state, "by": "desk", "when": "2025-03-13", "why": "old"}
    assert say_fit(make_claim("a-paper/one", "Text.", anchor=anchor, fit=fit)) == said
    assert say_fit(make_claim()) == "the claim has no quote"


def test_knows_sources_that_are_not_there(harbour: Layout) -> None:
    """A claim whose primary is not in the ledger, or comes back to itself, says so."""
    ledger = open_ledger(harbour.root)
    claims = dict(ledger.claims)
    cites = claims["wire/crew"].links[0]
    gone = cites.model_copy(update={"target": "log-book"})
    loop = cites.model_copy(update={"target": "wire/passengers"})
    back = cites.model_copy(update={"target": "wire/crew"})
    said = {}
    for name, links in {"gone": (gone,), "loop": (loop,)}.items():
        claims["wire/crew"] = claims["wire/crew"].model_copy(update={"links": links})
        other = claims["wire/passengers"].model_copy(update={"links": (back,)})
        ledger.claims = {**claims, "wire/passengers": other}
        gatherer = Gatherer(ledger, build_network(ledger.sources, ledger.claims))
        checker = Checker(open_ledger(harbour.root), harbour)
        report = checker.check_draft(read_draft(DRAFT.encode(), name="a.md"))
        said[name] = gatherer.gather(report).notes[0].witnesses[0]
    assert said["gone"].primaries[0].words == "log-book (not in the ledger)"
    assert said["loop"].is_circular


def test_says_the_same_through_the_index(annotate: Annotate, harbour: Layout) -> None:
    """Of a large ledger only what is needed is read, and the notes are those of the whole."""
    view = LedgerView.open(harbour, sidecar_from=0)
    assert view is not None
    checker = Checker(view, harbour)
    _, draft, notes = annotate()
    assert Gatherer(checker.ledger, checker.network).gather(checker.check_draft(draft)) == notes


def test_names_no_folder(annotate: Annotate) -> None:
    """Of the draft's path only the file's name is kept."""
    _, _, notes = annotate("The yard sold 14 trams in 2011.", "/desk/secret/draft.md")
    assert notes.name == "draft.md"
    assert "secret" not in repr(notes)
