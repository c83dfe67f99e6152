"""A whole draft held against a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.check.checking import MOST_SHOWN, Checker
from claimtrack.check.results import State
from claimtrack.extract.drafts import read_draft
from claimtrack.extract.revisions import ChangedLines
from claimtrack.ledger.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.check.results import CheckedStatement, CheckReport
    from claimtrack.store.layout import Layout

SAID = "The ferry to Ostrel Island carried 1,240 passengers in January 2025."
OTHER = "The ferry to Ostrel Island carried 1,900 passengers in January 2025."
pytestmark = pytest.mark.usefixtures("harbour")


def test_an_empty_draft_has_no_statements(check: Callable[..., CheckReport]) -> None:
    """It is a report like any other, of nothing."""
    report = check("")

    assert (report.statements, report.not_examined, report.examined) == ((), (), 0)


def test_evidence_leads_to_its_passage(
    write: Callable[..., None], check: Callable[..., CheckReport]
) -> None:
    """With a source on the web the evidence has the address that opens it at the quote."""
    quote = "closed its last quarry"
    segment = {"exact": quote, "start": 0, "end": len(quote)}
    claim = {
        "text": "Ostrel closed its last quarry in 1987.",
        "anchor": {"capture": 1, "quote": quote, "segments": [segment]},
    }
    write("quarry", {"last": claim}, title="Quarries", URL="https://quarry.example/a")

    (found,) = check("Ostrel closed its last quarry in 1987.").statements

    assert found.evidence[0].link.startswith("https://quarry.example/a#:~:text=closed")


def test_each_sentence_is_examined_or_counted(check: Callable[..., CheckReport]) -> None:
    """What was not examined is said with its reason."""
    report = check(f"{SAID} What shall we do? Will it end?")

    assert [each.state for each in report.statements] == [
        State.SINGLE_ORIGIN,
        State.NOT_CHECKABLE,
        State.NOT_CHECKABLE,
    ]
    assert report.not_examined == (("it is a question", 2),)
    assert (report.examined, report.count(State.NOT_CHECKABLE)) == (1, 2)


def test_places_are_those_of_the_file(check: Callable[..., CheckReport]) -> None:
    """A statement can be found by line and column."""
    report = check(f"# Ferry\n\nWhy now? {SAID}\n")

    last = report.statements[-1]
    assert (last.line, last.column, last.text) == (3, 10, SAID)


def test_what_is_longer_than_any_sentence_is_left_out_and_counted(
    check: Callable[..., CheckReport],
) -> None:
    """It would take long to compare, and a part of it is not what it says, cited or not."""
    (found,) = check(f"{'piers of Kelm ' * 500}[@wire/pier]").statements

    assert found.state is State.NOT_CHECKABLE
    assert "longer than a sentence" in found.why


def test_what_looks_like_a_guess_is_checked_where_a_claim_says_it(
    write: Callable[..., None], check: Callable[..., CheckReport]
) -> None:
    """A report of what will be is a statement if a source reported it."""
    text = "Perhaps the mayor will never allow tents in the park."
    write("notes", {"a": text})

    (found,) = check(text).statements
    (other,) = check("Perhaps the baker will never allow goats in the shop.").statements

    assert found.state is State.SINGLE_ORIGIN
    assert other.state is State.NOT_CHECKABLE


def test_an_acceptance_is_kept_with_its_reason(check: Callable[..., CheckReport]) -> None:
    """The state stays what it is; the reason stands beside it."""
    report = check(f"{OTHER} <!-- claimtrack: ok because the board counts dogs too -->")

    (found,) = report.statements
    assert (found.state, found.accepted) == (State.CONTRADICTED, "the board counts dogs too")
    assert report.stale_comments == ()


@pytest.mark.parametrize("minimum", [1])
def test_an_acceptance_that_nothing_needs_is_stale(
    check: Callable[..., CheckReport], minimum: int
) -> None:
    """A sentence that is supported needs none, and so does a draft without sentences."""
    comment = "<!-- claimtrack: ok because we were there -->"

    report = check(f"{SAID} {comment}", minimum=minimum)
    empty = check(comment)

    assert [line for line, _ in report.stale_comments] == [1]
    assert [line for line, _ in empty.stale_comments] == [1]


def test_an_acceptance_without_a_reason_does_not_work_and_is_said(
    check: Callable[..., CheckReport],
) -> None:
    """It must not look like one that does."""
    report = check(f"{OTHER} <!-- claimtrack: ok -->")

    assert report.statements[0].accepted == ""
    assert "no reason" in report.stale_comments[0][1]


def test_only_changed_lines_are_examined(layout: Layout) -> None:
    """The other sentences are counted."""
    checker = Checker(open_ledger(layout.root), layout)
    draft = read_draft(f"{SAID}\n\n{OTHER}\n".encode(), name="draft.md")

    report = checker.check_draft(draft, changed=ChangedLines(((3, 3),)))

    assert [each.text for each in report.statements] == [OTHER]
    assert report.not_examined == (("not changed since the revision", 1),)


def test_progress_is_told_for_each_sentence(layout: Layout) -> None:
    """How many are done, and how many there are."""
    told: list[tuple[int, int]] = []
    checker = Checker(open_ledger(layout.root), layout)
    draft = read_draft(f"{SAID} {OTHER}".encode(), name="draft.md")

    checker.check_draft(draft, progress=lambda done, total: told.append((done, total)))

    assert told == [(1, 2), (2, 2)]


def test_a_draft_in_another_language_is_said_and_read_by_its_digits(
    check: Callable[..., CheckReport],
) -> None:
    """A language without word lists is remarked on; sentences with digits are still examined."""
    report = check("항구는 2019년에 문을 닫았다. 바다는 아름답다.")

    assert any("no word lists" in remark for remark in report.remarks)
    assert [each.state for each in report.statements] == [State.UNSOURCED, State.NOT_CHECKABLE]


def test_what_decided_is_named(layout: Layout) -> None:
    """Rules by their version, a model by its name; that there is none is remarked on."""

    class Model:
        name = "coin 2"

        def score(self, claim: str, evidence: str) -> tuple[float, float, float]:
            return (0.0, 0.0, float(bool(claim and evidence)))

    ledger = open_ledger(layout.root)
    draft = read_draft(SAID.encode(), name="draft.md")

    rules = Checker(ledger, layout).check_draft(draft)
    both = Checker(ledger, layout, model=Model()).check_draft(draft)

    assert [name.split()[0] for name in rules.methods] == ["rules"]
    assert both.methods[1:] == ("coin 2",)
    assert any("no stance model" in remark for remark in rules.remarks)
    assert not any("no stance model" in remark for remark in both.remarks)


def test_support_that_was_updated_since_is_warned_of(
    write: Callable[..., None],
    link: Callable[..., dict[str, Any]],
    check: Callable[..., CheckReport],
) -> None:
    """An old figure is carried by its claim, which another one has replaced."""
    newer = {"text": "Boats to Ostrel were full.", "links": [link("updates", "wire/passengers")]}
    write("gazette", {"a": newer})

    (found,) = check(SAID).statements

    assert found.warnings == ("wire/passengers is superseded: updated by gazette/a",)
    assert found.state is State.UNSOURCED


def test_a_figure_that_was_updated_contradicts_nothing(
    write: Callable[..., None],
    link: Callable[..., dict[str, Any]],
    check: Callable[..., CheckReport],
) -> None:
    """Who prints the new figure is not told that the old one was another."""
    newer = SAID.replace("1,240", "1,420")
    write("gazette", {"a": {"text": newer, "links": [link("updates", "wire/passengers")]}})

    (found,) = check(newer, minimum=1).statements

    assert (found.state, found.warnings) == (State.SUPPORTED, ())


def test_a_claim_that_its_quote_does_not_carry_supports_nothing(
    write: Callable[..., None], check: Callable[..., CheckReport]
) -> None:
    """A person found that the source does not say so; that outweighs what a claim says."""
    fit = {"state": "rejected", "by": "fact desk", "when": "2025-03-13", "why": "of another ferry"}
    text = "The Selm ferry burnt 300 tons of oil in 2024."
    write("gazette", {"oil": {"text": text, "fit": fit}})

    (found,) = check(text, minimum=1).statements

    assert found.state is State.UNSOURCED
    assert found.warnings == ("gazette/oil says so, but its quote was judged not to carry it",)


def test_a_statement_with_an_altered_quotation_is_not_supported(
    check: Callable[..., CheckReport],
) -> None:
    """The rest is carried; a reader would take the words for those of the source."""
    kept, altered = check(
        "“At least 31 of the crew” of the Ostrel ferry will be dismissed.\n\n"
        "“At least 31 of all crew” of the Ostrel ferry will be dismissed.\n",
        minimum=1,
    ).statements

    assert kept.state is State.SUPPORTED
    assert altered.state is State.UNSOURCED
    assert altered.headline == "UNSOURCED: nothing carries “At least 31 of all crew”"


def test_evidence_is_shown_with_where_it_stands(check: Callable[..., CheckReport]) -> None:
    """The quote, the source, the publisher and the reasons."""
    (found,) = check("At least 31 of the crew of the Ostrel ferry will be dismissed.").statements

    evidence = found.evidence[0]
    assert (evidence.claim_id, evidence.verdict) == ("wire/crew", "supports")
    assert evidence.quote == "At least 31 of the crew will be dismissed"
    assert evidence.source_title == "Port Varrow to lose its night ferry"
    assert (evidence.publisher, evidence.fit, evidence.date) == ("Selm Wire Service", "", "")
    assert evidence.reasons


def test_no_more_claims_are_shown_than_a_person_reads(
    write: Callable[..., None], check: Callable[..., CheckReport]
) -> None:
    """Origins are counted over all of them."""
    for number in range(MOST_SHOWN + 2):
        write(f"paper-{number}", {"a": SAID})

    (found,) = check(SAID).statements

    assert len(found.evidence) == MOST_SHOWN
    assert found.at_most == MOST_SHOWN + 3


def test_both_sides_are_shown_however_many_there_are(
    write: Callable[..., None], check: Callable[..., CheckReport]
) -> None:
    """A dispute of which only one side is shown would look settled."""
    for number in range(MOST_SHOWN + 1):
        write(f"paper-{number}", {"a": SAID})
    write("zeitung", {"a": OTHER})

    (found,) = check(SAID).statements

    assert found.state is State.DISPUTED
    assert {each.verdict for each in found.evidence} == {"supports", "conflicts"}


def test_what_a_claim_nearly_says_is_told_with_what_is_missing(
    one: Callable[..., CheckedStatement],
) -> None:
    """Which claim comes near, and what keeps it from carrying the statement."""
    found = one("The ferry to Ostrel Island carried at least 1,240 passengers in January 2025.")

    assert found.state is State.UNSOURCED
    assert "wire/passengers comes near, but “at least 1,240” puts a bound" in found.why


def test_a_guess_that_a_claim_nearly_makes_is_examined(
    write: Callable[..., None], one: Callable[..., CheckedStatement]
) -> None:
    """A forecast is no mere opinion where a source says that it may be so."""
    write("club", {"pump": "The new pump of Ostrel may work for up to ten years."}, title="Pumps")

    found = one("The new pump of Ostrel will work for up to ten years.")

    assert found.state is State.UNSOURCED
    assert "club/pump comes near" in found.why


def test_an_altered_quotation_of_an_opinion_is_examined(
    one: Callable[..., CheckedStatement],
) -> None:
    """Whoever is quoted said what they think in their own words."""
    found = one("The crew of the Ostrel ferry hopes: “We surely have asked the council for help.”")

    assert found.state is not State.NOT_CHECKABLE
