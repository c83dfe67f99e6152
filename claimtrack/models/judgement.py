"""What a person, or a named rule, decided about a relation or about a quote's fit."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from claimtrack.models.base import Record


class State(StrEnum):
    """How far a judgement goes."""

    SUGGESTED = "suggested"
    """A rule proposes it; nobody has looked."""
    CONFIRMED = "confirmed"
    """A person says so."""
    REJECTED = "rejected"
    """A person says it only looks so."""
    UNSURE = "unsure"
    """A person looked and could not tell."""


class Judgement(Record):
    """One decision, kept apart from what it is about; undoing it is a new decision."""

    state: State
    by: str
    """Who decided: a person's or a rule's name."""
    when: dt.date
    why: str = ""
