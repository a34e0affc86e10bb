import { plainChromosome } from '../engines/genome/chromosome-names.js';
import { lastStartingBy, united } from '../engines/genome/reference-sequences.js';
import type { GenomicInterval } from '../engines/genome/transcript.js';
import type { BedRegions } from '../formats/bed/read-bed.js';
import { given, missing } from './import-collected.js';
import type { Given, SequencedRegions, SomaticVariant } from './tumour-case.js';

/** How much was sequenced, and which variants lie outside of it; chromosomes in any spelling. */
export function sequencedRegions(
  bed: BedRegions | null,
  variants: Given<readonly SomaticVariant[]>,
): Given<SequencedRegions> {
  if (bed === null) return missing('no BED of the sequenced regions was given');
  const byChromosome = new Map<string, GenomicInterval[]>();
  for (const { chromosome, start0, end0 } of bed.regions) {
    const plain = plainChromosome(chromosome);
    const intervals = byChromosome.get(plain);
    if (intervals === undefined) byChromosome.set(plain, [{ start0, end0 }]);
    else intervals.push({ start0, end0 });
  }
  for (const [chromosome, intervals] of byChromosome) {
    byChromosome.set(chromosome, united(intervals));
  }
  const isInside = ({ position }: SomaticVariant): boolean => {
    const intervals = byChromosome.get(plainChromosome(position.chromosome)) ?? [];
    // An insertion lies between two bases; the region may hold either.
    const last = Math.max(position.start0, position.end0 - 1);
    const at = intervals[lastStartingBy(intervals, last)];
    return at !== undefined && at.end0 > position.start0;
  };
  return given(
    {
      sizeBp: bed.sizeBp,
      regions: bed.regions.length,
      variantsOutside:
        variants.kind === 'missing'
          ? []
          : variants.value.filter((variant) => !isInside(variant)).map(({ id }) => id),
    },
    bed.file,
  );
}
