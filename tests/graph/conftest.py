"""Networks in a line or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.graph.network import Network, build_network

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Source


@pytest.fixture
def weave(
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> Callable[..., Network]:
    """Make a network: ``weave({"a/1": ["cites b", "updates c/1 unsure"]}, b={"publisher": "B"})``.

    Each claim has its links, or a dictionary of fields with ``links`` among them. A source is made
    for every claim; keywords give the fields of sources (``_`` for ``-``), ``issued`` among them.
    """

    def make(claims: dict[str, Any], **sources: dict[str, Any]) -> Network:
        made = {}
        for claim_id, given in claims.items():
            fields = dict(given) if isinstance(given, dict) else {"links": given}
            links = tuple(_read_link(make_link, words) for words in fields.pop("links", ()))
            made[claim_id] = make_claim(claim_id, links=links, **fields)
        known = {name.replace("_", "-"): dict(fields) for name, fields in sources.items()}
        for claim_id in claims:
            known.setdefault(claim_id.partition("/")[0], {})
        records = {}
        for source_id, fields in known.items():
            csl = {
                name: fields.pop(name) for name in ("type", "issued", "author") if name in fields
            }
            records[source_id] = make_source(source_id, csl=csl, **fields)
        return build_network(records, made)

    return make


def _read_link(make_link: Callable[..., Relation], words: str) -> Relation:
    kind, target, *state = words.split()
    return make_link(kind, target, state=state[0]) if state else make_link(kind, target)
