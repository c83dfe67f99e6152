from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.anchoring import describe
from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.annotations.checking import find_faults
from claimtrack.formats.annotations.writing import make_annotations, write_annotations
from claimtrack.formats.contract import Selection
from claimtrack.formats.web_annotation import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from claimtrack.formats.contract import Entry
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.judgement import Judgement
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Capture, Source

    Make = Callable[..., dict[str, Any]]
    Read = Callable[[Any], tuple[list[Entry], list[Finding]]]

TEXT = "At least 240 workers will lose their jobs, the Harbour Board said on Wednesday."
PAGE = "https://courier.example/yard"


def select(*records: Source | Claim, text: str | None = None) -> Selection:
    """Return a selection of records."""
    sources = {each.id: each for each in records if "/" not in each.id}
    claims = {each.id: each for each in records if "/" in each.id}
    return Selection(sources, claims, lambda *_: text)  # type: ignore[arg-type]


def write(selection: Selection) -> dict[str, Any]:
    """Return what is written, as JSON values."""
    out = io.BytesIO()
    write_annotations(selection, out)
    written: dict[str, Any] = json.loads(out.getvalue())
    return written


def make_records(
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_capture: Callable[..., Capture],
    judged: Judgement,
) -> tuple[Source, Claim]:
    """Return a source with a copy, and a claim with everything on it."""
    archived = {"URL": PAGE, "archive_location": "https://archive.example/1"}
    capture = make_capture(1, TEXT.encode(), TEXT)
    source = make_source("courier", title="Ferry yard to close", csl=archived, captures=[capture])
    anchor = describe(TEXT, [(0, 20), (43, 78)], capture=1)
    fields: dict[str, Any] = {"anchor": anchor, "fit": judged, "tags": ["jobs"], "said": "2025-03"}
    return source, make_claim("courier/jobs", "240 jobs are lost.", **fields)


def test_a_claim_is_an_annotation_on_its_passage(
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_capture: Callable[..., Capture],
    judged: Judgement,
    snapshot: SnapshotAssertion,
) -> None:
    """Text, judgement and tags are bodies; the segments, with their link and day, the target."""
    records = make_records(make_source, make_claim, make_capture, judged)
    written = write(select(*records, text=TEXT))

    assert written == snapshot
    assert find_faults(written["first"]["items"][0]) == []


def test_what_was_written_is_read_as_it_was(
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_capture: Callable[..., Capture],
    make_link: Callable[..., Relation],
    judged: Judgement,
    read: Read,
) -> None:
    """Every record comes back the same, sources without claims too."""
    source, claim = make_records(make_source, make_claim, make_capture, judged)
    link = make_link("cites", "board")
    linked = claim.with_changes(links=(link,), id="courier/linked", note="A remark.", odd={"a": 1})
    stub = make_source("board", title="Statement of the board", references=["courier"], odd=[1])
    entries, findings = read(write(select(stub, source, claim, linked, text=TEXT)))

    assert findings == []
    assert [(entry.source, entry.claims) for entry in entries] == [
        (stub, ()),
        (source, (claim, linked)),
    ]


def test_a_rule_is_no_person(
    make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """Who judged says what they are: a suggestion is a program's."""
    fit = {"state": "suggested", "by": "fit-rule 1", "when": "2025-03-13", "why": "all words"}
    (written,) = make_annotations(select(make_source(), make_claim(fit=fit)))

    assert written["body"][1] == {
        "type": "TextualBody",
        "value": "suggested: all words",
        "format": "text/plain",
        "purpose": "assessing",
        "creator": {"type": "Software", "name": "fit-rule 1"},
        "created": "2025-03-13T00:00:00Z",
    }


def test_a_claim_without_an_anchor_is_about_the_whole(
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_capture: Callable[..., Capture],
) -> None:
    """Without a quote the target is the source, as it was on the day of its last copy."""
    (stub,) = make_annotations(select(make_source(), make_claim()))
    captures = [make_capture(1), make_capture(2, captured="2025-04")]
    (held,) = make_annotations(select(make_source(captures=captures), make_claim()))
    undated = make_source(captures=[make_capture(captured="2025-04/..")])
    (open_ended,) = make_annotations(select(undated, make_claim()))

    assert stub["target"] == {"id": "urn:claimtrack:source:a-paper", "type": "Text"}
    assert held["target"]["state"] == {
        "type": "TimeState",
        "sourceDateStart": "2025-04-01T00:00:00Z",
        "sourceDateEnd": "2025-04-30T23:59:59Z",
    }
    assert open_ended["target"] == stub["target"]


def test_an_anchor_of_a_capture_that_is_not_there_is_written(
    make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """A quote whose place is not known has no position, and of no address no link."""
    segment = {"exact": "240 workers", "start": 0, "end": 0}
    claim = make_claim(anchor={"capture": 1, "quote": "240 workers", "segments": [segment]})
    (written,) = make_annotations(select(make_source(), claim))

    assert written["target"]["selector"] == {"type": "TextQuoteSelector", "exact": "240 workers"}


def test_an_empty_selection_is_an_empty_collection(read: Read) -> None:
    """There is no page of nothing."""
    written = write(select())

    assert written["total"] == 0
    assert "first" not in written
    assert read(written) == ([], [])


def test_what_somebody_changed_in_an_annotation_comes_in(
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_capture: Callable[..., Capture],
    judged: Judgement,
    read: Read,
) -> None:
    """The words of the model outweigh our record; what else was added is kept."""
    source, claim = make_records(make_source, make_claim, make_capture, judged)
    written = write(select(source, claim, text=TEXT))
    annotation = written["first"]["items"][0]
    annotation["body"][0]["value"] = "250 jobs are lost."
    annotation["body"][2]["value"] = "work"
    first = annotation["target"]["items"][0]["selector"]
    first[:] = [first[0] | {"exact": "At least 240"}]
    annotation["via"] = "https://notes.example/9"
    changed = read(written)[0][0].claims[0]

    assert (changed.text, changed.tags) == ("250 jobs are lost.", ("work",))
    assert changed.anchor is not None
    assert claim.anchor is not None
    moved = {"exact": "At least 240", "start": 0, "end": 0}
    assert changed.anchor.segments[0] == claim.anchor.segments[0].with_changes(**moved)
    assert changed.anchor.segments[1] == claim.anchor.segments[1]
    assert changed.to_document()["web-annotation"] == {"via": "https://notes.example/9"}
    (again,) = make_annotations(select(source, changed))
    assert again["via"] == "https://notes.example/9"
    assert again["body"][0]["value"] == "250 jobs are lost."


def test_segments_that_were_taken_away_leave_our_anchor(
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_capture: Callable[..., Capture],
    judged: Judgement,
    read: Read,
) -> None:
    """Where the model's words are fewer than our segments, it is not guessed which are gone."""
    source, claim = make_records(make_source, make_claim, make_capture, judged)
    written = write(select(source, claim, text=TEXT))
    del written["first"]["items"][0]["target"]["items"][1]

    assert read(written)[0][0].claims == (claim,)


def test_a_foreign_annotation_is_written_as_it_came(make_annotation: Make, read: Read) -> None:
    """Every word of it is kept, those that mean nothing here too."""
    selector = {"type": "TextQuoteSelector", "exact": "240 workers", "desk:seen": True}
    came = make_annotation(
        body=[
            {"type": "TextualBody", "value": "240 jobs are lost.", "language": "en"},
            {"id": "https://notes.example/recording"},
        ],
        target={"source": PAGE, "selector": selector, "styleClass": "red"},
        stylesheet="https://notes.example/style",
    )
    (entry,) = read(came)[0]
    (written,) = make_annotations(select(entry.source, *entry.claims))
    ours = written.pop("claimtrack:claim")
    del came["@context"]

    assert {word: value for word, value in written.items() if word != "motivation"} == came
    assert ours["id"] == entry.claims[0].id


def test_of_a_foreign_annotation_only_what_changed_is_written_anew(
    make_annotation: Make, read: Read
) -> None:
    """A new text replaces texts and no recordings, a place that was found the target."""
    body = [{"value": "Old."}, {"id": "https://notes.example/recording"}]
    (entry,) = read(make_annotation(body=body))[0]
    anchor = describe(TEXT, [(9, 20)], capture=1)
    changed = entry.claims[0].with_changes(text="New.", anchor=anchor)
    (written,) = make_annotations(select(entry.source, changed, text=TEXT))

    assert written["id"] == "https://notes.example/1"
    assert written["body"][0]["value"] == "New."
    assert written["body"][1:] == [{"id": "https://notes.example/recording"}]
    assert written["target"]["selector"][0]["exact"] == "240 workers"


def test_a_plain_text_that_changed_gives_way(make_annotation: Make, read: Read) -> None:
    """There is never a bodyValue beside a body."""
    (entry,) = read(make_annotation(body=None, bodyValue="Old."))[0]
    (claim,) = entry.claims
    (same,) = make_annotations(select(entry.source, claim))
    (changed,) = make_annotations(select(entry.source, claim.with_changes(text="New.")))

    assert (same["bodyValue"], "body" in same) == ("Old.", False)
    assert (changed["body"]["value"], "bodyValue" in changed) == ("New.", False)


def test_one_annotation_of_two_pages_is_written_as_two(make_annotation: Make, read: Read) -> None:
    """No two annotations have one id; each has the page of its claim."""
    entries, _ = read(make_annotation(target=[PAGE, "https://gazette.example/"]))
    claims = [claim for entry in entries for claim in entry.claims]
    first, second = make_annotations(select(*(entry.source for entry in entries), *claims))

    assert first["id"] == "https://notes.example/1"
    assert second["id"].startswith("urn:claimtrack:claim:gazette-example/")
    assert second["target"]["id"] == "https://gazette.example/"


def test_our_records_are_held_against_what_a_record_is(
    make_source: Callable[..., Source], make_claim: Callable[..., Claim], read: Read
) -> None:
    """What calls itself ours and is no record is refused, and the rest is read."""
    written = write(select(make_source(), make_claim(), make_claim("a-paper/two")))
    written["claimtrack:sources"] += [{"id": "no-type", "csl": {}}, {"csl": {"type": "book"}}]
    first, second = written["first"]["items"]
    first["claimtrack:claim"]["grade"] = 9
    items = written["first"]["items"]
    items.append(second | {"id": "urn:again"})
    items.append(second | {"id": "urn:text", "claimtrack:claim": "text"})
    entries, findings = read(written)

    assert [claim.id for claim in entries[0].claims] == [
        "a-paper/two",
        "a-paper/the-bridge-is-shut",
    ]
    assert [finding.code for finding in findings] == 2 * ["BAD-SOURCE"] + 2 * ["BAD-ANNOTATION"]
    assert "grade: Input should be less than or equal to 6" in findings[2].message
    assert "a-paper/two stands in the file twice" in findings[3].message


def test_an_annotation_of_ours_by_itself_names_its_source(
    make_source: Callable[..., Source], make_claim: Callable[..., Claim], read: Read
) -> None:
    """Taken out of its collection it still says which source it is of."""
    claim = make_claim()
    plain, titled = make_source(), make_source(title="Bridge shut", csl={"URL": PAGE})
    (bare,) = make_annotations(select(plain, claim))
    (told,) = make_annotations(select(titled, claim))
    context = {"@context": "http://www.w3.org/ns/anno.jsonld"}
    (named,), _ = read(context | bare)
    (made,), _ = read([context | told])

    assert (named.only_named, named.source.id, named.claims) == (True, "a-paper", (claim,))
    assert (made.only_named, made.source.id) == (False, "a-paper")
    assert (made.source.url, made.source.title) == (PAGE, "Bridge shut")


def test_a_foreign_annotation_may_be_about_a_source_of_ours(
    make_annotation: Make, make_source: Callable[..., Source], read: Read
) -> None:
    """The IRI of a record stands for the record."""
    written = write(select(make_source()))
    note = make_annotation(target="urn:claimtrack:source:a-paper")
    written["first"] = {"type": "AnnotationPage", "items": [note]}
    (entry,), _ = read(written)

    assert entry.source == make_source()
    assert entry.claims[0].source_id == "a-paper"


def test_only_what_is_ours_alone_is_read_as_our_own(
    make_annotation: Make, make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """An annotation that somebody added makes the whole file anybody's."""
    own, anybody, _ = FORMATS
    written = write(select(make_source(), make_claim()))
    mixed = json.loads(json.dumps(written))
    mixed["first"]["items"].append(make_annotation())
    paged = written | {"first": "https://notes.example/page"}

    assert own.own
    assert not anybody.own
    assert own.read is not None
    assert len(list(own.read(io.BytesIO(json.dumps(written).encode()), "own.jsonld"))) == 1
    others: list[object] = [mixed, paged, [], make_annotation()]
    for document in others:
        with pytest.raises(UnreadableFormatError, match="records of claimtrack alone"):
            list(own.read(io.BytesIO(json.dumps(document).encode()), "own.jsonld"))
