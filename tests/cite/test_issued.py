from __future__ import annotations

from typing import Any

import pytest

from claimtrack.cite.issued import print_date


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2025-03-12", {"date-parts": [[2025, 3, 12]]}),
        ("2025-21", {"date-parts": [[2025, 21]]}),
        ("2025-03-12/2025-03-20", {"date-parts": [[2025, 3, 12], [2025, 3, 20]]}),
        ("1999-21/2001-22", {"date-parts": [[1999, 21], [2001, 22]]}),
        ("2025-03/..", {"date-parts": [[2025, 3], [0]]}),
        ("2025~", {"date-parts": [[2025]], "circa": True}),
        ("202X", {"date-parts": [[2020], [2029]], "circa": True}),
        ({"date-parts": [["2025", "3"]]}, {"date-parts": [[2025, 3]]}),
        ({"literal": "the  spring"}, {"literal": "the spring"}),
    ],
)
def test_says_what_csl_can_say(written: Any, parts: dict[str, Any]) -> None:  # noqa: ANN401 - JSON
    """Days, seasons, ranges, open ends and approximate dates are printed as what they are."""
    printed = print_date(written)
    assert printed is not None
    assert (printed.parts, printed.is_exact) == (parts, True)


@pytest.mark.parametrize("written", ["../2025-03", "/2025-03", "2025-03/", "2025-XX", "2025-03-XX"])
def test_prints_what_csl_cannot_say_as_approximate(written: str) -> None:
    """An end that is unknown or open before, and an unknown month, are never printed as certain."""
    printed = print_date(written)
    assert printed is not None
    assert printed.parts["circa"]
    assert not printed.is_exact


def test_prints_an_inferred_date_as_approximate() -> None:
    """The time within which a source appeared is no range, and is not printed as one."""
    printed = print_date("2025-03-12/2025-03-20", is_inferred=True)
    assert printed is not None
    assert printed.parts["circa"]


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("2017/2023-04-15", [[2017], [2023]]),
        ("2024-01/2024-07-26", [[2024, 1], [2024, 7]]),
        ("2024/2024-07", [[2024]]),
        ("2024-07/..", [[2024, 7], [0]]),
    ],
)
def test_prints_both_ends_of_an_inferred_date_as_finely(written: str, ends: list[Any]) -> None:
    """No day of one end stands behind a year, as if the source had appeared on it."""
    printed = print_date(written, is_inferred=True)
    assert printed is not None
    assert printed.parts["date-parts"] == ends


@pytest.mark.parametrize("written", [None, "../..", {"literal": ""}, {"date-parts": [[]]}])
def test_prints_no_date_where_there_is_none(written: Any) -> None:  # noqa: ANN401 - JSON
    """Where nothing is known, nothing is printed."""
    assert print_date(written) is None
