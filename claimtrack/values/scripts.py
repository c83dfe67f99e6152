"""The language of a text, as far as its script alone tells."""

from __future__ import annotations

import re
from typing import Final

# The first that holds so many of the letters decides; Japanese before Chinese, as it uses both.
_SCRIPTS: Final = (
    ("ko", re.compile(r"[가-힣]"), 0.2),
    ("ja", re.compile(r"[ぁ-ゟァ-ヺ]"), 0.1),
    ("zh", re.compile(r"[一-鿿]"), 0.2),
    ("th", re.compile(r"[ก-๛]"), 0.2),
    ("he", re.compile(r"[א-ת]"), 0.2),
    ("el", re.compile(r"[α-ωά-ώ]"), 0.2),
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_SAMPLE: Final = 20_000


def tell_language(text: str) -> str | None:
    """Return the language that a script is used for alone; `None` for Latin, Cyrillic, Arabic."""
    head = text[:_SAMPLE]
    letters = len(_LETTER.findall(head))
    for code, pattern, share in _SCRIPTS:
        if letters and len(pattern.findall(head)) >= share * letters:
            return code
    return None
