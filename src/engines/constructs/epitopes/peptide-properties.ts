import { residueCode } from '../../../core/amino-acids.js';

/** Values of residues in the order ACDEFGHIKLMNPQRSTVWY. Kyte & Doolittle 1982, J Mol Biol 157:105 (doi 10.1016/0022-2836(82)90515-0). */
const HYDROPATHY = [
  1.8, 2.5, -3.5, -3.5, 2.8, -0.4, -3.2, 4.5, -3.9, 3.8, 1.9, -3.5, -1.6, -3.5, -4.5, -0.8, -0.7,
  4.2, -0.9, -1.3,
];
/** Aggregation propensity a3v: Sánchez de Groot et al. 2005, BMC Struct Biol 5:18; used by AGGRESCAN (doi 10.1186/1471-2105-8-65). */
const AGGREGATION = [
  -0.036, 0.604, -1.836, -1.412, 1.754, -0.535, -1.033, 1.822, -0.931, 1.38, 0.91, -1.302, -0.334,
  -1.231, -1.24, -0.294, -0.159, 1.594, 1.037, 1.159,
];
/** AGGRESCAN 2007: a hot spot is five residues or more, none proline, whose means over windows of five (up to 75 residues) exceed this. */
const HOT_SPOT = { window: 5, residues: 5, threshold: -0.02 };

/** pK values of Bjellqvist et al. 1993 and 1994 (Electrophoresis 14:1023, 15:529), as Biopython has them. */
const BASIC: Readonly<Record<string, number>> = { K: 10, R: 12, H: 5.98 };
const ACIDIC: Readonly<Record<string, number>> = { D: 4.05, E: 4.45, C: 9, Y: 10 };
const N_TERMINUS = 7.5;
const C_TERMINUS = 3.55;
const AT_N_TERMINUS: Readonly<Record<string, number>> = {
  A: 7.59,
  M: 7,
  S: 6.93,
  P: 8.36,
  T: 6.82,
  V: 7.44,
  E: 7.7,
};
const AT_C_TERMINUS: Readonly<Record<string, number>> = { D: 4.55, E: 4.75 };

export interface PeptideProperties {
  /** Mean hydropathy (GRAVY), and the highest of any seven residues. */
  readonly hydropathy: number;
  readonly highestSevenMerHydropathy: number;
  /** At pH 7. */
  readonly netCharge: number;
  readonly isoelectricPoint: number;
  /** Share of D, E, K and R. */
  readonly chargedShare: number;
  readonly cysteines: number;
  /** Bonds that acid cleaves, and bonds whose asparagine loses its amide. */
  readonly aspartateProlineBonds: number;
  readonly asparagineGlycineBonds: number;
  /** Mean aggregation propensity, and the stretches prone to it. */
  readonly aggregation: number;
  readonly hotSpots: readonly { readonly start0: number; readonly end0: number }[];
}

function mean(
  scale: readonly number[],
  peptide: string,
  start0 = 0,
  end0 = peptide.length,
): number {
  let sum = 0;
  for (let i = start0; i < end0; i++) sum += scale[residueCode(peptide, i)] as number;
  return sum / (end0 - start0);
}

/** Net charge at a pH: Henderson and Hasselbalch's equation for each residue and both ends. */
export function netCharge(peptide: string, ph: number): number {
  const positive = (pk: number): number => 1 / (1 + 10 ** (ph - pk));
  const negative = (pk: number): number => 1 / (1 + 10 ** (pk - ph));
  let charge =
    positive(AT_N_TERMINUS[peptide[0] as string] ?? N_TERMINUS) -
    negative(AT_C_TERMINUS[peptide.at(-1) as string] ?? C_TERMINUS);
  for (const residue of peptide) {
    const basic = BASIC[residue];
    const acidic = ACIDIC[residue];
    if (basic !== undefined) charge += positive(basic);
    if (acidic !== undefined) charge -= negative(acidic);
  }
  return charge;
}

/** pH at which the net charge is zero, within 0.0001. */
function isoelectricPoint(peptide: string): number {
  let low = 0;
  let high = 14;
  while (high - low > 0.0001) {
    const middle = (low + high) / 2;
    if (netCharge(peptide, middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Whole windows only: AGGRESCAN's charged ends, which would lower the means there, are left out. */
function hotSpots(peptide: string): PeptideProperties['hotSpots'] {
  const half = (HOT_SPOT.window - 1) / 2;
  const isProne = (i: number): boolean =>
    peptide[i] !== 'P' &&
    i >= half &&
    i + half < peptide.length &&
    mean(AGGREGATION, peptide, i - half, i + half + 1) > HOT_SPOT.threshold;
  const spots: { start0: number; end0: number }[] = [];
  for (let i = 0; i < peptide.length; i++) {
    if (!isProne(i)) continue;
    const start0 = i;
    while (isProne(i)) i++;
    if (i - start0 >= HOT_SPOT.residues) spots.push({ start0, end0: i });
  }
  return spots;
}

function count(peptide: string, motif: string): number {
  return peptide.split(motif).length - 1;
}

/** Properties that decide how a peptide is made, dissolved and kept. Seven or more of the twenty residues. */
export function peptideProperties(peptide: string): PeptideProperties {
  let highestSevenMerHydropathy = -Infinity;
  for (let start0 = 0; start0 + 7 <= peptide.length; start0++) {
    highestSevenMerHydropathy = Math.max(
      highestSevenMerHydropathy,
      mean(HYDROPATHY, peptide, start0, start0 + 7),
    );
  }
  return {
    hydropathy: mean(HYDROPATHY, peptide),
    highestSevenMerHydropathy,
    netCharge: netCharge(peptide, 7),
    isoelectricPoint: isoelectricPoint(peptide),
    chargedShare: peptide.replaceAll(/[^DEKR]/g, '').length / peptide.length,
    cysteines: count(peptide, 'C'),
    aspartateProlineBonds: count(peptide, 'DP'),
    asparagineGlycineBonds: count(peptide, 'NG'),
    aggregation: mean(AGGREGATION, peptide),
    hotSpots: hotSpots(peptide),
  };
}
