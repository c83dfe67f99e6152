"""A newsroom's sources of every kind, all invented, in a ledger; and a draft that cites."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.cite.citing import cite_sources
from claimtrack.cite.results import Cite, Cluster
from claimtrack.cite.styles import find_style
from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.store import json_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.cite.results import Citations
    from claimtrack.store.layout import Layout

ITEMS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "newsroom.json").read_text("utf-8")
)

STYLES = (
    "newsroom",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "apa",
    "modern-language-association",
)


@pytest.fixture
def write(layout: Layout) -> Callable[..., None]:
    """Write a source: ``write("wire", {"type": "report"}, {"one": "Quote"}, texts=["Text."])``.

    Each text is a capture of its own; a claim is anchored where the last of them has its quote.
    """

    def call(
        source_id: str,
        csl: dict[str, Any],
        claims: dict[str, str] | None = None,
        *,
        texts: tuple[str, ...] = (),
        **fields: object,
    ) -> None:
        folder = layout.source_file(source_id).parent
        folder.mkdir(parents=True)
        captures = [_place(folder, n, text) for n, text in enumerate(texts, start=1)]
        record = {"csl": {"type": "article-newspaper", **csl}, **fields}
        layout.source_file(source_id).write_bytes(
            json_files.dump({**record, **({"captures": captures} if captures else {})})
        )
        made = {
            f"{source_id}/{slug}": _make_claim(quote, texts)
            for slug, quote in (claims or {}).items()
        }
        if made:
            layout.claims_file(source_id).write_bytes(json_files.dump(made))

    return call


def _place(folder: Path, n: int, text: str) -> dict[str, Any]:
    (folder / str(n)).mkdir()
    for name in ("original.txt", "text.txt"):
        (folder / str(n) / name).write_text(text, "utf-8", newline="")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {
        "n": n,
        "captured": f"2025-03-{11 + n}",
        "media_type": "text/plain",
        "original": {"name": "original.txt", "sha256": digest, "size": len(text.encode())},
        "text": {"sha256": digest, "length": len(text), "extractor": "by hand 1"},
    }


def _make_claim(quote: str, texts: tuple[str, ...]) -> dict[str, Any]:
    start = texts[-1].index(quote) if texts else 0
    segment = {"exact": quote, "start": start, "end": start + len(quote)}
    anchor = {"capture": len(texts), "quote": quote, "segments": [segment]}
    return {"text": f"{quote}.", **({"anchor": anchor} if texts else {})}


@pytest.fixture
def newsroom(layout: Layout, write: Callable[..., None]) -> Ledger:
    """A ledger with a source of every kind."""
    for source_id, item in ITEMS.items():
        write(source_id, item)
    return open_ledger(layout.root)


@pytest.fixture
def set_in(newsroom: Ledger) -> Callable[[str], Citations]:
    """Cite every source once in a style; each style is run once a session."""
    return lambda style: _set_all(style, newsroom)


class _Kept:
    """A ledger that stands for all that are the same, so that a style is run once."""

    ledger: Ledger


def _set_all(style: str, ledger: Ledger) -> Citations:
    _Kept.ledger = ledger
    return _set_once(style)


@cache
def _set_once(style: str) -> Citations:
    clusters = [Cluster((Cite(source_id, source_id),)) for source_id in ITEMS]
    return cite_sources(_Kept.ledger, find_style(style), clusters=clusters)


def read(inlines: Any) -> str:  # noqa: ANN401 - a tuple of inlines
    """Return the words of inlines."""
    return "".join(inline.text for inline in inlines)
