import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { openPackStore } from '../../../platform/node/pack-store.js';
import { openReference, type Reference } from '../../genome/reference-pack.js';
import { ACCEPTOR_COUNTS, DONOR_COUNTS, type SpliceCounts } from './splice-matrices.js';
import {
  acceptorBits,
  donorBits,
  LIKELY_SPLICE_SITES,
  spliceSites,
  STRONG_SPLICE_SITES,
} from './splice-sites.js';

/** Each splice site of the panel once: three bases of the exon and six of the intron, and twenty and three. */
function sitesOf(reference: Reference): {
  readonly donors: readonly string[];
  readonly acceptors: readonly string[];
} {
  const donors = new Map<string, string>();
  const acceptors = new Map<string, string>();
  for (const { exons, flanks, cdna, chromosome, strand } of reference.transcripts()) {
    let at = 0;
    for (const [i, exon] of exons.entries()) {
      const bases = cdna.slice(at, at + exon.end0 - exon.start0);
      at += bases.length;
      const { before, after } = flanks[i] as (typeof flanks)[number];
      const [first, last] = strand === 1 ? [exon.start0, exon.end0] : [exon.end0, exon.start0];
      if (i + 1 < exons.length && after.length >= 6 && bases.length >= 3) {
        donors.set(`${chromosome}:${strand}:${last}`, bases.slice(-3) + after.slice(0, 6));
      }
      if (i > 0 && before.length >= 20 && bases.length >= 3) {
        acceptors.set(`${chromosome}:${strand}:${first}`, before.slice(-20) + bases.slice(0, 3));
      }
    }
  }
  return {
    donors: [...donors.values()].filter((site) => /^[ACGT]{3}GT/.test(site)),
    acceptors: [...acceptors.values()].filter((site) => /^[ACGT]{18}AG/.test(site)),
  };
}

function countsOf(sites: readonly string[]): readonly (readonly number[])[] {
  const columns = Array.from({ length: (sites[0] as string).length }, (_, i) => i);
  return [...'ACGT'].map((base) =>
    columns.map((at) => sites.filter((site) => site[at] === base).length),
  );
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * values.length)] as number;
}

/** Largest difference in a base's share at a position. */
function largestDifference(
  { rows, sites }: SpliceCounts,
  published: readonly (readonly number[])[],
  from: number,
): number {
  return Math.max(
    ...rows.flatMap((row, base) =>
      (published[base] as readonly number[]).map((share, i) =>
        Math.abs((row[from + i] as number) / sites - share),
      ),
    ),
  );
}

describe('the splice matrices', () => {
  let donors: readonly string[];
  let acceptors: readonly string[];
  let reference: Reference;

  beforeAll(async () => {
    reference = openReference(await openPackStore().load('reference-panel-grch38'));
    ({ donors, acceptors } = sitesOf(reference));
  });

  it('are the counts of the panel', () => {
    expect(donors).toHaveLength(DONOR_COUNTS.sites);
    expect(countsOf(donors)).toEqual(DONOR_COUNTS.rows);
    expect(acceptors).toHaveLength(ACCEPTOR_COUNTS.sites);
    expect(countsOf(acceptors)).toEqual(ACCEPTOR_COUNTS.rows);
  });

  it('are near those of all RefSeq exons, as VMVT of the Monarch Initiative prints them', () => {
    const donor = [
      [0.332, 0.638, 0.097, 0.002, 0.001, 0.597, 0.683, 0.091, 0.179],
      [0.359, 0.107, 0.028, 0.001, 0.012, 0.031, 0.079, 0.06, 0.152],
      [0.186, 0.117, 0.806, 0.996, 0.001, 0.339, 0.122, 0.771, 0.191],
      [0.123, 0.139, 0.069, 0.001, 0.986, 0.032, 0.116, 0.079, 0.478],
    ];
    expect(largestDifference(DONOR_COUNTS, donor, 0)).toBeLessThan(0.03);
    // The last ten bases of the intron and two of the exon.
    const acceptor = [
      [0.102, 0.111, 0.117, 0.092, 0.096, 0.24, 0.063, 0.997, 0.001, 0.261, 0.251],
      [0.292, 0.319, 0.33, 0.339, 0.293, 0.272, 0.644, 0.001, 0.002, 0.147, 0.191],
      [0.114, 0.104, 0.093, 0.066, 0.066, 0.207, 0.006, 0.001, 0.996, 0.478, 0.194],
      [0.491, 0.465, 0.46, 0.504, 0.545, 0.281, 0.287, 0.001, 0.001, 0.114, 0.365],
    ];
    expect(largestDifference(ACCEPTOR_COUNTS, acceptor, 11)).toBeLessThan(0.03);
  });

  it('give the limits: the quartile and the median of the real sites', () => {
    const donor = donors.map((site) => donorBits(site, 3) as number);
    const acceptor = acceptors.map((site) => acceptorBits(site, 20) as number);
    expect(quantile(donor, 0.5)).toBeCloseTo(STRONG_SPLICE_SITES.donorBits, 1);
    expect(quantile(acceptor, 0.5)).toBeCloseTo(STRONG_SPLICE_SITES.acceptorBits, 1);
    expect(quantile(donor, 0.25)).toBeCloseTo(LIKELY_SPLICE_SITES.donorBits, 1);
    expect(quantile(acceptor, 0.25)).toBeCloseTo(LIKELY_SPLICE_SITES.acceptorBits, 1);
  });

  it('put few GT and AG of messages above half of the real sites that the weights were not counted on', () => {
    // Weights of every second site score the others.
    const share = (sites: readonly string[], decoys: readonly string[]): number => {
      const counted = sites.filter((_, i) => i % 2 === 0);
      const weights = countsOf(counted).map((row) =>
        row.map((count) => Math.log2((count + 0.5) / (counted.length + 2) / 0.25)),
      );
      const score = (site: string): number =>
        [...site].reduce(
          (sum, base, at) => sum + ((weights['ACGT'.indexOf(base)] as number[])[at] as number),
          0,
        );
      const median = quantile(sites.filter((_, i) => i % 2 === 1).map(score), 0.5);
      return decoys.filter((decoy) => score(decoy) > median).length / decoys.length;
    };
    const messages = [...reference.transcripts()].slice(0, 100).map(({ cdna }) => cdna);
    const found = (pair: string, before: number, behind: number): readonly string[] =>
      messages.flatMap((cdna) =>
        [...cdna.matchAll(new RegExp(`(?=${pair})`, 'g'))]
          .map(({ index }) => cdna.slice(Math.max(0, index - before), index + behind))
          .filter((site) => site.length === before + behind && /^[ACGT]+$/.test(site)),
      );
    // Measured: 0.8 % of the GT and of the AG within messages, 50 % of the real ones by definition.
    expect(share(donors, found('GT', 3, 6))).toBeLessThan(0.012);
    expect(share(acceptors, found('AG', 18, 5))).toBeLessThan(0.012);
  });
});

describe('spliceSites', () => {
  it('finds the consensus donor and an acceptor behind pyrimidines', () => {
    const dna = `CCCCAGGTAAGT${'CATG'.repeat(10)}${'T'.repeat(17)}CAGGCCCC`;
    const sites = spliceSites(dna, STRONG_SPLICE_SITES);
    expect(sites.map(({ kind, joint0 }) => ({ kind, joint0 }))).toEqual([
      { kind: 'donor', joint0: 6 },
      { kind: 'acceptor', joint0: dna.length - 5 },
    ]);
  });

  it('adds up log2 of shares over a quarter', () => {
    // CAG|GTAAGT from the counts, by hand: log2 of 4 x (count + 0.5) / 8155 each.
    const counts = [2733, 5209, 6451, 8153, 8153, 5024, 5608, 6267, 4055];
    const bits = counts.reduce((sum, count) => sum + Math.log2((4 * (count + 0.5)) / 8155), 0);
    expect(donorBits('CAGGTAAGT', 3)).toBeCloseTo(bits, 9);
  });

  it('finds only GT and AG with enough bases around them', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ACGT'), maxLength: 80 }), (dna) => {
        for (const { kind, joint0 } of spliceSites(dna, { donorBits: -99, acceptorBits: -99 })) {
          if (kind === 'donor') {
            expect(dna.slice(joint0, joint0 + 2)).toBe('GT');
            expect(joint0).toBeGreaterThanOrEqual(3);
            expect(joint0 + 6).toBeLessThanOrEqual(dna.length);
          } else {
            expect(dna.slice(joint0 - 2, joint0)).toBe('AG');
            expect(joint0).toBeGreaterThanOrEqual(20);
          }
        }
      }),
    );
    expect(donorBits('NAGGTAAGT', 3)).toBeNull();
  });
});
