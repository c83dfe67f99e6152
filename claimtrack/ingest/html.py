"""Articles as HTML pages: trafilatura finds the text, the title and who wrote and published it.

A page is data here: nothing in it is run, and nothing it refers to is fetched. What it could do to
the parser or the extractor is bounded before either sees it.
"""

from __future__ import annotations

import json
import logging
import re
from functools import cache
from typing import Any, Final

from claimtrack.errors import NoTextError, TooLargeError
from claimtrack.ingest.dates import find_dates
from claimtrack.ingest.extracted import Extracted
from claimtrack.ingest.limits import MAX_BROKEN_JSON, MAX_HTML_BYTES
from claimtrack.ingest.metadata import read_page_dates
from claimtrack.ingest.nesting import check_nesting
from claimtrack.ingest.proposals import Confidence, Proposal
from claimtrack.language.packs import load_pack
from claimtrack.values.encoding import decode
from claimtrack.values.scripts import tell_language

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{1,40})"
    rb"|^\s{0,50}<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
#: Browsers look for the encoding in the first 1,024 bytes; some pages put comments before it.
_HEAD: Final = 4_096
_NEEDS_SCRIPT: Final = re.compile(
    r"(?:enable|turn on|requires?|needs?|without) (?:\w+ )?javascript"
    r"|javascript (?:is|must|to run)",
    re.IGNORECASE,
)
#: A text so short that speaks of JavaScript is the appeal to turn it on.
_APPEAL: Final = 400
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?=$|[-_])")


def read_html(data: bytes, charset: str | None = None) -> Extracted:
    """Read bytes as an HTML page with an article.

    Args:
        data: the bytes as received.
        charset: the encoding named beside them; it comes before the one the page declares.

    Raises:
        NotTextError, DamagedTextError: as `decode` does.
        TooDeepError, TooLargeError: reading it would take too long.
        NoTextError: there is no article on the page.
    """
    decoded = decode(data, charset or find_charset(data))
    page = decoded.text.encode("utf-8")
    check_nesting(page)
    if len(page) > MAX_HTML_BYTES:
        raise TooLargeError(len(page), MAX_HTML_BYTES, "bytes of HTML")
    tree = _parse(page)
    found = _extract(tree)
    text = (found.text or "") if found is not None else ""
    if not text.strip() or (len(text) < _APPEAL and _NEEDS_SCRIPT.search(text)):
        raise NoTextError(_explain_absence(tree))
    pack = load_pack()
    return Extracted(
        text=text,
        encoding=decoded.encoding,
        extractor=_name_extractor(),
        title=_propose(found.title, "the title in the page's metadata or heading"),
        byline=_propose(found.author, "the author in the page's metadata or byline"),
        publisher=_propose(found.sitename, "the name of the site in the page's metadata"),
        language=_read_language(tree) or tell_language(text),
        dates=read_page_dates(tree, found.date, pack) + find_dates(text, pack),
        notes=(decoded.note,) if decoded.note else (),
    )


def find_charset(data: bytes) -> str | None:
    """Return the encoding that a page declares near its start."""
    match = _CHARSET.search(data[:_HEAD])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else None


def _parse(page: bytes) -> Any:  # noqa: ANN401 - lxml ships no types
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(page, parser=parser)
    except LxmlError:
        raise NoTextError("the page is empty") from None
    _drop_broken_json(tree)
    return tree


def _drop_broken_json(tree: Any) -> None:  # noqa: ANN401
    """Take out metadata that is no JSON when there is so much that reading it would not end."""
    broken = 0
    for script in list(tree.iter("script")):
        if "json" not in (script.get("type") or "") or _is_json(script.text or ""):
            continue
        broken += len(script.text or "")
        if broken > MAX_BROKEN_JSON:
            script.drop_tree()


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _extract(tree: Any) -> Any:  # noqa: ANN401 - trafilatura ships no types
    from trafilatura import bare_extraction

    _quiet_logs()
    return bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


@cache
def _quiet_logs() -> None:
    # With no handler at all, Python prints their warnings; whoever wants them adds a handler.
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())


@cache
def _name_extractor() -> str:
    from importlib.metadata import version

    return f"trafilatura {version('trafilatura')}"


def _propose(value: str | None, evidence: str) -> Proposal | None:
    cleaned = " ".join(value.split()) if value else ""
    return Proposal(cleaned, evidence, Confidence.LIKELY) if cleaned else None


def _read_language(tree: Any) -> str | None:  # noqa: ANN401
    declared = (tree.get("lang") or tree.get("xml:lang") or "").strip().lower()
    match = _LANGUAGE.match(declared)
    return match[0] if match else None


def _explain_absence(tree: Any) -> str:  # noqa: ANN401
    if next(tree.iter("script"), None) is not None:
        return "the page is empty until a browser runs its JavaScript"
    return "nothing on the page reads like an article"
