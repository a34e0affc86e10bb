"""Trains one network on ligands against fresh decoys, and on measured affinities with their inequalities."""
from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator

import numpy as np
import torch
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import common  # noqa: E402
from data import LENGTHS, WIDTH, ClassOne, Peptides, pair_keys, slots_of  # noqa: E402
from network import GatedTableNet, Shape, symbol_rows  # noqa: E402

DECOY_LENGTHS = np.array([0.12, 0.32, 0.18, 0.15, 0.09, 0.07, 0.07])
"""Share of each length, 8-14, among decoys: near that of ligands, so that training sees hard cases."""


@dataclass(frozen=True)
class Recipe:
    """How one network is trained."""

    shape: Shape = field(default_factory=Shape)
    epochs: int = 8
    decoys: int = 4
    ligands_per_step: int = 410
    affinities_per_step: int = 256
    affinity_weight: float = 5.0
    learning_rate: float = 3e-3
    weight_decay: float = 0.01
    dropout: float = 0.1
    groove_noise: float = 0.02
    """Chance that a groove residue is shown as unknown in a training step."""
    rarity: float = 0.25
    """Ligands of an allele count (ligands of the allele / mean) ^ -rarity, between 1/4 and 4."""
    seed: int = 1


class DecoySource:
    """Random human peptides that are no ligand of the allele, and nothing of a validation split."""

    def __init__(self, ligands: Peptides, forbidden: np.ndarray, alleles: int, proteome: common.HumanProteome) -> None:
        self._ligands = np.sort(pair_keys(ligands.keys, ligands.allele))
        self._forbidden = forbidden
        self._proteome = proteome
        lengths = common.lengths_of(ligands.codes)
        counts = np.zeros((alleles, len(LENGTHS)))
        np.add.at(counts, (ligands.allele, lengths - LENGTHS[0]), 1)
        # A length without any ligand of the allele was left out by the curation: it teaches nothing there.
        present = counts > 0
        shares = np.where(present, DECOY_LENGTHS, 0)
        self._shares = shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
        self._cumulative = self._shares.cumsum(axis=1)
        usual = np.maximum((present * counts.sum(axis=0) / counts.sum()).sum(axis=1, keepdims=True), 1e-9)
        with np.errstate(divide="ignore"):
            self._offsets = np.where(present, -np.log(len(LENGTHS) * self._shares * usual), 0)

    def draw(self, allele: np.ndarray, random: np.random.Generator) -> np.ndarray:
        """A decoy for each allele of the list, [n, 14]."""
        codes = np.empty((len(allele), WIDTH), np.uint8)
        todo = np.arange(len(allele))
        while todo.size:
            dice = random.random(todo.size)
            lengths = LENGTHS[0] + np.minimum((dice[:, None] > self._cumulative[allele[todo]]).sum(axis=1), len(LENGTHS) - 1)
            drawn = self._proteome.draw(lengths, WIDTH, random)
            keys = common.peptide_keys(drawn)
            bad = _among(keys, self._forbidden) | _among(pair_keys(keys, allele[todo]), self._ligands)
            codes[todo[~bad]] = drawn[~bad]
            todo = todo[bad]
        return codes

    def offset(self, codes: np.ndarray, allele: np.ndarray, decoys: int) -> np.ndarray:
        """What the training logit has beyond log(P(peptide | ligand) / P(peptide | random, lengths equal))."""
        return self._offsets[allele, common.lengths_of(codes) - LENGTHS[0]] - np.log(decoys)


def _among(keys: np.ndarray, ordered: np.ndarray) -> np.ndarray:
    place = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    return ordered[place] == keys


def allele_weights(allele: np.ndarray, alleles: int, rarity: float) -> np.ndarray:
    counts = np.bincount(allele, minlength=alleles)
    return np.clip((np.maximum(counts, 1) / counts[counts > 0].mean()) ** -rarity, 0.25, 4).astype(np.float32)


def noisy_grooves(grooves: torch.Tensor, chance: float, random: np.random.Generator) -> torch.Tensor:
    """The one-hot grooves with residues replaced by X."""
    shape = (len(grooves), common.GROOVE_LENGTH, len(common.GROOVE_SYMBOLS))
    noisy = grooves.view(shape).clone()
    noisy[torch.from_numpy(random.random(shape[:2]) < chance)] = functional.one_hot(
        torch.tensor(shape[2] - 1), shape[2]).float()
    return noisy.view_as(grooves)


def censored_error(predicted: torch.Tensor, target: torch.Tensor, bound: torch.Tensor) -> torch.Tensor:
    """Squared error; none where a bound is kept (O'Donnell et al. 2018, Cell Systems 7:129)."""
    error = predicted - target
    kept = ((bound > 0) & (error > 0)) | ((bound < 0) & (error < 0))
    return error.square().masked_fill(kept, 0).mean()


def parameter_groups(net: GatedTableNet, weight_decay: float) -> list[dict[str, object]]:
    """Decay for dense weights only; biases and residue vectors are left alone."""
    decayed = [p for name, p in net.named_parameters() if p.dim() > 1 and name != "emb"]
    others = [p for name, p in net.named_parameters() if p.dim() <= 1 or name == "emb"]
    return [{"params": decayed, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}]


def _affinity_batches(count: int, size: int, random: np.random.Generator) -> Iterator[np.ndarray]:
    while True:
        order = random.permutation(count)
        for start in range(0, count - size + 1, size):
            yield order[start:start + size]


def train_network(
    data: ClassOne,
    recipe: Recipe,
    ligands: Peptides,
    affinities: Peptides,
    forbidden: np.ndarray,
    proteome: common.HumanProteome,
) -> GatedTableNet:
    """One network. `forbidden`: sorted keys of peptides that no decoy may be."""
    random = np.random.default_rng(recipe.seed)
    torch.manual_seed(recipe.seed)
    net = GatedTableNet(recipe.shape, recipe.dropout)
    grooves = torch.from_numpy(common.groove_one_hot(data.grooves))
    decoys = DecoySource(ligands, forbidden, len(data.alleles), proteome)
    weights = allele_weights(ligands.allele, len(data.alleles), recipe.rarity)
    optimiser = torch.optim.AdamW(parameter_groups(net, recipe.weight_decay), lr=1e-3)
    steps = len(ligands) // recipe.ligands_per_step
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.learning_rate, total_steps=recipe.epochs * steps, pct_start=0.2, final_div_factor=1e3)
    measured = _affinity_batches(len(affinities), recipe.affinities_per_step, random)
    started = time.monotonic()
    for epoch in range(recipe.epochs):
        order = random.permutation(len(ligands))
        sums = np.zeros(2)
        for step in range(steps):
            hits = ligands.take(order[step * recipe.ligands_per_step:(step + 1) * recipe.ligands_per_step])
            binders = affinities.take(next(measured))
            decoy_allele = np.repeat(hits.allele, recipe.decoys)
            drawn = decoys.draw(decoy_allele, random)
            eluted = len(hits) + len(drawn)
            codes = np.concatenate([hits.codes, drawn, binders.codes])
            allele = np.concatenate([hits.allele, decoy_allele, binders.allele])
            offset = decoys.offset(codes[:eluted], allele[:eluted], recipe.decoys).astype(np.float32)
            logits = net(
                symbol_rows(slots_of(codes)),
                noisy_grooves(grooves, recipe.groove_noise, random),
                torch.from_numpy(allele),
            )
            is_hit = torch.zeros(eluted)
            is_hit[:len(hits)] = 1
            presented = functional.binary_cross_entropy_with_logits(
                logits[:eluted, 0] + torch.from_numpy(offset), is_hit,
                weight=torch.from_numpy(weights[allele[:eluted]]))
            bound = censored_error(
                torch.sigmoid(logits[eluted:, 1]), torch.from_numpy(binders.target), torch.from_numpy(binders.bound))
            optimiser.zero_grad()
            (presented + recipe.affinity_weight * bound).backward()
            optimiser.step()
            schedule.step()
            sums += presented.item(), bound.item()
        print(f"  epoch {epoch + 1}/{recipe.epochs}: presented {sums[0] / steps:.4f}, affinity {sums[1] / steps:.4f}, "
              f"{time.monotonic() - started:.0f} s", flush=True)
    return net.eval()
