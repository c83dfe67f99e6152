from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import NotOurSiteError
from claimtrack.site.folder import MARKER, replacing_site

if TYPE_CHECKING:
    from pathlib import Path


def write(place: Path, text: str = "one") -> None:
    """Write a site of one page."""
    with replacing_site(place) as folder:
        folder.write("index.html", text)
        folder.write("claims/a/b.html", text)


def list_names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(entry.name for entry in folder.iterdir())


def test_a_site_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    """Pages that are no longer written are gone, and nothing is left beside it."""
    place = tmp_path / "deep" / "site"
    write(place)
    (place / "claims" / "old.html").write_text("old")

    write(place, "two")

    assert (place / "index.html").read_text() == "two"
    assert not (place / "claims" / "old.html").exists()
    assert list_names(place.parent) == ["site"]


def test_what_others_put_beside_the_pages_stays(tmp_path: Path) -> None:
    """A domain's name and a repository move along."""
    place = tmp_path / "site"
    write(place)
    (place / "CNAME").write_text("claims.example")
    (place / ".git").mkdir()
    (place / ".git" / "HEAD").write_text("ref")

    write(place, "two")

    assert (place / "CNAME").read_text() == "claims.example"
    assert (place / ".git" / "HEAD").read_text() == "ref"
    assert list_names(tmp_path) == ["site"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """Somebody may have made it beforehand."""
    place = tmp_path / "site"
    place.mkdir()

    write(place)

    assert (place / MARKER).is_file()


@pytest.mark.parametrize("name", ["letter.txt", "index.html"])
def test_a_folder_with_something_else_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing in it is touched."""
    place = tmp_path / "site"
    place.mkdir()
    (place / name).write_text("mine")

    with pytest.raises(NotOurSiteError) as caught:
        write(place)

    assert caught.value.hint
    assert (place / name).read_text() == "mine"
    assert list_names(tmp_path) == ["site"]


def test_a_file_is_no_place_for_a_site(tmp_path: Path) -> None:
    """It stays."""
    (tmp_path / "site").write_text("mine")

    with pytest.raises(NotOurSiteError):
        write(tmp_path / "site")

    assert (tmp_path / "site").read_text() == "mine"


def test_the_top_of_the_disk_is_refused(tmp_path: Path) -> None:
    """It has no name that anything could be written beside."""
    with pytest.raises(NotOurSiteError):
        write(type(tmp_path)(tmp_path.anchor))


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    """The folder that it leads to is replaced."""
    write(tmp_path / "real")
    (tmp_path / "link").symlink_to(tmp_path / "real")

    write(tmp_path / "link", "two")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "index.html").read_text() == "two"


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_what_stops_it_leaves_the_old_site(tmp_path: Path, error: type[BaseException]) -> None:
    """Ctrl-C and a full disk alike."""
    place = tmp_path / "site"
    write(place)

    def stop() -> None:
        with replacing_site(place) as folder:
            folder.write("index.html", "half")
            raise error

    with pytest.raises(error):
        stop()

    assert (place / "index.html").read_text() == "one"
    assert list_names(tmp_path) == ["site"]


def test_a_swap_that_fails_half_way_is_taken_back(tmp_path: Path) -> None:
    """Where the new site cannot be moved in, the old one comes back."""
    place = tmp_path / "site"
    write(place)

    def lose() -> None:
        with replacing_site(place) as folder:
            folder.write("index.html", "two")
            (tmp_path / ".site.coming").rename(tmp_path / "elsewhere")

    with pytest.raises(OSError, match="No such file"):
        lose()

    assert (place / "index.html").read_text() == "one"


def test_a_crash_between_the_two_renamings_is_mended(tmp_path: Path) -> None:
    """The old site lies under another name, and is found by the next run."""
    place = tmp_path / "site"
    write(place)
    (place / "CNAME").write_text("claims.example")
    place.rename(tmp_path / ".site.going")

    write(place, "two")

    assert (place / "index.html").read_text() == "two"
    assert (place / "CNAME").is_file()
    assert list_names(tmp_path) == ["site"]


def test_a_crash_after_the_swap_is_mended(tmp_path: Path) -> None:
    """What others put beside the pages of the old site is fetched."""
    place = tmp_path / "site"
    write(place)
    (place / "CNAME").write_text("claims.example")
    place.rename(tmp_path / ".site.going")
    write(tmp_path / "new")
    os.replace(tmp_path / "new", place)  # noqa: PTH105 - of a folder, as a crash leaves it

    write(place, "two")

    assert (place / "CNAME").is_file()
    assert list_names(tmp_path) == ["site"]


def test_what_a_crash_left_half_written_is_cleared_away(tmp_path: Path) -> None:
    """It is known by its marker; what is not ours is refused."""
    half = tmp_path / ".site.coming"
    half.mkdir()
    (half / MARKER).write_text("{}")
    (half / "index.html").write_text("half")

    write(tmp_path / "site")

    assert list_names(tmp_path) == ["site"]
    half.mkdir()
    (half / "diary.txt").write_text("mine")
    with pytest.raises(NotOurSiteError):
        write(tmp_path / "site")
    assert (half / "diary.txt").is_file()


def test_only_names_that_are_ours_are_written(tmp_path: Path) -> None:
    """Anything else at the top would be taken for somebody else's by the next run."""
    with pytest.raises(ValueError, match="not among"), replacing_site(tmp_path / "s") as folder:
        folder.write("new.html", "")
