"""Changes members of a zip package and copies all others as they are packed, byte for byte.

The standard library can only pack a member anew, which alters what nobody asked to be altered and
takes long for pictures; so members and their entries in the directory are moved as a whole.
"""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_ENTRY: Final = 46
_LENGTHS: Final = slice(28, 34)
_OFFSET: Final = slice(42, 46)
_END: Final = struct.Struct("<4s4H2LH")
#: What a new member is dated: the first day that a zip file can name, so that no clock shows.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


class _Packed(NamedTuple):
    """A member as it stands in a zip file, and its entry in the directory."""

    member: bytes
    entry: bytes


def repack(data: bytes, changed: Mapping[str, bytes], removed: Collection[str] = ()) -> bytes:
    """Change members of a zip file.

    Args:
        data: the zip file, one that was opened already and found sound.
        changed: the new content of members, by their names; those that are not there yet are put
            last, in this order.
        removed: the names of members that go.

    Returns:
        The new zip file; a member that changed keeps its place, its date and its way of packing.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        members = package.infolist()
        packed = _cut(data, members, package.start_dir)
        comment = package.comment
    kept = []
    for member, whole in zip(members, packed, strict=True):
        if member.filename in changed:
            kept.append(_pack(member, changed[member.filename]))
        elif member.filename not in removed:
            kept.append(whole)
    names = {member.filename for member in members}
    kept += [_pack(_describe(name), changed[name]) for name in changed if name not in names]
    return _join(kept, comment)


def _describe(name: str) -> zipfile.ZipInfo:
    described = zipfile.ZipInfo(name, _EPOCH)
    described.compress_type = zipfile.ZIP_DEFLATED
    return described


def _cut(data: bytes, members: list[zipfile.ZipInfo], directory: int) -> list[_Packed]:
    """Return each member with all that stands before the next."""
    starts = sorted({member.header_offset for member in members})
    ends = dict(zip(starts, [*starts[1:], directory], strict=True))
    packed = []
    at = directory
    for member in members:
        end = at + _ENTRY + sum(struct.unpack("<3H", data[at:][_LENGTHS]))
        start = member.header_offset
        packed.append(_Packed(data[start : ends[start]], data[at:end]))
        at = end
    return packed


def _pack(member: zipfile.ZipInfo, content: bytes) -> _Packed:
    """Pack one member anew."""
    described = zipfile.ZipInfo(member.filename, member.date_time)
    described.compress_type = member.compress_type
    described.create_system = member.create_system
    described.external_attr = member.external_attr
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(described, content)
        directory = package.start_dir
    return _cut(buffer.getvalue(), [described], directory)[0]


def _join(packed: list[_Packed], comment: bytes) -> bytes:
    members, entries = bytearray(), bytearray()
    for whole in packed:
        entry = bytearray(whole.entry)
        entry[_OFFSET] = struct.pack("<L", len(members))
        members += whole.member
        entries += entry
    count = len(packed)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(entries), len(members), len(comment))
    return bytes(members + entries + end + comment)
