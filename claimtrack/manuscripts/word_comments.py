"""Comments of a Word document: ours are put in, brought up to date and taken out; others stay.

Ours are those by our name. Which of them a new one takes the place of is told by the id of its last
paragraph, which is made from its key, or else by the words that it hangs on, as other programs give
paragraphs ids of their own. It keeps its number and that id, by which answers to it are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from claimtrack.manuscripts.contract import AUTHOR, INITIALS
from claimtrack.manuscripts.looks import hash_key
from claimtrack.manuscripts.trees import drop, put_before, put_behind
from claimtrack.manuscripts.word_runs import RunMaker
from claimtrack.manuscripts.word_text import stands_in_box

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimtrack.manuscripts.contract import Comment, Inline
    from claimtrack.manuscripts.trees import Node
    from claimtrack.manuscripts.word_package import WordPackage
    from claimtrack.manuscripts.word_text import WordText

_W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_PARAGRAPH_ID: Final = f"{{{_W14}}}paraId"
_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_IGNORABLE: Final = f"{{{_COMPATIBILITY}}}Ignorable"
#: What else a package says of comments: who answers whom, what is settled, when it was said.
_ABOUT: Final = ("commentsExtended", "commentsIds", "commentsExtensible")
_MARKS: Final = ("commentRangeStart", "commentRangeEnd", "commentReference")
#: How large comments are where the document has no style for them: Word's own ten points.
_HALF_POINTS: Final = "20"
#: Ids of paragraphs are smaller than this, and not zero.
_MOST_IDS: Final = 0x8000_0000


class _Old(NamedTuple):
    """A comment of ours that the document has."""

    node: Node
    number: str
    paragraph_id: str


def hang_comments(
    package: WordPackage, text: WordText, comments: Sequence[Comment], styles: Mapping[str, str]
) -> None:
    """Make comments the only ones of ours.

    Args:
        package: the document.
        text: its text, cut where comments begin and end.
        comments: in the order of the text.
        styles: the ids of the document's styles, by their names.
    """
    olds = _find_ours(package)
    if not olds and not comments:
        return
    matched = _match(package, text, comments, olds)
    _remove_marks(package, {old.number for old in olds})
    if comments:
        numbers = _write(package, comments, matched, styles)
        _Hanger(package, text, styles).hang(comments, numbers)
    kept = {old.number for old in matched.values()}
    _forget(package, [old for old in olds if old.number not in kept])


def _find_ours(package: WordPackage) -> list[_Old]:
    part, w = package.find("comments"), package.w
    olds: list[_Old] = []
    for node in package.read(part).iterchildren(f"{w}comment") if part else ():
        if node.get(f"{w}author") == AUTHOR:
            ids = [each.get(_PARAGRAPH_ID, "") for each in node.iter(f"{w}p")]
            olds.append(_Old(node, node.get(f"{w}id", ""), ids[-1] if ids else ""))
    return olds


def _match(
    package: WordPackage, text: WordText, comments: Sequence[Comment], olds: list[_Old]
) -> dict[str, _Old]:
    """Return the old comment that each new one takes the place of, by the key of the new one."""
    by_id = {old.paragraph_id: old for old in olds if old.paragraph_id}
    matched: dict[str, _Old] = {}
    for comment in comments:
        old = by_id.get(_make_id(comment.key))
        if old is not None:
            matched[comment.key] = old
    taken = {old.number for old in matched.values()}
    spans: dict[str, list[int]] = {}
    for node, place in text.marks:
        if node.tag != f"{package.w}commentReference":
            spans.setdefault(node.get(f"{package.w}id"), []).append(place)
    by_span: dict[tuple[int, ...], list[_Old]] = {}
    for old in reversed(olds):
        if old.number not in taken:
            by_span.setdefault(tuple(spans.get(old.number, ())), []).append(old)
    for comment in comments:
        same = by_span.get((comment.start, comment.end))
        if comment.key not in matched and same:
            matched[comment.key] = same.pop()
    return matched


def _remove_marks(package: WordPackage, numbers: set[str]) -> None:
    w = package.w
    for part, _ in package.file.list_text_parts() if numbers else ():
        for node in list(package.read(part).iter(*(w + mark for mark in _MARKS))):
            if node.get(f"{w}id") not in numbers:
                continue
            package.edit(part)
            run = node.getparent()
            drop(node)
            if run.tag == f"{w}r" and all(each.tag == f"{w}rPr" for each in run):
                drop(run)


def _write(
    package: WordPackage,
    comments: Sequence[Comment],
    matched: Mapping[str, _Old],
    styles: Mapping[str, str],
) -> list[str]:
    """Write what comments say; return the number of each."""
    w = package.w
    root = _declare(package, package.make("comments"))
    runs = RunMaker(package, package.find("comments"), styles)
    taken = {node.get(_PARAGRAPH_ID) for node in root.iter(f"{w}p")}
    taken |= {node.get(_PARAGRAPH_ID) for node in package.read(package.main).iter(f"{w}p")}
    numbers = [int(n) for n in (node.get(f"{w}id", "") for node in root) if n.isdecimal()]
    number = max(numbers, default=-1)
    given = []
    for comment in comments:
        old = matched.get(comment.key)
        if old is None:
            number += 1
        node = etree.Element(f"{w}comment")
        node.set(f"{w}id", str(number) if old is None else old.number)
        node.set(f"{w}author", AUTHOR)
        node.set(f"{w}initials", INITIALS)
        paragraphs = [_make_paragraph(runs, inlines, styles, w) for inlines in comment.paragraphs]
        paragraphs = paragraphs or [_make_paragraph(runs, (), styles, w)]
        mark = runs.make_run(**runs.style("annotation reference"))
        etree.SubElement(mark, f"{w}annotationRef")
        first = paragraphs[0]
        first.insert(1 if len(first) and first[0].tag == f"{w}pPr" else 0, mark)
        paragraph_id = old.paragraph_id if old is not None else ""
        if not paragraph_id:
            paragraph_id = _make_id(comment.key)
            while paragraph_id in taken:
                paragraph_id = f"{int(paragraph_id, 16) % (_MOST_IDS - 1) + 1:08X}"
            taken.add(paragraph_id)
        paragraphs[-1].set(_PARAGRAPH_ID, paragraph_id)
        node.extend(paragraphs)
        if old is None:
            root.append(node)
        else:
            old.node.getparent().replace(old.node, node)
        given.append(node.get(f"{w}id"))
    return given


def _make_paragraph(
    runs: RunMaker, inlines: Sequence[Inline], styles: Mapping[str, str], w: str
) -> Node:
    paragraph = etree.Element(f"{w}p")
    style = styles.get("annotation text")
    if style:
        properties = etree.SubElement(paragraph, f"{w}pPr")
        etree.SubElement(properties, f"{w}pStyle").set(f"{w}val", style)
    small = None if style else runs.make_run(sz=_HALF_POINTS).find(f"{w}rPr")
    paragraph.extend(runs.make(inlines, small))
    return paragraph


def _declare(package: WordPackage, root: Node) -> Node:
    """Say of ids of paragraphs that programs which do not know them may pass them over."""
    prefixes = [prefix for prefix, space in root.nsmap.items() if space == _W14]
    ignored = root.get(_IGNORABLE, "").split()
    if any(prefix in ignored for prefix in prefixes):
        return root
    spaces = {**root.nsmap, "w14": _W14, "mc": _COMPATIBILITY}
    declared = etree.Element(root.tag, root.attrib, nsmap=spaces)
    declared.set(_IGNORABLE, " ".join([*ignored, "w14"]))
    declared.extend(list(root))
    package.put(package.find("comments"), declared)
    return declared


class _Hanger:
    """Hangs comments on the words that they are about."""

    def __init__(self, package: WordPackage, text: WordText, styles: Mapping[str, str]) -> None:
        self._package = package
        self._text = text
        self._w = package.w
        self._runs = RunMaker(package, package.main, styles)
        names = [f"{kind}Reference" for kind in ("footnote", "endnote")]
        self._references = {
            (name, node.get(f"{self._w}id")): text.find_run(node)
            for name in names
            for node in package.read(package.main).iter(self._w + name)
        }

    def hang(self, comments: Sequence[Comment], numbers: Sequence[str]) -> None:
        """Put the marks of comments into the text, those on the same words in their order."""
        pairs = list(zip(comments, numbers, strict=True))
        for comment, number in pairs:
            start = self._mark("commentRangeStart", number)
            slots = self._text.between(comment.start, comment.end)
            host = self._find_host(comment)
            if host is not None:
                put_before(self._text.step_before(host), [start])
                self._package.edit(self._package.main)
            elif slots:
                put_before(self._text.step_before(self._text.open_run(slots[0])), [start])
                self._touch(slots[0].start)
            else:
                self._put(comment.start, [start, *self._make_end(number)])
        for comment, number in reversed(pairs):
            slots = self._text.between(comment.start, comment.end)
            host = self._find_host(comment)
            if host is not None:
                put_behind(self._text.step_behind(host), self._make_end(number))
            elif slots:
                last = self._text.step_behind(self._text.close_run(slots[-1]))
                put_behind(last, self._make_end(number))
                self._touch(slots[-1].start)

    def _find_host(self, comment: Comment) -> Node | None:
        """Return the run that a comment hangs on in place of its words, where these can have none.

        Neither Word nor LibreOffice take comments everywhere: those on a note hang on the mark that
        refers to it, those on a text box on the box.
        """
        line = self._text.line_at(comment.start)
        if line.kind:
            note = next(line.node.iterancestors(f"{self._w}{line.kind[:-1]}"), None)
            number = None if note is None else note.get(f"{self._w}id")
            return self._references.get((f"{line.kind[:-1]}Reference", number))
        if not stands_in_box(line.node, self._w):
            return None
        return list(line.node.iterancestors(f"{self._w}r"))[-1]

    def _make_end(self, number: str) -> list[Node]:
        run = self._runs.make_run(**self._runs.style("annotation reference"))
        run.append(self._mark("commentReference", number))
        return [self._mark("commentRangeEnd", number), run]

    def _mark(self, name: str, number: str) -> Node:
        mark = etree.Element(self._w + name)
        mark.set(f"{self._w}id", number)
        return mark

    def _put(self, place: int, nodes: list[Node]) -> None:
        """Put marks where there are no words to hang on."""
        text = self._text
        before, after = text.before(place), text.after(place)
        self._touch(place)
        if before is not None:
            put_behind(text.step_behind(text.close_run(before)), nodes)
        elif after is not None:
            put_before(text.step_before(text.open_run(after)), nodes)
        else:
            text.line_at(place).node.extend(nodes)

    def _touch(self, place: int) -> None:
        self._package.edit(self._text.line_at(place).part)


def _forget(package: WordPackage, olds: list[_Old]) -> None:
    """Take out comments of ours, and what the package says of them elsewhere."""
    if not olds:
        return
    w = package.w
    root = package.edit(package.find("comments"))
    gone = set()
    for old in olds:
        gone |= {node.get(_PARAGRAPH_ID) for node in old.node.iter(f"{w}p")} - {None}
        drop(old.node)
    empty = root.find(f"{w}comment") is None
    for kind in _ABOUT:
        part = package.find(kind)
        for node in list(package.read(part)) if part and not empty else ():
            said = {etree.QName(name).localname: name for name in node.attrib}
            ids = {node.get(said[name]) for name in ("paraId", "durableId") if name in said}
            if ids & gone:
                gone |= ids
                package.edit(part)
                drop(node)
            elif "paraIdParent" in said and node.get(said["paraIdParent"]) in gone:
                package.edit(part)
                del node.attrib[said["paraIdParent"]]
        if empty:
            package.remove(kind)
    if empty:
        package.remove("comments")


def _make_id(key: str) -> str:
    """Make the id of a comment's last paragraph."""
    return f"{int(hash_key(key)[:8], 16) % (_MOST_IDS - 1) + 1:08X}"
