"""Notes as JSON, complete and with keys that stay: for programs.

Its keys are those of `claimtrack.annotate.notes`: an object with ``name``, ``counts``, ``notes`` in
the order of the draft, ``unsourced`` (the numbers of those that still need a source),
``not_examined``, ``methods`` and ``remarks``. A key is never removed or renamed within a major
version; new ones may come.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from claimtrack import __version__

if TYPE_CHECKING:
    from claimtrack.annotate.notes import Notes


def make_record(notes: Notes) -> dict[str, Any]:
    """Return notes as plain JSON values."""
    return {
        **asdict(notes),
        "version": __version__,
        "unsourced": [note.number for note in notes.unsourced],
        "counts": {state.value: number for state, number in notes.counts},
        "not_examined": [{"reason": why, "count": number} for why, number in notes.not_examined],
    }
