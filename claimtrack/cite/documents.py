"""What pandoc is asked: a document of nothing but citations, in the syntax tree it reads as JSON.

Ids are ours (`s0`, `s1` …) so that none of the user's means anything to it. A citation is a
paragraph of its own; one in a footnote of the author's stands in a note, where a style that cites
in notes prints it in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from claimtrack.cite.places import translate_place
from claimtrack.cite.results import Mode
from claimtrack.cite.texts import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimtrack.cite.results import Cite, Cluster

#: The version of the tree that pandoc 3 reads; an older one refuses it.
API_VERSION: Final = [1, 23]
#: The block that the list is put into.
LIST_ID: Final = "refs"
_MODES: Final = {
    Mode.NORMAL: "NormalCitation",
    Mode.IN_TEXT: "AuthorInText",
    Mode.SUPPRESSED: "SuppressAuthor",
}

Node = dict[str, Any]

#: Other words of a note: beside them a citation is put in brackets, as a part of their sentence.
_WORDS: Final[tuple[Node, ...]] = ({"t": "Str", "c": "words"}, {"t": "Space"})


def make_document(
    clusters: Sequence[Cluster],
    ids: Mapping[str, str],
    listed: Sequence[str],
    locale: str = "",
) -> Node:
    """Make the document.

    Args:
        clusters: what is cited, a paragraph each, in order.
        ids: what pandoc is to call each source.
        listed: sources that are to be in the list though no cluster has them.
        locale: of the style, in whose language places are said.
    """
    blocks = [_make_paragraph(cluster, ids, locale) for cluster in clusters]
    blocks.append({"t": "Div", "c": [[LIST_ID, [], []], []]})
    meta: Node = {"link-bibliography": {"t": "MetaBool", "c": True}}
    if listed:
        cites = [_make_citation(ids[source_id]) for source_id in listed]
        meta["nocite"] = {"t": "MetaInlines", "c": [{"t": "Cite", "c": [cites, []]}]}
    return {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks}


def _make_paragraph(cluster: Cluster, ids: Mapping[str, str], locale: str) -> Node:
    cites = [_make_cite(cite, ids[cite.source_id], locale) for cite in cluster.cites]
    inline: Node = {"t": "Cite", "c": [cites, []]}
    if cluster.in_note:
        words = [inline] if cluster.is_alone else [*_WORDS, inline, *reversed(_WORDS)]
        inline = {"t": "Note", "c": [{"t": "Para", "c": words}]}
    return {"t": "Para", "c": [inline]}


def _make_cite(cite: Cite, name: str, locale: str) -> Node:
    return _make_citation(
        name,
        prefix=_make_words(tidy(cite.prefix)),
        suffix=_make_suffix(cite, locale),
        mode=_MODES[cite.mode],
    )


def _make_citation(
    name: str,
    *,
    prefix: Sequence[Node] = (),
    suffix: Sequence[Node] = (),
    mode: str = "NormalCitation",
) -> Node:
    return {
        "citationId": name,
        "citationPrefix": list(prefix),
        "citationSuffix": list(suffix),
        "citationMode": {"t": mode},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _make_suffix(cite: Cite, locale: str) -> list[Node]:
    """Write what stands behind a source as an author would.

    Braces make a locator that we found unambiguous; empty ones say that none follows: styles know
    no times.
    """
    suffix = cite.suffix
    if not suffix and cite.locator:
        locator = cite.locator
        suffix = f"{{}}, {locator}" if locator[0].isdigit() else f", {{{locator}}}"
    suffix = translate_place(suffix, locale)
    words = tidy(suffix)
    if cite.mode is Mode.IN_TEXT:
        return _make_words(words.lstrip(", "))
    return _make_words(f" {words}" if suffix.startswith(" ") and words else words)


def _make_words(text: str) -> list[Node]:
    nodes: list[Node] = []
    for place, word in enumerate(text.split(" ")):
        if place:
            nodes.append({"t": "Space"})
        if word:
            nodes.append({"t": "Str", "c": word})
    return nodes
