"""Ids for the shell to complete, read from file names and keys without loading any model."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path


def complete_source(incomplete: str) -> list[str]:
    """Return the source ids that begin with ``incomplete``."""
    return [name for name in _find_sources() if name.startswith(incomplete)]


def complete_claim(incomplete: str) -> list[str]:
    """Return the claim ids that begin with ``incomplete``."""
    return [name for name in _find_claims(incomplete) if name.startswith(incomplete)]


def complete_record(incomplete: str) -> list[str]:
    """Return source ids and, once a slash is typed or one source is left, claim ids."""
    sources = complete_source(incomplete)
    if "/" not in incomplete and len(sources) > 1:
        return sources
    return sources + complete_claim(incomplete)


def complete_kind_or_record(incomplete: str) -> list[str]:
    """Return kinds of links and ids that begin with ``incomplete``."""
    kinds = ("corroborates", "conflicts", "cites", "updates")
    return [kind for kind in kinds if kind.startswith(incomplete)] + complete_record(incomplete)


def complete_style(incomplete: str) -> list[str]:
    """Return the citation styles that begin with ``incomplete``."""
    from claimtrack.cite.styles import NEWSROOM, list_styles
    from claimtrack.errors import NoStylesError

    try:
        return [name for name in list_styles() if name.startswith(incomplete)]
    except NoStylesError:
        return [NEWSROOM]


def _find_root() -> Path | None:
    """Find the ledger as `claimtrack.store.layout` does, without importing it."""
    given = os.environ.get("CLAIMTRACK_LEDGER")
    here = Path(given) if given else Path.cwd()
    for folder in [here] if given else [here, *here.parents]:
        if (folder / "claimtrack.toml").is_file():
            return folder
    return None


def _find_sources() -> list[str]:
    root = _find_root()
    if root is None:
        return []
    return sorted(path.parent.name for path in root.glob("sources/*/source.json"))


def _find_claims(incomplete: str) -> Iterator[str]:
    root = _find_root()
    if root is None:
        return
    source, slash, _ = incomplete.partition("/")
    for path in sorted(root.glob(f"claims/{source}.json" if slash else "claims/*.json")):
        try:
            document = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            continue  # a shell that waits for Tab is no place to report a broken file
        if isinstance(document, dict):
            yield from sorted(filter(str.isprintable, document))
