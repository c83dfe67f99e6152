"""The hooks that are offered, and the recipes for CI: all of them are run, in a real repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from claimtrack.cli.app import run

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
BLOCK = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RECIPES = dict(BLOCK.findall((ROOT / "docs" / "ci.md").read_text("utf-8")))

WIRE = (
    "Published: 4 February 2025\n\nAt least 31 of the crew of the night ferry will be dismissed.\n"
)
RIGHT = "At least 31 of the crew of the night ferry will be dismissed.\n"
WIRE = f"Published: 4 February 2025\n\n{RIGHT}"
WRONG = "At most 12 of the crew of the night ferry will be dismissed.\n"


def read_yaml(text: str) -> Any:  # noqa: ANN401 - YAML is of any type
    """Read YAML; what reads it comes with pre-commit."""
    return import_module("yaml").safe_load(text)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a ledger of one claim and two drafts that agree with it, committed."""
    desk = tmp_path_factory.mktemp("desk")
    assert run(["init", str(desk)]) == 0
    (desk / "wire.txt").write_text(WIRE, "utf-8")
    to = ["--ledger", str(desk), "--by", "desk"]
    assert run(["source", "add", str(desk / "wire.txt"), "--id", "wire", "--yes", *to]) == 0
    words = ["claim", "add", RIGHT.strip(), "--source", "wire", "--quote", RIGHT.strip()[:-1]]
    assert run([*words, "--id", "crew", *to]) == 0
    (desk / "claimtrack.toml").write_text(RECIPES["claimtrack.toml"], "utf-8")
    for name in ("drafts/ferry.md", "drafts/other draft.md", "README.md"):
        (desk / name).parent.mkdir(exist_ok=True)
        (desk / name).write_text(RIGHT, "utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Begin"]):
        _git(desk, *command)
    _git(desk, "update-ref", "refs/remotes/origin/main", "HEAD")
    return desk


@pytest.fixture
def desk(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That repository, to be changed, with our own commands first on the path."""
    shutil.copytree(made, tmp_path / "desk", symlinks=True)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {"PATH": path, "GITHUB_BASE_REF": "main", "PRE_COMMIT_HOME": str(tmp_path / "home")}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for name in ("CLAIMTRACK_LEDGER", "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "desk"


def _git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=desk", "-c", "user.email=desk@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def _run(desk: Path, command: str | list[str]) -> subprocess.CompletedProcess[str]:
    words = ["bash", "-e", "-c", command] if isinstance(command, str) else command
    return subprocess.run(words, cwd=desk, capture_output=True, encoding="utf-8", check=False)


def _list_commands(recipe: str) -> list[str]:
    """Return what a recipe runs, but for the installation."""
    document = read_yaml(RECIPES[recipe])
    jobs = document.get("jobs", document).values()
    lines = [line for job in jobs for line in job.get("script", ())]
    lines += [step["run"] for job in jobs for step in job.get("steps", ()) if "run" in step]
    assert lines[0].startswith("pip install ")
    return lines[1:]


def _pre_commit(desk: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return _run(desk, [sys.executable, "-m", "pre_commit", *words])


def _commit(desk: Path) -> subprocess.CompletedProcess[str]:
    """Run the hooks of the manifest as a commit would, on what is installed here."""
    (asked,) = read_yaml(RECIPES[".pre-commit-config.yaml"])["repos"]
    wishes = {hook["id"]: hook for hook in asked["hooks"]}
    offered = read_yaml(MANIFEST.read_text("utf-8"))
    hooks = [{**hook, "language": "system", **wishes[hook["id"]]} for hook in offered]
    config = desk.parent / "config.yaml"
    config.write_text(json.dumps({"repos": [{"repo": "local", "hooks": hooks}]}), "utf-8")
    _git(desk, "add", ".")
    return _pre_commit(desk, "run", "--config", str(config), "--color", "never")


def test_the_hooks_are_what_pre_commit_reads(desk: Path) -> None:
    """The manifest and the configuration of the page are valid, and name the same hooks."""
    config = desk / ".pre-commit-config.yaml"
    config.write_text(RECIPES[config.name], "utf-8")

    assert _pre_commit(desk, "validate-manifest", str(MANIFEST)).returncode == 0
    assert _pre_commit(desk, "validate-config", str(config)).returncode == 0
    offered = [hook["id"] for hook in read_yaml(MANIFEST.read_text("utf-8"))]
    (asked,) = read_yaml(RECIPES[config.name])["repos"]
    assert [hook["id"] for hook in asked["hooks"]] == offered


def test_a_commit_with_a_wrong_draft_is_stopped(desk: Path) -> None:
    """All changed drafts are checked in one go, and nothing else is."""
    (desk / "drafts" / "ferry.md").write_text(WRONG, "utf-8")
    (desk / "drafts" / "other draft.md").write_text(f"{RIGHT}\nWhy?\n", "utf-8")
    (desk / "README.md").write_text(WRONG * 2, "utf-8")

    done = _commit(desk)

    assert done.returncode == 1
    assert done.stdout.count("CONTRADICTED") == 1
    assert "drafts/other draft.md" in done.stdout
    assert "README" not in done.stdout
    assert re.search(r"the ledger verifies\.+\(no files to check\)Skipped", done.stdout)


def test_a_commit_of_what_agrees_passes(desk: Path) -> None:
    """With a ledger that was changed and still verifies."""
    (desk / "drafts" / "ferry.md").write_text(f"{RIGHT}\nWhy?\n", "utf-8")
    words = ["--source", "wire", "--quote", "the night ferry", "--by", "desk"]
    added = ["claim", "add", "A ferry sails at night.", *words, "--ledger", str(desk)]
    assert run(added) == 0

    done = _commit(desk)

    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Passed") == 2


def test_a_commit_with_a_quote_that_is_not_in_its_source_is_stopped(desk: Path) -> None:
    """By the hook that looks after the ledger."""
    claims = desk / "claims" / "wire.json"
    claims.write_text(claims.read_text("utf-8").replace("At least 31", "At least 41"), "utf-8")

    done = _commit(desk)

    assert done.returncode == 1
    assert re.search(r"the ledger verifies\.+Failed", done.stdout)


def test_the_recipe_for_github_fails_where_it_should(desk: Path) -> None:
    """At its last step, beside the line of the draft, after all alerts were written."""
    (desk / "drafts" / "ferry.md").write_text(f"# Ferry\n\n{WRONG}", "utf-8")

    done = [_run(desk, command) for command in _list_commands(".github/workflows/claims.yml")]

    (run_of_it,) = json.loads((desk / "claims.sarif").read_text("utf-8"))["runs"]
    assert [each.returncode for each in done] == [0, 0, 1]
    assert [each["level"] for each in run_of_it["results"]].count("error") == 1
    assert "::error file=drafts/ferry.md,line=3" in done[-1].stdout


def test_the_recipe_for_gitlab_fails_where_it_should(desk: Path) -> None:
    """With the report where the recipe says that it is."""
    (desk / "drafts" / "ferry.md").write_text(WRONG, "utf-8")

    done = [_run(desk, command) for command in _list_commands(".gitlab-ci.yml")]

    reports = read_yaml(RECIPES[".gitlab-ci.yml"])["claims"]["artifacts"]["reports"]
    suites = ET.parse(desk / reports["junit"]).getroot()  # noqa: S314 - our own
    assert [each.returncode for each in done] == [0, 1]
    assert (suites.attrib["tests"], suites.attrib["failures"]) == ("2", "1")


def test_the_scripts_run_as_shown(desk: Path) -> None:
    """In any shell: one ends with the code of the check, the other lists what it found."""
    (desk / "drafts" / "ferry.md").write_text(WRONG, "utf-8")

    checked = _run(desk, RECIPES["check-claims.sh"])
    listed = _run(desk, RECIPES["list-contradicted.sh"])

    assert checked.returncode == 1
    assert "Check of 2 drafts" in (desk / "claims.html").read_text("utf-8")
    assert listed.returncode == 0
    assert listed.stdout.startswith("drafts/ferry.md\t1\tCONTRADICTED")
