from __future__ import annotations

import pytest

from claimtrack.extract.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “it burnt all night” there.", ["it burnt all night"]),
        ('"It burnt all night," she said, "and the day."', ["It burnt all night,", "and the day."]),
        (
            "„Es brannte die Nacht“ und «on a tout perdu»",
            ["Es brannte die Nacht", "on a tout perdu"],
        ),
        ("»Det brann hela natten« sade han", ["Det brann hela natten"]),
        (
            "“He cried ‘all is lost now’ and ran”",
            ["He cried ‘all is lost now’ and ran", "all is lost now"],
        ),
        ("'no one came home' she said", ["no one came home"]),
        ("The boats' owners' boats didn't come", []),
        ("a “so-called fire” and “open to the end", []),
        ("「町は全部燃えた」と言った", ["町は全部燃えた"]),
        ('5" and 6" planks of wood', []),
        ('" lost space before', []),
    ],
)
def test_finds_what_is_quoted(text: str, expected: list[str]) -> None:
    """All forms of marks are known; short quotations and unbalanced ones are left out."""
    found = find_quotations(text)
    assert [quotation.text for quotation in found] == expected
    assert all(text[each.start : each.end] == each.text for each in found)


def test_tells_how_deep_a_quotation_is() -> None:
    """A quotation within another has the depth of one, and depth is bounded."""
    assert [each.depth for each in find_quotations("“He cried ‘all is lost now’ then”")] == [0, 1]
    assert find_quotations("“" * 50 + "one two three" + "”" * 50)


def test_shorter_quotations_on_request() -> None:
    """How short is too short is the caller's choice."""
    assert find_quotations("a “fire” there", fewest_words=1)[0].text == "fire"
