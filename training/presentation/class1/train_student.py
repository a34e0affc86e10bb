"""Distils the teachers into the student.

    python3 training/presentation/class1/train_student.py
"""
from __future__ import annotations

import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import read_class_one  # noqa: E402
from distil import distil, make_lessons  # noqa: E402
from models import load_net, save_net  # noqa: E402
from recipes import SEEDS, STUDENT, teacher_name  # noqa: E402
from scoring import Ensemble  # noqa: E402


def main() -> None:
    torch.set_num_threads(1)
    data = read_class_one()
    ensemble = Ensemble([load_net(teacher_name(seed)) for seed in SEEDS])
    lessons = make_lessons(
        data, data.ligands, data.affinities, data.validation_keys, ensemble, STUDENT, common.HumanProteome())
    print(f"student: {len(lessons.codes):,} lessons on {len(lessons.grooves):,} grooves", flush=True)
    save_net(distil(lessons, STUDENT), "student")


if __name__ == "__main__":
    main()
