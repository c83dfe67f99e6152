from __future__ import annotations

from datetime import date

import pytest

from claimtrack.ingest.dates import DateCandidate, Role, find_dates
from claimtrack.ingest.issued import Basis, IssuedProposal, propose_issued
from claimtrack.ingest.proposals import Confidence
from claimtrack.language.packs import load_pack

TITLE = "Boats stay on the Selm"
PROSE = (
    "The council of Port Varrow said that forty-one boats lay at the quay below the Selm bridge, "
    "and that none of them had moved."
)


def propose(*lines: str, received: date | None = None) -> IssuedProposal:
    """Propose when a text, given by its lines, was issued."""
    text = "\n\n".join(lines)
    pack = load_pack("en")
    return propose_issued(text, find_dates(text, pack), pack, received=received)


def infer(*sentences: str) -> str:
    """Return what is inferred from sentences of running text."""
    return propose(TITLE, *(f"{sentence} {PROSE}" for sentence in sentences)).edtf


def test_a_printed_date_is_declared() -> None:
    """The date at the foot is the day of publication, not that of the copy on top."""
    found = propose(
        "31 C", "July 16, 2024", TITLE, PROSE, "July 08, 2024 at 07:00AM", "by Selm Wire"
    )

    assert (found.edtf, found.basis) == ("2024-07-08", Basis.DECLARED)
    assert "at the foot, beside the name of the author" in found.evidence[0]


def test_the_surest_of_two_dates_is_taken() -> None:
    """Of two printed dates the surer is taken, and the other is told."""
    found = propose(TITLE, "Published: July 8, 2024", PROSE, "July 9, 2024")

    assert found.edtf == "2024-07-08"
    assert any("Another date is printed: “July 9, 2024”" in why for why in found.evidence)


def test_metadata_comes_before_what_is_printed() -> None:
    """Of equally sure dates that of the page's metadata is taken."""
    pack = load_pack("en")
    text = f"{TITLE}\n\nPublished: July 9, 2024\n\n{PROSE}"
    meta = DateCandidate(
        "2024-07-08", -1, -1, "2024-07-08", Role.PUBLISHED, "meta", Confidence.SURE
    )

    assert propose_issued(text, (*find_dates(text, pack), meta), pack).edtf == "2024-07-08"


def test_a_date_after_the_copy_is_left_aside() -> None:
    """An article cannot be published after it was copied."""
    found = propose("31 C", "July 16, 2024", TITLE, "July 18, 2024", PROSE)

    assert (found.edtf, found.basis) == ("../2024-07-16", Basis.INFERRED)
    assert any("Left aside, as the copy is older" in why for why in found.evidence)


def test_nothing_known_is_said_to_be_unknown() -> None:
    """Without any date there is no proposal, and the evidence says so."""
    found = propose(TITLE, PROSE)

    assert (found.edtf, found.basis) == ("", Basis.UNKNOWN)
    assert "nothing in the text bounds it." in found.evidence[0]


def test_the_day_of_receipt_bounds_from_above() -> None:
    """What was received on a day was issued by then."""
    assert propose(TITLE, PROSE, received=date(2024, 7, 20)).edtf == "../2024-07-20"


def test_an_update_bounds_from_above() -> None:
    """An article was published no later than it was updated."""
    assert propose(TITLE, "Updated: July 8, 2024", PROSE).edtf == "../2024-07-08"


def test_a_guess_only_bounds_from_above() -> None:
    """A date on top may be the copy's or the article's: both mean no later."""
    found = propose("July 16, 2024", TITLE, f"In June 2024 it rained. {PROSE}")

    assert (found.edtf, found.basis) == ("2024-06-01/2024-07-16", Basis.INFERRED)


def test_an_ambiguous_date_gives_both_ends() -> None:
    """A date that can be read in two ways gives the time between them, as inferred."""
    found = propose(TITLE, "08/07/2024", PROSE)

    assert (found.edtf, found.basis) == ("2024-07-08/2024-08-07", Basis.INFERRED)


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("On December 28, 2022 the ferry sank.", "2022-12-28/.."),
        ("From 2016-2017 the ferry was laid up.", "2017-01-01/.."),
        ("The 1951 River Convention still holds.", ""),
        ("This month alone, Feb 2012, thirty boats came.", "2012-02-01/2012-02-29"),
        ("This year, 2012, thirty boats came.", "2012-01-01/2012-12-31"),
        ("It was closed until this June 2017.", "2017-06-01/2017-12-31"),
        ("The harbour would open on May 3, 2015.", ""),
        ("On May 3, 2015 the harbour will open.", ""),
        ("Will Ferry sank on May 3, 2015.", "2015-05-03/.."),
        ("On June 18 the ferry sank.", ""),
        ("The quay may open after April 15.", ""),
    ],
)
def test_one_sentence_bounds_the_date(sentence: str, edtf: str) -> None:
    """What is told as past, or as now, leaves only a certain time."""
    assert infer(sentence) == edtf


def test_past_and_future_events_enclose_the_date() -> None:
    """The article lies between the last event told as past and the first that is to come."""
    past, future = "The ferry sank on December 28, 2022.", "The court will sit on May 3, 2023."

    assert infer(past, future) == "2022-12-28/2023-05-03"


@pytest.mark.parametrize(
    ("future", "edtf"),
    [
        ("The quay may open after April 15.", "2022-12-28/2023-04-15"),
        ("The quay will open on Dec. 30.", "2022-12-28/2022-12-30"),
        ("It is expected to open on Feb. 29.", "2022-12-28/2023-03-01"),
    ],
)
def test_a_day_to_come_without_a_year_is_the_next_one(future: str, edtf: str) -> None:
    """A future day takes the first year after the latest past event."""
    assert infer("The ferry sank on December 28, 2022.", future) == edtf


def test_a_future_told_long_ago_is_left_aside() -> None:
    """What was once to come, but before the latest past event, bounds nothing, and is told."""
    found = propose(TITLE, f"In 2010 it sank. It will open in 2009, they said. {PROSE}")

    assert found.edtf == "2010-01-01/.."
    assert any("Left aside" in why for why in found.evidence)


@pytest.mark.parametrize(
    "caption",
    [
        "FILE PHOTO: a barge on Dec. 8, 2012",
        "FILE - Workers at the yard, 8 December 2012. Photo: A. Person/AP",
        "[Workers at the yard. This photo taken on December 8, 2012. REUTERS/A. Person]",
        "Workers at the yard on 8 December 2012. Photo: AP/A. Person",
    ],
)
def test_a_caption_bounds_nothing(caption: str) -> None:
    """The date of a picture is no evidence of when the article beside it was issued."""
    found = propose(caption, TITLE, PROSE)

    assert (found.edtf, found.basis) == ("", Basis.UNKNOWN)


def test_a_script_without_word_lists_tells_no_tense() -> None:
    """Whether Japanese tells of a date as past cannot be known by English words."""
    found = propose("セルム橋の閉鎖", "港は2024年5月に閉鎖されます。")

    assert (found.edtf, found.basis) == ("", Basis.UNKNOWN)
    assert not any("past" in why for why in found.evidence)


def test_each_piece_of_evidence_is_a_sentence() -> None:
    """The evidence can be shown one piece behind the other."""
    past, future = "The ferry sank on December 28, 2022.", "The court will sit on May 3, 2023."
    found = propose(TITLE, f"{past} {PROSE}", f"{future} {PROSE}", "Updated: July 8, 2024")

    assert len(found.evidence) > 2
    for sentence in (*found.evidence, *propose(TITLE, PROSE).evidence):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert not sentence.endswith("..")


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("In July and August of this year ten boats came.", "2017-09-01/2017-12-31"),
        ("Ten boats will come in October this year.", "2017-06-01/2017-09-30"),
        ("In October this year ten boats will come.", "2017-06-01/2017-12-31"),
        ("In December this year ten boats came.", "2017-06-01/2017-12-31"),
        ("Ten boats will come by January of this year.", "2017-06-01/2017-12-31"),
    ],
)
def test_months_of_this_year_narrow_it(sentence: str, edtf: str) -> None:
    """Where the year is known, months named with it tell before or after."""
    assert infer("It was closed until this June 2017.", sentence) == edtf


def test_months_beyond_the_upper_bound_do_not_count() -> None:
    """A month that the text has already ruled out is passed over."""
    found = infer("This month, Feb 2012, it opened.", "In July of this year ten boats came.")

    assert found == "2012-02-01/2012-02-29"


def test_past_events_after_the_copy_do_not_count() -> None:
    """What is dated after the copy is no past event, however it is told."""
    found = propose("31 C", "July 16, 2024", TITLE, f"By May 2024, or in June 2030. {PROSE}")

    assert found.edtf == "2024-05-01/2024-07-16"


@pytest.mark.parametrize("edtf", ["2012/..", "../2012", "2012/"])
def test_dates_with_an_open_end_bound_what_they_can(edtf: str) -> None:
    """A date that is open on one side is taken without an error."""
    text = "This month, then."
    roles = [Role.EVENT, Role.COPIED, Role.PUBLISHED]
    dates = [DateCandidate("then", 12, 16, edtf, role, "so", Confidence.SURE) for role in roles]

    assert propose_issued(text, dates, load_pack("en")).basis is Basis.INFERRED
