"""What the search of a site looks through: plain rows in scripts, for a disk answers no requests.

A page that lies on a disk may not read other files, but it may run scripts that lie beside it. So
the rows stand in scripts that hand them over, and a browser loads them only on the search page.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from claimtrack.site import addresses
from claimtrack.site.words import say_date, shorten
from claimtrack.values.printable import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.site.material import Material

#: Rows in one script: about half a megabyte, which a browser reads between two key strokes.
PER_FILE: Final = 2_000
#: Characters of a quote that are searched; of further ones the claim itself says what matters.
_LONGEST_QUOTE: Final = 1_000

#: Kind, page, what is shown, what is shown beneath, state, further words that find it.
Row = tuple[str, str, str, str, str, str]


def list_search_files(material: Material) -> Iterator[tuple[str, str]]:
    """Yield path and text of each script with rows."""
    rows = list(_list_rows(material))
    for number in range(count_search_files(material)):
        chosen = rows[number * PER_FILE : (number + 1) * PER_FILE]
        lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in chosen)
        yield name_search_file(number), f"claimtrack.add([\n{lines}\n]);\n"


def count_search_files(material: Material) -> int:
    """Return how many scripts with rows there are, at least one."""
    return max(1, -(-(len(material.claims) + len(material.sources)) // PER_FILE))


def name_search_file(number: int) -> str:
    """Return where a script with rows lies; they are counted from 0."""
    return f"assets/rows-{number + 1}.js"


def _list_rows(material: Material) -> Iterator[Row]:
    for claim in material.newest:
        source = material.sources[claim.source_id]
        date = claim.said or source.issued
        detail = ", ".join(filter(None, (source.title, source.publisher, say_date(date))))
        more = (claim.quote[:_LONGEST_QUOTE], claim.attribution, *claim.tags, claim.id)
        yield (
            "claim",
            addresses.claim_page(claim.id),
            clean_line(shorten(claim.text)),
            clean_line(detail),
            material.standings[claim.id].state.value,
            clean_line(" ".join(more)),
        )
    for source in material.sources.values():
        names = dict.fromkeys((source.authors, source.publisher))  # often one and the same
        detail = ", ".join(filter(None, (*names, say_date(source.issued))))
        more = (*source.aliases, source.url, source.id)
        yield (
            "source",
            addresses.source_page(source.id),
            clean_line(shorten(source.title)),
            clean_line(detail),
            "",
            clean_line(" ".join(more)),
        )
