"""Run the command line: ``claimtrack`` or ``python -m claimtrack``."""

from __future__ import annotations

import gc
import os
import sys

#: Objects that are made before the collector looks for garbage: starting makes tens of thousands,
#: and almost all of them stay.
_OBJECTS = 100_000


def main() -> None:
    """Run the command that the arguments name, and exit with its code."""
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
    # Looking for plug-ins that no command has use for takes a tenth of the time to start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from claimtrack.cli.ahead import begin

    with begin(sys.argv[1:]):
        from claimtrack.cli.app import run

        code = run()
    gc.freeze()  # all of it goes now: nothing is to be looked through once more
    raise SystemExit(code)


if __name__ == "__main__":
    main()
