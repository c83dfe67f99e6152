"""The specification of the files says what the program does: its examples are a ledger."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from claimtrack.ledger.ledger import open_ledger
from claimtrack.models.settings import Settings
from claimtrack.rules.verify import verify
from claimtrack.store import json_files
from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import Layout
from claimtrack.store.settings import load_settings

PAGE = Path(__file__).parents[2] / "docs" / "file-format.md"
BLOCK = re.compile(
    r"^```(\w+) (file|refused)=(\"[^\n]*\"|\S+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


def _blocks(sort: str) -> list[tuple[str, str]]:
    text = PAGE.read_text("utf-8")
    return [
        (name.strip('"'), body) for _, kind, name, _, body in BLOCK.findall(text) if kind == sort
    ]


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """The ledger that the page's examples make up."""
    files = dict(_blocks("file"))
    text = next(body for name, body in files.items() if name.endswith("text.txt"))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    for name, body in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body.replace("@sha256", sha256), "utf-8", newline="")
        if name.endswith("text.txt"):
            (path.parent / "original.txt").write_text(body, "utf-8", newline="")
    return Layout(tmp_path)


def test_the_examples_load_without_a_fault(layout: Layout) -> None:
    """Every example is read, and every key of it is one we know."""
    ledger = open_ledger(layout.root)

    assert ledger.faults == ()
    assert len(ledger.sources) == 2
    assert len(ledger.claims) == 2
    records = [*ledger.sources.values(), *ledger.claims.values()]
    assert [record.model_extra for record in records] == [{}] * len(records)


def test_the_examples_verify(layout: Layout) -> None:
    """The example ledger holds: its hashes, its anchors and its references are right."""
    found = verify(open_ledger(layout.root), load_settings(layout)).findings

    assert [str(finding) for finding in found if finding.severity == "error"] == []


def test_the_examples_are_written_back_byte_for_byte(layout: Layout) -> None:
    """What the program writes is what the page shows."""
    store = FolderStore(layout)
    snapshot = store.load()
    written = {
        layout.source_file(source.id): source.to_document() for source in snapshot.sources.values()
    }
    for claim in snapshot.claims.values():
        written.setdefault(layout.record_file(claim.id), {})[claim.id] = claim.to_document()

    for path, document in written.items():
        assert json_files.dump(document).decode() == path.read_text("utf-8")


@pytest.mark.parametrize(("finding", "body"), _blocks("refused"))
def test_a_broken_example_is_named_as_the_page_says(
    layout: Layout, finding: str, body: str
) -> None:
    """A file with a fault is named with line, column and reason, and the rest still loads."""
    path = layout.root / finding.partition(":")[0]
    path.write_text(body, "utf-8")

    ledger = open_ledger(layout.root)

    assert next(str(fault) for fault in ledger.faults).startswith(finding)
    assert len(ledger.sources) == 2


def test_the_settings_of_the_page_are_the_defaults_it_names(layout: Layout) -> None:
    """The settings file of the page differs from the defaults in a rule and in what fails."""
    settings = load_settings(layout)
    defaults = Settings()

    alike = {"rules": defaults.rules, "check": defaults.check}
    assert settings.model_copy(update=alike) == defaults
    assert settings.check.fail_on == ("contradicted", "unsourced")
    assert "UNANCHORED" in settings.rules.off


def test_the_page_names_every_setting() -> None:
    """Each key of the settings stands in the table."""
    page = PAGE.read_text("utf-8")
    keys = set()
    for name, field in Settings.model_fields.items():
        inner = getattr(field.annotation, "model_fields", None)
        keys |= {f"{name}.{each.alias or key}" for key, each in (inner or {}).items()}
        keys |= set() if inner else {field.alias or name}

    assert {key for key in keys if f"| `{key}` |" not in page} == set()


def test_the_page_names_every_key(layout: Layout) -> None:
    """Each field of the records is described on the page."""
    page = PAGE.read_text("utf-8")
    ledger = open_ledger(layout.root)
    fields = {
        name
        for record in (*ledger.sources.values(), *ledger.claims.values())
        for name in type(record).model_fields
    }

    assert {name for name in fields - {"id"} if f"`{name}`" not in page} == set()


def test_the_page_lists_the_settings_that_there_are() -> None:
    """Each once, and none that nothing reads."""
    _, _, after = PAGE.read_text("utf-8").partition("| key | meaning | default |\n")
    listed = re.findall(r"^\| `([^`]+)` \|", after.partition("\n\n")[0], re.MULTILINE)
    known = Settings().model_dump(by_alias=True)
    keys = [
        f"{key}.{inner}" if inner else key
        for key, value in known.items()
        for inner in (value if isinstance(value, dict) else [""])
    ]

    assert sorted(listed) == sorted(keys)
