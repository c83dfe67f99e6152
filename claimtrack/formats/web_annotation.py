"""Claims as annotations of the pages that they are taken from, and annotations as claims.

`W3C Web Annotation <https://www.w3.org/TR/annotation-model/>`_ as JSON-LD, both ways, and what
Hypothesis exports, in. What claimtrack itself wrote is asked for first: records in it are those of
a ledger, where anybody else's judgements come in as suggestions.
"""

from __future__ import annotations

from claimtrack.formats.annotations.hypothesis import read_hypothesis
from claimtrack.formats.annotations.reading import read_annotations, read_own_annotations
from claimtrack.formats.annotations.writing import write_annotations
from claimtrack.formats.contract import Format

_JSON_LD = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'

FORMATS = (
    Format(
        name="web-annotation-own",
        title="Web Annotation as claimtrack writes it: ids and judgements are taken as they are",
        media_type=_JSON_LD,
        suffixes=(".jsonld", ".json"),
        read=read_own_annotations,
        own=True,
    ),
    Format(
        name="web-annotation",
        title="W3C Web Annotation (JSON-LD): a collection of claims, each on its passage",
        media_type=_JSON_LD,
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
