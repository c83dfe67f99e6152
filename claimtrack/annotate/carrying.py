"""A draft carried over into another format by pandoc, with each statement found again in it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from claimtrack.annotate.laying import lay_out
from claimtrack.annotate.marks import MARK, find_spans, make_marks, mark_text, refuse_marks
from claimtrack.errors import (
    BadSpanError,
    PandocFailedError,
    PandocMissingError,
    UnwritableDraftError,
)
from claimtrack.extract.blocks import BlockKind
from claimtrack.extract.drafts import read_draft
from claimtrack.formats.pandoc import run_pandoc
from claimtrack.manuscripts.contract import Replacement
from claimtrack.manuscripts.writing import rewrite

if TYPE_CHECKING:
    from claimtrack.annotate.blocks import Laid
    from claimtrack.annotate.notes import Notes
    from claimtrack.extract.draft import Draft, Paragraph

    Node = dict[str, Any]

#: How pandoc reads each format. Quotation marks stay as they are, `[@key]` is shown as it stands,
#: and a sum of dollars is no formula.
_READERS: Final = {
    "text/markdown": "markdown-smart-citations-tex_math_dollars-raw_tex",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "text/html": "html-smart",
}
#: What pandoc calls the formats that a draft can be carried over into, by how their names end.
_WRITERS: Final = {".docx": "docx", ".odt": "odt", ".md": "markdown-smart-citations"}
#: Citations, and what accepts a sentence: pandoc guards their brackets, as it takes them for words.
_ESCAPED: Final = re.compile(rb"\\\[([^\[\]\\\n]*@[^\[\]\\\n]*|claimtrack:[^\[\]\\\n]*)\\\]")
#: What word processors keep at the head of a document, and pandoc apart from its text.
_FRONT: Final = ("title", "subtitle", "author", "date", "abstract")


class Carried(NamedTuple):
    """A draft in another format."""

    data: bytes
    draft: Draft
    """What is read from it."""
    spans: dict[int, tuple[int, int]]
    """Where in its `raw` statements stand, by the numbers of their notes."""


def carry_over(data: bytes, draft: Draft, notes: Notes, suffix: str) -> Carried:
    """Carry a draft over into another format.

    Args:
        data: the bytes that the draft was read from.
        draft: as it was read from them.
        notes: to it.
        suffix: how names of the other format end: `.docx`, `.odt` or `.md`.

    Raises:
        PandocMissingError, PandocFailedError: pandoc is not there, or refused it.
        UnwritableDraftError, BadSpanError: the draft's file cannot be marked.
    """
    tree = _read_tree(data, draft, notes)
    written = run_pandoc(["-f", "json", "-t", _WRITERS[suffix], "--wrap=none"], _dump(tree)).output
    if suffix == ".md":
        written = _ESCAPED.sub(rb"[\1]", written)
    name = f"draft{suffix}"
    marked = read_draft(written, name=name)
    spans = find_spans(marked.raw)
    marks = [Replacement(m.start(), m.end()) for m in MARK.finditer(marked.raw)]
    plain = rewrite(written, marked, replacements=marks)
    return Carried(plain, read_draft(plain, name=name), spans)


def lay_draft(data: bytes, draft: Draft, notes: Notes) -> Laid:
    """Lay a draft out as blocks; without pandoc, or where it fails, in plain paragraphs.

    Args:
        data: the bytes that the draft was read from.
        draft: as it was read from them.
        notes: to it.

    Raises:
        UnwritableDraftError: it holds characters of the kind that statements are marked with.
    """
    refuse_marks(draft, notes)
    try:
        return lay_out(_read_tree(data, draft, notes))
    except (PandocMissingError, PandocFailedError, BadSpanError, UnwritableDraftError) as error:
        reason = str(error)
    except RecursionError:
        reason = "its lists or tables lie too deep within each other"
    laid = lay_out(_make_tree(draft, notes, from_file=False))
    laid.remarks.append(f"the draft is shown in plain paragraphs: {reason}")
    return laid


def _read_tree(data: bytes, draft: Draft, notes: Notes) -> Node:
    """Return a draft as pandoc's tree, its statements marked."""
    reader = _READERS.get(draft.media_type)
    if reader is None:
        return _make_tree(draft, notes, from_file=True)
    marked = rewrite(data, draft, replacements=make_marks(draft, notes))
    tree: Node = json.loads(run_pandoc(["-f", reader, "-t", "json"], marked).output)
    front = [node for name in _FRONT for node in _list_front(name, tree["meta"].get(name))]
    # A page has its title once for the window, and most often once more above its text.
    if front and tree["blocks"] and _is_same_heading(front[0], tree["blocks"][0]):
        del front[0]
    return {**tree, "meta": {}, "blocks": [*front, *tree["blocks"]]}


def _is_same_heading(one: Node, two: Node) -> bool:
    """Whether two blocks are headings of the same words."""
    return one["t"] == two["t"] == "Header" and _list_words(one) == _list_words(two)


def _list_words(heading: Node) -> list[str]:
    """List the plain words of a heading; what is set otherwise counts as nothing."""
    return [each["c"] for each in heading["c"][2] if each["t"] == "Str"]


def _list_front(name: str, value: Node | None) -> list[Node]:
    """Return as blocks what stands at the head of a document: its title, say."""
    if value is None:
        return []
    content: Any = value.get("c")
    match value["t"]:
        case "MetaList":
            return [node for each in content for node in _list_front(name, each)]
        case "MetaBlocks":
            return list(content)
        case "MetaInlines":
            inlines = content
        case "MetaString":
            inlines = [{"t": "Str", "c": content}]
        case _:
            return []
    if name == "title":
        return [{"t": "Header", "c": [1, ["", [], []], inlines]}]
    return [{"t": "Para", "c": inlines}]


def _make_tree(draft: Draft, notes: Notes, *, from_file: bool) -> Node:
    """Return a draft as pandoc's tree, paragraph by paragraph.

    Args:
        draft: whose.
        notes: to it.
        from_file: whether its words are to be those of its file, citations and all; else they are
            those that were checked.
    """
    blocks = []
    waiting = list(reversed(notes.notes))
    for paragraph in sorted(draft.paragraphs, key=lambda each: each.start):
        start, end = paragraph.start, paragraph.end
        inside: dict[int, tuple[int, int]] = {}
        while waiting and waiting[-1].start < end:
            note = waiting.pop()
            inside[note.number] = (note.start, note.end)
        text = draft.text
        if from_file:
            text = draft.raw
            start, end = draft.raw_span(start, end)
            inside = {number: draft.raw_span(*span) for number, span in inside.items()}
        spans = {number: (first - start, last - start) for number, (first, last) in inside.items()}
        blocks.append(_make_block(paragraph, mark_text(text[start:end], spans)))
    return {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}


def _make_block(paragraph: Paragraph, text: str) -> Node:
    inlines: list[Node] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            inlines.append({"t": "LineBreak"})
        for position, word in enumerate(line.split(" ")):
            if position:
                inlines.append({"t": "Space"})
            if word:
                inlines.append({"t": "Str", "c": word})
    if paragraph.kind is BlockKind.HEADING:
        return {"t": "Header", "c": [2, ["", [], []], inlines]}
    plain = {"t": "Para", "c": inlines}
    if paragraph.kind is BlockKind.QUOTE:
        return {"t": "BlockQuote", "c": [plain]}
    if paragraph.kind is BlockKind.LIST:
        return {"t": "BulletList", "c": [[plain]]}
    return plain


def _dump(tree: Node) -> bytes:
    return json.dumps(tree, ensure_ascii=True).encode()
