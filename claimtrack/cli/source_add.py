"""`source add`: take a source in; what is read off it is proposed with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimtrack.cli import completion
from claimtrack.cli import source_options as options
from claimtrack.cli.asking import ask, can_ask, check_date
from claimtrack.cli.clock import today
from claimtrack.cli.options import (
    ByOption,
    JsonOption,
    LedgerOption,
    name_user,
    open_ledger,
    show_examples,
)
from claimtrack.cli.output import (
    announcing,
    count,
    print_columns,
    print_json,
    print_line,
    print_text,
)
from claimtrack.cli.records import source_record

if TYPE_CHECKING:
    from claimtrack.ingest.reader import Document
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.ledger.proposals import Proposed
    from claimtrack.models.source import Capture, Source

_EXAMPLES = show_examples(
    "claimtrack source add courier.txt",
    "claimtrack source add page.html --url https://gazette.example/yard --yes",
    "curl -s https://gazette.example/yard | claimtrack source add - --yes",
    "claimtrack source add later.html --to upland-gazette-2025-03-yard",
    'claimtrack source add --stub --id harbour-board --title "Notice on the yard"',
)

#: What is asked for in a terminal, in this order.
_LABELS = {
    "title": "Title",
    "author": "Author",
    "publisher": "Publisher",
    "issued": "Issued",
    "captured": "Captured",
}
_DATES = {"issued", "captured"}


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy that was received, as what it was read, and what is to become of it."""

    data: bytes
    document: Document
    proposed: dict[str, Proposed]
    withheld: bool
    kept: bool
    """Whether a withheld one is kept outside the ledger."""

    def describe(self, captured: str, by: str, n: int = 1) -> Capture:
        """Return its record as capture ``n``."""
        from claimtrack.ledger.capturing import describe_capture
        from claimtrack.ledger.proposals import date_capture

        day, evidence = date_capture(captured, self.proposed.get("captured"), by=by, today=today())
        return describe_capture(
            self.document,
            self.data,
            n=n,
            captured=day,
            captured_evidence=evidence,
            withheld=self.withheld,
        )


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("add", epilog=_EXAMPLES)(add)


def add(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", help="The file, or - for standard input.", show_default=False
        ),
    ] = None,
    *,
    source_id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Its id.  [default: proposed]", show_default=False),
    ] = None,
    title: options.TitleOption = None,
    author: options.AuthorOption = None,
    publisher: options.PublisherOption = None,
    container: options.ContainerOption = None,
    kind: options.TypeOption = None,
    issued: options.IssuedOption = None,
    captured: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="The day the copy was taken.  [default: as the copy shows, or today]",
            show_default=False,
        ),
    ] = None,
    url: options.UrlOption = None,
    language: options.LanguageOption = None,
    withhold: Annotated[
        bool,
        typer.Option(
            "--withhold", help="Keep bytes and text out of the ledger, under .claimtrack/."
        ),
    ] = False,
    discard: Annotated[
        bool, typer.Option("--discard", help="With --withhold: keep them nowhere.")
    ] = False,
    stub: Annotated[
        bool, typer.Option("--stub", help="A source that is cited, but not held: no FILE.")
    ] = False,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="SOURCE",
            help="FILE is a further copy of this source.",
            autocompletion=completion.complete_source,
            show_default=False,
        ),
    ] = None,
    grade: options.GradeOption = None,
    alias: options.AliasOption = None,
    rights: options.RightsOption = None,
    contact: options.ContactOption = None,
    references: options.ReferencesOption = None,
    note: options.NoteOption = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing: take what is proposed.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be stored; store nothing.")
    ] = False,
    by: ByOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a source: a copy of it or, with --stub, only what is known of it.

    Title, author, publisher and dates are read off the copy and proposed with their evidence. In a
    terminal you accept or change each; otherwise they are taken, and said to be proposed.
    """
    given = {
        "title": title,
        "author": "; ".join(author) if author else None,
        "publisher": publisher,
        "issued": check_date(issued) if issued else issued,
        "captured": check_date(captured) if captured else captured,
    }
    item = {"container-title": container, "URL": url, "language": language}
    extras = {
        "grade": grade,
        "aliases": alias,
        "rights": rights,
        "contact": contact,
        "note": note,
    }
    _check_usage(file, stub=stub, to=to, withhold=withhold, discard=discard)
    if stub and captured:
        raise typer.BadParameter("--stub adds no copy: --captured does not go with it")
    if to:
        details = [*item.values(), *extras.values(), source_id, kind, references]
        details += [value for name, value in given.items() if name != "captured"]
        if any(value is not None for value in details):
            raise typer.BadParameter("--to adds a copy and nothing else; see `source edit`")
    asking = can_ask() and not yes and not dry_run and str(file) != "-"
    if stub and not (title or source_id or asking):
        raise typer.BadParameter("a stub needs at least a --title or an --id")
    opened = open_ledger(ledger)
    opened.refuse_if_broken()
    user = name_user(by)
    copy = None
    if file:
        copy = _receive(file, ledger, given["captured"], withheld=withhold, kept=not discard)
        item["language"] = language or copy.document.language
    if copy and to:
        _add_copy(opened, to, copy, given["captured"] or "", user, dry_run=dry_run, as_json=as_json)
        return

    from claimtrack.ledger import editing, proposals

    values = _settle(given, copy, asking=asking, err=not (dry_run and not as_json))
    item.update({name: values[name] for name in ("title", "author", "publisher", "issued")})
    if source_id is None:
        source_id = proposals.propose_id(opened, item)
        source_id = _ask_id(opened, source_id) if asking else source_id
    capture = copy.describe(values["captured"], user) if copy else None
    source = editing.build_source(
        source_id,
        csl=proposals.build_item(kind or proposals.propose_type(capture), item),
        dating=proposals.date_source(
            values["issued"],
            copy.proposed.get("issued") if copy and not issued else None,
            by=user,
            asked=asking,
        ),
        captures=(capture,) if capture else (),
        references=options.find_references(opened, references),
        **{name: value for name, value in extras.items() if value is not None},
    )
    _store(opened, source, copy, asking=asking, dry_run=dry_run)
    _report(source, copy, dry_run=dry_run, as_json=as_json)


def _check_usage(
    file: Path | None, *, stub: bool, to: str | None, withhold: bool, discard: bool
) -> None:
    if stub and file:
        raise typer.BadParameter("FILE and --stub exclude each other")
    if not stub and not file:
        raise typer.BadParameter("give a FILE, - for standard input, or --stub")
    if stub and (to or withhold):
        raise typer.BadParameter("--stub adds no copy: --to and --withhold do not go with it")
    if discard and not withhold:
        raise typer.BadParameter("--discard goes with --withhold")


def _receive(
    file: Path, ledger: str | None, captured: str | None, *, withheld: bool, kept: bool
) -> _Copy:
    limit = options.find_limit(ledger)
    data = options.read_bytes(file, limit)
    with announcing(f"reading {file}"):
        from claimtrack.ingest.reader import read_document
        from claimtrack.ledger.proposals import propose_fields
        from claimtrack.values.dates import Edtf

        received = Edtf.parse(captured).latest if captured else None
        document = read_document(
            data,
            name=None if str(file) == "-" else file.name,
            limit=limit,
            received=received or today(),
        )
    return _Copy(data, document, propose_fields(document), withheld, kept)


def _settle(
    given: dict[str, str | None], copy: _Copy | None, *, asking: bool, err: bool
) -> dict[str, str]:
    """Return what each value is to be: what was given, or else answered, or else proposed."""
    values: dict[str, str] = {}
    for name, label in _LABELS.items():
        found = copy.proposed.get(name) if copy else None
        value = given[name]
        if name == "issued" and copy and value is None:
            _print_dates(copy.document, err=err)
        if value is not None or (name == "captured" and copy is None):
            values[name] = value or ""
            continue
        if not asking:
            values[name] = found.value if found else ""
            if found:
                _print_proposed(label, found, err=err)
            continue
        fallback = today().isoformat() if name == "captured" else ""
        values[name] = ask(
            f"{label} (EDTF)" if name in _DATES else label,
            found.value if found else fallback,
            evidence=found.evidence if found else (),
            check=check_date if name in _DATES else None,
        )
    if copy:
        for remark in copy.document.notes:
            print_text(f"note: {remark}", hang=2, err=err)
    return values


def _ask_id(ledger: Ledger, proposed: str) -> str:
    from claimtrack.ledger.editing import check_new_id

    def check(value: str) -> str:
        check_new_id(ledger, value)
        return value

    return ask("Id", proposed, check=check)


def _store(
    ledger: Ledger, source: Source, copy: _Copy | None, *, asking: bool, dry_run: bool
) -> None:
    from claimtrack.ledger import capturing, editing
    from claimtrack.ledger.filters import find_same_text

    editing.check_new_source(ledger, source)
    if same := find_same_text(ledger, source):
        print_text(f"note: {same.id} holds the very same text: count it once", hang=4, err=True)
    if dry_run:
        return
    if asking:
        typer.confirm(f"Add {source.id}?", default=True, abort=True, err=True)
    if copy is None:
        editing.add_source(ledger, source)
    else:
        capturing.add_captured_source(ledger, source, copy.data, copy.document.text, keep=copy.kept)


def _add_copy(
    ledger: Ledger, to: str, copy: _Copy, captured: str, by: str, *, dry_run: bool, as_json: bool
) -> None:
    from claimtrack.ledger import capturing

    source = ledger.find_source(to)
    found = copy.proposed.get("captured")
    if found and not captured:
        _print_proposed(_LABELS["captured"], found, err=True)
    day = captured or (found.value if found else "")
    capture = copy.describe(day, by, capturing.next_number(source))
    if not dry_run:
        source = capturing.add_capture(
            ledger, source.id, capture, copy.data, copy.document.text, keep=copy.kept
        )
    if as_json:
        print_json({**source_record(source), "stored": not dry_run})
        return
    verb = "would add" if dry_run else "added"
    print_line(f"{verb} {source.id}, {_describe_capture(capture)}")


def _report(source: Source, copy: _Copy | None, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        print_json({**source_record(source), **_proposals_record(copy), "stored": not dry_run})
        return
    verb = "would add" if dry_run else "added"
    capture = _describe_capture(source.captures[0]) if source.captures else "stub"
    print_line(f"{verb} {source.id}, {capture}")


def _proposals_record(copy: _Copy | None) -> dict[str, Any]:
    if copy is None:
        return {}
    return {
        "proposals": {
            name: {"value": found.value, "evidence": list(found.evidence), "sure": found.sure}
            for name, found in copy.proposed.items()
        },
        "dates": [
            {
                "text": found.text,
                "start": found.start,
                "end": found.end,
                "date": found.edtf,
                "role": found.role,
                "reading": found.reading,
            }
            for found in copy.document.candidates
        ],
    }


def _describe_capture(capture: Capture) -> str:
    withheld = ", withheld" if capture.withheld else ""
    length = count(capture.text.length, "character")
    return f"capture {capture.n} ({capture.captured}, {length}{withheld})"


def _print_proposed(label: str, found: Proposed, *, err: bool) -> None:
    print_text(f"{label.lower()} (proposed): {found.value}", hang=4, err=err)
    for line in found.evidence:
        print_text(line, indent=4, hang=2, err=err)


def _print_dates(document: Document, *, err: bool) -> None:
    most = 12
    rows = [
        (
            f"{found.start}-{found.end}" if found.start >= 0 else "metadata",
            found.edtf or "no year",
            f"{found.role}: {found.reading}",
        )
        for found in document.candidates[:most]
    ]
    if not rows:
        return
    print_text("dates in it, and where they stand:", err=err)
    print_columns(rows, indent=2, err=err)
    left = len(document.candidates) - most
    if left > 0:
        print_text(f"and {left:,} more (--dry-run --json shows all)", indent=2, err=err)
