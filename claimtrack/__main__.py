"""Run the command line: ``claimtrack`` or ``python -m claimtrack``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command that the arguments name, and exit with its code."""
    from claimtrack.cli.interrupts import hold_back

    hold_back()
    from claimtrack.cli.fast_start import prepare
    from claimtrack.cli.streams import fill_streams

    fill_streams()
    prepare()
    from claimtrack.cli.ahead import begin

    try:
        with begin(sys.argv[1:]):
            from claimtrack.cli.app import run

            code = run()
    except KeyboardInterrupt:  # outside of all commands
        from claimtrack.cli.app import say_stopped

        code = say_stopped()
    gc.freeze()  # all of it goes now: nothing is to be looked through once more
    raise SystemExit(code)


if __name__ == "__main__":
    main()
