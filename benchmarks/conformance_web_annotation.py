"""The W3C's samples of annotations, right and wrong, and its schemas for what we write.

Most of the wrong samples are wrong twice: they have two ids, and many a comma too much. So each is
also read with these two mended; the list shows which are then refused for what they are meant to
show. What the schemas of the suite call a must is held against every annotation of the ledger that
comes with this project.
"""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft4Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4

from claimtrack.anchoring import describe
from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.annotations.reading import read_annotations
from claimtrack.formats.annotations.writing import make_annotations, write_annotations
from claimtrack.formats.contract import Entry, Selection
from claimtrack.formats.json_input import as_list
from claimtrack.ledger.ledger import Ledger
from claimtrack.models.claim import Claim
from claimtrack.models.finding import Severity
from claimtrack.models.source import Source
from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "tools/samples/correct"
_SURPLUS_COMMA = re.compile(rb",(\s*[}\]])")


def run(checkout: Path) -> list[str]:
    """Return a line for each sample, read as it should be, and for each schema that is met."""
    samples = checkout / "tools" / "samples"
    right, wrong = (sorted((samples / kind).glob("*.json")) for kind in ("correct", "incorrect"))
    mended = ((path, _mend(path.read_bytes())) for path in wrong)
    return [
        *(f"correct {path.stem}: taken" for path in right if _is_taken(path.read_bytes())),
        *(f"incorrect {path.stem}: refused" for path in wrong if not _is_taken(path.read_bytes())),
        *(
            f"incorrect {path.stem}: refused when mended"
            for path, data in mended
            if not _is_taken(data)
        ),
        *_validate_own(checkout),
    ]


def _is_taken(data: bytes) -> bool:
    try:
        results = list(read_annotations(io.BytesIO(data), "sample"))
    except UnreadableFormatError:
        return False
    refused = any(
        not isinstance(each, Entry) and each.severity is Severity.ERROR for each in results
    )
    return not refused


def _mend(data: bytes) -> bytes:
    """Return a sample with one id and no comma too much; what is no JSON at all stays as it is."""
    try:
        document = json.loads(_SURPLUS_COMMA.sub(rb"\1", data))
    except ValueError:
        return data
    document["id"] = as_list(document.get("id", "urn:sample"))[0]
    return json.dumps(document).encode()


def _validate_own(checkout: Path) -> Iterator[str]:
    """Yield the musts that all annotations of our own ledger meet, and their collection."""
    ledger = Ledger(FolderStore(Layout(Path(__file__).parents[1])))
    source, claim = _make_parted()
    claims = {**ledger.claims, claim.id: claim}
    selection = Selection({**ledger.sources, source.id: source}, claims)
    out = io.BytesIO()
    write_annotations(selection, out)
    collection = json.loads(out.getvalue())
    context = {"@context": collection["@context"]}
    annotations = [context | annotation for annotation in make_annotations(selection)]
    yield from _meet(checkout, "annotations/annotationMusts.test", annotations)
    yield from _meet(checkout, "collections/collectionMusts.test", [collection])
    yield from _meet(checkout, "collections/pages/pageMusts.test", [context | collection["first"]])


def _make_parted() -> tuple[Source, Claim]:
    """Return what our own ledger lacks: an address, and a quote that leaves something out."""
    text = "At least 240 workers will lose their jobs, the Harbour Board said on Wednesday."
    csl = {"type": "webpage", "title": "Ferry yard", "URL": "https://courier.example/yard"}
    anchor = describe(text, [(0, 20), (43, 78)], capture=1)
    claim = Claim(id="zz-courier/jobs", text="240 jobs are lost.", anchor=anchor, tags=("jobs",))
    return Source(id="zz-courier", csl=csl), claim


def _meet(checkout: Path, test: str, documents: list[dict[str, Any]]) -> Iterator[str]:
    definitions = (checkout / "definitions").glob("*.json")
    contents = {path.name: json.loads(path.read_bytes()) for path in definitions}
    registry: Registry[Any] = Registry().with_resources(
        (name, DRAFT4.create_resource(content)) for name, content in contents.items()
    )
    for path in json.loads((checkout / test).read_bytes())["assertions"]:
        schema = json.loads((checkout / path).read_bytes())
        schema.pop("id", None)  # its references are to the definitions, not to where it stands
        validator = Draft4Validator(schema, registry=registry)
        if all(validator.is_valid(document) for document in documents):
            yield f"ours: {path}"
