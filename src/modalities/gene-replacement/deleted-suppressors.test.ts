import { describe, expect, it } from 'vitest';

import { emptyFindings } from '../../../test/contract/check-modality.js';
import { genomicPosition } from '../../core/brands.js';
import { openReference } from '../../engines/genome/reference-pack.js';
import type { Findings } from '../../findings/findings.js';
import { openCancerGenes } from '../../findings/drivers/cancer-genes.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { assessGeneReplacement } from './assess.js';
import { deletedSuppressors, SUPPRESSOR_PLACES } from './deleted-suppressors.js';

const store = openPackStore();

/** A tumour with this many copies of a stretch of a chromosome. */
function tumourWith(...segments: readonly (readonly [string, number, number, number])[]): Findings {
  const empty = emptyFindings();
  return {
    ...empty,
    tumour: {
      ...empty.tumour,
      variantCount: 0,
      build: { kind: 'given', value: 'GRCh38', from: 'a test' },
    },
    copyNumber: {
      kind: 'given',
      from: 'a test',
      value: segments.map(([chromosome, start0, end0, totalCopies]) => ({
        ...genomicPosition(chromosome, start0, end0),
        totalCopies,
        minorCopies: 0,
      })),
    },
  };
}

describe('deletedSuppressors', () => {
  it.each([
    ['GRCh37', 'reference-panel-grch37'],
    ['GRCh38', 'reference-panel-grch38'],
  ] as const)('has every gene where the panel of %s has it', async (build, pack) => {
    const reference = openReference(await store.load(pack));
    for (const [gene, places] of Object.entries(SUPPRESSOR_PLACES)) {
      const own = [...reference.transcripts()].filter(
        ({ geneSymbol, cds }) => geneSymbol === gene && cds !== null,
      );
      const exons = own.flatMap((transcript) => transcript.exons);
      expect(own[0]?.chromosome).toBe(places[build].chromosome);
      expect(Math.min(...exons.map(({ start0 }) => start0))).toBe(places[build].start0);
      expect(Math.max(...exons.map(({ end0 }) => end0))).toBe(places[build].end0);
    }
  });

  it('holds only genes that the pack of cancer genes knows as suppressors', async () => {
    const { genes } = openCancerGenes(await store.load('cancer-genes'));
    for (const gene of Object.keys(SUPPRESSOR_PLACES))
      expect({ gene, role: genes[gene]?.role }).toEqual({ gene, role: 'suppressor' });
  });

  it('finds CDKN2A where no copy of it is left, whole or in part', () => {
    const whole = deletedSuppressors(tumourWith(['chr9', 20_000_000, 24_000_000, 0]));
    expect(whole.map(({ gene, kind }) => ({ gene, kind }))).toEqual([
      { gene: 'CDKN2A', kind: 'both-copies' },
    ]);
    expect(whole[0]?.reasons[0].value).toBe('the copy-number table leaves no copy of CDKN2A');
    const part = deletedSuppressors(
      tumourWith(['9', 20_000_000, 21_980_000, 0.1], ['9', 21_980_000, 24_000_000, 2]),
    );
    expect(part[0]?.reasons[0].value).toBe(
      'the copy-number table leaves no copy of a part of CDKN2A',
    );
    const findings = tumourWith(['9', 20_000_000, 24_000_000, 0]);
    expect(assessGeneReplacement(findings).verdict).toBe('fits');
  });

  it('takes one lost copy as a loss for PTEN alone, whose dose matters', () => {
    const one = deletedSuppressors(
      tumourWith(['10', 80_000_000, 90_000_000, 1], ['9', 20_000_000, 24_000_000, 1]),
    );
    expect(one.map(({ gene, kind }) => ({ gene, kind }))).toEqual([
      { gene: 'PTEN', kind: 'one-copy' },
    ]);
  });

  it('finds nothing where copies are left, nor without a table or a build', () => {
    expect(deletedSuppressors(tumourWith(['9', 20_000_000, 24_000_000, 2]))).toEqual([]);
    expect(deletedSuppressors(tumourWith(['9', 1_000_000, 2_000_000, 0]))).toEqual([]);
    expect(deletedSuppressors(emptyFindings())).toEqual([]);
  });
});
