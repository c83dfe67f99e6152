"""What the pages say of states, causes and judgements, written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimtrack.graph.chains import Flag
from claimtrack.models.judgement import State
from claimtrack.models.relation import Cause
from claimtrack.store.contract import Presence
from claimtrack.values.dates import Edtf, describe
from claimtrack.values.ratings import describe_value

if TYPE_CHECKING:
    import datetime as dt

    from claimtrack.models.claim import Claim
    from claimtrack.models.rating import Rating
    from claimtrack.models.source import Source

#: Characters of a quote or a text that are shown where it is not the matter of the page.
LONGEST: Final = 400

#: What a reader must not forget.
DISCLAIMER: Final = "These pages say what sources say and how they relate, not what is true."

#: Of each state of a claim.
STATES: Final = {
    "superseded": "another claim updates it",
    "disputed": "it is in a conflict that nobody rejected",
    "corroborated": "it may rest on as many origins as are asked for, but need not",
    "single-origin": "it rests on fewer origins than are asked for",
    "no-origin": "what it cites runs in a circle",
}

CAUSES: Final = {
    Cause.NUMBER: "the numbers differ",
    Cause.DATE: "the dates differ",
    Cause.NEGATION: "one denies what the other says",
    Cause.ENTITY: "they name different people, places or things",
    Cause.ATTRIBUTION: "they credit different people",
    Cause.DIRECTION: "they point in opposite directions",
    Cause.DIFFERENT_PERIOD: "they are about different times",
    Cause.DIFFERENT_SCOPE: "they count different things",
    Cause.DIFFERENT_EVENT: "they are about different events",
    Cause.DIFFERENT_UNIT: "they measure in different units",
    Cause.ROUNDING: "one rounds what the other says exactly",
    Cause.REVISION: "one revises the other",
    Cause.OPEN_BOUND: "a number with an open end leaves room for the other",
}

FLAGS: Final = {
    Flag.LOOP: "comes back to a claim further up, so this way has no beginning",
    Flag.TIME: "appeared later than what cites it",
    Flag.MISSING: "is cited, but not in the ledger",
    Flag.REPEATED: "is followed further up already",
}

PRESENCES: Final = {
    Presence.HELD: "held; its hash was checked when these pages were made",
    Presence.WITHHELD: "withheld: its text may not be passed on; hashes and quotes are here",
    Presence.MISSING: "missing: it should be held, and is not there",
    Presence.CHANGED: "changed: what is held is not what was captured",
    Presence.UNREADABLE: "unreadable: it is held, and cannot be read",
}

#: The Admiralty code.
SOURCE_GRADES: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CLAIM_GRADES: Final = {
    1: "confirmed by others",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}

_FITS = {
    State.CONFIRMED: "A person confirmed that the quote carries the claim",
    State.SUGGESTED: "A rule proposes that the quote carries the claim; nobody has looked",
    State.REJECTED: "A person found that the quote does not carry the claim",
    State.UNSURE: "A person could not tell whether the quote carries the claim",
}


def say_day(day: dt.date) -> str:
    """Return a day as people write it."""
    return describe(Edtf.from_day(day))


def say_date(date: Edtf | str | None) -> str:
    """Return a date in words; "" for none."""
    if not date:
        return ""
    return describe(Edtf.parse(date) if isinstance(date, str) else date)


def say_judgement(state: str, by: str, when: dt.date) -> str:
    """Return who decided what, and when; the reason stands apart."""
    day = say_day(when)
    if state == State.SUGGESTED:
        return f"suggested by {by}, {day}; nobody has looked"
    if state == State.UNSURE:
        return f"{by} could not tell, {day}"
    return f"{state} by {by}, {day}"


def say_fit(claim: Claim) -> str:
    """Return what was judged of a quote, by whom, when and why."""
    fit = claim.fit
    if fit is None:
        return "Nobody has looked whether the quote carries the claim"
    why = f": {fit.why}" if fit.why else ""
    return f"{_FITS[fit.state]} ({fit.by}, {say_day(fit.when)}){why}"


def say_source(source: Source, *, is_titled: bool = False) -> str:
    """Return publisher and date of a source on one line.

    Args:
        source: which.
        is_titled: whether its title stands beside; it then does not take a missing name's place.
    """
    name = source.publisher or source.authors or ("" if is_titled else source.title)
    return ", ".join(filter(None, (name, say_date(source.issued) or "no date")))


def say_rating(rating: Rating) -> str:
    """Return who rated, when, and where on which scale; the words of the rating stand apart."""
    value = ""
    if rating.value is not None:
        value = f" ({describe_value(rating.value, rating.best, rating.worst)})"
    when = f", {say_date(rating.when)}" if rating.when else ""
    return f"{rating.by}{when}{value}"


def shorten(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line, cut at a space where it is very long."""
    line = " ".join(text[: 8 * longest].split())
    if len(line) <= longest:
        return line
    return f"{line[:longest].rsplit(' ', 1)[0]} […]"
