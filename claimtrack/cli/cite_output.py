"""How `cite` shows what it set: printed, written to a file, or written into the draft."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from claimtrack.cli.output import clean, count, print_columns, print_json, print_text, wrap
from claimtrack.cli.outputs import write_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.cite.results import Citations
    from claimtrack.extract.draft import Draft

#: More than these are listed by their names alone: titles are read file by file.
_FEW_STYLES = 200
#: How far in the second line of a citation stands on a terminal.
_HANG = 4


def show(
    citations: Citations,
    of: str,
    title: str,
    format_name: str | None,
    output: Path | None,
    *,
    as_json: bool,
) -> None:
    """Print citations and their list, or write them to a file."""
    if as_json:
        from claimtrack.cite.formats.records import make_record
        from claimtrack.values.printable import dump_json

        record = make_record(citations)
        if output is None:
            print_json(record)
        else:
            write_output(output, f"{dump_json(record)}\n".encode())
        return
    from claimtrack.cite.formats import FORMATS
    from claimtrack.cite.formats.sheet import make_sheet

    chosen = FORMATS[format_name or _guess_format(output)]
    if output is None and not chosen.is_text:
        raise typer.BadParameter(f"{format_name} is no text: give a file with -o", param_hint="-o")
    rendered = chosen.render(make_sheet(citations, of=of, title=title))
    if output is not None:
        write_output(output, rendered)
    elif not sys.stdout.isatty():
        typer.echo(rendered, nl=False)
    elif chosen is FORMATS["text"]:
        for line in rendered.decode().splitlines():
            print_text(line, hang=_HANG)
    else:
        typer.echo(clean(rendered.decode()), nl=False)


def write_draft(data: bytes, draft: Draft, citations: Citations, title: str, output: Path) -> None:
    """Write the whole draft, its citations resolved and the list at its end."""
    from claimtrack.cite.resolving import make_closing, make_replacements
    from claimtrack.manuscripts.writing import rewrite

    rewritten = rewrite(
        data,
        draft,
        replacements=make_replacements(draft, citations),
        closing=make_closing(draft, citations, title),
    )
    write_output(output, rewritten)
    cited = count(len(citations.citations), "citation")
    listed = count(len(citations.entries), "source")
    typer.echo(f"claimtrack: wrote {clean(str(output))}: {cited}, {listed}", err=True)


def refuse_other_place(draft_name: str, output: Path) -> None:
    """Refuse to write a draft over itself, or under the name of another format.

    Raises:
        BadParameter: it says what to do instead.
    """
    draft = Path(draft_name)
    if draft_name != "-" and output.exists() and draft.exists() and output.samefile(draft):
        raise typer.BadParameter(
            "give another file than the draft: its keys would be lost", param_hint="-o"
        )
    suffix = ".md" if draft_name == "-" else draft.suffix.lower()
    if output.suffix.lower() != suffix:
        raise typer.BadParameter(
            f"the draft is written in the format it came in, so to a file that ends in {suffix}; "
            "--format writes its citations and the list alone",
            param_hint="-o",
        )


def say_rest(citations: Citations) -> None:
    """Say on stderr what is missing from the list, and what to know about it."""
    for unknown in citations.unknown:
        _say(f"{unknown.line}:{unknown.column}: @{unknown.key}: {unknown.why}; left as it stands")
    reasons = dict.fromkeys(each.why for each in citations.left_out)
    for why in reasons:
        ids = [each.source_id for each in citations.left_out if each.why == why]
        _say(f"not listed, since {why}: {', '.join(ids)}")
    for remark in citations.remarks:
        _say(remark)


def show_styles(words: Sequence[str], *, as_json: bool) -> None:
    """List the styles whose names have all of the words; the titles too, if they are few."""
    from claimtrack.cite.styles import SHORT_NAMES, list_styles, read_title

    wanted = [word.casefold() for word in words]
    names = [name for name in list_styles() if all(word in name for word in wanted)]
    few = len(names) <= _FEW_STYLES
    if as_json:
        print_json([{"id": name, "title": read_title(name) if few else None} for name in names])
    elif few and sys.stdout.isatty():
        print_columns([(name, read_title(name)) for name in names])
    else:
        for name in names:
            typer.echo(f"{name}\t{read_title(name)}" if few else name)
    if not names:
        _say(f"no style has “{' '.join(words)}” in its name")
    elif few and any(name in SHORT_NAMES for name in names):
        shown = [f"{name} is {SHORT_NAMES[name]}" for name in names if name in SHORT_NAMES]
        _say("short names: " + "; ".join(shown))


def _guess_format(output: Path | None) -> str:
    from claimtrack.cite.formats import FORMATS

    if output is None or not output.suffix:
        return "text"
    suffix = output.suffix.lower()
    for name, each in FORMATS.items():
        if suffix in {each.suffix, f".{name}"}:
            return name
    known = ", ".join(each.suffix for each in FORMATS.values())
    raise typer.BadParameter(
        f"no format ends in {suffix}; there are {known}, and --format", param_hint="-o"
    )


def _say(words: str) -> None:
    if sys.stderr.isatty():
        typer.echo(wrap(f"claimtrack: {words}", hang=_HANG), err=True)
    else:
        typer.echo(f"claimtrack: {clean(words)}", err=True)
