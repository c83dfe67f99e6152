"""Strongly connected components: what runs in a circle, and an order to work through the rest.

Tarjan's algorithm without recursion, so that a chain of any length can be walked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


def find_components(
    starts: Iterable[str], successors: Callable[[str], Sequence[str]]
) -> Iterator[list[str]]:
    """Yield the components reachable from ``starts``, each after all those that it leads to.

    Args:
        starts: where to begin; the order of the output follows theirs.
        successors: what a node leads to; called once for each node.
    """
    index: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    for start in starts:
        if start in index:
            continue
        walk = [(start, iter(successors(start)))]
        index[start] = lowest[start] = len(index)
        open_nodes.append(start)
        is_open.add(start)
        while walk:
            node, rest = walk[-1]
            for successor in rest:
                if successor not in index:
                    index[successor] = lowest[successor] = len(index)
                    open_nodes.append(successor)
                    is_open.add(successor)
                    walk.append((successor, iter(successors(successor))))
                    break
                if successor in is_open:
                    lowest[node] = min(lowest[node], index[successor])
            else:
                walk.pop()
                if walk:
                    parent = walk[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] == index[node]:
                    component: list[str] = []
                    while not component or component[-1] != node:
                        component.append(open_nodes.pop())
                    is_open.difference_update(component)
                    yield component
