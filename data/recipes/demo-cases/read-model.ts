import type { SeededRandom } from '../../../src/core/seeded-random.js';
import { TPM_BOUNDS, type DemoTumour, type TumourVariant } from './demo-tumours.js';

/** Mean reads over a place; invented, of the order of a deep exome and its blood control. */
const MEAN_DEPTH = { tumour: 180, normal: 90 };
/** Chance that a read of the normal sample shows the alternate base by error. */
const NORMAL_ERROR = 0.001;
/** Mean RNA reads over a place for each TPM of its gene, and the highest mean. */
const RNA_READS_PER_TPM = 5;
const HIGHEST_MEAN_RNA_DEPTH = 800;
/** Share of a transcript with an early stop that escapes nonsense-mediated decay. */
const DECAY_ESCAPE = 0.3;
/** Share of a gene's expression that its canonical transcript has, where it has several. */
const CANONICAL_SHARE = 0.7;

/** Reads at one place in one sample. */
export interface Reads {
  readonly depth: number;
  readonly altReads: number;
}

/** What the sequencer would have seen of one variant. */
export interface DrawnReads {
  readonly tumour: Reads;
  readonly normal: Reads;
  /** Null where the place is not in the mRNA. */
  readonly rna: Reads | null;
  readonly geneTpm: number;
  /** In the order of the transcripts given. */
  readonly transcriptTpm: readonly number[];
}

/** What the draw must know of the annotation. */
export interface AnnotatedPlace {
  readonly isInExon: boolean;
  /** An early stop before the last exon: its mRNA decays. */
  readonly isDecaying: boolean;
  /** For each transcript, whether it is the canonical one. */
  readonly canonical: readonly boolean[];
}

/**
 * Expected fraction of tumour reads with the variant: purity × cell fraction × mutated copies over the
 * copies of tumour and normal cells together. Normal cells have two, of X too: both patients are women.
 */
export function expectedAlleleFraction(
  { purity }: Pick<DemoTumour, 'purity'>,
  { cellFraction = 1, copies = { total: 2, mutated: 1 } }: TumourVariant,
): number {
  return (purity * cellFraction * copies.mutated) / (purity * copies.total + 2 * (1 - purity));
}

/** Depth by coin flips around its mean, alternate reads binomial, expression log-uniform. */
export function drawReads(
  random: SeededRandom,
  tumour: DemoTumour,
  variant: TumourVariant,
  place: AnnotatedPlace,
): DrawnReads {
  const fraction = expectedAlleleFraction(tumour, variant);
  const drawSample = (meanDepth: number, altFraction: number): Reads => {
    const depth = binomial(random, Math.round(2 * meanDepth), 0.5);
    return { depth, altReads: binomial(random, depth, altFraction) };
  };
  const [lowest, highest] = TPM_BOUNDS[variant.expression];
  const drawn = highest === 0 ? 0 : lowest * (highest / lowest) ** random.next();
  const geneTpm = Number(drawn.toFixed(2));
  const mutantRna = fraction * (place.isDecaying ? DECAY_ESCAPE : 1);
  return {
    tumour: drawSample(MEAN_DEPTH.tumour, fraction),
    normal: drawSample(MEAN_DEPTH.normal, NORMAL_ERROR),
    rna: place.isInExon
      ? drawSample(
          Math.min(RNA_READS_PER_TPM * geneTpm, HIGHEST_MEAN_RNA_DEPTH),
          mutantRna / (mutantRna + 1 - fraction),
        )
      : null,
    geneTpm,
    transcriptTpm: shareExpression(geneTpm, place.canonical),
  };
}

function shareExpression(geneTpm: number, canonical: readonly boolean[]): readonly number[] {
  if (canonical.length === 1) return [geneTpm];
  const main = Math.max(canonical.indexOf(true), 0);
  return canonical.map((_, index) => {
    const share = index === main ? CANONICAL_SHARE : (1 - CANONICAL_SHARE) / (canonical.length - 1);
    return Number((geneTpm * share).toFixed(3));
  });
}

function binomial(random: SeededRandom, trials: number, chance: number): number {
  let successes = 0;
  for (let i = 0; i < trials; i++) if (random.next() < chance) successes++;
  return successes;
}
