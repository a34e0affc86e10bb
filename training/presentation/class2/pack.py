"""The network as plain arrays, the pack, and the run-time algorithm on the pack's arrays in numpy."""
from __future__ import annotations

import sys
from pathlib import Path
from typing import Sequence

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import CORE, FLANK, LENGTHS, ClassTwo, Rows, read_grooves  # noqa: E402
from export import NetArrays, run_net, write_pack  # noqa: E402
from network import SLOTS, SYMBOL_COUNT, GatedTableNet, Windows  # noqa: E402


def arrays_of(net: GatedTableNet) -> NetArrays:
    """Dense layers as [in, out]."""
    layers = {"emb": net.emb.view(SLOTS, SYMBOL_COUNT, -1)}
    for i, layer in enumerate([*net.groove_layers, net.gate]):
        layers[f"gw{i}"], layers[f"gb{i}"] = layer.weight.t(), layer.bias
    for i, layer in enumerate(net.layers, 1):
        layers[f"w{i}"], layers[f"b{i}"] = layer.weight.t(), layer.bias
    layers["wout"], layers["bout"] = net.out.weight.t(), net.out.bias
    return NetArrays("student", net.shape.embedding, net.shape.groove, net.shape.hidden, ("el", "ba"),
                     {name: value.detach().numpy().astype(np.float32) for name, value in layers.items()})


def write(path: Path, net: GatedTableNet, data: ClassTwo, rows: Rows) -> None:
    """The pack; `trained` counts rows that an allele had, presented or measured."""
    grooves = read_grooves()
    distinct = sorted(set(grooves.values()))
    place = {groove: i for i, groove in enumerate(distinct)}
    counted = np.bincount(rows.allele[(rows.label == 1) | ~np.isnan(rows.affinity)], minlength=len(data.alleles))
    header = {
        "schemaVersion": 1, "id": "presentation-class2", "mhcClass": "II", "lengths": list(LENGTHS),
        "slots": SLOTS, "leftFlank": FLANK, "core": CORE, "rightFlank": FLANK, "symbols": common.SYMBOLS,
        "grooveSymbols": common.GROOVE_SYMBOLS, "grooveLength": common.GROOVE_LENGTH, "grooves": distinct,
        "alleles": {f"HLA-{allele}": place[grooves[allele]] for allele in sorted(grooves)},
        "trained": {f"HLA-{allele}": int(n) for allele, n in zip(data.alleles, counted) if n},
    }
    write_pack(path, header, [arrays_of(net)])


def quantised(net: GatedTableNet, arrays: NetArrays) -> GatedTableNet:
    """The network with the weights as a pack holds them."""
    copy = GatedTableNet(net.shape)
    a = arrays.arrays

    def tensor(name: str) -> torch.Tensor:
        return torch.from_numpy(np.ascontiguousarray(a[name], np.float32))

    with torch.no_grad():
        copy.emb.copy_(tensor("emb").flatten(0, 1))
        for i, layer in enumerate([*copy.groove_layers, copy.gate]):
            layer.weight.copy_(tensor(f"gw{i}").t())
            layer.bias.copy_(tensor(f"gb{i}"))
        for i, layer in enumerate(copy.layers, 1):
            layer.weight.copy_(tensor(f"w{i}").t())
            layer.bias.copy_(tensor(f"b{i}"))
        copy.out.weight.copy_(tensor("wout").t())
        copy.out.bias.copy_(tensor("bout"))
    return copy.eval()


def run_peptide(net: NetArrays, codes: np.ndarray, groove: str) -> tuple[float, float, int, int]:
    """Highest `el` and `ba` logit of one peptide over its registers, and the register of each; float64."""
    windows = Windows(codes[None])
    logits = run_net(net, windows.symbols, common.groove_one_hot([groove])[0].astype(np.float64))
    el, ba = logits.argmax(axis=0)
    return float(logits[el, 0]), float(logits[ba, 1]), int(el), int(ba)
