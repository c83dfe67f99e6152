"""`claim edit`: change a claim; what was judged of it is open again where that matters."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from claimtrack.cli import claim_options as options
from claimtrack.cli.clock import today
from claimtrack.cli.options import (
    ByOption,
    ClaimArgument,
    JsonOption,
    LedgerOption,
    name_user,
    open_ledger,
    show_examples,
)
from claimtrack.cli.output import print_text

_EXAMPLES = show_examples(
    "claimtrack claim edit courier/240-go --fit confirmed --why read",
    'claimtrack claim edit courier/240-go --quote "at least 240 jobs"',
    'claimtrack claim edit courier/240-go --about "" --tag jobs --untag job',
)

_Fit = Literal["confirmed", "rejected", "unsure"]


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("edit", epilog=_EXAMPLES)(edit)


def edit(
    claim: ClaimArgument,
    *,
    text: Annotated[str | None, options.option("--text", "The claim, in plain words.")] = None,
    quote: options.QuoteOption = None,
    prefix: options.PrefixOption = None,
    suffix: options.SuffixOption = None,
    nth: options.NthOption = None,
    short: options.ShortOption = False,
    capture: options.CaptureOption = None,
    about: options.AboutOption = None,
    about_words: options.AboutWordsOption = None,
    said: options.SaidOption = None,
    attribution: options.AttributionOption = None,
    tag: Annotated[
        list[str] | None, options.option("--tag", "Add a tag; may be repeated.", "TAG")
    ] = None,
    untag: Annotated[
        list[str] | None, options.option("--untag", "Take a tag off; may be repeated.", "TAG")
    ] = None,
    grade: options.GradeChange = None,
    note: options.NoteOption = None,
    fit: Annotated[
        _Fit | None,
        options.option(
            "--fit",
            "Whether the quote carries the claim: confirmed, rejected or unsure.",
            "STATE",
        ),
    ] = None,
    why: Annotated[str | None, options.option("--why", "Why it fits, or not.", "REASON")] = None,
    by: ByOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change a claim; an empty value removes what was there. A new quote is looked up anew."""
    from claimtrack.ledger import editing, filters, quoting
    from claimtrack.models.judgement import State

    opened = open_ledger(ledger)
    before = opened.find_claim(claim)
    if text is not None and not text.strip():
        raise typer.BadParameter("a claim needs its words; `claim remove` removes it")
    quoted = bool(quote) if quote is not None else before.anchor is not None
    _check_fit(fit, why, quoted=quoted)
    if not quoted:
        options.refuse_places(prefix, suffix, nth, capture)
    plain = {
        "text": text,
        "about_words": about_words,
        "attribution": attribution,
        "note": note,
    }
    changes: dict[str, Any] = {name: value for name, value in plain.items() if value is not None}
    changes |= {
        name: value or None
        for name, value in {"about": about, "said": said, "grade": grade and int(grade)}.items()
        if value is not None
    }
    if tag or untag:
        changes["tags"] = editing.change_tags(before.tags, tag or (), untag or ())
    if quote is None and (prefix or suffix or nth or capture) and before.anchor:
        quote = before.anchor.quote
    if quote is not None:
        changes["anchor"] = (
            quoting.anchor_quote(
                opened,
                opened.find_source(before.source_id),
                quote,
                capture=capture,
                prefix=prefix,
                suffix=suffix,
                nth=nth,
                short=short,
            )
            if quote
            else None
        )
    if fit:
        changes["fit"] = editing.judge(State(fit), name_user(by), today(), why or "")
    if not changes:
        raise typer.BadParameter("nothing to change: give an option, such as --text")
    after = editing.edit_claim(opened, before.id, **changes)
    same = filters.find_same_anchor(opened, after) if quote else None
    if before.fit and not after.fit:
        print_text("note: whether the quote fits is to be judged again", hang=4, err=True)
    options.report(
        "changed" if after != before else "nothing to change in", after, same, as_json=as_json
    )


def _check_fit(fit: _Fit | None, why: str | None, *, quoted: bool) -> None:
    if fit is None:
        if why:
            raise typer.BadParameter("--why goes with --fit")
        return
    if not quoted:
        raise typer.BadParameter("without a quote there is nothing that could fit")
    if fit == "rejected" and not (why or "").strip():
        raise typer.BadParameter("a quote that does not fit needs a reason: --why")
