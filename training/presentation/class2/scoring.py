"""Scores of peptides by one or several networks: per register, then the best register of each output."""
from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from network import GatedTableNet, Windows, best_register, table_rows  # noqa: E402


@dataclass(frozen=True)
class Scores:
    """Of one peptide each: both logits, each at its own best register, and the registers."""

    el: np.ndarray
    ba: np.ndarray
    el_register: np.ndarray
    ba_register: np.ndarray


@torch.no_grad()
def window_logits(nets: Sequence[GatedTableNet], symbols: np.ndarray, groove: str, batch: int = 32_768) -> np.ndarray:
    """[windows, 2] mean logits of the networks on one groove."""
    one_hot = torch.from_numpy(common.groove_one_hot([groove]))
    total = np.zeros((len(symbols), 2))
    for net in nets:
        tables = net.tables(net.gated(one_hot))
        for start in range(0, len(symbols), batch):
            rows = table_rows(symbols[start:start + batch], 0, 1)
            total[start:start + batch] += net.from_tables(tables, rows).numpy()
    return total / len(nets)


def score(nets: Sequence[GatedTableNet], codes: np.ndarray, groove: str) -> Scores:
    """Registers are scored by the mean of the networks before the best is taken."""
    windows = Windows(codes)
    logits = window_logits(nets, windows.symbols, groove)
    _, whose, register = windows.of(np.arange(len(codes)))
    el, ba = (best_register(logits[:, output], whose, register) for output in (0, 1))
    return Scores(logits[windows.first + el, 0], logits[windows.first + ba, 1], el, ba)


def score_rows(nets: Sequence[GatedTableNet], codes: np.ndarray, allele: np.ndarray, grooves: Sequence[str]) -> Scores:
    """Of each row on its own allele."""
    parts = Scores(*(np.zeros(len(codes), kind) for kind in (float, float, int, int)))
    for one in np.unique(allele):
        rows = np.flatnonzero(allele == one)
        scores = score(nets, codes[rows], grooves[one])
        for name in parts.__dataclass_fields__:
            getattr(parts, name)[rows] = getattr(scores, name)
    return parts
