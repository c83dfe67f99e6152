"""The encodings of text older than Unicode: their names as documents declare them, and a guess.

A guess is made among the encodings below, in which news has been published; UTF-16 is none of them,
as its zero bytes tell it and without them any short word passes for it. charset-normalizer
tells scripts apart well (Korean, Chinese, Japanese, Russian: right in all of our samples) but not
the western code page from the central European one, which differ in a few letters; that choice is
made here, by which of the two leaves fewer signs inside words.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

# What browsers take these names for; each is read as the superset that is in use.
_WEB_NAMES: Final = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    "x-euc-jp": "euc_jp",
}

# Python's codecs also hold ciphers, escapes and archives; a document may name only these.
_UNICODE: Final = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
_ASIAN: Final = (
    "big5",
    "big5hkscs",
    "cp932",
    "cp949",
    "cp950",
    "euc_jp",
    "gb18030",
    "hz",
    "iso2022_jp",
    "iso2022_kr",
    "johab",
)
_SINGLE_BYTE: Final = (
    *(f"cp125{n}" for n in range(9)),
    *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *("cp437", "cp850", "cp852", "cp866", "cp874"),
    *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "tis-620"),
)
_ALLOWED: Final = frozenset(codecs.lookup(name).name for name in _UNICODE + _ASIAN + _SINGLE_BYTE)

_GUESSED: Final = (
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1255",
    "cp1256",
    "cp932",
    "cp949",
    "big5hkscs",
    "euc_jp",
    "gb18030",
    "koi8_r",
)
_LATIN: Final = ("cp1252", "cp1250")

_ASCII: Final = 127
#: One accent in so many bytes is few.
_FEW: Final = 4

#: The bytes shown to the guesser: more do not make it surer, and its time grows with them.
_SAMPLE: Final = 200_000

# A sign between two letters, or a capital after a small letter: what a wrong code page looks like.
_ODD: Final = re.compile(r"(?<=[^\W\d_])[^\w\s’'‘.\-–—…/&@](?=[^\W\d_])|(?<=[a-zß-ÿ])[À-ÞŠŒŽ]")
# Superscripts and fractions count as letters or digits to Python, and stand in no word.
_ODD_DIGIT: Final = re.compile(r"(?<=[^\W\d_])[¹²³¼½¾ª]|[¹³¼½¾ª](?=[^\W\d_])")


def find_codec(label: str) -> str | None:
    """Return Python's name for an encoding as a document names it; `None` for none of text."""
    cleaned = label.strip().strip("\"'").lower()
    if cleaned in _WEB_NAMES:
        return _WEB_NAMES[cleaned]
    try:
        name = codecs.lookup(cleaned).name
    except (LookupError, ValueError):
        return None
    return name if name in _ALLOWED else None


def guess_encoding(data: bytes) -> str | None:
    """Guess the encoding of bytes that are not UTF-8; `None` when they look like none."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=list(_GUESSED)).best()
    if best is None:
        # Too short to tell; a few accents among plain letters are most likely western ones.
        high = sum(byte > _ASCII for byte in sample)
        return "cp1252" if high * _FEW <= len(sample) else None
    guessed = best.encoding
    return _choose_latin(sample, guessed) if guessed in _LATIN else guessed


def _choose_latin(sample: bytes, guessed: str) -> str:
    scored = []
    for rank, codec in enumerate(_LATIN):
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError:
            continue
        odd = len(_ODD.findall(text)) + len(_ODD_DIGIT.findall(text))
        scored.append((odd, rank, codec))
    return min(scored, default=(0, 0, guessed))[2]
