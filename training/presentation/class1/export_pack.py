"""Writes data/presentation-class1.bin, its manifest and the test vectors from the trained networks.

    python3 training/presentation/class1/export_pack.py
"""
from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
import export  # noqa: E402
import fit_processing as processing  # noqa: E402
from data import LENGTHS, SLOTS, WIDTH, read_class_one, read_grooves, slots_of  # noqa: E402
from models import load_net, net_arrays  # noqa: E402
from network import GatedTableNet, Shape, symbol_rows  # noqa: E402
from recipes import SEEDS, STUDENT, TEACHER, teacher_name  # noqa: E402

ID = "presentation-class1"
PACK = common.PACKS / f"{ID}.bin"
VECTORS = common.FIXTURES / f"{ID}-vectors.json"
VECTOR_COUNT = 1_000
VECTOR_SEED = 3
TORCH_TOLERANCE = 1e-4

SOURCES = [
    {"name": "Immune Epitope Database (Vita 2019)", "doi": "10.1093/nar/gky1006", "url": "https://www.iedb.org",
     "licence": "CC-BY-4.0"},
    {"name": "MHCflurry's curation of it, ligands and affinities (O'Donnell 2020)", "doi": "10.1016/j.cels.2020.06.010",
     "url": "https://github.com/openvax/mhcflurry", "licence": "Apache-2.0"},
    {"name": "HLAthena, 95 mono-allelic lines (Sarkizova 2020)", "doi": "10.1038/s41587-019-0322-9"},
    {"name": "16 mono-allelic lines (Abelin 2017)", "doi": "10.1016/j.immuni.2017.02.007"},
    {"name": "Anthem (Mei 2021)", "doi": "10.1093/bib/bbaa415"},
    {"name": "UniProtKB/Swiss-Prot, human, 2014", "doi": "10.1093/nar/gku989", "url": "https://www.uniprot.org",
     "date": "2014", "licence": "CC-BY-4.0"},
]


def header() -> dict[str, object]:
    """All but the networks."""
    data = read_class_one()
    by_allele = dict(sorted(read_grooves().items()))
    grooves = sorted(set(by_allele.values()))
    place = {groove: i for i, groove in enumerate(grooves)}
    counts = np.bincount(data.ligands.allele, minlength=len(data.alleles))
    measured = np.bincount(data.affinities.allele, minlength=len(data.alleles))
    return {
        "schemaVersion": 1,
        "id": ID,
        "mhcClass": "I",
        "lengths": list(LENGTHS),
        "slots": SLOTS,
        "symbols": common.SYMBOLS,
        "grooveSymbols": common.GROOVE_SYMBOLS,
        "grooveLength": common.GROOVE_LENGTH,
        "grooves": grooves,
        "alleles": {allele: place[groove] for allele, groove in by_allele.items()},
        "trained": {allele: int(n) for allele, n in zip(data.alleles, counts) if n > 0},
        "measured": {allele: int(n) for allele, n in zip(data.alleles, measured) if n > 0},
    }


def write_vectors() -> None:
    """Random human peptides and train ligands on random alleles, scored in float64 from the pack's arrays."""
    scorer = export.PackScorer(PACK, "student")
    student = torch_of_pack(scorer.nets[0])
    random = np.random.default_rng(VECTOR_SEED)
    data = read_class_one()
    lengths = random.choice(LENGTHS, VECTOR_COUNT // 2)
    drawn = common.HumanProteome().draw(lengths, WIDTH, random)
    ligands = data.ligands.codes[random.choice(len(data.ligands), VECTOR_COUNT - len(drawn), replace=False)]
    codes = np.concatenate([drawn, ligands])
    names = sorted(read_grooves())
    alleles = [*random.choice(names, len(drawn)),
               *(data.alleles[i] for i in random.choice(np.unique(data.ligands.allele), len(ligands)))]
    logits = np.empty((len(codes), 2))
    for i, allele in enumerate(alleles):
        groove = common.groove_one_hot([read_grooves()[allele]])
        logits[i] = scorer.score_slots(slots_of(codes[i:i + 1]), groove[0])[0]
        with torch.no_grad():
            torch_logits = student(symbol_rows(slots_of(codes[i:i + 1])), torch.from_numpy(groove), torch.zeros(1, dtype=torch.long))
        if np.abs(torch_logits.numpy() - logits[i]).max() > TORCH_TOLERANCE:
            raise AssertionError(f"torch and numpy differ on {common.decode_peptides(codes[i:i + 1])} {allele}")
    VECTORS.write_text(json.dumps({
        "about": "el logit and ba (sigmoid, 1 - log50000 nM) of the student in presentation-class1.bin; float64 numpy "
                 "from the arrays of the file, training/presentation/export.py; equal to torch within 1e-4",
        "sha256": common.sha256_of(PACK),
        "peptide": common.decode_peptides(codes),
        "allele": [str(allele) for allele in alleles],
        "el": [round(float(x), 6) for x in logits[:, 0]],
        "ba": [round(float(1 / (1 + np.exp(-x))), 7) for x in logits[:, 1]],
    }, separators=(",", ":")) + "\n")


def torch_of_pack(packed: export.NetArrays) -> GatedTableNet:
    """A network in torch with the weights as they were rounded for the pack."""
    net = GatedTableNet(Shape(packed.embedding, packed.groove, packed.hidden))
    arrays = {name: torch.from_numpy(array).float() for name, array in packed.arrays.items()}
    layers = {f"g{{}}{i}": layer for i, layer in enumerate([*net.groove_layers, net.gate])}
    layers |= {f"{{}}{i}": layer for i, layer in enumerate(net.layers, start=1)} | {"{}out": net.out}
    with torch.no_grad():
        net.emb.copy_(arrays["emb"].flatten(0, 1))
        for name, layer in layers.items():
            layer.weight.copy_(arrays[name.format("w")].T)
            layer.bias.copy_(arrays[name.format("b")])
    return net.eval()


def write_pack_manifest(measures: dict[str, object]) -> None:
    head, nets = export.read_pack(PACK)
    parameters = {role: sum(sum(a.size for a in net.arrays.values()) for net in nets if net.role == role)
                  for role in ("student", "teacher")}
    common.write_manifest(PACK, {
        "id": ID,
        "version": "1",
        "title": "Gated table networks of HLA class I presentation and affinity",
        "licence": "CC-BY-4.0",
        "attribution": "Trained on eluted ligands and affinities of the Immune Epitope Database (CC BY 4.0) and the studies "
                       "it and Anthem draw on, HLAthena among them, in the curation of MHCflurry (Apache-2.0); decoys from "
                       "UniProtKB/Swiss-Prot (CC BY 4.0)",
        "sources": SOURCES,
        "recipe": "training/presentation/build.sh class1",
        "contents": {
            "parameters": parameters["student"],
            "teachers": len(SEEDS),
            "teacherParameters": parameters["teacher"],
            "multiplicationsPerScore": STUDENT.shape.multiplications,
            "multiplicationsPerScoreAccurate": len(SEEDS) * TEACHER.shape.multiplications,
            "alleles": len(head["alleles"]),
            "grooves": len(head["grooves"]),
            "trainedAlleles": len(head["trained"]),
            "measuredAlleles": len(head["measured"]),
            "trainingLigands": sum(head["trained"].values()),
            "trainingAffinities": sum(head["measured"].values()),
            "peptideLengths": f"{LENGTHS[0]}-{LENGTHS[-1]}",
            "seeds": " ".join(map(str, [*SEEDS, STUDENT.seed])),
            **measures,
        },
    })


def main() -> None:
    nets = [net_arrays(load_net("student"), "student")]
    nets += [net_arrays(load_net(teacher_name(seed)), "teacher") for seed in SEEDS]
    export.write_pack(PACK, header(), nets, np.load(processing.TABLE))
    write_vectors()
    print(f"{PACK.name}: {PACK.stat().st_size:,} bytes; vectors {VECTORS.stat().st_size:,} bytes")
    write_pack_manifest({})


if __name__ == "__main__":
    main()
