"""The tables of MODEL-CARD.md, from the shipped pack, and the manifest's measures.

    python3 training/presentation/class1/evaluate.py [student|teacher] [--peers]

Looks at the peer file only with `--peers`.
"""
from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Sequence

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
import export  # noqa: E402
from data import PEER_TOOLS, read_class_one, read_grooves, read_peer_samples, train_row_keys  # noqa: E402
from evaluation import affinity_metrics, best_logits, best_ranks, ligand_metrics, sample_metrics  # noqa: E402
from export_pack import PACK, torch_of_pack, write_pack_manifest  # noqa: E402
from scoring import Ensemble, RankTable, Scorer  # noqa: E402

FEWEST_MEASURED = 20
ALLELE_TABLE = Path(__file__).with_name("validation-by-allele.tsv")


def row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def summary(results: Sequence[dict[str, float]]) -> list[str]:
    return [common.interval([result[metric] for result in results]) for metric in common.RANKING_METRICS]


def report_validation(scorer: Scorer, proteome: common.HumanProteome, write: bool) -> dict[str, float]:
    data = read_class_one()
    by_allele = ligand_metrics(scorer, data, data.ligands_validation, proteome)
    affinities = affinity_metrics(scorer, data, data.affinities_validation, FEWEST_MEASURED)
    print(row(["alleles", "n", "ligands", *common.RANKING_METRICS]))
    print(row(["---"] * 6))
    for title, names in (
        ("all", by_allele),
        ("HLA-A", [a for a in by_allele if a.startswith("HLA-A")]),
        ("HLA-B", [a for a in by_allele if a.startswith("HLA-B")]),
        ("HLA-C", [a for a in by_allele if a.startswith("HLA-C")]),
        ("100 validation ligands or more", [a for a in by_allele if by_allele[a]["ligands"] >= 100]),
        ("fewer than 100", [a for a in by_allele if by_allele[a]["ligands"] < 100]),
    ):
        group = [by_allele[name] for name in names]
        print(row([title, len(group), int(sum(r["ligands"] for r in group)), *summary(group)]))
    bound = [m["AUROC500"] for m in affinities.values() if "AUROC500" in m]
    spearman = [m["Spearman"] for m in affinities.values() if "Spearman" in m]
    print(f"\naffinities: AUROC at 500 nM {common.interval(bound)}, {len(bound)} alleles; "
          f"Spearman {common.interval(spearman)}, {len(spearman)} alleles\n")
    if write:
        with open(ALLELE_TABLE, "w", newline="") as file:
            columns = ["allele", "ligands", *common.RANKING_METRICS, "measured", "binders", "AUROC500", "Spearman"]
            writer = csv.DictWriter(file, columns, delimiter="\t", lineterminator="\n", restval="")
            writer.writeheader()
            for allele in sorted(by_allele.keys() | affinities.keys()):
                values = by_allele.get(allele, {}) | affinities.get(allele, {})
                writer.writerow({"allele": allele} | {
                    key: f"{value:.4f}" if isinstance(value, float) else value for key, value in values.items()})
    return {
        "validationAuroc": round(float(np.mean([r["AUROC"] for r in by_allele.values()])), 4),
        "validationAffinityAuroc500": round(float(np.mean(bound)), 4),
        "validationAffinitySpearman": round(float(np.mean(spearman)), 4),
    }


def report_peers(scorer: Scorer, proteome: common.HumanProteome) -> dict[str, float]:
    samples = read_peer_samples()
    grooves = read_grooves()
    ranks = RankTable(scorer, proteome)
    ours = {
        "ours, best rank": [-best_ranks(scorer, ranks, sample, grooves) for sample in samples],
        "ours, best logit": [best_logits(scorer, sample, grooves) for sample in samples],
    }
    measures: dict[str, float] = {}
    for title, prefix, counts in (
        ("all rows", "peer", [np.ones(len(s.codes), bool) for s in samples]),
        ("rows whose peptide is in no train row", "peerUnseen",
         [~np.isin(common.peptide_keys(s.codes), train_row_keys()) for s in samples]),
    ):
        ligands = sum(int((s.is_ligand & c).sum()) for s, c in zip(samples, counts))
        print(f"{title}: {ligands} ligands, {sum(int((~s.is_ligand & c).sum()) for s, c in zip(samples, counts))} random\n")
        print(row(["tool", *common.RANKING_METRICS, "PPV@n of ours less the tool's"]))
        print(row(["---"] * 5))
        metrics = {
            name: [sample_metrics(s, score, c) for s, score, c in zip(samples, scores, counts)]
            for name, scores in (ours | {t: [-s.ranks[t] for s in samples] for t in PEER_TOOLS}).items()
        }
        best = metrics["ours, best rank"]
        for name, results in metrics.items():
            gains = [a["PPV@n"] - b["PPV@n"] for a, b in zip(best, results)]
            print(row([name, *summary(results), "" if name.startswith("ours") else common.interval(gains)]))
        print()
        for metric, key in (("AUROC", "Auroc"), ("AUPRC", "Auprc"), ("PPV@n", "PpvAtN")):
            measures[prefix + key] = round(float(np.mean([r[metric] for r in best])), 4)
    return measures


def main(role: str, peers: bool) -> None:
    torch.set_num_threads(2)
    nets = export.PackScorer(PACK, role).nets
    scorer = Ensemble([torch_of_pack(net) for net in nets])
    proteome = common.HumanProteome()
    measures = report_validation(scorer, proteome, write=role == "student")
    if peers:
        measures |= report_peers(scorer, proteome)
        if role == "student":
            write_pack_manifest(measures)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "student", "--peers" in sys.argv)
