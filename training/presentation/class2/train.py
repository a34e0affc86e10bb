"""Trains on all rows and writes the pack, its manifest and the test vectors; metrics come from `evaluate.py`."""
from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
import pack  # noqa: E402
from data import CORE, LENGTHS, WIDTH, ClassTwo, read_class_two, read_grooves  # noqa: E402
from export import read_pack  # noqa: E402
from network import GatedTableNet  # noqa: E402
from recipes import STUDENT, TEACHER_SEEDS, student, teacher  # noqa: E402
from scoring import score  # noqa: E402

PACK = common.PACKS / "presentation-class2.bin"
VECTORS = common.FIXTURES / "presentation-class2-vectors.json"
METRICS = common.CACHE / "presentation-class2" / "metrics.json"
VECTOR_COUNT = 1_000
VECTOR_SEED = 20_261_124
TOLERANCE = 1e-4

SOURCES = [
    {"name": "Immune Epitope Database (Vita 2019)", "doi": "10.1093/nar/gky1006",
     "url": "https://www.iedb.org", "licence": "CC-BY-4.0"},
    {"name": "Affinities of class II peptides of the Immune Epitope Database, 2016 (Jensen 2018)",
     "doi": "10.1111/imm.12889", "licence": "CC-BY-4.0"},
    {"name": "UniProtKB/Swiss-Prot, human, 2014", "doi": "10.1093/nar/gku989",
     "url": "https://www.uniprot.org", "date": "2014", "licence": "CC-BY-4.0"},
]


def write_vectors(net: GatedTableNet, proteome: common.HumanProteome) -> float:
    """Random human peptides on random human molecules; returns how far torch is from the pack's arrays at most."""
    header, (arrays,) = read_pack(PACK)
    exact = pack.quantised(net, arrays)
    random = np.random.default_rng(VECTOR_SEED)
    lengths = random.choice(LENGTHS, VECTOR_COUNT)
    codes = proteome.draw(lengths, WIDTH, random)
    names = random.choice(sorted(header["trained"]), VECTOR_COUNT // 2).tolist()
    names += random.choice(sorted(header["alleles"]), VECTOR_COUNT - len(names)).tolist()
    el, ba, el_register, ba_register, worst = [], [], [], [], 0.0
    for one, name in zip(codes, names):
        groove = header["grooves"][header["alleles"][name]]
        expected = pack.run_peptide(arrays, one, groove)
        found = score([exact], one[None], groove)
        worst = max(worst, abs(found.el[0] - expected[0]), abs(found.ba[0] - expected[1]))
        for column, value in zip((el, ba, el_register, ba_register), expected):
            column.append(round(value, 6))
    if worst > TOLERANCE:
        raise ValueError(f"torch and the pack's arrays differ by {worst}")
    VECTORS.parent.mkdir(parents=True, exist_ok=True)
    VECTORS.write_text(json.dumps({
        "about": "presentation-class2.bin in float64 numpy: highest logits over the registers, and the registers (0-based)",
        "peptide": common.decode_peptides(codes), "allele": names,
        "el": el, "elRegister": el_register, "ba": ba, "baRegister": ba_register,
    }, separators=(",", ":")) + "\n")
    return worst


def write_manifest(data: ClassTwo) -> None:
    """Metrics stand in it once `evaluate.py` has left them."""
    rows = data.rows
    metrics = json.loads(METRICS.read_text()) if METRICS.exists() else {}
    common.write_manifest(PACK, {
        "id": "presentation-class2", "version": "1",
        "title": "Network for the presentation of peptides by HLA-DR, DQ and DP",
        "licence": "CC-BY-4.0",
        "attribution": "Trained on eluted ligands and affinities of the Immune Epitope Database (CC BY 4.0) and on "
                       "random peptides of UniProtKB/Swiss-Prot (CC BY 4.0)",
        "sources": SOURCES,
        "recipe": "training/presentation/build.sh class2",
        "contents": {
            "alleles": len(read_grooves()), "allelesWithData": len(data.alleles),
            "ligandRows": int((~np.isnan(rows.label)).sum()), "elutedRows": int(rows.eluted.sum()),
            "affinityRows": int((~np.isnan(rows.affinity)).sum()),
            "peptideLengths": f"{LENGTHS[0]}-{LENGTHS[-1]}", "core": CORE,
            "teacherSeeds": ",".join(map(str, TEACHER_SEEDS)), "studentSeed": STUDENT.seed, **metrics,
        },
    })


def main() -> None:
    torch.set_num_threads(1)
    started = time.monotonic()
    data = read_class_two()
    proteome = common.HumanProteome()
    teachers = [teacher(data, data.rows, None, proteome, seed) for seed in TEACHER_SEEDS]
    shipped = student(data, data.rows, teachers, proteome)
    pack.write(PACK, shipped, data, data.rows)
    worst = write_vectors(shipped, proteome)
    write_manifest(data)
    print(f"{PACK.stat().st_size} bytes, vectors within {worst:.1e}, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
