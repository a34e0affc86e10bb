"""Does anything beside presentation tell which presented peptides T cells answer? Whole studies are left out in turn.

    python3 training/recognition/analyse.py

Prints the tables of REPORT.md. Needs numpy only.
"""
from __future__ import annotations

import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "presentation"))
import common  # noqa: E402

TABLE = common.SHARED_DATA / "pmhc" / "mhc1_immunogenicity.tsv.gz"
MOTIFS = common.PACKS / "motif-presentation.bin"
NEVER_TESTED = ("Random",)
"""PRIME's random human peptides, taken as negative without a test."""
FEWEST = 15
"""Immunogenic peptides, and others, that a study needs to be left out and scored."""
RIDGE = 1.0
BOOTSTRAPS = 1_000
SEED = 7

KYTE_DOOLITTLE = dict(zip("ACDEFGHIKLMNPQRSTVWY", (
    1.8, 2.5, -3.5, -3.5, 2.8, -0.4, -3.2, 4.5, -3.9, 3.8, 1.9, -3.5, -1.6, -3.5, -4.5, -0.8, -0.7, 4.2, -0.9, -1.3)))
"""Kyte & Doolittle 1982, J Mol Biol 157:105, Table 2."""


@dataclass(frozen=True)
class Tested:
    """A peptide and allele that one study tested for T cells."""

    study: str
    allele: str
    peptide: str
    immunogenic: bool
    wild_type: str | None


class Motifs:
    """Percentile ranks of the motif model, from its pack (src/engines/presentation/motif-pack.ts has the layout)."""

    def __init__(self, path: Path = MOTIFS) -> None:
        data = path.read_bytes()
        place = 0

        def take(form: str) -> tuple[float, ...]:
            nonlocal place
            values = struct.unpack_from("<" + form, data, place)
            place += struct.calcsize("<" + form)
            return values

        _, _, alleles, ranks = take("IHHH")
        take("20d")
        self._percents = np.array(take(f"{ranks}d"))
        self._alleles: dict[str, tuple[np.ndarray, dict[int, tuple[float, np.ndarray]]]] = {}
        for _ in range(alleles):
            (size,) = take("B")
            name = data[place:place + size].decode()
            place += size
            take("I")
            scores = np.array(take(f"{ranks}f"))
            by_length = {}
            for _ in range(take("B")[0]):
                length, _, length_log_odds = take("BIh")
                by_length[length] = (length_log_odds / 256, np.array(take(f"{length * 20}h")).reshape(length, 20) / 256)
            self._alleles[name] = (scores, by_length)

    def rank(self, peptide: str, allele: str) -> float | None:
        """Per cent of random human peptides that score at least as high; None without a motif."""
        scores, by_length = self._alleles.get(allele, (None, {}))
        if len(peptide) not in by_length or not common.is_standard(peptide):
            return None
        base, motif = by_length[len(peptide)]
        score = base + motif[np.arange(len(peptide)), [common.AMINO_ACIDS.index(letter) for letter in peptide]].sum()
        return float(np.interp(-score, -scores, self._percents))


def read_tested() -> list[Tested]:
    """Rows of standard residues; peptides met in more than one study are dropped everywhere."""
    rows = []
    for dataset, allele, peptide, answer, wild_type, info in common.tsv_rows(
            TABLE, ["dataset", "allele", "peptide", "immunogenic", "wt", "info"]):
        facts = dict(part.split("=", 1) for part in info.split(";") if "=" in part)
        study = f"{dataset}/{facts['study']}" if "study" in facts else dataset
        untested = facts.get("study") in NEVER_TESTED or info == "0/0"
        if not untested and common.is_standard(peptide):
            usable = len(wild_type) == len(peptide) and wild_type != peptide and common.is_standard(wild_type)
            rows.append(Tested(study, allele, peptide, answer == "1", wild_type if usable else None))
    studies: dict[str, set[str]] = {}
    for row in rows:
        studies.setdefault(row.peptide, set()).add(row.study)
    return [row for row in dict.fromkeys(rows) if len(studies[row.peptide]) == 1]


def features(row: Tested, rank: float, motifs: Motifs) -> dict[str, float]:
    """Readable numbers; those from the wild type only where there is one."""
    contact = row.peptide[3:-2]
    """P4 to two before the end: what a T-cell receptor mostly touches (Rudolph 2006, Annu Rev Immunol 24:419)."""
    values = {
        "log rank": np.log(max(rank, 1e-3)),
        "hydropathy at contacts": np.mean([KYTE_DOOLITTLE[letter] for letter in contact]),
        "aromatic at contacts": np.mean([letter in "FWYH" for letter in contact]),
        "charged at contacts": np.mean([letter in "DEKR" for letter in contact]),
        "glycine or proline at contacts": np.mean([letter in "GP" for letter in contact]),
        "length": float(len(row.peptide)),
    }
    if row.wild_type is not None:
        wild_rank = motifs.rank(row.wild_type, row.allele)
        changed = [i for i, (a, b) in enumerate(zip(row.peptide, row.wild_type)) if a != b]
        values["agretopicity"] = np.log(max(wild_rank, 1e-3)) - values["log rank"]
        values["residues unlike self"] = float(len(changed))
        values["change at a contact"] = float(any(3 <= i < len(row.peptide) - 2 for i in changed))
        values["hydropathy gained"] = sum(
            KYTE_DOOLITTLE[row.peptide[i]] - KYTE_DOOLITTLE[row.wild_type[i]] for i in changed)
    return values


def fit_logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Ridge-penalised logistic regression by Newton's method; the last coefficient is the intercept, not penalised."""
    x = np.column_stack([x, np.ones(len(x))])
    penalty = np.diag([RIDGE] * (x.shape[1] - 1) + [0.0])
    beta = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (p - y)) + penalty @ beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + penalty
        beta -= np.linalg.solve(hessian, gradient)
    return beta


def study_weights(study: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Each study counts the same, and its immunogenic peptides as much as the others."""
    weight = np.zeros(len(y))
    for one in np.unique(study):
        for answer in (True, False):
            group = (study == one) & (y == answer)
            if group.any():
                weight[group] = 500 / group.sum()
    return weight


def left_out_scores(table: Mapping[str, np.ndarray], columns: Sequence[str], study: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Score of every row from a model that saw nothing of its study."""
    x = np.column_stack([table[column] for column in columns])
    scores = np.zeros(len(y))
    for one in np.unique(study):
        seen = study != one
        mean, deviation = x[seen].mean(axis=0), x[seen].std(axis=0) + 1e-9
        beta = fit_logistic((x[seen] - mean) / deviation, y[seen], study_weights(study[seen], y[seen]))
        scores[~seen] = (x[~seen] - mean) / deviation @ beta[:-1]
    return scores


def report(title: str, rows: Sequence[Tested], motifs: Motifs, columns: Sequence[str]) -> None:
    """Presentation alone, and with `columns`, study by study."""
    ranked = [(row, rank) for row in rows if (rank := motifs.rank(row.peptide, row.allele)) is not None]
    described = [features(row, rank, motifs) for row, rank in ranked]
    table = {column: np.array([one[column] for one in described]) for column in ("log rank", *columns)}
    study = np.array([row.study for row, _ in ranked])
    y = np.array([row.immunogenic for row, _ in ranked])
    alone = -table["log rank"]
    scores = {"all features": left_out_scores(table, ["log rank", *columns], study, y)}
    for column in columns:
        scores[f"rank + {column}"] = left_out_scores(table, ["log rank", column], study, y)
    scored = [one for one in np.unique(study) if min(y[study == one].sum(), (~y[study == one]).sum()) >= FEWEST]
    random = np.random.default_rng(SEED)
    print(f"\n{title}: {len(y)} rows, {y.sum()} immunogenic\n")
    print("| study left out | rows | immunogenic | rank alone | all features | difference |\n| --- | --- | --- | --- | --- | --- |")
    gains = []
    for one in scored:
        own = study == one
        draws = []
        for _ in range(BOOTSTRAPS):
            hits, rest = (random.choice(group, len(group)) for group in (np.flatnonzero(own & y), np.flatnonzero(own & ~y)))
            draws.append(common.auroc(scores["all features"][hits], scores["all features"][rest])
                         - common.auroc(alone[hits], alone[rest]))
        first = common.auroc(alone[own & y], alone[own & ~y])
        second = common.auroc(scores["all features"][own & y], scores["all features"][own & ~y])
        gains.append(second - first)
        low, high = np.quantile(draws, [0.025, 0.975])
        print(f"| {one} | {own.sum()} | {(own & y).sum()} | {first:.3f} | {second:.3f} | {second - first:+.3f} ({low:+.3f} to {high:+.3f}) |")
    print(f"\nMean difference over {len(scored)} studies: {common.interval(gains)} (bootstrap over studies)\n")
    print("| added to the rank | mean AUROC over studies | studies better | worse |\n| --- | --- | --- | --- |")
    for name, score in [("nothing", alone), *scores.items()]:
        aurocs = [common.auroc(score[(study == one) & y], score[(study == one) & ~y]) for one in scored]
        base = [common.auroc(alone[(study == one) & y], alone[(study == one) & ~y]) for one in scored]
        print(f"| {name} | {np.mean(aurocs):.4f} | {sum(a > b for a, b in zip(aurocs, base))} | {sum(a < b for a, b in zip(aurocs, base))} |")


def main() -> None:
    motifs = Motifs()
    rows = read_tested()
    sequence = ["hydropathy at contacts", "aromatic at contacts", "charged at contacts", "glycine or proline at contacts", "length"]
    report("All studies, sequence only", rows, motifs, sequence)
    report("Rows with a wild type", [row for row in rows if row.wild_type is not None], motifs,
           [*sequence, "agretopicity", "residues unlike self", "change at a contact", "hydropathy gained"])


if __name__ == "__main__":
    main()
