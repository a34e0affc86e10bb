import { describe, expect, it } from 'vitest';

import { quietContext } from '../../core/context.js';
import { CHANNELS } from '../../engines/signatures/channels.js';
import type { ReferenceSignatures } from '../../engines/signatures/reference-signatures.js';
import { givenVariants, smallTumour, smallVariant } from '../../../test/support/small-tumour.js';
import { findSignatures } from './signatures.js';

const TOY: ReferenceSignatures = {
  source: 'toy',
  signatures: [
    { name: 'SBS4', shares: Float64Array.from(CHANNELS, (_, i) => (i < 16 ? 1 / 16 : 0)) },
    { name: 'SBS5', shares: new Float64Array(96).fill(1 / 96) },
    { name: 'SBS45', shares: Float64Array.from(CHANNELS, (_, i) => (i === 0 ? 1 : 0)) },
  ],
};

/** C>A in as many trinucleotides as there are. */
function substitutions(count: number, withFlanks: boolean) {
  return Array.from({ length: count }, (_, i) =>
    smallVariant({
      flanks: withFlanks
        ? { before: `GG${'ACGT'[i % 4]}`, after: `${'ACGT'[(i >> 2) % 4]}CC`, from: 'test' }
        : null,
    }),
  );
}

async function signaturesOf(
  count: number,
  withFlanks: boolean,
  references: ReferenceSignatures | null = TOY,
) {
  const tumour = await smallTumour(givenVariants(substitutions(count, withFlanks)));
  return findSignatures(tumour, references, 'exome', quietContext());
}

describe('findSignatures', () => {
  it('says how much of the substitutions a cause explains, by hand: C>A alone is smoking', async () => {
    const found = await signaturesOf(160, true);
    if (found.kind === 'missing') throw new Error(found.reason);
    const { exposures, aetiologies, substitutions: fitted, spectrum, cautions } = found.value;
    expect(fitted).toBe(160);
    expect(spectrum.slice(0, 16)).toEqual(Array.from({ length: 16 }, () => 10));
    expect(exposures.map(({ signature }) => signature)).toEqual(['SBS4']);
    expect(exposures[0]?.mutations).toBeCloseTo(160, 6);
    const smoking = aetiologies.find(({ cause }) => cause === 'smoking');
    expect(smoking).toMatchObject({ verdict: 'supported' });
    expect(aetiologies.find(({ cause }) => cause === 'ultraviolet')).toMatchObject({
      verdict: 'absent',
      share: 0,
    });
    expect(cautions.join()).toContain('exomes and panels have other trinucleotides');
  });

  it('refuses fewer than 50 substitutions, with their number', async () => {
    expect(await signaturesOf(49, true)).toMatchObject({
      kind: 'missing',
      reason: '49 substitutions, of 50 that a fit needs',
    });
  });

  it('refuses where the bases beside them are not known, and says what would tell', async () => {
    expect(await signaturesOf(80, false)).toMatchObject({
      reason: expect.stringContaining('0 of 80'),
      wouldNeed: expect.stringContaining('inputs.genome'),
    });
  });

  it('refuses without reference signatures, and says how to get them', async () => {
    expect(await signaturesOf(80, true, null)).toMatchObject({
      wouldNeed: expect.stringContaining('packs build-signatures'),
    });
  });

  it('does not count what failed a filter, nor insertions', async () => {
    const variants = [
      ...substitutions(49, true),
      smallVariant({ filters: ['LowQual'] }),
      smallVariant({ alternate: 'CA' }),
    ];
    const tumour = await smallTumour(givenVariants(variants));
    const found = await findSignatures(tumour, TOY, null, quietContext());
    expect(found).toMatchObject({ reason: expect.stringContaining('49 substitutions') });
  });
});
