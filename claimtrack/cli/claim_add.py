"""`claim add`: state what a source says, and pin it to the passage."""

from __future__ import annotations

from typing import Annotated

import typer

from claimtrack.cli import claim_options as options
from claimtrack.cli import completion
from claimtrack.cli.clock import today
from claimtrack.cli.options import (
    ByOption,
    JsonOption,
    LedgerOption,
    name_user,
    open_ledger,
    show_examples,
)

_EXAMPLES = show_examples(
    'claimtrack claim add "The yard closes in June." --source gazette \\',
    '    --quote "will close at the end of June" --about 2025-06 --tag yard',
    'claimtrack claim add "240 jobs go." --source courier --short \\',
    '    --quote "240 jobs" --attribution "the agency" --cites agency/240-go',
    "claimtrack claim add            (asks for everything)",
)


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("add", epilog=_EXAMPLES)(add)


def add(
    text: Annotated[
        str | None,
        typer.Argument(metavar="TEXT", help="The claim, in plain words.", show_default=False),
    ] = None,
    *,
    source: Annotated[
        str | None,
        options.option(
            "--source",
            "Who makes it: a source id.",
            "SOURCE",
            autocompletion=completion.complete_source,
        ),
    ] = None,
    quote: options.QuoteOption = None,
    claim_id: Annotated[
        str | None,
        options.option("--id", "Its id within the source.  [default: from the text]", "SLUG"),
    ] = None,
    prefix: options.PrefixOption = None,
    suffix: options.SuffixOption = None,
    nth: options.NthOption = None,
    short: options.ShortOption = False,
    capture: options.CaptureOption = None,
    about: options.AboutOption = None,
    about_words: options.AboutWordsOption = None,
    said: options.SaidOption = None,
    attribution: options.AttributionOption = None,
    cites: Annotated[
        list[str] | None,
        options.option(
            "--cites",
            "The source or claim it was taken from; may be repeated.",
            "ID",
            autocompletion=completion.complete_record,
        ),
    ] = None,
    because: Annotated[
        str | None, options.option("--because", "With --cites: how the source says so.", "REASON")
    ] = None,
    tag: Annotated[
        list[str] | None, options.option("--tag", "A tag; may be repeated.", "TAG")
    ] = None,
    grade: options.GradeOption = None,
    note: options.NoteOption = None,
    fit: Annotated[
        bool, typer.Option("--fit", help="You have read it: the quote carries the claim.")
    ] = False,
    by: ByOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a claim that a source makes, pinned to the passage where it makes it.

    The quote must stand in the source letter for letter; only white space, quotation marks and the
    like may differ. Without any option, in a terminal, everything is asked for.
    """
    from claimtrack.cli import claim_guide
    from claimtrack.ledger import editing, filters, quoting

    opened = open_ledger(ledger)
    if text is None and source is None and claim_guide.can_ask():
        answers = claim_guide.ask_claim(opened)
    elif text is None or not text.strip() or source is None:
        raise typer.BadParameter("give the TEXT of the claim and its --source")
    else:
        if cites and not (because or attribution):
            raise typer.BadParameter("--cites needs a reason", param_hint="'--because'")
        if because and not cites:
            raise typer.BadParameter("it says why --cites is given", param_hint="'--because'")
        if quote is None:
            options.refuse_places(prefix, suffix, nth, capture)
        if fit and quote is None:
            raise typer.BadParameter("without --quote there is nothing that could fit")
        found = opened.find_source(source)
        answers = claim_guide.Answers(
            text=text.strip(),
            source_id=found.id,
            anchor=quoting.anchor_quote(
                opened,
                found,
                quote,
                capture=capture,
                prefix=prefix,
                suffix=suffix,
                nth=nth,
                short=short,
            )
            if quote is not None
            else None,
            about=about or "",
            about_words=about_words or "",
            said=said or "",
            attribution=attribution or "",
            cites=tuple(opened.find_id(given) for given in cites or ()),
            because=because or (f"it credits {attribution}" if attribution else ""),
            tags=tuple(tag or ()),
        )
    if claim_id and "/" not in claim_id:
        claim_id = f"{answers.source_id}/{claim_id}"
    elif claim_id and not claim_id.startswith(f"{answers.source_id}/"):
        raise typer.BadParameter(f"“{claim_id}” is no claim of {answers.source_id}")
    claim = editing.build_claim(
        claim_id or quoting.propose_claim_id(opened, answers.source_id, answers.text),
        **answers.fields(name_user(by), today(), fit=fit),
        grade=grade,
        note=note or "",
    )
    same = filters.find_same_anchor(opened, claim)
    editing.add_claim(opened, claim)
    options.report("added", claim, same, as_json=as_json)
