"""Scores and percentile ranks of one or several networks."""
from __future__ import annotations

import sys
from pathlib import Path
from typing import Protocol, Sequence

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import RANK_LENGTHS, WIDTH, slots_of  # noqa: E402
from network import GatedTableNet, symbol_rows  # noqa: E402

RANK_SEED = 20_261_124


class Scorer(Protocol):
    """Anything that scores peptides on one groove."""

    def score(self, codes: np.ndarray, groove: str) -> np.ndarray:
        """[n, 2] float64: `el` logit and `ba` logit."""


class Ensemble:
    """The mean of the logits of its networks; of one network, its logits."""

    def __init__(self, nets: Sequence[GatedTableNet]) -> None:
        self._nets = [net.eval() for net in nets]

    def score(self, codes: np.ndarray, groove: str) -> np.ndarray:
        symbols = symbol_rows(slots_of(codes))
        one_hot = torch.from_numpy(common.groove_one_hot([groove]))
        return np.mean([net.score_allele(symbols, one_hot).numpy() for net in self._nets], axis=0, dtype=np.float64)


class RankTable:
    """Percentile rank of an `el` logit among random human 8- to 11-mers, the lengths in equal numbers."""

    def __init__(self, scorer: Scorer, proteome: common.HumanProteome, count: int = 100_000) -> None:
        self._scorer = scorer
        self._random = proteome.draw_equal(count, RANK_LENGTHS, WIDTH, np.random.default_rng(RANK_SEED))
        self._sorted: dict[str, np.ndarray] = {}

    def rank(self, logits: np.ndarray, groove: str) -> np.ndarray:
        """Share in per cent of random peptides that score at least as high; below the best of them it goes
        on falling with the logit, so that no two peptides tie that the network tells apart."""
        if groove not in self._sorted:
            self._sorted[groove] = np.sort(self._scorer.score(self._random, groove)[:, 0])
        table = self._sorted[groove]
        above = len(table) - np.searchsorted(table, logits, side="left")
        return np.where(above > 0, above, 0.999 / (1 + np.exp(np.minimum(logits - table[-1], 50)))) * 100 / len(table)
