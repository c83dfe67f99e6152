"""Puts together what is to be cited, has it set, and says what is missing from the answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.cite.collecting import list_captures
from claimtrack.cite.copies import describe_copies
from claimtrack.cite.duplicates import find_duplicates
from claimtrack.cite.engine import set_citations
from claimtrack.cite.items import name_source, print_item, say_unknown
from claimtrack.cite.results import Citation, Citations, Cluster, LeftOut, Listed, Mode
from claimtrack.cite.standing import find_standing, mark_standing
from claimtrack.manuscripts.contract import Inline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimtrack.cite.duplicates import Duplicate
    from claimtrack.cite.engine import Answer
    from claimtrack.cite.press import Press
    from claimtrack.cite.results import Cite, UnknownKey
    from claimtrack.cite.style_files import Style
    from claimtrack.models.source import Source
    from claimtrack.search.view import Records

_NUMBERED = re.compile(r"[\[(]\d")
#: Types that styles leave out on purpose, since no reader could look them up.
_PERSONAL = frozenset({"interview", "personal_communication"})


def cite_sources(
    ledger: Records,
    style: Style,
    *,
    clusters: Sequence[Cluster] = (),
    listed: Sequence[str] = (),
    unknown: Sequence[UnknownKey] = (),
    with_copies: bool = False,
    keep_duplicates: bool = False,
    press: Press | None = None,
) -> Citations:
    """Cite in a style.

    Args:
        ledger: whose sources.
        style: to cite in.
        clusters: what is cited where.
        listed: sources that are to be in the list besides.
        unknown: keys that nothing has, to be handed on.
        with_copies: whether each entry is to say when our copies were taken, and where one is
            archived.
        keep_duplicates: whether sources that are one and the same are to be listed apart.
        press: to set them with; one of its own by default.

    Raises:
        PandocMissingError: there is no pandoc 3.
        BadStyleError: it refused the style.
        PandocFailedError: it refused an item, or took too long.
    """
    cited = [cite.source_id for cluster in clusters for cite in cluster.cites]
    wanted = list(dict.fromkeys([*cited, *listed]))
    missing = [source_id for source_id in wanted if source_id not in ledger.sources]
    present = [ledger.sources[each] for each in wanted if each in ledger.sources]
    duplicates = [] if keep_duplicates else find_duplicates(present)
    canonical = {each.source_id: each.listed_as for each in duplicates}
    used = list(dict.fromkeys(canonical.get(each, each) for each in wanted if each not in missing))
    sources = {source_id: ledger.sources[source_id] for source_id in used}
    captures = list_captures(clusters, ledger)
    items = {
        each.id: print_item(each, captures.get(each.id, ()), style_id=style.id)
        for each in sources.values()
    }
    kept = [_rename(cluster, canonical, missing) for cluster in clusters]
    set_clusters = [cluster for cluster in kept if cluster.cites]
    answer = set_citations(style, items, set_clusters, press=press)
    entries = _list_entries(answer, sources, captures, with_copies=with_copies)
    left_out = [
        *(LeftOut(source_id, "its record is missing from the ledger") for source_id in missing),
        *_find_left_out(entries, sources, style),
    ]
    return Citations(
        style_id=style.id,
        style_title=style.title,
        in_notes=style.in_notes,
        citations=tuple(_list_citations(answer, set_clusters, sources)),
        entries=tuple(entries),
        left_out=tuple(left_out),
        unknown=tuple(unknown),
        remarks=(
            *answer.remarks,
            *_say_merged(duplicates),
            *_say_standing(sources),
            *say_unknown(sources.values()),
        ),
    )


def _rename(cluster: Cluster, canonical: Mapping[str, str], missing: Sequence[str]) -> Cluster:
    """Cite what is listed; two that turn out to be one, at one place, are cited once."""
    cites: list[Cite] = []
    for cite in cluster.cites:
        named = cite._replace(source_id=canonical.get(cite.source_id, cite.source_id))
        again = bool(canonical) and any(
            (each.source_id, each.locator, each.prefix)
            == (named.source_id, named.locator, named.prefix)
            for each in cites
        )
        if not again and named.source_id not in missing:
            cites.append(named)
    return cluster._replace(cites=tuple(cites))


def _list_entries(
    answer: Answer,
    sources: Mapping[str, Source],
    captures: Mapping[str, set[int]],
    *,
    with_copies: bool,
) -> list[Listed]:
    entries = []
    for entry in answer.entries:
        if not entry.inlines:
            continue
        source = sources[entry.name]
        inlines = mark_standing(entry.inlines, source)
        if with_copies:
            inlines += describe_copies(source, captures.get(source.id, ()))
        entries.append(Listed(source.id, inlines, entry.label))
    return entries


def _list_citations(
    answer: Answer, clusters: Sequence[Cluster], sources: Mapping[str, Source]
) -> list[Citation]:
    """Return the citations; what was retracted is marked in notes too.

    A reader of a note may never see the list. And where a style leaves nothing of an author who is
    a word of the sentence, a name is put there: “As¹ says” and “As [1] says” are no sentences.
    """
    citations = []
    for cluster, (inlines, note) in zip(clusters, answer.citations, strict=True):
        first = cluster.cites[0]
        if first.mode is Mode.IN_TEXT and _is_nameless(inlines):
            space = "" if all(each.superscript for each in inlines) else " "
            name = f"{name_source(sources[first.source_id])}{space}"
            inlines = (Inline(name), *inlines)  # noqa: PLW2901
        if note is not None:
            for cite in cluster.cites:
                note = mark_standing(note, sources[cite.source_id])  # noqa: PLW2901 - built up
        citations.append(Citation(cluster, inlines, note))
    return citations


def _is_nameless(inlines: Sequence[Inline]) -> bool:
    """Whether a citation says no name: it is raised, or it is a number in brackets."""
    return all(each.superscript for each in inlines) or bool(_NUMBERED.match(join_text(inlines)))


def _find_left_out(
    entries: Sequence[Listed], sources: Mapping[str, Source], style: Style
) -> list[LeftOut]:
    printed = {entry.source_id for entry in entries}
    left_out = []
    for source in sources.values():
        if source.id in printed:
            continue
        kind = str(source.csl.get("type"))
        if not style.has_list:
            why = "the style prints no list of sources"
        elif not any(source.csl.get(name) for name in ("title", "author")):
            why = "neither its title nor its author is known"
        elif kind in _PERSONAL:
            words = kind.replace("_", " ")
            why = f"the style lists no {words} that readers cannot look up"
        else:
            why = f"the style prints no entry for it ({kind.replace('_', ' ')})"
        left_out.append(LeftOut(source.id, why))
    return left_out


def _say_merged(duplicates: Sequence[Duplicate]) -> list[str]:
    return [
        f"{each.source_id} is listed as {each.listed_as}: they have {each.why}"
        for each in duplicates
    ]


def _say_standing(sources: Mapping[str, Source]) -> list[str]:
    standings = {source.id: find_standing(source) for source in sources.values()}
    return [f"{source_id} is marked “{words}”" for source_id, words in standings.items() if words]


def join_text(inlines: Sequence[Inline]) -> str:
    """Return the words of stretches of text, without their looks."""
    return "".join(inline.text for inline in inlines)
