"""A BERT cross-encoder with number types, small enough to read, made to be exported."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from claimtrack.stance import markers

WIDTH, LAYERS, HEADS, INNER, WORDS, PLACES = 384, 6, 12, 1536, 30522, 512


class Layer(nn.Module):
    """One post-norm transformer layer; `first_only` computes the first position alone."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor, first_only: bool) -> Tensor:
        asking = states[:, :1] if first_only else states

        def split(values: Tensor) -> Tensor:
            return values.view(values.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2)

        # Written out: the fused kernel's backward pass is several times slower on a CPU.
        keys = split(self.key(states)).transpose(2, 3)
        weights = torch.matmul(split(self.query(asking)), keys) * (HEADS / WIDTH) ** 0.5
        mixed = torch.matmul((weights + bias).softmax(-1).to(keys.dtype), split(self.value(states)))
        mixed = mixed.transpose(1, 2).reshape(asking.shape[0], -1, WIDTH)
        asking = self.norm1(asking + self.output(mixed))
        inner = self.outer(functional.gelu(self.inner(asking)))
        return self.norm2(asking + self.dropout(inner))


class Stance(nn.Module):
    """Token ids and types in, three logits (supports, refutes, unclear) out; id 0 is padding."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.types = nn.Embedding(markers.TYPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.pool = nn.Linear(WIDTH, WIDTH)
        self.head = nn.Linear(WIDTH, 3)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        states = self.words(ids) + self.places.weight[: ids.shape[1]] + self.types(types)
        states = self.dropout(self.norm(states))
        bias = ((ids == 0).to(states.dtype) * -1e4)[:, None, None, :]
        for number, layer in enumerate(self.layers):
            states = layer(states, bias.to(states.dtype), number == LAYERS - 1)
        return self.head(self.dropout(torch.tanh(self.pool(states[:, 0]))))


def load_base(model: Stance, weights: dict[str, Tensor]) -> None:
    """Fill a model with the weights of a BERT encoder, by their published names."""
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "norm": "embeddings.LayerNorm",
        "pool": "pooler.dense",
    }
    inside = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "output": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm2": "output.LayerNorm",
    }
    state = model.state_dict()
    for name in state:
        if name.startswith(("head", "types")):
            continue
        part, _, kind = name.rpartition(".")
        if name.startswith("layers."):
            _, number, block = part.split(".")
            source = f"encoder.layer.{number}.{inside[block]}.{kind}"
        else:
            source = names.get(name) or f"{names[part]}.{kind}"
        state[name] = weights[source]
    rows = weights["embeddings.token_type_embeddings.weight"]
    side = [0, 1] + [1] * 6 + [0] * 3 + [1]
    state["types.weight"] = rows[side].clone()
    model.load_state_dict(state)
    nn.init.normal_(model.head.weight, std=0.02)
    nn.init.zeros_(model.head.bias)
    with torch.no_grad():
        model.types.weight[2:] += 0.02 * torch.randn(markers.TYPES - 2, WIDTH)
