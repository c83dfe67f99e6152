from __future__ import annotations

import hashlib
import warnings
import zipfile
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import DamagedArchiveError, UnreadableFormatError
from claimtrack.exchange.archives.contents import find_layout
from claimtrack.ledger.ledger import Ledger, open_ledger

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its own imports
    import bagit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.exchange.outcome import Outcome
    from claimtrack.models.finding import Finding

    Pack = Callable[..., list[Finding]]
    Take = Callable[[Ledger, Path], Outcome]
    Tell = Callable[[Ledger], dict[str, str]]

MANIFEST = "manifest-sha256.txt"


@pytest.fixture
def bag(packed: Ledger, pack: Pack, tmp_path: Path) -> Path:
    """A bag as a folder."""
    pack(packed, "bagit", tmp_path / "bag")
    return tmp_path / "bag"


def test_the_library_of_congress_finds_it_valid(bag: Path) -> None:
    """Manifests, tags and payload, by the library that its makers keep."""
    read = bagit.Bag(str(bag))

    assert read.validate()
    assert read.version_info == (1, 0)
    assert read.info["Bagging-Date"] == "2025-03-13"
    assert read.info["Payload-Oxum"].endswith(".8")
    assert "data/sources/voice/1/text.txt" in read.payload_entries()
    assert not any("wire/1" in name for name in read.payload_entries())


def test_zipped_it_is_one_folder(packed: Ledger, pack: Pack, tmp_path: Path) -> None:
    """As the RFC has it; what is in it is a valid bag."""
    pack(packed, "bagit", tmp_path / "Ferry ledger.ZIP")
    with zipfile.ZipFile(tmp_path / "Ferry ledger.ZIP") as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"ferry-ledger"}
        archive.extractall(tmp_path / "out")

    assert bagit.Bag(str(tmp_path / "out" / "ferry-ledger")).validate()


@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_a_bag_becomes_the_same_ledger(
    packed: Ledger, pack: Pack, take: Take, tell: Tell, empty: Ledger, tmp_path: Path, name: str
) -> None:
    """Records and copies; a second time nothing is new."""
    pack(packed, "bagit", tmp_path / name)

    first = take(empty, tmp_path / name)
    again = take(open_ledger(tmp_path / "empty"), tmp_path / name)

    assert first.findings == again.findings == ()
    assert again.changes == ()
    assert tell(open_ledger(tmp_path / "empty")) == tell(packed)


def test_a_bag_that_another_program_made_is_taken(
    packed: Ledger, pack: Pack, take: Take, tell: Tell, empty: Ledger, tmp_path: Path
) -> None:
    """Of a ledger's own files, with the digests that it chose."""
    pack(packed, "ro-crate", tmp_path / "theirs")
    bagit.make_bag(str(tmp_path / "theirs"), {"Contact-Name": "Desk"}, checksums=["md5", "sha512"])

    assert take(empty, tmp_path / "theirs").findings == ()
    assert tell(empty) == tell(packed)


def test_all_that_is_wrong_is_named(bag: Path, empty: Ledger, take: Take) -> None:
    """What is missing, changed, or more than was packed; nothing is taken."""
    (bag / "data" / "claims" / "wire.json").unlink()
    (bag / "data" / "sources" / "voice" / "1" / "text.txt").write_bytes(b"Another.")
    (bag / "data" / ".DS_Store").touch()
    info = (bag / "bag-info.txt").read_text("utf-8")
    (bag / "bag-info.txt").write_text(info.replace("2025", "2026"), "utf-8")

    with pytest.raises(DamagedArchiveError) as refused:
        take(empty, bag)
    assert [line.split(" ")[:2] for line in refused.value.faults] == [
        ["data/.DS_Store:", "EXTRA"],
        ["data/claims/wire.json:", "MISSING"],
        ["data/sources/voice/1/text.txt:", "CHANGED"],
        ["bag-info.txt:", "CHANGED"],
        ["bag-info.txt:", "CHANGED"],
    ]
    assert open_ledger(find_layout(empty).root).sources == {}


def test_what_is_to_be_fetched_is_missing(bag: Path, empty: Ledger, take: Take) -> None:
    """Nothing that a bag names is ever fetched."""
    (bag / "data" / "claims" / "wire.json").unlink()
    line = "https://wire.example/wire.json 10 data/claims/wire.json\n"
    (bag / "fetch.txt").write_text(line, "utf-8")

    with pytest.raises(DamagedArchiveError, match=r"data/claims/wire\.json: MISSING"):
        take(empty, bag)


def test_names_are_read_as_the_rfc_writes_them(bag: Path, empty: Ledger, take: Take) -> None:
    """Percent signs as escapes, a star or "./" before a name, capitals, more lines than one."""
    name = "data/100%25 sure.txt"
    (bag / "data" / "100% sure.txt").write_bytes(b"Sure.")
    text = (bag / MANIFEST).read_text("utf-8").upper().replace("DATA/", "*./data/")
    lines = [f"{line[:66]}{line[66:].lower()}\n\n" for line in text.splitlines()]
    lines.append(f"{hashlib.sha256(b'Sure.').hexdigest()}\t{name}\r\n")
    (bag / MANIFEST).write_bytes("".join(lines).encode("utf-8-sig"))
    (bag / "tagmanifest-sha256.txt").unlink()
    (bag / "bag-info.txt").unlink()

    assert take(empty, bag).findings == ()


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("bagit.txt", b"", "declares no BagIt version"),
        (
            "bagit.txt",
            b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n",
            "declares no BagIt version with UTF-8",
        ),
        ("bagit.txt", b"\xff", "is not UTF-8 at byte 0"),
        (MANIFEST, b"zz data/a", "manifest-sha256.txt:1 is no digest"),
        (MANIFEST, b"aa data/a\nbb data/a\n", "sha256.txt:2 lists a file with another digest"),
    ],
)
def test_a_bag_that_is_none_is_refused(
    bag: Path, empty: Ledger, take: Take, file: str, data: bytes, said: str
) -> None:
    """With the file, and what is wrong with it."""
    (bag / file).write_bytes(data)

    with pytest.raises(UnreadableFormatError, match=said):
        take(empty, bag)


def test_a_bag_without_a_ledger_or_digests_is_refused(
    bag: Path, tmp_path: Path, empty: Ledger, take: Take
) -> None:
    """There is nothing to take, or nothing to hold it against."""
    (bag / MANIFEST).rename(bag / "manifest-crc32.txt")
    with pytest.raises(UnreadableFormatError, match="no manifest that could be checked"):
        take(empty, bag)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").touch()
    bagit.make_bag(str(tmp_path / "notes"))
    with pytest.raises(UnreadableFormatError, match="it holds no ledger"):
        take(empty, tmp_path / "notes")
