import { residueCode } from '../../src/core/amino-acids.js';
import type { LengthMotif } from '../../src/engines/presentation/motif-pack.js';
import { RESIDUES, packedLogOdds } from '../../src/engines/presentation/motif-pack.js';

export const MOTIF_LENGTHS: readonly number[] = [8, 9, 10, 11, 12, 13, 14];
/** The length that every allele has ligands of, from which the others borrow. */
const CORE_LENGTH = 9;

/** Strengths of the priors, each in ligands; values chosen in `cross-validate.ts`. */
export interface FitOptions {
  /** Of proteome frequencies, on every position of the 9-mer motif. */
  readonly background: number;
  /** Of the 9-mer motif, on the motifs of the other lengths. */
  readonly carriedOver: number;
  /** Of the lengths usual over all alleles, on an allele's own. */
  readonly lengths: number;
}

export const FIT_OPTIONS: FitOptions = { background: 50, carriedOver: 50, lengths: 20 };

/** Distinct peptides of one allele, by length. */
export type LigandsByLength = ReadonlyMap<number, readonly string[]>;

/** Leaves out lengths that have no motif. */
export function groupByLength(peptides: Iterable<string>): LigandsByLength {
  const groups = new Map<number, string[]>(MOTIF_LENGTHS.map((length) => [length, []]));
  for (const peptide of peptides) groups.get(peptide.length)?.push(peptide);
  return groups;
}

/** How many ligands of each of `MOTIF_LENGTHS` there are for one 9-mer. */
export type LengthRatios = Float64Array;

/** Mean over the alleles that have 100 9-mers or more and any ligand of the length: 0 says "not looked at". */
export function usualLengthRatios(alleles: Iterable<LigandsByLength>): LengthRatios {
  const sums = new Float64Array(MOTIF_LENGTHS.length);
  const counted = new Float64Array(MOTIF_LENGTHS.length);
  for (const ligands of alleles) {
    const nineMers = ligandCount(ligands, CORE_LENGTH);
    if (nineMers < 100) continue;
    MOTIF_LENGTHS.forEach((length, i) => {
      const count = ligandCount(ligands, length);
      if (count === 0) return;
      sums[i] = (sums[i] as number) + count / nineMers;
      counted[i] = (counted[i] as number) + 1;
    });
  }
  return sums.map((sum, i) => (sum === 0 ? 0 : sum / (counted[i] as number)));
}

/**
 * Motifs of one allele for all of `MOTIF_LENGTHS`: posterior mean residue frequencies under a Dirichlet prior
 * over the proteome's, as log-odds. The 9-mers' prior is the proteome; the other lengths' is the 9-mer motif
 * laid over them from both ends, so that a length with few ligands has the shape of the 9-mers.
 */
export function fitMotifs(
  ligands: LigandsByLength,
  {
    proteome,
    lengthRatios,
    options,
  }: {
    /** Residue frequencies, 20. */
    readonly proteome: Float64Array;
    readonly lengthRatios: LengthRatios;
    readonly options: FitOptions;
  },
): readonly LengthMotif[] {
  const flat = Float64Array.from(
    { length: CORE_LENGTH * RESIDUES },
    (_, cell) => proteome[cell % RESIDUES] as number,
  );
  const core = frequencies(ligands, CORE_LENGTH, { prior: flat, strength: options.background });
  const shares = lengthShares(ligands, lengthRatios, options.lengths);
  return MOTIF_LENGTHS.map((length, i) => {
    const fitted =
      length === CORE_LENGTH
        ? core
        : frequencies(ligands, length, {
            prior: laidOver(core, length),
            strength: options.carriedOver,
          });
    return {
      length,
      trainingLigands: ligandCount(ligands, length),
      lengthLogOdds: packedLogOdds(Math.log2((shares[i] as number) * MOTIF_LENGTHS.length)),
      logOdds: fitted.map((frequency, cell) =>
        packedLogOdds(Math.log2(frequency / (proteome[cell % RESIDUES] as number))),
      ),
    };
  });
}

function ligandCount(ligands: LigandsByLength, length: number): number {
  return ligands.get(length)?.length ?? 0;
}

/** `(counts + strength x prior) / (ligands + strength)`; `length x 20`, position-major. */
function frequencies(
  ligands: LigandsByLength,
  length: number,
  { prior, strength }: { readonly prior: Float64Array; readonly strength: number },
): Float64Array {
  const peptides = ligands.get(length) ?? [];
  const counts = new Float64Array(length * RESIDUES);
  for (const peptide of peptides) {
    for (let position = 0; position < length; position++) {
      const cell = position * RESIDUES + residueCode(peptide, position);
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  const total = peptides.length + strength;
  return counts.map((count, cell) => (count + strength * (prior[cell] as number)) / total);
}

/**
 * The 9-mer motif stretched or cut to a length: the first five and last four positions keep their residues
 * (P5 falls out of 8-mers), and a bulge in between has the mean of P4-P6. The ends are what the groove's
 * A and F pockets hold; Guo et al. 1992, Nature 360:364.
 */
function laidOver(core: Float64Array, length: number): Float64Array {
  const nTerminal = Math.min(5, length - 4);
  const motif = new Float64Array(length * RESIDUES);
  for (let position = 0; position < length; position++) {
    const fromEnd = length - position;
    const sources =
      position < nTerminal ? [position] : fromEnd <= 4 ? [CORE_LENGTH - fromEnd] : [3, 4, 5];
    for (let residue = 0; residue < RESIDUES; residue++) {
      let sum = 0;
      for (const source of sources) sum += core[source * RESIDUES + residue] as number;
      motif[position * RESIDUES + residue] = sum / sources.length;
    }
  }
  return motif;
}

/**
 * Share of each length among the allele's ligands, sums to 1. A length without a single ligand was left out
 * of the data (the curation drops lengths with few), so it counts as the usual number for the 9-mers at hand.
 */
function lengthShares(
  ligands: LigandsByLength,
  lengthRatios: LengthRatios,
  strength: number,
): Float64Array {
  const nineMers = ligandCount(ligands, CORE_LENGTH);
  const counts = lengthRatios.map((ratio, i) => {
    const count = ligandCount(ligands, MOTIF_LENGTHS[i] as number);
    return count > 0 ? count : ratio * nineMers;
  });
  const total = sumOf(counts) + strength;
  const usual = sumOf(lengthRatios);
  return counts.map(
    (count, i) => (count + (strength * (lengthRatios[i] as number)) / usual) / total,
  );
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
