"""The CSL data schema, held against what is written as CSL-JSON.

Each type of source with every variable that CSL has, every form that a date can take, what other
programs put into items, and the ledger that comes with this project.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jsonschema import Draft7Validator

from claimtrack.formats.contract import Selection
from claimtrack.formats.csl_json import write
from claimtrack.ledger.ledger import Ledger
from claimtrack.models import csl
from claimtrack.models.source import Source
from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER: Final = "schemas/input/csl-data.json"
_DATES: Final[tuple[Any, ...]] = (
    *"2025 2025-03 2025-03-12 2024-22 2024-24~ 2025~ 2025? 2025-03-12% 197X 20XX".split(),
    *"2004-06-XX 2004-XX 2024/2025 2024-01/2025-03-05 2025-03/.. ../2025 2025/ /2025 ../..".split(),
    {"literal": "in the spring"},
    {"raw": "c. 1999"},
    {"date-parts": [["2025", "3"]], "circa": "1"},
    {"date-parts": [[None]]},
    {"edtf": "2025-03/.."},
)
_NAMES: Final = [
    {"family": "Meer", "given": "Jo", "non-dropping-particle": "van", "suffix": "Jr."},
    {"literal": "Office for Ships, Ports and Ferries"},
]


def run(checkout: Path) -> list[str]:
    """Return a line for each thing that is written and whether it is valid."""
    schema = json.loads((checkout / FOLDER).read_text("utf-8"))
    validator = Draft7Validator(schema)
    lines = []
    for name, sources in _list_sources():
        faults = sorted({error.message for error in validator.iter_errors(_export(sources))})
        lines.append(f"{name}: {'; '.join(faults)[:200] if faults else 'valid'}")
    return lines


def _export(sources: Iterable[Source]) -> Any:  # noqa: ANN401 - JSON
    out = io.BytesIO()
    write(Selection({source.id: source for source in sources}, {}), out)
    return json.loads(out.getvalue())


def _list_sources() -> Iterator[tuple[str, list[Source]]]:
    full = {name: _make_value(name) for name in sorted(csl.KNOWN - {"id", "type"})}
    for kind in sorted(csl.TYPES):
        yield f"type {kind}", [Source(id="a", csl={**full, "type": kind})]
    for date in _DATES:
        item = {"type": "book", "issued": date, "accessed": date}
        yield f"date {json.dumps(date)}", [Source(id="a", csl=item)]
    odd = {"type": "book", "x-desk": [1], "volume": 3, "custom": {"claimtrack": 1}}
    yield "names that CSL does not have", [Source(id="a", csl=odd, grade="B", aliases=("b",))]
    yield "no sources", []
    ledger = Ledger(FolderStore(Layout(Path(__file__).parents[1])))
    yield "the ledger of this project", list(ledger.sources.values())


def _make_value(name: str) -> Any:  # noqa: ANN401 - JSON
    if name in csl.NAMES:
        return _NAMES
    if name in csl.DATES:
        return "2025-03-12"
    return {"categories": ["a"], "custom": {"a": 1}}.get(name, "3 words here")
