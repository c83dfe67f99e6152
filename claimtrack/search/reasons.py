"""Why an entry was found, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.search.terms import is_number

if TYPE_CHECKING:
    from claimtrack.search.ranking import Query, Ranked

_SHOWN_TERMS = 6


def name_words(ranked: Ranked, query: Query) -> tuple[str, ...]:
    """Return the words of a query that an entry has, the rarest first."""
    return tuple(dict.fromkeys(query.words[term] for term in ranked.terms))


def explain(ranked: Ranked, query: Query) -> str:
    """Say which of the query's numbers, names and other words it has."""
    sorts: dict[str, list[str]] = {"the number": [], "the name": [], "": []}
    for term in ranked.terms[:_SHOWN_TERMS]:
        word = query.words[term]
        sort = "the number" if is_number(term) else "the name" if word[:1].isupper() else ""
        if word not in sorts[sort]:
            sorts[sort].append(word)
    said = []
    for sort, words in sorts.items():
        if words:
            noun = f"{sort}{'s' if len(words) > 1 and sort else ''} "
            said.append(f"{noun.lstrip()}{', '.join(words)}")
    share = f"{ranked.coverage:.0%} of the words by weight"
    why = f"shares {'; '.join(said)} ({share})" if said else "shares no word"
    if ranked.meaning is not None:
        why += f"; likeness in meaning {ranked.meaning:.2f}"
    return why
