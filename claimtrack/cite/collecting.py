"""What is to be cited: the keys of a draft, or records that are named, as sources with locators."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from claimtrack.cite.results import Cite, Cluster, Mode, UnknownKey
from claimtrack.errors import ClaimtrackError
from claimtrack.models.ids import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimtrack.extract.citations import Citation
    from claimtrack.extract.draft import Draft
    from claimtrack.ledger.locators import Locator
    from claimtrack.search.view import Records

_SPACES: Final = " \t\u00a0"


class Collected(NamedTuple):
    """What a draft cites."""

    clusters: list[Cluster]
    """Each place where it cites what the ledger has, as a reader comes by it: what stands in a
    footnote, where that is referred to."""
    mentioned: list[str]
    """Sources named in a bracket that is left as it is, since another key in it is unknown."""
    unknown: list[UnknownKey]


class Collector:
    """Turns keys into sources with locators.

    Args:
        ledger: whose.
        with_locators: whether the place of a claim is told where its author gave none.
    """

    def __init__(self, ledger: Records, *, with_locators: bool = True) -> None:
        self._ledger = ledger
        self._with_locators = with_locators
        self._locator: Locator | None = None

    def collect_draft(self, draft: Draft) -> Collected:
        """Collect what a draft cites.

        A bracket is resolved as a whole or not at all. In running text, what follows `@` may be
        anybody's name elsewhere: there only a whole id is a key, and nothing is said of others.
        """
        collected = Collected([], [], [])
        for (start, end), group in groupby(draft.citations, key=lambda each: each.whole):
            written = list(group)
            found = [(each, self._find(each)) for each in written]
            cites = [self._read(draft, each, record) for each, record in found if record]
            if len(cites) < len(written):
                collected.mentioned.extend(cite.source_id for cite in cites)
                collected.unknown.extend(
                    UnknownKey(each.key, each.line, each.column, "the ledger does not have it")
                    for each, record in found
                    if not record and not each.in_text
                )
                continue
            first = written[0]
            collected.clusters.append(
                Cluster(
                    tuple(cites),
                    start,
                    end,
                    first.line,
                    first.column,
                    in_note=first.in_note,
                    is_alone=first.is_alone,
                    note_label=first.note_label,
                    opens=first.is_alone or _opens(draft, first.at),
                )
            )
        joined = _join_neighbours(draft, collected.clusters)
        return collected._replace(clusters=order_for_reading(draft, joined))

    def cite_record(self, record_id: str) -> Cluster:
        """Return the citation of a claim or a source by itself."""
        if "/" in record_id:
            return Cluster((self.cite_claim(record_id),))
        return Cluster((Cite(record_id, record_id),))

    def cite_claim(self, claim_id: str) -> Cite:
        """Return the citation of a claim, with its place in its source."""
        return Cite(source_of(claim_id), claim_id, self._locate(claim_id))

    def _find(self, citation: Citation) -> str:
        """Return the record that a key stands for; "" for none."""
        key = citation.key
        if key in self._ledger.sources or key in self._ledger.claims:
            return key
        if citation.in_text:
            return ""
        try:
            return self._ledger.find_id(key)
        except ClaimtrackError:
            return ""

    def _read(self, draft: Draft, citation: Citation, record_id: str) -> Cite:
        mode = Mode.NORMAL
        if citation.in_text:
            mode = Mode.IN_TEXT
        elif draft.raw[citation.start : citation.start + 1] == "-":
            mode = Mode.SUPPRESSED
        written = citation.locator
        comma = "," if draft.raw[citation.end : citation.end + 1] == "," else ""
        return Cite(
            source_id=source_of(record_id) if "/" in record_id else record_id,
            key=record_id,
            locator=written or self._locate(record_id),
            prefix=citation.prefix,
            suffix=f"{comma} {written}" if written else "",
            mode=mode,
        )

    def _locate(self, record_id: str) -> str:
        """Return where a claim stands; what tells it is loaded for the first of them."""
        claim = self._ledger.claims.get(record_id) if self._with_locators else None
        if claim is None:
            return ""
        if self._locator is None:
            from claimtrack.ledger.locators import Locator

            self._locator = Locator(self._ledger)
        return self._locator.locate(claim)


def _opens(draft: Draft, at: int) -> bool:
    """Whether no word of its paragraph stands before a place of a draft's text."""
    found = bisect_right(draft.paragraphs, at, key=lambda each: each.start) - 1
    return found < 0 or not draft.text[draft.paragraphs[found].start : at].strip()


def _join_neighbours(draft: Draft, clusters: Iterable[Cluster]) -> list[Cluster]:
    """Make one citation of brackets side by side: two numbers of notes would read as one.

    In a footnote of nothing else the signs between them go: the style puts its own.
    """
    joined: list[Cluster] = []
    for cluster in clusters:
        last = joined[-1] if joined else None
        if (
            last is not None
            and not draft.raw[last.end : cluster.start].strip(_SPACES + _list_signs(last, cluster))
            and Mode.IN_TEXT not in {cluster.cites[0].mode, last.cites[0].mode}
        ):
            joined[-1] = last._replace(cites=(*last.cites, *cluster.cites), end=cluster.end)
        else:
            joined.append(cluster)
    return joined


def _list_signs(one: Cluster, other: Cluster) -> str:
    alone = one.in_note and one.is_alone and other.in_note and one.note_label == other.note_label
    return ",;" if alone else ""


def order_for_reading(draft: Draft, clusters: Iterable[Cluster]) -> list[Cluster]:
    """Return citations as a reader comes by them: those in a footnote where it is referred to.

    Styles number sources by that order, and shorten what was cited before.
    """
    referred = {label: draft.raw_span(at, at)[0] for label, at in reversed(draft.note_references)}
    return sorted(
        clusters,
        key=lambda each: (referred.get(each.note_label, each.start), each.start, each.end),
    )


def list_captures(clusters: Iterable[Cluster], ledger: Records) -> dict[str, set[int]]:
    """Return, by source, the numbers of the captures that cited claims are anchored to."""
    captures: dict[str, set[int]] = {}
    for cluster in clusters:
        for cite in cluster.cites:
            claim = ledger.claims.get(cite.key)
            if claim and claim.anchor:
                captures.setdefault(cite.source_id, set()).add(claim.anchor.capture)
    return captures


def find_sources(keys: Sequence[str], ledger: Records) -> list[str]:
    """Return the sources of records that are named, each once, in order.

    Raises:
        UnknownIdError: there is no such claim or source.
        AmbiguousIdError: there are several.
    """
    found = (ledger.find_id(key) for key in keys)
    return list(dict.fromkeys(source_of(each) if "/" in each else each for each in found))
