from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import (
    AmbiguousIdError,
    BrokenFilesError,
    ClashError,
    IdTakenError,
    InvalidIdError,
    InvalidRecordError,
    LinkRefusedError,
    UnknownIdError,
    WouldDangleError,
)
from claimtrack.ledger import editing
from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.models.anchor import Anchor, Segment
from claimtrack.models.judgement import Judgement, State
from claimtrack.models.relation import Cause, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Source
    from claimtrack.store.folder import FolderStore
    from claimtrack.store.layout import Layout

DAY = dt.date(2025, 3, 13)


@pytest.fixture(name="ledger")
def _ledger(
    ledger: Ledger, make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> Ledger:
    """Two sources with two claims each."""
    for source_id in ("a", "b"):
        editing.add_source(ledger, make_source(source_id))
        for slug in ("one", "two"):
            editing.add_claim(ledger, make_claim(f"{source_id}/{slug}", "T"))
    return ledger


def _link(
    ledger: Ledger,
    holder: str,
    kind: Kind,
    target: str,
    state: State = State.CONFIRMED,
    cause: Cause | None = None,
) -> Claim:
    judgement = editing.judge(state, "desk", DAY)
    return editing.link(
        ledger, holder, kind, target, because="they do", judgement=judgement, cause=cause
    )


def test_a_source_is_built_from_fields() -> None:
    """A wrong id or value is a refusal that names the record."""
    assert editing.build_source("a", csl={"type": "book"}).id == "a"
    with pytest.raises(InvalidIdError, match="“A”"):
        editing.build_source("A", csl={"type": "book"})
    with pytest.raises(InvalidRecordError, match="a: csl: type is missing"):
        editing.build_source("a", csl={})


def test_a_claim_is_built_from_fields() -> None:
    """Likewise."""
    assert editing.build_claim("a/one", text="T").id == "a/one"
    with pytest.raises(InvalidIdError, match="“one”"):
        editing.build_claim("one", text="T")
    with pytest.raises(InvalidRecordError, match="a/one: grade: "):
        editing.build_claim("a/one", text="T", grade=9)


def test_a_relation_is_built_from_fields(judged: Judgement) -> None:
    """Likewise."""
    with pytest.raises(InvalidRecordError, match="a/one: because: "):
        editing.build_relation("a/one", Kind.CITES, "b", because="", judgement=judged)


def test_an_id_is_used_once(
    ledger: Ledger, make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """Adding is not replacing."""
    with pytest.raises(IdTakenError, match="a exists already"):
        editing.add_source(ledger, make_source("a"))
    with pytest.raises(IdTakenError, match="a/one exists already"):
        editing.add_claim(ledger, make_claim("a/one"))


def test_an_id_that_another_process_took_is_refused(
    ledger: Ledger, store: FolderStore, make_claim: Callable[..., Claim]
) -> None:
    """Even though this one does not know it yet."""
    editing.add_claim(Ledger(store), make_claim("a/three", "Theirs."))

    with pytest.raises(ClashError, match="a/three"):
        editing.add_claim(ledger, make_claim("a/three", "Ours."))


def test_a_record_without_an_id_is_refused(
    ledger: Ledger, make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """A record just made may have none yet."""
    with pytest.raises(InvalidIdError):
        editing.add_source(ledger, make_source("a").model_copy(update={"id": ""}))
    with pytest.raises(InvalidIdError):
        editing.add_claim(ledger, make_claim("a/x").model_copy(update={"id": "con/x"}))


def test_what_a_new_record_refers_to_must_be_there(
    ledger: Ledger,
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> None:
    """Its source, its targets, its references."""
    with pytest.raises(UnknownIdError, match="no source “c”"):
        editing.add_claim(ledger, make_claim("c/one"))
    with pytest.raises(UnknownIdError, match="no claim “b/x”"):
        editing.add_claim(ledger, make_claim("a/x", links=(make_link("updates", "b/x"),)))
    with pytest.raises(UnknownIdError, match="no source “x”"):
        editing.add_source(ledger, make_source("c", references=("x",)))


def test_a_new_claim_is_checked_link_by_link(
    ledger: Ledger, make_claim: Callable[..., Claim], make_link: Callable[..., Relation]
) -> None:
    """Two links that say the same, or one to itself, are refused as when made one by one."""
    twice = (make_link("cites", "b"), make_link("cites", "b"))

    with pytest.raises(LinkRefusedError, match="is there already"):
        editing.add_claim(ledger, make_claim("a/x", links=twice))


def test_fields_are_changed(ledger: Ledger, layout: Layout) -> None:
    """In memory and on disk; ids may be given by their beginning."""
    claim = editing.edit_claim(ledger, "a/o", text="New.", tags=("x",))
    source = editing.edit_source(ledger, "b", note="n", references=("a",))

    assert ledger.claims["a/one"] == claim
    reopened = open_ledger(layout.root)
    assert (reopened.claims, reopened.sources) == (ledger.claims, ledger.sources)
    assert source.references == ("a",)


@pytest.mark.parametrize("changes", [{}, {"text": "T"}])
def test_an_edit_that_changes_nothing_writes_nothing(
    ledger: Ledger, layout: Layout, changes: dict[str, object]
) -> None:
    """The file keeps its time."""
    before = layout.claims_file("a").stat().st_mtime_ns

    editing.edit_claim(ledger, "a/one", **changes)
    editing.edit_source(ledger, "a")

    assert layout.claims_file("a").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"grade": 9}, "a/one: grade: "),
        ({"text": ""}, "a/one: text: "),
        ({"about": "May"}, "a/one: about: “May” is not a date"),
        ({"id": "a/three"}, "an id is stable"),
    ],
)
def test_a_change_that_does_not_fit_is_refused(
    ledger: Ledger, changes: dict[str, object], fault: str
) -> None:
    """The record and the field are named."""
    with pytest.raises(InvalidRecordError, match=fault):
        editing.edit_claim(ledger, "a/one", **changes)


def test_a_new_reference_must_be_there_but_an_old_one_may_dangle(
    ledger: Ledger, make_source: Callable[..., Source]
) -> None:
    """Whoever left it dangling on purpose can still edit the rest."""
    editing.add_source(ledger, make_source("c", references=("b",)))
    editing.remove_source(ledger, "b", force=True)

    assert editing.edit_source(ledger, "c", note="n").references == ("b",)
    with pytest.raises(UnknownIdError, match="no source “x”"):
        editing.edit_source(ledger, "c", references=("b", "x"))


def test_a_new_link_must_lead_somewhere_but_an_old_one_may_dangle(
    ledger: Ledger, make_link: Callable[..., Relation]
) -> None:
    """Likewise."""
    _link(ledger, "a/one", Kind.CITES, "b/one")
    editing.remove_claim(ledger, "b/one", force=True)

    claim = editing.edit_claim(ledger, "a/one", note="n")
    with pytest.raises(UnknownIdError, match="no claim “b/x”"):
        editing.edit_claim(ledger, "a/one", links=(*claim.links, make_link("cites", "b/x")))


def test_a_judgement_of_the_fit_falls_with_what_it_judged(
    ledger: Ledger, judged: Judgement
) -> None:
    """Nobody judged the new text, or the new quote."""
    anchor = Anchor(capture=1, quote="q", segments=(Segment(exact="q", start=0, end=1),))
    editing.edit_claim(ledger, "a/one", anchor=anchor, fit=judged)

    assert editing.edit_claim(ledger, "a/one", note="n").fit == judged
    assert editing.edit_claim(ledger, "a/one", text="New.").fit is None
    assert editing.edit_claim(ledger, "a/one", text="Newer.", fit=judged).fit == judged
    assert editing.edit_claim(ledger, "a/one", anchor=None).fit is None


def test_a_removal_that_would_leave_links_dangling_is_refused(
    ledger: Ledger, make_source: Callable[..., Source]
) -> None:
    """Each of them is named, as are a source's claims."""
    _link(ledger, "a/one", Kind.CONFLICTS, "b/one", cause=Cause.NUMBER)
    _link(ledger, "a/two", Kind.CITES, "b")
    editing.add_source(ledger, make_source("c", references=("b",)))

    with pytest.raises(WouldDangleError) as claim:
        editing.remove_claim(ledger, "b/one")
    with pytest.raises(WouldDangleError) as source:
        editing.remove_source(ledger, "b")

    assert claim.value.dangling == ("a/one conflicts b/one",)
    assert "to remove its claims too and to leave links to nothing" in source.value.hint
    assert "claims" not in claim.value.hint
    assert source.value.claims == ("b/one", "b/two")
    assert source.value.dangling == (
        "a/two cites b",
        "a/one conflicts b/one",
        "c lists b among its references",
    )
    assert claim.value.exit_code == 3
    assert {"b", "b/one"} <= {*ledger.sources, *ledger.claims}


def test_a_refused_removal_names_some_of_many_and_counts_the_others(
    ledger: Ledger, make_claim: Callable[..., Claim]
) -> None:
    """What ten thousand claims stand in the way of is still said on one screen."""
    for number in range(30):
        editing.add_claim(ledger, make_claim(f"a/many-{number}"))

    with pytest.raises(WouldDangleError) as refusal:
        editing.remove_source(ledger, "a")

    assert len(str(refusal.value).splitlines()) == 22
    assert str(refusal.value).endswith("\n  and 12 more")
    assert "dangling" not in refusal.value.hint


def test_a_forced_removal_returns_what_dangles(ledger: Ledger, layout: Layout) -> None:
    """A source takes its claims with it; links between them do not count."""
    _link(ledger, "a/one", Kind.CITES, "b/one")
    _link(ledger, "b/one", Kind.UPDATES, "b/two")

    assert editing.remove_source(ledger, "b", force=True) == ["a/one cites b/one"]

    assert set(ledger.claims) == {"a/one", "a/two"}
    assert not layout.source_file("b").parent.exists()
    assert not layout.claims_file("b").exists()
    assert editing.remove_claim(ledger, "a/two", force=True) == []


def test_what_nothing_refers_to_is_removed(ledger: Ledger) -> None:
    """Without force."""
    for claim_id in ("b/one", "b/two"):
        assert editing.remove_claim(ledger, claim_id) == []

    assert editing.remove_source(ledger, "b") == []
    assert set(ledger.sources) == {"a"}


@pytest.mark.parametrize(
    ("kind", "target", "message"),
    [
        (Kind.CITES, "a/one", "linked to itself"),
        (Kind.UPDATES, "b", "only a claim can be in “updates”"),
        (Kind.CITES, "a", "a claim of a: that is no citation"),
    ],
)
def test_a_link_without_sense_is_refused(
    ledger: Ledger, kind: Kind, target: str, message: str
) -> None:
    """It would say nothing, or nothing true."""
    with pytest.raises(LinkRefusedError, match=message):
        _link(ledger, "a/one", kind, target)


def test_a_link_that_is_there_is_not_made_again(ledger: Ledger) -> None:
    """What holds both ways is there from either end; what holds one way is not."""
    _link(ledger, "a/one", Kind.CORROBORATES, "b/one")
    _link(ledger, "a/one", Kind.CITES, "b/one")

    for first, second in (("a/one", "b/one"), ("b/one", "a/one")):
        with pytest.raises(LinkRefusedError, match="is there already"):
            _link(ledger, first, Kind.CORROBORATES, second)
    assert _link(ledger, "b/one", Kind.CITES, "a/one").links_of(Kind.CITES)


@pytest.mark.parametrize(
    ("kind", "state", "cause", "message"),
    [
        (Kind.CITES, State.CONFIRMED, Cause.NUMBER, "belongs to a conflict"),
        (Kind.CONFLICTS, State.REJECTED, Cause.NUMBER, "a conflict that stands"),
        (Kind.CONFLICTS, State.CONFIRMED, Cause.ROUNDING, "a conflict that was rejected"),
    ],
)
def test_a_cause_fits_its_judgement(
    ledger: Ledger, kind: Kind, state: State, cause: Cause, message: str
) -> None:
    """A number does not explain why there is no conflict, nor rounding why there is one."""
    with pytest.raises(LinkRefusedError, match=message):
        _link(ledger, "a/one", kind, "b/one", state, cause)


@pytest.mark.parametrize(
    ("state", "cause"),
    [
        (State.REJECTED, Cause.ROUNDING),
        (State.UNSURE, Cause.DATE),
        (State.SUGGESTED, Cause.ENTITY),
        (State.REJECTED, None),
    ],
)
def test_a_cause_that_fits_is_kept(ledger: Ledger, state: State, cause: Cause | None) -> None:
    """With the judgement."""
    (relation,) = _link(ledger, "a/one", Kind.CONFLICTS, "b/one", state, cause).links

    assert (relation.cause, relation.judgement.state) == (cause, state)
    assert relation.judgement.when == DAY


@pytest.mark.parametrize(
    ("holder", "target", "error"),
    [
        ("a/x", "b/one", UnknownIdError),
        ("a/one", "b/x", UnknownIdError),
        ("a/", "b/one", AmbiguousIdError),
        ("a/one", "b/", AmbiguousIdError),
    ],
)
def test_both_ends_of_a_link_are_there(
    ledger: Ledger, holder: str, target: str, error: type[Exception]
) -> None:
    """And are named so that they can only be one."""
    with pytest.raises(error):
        _link(ledger, holder, Kind.CITES, target)
    with pytest.raises(error):
        editing.unlink(ledger, holder, target)


def test_links_are_removed_from_whichever_end_holds_them(ledger: Ledger) -> None:
    """Without a kind, all between the two."""
    _link(ledger, "a/one", Kind.CORROBORATES, "b/one")
    _link(ledger, "b/one", Kind.CITES, "a/one")
    _link(ledger, "b/one", Kind.CITES, "a/two")

    removed = editing.unlink(ledger, "a/one", "b/one")

    assert [relation.kind for relation in removed] == [Kind.CORROBORATES, Kind.CITES]
    assert [link.target for link in ledger.links()] == ["a/two"]


def test_a_link_both_ways_is_removed_from_either_end(ledger: Ledger) -> None:
    """By its kind."""
    _link(ledger, "a/one", Kind.CORROBORATES, "b/one")

    assert editing.unlink(ledger, "b/one", "a/one", Kind.CORROBORATES)
    assert ledger.links() == []


def test_a_link_one_way_is_removed_from_its_own_end(ledger: Ledger) -> None:
    """“b cites a” is not “a cites b”."""
    _link(ledger, "b/one", Kind.CITES, "a/one")
    _link(ledger, "a/two", Kind.CITES, "b")

    with pytest.raises(LinkRefusedError, match="no link “a/one cites b/one”"):
        editing.unlink(ledger, "a/one", "b/one", Kind.CITES)
    with pytest.raises(LinkRefusedError, match="no link"):
        editing.unlink(ledger, "a/one", "b")
    assert editing.unlink(ledger, "a/two", "b")


def test_a_dangling_link_can_be_removed(ledger: Ledger) -> None:
    """By the id that nothing has any more."""
    _link(ledger, "a/one", Kind.CITES, "b/one")
    editing.remove_claim(ledger, "b/one", force=True)

    assert editing.unlink(ledger, "a/one", "b/one")
    assert ledger.claims["a/one"].links == ()


def test_nothing_is_added_beside_a_broken_file(
    ledger: Ledger, layout: Layout, make_source: Callable[..., Source]
) -> None:
    """It might hold the very id."""
    (layout.claims / "x.json").write_text("{")
    broken = open_ledger(layout.root)

    with pytest.raises(BrokenFilesError):
        editing.add_source(broken, make_source("c"))
    assert ledger.sources == broken.sources


def test_tags_are_added_and_removed() -> None:
    """Each once, in their order, none of them blank."""
    assert editing.change_tags(["x", "y"], ["z", " x ", ""], ["y"]) == ("x", "z")
