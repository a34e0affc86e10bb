import { beforeAll, describe, expect, it } from 'vitest';

import { genomicPosition } from '../core/brands.js';
import { openReference, type Reference } from '../engines/genome/reference-pack.js';
import { openPackStore } from '../platform/node/pack-store.js';
import { type CalledVariant, callVariant } from './annotate-variants.js';

const packs = openPackStore();
let grch37: Reference;
let grch38: Reference;

beforeAll(async () => {
  grch37 = openReference(await packs.load('reference-panel-grch37'));
  grch38 = openReference(await packs.load('reference-panel-grch38'));
});

function call(
  panel: Reference,
  chromosome: string,
  position: number,
  reference: string,
  alternate: string,
): CalledVariant {
  return callVariant(
    {
      id: `${chromosome}-${position}-${reference}-${alternate}`,
      position: genomicPosition(chromosome, position - 1, position - 1 + reference.length),
      reference,
      alternate,
      line: 7,
    },
    panel,
    't.vcf',
  );
}

describe('callVariant', () => {
  // Coordinates and names as ClinVar gives them: 12374 (TP53), 16609 (EGFR), 12583 (KRAS).
  it('names three hotspots of the literature', () => {
    const tp53 = call(grch38, 'chr17', 7_675_088, 'C', 'T').consequences;
    expect(tp53.find(({ transcript }) => transcript === 'LRG_321t1')).toMatchObject({
      geneSymbol: 'TP53',
      hgvsc: 'LRG_321t1:c.524G>A',
      hgvsp: 'LRG_321t1:p.Arg175His',
      terms: ['missense_variant'],
      aminoAcids: 'R/H',
      proteinPosition: '175',
    });
    expect(call(grch38, '7', 55_191_822, 'T', 'G').consequences).toMatchObject([
      { geneSymbol: 'EGFR', hgvsc: 'LRG_304t1:c.2573T>G', hgvsp: 'LRG_304t1:p.Leu858Arg' },
    ]);
    expect(call(grch37, '12', 25_398_284, 'C', 'A').consequences).toMatchObject([
      { geneSymbol: 'KRAS', hgvsc: 'NM_004985.4:c.35G>T', hgvsp: 'NM_004985.4:p.Gly12Val' },
    ]);
  });

  it('gives both whole proteins, which differ at the residue that it names', () => {
    const [egfr] = call(grch38, 'chr7', 55_191_822, 'T', 'G').consequences;
    const [wildtype, mutant] = [egfr?.wildtypeSequence ?? '', egfr?.mutantProtein ?? ''];
    // Length of UniProt P00533.
    expect(wildtype).toHaveLength(1_210);
    expect(mutant).toHaveLength(1_210);
    const differing = Array.from(wildtype, (residue, i) => (residue === mutant[i] ? 0 : i + 1));
    expect(differing.filter((position) => position > 0)).toEqual([858]);
  });

  it('says that a variant between its genes was not assessed, not that it has no effect', () => {
    const { consequences, skipped } = call(grch38, 'chr4', 1_000, 'A', 'G');
    expect(consequences).toEqual([]);
    expect(skipped).toEqual([
      {
        status: 'skipped',
        item: 'variant chr4-1000-A-G',
        code: 'not-assessed',
        reason: 'it lies in no transcript of LRG and RefSeq panel',
        file: 't.vcf',
        line: 7,
      },
    ]);
  });

  it('refuses a base that is not the one there, e.g. of the other build', () => {
    const { consequences, skipped } = call(grch38, 'chr7', 55_191_822, 'A', 'G');
    expect(consequences).toEqual([]);
    expect(skipped).toMatchObject([
      {
        code: 'reference-mismatch',
        reason: 'the input says A stands there, LRG and RefSeq panel (GRCh38) has T',
      },
    ]);
  });
});
