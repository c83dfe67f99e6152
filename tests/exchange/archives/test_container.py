from __future__ import annotations

import os
import stat
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import UnreadableFormatError, UnreadableInputError
from claimtrack.exchange.archives import container
from claimtrack.exchange.archives.container import find_name_fault, open_container

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    MakeZip = Callable[..., Path]


def look(place: Path) -> dict[str, bytes]:
    """Return all that is in a folder or zip file whose mark is ``mark.txt``."""
    with open_container(place, ["mark.txt"]) as opened:
        return {name: opened.read(name) for name in opened.sizes}


@pytest.mark.parametrize(
    "name",
    [
        "../claimtrack.toml",
        "a/../../b",
        "/etc/passwd",
        "C:/a.txt",
        "C:a.txt",
        "..\\a.txt",
        "\\\\host\\share",
        "a//b",
        "./a",
        "a/./b",
        "a\x00b",
        "a\nb",
        "a\u202eb",
        "",
    ],
)
def test_names_that_lead_elsewhere_are_known(name: str) -> None:
    """By what stands in them, on every system."""
    assert find_name_fault(name)


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "C:x", "a\\..\\x", "../", "/"])
def test_a_zip_file_that_would_escape_is_refused(
    make_zip: MakeZip, tmp_path: Path, name: str
) -> None:
    """Whole, with the name; and nothing is written anywhere."""
    place = make_zip(("mark.txt", ""), (name, "x"))
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(UnreadableFormatError, match="in it"):
        look(place)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("first", "second"), [("a", "a"), ("a/B", "A/b"), ("é", "e\u0301")], ids=ascii
)
def test_names_that_cannot_be_told_apart_are_refused(
    make_zip: MakeZip, first: str, second: str
) -> None:
    """On some system one of the two files would lie over the other."""
    with pytest.raises(UnreadableFormatError, match=r"stands in it twice|are one name"):
        look(make_zip((first, "1"), (second, "2")))


@pytest.mark.parametrize(("kind", "said"), [(stat.S_IFLNK, "a link"), (stat.S_IFIFO, "no plain")])
def test_links_in_a_zip_file_are_refused(make_zip: MakeZip, kind: int, said: str) -> None:
    """Though nothing would follow them here, somebody else's program would."""
    member = zipfile.ZipInfo("a")
    member.create_system = 3
    member.external_attr = (kind | 0o777) << 16

    with pytest.raises(UnreadableFormatError, match=f"“a” in it is {said}"):
        look(make_zip((member, "/etc/passwd")))


def test_links_and_pipes_in_a_folder_are_refused(tmp_path: Path) -> None:
    """Wherever they lead; a hidden one at the top is nobody's."""
    folder = tmp_path / "crate"
    (folder / "sources").mkdir(parents=True)
    (folder / ".git").symlink_to(tmp_path)
    assert look(folder) == {}
    pipe, link = folder / "sources" / "pipe", folder / "sources" / "link"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFormatError, match="“sources/pipe” in it is no plain file"):
        look(folder)
    pipe.unlink()
    link.symlink_to(tmp_path)
    with pytest.raises(UnreadableFormatError, match="“sources/link” in it is a link"):
        look(folder)


def test_what_would_unpack_to_very_much_is_refused(
    make_zip: MakeZip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told from what the directory says, before any of it is unpacked."""
    place = make_zip(("a", b"\0" * 3_000_000), compression=zipfile.ZIP_DEFLATED)
    assert len(look(place)["a"]) == 3_000_000
    monkeypatch.setattr(container, "FREE", 1_000_000)

    with pytest.raises(UnreadableFormatError, match="would unpack to 3,000,000"):
        look(place)


def test_a_directory_that_lies_about_sizes_gains_nothing(
    make_zip: MakeZip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more is unpacked than it says, and what is cut off is damaged."""
    place = make_zip(("a", b"\0" * 3_000_000), compression=zipfile.ZIP_DEFLATED)
    true, said = struct.pack("<L", 3_000_000), struct.pack("<L", 10)
    place.write_bytes(place.read_bytes().replace(true, said))
    monkeypatch.setattr(container, "FREE", 1_000_000)

    with pytest.raises(UnreadableFormatError, match="“a” is damaged"):
        look(place)


def test_limits_hold(make_zip: MakeZip, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the number of files, the size of one, and the directory that lists them."""
    place = make_zip(("a", "12345"), ("b", ""))
    for limit, value, said in (
        ("MOST_MEMBERS", 1, "more than 1 files"),
        ("LARGEST_MEMBER", 4, "“a” has 5 bytes, above 4"),
        ("LARGEST_DIRECTORY", 50, "its directory has 94 bytes"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(container, limit, value)
            with pytest.raises(UnreadableFormatError, match=said):
                look(place)


def test_folders_are_followed_only_so_deep(tmp_path: Path) -> None:
    """A folder that never ends is no ledger."""
    (tmp_path / "/".join("a" * 60)).mkdir(parents=True)

    with pytest.raises(UnreadableFormatError, match="nested more than 50 deep"):
        look(tmp_path / "a")


@pytest.mark.parametrize("kept", [0, 10, 100, -1, -30])
def test_a_file_that_is_cut_short_is_refused(make_zip: MakeZip, kept: int) -> None:
    """Wherever it was cut."""
    place = make_zip(("mark.txt", "text " * 100))
    place.write_bytes(place.read_bytes()[:kept])

    with pytest.raises(UnreadableFormatError, match="no zip file, or it is cut short"):
        look(place)


def test_what_is_packed_strangely_is_refused(make_zip: MakeZip) -> None:
    """Other ways of packing than any writer of crates uses, and passwords."""
    with pytest.raises(UnreadableFormatError, match="packed in a way that is not read"):
        look(make_zip(("a", "x"), compression=zipfile.ZIP_BZIP2))
    place = make_zip(("a", "x"))
    data = bytearray(place.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    place.write_bytes(data)
    with pytest.raises(UnreadableFormatError, match="protected by a password"):
        look(place)


def test_one_folder_around_all_is_the_top(make_zip: MakeZip) -> None:
    """As most programs zip a folder; what macOS adds is passed over."""
    place = make_zip(("x/", ""), ("x/mark.txt", "m"), ("x/a/b", "b"), ("__MACOSX/x/._a", ""))

    assert look(place) == {"a/b": b"b", "mark.txt": b"m"}
    assert look(make_zip(("mark.txt", ""))) == {"mark.txt": b""}
    assert look(make_zip(("a/x", ""), ("b/x", ""))) == {"a/x": b"", "b/x": b""}
    assert look(make_zip()) == {}


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """A place with nothing there, a name no disk takes, a file that went away."""
    with pytest.raises(UnreadableInputError, match="No such file"):
        look(tmp_path / "gone.zip")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").touch()
    with open_container(tmp_path / "a") as opened:
        (tmp_path / "a" / "b").unlink()
        with pytest.raises(UnreadableFormatError, match="“b” cannot be read: No such file"):
            opened.read("b")
