"""Class I facts as arrays: ligands, affinities, multi-allelic samples; and the check of the split."""
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
LIGANDS_FILE = PMHC / "mhc1_ligands.tsv.gz"
AFFINITY_FILE = PMHC / "mhc1_affinity.tsv.gz"
FLANKS_FILE = PMHC / "mhc1_flanks.tsv.gz"
STABILITY_FILE = PMHC / "mhc1_stability.tsv.gz"
IMMUNOGENICITY_FILE = PMHC / "mhc1_immunogenicity.tsv.gz"
GROOVES_FILE = PMHC / "mhc1_pseudo34.tsv.gz"
PEERS_FILE = PMHC / "mhc1_multiallelic_peers.tsv.gz"
PEERS_HLA_FILE = PMHC / "mhc1_multiallelic_hla.tsv"
PEER_TOOLS = (
    "MixMHCpred2.2_rank", "NetMHCpan4.1_rank", "MHCflurry2.0_rank", "MixMHCpred2.0.2_rank", "HLAthena",
)

LENGTHS = tuple(range(8, 15))
WIDTH = 14
SLOTS = 28
RANK_LENGTHS = (8, 9, 10, 11)
STRONGEST_NM, WEAKEST_NM = 1.0, 50_000.0

CANONICAL_HLA = re.compile(r"HLA-[ABCEG]\*\d{2,3}:\d{2,3}")


def slots_of(peptides: np.ndarray) -> np.ndarray:
    """Symbol of each of the 28 slots: 0-13 from the left, 14-27 aligned at the right end."""
    shift = WIDTH - common.lengths_of(peptides)
    source = np.arange(WIDTH)[None, :] - shift[:, None]
    right = np.take_along_axis(peptides, np.maximum(source, 0), axis=1)
    right[source < 0] = common.PAD
    return np.concatenate([peptides, right], axis=1)


@lru_cache
def read_grooves() -> dict[str, str]:
    """The 34 groove residues of each human A, B, C, E and G molecule with a two-field name."""
    return {
        allele: groove
        for allele, groove in common.tsv_rows(GROOVES_FILE, ["allele", "pseudo34"])
        if CANONICAL_HLA.fullmatch(allele) and len(groove) == common.GROOVE_LENGTH
    }


@dataclass(frozen=True)
class Peptides:
    """Peptides with an allele each; `target` and `bound` only where affinities were measured."""

    codes: np.ndarray
    """[n, 14] residue codes."""
    allele: np.ndarray
    """Index into the list of alleles."""
    target: np.ndarray
    """1 - log50000(IC50 in nM), 0-1; all 1 for ligands."""
    bound: np.ndarray
    """0: measured; 1: binds at least this well; -1: at most this well."""

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, which: np.ndarray) -> "Peptides":
        return Peptides(self.codes[which], self.allele[which], self.target[which], self.bound[which])

    @property
    def keys(self) -> np.ndarray:
        return common.peptide_keys(self.codes)


def pair_keys(keys: np.ndarray, allele: np.ndarray) -> np.ndarray:
    """Keys of peptides with an allele each."""
    return keys ^ ((allele.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15))


@dataclass(frozen=True)
class ClassOne:
    """All that is trained on or evaluated with, by split; `alleles` names the indices used throughout."""

    alleles: tuple[str, ...]
    grooves: tuple[str, ...]
    ligands: Peptides
    ligands_validation: Peptides
    affinities: Peptides
    affinities_validation: Peptides
    validation_keys: np.ndarray
    """Peptides in the validation split of any class I file, kept or not; sorted."""

    def index(self, names: Sequence[str]) -> np.ndarray:
        place = {name: i for i, name in enumerate(self.alleles)}
        return np.array([place[name] for name in names])


def _usable(peptide: str, allele: str) -> bool:
    return len(peptide) in LENGTHS and common.is_standard(peptide) and allele in read_grooves()


def affinity_target(affinity_nm: np.ndarray) -> np.ndarray:
    return 1 - np.log(np.clip(affinity_nm, STRONGEST_NM, WEAKEST_NM)) / np.log(WEAKEST_NM)


def _ligands(split: str, place: dict[str, int]) -> Peptides:
    rows = [
        (peptide, place[allele])
        for allele, peptide, row_split, keep in common.tsv_rows(LIGANDS_FILE, ["allele", "peptide", "split", "keep"])
        if keep == "1" and row_split == split and _usable(peptide, allele)
    ]
    codes = common.encode_peptides([row[0] for row in rows], WIDTH)
    return Peptides(codes, np.array([row[1] for row in rows]), np.ones(len(rows), np.float32), np.zeros(len(rows), np.int8))


def _affinities(split: str, place: dict[str, int]) -> Peptides:
    bounds = {"=": 0, "<": 1, ">": -1}
    rows = [
        (peptide, place[allele], float(nm), bounds[inequality])
        for allele, peptide, nm, inequality, row_split in common.tsv_rows(
            AFFINITY_FILE, ["allele", "peptide", "nM", "inequality", "split"])
        if row_split == split and _usable(peptide, allele)
    ]
    return Peptides(
        common.encode_peptides([row[0] for row in rows], WIDTH),
        np.array([row[1] for row in rows]),
        affinity_target(np.array([row[2] for row in rows])).astype(np.float32),
        np.array([row[3] for row in rows], np.int8),
    )


def _keys_of(peptides: set[str]) -> np.ndarray:
    usable = sorted(p for p in peptides if len(p) <= WIDTH and common.is_standard(p))
    return np.sort(common.peptide_keys(common.encode_peptides(usable, WIDTH)))


@lru_cache
def read_class_one() -> ClassOne:
    """Reads the files; throws where a peptide of a train row is in any validation split."""
    grooves = read_grooves()
    names: set[str] = set()
    validation: set[str] = set()
    for path in (LIGANDS_FILE, AFFINITY_FILE):
        for allele, peptide, split in common.tsv_rows(path, ["allele", "peptide", "split"]):
            if allele in grooves:
                names.add(allele)
            if split == "val":
                validation.add(peptide)
    for (hla,) in common.tsv_rows(FLANKS_FILE, ["hla"]):
        names.update(allele for allele in hla.split() if allele in grooves)
    alleles = tuple(sorted(names))
    place = {allele: i for i, allele in enumerate(alleles)}
    data = ClassOne(
        alleles,
        tuple(grooves[allele] for allele in alleles),
        _ligands("train", place),
        _ligands("val", place),
        _affinities("train", place),
        _affinities("val", place),
        _keys_of(validation),
    )
    check_split(data.validation_keys, data.ligands.keys, data.affinities.keys)
    return data


def check_split(validation_keys: np.ndarray, *used: np.ndarray) -> None:
    """Throws where a peptide that is trained on is in a validation split."""
    for keys in used:
        shared = np.isin(keys, validation_keys).sum()
        if shared:
            raise ValueError(f"{shared} training rows hold a peptide of a validation split")


@lru_cache
def train_row_keys() -> np.ndarray:
    """Peptides in any class I row outside the validation splits, kept or not; sorted. As motif-1 counts them."""
    seen: set[str] = set()
    for path in (LIGANDS_FILE, AFFINITY_FILE):
        seen.update(p for p, split in common.tsv_rows(path, ["peptide", "split"]) if split == "train")
    for path in (FLANKS_FILE, STABILITY_FILE, IMMUNOGENICITY_FILE):
        seen.update(p for (p,) in common.tsv_rows(path, ["peptide"]))
    return _keys_of(seen)


@dataclass(frozen=True)
class Sample:
    """Peptides from one patient's cells among random human ones."""

    name: str
    alleles: tuple[str, ...]
    codes: np.ndarray
    is_ligand: np.ndarray
    ranks: dict[str, np.ndarray]
    """Other tools' ranks, lower is likelier; empty where none were recorded."""


def read_peer_samples() -> list[Sample]:
    hla = {sample: tuple(names.split()) for sample, names in common.tsv_rows(PEERS_HLA_FILE, ["sample", "hla"])}
    rows: dict[str, list[tuple[str, ...]]] = {}
    for sample, *cells in common.tsv_rows(PEERS_FILE, ["sample", "peptide", "ligand", *PEER_TOOLS]):
        rows.setdefault(sample, []).append(tuple(cells))
    return [
        Sample(
            sample,
            hla[sample],
            common.encode_peptides([cells[0] for cells in group], WIDTH),
            np.array([cells[1] == "1" for cells in group]),
            {tool: np.array([float(cells[2 + i]) for cells in group]) for i, tool in enumerate(PEER_TOOLS)},
        )
        for sample, group in rows.items()
    ]
