"""A style as a file: what it says about itself, and whether it is fit to be run.

A style is a small program that somebody else wrote. One from a file of the user's is read with
limits before pandoc sees it: of its size, of what its macros unfold to, and without entities or
document types. One of the installed collection is trusted to be what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from claimtrack.errors import BadStyleError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"
#: Eight times the largest style there is.
MAX_BYTES: Final = 2_000_000
#: Elements, once each macro stands where it is called; the largest style there is has some 60,000.
MAX_UNFOLDED: Final = 1_000_000
#: Nothing nests deeper that a person wrote.
MAX_DEPTH: Final = 200

_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_STYLE_TAG: Final = re.compile(r"<(?:\w+:)?style\b[^>]*>")
_COMMENT_OR_TAG: Final = re.compile(f"{_COMMENT.pattern}|(?P<tag>{_STYLE_TAG.pattern})", re.DOTALL)
_LOCALE: Final = re.compile(r"\s+default-locale\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ATTRIBUTE: Final = re.compile(r"([\w:-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_LINK: Final = re.compile(r"<(?:\w+:)?link\b[^>]*>")
_TITLE: Final = re.compile(r"<(?:\w+:)?title\b[^>]*>([^<]*)<")
_LIST: Final = re.compile(r"<(?:\w+:)?bibliography\b")
_ADDED_NAMES: Final = re.compile(
    r"(\bdisambiguate-add-(?:names|givenname)\s*=\s*)(?:\"true\"|'true')"
)


class Style(NamedTuple):
    """A style, ready to be run.

    Attributes:
        id: the name it was asked for by, without a path.
        title: what it calls itself.
        text: its XML.
        in_notes: whether it cites in notes.
        has_list: whether it prints a list of sources.
        parent: the id of the style that it stands for, "" for one that is complete.
        locale: the language it asks for, such as `de-DE`; "" for none.
    """

    id: str
    title: str
    text: str
    in_notes: bool
    has_list: bool
    parent: str = ""
    locale: str = ""


def read_style(style_id: str, text: str) -> Style:
    """Read what a style says about itself.

    Raises:
        BadStyleError: it is no CSL style.
    """
    plain = _COMMENT.sub("", text)
    tag = _STYLE_TAG.search(plain)
    if tag is None or NAMESPACE not in plain:
        raise BadStyleError(style_id, "it is no CSL style")
    attributes = _read_attributes(tag[0])
    title = _TITLE.search(plain)
    return Style(
        id=style_id,
        title=" ".join(title[1].split()) if title else style_id,
        text=text,
        in_notes=attributes.get("class") == "note",
        has_list=bool(_LIST.search(plain)),
        parent=_find_parent(plain),
        locale=attributes.get("default-locale", ""),
    )


def check_style(name: str, data: bytes) -> str:
    """Return the text of a style that somebody brought, once it is known to be harmless.

    Raises:
        BadStyleError: it is too large, not XML, no style, has entities, or its macros unfold
            without end.
    """
    if len(data) > MAX_BYTES:
        raise BadStyleError(name, f"it is larger than {MAX_BYTES:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadStyleError(name, "it is not UTF-8") from None
    root = _parse(name, data)
    if root.tag != f"{{{NAMESPACE}}}style":
        raise BadStyleError(name, "it is no CSL style")
    _check_macros(name, root)
    return text


def use_locale(style: Style, locale: str) -> Style:
    """Return a style that prints in another language."""
    if not locale or locale == style.locale:
        return style
    given = re.sub(r"[^A-Za-z-]", "", locale)
    for found in _COMMENT_OR_TAG.finditer(style.text):
        if tag := found["tag"]:
            plain = _LOCALE.sub("", tag)
            changed = plain.replace("style", f'style default-locale="{given}"', 1)
            text = style.text[: found.start()] + changed + style.text[found.end() :]
            return style._replace(text=text, locale=given)
    return style


def drop_added_names(style: Style) -> Style | None:
    """Return the style without telling people apart by adding names; None if it never does.

    That takes pandoc time that grows much faster than the number of sources: with a thousand
    distinct authors half a minute instead of two seconds. The letters behind a year stay.
    """
    text, changes = _ADDED_NAMES.subn(r'\1"false"', style.text)
    return style._replace(text=text) if changes else None


def _find_parent(text: str) -> str:
    for link in _LINK.findall(text):
        attributes = _read_attributes(link)
        if attributes.get("rel") == "independent-parent":
            return attributes.get("href", "").rstrip("/").rpartition("/")[2]
    return ""


def _read_attributes(tag: str) -> dict[str, str]:
    return {name: value[1:-1] for name, value in _ATTRIBUTE.findall(tag)}


def _parse(name: str, data: bytes) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise BadStyleError(name, "it declares a document type or entities") from None
    except (ParseError, ValueError, RecursionError) as error:
        raise BadStyleError(name, f"it is not well-formed XML ({error})") from None
    return root


def _check_macros(name: str, root: Element) -> None:
    """Refuse macros that call themselves, or that unfold to more than could be run."""
    macros = {str(each.get("name")): each for each in root if each.tag.endswith("}macro")}
    sizes: dict[str, int] = {}
    order = _sort_calls(name, {key: _list_calls(name, each) for key, each in macros.items()})
    for key in order:
        sizes[key] = _measure(macros[key], sizes)
    rest = [each for each in root if not each.tag.endswith("}macro")]
    for each in rest:
        _list_calls(name, each)
    if sum(_measure(each, sizes) for each in rest) > MAX_UNFOLDED:
        raise BadStyleError(name, f"its macros unfold to more than {MAX_UNFOLDED:,} elements")


def _list_calls(name: str, element: Element) -> set[str]:
    calls: set[str] = set()
    rest = [(element, 0)]
    while rest:
        each, depth = rest.pop()
        if depth > MAX_DEPTH:
            raise BadStyleError(name, f"its elements are nested more than {MAX_DEPTH} deep")
        if called := each.get("macro"):
            calls.add(called)
        rest += [(child, depth + 1) for child in each]
    return calls


def _sort_calls(name: str, calls: dict[str, set[str]]) -> list[str]:
    from graphlib import CycleError, TopologicalSorter

    try:
        order = list(TopologicalSorter(calls).static_order())
    except CycleError:
        raise BadStyleError(name, "its macros call one another in a circle") from None
    return [key for key in order if key in calls]


def _measure(element: Element, sizes: dict[str, int]) -> int:
    """Count the elements, each call of a macro as all that it unfolds to."""
    return min(
        sum(1 + sizes.get(str(each.get("macro")), 0) for each in element.iter()),
        MAX_UNFOLDED + 1,
    )
