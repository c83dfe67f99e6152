"""Run the command line: ``claimtrack`` or ``python -m claimtrack``."""

from __future__ import annotations

import os


def main() -> None:
    """Run the command that the arguments name, and exit with its code."""
    # Looking for plug-ins that no command has use for takes a tenth of the time to start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from claimtrack.cli.app import run

    raise SystemExit(run())


if __name__ == "__main__":
    main()
