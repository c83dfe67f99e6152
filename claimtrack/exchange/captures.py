"""The captures that a file lists: which of them the ledger has, and which bytes come with them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from claimtrack.exchange.findings import refuse
from claimtrack.store.contract import PlacedCopy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from claimtrack.formats.contract import Entry
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Capture, Source


def unite_captures(ours: Source, theirs: Source) -> tuple[Source, dict[int, int]]:
    """Return ``ours`` with the captures that only ``theirs`` has, and where each of those went.

    Returns:
        The source, and the numbers of the captures of ``theirs`` in it, by their own.
    """
    numbers = _pair(ours, theirs)
    taken = {capture.n for capture in ours.captures}
    last = max(taken, default=0)
    added: list[Capture] = []
    for capture in theirs.captures:
        if capture.n in numbers:
            continue
        n = capture.n if capture.n not in taken else last + 1
        last = max(last, n)
        taken.add(n)
        numbers[capture.n] = n
        added.append(capture if n == capture.n else capture.with_changes(n=n))
    if not added:
        return ours, numbers
    return ours.with_changes(captures=(*ours.captures, *added)), numbers


def check_copies(
    entry: Entry, source: Source, numbers: Mapping[int, int]
) -> tuple[list[PlacedCopy], list[Finding]]:
    """Return the copies of an entry that are what their captures say, and why others are not."""
    placed, findings = [], []
    for copy in entry.copies:
        capture = source.capture(numbers.get(copy.n, 0))
        if capture is None:
            fault = "its source has no such capture"
        elif hashlib.sha256(copy.read_data()).hexdigest() != capture.original.sha256:
            fault = "its bytes are not those that were captured"
        elif hashlib.sha256(copy.read_text().encode()).hexdigest() != capture.text.sha256:
            fault = "its text is not the one that was captured"
        else:
            placed.append(PlacedCopy(source.id, capture, copy.read_data, copy.read_text))
            continue
        message = f"copy {copy.n} of {source.id}: {fault}"
        why = "a copy is taken only with the SHA-256 that its record has"
        findings.append(refuse("COPY-REFUSED", entry.where, message, why))
    return placed, findings


def _pair(ours: Source, theirs: Source) -> dict[int, int]:
    """Return the numbers of captures of ``ours`` by those of the same ones of ``theirs``.

    A page that did not change is often captured again, and each day of it counts. So those of one
    day are paired first, and each with one other at most.
    """
    pairs: dict[int, int] = {}
    free = {capture.n: capture for capture in ours.captures}
    keys: tuple[Callable[[Capture], object], ...] = (
        lambda capture: (_print_of(capture), str(capture.captured), capture.n),
        lambda capture: (_print_of(capture), str(capture.captured)),
        _print_of,
    )
    for key_of in keys:
        same: dict[object, list[int]] = defaultdict(list)
        for capture in reversed(free.values()):
            same[key_of(capture)].append(capture.n)
        for capture in theirs.captures:
            if capture.n not in pairs and (found := same[key_of(capture)]):
                pairs[capture.n] = found.pop()
                del free[pairs[capture.n]]
    return pairs


def _print_of(capture: Capture) -> tuple[str, str]:
    return capture.original.sha256, capture.text.sha256
