"""`source edit`: change what is known of a source."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from claimtrack.cli import source_options as options
from claimtrack.cli.options import (
    ByOption,
    JsonOption,
    LedgerOption,
    SourceArgument,
    name_user,
    open_ledger,
    show_examples,
)
from claimtrack.cli.output import print_json, print_line
from claimtrack.cli.records import source_record

_EXAMPLES = show_examples(
    "claimtrack source edit harbour-board --issued 2025-03-11",
    "claimtrack source edit harbour-board --set event-place=Varrow --unset genre",
    'claimtrack source edit harbour-board --note ""',
)


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("edit", epilog=_EXAMPLES)(edit)


def edit(
    source: SourceArgument,
    *,
    title: options.TitleOption = None,
    author: options.AuthorOption = None,
    publisher: options.PublisherOption = None,
    container: options.ContainerOption = None,
    kind: options.TypeOption = None,
    issued: options.IssuedOption = None,
    url: options.UrlOption = None,
    language: options.LanguageOption = None,
    puts: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Any other CSL variable; may be repeated. Names of people part at “;”.",
            show_default=False,
        ),
    ] = None,
    removals: Annotated[
        list[str] | None,
        typer.Option(
            "--unset",
            metavar="NAME",
            help="Remove a CSL variable; may be repeated.",
            show_default=False,
        ),
    ] = None,
    grade: options.GradeChange = None,
    alias: options.AliasOption = None,
    rights: options.RightsOption = None,
    contact: options.ContactOption = None,
    references: options.ReferencesOption = None,
    note: options.NoteOption = None,
    by: ByOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change what is known of a source; an empty value removes what was there.

    A list (--author, --alias, --references) replaces the whole list.
    """
    from claimtrack.ledger import editing, proposals

    named = {
        "title": title,
        "author": "; ".join(author) if author else None,
        "publisher": publisher,
        "container-title": container,
        "type": kind,
        "issued": issued,
        "URL": url,
        "language": language,
    }
    item = {name: value for name, value in named.items() if value is not None}
    item.update(_read_pair(pair) for pair in puts or ())
    opened = open_ledger(ledger)
    before = opened.find_source(source)
    changes: dict[str, Any] = {
        "grade": grade,
        "aliases": None if alias is None else tuple(filter(None, alias)),
        "rights": rights,
        "contact": contact,
        "note": note,
        "references": options.find_references(opened, references) if references else None,
    }
    changes = {name: value for name, value in changes.items() if value is not None}
    if grade == "":
        changes["grade"] = None
    if item or removals:
        changes["csl"] = proposals.change_item(before, item, removals or ())
        if changes["csl"].get("issued") != before.csl.get("issued"):
            given = str(changes["csl"].get("issued") or "")
            changes["dating"] = proposals.date_source(given, None, by=name_user(by))
    if not changes:
        raise typer.BadParameter("nothing to change: give an option, such as --title")
    after = editing.edit_source(opened, before.id, **changes)
    if as_json:
        print_json(source_record(after))
        return
    print_line(f"{'changed' if after != before else 'nothing to change in'} {after.id}")


def _read_pair(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals:
        raise typer.BadParameter(f"“{pair}” is not NAME=VALUE", param_hint="'--set'")
    return name.strip(), value
