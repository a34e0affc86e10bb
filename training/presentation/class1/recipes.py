"""What is shipped, and how it is trained: the choices of MODEL-CARD.md."""
from __future__ import annotations

from distil import Distillation
from network import Shape
from training import Recipe

SEEDS = (1, 2, 3)
TEACHER = Recipe(
    shape=Shape(24, (64,), (320, 128, 32)), epochs=6, decoys=8, ligands_per_step=256, affinities_per_step=192,
    affinity_weight=0.5, dropout=0.0)
STUDENT = Distillation(shape=Shape(24, (64,), (256, 64, 32)))


def teacher_name(seed: int) -> str:
    return f"teacher-{seed}"
