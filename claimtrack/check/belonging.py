"""Which sentence a citation or a comment of a draft belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.citations import Citation
    from claimtrack.extract.comments import Comment
    from claimtrack.extract.sentences import Sentence


class Meant:
    """The sentences of a draft, to be found by place."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]

    def group(self, citations: Sequence[Citation]) -> dict[int, list[Citation]]:
        """Return the citations by where the sentence begins that they stand in or behind."""
        groups: dict[int, list[Citation]] = defaultdict(list)
        for citation in citations:
            place = bisect_left(self._starts, citation.at)
            if place:
                groups[self._starts[place - 1]].append(citation)
            elif citation.in_text and self._starts:
                groups[self._starts[0]].append(citation)
        return groups

    def by_comment(self, comment: Comment) -> Sentence | None:
        """Return the sentence that a comment speaks of: see `claimtrack.extract.comments`."""
        after = bisect_left(self._starts, comment.at)
        if comment.own_line and after < len(self._sentences):
            return self._sentences[after]
        return self._sentences[after - 1] if after else None
