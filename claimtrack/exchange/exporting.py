"""Export: which records go out, and in which format."""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from claimtrack.errors import MissingExtraError
from claimtrack.formats.contract import Selection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from claimtrack.exchange.packages import Package
    from claimtrack.formats.contract import Format
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Capture, Source


def select_records(
    ledger: Ledger,
    *,
    sources: Collection[str] = (),
    claims: Collection[str] = (),
    tags: Collection[str] = (),
) -> Selection:
    """Return the records that are asked for, in order of id; all where nothing is.

    Args:
        ledger: whose.
        sources: ids of sources, which come with their claims.
        claims: ids of claims, which come with their sources.
        tags: words that a claim must all have, of those that the ids name or else of all.
    """
    if not sources and not claims and not tags:
        return _select(ledger, ledger.sources, ledger.claims)
    chosen: list[Claim] = [ledger.claims[claim_id] for claim_id in claims]
    for source_id in sources:
        chosen.extend(ledger.claims_of(source_id))
    if not sources and not claims:
        chosen.extend(ledger.claims.values())
    wanted = {claim.id for claim in chosen if set(tags) <= set(claim.tags)}
    holders = {ledger.claims[claim_id].source_id for claim_id in wanted}
    return _select(ledger, holders.union(sources), wanted)


def _select(ledger: Ledger, sources: Collection[str], claims: Collection[str]) -> Selection:
    def read_text(source: Source, capture: Capture) -> str | None:
        return ledger.store.read_text(source.id, capture).text

    known = ledger.sources
    return Selection(
        sources={each: known[each] for each in sorted(sources) if each in known},
        claims={
            each: ledger.claims[each]
            # By source first: in order of id alone, "a-b/x" would stand between "a/x" and "a/y".
            for each in sorted(claims, key=lambda claim_id: claim_id.split("/"))
            if ledger.claims[each].source_id in known
        },
        text_of=read_text,
    )


def write_selection(selection: Selection, form: Format, out: IO[bytes]) -> tuple[Finding, ...]:
    """Write records in a format and return what could not be said in it.

    Raises:
        MissingExtraError: the format needs a library that is not installed.
    """
    if form.write is None:
        raise ValueError(f"{form.name} is only read")
    with needing_extra(form):
        return tuple(form.write(selection, out) or ())


@contextmanager
def needing_extra(form: Format | Package) -> Iterator[None]:
    """Say how to install the library that a format needs and that is not there.

    Raises:
        MissingExtraError: instead of `ModuleNotFoundError`.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if not form.extra:
            raise
        raise MissingExtraError(form.name, form.extra, error.name or "a library") from None
