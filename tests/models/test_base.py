from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from claimtrack.models.base import EdtfDate, Record
from claimtrack.values.dates import Edtf

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim


class Dated(Record):
    """A record with a date."""

    when: EdtfDate | None = None
    words: str = ""


def test_a_date_is_read_from_json() -> None:
    """An EDTF text in a file is a date in memory."""
    assert Dated.model_validate_json('{"when": "2025-03/.."}').when == Edtf.parse("2025-03/..")


@pytest.mark.parametrize("given", ["2025-03", Edtf.parse("2025-03")])
def test_a_date_is_read_from_python(given: object) -> None:
    """A date may be given as text or as it is."""
    assert Dated.model_validate({"when": given}).when == Edtf.parse("2025-03")


@pytest.mark.parametrize("given", [2025, 2025.5, True, ["2025"], {"date-parts": [[2025]]}])
def test_a_date_of_another_type_is_refused(given: object) -> None:
    """Only a text is an EDTF date, and the refusal says so."""
    with pytest.raises(ValidationError, match="EDTF string"):
        Dated.model_validate({"when": given})


@pytest.mark.parametrize("written", ["2025", "[]", "{}", "true", '"2025-02-30"', '""'])
def test_what_is_no_date_is_refused_in_json(written: str) -> None:
    """A value of a wrong type, or of no calendar, is a validation error and nothing worse."""
    with pytest.raises(ValidationError):
        Dated.model_validate_json(f'{{"when": {written}}}')


def test_a_date_is_written_as_its_text() -> None:
    """What was read is what is written."""
    assert Dated(when=Edtf.parse("2025-XX")).to_document() == {"when": "2025-XX"}


def test_defaults_are_not_written() -> None:
    """A document holds what differs from the defaults."""
    assert Dated(when=None, words="").to_document() == {}


def test_unknown_keys_survive() -> None:
    """A key that the record does not know is written as it was, at any depth."""
    document = {"words": "x", "extra": {"deep": [1, 2.5, None, {"big": 10**40}]}, "flag": True}

    assert Dated.model_validate(document).to_document() == document


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_json_lacks_does_not_turn_into_null(number: float) -> None:
    """It is left for the writer to refuse, not silently replaced."""
    document = Dated.model_validate({"extra": number}).to_document()

    assert repr(document["extra"]) == repr(number)


def test_a_record_is_frozen(make_claim: Callable[..., Claim]) -> None:
    """No field of a record can be set."""
    with pytest.raises(ValidationError, match="frozen"):
        make_claim().text = "Other."  # type: ignore[misc]


def test_changes_are_applied_and_unknown_keys_kept(make_claim: Callable[..., Claim]) -> None:
    """A changed copy keeps its id, its other fields and its unknown keys."""
    claim = make_claim("a-paper/one", "Text.", tags=("x",), extra=[1])

    changed = claim.with_changes(text="Other.")

    assert changed == make_claim("a-paper/one", "Other.", tags=("x",), extra=[1])
    assert claim.text == "Text."


def test_a_change_is_validated(make_claim: Callable[..., Claim]) -> None:
    """A change that does not fit is refused."""
    with pytest.raises(ValidationError, match="less than or equal to 6"):
        make_claim().with_changes(grade=7)
