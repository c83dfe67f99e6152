"""Claims as annotations of the pages that they are taken from, and annotations as claims.

`W3C Web Annotation <https://www.w3.org/TR/annotation-model/>`_ as JSON-LD, both ways, and what
Hypothesis exports, in.
"""

from __future__ import annotations

from claimtrack.formats.annotations.hypothesis import read_hypothesis
from claimtrack.formats.annotations.reading import read_annotations
from claimtrack.formats.annotations.writing import write_annotations
from claimtrack.formats.contract import Format

FORMATS = (
    Format(
        name="web-annotation",
        title="W3C Web Annotation (JSON-LD): a collection of claims, each on its passage",
        media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        suffixes=(".jsonld", ".json"),
        write=write_annotations,
        read=read_annotations,
    ),
    Format(
        name="hypothesis",
        title="annotations that Hypothesis exports, or its API answers",
        media_type="application/json",
        suffixes=(".json",),
        read=read_hypothesis,
    ),
)
