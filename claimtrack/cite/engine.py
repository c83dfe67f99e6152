"""Has pandoc set citations and their list: one process for all of them.

What it must be told apart from what was asked (ids, order, what it left out) is found by comparing
what went in with what came out: it ends well even when a style prints nothing for a source.
"""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from claimtrack.cite.documents import make_document
from claimtrack.cite.press import Press
from claimtrack.cite.reading import Entry, Set, read_citations, read_entries
from claimtrack.cite.style_files import drop_added_names
from claimtrack.cite.trimming import trim_style
from claimtrack.errors import BadStyleError, PandocFailedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimtrack.cite.results import Cluster
    from claimtrack.cite.style_files import Style

#: From so many sources on, telling people apart by adding names would take minutes.
MANY: Final = 500
_SECONDS: Final = 60.0
_SECONDS_EACH: Final = 0.1
_BAD_STYLE: Final = re.compile(r"CiteprocParseError: (.*)")
_WARNING: Final = re.compile(r"\[WARNING\] (?:Citeproc: )?(.*)")
#: What is said of a source that has nothing to print; we say it in words of our own.
_NO_FORM: Final = "with no printed form"
_NAME: Final = re.compile(r"\bs(\d+)\b")


class Answer(NamedTuple):
    """What pandoc set."""

    citations: list[Set]
    """One for each cluster, in order."""
    entries: list[Entry]
    """The list, in its order, named by the ids that were given."""
    remarks: list[str]
    """What it warned of, and what was simplified for it."""


def set_citations(
    style: Style,
    items: Mapping[str, Mapping[str, Any]],
    clusters: Sequence[Cluster] = (),
    *,
    seconds: float | None = None,
    press: Press | None = None,
) -> Answer:
    """Set citations and the list of what they cite.

    Args:
        style: to set them in.
        items: CSL items by id. Those that no cluster cites are listed behind the others.
        clusters: what is cited where, in order.
        seconds: after which pandoc is stopped; by default as many as that many sources need.
        press: to set them with; one of its own by default.

    Raises:
        PandocMissingError: there is no pandoc 3.
        BadStyleError: it refused the style.
        PandocFailedError: it refused an item, or took too long.
    """
    remarks = []
    if len(items) > MANY and (simpler := drop_added_names(style)):
        style = simpler
        remarks.append(
            f"with {len(items):,} sources, authors of one name are not told apart by their given "
            "names: that would take very long; the letters behind a year are there"
        )
    ids = {source_id: f"s{number}" for number, source_id in enumerate(items)}
    names = {name: source_id for source_id, name in ids.items()}
    cited = {cite.source_id for cluster in clusters for cite in cluster.cites}
    listed = [source_id for source_id in items if source_id not in cited]
    if not ids:
        return Answer([], [], [])
    document = make_document(clusters, ids, listed, style.locale)
    references = [{**item, "id": ids[source_id]} for source_id, item in items.items()]
    limit = seconds if seconds is not None else _SECONDS + _SECONDS_EACH * len(items)
    trimmed = trim_style(style.text, references)
    try:
        with nullcontext(press) if press else Press() as used:
            answer, messages = used.run(trimmed, references, document, limit)
    except PandocFailedError as error:
        if fault := _BAD_STYLE.match(error.reason):
            raise BadStyleError(style.id, f"pandoc says: {fault[1]}") from None
        raise
    entries = [
        entry._replace(name=names[entry.name])
        for entry in read_entries(answer)
        if entry.name in names
    ]
    remarks += _read_warnings(messages, names)
    return Answer(read_citations(answer, len(clusters)), entries, remarks)


def _read_warnings(messages: str, names: Mapping[str, str]) -> list[str]:
    warnings = [each[1] for each in map(_WARNING.match, messages.splitlines()) if each]
    return [
        "pandoc: " + _NAME.sub(lambda match: names.get(match[0], match[0]), warning)
        for warning in warnings
        if _NO_FORM not in warning
    ]
