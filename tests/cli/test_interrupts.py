from __future__ import annotations

import importlib.util
import signal
import sys
import time
from typing import TYPE_CHECKING, Self

import pytest
from pydantic import BaseModel, model_validator

from claimtrack.cli.interrupts import hold_back

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _held() -> Iterator[None]:
    """Hold Ctrl-C back, until the test has ended."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    hold_back()
    yield
    signal.signal(signal.SIGINT, before)


class _Stopped(BaseModel):
    """A record that is stopped while it is read."""

    words: str

    @model_validator(mode="after")
    def _stop(self) -> Self:
        signal.raise_signal(signal.SIGINT)
        return self


def test_stops_at_once_where_nothing_is_loaded() -> None:
    """As ever."""
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_waits_until_a_module_is_loaded(tmp_path: Path) -> None:
    """The module is whole when the program is stopped."""
    path = tmp_path / "slow.py"
    path.write_text(
        "import signal, time\nsignal.raise_signal(signal.SIGINT)\ntime.sleep(0.1)\nwhole = True\n",
        "utf-8",
    )
    spec = importlib.util.spec_from_file_location("slow", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.whole
    with pytest.raises(KeyboardInterrupt):
        time.sleep(60)


def test_waits_until_a_record_is_read() -> None:
    """Pydantic would drop what is raised in some places, and go on."""
    record = _Stopped(words="ferry")
    assert record.words == "ferry"
    with pytest.raises(KeyboardInterrupt):
        time.sleep(60)


def test_leaves_alone_who_does_not_heed_it() -> None:
    """A process in the background that was told to ignore Ctrl-C ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hold_back()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    signal.raise_signal(signal.SIGINT)
    assert sys.exc_info() == (None, None, None)
