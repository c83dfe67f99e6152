"""Run the command line: ``claimtrack`` or ``python -m claimtrack``."""

from __future__ import annotations


def main() -> None:
    """Run the command that the arguments name, and exit with its code."""
    from claimtrack.cli.app import run

    raise SystemExit(run())


if __name__ == "__main__":
    main()
