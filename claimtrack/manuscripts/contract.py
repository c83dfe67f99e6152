"""What can be written into a draft: words for words, notes, a list at its end, and comments.

All of it is said in places of `Draft.raw`, the text of the author's file, and in plain values, so
that whoever resolves citations or writes notes need know no format.
"""

from __future__ import annotations

from typing import Final, NamedTuple

#: Who our comments are by; comments by anybody else are left alone.
AUTHOR: Final = "claimtrack"
INITIALS: Final = "ct"


class Inline(NamedTuple):
    """A stretch of text that looks the same throughout.

    It takes the look of the words around it and adds its own to that.

    Attributes:
        text: what it says; a line break in it is written as a space, a tab as a tab.
        italic: whether it is in italics.
        bold: whether it is bold.
        small_caps: whether it is in small capitals.
        superscript: whether it is raised.
        subscript: whether it is lowered.
        underline: whether it is underlined.
        link: where it leads: an address, or `#` and the key of an `Entry`; empty for nowhere.
    """

    text: str
    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    superscript: bool = False
    subscript: bool = False
    underline: bool = False
    link: str = ""


class Replacement(NamedTuple):
    """Words that take the place of others; with `start` equal to `end` they are put in.

    Attributes:
        start: where in `Draft.raw` what is replaced begins.
        end: where it ends; within the same paragraph.
        inlines: what stands there instead; nothing, to take it out.
        note: what a note that hangs behind `inlines` says; `None` for no note. It becomes what the
            format has: a footnote in DOCX, ODT and Markdown, a list of linked notes in HTML,
            numbered notes at the end of plain text. Within a note or a text box of the draft, which
            can have no notes of their own, it stands there itself, behind a space.
    """

    start: int
    end: int
    inlines: tuple[Inline, ...] = ()
    note: tuple[Inline, ...] | None = None


class Entry(NamedTuple):
    """One entry of a list at the end.

    Attributes:
        inlines: what it says.
        key: what links to it call it, behind their `#`; empty when none lead there.
    """

    inlines: tuple[Inline, ...]
    key: str = ""


class Closing(NamedTuple):
    """A list at the end of a draft: a heading, and entries with hanging indents.

    Attributes:
        title: its heading; empty for none.
        entries: in the order in which they are to stand.
    """

    title: str
    entries: tuple[Entry, ...]


class Comment(NamedTuple):
    """A comment of ours, hung on words of the draft, which it leaves as they are.

    Those that an earlier run wrote go: what is given now is all that there shall be. One that has
    the key, or else the words, of an earlier one takes its place, and answers to that stay with it.

    Attributes:
        start: where in `Draft.raw` the words begin.
        end: where they end.
        paragraphs: what it says. None should begin with the word “claimtrack”, which readers of
            drafts take for an instruction.
        key: tells it from all others of the draft, and is the same from run to run.
    """

    start: int
    end: int
    paragraphs: tuple[tuple[Inline, ...], ...]
    key: str
