"""Teaches the student what the ensemble answers, on ligands and on human peptides, for alleles with and without data."""
from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import LENGTHS, WIDTH, ClassOne, Peptides, read_grooves, slots_of  # noqa: E402
from network import GatedTableNet, Shape, symbol_rows  # noqa: E402
from scoring import Scorer  # noqa: E402
from training import DECOY_LENGTHS, parameter_groups  # noqa: E402

LOWEST_LOGIT = -8.0
"""Differences well below it do not count: nine in ten random peptides lie there."""


@dataclass(frozen=True)
class Distillation:
    """How much the student sees, and how."""

    shape: Shape
    random_known: int = 60_000
    """Random human peptides scored for an allele with data; the best tenth is kept, and as many others."""
    random_other: int = 10_000
    """The same for an allele without data."""
    other_alleles: int = 900
    foreign_ligands: int = 3_000
    """Ligands of other alleles shown for an allele."""
    epochs: int = 5
    rows_per_step: int = 4_096
    learning_rate: float = 3e-3
    weight_decay: float = 1e-4
    affinity_weight: float = 20.0
    seed: int = 101


@dataclass(frozen=True)
class Lessons:
    """Peptides, their grooves (index) and the ensemble's answers."""

    grooves: tuple[str, ...]
    codes: np.ndarray
    groove: np.ndarray
    logits: np.ndarray
    """[n, 2] float32"""


def other_grooves(data: ClassOne, count: int, random: np.random.Generator) -> list[str]:
    """Human grooves that none of the alleles with data has, in random order."""
    known = set(data.grooves)
    rest = sorted(set(read_grooves().values()) - known)
    return [rest[i] for i in random.permutation(len(rest))[:count]]


def make_lessons(
    data: ClassOne, ligands: Peptides, affinities: Peptides, forbidden: np.ndarray,
    teacher: Scorer, plan: Distillation, proteome: common.HumanProteome,
) -> Lessons:
    """`forbidden`: sorted keys of peptides that the student may not see."""
    random = np.random.default_rng(plan.seed)
    grooves = [*dict.fromkeys(data.grooves)]
    known = len(grooves)
    grooves += other_grooves(data, plan.other_alleles, random)
    place = {groove: i for i, groove in enumerate(grooves)}
    groove_of_allele = np.array([place[groove] for groove in data.grooves])
    codes, index, logits = [], [], []
    for i, groove in enumerate(grooves):
        count = plan.random_known if i < known else plan.random_other
        lengths = random.choice(LENGTHS, count, p=DECOY_LENGTHS)
        drawn = proteome.draw(lengths, WIDTH, random)
        answers = teacher.score(drawn, groove)
        order = np.argsort(-answers[:, 0])
        tenth = count // 10
        chosen = np.concatenate([order[:tenth], random.choice(order[tenth:], tenth, replace=False)])
        foreign = ligands.codes[random.choice(len(ligands), plan.foreign_ligands // (1 if i < known else 10), replace=False)]
        own = [part.codes[groove_of_allele[part.allele] == i] for part in (ligands, affinities)] if i < known else []
        shown = np.concatenate([foreign, *own])
        batch = np.concatenate([drawn[chosen], shown])
        scores = np.concatenate([answers[chosen], teacher.score(shown, groove)])
        allowed = ~np.isin(common.peptide_keys(batch), forbidden)
        codes.append(batch[allowed])
        logits.append(scores[allowed].astype(np.float32))
        index.append(np.full(allowed.sum(), i, np.int16))
    return Lessons(tuple(grooves), np.concatenate(codes), np.concatenate(index), np.concatenate(logits))


def distil(lessons: Lessons, plan: Distillation) -> GatedTableNet:
    """The student after `plan.epochs` over the lessons."""
    random = np.random.default_rng(plan.seed)
    torch.manual_seed(plan.seed)
    net = GatedTableNet(plan.shape)
    one_hot = torch.from_numpy(common.groove_one_hot(lessons.grooves))
    optimiser = torch.optim.AdamW(parameter_groups(net, plan.weight_decay), lr=1e-3)
    steps = len(lessons.codes) // plan.rows_per_step
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, plan.learning_rate, total_steps=plan.epochs * steps, pct_start=0.15, final_div_factor=1e3)
    started = time.monotonic()
    for epoch in range(plan.epochs):
        order = random.permutation(len(lessons.codes))
        sums = np.zeros(2)
        for step in range(steps):
            rows = order[step * plan.rows_per_step:(step + 1) * plan.rows_per_step]
            used, groove = np.unique(lessons.groove[rows], return_inverse=True)
            logits = net(symbol_rows(slots_of(lessons.codes[rows])), one_hot[torch.from_numpy(used).long()],
                         torch.from_numpy(groove))
            target = torch.from_numpy(lessons.logits[rows])
            presented = functional.mse_loss(
                functional.softplus(logits[:, 0] - LOWEST_LOGIT), functional.softplus(target[:, 0] - LOWEST_LOGIT))
            bound = functional.mse_loss(torch.sigmoid(logits[:, 1]), torch.sigmoid(target[:, 1]))
            optimiser.zero_grad()
            (presented + plan.affinity_weight * bound).backward()
            optimiser.step()
            schedule.step()
            sums += presented.item(), bound.item()
        print(f"  epoch {epoch + 1}/{plan.epochs}: logit error {(sums[0] / steps) ** 0.5:.4f}, "
              f"affinity error {(sums[1] / steps) ** 0.5:.4f}, {time.monotonic() - started:.0f} s", flush=True)
    return net.eval()
