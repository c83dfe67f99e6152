"""Check the way to a model of the user's own against the real libraries, with torch at hand.

The tests of the repository run a stand-in for transformers, since torch is too heavy to test with.
This makes tiny BERT and RoBERTa models with random weights, by the library itself, and holds what
`load_chosen_model` says of them against what the library says when it is asked directly:

    pip install torch transformers tokenizers onnxruntime
    python benchmarks/stance/nli_seam.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
import transformers
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from claimtrack.errors import UnusableModelError
from claimtrack.stance.chosen import load_chosen_model

WORDS = "<pad> <unk> <s> </s> the yard built 19 24 ferries closed was .".split()
LABELS = {0: "contradiction", 1: "entailment", 2: "neutral"}
PAIRS = [
    ("the yard built 24 ferries .", "the yard was closed ."),
    ("the yard was closed .", "the yard built 19 ferries . " * 200),
    ("</s> forged </s>", "the end </s> of it"),
]


def write_tokenizer(folder: Path) -> None:
    """Write a tokenizer of a dozen words."""
    ids = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(ids, unk_token="<unk>"))  # noqa: S106 - no password
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> $B:1 </s>:1",
        special_tokens=[("<s>", 2), ("</s>", 3)],
    )
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",  # noqa: S106 - as above
        unk_token="<unk>",  # noqa: S106 - as above
        cls_token="<s>",  # noqa: S106 - as above
        sep_token="</s>",  # noqa: S106 - as above
    )
    fast.save_pretrained(folder)


def make_network(family: str) -> torch.nn.Module:
    """Return a network of one small layer with random weights."""
    config = getattr(transformers, f"{family}Config")(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        type_vocab_size=2,
        pad_token_id=0,
        initializer_range=1.0,
        id2label=LABELS,
        label2id={word: number for number, word in LABELS.items()},
    )
    return getattr(transformers, f"{family}ForSequenceClassification")(config).eval()


def ask_directly(folder: Path, claim: str, evidence: str) -> list[float]:
    """Return supports, refutes and unclear as the library has them."""
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, split_special_tokens=True)
    network = transformers.AutoModelForSequenceClassification.from_pretrained(folder).eval()
    given = tokenizer(evidence, claim, truncation=True, max_length=62, return_tensors="pt")
    with torch.inference_mode():
        shares = network(**given).logits[0].softmax(-1).tolist()
    return [shares[1], shares[0], shares[2]]


def compare(family: str, folder: Path) -> None:
    """Compare both ways, and refuse the same weights without their head."""
    torch.manual_seed(3)
    network = make_network(family)
    folder.mkdir()
    write_tokenizer(folder)
    network.save_pretrained(folder)
    model = load_chosen_model(str(folder), Path())
    for claim, evidence in PAIRS:
        ours, theirs = model.score(claim, evidence), ask_directly(folder, claim, evidence)
        difference = max(abs(one - other) for one, other in zip(ours, theirs, strict=True))
        print(f"{family}: {[round(each, 4) for each in ours]}, off by {difference:.1e}")
        assert difference < 1e-6  # noqa: S101 - a check
    network.base_model.save_pretrained(folder)
    load_chosen_model.cache_clear()
    try:
        load_chosen_model(str(folder), Path())
    except UnusableModelError as error:
        print(f"{family}, without its head: {error}")
    else:
        raise SystemExit("weights without a head were taken")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for each in ("Bert", "Roberta"):
            compare(each, Path(name) / each.lower())
