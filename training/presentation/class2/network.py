"""The gated table network of class II in torch, and the windows of a peptide that it reads, one a register."""
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
from data import CORE, FLANK  # noqa: E402

SLOTS = FLANK + CORE + FLANK
SYMBOL_COUNT = len(common.SYMBOLS)


@dataclass(frozen=True)
class Shape:
    """Sizes of a network."""

    embedding: int = 16
    groove: tuple[int, ...] = (64,)
    hidden: tuple[int, int] = (128, 64)


class Windows:
    """All registers of many peptides end to end; register r of peptide i is at `first[i] + r`."""

    def __init__(self, codes: np.ndarray) -> None:
        lengths = common.lengths_of(codes)
        self.count = lengths - CORE + 1
        self.first = np.cumsum(self.count) - self.count
        peptide = np.repeat(np.arange(len(codes)), self.count)
        register = np.arange(len(peptide)) - self.first[peptide]
        padded = np.pad(codes, ((0, 0), (FLANK, FLANK)), constant_values=common.PAD)
        self.symbols = padded[peptide[:, None], register[:, None] + np.arange(SLOTS)]
        """[registers, 15] residue codes."""

    def of(self, peptides: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For some peptides: place of each of their registers, whose it is, and which."""
        count = self.count[peptides]
        whose = np.repeat(np.arange(len(peptides)), count)
        register = np.arange(len(whose)) - (np.cumsum(count) - count)[whose]
        return self.first[peptides][whose] + register, whose, register


def table_rows(symbols: np.ndarray, groove: np.ndarray | int, grooves: int) -> torch.Tensor:
    """Rows of `gated` and `tables` with their first two axes as one, [windows, 15]; `groove`: index of each window."""
    slot = np.arange(SLOTS) * grooves
    return torch.from_numpy(symbols + SYMBOL_COUNT * (slot + np.asarray(groove)[..., None]))


class GatedTableNet(nn.Module):
    """Answers for a window the `el` logit and the `ba` logit (its sigmoid is 1 - log50000(nM))."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        width = SLOTS * shape.embedding
        self.emb = nn.Parameter(torch.randn(SLOTS * SYMBOL_COUNT, shape.embedding) * 0.5)
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

    def gated(self, grooves: torch.Tensor) -> torch.Tensor:
        """Residue vectors as each groove sees them, [15, grooves * 21, E]."""
        hidden = grooves
        for layer in self.groove_layers:
            hidden = functional.relu(layer(hidden))
        gate = self.gate(hidden).view(len(grooves), 2, SLOTS, 1, -1).permute(1, 2, 0, 3, 4)
        residues = self.emb.view(SLOTS, 1, SYMBOL_COUNT, -1)
        return torch.addcmul(gate[1], residues, 1 + gate[0]).flatten(1, 2)

    def tables(self, gated: torch.Tensor) -> torch.Tensor:
        """What each symbol in each slot adds to the first layer, [15, grooves * 21, H1]."""
        return torch.bmm(gated, self.layers[0].weight.t().view(SLOTS, self.shape.embedding, -1))

    def from_tables(self, tables: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
        """[windows, 2] logits by adding up rows of tables, as at run time."""
        x = functional.relu(functional.embedding_bag(rows, tables.flatten(0, 1), mode="sum") + self.layers[0].bias)
        for layer in self.layers[1:]:
            x = functional.relu(layer(x))
        return self.out(x)

    def from_gated(self, gated: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
        """[windows, 2] logits, with gradients."""
        x = functional.embedding(rows, gated.flatten(0, 1)).flatten(1)
        x = functional.dropout(x, self.dropout, self.training)
        for layer in self.layers:
            x = functional.dropout(functional.relu(layer(x)), self.dropout, self.training)
        return self.out(x)


def best_register(scores: np.ndarray, whose: np.ndarray, register: np.ndarray) -> np.ndarray:
    """The register with the highest score of each peptide; the first where several tie."""
    grid = np.full((whose[-1] + 1, register.max() + 1), -np.inf, np.float32)
    grid[whose, register] = scores
    return grid.argmax(axis=1)
