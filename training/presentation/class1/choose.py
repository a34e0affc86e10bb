"""Compares recipes on a tenth of the train peptides, by peptide, and on samples that are in no shipped table.

    python3 training/presentation/class1/choose.py NAME...        # names of VARIANTS

Neither the validation split nor the peer file is touched. Three views:
`inner`: held-out ligands by allele among 30 random peptides each;
`mixed`: held-out ligands of typed patients' alleles among four times as many random 8- to 11-mers;
`patients`: unfiltered hits of MHCflurry's multi-allelic samples that are in no train row, among as many. Hits that a
curation gave to an allele are train rows and drop out, so the level is low; differences count.
"""
from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import (  # noqa: E402
    FLANKS_FILE, LENGTHS, RANK_LENGTHS, WIDTH, ClassOne, Sample, read_class_one, read_grooves,
)
from evaluation import (  # noqa: E402
    affinity_metrics, best_logits, best_ranks, ligand_metrics, sample_metrics, with_random_peptides,
)
from network import Shape  # noqa: E402
from recipes import TEACHER  # noqa: E402
from scoring import Ensemble, RankTable, Scorer  # noqa: E402
from training import Recipe, train_network  # noqa: E402

INNER_SHARE = 10
SMALL = Recipe(epochs=4, decoys=4, ligands_per_step=410, affinities_per_step=256, affinity_weight=0.5, dropout=0.1)
VARIANTS = {
    "affinity 5": replace(SMALL, affinity_weight=5.0),
    "affinity 5, alleles by ligands": replace(SMALL, affinity_weight=5.0, rarity=0.0),
    "affinity 0": replace(SMALL, affinity_weight=0.0),
    "affinity 0.5": SMALL,
    "no dropout": replace(SMALL, dropout=0.0),
    "wider": replace(SMALL, shape=Shape(24, (64,), (320, 128, 32))),
    "ten decoys": replace(SMALL, decoys=10, ligands_per_step=200),
    "teacher": TEACHER,
}
MOST_HITS, FEWEST_HITS = 400, 30
HITS_PER_ALLELE, HITS_PER_C_ALLELE, FEWEST_MIXED = 80, 40, 100
RANDOM_FOR_RANKS = 20_000


def is_inner(keys: np.ndarray) -> np.ndarray:
    """The tenth of the train peptides that choices are made on; by peptide, so the same in every file."""
    return (keys * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(40)) % np.uint64(INNER_SHARE) == 0


def read_patients() -> dict[str, tuple[tuple[str, ...], np.ndarray]]:
    """Typed alleles and hits of MHCflurry's multi-allelic samples; peptides of validation splits left out."""
    validation = read_class_one().validation_keys
    rows: dict[str, tuple[tuple[str, ...], list[str]]] = {}
    for sample, peptide, hit, hla in common.tsv_rows(FLANKS_FILE, ["sample_id", "peptide", "hit", "hla"]):
        if hit == "1" and len(peptide) in LENGTHS and common.is_standard(peptide):
            rows.setdefault(sample, (tuple(a for a in hla.split() if a in read_grooves()), []))[1].append(peptide)
    samples = {}
    for sample, (alleles, peptides) in sorted(rows.items()):
        codes = common.encode_peptides(sorted(set(peptides)), WIDTH)
        samples[sample] = (alleles, codes[~np.isin(common.peptide_keys(codes), validation)])
    return samples


def patient_samples(data: ClassOne, proteome: common.HumanProteome) -> list[Sample]:
    random = np.random.default_rng(99)
    seen = np.concatenate([data.ligands.keys, data.affinities.keys])
    samples = []
    for name, (alleles, codes) in read_patients().items():
        codes = codes[~np.isin(common.peptide_keys(codes), seen) & np.isin(common.lengths_of(codes), RANK_LENGTHS)]
        if len(codes) > MOST_HITS:
            codes = codes[np.sort(random.choice(len(codes), MOST_HITS, replace=False))]
        sample = with_random_peptides(name, alleles, codes, proteome, random)
        if len(codes) >= FEWEST_HITS:
            samples.append(sample)
    return samples


def mixed_samples(data: ClassOne, proteome: common.HumanProteome) -> list[Sample]:
    random = np.random.default_rng(123)
    held_out = data.ligands.take(is_inner(data.ligands.keys))
    short = common.lengths_of(held_out.codes) <= RANK_LENGTHS[-1]
    samples = []
    for name, (typed, _) in read_patients().items():
        alleles = tuple(dict.fromkeys(typed))
        parts = []
        for allele, index in zip(alleles, data.index(alleles)):
            codes = held_out.codes[(held_out.allele == index) & short]
            most = HITS_PER_C_ALLELE if allele.startswith("HLA-C") else HITS_PER_ALLELE
            parts.append(codes[random.permutation(len(codes))[:most]])
        hits = np.concatenate(parts)
        hits = hits[np.unique(common.peptide_keys(hits), return_index=True)[1]]
        if len(hits) >= FEWEST_MIXED:
            samples.append(with_random_peptides(name, alleles, hits, proteome, random))
    return samples


def report(name: str, scorer: Scorer, data: ClassOne, proteome: common.HumanProteome) -> None:
    def means(results: list[dict[str, float]]) -> list[float]:
        return [round(float(np.mean([result[metric] for result in results])), 4) for metric in common.RANKING_METRICS]

    ranks = RankTable(scorer, proteome, RANDOM_FOR_RANKS)
    grooves = read_grooves()
    views: dict[str, object] = {}
    for title, samples in (("patients", patient_samples(data, proteome)), ("mixed", mixed_samples(data, proteome))):
        views[f"{title}, rank"] = means([sample_metrics(s, -best_ranks(scorer, ranks, s, grooves)) for s in samples])
        views[f"{title}, logit"] = means([sample_metrics(s, best_logits(scorer, s, grooves)) for s in samples])
    inner = ligand_metrics(
        scorer, data, data.ligands.take(is_inner(data.ligands.keys)), proteome, decoys=30, fewest=5)
    views["inner"] = means(list(inner.values()))
    views["inner, fewer than 100"] = means([r for r in inner.values() if r["ligands"] < 100])
    bound = affinity_metrics(scorer, data, data.affinities.take(is_inner(data.affinities.keys)))
    views["affinity AUROC500"] = round(float(np.mean([r["AUROC500"] for r in bound.values() if "AUROC500" in r])), 4)
    print(name, json.dumps(views), flush=True)


def main(names: list[str]) -> None:
    torch.set_num_threads(1)
    data, proteome = read_class_one(), common.HumanProteome()
    inner = is_inner(data.ligands.keys)
    forbidden = np.unique(np.concatenate([data.validation_keys, data.ligands.keys[inner]]))
    for name in names:
        net = train_network(
            data, VARIANTS[name], data.ligands.take(~inner), data.affinities.take(~is_inner(data.affinities.keys)),
            forbidden, proteome)
        report(name, Ensemble([net]), data, proteome)


if __name__ == "__main__":
    main(sys.argv[1:])
