"""schema.org's own examples: every ClaimReview and MediaReview in them, and what is found in it.

A line says what an example comes to, and what of it a person is told; one of them contradicts
itself. That nothing else among the examples is taken for a review is part of it.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.claim_review import read_reviews
from claimtrack.formats.contract import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "data/sdo-ClaimReview-issue-1061-examples.txt"
_EXAMPLE = re.compile(r"^TYPES:.*?(?=^TYPES:|\Z)", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"#(eg-\d+)")


def run(checkout: Path) -> list[str]:
    """Return a line for each example that holds a review."""
    return [
        line
        for path in sorted((checkout / "data").glob("**/*examples.txt"))
        if "releases" not in path.parts
        for example in _EXAMPLE.findall(path.read_text("utf-8"))
        for line in _read(example)
    ]


def _read(example: str) -> Iterator[str]:
    found = _NAME.search(example)
    name = found[1] if found else "unnamed"
    try:
        results = list(read_reviews(io.BytesIO(example.encode()), name))
    except UnreadableFormatError:
        return
    for each in results:
        if isinstance(each, Entry):
            kind = "review" if each.claims else "page"
            ratings = [rating.words for claim in each.claims for rating in claim.ratings]
            told = [remark.code for remark in each.remarks]
            yield f"{name}: {kind}, rated {ratings}, told {told}"
        else:
            yield f"{name}: refused"
