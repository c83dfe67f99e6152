"""The list of commands, each with its line in the overview and the file that holds it.

Typer reads the signature of every command before it runs one of them, which costs more than most
commands themselves. So only the file of the command that was asked for is imported; of the others
there is the line below. To add a command, write its file and add a line here.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

import typer

#: The groups and what the overview says of them.
GROUPS = {
    "source": "Articles, reports, letters, pages, and what is held of them.",
    "claim": "What the sources say, one statement each.",
}


class Part(NamedTuple):
    """A file of commands."""

    module: str
    """Its name in this package; it has a function ``register(app)``."""
    group: str
    """The group its commands are in, or ""."""
    commands: dict[str, str]
    """Their names, and what the overview says of them; at most 63 characters show."""

    def holds(self, words: Sequence[str]) -> bool:
        """Whether the command that begins with ``words`` is here."""
        path = [self.group] if self.group else []
        return any(list(words[: len(path) + 1]) == [*path, name] for name in self.commands)


PARTS = (
    Part("start", "", {"init": "Start a ledger: a settings file and two folders, ready for git."}),
    Part(
        "link",
        "",
        {
            "link": "Link a claim to another, or to the source that it cites.",
            "unlink": "Remove the links between two records.",
        },
    ),
    Part("search", "", {"search": "Find claims and passages nearest to some words."}),
    Part("compare", "", {"compare": "Hold one statement against another, and say why."}),
    Part("check", "", {"check": "Hold a statement or a draft against the ledger."}),
    Part("cite", "", {"cite": "Print the sources of a draft, or a list, in a citation style."}),
    Part("annotate", "", {"annotate": "Write a draft with a note at each statement."}),
    Part("conflicts", "", {"conflicts": "List the claims that conflict, and why."}),
    Part("chain", "", {"chain": "Trace a claim down to where it began."}),
    Part("report", "", {"report": "Sum up what the ledger holds, and what is missing."}),
    Part("verify", "", {"verify": "Check all there is to check; say what was not checked."}),
    Part("export", "", {"export": "Write records in a format that other programs read."}),
    Part("import_file", "", {"import": "Take in a file of records: new, changed, the same."}),
    Part("source_add", "source", {"add": "Add a source: a copy of it, or a stub."}),
    Part(
        "source",
        "source",
        {
            "list": "List the sources.",
            "show": "Show a source: its data, copies, claims, who cites it.",
            "attach": "Supply the file of a withheld copy again.",
            "remove": "Remove a source with its copies.",
        },
    ),
    Part("source_edit", "source", {"edit": "Change what is known of a source."}),
    Part("claim_add", "claim", {"add": "Add a claim, pinned to the passage that makes it."}),
    Part("claim_list", "claim", {"list": "List claims by source, tag, time, words or state."}),
    Part(
        "claim",
        "claim",
        {
            "show": "Show a claim: its quote, its dates, its fit, its links.",
            "remove": "Remove a claim.",
        },
    ),
    Part("claim_edit", "claim", {"edit": "Change a claim."}),
    Part("claim_rate", "claim", {"rate": "Take down what a reviewer concluded of a claim."}),
)


def add_commands(app: typer.Typer, asked: Sequence[str] | None = None) -> None:
    """Add the commands to ``app``.

    Args:
        app: what to add them to.
        asked: the words of the command that will run. If they name one it alone is added, else
            all, without their options; None for all in full.
    """
    parts = [part for part in PARTS if asked is None or part.holds(asked)]
    shown = parts or PARTS
    groups = {"": app}
    for name in {part.group: None for part in shown if part.group}:
        groups[name] = typer.Typer(help=GROUPS[name], no_args_is_help=True, rich_markup_mode=None)
        app.add_typer(groups[name], name=name)
    for part in shown:
        group = groups[part.group]
        if parts:
            import_module(f"claimtrack.cli.{part.module}").register(group)
        else:
            for name in part.commands:
                group.command(name)(_stand_in)
    for part in shown:
        for command in groups[part.group].registered_commands:
            if command.name in part.commands:
                command.short_help = part.commands[command.name]


def _stand_in() -> None:
    """Hold the place of a command that was not asked for."""
