"""Quotations of a draft, held letter for letter against the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.check.results import ParticularKind, Trace

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.check.results import CheckedStatement, Particular
    from claimtrack.store.layout import Layout

SAID = "Of the Ostrel ferry crew, the board said: "


@pytest.fixture
def quotation(one: Callable[..., CheckedStatement]) -> Callable[[str], Particular]:
    """Trace the quotation of one sentence."""

    def call(text: str) -> Particular:
        kept = [each for each in one(text).particulars if each.kind is ParticularKind.QUOTATION]
        (found,) = kept
        return found

    return call


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    "words",
    [
        "At least 31 of the crew will be dismissed",
        "At least 31 of the  crew will be dismissed.",
        "We have asked the council for help.",
    ],
)
def test_a_quotation_of_a_claim_or_of_its_source_is_found(
    quotation: Callable[[str], Particular], words: str
) -> None:
    """The claim's quote is looked into, then the whole text of the source; spaces may differ."""
    found = quotation(f"{SAID}“{words}”")

    assert (found.trace, found.there) == (Trace.FOUND, "")


@pytest.mark.usefixtures("harbour")
def test_a_quotation_is_found_whatever_the_rest_of_the_sentence_says(
    quotation: Callable[[str], Particular],
) -> None:
    """A claim that cannot be compared with the sentence can still be the one that is quoted."""
    found = quotation("The agency wrote: “At least 31 of the crew will be dismissed”.")

    assert (found.trace, found.claim_id) == (Trace.FOUND, "wire/crew")


@pytest.mark.usefixtures("harbour")
def test_a_changed_number_is_shown_as_a_difference(
    quotation: Callable[[str], Particular],
) -> None:
    """A quotation that nearly matches is never taken for one that does."""
    found = quotation(f"{SAID}“At least 13 of the crew will be dismissed”")

    assert (found.trace, found.claim_id) == (Trace.SIBLING, "wire/crew")
    assert "13" in found.there
    assert "31" in found.there


@pytest.mark.usefixtures("harbour")
def test_a_quotation_that_nobody_said_is_nowhere(quotation: Callable[[str], Particular]) -> None:
    """Nothing is shown that is not alike."""
    found = quotation(f"{SAID}“Zebras juggle quietly under violet moons”")

    assert (found.trace, found.there) == (Trace.NOWHERE, "")


@pytest.mark.usefixtures("harbour")
def test_a_text_that_is_not_there_is_not_guessed_at(
    quotation: Callable[[str], Particular], layout: Layout
) -> None:
    """Where a source's text is withheld, only the quotes of its claims can be found."""
    (layout.source_file("wire").parent / "1" / "text.txt").unlink()

    found = quotation(f"{SAID}“We have asked the council for help.”")

    assert found.trace is not Trace.FOUND


@pytest.mark.usefixtures("harbour")
def test_a_quotation_in_a_quotation_is_part_of_it(one: Callable[..., CheckedStatement]) -> None:
    """Only the outer one is held against the sources."""
    found = one(f"{SAID}“They told us ‘at least 31 of the crew’ in Ostrel”.").particulars

    assert [each.kind for each in found].count(ParticularKind.QUOTATION) == 1
