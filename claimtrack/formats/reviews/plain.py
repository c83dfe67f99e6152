"""Single values of schema.org as others write them: texts, names, addresses, dates and numbers.

The vocabulary asks for little and gets less: a text may be an object, a list or escaped twice, a
date in any form, a number with a comma. What can be read is read; what cannot is None or "".
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final

from claimtrack.errors import InvalidDateError
from claimtrack.formats.annotations.bodies import strip_markup
from claimtrack.formats.json_input import as_list
from claimtrack.language.packs import load_pack
from claimtrack.models.base import parse_date
from claimtrack.values.dateforms import scan_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.values.dates import Edtf

Node = dict[str, Any]

#: No text that is read has more characters; what comes after is an article, not a statement.
LONGEST_TEXT: Final = 20_000
_LONGEST_URL = 4_096
#: How deep a text may be hidden in lists and objects.
_DEEPEST = 5

_TEXT_KEYS = ("@value", "name", "text", "legalName", "alternateName")
_URL_KEYS = ("url", "contentUrl", "embedUrl", "@id", "sameAs")
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?>")
_WEB = re.compile(r"https?://[^/\s]+\S*", re.IGNORECASE)
_HOST = re.compile(r"https?://(?:[^/?#@\s]*@)?([\w.-]*\w)(?::\d{1,5})?(?=[/?#]|$)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ]\d\d?:|[T ]?$)", re.ASCII)
_NUMBER = re.compile(r"\s*([+-]?\d{1,12}(?:[.,]\d{1,9})?)\s*(?:(?:/|of|out of)\s*(\d{1,12}))?\s*")


def read_text(value: Any, depth: int = 0) -> str:  # noqa: ANN401 - JSON
    """Return the first text in a value, on one line, without markup; "" where there is none."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool) or depth > _DEEPEST:
        return ""
    if isinstance(value, int | float):
        return str(value)
    inner: list[Any] = value if isinstance(value, list) else []
    if isinstance(value, dict):
        inner = [value[key] for key in _TEXT_KEYS if key in value]
    return next(filter(None, (read_text(each, depth + 1) for each in inner)), "")


def clean_text(text: str) -> str:
    """Return a text on one line: entities as characters, tags and control characters gone."""
    text = text[:LONGEST_TEXT]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if not text.isprintable():
        text = _UNSAFE.sub("", text)
    if "<" in text and _MARKUP.search(text):
        text = _UNSAFE.sub("", strip_markup(text))
    return " ".join(text.split())


def list_names(value: Any) -> list[str]:  # noqa: ANN401 - JSON
    """Return the names of people or organisations, each once; the host of a page as the last."""
    found = [name for each in as_list(value) for name in _list_own_names(each)]
    if not found:
        found = [name for url in list_urls(value) if (name := name_host(url))][:1]
    return list(dict.fromkeys(found))


def _list_own_names(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    names = value.get("name") if isinstance(value, dict) else value
    for name in as_list(names):
        text = read_text(name)
        if text and not _WEB.fullmatch(text):
            yield text


def list_urls(value: Any) -> list[str]:  # noqa: ANN401 - JSON
    """Return the addresses in a value, each once."""
    found: list[str] = []
    for each in as_list(value):
        if isinstance(each, str):
            found.append(clean_url(each))
        elif isinstance(each, dict):
            for key in _URL_KEYS:
                urls = [clean_url(url) for url in as_list(each.get(key)) if isinstance(url, str)]
                if any(urls):
                    found.extend(urls if key == "sameAs" else urls[:1])
                    break
    return list(dict.fromkeys(filter(None, found)))


def clean_url(text: str) -> str:
    """Return a web address without what only a browser needs; "" where it is none."""
    url = _UNSAFE.sub("", text[: _LONGEST_URL + 1].replace("&amp;", "&")).strip()
    if url.startswith("//"):
        url = f"https:{url}"
    elif url.lower().startswith("www."):
        url = f"https://{url}"
    url = url.replace(" ", "%20").partition(":~:")[0].rstrip("#")
    if len(url) > _LONGEST_URL or not _WEB.fullmatch(url):
        return ""
    return url if name_host(url) else ""


def name_host(url: str) -> str:
    """Return the host of an address without its `www.`; "" where there is none."""
    found = _HOST.match(url)
    return found[1].lower().removeprefix("www.") if found else ""


def read_date(value: Any) -> Edtf | None:  # noqa: ANN401 - JSON
    """Return the day, month or year that a value gives; None where it gives none, or several."""
    text = read_text(value)[:100]
    if not text:
        return None
    found = _ISO.match(text)
    if found:
        written = "-".join(part for part in found.groups() if part)
        try:
            return parse_date(written)
        except InvalidDateError:
            return None
    forms = scan_dates(text, load_pack().months)
    return forms[0].edtf if len(forms) == 1 else None


def read_number(value: Any) -> tuple[float | None, float | None]:  # noqa: ANN401 - JSON
    """Return a number and, where it is written as one of so many ("3/5"), that one too."""
    if isinstance(value, dict | list):
        value = read_text(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value), None
    found = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None, None
    whole = float(found[2]) if found[2] else None
    return float(found[1].replace(",", ".")), whole
