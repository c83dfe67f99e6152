r"""Text in the fields of BibTeX files: written in TeX's own terms, and exactly that read back.

TeX is a programming language, and reading all of it is pandoc's work. But most fields are words
with a few escapes, and what pandoc makes of those is not always what stood there: it curls
apostrophes and joins dashes. So a field that holds nothing but the escapes written here is read
here, character for character.
"""

from __future__ import annotations

import re
from typing import Final

_ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # `\{` would be counted as a brace by those who split the file
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "\n": r"\newline{}",
    **{sign: f"\\{sign}" for sign in "%&#_$"},
}
_MARKS: Final = {
    "i": r"\textit{",
    "b": r"\textbf{",
    "sup": r"\textsuperscript{",
    "sub": r"\textsubscript{",
}
_TAG = re.compile(r"(</?(?:i|b|sup|sub)>)")
_SIGN = re.compile(r"[\\{}^~\n%&#_$]")
#: Two of these in a row are one character to TeX.
_LIGATURE = re.compile(r"(?<=-)-|(?<=`)`|(?<=')'")
_LOOSE_SPACE = re.compile(r"^ | $|(?<= ) ")

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<escape>\\(?:textbackslash|textbraceleft|textbraceright|textasciicircum"
    r"|textasciitilde|newline)\{\}|\\[%&#_$ ])"
    r"|(?P<mark>\\text(?:it|bf|superscript|subscript)\{)"
    r"|(?P<nothing>\{\})"
    r"|(?P<close>\})"
    r"|(?P<tex>[\\{$~]|--|``|'')"
    r"|(?P<text>[^\s\\{}$~`'-]+|.)",
    re.DOTALL,
)
_TEXT_OF: Final = {escape: sign for sign, escape in _ESCAPES.items()} | {"\\ ": " "}
_TAG_OF: Final = {mark: tag for tag, mark in _MARKS.items()}
_BLANK_ENDS = re.compile(r"\A[ \t\r\n]+|(?<![\\ \t\r\n])[ \t\r\n]+\Z|(?<=\\[ ])[ \t\r\n]+\Z")
_COMMAND = re.compile(r"\\([a-zA-Z]+)[ \t\n]*|\\(.)", re.DOTALL)


def write_tex(text: str) -> str:
    """Return text as it stands between the braces of a field; CSL's italics and bold are TeX's."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    plain = _LOOSE_SPACE.sub("\x00", plain.replace("\x00", ""))
    pieces = _TAG.split(plain)
    if not _is_nested([piece for piece in pieces if _TAG.fullmatch(piece)]):
        return _escape(plain)
    return "".join(_write_piece(piece) for piece in pieces)


def _write_piece(piece: str) -> str:
    if not _TAG.fullmatch(piece):
        return _escape(piece)
    return "}" if piece[1] == "/" else _MARKS[piece[1:-1]]


def _is_nested(tags: list[str]) -> bool:
    opened: list[str] = []
    for tag in tags:
        if tag[1] != "/":
            opened.append(tag[1:])
        elif not opened or opened.pop() != tag[2:]:
            return False
    return not opened


def _escape(text: str) -> str:
    escaped = _SIGN.sub(lambda sign: _ESCAPES[sign[0]], text)
    return _LIGATURE.sub(lambda sign: "{}" + sign[0], escaped).replace("\x00", "\\ ")


def read_tex(source: str) -> str | None:
    """Return the text of a field that holds no TeX but what `write_tex` writes; else None."""
    opened: list[str] = []
    read: list[str] = []
    for token in _TOKEN.finditer(_BLANK_ENDS.sub("", source)):
        kind, found = token.lastgroup, token[0]
        if kind == "tex" or (kind == "close" and not opened):
            return None
        if kind == "mark":
            opened.append(_TAG_OF[found])
            read.append(f"<{opened[-1]}>")
        elif kind == "close":
            read.append(f"</{opened.pop()}>")
        elif kind != "nothing":
            read.append(" " if kind == "space" else _TEXT_OF.get(found, found))
    return None if opened else "".join(read)


def strip_tex(source: str) -> str:
    """Return what is left of a field without braces and commands, for want of a better reading."""
    plain = read_tex(source)
    if plain is not None:
        return plain
    words = _COMMAND.sub(lambda command: command[2] or "", source)
    return re.sub(r"[ \t\r\n]+", " ", re.sub(r"[{}]", "", words)).strip()
