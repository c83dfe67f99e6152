"""Places in a source as a style says them: it knows its own words for page and paragraph.

What follows a source is told in English, as `ledger.locators` tells it and as most authors write
it. A number by itself is a page to pandoc; for a paragraph it wants the word that its own locale
of that language has.
"""

from __future__ import annotations

import re
from typing import Final

_ENGLISH: Final = frozenset({"", "en"})
#: What pandoc's locales call a paragraph, in short.
_PARAGRAPHS: Final = {
    "de": "Abs.",
    "es": "párr.",
    "fr": "paragr.",
    "it": "capov.",
    "nl": "par.",
    "pt": "parág.",
    "ru": "абз.",
    "sv": "st.",
}
_PAGE: Final = re.compile(r"\A([\s,{}]*)(?:pp?\.|pages?\b)\s*(?=\d)", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(r"\A([\s,{}]*)(?:paras?\b\.?|paragraphs?\b)\s*(?=\d)", re.IGNORECASE)


def translate_place(words: str, locale: str) -> str:
    """Return what stands behind a source with its page or paragraph as a style can read it.

    Args:
        words: such as ``, p. 3`` or ``, {para. 12}``.
        locale: of the style, such as `de-DE`; "" for English. For a language of which we have no
            word for paragraphs, these stay English.
    """
    language = locale.partition("-")[0].lower()
    if language in _ENGLISH:
        return words
    paragraph = _PARAGRAPHS.get(language)
    if paragraph is not None:
        words = _PARAGRAPH.sub(rf"\g<1>{paragraph} ", words)
    return _PAGE.sub(r"\g<1>", words)
