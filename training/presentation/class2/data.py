"""Class II facts as arrays: ligand rows, affinities, grooves; and folds that share no 9-mer."""
from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Sequence

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402

PMHC = common.SHARED_DATA / "pmhc"
LIGANDS_FILE = PMHC / "mhc2_ligands.tsv.gz"
AFFINITY_FILE = PMHC / "mhc2_affinity.tsv.gz"
GROOVES_FILE = PMHC / "mhc2_pseudo34.tsv.gz"

CORE = 9
FLANK = 3
WIDTH = 25
LENGTHS = tuple(range(12, WIDTH + 1))
"""Lengths that the model answers for; rows of 9 to 11 residues are trained on as well."""
FOLDS = 5
BINDER = 0.426
"""1 - log50000(500 nM)."""

HUMAN = re.compile(r"(DRB[1345]\*\d{2,3}:\d{2,3})|(D[PQ]A1\*\d{2,3}:\d{2,3}-D[PQ]B1\*\d{2,3}:\d{2,3})")


@lru_cache
def read_grooves() -> dict[str, str]:
    """The 34 groove residues of each human molecule, without the prefix `HLA-`."""
    return {
        allele: groove
        for allele, groove in common.tsv_rows(GROOVES_FILE, ["allele", "pseudo34"])
        if HUMAN.fullmatch(allele) and len(groove) == common.GROOVE_LENGTH
    }


@dataclass(frozen=True)
class Rows:
    """Peptide-molecule pairs; a value that a row does not have is NaN."""

    codes: np.ndarray
    """[n, 25] residue codes."""
    allele: np.ndarray
    """Index into the list of alleles."""
    label: np.ndarray
    """1 presented or binder, 0 not; NaN where only an affinity is known."""
    eluted: np.ndarray
    """True for ligand rows that are no affinity made binary."""
    affinity: np.ndarray
    """1 - log50000(nM); NaN where not measured."""
    baseline: np.ndarray
    """DeepSeqPanII left without the molecule, as recorded; NaN elsewhere."""
    linked: np.ndarray
    """Number of the set of peptides linked by shared 9-mers; a set lies in one fold."""
    fold: np.ndarray

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, which: np.ndarray) -> "Rows":
        return Rows(*(getattr(self, name)[which] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class ClassTwo:
    """All rows, ligand rows first; `alleles` names the indices."""

    alleles: tuple[str, ...]
    grooves: tuple[str, ...]
    rows: Rows
    components: np.ndarray
    """Distinct peptides in each set of peptides linked by shared 9-mers, largest first."""


def linked_sets(peptides: Sequence[str]) -> np.ndarray:
    """A set number for each peptide; peptides that share a 9-mer, directly or through others, share the number."""
    parent = list(range(len(peptides)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first_with: dict[str, int] = {}
    for i, peptide in enumerate(peptides):
        for start in range(max(1, len(peptide) - CORE + 1)):
            other = first_with.setdefault(peptide[start:start + CORE], i)
            parent[root(i)] = root(other)
    return np.unique([root(i) for i in range(len(peptides))], return_inverse=True)[1]


def balanced_folds(set_of: np.ndarray, weight: np.ndarray, folds: int = FOLDS, seed: int = 5) -> np.ndarray:
    """A fold for each peptide: whole sets, in random order but the largest first, each to the lightest fold."""
    set_weight = np.bincount(set_of, weight)
    order = np.random.default_rng(seed).permutation(len(set_weight))
    order = order[np.argsort(-set_weight[order], kind="stable")]
    filled = np.zeros(folds)
    fold_of_set = np.zeros(len(set_weight), np.int8)
    for one in order:
        fold_of_set[one] = np.argmin(filled)
        filled[fold_of_set[one]] += set_weight[one]
    return fold_of_set[set_of]


def nine_mers(codes: np.ndarray) -> np.ndarray:
    """Distinct 9-mers as numbers, sorted."""
    windows = np.lib.stride_tricks.sliding_window_view(codes, CORE, axis=1).reshape(-1, CORE)
    return np.unique(common.peptide_keys(windows[windows[:, -1] != common.PAD]))


def check_folds(rows: Rows) -> None:
    """Throws where a 9-mer is in two folds."""
    seen = np.concatenate([nine_mers(rows.codes[rows.fold == fold]) for fold in range(FOLDS)])
    if len(np.unique(seen)) != len(seen):
        raise ValueError("a 9-mer is in two folds")


def _usable(peptide: str, allele: str) -> bool:
    return CORE <= len(peptide) <= WIDTH and common.is_standard(peptide) and allele in read_grooves()


@lru_cache
def read_class_two() -> ClassTwo:
    """Reads and folds; an affinity row counts once even where it is a ligand row as well."""
    grooves = read_grooves()
    measured = [
        (allele, peptide, float(value), float(baseline))
        for allele, peptide, value, baseline in common.tsv_rows(
            AFFINITY_FILE, ["allele", "peptide", "log50k_affinity", "DeepSeqPanII_LOMO_pred"])
        if _usable(peptide, allele)
    ]
    pairs = {(allele, peptide) for allele, peptide, *_ in measured}
    ligands = [
        (allele, peptide, float(label), (allele, peptide) not in pairs)
        for allele, peptide, label in common.tsv_rows(LIGANDS_FILE, ["allele", "peptide", "label"])
        if _usable(peptide, allele)
    ]
    alleles = tuple(sorted({row[0] for row in measured} | {row[0] for row in ligands}))
    place = {allele: i for i, allele in enumerate(alleles)}
    peptides = [row[1] for row in ligands] + [row[1] for row in measured]
    distinct, of_row, count = np.unique(peptides, return_inverse=True, return_counts=True)
    set_of = linked_sets(distinct.tolist())
    fold = balanced_folds(set_of, count)
    none = np.full(len(ligands), np.nan, np.float32)
    rows = Rows(
        common.encode_peptides(peptides, WIDTH),
        np.array([place[row[0]] for row in ligands] + [place[row[0]] for row in measured]),
        np.concatenate([[row[2] for row in ligands], np.full(len(measured), np.nan)]).astype(np.float32),
        np.array([row[3] for row in ligands] + [False] * len(measured)),
        np.concatenate([none, [row[2] for row in measured]]).astype(np.float32),
        np.concatenate([none, [row[3] for row in measured]]).astype(np.float32),
        set_of[of_row],
        fold[of_row],
    )
    check_folds(rows)
    return ClassTwo(
        alleles, tuple(grooves[allele] for allele in alleles), rows, np.sort(np.bincount(set_of))[::-1])


def locus(allele: str) -> str:
    return allele[:2]
