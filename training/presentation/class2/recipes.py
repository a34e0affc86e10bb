"""The recipe that ships, used the same way by cross-validation, by leave-one-molecule-out and for the pack."""
from __future__ import annotations

from dataclasses import replace
from typing import Sequence

from network import GatedTableNet, Shape
from distil import Distillation, distil, make_lessons
from training import Recipe, train
from data import ClassTwo, Rows, common

TEACHER_SEEDS = (1, 2, 3)
TEACHER = Recipe(
    shape=Shape(embedding=24, groove=(128,), hidden=(192, 64)), epochs=10, decoys=1,
    binary_weight=0.3, affinity_weight=5.0, dropout=0.2)
STUDENT = Distillation()
LEFT_OUT_SEEDS = TEACHER_SEEDS
"""Leave-one-molecule-out trains the ensemble anew without each of eleven groups."""


def teacher(data: ClassTwo, rows: Rows, held_out: Rows | None, proteome: common.HumanProteome, seed: int) -> GatedTableNet:
    """One network of the ensemble."""
    return train(data, rows, held_out, replace(TEACHER, seed=seed), proteome)


def student(data: ClassTwo, rows: Rows, teachers: Sequence[GatedTableNet], proteome: common.HumanProteome) -> GatedTableNet:
    """The network that answers as the mean of the ensemble does."""
    return distil(make_lessons(data, rows, teachers, STUDENT, proteome), STUDENT)
