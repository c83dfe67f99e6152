"""Citations as a page of its own that needs nothing else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.cite.formats.sheet import Sheet
    from claimtrack.manuscripts.contract import Inline

_HEAD: Final = """<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }}
p {{ margin: 0 0 .6rem; margin-inline-start: 2rem; text-indent: -2rem; overflow-wrap: anywhere; }}
.label {{ display: inline-block; box-sizing: border-box; min-width: 2rem; text-indent: 0;
  padding-right: .4em; }}
.caps {{ font-variant: small-caps; }}
</style>
</head>
<body>
"""


def render(sheet: Sheet) -> bytes:
    """Return the citations as HTML 5 in UTF-8."""
    body = "".join(f"{line}\n" for line in _write(sheet))
    return (_HEAD.format(title=escape(sheet.title)) + body + "</body>\n</html>\n").encode()


def _write(sheet: Sheet) -> Iterator[str]:
    for part in sheet.parts:
        yield f"<h2>{escape(part.title)}</h2>"
        for row in part.rows:
            label = f'<span class="label">{escape(row.label)}</span>' if row.label else ""
            words = "".join(write_inline(inline) for inline in row.inlines)
            yield f'<p dir="auto">{label}{words}</p>'


def write_inline(inline: Inline) -> str:
    """Return a stretch of text as HTML."""
    words = escape(inline.text, quote=False)
    for is_so, opening, closing in (
        (inline.small_caps, '<span class="caps">', "</span>"),
        (inline.superscript, "<sup>", "</sup>"),
        (inline.subscript, "<sub>", "</sub>"),
        (inline.underline, "<u>", "</u>"),
        (inline.bold, "<strong>", "</strong>"),
        (inline.italic, "<em>", "</em>"),
    ):
        if is_so:
            words = f"{opening}{words}{closing}"
    return f'<a href="{escape(inline.link)}">{words}</a>' if inline.link else words
