"""Accuracy on held-out rows: AUROC by group of rows and by molecule, with bootstrap over linked peptide sets."""
from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import BINDER, LENGTHS, ClassTwo, Rows, locus  # noqa: E402

FEWEST = 5
"""Binders and non-binders that a molecule needs for an AUROC of its own on a fold."""
BOOTSTRAPS = 200


@dataclass(frozen=True)
class HeldOut:
    """Scored rows of one fold; higher is likelier."""

    rows: Rows
    scores: Mapping[str, np.ndarray]
    """By model."""


def weighted_auroc(order: np.ndarray, ends: np.ndarray, positive: np.ndarray, weight: np.ndarray) -> float:
    """Rows in `order` of falling score; `ends`: last place of each group of equal scores; a tie counts half."""
    won = np.diff(np.cumsum((weight * positive)[order])[ends], prepend=0.0)
    lost = np.diff(np.cumsum((weight * ~positive)[order])[ends], prepend=0.0)
    return float((lost * (np.cumsum(won) - won / 2)).sum() / (won.sum() * lost.sum()))


def resampled_aurocs(score: np.ndarray, positive: np.ndarray, linked: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """AUROC, then AUROCs with the linked sets drawn anew with replacement."""
    order = np.argsort(-score, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(score[order])), len(score) - 1)
    _, unit = np.unique(linked, return_inverse=True)
    units = unit.max() + 1
    answers = [weighted_auroc(order, ends, positive, np.ones(len(score)))]
    for _ in range(BOOTSTRAPS):
        times = np.bincount(random.integers(0, units, units), minlength=units).astype(float)
        answers.append(weighted_auroc(order, ends, positive, times[unit]))
    return np.array(answers)


def row_groups(data: ClassTwo, rows: Rows) -> dict[str, np.ndarray]:
    """Ligand rows of 12 to 25 residues: all, eluted, affinities made binary; and those by locus."""
    ligand = ~np.isnan(rows.label) & np.isin(common.lengths_of(rows.codes), LENGTHS)
    loci = np.array([locus(allele) for allele in data.alleles])[rows.allele]
    groups = {"all": ligand, "eluted": ligand & rows.eluted, "affinity made binary": ligand & ~rows.eluted}
    for one in ("DR", "DQ", "DP"):
        groups[f"{one}, all"] = ligand & (loci == one)
        groups[f"{one}, eluted"] = ligand & rows.eluted & (loci == one)
    return groups


def fold_table(data: ClassTwo, folds: Sequence[HeldOut], seed: int = 7) -> dict[str, dict[str, tuple[float, float, float]]]:
    """By group of rows and model: mean over folds of the AUROC, and its 95 % bootstrap interval."""
    table: dict[str, dict[str, tuple[float, float, float]]] = {}
    for group in row_groups(data, folds[0].rows):
        for model in folds[0].scores:
            samples = []
            for held_out in folds:
                which = row_groups(data, held_out.rows)[group]
                samples.append(resampled_aurocs(
                    held_out.scores[model][which], held_out.rows.label[which] == 1, held_out.rows.linked[which],
                    np.random.default_rng(seed)))
            means = np.mean(samples, axis=0)
            low, high = np.quantile(means[1:], [0.025, 0.975])
            table.setdefault(group, {})[model] = (float(means[0]), float(low), float(high))
    return table


def molecule_aurocs(data: ClassTwo, rows: Rows, score: np.ndarray, which: np.ndarray, fewest: int = FEWEST) -> dict[str, float]:
    """AUROC of the labels of each molecule with `fewest` of either kind among the rows in `which`."""
    answers = {}
    for allele in np.unique(rows.allele[which]):
        own = which & (rows.allele == allele)
        hits, misses = own & (rows.label == 1), own & (rows.label == 0)
        if min(hits.sum(), misses.sum()) >= fewest:
            answers[data.alleles[allele]] = common.auroc(score[hits], score[misses])
    return answers


def affinity_aurocs(data: ClassTwo, rows: Rows, score: np.ndarray, fewest: int = FEWEST) -> dict[str, float]:
    """AUROC at 500 nM of each molecule with `fewest` measured peptides of either kind."""
    measured = ~np.isnan(rows.affinity)
    answers = {}
    for allele in np.unique(rows.allele[measured]):
        own = measured & (rows.allele == allele)
        binds = rows.affinity >= BINDER
        if min((own & binds).sum(), (own & ~binds).sum()) >= fewest:
            answers[data.alleles[allele]] = common.auroc(score[own & binds], score[own & ~binds])
    return answers
