"""What `check` would do without an index: load the whole ledger, and score it with bm25s."""

from __future__ import annotations

import argparse

import bm25s

from claimtrack.ledger.ledger import open_ledger

_MOST = 30


def main() -> None:
    """Print the ids of the claims that are nearest to a statement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("statement")
    arguments = parser.parse_args()
    claims = list(open_ledger(arguments.folder).claims.values())
    texts = [f"{claim.text}\n{claim.quote}\n{claim.attribution}" for claim in claims]
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    asked = bm25s.tokenize([arguments.statement], show_progress=False)
    found, _ = index.retrieve(asked, k=_MOST, show_progress=False)
    print([claims[number].id for number in found[0]])


if __name__ == "__main__":
    main()
