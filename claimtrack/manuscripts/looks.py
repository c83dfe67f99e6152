"""What inlines come down to, whatever the format: clean text, safe links, names to link to."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimtrack.manuscripts.contract import Inline

#: What XML cannot hold, and no text needs; half of a pair of surrogates is no character.
_UNFIT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAK: Final = re.compile(r"\r\n?|[\n\u2028\u2029]")
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://[^\s<>\"]+|mailto:[^\s<>\"]+", re.IGNORECASE)
_NO_NAME: Final = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST_NAME: Final = 30


def clean(text: str) -> str:
    """Return text in one line that every format can hold."""
    return _UNFIT.sub("", _BREAK.sub(" ", text))


def group_links(inlines: Iterable[Inline]) -> list[tuple[str, list[Inline]]]:
    """Put inlines together that lead to one place.

    Returns:
        For each group the address, the name of the entry behind a `#`, or nothing; and the inlines.
    """
    groups: list[tuple[str, list[Inline]]] = []
    for inline in inlines:
        target = find_target(inline)
        link = f"#{target}" if target else find_address(inline)
        if groups and groups[-1][0] == link:
            groups[-1][1].append(inline)
        else:
            groups.append((link, [inline]))
    return groups


def find_address(inline: Inline) -> str:
    """Return the address an inline leads to; empty when it leads to none outside of the draft.

    Only addresses that a reader can follow without harm are kept: no script, no file.
    """
    return inline.link if _ADDRESS.fullmatch(inline.link) else ""


def find_target(inline: Inline) -> str:
    """Return the name of the entry an inline leads to; empty when it leads to none."""
    return name_target(inline.link[1:]) if inline.link.startswith("#") else ""


def name_target(key: str) -> str:
    """Return what an entry is called where it can be linked to; empty for an empty key.

    Bookmarks of Word take letters, digits and underscores alone, begin with a letter and are short;
    so a key that is longer or has others ends with a piece of its hash.
    """
    if not key:
        return ""
    name = _NO_NAME.sub("_", key).replace("-", "_")
    if name != key or len(name) > _LONGEST_NAME:
        name = f"{name[: _LONGEST_NAME - 9]}_{hash_key(key)[:8]}"
    return f"ref_{name}"


def hash_key(key: str) -> str:
    """Return the SHA-256 of a key, hexadecimal."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def say_plainly(paragraphs: Iterable[Iterable[Inline]]) -> list[str]:
    """Return what paragraphs say, one line for each, without their looks."""
    return ["".join(clean(inline.text) for inline in inlines) for inlines in paragraphs]


def pick_level(levels: Sequence[int]) -> int:
    """Pick the level of a heading that stands beside the sections of a draft.

    Args:
        levels: of the headings that it has, 1 the highest, 0 for a title.

    Returns:
        The highest level that has several headings, or else the one below the only highest.
    """
    if not levels:
        return 1
    highest = min(levels)
    if highest and levels.count(highest) > 1:
        return highest
    return min((level for level in levels if level > highest), default=min(highest + 1, 6))
