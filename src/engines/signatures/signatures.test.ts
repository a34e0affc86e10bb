import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { quietContext } from '../../core/context.js';
import { InputError, PackError } from '../../core/errors.js';
import { sha256Hex } from '../../core/hashing.js';
import { seededRandom } from '../../core/seeded-random.js';
import { hasShared, sharedText } from '../../../test/shared-data.js';
import { reverseComplement } from '../genome/reverse-complement.js';
import { AETIOLOGIES, FITTED_SIGNATURES } from './aetiologies.js';
import { channelOf, CHANNELS } from './channels.js';
import { fitSignatures } from './fit-signatures.js';
import {
  encodeSignatures,
  openSignatures,
  parseSignatures,
  type ReferenceSignature,
} from './reference-signatures.js';

const COSMIC = 'data/clinical/signatures/COSMIC_v3.4_SBS_GRCh38.txt';
const skipped = hasShared(COSMIC) ? '' : ' (skipped: ../shared is absent)';

describe('channelOf', () => {
  it('tells a purine’s change on the other strand', () => {
    expect(CHANNELS).toHaveLength(96);
    expect(CHANNELS[channelOf('A', 'C', 'T', 'G') as number]).toBe('A[C>T]G');
    expect(CHANNELS[channelOf('C', 'G', 'A', 'T') as number]).toBe('A[C>T]G');
    expect(channelOf('N', 'C', 'T', 'G')).toBeNull();
    expect(channelOf('A', 'C', 'C', 'G')).toBeNull();
  });

  it('is the same for both strands of any substitution', () => {
    const base = fc.constantFrom('A', 'C', 'G', 'T');
    fc.assert(
      fc.property(base, base, base, base, (before, from, to, after) => {
        expect(channelOf(before, from, to, after)).toBe(
          channelOf(
            ...([after, from, to, before].map(reverseComplement) as [
              string,
              string,
              string,
              string,
            ]),
          ),
        );
      }),
    );
  });
});

/** Two processes: one of C>A alone, one spread evenly. */
const TOY: readonly ReferenceSignature[] = [
  { name: 'SBS4', shares: Float64Array.from(CHANNELS, (_, i) => (i < 16 ? 1 / 16 : 0)) },
  { name: 'SBS5', shares: new Float64Array(96).fill(1 / 96) },
];

function table(rows: (channel: string) => readonly (number | string)[], names: readonly string[]) {
  return [['Type', ...names], ...CHANNELS.map((channel) => [channel, ...rows(channel)])]
    .map((cells) => cells.join('\t'))
    .join('\n');
}

describe('parseSignatures', () => {
  const even = () => [1 / 96];

  it('reads a table in any order of rows and comes back from a pack', () => {
    const lines = table(even, ['SBS1']).split('\n');
    const shuffled = [lines[0], ...lines.slice(1).toReversed()].join('\n');
    const read = parseSignatures(shuffled, 'toy.txt');
    const bytes = encodeSignatures(read);
    const manifest = { id: 'mutational-signatures', recipe: 'none', sha256: sha256Hex(bytes) };
    const opened = openSignatures({ manifest, bytes } as Parameters<typeof openSignatures>[0]);
    expect(opened).toEqual(read);
  });

  it.each([
    ['another table', 'a\tb\n1\t2', /no column Type/],
    [
      'a missing channel',
      table(even, ['SBS1']).split('\n').slice(0, -1).join('\n'),
      /1 of 96 channels/,
    ],
    ['a share over 1', table((channel) => [channel === 'A[C>A]A' ? 2 : 0], ['SBS1']), /no share/],
    ['shares of another sum', table(() => [0.001], ['SBS1']), /add up to 0.096/],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseSignatures(text, 'toy.txt')).toThrow(InputError);
    expect(() => parseSignatures(text, 'toy.txt')).toThrow(message);
  });

  it('refuses another pack', async () => {
    const { openPackStore } = await import('../../platform/node/pack-store.js');
    const pack = await openPackStore().load('oncotree');
    expect(() => openSignatures(pack)).toThrow(PackError);
  });
});

/** As many substitutions as asked for, drawn from a mixture. */
function drawn(
  parts: readonly { readonly signature: ReferenceSignature; readonly share: number }[],
  substitutions: number,
  seed: number,
): Float64Array {
  const random = seededRandom(seed);
  const spectrum = new Float64Array(96);
  for (let n = 0; n < substitutions; n++) {
    let at = random.next();
    const part = parts.find(({ share }) => (at -= share) < 0) ?? parts[0];
    let within = random.next();
    const channel = (part as (typeof parts)[number]).signature.shares.findIndex(
      (share) => (within -= share) < 0,
    );
    spectrum[Math.max(0, channel)] = (spectrum[Math.max(0, channel)] as number) + 1;
  }
  return spectrum;
}

describe('fitSignatures', () => {
  it('tells two plain processes apart, by hand: 60 C>A of one and 96 spread evenly', async () => {
    const spectrum = Float64Array.from(CHANNELS, (_, i) => (i < 16 ? 60 / 16 + 1 : 1));
    const fit = await fitSignatures(spectrum, TOY, quietContext());
    expect(fit.shares[0]?.share).toBeCloseTo(60 / 156, 6);
    expect(fit.shares[1]?.share).toBeCloseTo(96 / 156, 6);
    expect(fit.cosine).toBeCloseTo(1, 9);
    expect(fit.shares[0]?.low).toBeLessThan(60 / 156);
    expect(fit.shares[0]?.high).toBeGreaterThan(60 / 156);
  });

  it('is the same for the same seed, and leaves a process out that is not there', async () => {
    const spectrum = drawn([{ signature: TOY[1] as ReferenceSignature, share: 1 }], 500, 3);
    const one = await fitSignatures(spectrum, TOY, quietContext({ seed: 7 }), 40);
    const two = await fitSignatures(spectrum, TOY, quietContext({ seed: 7 }), 40);
    expect(one.shares).toEqual(two.shares);
    expect(one.shares[0]?.share).toBe(0);
  });

  const cosmic = () =>
    parseSignatures(sharedText(COSMIC), 'COSMIC').signatures.filter(({ name }) =>
      FITTED_SIGNATURES.has(name),
    );

  it.skipIf(skipped !== '')(`finds all its signatures in COSMIC's table${skipped}`, () => {
    expect(cosmic()).toHaveLength(FITTED_SIGNATURES.size);
    for (const { signatures } of AETIOLOGIES) {
      for (const name of signatures) expect(FITTED_SIGNATURES.has(name)).toBe(true);
    }
  });

  // Stated in docs/science/biomarkers.md: mean share assigned to a wrong signature, over random mixtures of 2-4.
  it.skipIf(skipped !== '').each([
    [100, 0.25],
    [500, 0.12],
    [1_000, 0.05],
    [5_000, 0.025],
  ])(
    `recovers mixtures of %i substitutions within the stated error${skipped}`,
    async (count, limit) => {
      const references = cosmic();
      const errors: number[] = [];
      let covered = 0;
      let intervals = 0;
      for (let run = 0; run < 6; run++) {
        const random = seededRandom(40_000 + run);
        const chosen = random.shuffled(references).slice(0, 2 + random.below(3));
        const weights = chosen.map(() => 0.1 + random.next());
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const parts = chosen.map((signature, i) => ({
          signature,
          share: (weights[i] as number) / total,
        }));
        const spectrum = drawn(parts, count, 50_000 + run);
        const fit = await fitSignatures(spectrum, references, quietContext({ seed: run }), 40);
        let wrong = 0;
        for (const { signature, share, low, high } of fit.shares) {
          const truth = parts.find((part) => part.signature.name === signature)?.share ?? 0;
          wrong += Math.abs(share - truth) / 2;
          if (truth === 0) continue;
          intervals++;
          if (low <= truth && truth <= high) covered++;
        }
        errors.push(wrong);
      }
      expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(limit);
      expect(covered / intervals).toBeGreaterThan(0.75);
    },
    60_000,
  );
});
