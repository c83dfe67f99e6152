"""`search`: the claims and the passages nearest to some words."""

from __future__ import annotations

import os
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO

import typer

from claimtrack.cli import completion
from claimtrack.cli.options import PARTIAL, JsonOption, LedgerOption, show_examples
from claimtrack.cli.output import announcing, count, print_json, print_text, width
from claimtrack.errors import AmbiguousIdError, UnknownIdError
from claimtrack.values.printable import clean

if TYPE_CHECKING:
    from claimtrack.models.claim import Claim
    from claimtrack.search.entries import Wanted
    from claimtrack.search.searcher import Hit, PassageHit, Searcher
    from claimtrack.store.layout import Layout

_EXAMPLES = show_examples(
    "claimtrack search jobs lost at the Varrow works",
    "claimtrack search Kelm 240 --since 2024 --only claims",
    "claimtrack search --batch questions.jsonl > answers.jsonl",
)

#: What stands for the beginning and the end of lit words until a line is wrapped. `clean` leaves
#: neither in a text.
_BEGIN, _END = "\ue000", "\ue001"
_PROGRESS_SECONDS = 0.5
#: So many claims are embedded in about a second.
_FEW_CLAIMS = 64


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("search", epilog=_EXAMPLES)(search)


def search(  # noqa: PLR0917 - options, given by name
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="What to look for.")
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Answer each line of a JSON Lines file ({id, query}; - is stdin) with the claims "
            "that rank highest, as a line of JSON.",
        ),
    ] = None,
    source: Annotated[
        str,
        typer.Option(
            metavar="SOURCE",
            help="Only in this source.",
            autocompletion=completion.complete_source,
        ),
    ] = "",
    tag: Annotated[
        list[str] | None, typer.Option(metavar="TAG", help="Only claims with this tag.")
    ] = None,
    since: Annotated[str, typer.Option(metavar="DATE", help="About this time or later.")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="About this time or earlier.")] = "",
    only: Annotated[
        Literal["claims", "passages"] | None, typer.Option(help="Search only these.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many of each.")] = 10,
    embeddings: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER",
            help="Rank claims by meaning, too, by a sentence-embedding model of your own (ONNX): "
            "its folder, or its name on the Hugging Face hub if you fetched it before; nothing is "
            "downloaded. '' goes without.  [default: as claimtrack.toml says, else none]",
            show_default=False,
        ),
    ] = None,
    rehash: Annotated[
        bool, typer.Option("--rehash", help="Look into every file for changes.")
    ] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find the claims, and the passages of all captures, that are nearest to some words.

    Rare words count most; word forms, joined words and slips of the pen are seen through, but a
    number matches only itself. Withheld texts are searched where they are attached. What has no
    known time is not left out by --since and --until.
    """
    from claimtrack.ledger.filters import read_period
    from claimtrack.search.searcher import Searcher, filter_by
    from claimtrack.store.layout import find_layout

    query = " ".join(words or ())
    if (batch is None) is not bool(query.strip()):
        raise typer.BadParameter("give some words, or --batch with a file", param_hint="WORDS")
    if batch is not None and only == "passages":
        raise typer.BadParameter("a batch is answered with claims", param_hint="--only")
    layout = find_layout(Path(ledger or "."), explicit=ledger is not None)
    tags = tuple(tag or ())
    wanted = filter_by(_find_source(layout, source), tags, read_period(since, until))
    searcher = Searcher.open(layout, rehash=rehash)
    model = "" if only == "passages" else _open_meaning(searcher, layout, embeddings)
    boosted = {"embeddings": model} if model else {}
    if batch is not None:
        _answer_batch(searcher, batch, limit, wanted, boosted)
        return
    with announcing("searching"):
        hits = searcher.find(query, limit, wanted) if only != "passages" else []
        # No passage has tags.
        wants_passages = only != "claims" and not tags
        passages = searcher.find_passages(query, limit, wanted) if wants_passages else []
    claims = _read_claims(searcher, hits)
    texts = _read_passages(searcher, passages)
    _print_notes(searcher)
    if as_json:
        print_json(
            [
                *(_claim_record(hit, claim) | boosted for hit, claim in claims),
                *(_passage_record(hit, text) for hit, text in texts),
            ]
        )
        return
    for number, (hit, claim) in enumerate(claims, start=1):
        _print_claim(number, hit, claim)
    for number, (passage, text) in enumerate(texts, start=1):
        _print_passage(number, passage, text)
    if not claims and not texts:
        print_text("nothing found", err=True)


def _find_source(layout: Layout, given: str) -> str:
    """Return the id of the source that ``given`` is, or is the beginning of."""
    from claimtrack.store.plain import list_names

    if not given:
        return ""
    known = list_names(layout.sources)
    matches = [given] if given in known else [name for name in known if name.startswith(given)]
    if not matches:
        raise UnknownIdError(given, "source")
    if len(matches) > 1:
        raise AmbiguousIdError(given, tuple(matches))
    return matches[0]


def _open_meaning(searcher: Searcher, layout: Layout, given: str | None) -> str:
    """Let claims be ranked by meaning if that is wanted; return the model's name, or ""."""
    from claimtrack.cli.holding import showing_progress
    from claimtrack.store.settings import load_settings

    base = Path()
    if given is None:
        given, base = load_settings(layout).search.embeddings, layout.root
    if not given:
        return ""
    from claimtrack.search.sentences import load_sentence_model

    model = load_sentence_model(given, base)
    with showing_progress("embedding", few=_FEW_CLAIMS) as progress:
        searcher.rank_by_meaning(model, progress)
    return model.name


def _answer_batch(
    searcher: Searcher, name: str, limit: int, wanted: Wanted, boosted: dict[str, str]
) -> None:
    from claimtrack.cli.batch import Batch, write_answer

    told = time.monotonic()
    shows = _is_terminal(sys.stderr)
    batch = Batch(name, "query")
    for asked in batch.read():
        hits = searcher.find(asked["query"], limit, wanted)
        claims = [{"id": hit.claim_id, "score": hit.score} for hit in hits]
        write_answer({"id": asked["id"], "claims": claims, **boosted})
        if shows and time.monotonic() - told > _PROGRESS_SECONDS:
            told = time.monotonic()
            answered = count(batch.lines, "query", "queries")
            typer.echo(f"\r{answered} answered", nl=False, err=True)
    if shows:
        typer.echo("\r\x1b[K", nl=False, err=True)
    _print_notes(searcher)
    batch.refuse_bad_lines()


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty()


def _read_claims(searcher: Searcher, hits: list[Hit]) -> list[tuple[Hit, Claim]]:
    """Read the claims that were found; the index alone is no proof that they are there."""
    read = [(hit, searcher.read_claim(hit.claim_id)) for hit in hits]
    return [(hit, claim) for hit, claim in read if claim is not None]


def _read_passages(searcher: Searcher, hits: list[PassageHit]) -> list[tuple[PassageHit, str]]:
    found = []
    for hit in hits:
        capture = searcher.read_capture(hit)
        if capture is not None and capture.text is not None:
            found.append((hit, capture.text[hit.start : hit.end]))
        else:
            why = f"{capture.presence}, see `verify`" if capture else "recorded nowhere"
            note = f"a passage of {hit.source_id} is not shown: its text is {why}"
            if note not in searcher.notes:
                searcher.notes.append(note)
    return found


def _print_notes(searcher: Searcher) -> None:
    for note in searcher.notes:
        typer.echo(f"claimtrack: {clean(note)}", err=True)
    if searcher.is_partial:
        PARTIAL.set(True)


def _claim_record(hit: Hit, claim: Claim) -> dict[str, Any]:
    return {
        "kind": "claim",
        "id": hit.claim_id,
        "score": hit.score,
        "coverage": hit.coverage,
        **({} if hit.meaning is None else {"meaning": hit.meaning}),
        "matched": list(hit.matched),
        "why": hit.why,
        "text": claim.text,
        "quote": claim.quote,
    }


def _passage_record(hit: PassageHit, text: str) -> dict[str, Any]:
    return {
        "kind": "passage",
        "source": hit.source_id,
        "capture": hit.capture,
        "start": hit.start,
        "end": hit.end,
        "withheld": hit.withheld,
        "score": hit.score,
        "coverage": hit.coverage,
        "matched": list(hit.matched),
        "why": hit.why,
        "text": text,
    }


def _print_claim(number: int, hit: Hit, claim: Claim) -> None:
    print_text(f"{number:2}. {hit.claim_id}")
    _print_lit(claim.text, hit.terms)
    if claim.quote:
        _print_lit(f"“{claim.quote}”", hit.terms)
    print_text(hit.why, indent=4, hang=2)


def _print_passage(number: int, hit: PassageHit, text: str) -> None:
    withheld = ", withheld" if hit.withheld else ""
    place = f"capture {hit.capture}{withheld}, at {hit.start}-{hit.end}"
    print_text(f"{number:2}. passage of {hit.source_id} ({place})")
    _print_lit(f"… {text.strip()} …", hit.terms)
    print_text(hit.why, indent=4, hang=2)


def _print_lit(text: str, terms: tuple[str, ...]) -> None:
    """Print a paragraph, the words of a hit bold on a terminal and between marks elsewhere."""
    from claimtrack.search.searcher import find_lit

    marked = []
    done = 0
    for start, end in find_lit(text, terms):
        marked += [clean(text[done:start]), _BEGIN, clean(text[start:end]), _END]
        done = end
    marked.append(clean(text[done:]))
    filled = textwrap.fill(
        " ".join("".join(marked).split()),
        width(),
        initial_indent="    ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    begin, end_mark = ("\x1b[1m", "\x1b[0m") if _can_be_bold() else ("*", "*")
    typer.echo(filled.replace(_BEGIN, begin).replace(_END, end_mark))


def _can_be_bold() -> bool:
    """Tell whether the words of a hit may be bold; who asks for no colours gets marks, too."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain
