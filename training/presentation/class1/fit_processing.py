"""What the 15 residues on either side of a peptide add: log-odds by place and residue, on top of the student's logit.

    python3 training/presentation/class1/fit_processing.py

Fitted on multi-allelic hits and decoys; judged on whole samples left out, on peptides that are no train ligand.
"""
from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import FLANKS_FILE, LENGTHS, WIDTH, check_split, read_class_one, read_grooves  # noqa: E402
from models import CHECKPOINTS, load_net  # noqa: E402
from scoring import Ensemble, Scorer  # noqa: E402

FLANK = 15
FOLDS = 4
FEWEST_HITS = 30
EPOCHS = 6
RIDGE = 3e-5
HIGHEST_LOGIT = 8.0
TABLE = CHECKPOINTS / "processing.npy"


@dataclass(frozen=True)
class FlankRows:
    """Peptides of the multi-allelic samples with their surroundings."""

    sample: np.ndarray
    hit: np.ndarray
    length: np.ndarray
    logit: np.ndarray
    """Best `el` logit over the alleles of the sample."""
    flanks: np.ndarray
    """[n, 30] symbols: the 15 before the peptide in order, then the 15 after it; `-` beyond the protein."""
    unseen: np.ndarray
    """True where the peptide is no train ligand."""

    def take(self, which: np.ndarray) -> "FlankRows":
        return FlankRows(*(getattr(self, name)[which] for name in self.__dataclass_fields__))


def read_flank_rows(scorer: Scorer) -> FlankRows:
    """All rows whose peptide is in no validation split, scored without flanks."""
    data, grooves = read_class_one(), read_grooves()
    rows = [
        row for row in common.tsv_rows(FLANKS_FILE, ["sample_id", "peptide", "n_flank", "c_flank", "hit", "hla"])
        if len(row[1]) in LENGTHS and common.is_standard(row[1])
    ]
    codes = common.encode_peptides([row[1] for row in rows], WIDTH)
    allowed = ~np.isin(common.peptide_keys(codes), data.validation_keys)
    rows, codes = [row for row, ok in zip(rows, allowed) if ok], codes[allowed]
    keys = common.peptide_keys(codes)
    check_split(data.validation_keys, keys)
    sample = np.array([row[0] for row in rows])
    logit = np.full(len(rows), -np.inf)
    for name in np.unique(sample):
        members = np.flatnonzero(sample == name)
        for allele in rows[members[0]][5].split():
            if allele in grooves:
                logit[members] = np.maximum(logit[members], scorer.score(codes[members], grooves[allele])[:, 0])
    return FlankRows(
        sample,
        np.array([row[4] == "1" for row in rows]),
        common.lengths_of(codes),
        np.clip(logit, -HIGHEST_LOGIT, HIGHEST_LOGIT),
        np.array([_symbols(row[2][-FLANK:].rjust(FLANK, "-") + row[3][:FLANK].ljust(FLANK, "-")) for row in rows]),
        ~np.isin(keys, data.ligands.keys),
    )


def _symbols(text: str) -> list[int]:
    return [code if (code := common.AMINO_ACIDS.find(letter)) >= 0 else common.PAD for letter in text]


def fit(rows: FlankRows) -> np.ndarray:
    """[30, 21] in units of the `el` logit, 0 on average over the rows that are no hit."""
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    places = rows.flanks.shape[1]
    weights = torch.zeros(places * len(common.SYMBOLS), requires_grad=True)
    slope = torch.tensor(0.5, requires_grad=True)
    by_length = torch.zeros(len(LENGTHS), requires_grad=True)
    symbols = torch.from_numpy(rows.flanks + np.arange(places) * len(common.SYMBOLS))
    logit, hit = torch.from_numpy(rows.logit).float(), torch.from_numpy(rows.hit).float()
    length = torch.from_numpy(rows.length - LENGTHS[0])
    optimiser = torch.optim.Adam([weights, slope, by_length], lr=0.03)
    for _ in range(EPOCHS):
        for step in np.array_split(random.permutation(len(rows.hit)), len(rows.hit) // 1_000):
            score = weights[symbols[step]].sum(1) + slope * logit[step] + by_length[length[step]]
            loss = functional.binary_cross_entropy_with_logits(score, hit[step]) + RIDGE * weights.square().sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    table = (weights / slope).detach().numpy().reshape(places, -1)
    return table - np.mean([table[place][rows.flanks[~rows.hit, place]].mean() for place in range(places)])


def term(table: np.ndarray, flanks: np.ndarray) -> np.ndarray:
    return table[np.arange(flanks.shape[1]), flanks].sum(axis=1)


def main() -> None:
    torch.set_num_threads(1)
    rows = read_flank_rows(Ensemble([load_net("student")]))
    names = np.unique(rows.sample)
    fold = np.searchsorted(names, rows.sample) % FOLDS
    with_flanks = np.zeros(len(rows.hit))
    for held_out in range(FOLDS):
        table = fit(rows.take((fold != held_out) & rows.unseen))
        with_flanks[fold == held_out] = (rows.logit + term(table, rows.flanks))[fold == held_out]
    for title, score in (("without flanks", rows.logit), ("with flanks", with_flanks)):
        results = []
        for name in names:
            members = (rows.sample == name) & rows.unseen
            if (members & rows.hit).sum() >= FEWEST_HITS:
                results.append(common.ranking_metrics(score[members & rows.hit], score[members & ~rows.hit]))
        print(f"| {title} | {len(results)} samples | "
              + " | ".join(common.interval([r[m] for r in results]) for m in common.RANKING_METRICS) + " |")
    np.save(TABLE, fit(rows.take(rows.unseen)).astype(np.float32))


if __name__ == "__main__":
    main()
