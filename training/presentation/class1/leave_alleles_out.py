"""Accuracy on alleles that a network never met: 20 alleles in four groups, each group left out once.

    python3 training/presentation/class1/leave_alleles_out.py train FOLD     # FOLD 0-3
    python3 training/presentation/class1/leave_alleles_out.py report

One network of the teachers' recipe a fold; the comparison is the first teacher, which is the same with all alleles.
"""
from __future__ import annotations

import csv
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import ClassOne, read_class_one  # noqa: E402
from evaluation import affinity_metrics, ligand_metrics  # noqa: E402
from models import load_net, save_net  # noqa: E402
from recipes import SEEDS, TEACHER, teacher_name  # noqa: E402
from scoring import Ensemble  # noqa: E402
from training import train_network  # noqa: E402

FOLDS = (
    ("HLA-A*01:01", "HLA-A*25:01", "HLA-B*07:02", "HLA-B*37:01", "HLA-C*06:02"),
    ("HLA-A*02:06", "HLA-A*30:01", "HLA-B*08:01", "HLA-B*73:01", "HLA-C*01:02"),
    ("HLA-A*03:01", "HLA-A*68:02", "HLA-B*46:01", "HLA-B*83:01", "HLA-C*17:01"),
    ("HLA-A*24:02", "HLA-B*18:01", "HLA-B*57:01", "HLA-B*15:42", "HLA-C*07:02"),
)
TABLE = Path(__file__).with_name("leave-alleles-out.tsv")
FEWEST_MEASURED = 20


def left_out(data: ClassOne, fold: str) -> np.ndarray:
    """Alleles of the fold, as indices, with all that share a groove with them."""
    grooves = {data.grooves[i] for i in data.index(FOLDS[int(fold)])}
    return np.array([i for i, groove in enumerate(data.grooves) if groove in grooves], int)


def train(fold: str) -> None:
    torch.set_num_threads(1)
    data = read_class_one()
    out = left_out(data, fold)
    net = train_network(
        data, replace(TEACHER, seed=SEEDS[0]),
        data.ligands.take(~np.isin(data.ligands.allele, out)),
        data.affinities.take(~np.isin(data.affinities.allele, out)),
        data.validation_keys, common.HumanProteome())
    save_net(net, f"without-{fold}")


def report() -> None:
    data = read_class_one()
    proteome = common.HumanProteome()
    grooves = np.array([list(groove) for groove in data.grooves])
    rows = []
    for fold, names in enumerate(FOLDS):
        out = left_out(data, str(fold))
        with_data = np.setdiff1d(np.unique(np.concatenate([data.ligands.allele, data.affinities.allele])), out)
        chosen = data.index(names)
        results = {
            label: (
                ligand_metrics(scorer, data, data.ligands_validation, proteome, alleles=chosen),
                affinity_metrics(scorer, data, data.affinities_validation, FEWEST_MEASURED),
            )
            for label, scorer in (
                ("out", Ensemble([load_net(f"without-{fold}")])), ("in", Ensemble([load_net(teacher_name(SEEDS[0]))])))
        }
        for name, index in zip(names, chosen):
            distances = (grooves[with_data] != grooves[index]).sum(axis=1)
            row: dict[str, object] = {
                "allele": name, "fold": fold, "distance": int(distances.min()),
                "nearest": data.alleles[with_data[distances.argmin()]],
                "ligands": results["out"][0][name]["ligands"],
            }
            for label in ("out", "in"):
                ligands, affinities = results[label]
                row |= {f"{metric}_{label}": f"{ligands[name][metric]:.4f}" for metric in common.RANKING_METRICS}
                bound = affinities.get(name, {}).get("AUROC500")
                row[f"AUROC500_{label}"] = "" if bound is None else f"{bound:.4f}"
            rows.append(row)
    with open(TABLE, "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    for title, group in (
        ("20 alleles", rows),
        ("nearest within 5 residues", [row for row in rows if row["distance"] <= 5]),
        ("farther", [row for row in rows if row["distance"] > 5]),
    ):
        cells = [title, str(len(group))]
        for metric in (*common.RANKING_METRICS, "AUROC500"):
            pairs = [(float(row[f"{metric}_out"]), float(row[f"{metric}_in"])) for row in group if row[f"{metric}_out"]]
            cells += [common.interval([a for a, _ in pairs]), common.interval([b for _, b in pairs])] if pairs else ["", ""]
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    train(sys.argv[2]) if sys.argv[1] == "train" else report()
