"""`annotate`: a draft with a note at each statement that can be checked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.drafts import are_same
from claimtrack.cli.holding import FEW_SENTENCES, open_checker, showing_progress
from claimtrack.cli.options import JsonOption, LedgerOption, show_examples
from claimtrack.cli.output import announcing, clean, count, print_json
from claimtrack.cli.outputs import refuse_own_places, write_output
from claimtrack.cli.stance import ModelOption, RulesOnlyOption, open_model

if TYPE_CHECKING:
    from claimtrack.annotate.notes import Notes
    from claimtrack.annotate.writing import Written
    from claimtrack.extract.draft import Draft

_EXAMPLES = show_examples(
    "claimtrack annotate draft.docx -o noted.docx",
    "claimtrack annotate draft.md -o draft-notes.html",
    "claimtrack annotate draft.docx -o draft-notes.pdf --claims 1",
    "claimtrack annotate draft.docx --in-place",
    "claimtrack annotate draft.md --json",
)


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("annotate", epilog=_EXAMPLES)(annotate)


def annotate(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="A file, - for standard input.")],
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write it; its name ends in .docx, .odt, .html, .md or .pdf.",
            show_default=False,
        ),
    ] = None,
    in_place: Annotated[
        bool,
        typer.Option("--in-place", help="Write the notes into the draft itself, as comments."),
    ] = False,
    claims: Annotated[
        int,
        typer.Option("--claims", min=1, max=100, metavar="N", help="Claims in a note at most."),
    ] = 3,
    minimum_origins: Annotated[
        int | None,
        typer.Option(
            "--min-origins",
            min=1,
            metavar="N",
            help="From how many origins on a statement counts as supported.  "
            "[default: as claimtrack.toml says, else 2]",
            show_default=False,
        ),
    ] = None,
    rules_only: RulesOnlyOption = False,
    model: ModelOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a draft with a note at each statement that can be checked.

    A note has the state of its statement and, for each claim: the exact quote, its source, the
    place in it, when it was copied, how many origins it rests on at most, what the source stands
    for if it is secondary, open conflicts, who confirmed the fit, and whom to ask. What is
    unsourced is listed first.

    In its own format, or in another that has them, a draft gets comments: DOCX and ODT real ones,
    Markdown such as no page shows. HTML and PDF have the notes beside the words. The draft's text
    and formatting stay; another run brings its own notes up to date and leaves those of others.

    Nothing leaves this machine, and it exits with 0 whatever the notes say; `check` judges.
    """
    _check_usage(draft, output, in_place=in_place, as_json=as_json)
    data, read = _read(draft, ledger)
    from claimtrack.annotate.writing import refuse_own

    refuse_own(read)
    notes = _take_notes(read, claims, minimum_origins, ledger, model, rules_only=rules_only)
    target = Path(draft) if in_place else output
    if target is not None:
        from claimtrack.annotate.writing import find_suffix, write_notes

        suffix = "" if in_place else find_suffix(target.name)
        with announcing("writing the notes"):
            written = write_notes(data, read, notes, suffix)
        _put(target, written, notes)
    if as_json:
        from claimtrack.annotate.records import make_record

        print_json(make_record(notes))


def _check_usage(draft: str, output: Path | None, *, in_place: bool, as_json: bool) -> None:
    """Refuse what cannot be meant."""
    from claimtrack.annotate.writing import SUFFIXES, find_suffix

    if in_place and (output is not None or draft == "-"):
        raise typer.BadParameter(
            "it writes the draft's own file: give a file, and no -o", param_hint="--in-place"
        )
    if output is None and not in_place and not as_json:
        raise typer.BadParameter("say where to write it, or give --json", param_hint="-o")
    if in_place:
        refuse_own_places(Path(draft))
    if output is None:
        return
    refuse_own_places(output)
    if draft != "-" and are_same(output, Path(draft)):
        raise typer.BadParameter(
            "that is the draft itself; --in-place writes its notes into it", param_hint="-o"
        )
    if (output.suffix.lower() == ".docm") != (Path(draft).suffix.lower() == ".docm"):
        raise typer.BadParameter(
            "a document with macros stays one: both names end in .docm, or neither",
            param_hint="-o",
        )
    if not find_suffix(output.name):
        raise typer.BadParameter(
            f"its name must end in one of {', '.join(SUFFIXES)}", param_hint="-o"
        )


def _read(given: str, ledger: str | None) -> tuple[bytes, Draft]:
    from claimtrack.extract.drafts import read_draft
    from claimtrack.ledger.intake import MEGABYTE, read_file, read_stream
    from claimtrack.ledger.settings import read_settings

    limit = read_settings(ledger).sources.largest_file_mb * MEGABYTE
    if given == "-":
        data = read_stream(sys.stdin.buffer, limit)
        return data, read_draft(data, name="-")
    data = read_file(Path(given), limit)
    return data, read_draft(data, name=Path(given).name)


def _take_notes(
    draft: Draft,
    claims: int,
    minimum_origins: int | None,
    ledger: str | None,
    model: str | None,
    *,
    rules_only: bool,
) -> Notes:
    from claimtrack.annotate.gathering import Gatherer
    from claimtrack.ledger.settings import read_settings

    settings = read_settings(ledger)
    least = minimum_origins or settings.check.minimum_origins or settings.minimum_origins
    stance = open_model(rules_only=rules_only, chosen=model, ledger=ledger)
    checker = open_checker(ledger, least, stance, claims)
    with showing_progress("checking", few=FEW_SENTENCES) as progress:
        report = checker.check_draft(draft, progress=progress)
    return Gatherer(checker.ledger, checker.network).gather(report)


def _put(path: Path, written: Written, notes: Notes) -> None:
    """Write the file, and say what is in it."""
    write_output(path, written.data)
    _say(f"wrote {path}: {count(len(notes.notes), 'note')}, {len(notes.unsourced):,} unsourced")
    for remark in written.remarks:
        _say(remark)


def _say(words: str) -> None:
    typer.echo(f"claimtrack: {clean(words)}", err=True)
