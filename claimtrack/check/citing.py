"""What a draft cites for a sentence, and whether that carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.check.deciding import say_uncarried
from claimtrack.compare import Verdict
from claimtrack.errors import ClaimtrackError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.check.evidence import Held
    from claimtrack.check.results import Particular
    from claimtrack.search.view import Records


def resolve_citations(keys: Sequence[str], ledger: Records) -> tuple[list[str], list[str]]:
    """Return the claims that citation keys stand for, and a warning for each that stands for none.

    A source stands for all its claims: one of them should carry the sentence.
    """
    claims: list[str] = []
    warnings: list[str] = []
    for key in dict.fromkeys(keys):
        try:
            record_id = ledger.find_id(key)
        except ClaimtrackError:
            warnings.append(f"it cites “{key}”, which the ledger does not have")
            continue
        if record_id in ledger.claims:
            claims.append(record_id)
        else:
            claims.extend(claim.id for claim in ledger.claims_of(record_id))
    return claims, warnings


def warn_of_citations(
    keys: Sequence[str],
    held: Sequence[Held],
    ledger: Records,
    uncarried: Sequence[Particular] = (),
) -> list[str]:
    """Return a warning for each citation that does not carry its sentence.

    That is worse than no citation: a reader who trusts it is misled.

    Args:
        keys: of the citations.
        held: the claims that were compared with the sentence.
        ledger: whose.
        uncarried: numbers and dates of the sentence that none of those that support it has.
    """
    verdicts = {each.claim.id: each.verdict for each in held}
    warnings = []
    for key in dict.fromkeys(keys):
        claims, unknown = resolve_citations([key], ledger)
        if unknown:
            continue
        said = {verdicts.get(claim_id, Verdict.NOT_COMPARABLE) for claim_id in claims}
        if Verdict.SUPPORTS in said:
            if uncarried:
                warnings.append(f"it cites {key}, which does not carry {say_uncarried(uncarried)}")
            continue
        if Verdict.CONFLICTS in said:
            warnings.append(f"it cites {key}, which says otherwise: worse than no citation")
        else:
            warnings.append(f"it cites {key}, which does not carry it: worse than no citation")
    return warnings
