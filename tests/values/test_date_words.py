from __future__ import annotations

import pytest

from claimtrack.values.dates import Edtf, describe


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-07-08", "8 July 2024"),
        ("2024-07", "July 2024"),
        ("2012", "2012"),
        ("0850", "850"),
        ("1950?", "1950 (uncertain)"),
        ("2012-05~", "around May 2012"),
        ("2012-05-09%", "around 9 May 2012 (uncertain)"),
        ("195X", "1950s"),
        ("19XX", "1900–1999"),
        ("2012-21", "spring 2012"),
        ("2012-22", "summer 2012"),
        ("2012-23", "autumn 2012"),
        ("2012-24", "winter 2012/13"),
        ("1999-24", "winter 1999/00"),
        ("9999-24", "winter 9999/00"),
        ("2004-06-XX", "some day of June 2004"),
        ("2004-XX", "some month of 2004"),
        ("2004-XX-XX", "some day of 2004"),
        ("2012-02-28/2012-03-12", "28 February 2012 to 12 March 2012"),
        ("2012?/2013-05~", "2012 (uncertain) to around May 2013"),
        ("2012/..", "from 2012 on"),
        ("../2012-05", "until May 2012"),
        ("2012/", "from 2012 to an unknown day"),
        ("/2012", "from an unknown day to 2012"),
        ("../..", "at any time"),
    ],
)
def test_date_is_described_in_plain_english(text: str, words: str) -> None:
    """A reader who knows no EDTF reads what a date means, its doubt included."""
    assert describe(Edtf.parse(text)) == words
