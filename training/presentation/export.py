"""The pack format of the presentation networks, its reader, and the run-time algorithm in numpy.

File: gzip (mtime 0, no name, level 9) of

    8 bytes   ASCII `ONCONET1`
    u32       length of the header in bytes, little-endian
    header    JSON, UTF-8
    zeros     up to the next multiple of 16, counted from the start of the (unzipped) file
    arrays    little-endian, row-major; each begins at a multiple of 16, zeros between

An array is described by `{"dtype": "f32" | "f16" | "i8", "shape": [...], "offset": n}`, the offset in bytes from
the first array. `i8` has `"scale": [...]` as well, one f32 number for each index of the first axis: value = scale * i8.
Dense layers are [in, out]: y = x W + b.

A network (one of `nets`) scores a peptide on a groove as follows. E is `embedding`, S `slots`, N the symbols (21).

    groove residues, one-hot over `grooveSymbols`, place after place -> g0 = [grooveLength * 21]
    g1 = relu(g0 gw0 + gb0), g2 = relu(g1 gw1 + gb1), ... one layer for each of `groove`
    gate = gK gwK + gbK, no relu, [2 * S * E]: first scale [S, E], then shift [S, E]
    x[slot] = emb[slot][symbol] * (1 + scale[slot]) + shift[slot]         emb is [S, N, E]
    h1 = relu(concat(x) w1 + b1), h2 = relu(h1 w2 + b2), ... one layer for each of `hidden`
    [el, ba] = hH wout + bout                                            in the order of `outputs`

For a fixed groove, concat(x) w1 is a sum over slots of the table T[slot][symbol] = x(slot, symbol) w1[slot*E:(slot+1)*E].

`el` is the natural log of P(peptide | ligand of the allele) / P(peptide | random human, lengths equal), up to training;
`ba` is a logit: its sigmoid is 1 - log50000(IC50 in nM).

Class I: 28 slots; slot i in 0-13 holds the residue i from the left, slot 27 - i the residue i from the right, the rest
hold `-`. `alleles` maps names to the index of their groove in `grooves`; `trained` says how many train ligands an allele had.
Several nets of one role are an ensemble: their logits are averaged.

`processing`, where the header has it, is for peptides whose surroundings are known:
`{"flank": F, "weights": {dtype, shape [2F, 21], offset}}`. Rows are places, the F residues before the peptide in order (the last
row of them is next to the peptide), then the F after it; columns are `symbols`, `-` beyond the ends of the protein and for
unknown residues. The sum of the 2F entries is added to `el`; it is 0 on average over peptides that were not seen.
"""
from __future__ import annotations

import gzip
import io
import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence

import numpy as np

MAGIC = b"ONCONET1"
ALIGNMENT = 16
_DTYPES = {"f32": np.dtype("<f4"), "f16": np.dtype("<f2"), "i8": np.dtype("i1")}


@dataclass(frozen=True)
class NetArrays:
    """A network as plain arrays, named as in the file."""

    role: str
    embedding: int
    groove: tuple[int, ...]
    hidden: tuple[int, ...]
    outputs: tuple[str, ...]
    arrays: Mapping[str, np.ndarray]


def dtype_for(name: str) -> str:
    """Weights as half floats; biases, and what multiplies nothing, as floats."""
    return "f32" if name.startswith(("gb", "b")) else "f16"


def write_pack(
    path: Path, header: Mapping[str, object], nets: Sequence[NetArrays], processing: np.ndarray | None = None
) -> None:
    """Writes `header` with `nets` and `processing` filled in; the same arrays give the same bytes."""
    body = io.BytesIO()

    def place(array: np.ndarray, dtype: str) -> dict[str, object]:
        body.write(b"\0" * (-body.tell() % ALIGNMENT))
        about = {"dtype": dtype, "shape": list(array.shape), "offset": body.tell()}
        body.write(np.ascontiguousarray(array, _DTYPES[dtype]).tobytes())
        return about

    described = [
        {
            "role": net.role, "embedding": net.embedding, "groove": list(net.groove),
            "hidden": list(net.hidden), "outputs": list(net.outputs),
            "arrays": {name: place(array, dtype_for(name)) for name, array in net.arrays.items()},
        }
        for net in nets
    ]
    if processing is not None:
        header = {**header, "processing": {"flank": len(processing) // 2, "weights": place(processing, "f32")}}
    text = json.dumps({**header, "nets": described}, separators=(",", ":")).encode()
    head = MAGIC + struct.pack("<I", len(text)) + text
    head += b"\0" * (-len(head) % ALIGNMENT)
    path.write_bytes(gzip.compress(head + body.getvalue(), 9, mtime=0))


def read_pack(path: Path) -> tuple[dict[str, object], list[NetArrays]]:
    """The header and the networks, arrays as float64."""
    data = gzip.decompress(path.read_bytes())
    if data[:8] != MAGIC:
        raise ValueError(f"{path} is no {MAGIC.decode()} file")
    (size,) = struct.unpack("<I", data[8:12])
    header = json.loads(data[12:12 + size])
    start = -(-(12 + size) // ALIGNMENT) * ALIGNMENT

    def values(about: Mapping[str, object]) -> np.ndarray:
        shape = tuple(about["shape"])  # type: ignore[arg-type]
        flat = np.frombuffer(data, _DTYPES[about["dtype"]], int(np.prod(shape)), start + about["offset"])
        array = flat.reshape(shape).astype(np.float64)
        if about["dtype"] == "i8":
            array *= np.asarray(about["scale"], np.float32).reshape(-1, *[1] * (len(shape) - 1))
        return array

    return header, [
        NetArrays(net["role"], net["embedding"], tuple(net["groove"]), tuple(net["hidden"]), tuple(net["outputs"]),
                  {name: values(about) for name, about in net["arrays"].items()})
        for net in header["nets"]
    ]


def run_net(net: NetArrays, slots: np.ndarray, groove_one_hot: np.ndarray) -> np.ndarray:
    """Outputs of a network for peptides on one groove, [n, outputs].

    `slots`: [n, slots] symbols; `groove_one_hot`: [grooveLength * 21].
    """
    a = net.arrays
    hidden = groove_one_hot
    for layer in range(len(net.groove)):
        hidden = np.maximum(hidden @ a[f"gw{layer}"] + a[f"gb{layer}"], 0)
    gate = hidden @ a[f"gw{len(net.groove)}"] + a[f"gb{len(net.groove)}"]
    slot_count = slots.shape[1]
    scale, shift = gate.reshape(2, slot_count, net.embedding)
    gated = a["emb"] * (1 + scale[:, None]) + shift[:, None]
    first = a["w1"].reshape(slot_count, net.embedding, -1)
    table = np.einsum("ske,seh->skh", gated, first)
    x = table[np.arange(slot_count), slots].sum(axis=1) + a["b1"]
    x = np.maximum(x, 0)
    for layer in range(2, len(net.hidden) + 1):
        x = np.maximum(x @ a[f"w{layer}"] + a[f"b{layer}"], 0)
    return x @ a["wout"] + a["bout"]


class PackScorer:
    """Mean logits of the nets of one role, from the arrays of a pack; float64."""

    def __init__(self, path: Path, role: str) -> None:
        self.header, nets = read_pack(path)
        self.nets = [net for net in nets if net.role == role]
        if not self.nets:
            raise ValueError(f"{path} has no {role}")

    def score_slots(self, slots: np.ndarray, groove_one_hot: np.ndarray) -> np.ndarray:
        return np.mean([run_net(net, slots, groove_one_hot) for net in self.nets], axis=0)
