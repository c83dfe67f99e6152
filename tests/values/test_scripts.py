from __future__ import annotations

import pytest

from claimtrack.values.scripts import tell_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("포트 바로우 2024", "ko"),
        ("セルム川の船", "ja"),
        ("塞尔姆河上的船", "zh"),
        ("เรือ", "th"),
        ("סירות", "he"),
        ("βάρκες", "el"),
        ("Boats 船", None),
        ("Лодки", None),
        ("2024", None),
    ],
)
def test_a_script_tells_the_language_it_is_used_for(text: str, language: str | None) -> None:
    """Scripts of one language tell it; those of many, and digits, do not."""
    assert tell_language(text) == language
