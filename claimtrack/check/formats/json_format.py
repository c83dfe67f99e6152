"""Reports as JSON, complete and with keys that stay: for programs.

Of one draft an object; where several were asked for, an array of such objects, in that order. Its
keys are these:

* ``name``: the draft's file name, ``statement`` for one typed in, ``-`` for standard input.
* ``version``: of claimtrack.
* ``examined``: how many statements were held against the ledger.
* ``counts``: how many statements there are in each state, those left out included.
* ``only``: the states whose statements are listed.
* ``statements``: an array, in the order of the draft:

  * ``text``, ``start``, ``end``: the sentence and where it stands, in code points of the draft's
    text; ``line`` and ``column`` from 1;
  * ``state``: one of ``contradicted``, ``disputed``, ``unsourced``, ``single-origin``,
    ``supported``, ``not-checkable``; ``headline`` says it to a person, ``why`` gives the reason;
  * ``level``: ``error``, ``warning``, ``note`` or ``none``, as SARIF and GitHub show it;
  * ``at_most``: how many origins carry it at most;
  * ``particulars``: its numbers, dates, names and quotations, each with ``kind``, ``text``,
    ``start`` and ``end`` (in code points of the sentence), ``trace`` (``found``, ``nowhere``,
    ``sibling``), ``claim_id`` and ``there`` (what stands there instead);
  * ``evidence``: the claims that speak to it, the best first, each with ``claim_id``, ``verdict``
    (``supports``, ``conflicts``, ``unclear``), ``score`` from 0 to 1, ``text``, ``quote``,
    ``source_title``, ``publisher``, ``date``, ``reasons``, ``fit`` (``confirmed``, ``suggested``,
    ``rejected``, ``unsure`` or empty), ``cited`` (whether the draft cites it) and ``link`` (the
    address that opens the source at the quote, or empty);
  * ``warnings``: an array of sentences;
  * ``accepted``: why a person accepts it as it is, or empty.

* ``not_examined``: an array of ``reason`` and ``count``; statements that are not checkable are
  counted there too.
* ``stale_comments``: an array of ``line`` and ``text``: comments that accept nothing.
* ``methods`` and ``remarks``: arrays of sentences.

A key is never removed or renamed within a major version; new ones may come.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from claimtrack import __version__
from claimtrack.check.formats.levels import rate
from claimtrack.check.formats.options import DEFAULTS
from claimtrack.check.results import State
from claimtrack.values.printable import dump_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.check.formats.options import Options
    from claimtrack.check.results import CheckedStatement, CheckReport


def render(reports: Sequence[CheckReport], options: Options = DEFAULTS) -> str:
    """Return the reports as JSON; what is not printable in them stands as JSON's escapes."""
    documents = [to_document(report, options) for report in reports]
    is_one = len(documents) == 1 and not options.several
    return dump_json(documents[0] if is_one else documents) + "\n"


def to_document(report: CheckReport, options: Options = DEFAULTS) -> dict[str, Any]:
    """Return the report as plain JSON values."""
    return {
        "name": report.name,
        "version": __version__,
        "examined": report.examined,
        "counts": {state.value: report.count(state) for state in State},
        "only": [state.value for state in State if state in options.only],
        "statements": [_describe(each) for each in options.select(report)],
        "not_examined": [
            {"reason": reason, "count": number} for reason, number in report.not_examined
        ],
        "stale_comments": [{"line": line, "text": text} for line, text in report.stale_comments],
        "methods": list(report.methods),
        "remarks": list(report.remarks),
    }


def _describe(statement: CheckedStatement) -> dict[str, Any]:
    return {**asdict(statement), "level": rate(statement).value}
