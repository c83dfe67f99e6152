"""From annotations to sources and claims: ours as they were, anybody's as far as they say anything.

A claim's text is the annotation's, its quote is the passage that is annotated. Of an annotation
that is not ours, the whole is kept with the claim, so that it can be written again.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.annotations.bodies import read_bodies
from claimtrack.formats.annotations.checking import find_faults, list_types
from claimtrack.formats.annotations.contexts import Context
from claimtrack.formats.annotations.gathering import Gathering
from claimtrack.formats.annotations.targets import Target, read_targets
from claimtrack.formats.annotations.terms import CLAIM, KEPT, SOURCES, WRITTEN
from claimtrack.formats.json_input import as_list, read_json
from claimtrack.formats.records import read_claim
from claimtrack.models.anchor import Anchor
from claimtrack.models.ids import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.formats.contract import Entry
    from claimtrack.models.finding import Finding

    Node = dict[str, Any]

_KINDS = ("Annotation", "AnnotationCollection", "AnnotationPage")


def read_annotations(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    """Read an annotation, a list of them, a page or a collection.

    Raises:
        UnreadableFormatError: it is none of these.
    """
    yield from _read_document(read_json(stream, name), name)


def read_own_annotations(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    """Read a collection in which every annotation carries a record of ours.

    Raises:
        UnreadableFormatError: it is none; one that was added by hand makes it anybody's.
    """
    document = read_json(stream, name)
    if not _is_ours(document):
        raise UnreadableFormatError(name, "it does not hold records of claimtrack alone")
    yield from _read_document(document, name)


def _is_ours(document: Any) -> bool:  # noqa: ANN401 - JSON
    if not isinstance(document, dict) or SOURCES not in document:
        return False
    page = document.get("first", {})
    items = page.get("items", []) if isinstance(page, dict) else None
    return isinstance(items, list) and all(
        isinstance(item, dict) and isinstance(item.get(CLAIM), dict) for item in items
    )


def _read_document(document: Any, name: str) -> Iterator[Entry | Finding]:  # noqa: ANN401 - JSON
    gathering = Gathering(name)
    if isinstance(document, list) and any(_find_kind(each) for each in document):
        for number, each in enumerate(document, start=1):
            read_annotation(each, f"{name}: annotation {number}", gathering, context=None)
    elif kind := _find_kind(document):
        context = Context(document.get("@context"))
        if context.fault:
            raise UnreadableFormatError(name, context.fault)
        if kind == "Annotation":
            read_annotation(document, name, gathering, context)
        else:
            _read_collection(document, kind, name, gathering, context)
    else:
        raise UnreadableFormatError(name, "it is no Web Annotation, nor a collection or page")
    yield from gathering.list_results()


def read_annotation(node: Any, where: str, gathering: Gathering, context: Context | None) -> None:  # noqa: ANN401 - JSON
    """Take what an annotation says into ``gathering``, or say why it cannot be.

    Args:
        node: the annotation.
        where: the place of it.
        gathering: what was read so far.
        context: of the document that it stands in; None where it must bring its own.
    """
    if not isinstance(node, dict):
        gathering.refuse(where, "it is no object")
        return
    if context is None or "@context" in node:
        context = Context(node.get("@context"))
    faults = [context.fault] if context.fault else find_faults(node)
    if faults:
        more = f"; and {len(faults) - 1} more" if len(faults) > 1 else ""
        gathering.refuse(where, f"{faults[0]}{more}")
        return
    for address in context.foreign:
        message = f"the context “{address[:200]}” was not fetched"
        gathering.note_once("FOREIGN-CONTEXT", where, message, _UNFETCHED)
    ours = node.get(CLAIM)
    if isinstance(ours, dict) and isinstance(ours.get("id"), str):
        _take_ours(node, ours, where, gathering)
    else:
        _take_foreign(node, where, gathering)


_UNFETCHED = "words that only it explains are kept as they are, and mean nothing here"


def _find_kind(node: Any) -> str:  # noqa: ANN401 - JSON
    types = list_types(node) if isinstance(node, dict) else []
    return next((kind for kind in _KINDS if kind in types), "")


def _read_collection(
    node: Node, kind: str, name: str, gathering: Gathering, context: Context
) -> None:
    for number, document in enumerate(as_list(node.get(SOURCES)), start=1):
        gathering.add_source(document, f"{name}: source {number}")
    page, first = node, node.get("first")
    if kind == "AnnotationCollection" and isinstance(first, dict):
        page = first
    elif first and kind == "AnnotationCollection":
        _say_unread(first, name, gathering)
    for number, each in enumerate(as_list(page.get("items")), start=1):
        where = f"{name}: annotation {number}"
        if isinstance(each, str):
            _say_unread(each, where, gathering)
        else:
            read_annotation(each, where, gathering, context)
    if page.get("next"):
        _say_unread(page["next"], name, gathering)


def _say_unread(address: Any, where: str, gathering: Gathering) -> None:  # noqa: ANN401 - JSON
    if isinstance(address, dict):
        address = address.get("id")
    why = "nothing is fetched: save it as a file and import that"
    gathering.warn("ELSEWHERE", where, f"more annotations are at {str(address)[:200]}", why)


def _take_ours(node: Node, ours: Node, where: str, gathering: Gathering) -> None:
    """Take a record of ours, and what has been changed of it in the words of the model."""
    document = dict(ours)
    said = read_bodies(node)
    if said.text and said.text != str(document.get("text")).strip():
        document["text"] = said.text
    tags = tuple(str(tag).strip() for tag in as_list(document.get("tags")))
    if said.tags != tuple(filter(None, tags)):
        document["tags"] = list(said.tags)
    targets = read_targets(node)
    anchor = document.get("anchor")
    if isinstance(anchor, dict):
        document["anchor"] = _update_anchor(anchor, targets)
    if strange := {word: value for word, value in node.items() if word not in WRITTEN}:
        kept = document.get(KEPT)
        document[KEPT] = {**(kept if isinstance(kept, dict) else {}), **strange}
    try:
        claim = read_claim(document)
    except ValueError as error:
        gathering.refuse(where, str(error))
        return
    gathering.add_own_claim(claim, targets[0], where)


def _update_anchor(anchor: Node, targets: list[Target]) -> Node:
    """Return our anchor with the segments that stand in the words of the model."""
    segments = [segment.to_document() for target in targets for segment in target.segments]
    ours = anchor.get("segments")
    if not isinstance(ours, list) or len(ours) != len(segments):
        return anchor
    plain = {"prefix": "", "suffix": ""}
    both = zip(ours, segments, strict=True)
    merged = [{**our, **plain, **their} if isinstance(our, dict) else our for our, their in both]
    return {**anchor, "segments": merged}


def _take_foreign(node: Node, where: str, gathering: Gathering) -> None:
    said = read_bodies(node)
    kept = {word: value for word, value in node.items() if word != "@context"}
    for target in read_targets(node):
        quote = " … ".join(segment.exact.strip() for segment in target.segments)
        text = said.text or quote
        source_id = gathering.find_source(target, where)
        if not text:
            why = "neither its bodies nor its selectors hold a text"
            gathering.note(
                "NO-WORDS", where, f"nothing is said of {target.iri[:200]} in words", why
            )
            continue
        if not said.text:
            why = "it has no text of its own, only a passage: say in plain words what is claimed"
            gathering.note("QUOTE-AS-TEXT", where, "the claim's text is the quote", why)
        if said.more:
            why = "a claim has one text: the first was taken, all are kept with it"
            gathering.note("MORE-TEXTS", where, f"it has {said.more + 1} texts", why)
        document = {
            "id": f"{source_id}/{slugify(text) or 'claim'}",
            "text": text,
            "tags": list(dict.fromkeys(said.tags)),
            KEPT: kept,
        }
        if quote:
            document["anchor"] = _make_anchor(target, quote).to_document()
        gathering.add_claim(read_claim(document), where)
        kept = {word: value for word, value in kept.items() if word not in {"id", "target"}}


def _make_anchor(target: Target, quote: str) -> Anchor:
    """Return an anchor by its words alone: positions count in a text that is not ours."""
    segments = tuple(segment.with_changes(start=0, end=0) for segment in target.segments)
    return Anchor(capture=1, quote=quote, segments=segments)
