from __future__ import annotations

import io
import zipfile

import pytest

from claimtrack.manuscripts.archive import repack


def _make() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/orm", zipfile.ZIP_STORED)
        with package.open(zipfile.ZipInfo("streamed.xml", (2021, 3, 4, 5, 6, 8)), "w") as stream:
            stream.write(b"boats" * 100)
        package.writestr("sunk.xml", "forty " * 100, zipfile.ZIP_DEFLATED)
        package.comment = b"of the harbour"
    return buffer.getvalue()


def _read(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_changes_nothing_where_nothing_changes() -> None:
    """A package of which no member changes stays the same, byte for byte."""
    data = _make()
    assert repack(data, {}) == data


def test_changes_a_member_in_its_place() -> None:
    """A member that changes keeps its place, its date and its packing; a new one comes last."""
    written = repack(_make(), {"new.xml": b"new", "streamed.xml": b"one boat"})
    assert list(_read(written)) == ["mimetype", "streamed.xml", "sunk.xml", "new.xml"]
    assert _read(written)["streamed.xml"] == b"one boat"
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert package.comment == b"of the harbour"
        kinds = [each.compress_type for each in package.infolist()]
        dates = [each.date_time for each in package.infolist()]
    assert kinds == [zipfile.ZIP_STORED, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, 8]
    assert dates[1] == (2021, 3, 4, 5, 6, 8)
    assert dates[3] == (1980, 1, 1, 0, 0, 0)


def test_takes_members_out() -> None:
    """A member that is removed goes, and all others stay."""
    assert list(_read(repack(_make(), {}, {"streamed.xml"}))) == ["mimetype", "sunk.xml"]


@pytest.mark.parametrize("before", [b"", b"#!/bin/orm\n"])
def test_reads_past_what_stands_before_a_package(before: bytes) -> None:
    """A package behind other bytes is repacked without them."""
    assert _read(repack(before + _make(), {"sunk.xml": b"no"}))["sunk.xml"] == b"no"
