from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import UnreadableLedgerError
from claimtrack.models.settings import Settings
from claimtrack.store.settings import NEW, load_settings

if TYPE_CHECKING:
    from claimtrack.store.layout import Layout


def test_a_new_ledger_has_the_default_settings(layout: Layout) -> None:
    """What `init` writes changes nothing."""
    assert layout.settings.read_text("utf-8") == NEW
    assert load_settings(layout) == Settings()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"format = ", "end of document"),
        (b"format = 2\n", "format 2; this claimtrack reads format 1"),
        (b'minimum-origins = "3"\n', "minimum-origins: it should be a whole number"),
        (b"format = true\n", "format: it should be a whole number"),
        (b"minimum-origins = 0\n", "minimum-origins: Input should be greater than or equal to 1"),
        (b'[check]\nfail-on = "unsourced"\n', "check.fail-on: it should be a list"),
        (b"[site]\ntitle = 3\n", "site.title: it should be a text"),
        (b"sources = 3\n", "sources: it should be a table"),
        (b"[rules]\noff = []\n", "rules.off: it should be a table"),
        (b"\xff", "cannot be read"),
        (b"[rules.off]\nX = 1\n", "rules.off.X: "),
        (b"a = 1\na = 2\n", "line 2"),
        (b"x = " + b"[" * 100_000, "nested too deep"),
    ],
)
def test_settings_that_cannot_be_read_stop_the_program(
    layout: Layout, data: bytes, message: str
) -> None:
    """With the place, what to do next, and exit code 4."""
    layout.settings.write_bytes(data)

    with pytest.raises(UnreadableLedgerError, match=message) as caught:
        load_settings(layout)

    assert caught.value.exit_code == 4
    assert caught.value.hint


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_from_another_editor_is_read(layout: Layout, mark: bytes) -> None:
    """Line ends and a byte order mark do not matter."""
    layout.settings.write_bytes(mark + b"format = 1\r\nminimum-origins = 3\r\n")

    assert load_settings(layout).minimum_origins == 3


@pytest.mark.parametrize("sort", ["nothing", "folder"])
def test_settings_that_are_gone_stop_the_program(layout: Layout, sort: str) -> None:
    """They marked the ledger a moment ago."""
    layout.settings.unlink()
    if sort == "folder":
        layout.settings.mkdir()

    with pytest.raises(UnreadableLedgerError, match=r"claimtrack\.toml cannot be read"):
        load_settings(layout)
