"""`source list`, `show`, `attach` and `remove`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli import source_options as options
from claimtrack.cli.options import (
    JsonOption,
    LedgerOption,
    SourceArgument,
    open_ledger,
    show_examples,
)
from claimtrack.cli.output import count, print_columns, print_json, print_line, print_text
from claimtrack.cli.records import source_record

if TYPE_CHECKING:
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.source import Source

_LIST_EXAMPLES = show_examples(
    "claimtrack source list",
    "claimtrack source list --stubs",
    "claimtrack source list --publisher courier --json",
)
_SHOW_EXAMPLES = show_examples("claimtrack source show varrow-courier-2025-03")
_ATTACH_EXAMPLES = show_examples("claimtrack source attach varrow-courier-2025-03 courier.txt")
_REMOVE_EXAMPLES = show_examples(
    "claimtrack source remove harbour-board",
    "claimtrack source remove harbour-board --force",
)


def register(app: typer.Typer) -> None:
    """Add the commands of this file to ``app``."""
    app.command("list", epilog=_LIST_EXAMPLES)(list_sources)
    app.command("show", epilog=_SHOW_EXAMPLES)(show)
    app.command("attach", epilog=_ATTACH_EXAMPLES)(attach)
    app.command("remove", epilog=_REMOVE_EXAMPLES)(remove)


def list_sources(
    *,
    stubs: Annotated[bool, typer.Option("--stubs", help="Those cited, but not held.")] = False,
    held: Annotated[bool, typer.Option("--held", help="Those of which there is a copy.")] = False,
    withheld: Annotated[
        bool, typer.Option("--withheld", help="Those whose copy is kept out of the ledger.")
    ] = False,
    publisher: Annotated[
        str, typer.Option(metavar="WORDS", help="Words of the publisher's name.")
    ] = "",
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the sources; several of --stubs, --held and --withheld add up."""
    from claimtrack.ledger.filters import describe_holding, select_sources

    opened = open_ledger(ledger)
    ways = {"stub": stubs, "held": held, "withheld": withheld or held}
    wanted = frozenset(way for way, asked in ways.items() if asked)
    found = select_sources(opened, holding=wanted, publisher=publisher)
    if as_json:
        print_json(
            [
                {
                    **source_record(source),
                    "claims": len(opened.claims_of(source.id)),
                    "holding": describe_holding(source),
                }
                for source in found
            ]
        )
        return
    for source in found:
        print_line(f"{source.id}  {source.issued or 'undated'}")
        claims = count(len(opened.claims_of(source.id)), "claim")
        held_as = describe_holding(source)
        if len(source.captures) > 1:
            held_as += f" ({len(source.captures)} captures)"
        line = " · ".join(filter(None, (source.title, source.publisher, claims, held_as)))
        print_text(line, indent=4)
    if not found:
        none = "no source could be read" if opened.faults else "no source yet"
        typer.echo("no source like that" if wanted or publisher else none, err=True)


def show(source: SourceArgument, ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """Show a source: its data, how its date is known, its copies, its claims, who cites it."""
    from claimtrack.ledger.editing import find_references

    opened = open_ledger(ledger)
    found = opened.find_source(source)
    claims = opened.claims_of(found.id)
    cited_by = find_references(opened, {found.id, *(claim.id for claim in claims)})
    if as_json:
        captures = {
            str(capture.n): str(opened.store.read_text(found.id, capture).presence)
            for capture in found.captures
        }
        print_json(
            {
                **source_record(found),
                "claims": [claim.id for claim in claims],
                "cited_by": cited_by,
                "presence": captures,
            }
        )
        return
    print_text(found.id)
    print_columns(_list_fields(found), indent=2)
    _print_captures(opened, found)
    if claims:
        print_text(f"{count(len(claims), 'claim')}:", indent=2)
        print_columns([(claim.id.partition("/")[2], claim.text) for claim in claims], indent=4)
    if cited_by:
        print_text("referred to by:", indent=2)
        for line in cited_by:
            print_text(line, indent=4, hang=2)


def attach(
    source: SourceArgument,
    file: options.FileArgument,
    *,
    capture: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Which copy.  [default: the one it fits]", show_default=False
        ),
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Supply the file of a withheld copy again, so that its quotes can be checked here.

    The file must be the very one that was captured. It stays under .claimtrack/, out of git.
    """
    from claimtrack.ledger import capturing

    opened = open_ledger(ledger)
    found = opened.find_source(source)
    data = options.read_bytes(file, options.find_limit(ledger))
    attached = capturing.attach(opened, found.id, data, n=capture)
    if as_json:
        print_json({"id": found.id, "capture": attached.n, "sha256": attached.original.sha256})
        return
    print_line(f"attached {found.id} capture {attached.n}")


def remove(
    source: SourceArgument,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Remove its claims too, and leave links dangling.")
    ] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove a source with its copies; refused while it has claims or something refers to it."""
    from claimtrack.ledger import editing

    opened = open_ledger(ledger)
    found = opened.find_source(source)
    claims = [claim.id for claim in opened.claims_of(found.id)]
    dangling = editing.remove_source(opened, found.id, force=force)
    if as_json:
        print_json({"id": found.id, "removed_claims": claims, "dangling": dangling})
        return
    print_line(f"removed {found.id}" + (f" and {count(len(claims), 'claim')}" if claims else ""))
    for line in dangling:
        print_text(f"dangling now: {line}", indent=2, hang=2)


def _list_fields(source: Source) -> list[tuple[str, str]]:
    """Return label and value of all that is known of a source."""
    shown = {"title", "author", "publisher", "container-title", "issued", "URL", "type"}
    dating = source.dating
    fields = [
        ("title", str(source.csl.get("title", ""))),
        ("author", source.authors),
        ("publisher", str(source.csl.get("publisher", ""))),
        ("in", str(source.csl.get("container-title", ""))),
        ("type", str(source.csl.get("type", ""))),
        ("issued", str(source.issued or "unknown") + (f" ({dating.basis})" if dating else "")),
        *(("", line) for line in (dating.evidence if dating else ())),
        ("url", source.url),
        *((name, _as_text(value)) for name, value in source.csl.items() if name not in shown),
        ("grade", source.grade or ""),
        ("aliases", "; ".join(source.aliases)),
        ("draws on", ", ".join(source.references)),
        ("rights", source.rights),
        ("contact", source.contact),
        ("note", source.note),
    ]
    return [(label, value) for label, value in fields if value]


def _as_text(value: object) -> str:
    import json

    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _print_captures(ledger: Ledger, source: Source) -> None:
    if source.is_stub:
        print_text("no copy is held: a stub", indent=2)
    for capture in source.captures:
        found = ledger.store.read_text(source.id, capture)
        detail = f" ({found.detail})" if found.detail else ""
        attached = " (withheld, attached here)" if capture.withheld and found.text else ""
        print_text(
            f"capture {capture.n} of {capture.captured}: {found.presence}{attached}{detail}",
            indent=2,
            hang=2,
        )
        if capture.captured_evidence:
            print_text(capture.captured_evidence, indent=4)
        rows = [
            ("original", f"{capture.original.size:,} bytes, {capture.media_type}"),
            ("sha256", capture.original.sha256),
            ("text", f"{count(capture.text.length, 'character')}, by {capture.text.extractor}"),
            ("sha256", capture.text.sha256),
        ]
        print_columns(rows, indent=4)
