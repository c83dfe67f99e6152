"""What a source is called until a person says otherwise: a readable slug from its metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimtrack.errors import InvalidDateError
from claimtrack.models import csl
from claimtrack.models.ids import slugify

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Words of the publisher and of the title in a proposed id: enough to tell, short enough to type.
_PUBLISHER_WORDS, _TITLE_WORDS = 3, 3
_LONGEST = 90


def propose_slug(item: Mapping[str, Any]) -> str:
    """Return a slug from the publisher, the month of issue and the first words of the title.

    Args:
        item: values by their CSL names.

    Returns:
        The slug, ``source`` where nothing in the item makes one; whether it is free is another
        question.
    """
    publisher = str(item.get("publisher") or item.get("container-title") or "")
    pieces = (
        slugify(publisher.removeprefix("The "), most=_PUBLISHER_WORDS),
        _find_month(item.get("issued")),
        slugify(str(item.get("title") or ""), most=_TITLE_WORDS),
    )
    return "-".join(filter(None, pieces))[:_LONGEST].strip("-") or "source"


def _find_month(issued: Any) -> str:  # noqa: ANN401 - a CSL date is a text or an object
    try:
        date = csl.read_date(issued)
    except (InvalidDateError, TypeError, ValueError):
        return ""
    first = date.earliest if date else None
    return f"{first.year:04}-{first.month:02}" if first else ""
