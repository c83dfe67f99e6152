"""What can stop the work, one class a cause; each owns its message and its exit code.

Faults in the user's data are *findings* (values, collected, all shown); an exception is only for what
stops the work. The tree::

    ClaimtrackError
    ├── RefusedError              exit 3: bad input, or it would lose something; nothing was changed
    │   ├── InvalidDateError      also a ValueError
    │   └── …
    └── UnreadableLedgerError     exit 4: the ledger cannot be read
"""

from __future__ import annotations


class ClaimtrackError(Exception):
    """The base of all our errors.

    Attributes:
        exit_code: what the command line exits with.
        hint: what to do next, shown under the message; may be empty.
    """

    exit_code = 3
    hint = ""


class RefusedError(ClaimtrackError):
    """Input that is refused; nothing was changed."""


# --- values -----------------------------------------------------------------------------------


class InvalidDateError(RefusedError, ValueError):
    """A date that is not EDTF, or that no calendar has."""

    hint = "Write YYYY, YYYY-MM or YYYY-MM-DD; an interval as A/B, an open end as .., doubt as ? or ~."

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"“{text}” is not a date: {reason}")
        self.text = text
        self.reason = reason


# --- anchoring --------------------------------------------------------------------------------

# --- ingest -----------------------------------------------------------------------------------

# --- store and ledger -------------------------------------------------------------------------


class UnreadableLedgerError(ClaimtrackError):
    """The ledger, or a file of it, cannot be read."""

    exit_code = 4
