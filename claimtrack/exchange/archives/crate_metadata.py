"""What a crate says of itself: its files with their hashes, and the sources they are copies of.

`RO-Crate 1.2 <https://w3id.org/ro/crate/1.2>`_. Sources, copies and people have the names that
other linked formats give them (`formats.iris`); its context is named and never fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from claimtrack.exchange.archives.contents import Role
from claimtrack.formats.iris import is_iri, name_agent, name_capture, name_record
from claimtrack.models import csl
from claimtrack.values.addresses import normalise_doi

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from claimtrack.exchange.archives.contents import Piece
    from claimtrack.formats.contract import Selection
    from claimtrack.models.source import Capture, Source

METADATA: Final = "ro-crate-metadata.json"
PREVIEW: Final = "ro-crate-preview.html"
SPECIFICATION: Final = "https://w3id.org/ro/crate/1.2"
CONTEXT: Final = f"{SPECIFICATION}/context"
#: Asked for in every crate. A ledger does not know whose it is; each of its sources may.
LICENSE: Final[dict[str, str]] = {
    "@id": "#licence",
    "@type": "CreativeWork",
    "name": "No licence is stated",
    "description": (
        "No licence is stated for this ledger as a whole. The copies of sources in it belong to "
        "those who own the sources; what is known of that stands in each source.json as “rights”."
    ),
}

#: What a file is, and what its name says of the source that it belongs to.
_ROLES: Final = {
    Role.SETTINGS: ("Marks the folder as a ledger; its settings.", "Settings of the ledger"),
    Role.SOURCE: (
        "A source: a CSL-JSON item, the hashes of its copies, how its date is known.",
        "What is known of “{title}”",
    ),
    Role.CLAIMS: (
        "The claims taken from a source, each with its passage, its links and what was decided.",
        "Claims from “{title}”",
    ),
    Role.ORIGINAL: ("A copy of a source, the bytes as received.", "“{title}”, copy {n}"),
    Role.TEXT: ("The text extracted from a copy.", "“{title}”, the text of copy {n}"),
}

_DAY: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")

Node = dict[str, Any]


def build_metadata(
    title: str,
    selection: Selection,
    files: Iterable[tuple[Piece, str, int]],
    today: dt.date,
) -> Node:
    """Return the document.

    Args:
        title: what the ledger is called.
        selection: the records that are in the crate.
        files: those of the ledger, each with its SHA-256 and its size.
        today: the day the crate is made.
    """
    described = [_describe_file(piece, digest, size) for piece, digest, size in files]
    people: dict[str, Node] = {}
    sources = [_describe_source(source, selection, people) for source in selection.sources.values()]
    kept = [
        _describe_withheld(source, capture)
        for source in selection.sources.values()
        for capture in source.captures
        if capture.withheld
    ]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": title,
        "description": describe_ledger(selection),
        "datePublished": today.isoformat(),
        "license": {"@id": LICENSE["@id"]},
        "hasPart": [_refer(node) for node in described],
        "mentions": [_refer(node) for node in (*sources, *kept)],
    }
    descriptor = {
        "@id": METADATA,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": SPECIFICATION},
    }
    preview = {
        "@id": PREVIEW,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "encodingFormat": "text/html",
        "name": "What is in this crate, for people to read",
    }
    graph = [
        descriptor,
        root,
        preview,
        dict(LICENSE),
        *described,
        *sources,
        *kept,
        *people.values(),
    ]
    return {"@context": CONTEXT, "@graph": graph}


def describe_ledger(selection: Selection) -> str:
    """Return in two sentences what a ledger is and how much is in it."""
    return (
        "A claimtrack ledger: factual claims, each with the passage of a source that it is taken "
        f"from. Sources: {len(selection.sources):,}; claims: {len(selection.claims):,}."
    )


def _describe_file(piece: Piece, digest: str, size: int) -> Node:
    source, capture = piece.source, piece.capture
    description, name = _ROLES[piece.role]
    title, n = source.title if source else "", capture.n if capture else 0
    node: Node = {
        "@id": piece.name,
        "@type": "File",
        "name": name.format(title=title, n=n),
        "description": description,
        "encodingFormat": piece.media_type,
        "contentSize": str(size),
        "sha256": digest,
    }
    if source is None:
        return node
    if capture is None:
        node["about"] = {"@id": name_record(source.id)}
        return node
    node["isBasedOn"] = {"@id": name_record(source.id)}
    if piece.role is Role.ORIGINAL:
        node["dateCreated"] = str(capture.captured)
    else:
        original = piece.name.rpartition("/")[0] + f"/{capture.original.name}"
        node["isBasedOn"] = {"@id": original}
    return node


def _describe_source(source: Source, selection: Selection, people: dict[str, Node]) -> Node:
    node: Node = {"@id": name_record(source.id), "@type": "CreativeWork", "name": source.title}
    url, doi = source.url.strip(), normalise_doi(str(source.csl.get("DOI") or ""))
    issued = source.csl.get("issued")
    authors = [_describe_agent(each, people) for each in source.csl.get("author", ())]
    if authors := [each for each in authors if each]:
        node["author"] = authors
    if source.publisher.strip():
        publisher = _describe_agent({"literal": source.publisher}, people)
        node["publisher"] = publisher
    if is_iri(url):
        node["url"] = url
    if doi:
        node["identifier"] = f"https://doi.org/{doi}"
    if isinstance(issued, str) and _DAY.fullmatch(issued):
        node["datePublished"] = issued
    if isinstance(language := source.csl.get("language"), str):
        node["inLanguage"] = language
    if source.rights:
        node["copyrightNotice"] = source.rights
    cited = [each for each in source.references if each in selection.sources]
    if cited:
        node["citation"] = [{"@id": name_record(each)} for each in cited]
    return node


def _describe_agent(name: Node, people: dict[str, Node]) -> Node | None:
    words = " ".join(csl.name_people([name]).split())
    if not words:
        return None
    iri = name_agent(words)
    kind = "Organization" if "literal" in name else "Person"
    people.setdefault(iri, {"@id": iri, "@type": kind, "name": words})
    return {"@id": iri}


def _describe_withheld(source: Source, capture: Capture) -> Node:
    return {
        "@id": name_capture(source.id, capture.n),
        "@type": "CreativeWork",
        "name": f"“{source.title}”, copy {capture.n}, withheld",
        "isBasedOn": {"@id": name_record(source.id)},
        "encodingFormat": capture.media_type,
        "dateCreated": str(capture.captured),
        "sha256": capture.original.sha256,
        "conditionsOfAccess": "Its text may not be redistributed and is not in this crate.",
    }


def _refer(node: Node) -> Node:
    return {"@id": node["@id"]}


def list_files(document: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - JSON
    """Yield the path that each file of a crate is named by, and its SHA-256 or "".

    Raises:
        ValueError: the document is none of a crate.
    """
    from urllib.parse import unquote

    graph = document.get("@graph") if isinstance(document, dict) else None
    if not isinstance(graph, list):
        raise ValueError("it has no @graph")  # noqa: TRY004 - a fault of the data
    for node in graph:
        if not isinstance(node, dict) or not isinstance(iri := node.get("@id"), str):
            continue
        kinds = node.get("@type")
        is_file = kinds == "File" or (isinstance(kinds, list) and "File" in kinds)
        if is_file and not is_iri(iri):
            digest = node.get("sha256")
            path = unquote(iri).removeprefix("./")
            yield path, digest if isinstance(digest, str) else ""
