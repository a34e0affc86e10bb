import { describe, expect, it } from 'vitest';

import { tumourOf } from '../../../test/support/vaccine-findings.js';
import { genomicPosition, type HlaAllele } from '../../core/brands.js';
import type { CopyNumberSegment, Given } from '../../case/tumour-case.js';
import { findHla, type HlaEvidence } from './hla-class1.js';
import type { HlaFindings } from './hla-findings.js';

const A1 = 'HLA-A*01:01' as HlaAllele;
const A2 = 'HLA-A*02:01' as HlaAllele;
const B7 = 'HLA-B*07:02' as HlaAllele;
const C7 = 'HLA-C*07:02' as HlaAllele;
const C99 = 'HLA-C*99:99' as HlaAllele;

const DOMAINS = new Map<HlaAllele, string>([
  [A1, 'AAS'],
  [A2, 'ARL'],
  [B7, 'AAA'],
  [C7, 'AAA'],
]);

const missing = { kind: 'missing', reason: 'not given' } as const;

function given<T>(value: T): Given<T> {
  return { kind: 'given', value, from: 'a test' };
}

/** All of HLA-A, -B and -C on GRCh38. */
function overHla(totalCopies: number, minorCopies: number | null): readonly CopyNumberSegment[] {
  return [{ ...genomicPosition('chr6', 29_000_000, 32_000_000), totalCopies, minorCopies }];
}

/** One mutation, each of whose peptides has the rank that `ranks` gives its allele. */
function hla(
  alleles: readonly HlaAllele[],
  ranks: Readonly<Record<string, number>> = {},
  more: Partial<HlaEvidence> & {
    readonly copies?: readonly CopyNumberSegment[];
    readonly lost?: readonly HlaAllele[];
  } = {},
): HlaFindings {
  const { neoantigens } = tumourOf({
    mutations: 1,
    alleles,
    rank: (_, peptide, allele) => (peptide.length === 9 ? (ranks[allele] ?? 50) : 90),
  });
  return findHla({
    tumour: {
      build: given('GRCh38'),
      copyNumber: more.copies === undefined ? missing : given(more.copies),
      hla: given(alleles),
    },
    lab: { lostHla: more.lost === undefined ? missing : given(more.lost) },
    neoantigens,
    domains: DOMAINS,
    homozygousLoci: [],
    ...more,
  });
}

const locus = (findings: HlaFindings, name: string) =>
  findings.loci.find((one) => one.locus === name);

describe('zygosity and divergence', () => {
  it('calls two alleles heterozygous, and one given once neither', () => {
    const found = hla([A1, A2, B7]);
    expect(locus(found, 'A')?.zygosity).toEqual({ kind: 'heterozygous' });
    expect(locus(found, 'B')?.zygosity).toMatchObject({ kind: 'unknown' });
    expect(locus(found, 'C')?.zygosity).toMatchObject({
      reason: 'no allele of HLA-C was given',
    });
  });

  it('is homozygous only where the typing says so, and then 0 from itself', () => {
    const found = hla([A1, A2, B7, C7], {}, { homozygousLoci: ['B', 'C'] });
    expect(locus(found, 'B')).toMatchObject({
      zygosity: { kind: 'homozygous' },
      divergence: { kind: 'measured', grantham: 0 },
    });
    // A-R 112 and S-L 145 over three residues.
    expect(locus(found, 'A')?.divergence).toMatchObject({ grantham: 257 / 3, pDistance: 2 / 3 });
    expect(found.meanDivergence).toBeCloseTo(257 / 9, 10);
  });

  it('has no mean where a locus has none, and says which', () => {
    const found = hla([A1, A2, B7, C7, C99], {}, { homozygousLoci: ['B'] });
    expect(found.meanDivergence).toBeNull();
    expect(found.meanDivergenceMissing).toBe(
      'HLA-C: no binding-domain sequence of HLA-C*99:99 is in the pack',
    );
    expect(locus(hla([A1, A2], {}, { domains: null }), 'A')?.divergence).toMatchObject({
      reason: 'the pack of binding domains is not installed',
    });
  });
});

describe('what the tumour lost of HLA', () => {
  it('takes the laboratory’s word before the segments', () => {
    const found = hla([A1, A2, B7], {}, { lost: [A2], copies: overHla(2, 1) });
    expect(locus(found, 'A')?.loss).toMatchObject({ kind: 'lost', alleles: [A2] });
    expect(locus(found, 'B')?.loss).toMatchObject({ kind: 'retained' });
    expect(locus(hla([A1, A2], {}, { lost: [A1, A2] }), 'A')?.loss.kind).toBe('both-lost');
  });

  it('does not follow a report on an allele that the patient has not', () => {
    expect(locus(hla([A1, B7], {}, { lost: [A2] }), 'A')?.loss).toMatchObject({
      kind: 'unknown',
      reason: 'HLA-A*02:01 is reported as lost, but the patient is not typed with it',
    });
  });

  it.each([
    [2, 0, 'one-copy-lost'],
    [1, 0, 'one-copy-lost'],
    [2, 1, 'retained'],
    [0, 0, 'both-lost'],
    [2, null, 'unknown'],
  ] as const)('reads %s copies, %s of the rarer, as %s', (total, minor, kind) => {
    expect(locus(hla([A1, A2], {}, { copies: overHla(total, minor) }), 'A')?.loss.kind).toBe(kind);
  });

  it('does not know without segments, a build, or a segment over the gene', () => {
    const elsewhere = [{ ...genomicPosition('6', 0, 1000), totalCopies: 2, minorCopies: 0 }];
    expect(locus(hla([A1, A2], {}, { copies: elsewhere }), 'A')?.loss).toMatchObject({
      kind: 'unknown',
      reason: 'no copy-number segment covers it',
    });
    expect(locus(hla([A1, A2]), 'A')?.loss.kind).toBe('unknown');
  });
});

describe('what that does to a mutation', () => {
  const effect = (found: HlaFindings) => found.presentation[0]?.effect;

  it.each([
    ['the best allele stays', [A1], { [A1]: 1, [A2]: 0.1 }, 'kept'],
    ['the best is lost, another presents it', [A2], { [A1]: 1, [A2]: 0.1 }, 'weaker'],
    ['the only one is lost', [A2], { [A2]: 0.1 }, 'gone'],
  ] as const)('%s', (_, lost, ranks, expected) => {
    expect(effect(hla([A1, A2], ranks, { lost }))).toBe(expected);
  });

  it.each([
    ['both of the pair present it, so one stays', { [A1]: 1, [A2]: 0.1 }, 'perhaps-weaker'],
    ['only one of the pair presents it', { [A2]: 0.1 }, 'perhaps-gone'],
  ] as const)('with one copy lost and not known which: %s', (_, ranks, expected) => {
    const found = hla([A1, A2], ranks, { copies: overHla(2, 0) });
    expect(effect(found)).toBe(expected);
    expect(found.presentation[0]?.lost).toEqual([]);
  });

  it('keeps the one allele of a homozygous locus that lost a copy', () => {
    const found = hla([B7], { [B7]: 0.1 }, { copies: overHla(1, 0), homozygousLoci: ['B'] });
    expect(effect(found)).toBe('kept');
  });

  it('says nothing of a mutation that no molecule presents', () => {
    expect(hla([A1, A2], { [A1]: 2.1 }).presentation).toEqual([]);
  });
});
