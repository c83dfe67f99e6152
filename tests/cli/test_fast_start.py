from __future__ import annotations

import os
import subprocess
import sys

import pytest

ALL = "__all__"
SCRIPT = """
import sys
from claimtrack.cli.fast_start import prepare
prepare()
from pydantic import BaseModel

class Ship(BaseModel):
    tons: int

print(Ship(tons="3").tons)
from pydantic.plugin._loader import get_plugins
print(len(list(get_plugins())), "importlib.metadata" in sys.modules)
"""


def _run(script: str, disabled: str | None = None) -> list[str]:
    environment = {name: value for name, value in os.environ.items() if "PYDANTIC" not in name}
    if disabled is not None:
        environment["PYDANTIC_DISABLE_PLUGINS"] = disabled
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.parametrize("disabled", [None, ALL], ids=["unset", "set"])
def test_plugins_are_not_even_looked_for(disabled: str | None) -> None:
    """Records work, and what would look for plug-ins is never loaded."""
    assert _run(SCRIPT, disabled) == ["3", "0", "False"]


def test_who_sets_plugins_up_keeps_them() -> None:
    """Where the environment says which are off, pydantic looks for the others itself."""
    assert _run(SCRIPT, "some-plugin") == ["3", "0", "True"]


def test_the_module_makes_way_for_what_else_it_is_asked() -> None:
    """A pydantic that wants more of its own module gets the module itself."""
    script = (
        f"{SCRIPT}\nfrom pydantic.plugin import _loader\nprint(_loader.PYDANTIC_ENTRY_POINT_GROUP)"
    )
    assert _run(script)[-1] == "pydantic"
