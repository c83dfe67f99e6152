"""What makes the program start faster; none of it changes what a command does.

It is for the program alone. Whoever uses claimtrack as a library keeps what they have set up.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from types import ModuleType

#: Objects that are made before the collector looks for garbage: starting makes tens of thousands,
#: and almost all of them stay.
_OBJECTS = 100_000
_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"
#: Each of these says that there are to be none.
_NONE = ("__all__", "1", "true")


def prepare() -> None:
    """Set up what costs least for a process that runs one command."""
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
    # No command has use for plug-ins of pydantic's. Even where there are to be none it imports what
    # would look for them, e-mail and archives along with it: a sixth of what a start takes.
    if os.environ.setdefault(_PLUGINS, _NONE[0]) in _NONE:
        name = "pydantic.plugin._loader"
        sys.modules.setdefault(name, _NoPlugins(name))


class _NoPlugins(ModuleType):
    """Stands in for the module that looks for plug-ins; asked for anything else, it makes way."""

    @staticmethod
    def get_plugins() -> tuple[()]:
        """Return that there are none."""
        return ()

    def __getattr__(self, name: str) -> object:
        """Return what else the module has."""
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(self.__name__, None)
        return getattr(import_module(self.__name__), name)
