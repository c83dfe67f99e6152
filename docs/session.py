"""Run the terminal sessions of README.md again, so that what it shows is what happens.

A block that begins with three backticks and `console` is a session: lines that begin with `$` are
run, in order and in one folder, a copy of examples/port-varrow; the lines under each are what it
printed. `python docs/session.py README.md` writes the page anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SESSION = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def rerun(page: str) -> str:
    """Return ``page`` with the output of every session as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "desk"
        shutil.copytree(ROOT / "examples" / "port-varrow", desk)
        return SESSION.sub(lambda block: _run(block.group(), desk), page)


def _run(session: str, desk: Path) -> str:
    commands = re.findall(r"^\$ ((?:.*\\\n)*.*)$", session, re.MULTILINE)
    return "".join(f"$ {command}\n{_output(command, desk)}" for command in commands)


def _output(command: str, desk: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(desk), "CLAIMTRACK_BY": "desk", "LC_ALL": "C.UTF-8"}
    environment["SOURCE_DATE_EPOCH"] = "1742000000"  # 15 March 2025, so that the page stays
    done = subprocess.run(
        command,
        shell=True,
        cwd=desk,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.replace(str(desk), "~/desk")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        file = Path(name)
        file.write_text(rerun(file.read_text("utf-8")), "utf-8")
