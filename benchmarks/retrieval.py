"""How well `search` finds what is meant: against plain BM25, on the same items in the same run.

The data is not ours and not in the repository; its folder is the argument. With ``--embeddings``
and the folder of a sentence-embedding model, CheckThat! is searched by meaning, too: vectors are of
the claims alone, as they are in a ledger. What is there of these is measured:

* `checkthat2020/`: tweets and the fact-check that each is about (CheckThat! 2020, Task 2). Metric:
  mean average precision of the first five. Fact-checks of the same words in claim and title are one
  (many are there twice, with other quotation marks): which copy of it is marked as the right one
  says nothing about a ranking.
* `wice_claim_dev.jsonl`: claims and the sentences of the cited article that support them (WiCE).
  Metric: mean reciprocal rank of the first supporting sentence.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from claimtrack.search.entries import Entry, Wanted
from claimtrack.search.meaning import compare, rank_by_meaning
from claimtrack.search.memory import MemoryEngine
from claimtrack.search.ranking import prepare, rank
from claimtrack.search.sentences import load_sentence_model
from claimtrack.search.terms import list_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from claimtrack.search.sentences import SentenceModel

_DEPTH = 5


class PlainBM25:
    """The peer: Okapi BM25 over lower-case words, k1 1.5, b 0.75, nothing else."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._keys = list(texts)
        bags = [Counter(_plain_words(text)) for text in texts.values()]
        self._lengths = [sum(bag.values()) for bag in bags]
        self._usual = sum(self._lengths) / len(bags)
        self._having: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, bag in enumerate(bags):
            for word, times in bag.items():
                self._having[word].append((number, times))

    def rank(self, query: str, limit: int) -> list[str]:
        """Return the keys of the best texts, best first."""
        scores: dict[int, float] = defaultdict(float)
        for word, asked in Counter(_plain_words(query)).items():
            having = self._having.get(word, ())
            rarity = math.log(1 + (len(self._keys) - len(having) + 0.5) / (len(having) + 0.5))
            for number, times in having:
                damping = 1.5 * (0.25 + 0.75 * self._lengths[number] / self._usual)
                scores[number] += asked * rarity * times * 2.5 / (times + damping)
        best = sorted(scores, key=lambda number: (-scores[number], number))[:limit]
        return [self._keys[number] for number in best]


def make_ours(texts: Mapping[str, str]) -> Callable[[str, int], list[str]]:
    """Return the ranker of `search` over texts."""
    engine = MemoryEngine(
        Entry(key, "source", tuple(list_terms(text))) for key, text in texts.items()
    )

    def ranker(query: str, limit: int) -> list[str]:
        ranked = rank(prepare(query, engine), engine, limit, Wanted())
        return [found.key for found in ranked]

    return ranker


def make_boosted(
    texts: Mapping[str, str], claims: Mapping[str, str], model: SentenceModel
) -> Callable[[str, int], list[str]]:
    """Return the ranker of `search` over texts by words, and over their claims by meaning."""
    entries = (Entry(key, "source", tuple(list_terms(text))) for key, text in texts.items())
    engine = MemoryEngine(entries)
    vectors = model.embed(list(claims.values())).astype(np.float16)

    def ranker(query: str, limit: int) -> list[str]:
        likeness = compare(list(claims), vectors, model.embed([query])[0])
        ranked = rank_by_meaning(prepare(query, engine), engine, limit, Wanted(), likeness)
        return [found.key for found in ranked]

    return ranker


def measure_checkthat(folder: Path, model: SentenceModel | None = None) -> Iterator[str]:
    """Yield a line for each part of CheckThat! 2020 Task 2."""
    claims: dict[str, str] = {}
    texts: dict[str, str] = {}
    same: dict[str, str] = {}
    first: dict[str, str] = {}
    for key, claim, title in _read_table(folder / "claims.tsv"):
        text = f"{claim.strip()}\n{title.strip()}"
        same[key] = first.setdefault(" ".join(_plain_words(text)), key)
        texts.setdefault(same[key], text)
        claims.setdefault(same[key], claim.strip())
    rankers = {"plain BM25": PlainBM25(texts).rank, "claimtrack": make_ours(texts)}
    if model:
        rankers[f"claimtrack with {model.name}"] = make_boosted(texts, claims, model)
    for part in ("train", "dev"):
        right = defaultdict(set)
        for line in (folder / f"{part}.tweet-vclaim-pairs.qrels").read_text("utf-8").splitlines():
            asked, _, key, _ = line.split()
            right[asked].add(same[key])
        tweets = {row[0]: row[1] for row in _read_table(folder / f"{part}.tweets.queries.tsv")}
        for name, ranker in rankers.items():
            began = time.perf_counter()
            precision = sum(
                _average_precision(ranker(text, _DEPTH), right[key]) for key, text in tweets.items()
            )
            each = (time.perf_counter() - began) / len(tweets) * 1000
            yield (
                f"CheckThat! 2020 {part}: {name}: MAP@{_DEPTH} {precision / len(tweets):.3f} "
                f"({len(tweets)} tweets, {len(texts)} claims, {each:.1f} ms each)"
            )


def measure_wice(file: Path) -> Iterator[str]:
    """Yield a line for each ranker on WiCE."""
    items = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    items = [item for item in items if item["supporting_sentences"]]
    for name in ("plain BM25", "claimtrack"):
        total = 0.0
        for item in items:
            texts = {str(number): text for number, text in enumerate(item["evidence"])}
            ranker = PlainBM25(texts).rank if name == "plain BM25" else make_ours(texts)
            right = {str(number) for group in item["supporting_sentences"] for number in group}
            ranked = ranker(item["claim"], len(texts))
            places = [place for place, key in enumerate(ranked, start=1) if key in right]
            total += 1 / places[0] if places else 0.0
        yield f"WiCE dev: {name}: MRR {total / len(items):.3f} ({len(items)} claims)"


def _average_precision(ranked: Iterable[str], right: set[str]) -> float:
    found = 0
    total = 0.0
    for place, key in enumerate(ranked, start=1):
        if key in right:
            found += 1
            total += found / place
    return total / min(_DEPTH, len(right))


def _plain_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _read_table(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t")
        next(rows)
        yield from rows


def main(folder: Path, embeddings: str | None) -> None:
    """Measure what there is in ``folder``."""
    model = load_sentence_model(embeddings, Path()) if embeddings else None
    if (folder / "checkthat2020").is_dir():
        for line in measure_checkthat(folder / "checkthat2020", model):
            print(line, flush=True)
    if (folder / "wice_claim_dev.jsonl").is_file():
        for line in measure_wice(folder / "wice_claim_dev.jsonl"):
            print(line, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="How well `search` finds what is meant.")
    parser.add_argument("folder", type=Path, help="of the data")
    parser.add_argument("--embeddings", metavar="FOLDER", help="of a sentence-embedding model")
    given = parser.parse_args()
    main(given.folder, given.embeddings)
