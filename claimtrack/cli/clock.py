"""Which day it is: the one place that asks, and a seam for runs that are to be repeated."""

from __future__ import annotations

import datetime as dt
import os


def today() -> dt.date:
    """Return the day here and now, or the one that ``SOURCE_DATE_EPOCH`` names.

    The variable (seconds since 1970, https://reproducible-builds.org/specs/source-date-epoch/)
    makes what is written the same on every run; one that is no number is passed over.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isascii() and given.isdigit():
        return dt.datetime.fromtimestamp(int(given), tz=dt.UTC).date()
    return dt.datetime.now().astimezone().date()
