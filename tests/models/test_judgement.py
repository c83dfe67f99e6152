from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from claimtrack.models.judgement import Judgement, State

WRITTEN = {"state": "unsure", "by": "fact desk", "when": "2025-03-13"}


def test_a_judgement_says_who_and_when() -> None:
    """It is read from what is on disk and written back the same."""
    judgement = Judgement.model_validate(WRITTEN)

    assert (judgement.state, judgement.when) == (State.UNSURE, dt.date(2025, 3, 13))
    assert judgement.to_document() == WRITTEN


@pytest.mark.parametrize("missing", WRITTEN)
def test_nothing_of_it_can_be_left_out(missing: str) -> None:
    """A judgement nobody made, or made at no time, is none."""
    with pytest.raises(ValidationError, match=missing):
        Judgement.model_validate({key: WRITTEN[key] for key in WRITTEN if key != missing})


@pytest.mark.parametrize(("key", "wrong"), [("state", "true"), ("when", "2025-02-30")])
def test_a_state_or_day_that_is_none_is_refused(key: str, wrong: str) -> None:
    """There are four states, and the day is one of the calendar."""
    with pytest.raises(ValidationError, match=key):
        Judgement.model_validate({**WRITTEN, key: wrong})
