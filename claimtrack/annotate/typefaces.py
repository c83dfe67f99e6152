"""The typefaces of a print, and which of them has a character.

FiraGO is embedded, and Noto Sans for what it lacks; Chinese, Japanese and Korean are left to the
faces that each reader of PDF brings, as no free one is small.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from claimtrack.annotate.texts import show_words
from claimtrack.errors import MissingExtraError

#: The name of the first face; each looks one of four ways.
FACE: Final = "FiraGO"
MONO: Final = "CascadiaMono"
_SECOND: Final = "NotoSans"
_WAYS: Final = ("", "-Bold", "-Italic", "-BoldItalic")
#: What the package calls them, in the order of the ways.
_EMBEDDED: Final = {
    FACE: ("figo", "figbo", "figit", "figbi"),
    _SECOND: ("notos", "notosbo", "notosit", "notosbi"),
    MONO: ("cascadia", "cascadiab", "cascadiai", "cascadiabi"),
}
_HANGUL: Final = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_KANA: Final = re.compile("[\u3040-\u30ff\uff66-\uff9f]")
_HAN: Final = re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff65]")
#: Faces that are not embedded, and what they are for: every reader of PDF brings them.
_BROUGHT: Final = (
    ("ZapfDingbats", re.compile("[✓✗]")),
    ("HYSMyeongJo-Medium", _HANGUL),
    ("HeiseiMin-W3", _KANA),
    ("STSong-Light", _HAN),
)
#: What shows nothing by itself, and for what we set does nothing either.
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]")
#: Written from right to left and joined, which needs more than placing one letter after another.
_TURNED: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Typesetter:
    """Puts text into the markup of a paragraph, and remembers what it could not set well.

    Raises:
        MissingExtraError: the libraries are not installed.
    """

    def __init__(self) -> None:
        self._first, self._second, self._mono = (_load(name) for name in (FACE, _SECOND, MONO))
        self.missing: set[str] = set()
        self.has_turned = False

    def set(self, text: str, *, mono: bool = False) -> str:
        """Return text as markup, each character in a face that has it."""
        plain = _UNSEEN.sub("", show_words(text))
        if not mono and all(ord(sign) in self._first for sign in plain if sign != "\n"):
            self._watch(plain)
            return escape(plain, quote=False).replace("\n", "<br/>")
        self._watch(plain)
        said: list[str] = []
        for face, group in groupby(plain, key=lambda sign: self._pick(sign, mono=mono)):
            words = escape("".join(group), quote=False).replace("\n", "<br/>")
            if said and words.startswith(" "):  # a space between two faces would be lost
                words = f"\u00a0{words[1:]}"
            said.append(words if face == FACE else f'<font name="{face}">{words}</font>')
        return "".join(said)

    def list_remarks(self) -> list[str]:
        """Return what a reader of the print should know about its characters."""
        remarks = []
        if self.missing:
            some = " ".join(sorted(self.missing)[:10])
            remarks.append(f"no typeface at hand has these characters: {some}")
        if self.has_turned:
            remarks.append(
                "text that runs from right to left is not set well in PDF; print the HTML instead"
            )
        return remarks

    def _watch(self, text: str) -> None:
        self.has_turned = self.has_turned or _TURNED.search(text) is not None

    def _pick(self, sign: str, *, mono: bool) -> str:
        code = ord(sign)
        if sign == "\n" or (mono and code in self._mono):
            return MONO if mono else FACE
        if code in self._first:
            return FACE
        if code in self._second:
            return _SECOND
        for face, signs in _BROUGHT:
            if signs.match(sign):
                return face
        self.missing.add(sign)
        return FACE


@cache
def _load(name: str) -> frozenset[int]:
    """Register a face in its four ways; return the characters that it has."""
    try:
        import pymupdf_fonts
        from reportlab.lib.fonts import addMapping
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.ttfonts import TTFont
    except ImportError:
        raise MissingExtraError("PDF", "pdf", "reportlab, or pymupdf-fonts") from None
    for number, (way, code) in enumerate(zip(_WAYS, _EMBEDDED[name], strict=True)):
        font = TTFont(f"{name}{way}", BytesIO(pymupdf_fonts.myfont(code)))
        pdfmetrics.registerFont(font)
        addMapping(name, number & 1, number >> 1, f"{name}{way}")
    for face, _ in _BROUGHT:
        if face not in {*pdfmetrics.standardFonts, *pdfmetrics.getRegisteredFontNames()}:
            pdfmetrics.registerFont(UnicodeCIDFont(face))
        for number in range(len(_WAYS)):
            addMapping(face, number & 1, number >> 1, face)
    regular: Any = pdfmetrics.getFont(name)
    return frozenset(regular.face.charToGlyph)
