"""Changing a ledger: each function checks, then hands complete records to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from claimtrack.errors import (
    IdTakenError,
    InvalidIdError,
    InvalidRecordError,
    LinkRefusedError,
    UnknownIdError,
    WouldDangleError,
)
from claimtrack.models.claim import Claim
from claimtrack.models.ids import find_claim_id_fault, find_slug_fault
from claimtrack.models.judgement import Judgement, State
from claimtrack.models.relation import Cause, Kind, Relation
from claimtrack.models.source import Source
from claimtrack.store.contract import Change

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from claimtrack.ledger.ledger import Ledger

_Record = TypeVar("_Record", Source, Claim)


def build_source(source_id: str, **fields: object) -> Source:
    """Make the record of a source.

    Raises:
        InvalidIdError: ``source_id`` cannot be one.
        InvalidRecordError: a value does not fit.
    """
    if fault := find_slug_fault(source_id):
        raise InvalidIdError(source_id, fault)
    return _build(Source, source_id, fields)


def build_claim(claim_id: str, **fields: object) -> Claim:
    """Make the record of a claim.

    Raises:
        InvalidIdError: ``claim_id`` cannot be one.
        InvalidRecordError: a value does not fit.
    """
    if fault := find_claim_id_fault(claim_id):
        raise InvalidIdError(claim_id, fault)
    return _build(Claim, claim_id, fields)


def build_relation(
    claim_id: str,
    kind: Kind,
    target: str,
    *,
    because: str,
    judgement: Judgement,
    cause: Cause | None = None,
) -> Relation:
    """Make a relation for ``claim_id`` to hold.

    Raises:
        InvalidRecordError: a value does not fit.
    """
    try:
        return Relation(kind=kind, target=target, because=because, cause=cause, judgement=judgement)
    except ValidationError as error:
        raise InvalidRecordError(claim_id, _sentences(error)) from None


def check_new_source(ledger: Ledger, source: Source) -> None:
    """Refuse a source that could not be added.

    Raises:
        BrokenFilesError: a file of the ledger cannot be read.
        InvalidIdError, IdTakenError, UnknownIdError: its id, or one it refers to.
    """
    ledger.refuse_if_broken()
    check_new_id(ledger, source.id)
    _require(ledger, source.references)


def check_new_id(ledger: Ledger, source_id: str) -> None:
    """Refuse an id that a new source could not have.

    Raises:
        InvalidIdError, IdTakenError: it cannot.
    """
    if fault := find_slug_fault(source_id):
        raise InvalidIdError(source_id, fault)
    if source_id in ledger.sources:
        raise IdTakenError(source_id)


def add_source(ledger: Ledger, source: Source) -> None:
    """Add a source; its captures are placed before (`capturing.add_captured_source`).

    Raises:
        RefusedError: as `check_new_source`, or the store refused.
    """
    check_new_source(ledger, source)
    ledger.apply(Change(source.id, None, source))


def edit_source(ledger: Ledger, source_id: str, **changes: object) -> Source:
    """Change fields of a source and return it as it is now.

    Raises:
        UnknownIdError: it, or one it refers to, is not there.
        InvalidRecordError: a value does not fit.
        LinkRefusedError: it would refer to itself.
    """
    before = ledger.find_source(source_id)
    after = _changed(before, changes)
    if after.id in after.references and after.id not in before.references:
        raise LinkRefusedError(f"{after.id} cannot be linked to itself", "Name another source.")
    _require(ledger, [one for one in after.references if one not in before.references])
    if after != before:
        ledger.apply(Change(before.id, before, after))
    return after


def remove_source(ledger: Ledger, source_id: str, *, force: bool = False) -> list[str]:
    """Remove a source with its captures and return the references left dangling.

    With ``force`` its claims go too.

    Raises:
        UnknownIdError: it is not there.
        WouldDangleError: something refers to it, or it has claims, and ``force`` is off.
    """
    source = ledger.find_source(source_id)
    claims = ledger.claims_of(source.id)
    gone = {source.id, *(claim.id for claim in claims)}
    dangling = find_references(ledger, gone)
    if (dangling or claims) and not force:
        raise WouldDangleError(source.id, tuple(dangling), tuple(claim.id for claim in claims))
    removals = [Change(claim.id, claim, None) for claim in claims]
    ledger.apply(*removals, Change(source.id, source, None))
    ledger.store.discard_captures(source.id, [capture.n for capture in source.captures])
    return dangling


def add_claim(ledger: Ledger, claim: Claim) -> None:
    """Add a claim.

    Raises:
        InvalidIdError, IdTakenError: its id.
        UnknownIdError: its source, or what it links to, is not there.
        LinkRefusedError: two of its links say the same.
    """
    if fault := find_claim_id_fault(claim.id):
        raise InvalidIdError(claim.id, fault)
    if claim.id in ledger.claims:
        raise IdTakenError(claim.id)
    _require(ledger, [claim.source_id, *(link.target for link in claim.links)])
    for place, relation in enumerate(claim.links):
        _refuse_link(ledger, claim.id, relation, claim.links[:place])
    ledger.apply(Change(claim.id, None, claim))


def edit_claim(ledger: Ledger, claim_id: str, **changes: object) -> Claim:
    """Change fields of a claim and return it as it is now.

    Whether the quote fits is open again when it or the text changes: nobody judged these two.

    Raises:
        UnknownIdError: it is not there.
        InvalidRecordError: a value does not fit.
    """
    before = ledger.find_claim(claim_id)
    after = _changed(before, changes)
    if "fit" not in changes and (after.text, after.quote) != (before.text, before.quote):
        after = after.with_changes(fit=None)
    _require(ledger, [link.target for link in after.links if link not in before.links])
    if after != before:
        ledger.apply(Change(before.id, before, after))
    return after


def remove_claim(ledger: Ledger, claim_id: str, *, force: bool = False) -> list[str]:
    """Remove a claim and return the references left dangling.

    Raises:
        UnknownIdError: it is not there.
        WouldDangleError: something links to it and ``force`` is off.
    """
    claim = ledger.find_claim(claim_id)
    dangling = find_references(ledger, {claim.id})
    if dangling and not force:
        raise WouldDangleError(claim.id, tuple(dangling))
    ledger.apply(Change(claim.id, claim, None))
    return dangling


def link(
    ledger: Ledger,
    claim_id: str,
    kind: Kind,
    target: str,
    *,
    because: str,
    judgement: Judgement,
    cause: Cause | None = None,
) -> Claim:
    """Relate a claim to another claim or, for `cites`, to a source; return the claim that holds it.

    Raises:
        UnknownIdError, AmbiguousIdError: an end is not there.
        LinkRefusedError: it is there already, relates a claim to itself, has a target of the wrong
            sort, or a cause that contradicts the judgement.
        InvalidRecordError: a value does not fit.
    """
    before = ledger.find_claim(claim_id)
    relation = build_relation(
        before.id,
        kind,
        ledger.find_id(target),
        because=because,
        judgement=judgement,
        cause=cause,
    )
    _refuse_link(ledger, before.id, relation, before.links)
    after = before.with_changes(links=(*before.links, relation))
    ledger.apply(Change(before.id, before, after))
    return after


def unlink(ledger: Ledger, claim_id: str, target: str, kind: Kind | None = None) -> list[Relation]:
    """Remove the links between two records, from whichever holds them; return those removed.

    Raises:
        UnknownIdError, AmbiguousIdError: an end is not there.
        LinkRefusedError: there is no such link.
    """
    first = ledger.find_claim(claim_id)
    other = _find_end(ledger, first, target)
    removed: list[Relation] = []
    changes: list[Change] = []
    for holder_id, end in ((first.id, other), (other, first.id)):
        holder = ledger.claims.get(holder_id)
        if holder is None:
            continue
        gone = [
            relation
            for relation in holder.links
            if relation.target == end
            and kind in {None, relation.kind}
            and (holder is first or relation.kind.is_symmetric or kind is None)
        ]
        if gone:
            kept = tuple(relation for relation in holder.links if relation not in gone)
            changes.append(Change(holder.id, holder, holder.with_changes(links=kept)))
            removed.extend(gone)
    if not changes:
        raise LinkRefusedError(
            f"there is no link “{first.id} {kind or '…'} {other}”",
            f"`claimtrack claim show {first.id}` shows its links.",
        )
    ledger.apply(*changes)
    return removed


def find_references(ledger: Ledger, gone: set[str]) -> list[str]:
    """Return, as sentences, what outside ``gone`` refers to something in it."""
    lines: list[str] = []
    for record_id in sorted(gone):
        lines.extend(
            f"{link.holder} {link.relation.kind} {record_id}"
            for link in ledger.links_to(record_id)
            if link.holder not in gone
        )
    lines.extend(
        f"{source.id} lists {reference} among its references"
        for source in ledger.sources.values()
        for reference in source.references
        if reference in gone and source.id not in gone
    )
    return lines


def change_tags(
    tags: Iterable[str], added: Iterable[str], removed: Iterable[str]
) -> tuple[str, ...]:
    """Return tags in their order, without those removed and with those added, each once."""
    gone = set(removed)
    kept = (tag.strip() for tag in (*tags, *added) if tag not in gone)
    return tuple(dict.fromkeys(filter(None, kept)))


def judge(state: State, by: str, today: dt.date, why: str = "") -> Judgement:
    """Return a judgement made today."""
    return Judgement(state=state, by=by, when=today, why=why)


def _find_end(ledger: Ledger, holder: Claim, target: str) -> str:
    """Return the id ``target`` stands for, even of something that is gone: a dangling link."""
    if any(relation.target == target for relation in holder.links):
        return target
    return ledger.find_id(target)


def _refuse_link(
    ledger: Ledger, holder: str, relation: Relation, others: Iterable[Relation]
) -> None:
    kind, target = relation.kind, relation.target
    check_link(holder, relation, others)
    back = kind.is_symmetric and any(
        link.holder == target and link.relation.kind is kind for link in ledger.links_to(holder)
    )
    if back:
        raise _linked_already(holder, relation)


def check_link(holder: str, relation: Relation, others: Iterable[Relation]) -> None:
    """Refuse a link that could not stand beside ``others`` on the claim ``holder``.

    Raises:
        LinkRefusedError: it is there already, relates a claim to itself, has a target of the wrong
            sort, or a cause that contradicts the judgement.
    """
    kind, target = relation.kind, relation.target
    if target == holder:
        raise LinkRefusedError(f"{holder} cannot be linked to itself", "Name another claim.")
    if "/" not in target and kind is not Kind.CITES:
        raise LinkRefusedError(
            f"only a claim can be in “{kind}”; {target} is a source",
            f"`claimtrack claim list --source {target}` lists its claims; cites takes a source.",
        )
    if kind is Kind.CITES and target == holder.partition("/")[0]:
        raise LinkRefusedError(
            f"{holder} is a claim of {target}: that is no citation",
            "Name the source, or the claim, that it was taken from.",
        )
    if any(other.kind is kind and other.target == target for other in others):
        raise _linked_already(holder, relation)
    if relation.cause is not None:
        _refuse_cause(relation, relation.cause)


def _linked_already(holder: str, relation: Relation) -> LinkRefusedError:
    said = f"{holder} {relation.kind} {relation.target}"
    return LinkRefusedError(
        f"“{said}” is there already", f"To change it, take it off first: claimtrack unlink {said}"
    )


def _refuse_cause(relation: Relation, cause: Cause) -> None:
    if relation.kind is not Kind.CONFLICTS:
        raise LinkRefusedError(
            f"a cause belongs to a conflict, not to “{relation.kind}”", "Leave --cause out."
        )
    rejected = relation.judgement.state is State.REJECTED
    if rejected == cause.is_conflict:
        other = "a conflict that stands" if cause.is_conflict else "a conflict that was rejected"
        fitting = ", ".join(each for each in Cause if each.is_conflict is not rejected)
        raise LinkRefusedError(
            f"“{cause}” is the cause of {other}",
            f"Take {fitting}; or {'leave out' if rejected else 'pass'} --judgement rejected.",
        )


def _require(ledger: Ledger, ids: Iterable[str]) -> None:
    for record_id in ids:
        if record_id not in ledger.sources and record_id not in ledger.claims:
            raise UnknownIdError(record_id, "claim" if "/" in record_id else "source")


def _build(record: type[_Record], record_id: str, fields: dict[str, object]) -> _Record:
    try:
        return record.model_validate({**fields, "id": record_id})
    except ValidationError as error:
        raise InvalidRecordError(record_id, _sentences(error)) from None


def _changed(before: _Record, changes: dict[str, object]) -> _Record:
    if "id" in changes:
        raise InvalidRecordError(before.id, ("an id is stable: other files refer to it",))
    try:
        return before.with_changes(**changes)
    except ValidationError as error:
        raise InvalidRecordError(before.id, _sentences(error)) from None


def _sentences(error: ValidationError) -> tuple[str, ...]:
    return tuple(
        f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].removeprefix('Value error, ')}"
        for fault in error.errors(include_url=False, include_context=False)
    )
