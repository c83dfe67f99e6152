"""From a quote somebody gives to its place in a text: exactly after normalisation, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.anchoring.negations import check_negations
from claimtrack.anchoring.passages import (
    find_passages,
    find_places,
    keep_tightest,
    show_place,
)
from claimtrack.anchoring.quotes import (
    LEAST_CHARACTERS,
    LEAST_WORDS,
    MOST_PARTS,
    Part,
    find_scant_part,
    split_parts,
)
from claimtrack.errors import AmbiguousQuoteError, NoSuchOccurrenceError, QuoteTooShortError
from claimtrack.values.text import MappedText, as_mapped, normalise

if TYPE_CHECKING:
    from claimtrack.anchoring.passages import Passage
    from claimtrack.values.text import Stretch

#: The fewest characters of a quote that is taken without asking. Shorter ones stand in most texts
#: by chance; a higher floor would ask at every name.
LEAST_QUOTE = 12


def locate(
    quote: str,
    text: str | MappedText,
    *,
    prefix: str | None = None,
    suffix: str | None = None,
    nth: int | None = None,
    short: bool = False,
) -> tuple[Stretch, ...]:
    """Return where ``quote`` stands in ``text``: a stretch of code points for each of its parts.

    A quote that stands there as it is has one part, brackets and ellipses or not.

    Args:
        quote: as the user gave it.
        text: the text of a capture.
        prefix: what stands right before it, to choose between several places.
        suffix: what stands right after it.
        nth: which place to take, from 1, of those that ``prefix`` and ``suffix`` leave.
        short: whether a quote of under 12 characters is meant.

    Raises:
        QuoteTooShortError: it is, or a part between two ellipses says too little.
        QuoteNotFoundError: it does not stand there; the nearest passage is shown.
        CutWordError: it stands there only inside a longer word or number.
        QuoteOrderError: its parts stand there, but not in order near each other.
        NoSuchOccurrenceError: none of the places is as ``prefix``, ``suffix`` or ``nth`` say.
        AmbiguousQuoteError: it stands in several places; each is shown.
        DroppedNegationError: it leaves out a negation or a denial that turns it round.
        AddedNegationError: a bracketed edit puts one in.
    """
    source = as_mapped(text)
    passages = keep_tightest(_find_all(quote, source, short=short))
    chosen = _choose(passages, source, quote, prefix, suffix, nth)
    check_negations(normalise(quote).norm.strip(), chosen, source)
    return tuple(source.raw_span(*stretch) for stretch in chosen)


def _find_all(quote: str, source: MappedText, *, short: bool) -> tuple[Passage, ...]:
    whole = normalise(quote).norm.strip()
    parts = split_parts(whole)
    _check_length(quote, len(whole), short=short)
    if parts != (Part(whole, 0),):
        as_it_is = find_places(whole, source)
        if as_it_is.stretches:
            return tuple((stretch,) for stretch in as_it_is.stretches)
        _check_parts(quote, parts)
        _check_length(quote, sum(len(part.text) for part in parts), short=short)
    return find_passages(parts, source)


def _check_length(quote: str, length: int, *, short: bool) -> None:
    if length == 0:
        raise QuoteTooShortError(quote, "there is nothing in it", "Give the words of the source.")
    if length < LEAST_QUOTE and not short:
        counted = "1 character" if length == 1 else f"{length} characters"
        raise QuoteTooShortError(
            quote,
            f"{counted} of the source, where {LEAST_QUOTE} make sure of a place",
            "Quote more, or pass --short if these few are meant.",
        )


def _check_parts(quote: str, parts: tuple[Part, ...]) -> None:
    hint = (
        f"Keep at least {LEAST_WORDS} words or {LEAST_CHARACTERS} characters together, "
        "and leave out less."
    )
    if not parts:
        raise QuoteTooShortError(quote, "nothing in it is a word of the source", hint)
    if len(parts) > MOST_PARTS:
        raise QuoteTooShortError(quote, f"it is in more than {MOST_PARTS} pieces", hint)
    scant = find_scant_part(parts)
    if scant is not None:
        raise QuoteTooShortError(quote, f"“{scant.text}” in it could stand anywhere", hint)


def _choose(
    passages: tuple[Passage, ...],
    source: MappedText,
    quote: str,
    prefix: str | None,
    suffix: str | None,
    nth: int | None,
) -> Passage:
    kept = passages
    choice = []
    if prefix is not None:
        wanted = normalise(prefix).norm.strip()
        kept = tuple(each for each in kept if _stands_before(each, wanted, source.norm))
        choice.append(f"after “{prefix}”")
    if suffix is not None:
        wanted = normalise(suffix).norm.strip()
        kept = tuple(each for each in kept if _stands_after(each, wanted, source.norm))
        choice.append(f"before “{suffix}”")
    if nth is not None:
        kept = kept[nth - 1 : nth] if nth > 0 else ()
        choice.append(f"a time number {nth}")
    if len(kept) == 1:
        return kept[0]
    if kept:
        raise AmbiguousQuoteError(quote, _show(kept, source))
    raise NoSuchOccurrenceError(quote, " and ".join(choice), _show(passages, source))


def _stands_before(passage: Passage, wanted: str, norm: str) -> bool:
    start = passage[0][0]
    return norm[max(0, start - len(wanted) - 1) : start].rstrip().endswith(wanted)


def _stands_after(passage: Passage, wanted: str, norm: str) -> bool:
    end = passage[-1][1]
    return norm[end : end + len(wanted) + 1].lstrip().startswith(wanted)


def _show(passages: tuple[Passage, ...], source: MappedText) -> tuple[str, ...]:
    return tuple(show_place(passage, source) for passage in passages)
