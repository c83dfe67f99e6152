"""What each state means and what to do about it, as the rules of a SARIF file."""

from __future__ import annotations

from typing import Any

from claimtrack.check.formats.levels import LEVELS, Level
from claimtrack.check.results import State

#: The rule of an acceptance that no sentence needs any more.
STALE = "stale-acceptance"

#: By state: what it is, and what to do.
_HELP = {
    State.CONTRADICTED: (
        "A source says otherwise",
        (
            "A claim in the ledger contradicts the statement, and no standing claim supports it. "
            "Read the quote in its source, then correct the statement, or reject the conflict with "
            "your reason if the two are about different things."
        ),
    ),
    State.DISPUTED: (
        "Sources disagree",
        (
            "Claims in the ledger support the statement and others contradict it or them. "
            "Say in the text who says what, or settle the conflict in the ledger with your reason."
        ),
    ),
    State.UNSOURCED: (
        "No claim carries it",
        (
            "No claim in the ledger supports or contradicts all of the statement. Add a source "
            "that says it, cite a claim, or take the statement out. That no source was found "
            "does not make it wrong."
        ),
    ),
    State.SINGLE_ORIGIN: (
        "Fewer origins than asked for",
        (
            "The claims that support the statement go back to fewer independent origins than the "
            "team asks for. Name the origin in the text, or find another one."
        ),
    ),
    State.SUPPORTED: (
        "Enough origins carry it",
        (
            "Claims in the ledger support the statement, and they go back to as many origins as "
            "the team asks for, at most. It is listed only when something else about it needs a "
            "look, such as a citation that does not carry the sentence."
        ),
    ),
    State.NOT_CHECKABLE: (
        "Nothing in it can be checked",
        (
            "The statement is an opinion or a question, or has no particular that could be held "
            "against a source. It is listed only when something else about it needs a look."
        ),
    ),
}
_STALE_HELP = (
    "A comment that accepts nothing",
    (
        "A comment in the draft is malformed, or accepts a sentence that needs it no more, or is "
        "gone. "
        "Mend it or take it out, so that it does not hide a later finding."
    ),
)


def list_rules() -> list[dict[str, Any]]:
    """Return the rules, one a state and one for stale acceptances, as SARIF's descriptors."""
    rules = [_describe(state.value, *_HELP[state], LEVELS[state]) for state in State]
    return [*rules, _describe(STALE, *_STALE_HELP, Level.NOTE)]


def _describe(rule: str, title: str, help_text: str, level: Level) -> dict[str, Any]:
    return {
        "id": rule,
        "name": "".join(part.capitalize() for part in rule.split("-")),
        "shortDescription": {"text": f"{title}."},
        "fullDescription": {"text": help_text},
        "help": {"text": help_text, "markdown": f"**{title}.** {help_text}"},
        "defaultConfiguration": {"level": level.value},
    }
