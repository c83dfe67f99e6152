"""What a drawing of a ledger shows: records as nodes, and what joins them as edges."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimtrack.anchoring.fragments import is_web_address, text_fragment
from claimtrack.graph.network import build_network
from claimtrack.graph.states import states
from claimtrack.models.ids import source_of
from claimtrack.values.printable import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.formats.contract import Selection
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source

#: Characters in a line of a label, and lines of it: a node that is still read at a glance.
_COLUMNS, _LINES = 26, 6

#: What joins a claim to the source that makes it, and a source to one that it draws on.
MADE_BY: Final = "made-by"
DRAWS_ON: Final = "draws-on"


@dataclass(frozen=True, slots=True)
class Node:
    """A source, a claim, or what a link points at and is not here."""

    id: str
    kind: str
    """``source``, ``stub``, ``claim`` or ``outside``: pointed at, and not in the selection."""
    text: str
    """The title or the statement, whole."""
    state: str = ""
    """Of a claim, as the whole selection makes it."""
    at_most: int = 0
    """Of a claim, on how many origins it may rest."""
    date: str = ""
    url: str = ""
    """Where it is read; for a claim with a quote, a link to the very passage."""

    @property
    def label(self) -> str:
        """The text in short lines, at most six."""
        lines = textwrap.wrap(
            self.text,
            _COLUMNS,
            max_lines=_LINES,
            placeholder=" …",
            break_on_hyphens=False,
            break_long_words=False,
        )
        return "\n".join(lines or [self.id])


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two nodes."""

    start: str
    end: str
    kind: str
    """`MADE_BY`, `DRAWS_ON`, or the kind of a relation."""
    both_ways: bool = False
    judgement: str = ""
    """Of a relation: ``suggested``, ``confirmed``, ``rejected``, ``unsure``."""
    cause: str = ""
    because: str = ""

    @property
    def is_standing(self) -> bool:
        """Whether it counts: all but what a person rejected."""
        return self.judgement != "rejected"


def group_nodes(selection: Selection) -> list[list[Node]]:
    """Return each source with its claims, then what is outside: what is drawn together."""
    groups: dict[str, list[Node]] = defaultdict(list)
    for node in list_nodes(selection):
        groups["" if node.kind == "outside" else source_of(node.id)].append(node)
    groups[""] = groups.pop("", [])
    return [group for group in groups.values() if group]


def list_nodes(selection: Selection) -> Iterator[Node]:
    """Yield the sources, the claims, and what is pointed at and stands in neither."""
    standings = states(build_network(selection.sources, selection.claims))
    for source in selection.sources.values():
        kind = "stub" if source.is_stub else "source"
        date = str(source.issued or "")
        yield Node(source.id, kind, clean(source.title), date=date, url=_link_to_page(source))
    for claim in selection.claims.values():
        standing = standings[claim.id]
        yield Node(
            claim.id,
            "claim",
            clean(claim.text),
            state=standing.state,
            at_most=standing.at_most,
            date=str(claim.said or ""),
            url=_link_to_passage(selection, claim),
        )
    known = {*selection.sources, *selection.claims}
    ends = {edge.end for edge in list_edges(selection)}
    for outside in sorted(ends - known):
        yield Node(outside, "outside", outside)


def list_edges(selection: Selection) -> Iterator[Edge]:
    """Yield what joins the records, each once, in order of where it starts."""
    for source in selection.sources.values():
        for reference in source.references:
            yield Edge(source.id, reference, DRAWS_ON)
    for claim in selection.claims.values():
        yield Edge(claim.id, claim.source_id, MADE_BY)
        for link in claim.links:
            yield Edge(
                claim.id,
                link.target,
                link.kind,
                both_ways=link.kind.is_symmetric,
                judgement=link.judgement.state,
                cause=link.cause or "",
                because=clean(link.because),
            )


def _link_to_page(source: Source) -> str:
    """Return an address that can be opened; others, such as scripts, would be run by a click."""
    return source.url if is_web_address(source.url.strip()) else ""


def _link_to_passage(selection: Selection, claim: Claim) -> str:
    source = selection.sources.get(claim.source_id)
    if source is None or not claim.anchor:
        return _link_to_page(source) if source else ""
    return text_fragment(source.url, claim.anchor.segments)
