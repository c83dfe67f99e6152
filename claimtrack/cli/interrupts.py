"""Ctrl-C while modules are loaded or models are built waits until that is done.

What is raised in the middle of either is not always heard: pydantic's core drops it where it
compiles a model, and the command goes on, with files that it takes for unreadable. And a person who
stops a command at its very start is not to read a trace of how the program loads itself.
"""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType  # loaded already, which `typing` is not

#: When to look again whether it is done, in seconds.
_SOON = 0.01
_LOADER = "<frozen importlib"
_MODELS = "pydantic"


def hold_back() -> None:
    """Have Ctrl-C wait for the end of what cannot be stopped; not where nothing heeds it anyway."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)


def _interrupt(_: int, frame: FrameType | None) -> None:
    if not _is_loading(frame):
        raise KeyboardInterrupt
    again = threading.Timer(_SOON, _send)
    again.daemon = True
    again.start()


def _send() -> None:
    """Interrupt the program as a terminal does, wherever it waits by then."""
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGINT)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def _is_loading(frame: FrameType | None) -> bool:
    while frame is not None:
        module = str(frame.f_globals.get("__name__"))
        if frame.f_code.co_filename.startswith(_LOADER) or module.partition(".")[0] == _MODELS:
            return True
        frame = frame.f_back
    return False
