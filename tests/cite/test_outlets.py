from __future__ import annotations

from typing import Any

import pytest

from claimtrack.cite.outlets import settle_outlet


@pytest.mark.parametrize(
    ("style", "kind", "left"),
    [
        ("apa", "report", []),
        ("apa", "article-newspaper", ["container-title"]),
        ("newsroom", "article-newspaper", []),
        ("chicago-author-date", "report", ["container-title"]),
        ("", "report", ["container-title"]),
    ],
)
def test_says_no_name_twice(style: str, kind: str, left: list[str]) -> None:
    """A publisher called as what it publishes goes, and a site called as its author in some."""
    named = {"container-title": "Harbour  Board", "publisher": "Harbour Board"}
    csl: dict[str, Any] = {"type": kind, "author": [{"literal": "Harbour board"}], **named}
    settle_outlet(csl, style)
    assert [name for name in named if name in csl] == left


@pytest.mark.parametrize(
    ("csl", "kind"),
    [({}, "document"), ({"number": "2"}, "article"), ({"DOI": "10.1/x"}, "article")],
)
def test_calls_no_article_a_preprint(csl: dict[str, str], kind: str) -> None:
    """What somebody called an article is no preprint, which CSL means by that."""
    item: dict[str, Any] = {"type": "article", **csl}
    settle_outlet(item)
    assert item["type"] == kind
