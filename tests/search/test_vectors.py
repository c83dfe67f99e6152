"""Ranking the claims of a ledger by meaning, with vectors that are kept."""

from __future__ import annotations

import io
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from claimtrack.search import vectors as kept
from claimtrack.search.searcher import Hit, Searcher, filter_by
from claimtrack.search.sentences import SentenceModel
from claimtrack.stance.locating import find_model
from tests.search.tiny import write_sentence_model

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claimtrack.store.layout import Layout

LATER = 1_710_000_000


@dataclass
class Counting(SentenceModel):
    """A model that counts what it embeds."""

    folder: Path
    embedded: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        SentenceModel.__init__(self, find_model(str(self.folder), Path()))
        self.embedded.clear()

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return the vectors of texts, and note them."""
        self.embedded += texts
        return super().embed(texts)


@pytest.fixture
def model(tmp_path: Path) -> Counting:
    """A model to which `boat` is nearly `ferry`."""
    return Counting(write_sentence_model(tmp_path / "tiny"))


@pytest.fixture
def claims(write_claims: Callable[..., None]) -> None:
    """Write claims of words that the model knows, and one of others."""
    write_claims("courier", {"stop": "ferry stops", "jobs": {"text": "jobs", "tags": ["work"]}})
    write_claims("gazette", {"dam": "dam stops", "again": "ferry stops", "other": "Kelm works"})


@pytest.fixture(params=["memory", "sidecar"])
def ask(layout: Layout, request: pytest.FixtureRequest, model: Counting) -> Callable[..., Any]:
    """Search on both engines: ``ask("words")`` gives hits; ``ask.notes`` is in the searcher."""

    def run(
        query: str,
        limit: int = 20,
        *,
        rehash: bool = False,
        **wanted: Any,  # noqa: ANN401 - filter_by checks
    ) -> tuple[list[Hit], list[str]]:
        sidecar_from = 0 if request.param == "sidecar" else 1 << 60
        searcher = Searcher.open(layout, sidecar_from=sidecar_from, rehash=rehash)
        searcher.rank_by_meaning(model)
        return searcher.find(query, limit, filter_by(**wanted)), searcher.notes

    return run


@pytest.mark.usefixtures("claims")
def test_what_says_the_same_in_other_words_is_found(
    ask: Callable[..., Any], layout: Layout
) -> None:
    """It shares no word with the query, and is found by meaning alone."""
    hits, _ = ask("boat")

    assert [hit.claim_id for hit in hits] == ["courier/stop", "gazette/again"]
    assert hits[0].meaning == pytest.approx(0.7, abs=0.05)
    assert hits[0].why.startswith("shares no word; likeness in meaning 0.")
    assert not Searcher.open(layout).find("boat")


@pytest.mark.usefixtures("claims")
def test_words_and_meaning_add_up(ask: Callable[..., Any]) -> None:
    """A claim that has the word leads, and one that is only near follows."""
    hits, _ = ask("Kelm boat")

    assert {hit.claim_id for hit in hits} == {"gazette/other", "courier/stop", "gazette/again"}
    assert all(hit.meaning is not None for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.usefixtures("claims")
def test_filters_hold_for_what_is_near_in_meaning(ask: Callable[..., Any]) -> None:
    """By source, by tag, and by how many."""
    assert [hit.claim_id for hit in ask("boat", source="gazette")[0]] == ["gazette/again"]
    assert [hit.claim_id for hit in ask("work jobs", tags=("work",))[0]] == ["courier/jobs"]
    assert [hit.claim_id for hit in ask("boat", 1)[0]] == ["courier/stop"]
    assert ask("boat", tags=("work",)) == ([], [])


@pytest.mark.usefixtures("claims")
def test_only_what_changed_is_embedded_again(
    ask: Callable[..., Any], model: Counting, write_claims: Callable[..., None]
) -> None:
    """The same text once, none a second time, and what went is not found any more."""
    ask("boat")
    assert sorted(model.embedded) == ["Kelm works", "boat", "dam stops", "ferry stops", "jobs"]

    model.embedded.clear()
    ask("boat", rehash=True)
    assert model.embedded == ["boat"]

    model.embedded.clear()
    write_claims("gazette", {"dam": "dam stops", "new": "jobs dam"}, at=LATER)
    hits, _ = ask("boat")
    assert model.embedded == ["jobs dam", "boat"]
    assert [hit.claim_id for hit in hits] == ["courier/stop"]


def _spoil(change: Callable[[dict[str, Any], np.ndarray], np.ndarray]) -> Callable[[Path], None]:
    """Return what writes a file again with its notes and vectors changed."""

    def spoil(file: Path) -> None:
        with np.load(file) as found:
            notes, vectors = json.loads(found["notes"].tobytes()), found["vectors"]
        vectors = change(notes, vectors)
        data = io.BytesIO()
        np.savez(data, notes=np.frombuffer(json.dumps(notes).encode(), np.uint8), vectors=vectors)
        file.write_bytes(data.getvalue())

    return spoil


def _save(array: np.ndarray) -> bytes:
    data = io.BytesIO()
    np.save(data, array)
    return data.getvalue()


def _drop_hash(notes: dict[str, Any], vectors: np.ndarray) -> np.ndarray:
    notes["digests"].pop()
    return vectors[:-1]


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"no vectors"),
        lambda file: file.write_bytes(file.read_bytes()[:-30]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"version", b"VERSION")),
        lambda file: file.write_bytes(_save(np.zeros(3))),
        _spoil(lambda _, vectors: vectors.astype(np.float32)),
        _spoil(lambda _, vectors: vectors[:, :-1]),
        _spoil(lambda _, vectors: vectors * np.float16(np.nan)),
        _spoil(_drop_hash),
    ],
    ids=["empty", "text", "cut", "flipped", "other", "wide", "narrow", "nan", "lacking"],
)
def test_a_damaged_file_is_made_anew(
    ask: Callable[..., Any], layout: Layout, damage: Callable[[Path], object]
) -> None:
    """It is said, and the answer is the same."""
    before, _ = ask("boat")
    (file,) = layout.root.rglob("*.npz")
    whole = file.read_bytes()
    damage(file)

    after, notes = ask("boat")

    assert after == before
    assert [note for note in notes if "made anew" in note]
    assert len(file.read_bytes()) == len(whole)


@pytest.mark.usefixtures("claims")
def test_a_file_of_another_version_is_made_anew_without_a_word(
    ask: Callable[..., Any], layout: Layout, model: Counting
) -> None:
    """Nothing is wrong with it."""
    ask("boat")
    (file,) = layout.root.rglob("*.npz")
    _spoil(lambda notes, vectors: (notes.update(version=0), vectors)[1])(file)
    model.embedded.clear()

    assert ask("boat")[1] == []
    assert len(model.embedded) > 1


@pytest.mark.usefixtures("claims")
def test_what_cannot_be_kept_is_used_all_the_same(ask: Callable[..., Any], layout: Layout) -> None:
    """It is said that it could not be."""
    (layout.root / ".claimtrack").mkdir(exist_ok=True)
    (layout.root / ".claimtrack" / "embeddings").write_text("in the way", "utf-8")

    hits, notes = ask("boat")

    assert hits[0].claim_id == "courier/stop"
    assert any("cannot be kept" in note for note in notes)


@pytest.mark.usefixtures("claims")
def test_a_file_that_cannot_be_read_is_looked_at_again(
    ask: Callable[..., Any], layout: Layout, model: Counting
) -> None:
    """Mended within the same second and to the same size, its claims are found."""
    file = layout.claims_file("courier")
    whole, status = file.read_bytes(), file.stat()
    file.write_bytes(b"x" * len(whole))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    searcher = Searcher.open(layout)
    searcher.rank_by_meaning(model)

    file.write_bytes(whole)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert [hit.claim_id for hit in ask("boat")[0]] == ["courier/stop", "gazette/again"]


def test_what_is_embedded_is_kept_now_and_then(
    layout: Layout,
    model: Counting,
    write_claims: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever stops it half-way has not lost all of it."""
    monkeypatch.setattr(kept, "_STEP", 1)
    monkeypatch.setattr(kept, "_TOGETHER", 2)
    for number in range(4):
        write_claims(f"paper-{number}", {"one": f"dam {'jobs ' * number}"})
    steps: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        steps.append((done, total))
        if done == total - 1:
            raise KeyboardInterrupt

    searcher = Searcher.open(layout)
    with pytest.raises(KeyboardInterrupt):
        searcher.rank_by_meaning(model, stop)
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4)]

    model.embedded.clear()
    searcher.rank_by_meaning(model)
    assert len(model.embedded) == 1


def test_an_empty_ledger_has_nothing_near(layout: Layout, model: Counting) -> None:
    """Nor is that a fault."""
    searcher = Searcher.open(layout)
    searcher.rank_by_meaning(model)

    assert searcher.find("boat") == []
