from __future__ import annotations

import json
import os
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import Graph, URIRef
from rocrate.rocrate import ROCrate

from claimtrack.errors import (
    BrokenFilesError,
    DamagedArchiveError,
    UnreadableFormatError,
    UnreadableLedgerError,
)
from claimtrack.exchange.archives import crate_preview
from claimtrack.exchange.archives.contents import find_layout
from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.store.contract import Change, Presence

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.exchange.outcome import Outcome
    from claimtrack.models.finding import Finding

    Pack = Callable[..., list[Finding]]
    Take = Callable[[Ledger, Path], Outcome]
    Tell = Callable[[Ledger], dict[str, str]]

SCHEMA = "http://schema.org/"
METADATA = "ro-crate-metadata.json"


@pytest.fixture
def crate(packed: Ledger, pack: Pack, tmp_path: Path) -> Path:
    """A crate as a folder."""
    pack(packed, "ro-crate", tmp_path / "crate")
    return tmp_path / "crate"


def read_graph(crate: Path) -> dict[str, Any]:
    """Return the entities of a crate by their ids."""
    document = json.loads((crate / METADATA).read_bytes())
    return {node["@id"]: node for node in document["@graph"]}


def change_graph(crate: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the entities of a crate by hand."""
    graph = read_graph(crate)
    change(graph)
    document = {"@context": "x", "@graph": list(graph.values())}
    (crate / METADATA).write_text(json.dumps(document), "utf-8")


# --- out ------------------------------------------------------------------------------------------


def test_files_go_out_as_they_are(packed: Ledger, crate: Path) -> None:
    """All that make up the ledger, none that is withheld, and nothing that is its own affair."""
    root = find_layout(packed).root
    names = sorted(str(path.relative_to(crate)) for path in crate.rglob("*") if path.is_file())

    assert names == [
        "claims/voice.json",
        "claims/wire.json",
        "claimtrack.toml",
        METADATA,
        "ro-crate-preview.html",
        "sources/board/source.json",
        "sources/voice/1/original.txt",
        "sources/voice/1/text.txt",
        "sources/voice/source.json",
        "sources/wire/source.json",
    ]
    for name in names:
        if not name.startswith("ro-crate"):
            assert (crate / name).read_bytes() == (root / name).read_bytes()
    assert all(b"secret" not in (crate / name).read_bytes() for name in names)


def test_another_program_reads_it(crate: Path, tmp_path: Path) -> None:
    """The library of the makers of RO-Crate: files, hashes, sources, who wrote them."""
    read = ROCrate(crate)

    assert read.version == "1.2"
    assert len(read.data_entities) == 8
    assert read.root_dataset["datePublished"] == "2025-03-13"
    original = read.dereference("sources/voice/1/original.txt")
    assert original["contentSize"] == "48"
    source = original["isBasedOn"]
    assert [author["name"] for author in source["author"]] == ["Mina Ortez", "The Desk"]
    assert source["citation"][0].id == "urn:claimtrack:source:board"
    assert source["identifier"] == "https://doi.org/10.1234/ferry"
    assert read.dereference("sources/voice/1/text.txt")["isBasedOn"] == original
    withheld = read.dereference("urn:claimtrack:capture:wire/1")
    assert withheld["conditionsOfAccess"]
    read.write_zip(tmp_path / "theirs.zip")
    assert zipfile.ZipFile(tmp_path / "theirs.zip").testzip() is None


def test_what_another_program_wrote_anew_is_taken(
    crate: Path, tmp_path: Path, empty: Ledger, packed: Ledger, take: Take, tell: Tell
) -> None:
    """In its own order, with its own preview."""
    ROCrate(crate).write(tmp_path / "theirs")

    assert take(empty, tmp_path / "theirs").findings == ()
    assert tell(empty) == tell(packed)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_every_term_is_one_of_the_context(crate: Path) -> None:
    """Of the official one, as its makers ship it; as linked data all of it hangs together."""
    shipped = files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes()
    context = json.loads(shipped)["@context"]
    document = json.loads((crate / METADATA).read_bytes())
    assert document["@context"] == "https://w3id.org/ro/crate/1.2/context"
    for node in document["@graph"]:
        for term in (*node, node["@type"]):
            assert term.startswith("@") or term in context, term
    used = {term: context[term] for node in document["@graph"] for term in (*node, node["@type"])
            if term in context}  # fmt: skip
    plain = json.dumps({**document, "@context": used})

    graph = Graph().parse(data=plain, format="json-ld", publicID="https://crate.example/")

    root = URIRef("https://crate.example/")
    parts = {str(part) for part in graph.objects(root, URIRef(f"{SCHEMA}hasPart"))}
    assert len(parts) == 8
    for part in parts:
        assert len(str(graph.value(URIRef(part), URIRef(f"{SCHEMA}sha256")))) == 64
    ids = {node["@id"] for node in document["@graph"]}
    named = json.dumps(document["@graph"])
    assert all(
        f'{{"@id": "{each}"}}' in named for each in ids - {METADATA, "ro-crate-preview.html"}
    )


def test_a_crate_is_a_ledger(crate: Path, packed: Ledger, tell: Tell) -> None:
    """Every command runs in it."""
    assert tell(open_ledger(crate)) == tell(packed)


def test_the_page_shows_text_and_no_markup(
    packed: Ledger, pack: Pack, crate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a source is called cannot act in it; of very many sources it lists some."""
    page = (crate / "ro-crate-preview.html").read_text("utf-8")
    assert "Ferry &lt;b&gt;&amp;&lt;/b&gt; quay" in page
    assert "1 withheld" in page
    assert "not held" in page
    assert "voice.example" not in page
    monkeypatch.setattr(crate_preview, "MOST_LISTED", 1)

    pack(packed, "ro-crate", tmp_path / "short")

    shown = (tmp_path / "short" / "ro-crate-preview.html").read_text("utf-8")
    assert "And 2 more sources." in shown


def test_a_folder_of_any_name_is_packed(packed: Ledger, pack: Pack, tmp_path: Path) -> None:
    """One that is no UTF-8 is written out."""
    odd = Path(os.fsdecode(bytes(tmp_path / "ferry-") + b"\xff"))
    find_layout(packed).root.rename(odd)

    pack(open_ledger(odd), "ro-crate", tmp_path / "crate")

    assert read_graph(tmp_path / "crate")["./"]["name"] == "ferry-\\xff"


def test_a_part_of_a_ledger_goes_out(
    packed: Ledger, pack: Pack, tmp_path: Path, make_claim: Callable[..., Any]
) -> None:
    """Only what was asked for; the file of claims is written anew where some of them stay."""
    packed.apply(Change("voice/two", None, make_claim("voice/two", "Two.")))

    pack(packed, "ro-crate", tmp_path / "part", claims=["voice/two"])

    claims = json.loads((tmp_path / "part" / "claims" / "voice.json").read_bytes())
    assert list(claims) == ["voice/two"]
    assert not (tmp_path / "part" / "sources" / "wire").exists()


def test_what_changed_since_it_was_loaded_goes_out_as_it_was(
    packed: Ledger, pack: Pack, tmp_path: Path
) -> None:
    """So that what is packed is of one moment."""
    layout = find_layout(packed)
    before = layout.source_file("wire").read_bytes()
    layout.source_file("wire").write_bytes(before.replace(b"Behind", b"Before"))
    layout.claims_file("wire").write_bytes(b"{")
    layout.source_file("board").unlink()

    pack(packed, "ro-crate", tmp_path / "crate")

    assert (tmp_path / "crate" / "sources" / "board" / "source.json").exists()
    assert (tmp_path / "crate" / "sources" / "wire" / "source.json").read_bytes() == before
    assert b"The board met." in (tmp_path / "crate" / "claims" / "wire.json").read_bytes()


def test_a_copy_that_is_changed_or_missing_stays_out(
    packed: Ledger, pack: Pack, tmp_path: Path, empty: Ledger, take: Take
) -> None:
    """And is named; its record goes out all the same."""
    folder = find_layout(packed).sources / "voice" / "1"
    (folder / "original.txt").write_bytes(b"Another.")
    found = pack(packed, "ro-crate", tmp_path / "crate")
    assert [(each.code, each.where) for each in found] == [
        ("WITHHELD", "claimtrack.toml"),
        ("COPY-LEFT-OUT", "sources/voice/1/original.txt:1"),
    ]
    assert "changed" in found[1].message

    outcome = take(empty, tmp_path / "crate")

    assert [each.code for each in outcome.findings] == ["COPY-ABSENT"]
    assert empty.claims["voice/stops"] == packed.claims["voice/stops"]


def test_a_ledger_that_cannot_be_read_is_not_packed(
    packed: Ledger, pack: Pack, tmp_path: Path
) -> None:
    """A part of it would pass for the whole."""
    layout = find_layout(packed)
    layout.claims_file("wire").write_bytes(b"{")
    with pytest.raises(BrokenFilesError):
        pack(open_ledger(layout.root), "ro-crate", tmp_path / "crate")
    layout.settings.unlink()
    with pytest.raises(UnreadableLedgerError, match=r"claimtrack\.toml cannot be read"):
        pack(packed, "ro-crate", tmp_path / "crate")
    assert not list(tmp_path.glob("*crate*"))
    assert not list(tmp_path.glob(".*"))


# --- in -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["crate", "crate.zip"])
def test_a_crate_becomes_the_same_ledger(
    packed: Ledger, pack: Pack, take: Take, tell: Tell, empty: Ledger, tmp_path: Path, name: str
) -> None:
    """Records, fields that nobody knows, copies; a second time nothing is new."""
    pack(packed, "ro-crate", tmp_path / name)

    first = take(empty, tmp_path / name)
    again = take(open_ledger(tmp_path / "empty"), tmp_path / name)

    assert first.findings == again.findings == ()
    assert (len(first.copies), again.copies, again.changes) == (1, (), ())
    fresh = open_ledger(tmp_path / "empty")
    assert tell(fresh) == tell(packed)
    capture = fresh.sources["voice"].captures[0]
    assert fresh.store.read_text("voice", capture).presence is Presence.HELD
    assert fresh.store.check_original("voice", capture).presence is Presence.HELD


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("sources/voice/1/text.txt", "CHANGED"),
        ("claims/wire.json", "CHANGED"),
        ("claimtrack.toml", "CHANGED"),
    ],
)
def test_one_changed_byte_refuses_the_whole(
    crate: Path, empty: Ledger, take: Take, name: str, code: str
) -> None:
    """With the name of the file; nothing is taken."""
    data = bytearray((crate / name).read_bytes())
    data[0] ^= 1
    (crate / name).write_bytes(data)

    with pytest.raises(DamagedArchiveError) as refused:
        take(empty, crate)
    assert len(refused.value.faults) == 1
    assert refused.value.faults[0].startswith(f"{name}: {code} its sha256 is another")
    assert open_ledger(find_layout(empty).root).sources == {}


def test_what_is_missing_or_too_much_is_named(crate: Path, empty: Ledger, take: Take) -> None:
    """Each of the files; files of others, and hidden ones, are their own affair."""
    (crate / "sources" / "voice" / "1" / "text.txt").unlink()
    (crate / "claims" / "more.json").write_bytes(b"{}")
    (crate / "claims" / ".DS_Store").touch()
    (crate / "README.md").touch()
    change_graph(crate, lambda graph: graph["claims/wire.json"].pop("sha256"))

    with pytest.raises(DamagedArchiveError) as refused:
        take(empty, crate)
    assert [line.split(" ")[:2] for line in refused.value.faults] == [
        ["claims/more.json:", "EXTRA"],
        ["claims/wire.json:", "NO-HASH"],
        ["sources/voice/1/text.txt:", "MISSING"],
    ]


def test_many_faults_are_counted(crate: Path, empty: Ledger, take: Take) -> None:
    """And some of them named."""

    def add(graph: dict[str, Any]) -> None:
        for number in range(30):
            name = f"../outside/{number}"
            graph[name] = {"@id": name, "@type": ["File", "ImageObject"]}

    change_graph(crate, add)

    with pytest.raises(DamagedArchiveError, match="and 10 more"):
        take(empty, crate)


def test_entities_of_others_are_passed_over(crate: Path, empty: Ledger, take: Take) -> None:
    """Files on the web, folders, and what is no entity at all; a local file is looked for."""

    def add(graph: dict[str, Any]) -> None:
        graph["a"] = {"@id": "https://voice.example/a.pdf", "@type": "File"}
        graph["b"] = {"@id": "claims/", "@type": "Dataset"}
        graph["c"] = {"@id": 5}
        graph["d"] = "words"
        graph["e"] = {"@id": "./notes%20of%20ours.md", "@type": "File"}

    (crate / "notes of ours.md").touch()
    change_graph(crate, add)

    assert take(empty, crate).findings == ()


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("[]", "has no @graph"),
        ('{"@graph": {}}', "has no @graph"),
        ("{", "is damaged"),
        ('{"@graph": [], "@graph": []}', "twice"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_metadata_that_is_none_is_refused(
    tmp_path: Path, empty: Ledger, take: Take, document: str, said: str
) -> None:
    """With the reason."""
    (tmp_path / "crate").mkdir()
    (tmp_path / "crate" / METADATA).write_text(document, "utf-8")

    with pytest.raises(UnreadableFormatError, match=said):
        take(empty, tmp_path / "crate")


def test_a_crate_of_others_is_refused(tmp_path: Path, empty: Ledger, take: Take) -> None:
    """Nothing in it is a ledger; and a ledger is no crate."""
    theirs = ROCrate()
    (tmp_path / "data.csv").touch()
    theirs.add_file(tmp_path / "data.csv")
    theirs.write(tmp_path / "theirs")

    with pytest.raises(UnreadableFormatError, match="it holds no ledger"):
        take(empty, tmp_path / "theirs")
    with pytest.raises(UnreadableFormatError, match="it is a ledger itself"):
        take(empty, tmp_path / "empty")
    (tmp_path / "nothing").mkdir()
    with pytest.raises(UnreadableFormatError, match=r"no bagit\.txt and no ro-crate"):
        take(empty, tmp_path / "nothing")
