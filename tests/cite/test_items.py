from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.cite.items import print_item, say_unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.source import Capture, Source


def test_leaves_out_what_no_printer_wants(make_source: Callable[..., Source]) -> None:
    """Notes of programs, the standing, and archive addresses are not handed to a style."""
    source = make_source(
        csl={
            "title": " A\n\x1b[31mB ",
            "custom": {"x": 1},
            "status": "retracted",
            "archive_location": "https://archive.example/1",
            "author": [{"family": "Silva", "given": "João", "parse-names": True}],
        }
    )
    assert print_item(source) == {
        "id": "a-paper",
        "type": "article-newspaper",
        "title": "A \\x1b[31mB",
        "author": [{"family": "Silva", "given": "João"}],
    }
    assert source.archive == "https://archive.example/1"


def test_keeps_shelf_marks_and_other_statuses(make_source: Callable[..., Source]) -> None:
    """A box in an archive is printed, and so is that something is forthcoming."""
    source = make_source(
        csl={"archive": "Town Archive", "archive_location": "Box 12", "status": "in press"}
    )
    item = print_item(source)
    assert (item["archive_location"], item["status"]) == ("Box 12", "in press")
    assert source.archive == ""


def test_takes_the_day_of_the_cited_copy_as_the_day_of_access(
    make_source: Callable[..., Source], make_capture: Callable[..., Capture]
) -> None:
    """Of several captures, the cited one tells when the page was looked at, else the newest."""
    captures = (make_capture(2, captured="2025-04-02"), make_capture(1, captured="2025-03-12"))
    source = make_source(csl={"URL": "https://a.example"}, captures=captures)
    assert print_item(source, [1])["accessed"] == {"date-parts": [[2025, 3, 12]]}
    assert print_item(source)["accessed"] == {"date-parts": [[2025, 4, 2]]}
    assert "accessed" not in print_item(make_source(captures=captures))


def test_keeps_the_lines_of_a_note(make_source: Callable[..., Source]) -> None:
    """By an old custom, lines of a note hold variables that CSL has no field for."""
    source = make_source(csl={"note": "reviewed-title: Tide\n  seen"})
    assert print_item(source)["note"] == "reviewed-title: Tide\nseen"


def test_prints_a_date_that_only_an_import_could_keep(make_source: Callable[..., Source]) -> None:
    """A year before the first cannot be computed with, and can be printed."""
    issued = {"date-parts": [[-250]]}
    source = make_source(csl={"custom": {"unread": {"issued": issued, "accessed": {"raw": "?"}}}})
    assert print_item(source)["issued"] == issued
    assert "accessed" not in print_item(source)
    assert any("as they were imported" in line for line in say_unknown([source]))
    assert print_item(make_source(csl={"custom": {"unread": 1}})).get("issued") is None


def test_says_what_was_guessed(make_source: Callable[..., Source]) -> None:
    """Inferred and inexact dates, and what is not known, are said in a sentence for each kind."""
    dating = {"basis": "inferred", "evidence": ["the text"]}
    sources = [
        make_source("inferred", csl={"title": "T", "issued": "2025-03/2025-04"}, dating=dating),
        make_source("inexact", csl={"title": "T", "issued": "../2025"}),
        make_source("exact", csl={"title": "T", "issued": "2025", "author": [{"literal": "A"}]}),
        make_source("law", csl={"title": "T", "type": "legislation", "issued": "2025"}),
        make_source("unknown"),
    ]
    assert say_unknown(sources) == [
        (
            "inferred, and printed as approximate, are the dates of "
            "inferred (March 2025 to April 2025)"
        ),
        "beyond CSL, and printed as approximate, are the dates of inexact (until 2025)",
        "no date is known of unknown",
        "no author is known of inferred, inexact, unknown",
        "no title is known of unknown",
    ]


def test_takes_the_publisher_of_an_article_for_its_paper(
    make_source: Callable[..., Source],
) -> None:
    """Of an article often the publisher alone is noted, which no style prints of a newspaper."""
    item = print_item(make_source(publisher="Varrow Courier"))
    assert item["container-title"] == "Varrow Courier"
    assert "publisher" not in item
    paper = print_item(make_source(publisher="Quay Press", csl={"container-title": "Courier"}))
    assert (paper["container-title"], paper["publisher"]) == ("Courier", "Quay Press")
