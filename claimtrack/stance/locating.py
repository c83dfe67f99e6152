"""Where a model of the user's own lies: in a folder, or among what they downloaded themselves.

Nothing is ever downloaded here. The name of a model on the Hugging Face hub is looked up in the
folder in which the hub's tools keep what they fetched, and nowhere else.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from claimtrack.errors import UnusableModelError

CONFIG: Final = "config.json"
TOKENIZER: Final = "tokenizer.json"
#: Where an ONNX file lies: beside the configuration, or in the folder that exports make for it.
_ONNX_FOLDERS: Final = (".", "onnx")
_ONNX: Final = "model.onnx"
_WEIGHTS: Final = ("*.safetensors", "pytorch_model*.bin")
_HUB_NAME: Final = re.compile(
    r"(?P<name>[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)?)(?:@(?P<revision>[\w][\w./-]*))?"
)
_LARGEST_CONFIG: Final = 10_000_000
_HASH_SHOWN: Final = 12


@dataclass(frozen=True)
class ModelFiles:
    """The files of one model.

    Attributes:
        name: as people call it: its name on the hub, or that of its folder.
        folder: holds the configuration and the tokenizer.
        onnx: the network as ONNX, where there is one.
        weights: the files of weights otherwise, in order of their names.
        config: what config.json holds.
    """

    name: str
    folder: Path
    onnx: Path | None
    weights: tuple[Path, ...]
    config: dict[str, Any]

    @cached_property
    def label(self) -> str:
        """Its name with the beginning of the SHA-256 of its weights, one file after the other.

        Raises:
            UnusableModelError: they cannot be read.
        """
        digest = hashlib.sha256()
        for path in self._list_weights():
            try:
                with path.open("rb") as file:
                    while chunk := file.read(1 << 20):
                        digest.update(chunk)
            except OSError as error:
                raise UnusableModelError(self.name, _say_unreadable(path, error)) from None
        return f"{self.name} (SHA-256 {digest.hexdigest()[:_HASH_SHOWN]})"

    def _list_weights(self) -> list[Path]:
        """Return what makes the model what it is; a large ONNX file has its numbers beside it."""
        if self.onnx is None:
            return list(self.weights)
        beside = [each for each in self.onnx.parent.iterdir() if each != self.onnx]
        return [self.onnx, *sorted(e for e in beside if e.name.startswith(self.onnx.name))]


def find_model(given: str, base: Path) -> ModelFiles:
    """Find the files of a model.

    Args:
        given: a folder, an ONNX file in one, or a name on the hub such as ``team/model`` or
            ``team/model@revision``.
        base: the folder that a relative path starts from.

    Raises:
        UnusableModelError: it is not there, or is no model.
    """
    path = base / Path(os.path.expanduser(given))  # noqa: PTH111 - no home is no fault here
    if _is(path, file=True):
        if path.suffix != ".onnx":
            raise UnusableModelError(given, "it is a file, and neither a folder nor ONNX")
        parents = (path.parent, path.parent.parent)
        folder = next((each for each in parents if (each / CONFIG).is_file()), path.parent)
        return _read_folder(f"{folder.resolve().name}/{path.name}", folder, path)
    if _is(path, file=False):
        return _read_folder(path.resolve().name, path)
    return _read_folder(given, _find_snapshot(given))


def find_cache() -> Path:
    """Return the folder in which the hub's tools keep what they fetched, as their settings say."""
    cache = os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE")
    if cache:
        return Path(os.path.expandvars(os.path.expanduser(cache)))  # noqa: PTH111 - as above
    home = os.environ.get("HF_HOME")
    if not home:
        home = os.path.join(os.environ.get("XDG_CACHE_HOME") or "~/.cache", "huggingface")  # noqa: PTH118
    return Path(os.path.expandvars(os.path.expanduser(home))) / "hub"  # noqa: PTH111 - as above


def _find_snapshot(given: str) -> Path:
    named = _HUB_NAME.fullmatch(given)
    if named is None:
        raise UnusableModelError(given, "there is no such folder")
    name, revision = named["name"], named["revision"] or "main"
    cache = find_cache()
    folder = cache / f"models--{name.replace('/', '--')}"
    if not _is(folder, file=False):
        raise UnusableModelError(
            given,
            f"there is no such folder, and none of that name among the models in {cache}",
            f"Nothing is downloaded for you. Fetch it yourself, as with `hf download {name}`, or "
            "go on without it: --rules-only.",
        )
    try:
        commit = (folder / "refs" / revision).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        commit = revision
    snapshot = folder / "snapshots" / commit
    if ".." in commit or "/" in commit or not _is(snapshot, file=False):
        raise UnusableModelError(
            given,
            f"{cache} has no copy of its revision “{revision}”",
            f"Fetch it, as with `hf download {name} --revision {revision}`.",
        )
    return snapshot


def _is(path: Path, *, file: bool) -> bool:
    try:
        return path.is_file() if file else path.is_dir()
    except (OSError, ValueError):  # a name that no system takes
        return False


def _read_folder(name: str, folder: Path, onnx: Path | None = None) -> ModelFiles:
    config = _read_config(name, folder)
    onnx = onnx or _find_onnx(name, folder)
    weights = sorted({path for form in _WEIGHTS for path in folder.glob(form)})
    safe = tuple(path for path in weights if path.suffix == ".safetensors")
    if onnx is None and not weights:
        raise UnusableModelError(
            name, f"{folder} holds neither {_ONNX} nor weights (safetensors, pytorch_model.bin)"
        )
    return ModelFiles(name, folder, onnx, safe or tuple(weights), config)


def _find_onnx(name: str, folder: Path) -> Path | None:
    """Return the ONNX file of a folder: the one with the usual name, or the only one."""
    places = [folder / place for place in _ONNX_FOLDERS]
    for place in places:
        if (place / _ONNX).is_file():
            return place / _ONNX
    found = sorted(path for place in places for path in place.glob("*.onnx"))
    if len(found) > 1:
        names = ", ".join(path.relative_to(folder).as_posix() for path in found[:5])
        raise UnusableModelError(
            name,
            f"{folder} holds {len(found)} ONNX files and none is called {_ONNX}: {names}",
            "Give the file itself.",
        )
    return found[0] if found else None


def _read_config(name: str, folder: Path) -> dict[str, Any]:
    path = folder / CONFIG
    try:
        with path.open("rb") as file:
            config = json.loads(file.read(_LARGEST_CONFIG))
    except FileNotFoundError:
        raise UnusableModelError(name, f"{folder} has no {CONFIG}: it is no model") from None
    except OSError as error:
        raise UnusableModelError(name, _say_unreadable(path, error)) from None
    except (ValueError, RecursionError):
        raise UnusableModelError(name, f"its {CONFIG} is not JSON") from None
    if not isinstance(config, dict):
        raise UnusableModelError(name, f"its {CONFIG} is no JSON object")
    return config


def _say_unreadable(path: Path, error: OSError) -> str:
    return f"its {path.name} cannot be read: {error.strerror or error}"
