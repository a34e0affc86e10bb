import { describe, expect, it } from 'vitest';

import { caseFile, csq, openFrom, vcfText } from '../../../test/support/memory-case.js';
import { quietContext } from '../../core/context.js';
import { importCase } from '../../case/import-case.js';
import { EMPTY_CASE } from '../../case/case-file.js';
import { type EscapeFinding, findEscape } from './escape-findings.js';

const STOP = { Consequence: 'stop_gained', Protein_position: '30', Amino_acids: 'Q/*' };
const MISSENSE = { Consequence: 'missense_variant', Protein_position: '40', Amino_acids: 'R/H' };

/** B2M lies at 44,711,476-44,718,877 of chromosome 15 on GRCh38. */
function record(position: number, fields: Readonly<Record<string, string>>, reads: string): string {
  const entry = csq({
    Allele: 'T',
    SYMBOL: 'B2M',
    Feature_type: 'Transcript',
    Feature: `ENST0000000000${position % 10}`,
    CANONICAL: 'YES',
    ...fields,
  });
  return `chr15\t${position}\t.\tC\tT\t.\tPASS\tCSQ=${entry}\tGT:AD\t0/1:${reads}`;
}

async function b2m(
  records: readonly string[] | null,
  copies: string | null,
  purity: number | null = null,
): Promise<EscapeFinding> {
  const tumour = await importCase(
    caseFile({
      build: 'GRCh38',
      purity,
      inputs: {
        ...EMPTY_CASE.inputs,
        vcf: records === null ? null : 'a.vcf',
        copyNumber: copies === null ? null : 'copies.tsv',
      },
    }),
    openFrom({
      'a.vcf': vcfText(['T'], ...(records ?? [])),
      'copies.tsv': `chromosome\tstart\tend\ttotal\tminor\n${copies ?? ''}\n`,
    }),
    quietContext(),
  );
  const found = findEscape(tumour).find(({ geneSymbol }) => geneSymbol === 'B2M');
  if (found === undefined) throw new Error('B2M is not in the list');
  return found;
}

const HALF = '50,50';
const LOH = 'chr15\t40000001\t50000000\t2\t0';
const BOTH = 'chr15\t40000001\t50000000\t2\t1';
const stop = (reads: string = HALF, position = 44_711_600): string => record(position, STOP, reads);

describe('loss of a gene that T cells need', () => {
  it.each([
    ['a stop and the other copy lost', [stop('20,80')], LOH, 0.8, 'both-copies-lost'],
    ['a stop in some of two copies of one parent', [stop('65,35')], LOH, 0.8, 'one-copy-hit'],
    ['no copy at all', [], 'chr15\t40000001\t50000000\t0\t0', null, 'both-copies-lost'],
    ['a stop, the other copy there', [stop()], BOTH, null, 'one-copy-hit'],
    ['two stops', [stop(), stop(HALF, 44_711_603)], BOTH, null, 'perhaps-both-copies-lost'],
    ['one parental copy lost', [], LOH, null, 'one-copy-hit'],
    ['a missense change', [record(44_711_600, MISSENSE, HALF)], BOTH, null, 'changed'],
    ['nothing', [], BOTH, null, 'none-seen'],
    ['nothing, without copies', [], null, null, 'none-seen'],
    ['nothing to look at', null, null, null, 'not-looked-at'],
  ] as const)('%s', async (_, records, copies, purity, state) => {
    expect((await b2m(records, copies, purity)).state).toBe(state);
  });

  it('names the change, and what was not looked at', async () => {
    const found = await b2m([stop()], null);
    expect(found.hits).toMatchObject([{ change: 'Q30*', isNull: true, effect: 'stop-gained' }]);
    expect(found.reason).toMatch(/^Q30\* breaks B2M; the other copy is not known \(copy number: /);
    expect((await b2m([], null)).reason).toMatch(/^nothing found; not looked at: copy number: /);
  });

  it('reads the fewest copies of the segments that touch the gene', async () => {
    const split = 'chr15\t40000001\t44715000\t2\t1\nchr15\t44715001\t50000000\t1\t0';
    const found = await b2m([], split);
    expect(found.copies).toMatchObject({ totalCopies: 1, minorCopies: 0, isWhole: true });
    expect(found.state).toBe('one-copy-hit');
  });
});
