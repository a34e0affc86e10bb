"""What both classes share: residue codes, peptides as arrays, the human proteome, metrics, manifests.

Peptides are arrays of residue codes, `uint8`, one row a peptide, filled up on the right with `PAD`.
"""
from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Callable, Iterator, Mapping, Sequence

import numpy as np

AMINO_ACIDS = "ACDEFGHIKLMNPQRSTVWY"
PAD = 20
SYMBOLS = AMINO_ACIDS + "-"
GROOVE_SYMBOLS = AMINO_ACIDS + "X"
GROOVE_LENGTH = 34

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED_DATA = REPOSITORY.parent / "shared" / "data"
PACKS = REPOSITORY / "data"
FIXTURES = REPOSITORY / "test" / "agreement" / "fixtures"
CACHE = REPOSITORY / ".cache"
PROTEOME_FILE = SHARED_DATA / "genome" / "human_swissprot_2014_metastudent.fasta.gz"

_NOT_A_RESIDUE = 255
_CODES = np.full(256, _NOT_A_RESIDUE, np.uint8)
for _code, _letter in enumerate(AMINO_ACIDS):
    _CODES[ord(_letter)] = _code


def tsv_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The named columns of every row of a TSV file, gzipped or not."""
    opened = gzip.open(path, "rt") if path.suffix == ".gz" else open(path)
    with opened as lines:
        header = next(lines).rstrip("\n").split("\t")
        places = [header.index(column) for column in columns]
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            yield tuple(cells[place] for place in places)


def encode_peptides(peptides: Sequence[str], width: int) -> np.ndarray:
    """Residue codes, [peptides, width]; throws where one is longer or has another letter than the twenty."""
    joined = "".join(peptide.ljust(width, "-") for peptide in peptides)
    if len(joined) != width * len(peptides):
        raise ValueError(f"a peptide is longer than {width}")
    letters = np.frombuffer(joined.encode("latin1"), np.uint8).reshape(-1, width)
    codes = np.where(letters == ord("-"), np.uint8(PAD), _CODES[letters])
    if (codes == _NOT_A_RESIDUE).any():
        raise ValueError("a peptide has a letter that is no standard residue")
    return codes


def is_standard(peptide: str) -> bool:
    """True where all letters are among the twenty."""
    return all(letter in AMINO_ACIDS for letter in peptide)


def decode_peptides(codes: np.ndarray) -> list[str]:
    letters = np.frombuffer(SYMBOLS.encode(), np.uint8)[codes]
    return [bytes(row).decode().rstrip("-") for row in letters]


def lengths_of(codes: np.ndarray) -> np.ndarray:
    return (codes != PAD).sum(axis=1)


def peptide_keys(codes: np.ndarray) -> np.ndarray:
    """One `uint64` a peptide, unique up to 14 residues (21^14 < 2^64)."""
    if codes.shape[1] > 14:
        raise ValueError("keys are unique up to 14 residues only")
    keys = np.zeros(len(codes), np.uint64)
    for column in codes.T:
        keys = keys * np.uint64(21) + column.astype(np.uint64)
    return keys


def groove_one_hot(grooves: Sequence[str]) -> np.ndarray:
    """[grooves, 34 * 21] float32; letters outside the twenty count as X."""
    one_hot = np.zeros((len(grooves), GROOVE_LENGTH, len(GROOVE_SYMBOLS)), np.float32)
    for row, groove in enumerate(grooves):
        for place, letter in enumerate(groove):
            code = GROOVE_SYMBOLS.find(letter)
            one_hot[row, place, code if code >= 0 else GROOVE_SYMBOLS.index("X")] = 1
    return one_hot.reshape(len(grooves), -1)


class HumanProteome:
    """Human Swiss-Prot proteins end to end, to draw random peptides from."""

    def __init__(self, path: Path = PROTEOME_FILE) -> None:
        with gzip.open(path, "rt") as lines:
            text = "".join("-" if line.startswith(">") else line.rstrip("\n") for line in lines)
        self._codes = _CODES[np.frombuffer(text.encode("latin1"), np.uint8)]
        breaks = np.flatnonzero(self._codes == _NOT_A_RESIDUE)
        next_break = np.append(breaks, len(self._codes))[
            np.searchsorted(breaks, np.arange(len(self._codes)))
        ]
        self._run_lengths = next_break - np.arange(len(self._codes))

    def draw(self, lengths: np.ndarray, width: int, random: np.random.Generator) -> np.ndarray:
        """A peptide of each length from places uniform over the proteome, [lengths, width]."""
        starts = random.integers(0, len(self._codes) - width, len(lengths))
        while (bad := np.flatnonzero(self._run_lengths[starts] < lengths)).size:
            starts[bad] = random.integers(0, len(self._codes) - width, bad.size)
        codes = self._codes[starts[:, None] + np.arange(width)]
        codes[np.arange(width)[None, :] >= lengths[:, None]] = PAD
        return codes

    def draw_equal(
        self, count: int, lengths: Sequence[int], width: int, random: np.random.Generator
    ) -> np.ndarray:
        """`count` peptides, the lengths in equal numbers, shortest first."""
        return self.draw(np.repeat(np.asarray(lengths), count // len(lengths)), width, random)


def _tie_groups(positives: np.ndarray, negatives: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Positives and negatives at each distinct score, best score first."""
    if len(positives) == 0 or len(negatives) == 0:
        raise ValueError("a metric needs both classes")
    scores = np.concatenate([positives, negatives])
    if np.isnan(scores).any():
        raise ValueError("a score is NaN")
    _, group = np.unique(-scores, return_inverse=True)
    count = group.max() + 1
    return (
        np.bincount(group[: len(positives)], minlength=count).astype(float),
        np.bincount(group[len(positives):], minlength=count).astype(float),
    )


def auroc(positives: np.ndarray, negatives: np.ndarray) -> float:
    """As in training/metrics.ts: a tie counts half."""
    p, n = _tie_groups(positives, negatives)
    return float((n * (np.cumsum(p) - p / 2)).sum() / (p.sum() * n.sum()))


def auprc(positives: np.ndarray, negatives: np.ndarray) -> float:
    """As in training/metrics.ts: average precision, a group of ties is one step."""
    p, n = _tie_groups(positives, negatives)
    return float((p * np.cumsum(p) / np.cumsum(p + n)).sum() / p.sum())


def ppv_at_n(positives: np.ndarray, negatives: np.ndarray) -> float:
    """As in training/metrics.ts: positives among the n best, the expected share where the cut splits a tie."""
    p, n = _tie_groups(positives, negatives)
    taken = np.cumsum(p + n)
    cut = int(np.searchsorted(taken, p.sum()))
    hits = p[:cut].sum() + p[cut] * (p.sum() - (taken[cut] - p[cut] - n[cut])) / (p[cut] + n[cut])
    return float(hits / p.sum())


RANKING_METRICS: Mapping[str, Callable[[np.ndarray, np.ndarray], float]] = {
    "AUROC": auroc,
    "AUPRC": auprc,
    "PPV@n": ppv_at_n,
}


def ranking_metrics(positives: np.ndarray, negatives: np.ndarray) -> dict[str, float]:
    return {name: metric(positives, negatives) for name, metric in RANKING_METRICS.items()}


def spearman(a: np.ndarray, b: np.ndarray) -> float:
    """Correlation of ranks, ties given their mean rank."""

    def mean_ranks(values: np.ndarray) -> np.ndarray:
        _, group, count = np.unique(values, return_inverse=True, return_counts=True)
        return (np.cumsum(count) - (count - 1) / 2)[group]

    return float(np.corrcoef(mean_ranks(a), mean_ranks(b))[0, 1])


def bootstrap_mean(values: Sequence[float], seed: int = 7, rounds: int = 2_000) -> tuple[float, float, float]:
    """Mean and 95 % percentile interval over resampled values."""
    array = np.asarray(values, float)
    random = np.random.default_rng(seed)
    means = array[random.integers(0, len(array), (rounds, len(array)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(array.mean()), float(low), float(high)


def interval(values: Sequence[float]) -> str:
    mean, low, high = bootstrap_mean(values)
    return f"{mean:.4f} ({low:.4f} to {high:.4f})"


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_manifest(pack: Path, manifest: Mapping[str, object]) -> None:
    """Writes `<pack>.manifest.json` beside the pack, with its file name, size and SHA-256 (PackManifest)."""
    facts = {"file": pack.name, "bytes": pack.stat().st_size, "sha256": sha256_of(pack)}
    ordered: dict[str, object] = {"schemaVersion": 1}
    for key in ("id", "version", "title", "file", "bytes", "sha256", "licence", "attribution",
                "sources", "recipe", "contents"):
        ordered[key] = facts[key] if key in facts else manifest[key]
    pack.with_suffix(".manifest.json").write_text(json.dumps(ordered, indent=2, ensure_ascii=False) + "\n")
