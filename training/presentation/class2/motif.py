"""The floor: one 9-residue motif a molecule, its register in each ligand found by expectation maximisation."""
from __future__ import annotations

import numpy as np

from data import CORE, ClassTwo, Rows, locus
from network import FLANK, SYMBOL_COUNT, Windows, best_register
from training import HYDROPHOBIC

RESIDUES = SYMBOL_COUNT - 1
ROUNDS = 25
PSEUDOCOUNT = 40.0
"""Residues added to each position, as the locus has them; those of the locus as the background has them."""
FEWEST = 20
"""Presented peptides below which a molecule takes the motif of its locus."""
FIRST_ANCHOR = 3.0
"""Log-odds of a hydrophobic P1 that EM starts from."""


def core_windows(codes: np.ndarray) -> tuple[Windows, np.ndarray]:
    """The windows of the peptides and the core residues of each, [registers, 9]."""
    windows = Windows(codes)
    return windows, windows.symbols[:, FLANK:FLANK + CORE]


def fit(codes: np.ndarray, prior: np.ndarray, background: np.ndarray, start: np.ndarray | None = None) -> np.ndarray:
    """Log-odds, [9, 20]. `prior`: frequencies at each position, [9, 20]."""
    windows, cores = core_windows(codes)
    _, whose, _ = windows.of(np.arange(len(codes)))
    if start is None:
        motif = np.zeros((CORE, RESIDUES))
        motif[0, HYDROPHOBIC[:RESIDUES]] = FIRST_ANCHOR
    else:
        motif = start
    for _ in range(ROUNDS):
        weight = np.exp(motif[np.arange(CORE), cores].sum(axis=1))
        weight /= np.bincount(whose, weight)[whose]
        counts = np.stack([np.bincount(cores[:, place], weight, RESIDUES) for place in range(CORE)])
        frequency = (counts + PSEUDOCOUNT * prior) / (counts.sum(axis=1, keepdims=True) + PSEUDOCOUNT)
        motif = np.log(frequency / background)
    return motif


class MotifModel:
    """Scores a row by the best register of the motif of its molecule."""

    def __init__(self, data: ClassTwo, rows: Rows) -> None:
        shown = rows.take(rows.label == 1)
        counts = np.bincount(rows.codes[rows.label == 0].ravel(), minlength=SYMBOL_COUNT)[:RESIDUES]
        background = counts / counts.sum()
        loci = np.array([locus(allele) for allele in data.alleles])
        by_locus = {
            one: fit(shown.codes[loci[shown.allele] == one], np.tile(background, (CORE, 1)), background)
            for one in np.unique(loci)
        }
        self._motifs = []
        for allele in range(len(data.alleles)):
            own = shown.codes[shown.allele == allele]
            general = by_locus[loci[allele]]
            self._motifs.append(
                general if len(own) < FEWEST else fit(own, np.exp(general) * background, background, general))

    def score_rows(self, codes: np.ndarray, allele: np.ndarray) -> np.ndarray:
        answers = np.zeros(len(codes))
        for one in np.unique(allele):
            rows = np.flatnonzero(allele == one)
            windows, cores = core_windows(codes[rows])
            logits = self._motifs[one][np.arange(CORE), cores].sum(axis=1)
            _, whose, register = windows.of(np.arange(len(rows)))
            answers[rows] = logits[windows.first + best_register(logits, whose, register)]
        return answers
