r"""Citations as LaTeX, to be put into a document of one's own with ``\input``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.cite.formats.sheet import Sheet
    from claimtrack.manuscripts.contract import Inline

_HEAD: Final = (
    "% To be put into a document with \\input; it needs \\usepackage{hyperref},\n"
    "% and XeLaTeX or LuaLaTeX with a fitting font for scripts other than Latin."
)
_SPECIAL: Final = re.compile(r"[\\{}$&#%_~^\[\]<>\"|]")
_WRITTEN: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "[": "{[}",
    "]": "{]}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    '"': r"\textquotedbl{}",
    "|": r"\textbar{}",
}
#: What a link's address cannot hold as it is, even in the argument of another command.
_IN_ADDRESS: Final = re.compile(r"[\\{}%#^~\s]")


def render(sheet: Sheet) -> bytes:
    """Return the citations as a piece of LaTeX in UTF-8."""
    return "\n".join(_write(sheet)).encode() + b"\n"


def _write(sheet: Sheet) -> Iterator[str]:
    yield _HEAD
    for part in sheet.parts:
        yield ""
        yield f"\\section*{{{_escape(part.title)}}}"
        for row in part.rows:
            label = f"{_escape(row.label)} " if row.label else ""
            words = "".join(write_inline(inline) for inline in row.inlines)
            yield f"\\par\\noindent\\hangindent=2em {label}{words}"


def write_inline(inline: Inline) -> str:
    """Return a stretch of text as LaTeX."""
    words = _escape(inline.text)
    for is_so, command in (
        (inline.small_caps, "textsc"),
        (inline.superscript, "textsuperscript"),
        (inline.subscript, "textsubscript"),
        (inline.underline, "underline"),
        (inline.bold, "textbf"),
        (inline.italic, "emph"),
    ):
        if is_so:
            words = f"\\{command}{{{words}}}"
    return f"\\href{{{_IN_ADDRESS.sub(_quote, inline.link)}}}{{{words}}}" if inline.link else words


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: _WRITTEN.get(found[0], f"\\{found[0]}"), text)


def _quote(found: re.Match[str]) -> str:
    if found[0] in "%#":
        return f"\\{found[0]}"
    return "".join(f"\\%{byte:02X}" for byte in found[0].encode())
