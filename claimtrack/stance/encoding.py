"""From a (claim, evidence) pair to token ids and types; the same at training and in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.stance import markers

if TYPE_CHECKING:
    from claimtrack.stance.wordpiece import WordPiece

LONGEST = 128  # tokens of a pair; attention cost grows with its square
CLAIM_SHARE = 56  # tokens that a claim may take when evidence competes for room


def encode_text(
    pieces: WordPiece, text: str, spans: list[markers.Span], plain: int
) -> list[tuple[int, int]]:
    """Return (token id, type) for a text whose marked spans carry a type of their own."""
    types: dict[int, int] = {}
    for start, end, kind in spans:
        types.update(dict.fromkeys(range(start, end), kind))
    return [(number, types.get(place, plain)) for number, place in pieces.encode(text)]


def encode_pair(pieces: WordPiece, claim: str, evidence: str) -> tuple[list[int], list[int]]:
    """Return token ids and types of `[CLS] evidence [SEP] claim [SEP]`, cut to LONGEST tokens."""
    claim, evidence = markers.plain_text(claim[:2000]), markers.plain_text(evidence[:4000])
    theirs, ours = markers.mark(evidence, claim)
    first = encode_text(pieces, evidence, theirs, markers.EVIDENCE)
    second = encode_text(pieces, claim, ours, markers.CLAIM)
    room = LONGEST - 3
    second = second[: max(CLAIM_SHARE, room - len(first))]
    first = first[: room - len(second)]
    tokens = [
        (pieces.start, markers.EVIDENCE),
        *first,
        (pieces.separator, markers.EVIDENCE),
        *second,
        (pieces.separator, markers.CLAIM),
    ]
    return [number for number, _ in tokens], [kind for _, kind in tokens]
