"""Both search engines give one ranking, whatever the ledger went through."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.search import ranking, sidecar
from claimtrack.search.entries import Entry, Wanted
from claimtrack.search.memory import MemoryEngine
from claimtrack.search.shelves import Reading

if TYPE_CHECKING:
    import pytest

WORDS = "dam dams kelm kelmdam selm 240 241 bridge bridges orrin 北京 京大 mayor tessa".split()
words = st.lists(st.sampled_from(WORDS), max_size=6).map(tuple)
entry = st.tuples(words, st.sampled_from(["x", "y"]), st.integers(1, 9))
ledgers = st.lists(st.lists(entry, max_size=8), min_size=1, max_size=4)
filters = st.builds(
    Wanted,
    source=st.sampled_from(["", "part0", "part1"]),
    tags=st.sampled_from([(), ("x",)]),
    first=st.sampled_from([0, 5]),
    last=st.sampled_from([10_000_000, 6]),
)


class Parts:
    """A shelf of made entries."""

    def __init__(self, parts: list[list[tuple[tuple[str, ...], str, int]]]) -> None:
        self.parts = {
            f"part{number}": [
                Entry(f"part{number}/{at}", f"part{number}", terms, (tag,), day, day + 1)
                for at, (terms, tag, day) in enumerate(part)
            ]
            for number, part in enumerate(parts)
        }

    def scan(self) -> dict[str, str]:
        """Return stamps that say all that is in a part."""
        return {name: f"1:{hash(str(part))}" for name, part in self.parts.items()}

    def read(self, name: str) -> Reading:
        """Return a part's entries."""
        return Reading(self.parts[name], str(self.parts[name]))


@settings(max_examples=40, deadline=None)
@given(
    before=ledgers,
    after=ledgers,
    query=st.lists(st.sampled_from([*WORDS, "tesaa"]), max_size=5),
    wanted=filters,
)
def test_engines_agree(
    before: list[list[tuple[tuple[str, ...], str, int]]],
    after: list[list[tuple[tuple[str, ...], str, int]]],
    query: list[str],
    wanted: Wanted,
) -> None:
    """Memory and sidecar rank alike, also after an update, with few candidates and many ties."""
    with tempfile.TemporaryDirectory() as folder:
        old, new = Parts(before), Parts(after)
        sidecar.open_sidecar(Path(folder) / "i", old, old.scan(), tell=print)
        indexed = sidecar.open_sidecar(Path(folder) / "i", new, new.scan(), tell=print)
        memory = MemoryEngine(entry for part in new.parts.values() for entry in part)
        text = " ".join(query)

        ours, theirs = ranking.prepare(text, memory), ranking.prepare(text, indexed)

        assert ours == theirs
        assert indexed.usual_length == memory.usual_length
        assert ranking.rank(ours, memory, 9, wanted) == ranking.rank(theirs, indexed, 9, wanted)
        for most in (1, 3):
            assert sorted(memory.strongest(ours.weights, most, wanted)) == sorted(
                indexed.strongest(theirs.weights, most, wanted)
            )


def test_scores_do_not_hang_on_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """With more ties than candidates, the same entries are chosen by both engines."""
    monkeypatch.setattr(ranking, "CANDIDATES", 5)
    shelf = Parts([[(("dam",), "x", 1)] * 30, [(("dam", "kelm"), "y", 2)] * 30])
    memory = MemoryEngine(entry for part in shelf.parts.values() for entry in part)
    with tempfile.TemporaryDirectory() as folder:
        indexed = sidecar.open_sidecar(Path(folder) / "i", shelf, shelf.scan(), tell=print)
        for text in ("dam", "dam kelm", "kelm"):
            query = ranking.prepare(text, memory)

            assert ranking.rank(query, memory, 4, Wanted()) == ranking.rank(
                query, indexed, 4, Wanted()
            )
