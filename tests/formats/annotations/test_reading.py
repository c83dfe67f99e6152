from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.errors import UnreadableFormatError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimtrack.formats.contract import Entry
    from claimtrack.models.finding import Finding

    Make = Callable[..., dict[str, Any]]
    Read = Callable[[Any], tuple[list[Entry], list[Finding]]]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGE = "https://courier.example/yard"


def quote(exact: str, **words: object) -> dict[str, Any]:
    """Return a passage of the page by its words."""
    return {
        "source": {"id": PAGE, "dcterms:title": "Ferry yard to close"},
        "selector": {"type": "TextQuoteSelector", "exact": exact, **words},
    }


def test_an_annotation_is_a_claim_on_its_page(make_annotation: Make, read: Read) -> None:
    """The body is the claim's text, the target its source, a tag its tag."""
    tag = {"type": "TextualBody", "value": "jobs", "purpose": "tagging"}
    text = {"type": "TextualBody", "value": " 240 jobs are lost. "}
    target = quote("240 workers", prefix="At least ", suffix=" will")
    (entry,), findings = read(make_annotation(body=[tag, text], target=target))
    (claim,) = entry.claims

    assert findings == []
    assert entry.where == "notes.jsonld"
    assert (entry.source.id, entry.source.url) == ("ferry-yard-to", PAGE)
    assert entry.source.title == "Ferry yard to close"
    assert claim.id == "ferry-yard-to/240-jobs-are-lost"
    assert (claim.text, claim.tags) == ("240 jobs are lost.", ("jobs",))


def test_a_quote_comes_in_by_its_words_alone(make_annotation: Make, read: Read) -> None:
    """Positions of others count in a text that is not ours: the place is left to be looked up."""
    target = quote("240 workers", prefix="At least ")
    position = {"type": "TextPositionSelector", "start": 412, "end": 423}
    target["selector"] = [position, target["selector"]]
    (entry,), _ = read(make_annotation(target=target))
    anchor = entry.claims[0].anchor

    assert anchor is not None
    assert anchor.quote == "240 workers"
    assert [segment.to_document() for segment in anchor.segments] == [
        {"exact": "240 workers", "prefix": "At least ", "start": 0, "end": 0}
    ]


def test_several_passages_of_a_page_are_one_quote(make_annotation: Make, read: Read) -> None:
    """What is annotated together is quoted together, with an ellipsis between."""
    both = [quote("240 workers"), quote("said on Wednesday")]
    (entry,), _ = read(make_annotation(target={"type": "Composite", "items": both}))

    assert entry.claims[0].quote == "240 workers … said on Wednesday"


def test_a_quote_below_another_selector_is_found(make_annotation: Make, read: Read) -> None:
    """A selector may be refined by the words it leads to."""
    refined = {
        "type": "FragmentSelector",
        "value": "p2",
        "refinedBy": {"type": "TextQuoteSelector", "exact": "240 workers"},
    }
    (entry,), _ = read(make_annotation(target={"source": PAGE, "selector": ["urn:a", refined]}))

    assert entry.claims[0].quote == "240 workers"


def test_an_annotation_without_a_text_says_its_quote(make_annotation: Make, read: Read) -> None:
    """A highlight is a claim in the words of the source, and that is said."""
    (entry,), (finding,) = read(make_annotation(body=None, target=quote("240 workers")))

    assert entry.claims[0].text == "240 workers"
    assert finding.code == "QUOTE-AS-TEXT"


def test_an_annotation_without_words_leaves_its_source(make_annotation: Make, read: Read) -> None:
    """Nothing can be claimed without words; the page is taken, and it is said."""
    (entry,), (finding,) = read(make_annotation(body="https://notes.example/recording"))

    assert (entry.source.id, entry.claims) == ("courier-example-yard", ())
    assert (finding.code, finding.where) == ("NO-WORDS", "notes.jsonld")


def test_an_annotation_of_two_pages_is_a_claim_on_each(make_annotation: Make, read: Read) -> None:
    """A claim is what one source says: each page has its own."""
    first, second = read(make_annotation(target=[PAGE, "https://gazette.example/"]))[0]

    assert first.claims[0].text == second.claims[0].text
    assert (first.source.id, second.source.id) == ("courier-example-yard", "gazette-example")


def test_other_texts_are_kept_and_counted(make_annotation: Make, read: Read) -> None:
    """The first text is the claim's; that there are more is said."""
    texts = [{"type": "TextualBody", "value": value} for value in ("First.", "Second.", " ")]
    (entry,), (finding,) = read(make_annotation(body=texts))

    assert entry.claims[0].text == "First."
    assert finding.message == "it has 2 texts"


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ({"body": None, "bodyValue": "Plain."}, "Plain."),
        ({"body": {"type": "Choice", "items": [{"value": "One."}, {"value": "Two."}]}}, "One."),
        ({"body": [{"value": "It is confirmed.", "purpose": "assessing"}, {"value": "A."}]}, "A."),
        (
            {"body": {"value": "<p>A&amp;B</p><script>x()</script><br>C", "format": "text/html"}},
            "A&B C",
        ),
        ({"body": {"value": "1 < 2", "format": "text/plain"}}, "1 < 2"),
    ],
)
def test_a_text_is_read_in_each_shape(
    make_annotation: Make, read: Read, properties: dict[str, Any], text: str
) -> None:
    """A body may be a value, a choice, marked up or one among several."""
    assert read(make_annotation(**properties))[0][0].claims[0].text == text


def test_a_motivation_of_tagging_makes_tags(make_annotation: Make, read: Read) -> None:
    """Where the annotation is a tagging, its texts are tags of what is quoted."""
    annotation = make_annotation(motivation="tagging", target=quote("240 workers"))
    (entry,), _ = read(annotation)

    assert entry.claims[0].tags == ("The yard at Port Varrow closes.",)
    assert entry.claims[0].text == "240 workers"


def test_annotations_of_one_page_come_in_together(make_annotation: Make, read: Read) -> None:
    """A list is sorted by source; the same words twice get ids of their own."""
    (entry,), _ = read([make_annotation(), make_annotation(id="urn:2")])

    assert [claim.id for claim in entry.claims] == [
        "courier-example-yard/the-yard-at-port-varrow-closes",
        "courier-example-yard/the-yard-at-port-varrow-closes-2",
    ]


def test_pages_that_would_be_called_alike_are_told_apart(make_annotation: Make, read: Read) -> None:
    """Another address is another source."""
    targets = [f"https://courier.example/?page={number}" for number in range(3)]
    entries, _ = read(make_annotation(target=targets))

    assert [entry.source.id for entry in entries] == [
        "courier-example",
        "courier-example-2",
        "courier-example-3",
    ]


@pytest.mark.parametrize("iri", ["urn:isbn:1234", "http://[broken", "https://www.港.example/"])
def test_any_iri_makes_a_source(make_annotation: Make, read: Read, iri: str) -> None:
    """What a target is called never keeps it from being one."""
    (entry,), _ = read(make_annotation(target=iri))

    assert entry.source.url == iri


def test_a_bad_annotation_costs_only_itself(make_annotation: Make, read: Read) -> None:
    """What is wrong is named with its place; the rest is read."""
    entries, findings = read([make_annotation(target=9), make_annotation(id="urn:2"), "text"])

    assert len(entries) == 1
    assert [str(finding) for finding in findings] == [
        "notes.jsonld: annotation 1: BAD-ANNOTATION not taken: target: “9” is no IRI",
        "notes.jsonld: annotation 3: BAD-ANNOTATION not taken: it is no object",
    ]


def test_several_faults_are_counted(make_annotation: Make, read: Read) -> None:
    """The first fault is shown, and how many more there are."""
    _, (finding,) = read(make_annotation(id=None, target=9, created="now"))

    assert finding.message.endswith("there is none; and 2 more")


def test_a_page_and_a_collection_hold_annotations(make_annotation: Make, read: Read) -> None:
    """What stands in them needs no context of its own; what stands elsewhere is said."""
    inner = make_annotation(**{"@context": None})
    page = {
        "type": "AnnotationPage",
        "id": "urn:page",
        "items": [inner, "urn:far"],
        "next": "urn:p2",
    }
    collection = {"@context": CONTEXT, "type": "AnnotationCollection", "id": "urn:c", "first": page}
    entries, findings = read(collection)

    assert len(entries) == 1
    assert [finding.message for finding in findings] == [
        "more annotations are at urn:far",
        "more annotations are at urn:p2",
    ]
    assert len(read({"@context": CONTEXT, **page})[0]) == 1
    assert read({**collection, "first": "urn:p1"})[1][0].message.endswith("at urn:p1")
    assert read({**collection, "first": page | {"next": {"id": "urn:p2"}}})[1] == findings


@pytest.fixture
def counted() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on the loopback, and the list of what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Keep silent."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/context.jsonld", asked
        server.shutdown()
        thread.join()


def test_no_context_is_fetched(
    make_annotation: Make, read: Read, counted: tuple[str, list[str]]
) -> None:
    """Whatever addresses a document names, no request leaves the program."""
    address, asked = counted
    with pytest.raises(UnreadableFormatError, match="no context is fetched"):
        read(make_annotation(**{"@context": address}))
    beside = make_annotation(**{"@context": [CONTEXT, address]})
    first, second = read([beside, beside | {"id": f"{address}2", "target": address}])[0]
    _, findings = read(beside)
    read(make_annotation(target={"source": address, "@context": address, "state": address}))

    assert asked == []
    assert len(first.claims) == len(second.claims) == 1
    assert findings[0].code == "FOREIGN-CONTEXT"
    assert findings[0].message == f"the context “{address}” was not fetched"


@pytest.mark.parametrize(
    ("context", "reason"),
    [
        (None, "it has no @context"),
        ("fish", "its @context is “fish”, not"),
        ([CONTEXT, {"body": "https://elsewhere.example/body"}], "gives “body” a meaning"),
        ([CONTEXT, {"@import": "https://elsewhere.example/"}], "gives “@import” a meaning"),
        ([CONTEXT, 5], "is neither an address nor an object"),
        ({"oa": "http://www.w3.org/ns/oa#"}, "it has no @context"),
    ],
)
def test_a_document_in_other_words_is_refused(
    make_annotation: Make, read: Read, context: object, reason: str
) -> None:
    """Where words may mean something else, nothing is read."""
    with pytest.raises(UnreadableFormatError, match=reason):
        read(make_annotation(**{"@context": context}))


def test_words_of_ones_own_are_welcome(make_annotation: Make, read: Read) -> None:
    """A context that only adds words is no fault."""
    context = [CONTEXT, {"desk": "https://desk.example/terms#"}]
    (entry,), findings = read(make_annotation(**{"@context": context, "desk:status": "open"}))

    assert findings == []
    assert entry.claims[0].to_document()["web-annotation"]["desk:status"] == "open"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"this is not json", "notes.jsonld:1:1: it is not JSON"),
        (b"{}", "it is no Web Annotation"),
        (b"[1, 2]", "it is no Web Annotation"),
        (b'"Annotation"', "it is no Web Annotation"),
        (b"\xff\xfe", "byte 0 is not UTF-8"),
        (b"[" * 100_000, "nested too deep"),
        (b"[" * 90 + b"]" * 90, "it is nested too deep"),
        (b'{"n": NaN}', "NaN is not JSON"),
        (b'{"n": ' + b"9" * 5_000 + b"}", "it is not JSON"),
        (b'{"type": "Annotation", "x": "\\ud800"}', "half a character"),
    ],
)
def test_other_files_are_refused(read: Read, data: bytes, reason: str) -> None:
    """A file that is no annotation is refused as a whole, with the reason."""
    with pytest.raises(UnreadableFormatError, match=reason):
        read(data)


def test_a_byte_order_mark_is_passed_over(read: Read) -> None:
    """Some programs write one in front of JSON."""
    data = (
        b'\xef\xbb\xbf{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:1",'
        b' "type": "Annotation", "bodyValue": "X.", "target": "https://a.example"}'
    )

    assert read(data)[0][0].claims[0].text == "X."
