"""One number as read, before anything is known of what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from claimtrack.values.digits import Number


class Numeral(NamedTuple):
    """A number read from the text.

    Attributes:
        low: its value, or the least it can be.
        high: its value, or the most it can be.
        end: the index of the token after it.
        scale: the magnitude it was multiplied with; the 1,000,000 of "2.3 million".
        plain: bare digits without mark, decimals or magnitude, as years and page numbers are.
        rounded: a round word such as "a dozen" or "half a million", not a count.
        vague: "dozens", "tens of thousands", "several hundred".
        fraction: a share of something: "a third", "half of".
    """

    low: Number
    high: Number
    end: int
    scale: int = 1
    plain: bool = False
    rounded: bool = False
    vague: bool = False
    fraction: bool = False
