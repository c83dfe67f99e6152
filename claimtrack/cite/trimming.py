"""A style without what it has for other sources than those at hand.

The large styles know some forty types of source, and most of pandoc's time goes into reading what
they have for each and unfolding their macros. Here the branches that none of the sources can take
are emptied, and then the macros that nothing calls any more. What is printed stays the same: a
branch is only emptied where pandoc itself could not enter it, for what the sources are or lack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SUFFIX: Final = "year-suffix"
#: What pandoc adds to a source, works out for it, or takes down as used up where a style prints it
#: in place of a name, even if there is none: a test then finds it there.
_WORKED_OUT: Final = frozenset(
    {
        *("citation-key", "citation-label", "citation-number", "first-reference-note-number"),
        *("id", "locator", "page-first", "type", _SUFFIX),
        *("doi", "pmcid", "pmid", "url"),
        *("editor-translator", "editortranslator"),
    }
)
#: What the name of a short form ends in. Where either form is used up, so is the other.
_SHORT: Final = "-short"
_SHORT_TITLES: Final = frozenset({"container-title-short", "title-short"})
#: Other names by which an item may have a variable, in small letters. Pandoc takes the two old
#: names of short titles for one.
_OTHER_NAMES: Final = {
    "event": frozenset({"event-title"}),
    "event-title": frozenset({"event"}),
    "journalabbreviation": _SHORT_TITLES,
    "shorttitle": _SHORT_TITLES,
}
_NONE: Final[frozenset[str]] = frozenset()
#: The branches of a choice in the order in which pandoc tries them, wherever they stand.
_BRANCHES: Final = {"if": 0, "else-if": 1, "else": 2}
#: In these pandoc does not look whether the style says itself where the letter of a year stands.
_ASIDES: Final = frozenset({"names", "sort"})
_TESTS_OF_VARIABLES: Final = frozenset({"is-numeric", "is-uncertain-date", "variable"})


def trim_style(text: str, items: Iterable[Mapping[str, Any]]) -> str:
    """Return a style that prints the items as the whole of it does.

    Args:
        text: the style.
        items: CSL items, all that it will be used for.

    Returns:
        The text without what they do not use; as it was where it cannot be read, so that the one
        that runs it says why.
    """
    known = list(items)
    variables = _WORKED_OUT.union(*map(_list_variables, known))
    if "<!DOCTYPE" in text or "note" in variables:
        return text  # lines of a note may set any variable, and the type
    needs = _Needs(_NONE.union(*map(_list_types, known)), variables)
    data = text.encode()
    reader = _Reader(needs)
    try:
        sections = reader.read(data)
    except expat.ExpatError:
        return text
    if reader.adds_suffix and reader.has_suffix and not _has_suffix(sections):
        return text  # else pandoc would put the letters of years where it thinks fit
    kept, place = [], 0
    for start, end in sorted(_list_cuts(sections)):
        if start >= place:  # else it is within one that is cut already
            kept.append(data[place:start])
            place = end
    return b"".join((*kept, data[place:])).decode()


def _list_variables(item: Mapping[str, Any]) -> set[str]:
    names = {name.lower() for name in item}
    names.update(*(_OTHER_NAMES[name] for name in names & _OTHER_NAMES.keys()))
    return {form for name in names for form in (name, name + _SHORT, name.removesuffix(_SHORT))}


def _list_types(item: Mapping[str, Any]) -> set[str]:
    """Return its type; all of them where it has several, in capitals and small letters."""
    return {str(value) for name, value in item.items() if name.lower() == "type"} or {""}


class _Needs(NamedTuple):
    """What the sources are, and what they have."""

    types: frozenset[str]
    variables: frozenset[str]

    def judge(self, attributes: Mapping[str, str]) -> bool | None:
        """Whether a branch's conditions hold for all of them (True), for none (False), or for some.

        Pandoc takes the types that one attribute names for one condition, and each variable for
        one of its own.
        """
        found: list[bool | None] = []
        for name, value in attributes.items():
            if name == "type":
                asked = self.types.intersection(value.split())
                found.append(asked == self.types if asked in {_NONE, self.types} else None)
            elif name in _TESTS_OF_VARIABLES:
                words = value.lower().split()
                found += [None if word in self.variables else False for word in words]
            elif name != "match":  # of the place of a citation, or of what tells it from others
                found.append(None)
        match = attributes.get("match", "all")
        if match == "none":
            match, found = "all", [None if each is None else not each for each in found]
        if not found or match not in {"all", "any"}:
            return None
        decisive = match == "any"
        if decisive in found:
            return decisive
        return None if None in found else not decisive


class _Element:
    """An element that may be emptied, or a choice, on the way to where the reader is.

    Attributes:
        is_dead: whether it is a branch that none of the sources can take.
        start: where its first child begins, in bytes; -1 for none so far.
        settled: of a choice, the lowest kind of the branches met so far that are always taken.
    """

    __slots__ = ("is_dead", "settled", "start")

    def __init__(self) -> None:
        self.is_dead = False
        self.settled = len(_BRANCHES)
        self.start = -1


class _Section:
    """A part of the style at the top of it, such as a macro.

    Attributes:
        macro: its name; "" when it is none, and is always used.
        content: where what is in it begins and ends, in bytes.
        calls: the macros that are called outside of dead branches.
        texts: those of them that stand for text of their own.
        has_suffix: whether such text is the letter behind a year.
        cuts: where dead branches begin and end.
    """

    def __init__(self, macro: str) -> None:
        self.macro = macro
        self.content = (0, 0)
        self.calls: set[str] = set()
        self.texts: set[str] = set()
        self.has_suffix = False
        self.cuts: list[tuple[int, int]] = []


class _Reader:
    """Reads a style once, from its first element to its last.

    Attributes:
        adds_suffix: whether letters are put behind years that would else be the same.
        has_suffix: whether such a letter is named anywhere, dead branches included.
    """

    def __init__(self, needs: _Needs) -> None:
        self._needs = needs
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._path: list[_Element | None] = []
        self._dead = self._asides = 0
        self.adds_suffix = self.has_suffix = False
        self._sections: list[_Section] = []

    def read(self, data: bytes) -> list[_Section]:
        self._parser.Parse(data, True)  # noqa: FBT003 - as expat has it
        return self._sections

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        path = self._path
        parent = path[-1] if path else None
        if parent is not None and parent.start < 0:
            parent.start = self._parser.CurrentByteIndex
        name = tag.rpartition(":")[2]
        element = None
        if name == "choose":
            element = _Element()
        elif name in _BRANCHES and parent is not None:
            element = _Element()
            verdict = self._needs.judge(attributes)
            element.is_dead = parent.settled <= _BRANCHES[name] or verdict is False
            if verdict:
                parent.settled = min(parent.settled, _BRANCHES[name])
            self._dead += element.is_dead
        elif len(path) == 1:
            element = _Element()
            macro = attributes.get("name", "") if name == "macro" else ""
            self._sections.append(_Section(macro))
            self.adds_suffix |= attributes.get("disambiguate-add-year-suffix") == "true"
        self._asides += name in _ASIDES
        if self._sections:
            self._note(name, attributes)
        path.append(element)

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        """Note what an element calls, and whether it is the letter behind a year."""
        macro, is_suffix = attributes.get("macro"), _is_suffix(name, attributes)
        self.has_suffix |= is_suffix
        if self._dead:
            return
        section, is_text = self._sections[-1], name == "text" and not self._asides
        if macro is not None:
            section.calls.add(macro)
            if is_text:
                section.texts.add(macro)
        section.has_suffix |= is_suffix and is_text

    def _end(self, tag: str) -> None:
        self._asides -= tag.rpartition(":")[2] in _ASIDES
        element = self._path.pop()
        if element is None:
            return
        self._dead -= element.is_dead
        if element.start < 0:
            return
        content = (element.start, self._parser.CurrentByteIndex)
        if element.is_dead:
            self._sections[-1].cuts.append(content)
        elif len(self._path) == 1:
            self._sections[-1].content = content


def _is_suffix(name: str, attributes: Mapping[str, str]) -> bool:
    return name == "text" and attributes.get("variable", "").lower() == _SUFFIX


def _has_suffix(sections: Sequence[_Section]) -> bool:
    """Whether the letter behind a year is still named where pandoc looks for that."""
    used = _find_used(sections, as_text=True)
    return any(each.has_suffix for each in sections if each.macro in used)


def _list_cuts(sections: Sequence[_Section]) -> Iterator[tuple[int, int]]:
    used = _find_used(sections)
    for section in sections:
        yield from section.cuts if section.macro in used else [section.content]


def _find_used(sections: Sequence[_Section], *, as_text: bool = False) -> set[str]:
    """Return the macros that are called, directly or by others, and "" for what is none.

    Args:
        sections: of the style.
        as_text: whether only calls for text of its own count.
    """
    calls: dict[str, set[str]] = {}
    for section in sections:
        called = section.texts if as_text else section.calls
        calls.setdefault(section.macro, set()).update(called)
    used, rest = {""}, [""]
    while rest:
        new = calls.get(rest.pop(), set()) - used
        used |= new
        rest += new
    return used
