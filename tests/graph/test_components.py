from __future__ import annotations

from claimtrack.graph.components import find_components


def _find(edges: dict[str, list[str]]) -> list[list[str]]:
    return [sorted(found) for found in find_components(sorted(edges), lambda n: edges.get(n, []))]


def test_each_component_comes_after_all_it_leads_to() -> None:
    """A chain is yielded from its far end."""
    assert _find({"a": ["b"], "b": ["c"], "c": []}) == [["c"], ["b"], ["a"]]


def test_a_circle_is_one_component() -> None:
    """All nodes of a circle come together, what hangs on it does not."""
    assert _find({"a": ["b"], "b": ["c"], "c": ["b", "d"], "d": []}) == [["d"], ["b", "c"], ["a"]]


def test_a_very_long_chain_needs_no_recursion() -> None:
    """Fifty thousand steps are walked."""
    edges = {str(n): [str(n + 1)] for n in range(50_000)}

    assert sum(1 for _ in find_components(["0"], lambda n: edges.get(n, []))) == 50_001
