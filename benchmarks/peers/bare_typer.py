"""The least a Typer program does to list the claims of a ledger: parse the files and print them."""

from __future__ import annotations

import json
from pathlib import Path

import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def show(folder: str = ".") -> None:
    """Print id and text of every claim."""
    for path in sorted(Path(folder).glob("sources/*/source.json")):
        json.loads(path.read_bytes())
    for path in sorted(Path(folder).glob("claims/*.json")):
        for claim_id, claim in sorted(json.loads(path.read_bytes()).items()):
            typer.echo(f"{claim_id}  {claim.get('said') or claim.get('about')}  {claim['text']}")


if __name__ == "__main__":
    app()
