"""Quotations of a draft, held letter for letter against what the sources say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.check.results import Particular, ParticularKind, Trace
from claimtrack.store.contract import Presence
from claimtrack.values.text import MappedText, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimtrack.check.evidence import Held
    from claimtrack.extract.quotations import Quotation
    from claimtrack.search.view import Records


class Library:
    """The texts that quotations are looked for in, each read once."""

    def __init__(self, ledger: Records) -> None:
        self._ledger = ledger
        self._texts: dict[str, list[MappedText]] = {}

    def trace(self, quotations: Iterable[Quotation], held: Sequence[Held]) -> list[Particular]:
        """Trace the quotations of a sentence in what the claims nearest to it were taken from."""
        return [
            self._trace_one(quotation.text, quotation.start, held)
            for quotation in quotations
            if quotation.depth == 0
        ]

    def _trace_one(self, words: str, start: int, held: Sequence[Held]) -> Particular:
        # Few drafts quote, and what finds nearest passages takes long to load.
        from claimtrack.anchoring.difference import nearest

        # A full stop or comma before the closing mark belongs to the sentence, by most styles.
        wanted = normalise(words.strip().rstrip(".,")).norm
        best: tuple[float, str, str] | None = None
        for claim_id, text in self._list_texts(held):
            if wanted in text.norm:
                return self._particular(words, start, Trace.FOUND, claim_id)
            difference = nearest(wanted, text)
            if difference is not None and (best is None or difference.score > best[0]):
                best = (difference.score, claim_id, difference.render())
        if best is None:
            return self._particular(words, start, Trace.NOWHERE)
        return self._particular(words, start, Trace.SIBLING, best[1], best[2])

    def _list_texts(self, held: Sequence[Held]) -> Iterator[tuple[str, MappedText]]:
        """Yield the quotes of the claims, then the whole texts of their sources."""
        for each in held:
            if each.claim.quote:
                yield each.claim.id, normalise(each.claim.quote)
        for source_id in dict.fromkeys(each.claim.source_id for each in held):
            claim_id = next(each.claim.id for each in held if each.claim.source_id == source_id)
            for text in self._read_source(source_id):
                yield claim_id, text

    def _read_source(self, source_id: str) -> list[MappedText]:
        if source_id not in self._texts:
            source = self._ledger.sources.get(source_id)
            texts = (
                self._ledger.store.read_text(source_id, capture)
                for capture in (source.captures if source else ())
            )
            self._texts[source_id] = [
                normalise(found.text)
                for found in texts
                if found.presence is Presence.HELD and found.text is not None
            ]
        return self._texts[source_id]

    def _particular(
        self, text: str, start: int, trace: Trace, claim_id: str = "", there: str = ""
    ) -> Particular:
        return Particular(
            ParticularKind.QUOTATION, text, start, start + len(text), trace, claim_id, there
        )
