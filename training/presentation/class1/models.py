"""Networks on disk between the steps of the training, and as arrays of the pack."""
from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import SLOTS  # noqa: E402
from export import NetArrays  # noqa: E402
from network import GatedTableNet, Shape  # noqa: E402

CHECKPOINTS = common.CACHE / "presentation-class1"


def save_net(net: GatedTableNet, name: str) -> None:
    CHECKPOINTS.mkdir(parents=True, exist_ok=True)
    torch.save({"shape": net.shape, "weights": net.state_dict()}, CHECKPOINTS / f"{name}.pt")


def load_net(name: str) -> GatedTableNet:
    saved = torch.load(CHECKPOINTS / f"{name}.pt")
    shape: Shape = saved["shape"]
    net = GatedTableNet(shape)
    net.load_state_dict(saved["weights"])
    return net.eval()


def net_arrays(net: GatedTableNet, role: str) -> NetArrays:
    """The network as `export` names its arrays."""

    def dense(layer: torch.nn.Linear) -> tuple[np.ndarray, np.ndarray]:
        return layer.weight.detach().numpy().T, layer.bias.detach().numpy()

    arrays = {"emb": net.emb.detach().numpy().reshape(SLOTS, len(common.SYMBOLS), net.shape.embedding)}
    for i, layer in enumerate([*net.groove_layers, net.gate]):
        arrays[f"gw{i}"], arrays[f"gb{i}"] = dense(layer)
    for i, layer in enumerate(net.layers, start=1):
        arrays[f"w{i}"], arrays[f"b{i}"] = dense(layer)
    arrays["wout"], arrays["bout"] = dense(net.out)
    return NetArrays(role, net.shape.embedding, net.shape.groove, net.shape.hidden, ("el", "ba"), arrays)
