from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.cite.copies import describe_copies
from claimtrack.values.dates import Edtf
from tests.cite.conftest import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.source import Capture, Source


@pytest.mark.parametrize(
    ("captured", "words"),
    [
        ("2025-03-12", "12 March 2025"),
        ("2025-03", "March 2025"),
        ("../2025-03-12", "12 March 2025 or earlier"),
        ("2025-03-12/..", "12 March 2025 or later"),
        ("2025-03-12/2025-03-14", "12 March 2025 to 14 March 2025"),
    ],
)
def test_says_when_a_copy_was_taken(
    captured: str,
    words: str,
    make_source: Callable[..., Source],
    make_capture: Callable[..., Capture],
) -> None:
    """A day that is known from one side alone is said so that it can be read."""
    capture = make_capture(1, b"x", "x").model_copy(update={"captured": Edtf.parse(captured)})
    source = make_source("one", captures=(capture,))
    assert read(describe_copies(source)) == f" Copy of {words}."
