"""A ledger as a bag: its files under ``data/``, with the SHA-256 of each.

`BagIt 1.0, RFC 8493 <https://www.rfc-editor.org/rfc/rfc8493>`_.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from claimtrack import __version__
from claimtrack.errors import UnreadableFormatError
from claimtrack.exchange.archives.contents import Contents, find_layout
from claimtrack.exchange.archives.crate_metadata import describe_ledger
from claimtrack.exchange.archives.entries import list_entries
from claimtrack.exchange.archives.payload import Checker, Payload
from claimtrack.exchange.archives.writing import writing_archive
from claimtrack.exchange.packages import Package
from claimtrack.models.ids import slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from claimtrack.exchange.archives.container import Container
    from claimtrack.exchange.archives.payload import Digests
    from claimtrack.exchange.packages import Occasion
    from claimtrack.formats.contract import Entry, Selection
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.finding import Finding

DECLARATION: Final = "bagit.txt"
INFO: Final = "bag-info.txt"
FETCH: Final = "fetch.txt"
FOLDER: Final = "data/"

_DECLARED: Final = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_DECLARED_FORM: Final = re.compile(
    r"BagIt-Version:\s*[0-9]+\.[0-9]+\s*\nTag-File-Character-Encoding:\s*(\S+)\s*", re.IGNORECASE
)
_MANIFEST: Final = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
_LINE: Final = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(\S.*)")
_ALGORITHMS: Final = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
_OXUM: Final = re.compile(r"^Payload-Oxum:[ \t]*([0-9]+)\.([0-9]+)[ \t]*$", re.MULTILINE)


def write_bag(
    ledger: Ledger, selection: Selection, place: Path, occasion: Occasion
) -> Sequence[Finding]:
    """Write a bag; see `PackageWriter`."""
    contents = Contents(find_layout(ledger), selection)
    lines: list[str] = []
    octets = 0
    # Zipped, a bag is one folder, as section 4 of the RFC has it.
    with writing_archive(place, top=slugify(place.stem) or "bag") as add:
        for number, piece in enumerate(contents.pieces):
            if occasion.progress:
                occasion.progress(number, len(contents.pieces))
            data = piece.read()
            if data is not None:
                add(FOLDER + piece.name, data)
                lines.append(_write_line(FOLDER + piece.name, data))
                octets += len(data)
        tags = {
            INFO: _write_info(selection, f"{octets}.{len(lines)}", occasion.day).encode(),
            DECLARATION: _DECLARED.encode(),
            "manifest-sha256.txt": "".join(lines).encode(),
        }
        for name, data in tags.items():
            add(name, data)
        listed = "".join(_write_line(name, data) for name, data in tags.items())
        add("tagmanifest-sha256.txt", listed.encode())
    return contents.findings


def _write_line(name: str, data: bytes) -> str:
    return f"{hashlib.sha256(data).hexdigest()}  {name}\n"


def _write_info(selection: Selection, oxum: str, today: dt.date) -> str:
    return (
        f"Bag-Software-Agent: claimtrack {__version__}\n"
        f"Bagging-Date: {today.isoformat()}\n"
        f"External-Description: {describe_ledger(selection)}\n"
        f"Payload-Oxum: {oxum}\n"
    )


def read_bag(
    container: Container, progress: Callable[[int, int], None] | None = None
) -> Iterator[Entry | Finding]:
    """Read a bag; see `PackageReader`.

    Raises:
        UnreadableFormatError: it holds no ledger, or a file in it is not what it says.
    """
    declared = _DECLARED_FORM.fullmatch(_read_tag(container, DECLARATION).strip())
    if declared is None or declared[1].upper() != "UTF-8":
        reason = f"its {DECLARATION} declares no BagIt version with UTF-8"
        raise UnreadableFormatError(container.name, reason)
    payload = [name for name in container.sizes if name.startswith(FOLDER)]
    checker = Checker(container)
    expected: dict[str, Digests] = {}
    manifests = 0
    for name in container.sizes:
        found = _MANIFEST.fullmatch(name)
        if found is None or found[2] not in _ALGORITHMS:
            continue
        listed = _read_manifest(container, name)
        for path, digest in listed.items():
            expected.setdefault(path, {})[found[2]] = digest
        if not found[1]:
            manifests += 1
            for path in payload:
                if path not in listed:
                    checker.note("EXTRA", path, "it is more than was packed", f"{name} has it not")
    if not manifests:
        raise UnreadableFormatError(container.name, "it has no manifest that could be checked")
    checker.check(expected, progress)
    _check_oxum(container, payload, checker)
    checker.refuse_faults()
    return list_entries(
        Payload(container, {each: checker.hashes[each] for each in payload}, FOLDER)
    )


def _read_manifest(container: Container, name: str) -> dict[str, str]:
    """Return the digest of each file that a manifest lists, by its name."""
    listed: dict[str, str] = {}
    for number, line in enumerate(_read_tag(container, name).split("\n"), start=1):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.rstrip("\r"))
        if found is None:
            reason = f"{name}:{number} is no digest with the name of a file"
            raise UnreadableFormatError(container.name, reason)
        path = _decode(found[2]).removeprefix("./")
        if listed.setdefault(path, found[1]) != found[1]:
            reason = f"{name}:{number} lists a file with another digest once more"
            raise UnreadableFormatError(container.name, reason)
    return listed


def _decode(path: str) -> str:
    """Undo what section 2.1.3 of the RFC has line breaks and percent signs written as."""
    for escape, character in (("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        path = re.sub(escape, character, path, flags=re.IGNORECASE)
    return path


def _check_oxum(container: Container, payload: list[str], checker: Checker) -> None:
    if INFO not in container.sizes:
        return
    found = _OXUM.search(_read_tag(container, INFO))
    octets = sum(container.sizes[name] for name in payload)
    if found and (int(found[1]), int(found[2])) != (octets, len(payload)):
        message = f"it says {found[0]}, and there are {octets}.{len(payload)}"
        checker.note("CHANGED", INFO, message, "bytes and files of the payload, with a dot")


def _read_tag(container: Container, name: str) -> str:
    try:
        return container.read(name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"its {name} is not UTF-8 at byte {error.start:,}"
        raise UnreadableFormatError(container.name, reason) from None


PACKAGES = (
    Package(
        name="bagit",
        title="BagIt: the whole ledger with its copies and their hashes; a folder or FILE.zip",
        suffixes=(".zip",),
        marker=DECLARATION,
        write=write_bag,
        read=read_bag,
        own=True,
    ),
)
