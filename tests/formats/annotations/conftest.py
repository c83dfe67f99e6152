"""An annotation to change, and reading from what stands in a test."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.formats.annotations.reading import read_annotations
from claimtrack.formats.contract import Entry
from claimtrack.models.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


@pytest.fixture
def make_annotation() -> Callable[..., dict[str, Any]]:
    """Make an annotation of a page from its properties; None takes one away."""
    return _make_annotation


@pytest.fixture
def read() -> Callable[[Any], tuple[list[Entry], list[Finding]]]:
    """Read a document, given as JSON values or as bytes, into entries and findings."""
    return _read


def _make_annotation(**properties: object) -> dict[str, Any]:
    plain = {
        "@context": CONTEXT,
        "id": "https://notes.example/1",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "The yard at Port Varrow closes."},
        "target": "https://courier.example/yard",
    }
    return {word: value for word, value in (plain | properties).items() if value is not None}


def _read(document: object) -> tuple[list[Entry], list[Finding]]:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    results = list(read_annotations(io.BytesIO(data), "notes.jsonld"))
    entries = [each for each in results if isinstance(each, Entry)]
    return entries, [each for each in results if isinstance(each, Finding)]
