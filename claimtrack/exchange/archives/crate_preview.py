"""A crate as one page for people: no script, no request, what sources hold is text and no more."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Final

from claimtrack.exchange.archives.crate_metadata import METADATA, describe_ledger
from claimtrack.store.layout import claims_name, source_name
from claimtrack.values.printable import clean_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from claimtrack.formats.contract import Selection
    from claimtrack.models.source import Source

#: So many sources are listed; more make no page for people.
MOST_LISTED: Final = 1_000
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid #8886;padding:.4rem .8rem .4rem 0;text-align:left;"
    "vertical-align:top}"
    "td.number,th.number{text-align:right}"
)


def write_preview(title: str, selection: Selection, today: dt.date) -> bytes:
    """Return the page as UTF-8."""
    return "".join(f"{line}\n" for line in _list_lines(title, selection, today)).encode()


def _list_lines(title: str, selection: Selection, today: dt.date) -> Iterator[str]:
    shown = escape(clean_line(title))
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{shown}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield f"<h1>{shown}</h1>"
    yield f"<p>{escape(describe_ledger(selection))} Packed on {today.isoformat()}.</p>"
    yield f'<p>All files with their SHA-256: <a href="{METADATA}">{METADATA}</a>.</p>'
    yield "<table>"
    yield '<tr><th>Source</th><th>Published</th><th>Copies</th><th class="number">Claims</th></tr>'
    counts = Counter(claim.source_id for claim in selection.claims.values())
    for source in list(selection.sources.values())[:MOST_LISTED]:
        yield _write_row(source, counts[source.id])
    yield "</table>"
    left = len(selection.sources) - MOST_LISTED
    if left > 0:
        yield f"<p>And {left:,} more sources.</p>"
    yield "</body>"
    yield "</html>"


def _write_row(source: Source, claims: int) -> str:
    title = escape(clean_line(source.title))
    who = escape(clean_line(source.publisher or source.authors))
    issued = source.csl.get("issued")
    when = escape(clean_line(issued)) if isinstance(issued, str) else ""
    number = f'<a href="{claims_name(source.id)}">{claims:,}</a>' if claims else "0"
    return (
        f'<tr><td><a href="{source_name(source.id)}">{title}</a><br>{who}</td>'
        f"<td>{when}</td><td>{_link_copies(source)}</td>"
        f'<td class="number">{number}</td></tr>'
    )


def _link_copies(source: Source) -> str:
    folder = source_name(source.id).rpartition("/")[0]
    copies = [
        f"{capture.n} withheld"
        if capture.withheld
        else f'<a href="{folder}/{capture.n}/text.txt">{capture.n}</a>'
        for capture in source.captures
    ]
    return ", ".join(copies) or "not held"
