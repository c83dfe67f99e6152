"""Where a source appeared, as it is printed: under the name of its paper, and each name once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What appears in a paper: no style prints who publishes that, and ledgers often note it alone.
_IN_PERIODICALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper"})
#: What tells a preprint, which CSL calls `article`, from what somebody called an article.
_OF_PREPRINTS: Final = ("DOI", "archive", "genre", "number", "version")
_APA: Final = "apa"
#: Styles that do not name a site or a publisher again behind an author of that name.
_SAY_ONCE: Final = frozenset({_APA, "newsroom"})


def settle_outlet(item: dict[str, Any], style_id: str = "") -> None:
    """Settle in a CSL item where the source appeared.

    An article of which only the publisher is noted appeared in a paper of that name; and what was
    called an article without anything that preprints have is none.

    No style wants a publisher that is called as what it publishes. That a site or a publisher is
    not named again behind an author of that name is a rule of some: of APA (Publication Manual,
    7th edition, 9.29 and 10.16), which names papers all the same, and of ours.

    Args:
        item: that is changed.
        style_id: in which it is to be printed.
    """
    if item["type"] in _IN_PERIODICALS and not item.get("container-title"):
        item["container-title"] = item.pop("publisher", "")
    if item["type"] == "article" and not any(item.get(name) for name in _OF_PREPRINTS):
        item["type"] = "document"
    for name in list(_list_repeated(item, style_id)):
        del item[name]


def _list_repeated(item: Mapping[str, Any], style_id: str) -> Iterator[str]:
    authors = item.get("author") or [{}]
    writer = _even(authors[0].get("literal"))
    once = style_id in _SAY_ONCE and bool(writer) and len(authors) == 1
    outlet, publisher = _even(item.get("container-title")), _even(item.get("publisher"))
    if publisher and (publisher == outlet or (once and publisher == writer)):
        yield "publisher"
    is_kept = style_id == _APA and item["type"] in _IN_PERIODICALS
    if once and outlet == writer and not is_kept:
        yield "container-title"


def _even(value: object) -> str:
    return " ".join(str(value or "").casefold().split())
