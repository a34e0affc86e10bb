"""Leave-one-molecule-out on the measured affinities, beside the baseline column of the file.

Molecules are left out in eleven groups, those of a group far from each other in groove residues, so that each
keeps its relatives in training as it would if left out alone. No row of a molecule of the group is trained on,
nor of any molecule with the same 34 residues as one of them; peptides measured on other molecules stay, as for the baseline.
"""
from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import BINDER, ClassTwo, Rows  # noqa: E402
from scoring import score_rows  # noqa: E402
from training import Recipe, train  # noqa: E402

GROUPS = 11


@dataclass(frozen=True)
class LeftOut:
    """One molecule that no row of was trained on."""

    molecule: str
    group: int
    nearest_trained: str
    differences: int
    """Groove residues that differ from those of the nearest molecule trained on."""
    measured: int
    binders: int
    auroc: float
    baseline_auroc: float


def differences(grooves: Sequence[str]) -> np.ndarray:
    letters = np.array([list(groove) for groove in grooves])
    return (letters[:, None] != letters[None]).sum(axis=2)


def molecule_groups(data: ClassTwo) -> list[list[int]]:
    """Molecules with affinities, most measured first, each to the group of few whose nearest member is farthest."""
    measured = np.bincount(data.rows.allele[~np.isnan(data.rows.affinity)], minlength=len(data.alleles))
    far = differences(data.grooves)
    groups: list[list[int]] = [[] for _ in range(GROUPS)]
    for molecule in np.argsort(-measured, kind="stable")[:(measured > 0).sum()]:
        fewest = min(map(len, groups))
        open_groups = [group for group in groups if len(group) == fewest]
        max(open_groups, key=lambda group: min(far[molecule, group], default=0)).append(int(molecule))
    return groups


def absent_with(data: ClassTwo, group: Sequence[int]) -> np.ndarray:
    """Molecules not trained on when the group is left out: its own and those with the same groove."""
    return np.flatnonzero((differences(data.grooves)[list(group)] == 0).any(axis=0))


def left_out_rows(data: ClassTwo, group: Sequence[int]) -> Rows:
    return data.rows.take(np.isin(data.rows.allele, group) & ~np.isnan(data.rows.affinity))


def answers_left_out(data: ClassTwo, group: Sequence[int], recipe: Recipe, proteome: common.HumanProteome) -> np.ndarray:
    """The `ba` logit of each of the rows left out, from a network trained without the group."""
    kept = data.rows.take(~np.isin(data.rows.allele, absent_with(data, group)))
    held_out = left_out_rows(data, group)
    net = train(data, kept, None, recipe, proteome, log=False)
    return score_rows([net], held_out.codes, held_out.allele, data.grooves).ba


def judge(data: ClassTwo, number: int, group: Sequence[int], ba: np.ndarray) -> list[LeftOut]:
    """AUROC at 500 nM of each molecule of a group that has both binders and others."""
    far = differences(data.grooves)
    present = np.setdiff1d(np.unique(data.rows.allele), absent_with(data, group))
    held_out = left_out_rows(data, group)
    answers = []
    for molecule in group:
        own = held_out.allele == molecule
        binds = held_out.affinity[own] >= BINDER
        if binds.all() or not binds.any():
            continue
        baseline = held_out.baseline[own]
        nearest = present[far[molecule, present].argmin()]
        answers.append(LeftOut(
            data.alleles[molecule], number, data.alleles[nearest], int(far[molecule, nearest]),
            len(binds), int(binds.sum()), common.auroc(ba[own][binds], ba[own][~binds]),
            common.auroc(baseline[binds], baseline[~binds])))
    return answers
