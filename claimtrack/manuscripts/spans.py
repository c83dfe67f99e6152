"""Where something is to be written: in order, within the draft, and apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.errors import BadSpanError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.draft import Draft
    from claimtrack.manuscripts.contract import Comment, Replacement


def order_replacements(draft: Draft, replacements: Sequence[Replacement]) -> list[Replacement]:
    """Return replacements in the order of the draft.

    Raises:
        BadSpanError: one lies outside of the draft, or across the paragraphs of a package, or
            overlaps another.
    """
    ordered = sorted(replacements, key=lambda each: (each.start, each.end))
    done = 0
    for each in ordered:
        _check_inside(draft, each)
        if each.start < done:
            raise BadSpanError(draft.name, each.start, each.end, "it overlaps another")
        if draft.in_paragraphs and "\n" in draft.raw[each.start : each.end]:
            raise BadSpanError(draft.name, each.start, each.end, "it runs across paragraphs")
        done = each.end
    return ordered


def order_comments(draft: Draft, comments: Sequence[Comment]) -> list[Comment]:
    """Return comments in the order of the draft; those on the same words in that of their keys.

    Raises:
        BadSpanError: one lies outside of the draft, or has the key of another.
    """
    keys: set[str] = set()
    for each in comments:
        _check_inside(draft, each)
        if each.key in keys:
            raise BadSpanError(draft.name, each.start, each.end, f"two comments are “{each.key}”")
        keys.add(each.key)
    return sorted(comments, key=lambda each: (each.start, each.end, each.key))


def _check_inside(draft: Draft, each: Replacement | Comment) -> None:
    if not 0 <= each.start <= each.end <= len(draft.raw):
        reason = f"the draft has {len(draft.raw):,} characters"
        raise BadSpanError(draft.name, each.start, each.end, reason)
