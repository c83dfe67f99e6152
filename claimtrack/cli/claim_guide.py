"""`claim add` without options: a dialogue that asks for everything a claim needs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from claimtrack.cli.asking import ask, can_ask, check_date
from claimtrack.cli.output import print_columns, print_text

if TYPE_CHECKING:
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.anchor import Anchor
    from claimtrack.models.source import Source

__all__ = ["Answers", "ask_claim", "can_ask"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What is to become a claim, as text; "" where nothing was said."""

    text: str
    source_id: str
    anchor: Anchor | None
    about: str = ""
    about_words: str = ""
    said: str = ""
    attribution: str = ""
    cites: tuple[str, ...] = ()
    """Complete ids."""
    because: str = ""
    tags: tuple[str, ...] = ()

    def fields(self, by: str, today: dt.date, *, fit: bool) -> dict[str, Any]:
        """Return the fields of the claim, decided by ``by`` on ``today``."""
        from claimtrack.ledger.editing import build_relation, judge
        from claimtrack.models.judgement import State
        from claimtrack.models.relation import Kind

        confirmed = judge(State.CONFIRMED, by, today)
        return {
            "text": self.text,
            "anchor": self.anchor,
            "about": self.about or None,
            "about_words": self.about_words,
            "said": self.said or None,
            "attribution": self.attribution,
            "tags": tuple(dict.fromkeys(filter(None, (tag.strip() for tag in self.tags)))),
            "fit": confirmed if fit else None,
            "links": tuple(
                build_relation(
                    self.source_id, Kind.CITES, cited, because=self.because, judgement=confirmed
                )
                for cited in self.cites
            ),
        }


def ask_claim(ledger: Ledger) -> Answers:
    """Ask for a claim, question by question; Enter skips what may be left open.

    Raises:
        typer.Abort: the person would not have it added.
    """
    source = _ask_source(ledger)
    text = _ask_needed("The claim, in plain words")
    anchor = _ask_quote(ledger, source)
    about = ask("The time it is about (EDTF, Enter if open)", check=check_date)
    about_words = ask("The source's own words for that time") if about else ""
    said = ask("When it was said (EDTF, Enter if when the source appeared)", check=check_date)
    attribution = ask("Whom the source credits (Enter if nobody)")
    cited = ask(
        "Taken from which source or claim (id, Enter if none)",
        check=ledger.find_id,
    )
    reason = f"it credits {attribution}" if attribution else ""
    because = _ask_needed("How does the source say so", reason) if cited else ""
    tags = ask("Tags, apart by commas")
    answers = Answers(
        text=text,
        source_id=source.id,
        anchor=anchor,
        about=about,
        about_words=about_words,
        said=said,
        attribution=attribution,
        cites=(cited,) if cited else (),
        because=because,
        tags=tuple(tags.split(",")),
    )
    _print_summary(answers)
    typer.confirm("Add it?", default=True, abort=True, err=True)
    return answers


def _ask_source(ledger: Ledger) -> Source:
    most = 20
    sources = sorted(ledger.sources.values(), key=lambda source: source.id)
    print_columns([(source.id, source.title) for source in sources[:most]], indent=2, err=True)
    if len(sources) > most:
        print_text(f"and {len(sources) - most:,} more", indent=2, err=True)
    only = sources[0].id if len(sources) == 1 else ""
    given = _ask_needed("Source (the beginning of its id will do)", only, ledger)
    return ledger.find_source(given)


def _ask_needed(label: str, proposal: str = "", sources: Ledger | None = None) -> str:
    """Ask until there is an answer; if ``sources`` are given, one that names a source."""
    check = (lambda given: sources.find_source(given).id) if sources else None
    while not (answer := ask(label, proposal, check=check)):
        pass
    return answer


def _ask_quote(ledger: Ledger, source: Source) -> Anchor | None:
    """Ask for the quote until it stands in the source, and show what differs when it does not."""
    from claimtrack.errors import (
        AmbiguousQuoteError,
        NoCaptureTextError,
        QuoteTooShortError,
        RefusedError,
    )
    from claimtrack.ledger.quoting import anchor_quote

    quote, nth, short = "", None, False
    while True:
        quote = quote or ask("The quote, letter for letter (Enter to leave it open)")
        if not quote:
            return None
        try:
            return anchor_quote(ledger, source, quote, nth=nth, short=short)
        except AmbiguousQuoteError as error:
            print_text(str(error), indent=2, hang=2, err=True)
            nth = int(typer.prompt("Which of them", type=int, err=True))
            continue
        except RefusedError as error:
            print_text(str(error), indent=2, hang=2, err=True)
            if isinstance(error, QuoteTooShortError) and not short:
                short = typer.confirm("Take it all the same?", default=False, err=True)
                if short:
                    continue
            print_text(error.hint, indent=2, hang=2, err=True)
            if isinstance(error, NoCaptureTextError):
                return None
        quote, nth, short = "", None, False


def _print_summary(answers: Answers) -> None:
    rows = [
        ("source", answers.source_id),
        ("claim", answers.text),
        ("quote", answers.anchor.quote if answers.anchor else "none"),
        ("about", " ".join(filter(None, (answers.about, answers.about_words)))),
        ("said", answers.said),
        ("credits", answers.attribution),
        ("cites", ", ".join(answers.cites)),
        ("tags", ", ".join(filter(None, (tag.strip() for tag in answers.tags)))),
    ]
    print_columns([row for row in rows if row[1]], indent=2, err=True)
