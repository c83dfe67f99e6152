"""Train the stance model: python train.py --data TRAIN_FOLDER --base BASE_FOLDER --out FOLDER.

One process, one thread, bfloat16 autocast, fixed seeds. The base folder holds `model.safetensors`
and `vocab.txt` of all-MiniLM-L6-v2; its checksum and those of the data are verified first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import augment
import torch
from augment import Pair
from model import Stance, load_base
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from claimtrack.stance.encoding import encode_pair
from claimtrack.stance.markers import plain_text
from claimtrack.stance.wordpiece import WordPiece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DATA_SHA256 = {
    "breaking_nli": "9ff8e73d0bf39e54c806ec4b6e8f3d9827cdc28bfb97d01f64d23505b2720a01",
    "cad_nli": "51fd21eff5f643643bee9465ba798719fa8fe635a7adcbd2054872921baf3a5c",
    "fever": "ecf82eb6a47fc15c8c61c7e60add496728ae57a87b6072dbd152f53d97b875fd",
    "taxinli": "a4441d53ae256f7aad534be9bf62d06c97597790aab53f30e5bec953285850b2",
    "vitaminc_real": "bf601263c1db3561ebb1980c1bf9022b73e09372831d9bb88c650e19dc5827d2",
    "vitaminc_synthetic": "578c6c8a47317982721a30972cebebe8bb550a47db1887c1d699e3a7a6233fe1",
}
LABELS = ("supports", "refutes", "unclear")
# How often an epoch takes each pair. The real revisions are the nearest to the task, the one-word
# swaps are learnt from a few, and the synthetic revisions repeat FEVER.
SHARES = {
    "vitaminc_real": 1.5,
    "vitaminc_synthetic": 0.6,
    "fever": 1.0,
    "cad_nli": 0.9,
    "taxinli": 0.9,
    "breaking_nli": 0.6,
}
# New pairs an epoch, as a share of all its plain ones.
ADDED = {"bounds": 0.07, "number": 0.04, "negation": 0.03, "stranger": 0.09, "sides": 0.02}
HELD_ONE_IN = 40  # one claim in so many is kept out of training, for the temperature
SEED = 20260


def read_pairs(folder: Path) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs to train on and those held out for calibration, after checking the files."""
    kept: list[Pair] = []
    held: list[Pair] = []
    for origin in SHARES:
        content = (folder / f"{origin}.jsonl").read_bytes()
        if hashlib.sha256(content).hexdigest() != DATA_SHA256[origin]:
            raise SystemExit(f"{origin}.jsonl is not the file this recipe was made for")
        for line in content.decode("utf-8").splitlines():
            row = json.loads(line)
            claim, evidence = plain_text(row["claim"]), plain_text(row["evidence"])
            group = row["id"].split("_")[0] if origin.startswith("vitaminc") else ""
            key = row.get("page") or group or evidence
            digest = int(hashlib.sha256(f"{origin}:{key}".encode()).hexdigest()[:8], 16)
            pair = Pair(
                claim, evidence, LABELS.index(row["label"]), origin, group and origin + group
            )
            (held if digest % HELD_ONE_IN == 0 else kept).append(pair)
    return kept, held


def draw_epoch(pairs: list[Pair], chance: random.Random, extra: bool) -> list[list[Pair]]:
    """Return one epoch of units; a unit is a pair or a case whose pairs differ in one fact."""
    cases: dict[str, list[Pair]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        cases[pair.group or str(number)].append(pair)
    units: list[list[Pair]] = []
    for case in cases.values():
        share = SHARES[case[0].origin]
        units += [case] * (int(share) + (chance.random() < share % 1))
    if not extra:
        return units
    edits: dict[str, Callable[[Pair, random.Random], Pair | None]] = {
        "bounds": augment.bound_pair,
        "number": augment.number_swap,
        "negation": augment.negate,
        "stranger": augment.Strangers(pairs),
        "sides": augment.swap_sides,
    }
    suited = {
        "negation": [
            p
            for p in pairs
            if p.origin in {"fever", "vitaminc_synthetic", "vitaminc_real", "cad_nli"}
        ],
        "stranger": [
            p for p in pairs if p.origin in {"fever", "vitaminc_synthetic", "vitaminc_real"}
        ],
        "sides": [p for p in pairs if p.origin in {"taxinli", "cad_nli", "breaking_nli"}],
    }
    total = sum(len(unit) for unit in units)
    for name, edit in edits.items():
        wanted, tries = int(ADDED[name] * total), 0
        while wanted > 0 and tries < 40 * total:
            tries += 1
            made = edit(chance.choice(suited.get(name, pairs)), chance)
            if made is not None:
                units.append([made])
                wanted -= 1
    return units


Row = tuple[list[int], list[int], int, str]


def batches(
    units: list[list[Pair]], pieces: WordPiece, size: int, chance: random.Random
) -> Iterator[list[Row]]:
    """Yield batches of about `size` rows and of like length, in random order."""
    chance.shuffle(units)
    for first in range(0, len(units), size * 24):
        pool = [
            [
                (*encode_pair(pieces, p.claim, p.evidence), p.label, p.group and p.claim)
                for p in unit
            ]
            for unit in units[first : first + size * 24]
        ]
        pool.sort(key=lambda unit: max(len(row[0]) for row in unit))
        ready: list[list[Row]] = [[]]
        for unit in pool:
            if len(ready[-1]) + len(unit) > size:
                ready.append([])
            ready[-1] += unit
        chance.shuffle(ready)
        yield from (batch for batch in ready if batch)


def pad(rows: list[Row]) -> tuple[Tensor, Tensor]:
    """Return ids and types as rectangles; 0 pads both."""
    width = max(len(row[0]) for row in rows)
    ids = torch.tensor([row[0] + [0] * (width - len(row[0])) for row in rows])
    types = torch.tensor([row[1] + [0] * (width - len(row[1])) for row in rows])
    return ids, types


def contrast(scores: Tensor, rows: list[Row]) -> Tensor:
    """Return how badly one claim's two revisions are told apart, where their labels differ."""
    seen: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row[3]:
            seen[row[3]].append(number)
    ones, others = [], []
    for members in seen.values():
        for one in members:
            for other in members:
                if rows[one][2] != rows[other][2]:
                    ones.append(one)
                    others.append(other)
    if not ones:
        return scores.new_zeros(())
    labels = torch.tensor([rows[one][2] for one in ones])
    margin = (scores[ones] - scores[others]).gather(1, labels[:, None])
    return -functional.logsigmoid(margin).mean()


def make_optimiser(model: Stance, rate: float) -> torch.optim.Optimizer:
    """Frozen word vectors; the new parts learn faster than the old; no decay on vectors."""
    model.words.weight.requires_grad_(False)
    model.places.weight.requires_grad_(False)
    fresh = ("types", "head", "pool")
    groups: dict[tuple[bool, bool], list[Tensor]] = defaultdict(list)
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            groups[name.startswith(fresh), weight.ndim > 1].append(weight)
    return torch.optim.AdamW(
        [
            {
                "params": weights,
                "lr": rate * (4 if new else 1),
                "weight_decay": 0.01 if wide else 0.0,
            }
            for (new, wide), weights in groups.items()
        ]
    )


def train(options: argparse.Namespace) -> None:
    """Run the schedule, keep a moving average of the weights, save it now and then."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    torch.set_num_threads(1)
    base = options.base / "model.safetensors"
    if hashlib.sha256(base.read_bytes()).hexdigest() != BASE_SHA256:
        raise SystemExit("the base weights are not those of all-MiniLM-L6-v2")
    pieces = WordPiece((options.base / "vocab.txt").read_text("utf-8"))
    pairs, held = read_pairs(options.data)
    print(len(pairs), "pairs,", len(held), "held out", flush=True)
    model = Stance()
    load_base(model, load_file(base))
    optimiser = make_optimiser(model, options.rate)
    rates = [group["lr"] for group in optimiser.param_groups]
    average = {name: weight.clone() for name, weight in model.state_dict().items()}
    moving = [name for name in average if name not in {"words.weight", "places.weight"}]
    done, step, loss_mean, began, saved = 0, 0, 0.0, time.time(), time.time()
    model.train()
    while done < options.pairs:
        units = draw_epoch(pairs, chance, extra=not options.plain)
        print("epoch", Counter(u[0].origin for u in units), sum(map(len, units)), flush=True)
        for rows in batches(units, pieces, options.batch, chance):
            progress = done / options.pairs
            if progress >= 1:
                break
            factor = min(progress / 0.06, (1 - progress) / 0.94)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * max(factor, 1e-4)
            ids, types = pad(rows)
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(ids, types)
            scores = scores.float()
            labels = torch.tensor([row[2] for row in rows])
            loss = functional.cross_entropy(scores, labels, label_smoothing=0.05)
            if options.contrast:
                loss = loss + options.contrast * contrast(scores.log_softmax(-1), rows)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            done, step = done + len(rows), step + 1
            if step % 5 == 0:
                state = model.state_dict()
                for name in moving:
                    average[name].lerp_(state[name], max(0.01, 5 / (step + 5)))
            loss_mean += 0.01 * (loss.item() - loss_mean) if step > 1 else loss.item()
            if step % 100 == 0:
                speed = done / (time.time() - began)
                print(f"{done} pairs, loss {loss_mean:.3f}, {speed:.1f} pairs/s", flush=True)
            if time.time() - saved > 420:
                save_file(average, options.out / "stance.safetensors")
                saved = time.time()
    save_file(average, options.out / "stance.safetensors")
    print("finished", done, f"{time.time() - began:.0f} s", flush=True)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=120_000)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--contrast", type=float, default=0.3)
    parser.add_argument("--plain", action="store_true", help="no added pairs")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    train(options)


if __name__ == "__main__":
    main()
