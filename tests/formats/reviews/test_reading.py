from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.formats.contract import Entry
from claimtrack.models.judgement import State
from claimtrack.models.relation import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.finding import Finding

    Node = dict[str, Any]
    Review = Callable[..., Node]
    Read = Callable[[object], list[Entry | Finding]]
    Take = Callable[[object], Entry]

URL = "https://selm-facts.example/2025/yard"
POST = "https://posts.example/orme/1"


def codes(entry: Entry) -> list[str]:
    """Return the codes of what is to be looked at in an entry."""
    return [remark.code for remark in entry.remarks]


def test_a_review_is_a_source_with_a_rated_claim(review: Review, read: Read) -> None:
    """The article is the source; what it reviews is a claim of it, credited and dated."""
    page, entry = read(review())

    assert isinstance(entry, Entry)
    assert isinstance(page, Entry)
    assert entry.where == "feed.json: review 1"
    assert entry.source.csl == {
        "type": "webpage",
        "title": "No, the yard did not employ 900",
        "URL": URL,
        "publisher": "Selm Fact Desk",
        "issued": "2025-03-20",
    }
    (claim,) = entry.claims
    assert claim.text == "The Varrow yard employed 900 people."
    assert claim.attribution == "Tilda Orme"
    assert str(claim.said) == "2025-03-14"
    (rating,) = claim.ratings
    assert (rating.by, rating.words, rating.url) == ("Selm Fact Desk", "Mostly false", URL)
    assert (rating.value, rating.best, rating.worst, str(rating.when)) == (2, 5, 1, "2025-03-20")
    assert codes(entry) == []


def test_a_claim_cites_where_it_appeared(review: Review, read: Read) -> None:
    """The page is a source by its address alone, and the link to it a suggestion."""
    page, entry = read(review())

    assert isinstance(page, Entry)
    assert isinstance(entry, Entry)
    (link,) = entry.claims[0].links
    assert page.source.csl == {"type": "webpage", "URL": POST}
    assert page.source.id.startswith("posts-example-")
    assert (link.kind, link.target) == (Kind.CITES, page.source.id)
    assert link.judgement.state is State.SUGGESTED
    assert str(link.judgement.when) == "2025-03-20"


def test_of_several_appearances_the_first_counts(review: Review, take: Take) -> None:
    """The others took it from there; where none is known to be the first, all count."""
    known = {"@type": "Claim", "firstAppearance": POST, "appearance": [{"url": f"{POST}/b"}]}
    unknown = {"@type": "Claim", "appearance": [{"url": POST}, f"{POST}/b", {"url": URL}]}

    assert len(take(review(itemReviewed=known)).claims[0].links) == 1
    assert len(take(review(itemReviewed=unknown)).claims[0].links) == 2


def test_a_page_that_many_reviews_name_is_one_source(review: Review, read: Read) -> None:
    """Its id is made of its address, so that it is the same in every file."""
    second = review(url=f"{URL}/2", claimReviewed="It employed 800.")

    found = [each for each in read([review(), second]) if isinstance(each, Entry)]

    pages = [each.source.id for each in found if not each.claims]
    assert len(pages) == 1
    assert {each.claims[0].links[0].target for each in found if each.claims} == set(pages)


@pytest.mark.parametrize(
    ("fields", "words", "value"),
    [
        ({"ratingValue": "3,5", "alternateName": "Half right"}, "Half right", 3.5),
        ({"ratingValue": "3", "bestRating": "5"}, "3 of 5", 3),
        ({"ratingValue": 3}, "3", 3),
        ({"ratingValue": "3/5"}, "3 of 5", 3),
        ({"ratingValue": "Misleading"}, "Misleading", None),
        ({"ratingValue": -1, "bestRating": -1, "alternateName": "Unproven"}, "Unproven", None),
        ({"ratingValue": "-1", "bestRating": 5, "worstRating": 1, "name": "Odd"}, "Odd", None),
        ({"ratingValue": 0, "bestRating": 0, "worstRating": 0, "name": "Odd"}, "Odd", None),
        ({"alternateName": ["Mostly false", "x"]}, "Mostly false", None),
        ({"alternateName": {"@value": "Falso", "@language": "es"}}, "Falso", None),
        ("False", "False", None),
        (4, "4", 4),
    ],
)
def test_ratings_are_read_in_whatever_shape(
    review: Review, take: Take, fields: object, words: str, value: float | None
) -> None:
    """Numbers as text, with a comma, with -1 for none; words where a number should be."""
    (rating,) = take(review(reviewRating=fields)).claims[0].ratings

    assert (rating.words, rating.value) == (words, value)


def test_a_review_may_rate_more_than_once(review: Review, take: Take) -> None:
    """Each of its ratings is one of the claim's."""
    ratings = [{"alternateName": "False"}, {"alternateName": "Old", "ratingExplanation": "2012."}]

    found = take(review(reviewRating=ratings)).claims[0].ratings

    assert [each.words for each in found] == ["False", "Old"]
    assert found[1].why == "2012."


@pytest.mark.parametrize(
    ("value", "words", "found"),
    [
        (1, "True", ["RATING-DIRECTION"]),
        (5, "Pants on Fire!", ["RATING-DIRECTION"]),
        (9, "True", ["RATING-SCALE"]),
        (3, "True", []),
        (1, "Nobody knows this word", []),
    ],
)
def test_a_rating_that_contradicts_itself_is_told(
    review: Review, take: Take, value: int, words: str, found: list[str]
) -> None:
    """It is taken as it was published, and a person is told."""
    rating = {"ratingValue": value, "bestRating": 5, "worstRating": 1, "alternateName": words}

    entry = take(review(reviewRating=rating))

    assert codes(entry) == found
    assert entry.claims[0].ratings[0].words == words


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"reviewRating": None}, ["NO-RATING"]),
        ({"reviewRating": {"@type": "Rating", "image": "x.gif"}}, ["NO-RATING"]),
        ({"url": None}, ["NO-ADDRESS"]),
        ({"url": "yard.html"}, ["NO-ADDRESS"]),
        ({"author": None, "url": None}, ["NO-REVIEWER", "NO-ADDRESS"]),
        ({"claimReviewed": None, "itemReviewed": None}, ["NO-CLAIM"]),
        ({"datePublished": "0000-00-00"}, ["UNREAD-DATE"]),
        ({"datePublished": "last week"}, ["UNREAD-DATE"]),
        ({"datePublished": "2019-13-45"}, ["UNREAD-DATE"]),
        ({"datePublished": True}, []),
        ({"datePublished": ""}, []),
    ],
)
def test_what_is_missing_is_told(
    review: Review, take: Take, fields: Node, found: list[str]
) -> None:
    """The rest is taken all the same."""
    assert codes(take(review(**fields))) == found


def test_a_review_of_nothing_is_refused(review: Review, read: Read) -> None:
    """Without a claim, an address and a name it cannot be told from others."""
    (refusal,) = read(review(claimReviewed=None, url=None, name=None, itemReviewed=None))

    assert not isinstance(refusal, Entry)
    assert refusal.code == "ENTRY-REFUSED"


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2019-03-14T23:30:00Z", "2019-03-14"),
        ("2019-03-14 23:30", "2019-03-14"),
        ("2019-03", "2019-03"),
        (2019, "2019"),
        ("14 March 2019", "2019-03-14"),
        ("March 14, 2019", "2019-03-14"),
        ("31.12.2019", "2019-12-31"),
        (["2019-03-14"], "2019-03-14"),
        ({"@type": "Date", "@value": "2019-03-14"}, "2019-03-14"),
    ],
)
def test_dates_are_read_in_many_forms(review: Review, take: Take, value: object, date: str) -> None:
    """The day counts as it is written; times and their zones are left."""
    assert str(take(review(datePublished=value)).source.issued) == date


@pytest.mark.parametrize(
    ("author", "by"),
    [
        ("Selm Fact Desk", "Selm Fact Desk"),
        ({"name": ["Selm Fact Desk", "Selm Fact Desk"]}, "Selm Fact Desk"),
        ([{"name": "Selm Fact Desk"}, {"name": "Ostrel Checks"}], "Selm Fact Desk, Ostrel Checks"),
        ({"url": "http://www.selm-facts.example/"}, "selm-facts.example"),
        ({"name": "https://selm-facts.example/"}, "selm-facts.example"),
        ({}, "selm-facts.example"),
        (None, "selm-facts.example"),
    ],
)
def test_reviewers_are_named_as_far_as_can_be(
    review: Review, take: Take, author: object, by: str
) -> None:
    """Without a name it is the host of their page, or of the review."""
    assert take(review(author=author)).claims[0].ratings[0].by == by


def test_a_person_who_writes_for_a_publisher_is_its_author(review: Review, take: Take) -> None:
    """The article has an author and a publisher; the rating is the author's."""
    author = {"@type": "Person", "name": "Mina Ortez"}

    entry = take(review(author=author, publisher={"name": "Selm Fact Desk"}, inLanguage="en"))

    assert entry.source.authors == "Mina Ortez"
    assert entry.source.publisher == "Selm Fact Desk"
    assert entry.source.csl["language"] == "en"
    assert entry.claims[0].ratings[0].by == "Mina Ortez"


def test_texts_lose_markup_and_entities(review: Review, take: Take) -> None:
    """What was escaped twice is read, tags and control characters go, lines become one."""
    text = "<p>Orme &amp;quot;said&amp;quot; &#39;900&#39;\u0007\n people \ud800</p>"

    assert take(review(claimReviewed=text)).claims[0].text == "Orme \"said\" '900' people"


def test_a_claim_may_hold_its_own_text(review: Review, take: Take) -> None:
    """Where the review does not say what it reviews, the item does."""
    item = {"@type": "Claim", "text": "It employed 900."}

    assert take(review(claimReviewed=None, itemReviewed=item)).claims[0].text == "It employed 900."


def test_the_old_form_reviews_a_work(review: Review, read: Read) -> None:
    """Of a CreativeWork the address is where the claim appeared, and its name the title."""
    item = {
        "@type": "CreativeWork",
        "author": {"name": "Tilda Orme"},
        "name": "Speech at the yard",
        "url": POST,
        "datePublished": "2025-03-14",
    }

    page, entry = read(review(itemReviewed=item))

    assert isinstance(page, Entry)
    assert isinstance(entry, Entry)
    assert page.source.title == "Speech at the yard"
    assert str(page.source.issued) == "2025-03-14"
    assert entry.claims[0].attribution == "Tilda Orme"


def test_several_items_are_one_claim_of_several_people(review: Review, take: Take) -> None:
    """Everybody who said it is credited, and every page cited."""
    items: list[object] = [
        {"@type": "Claim", "author": "Tilda Orme", "appearance": POST},
        {"@type": "Claim", "author": {"name": "Jon Hale"}, "appearance": [f"{POST}/2"]},
        f"{POST}/3",
        7,
    ]

    claim = take(review(itemReviewed=items)).claims[0]

    assert claim.attribution == "Tilda Orme, Jon Hale"
    assert len(claim.links) == 3


def test_addresses_are_cleaned(review: Review, read: Read) -> None:
    """A text fragment is no part of an address; what is no web address is none."""
    urls = ["//posts.example/a b", "www.posts.example/c&amp;d#:~:text=x", "mailto:x", "http://", 5]

    found = read(review(itemReviewed={"@type": "Claim", "appearance": urls}))

    pages = [each.source.url for each in found if isinstance(each, Entry) and not each.claims]
    assert pages == ["https://posts.example/a%20b", "https://www.posts.example/c&d"]


def test_a_media_review_rates_by_category(read: Read) -> None:
    """What the media is read as is the claim, its category the rating, its original a source."""
    node = {
        "@type": "MediaReview",
        "url": URL,
        "datePublished": "2025-03-20",
        "author": {"name": "Selm Fact Desk"},
        "mediaAuthenticityCategory": ["schema:DecontextualizedContent"],
        "originalMediaContextDescription": "A strike at the yard in 2012.",
        "originalMediaLink": "https://archive.example/strike",
        "itemReviewed": {
            "@type": "MediaReviewItem",
            "creator": {"name": "An account"},
            "interpretedAsClaim": {"@type": "Claim", "description": "The yard is on strike."},
            "mediaItemAppearance": [{"description": "A film"}, {"contentUrl": POST}],
        },
    }

    *pages, entry = read(node)

    assert isinstance(entry, Entry)
    (claim,) = entry.claims
    assert claim.text == "The yard is on strike."
    assert claim.attribution == "An account"
    assert claim.note == "A strike at the yard in 2012."
    assert claim.ratings[0].words == "DecontextualizedContent"
    urls = {each.source.url: each.source.id for each in pages if isinstance(each, Entry)}
    assert entry.source.references == (urls["https://archive.example/strike"],)
    assert claim.links[0].target == urls[POST]


def test_media_without_a_claim_are_told_by_what_they_show(take: Take) -> None:
    """The description of the media stands for the claim."""
    node = {
        "@type": "MediaReview",
        "url": URL,
        "mediaAuthenticityCategory": "StagedContent",
        "itemReviewed": {"mediaItemAppearance": {"description": "A film of the yard"}},
        "interpretedAsClaim": [],
    }

    assert take(node).claims[0].text == "A film of the yard"


def test_a_review_without_a_date_suggests_its_links_today(review: Review, take: Take) -> None:
    """A judgement has a day; that nobody knows when the review appeared does not keep it out."""
    claim = take(review(datePublished=None)).claims[0]

    assert claim.links[0].judgement.when.year >= 2025
    assert claim.ratings[0].when is None
