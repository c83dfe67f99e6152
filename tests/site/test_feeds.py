from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.ledger.ledger import Ledger

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://claims.example/varrow/"


def read_atom(site: Path, name: str) -> Any:  # noqa: ANN401 - lxml ships no types
    """Return a feed as a tree."""
    return etree.fromstring((site / "feeds" / f"{name}.xml").read_bytes())


def read_json(site: Path, name: str) -> dict[str, Any]:
    """Return a JSON Feed as a document."""
    document: dict[str, Any] = json.loads((site / "feeds" / f"{name}.json").read_text("utf-8"))
    return document


@pytest.mark.parametrize("name", ["claims", "conflicts"])
@pytest.mark.parametrize("base_url", ["", BASE])
def test_feeds_have_what_their_standards_ask_for(
    rich: Ledger, publish: Callable[..., Path], name: str, base_url: str
) -> None:
    """Ids are unique and stay, days are instants, the newest come first, links lead to pages."""
    site = publish(rich, base_url=base_url)
    atom, document = read_atom(site, name), read_json(site, name)

    for element in (atom, *atom.findall(f"{ATOM}entry")):
        for child in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{child}")) == 1
            assert element.findtext(f"{ATOM}{child}")
    assert atom.findtext(f"{ATOM}author/{ATOM}name")
    ids = [entry.findtext(f"{ATOM}id") for entry in atom.findall(f"{ATOM}entry")]
    assert ids == [item["id"] for item in document["items"]]
    assert len(set(ids)) == len(ids) > 0
    assert all(each.startswith("urn:claimtrack:") for each in ids)
    days = [entry.findtext(f"{ATOM}updated") for entry in atom.findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert atom.findtext(f"{ATOM}updated") == days[0]
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    for entry in atom.findall(f"{ATOM}entry"):
        address = entry.find(f"{ATOM}link").attrib["href"]
        path = address.removeprefix(base_url) if base_url else f"feeds/{address}"
        assert (site / path).is_file()


def test_a_json_feed_has_addresses_only_where_the_site_has_one(
    rich: Ledger, publish: Callable[..., Path]
) -> None:
    """Relative ones are not provided for there."""
    plain = read_json(publish(rich, "plain"), "claims")
    full = read_json(publish(rich, "full", base_url=BASE.rstrip("/")), "claims")

    assert "feed_url" not in plain
    assert all("url" not in item for item in plain["items"])
    assert full["feed_url"] == f"{BASE}feeds/claims.json"
    assert all(item["url"].startswith(f"{BASE}claims/") for item in full["items"])


def test_the_last_worked_on_comes_first(rich: Ledger, publish: Callable[..., Path]) -> None:
    """The day of a claim is the last that its record knows of."""
    items = read_json(publish(rich), "claims")["items"]

    assert items[0]["id"] == "urn:claimtrack:claim:agency/240-jobs"
    assert items[0]["date_modified"] == "2025-03-14T00:00:00Z"
    assert items[0]["tags"] == ["jobs", "a/b\\..", "ñandú"]


def test_a_feed_of_nothing_is_a_feed(ledger: Ledger, publish: Callable[..., Path]) -> None:
    """It has a day all the same."""
    atom = read_atom(publish(ledger), "claims")

    assert atom.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert not atom.findall(f"{ATOM}entry")
