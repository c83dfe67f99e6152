from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from claimtrack.errors import InvalidDateError
from claimtrack.values.dates import Answer, Edtf, describe, hull

YES, NO, CANNOT_TELL = Answer.YES, Answer.NO, Answer.CANNOT_TELL

# Mostly a few years, so that two dates often meet; sometimes the whole calendar with its edges.
days = st.one_of(
    st.dates(date(2010, 1, 1), date(2014, 12, 31)),
    st.dates(date(1985, 1, 1), date(2030, 12, 31)),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
marks = st.sampled_from(["", "", "", "?", "~", "%"])


def write_units(day: date) -> list[str]:
    """Write each unit that a day lies in, from the day itself to its century."""
    text = day.isoformat()
    season = (day.month // 3 - 1) % 4 + 21
    winter_of = day.year - 1 if day.month < 3 else day.year
    units = [text, f"{text[:7]}-XX", text[:7], f"{text[:4]}-XX", f"{text[:4]}-XX-XX", text[:4]]
    if winter_of:
        units.append(f"{winter_of:04}-{season}")
    if int(text[:3]):
        units.append(f"{text[:3]}X")
    if int(text[:2]):
        units.append(f"{text[:2]}XX")
    return units


@st.composite
def unit_texts(draw: st.DrawFn, day: date | None = None) -> str:
    """Write a date that is no interval, with or without a qualifier."""
    chosen = draw(days) if day is None else day
    return draw(st.sampled_from(write_units(chosen))) + draw(marks)


@st.composite
def interval_texts(draw: st.DrawFn) -> str:
    """Write an interval, with a date at one end at least."""
    first, last = sorted((draw(days), draw(days)))
    start, stop = draw(unit_texts(first)), draw(unit_texts(last))
    free = draw(st.sampled_from(["", ".."]))
    return draw(st.sampled_from([f"{start}/{stop}", f"{free}/{stop}", f"{start}/{free}"]))


texts = st.one_of(unit_texts(), interval_texts(), st.just("../.."))
dates = texts.map(Edtf.parse)


def ask_all(left: Edtf, right: Edtf) -> list[Answer]:
    """Ask for each relation of two dates."""
    return [
        left.overlaps(right),
        left.before(right),
        left.after(right),
        left.contains(right),
        left.within(right),
    ]


def read_or_refuse(text: str) -> str:
    """Return the text of the date that was read, or "refused" if that was done in fit words."""
    try:
        return str(Edtf.parse(text))
    except InvalidDateError as refusal:
        return "refused" if refusal.reason and str(refusal).isprintable() else repr(refusal)


def is_vaguer(vague: Edtf, exact: Edtf, other: Edtf) -> bool:
    """Say whether all that is certain of the vaguer date is certain of the exact one too."""
    pairs = zip(ask_all(vague, other), ask_all(exact, other), strict=True)
    return all(said in {known, CANNOT_TELL} for said, known in pairs)


@given(texts)
def test_text_survives_a_round_trip(text: str) -> None:
    """A date is written as it was read, and is read as what was written."""
    when = Edtf.parse(text)

    assert str(when) == text
    assert Edtf.parse(str(when)) == when
    assert hash(Edtf.parse(str(when))) == hash(when)


@given(dates)
def test_ranges_are_in_order(when: Edtf) -> None:
    """The ranges of the first and the last day have their bounds in order, so answers are exact."""
    span = when.span

    assert span.start_min <= span.start_max <= span.end_max
    assert span.start_min <= span.end_min <= span.end_max


@given(dates)
def test_written_days_lie_within_the_possible_ones(when: Edtf) -> None:
    """Doubt only adds days to those that are written."""
    if when.earliest is not None:
        assert when.span.start_min <= when.earliest.toordinal()
    if when.latest is not None:
        assert when.latest.toordinal() <= when.span.end_max
    if when.end is not None and when.latest is not None:
        assert when.end - when.latest == timedelta(days=1)
    if when.earliest is not None and when.end is not None:
        assert (when.end - when.earliest).days == when.days


@given(dates, dates)
def test_overlap_is_symmetric(left: Edtf, right: Edtf) -> None:
    """It does not matter which of two dates is asked."""
    assert left.overlaps(right) is right.overlaps(left)


@given(dates, dates)
def test_after_is_before_reversed(left: Edtf, right: Edtf) -> None:
    """One date is before another just as the other is after it."""
    assert left.before(right) is right.after(left)
    assert left.contains(right) is right.within(left)


@given(dates, dates)
def test_relations_agree_with_each_other(left: Edtf, right: Edtf) -> None:
    """No two answers about the same dates can be taken together for a contradiction."""
    overlap = left.overlaps(right)
    order = {left.before(right), left.after(right)}

    if YES in order:
        assert overlap is NO
        assert order == {YES, NO}
        assert left.contains(right) is NO
    if overlap is YES:
        assert order == {NO}
    if overlap is NO:
        assert left.contains(right) is NO
    if order == {NO}:
        assert overlap is not NO
    if left.contains(right) is YES:
        assert overlap is YES


@given(dates, dates, dates)
def test_order_and_containment_are_transitive(first: Edtf, second: Edtf, third: Edtf) -> None:
    """What is certain of two steps is certain of both together."""
    if first.before(second) is YES and second.before(third) is YES:
        assert first.before(third) is YES
    if first.contains(second) is YES and second.contains(third) is YES:
        assert first.contains(third) is YES
    if first.contains(second) is YES and second.overlaps(third) is YES:
        assert first.overlaps(third) is YES


@given(days, days)
def test_times_of_whole_days_contain_themselves(one: date, other: date) -> None:
    """A time whose first and last day are certain is certainly within itself."""
    when = Edtf.interval(min(one, other), max(one, other))

    assert when.contains(when) is YES
    assert when.overlaps(when) is YES
    assert when.before(when) is NO


@given(days, days, days, days)
def test_certain_times_are_always_told(a: date, b: date, c: date, d: date) -> None:
    """Between times of whole days there is no doubt."""
    left = Edtf.interval(min(a, b), max(a, b))
    right = Edtf.interval(min(c, d), max(c, d))

    assert CANNOT_TELL not in ask_all(left, right)


@given(dates)
def test_date_is_never_said_to_miss_itself(when: Edtf) -> None:
    """Two records with the same date may be about the same time, however vague it is."""
    assert when.overlaps(when) is not NO
    assert when.contains(when) is not NO
    assert when.before(when) is not YES


@given(days, dates, st.data())
def test_coarser_date_is_never_more_certain(when: date, other: Edtf, data: st.DataObject) -> None:
    """A date given by its month, season, year or century says nothing false of the day it hides."""
    exact = Edtf.from_day(when)
    vague = Edtf.parse(data.draw(unit_texts(when)))

    assert is_vaguer(vague, exact, other)


@given(days, days, dates, st.data())
def test_coarser_ends_are_never_more_certain(
    one: date, two: date, other: Edtf, data: st.DataObject
) -> None:
    """An interval with coarse or unknown ends says nothing false of the days it hides."""
    first, last = min(one, two), max(one, two)
    start = data.draw(st.one_of(st.just(""), unit_texts(first)))
    stop = data.draw(st.one_of(st.just(""), unit_texts(last)) if start else unit_texts(last))

    assert is_vaguer(Edtf.parse(f"{start}/{stop}"), Edtf.interval(first, last), other)


@given(texts, dates, st.sampled_from("?~%"))
def test_qualified_date_is_never_more_certain(text: str, other: Edtf, mark: str) -> None:
    """Doubt takes certainty away and never adds any."""
    start, slash, stop = text.partition("/")
    assume(text[-1].isalnum())

    assert is_vaguer(Edtf.parse(text + mark), Edtf.parse(text), other)
    if start[-1:].isalnum() and slash:
        assert is_vaguer(Edtf.parse(f"{start}{mark}/{stop}"), Edtf.parse(text), other)


@given(dates, dates, dates)
def test_widening_never_denies_an_overlap(left: Edtf, right: Edtf, other: Edtf) -> None:
    """A time that contains another misses nothing that the other meets."""
    wide = hull(left, right)

    if left.overlaps(other) is YES:
        assert wide.overlaps(other) is YES
    if left.overlaps(other) is CANNOT_TELL:
        assert wide.overlaps(other) is not NO
    if wide.overlaps(other) is NO:
        assert left.overlaps(other) is NO


@given(dates, dates)
def test_hull_contains_both_whichever_comes_first(left: Edtf, right: Edtf) -> None:
    """The hull of two dates certainly contains each, and does not depend on their order."""
    wide = hull(left, right)

    assert wide.contains(left) is YES
    assert wide.contains(right) is YES
    assert wide == hull(right, left)
    assert hull(wide, wide) == wide


@given(dates, dates, dates)
def test_hull_of_many_does_not_depend_on_grouping(a: Edtf, b: Edtf, c: Edtf) -> None:
    """Dates may be gathered into a hull in any order."""
    assert hull(hull(a, b), c) == hull(a, hull(b, c))


@given(st.one_of(days.map(date.isoformat), unit_texts()))
def test_date_parts_survive_a_round_trip(text: str) -> None:
    """Days, months and years come back from CSL as they were, the rest with the same days."""
    when = Edtf.parse(text.rstrip("?~%"))
    again = Edtf.from_parts(when.to_parts())

    if "X" not in str(when) and when.season is None:
        assert again == when
    elif when.season is None:
        assert (again.earliest, again.latest) == (when.earliest, when.latest)


@given(dates)
def test_description_has_no_notation_left(when: Edtf) -> None:
    """Whatever a date is, it can be put into words that need no knowledge of EDTF."""
    words = describe(when)

    assert words
    assert not set(words) & set("?~%X")
    assert ".." not in words


@given(st.text(st.characters() | st.sampled_from("0123456789-/.X?~%"), max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is put in comes back as it was, or is refused with a reason."""
    assert read_or_refuse(text) in {text, "refused"}


@given(dates)
def test_all_time_contains_everything(when: Edtf) -> None:
    """What has no bounds meets and contains whatever there is."""
    always = Edtf.interval(None, None)

    assert always.contains(when) is YES
    assert always.overlaps(when) is YES
    assert always.before(when) is NO
