"""The tables of MODEL-CARD.md: `teachers`, `students`, `leave-out`, then `report`, which writes the metrics of the manifest."""
from __future__ import annotations

import json
import pickle
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Sequence

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import FOLDS, ClassTwo, Rows, read_class_two  # noqa: E402
from evaluation import HeldOut, affinity_aurocs, fold_table, molecule_aurocs, row_groups  # noqa: E402
from lomo import answers_left_out, judge, molecule_groups  # noqa: E402
from motif import MotifModel  # noqa: E402
from recipes import LEFT_OUT_SEEDS, TEACHER, TEACHER_SEEDS, student, teacher  # noqa: E402
from network import GatedTableNet  # noqa: E402
from scoring import score_rows  # noqa: E402
from train import METRICS, write_manifest  # noqa: E402

FOLD_OF_CHOICES = 1
"""Sizes, rates and weights were chosen on it, with fold 0 left out of training; the others were not looked at."""
KEPT = METRICS.parent


def net_file(fold: int, name: str | int) -> Path:
    """Where a network trained without the fold is kept: a teacher by its seed, or the student."""
    return KEPT / f"fold{fold}-{name}.pickle"


def split(data: ClassTwo, fold: int) -> tuple[Rows, Rows]:
    return data.rows.take(data.rows.fold != fold), data.rows.take(data.rows.fold == fold)


def left_out_file(group: int, seed: int) -> Path:
    return KEPT / f"left-out-{group}-{seed}.npy"


def leave_out(data: ClassTwo, seed: int) -> None:
    """Answers on the molecules of each group from a network trained without them; groups at hand are not done again."""
    proteome = common.HumanProteome()
    for number, group in enumerate(molecule_groups(data)):
        if left_out_file(number, seed).exists():
            continue
        np.save(left_out_file(number, seed), answers_left_out(data, group, replace(TEACHER, seed=seed), proteome))
        print(f"group {number + 1} left out, seed {seed}", flush=True)


def train_teachers(data: ClassTwo, folds: Sequence[int], seeds: Sequence[int]) -> None:
    """Networks of the ensemble without each fold."""
    proteome = common.HumanProteome()
    for seed in seeds:
        for fold in folds:
            taught, held_out = split(data, fold)
            net_file(fold, seed).write_bytes(pickle.dumps(teacher(data, taught, held_out, proteome, seed)))
            print(f"fold {fold}: teacher {seed}", flush=True)


def train_students(data: ClassTwo, folds: Sequence[int]) -> None:
    """Students of the ensembles without each fold."""
    for fold in folds:
        teachers = [pickle.loads(net_file(fold, seed).read_bytes()) for seed in TEACHER_SEEDS]
        net = student(data, split(data, fold)[0], teachers, common.HumanProteome())
        net_file(fold, "student").write_bytes(pickle.dumps(net))
        print(f"fold {fold}: student", flush=True)


def models_of(fold: int) -> dict[str, list[GatedTableNet]]:
    """What was trained without the fold: the student, the ensemble, its first network."""
    def load(*names: str | int) -> list[GatedTableNet]:
        return [pickle.loads(file.read_bytes()) for name in names if (file := net_file(fold, name)).exists()]

    found = {"student": load("student"), "ensemble": load(*TEACHER_SEEDS), "one teacher": load(TEACHER_SEEDS[0])}
    complete = len(found["ensemble"]) == len(TEACHER_SEEDS)
    return {name: nets for name, nets in found.items() if nets and (name != "ensemble" or complete)}


@dataclass(frozen=True)
class ScoredFold:
    """A fold's rows with the `el` and the `ba` logits of what was trained without it."""

    number: int
    presented: HeldOut
    bound: HeldOut


def score_folds(data: ClassTwo) -> list[ScoredFold]:
    """The folds that networks are at hand for, those with a student first."""
    folds = []
    for number in range(FOLDS):
        if not (models := models_of(number)):
            continue
        taught, rows = split(data, number)
        scores = {name: score_rows(nets, rows.codes, rows.allele, data.grooves) for name, nets in models.items()}
        motif = MotifModel(data, taught).score_rows(rows.codes, rows.allele)
        folds.append(ScoredFold(
            number,
            HeldOut(rows, {**{name: one.el for name, one in scores.items()}, "motif": motif}),
            HeldOut(rows, {**{name: one.ba for name, one in scores.items()}, "motif": motif})))
    return sorted(folds, key=lambda fold: "student" not in fold.presented.scores)


def span(values: tuple[float, float, float]) -> str:
    return "{:.4f} ({:.4f} to {:.4f})".format(*values)


def mean_over_molecules(per_fold: list[dict[str, float]]) -> tuple[int, str]:
    """Mean over folds for each molecule, then over molecules."""
    names = sorted(set().union(*per_fold))
    return len(names), common.interval([np.mean([one[name] for one in per_fold if name in one]) for name in names])


def print_table(data: ClassTwo, folds: Sequence[ScoredFold]) -> dict[str, dict[str, tuple[float, float, float]]]:
    """Prints the AUROCs of the models that all of these folds have; answers those by group of rows."""
    models = [name for name in folds[0].presented.scores if all(name in fold.presented.scores for fold in folds)]
    presented = [HeldOut(fold.presented.rows, {name: fold.presented.scores[name] for name in models}) for fold in folds]
    print(f"\nFolds {[fold.number for fold in folds]}\n\n| rows | n | " + " | ".join(models) + " |\n| --- | --- |" + " --- |" * len(models))
    table = fold_table(data, presented)
    for group, answers in table.items():
        count = sum(int(row_groups(data, fold.rows)[group].sum()) for fold in presented)
        print(f"| {group} | {count} | " + " | ".join(span(answers[model]) for model in models) + " |")
    for group in ("all", "eluted"):
        cells = [mean_over_molecules([
            molecule_aurocs(data, fold.rows, fold.scores[model], row_groups(data, fold.rows)[group]) for fold in presented])
            for model in models]
        print(f"| {group}, mean over molecules | {cells[0][0]} molecules | " + " | ".join(cell[1] for cell in cells) + " |")
    cells = [mean_over_molecules([affinity_aurocs(data, fold.bound.rows, fold.bound.scores[model]) for fold in folds]) for model in models]
    print(f"| affinity at 500 nM by `ba`, mean over molecules | {cells[0][0]} molecules | " + " | ".join(cell[1] for cell in cells) + " |")
    return table


def report(data: ClassTwo) -> None:
    metrics: dict[str, float | str] = {}
    folds = score_folds(data)
    complete = [fold for fold in folds if "student" in fold.presented.scores]
    untouched = [fold for fold in complete if fold.number != FOLD_OF_CHOICES]
    table = print_table(data, untouched)
    metrics["folds"] = ",".join(str(fold.number) for fold in untouched)
    metrics |= {f"auroc, {group}": round(answers["student"][0], 4) for group, answers in table.items()}
    if len(folds) > len(untouched):
        print_table(data, folds)
    report_left_out(data, metrics)
    METRICS.write_text(json.dumps(metrics, indent=2) + "\n")
    write_manifest(data)


def report_left_out(data: ClassTwo, metrics: dict[str, float | str]) -> None:
    """The answers of the seeds at hand are averaged."""
    answers = []
    for number, group in enumerate(molecule_groups(data)):
        found = [np.load(file) for seed in LEFT_OUT_SEEDS if (file := left_out_file(number, seed)).exists()]
        if found:
            answers += judge(data, number, group, np.mean(found, axis=0))
    if not answers:
        return
    print("\n| molecule left out | group | nearest trained | differences | measured | binders | AUROC | DeepSeqPanII |\n" + "| --- " * 8 + "|")
    for one in sorted(answers, key=lambda one: one.molecule):
        print(f"| {one.molecule} | {one.group + 1} | {one.nearest_trained} | {one.differences} | {one.measured} | {one.binders} "
              f"| {one.auroc:.4f} | {one.baseline_auroc:.4f} |")
    for title, some in (
        ("all", answers), ("20 of either kind", [one for one in answers if min(one.binders, one.measured - one.binders) >= 20]),
        ("nearest within 2 residues", [one for one in answers if one.differences <= 2]),
        ("nearest 3 or more away", [one for one in answers if one.differences > 2]),
        *((locus, [one for one in answers if one.molecule.startswith(locus)]) for locus in ("DR", "DQ", "DP")),
    ):
        print(f"| {title} | {len(some)} | {common.interval([one.auroc for one in some])} "
              f"| {common.interval([one.baseline_auroc for one in some])} "
              f"| {common.interval([one.auroc - one.baseline_auroc for one in some])} |")
    metrics["leave-one-molecule-out AUROC at 500 nM"] = round(float(np.mean([one.auroc for one in answers])), 4)
    metrics["molecules left out"] = len(answers)


def main(command: str, *arguments: str) -> None:
    torch.set_num_threads(1)
    KEPT.mkdir(parents=True, exist_ok=True)
    data = read_class_two()
    numbers = [int(argument) for argument in arguments]
    if command == "teachers":
        train_teachers(data, numbers or range(FOLDS), TEACHER_SEEDS)
    elif command == "students":
        train_students(data, numbers or range(FOLDS))
    elif command == "leave-out":
        for seed in numbers or LEFT_OUT_SEEDS:
            leave_out(data, seed)
    elif command == "report":
        report(data)
    else:
        raise SystemExit(f"unknown command {command}")


if __name__ == "__main__":
    main(*sys.argv[1:])
