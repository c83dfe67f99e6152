from __future__ import annotations

import pytest

from claimtrack.extract.comments import is_ours, read_grammar
from claimtrack.extract.drafts import read_draft
from claimtrack.extract.statements import read_statements

OK = "<!-- claimtrack: ok because the log is lost -->"


@pytest.mark.parametrize(
    ("text", "reason", "fault"),
    [
        (" claimtrack: ok because  the log\nis lost ", "the log is lost", ""),
        ("CLAIMTRACK : OK because: lost log", "lost log", ""),
        ("claimtrack: ok because", "", "no reason"),
        ("claimtrack: ok because -", "", "no reason"),
        ("claimtrack: ok", "", "no reason"),
        ("claimtrack: okay because x y", "", "not understood"),
        ("claimtrack ignore", "", "not understood"),
    ],
)
def test_reads_the_grammar(text: str, reason: str, fault: str) -> None:
    """A comment has a reason, or a fault that says what to write."""
    found = read_grammar(text)
    assert found[0] == reason
    assert fault in found[1]
    assert bool(found[1]) == bool(fault)


def test_other_comments_are_not_ours() -> None:
    """A comment to somebody else is passed over."""
    assert not is_ours("claimtracking later")
    assert is_ours(" Claimtrack: x")


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        (f"Orm burnt. {OK} It rained.", "Orm burnt."),
        (f"Orm burnt.\n{OK}\nIt rained.", "It rained."),
        (f"{OK}\nOrm burnt. It rained.", "Orm burnt."),
        (f"Orm burnt.\n\n{OK}\n\nIt rained.", "It rained."),
        (f"Orm burnt.\n\nIt rained.\n\n{OK}\n", "It rained."),
        (f"{OK} Orm burnt. It rained.", "Orm burnt."),
        ("Orm burnt. It rained. [claimtrack: ok because the log is lost]", "It rained."),
        ("Orm burnt.\n[claimtrack: ok because the log is lost]\nIt rained.", "It rained."),
        (f"> Orm burnt. It rained. {OK}", "It rained."),
        (f"| Orm burnt. | x |\n|--|--|\n| It rained. {OK} | y |", "It rained."),
    ],
)
def test_accepts_the_sentence_that_is_meant(written: str, accepted: str) -> None:
    """Behind words a comment means the sentence before; on its own line the next, or the last."""
    found = read_statements(read_draft(written.encode(), name="a.md"))
    held = [each.sentence.text for each in found.statements if each.comment]
    if "|" not in written:
        assert held == [accepted]
    assert len(held) == 1
    assert found.idle_comments == ()


def test_reports_idle_comments_and_accepts_nothing() -> None:
    """A malformed comment, and one in a draft without sentences, do nothing and are reported."""
    found = read_statements(read_draft(b"Orm burnt. <!-- claimtrack: ok -->", name="a.md"))
    assert [comment.line for comment in found.idle_comments] == [1]
    assert found.statements[0].comment is None
    assert read_statements(read_draft(OK.encode(), name="a.md")).idle_comments
