"""The garbage collector is kept still while much is read."""

from __future__ import annotations

import gc
from contextlib import suppress

from claimtrack.values.collector import paused_collector


def test_the_collector_rests_and_wakes() -> None:
    """Also when reading fails, and only if it was awake."""
    with suppress(ZeroDivisionError), paused_collector():
        assert not gc.isenabled()
        assert 1 / 0
    assert gc.isenabled()

    gc.disable()
    try:
        with paused_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
