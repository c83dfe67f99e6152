"""The lines of a note, written once, so that a comment, a page and a print say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimtrack.check.formats.wording import (
    DISCLAIMER,
    LABELS,
    SIGNS,
    say_particular,
    shorten,
)
from claimtrack.check.results import State, Trace
from claimtrack.graph.origins import say_at_most
from claimtrack.values.printable import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.annotate.notes import Note, Notes, OpenConflict, Primary, Witness

#: Of those that are named in one line; the number of the others is said.
_MOST_NAMED: Final = 3
#: Characters of a statement in a list of them.
_LONGEST_LISTED: Final = 240
_VERDICTS: Final = {"supports": "Supports it", "conflicts": "Conflicts with it"}
_NEAR: Final = "Near it, decides nothing"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a note.

    Attributes:
        kind: what it is about, by which a format gives it a look: `headline`, `why`, `accepted`,
            `warning`, `particular`, `claim`, `quote`, `source`, `secondary`, `origins`, `conflict`,
            `fit`, `copy`, `contact` or `record`.
        label: the word it begins with; "" where it needs none.
        text: what it says, safe to print.
        link: where it leads; "" for nowhere.
    """

    kind: str
    label: str
    text: str
    link: str = ""


def say_head(note: Note) -> Line:
    """Return the state of a statement; that it is accepted comes first."""
    headline = shorten(note.headline or LABELS[note.state])
    return Line("headline", "", f"ACCEPTED; {headline}" if note.accepted else headline)


def list_reasons(note: Note) -> list[Line]:
    """Return what is to be said of a statement besides its state and its claims."""
    lines = [Line("accepted", "Accepted", shorten(note.accepted))] if note.accepted else []
    if note.why:
        lines.append(Line("why", "", _begin(shorten(note.why))))
    lines += [Line("warning", "Warning", shorten(warning)) for warning in note.warnings]
    if not any(each.verdict in _VERDICTS or each.is_cited for each in note.witnesses):
        return lines  # what a claim about something else has of it tells nothing
    nowhere = [p.text for p in note.particulars if p.trace is Trace.NOWHERE]
    for each in note.particulars:
        if each.trace is not Trace.NOWHERE:
            lines.append(Line("particular", "", f"{SIGNS[each.trace]} {say_particular(each)}"))
    if nowhere:
        said = f"{SIGNS[Trace.NOWHERE]} in none of the claims: {_list(nowhere)}"
        lines.append(Line("particular", "", said))
    return lines


def list_witness(witness: Witness) -> list[Line]:
    """Return what is to be said of a claim: all of it, if it bears on the statement."""
    verdict = _VERDICTS.get(witness.verdict, _NEAR)
    cited = "; the draft cites it" if witness.is_cited else ""
    lines = [Line("claim", f"{verdict}{cited}", shorten(witness.text))]
    source = Line("source", "", say_source(witness), witness.link)
    record = Line("record", "Record", clean_line(witness.claim_id))
    if witness.verdict not in _VERDICTS and not witness.is_cited:
        return [*lines, source, record]
    if witness.quote:
        lines.append(Line("quote", "", f"“{shorten(witness.quote)}”"))
    lines.append(source)
    lines += [Line("secondary", "Secondary", words) for words in _say_secondary(witness)]
    lines.append(Line("origins", "Origins", _say_origins(witness)))
    lines += [Line("conflict", "Open conflict", _say_conflict(e)) for e in witness.conflicts]
    lines.append(Line("fit", "Fit", shorten(witness.fit)))
    lines += _list_copies(witness)
    if witness.contact:
        lines.append(Line("contact", "Contact", shorten(witness.contact)))
    return [*lines, record]


def say_source(witness: Witness) -> str:
    """Return author, title, publisher, date and place of the source of a claim."""
    title = f"“{shorten(witness.title)}”" if witness.title else ""
    authors = "" if witness.authors == witness.publisher else witness.authors
    parts = (
        shorten(authors),
        title,
        shorten(witness.publisher),
        clean_line(witness.date) or "no date",
        witness.place or ("place not known" if witness.quote else ""),
    )
    standing = f" [{witness.standing.upper()}]" if witness.standing else ""
    return ", ".join(filter(None, parts)) + standing


def say_statement(note: Note) -> str:
    """Return a statement as it stands in a list: shortened where it is long."""
    return shorten(note.text, _LONGEST_LISTED)


def say_counts(notes: Notes) -> str:
    """Return how many statements have a note, and how many are in which state."""
    if not notes.notes:
        return "No statement could be held against the ledger."
    number = len(notes.notes)
    states = ", ".join(f"{count:,} {state.value}" for state, count in notes.counts)
    return f"{number:,} statement{'' if number == 1 else 's'} examined: {states}."


def list_unexamined(notes: Notes) -> list[str]:
    """Return what else a reader should know: what has no note, who decided, and what it is not."""
    total = sum(number for _, number in notes.not_examined)
    lines = []
    if total:
        reasons = ", ".join(f"{shorten(why)} ({number:,})" for why, number in notes.not_examined)
        lines.append(f"{total:,} sentence{'' if total == 1 else 's'} without a note: {reasons}.")
    lines += [_begin(f"{shorten(remark).rstrip('.')}.") for remark in notes.remarks]
    if notes.methods:
        lines.append(f"Decided by {'; '.join(map(clean_line, notes.methods))}.")
    return [*lines, DISCLAIMER]


#: What asks for work, and under which heading it is listed, the most pressing first.
_ASKING: Final = (
    (State.UNSOURCED, "Unsourced"),
    (State.CONTRADICTED, "Contradicted"),
    (State.DISPUTED, "Disputed"),
)


def list_asking(notes: Notes) -> Iterator[tuple[str, list[Note]]]:
    """Yield headings with the statements that ask for work, the unsourced ones first."""
    for state, heading in _ASKING:
        found = [note for note in notes.notes if note.state is state and not note.accepted]
        if found or state is State.UNSOURCED:
            yield heading, found
    accepted = [note for note in notes.notes if note.accepted]
    if accepted:
        yield "Accepted as they stand", accepted


def _say_secondary(witness: Witness) -> Iterator[str]:
    """Say of a secondary source what primary it stands for, and whether that was seen."""
    if witness.is_circular:
        yield "what it cites runs in a circle; where it began is not known"
    if not witness.primaries:
        return
    shown = [_say_primary(each) for each in witness.primaries[:_MOST_NAMED]]
    more = len(witness.primaries) - len(shown)
    yield f"it stands for {'; '.join(shown)}" + (f"; and {more:,} more" if more > 0 else "")


def _say_primary(primary: Primary) -> str:
    words = shorten(primary.words)
    if primary.is_credit:
        return f"{words}, whom it credits; no record of that is in the ledger"
    return f"{words}, {'of which a copy is held' if primary.is_held else 'which was not seen'}"


def _say_origins(witness: Witness) -> str:
    said = say_at_most(witness.at_most)
    return f"{said}: {_list(witness.origins)}" if witness.origins else said


def _list(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    shown = ", ".join(shorten(name) for name in names[:_MOST_NAMED])
    return shown + (f" and {more:,} more" if more > 0 else "")


def _say_conflict(conflict: OpenConflict) -> str:
    said = f"{shorten(conflict.text)} ({shorten(conflict.source)})"
    return f"{said} – {shorten(conflict.because)}; {shorten(conflict.judged)}"


def _list_copies(witness: Witness) -> list[Line]:
    held = f"taken {clean_line(witness.copied)}" if witness.copied else "none is held"
    lines = [Line("copy", "Copy", held)]
    if witness.archive:
        lines.append(Line("copy", "Archived", witness.archive, witness.archive))
    return lines


def _begin(text: str) -> str:
    """Return a sentence that begins with a capital, unless its first word is an id."""
    first = text.partition(" ")[0]
    return text if "/" in first else text[:1].upper() + text[1:]
