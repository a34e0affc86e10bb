"""Trains one network: the register with the highest score stands for the peptide."""
from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import ClassTwo, Rows, nine_mers, WIDTH  # noqa: E402
from network import FLANK, GatedTableNet, Shape, Windows, best_register, table_rows  # noqa: E402

HYDROPHOBIC = np.isin(np.arange(len(common.SYMBOLS)), [common.AMINO_ACIDS.index(letter) for letter in "FILMVWY"])


@dataclass(frozen=True)
class Recipe:
    """How one network is trained."""

    shape: Shape = field(default_factory=Shape)
    epochs: int = 10
    decoys: int = 1
    """Fresh random human peptides for each eluted ligand, in each epoch."""
    binary_weight: float = 1.0
    """Of an affinity made binary in the loss of the `el` output; an eluted row counts 1."""
    rows_per_step: int = 512
    affinity_weight: float = 8.0
    learning_rate: float = 3e-3
    weight_decay: float = 0.02
    dropout: float = 0.2
    groove_noise: float = 0.05
    """Chance that a groove residue is shown as unknown in a training step."""
    anchored_epochs: float = 1.0
    """So long, registers with F, I, L, M, V, W or Y at P1 are preferred: it sets the frame of the core."""
    anchor_bonus: float = 3.0
    seed: int = 1


def with_decoys(rows: Rows, per_ligand: int, proteome: common.HumanProteome, random: np.random.Generator,
                forbidden: np.ndarray) -> Rows:
    """The rows and, for each eluted ligand, random human peptides of its length that hold no forbidden 9-mer."""
    if per_ligand == 0:
        return rows
    hits = rows.take(np.repeat(np.flatnonzero(rows.eluted & (rows.label == 1)), per_ligand))
    codes = proteome.draw(common.lengths_of(hits.codes), WIDTH, random)
    windows = np.lib.stride_tricks.sliding_window_view(codes, 9, axis=1)
    keys = common.peptide_keys(windows.reshape(-1, 9)).reshape(len(codes), -1)
    place = np.minimum(np.searchsorted(forbidden, keys), len(forbidden) - 1)
    kept = ~(forbidden[place] == keys).any(axis=1)
    decoys = replace(hits, codes=codes, label=np.zeros_like(hits.label)).take(kept)
    return Rows(*(np.concatenate([getattr(rows, name), getattr(decoys, name)]) for name in rows.__dataclass_fields__))


def noisy_grooves(grooves: torch.Tensor, chance: float, random: np.random.Generator) -> torch.Tensor:
    """Residues at random places shown as X, afresh for each groove."""
    shown = grooves.view(len(grooves), common.GROOVE_LENGTH, -1).clone()
    hidden = torch.from_numpy(random.random(shown.shape[:2]) < chance)
    shown[hidden] = 0
    shown[..., -1][hidden] = 1
    return shown.flatten(1)


def parameter_groups(net: torch.nn.Module, weight_decay: float) -> list[dict[str, object]]:
    """Decay on weight matrices, none on biases and residue vectors."""
    decayed = [p for name, p in net.named_parameters() if name.endswith("weight")]
    rest = [p for name, p in net.named_parameters() if not name.endswith("weight")]
    return [{"params": decayed, "weight_decay": weight_decay}, {"params": rest, "weight_decay": 0.0}]


def train(data: ClassTwo, rows: Rows, held_out: Rows | None, recipe: Recipe, proteome: common.HumanProteome,
          log: bool = True) -> GatedTableNet:
    """A network trained on `rows`; no decoy shares a 9-mer with a presented peptide or with `held_out`.

    Its `el` logit is the log of P(peptide | ligand) / P(peptide | random human).
    """
    random = np.random.default_rng(recipe.seed)
    torch.manual_seed(recipe.seed)
    net = GatedTableNet(recipe.shape, recipe.dropout)
    grooves = torch.from_numpy(common.groove_one_hot(data.grooves))
    taught = rows.eluted | ~np.isnan(rows.affinity) | (recipe.binary_weight > 0)
    rows = rows.take(taught)
    forbidden = nine_mers(rows.codes[rows.label == 1])
    if held_out is not None:
        forbidden = np.union1d(forbidden, nine_mers(held_out.codes))
    optimiser = torch.optim.AdamW(parameter_groups(net, recipe.weight_decay), lr=1e-3)
    ligands = int((rows.eluted & (rows.label == 1)).sum())
    others = int((rows.eluted & (rows.label == 0)).sum()) + recipe.decoys * ligands
    prior = float(np.log(ligands / others))
    steps = (len(rows) + recipe.decoys * ligands) // recipe.rows_per_step
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.learning_rate, total_steps=recipe.epochs * (steps + 1), pct_start=0.2, final_div_factor=1e3)
    started = time.monotonic()
    for epoch in range(recipe.epochs):
        shown = with_decoys(rows, recipe.decoys, proteome, random, forbidden)
        windows = Windows(shown.codes)
        order = random.permutation(len(shown))
        sums = np.zeros(2)
        for step in range(len(shown) // recipe.rows_per_step):
            which = order[step * recipe.rows_per_step:(step + 1) * recipe.rows_per_step]
            labels = torch.from_numpy(shown.label[which])
            targets = torch.from_numpy(shown.affinity[which])
            is_el = ~torch.isnan(labels)
            is_ba = ~torch.isnan(targets)
            used, groove = np.unique(shown.allele[which], return_inverse=True)
            gated = net.gated(noisy_grooves(grooves[torch.from_numpy(used)], recipe.groove_noise, random))
            places, whose, register = windows.of(which)
            symbols = windows.symbols[places]
            with torch.no_grad():
                logits = net.from_tables(net.tables(gated), table_rows(symbols, groove[whose], len(used))).numpy()
            score = np.where(is_el.numpy()[whose], logits[:, 0], logits[:, 1])
            if epoch + step / steps < recipe.anchored_epochs:
                score = score + recipe.anchor_bonus * HYDROPHOBIC[symbols[:, FLANK]]
            best = best_register(score, whose, register)
            chosen = symbols[np.flatnonzero(register == 0) + best]
            logits = net.from_gated(gated, table_rows(chosen, groove, len(used)))
            weight = torch.where(torch.from_numpy(shown.eluted[which]), 1.0, recipe.binary_weight)
            presented = functional.binary_cross_entropy_with_logits(
                logits[is_el, 0] + prior, labels[is_el], weight=weight[is_el])
            bound = functional.mse_loss(torch.sigmoid(logits[is_ba, 1]), targets[is_ba])
            optimiser.zero_grad()
            (presented + recipe.affinity_weight * bound).backward()
            optimiser.step()
            schedule.step()
            sums += presented.item(), bound.item()
        if log:
            print(f"  epoch {epoch + 1}/{recipe.epochs}: presented {sums[0] / (step + 1):.4f}, "
                  f"affinity {sums[1] / (step + 1):.4f}, {time.monotonic() - started:.0f} s", flush=True)
    return net.eval()
