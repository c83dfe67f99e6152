"""Stands where torch would, beside the stand-in for transformers."""

from __future__ import annotations

from contextlib import nullcontext


def inference_mode() -> nullcontext[None]:
    """Return what a network runs in."""
    return nullcontext()
