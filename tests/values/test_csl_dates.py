from __future__ import annotations

from typing import Any

import pytest

from claimtrack.errors import InvalidDateError
from claimtrack.values.dates import Edtf


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([[2012]], "2012"),
        ([[850, 3]], "0850-03"),
        ([[2024, 7, 8]], "2024-07-08"),
        ([["2024", "07", 8]], "2024-07-08"),
        ([[2012, 21]], "2012-21"),
        ([[2012, 2, 28], [2012, 3]], "2012-02-28/2012-03"),
    ],
)
def test_date_parts_are_read(parts: list[list[int | str | None]], text: str) -> None:
    """One list of numbers is a date and two are an interval, be they numbers or strings."""
    assert str(Edtf.from_parts(parts)) == text


def test_circa_marks_each_end_as_approximate() -> None:
    """The one sign of doubt that CSL has applies to the whole of the date."""
    assert str(Edtf.from_parts([[2012], [2013]], circa=True)) == "2012~/2013~"


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([], "one list is a date"),
        ([[2012], [2013], [2014]], "one list is a date"),
        ([[]], "one to three"),
        ([[2012, 1, 1, 1]], "one to three"),
        ([[None]], "whole numbers"),
        ([[2012.5]], "whole numbers"),
        ([[True]], "whole numbers"),
        ([["circa 2012"]], "whole numbers"),
        ([["٢٠١٢"]], "whole numbers"),
        ([[-44]], "whole numbers"),
        ([[10**5000]], "whole numbers"),
        ([["9" * 5000]], "longer"),
        ([[0]], "0000"),
        ([[2012, 0]], "no month 00"),
        ([[2012, 13]], "no month 13"),
        ([[2023, 2, 29]], "01 to 28"),
        ([[2013], [2012]], "ends before it starts"),
    ],
)
def test_date_parts_that_are_no_date_are_refused(parts: Any, reason: str) -> None:  # noqa: ANN401
    """Citation files come from many programs: what is no date stops here, with its reason."""
    with pytest.raises(InvalidDateError) as refusal:
        Edtf.from_parts(parts)

    assert reason in refusal.value.reason


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2024-07-08", [[2024, 7, 8]]),
        ("2012-05~", [[2012, 5]]),
        ("2012?", [[2012]]),
        ("2004-XX-XX", [[2004]]),
        ("2004-06-XX", [[2004, 6]]),
        ("2012-24", [[2012]]),
        ("195X", [[1950], [1959]]),
        ("19XX", [[1900], [1999]]),
        ("2012-02-28/2012-03", [[2012, 2, 28], [2012, 3]]),
        ("2012/2012", [[2012], [2012]]),
        ("2011-22/2011-24", [[2011, 6], [2012, 2]]),
        ("195X/196X", [[1950], [1969]]),
        ("9999-22/9999-24", [[9999, 6], [9999, 12]]),
        ("2012/..", [[2012]]),
        ("2012/", [[2012]]),
        ("../195X", [[1959]]),
        ("/2012", [[2012]]),
        ("../..", []),
    ],
)
def test_date_is_written_as_far_as_date_parts_can_say_it(text: str, parts: list[list[int]]) -> None:
    """What CSL cannot say is left out, never replaced by something else."""
    assert Edtf.parse(text).to_parts() == parts


def test_season_goes_beside_the_parts() -> None:
    """A season is told by its number from 1, as CSL counts it, and only of a season."""
    assert [Edtf.parse(f"2012-2{n}?").season for n in (1, 2, 3, 4)] == [1, 2, 3, 4]
    assert Edtf.parse("2012-12").season is None
    assert Edtf.parse("2012-21/2012-22").season is None
