"""A pandoc that sets citations, and that can get ready for it while the ledger is still read.

Before it sets the first one, pandoc loads the order of all letters, which is half of what it does
for a dozen sources. It can do so before it is told which: a script waits for that (`ready.lua`).
Where pandoc was built without scripts, or the script fails, it is run the plain way.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Self

from claimtrack.errors import PandocFailedError, TemporaryFileError
from claimtrack.formats.pandoc import Pandoc, find_pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimtrack.formats.pandoc import Answer

Node = dict[str, Any]

_DATA: Final = Path(__file__).parent / "data"
#: Of memory: ten thousand sources take 900.
_MEGABYTES: Final = 2048
_GET_READY: Final = (f"--lua-filter={_DATA / 'ready.lua'}", str(_DATA / "trial.json"))
#: What pandoc ends with when a script fails, and when it was built without them.
_SCRIPT_FAILED: Final = frozenset({83, 84, 89})


class Press:
    """Has pandoc set citations. It is a context, which leaves neither process nor file behind."""

    def __init__(self, *, early: bool = False) -> None:
        """Make a place for the files that it reads.

        Args:
            early: whether it is to start at once, and to get ready.

        Raises:
            TemporaryFileError: there is no place for them.
        """
        self._context = contextlib.ExitStack()
        with _reporting_faults():
            folder = Path(self._context.enter_context(TemporaryDirectory(prefix="claimtrack-")))
        self._references, self._style = folder / "references.json", folder / "style.csl"
        files = (f"--bibliography={self._references}", f"--csl={self._style}")
        self._options = ("--citeproc", *files, f"--data-dir={folder}")
        self._ready = self._start(*_GET_READY, *self._options) if early else None

    def _start(self, *arguments: str) -> Pandoc:
        pandoc = Pandoc(arguments, megabytes=_MEGABYTES, on_trees=True)
        return self._context.enter_context(pandoc)

    def is_ready(self) -> bool:
        """Whether a pandoc is running that gets ready, or waits."""
        return self._ready is not None and self._ready.is_running()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()

    def run(
        self,
        style: str,
        references: Sequence[Mapping[str, Any]],
        document: Node,
        seconds: float,
    ) -> tuple[Node, str]:
        """Have a document's citations set.

        Args:
            style: the text of the style.
            references: CSL items.
            document: pandoc's tree.
            seconds: after which it is stopped.

        Returns:
            The tree with its citations set, and what pandoc warned of.

        Raises:
            PandocMissingError: there is no pandoc 3.
            PandocFailedError: it refused an item or the style, or took too long.
            TemporaryFileError: there is no room for what it reads.
        """
        with _reporting_faults():
            self._references.write_text(json.dumps(references), "utf-8")
            self._style.write_text(style, "utf-8")
        found = self._finish(json.dumps(document).encode(), seconds)
        try:
            return json.loads(found.output), found.messages
        except (ValueError, RecursionError):
            find_pandoc()  # one that is too old, or none, is named as such
            raise PandocFailedError("what it wrote cannot be read") from None

    def _finish(self, data: bytes, seconds: float) -> Answer:
        ready, self._ready = self._ready, None
        if ready is not None:
            try:
                return ready.finish(data, seconds)
            except PandocFailedError as error:
                if error.code not in _SCRIPT_FAILED:
                    raise
        return self._start(*self._options).finish(data, seconds)


@contextlib.contextmanager
def _reporting_faults() -> Iterator[None]:
    """Say what the system has against our files, and what to do about it."""
    try:
        yield
    except OSError as error:
        raise TemporaryFileError(error.strerror or str(error)) from None
