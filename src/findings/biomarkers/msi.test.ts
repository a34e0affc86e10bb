import { describe, expect, it } from 'vitest';

import type { SomaticVariant } from '../../case/tumour-case.js';
import {
  givenVariants,
  smallConsequence,
  smallTumour,
  smallVariant,
} from '../../../test/support/small-tumour.js';
import { hrdHints } from './hrd.js';
import { isAtMicrosatellite, isIndel } from './microsatellite.js';
import { estimateMsi } from './msi.js';

function indel(before: string, reference: string, alternate: string, after: string) {
  return smallVariant({ reference, alternate, flanks: { before, after, from: 'test' } });
}

describe('isAtMicrosatellite', () => {
  it.each([
    ['a base lost from a run of six', 'GCT', 'TA', 'T', 'AAAAAG', true],
    ['the same without an anchor base, as a MAF has it', 'GCT', 'A', '', 'AAAAAG', true],
    ['a base put into a run of five', 'GCT', 'G', 'GA', 'AAAAAG', true],
    ['a base put in behind the run', 'GCAAAAA', '', 'T', 'GGC', true],
    ['a base lost from a run of four', 'GCT', 'TA', 'T', 'AAACG', false],
    ['a unit lost from ten of two bases', 'GCT', 'TCA', 'T', 'CACACACACACACACACAG', true],
    ['a unit lost from three of two bases', 'GCT', 'TCA', 'T', 'CACAG', false],
    ['bases lost from no run', 'GCTAGC', 'TACG', 'T', 'GCTAGC', false],
  ])('tells %s', (_, before, reference, alternate, after, expected) => {
    expect(isAtMicrosatellite(indel(before, reference, alternate, after))).toBe(expected);
  });

  it('does not guess where the bases beside it are not known', () => {
    expect(isAtMicrosatellite(smallVariant({ reference: 'CA', alternate: 'C' }))).toBeNull();
  });

  it('tells a padded substitution from an indel', () => {
    expect(isIndel(smallVariant({ reference: 'CAT', alternate: 'CGT' }))).toBe(false);
    expect(isIndel(smallVariant({ reference: 'CA', alternate: 'C' }))).toBe(true);
  });
});

/** Lost bases of a run of eight. */
function slips(count: number, changes: Partial<SomaticVariant> = {}) {
  return Array.from({ length: count }, () => ({
    ...indel('GCT', 'TA', 'T', 'AAAAAAAG'),
    ...changes,
  }));
}

async function msiOf(variants: readonly SomaticVariant[], targetMb: number | null = 38) {
  const msi = estimateMsi(await smallTumour(givenVariants(variants)), [], targetMb);
  if (msi.kind === 'missing') throw new Error(msi.reason);
  return msi.value;
}

describe('estimateMsi', () => {
  // MSIseq's cut is 0.395 per Mb: 15.01 in 38 Mb. The exact 95 % limits of 24 are 15.4 and 35.7, of 7 2.8 and 14.4.
  it('calls a tumour unstable or stable only where the interval is on one side of the cut', async () => {
    expect(await msiOf(slips(24))).toMatchObject({ suggests: 'instability' });
    expect(await msiOf(slips(23))).toMatchObject({ suggests: 'undecided' });
    expect(await msiOf(slips(8))).toMatchObject({ suggests: 'undecided' });
    expect(await msiOf(slips(7))).toMatchObject({ suggests: 'stability', perMb: 7 / 38 });
  });

  it('lets indels of unknown context speak against stability, and not for instability', async () => {
    const unknown = Array.from({ length: 30 }, () =>
      smallVariant({ reference: 'CA', alternate: 'C' }),
    );
    expect(await msiOf(unknown)).toMatchObject({
      suggests: 'undecided',
      indelsWithoutContext: 30,
      indelsAtMicrosatellites: 0,
    });
  });

  it('guards against slippage by allele fraction and depth, and says what it left out', async () => {
    const rare = { depth: 200, altReads: 12, alleleFraction: 0.06, from: 'test' };
    const shallow = { depth: 12, altReads: 6, alleleFraction: 0.5, from: 'test' };
    const unread = { depth: null, altReads: null, alleleFraction: null, from: 'none' };
    const msi = await msiOf([
      ...slips(30, { tumourDna: rare }),
      ...slips(4, { tumourDna: shallow }),
      ...slips(2, { tumourDna: unread }),
    ]);
    expect(msi).toMatchObject({ indels: 2, unguarded: 2, suggests: 'stability' });
    expect(msi.leftOut).toEqual([
      { reason: 'allele fraction below 0.1', indels: 30 },
      { reason: 'depth below 20', indels: 4 },
    ]);
  });

  it('decides nothing where the target size is not known, and names hits in repair genes', async () => {
    const stop = smallVariant({ consequences: [smallConsequence('MLH1', 'stop_gained')] });
    const msi = await msiOf([...slips(40), stop], null);
    expect(msi).toMatchObject({ suggests: 'undecided', perMb: null });
    expect(msi.mismatchRepair).toMatchObject([
      { geneSymbol: 'MLH1', isDamaging: true, isBiallelic: null },
    ]);
  });
});

describe('hrdHints', () => {
  const stop = smallVariant({ consequences: [smallConsequence('BRCA2', 'stop_gained')] });
  const segment = (minorCopies: number) => ({
    kind: 'given' as const,
    value: [
      { ...stop.position, start0: 0, end0: 1_000_000, totalCopies: 1 + minorCopies, minorCopies },
    ],
    from: 'test',
  });

  it('hints at deficiency where both copies are gone, by copy number', async () => {
    const tumour = await smallTumour({ ...givenVariants([stop]), copyNumber: segment(0) });
    expect(hrdHints(tumour, [])).toMatchObject({ suggests: 'deficiency' });
  });

  it('stays undecided where the other copy is there or not known', async () => {
    const unknown = await smallTumour(givenVariants([stop]));
    expect(hrdHints(unknown, [])).toMatchObject({
      suggests: 'undecided',
      reason: expect.stringContaining('no copy-number table'),
    });
    const kept = await smallTumour({ ...givenVariants([stop]), copyNumber: segment(1) });
    expect(hrdHints(kept, []).hits).toMatchObject([{ isBiallelic: false }]);
  });

  it('tells nothing found from nothing looked at', async () => {
    expect(hrdHints(await smallTumour(givenVariants([])), [])).toMatchObject({
      suggests: 'none-seen',
    });
    expect(hrdHints(await smallTumour(), [])).toMatchObject({ suggests: 'undecided' });
  });

  it('does not take a change of unknown effect for damage', async () => {
    const missense = smallVariant({
      consequences: [smallConsequence('BRCA1', 'missense_variant')],
    });
    expect(hrdHints(await smallTumour(givenVariants([missense])), [])).toMatchObject({
      suggests: 'none-seen',
      reason: expect.stringContaining('unknown effect'),
    });
  });
});
