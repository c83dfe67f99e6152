"""Suites by others, run from a folder of their checkouts against committed lists of what passes.

    python benchmarks/conformance.py FOLDER [--accept] [NAME …]

A list fails both ways: when what is in it no longer passes, and when something passes that it does
not have. `--accept` writes the lists anew, for somebody to read before they are committed. The
suites themselves are not part of this project.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import conformance_claim_review
import conformance_csl
import conformance_csl_data
import conformance_sarif
import conformance_web_annotation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LISTS: Final = Path(__file__).parents[1] / "tests" / "conformance"


class Suite(NamedTuple):
    """A suite by others."""

    name: str
    """Also the name of its list."""
    origin: str
    """Where it comes from."""
    marker: str
    """A path in a checkout that tells it."""
    run: Callable[[Path], list[str]]
    """A checkout to a line for each test that passes."""


#: Every suite; a new one is a file and a line here.
SUITES: Final = (
    Suite(
        "claim-review",
        "https://github.com/schemaorg/schemaorg",
        conformance_claim_review.FOLDER,
        conformance_claim_review.run,
    ),
    Suite(
        "csl",
        "https://github.com/citation-style-language/test-suite",
        conformance_csl.FOLDER,
        conformance_csl.run,
    ),
    Suite(
        "csl-data",
        "https://github.com/citation-style-language/schema",
        conformance_csl_data.FOLDER,
        conformance_csl_data.run,
    ),
    Suite(
        "sarif",
        "https://github.com/oasis-tcs/sarif-spec",
        conformance_sarif.FOLDER,
        conformance_sarif.run,
    ),
    Suite(
        "web-annotation",
        "https://github.com/w3c/web-annotation-tests",
        conformance_web_annotation.FOLDER,
        conformance_web_annotation.run,
    ),
)


def find_checkout(folder: Path, suite: Suite) -> Path | None:
    """Return the checkout of a suite: the folder itself, or one in it."""
    places = [folder, *sorted(path for path in folder.iterdir() if path.is_dir())]
    return next((place for place in places if (place / suite.marker).exists()), None)


def compare(suite: Suite, found: Sequence[str]) -> list[str]:
    """Return what differs from the list of a suite, a line each."""
    path = _LISTS / f"{suite.name}.txt"
    listed = _read_list(path) if path.exists() else []
    gone = [f"{suite.name}: no longer so: {line}" for line in listed if line not in set(found)]
    new = [f"{suite.name}: not in the list: {line}" for line in found if line not in set(listed)]
    return [*gone, *new]


def accept(suite: Suite, found: Sequence[str]) -> None:
    """Write the list of a suite anew."""
    _LISTS.mkdir(exist_ok=True)
    text = "".join(f"{line.rstrip()}\n" for line in (f"# {suite.origin}", *found))
    (_LISTS / f"{suite.name}.txt").write_text(text, "utf-8")


def main() -> int:
    """Run the suites that there are in a folder; return 1 when a list does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="that holds the checkouts")
    parser.add_argument("names", nargs="*", help="of suites; all by default")
    parser.add_argument("--accept", action="store_true", help="write the lists anew")
    given = parser.parse_args()
    differences: list[str] = []
    for suite in SUITES:
        if given.names and suite.name not in given.names:
            continue
        checkout = find_checkout(given.folder, suite)
        if checkout is None:
            print(f"{suite.name}: not in {given.folder}; it is at {suite.origin}")
            continue
        found = suite.run(checkout)
        print(f"{suite.name}: {len(found):,} lines from {checkout}")
        if given.accept:
            accept(suite, found)
        else:
            differences += compare(suite, found)
    print("\n".join(differences))
    return 1 if differences else 0


def _read_list(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


if __name__ == "__main__":
    sys.exit(main())
