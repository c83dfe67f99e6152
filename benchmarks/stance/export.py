"""Calibrate trained weights and write them as ONNX: python export.py --data TRAIN --run FOLDER ...

The temperature comes from the pairs that training held out; it is folded into the last layer, so
that the softmax of the exported logits is the calibrated probability.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
from pathlib import Path

import torch
from model import Stance
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.preprocess import quant_pre_process
from safetensors.torch import load_file
from torch.nn import functional
from train import pad, read_pairs

from claimtrack.stance.encoding import encode_pair
from claimtrack.stance.wordpiece import WordPiece

# Added to the logit of "unclear". The pairs drawn for training are about 40 % supports, 40 %
# refutes and 20 % unclear; half the logarithm of that ratio moves towards equal shares, trading a
# few found contradictions for fewer false ones.
UNCLEAR_BONUS = 0.35


def find_temperature(model: Stance, pieces: WordPiece, data: Path) -> tuple[float, float, float]:
    """Return the temperature, and the held-out accuracy and log loss with it."""
    _, held = read_pairs(data)
    rows = sorted(
        ((*encode_pair(pieces, p.claim, p.evidence), p.label, "") for p in held),
        key=lambda row: len(row[0]),
    )
    with torch.inference_mode():
        scores = torch.cat(
            [model(*pad(rows[first : first + 32])) for first in range(0, len(rows), 32)]
        )
    labels = torch.tensor([row[2] for row in rows])
    loss, best = min(
        (functional.cross_entropy(scores / (step / 50), labels).item(), step / 50)
        for step in range(10, 151)
    )
    return best, (scores.argmax(-1) == labels).float().mean().item(), loss


def main() -> None:
    """Read the command line and write `stance-float.onnx`, `stance.onnx` and `vocab.txt`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    model = Stance()
    model.load_state_dict(load_file(options.run / "stance.safetensors"))
    model.eval()
    pieces = WordPiece((options.base / "vocab.txt").read_text("utf-8"))
    temperature, accuracy, loss = find_temperature(model, pieces, options.data)
    print(f"temperature {temperature:.2f}, held-out accuracy {accuracy:.3f}, log loss {loss:.3f}")
    with torch.no_grad():
        model.head.weight /= temperature
        model.head.bias /= temperature
        model.head.bias[2] += UNCLEAR_BONUS
    example = torch.ones((2, 16), dtype=torch.int64)
    whole, ready, small = (
        options.out / name for name in ("stance-float.onnx", "ready.onnx", "stance.onnx")
    )
    torch.onnx.export(
        model,
        (example, torch.zeros_like(example)),
        str(whole),
        input_names=["ids", "types"],
        output_names=["logits"],
        dynamic_axes={
            "ids": {0: "pairs", 1: "tokens"},
            "types": {0: "pairs", 1: "tokens"},
            "logits": {0: "pairs"},
        },
        opset_version=17,
        dynamo=False,
    )
    quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
    # Unsigned weights: signed ones can overflow on processors without VNNI.
    quantize_dynamic(str(ready), str(small), per_channel=True, weight_type=QuantType.QUInt8)
    ready.unlink()
    shutil.copyfile(options.base / "vocab.txt", options.out / "vocab.txt")
    for path in (small, options.out / "vocab.txt"):
        print(path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
