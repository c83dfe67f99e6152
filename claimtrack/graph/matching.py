"""How many origins can be told apart when some claims name several.

A claim that names two origins is still one statement: an article that says "according to the
police, whom a resident overheard" is no two witnesses. So an origin counts as one more only where a
claim of its own carries it, and the count is the size of the largest matching of claims to origins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def count_apart(named: Iterable[Collection[str]]) -> int:
    """Return how many origins can each be given a claim of its own.

    Args:
        named: for each claim, the keys of the origins it names; none where it leads to none.
    """
    options = sorted((sorted(keys) for keys in named if keys), key=len)
    if len(options) <= 1:
        return len(options)
    holder: dict[str, int] = {}
    held: dict[int, str] = {}
    # Once a search has failed, whatever it passed is of no use to a later one: so all the failed
    # searches together look at each origin only once.
    dead: set[str] = set()
    for claim in range(len(options)):
        found, came_from = _search(claim, options, holder, dead)
        if found is None:
            dead.update(came_from)
            continue
        origin: str | None = found
        while origin is not None:
            taker = came_from[origin]
            freed = held.get(taker)
            holder[origin], held[taker] = taker, origin
            origin = freed
    return len(holder)


def _search(
    claim: int, options: list[list[str]], holder: dict[str, int], dead: set[str]
) -> tuple[str | None, dict[str, int]]:
    """Find an origin that is free, or becomes free when others change theirs; and the way to it."""
    came_from: dict[str, int] = {}
    for origin in options[claim]:
        if origin not in holder:
            return origin, {origin: claim}
    queue = [claim]
    for asking in queue:
        for origin in options[asking]:
            if origin in came_from or origin in dead:
                continue
            came_from[origin] = asking
            if origin not in holder:
                return origin, came_from
            queue.append(holder[origin])
    return None, came_from
