"""A folder of files that takes the place of another as a whole.

All is written beside it under a name with a dot, and then swapped in: two renamings, between which
a crash leaves the old site under a name that the next run finds it by. What others put beside the
pages (a domain's name, a repository) moves along.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from claimtrack import __version__
from claimtrack.errors import NotOurSiteError
from claimtrack.store.atomic import remove_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The file by which we know a folder again as one of ours.
MARKER: Final = "claimtrack-site.json"
#: All that we ever write into the folder itself; anything else in it is somebody else's.
OURS: Final = frozenset(
    {
        MARKER,
        "assets",
        "claims",
        "conflicts",
        "feeds",
        "guide.html",
        "index.html",
        "origins",
        "search.html",
        "sitemap.xml",
        "sources",
        "tags",
    }
)


class SiteFolder:
    """Files on their way into a site.

    Args:
        root: where they are put until all are there.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made = {root}

    def write(self, path: str, text: str) -> None:
        """Put a file into the folder; a path with ``/`` in it makes folders."""
        top = PurePosixPath(path).parts[0]
        if top not in OURS:
            raise ValueError(f"{top} is not among the names that are ours")
        file = self._root.joinpath(*path.split("/"))
        if file.parent not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(file.parent)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)


@contextmanager
def replacing_site(place: Path) -> Iterator[SiteFolder]:
    """Give a folder to write into, which takes the place of ``place`` once all went well.

    Raises:
        NotOurSiteError: at ``place`` is something else than a site of ours; it is as it was.
        OSError: the disk refused; what was there is as it was.
    """
    place = place.resolve()
    _refuse_others(place)
    coming, going = (place.with_name(f".{place.name}.{word}") for word in ("coming", "going"))
    _finish(place, going)
    if coming.exists():
        _refuse_others(coming)
        remove_tree(coming)
    place.parent.mkdir(parents=True, exist_ok=True)
    coming.mkdir()
    try:
        folder = SiteFolder(coming)
        # First of all: whatever stops us now, the next run knows what this folder is.
        folder.write(MARKER, json.dumps({"generator": f"claimtrack {__version__}"}) + "\n")
        yield folder
        if place.exists():
            place.rename(going)
        coming.rename(place)
    except BaseException:
        if going.exists() and not place.exists():
            going.rename(place)
        remove_tree(coming)
        raise
    try:
        _finish(place, going)
    except KeyboardInterrupt:  # it is decided: what is left to do takes a moment
        _finish(place, going)


def _finish(place: Path, going: Path) -> None:
    """Bring a swap to its end, perhaps one that a crash cut short."""
    if not going.exists():
        return
    _refuse_others(going)
    if not place.exists():
        going.rename(place)
        return
    for entry in sorted(going.iterdir()):
        if entry.name not in OURS and not place.joinpath(entry.name).exists():
            entry.rename(place / entry.name)
    remove_tree(going)


def _refuse_others(place: Path) -> None:
    if not place.exists():
        return
    if not place.is_dir() or (not place.joinpath(MARKER).is_file() and any(place.iterdir())):
        raise NotOurSiteError(str(place), MARKER)
