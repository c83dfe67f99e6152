"""The options that `claim add` and `claim edit` share, and what both print in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from claimtrack.cli.output import print_json, print_line, print_text
from claimtrack.cli.records import claim_record, describe_anchor

if TYPE_CHECKING:
    from claimtrack.models.claim import Claim


def option(name: str, help_text: str, metavar: str = "TEXT", **more: Any) -> Any:  # noqa: ANN401 - what Typer returns is private to it
    """Return an option of which no default is shown."""
    return typer.Option(name, metavar=metavar, help=help_text, show_default=False, **more)


QuoteOption = Annotated[
    str | None, option("--quote", "Its words in the source; … leaves out, [ ] puts in.")
]
PrefixOption = Annotated[
    str | None, option("--prefix", "What stands right before the quote, if it stands twice.")
]
SuffixOption = Annotated[str | None, option("--suffix", "What stands right after it.")]
NthOption = Annotated[int | None, option("--nth", "Which of several places.", "N", min=1)]
ShortOption = Annotated[
    bool, typer.Option("--short", help="Take a quote of under 12 characters too.")
]
CaptureOption = Annotated[
    int | None, option("--capture", "Which copy.  [default: the latest]", "N", min=1)
]
AboutOption = Annotated[
    str | None, option("--about", "The time it is about, as EDTF: 2025-06, 2012/2014.", "DATE")
]
AboutWordsOption = Annotated[
    str | None, option("--about-words", "The source's words for that: “last December”.")
]
SaidOption = Annotated[
    str | None, option("--said", "When it was said, if not when the source appeared.", "DATE")
]
AttributionOption = Annotated[
    str | None, option("--attribution", "Whom the source credits for it.", "NAME")
]
GradeOption = Annotated[
    int | None,
    option("--grade", "Credibility, 1 to 6 (Admiralty code).", "1-6", min=1, max=6),
]
GradeChange = Annotated[
    Literal["1", "2", "3", "4", "5", "6", ""] | None,
    option("--grade", "Credibility, 1 to 6 (Admiralty code).", "1-6"),
]
NoteOption = Annotated[str | None, option("--note", "A remark.")]


def report(verb: str, claim: Claim, same: Claim | None, *, as_json: bool) -> None:
    """Print what was done to a claim; on stderr, what to know about it.

    Args:
        verb: what was done.
        claim: as it is now.
        same: another claim that rests on the same passage.
        as_json: whether the record itself is printed.
    """
    if same:
        print_text(f"note: {same.id} rests on the same passage", hang=4, err=True)
    if claim.anchor is None:
        print_text("note: no quote; the claim is not pinned to a passage", hang=4, err=True)
    if as_json:
        print_json(claim_record(claim))
        return
    anchored = f", anchored {describe_anchor(claim.anchor)}" if claim.anchor else ", unanchored"
    print_line(f"{verb} {claim.id}{anchored}")


def refuse_places(prefix: str | None, suffix: str | None, nth: int | None, n: int | None) -> None:
    """Refuse what tells where a quote stands, when there is no quote.

    Raises:
        typer.BadParameter: one of them was given.
    """
    if prefix or suffix or nth or n:
        raise typer.BadParameter(
            "--prefix, --suffix, --nth and --capture say where a quote stands: give --quote, too"
        )
