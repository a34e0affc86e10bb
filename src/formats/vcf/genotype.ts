import { type VcfRecord, sampleValue } from './record.js';

/** A sample's GT as written; `.` where the sample has no call; null where FORMAT has no GT. */
export function genotypeText(record: VcfRecord, sample: number): string | null {
  if (!record.formatKeys.includes('GT')) return null;
  return sampleValue(record, sample, 'GT') ?? '.';
}

/** True for `./.`, `.|.`, `.` and the like: nothing was called. */
export function isUncalled(genotype: string): boolean {
  return /^[./|]*$/.test(genotype);
}

/**
 * Does the sample's genotype carry the alternate (0-based index into `alternates`)? Null where there
 * is no GT; false for an uncalled one. VCF 4.4's leading `|` or `/` is understood.
 */
export function carriesAlternate(
  record: VcfRecord,
  sample: number,
  alternate: number,
): boolean | null {
  const genotype = genotypeText(record, sample);
  if (genotype === null) return null;
  return genotype.split(/[/|]/).includes(String(alternate + 1));
}
