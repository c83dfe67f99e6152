"""Records with everything on them, for the formats that say how things stand to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.anchoring import describe
from claimtrack.formats.contract import Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.judgement import Judgement
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Capture, Source

TEXT = "At least 240 workers will lose their jobs, the Harbour Board said on Wednesday."


@pytest.fixture
def linked(
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_capture: Callable[..., Capture],
    make_link: Callable[..., Relation],
    judged: Judgement,
) -> Selection:
    """A paper that quotes a board, an agency that agrees, and a claim that updates the first."""
    paper = make_source(
        "courier",
        title="Ferry yard to close",
        publisher="Varrow Courier",
        csl={
            "URL": "https://courier.example/yard",
            "author": [{"family": "Orme", "given": "Tilda"}, {"literal": "Harbour staff"}],
            "issued": "2025-03-12",
        },
        captures=[make_capture(1, TEXT.encode(), TEXT)],
        references=["agency"],
    )
    agency = make_source("agency", title="Agency report")
    board = make_source("board", title="Statement of the board", csl={"issued": {"raw": "spring"}})
    rating = {"by": "Check Desk", "words": "Mostly right", "value": 4, "best": 5, "worst": 1}
    jobs = make_claim(
        "courier/jobs",
        "240 jobs are lost.",
        anchor=describe(TEXT, [(9, 20)], capture=1),
        said="2025-03-12",
        about="2025-03/..",
        attribution="the Harbour Board",
        fit=judged,
        ratings=[rating],
        links=[
            make_link("cites", "board"),
            make_link("corroborates", "agency/jobs", cause=None),
            make_link("conflicts", "agency/other", state="suggested", cause="number"),
            make_link("conflicts", "agency/jobs", state="rejected", cause="rounding"),
        ],
    )
    later = make_claim("courier/later", "250 jobs.", links=[make_link("updates", "courier/jobs")])
    agreeing = make_claim("agency/jobs", "Some 240 jobs.", attribution="a person at the yard")
    other = make_claim("agency/other", "24 jobs.", links=[make_link("cites", "gone/one")])
    sources: dict[str, Any] = {each.id: each for each in (agency, board, paper)}
    claims = {each.id: each for each in (agreeing, other, jobs, later)}
    return Selection(sources, claims, lambda *_: TEXT)
