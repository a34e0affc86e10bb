"""The gated table network in torch: groove residues scale and shift the residue vectors of a peptide."""
from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import SLOTS  # noqa: E402


@dataclass(frozen=True)
class Shape:
    """Sizes of a network."""

    embedding: int = 16
    groove: tuple[int, ...] = (64,)
    hidden: tuple[int, ...] = (256, 64, 16)

    @property
    def multiplications(self) -> int:
        """Of one score once the tables of the allele are made; the heads included."""
        sizes = (*self.hidden, 2)
        return sum(a * b for a, b in zip(sizes, sizes[1:]))


class GatedTableNet(nn.Module):
    """Answers the `el` logit and the `ba` logit (its sigmoid is 1 - log50000(nM))."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        width = SLOTS * shape.embedding
        self.emb = nn.Parameter(torch.randn(SLOTS * len(common.SYMBOLS), shape.embedding) * 0.5)
        groove_sizes = (common.GROOVE_LENGTH * len(common.GROOVE_SYMBOLS), *shape.groove)
        self.groove_layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(groove_sizes, groove_sizes[1:]))
        self.gate = nn.Linear(groove_sizes[-1], 2 * width)
        nn.init.normal_(self.gate.weight, std=0.3 / groove_sizes[-1] ** 0.5)
        nn.init.zeros_(self.gate.bias)
        sizes = (width, *shape.hidden)
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        for layer in [*self.groove_layers, *self.layers]:
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
        self.out = nn.Linear(sizes[-1], 2)
        self.dropout = dropout

    def gates(self, grooves: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """1 + scale and shift, [grooves, 28 * E] each."""
        hidden = grooves
        for layer in self.groove_layers:
            hidden = functional.relu(layer(hidden))
        scale, shift = self.gate(hidden).chunk(2, dim=1)
        return 1 + scale, shift

    def _tail(self, x: torch.Tensor) -> torch.Tensor:
        x = functional.dropout(x, self.dropout, self.training)
        for layer in self.layers:
            x = functional.relu(layer(x))
            if layer is self.layers[0]:
                x = functional.dropout(x, self.dropout, self.training)
        return self.out(x)

    def forward(self, symbols: torch.Tensor, grooves: torch.Tensor, groove_of: torch.Tensor) -> torch.Tensor:
        """[rows, 2] logits. `symbols` are rows of `emb`, [rows, 28]; `groove_of` rows of `grooves`."""
        scale, shift = self.gates(grooves)
        x = functional.embedding(symbols, self.emb).flatten(1)
        return self._tail(torch.addcmul(
            functional.embedding(groove_of, shift), x, functional.embedding(groove_of, scale)))

    @torch.no_grad()
    def score_allele(self, symbols: torch.Tensor, groove: torch.Tensor, batch: int = 16_384) -> torch.Tensor:
        """[rows, 2] logits of one groove, [1, 714]; the first layer becomes a table, as at run time."""
        scale, shift = (gate.view(SLOTS, 1, -1) for gate in self.gates(groove))
        gated = self.emb.view(SLOTS, len(common.SYMBOLS), -1) * scale + shift
        first = self.layers[0].weight.t().reshape(SLOTS, self.shape.embedding, -1)
        table = torch.bmm(gated, first).flatten(0, 1)
        answers = []
        for rows in symbols.split(batch):
            x = functional.embedding_bag(rows, table, mode="sum")
            x = functional.relu(x + self.layers[0].bias)
            for layer in self.layers[1:]:
                x = functional.relu(layer(x))
            answers.append(self.out(x))
        return torch.cat(answers)


def symbol_rows(slots: np.ndarray) -> torch.Tensor:
    """Rows of `emb` for symbols per slot, [n, 28] int64."""
    offsets = np.arange(SLOTS) * len(common.SYMBOLS)
    return torch.from_numpy(slots.astype(np.int64) + offsets)
