"""A ledger in a folder, written by hand so that a test says in one line what is in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.store import json_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.store.layout import Layout

#: Long enough ago that a stamp is trusted.
LONG_AGO = 1_700_000_000


@pytest.fixture
def write_claims(layout: Layout) -> Callable[..., None]:
    """Write claims: ``write_claims("a-paper", {"one": "Text."}, title="Title")``."""

    def write(source_id: str, claims: dict[str, Any], *, at: int = LONG_AGO, **csl: object) -> None:
        source = layout.source_file(source_id)
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(json_files.dump({"csl": {"type": "article", **csl}}))
        document = {
            f"{source_id}/{slug}": claim if isinstance(claim, dict) else {"text": claim}
            for slug, claim in claims.items()
        }
        layout.claims_file(source_id).write_bytes(json_files.dump(document))
        for path in (source, layout.claims_file(source_id)):
            os.utime(path, (at, at))

    return write
