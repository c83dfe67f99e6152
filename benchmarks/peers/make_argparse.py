"""Write an argparse program with the same commands, options and help as `claimtrack`."""

from __future__ import annotations

from typing import Any

import typer.main

from claimtrack.cli.app import make_app

HEAD = """import argparse

parser = argparse.ArgumentParser(prog="claimtrack", description={description!r})
commands = parser.add_subparsers(metavar="COMMAND")
"""
TAIL = """parser.parse_args()
"""


def make_program() -> str:
    """Return the source of the program."""
    group: Any = typer.main.get_command(make_app())
    lines = [HEAD.format(description=group.help or "")]
    for name, command in group.commands.items():
        _add(lines, "commands", name, command)
    return "".join([*lines, TAIL])


def _add(lines: list[str], parent: str, name: str, command: Any) -> None:  # noqa: ANN401 - Click's class is private to Typer
    own = f"{parent}_{name}"
    help_text = (command.get_short_help_str() or "").replace("%", "%%")
    lines.append(f"{own} = {parent}.add_parser({name!r}, help={help_text!r})\n")
    for parameter in command.params:
        words = (getattr(parameter, "help", "") or "").replace("%", "%%")
        if parameter.param_type_name == "argument":
            lines.append(f"{own}.add_argument({parameter.name!r}, nargs='?', help={words!r})\n")
        elif "--help" not in parameter.opts:
            action = ", action='store_true'" if parameter.is_flag else ""
            flags = ", ".join(repr(flag) for flag in parameter.opts)
            lines.append(f"{own}.add_argument({flags}, help={words!r}{action})\n")
    if getattr(command, "commands", None):
        lines.append(f"{own}_sub = {own}.add_subparsers(metavar='COMMAND')\n")
        for below, child in command.commands.items():
            _add(lines, f"{own}_sub", below, child)


if __name__ == "__main__":
    print(make_program(), end="")
