import { type Cited, cited } from '../../core/cited.js';
import type { DriverFinding } from '../../findings/drivers/driver-finding.js';
import { SOURCES } from './sources.js';

/**
 * How a suppressor is lost: both copies; one, with the other there; by a protein that holds down the healthy one;
 * not known of the other copy; or by the user's word.
 */
export type LossKind = 'both-copies' | 'dominant-negative' | 'given' | 'one-copy' | 'unknown';

/** A suppressor that this tumour has lost, as far as the findings tell. */
export interface SuppressorLoss {
  readonly gene: string;
  readonly kind: LossKind;
  /** `STK11 E165*`; the gene alone where the user gave it. */
  readonly label: string;
  readonly variantIds: readonly string[];
  /** Most points of oncogenicity of its variants; null where the user gave it. */
  readonly points: number | null;
  /** The mutation that decides; null where the user gave it. */
  readonly driver: DriverFinding | null;
  readonly reasons: readonly [Cited<string>, ...Cited<string>[]];
}

/** Suppressors whose dose matters by an experiment that was read. */
export const DOSE_MATTERS: Readonly<Record<string, Cited<string>>> = {
  PTEN: cited(
    'mice with 80 % of normal PTEN got tumours that kept both copies: the dose matters',
    SOURCES.ptenDose,
    SOURCES.continuum,
  ),
};

/**
 * Orders losses: points of oncogenicity, and on top of them how sure it is that no healthy protein is left (both copies
 * 3, one copy of a gene whose dose matters 2, not known 1).
 */
export function scoreOf({ kind, points, gene }: SuppressorLoss): number {
  return (points ?? 0) + CERTAINTY[kind] + (kind === 'one-copy' && isDosed(gene) ? 2 : 0);
}

const CERTAINTY: Readonly<Record<LossKind, number>> = {
  'both-copies': 3,
  unknown: 1,
  'one-copy': 0,
  'dominant-negative': 0,
  given: 0,
};

export function isDosed(gene: string): boolean {
  return DOSE_MATTERS[gene] !== undefined;
}
