"""A ledger with everything a page has to cope with, and its site."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from claimtrack.exchange.exporting import select_records
from claimtrack.exchange.packages import Occasion
from claimtrack.ledger.ledger import Ledger
from claimtrack.models.settings import Settings
from claimtrack.site.material import Material
from claimtrack.site.package import write_site
from claimtrack.store.contract import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from claimtrack.models.claim import Claim
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Capture, Source
    from claimtrack.store.folder import FolderStore

DAY = dt.date(2025, 3, 15)
EVIL = "<script>alert('x')</script> & \"quotes\" ]]> \u202egnol\x00"
TEXT = (
    "Ferry yard at Port Varrow to close\n\nAt least 240 workers will lose their jobs, the Harbour "
    "Board said on Wednesday. The yard, which built 31 ferries since 1911, will be emptied by June."
)
WITHHELD = "Nobody outside may read this. The closing costs 280 jobs, a clerk wrote to the Board."


@pytest.fixture
def hold(store: FolderStore) -> Callable[..., Ledger]:
    """Write records and open them as a ledger: ``hold(source, claim)``."""

    def write(*records: Source | Claim) -> Ledger:
        store.commit([Change(record.id, None, record) for record in records])
        return Ledger(store)

    return write


@pytest.fixture
def anchor() -> Callable[..., dict[str, object]]:
    """Make an anchor: ``anchor(text, "some words", "others")``."""

    def make(text: str, *quotes: str, capture: int = 1) -> dict[str, object]:
        segments = []
        for quote in quotes:
            start = text.index(quote)
            end = start + len(quote)
            segments.append(
                {
                    "exact": quote,
                    "prefix": text[max(0, start - 20) : start],
                    "suffix": text[end : end + 20],
                    "start": start,
                    "end": end,
                }
            )
        return {"capture": capture, "quote": " … ".join(quotes), "segments": segments}

    return make


@pytest.fixture
def rich(
    store: FolderStore,
    hold: Callable[..., Ledger],
    anchor: Callable[..., dict[str, object]],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
    make_capture: Callable[..., Capture],
    judged: object,
) -> Ledger:
    """Sources held, withheld, changed and cited; claims in each state; texts that attack pages."""
    held = make_capture(1, TEXT.encode(), TEXT)
    secret = make_capture(1, WITHHELD.encode(), WITHHELD, withheld=True)
    ledger = hold(
        make_source(
            "agency",
            title="Ferry yard at Port Varrow to close",
            publisher="Selm River News Agency",
            csl={
                "issued": "2025-03-12",
                "URL": "https://agency.example/yard?a=1&b=2",
                "language": "en",
                "author": [{"family": "Ortez", "given": "Mina"}],
                "accessed": {"date-parts": [[2025, 3, 14]]},
            },
            dating={"basis": "declared", "evidence": ["“12 March 2025”, line 2"]},
            captures=[held],
            references=["letter", "courier"],
            grade="B",
            aliases=["the wire"],
            rights="Selm River News Agency",
            note=EVIL,
        ),
        make_source(
            "courier",
            title=EVIL,
            csl={"URL": "javascript:alert(1)", "language": 'en" onclick="x', "genre": "x" * 3000},
            captures=[make_capture(1, b"Changed.", "Changed.", captured_evidence="the page")],
        ),
        make_source("gazette", title="선거 발표", publisher="Gazette", captures=[secret]),
        make_source("letter", title="Open letter", csl={"type": "personal_communication"}),
        make_claim(
            "agency/240-jobs",
            "Closing the Varrow yard costs at least 240 jobs.",
            anchor=anchor(TEXT, "At least 240 workers will lose their jobs"),
            said="2025-03-12",
            about="2025-06",
            about_words="by June",
            attribution="Port Varrow Harbour Board",
            tags=["jobs", "a/b\\..", "ñandú"],
            grade=2,
            fit=judged,
            ratings=[
                {"by": "Selm Facts", "words": "Mostly true", "value": 4, "best": 5, "worst": 1},
                {
                    "by": EVIL,
                    "words": EVIL,
                    "url": "javascript:alert(2)",
                    "when": "2025-03-14",
                    "why": EVIL,
                },
                {"by": "Other", "words": "True", "url": "https://facts.example/1?x=1&y=2"},
            ],
            links=[make_link("cites", "letter", because=EVIL, state="suggested")],
            note=EVIL,
        ),
        make_claim(
            "agency/31-ferries",
            "The yard built 31 ferries, and 240 work there.",
            anchor=anchor(TEXT, "240 workers", "built 31 ferries"),
            tags=["jobs"],
            links=[make_link("corroborates", "courier/closing", state="rejected")],
        ),
        make_claim(
            "courier/closing",
            f"At least 240 people lose their jobs: {EVIL}",
            anchor=anchor("It was so. Changed.", "It was so."),
            fit={"state": "suggested", "by": "a rule", "when": "2025-03-14"},
            links=[
                make_link("corroborates", "agency/240-jobs"),
                make_link("cites", "agency", because="it names the agency"),
                make_link("cites", "lost"),
            ],
        ),
        make_claim(
            "courier/loop",
            "It was said that it was said.",
            links=[make_link("cites", "gazette/loop", state="unsure")],
        ),
        make_claim(
            "gazette/280-jobs",
            "Closing the Varrow yard costs 280 jobs.",
            anchor=anchor(WITHHELD, "costs 280 jobs"),
            links=[
                make_link(
                    "conflicts", "agency/240-jobs", state="rejected", cause="open-bound", why=EVIL
                ),
                make_link("conflicts", "agency/31-ferries", state="suggested", cause="number"),
                make_link("conflicts", "courier/gone"),
            ],
        ),
        make_claim(
            "gazette/loop",
            "It is said.",
            links=[make_link("cites", "courier/loop"), make_link("updates", "agency/240-jobs")],
        ),
    )
    store.place_capture("agency", held, TEXT.encode(), TEXT)
    # It is attached here, and must not get out.
    store.place_capture("gazette", secret, WITHHELD.encode(), WITHHELD)
    return ledger


@pytest.fixture
def material() -> Callable[..., Material]:
    """What the pages of a ledger are made of."""

    def make(ledger: Ledger) -> Material:
        return Material(ledger, select_records(ledger), Occasion(DAY, Settings()))

    return make


@pytest.fixture
def publish(tmp_path: Path) -> Callable[..., Path]:
    """Write the site of a ledger and return its folder: ``publish(ledger, tags=["jobs"])``."""

    def write(
        ledger: Ledger,
        name: str = "site",
        *,
        base_url: str = "",
        tags: Collection[str] = (),
        settings: Settings | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Path:
        occasion = Occasion(DAY, settings or Settings(), base_url, progress)
        write_site(ledger, select_records(ledger, tags=tags), tmp_path / name, occasion)
        return tmp_path / name

    return write
