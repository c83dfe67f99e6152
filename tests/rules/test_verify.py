from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.ledger.ledger import Ledger
from claimtrack.models.finding import Severity
from claimtrack.models.settings import Settings
from claimtrack.rules.verify import RULES, list_codes, verify
from claimtrack.store.folder import FolderStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Capture, Source
    from claimtrack.rules.verify import Verification
    from claimtrack.store.layout import Layout


def test_an_empty_ledger_has_no_findings(run: Callable[..., Verification]) -> None:
    """Nothing was found, and nothing was looked at."""
    result = run()

    assert result.findings == ()
    assert {each.total for each in result.examined} == {0}


def test_codes_are_unique_and_explained() -> None:
    """Each code stands in one table, with its meaning."""
    codes = list_codes()

    assert len({code.name for code in codes}) == len(codes)
    assert all(code.meaning for code in codes)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_heaviest_findings_come_first_then_by_line(
    layout: Layout,
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    run: Callable[..., Verification],
) -> None:
    """Line 9 stands before line 10."""
    claims = [make_claim(f"paper/{n}", **{f"extra{n}": n}) for n in range(1, 6)]
    keep(make_source("paper", references=("gone",), csl={"odd": 1}), *claims)
    (layout.sources / "orphan").mkdir()

    result = run()

    ranks = [finding.severity.rank for finding in result.findings]
    lines = [int(f.where.split(":")[1]) for f in result.findings if f.code == "UNKNOWN-KEY"]
    assert ranks == sorted(ranks)
    assert lines == sorted(lines)
    assert lines[0] < 10 <= lines[-1]
    assert result.count_at_least(Severity.ERROR) == 1
    assert result.count_at_least(Severity.WARNING) == 3
    assert result.count_at_least(Severity.NOTE) == len(result.findings)


def test_a_code_that_is_off_is_counted_with_its_reason(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    run: Callable[..., Verification],
) -> None:
    """What is not shown is said."""
    keep(make_source("paper"), make_claim("paper/1"))

    result = run({"UNANCHORED": "an old notebook"})

    assert result.findings == ()
    assert [(each.code, each.number, each.reason) for each in result.hidden] == [
        ("UNANCHORED", 1, "an old notebook")
    ]


@pytest.mark.parametrize(
    ("off", "code", "words"),
    [
        ({"UNANCHORED": " "}, "OFF-WITHOUT-REASON", "stays on"),
        ({"UNANCHOR": "old"}, "OFF-UNKNOWN", "did you mean UNANCHORED?"),
        ({"QQQ": "old"}, "OFF-UNKNOWN", "turns nothing off"),
        ({"UNREADABLE": "old"}, "OFF-REFUSED", "cannot be turned off"),
    ],
)
def test_a_wrong_switch_is_itself_a_finding(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    run: Callable[..., Verification],
    off: dict[str, str],
    code: str,
    words: str,
) -> None:
    """And it turns nothing off."""
    keep(make_source("paper"), make_claim("paper/1"))

    result = run(off)

    assert {finding.code for finding in result.findings} == {code, "UNANCHORED"}
    (finding,) = [finding for finding in result.findings if finding.code == code]
    assert finding.where == "claimtrack.toml:1"
    assert words in f"{finding.message} {finding.why}"


def test_an_unreadable_file_is_never_hidden(
    layout: Layout, run: Callable[..., Verification]
) -> None:
    """Nobody knows what else is missing with it."""
    layout.claims_file("paper").write_text("{", "utf-8")

    result = run({"UNREADABLE": "we know"})

    assert "UNREADABLE" in {finding.code for finding in result.findings}
    assert result.hidden == ()


def test_progress_ends_where_it_said(
    layout: Layout,
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_capture: Callable[..., Capture],
) -> None:
    """Every capture is read for its hashes and once more for its anchors."""
    captures = (make_capture(1), make_capture(2, b"Other.", "Other."))
    keep(make_source("a", captures=captures), make_source("b", captures=captures[:1]))
    keep(make_claim("a/1"))
    seen: list[tuple[int, int]] = []

    verify(Ledger(FolderStore(layout)), Settings(), lambda *step: seen.append(step))

    assert seen == [(done, 6) for done in range(1, 7)]


def test_a_setting_that_nothing_reads_is_found(ledger: Ledger) -> None:
    """It is a warning, which no setting turns off, and the nearest known key is proposed."""
    given = {"chek": {}, "rules": {"off": {"SETTING-UNKNOWN": "we know"}}}

    result = verify(ledger, Settings.model_validate(given))

    found = {finding.code: str(finding) for finding in result.findings}
    assert set(found) == {"SETTING-UNKNOWN", "OFF-REFUSED"}
    assert "“chek” means nothing; did you mean “check”?" in found["SETTING-UNKNOWN"]
