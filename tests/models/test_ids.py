from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from claimtrack.models.ids import (
    DEVICE_NAMES,
    LONGEST_DEVICE_NAME,
    LONGEST_SLUG,
    SLUG_FORM,
    ClaimId,
    RecordId,
    SourceId,
    find_claim_id_fault,
    find_slug_fault,
    slugify,
    source_of,
)

LONG = "a" * LONGEST_SLUG


@pytest.mark.parametrize("slug", ["a", "a-paper", "2025-03-12", "9", LONG, "console"])
def test_a_slug_is_taken(slug: str) -> None:
    """Lower-case letters, digits and single hyphens make an id."""
    assert find_slug_fault(slug) is None
    assert TypeAdapter(SourceId).validate_python(slug) == slug


@pytest.mark.parametrize(
    ("slug", "fault"),
    [
        ("", "empty"),
        (LONG + "a", "longer than 100"),
        ("nul", "device"),
        ("com3", "device"),
        ("A", "lower-case"),
        ("a--b", "hyphens"),
        ("-a", "hyphens"),
        ("a-", "hyphens"),
        ("a b", "lower-case"),
        ("a/b", "lower-case"),
        ("a\n", "lower-case"),
        ("é", "lower-case"),
        ("..", "lower-case"),
        ("a.json", "lower-case"),
        ("٣", "lower-case"),
    ],
)
def test_what_is_no_slug_is_explained(slug: str, fault: str) -> None:
    """Each fault of an id has its own words."""
    assert fault in (find_slug_fault(slug) or "")


@given(st.text(alphabet="ab9-/.A \n", max_size=8) | st.sampled_from(sorted(DEVICE_NAMES)))
def test_the_quick_form_is_the_reasoned_one(text: str) -> None:
    """Bulk loading asks for the form; only a short or a long id can have another fault."""
    if SLUG_FORM.fullmatch(f"x/{text}", 2):
        assert find_slug_fault(text) is None or len(text) <= LONGEST_DEVICE_NAME
    else:
        assert find_slug_fault(text)


@pytest.mark.parametrize(
    ("claim_id", "fault"),
    [
        ("a-paper", "<source-id>/<slug>"),
        ("a-paper/", "empty"),
        ("/one", "empty"),
        ("a-paper/one/two", "lower-case"),
        ("A/one", "lower-case"),
        ("con/one", "device"),
        ("a-paper/con", "device"),
    ],
)
def test_what_is_no_claim_id_is_explained(claim_id: str, fault: str) -> None:
    """Both halves of a claim id are slugs."""
    assert fault in (find_claim_id_fault(claim_id) or "")


def test_the_longest_claim_id_is_taken_everywhere() -> None:
    """Two slugs of the greatest length make a claim id that every check takes."""
    claim_id = f"{LONG}/{LONG}"

    assert find_claim_id_fault(claim_id) is None
    assert TypeAdapter(ClaimId).validate_python(claim_id) == claim_id
    assert TypeAdapter(RecordId).validate_python(claim_id) == claim_id


@pytest.mark.parametrize("text", ["a-paper\n", "a/b/c", "a b", "", "A"])
def test_a_target_is_an_id(text: str) -> None:
    """What a relation points at is checked for its form."""
    with pytest.raises(ValidationError):
        TypeAdapter(RecordId).validate_python(text)


@pytest.mark.parametrize(("record_id", "source_id"), [("a", "a"), ("a/b", "a")])
def test_every_id_begins_with_its_source(record_id: str, source_id: str) -> None:
    """A source is its own source."""
    assert source_of(record_id) == source_id


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Ferry yard at Port Varrow to close", "ferry-yard-at-port-varrow-to"),
        ("Café’s “end”", "cafes-end"),
        ("It's over", "its-over"),
        ("Мост закрыт", ""),
        ("", ""),
        ("Con", "con-1"),
        ("x" * 300, "x" * LONGEST_SLUG),
        ("a" * 99 + " b", "a" * 99),
    ],
)
def test_a_title_proposes_a_slug(words: str, slug: str) -> None:
    """The first words of a title, in plain letters."""
    assert slugify(words) == slug


@given(st.text())
def test_a_proposal_is_a_slug_or_nothing(words: str) -> None:
    """Whatever the title, the proposal can be used."""
    slug = slugify(words)

    assert not slug or find_slug_fault(slug) is None
