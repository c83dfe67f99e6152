from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import UnusableModelError
from claimtrack.stance.locating import find_cache, find_model

if TYPE_CHECKING:
    from collections.abc import Callable

CONFIG = json.dumps({"id2label": {"0": "entailment", "1": "not_entailment"}})
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Make a folder of files: ``put("nli", "config.json", "model.onnx")``."""

    def make(folder: str, *names: str) -> Path:
        for name in names:
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(CONFIG if name == "config.json" else name, "utf-8")
        return tmp_path / folder

    return make


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the hub's tools."""
    folder = tmp_path / "cache" / "hub"
    folder.mkdir(parents=True)
    monkeypatch.setenv("HF_HUB_CACHE", str(folder))
    return folder


@pytest.mark.parametrize(
    ("names", "onnx"),
    [
        (["model.onnx"], "model.onnx"),
        (["onnx/model.onnx", "onnx/model_int8.onnx"], "onnx/model.onnx"),
        (["onnx/model_quantized.onnx"], "onnx/model_quantized.onnx"),
        (["model.onnx", "onnx/model.onnx", "model.safetensors"], "model.onnx"),
    ],
)
def test_the_onnx_file_of_a_folder_is_found(
    put: Callable[..., Path], tmp_path: Path, names: list[str], onnx: str
) -> None:
    """Beside the configuration or in a folder of its own, and before any other weights."""
    folder = put("nli", "config.json", *names)

    found = find_model("nli", tmp_path)

    assert found.onnx == folder / onnx
    assert found.name == "nli"
    assert "id2label" in found.config


def test_a_file_can_be_asked_for(put: Callable[..., Path], tmp_path: Path) -> None:
    """Of several, the user knows which."""
    folder = put("nli", "config.json", "onnx/model.onnx", "onnx/model_int8.onnx")

    found = find_model("nli/onnx/model_int8.onnx", tmp_path)

    assert (found.folder, found.onnx) == (folder, folder / "onnx" / "model_int8.onnx")
    assert found.name == "nli/model_int8.onnx"


def test_a_path_from_the_home_folder(
    put: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tilde is what it is in a shell."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    folder = put("nli", "config.json", "model.onnx")

    assert find_model("~/nli", Path("elsewhere")).folder == folder


def test_weights_are_found_where_there_is_no_onnx(put: Callable[..., Path], tmp_path: Path) -> None:
    """All parts of them, those that are numbers alone before those that may be programs."""
    put("safe", "config.json", "model-2-of-2.safetensors", "model-1-of-2.safetensors")
    put("both", "config.json", "model.safetensors", "pytorch_model.bin")
    put("old", "config.json", "pytorch_model.bin")

    names = {
        name: [path.name for path in find_model(name, tmp_path).weights]
        for name in ("safe", "both", "old")
    }

    assert names == {
        "safe": ["model-1-of-2.safetensors", "model-2-of-2.safetensors"],
        "both": ["model.safetensors"],
        "old": ["pytorch_model.bin"],
    }


def test_its_label_has_the_hash_of_its_weights(put: Callable[..., Path], tmp_path: Path) -> None:
    """Of several files, that of all of them one after the other."""
    put("one", "config.json", "model.onnx")
    put("two", "config.json", "b.safetensors", "a.safetensors")
    digests = [
        hashlib.sha256(data).hexdigest() for data in (b"model.onnx", b"a.safetensorsb.safetensors")
    ]

    labels = [find_model(name, tmp_path).label for name in ("one", "two")]

    assert labels == [f"one (SHA-256 {digests[0][:12]})", f"two (SHA-256 {digests[1][:12]})"]


def test_weights_that_go_while_they_are_read(put: Callable[..., Path], tmp_path: Path) -> None:
    """It is said which."""
    folder = put("nli", "config.json", "model.onnx")
    found = find_model("nli", tmp_path)
    (folder / "model.onnx").unlink()

    with pytest.raises(UnusableModelError, match=r"its model\.onnx cannot be read"):
        _ = found.label


@pytest.mark.parametrize("given", ["team/nli", f"team/nli@{COMMIT}", "team/nli@v2"])
def test_a_name_on_the_hub_is_looked_up_in_what_was_fetched(
    cache: Path, put: Callable[..., Path], tmp_path: Path, given: str
) -> None:
    """By its name alone, a commit or a tag."""
    model = "cache/hub/models--team--nli"
    folder = put(f"{model}/snapshots/{COMMIT}", "config.json", "model.onnx")
    for name in ("main", "v2"):
        (put(f"{model}/refs", name) / name).write_text(f"{COMMIT}\n", "utf-8")

    found = find_model(given, tmp_path)

    assert cache.is_dir()
    assert (found.name, found.folder) == (given, folder)


def test_a_folder_goes_before_a_name_on_the_hub(
    cache: Path, put: Callable[..., Path], tmp_path: Path
) -> None:
    """What the user has beside them is what they mean."""
    put("cache/hub/models--team--nli/snapshots/main", "config.json", "model.onnx")
    folder = put("team/nli", "config.json", "model.onnx")

    assert cache.is_dir()
    assert find_model("team/nli", tmp_path).folder == folder


def test_a_name_that_was_not_fetched_is_not_fetched_now(cache: Path, tmp_path: Path) -> None:
    """It is said where it was looked for, and how to get it."""
    with pytest.raises(UnusableModelError, match="none of that name") as caught:
        find_model("team/nli", tmp_path)

    assert str(cache) in str(caught.value)
    assert "hf download team/nli" in caught.value.hint


@pytest.mark.parametrize("revision", ["v3", "../../outside", ".."])
def test_a_revision_that_was_not_fetched(
    cache: Path, put: Callable[..., Path], tmp_path: Path, revision: str
) -> None:
    """It is named; and no name leads out of the cache."""
    put("cache/hub/models--team--nli/snapshots/main", "config.json", "model.onnx")
    put("cache/hub/outside", "config.json", "model.onnx")

    assert cache.is_dir()
    with pytest.raises(UnusableModelError, match=r"revision|no such folder"):
        find_model(f"team/nli@{revision}", tmp_path)


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("given", ["./nli", "a/b/c", "no such thing", "x\0y", "n" * 5000, "/gone"])
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, given: str) -> None:
    """What no name on the hub looks like was a folder."""
    with pytest.raises(UnusableModelError, match="there is no such folder"):
        find_model(given, tmp_path)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["model.onnx"], r"has no config\.json"),
        (["config.json", "README.md"], r"holds neither model\.onnx nor weights"),
        (["config.json", "a.onnx", "onnx/b.onnx"], r"2 ONNX files .*: a\.onnx, onnx/b\.onnx"),
    ],
)
def test_a_folder_that_is_no_model(
    put: Callable[..., Path], tmp_path: Path, names: list[str], message: str
) -> None:
    """It is said what is missing."""
    put("nli", *names)

    with pytest.raises(UnusableModelError, match=message):
        find_model("nli", tmp_path)


@pytest.mark.parametrize("config", ["{", "[1]", "\x00", "[" * 100_000])
def test_a_configuration_that_is_broken(
    put: Callable[..., Path], tmp_path: Path, config: str
) -> None:
    """It is said that it is."""
    (put("nli", "model.onnx") / "config.json").write_text(config, "utf-8")

    with pytest.raises(UnusableModelError, match=r"its config\.json is no"):
        find_model("nli", tmp_path)


def test_a_configuration_that_is_a_folder(put: Callable[..., Path], tmp_path: Path) -> None:
    """The system's reason is passed on."""
    (put("nli", "model.onnx") / "config.json").mkdir()

    with pytest.raises(UnusableModelError, match=r"its config\.json cannot be read"):
        find_model("nli", tmp_path)


def test_a_file_that_is_no_onnx(put: Callable[..., Path], tmp_path: Path) -> None:
    """Weights alone are no model."""
    put("nli", "model.safetensors")

    with pytest.raises(UnusableModelError, match="neither a folder nor ONNX"):
        find_model("nli/model.safetensors", tmp_path)


@pytest.mark.parametrize(
    ("settings", "folder"),
    [
        ({"HF_HUB_CACHE": "/a"}, "/a"),
        ({"HUGGINGFACE_HUB_CACHE": "/b", "HF_HOME": "/c"}, "/b"),
        ({"HF_HOME": "/c", "XDG_CACHE_HOME": "/d"}, "/c/hub"),
        ({"XDG_CACHE_HOME": "/d"}, "/d/huggingface/hub"),
        ({"HOME": "/h", "USERPROFILE": "/h"}, "/h/.cache/huggingface/hub"),
    ],
)
def test_the_cache_is_where_the_hubs_tools_have_it(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], folder: str
) -> None:
    """Their own settings say so."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    assert find_cache() == Path(folder)
