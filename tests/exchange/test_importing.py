from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.errors import BrokenFilesError, ClashError
from claimtrack.exchange.importing import plan_import, store_outcome
from claimtrack.exchange.outcome import Outcome, Tally
from claimtrack.formats.contract import Copy, Entry
from claimtrack.formats.records import refuse_entry
from claimtrack.ledger import editing
from claimtrack.ledger.capturing import add_captured_source
from claimtrack.ledger.ledger import open_ledger
from claimtrack.ledger.quoting import anchor_quote
from claimtrack.models.judgement import State
from claimtrack.store.contract import Presence

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.judgement import Judgement
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Capture, Source
    from claimtrack.store.layout import Layout

    MakeSource = Callable[..., Source]
    MakeClaim = Callable[..., Claim]
    MakeLink = Callable[..., Relation]
    MakeCapture = Callable[..., Capture]

TEXT = "The night ferry to Ostrel will stop on 1 April. The board did not announce a date for it."
URL = "https://voice.example/ferry"


def take(ledger: Ledger, *entries: Entry | Finding, own: bool = False, **options: Any) -> Outcome:  # noqa: ANN401 - what plan_import takes
    """Import entries into a ledger."""
    outcome = plan_import(ledger, entries, own=own, **options)
    store_outcome(ledger, outcome)
    return outcome


def quote(words: str, start: int = 0, capture: int = 1) -> dict[str, Any]:
    """Return an anchor whose place is known only where ``start`` is given."""
    end = start + len(words) if start else 0
    segment = {"exact": words, "start": start, "end": end}
    return {"capture": capture, "quote": words, "segments": [segment]}


@pytest.fixture
def held(ledger: Ledger, make_source: MakeSource, make_capture: MakeCapture) -> Ledger:
    """A ledger that holds the text of one source, ``voice``."""
    capture = make_capture(1, TEXT.encode(), TEXT)
    csl = {"title": "Ferry will stop", "URL": URL, "issued": "2025-02-07"}
    source = make_source("voice", csl=csl, captures=(capture,))
    add_captured_source(ledger, source, TEXT.encode(), TEXT)
    return ledger


# --- what is the same -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "csl",
    [
        {"URL": "http://www.voice.example/ferry/?utm_source=x#top"},
        {"URL": URL, "title": "Another headline"},
        {"title": "ferry  WILL stop", "issued": {"date-parts": [[2025, 2, 7]]}},
    ],
    ids=["address", "address, title changed", "title and date"],
)
def test_a_source_is_found_by_what_it_is(
    held: Ledger, make_source: MakeSource, make_claim: MakeClaim, csl: dict[str, Any]
) -> None:
    """Whatever its id in the file; its claims go where it is."""
    entry = Entry("f:1", make_source("x9", csl=csl), (make_claim("x9/stops", "It stops."),))

    outcome = take(held, entry)

    assert outcome.sources == Tally(unchanged=1)
    assert list(held.claims) == ["voice/stops"]


def test_a_row_without_an_id_is_found_as_anybodys_is(
    ledger: Ledger, make_source: MakeSource, make_claim: MakeClaim
) -> None:
    """A table by hand names no ids: taken in twice, nothing of it is doubled."""
    bare = make_source("x", csl={"title": "Ferry will stop", "issued": "2025-02-07"})
    nameless = bare.model_copy(update={"id": ""})
    rows = [
        Entry("f:2", nameless, (make_claim("x/stops", "It stops."),)),
        Entry("f:3", make_source("other")),
        Entry("f:4", nameless, (make_claim("x/night", "It ran by night."),)),
    ]

    first, second = (take(ledger, *rows, own=True) for _ in range(2))

    assert (first.sources, first.claims) == (Tally(added=2), Tally(added=2))
    assert (second.sources, second.claims) == (Tally(unchanged=2), Tally(unchanged=2))


def test_an_id_that_cannot_be_one_names_no_record(ledger: Ledger, make_source: MakeSource) -> None:
    """A device of Windows, say: its source comes in under another id, once."""
    entry = Entry("f:1", make_source("con", csl={"title": "Ferry will stop"}))

    outcomes = [take(ledger, entry, own=True) for _ in range(2)]

    assert [each.sources for each in outcomes] == [Tally(added=1), Tally(unchanged=1)]
    assert list(ledger.sources) == ["ferry-will-stop"]


def test_a_doi_tells_two_works_of_one_title_apart(ledger: Ledger, make_source: MakeSource) -> None:
    """The second gets an id of its own, and keeps it at the next import."""
    entries = [
        Entry(f"f:{n}", make_source("report", title="Annual report", csl={"DOI": f"10.1234/{n}"}))
        for n in (1, 2)
    ]

    first, second = take(ledger, *entries), take(ledger, *entries)

    assert sorted(ledger.sources) == ["annual-report", "report"]
    assert [finding.code for finding in first.findings] == ["RENAMED"]
    assert second.changes == ()


def test_many_works_with_one_name_stay_apart(ledger: Ledger, make_source: MakeSource) -> None:
    """What has neither an id that can be one nor a title is numbered, and found again."""
    entries = [
        Entry(f"f:{n}", make_source("con", csl={"URL": f"https://a.example/{n}"}))
        for n in range(300)
    ]

    take(ledger, *entries)

    assert take(ledger, *entries).sources == Tally(unchanged=300)
    assert {"source", "source-2", "source-300"} <= set(ledger.sources)


def test_the_same_text_in_another_paper_is_another_source(
    held: Ledger, make_source: MakeSource
) -> None:
    """Papers print an agency's words: one text, two sources, as their addresses say."""
    captures = held.sources["voice"].captures
    other = make_source("courier", csl={"URL": "https://courier.example/1"}, captures=captures)

    take(held, Entry("f:1", other))

    assert sorted(held.sources) == ["courier", "voice"]


def test_an_id_of_our_own_format_says_which_record_is_meant(
    held: Ledger, make_source: MakeSource, make_claim: MakeClaim
) -> None:
    """Though its title and its address are others now."""
    theirs = make_source("voice", title="Corrected", csl={"URL": "https://new.example"})

    outcome = take(held, Entry("f:1", theirs, (make_claim("voice/a"),)), own=True)

    assert list(held.sources) == ["voice"]
    assert sorted(finding.message for finding in outcome.findings) == [
        f"voice: URL differs: kept “{URL}”, the file says “https://new.example”",
        "voice: title differs: kept “Ferry will stop”, the file says “Corrected”",
    ]
    assert outcome.refused == 0


def test_one_source_is_not_taken_for_two_others(
    ledger: Ledger, make_source: MakeSource, make_capture: MakeCapture
) -> None:
    """What the first of a file fills in holds for the second, as it would the next time."""
    captures = (make_capture(1, b"Text.", "Text."),)
    first, second = (
        make_source(name, title=name, captures=captures, publisher=publisher)
        for name, publisher in (("wire", "Selm Wire"), ("voice", "Ostrel Voice"))
    )
    take(ledger, Entry("f:1", make_source("page", csl={"title": ""}, captures=captures)), own=True)

    take(ledger, Entry("f:1", first), Entry("f:2", second), own=True)
    again = plan_import(ledger, [Entry("f:1", first), Entry("f:2", second)], own=True)

    assert sorted(ledger.sources) == ["page", "voice"]
    assert again.changes == ()


def test_two_desks_may_have_one_name_for_two_works(
    ledger: Ledger, make_source: MakeSource, make_claim: MakeClaim, make_link: MakeLink
) -> None:
    """No claim is put into the mouth of a source that has only the id in common."""
    ours = {
        "title": "Yard closes",
        "publisher": "Varrow Courier",
        "URL": "https://varrow.example/1",
    }
    other = {
        "title": "Mine opens",
        "publisher": "Ostrel Courier",
        "URL": "https://ostrel.example/9",
    }
    take(ledger, Entry("f:1", make_source("courier", csl=ours), (make_claim("courier/a", "A."),)))
    claim = make_claim("courier/a", "B.", links=(make_link("cites", "courier"),))
    entry = Entry("f:1", make_source("courier", csl=other), (claim,))

    first = take(ledger, entry, own=True)
    second = take(ledger, entry, own=True)

    theirs = "ostrel-courier-mine-opens"
    assert [finding.code for finding in first.findings] == ["RENAMED", "LINK-REFUSED"]
    assert sorted(ledger.claims) == ["courier/a", f"{theirs}/a"]
    assert [ledger.claims[each].text for each in sorted(ledger.claims)] == ["A.", "B."]
    assert second.changes == ()


@pytest.mark.parametrize(
    "csl",
    [
        {"title": "Mine opens", "URL": "https://varrow.example/1", "publisher": "Ostrel Courier"},
        {"title": "The yard closes", "URL": "https://x.example/9", "publisher": "Ostrel Courier"},
        {"title": "Mine opens", "URL": "https://x.example/9", "publisher": "Varrow Courier"},
        {"title": "Mine opens", "URL": "https://x.example/9"},
        {"title": "Mine opens", "publisher": "Ostrel Courier"},
    ],
    ids=["address", "title", "publisher", "publisher not said", "neither address nor date"],
)
def test_what_has_more_than_its_id_in_common_is_the_same(
    ledger: Ledger, make_source: MakeSource, csl: dict[str, str]
) -> None:
    """Somebody mended the record."""
    ours = {
        "title": "Yard closes",
        "publisher": "Varrow Courier",
        "URL": "https://varrow.example/1",
    }
    take(ledger, Entry("f:1", make_source("courier", csl=ours)))

    take(ledger, Entry("f:1", make_source("courier", csl=csl)), own=True)

    assert list(ledger.sources) == ["courier"]


def test_an_update_takes_every_id_at_its_word(ledger: Ledger, make_source: MakeSource) -> None:
    """Whoever asks for it knows that all of it is to be replaced."""
    ours = {"title": "Yard closes", "publisher": "Varrow Courier", "issued": "2025-02-07"}
    other = {"title": "Mine opens", "publisher": "Ostrel Courier", "issued": "2024"}
    take(ledger, Entry("f:1", make_source("courier", csl=ours)))

    take(ledger, Entry("f:1", make_source("courier", csl=other)), own=True, update=True)

    assert [source.title for source in ledger.sources.values()] == ["Mine opens"]


def test_an_id_of_another_format_is_only_a_proposal(held: Ledger, make_source: MakeSource) -> None:
    """What has it here is another work, so this one gets a name from its own title."""
    take(held, Entry("f:1", make_source("voice", title="Bridge shut")))

    assert sorted(held.sources) == ["bridge-shut", "voice"]


@pytest.mark.parametrize("own", [True, False])
def test_a_claim_is_found_by_its_words(
    held: Ledger,
    make_source: MakeSource,
    make_claim: MakeClaim,
    own: bool,  # noqa: FBT001 - a case
) -> None:
    """Under whatever id; in another source the same words are another claim."""
    editing.add_claim(held, make_claim("voice/stops", "It stops."))
    entry = Entry(
        "f:1", make_source("voice", csl={"URL": URL}), (make_claim("voice/x", "It  stops."),)
    )

    assert take(held, entry, own=own).claims == Tally(unchanged=1)


def test_another_claim_with_the_same_id_gets_its_own(
    held: Ledger, make_source: MakeSource, make_claim: MakeClaim
) -> None:
    """Of a format whose ids are only proposals."""
    editing.add_claim(held, make_claim("voice/a", "It stops."))

    take(held, Entry("f:1", make_source("x", csl={"URL": URL}), (make_claim("x/a", "It sails."),)))

    assert {claim.id: claim.text for claim in held.claims.values()} == {
        "voice/a": "It stops.",
        "voice/a-2": "It sails.",
    }


# --- what differs ---------------------------------------------------------------------------------


def test_what_is_missing_is_filled_in(
    ledger: Ledger, make_source: MakeSource, make_claim: MakeClaim, make_link: MakeLink
) -> None:
    """Fields, words of lists, ratings, links and what nobody knows."""
    editing.add_source(ledger, make_source("a", title="T", aliases=("x",)))
    editing.add_claim(ledger, make_claim("a/one", "One.", tags=("jobs",), note="Ours."))
    rating = {"by": "Checkers", "words": "Mostly true"}
    claims = (
        make_claim(
            *("a/one", "One."),
            tags=("ferry", "jobs"),
            about="2025",
            ratings=(rating,),
            links=(make_link("corroborates", "a/two"),),
            priority=3,
        ),
        make_claim("a/two", "Two."),
    )
    source = make_source("a", title="T", publisher="P", aliases=("y",), team="desk")

    outcome = take(ledger, Entry("f:1", source, claims), own=True)

    assert (outcome.sources, outcome.claims) == (Tally(changed=1), Tally(added=1, changed=1))
    assert outcome.findings == ()
    assert ledger.sources["a"].to_document() == {
        "csl": {"type": "article-newspaper", "title": "T", "publisher": "P"},
        "aliases": ["x", "y"],
        "team": "desk",
    }
    claim = ledger.claims["a/one"]
    assert claim.tags == ("jobs", "ferry")
    assert (claim.note, str(claim.about), claim.to_document()["priority"]) == ("Ours.", "2025", 3)
    assert len(claim.ratings) == len(claim.links) == 1


@pytest.mark.parametrize("update", [False, True])
def test_a_difference_is_told_and_settled_as_asked(
    ledger: Ledger,
    make_source: MakeSource,
    make_claim: MakeClaim,
    make_link: MakeLink,
    update: bool,  # noqa: FBT001 - a case
) -> None:
    """The ledger's own stays; --update takes the file's. Neither is a refusal."""
    editing.add_source(ledger, make_source("a"))
    editing.add_claim(ledger, make_claim("a/two"))
    link = make_link("cites", "a/two", because="ours")
    editing.add_claim(ledger, make_claim("a/one", "One.", grade=2, links=(link,)))
    theirs = make_claim(
        "a/one", "One!", grade=3, links=(make_link("cites", "a/two", because="new"),)
    )

    outcome = take(ledger, Entry("f:1", make_source("a"), (theirs,)), own=True, update=update)

    claim = ledger.claims["a/one"]
    expected = ("One!", 3, "new") if update else ("One.", 2, "ours")
    assert (claim.text, claim.grade, claim.links[0].because) == expected
    assert [finding.message for finding in outcome.findings] == (
        [
            "a/one: text differs: “One!” from the file replaces “One.”",
            "a/one: grade differs: “3” from the file replaces “2”",
            "a/one: link cites a/two: because differs: “new” from the file replaces “ours”",
        ]
        if update
        else [
            "a/one: text differs: kept “One.”, the file says “One!”",
            "a/one: grade differs: kept “2”, the file says “3”",
            "a/one: link cites a/two: because differs: kept “ours”, the file says “new”",
        ]
    )
    assert outcome.refused == 0


def test_a_type_that_the_file_does_not_say_replaces_none(
    held: Ledger, make_source: MakeSource
) -> None:
    """What a reader puts there for want of one is neither told as a difference nor taken."""
    csl = {"type": "document", "title": "Ferry will stop", "URL": URL}
    entry = Entry("f:1", make_source("voice", csl=csl), is_type_said=False)

    outcome = take(held, entry, update=True)

    assert outcome.findings == ()
    assert held.sources["voice"].csl["type"] == "article-newspaper"


def test_how_a_date_is_known_goes_with_the_date(ledger: Ledger, make_source: MakeSource) -> None:
    """The evidence for one is none for another."""
    dating = {"basis": "declared", "evidence": ["line 2"]}
    editing.add_source(ledger, make_source("a", csl={"issued": "2025-02"}))
    editing.add_source(ledger, make_source("b"))
    new = {"issued": "2025-03"}
    entries = [Entry("f:1", make_source(each, csl=new, dating=dating)) for each in ("a", "b")]

    take(ledger, *entries, own=True)
    assert ledger.sources["a"].dating is None
    assert ledger.sources["b"].dating is not None

    take(ledger, *entries, own=True, update=True)
    assert str(ledger.sources["a"].issued) == "2025-03"
    assert ledger.sources["a"].dating is not None


@pytest.mark.parametrize("own", [True, False])
def test_judgements_come_in_as_they_are_from_our_own_formats_only(
    ledger: Ledger,
    make_source: MakeSource,
    make_claim: MakeClaim,
    make_link: MakeLink,
    judged: object,
    own: bool,  # noqa: FBT001 - a case
) -> None:
    """From elsewhere they are suggestions, and say whose."""
    link = make_link("corroborates", "a/two")
    claims = (make_claim("a/one", "One.", fit=judged, links=(link,)), make_claim("a/two", "Two."))

    take(ledger, Entry("f:1", make_source("a"), claims), own=own)

    claim = ledger.claims["a/one"]
    state = State.CONFIRMED if own else State.SUGGESTED
    assert claim.fit is not None
    assert (claim.fit.state, claim.fit.by) == (state, "fact desk")
    assert claim.links[0].judgement.state is state


def test_what_somebody_else_rejected_is_suggested_without_the_cause(
    ledger: Ledger,
    make_source: MakeSource,
    make_claim: MakeClaim,
    make_link: MakeLink,
    judged: Judgement,
) -> None:
    """Why they found no conflict is no cause of one; where the link is held nothing changes."""
    rejected = judged.with_changes(state=State.REJECTED)
    link = make_link("conflicts", "a/two", cause="open-bound", judgement=rejected)
    claims = (make_claim("a/one", "One.", links=(link,)), make_claim("a/two", "Two."))
    entry = Entry("f:1", make_source("a"), claims)

    assert take(ledger, entry).findings == ()

    (suggested,) = ledger.claims["a/one"].links
    assert (suggested.judgement.state, suggested.cause) == (State.SUGGESTED, None)
    assert take(ledger, entry, own=True, update=True).claims == Tally(changed=1, unchanged=1)
    held = ledger.claims["a/one"]
    assert take(ledger, entry, update=True).findings == ()
    assert ledger.claims["a/one"] == held


def test_a_judgement_on_other_words_is_not_taken(
    ledger: Ledger, make_source: MakeSource, make_claim: MakeClaim, judged: object
) -> None:
    """What was judged in the file is not what stands here."""
    editing.add_source(ledger, make_source("a"))
    editing.add_claim(ledger, make_claim("a/one", "One."))
    editing.add_claim(ledger, make_claim("a/two", "Two.", fit=judged))
    claims = (make_claim("a/one", "One!", fit=judged), make_claim("a/two", "Two!"))

    take(ledger, Entry("f:1", make_source("a"), claims[:1]), own=True)
    take(ledger, Entry("f:1", make_source("a"), claims[1:]), own=True, update=True)

    assert ledger.claims["a/one"].fit is None
    assert ledger.claims["a/two"].fit is None


# --- quotes ---------------------------------------------------------------------------------------


def test_a_quote_is_looked_up_where_the_text_is_held(
    held: Ledger, make_source: MakeSource, make_claim: MakeClaim
) -> None:
    """Wherever the file says it stands, if it says so at all."""
    words = "The night ferry to Ostrel will stop on 1 April"
    claims = (
        make_claim("x/a", "It stops.", anchor=quote(words)),
        make_claim("x/b", "It stops!", anchor=quote(words, start=40, capture=7)),
        make_claim("x/c", "It stops?", anchor=quote("to Ostrel … stop on 1 April")),
    )

    outcome = take(held, Entry("f:1", make_source("x", csl={"URL": URL}), claims))

    assert outcome.findings == ()
    anchors = [claim.anchor for claim in held.claims.values()]
    assert [(each.start, each.end, each.capture) for each in anchors if each] == [
        (0, 46, 1),
        (0, 46, 1),
        (16, 46, 1),
    ]


@pytest.mark.parametrize(
    "words",
    ["will stop on 2 April", "The board did … announce a date", "[never] announce a date for it"],
)
def test_a_quote_that_does_not_stand_there_is_refused(
    held: Ledger, make_source: MakeSource, make_claim: MakeClaim, words: str
) -> None:
    """The claim is taken without it, and the reason is told."""
    claim = make_claim("x/a", "It stops.", anchor=quote(words))

    outcome = take(held, Entry("f:1", make_source("x", csl={"URL": URL}), (claim,)))

    assert [finding.code for finding in outcome.findings] == ["QUOTE-REFUSED"]
    assert outcome.refused == 1
    assert held.claims["voice/a"].anchor is None


def test_a_quote_without_text_or_place_goes_into_the_note(
    ledger: Ledger, make_source: MakeSource, make_claim: MakeClaim
) -> None:
    """Once: the second import of it changes nothing."""
    claim = make_claim("a/one", "It stops.", anchor=quote("will stop"), note="Check.")
    entry = Entry("f:1", make_source("a"), (claim,))

    outcome = take(ledger, entry)

    assert ledger.claims["a/one"].note == "Check.\nQuote, not looked up: “will stop”"
    assert [finding.code for finding in outcome.findings] == ["QUOTE-IN-NOTE"]
    assert take(ledger, entry).changes == ()


def test_a_quote_with_its_place_stays_unchecked_where_no_text_is_held(
    ledger: Ledger, make_source: MakeSource, make_claim: MakeClaim, make_capture: MakeCapture
) -> None:
    """In the capture that it counts in, under the number that has here."""
    ours = make_source("a", captures=(make_capture(1, b"Ours.", "Ours."),))
    editing.add_source(ledger, ours)
    theirs = make_source("a", captures=(make_capture(1, b"Their text.", "Their text."),))
    claim = make_claim("a/one", "It stops.", anchor=quote("text", start=6))

    take(ledger, Entry("f:1", theirs, (claim,)), own=True)

    assert [capture.n for capture in ledger.sources["a"].captures] == [1, 2]
    anchor = ledger.claims["a/one"].anchor
    assert anchor is not None
    assert (anchor.capture, anchor.start) == (2, 6)


def test_a_quote_that_is_anchored_here_stays_anchored(
    held: Ledger, make_source: MakeSource, make_claim: MakeClaim
) -> None:
    """Though the file does not say where it stands."""
    words = "The night ferry to Ostrel will stop"
    anchor = anchor_quote(held, held.sources["voice"], words)
    editing.add_claim(held, make_claim("voice/a", "It stops.", anchor=anchor))
    claim = make_claim("x/a", "It stops.", anchor=quote(words))

    assert take(held, Entry("f:1", make_source("x", csl={"URL": URL}), (claim,))).changes == ()


# --- links ----------------------------------------------------------------------------------------


def test_links_follow_what_they_point_at(
    held: Ledger, make_source: MakeSource, make_claim: MakeClaim, make_link: MakeLink
) -> None:
    """Also to what stands further down in the file, under another id."""
    first = make_claim("p/a", "One.", links=(make_link("cites", "x"), make_link("cites", "x/b")))
    entries = [
        Entry("f:1", make_source("p", title="P", references=("x",)), (first,)),
        Entry("f:2", make_source("x", csl={"URL": URL}), (make_claim("x/b", "It stops."),)),
    ]

    outcome = take(held, *entries)

    assert [link.target for link in held.claims["p/a"].links] == ["voice", "voice/b"]
    assert held.sources["p"].references == ("voice",)
    assert outcome.findings == ()


def test_a_link_that_cannot_stand_is_refused_and_its_claim_taken(
    ledger: Ledger, make_source: MakeSource, make_claim: MakeClaim, make_link: MakeLink
) -> None:
    """Each with its reason."""
    links = (
        make_link("cites", "nowhere"),
        make_link("cites", "a"),
        make_link("corroborates", "a/one"),
        make_link("corroborates", "b"),
        make_link("cites", "b"),
        make_link("cites", "b", because="again"),
        make_link("cites", "b/x", cause="number"),
    )
    entries = [
        Entry("f:1", make_source("a", references=("gone",)), (make_claim(links=links),)),
        Entry("f:2", make_source("b"), (make_claim("b/x", "X."),)),
    ]
    entries[0] = Entry("f:1", entries[0].source, (make_claim("a/one", "One.", links=links),))

    outcome = take(ledger, *entries, own=True)

    assert [link.target for link in ledger.claims["a/one"].links] == ["b"]
    assert ledger.sources["a"].references == ()
    codes = [finding.code for finding in outcome.findings]
    assert codes == ["LINK-DANGLES", "LINK-DANGLES", *["LINK-REFUSED"] * 5]
    assert outcome.refused == 7


def test_claims_of_a_source_that_is_only_named_go_to_it(
    held: Ledger, make_source: MakeSource, make_claim: MakeClaim
) -> None:
    """Where nothing has that id, they are refused."""
    entries = [
        Entry("f:1", make_source("voice"), (make_claim("voice/a"),), only_named=True),
        Entry("f:2", make_source("none"), (make_claim("none/a"),), only_named=True),
    ]

    outcome = take(held, *entries, own=True)

    assert list(held.claims) == ["voice/a"]
    assert [finding.where for finding in outcome.findings] == ["f:2"]
    assert outcome.sources == Tally()


# --- copies ---------------------------------------------------------------------------------------


def test_copies_come_with_their_record(
    ledger: Ledger, make_source: MakeSource, make_claim: MakeClaim, make_capture: MakeCapture
) -> None:
    """And quotes are looked up in them before they are there."""
    source = make_source("a", captures=(make_capture(1, TEXT.encode(), TEXT),))
    copy = Copy(1, TEXT.encode, lambda: TEXT)
    claim = make_claim("a/one", "It stops.", anchor=quote("will stop on 1 April"))

    outcome = take(ledger, Entry("f:1", source, (claim,), copies=(copy,)), own=True)

    assert outcome.findings == ()
    assert ledger.store.read_text("a", source.captures[0]).presence is Presence.HELD
    assert ledger.claims["a/one"].anchor is not None


def test_two_captures_of_the_same_bytes_stay_two(
    ledger: Ledger, make_source: MakeSource, make_capture: MakeCapture
) -> None:
    """A copy goes to its own, and never to the one that is withheld."""
    captures = [make_capture(n, b"Text.", "Text.", withheld=n == 2) for n in (1, 2)]
    source = make_source("voice", captures=captures)
    entry = Entry("f:1", source, copies=(Copy(1, lambda: b"Text.", lambda: "Text."),))

    take(ledger, entry, own=True)
    again = plan_import(ledger, [entry], own=True)

    assert (again.changes, again.copies) == ((), ())


def test_a_page_that_did_not_change_keeps_each_day_of_its_copies(
    ledger: Ledger, make_source: MakeSource, make_capture: MakeCapture
) -> None:
    """That it still said so a month later is evidence, too."""
    days = ["2025-03-01", "2025-04-01", "2025-05-01"]
    march, april, may = (
        make_capture(n, b"Text.", "Text.", captured=day) for n, day in enumerate(days, start=1)
    )
    take(ledger, Entry("f:1", make_source("voice", captures=(april.with_changes(n=1),))))
    theirs = Entry("f:1", make_source("voice", captures=(march, april, may)))

    take(ledger, theirs, own=True)
    again = plan_import(ledger, [theirs], own=True)

    assert [str(each.captured) for each in ledger.sources["voice"].captures] == [
        "2025-04-01",
        "2025-03-01",
        "2025-05-01",
    ]
    assert again.changes == ()


def test_copies_that_do_not_come_are_told_once(
    ledger: Ledger, make_source: MakeSource, make_capture: MakeCapture
) -> None:
    """What is withheld was never to come."""
    captures = (
        make_capture(1),
        make_capture(2, b"x", "x"),
        make_capture(3, b"y", "y", withheld=True),
    )
    entry = Entry("f:1", make_source("a", captures=captures))

    first, second = take(ledger, entry, own=True), take(ledger, entry, own=True)

    assert [finding.message for finding in first.findings] == [
        "recorded, and not held: a capture 1, a capture 2"
    ]
    assert second.findings == ()


@pytest.mark.parametrize(
    ("n", "data", "text"), [(1, "other", TEXT), (1, TEXT, "other"), (2, TEXT, TEXT)]
)
def test_a_copy_that_is_not_what_was_captured_is_refused(
    ledger: Ledger, make_source: MakeSource, make_capture: MakeCapture, n: int, data: str, text: str
) -> None:
    """Its hash says so; the record is taken."""
    source = make_source("a", captures=(make_capture(1, TEXT.encode(), TEXT),))
    copy = Copy(n, data.encode, lambda: text)

    outcome = take(ledger, Entry("f:1", source, copies=(copy,)), own=True)

    assert [finding.code for finding in outcome.findings] == ["COPY-REFUSED", "COPY-ABSENT"]
    assert ledger.store.read_text("a", source.captures[0]).presence is Presence.MISSING


# --- all or nothing -------------------------------------------------------------------------------


def test_nothing_is_written_before_it_is_stored(
    ledger: Ledger, layout: Layout, make_source: MakeSource
) -> None:
    """A plan is only a plan."""
    outcome = plan_import(ledger, [Entry("f:1", make_source("a"))], own=True)

    assert outcome.list_added() == ["a"]
    assert ledger.sources == {}
    assert open_ledger(layout.root).sources == {}


def test_what_the_reader_refused_is_told_and_all_else_is_taken(
    ledger: Ledger, make_source: MakeSource
) -> None:
    """In the order of the file."""
    outcome = take(ledger, refuse_entry("f:1", "no", "because"), Entry("f:2", make_source("a")))

    assert outcome.refused == 1
    assert list(ledger.sources) == ["a"]


def test_a_record_changed_meanwhile_keeps_all_of_it_out(
    ledger: Ledger, layout: Layout, make_source: MakeSource
) -> None:
    """Somebody else's work is not written over, and no half of an import is there."""
    outcome = plan_import(
        ledger, [Entry("f:1", make_source("a")), Entry("f:2", make_source("b"))], own=True
    )
    editing.add_source(open_ledger(layout.root), make_source("b", title="Ours"))

    with pytest.raises(ClashError):
        store_outcome(ledger, outcome)

    assert list(open_ledger(layout.root).sources) == ["b"]


def test_a_ledger_with_a_broken_file_takes_nothing(layout: Layout) -> None:
    """What is in the file that cannot be read could be the same."""
    (layout.claims / "a.json").write_text("{", "utf-8")

    with pytest.raises(BrokenFilesError):
        plan_import(open_ledger(layout.root), [], own=True)


def test_progress_is_told(ledger: Ledger, make_source: MakeSource) -> None:
    """Now and then, out of how many."""
    told: list[tuple[int, int]] = []
    entries = [Entry("f", make_source(f"a{n}")) for n in range(300)]

    plan_import(ledger, entries, own=True, progress=lambda *step: told.append(step))

    assert told == [(0, 300), (256, 300)]
