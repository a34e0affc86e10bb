"""Trains the network of one seed on the whole train split.

    python3 training/presentation/class1/train_teacher.py SEED
"""
from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import read_class_one  # noqa: E402
from models import save_net  # noqa: E402
from recipes import TEACHER, teacher_name  # noqa: E402
from training import train_network  # noqa: E402


def main(seed: int) -> None:
    torch.set_num_threads(1)
    data = read_class_one()
    print(teacher_name(seed), flush=True)
    net = train_network(
        data, replace(TEACHER, seed=seed), data.ligands, data.affinities, data.validation_keys, common.HumanProteome())
    save_net(net, teacher_name(seed))


if __name__ == "__main__":
    main(int(sys.argv[1]))
