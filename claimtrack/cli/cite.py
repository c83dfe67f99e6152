"""`cite`: the sources of a draft, of claims or of the whole ledger, as a style prints them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from claimtrack.cli import completion
from claimtrack.cli.ahead import using_press
from claimtrack.cli.cite_output import refuse_other_place, say_rest, show, show_styles, write_draft
from claimtrack.cli.holding import open_records
from claimtrack.cli.options import JsonOption, LedgerOption, open_ledger, show_examples
from claimtrack.cli.outputs import refuse_own_places
from claimtrack.cli.stance import RulesOnlyOption, open_model

if TYPE_CHECKING:
    from claimtrack.check.results import CheckReport
    from claimtrack.cite.press import Press
    from claimtrack.cite.results import Citations
    from claimtrack.cite.style_files import Style
    from claimtrack.extract.draft import Draft
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.settings import Settings
    from claimtrack.search.view import LedgerView

_EXAMPLES = show_examples(
    "claimtrack cite draft.md --style chicago-author-date",
    "claimtrack cite draft.docx --style apa -o cited.docx",
    "claimtrack cite draft.md --match -o cited.md",
    "claimtrack cite --all --format html -o sources.html --copies",
    "claimtrack cite --list-styles nature",
)
FormatName = Literal["text", "markdown", "html", "rtf", "docx", "odt", "latex"]


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("cite", epilog=_EXAMPLES)(cite)


def cite(  # noqa: PLR0917 - Typer makes an option of each
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DRAFT | CLAIM… | SOURCE…",
            help="A draft, - for standard input; or ids of claims and sources.",
            autocompletion=completion.complete_record,
            show_default=False,
        ),
    ] = None,
    style: Annotated[
        str | None,
        typer.Option(
            "--style",
            "-s",
            metavar="STYLE",
            help="A style's name, or a .csl file.  [default: as claimtrack.toml says, "
            "else newsroom]",
            autocompletion=completion.complete_style,
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[
        FormatName | None,
        typer.Option(
            "--format",
            help="How to write the citations and the list.  [default: as -o ends, else text]",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to a file; of a draft, without --format, the whole draft.",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="SOURCE",
            help="List this source; may be repeated.",
            autocompletion=completion.complete_source,
            show_default=False,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="List all sources of the ledger.")
    ] = False,
    match: Annotated[
        bool,
        typer.Option(
            "--match", help="Also cite what check finds for statements that cite nothing."
        ),
    ] = False,
    copies: Annotated[
        bool,
        typer.Option("--copies", help="Say of each source when it was copied and where archived."),
    ] = False,
    no_locators: Annotated[
        bool,
        typer.Option("--no-locators", help="Do not tell page, time or paragraph of claims."),
    ] = False,
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="The heading of the list.")
    ] = "Sources",
    list_styles: Annotated[
        bool, typer.Option("--list-styles", help="List styles, those whose names have the words.")
    ] = False,
    rules_only: RulesOnlyOption = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the sources that a draft uses, or that are named, in a citation style.

    A draft cites claims and sources in Pandoc's syntax: [@source-id], [see @claim-id, p. 3], or
    @source-id in the sentence. With -o the whole draft is written again, its citations resolved
    and the list at its end, in the format that it came in; its formatting stays.

    What a style leaves out, what is unknown and what the ledger does not have is said on stderr;
    for a key that the ledger does not have, the exit code is 1.
    """
    words = what or []
    if list_styles:
        show_styles(words, as_json=as_json)
        return
    named = source or []
    draft_name = words[0] if words and _is_draft(words[0]) else None
    _check_usage(words, named, draft_name, everything=everything, match=match)
    if output is not None:
        refuse_own_places(output)
    is_whole = draft_name is not None and output is not None and not output_format and not as_json
    if is_whole and draft_name is not None and output is not None:
        refuse_other_place(draft_name, output)
    from claimtrack.cite.styles import DEFAULT, find_style
    from claimtrack.cli.output import announcing
    from claimtrack.ledger.settings import read_settings

    with using_press() as press:
        settings = read_settings(ledger)
        chosen = find_style(settings.cite.style or DEFAULT if style is None else style)
        opened = open_ledger(ledger) if everything else open_records(ledger)
        data, draft = b"", None
        desk = _Desk(opened, chosen, press, with_copies=copies, with_locators=not no_locators)
        if draft_name is None:
            ids = sorted(opened.sources) if everything else named
            with announcing("setting citations"):
                citations = desk.cite_records(words, ids)
        else:
            data, draft = _read_draft(draft_name, settings)
            report = None
            if match:
                report = _check(draft, opened, ledger, settings, rules_only=rules_only)
            with announcing("setting citations"):
                citations = desk.cite_draft(draft, report)
    if draft is not None and is_whole and output is not None:
        write_draft(data, draft, citations, title, output)
    else:
        name = draft.name if draft else "sources"
        show(citations, name, title, output_format, output, as_json=as_json)
    say_rest(citations)
    if citations.unknown:
        raise typer.Exit(1)


class _Desk:
    """Where citations are put together: a ledger, a style, and what is wanted besides."""

    def __init__(
        self,
        ledger: Ledger | LedgerView,
        style: Style,
        press: Press,
        *,
        with_copies: bool,
        with_locators: bool,
    ) -> None:
        from claimtrack.cite.collecting import Collector

        self._ledger = ledger
        self._style = style
        self._press = press
        self._with_copies = with_copies
        self._collector = Collector(ledger, with_locators=with_locators)

    def cite_records(self, words: Sequence[str], ids: Sequence[str]) -> Citations:
        """Cite claims and sources by their ids, and list others."""
        from claimtrack.cite.citing import cite_sources
        from claimtrack.cite.collecting import find_sources

        clusters = [self._collector.cite_record(self._ledger.find_id(word)) for word in words]
        return cite_sources(
            self._ledger,
            self._style,
            clusters=clusters,
            listed=find_sources(ids, self._ledger),
            with_copies=self._with_copies,
            press=self._press,
        )

    def cite_draft(self, draft: Draft, report: CheckReport | None) -> Citations:
        """Cite what a draft cites and, if it was checked, what was found for the rest of it."""
        from claimtrack.cite.citing import cite_sources
        from claimtrack.cite.collecting import order_for_reading
        from claimtrack.cite.matching import match_statements
        from claimtrack.errors import NothingCitedError

        clusters, mentioned, unknown = self._collector.collect_draft(draft)
        if report is not None:
            added = match_statements(draft, report, self._collector, clusters)
            clusters = order_for_reading(draft, [*clusters, *added])
        if not clusters and not mentioned and not unknown:
            raise NothingCitedError(draft.name)
        return cite_sources(
            self._ledger,
            self._style,
            clusters=clusters,
            listed=mentioned,
            unknown=unknown,
            with_copies=self._with_copies,
            press=self._press,
        )


def _check_usage(
    words: Sequence[str],
    named: Sequence[str],
    draft_name: str | None,
    *,
    everything: bool,
    match: bool,
) -> None:
    """Refuse what cannot be meant."""
    if not words and not named and not everything:
        raise typer.BadParameter(
            "name a draft, claims or sources; or give --source, --all or --list-styles"
        )
    if draft_name and (len(words) > 1 or named or everything):
        raise typer.BadParameter(
            "a draft is cited by itself; list sources in a run of their own",
            param_hint="DRAFT",
        )
    if match and not draft_name:
        raise typer.BadParameter("only a draft has statements to match", param_hint="--match")
    if everything and (words or named):
        raise typer.BadParameter("it lists all sources: name none besides", param_hint="--all")


def _is_draft(word: str) -> bool:
    """Whether a word names a draft: no id has a dot, and a file of an id's name is a draft."""
    return word == "-" or "." in word or Path(word).is_file()


def _read_draft(name: str, settings: Settings) -> tuple[bytes, Draft]:
    from claimtrack.extract.drafts import read_draft
    from claimtrack.ledger.intake import MEGABYTE, read_file, read_stream

    limit = settings.sources.largest_file_mb * MEGABYTE
    if name == "-":
        data = read_stream(sys.stdin.buffer, limit)
        return data, read_draft(data, name="-")
    path = Path(name)
    data = read_file(path, limit)
    return data, read_draft(data, name=path.as_posix())


def _check(
    draft: Draft,
    opened: Ledger | LedgerView,
    folder: str | None,
    settings: Settings,
    *,
    rules_only: bool,
) -> CheckReport:
    from claimtrack.check.checking import Checker
    from claimtrack.cli.output import announcing
    from claimtrack.store.layout import find_layout

    layout = find_layout(Path(folder or "."), explicit=folder is not None)
    least = settings.check.minimum_origins or settings.minimum_origins
    model = open_model(rules_only=rules_only, ledger=folder)
    checker = Checker(opened, layout, minimum_origins=least, model=model)
    with announcing("checking the draft"):
        return checker.check_draft(draft)
