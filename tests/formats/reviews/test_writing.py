from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
import rdflib

from claimtrack.anchoring import describe
from claimtrack.formats.claim_review import read_reviews
from claimtrack.formats.contract import Entry, Selection
from claimtrack.formats.reviews import terms
from claimtrack.formats.reviews.writing import write_reviews

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Capture, Source

TEXT = "At least 240 workers will lose their jobs, the Harbour Board said on Wednesday."
URL = "https://selm-facts.example/240"
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture
def told(
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_capture: Callable[..., Capture],
    make_link: Callable[..., Relation],
) -> Selection:
    """A paper whose claim was rated twice elsewhere, and a review that rates somebody's claim."""
    paper = make_source(
        "courier",
        title="Ferry yard to close",
        publisher="Varrow Courier",
        csl={"URL": "https://courier.example/yard", "issued": "2025-03-12"},
        captures=[make_capture(1, TEXT.encode(), TEXT)],
    )
    article = make_source(
        "selm",
        title="No, not 240",
        publisher="Selm Fact Desk",
        csl={"type": "webpage", "URL": URL, "issued": "2025-03-20"},
    )
    post = make_source("post", csl={"type": "webpage", "URL": "https://posts.example/1"})
    ratings = [
        {
            "by": "Selm Fact Desk",
            "words": "Mostly false",
            "value": 2.0,
            "best": 5.0,
            "worst": 1.0,
            "when": "2025-03-20",
            "url": f"{URL}/other",
            "why": "The board named no number.",
        },
        {"by": "Ostrel Checks", "words": "3 of 5", "value": 3.0, "best": 5.0, "when": "2025-03/.."},
    ]
    jobs = make_claim(
        "courier/jobs",
        "240 jobs are lost.",
        anchor=describe(TEXT, [(9, 20)], capture=1),
        ratings=ratings,
    )
    plain = make_claim("courier/plain", "The yard closes.")
    rating = {"by": "Selm Fact Desk", "words": "False", "when": "2025-03-20", "url": URL}
    reviewed = make_claim(
        "selm/240",
        "240 jobs are lost.",
        said="2025-03-14",
        attribution="Tilda Orme",
        ratings=[rating],
        links=[make_link("cites", "post", because=terms.APPEARED_FIRST, state="suggested")],
    )
    sources = {each.id: each for each in (paper, post, article)}
    claims = {each.id: each for each in (jobs, plain, reviewed)}
    return Selection(sources, claims, lambda *_: TEXT)


def write(selection: Selection) -> tuple[dict[str, Any], list[Finding]]:
    """Return what is written, and what could not be."""
    out = io.BytesIO()
    findings = write_reviews(selection, out)
    return json.loads(out.getvalue()), findings


def test_only_what_somebody_rated_goes_out(told: Selection) -> None:
    """A review for each rating; the claims that nobody rated are counted."""
    document, findings = write(told)

    names = [each["author"]["name"] for each in document["@graph"]]
    assert names == ["Selm Fact Desk", "Ostrel Checks", "Selm Fact Desk"]
    assert [(each.code, each.message) for each in findings] == [
        ("NO-ADDRESS", "where Ostrel Checks published the rating is not known"),
        ("UNRATED", "1 claim is left out"),
    ]


def test_a_rating_goes_out_as_it_was_published(told: Selection) -> None:
    """Words, numbers, day and place are the reviewer's; what was made up of a number is not."""
    document, _ = write(told)

    first, second, _ = document["@graph"]
    assert first["url"] == f"{URL}/other"
    assert first["datePublished"] == "2025-03-20"
    assert first["claimReviewed"] == "240 jobs are lost."
    assert first["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 2,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "Mostly false",
        "ratingExplanation": "The board named no number.",
    }
    assert second["reviewRating"] == {"@type": "Rating", "ratingValue": 3, "bestRating": 5}
    assert "datePublished" not in second  # an interval is no day


def test_a_claim_leads_to_its_passage(told: Selection) -> None:
    """The page that makes the claim opens at the quote."""
    document, _ = write(told)

    (page,) = document["@graph"][0]["itemReviewed"]["appearance"]
    assert page["url"].startswith("https://courier.example/yard#:~:text=240%20workers")


def test_what_a_review_says_is_about_a_page(told: Selection) -> None:
    """The review has its own address; the claim is somebody's, and appeared where it cites."""
    document, _ = write(told)

    review = document["@graph"][2]
    assert review["url"] == URL
    assert review["name"] == "No, not 240"
    assert review["itemReviewed"] == {
        "@type": "Claim",
        "author": {"name": "Tilda Orme"},
        "datePublished": "2025-03-14",
        "firstAppearance": [{"@type": "CreativeWork", "url": "https://posts.example/1"}],
    }


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_another_program_reads_the_same(told: Selection) -> None:
    """An RDF library, given the meaning of the context instead of a connection."""
    document, _ = write(told)
    document["@context"] = {"@vocab": str(SCHEMA), "url": {"@type": "@id"}}

    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")

    reviews = list(graph.subjects(rdflib.RDF.type, SCHEMA.ClaimReview))
    assert len(reviews) == 3
    for review in reviews:
        rating = graph.value(review, SCHEMA.reviewRating)
        assert graph.value(review, SCHEMA.claimReviewed) == rdflib.Literal("240 jobs are lost.")
        assert graph.value(rating, SCHEMA.alternateName) or graph.value(rating, SCHEMA.ratingValue)
    words = set(map(str, graph.objects(None, SCHEMA.alternateName)))
    assert words == {"Mostly false", "False"}


def test_what_was_written_comes_back_to_its_source(told: Selection) -> None:
    """Under the ids it had: a claim of a paper stays one of that paper."""
    out = io.BytesIO()
    write_reviews(told, out)
    out.seek(0)

    found = [each for each in read_reviews(out, "f") if isinstance(each, Entry)]

    first, second, page, review = found
    assert first.source.csl == told.sources["courier"].csl
    (claim,) = first.claims
    assert (claim.id, claim.said, claim.attribution) == ("courier/jobs", None, "")
    assert claim.ratings == told.claims["courier/jobs"].ratings[:1]
    assert second.claims[0].ratings[0].words == "3 of 5"
    assert page.source.url == "https://posts.example/1"
    assert review.source.csl == told.sources["selm"].csl
    assert review.claims[0].ratings == told.claims["selm/240"].ratings
    assert review.claims[0].links[0].because == terms.APPEARED_FIRST


def test_a_claim_of_a_source_without_address_and_publisher_is_named(
    make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """Its page has a name that is ours alone; a claim without a rating of its own is left out."""
    rating = {"by": "Selm Fact Desk", "words": "False", "url": URL}
    claim = make_claim("a-paper/one", ratings=[rating])
    document, _ = write(Selection({"a-paper": make_source()}, {claim.id: claim}))

    (review,) = document["@graph"]
    assert review["itemReviewed"]["appearance"] == [
        {
            "@type": "CreativeWork",
            "@id": "urn:claimtrack:source:a-paper",
            "additionalType": "urn:claimtrack:terms:csl-article-newspaper",
        }
    ]
    assert "author" not in review["itemReviewed"]


def test_nothing_rated_is_an_empty_graph(make_source: Callable[..., Source]) -> None:
    """Still JSON-LD."""
    document, findings = write(Selection({"a-paper": make_source()}, {}))

    assert document["@graph"] == []
    assert findings == []


def test_no_text_ends_the_script_that_it_is_published_in(
    make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """Reviews are put into pages as they are."""
    text = "</script><script>alert(1)</script><!--"
    rating = {"by": text, "words": text, "when": "2025-03-20", "url": URL, "why": text}
    claim = make_claim("selm/evil", text, ratings=[rating])
    source = make_source("selm", title=text)
    out = io.BytesIO()

    write_reviews(Selection({"selm": source}, {claim.id: claim}), out)

    assert b"<" not in out.getvalue()
    (written,) = json.loads(out.getvalue())["@graph"]
    assert written["claimReviewed"] == text
