"""Binding cores known from crystal structures or fine mapping, to check registers against."""
from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import CORE, WIDTH, read_grooves  # noqa: E402
from export import read_pack  # noqa: E402
from pack import run_peptide  # noqa: E402


@dataclass(frozen=True)
class KnownCore:
    allele: str
    peptide: str
    core: str
    source: str


KNOWN_CORES = (
    KnownCore("DRB1*01:01", "PKYVKQNTLKLAT", "YVKQNTLKL", "influenza HA 306-318; Stern 1994, Nature 368:215"),
    KnownCore("DRB1*04:01", "PKYVKQNTLKLAT", "YVKQNTLKL", "influenza HA 306-318; Hennecke & Wiley 2002, J Exp Med 195:571"),
    KnownCore("DRB1*03:01", "PVSKMRMATPLLMQA", "MRMATPLLM", "CLIP; Ghosh 1995, Nature 378:457"),
    KnownCore("DRB1*01:01", "PVSKMRMATPLLMQA", "MRMATPLLM", "CLIP; Guenther 2010, PNAS 107:22219"),
    KnownCore("DRB1*15:01", "ENPVVHFFKNIVTPR", "VHFFKNIVT", "myelin basic protein 85-99; Smith 1998, J Exp Med 188:1511"),
    KnownCore("DRB5*01:01", "NPVVHFFKNIVTPRTPPPSQ", "FKNIVTPRT", "myelin basic protein 86-105; Li 2000, J Mol Biol 304:177"),
    KnownCore("DRB3*01:01", "AWRSDEALPLGS", "WRSDEALPL", "integrin beta 3; Parry 2007, J Mol Biol 371:435"),
    KnownCore("DPA1*01:03-DPB1*02:01", "RKFHYLPFLPSTGGS", "FHYLPFLPS", "HLA-DR alpha 111-125; Dai 2010, PNAS 107:7425"),
    KnownCore("DQA1*03:01-DQB1*03:02", "SHLVEALYLVCGERG", "EALYLVCGE", "insulin B 9-23; Lee 2001, Nat Immunol 2:501"),
    KnownCore("DQA1*05:01-DQB1*02:01", "QLQPFPQPELPY", "PFPQPELPY", "gliadin alpha I; Kim 2004, PNAS 101:4175"),
)


def main() -> None:
    """Prints the cores that the pack finds."""
    header, (net,) = read_pack(common.PACKS / "presentation-class2.bin")
    print("| molecule | peptide, core | el finds | ba finds | from |\n| --- | --- | --- | --- | --- |")
    for known in KNOWN_CORES:
        codes = common.encode_peptides([known.peptide], WIDTH)[0]
        _, _, el, ba = run_peptide(net, codes, read_grooves()[known.allele])
        found = [known.peptide[start:start + CORE] for start in (el, ba)]
        cells = ["the core" if core == known.core else core for core in found]
        print(f"| {known.allele} | {known.peptide}, {known.core} | {cells[0]} | {cells[1]} | {known.source} |")


if __name__ == "__main__":
    main()
