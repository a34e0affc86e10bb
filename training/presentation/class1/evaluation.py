"""Accuracy of a scorer: by allele on held-out ligands and affinities, and on multi-allelic samples."""
from __future__ import annotations

import sys
from pathlib import Path
from typing import Mapping, Sequence

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import RANK_LENGTHS, WIDTH, ClassOne, Peptides, Sample, affinity_target, pair_keys  # noqa: E402
from scoring import RankTable, Scorer  # noqa: E402

BINDER_NM = 500.0


def ligand_metrics(
    scorer: Scorer,
    data: ClassOne,
    held_out: Peptides,
    proteome: common.HumanProteome,
    decoys: int = 99,
    seed: int = 4_242,
    alleles: Sequence[int] | None = None,
    fewest: int = 1,
) -> dict[str, dict[str, float]]:
    """By allele: each held-out ligand against random human peptides of its length, known ligands taken out."""
    random = np.random.default_rng(seed)
    known = np.sort(np.concatenate([
        pair_keys(part.keys, part.allele) for part in (data.ligands, data.ligands_validation)]))
    result = {}
    for allele in range(len(data.alleles)) if alleles is None else alleles:
        hits = held_out.codes[held_out.allele == allele]
        if len(hits) < fewest:
            continue
        drawn = proteome.draw(np.repeat(common.lengths_of(hits), decoys), WIDTH, random)
        drawn = drawn[~np.isin(pair_keys(common.peptide_keys(drawn), np.full(len(drawn), allele)), known)]
        logits = scorer.score(np.concatenate([hits, drawn]), data.grooves[allele])[:, 0]
        result[data.alleles[allele]] = {
            "ligands": len(hits), **common.ranking_metrics(logits[:len(hits)], logits[len(hits):])}
    return result


def affinity_metrics(scorer: Scorer, data: ClassOne, held_out: Peptides, fewest: int = 20) -> dict[str, dict[str, float]]:
    """By allele with `fewest` measurements: AUROC at 500 nM (inequalities that decide it included), Spearman on exact ones."""
    cut = float(affinity_target(np.array([BINDER_NM]))[0])
    result = {}
    for allele in range(len(data.alleles)):
        rows = held_out.take(held_out.allele == allele)
        if len(rows) < fewest:
            continue
        logits = scorer.score(rows.codes, data.grooves[allele])[:, 1]
        exact = rows.bound == 0
        binds = (rows.target >= cut) & (rows.bound >= 0)
        fails = (rows.target < cut) & (rows.bound <= 0)
        metrics: dict[str, float] = {"measured": len(rows), "binders": int(binds.sum())}
        if min(binds.sum(), fails.sum()) >= 3:
            metrics["AUROC500"] = common.auroc(logits[binds], logits[fails])
        if exact.sum() >= fewest and len(np.unique(rows.target[exact])) > 1:
            metrics["Spearman"] = common.spearman(logits[exact], rows.target[exact])
        result[data.alleles[allele]] = metrics
    return result


def best_ranks(scorer: Scorer, ranks: RankTable, sample: Sample, grooves: Mapping[str, str]) -> np.ndarray:
    """Lowest percentile rank over the alleles of the sample."""
    return np.min([
        ranks.rank(scorer.score(sample.codes, grooves[allele])[:, 0], grooves[allele])
        for allele in sample.alleles
    ], axis=0)


def best_logits(scorer: Scorer, sample: Sample, grooves: Mapping[str, str]) -> np.ndarray:
    """Highest `el` logit over the alleles of the sample."""
    return np.max([scorer.score(sample.codes, grooves[allele])[:, 0] for allele in sample.alleles], axis=0)


def sample_metrics(sample: Sample, score: np.ndarray, counts: np.ndarray | None = None) -> dict[str, float]:
    """Metrics of a score, higher is likelier; over the rows that `counts` says."""
    rows = np.ones(len(score), bool) if counts is None else counts
    return common.ranking_metrics(score[rows & sample.is_ligand], score[rows & ~sample.is_ligand])


def with_random_peptides(
    name: str, alleles: tuple[str, ...], hits: np.ndarray, proteome: common.HumanProteome, random: np.random.Generator
) -> Sample:
    """A sample like those of the peer file: hits of 8-11 residues among four times as many random peptides."""
    hits = hits[np.isin(common.lengths_of(hits), RANK_LENGTHS)]
    drawn = proteome.draw_equal(len(RANK_LENGTHS) * len(hits), RANK_LENGTHS, WIDTH, random)
    drawn = drawn[~np.isin(common.peptide_keys(drawn), common.peptide_keys(hits))]
    is_ligand = np.arange(len(hits) + len(drawn)) < len(hits)
    return Sample(name, alleles, np.concatenate([hits, drawn]), is_ligand, {})
