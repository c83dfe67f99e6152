"""The vectors of a ledger's claims, kept beside its index: a copy that anybody may delete.

A file of claims is read again when its time or size differ from what is noted, and a claim is
embedded again when its text differs. Vectors are kept as half floats: what that costs is far below
what any model is sure of.
"""

from __future__ import annotations

import hashlib
import io
import json
import time
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from claimtrack.search.meaning import Likeness, compare
from claimtrack.search.records import load_claims
from claimtrack.search.shelves import is_young
from claimtrack.store import atomic
from claimtrack.store.layout import WORKING
from claimtrack.store.reading import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np

    from claimtrack.search.sentences import SentenceModel
    from claimtrack.search.shelves import Stamps
    from claimtrack.store.layout import Layout

#: Raise it when what is embedded of a claim changes.
_VERSION: Final = 1
#: Texts that are embedded before all is kept: a stop costs no more than these, about a minute.
_TOGETHER: Final = 5_000
#: Texts that are embedded between two steps of a progress bar.
_STEP: Final = 64
_PATIENCE: Final = 10.0
#: As in the index: file times are this coarse at worst, in nanoseconds.
_TICK: Final = 2_000_000_000
#: What reading a damaged file may end in.
_DAMAGE: Final = (
    *(OSError, EOFError, MemoryError, zipfile.BadZipFile, zlib.error, NotImplementedError),
    *(ValueError, TypeError, KeyError, AttributeError, RecursionError),
)


class _Part(NamedTuple):
    """What is noted of the claims of one source."""

    stamp: str
    claims: list[list[str]]
    """The id of each, and the hash of its text."""


class ClaimVectors:
    """The vectors of all claims of a ledger, in order of id.

    Args:
        model: makes them.
        layout: where the ledger lies.
        stamps: of the files of its claims, as they are now.
        rehash: look into every file, whatever its stamp says.
        progress: is told how many claims were embedded, and how many there are to embed.
        tell: is told what the user should hear.

    Raises:
        UnusableEmbeddingsError: the model gives none.
    """

    def __init__(
        self,
        model: SentenceModel,
        layout: Layout,
        stamps: Stamps,
        *,
        rehash: bool = False,
        progress: Callable[[int, int], None] | None = None,
        tell: Callable[[str], None],
    ) -> None:
        self._model = model
        self._layout = layout
        self._file = layout.root / WORKING / "embeddings" / f"{model.key}.npz"
        self._tell = tell
        self._parts: dict[str, _Part] = {}
        self._known: dict[str, np.ndarray] = {}
        self._load()
        self._update(stamps, progress, rehash=rehash)
        rows = sorted((key, digest) for part in self._parts.values() for key, digest in part.claims)
        self._keys = [key for key, _ in rows]
        self._vectors = _stack([self._known[digest] for _, digest in rows])

    def compare(self, text: str) -> Likeness:
        """Return how near each claim is to a text."""
        return compare(self._keys, self._vectors, self._model.embed([text])[0])

    def _load(self) -> None:
        """Take what was kept, if it is whole."""
        import numpy as np

        try:
            with self._file.open("rb") as file, np.load(file, allow_pickle=False) as kept:
                notes, vectors = json.loads(kept["notes"].tobytes()), kept["vectors"]
            if notes["version"] != _VERSION:
                return
            parts = {
                name: _Part(str(stamp), [[str(key), str(digest)] for key, digest in claims])
                for name, (stamp, claims) in notes["parts"].items()
            }
            digests = [str(digest) for digest in notes["digests"]]
            known = dict(zip(digests, vectors, strict=True))
            fits = vectors.dtype == np.float16 and vectors.shape == (len(digests), self._model.size)
            if not fits or not np.isfinite(vectors).all():
                raise ValueError("no vectors")
            if any(digest not in known for part in parts.values() for _, digest in part.claims):
                raise ValueError("a vector is missing")
        except FileNotFoundError:
            return
        except _DAMAGE:
            self._tell("the vectors of claims are made anew: those that were kept are damaged")
        else:
            self._parts, self._known = parts, known

    def _update(
        self, stamps: Stamps, progress: Callable[[int, int], None] | None, *, rehash: bool
    ) -> None:
        """Embed what is new, and keep it."""
        before = self._parts
        trusted = time.time_ns() - _TICK
        self._parts = {}
        changed: dict[str, _Part] = {}
        texts: dict[str, str] = {}
        for name, stamp in stamps.items():
            part = before.get(name)
            if part is not None and part.stamp == stamp and not rehash:
                self._parts[name] = part
                continue
            claims = self._read(name, texts)
            is_sure = claims is not None and not is_young(stamp, trusted)
            changed[name] = _Part(stamp if is_sure else "", claims or [])
        self._embed(changed, texts, progress)
        if self._parts != before:
            self._keep()

    def _read(self, name: str, texts: dict[str, str]) -> list[list[str]] | None:
        """Return the claims of a source, and put down the texts that have no vector yet.

        None where they cannot be read, which the search by words says as well.
        """
        try:
            claims, _ = load_claims(self._layout, name)
        except UnreadableFileError:
            return None
        found = []
        for claim in claims.values():
            digest = hashlib.blake2b(claim.text.encode("utf-8", "replace"), digest_size=12)
            if digest.hexdigest() not in self._known:
                texts[digest.hexdigest()] = claim.text
            found.append([claim.id, digest.hexdigest()])
        return found

    def _embed(
        self,
        changed: dict[str, _Part],
        texts: dict[str, str],
        progress: Callable[[int, int], None] | None,
    ) -> None:
        import numpy as np

        waiting = list(changed.items())
        digests = list(texts)
        for first in range(0, len(digests), _STEP):
            if progress:
                progress(first, len(digests))
            some = digests[first : first + _STEP]
            rows = self._model.embed([texts[digest] for digest in some]).astype(np.float16)
            self._known.update(zip(some, rows, strict=True))
            if first and first % (_TOGETHER // _STEP * _STEP) == 0:
                waiting = self._take(waiting)
                self._keep()
        self._take(waiting)

    def _take(self, waiting: list[tuple[str, _Part]]) -> list[tuple[str, _Part]]:
        """Take the parts whose claims all have vectors; return the others."""
        later = []
        for name, part in waiting:
            if all(digest in self._known for _, digest in part.claims):
                self._parts[name] = part
            else:
                later.append((name, part))
        return later

    def _keep(self) -> None:
        """Write down the vectors that claims have; what cannot be written is made again."""
        import numpy as np
        from filelock import FileLock, Timeout

        digests = sorted({digest for part in self._parts.values() for _, digest in part.claims})
        notes: dict[str, Any] = {"version": _VERSION, "digests": digests, "parts": self._parts}
        data = io.BytesIO()
        np.savez(
            data,
            notes=np.frombuffer(json.dumps(notes).encode(), np.uint8),
            vectors=_stack([self._known[digest] for digest in digests]),
        )
        lock = _lock_of(self._file)
        try:
            atomic.make_folder(self._file.parent)
            with FileLock(lock, timeout=_PATIENCE):
                atomic.write_file(self._file, data.getvalue())
        except OSError as error:  # a Timeout is one, too
            reason = "another process writes them" if isinstance(error, Timeout) else error.strerror
            self._tell(f"the vectors of claims cannot be kept ({reason or error})")


def _lock_of(file: Path) -> Path:
    return file.with_name("lock")


def _stack(rows: list[np.ndarray]) -> np.ndarray:
    import numpy as np

    return np.stack(rows) if rows else np.zeros((0, 1), np.float16)
