"""Teaches one network what the mean of an ensemble answers, register by register, on known and other grooves."""
from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

import numpy as np
import torch
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import WIDTH, ClassTwo, Rows, read_grooves  # noqa: E402
from network import GatedTableNet, Shape, Windows, best_register, table_rows  # noqa: E402
from scoring import window_logits  # noqa: E402
from training import parameter_groups  # noqa: E402

LOWEST_LOGIT = -7.0
"""Differences well below it do not count."""


@dataclass(frozen=True)
class Distillation:
    """How much the student sees, and how."""

    shape: Shape = Shape(hidden=(160, 64))
    random_known: int = 3_000
    """Random human peptides for a molecule with data; a fifth of it as many for any other."""
    foreign_ligands: int = 1_500
    """Presented peptides of other molecules; a fifth as many for a molecule without data."""
    other_grooves: int = 300
    epochs: int = 8
    rows_per_step: int = 2_048
    learning_rate: float = 4e-3
    weight_decay: float = 1e-4
    affinity_weight: float = 30.0
    seed: int = 101


@dataclass(frozen=True)
class Lessons:
    """Windows, their grooves (index) and the ensemble's answers."""

    grooves: tuple[str, ...]
    symbols: np.ndarray
    groove: np.ndarray
    logits: np.ndarray
    """[n, 2] float32"""


def make_lessons(data: ClassTwo, rows: Rows, teachers: Sequence[GatedTableNet], plan: Distillation,
                 proteome: common.HumanProteome) -> Lessons:
    """Of each peptide the best register of either output and two random ones."""
    random = np.random.default_rng(plan.seed)
    known = list(dict.fromkeys(data.grooves))
    others = sorted(set(read_grooves().values()) - set(known))
    grooves = known + [others[i] for i in random.permutation(len(others))[:plan.other_grooves]]
    groove_of = np.array([known.index(groove) for groove in data.grooves])[rows.allele]
    presented = np.flatnonzero(rows.label == 1)
    usual_lengths = common.lengths_of(rows.codes[presented])
    symbols, index, logits = [], [], []
    for i, groove in enumerate(grooves):
        part = 1 if i < len(known) else 5
        codes = np.concatenate([
            proteome.draw(random.choice(usual_lengths, plan.random_known // part), WIDTH, random),
            rows.codes[random.choice(presented, plan.foreign_ligands // part)],
            rows.codes[groove_of == i],
        ])
        windows = Windows(codes)
        answers = window_logits(teachers, windows.symbols, groove)
        everyone = np.arange(len(codes))
        _, whose, register = windows.of(everyone)
        chosen = np.unique(np.concatenate([
            windows.first + best_register(answers[:, 0], whose, register),
            windows.first + best_register(answers[:, 1], whose, register),
            windows.first + random.integers(0, windows.count),
            windows.first + random.integers(0, windows.count),
        ]))
        symbols.append(windows.symbols[chosen])
        logits.append(answers[chosen].astype(np.float32))
        index.append(np.full(len(chosen), i, np.int16))
    return Lessons(tuple(grooves), np.concatenate(symbols), np.concatenate(index), np.concatenate(logits))


def distil(lessons: Lessons, plan: Distillation, log: bool = True) -> GatedTableNet:
    """The student after `plan.epochs` over the lessons."""
    random = np.random.default_rng(plan.seed)
    torch.manual_seed(plan.seed)
    net = GatedTableNet(plan.shape)
    one_hot = torch.from_numpy(common.groove_one_hot(lessons.grooves))
    optimiser = torch.optim.AdamW(parameter_groups(net, plan.weight_decay), lr=1e-3)
    steps = len(lessons.symbols) // plan.rows_per_step
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, plan.learning_rate, total_steps=plan.epochs * steps, pct_start=0.15, final_div_factor=1e3)
    started = time.monotonic()
    for epoch in range(plan.epochs):
        order = random.permutation(len(lessons.symbols))
        sums = np.zeros(2)
        for step in range(steps):
            which = order[step * plan.rows_per_step:(step + 1) * plan.rows_per_step]
            used, groove = np.unique(lessons.groove[which], return_inverse=True)
            gated = net.gated(one_hot[torch.from_numpy(used).long()])
            logits = net.from_gated(gated, table_rows(lessons.symbols[which], groove, len(used)))
            target = torch.from_numpy(lessons.logits[which])
            presented = functional.mse_loss(
                functional.softplus(logits[:, 0] - LOWEST_LOGIT), functional.softplus(target[:, 0] - LOWEST_LOGIT))
            bound = functional.mse_loss(torch.sigmoid(logits[:, 1]), torch.sigmoid(target[:, 1]))
            optimiser.zero_grad()
            (presented + plan.affinity_weight * bound).backward()
            optimiser.step()
            schedule.step()
            sums += presented.item(), bound.item()
        if log:
            print(f"  epoch {epoch + 1}/{plan.epochs}: logit error {(sums[0] / steps) ** 0.5:.4f}, "
                  f"affinity error {(sums[1] / steps) ** 0.5:.4f}, {time.monotonic() - started:.0f} s", flush=True)
    return net.eval()
