"""Python's cyclic garbage collector, kept still while much is read that will live on."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused_collector() -> Iterator[None]:
    """Keep the cyclic garbage collector still: a bulk load makes no garbage, only work for it.

    What was loaded lives on. Frozen, it is not walked through by the first collection afterwards
    either, which would cost as much as the load did.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
