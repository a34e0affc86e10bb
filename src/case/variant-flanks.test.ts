import { describe, expect, it } from 'vitest';

import { genomicPosition, type TranscriptId } from '../core/brands.js';
import { quietContext } from '../core/context.js';
import { memorySource } from '../formats/text/byte-source.js';
import { exonStretches } from '../engines/genome/exon-stretches.js';
import { reverseComplement } from '../engines/genome/reverse-complement.js';
import type { Transcript } from '../engines/genome/transcript.js';
import { smallVariant } from '../../test/support/small-tumour.js';
import { flanksOfContext, flanksOfReferenceBases, withFlanksOfGenome } from './variant-flanks.js';

const context = quietContext();

describe('flanksOfContext', () => {
  // Layouts as GDC, vcf2maf and Oncotator write them; the bases are made up.
  it.each([
    ['GDC, substitution', 'ACGTACCTGAA', 'C', 'ACGTA', 'CTGAA'],
    ['vcf2maf, substitution', 'ACC', 'C', 'A', 'C'],
    ['GDC, deletion with its anchor base', 'ACGTAGCTCTGAA', 'CT', 'ACGTAG', 'CTGAA'],
    ['GDC, insertion with its anchor base', 'ACGTAGCTGAA', '', 'ACGTAG', 'CTGAA'],
    ['Oncotator, deletion', 'ACGTACTGGCCA', 'CT', 'ACGTA', 'GGCCA'],
  ])('reads the bases beside the reference allele: %s', (_, context, reference, before, after) => {
    expect(flanksOfContext({ context, reference })).toMatchObject({ before, after });
  });

  it('takes nothing where the context does not hold the allele, or is something else', () => {
    expect(flanksOfContext({ context: 'ACGTAGCTGAA', reference: 'C' })).toBeNull();
    expect(flanksOfContext({ context: 'C', reference: 'C' })).toBeNull();
    expect(flanksOfContext({ context: 'exon 3', reference: 'C' })).toBeNull();
    expect(flanksOfContext({ context: null, reference: 'C' })).toBeNull();
  });
});

describe('flanksOfReferenceBases', () => {
  it('reads GATK’s 21 bases, the record’s first in the middle', () => {
    const bases = 'AAAAACCCCCGTTTTTGGGGG';
    expect(flanksOfReferenceBases(bases, 'G')).toMatchObject({
      before: 'AAAAACCCCC',
      after: 'TTTTTGGGGG',
    });
    expect(flanksOfReferenceBases(bases, 'GTT')).toMatchObject({ after: 'TTTGGGGG' });
    expect(flanksOfReferenceBases(bases, 'A')).toBeNull();
    expect(flanksOfReferenceBases('ACGT', 'C')).toBeNull();
  });
});

describe('exonStretches', () => {
  const transcript = (strand: 1 | -1): Transcript =>
    ({
      id: 'ENST1' as TranscriptId,
      strand,
      exons:
        strand === 1
          ? [
              { start0: 10, end0: 14 },
              { start0: 20, end0: 22 },
            ]
          : [
              { start0: 20, end0: 22 },
              { start0: 10, end0: 14 },
            ],
      genomeDifferences: [],
      cdna: strand === 1 ? 'ACGTTC' : reverseComplement('ACGTTC'),
      flanks:
        strand === 1
          ? [
              { before: 'GG', after: 'AA' },
              { before: 'C', after: 'T' },
            ]
          : [
              { before: 'A', after: 'G' },
              { before: 'TT', after: 'CC' },
            ],
    }) as unknown as Transcript;

  it('gives the same forward bases of a transcript on either strand, by hand', () => {
    const forward = [...exonStretches(transcript(1))];
    expect(forward).toEqual([
      { start0: 8, bases: 'GGACGTAA' },
      { start0: 19, bases: 'CTCT' },
    ]);
    expect([...exonStretches(transcript(-1))].toReversed()).toEqual(forward);
  });

  it('gives none of a transcript that differs from the genome', () => {
    const differing = { ...transcript(1), genomeDifferences: [{}] } as unknown as Transcript;
    expect([...exonStretches(differing)]).toEqual([]);
  });
});

describe('withFlanksOfGenome', () => {
  const fasta = memorySource('genome.fa', `>chr7\n${'ACGTT'.repeat(20)}\n`);
  const at = (start0: number, reference: string, chromosome = '7') =>
    smallVariant({
      reference,
      position: genomicPosition(chromosome, start0, start0 + reference.length),
    });

  it('finds the bases beside a variant by any spelling of the chromosome', async () => {
    const [variant] = await withFlanksOfGenome([at(50, 'A')], fasta, context);
    expect(variant?.flanks).toMatchObject({
      before: 'ACGTT'.repeat(4),
      after: 'CGTTACGTTACGTTACGTTA',
      from: 'genome genome.fa',
    });
  });

  it('leaves a variant without where the genome has other bases, none, or ends', async () => {
    const variants = await withFlanksOfGenome(
      [at(51, 'A'), at(50, 'A', '8'), at(0, 'A')],
      fasta,
      context,
    );
    expect(variants.map(({ flanks }) => flanks)).toEqual([null, null, null]);
  });
});
