"""The SARIF schema, held against what `check --format sarif` writes.

Drafts in every state, with what an author may put into them, about the ledger of this project.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from jsonschema import FormatChecker
from jsonschema.validators import validator_for

from claimtrack.check.checking import Checker
from claimtrack.check.formats.options import Options
from claimtrack.check.formats.sarif import render
from claimtrack.check.results import State
from claimtrack.extract.drafts import read_draft
from claimtrack.ledger.ledger import Ledger
from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import Layout

FOLDER: Final = "sarif-2.1/schema/sarif-schema-2.1.0.json"
_STATEMENTS: Final = (
    "At least 41 North Koreans suspected of defecting were detained in July and August 2017.",
    "At least 47 North Koreans suspected of defecting were detained in July and August 2017.",
    "Forty ships of the Selm line sank in 1921 [@nobody/nothing].",
    "That is a shame. Who knew?",
    "The board said “we have nothing to \x1b[31msay 😀 <b>&” on 3 May 2024.",
)
_DRAFTS: Final = {
    "each state": "\n\n".join(_STATEMENTS),
    "an accepted statement": f"{_STATEMENTS[2]} <!-- claimtrack: ok because it is known -->",
    "a stale comment": "Nothing here. <!-- claimtrack: ok because it was once -->",
    "an empty draft": "",
    "names with odd characters": f"# Ein Fährhaus\n\n> {_STATEMENTS[1]}",
}


def run(checkout: Path) -> list[str]:
    """Return a line for each report and whether it is valid."""
    schema = json.loads((checkout / FOLDER).read_text("utf-8"))
    validator = validator_for(schema)(schema, format_checker=FormatChecker())
    lines = []
    for name, text in _list_reports():
        faults = sorted({error.message for error in validator.iter_errors(json.loads(text))})
        lines.append(f"{name}: {'; '.join(faults)[:200] if faults else 'valid'}")
    return lines


def _list_reports() -> list[tuple[str, str]]:
    layout = Layout(Path(__file__).parents[1])
    checker = Checker(Ledger(FolderStore(layout)), layout)
    reports = {
        name: checker.check_draft(read_draft(text.encode(), name=f"drafts/{name} é%.md"))
        for name, text in _DRAFTS.items()
    }
    found = {state for report in reports.values() for state in State if report.count(state)}
    if not found & {State.CONTRADICTED, State.DISPUTED} or State.UNSOURCED not in found:
        raise SystemExit(f"the drafts show too little: only {', '.join(sorted(found))}")
    single = [(name, render([report])) for name, report in reports.items()]
    several = render(list(reports.values()), Options(several=True))
    return [*single, ("several drafts", several), ("no drafts", render([], Options(several=True)))]
