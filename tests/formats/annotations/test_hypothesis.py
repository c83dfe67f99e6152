from __future__ import annotations

import io
import json
from typing import Any

import pytest

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.annotations.hypothesis import read_hypothesis, translate_row
from claimtrack.formats.contract import Entry
from claimtrack.models.finding import Finding

PAGE = "https://courier.example/yard"
ROW = {
    "id": "a1b2c3",
    "created": "2025-03-13T09:30:00.123456+00:00",
    "updated": "2025-03-13T09:31:00.123456+00:00",
    "user": "acct:desk@hypothes.example",
    "uri": PAGE,
    "text": "240 jobs are *lost*.",
    "tags": ["jobs"],
    "group": "__world__",
    "document": {"title": ["Ferry yard to close"]},
    "links": {"html": "https://hypothes.example/a/a1b2c3"},
    "target": [
        {
            "source": PAGE,
            "selector": [
                {
                    "type": "RangeSelector",
                    "startContainer": "/p[1]",
                    "startOffset": 9,
                    "endContainer": "/p[1]",
                    "endOffset": 20,
                },
                {"type": "TextPositionSelector", "start": 61, "end": 72},
                {
                    "type": "TextQuoteSelector",
                    "exact": "240 workers",
                    "prefix": "At least ",
                    "suffix": " will lose",
                },
            ],
        }
    ],
}


def read(document: object) -> tuple[list[Entry], list[Finding]]:
    """Read an export, given as JSON values."""
    stream = io.BytesIO(json.dumps(document).encode())
    results = list(read_hypothesis(stream, "api.json"))
    entries = [each for each in results if isinstance(each, Entry)]
    return entries, [each for each in results if isinstance(each, Finding)]


@pytest.mark.parametrize("rows", ["rows", "annotations"])
def test_a_row_is_a_claim_with_its_quote(rows: str) -> None:
    """Of an answer or an export each row is a claim on its page, its quote by its words."""
    (entry,), findings = read({"total": 1, rows: [ROW]})
    (claim,) = entry.claims

    assert findings == []
    assert (entry.source.url, entry.source.title) == (PAGE, "Ferry yard to close")
    assert (claim.text, claim.tags) == ("240 jobs are *lost*.", ("jobs",))
    assert claim.anchor is not None
    assert claim.anchor.segments[0].to_document() == {
        "exact": "240 workers",
        "prefix": "At least ",
        "suffix": " will lose",
        "start": 0,
        "end": 0,
    }


def test_each_claim_has_the_place_of_its_row() -> None:
    """Those of one page come as one entry, from rows that may be far apart."""
    other = {**ROW, "id": "b", "uri": "https://other.example/", "target": []}
    (entry, _), _ = read({"rows": [ROW, other, {**ROW, "id": "c", "text": "Others go."}]})

    assert entry.places == ("api.json: row 1", "api.json: row 3")


def test_what_the_model_has_no_word_for_is_kept() -> None:
    """The whole row comes in, as an annotation of the model."""
    kept = read({"rows": [ROW]})[0][0].claims[0].to_document()["web-annotation"]

    assert kept["id"] == "https://hypothes.is/a/a1b2c3"
    assert kept["creator"] == "acct:desk@hypothes.example"
    assert kept["modified"] == ROW["updated"]
    assert kept["hypothesis"]["group"] == "__world__"
    assert kept["hypothesis"]["links"] == ROW["links"]
    assert kept["target"][0]["selector"][0] == {
        "type": "RangeSelector",
        "startSelector": {
            "type": "XPathSelector",
            "value": "/p[1]",
            "refinedBy": {"type": "TextPositionSelector", "start": 9, "end": 9},
        },
        "endSelector": {
            "type": "XPathSelector",
            "value": "/p[1]",
            "refinedBy": {"type": "TextPositionSelector", "start": 20, "end": 20},
        },
    }


def test_a_highlight_says_its_quote() -> None:
    """A row without a text is a claim in the words of the page, and that is said."""
    (entry,), (finding,) = read({"rows": [ROW | {"text": "", "tags": []}]})

    assert entry.claims[0].text == "240 workers"
    assert finding.code == "QUOTE-AS-TEXT"


def test_a_page_note_is_a_claim_without_a_quote() -> None:
    """A note on the page as a whole has no selector."""
    for target in ([{"source": PAGE}], [], None):
        (entry,), _ = read({"rows": [ROW | {"target": target}]})

        assert entry.source.url == PAGE
        assert entry.claims[0].anchor is None


def test_a_reply_is_left_out_and_said() -> None:
    """An answer to an annotation says nothing of a page by itself."""
    entries, (finding,) = read({"rows": [ROW | {"references": ["x"]}]})

    assert entries == []
    assert str(finding) == "api.json: row 1: REPLY not taken: a reply"


def test_what_the_answer_leaves_out_is_counted() -> None:
    """The API gives a page of rows at a time; that there are more is said."""
    _, (finding,) = read({"total": 1_234, "rows": [ROW]})

    assert finding.message == "it holds 1 annotations of 1,234"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"target": [{"source": "yard.html"}]}, "source: “yard.html” is no IRI"),
        ({"target": ["yard"]}, "target: “yard” is no IRI"),
        ({"target": [{"source": PAGE, "selector": ["p"]}]}, "selector: “p” is no IRI"),
        ({"text": 5}, "body 1: value: there must be one text"),
        ({"tags": [None]}, "body 2: value: there must be one text"),
        ({"user": "desk"}, "creator: “desk” is neither"),
    ],
)
def test_a_bad_row_costs_only_itself(change: dict[str, Any], fault: str) -> None:
    """What is wrong with a row is named; the rest is read."""
    entries, findings = read({"rows": [ROW, ROW | change, 7]})

    assert len(entries[0].claims) == 1
    assert [finding.where for finding in findings] == ["api.json: row 2", "api.json: row 3"]
    assert fault in findings[0].message


def test_a_range_of_the_model_is_left_as_it_is() -> None:
    """Only the ranges of Hypothesis are translated."""
    selector = {"type": "RangeSelector", "startSelector": "urn:a", "endSelector": "urn:b"}
    row = ROW | {"document": None, "target": [{"selector": [selector]}]}

    assert translate_row(row)["target"] == [{"source": {"id": PAGE}, "selector": [selector]}]


@pytest.mark.parametrize(
    "document",
    [
        [],
        {},
        {"rows": 5},
        {"rows": ["x"]},
        {"annotations": [{"id": "x"}]},
        {"@context": "x", "rows": []},
    ],
)
def test_other_files_are_refused(document: object) -> None:
    """What holds no rows of Hypothesis is left to another format."""
    with pytest.raises(UnreadableFormatError, match="neither rows nor annotations"):
        read(document)
