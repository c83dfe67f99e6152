"""What docs/linked-formats.md shows is what is read, and what it lists is what there is."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from claimtrack.formats import cito, nanopub, prov, web_annotation
from claimtrack.formats.cito import PROPERTIES
from claimtrack.formats.contract import Entry, Format
from claimtrack.formats.provenance.statements import Way

PAGE = (Path(__file__).parents[2] / "docs" / "linked-formats.md").read_text("utf-8")
BLOCKS = re.findall(r'```json (reads|refused)="(.*?)"\n(.*?)```', PAGE, re.DOTALL)
FORMATS = [each for module in (web_annotation, prov, cito, nanopub) for each in module.FORMATS]


@pytest.mark.parametrize(("kind", "expected", "text"), BLOCKS)
def test_examples_are_read_as_the_page_says(kind: str, expected: str, text: str) -> None:
    """One is a claim with its quote, one is refused in these words."""
    reader = web_annotation.FORMATS[1].read
    assert reader is not None
    (result,) = reader(io.BytesIO(text.encode()), "notes.jsonld")

    if isinstance(result, Entry):
        assert (kind, result.claims[0].text) == ("reads", expected)
        assert result.claims[0].anchor is not None
    else:
        assert (kind, str(result)) == ("refused", expected)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_is_named(form: Format) -> None:
    """The page names each of its formats, and whether it is written and read."""
    assert f"`{form.name}`" in PAGE
    if not form.own:
        ways = " | ".join("✓" if way else "" for way in (form.write, form.read))
        assert f"| `{form.name}` | {ways} |".replace("  ", " ") in PAGE


def test_every_property_is_named() -> None:
    """The page names each relation of PROV and of CiTO that is written."""
    for way in Way:
        assert f"`{way}`" in PAGE
    for iri in PROPERTIES.values():
        assert f"`cito:{iri.rpartition('/')[2]}`" in PAGE
