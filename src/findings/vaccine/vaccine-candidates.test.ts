import { describe, expect, it } from 'vitest';

import { tumourOf } from '../../../test/support/vaccine-findings.js';
import type { HlaAllele, Peptide } from '../../core/brands.js';
import { quietContext } from '../../core/context.js';
import type { Findings } from '../findings.js';
import { expressedLikelihood } from './expressed-likelihood.js';
import { mutationWindows } from './mutation-windows.js';
import { vaccineCandidates, vaccineCandidatesNow } from './vaccine-candidates.js';

const A2 = 'HLA-A*02:01' as HlaAllele;
const DR4 = 'HLA-DRB1*04:01' as HlaAllele;
const PROTEIN = 'ACDEFGHIKLMNPQRSTVWYACDEFGHIKLMNPQRSTVWYACDEFGHIKLMNPQRSTVWY';

describe('windows of a mutation', () => {
  it('have it in their middle, shifted at the ends of the protein', () => {
    expect(mutationWindows(PROTEIN, { start0: 30, end0: 31 }, 27)).toEqual([
      { sequence: PROTEIN.slice(17, 44), start0: 17 },
    ]);
    expect(mutationWindows(PROTEIN, { start0: 2, end0: 3 }, 27)).toMatchObject([{ start0: 0 }]);
    expect(mutationWindows(PROTEIN, { start0: 58, end0: 59 }, 27)).toMatchObject([{ start0: 33 }]);
    expect(mutationWindows('MACDEFGHIK', { start0: 4, end0: 5 }, 27)).toEqual([
      { sequence: 'MACDEFGHIK', start0: 0 },
    ]);
  });

  it('of a deletion span its joint', () => {
    const [{ sequence, start0 }] = mutationWindows(PROTEIN, { start0: 30, end0: 30 }, 26) as [
      { sequence: string; start0: number },
    ];
    expect([sequence.length, start0]).toEqual([26, 17]);
  });

  it('of a long tail hold every 11-mer that touches it', () => {
    const change = { start0: 12, end0: PROTEIN.length };
    const windows = mutationWindows(PROTEIN, change, 27);
    for (let start = change.start0 - 10; start + 11 <= PROTEIN.length; start++) {
      const peptide = PROTEIN.slice(start, start + 11);
      expect(windows.some(({ sequence }) => sequence.includes(peptide))).toBe(true);
    }
    expect(windows.every(({ sequence }) => sequence.length === 27)).toBe(true);
  });
});

describe('the likelihood of expression', () => {
  const evidence = { geneExpression: null, unit: 'TPM', rnaDepth: null, rnaAltReads: null };
  const of = (changes: Partial<Parameters<typeof expressedLikelihood>[0]>) =>
    expressedLikelihood({ ...evidence, ...changes }).value;

  it('is not known where neither expression nor reads are', () => {
    expect(of({})).toBeNull();
    expect(of({ geneExpression: 500, unit: 'counts' })).toBeNull();
    expect(of({ rnaDepth: 0, rnaAltReads: 0 })).toBeNull();
  });

  it('is half at 1 TPM, and follows the reads: none of 30, 1 of 30, 3 of 30', () => {
    expect(of({ geneExpression: 1 })).toBe(0.5);
    expect(of({ geneExpression: 9 })).toBe(0.9);
    // By hand, n + 1 = 31 draws at 1 %: P(X <= 0) = 0.99^31 = 0.73230, P(X <= 1) = 0.96161.
    const byHand = (above: number): number => above / 0.99 / (above / 0.99 + (1 - above) / 0.01);
    const none = 0.99 ** 31;
    expect(of({ rnaDepth: 30, rnaAltReads: 0 })).toBeCloseTo(byHand(none), 9);
    expect(of({ rnaDepth: 30, rnaAltReads: 1 })).toBeCloseTo(
      byHand(none + 31 * 0.01 * 0.99 ** 30),
      9,
    );
    expect(of({ rnaDepth: 30, rnaAltReads: 3 })).toBeGreaterThan(0.95);
    expect(of({ rnaDepth: 100_000, rnaAltReads: 0 })).toBeLessThan(0.02);
    expect(of({ rnaDepth: 100_000, rnaAltReads: 50_000, geneExpression: 0 })).toBeCloseTo(1, 6);
  });
});

describe('vaccine candidates', () => {
  const findings = tumourOf({
    mutations: 3,
    alleles: [A2, DR4],
    rank: (mutation, peptide, allele) =>
      mutation === 2 ? 60 : allele === DR4 ? 3 : peptide.length / 10,
    clonality: (mutation) =>
      mutation === 0
        ? {
            kind: 'estimated',
            cancerCellFraction: 1,
            low: 0.9,
            high: 1,
            clonalProbability: 0.8,
            totalCopies: 2,
            multiplicity: 1,
          }
        : { kind: 'missing', reason: 'no copy-number segment covers this place' },
  });

  it('hold the best new peptide of each allele, and what is known of each mutation', async () => {
    const { alleles, candidates, leftOut } = await vaccineCandidates(
      findings,
      { windowLength: 27 },
      quietContext(),
    );
    expect(alleles.map(({ allele, kept }) => [allele, kept.value])).toEqual([
      [A2, null],
      [DR4, null],
    ]);
    expect(candidates.map(({ gene, clonal }) => [gene, clonal.value])).toEqual([
      ['GENE0', 0.8],
      ['GENE1', null],
    ]);
    for (const { sequence, shown, core, change, protein } of candidates) {
      expect(sequence).toHaveLength(27);
      expect(shown.map((best) => best?.peptide.length)).toEqual([8, 15]);
      expect(shown[0]).toMatchObject({ percentileRank: 0.8 });
      for (const best of shown) {
        expect(sequence.slice(best!.start0).startsWith(best!.peptide)).toBe(true);
        expect(core.start0).toBeLessThanOrEqual(best!.start0);
        expect(core.end0).toBeGreaterThanOrEqual(best!.start0 + best!.peptide.length);
      }
      expect(protein.start0 + 13).toBe(change.start0);
    }
    expect(candidates.every(({ healthyExpression }) => healthyExpression.value === null)).toBe(
      true,
    );
    expect(leftOut).toEqual([
      {
        item: expect.stringMatching(/^GENE2 /) as string,
        reason: 'no new peptide ranks within 2 % (class I) or 5 % (class II)',
      },
    ]);
    expect(vaccineCandidatesNow(findings, { windowLength: 27 }).candidates).toEqual(candidates);
  });

  it('say where healthy tissue makes the gene, where that is known', () => {
    const value = { highestNtpm: 12, highestTissue: 'liver', detectedIn: 3, tissues: 54 };
    const healthyTissues = {
      of: ({ geneSymbol }: { geneSymbol: string | null }) =>
        geneSymbol === 'GENE0' ? value : null,
    };
    const { candidates } = vaccineCandidatesNow(findings, { windowLength: 27, healthyTissues });
    expect(candidates.map(({ healthyExpression }) => healthyExpression)).toEqual([
      { value },
      { value: null, reason: 'the pack of healthy tissues does not hold this gene' },
    ]);
  });

  it('say that a driver is needed, and that it is not known of others', () => {
    const driver = {
      variantId: findings.neoantigens.variants[0]!.id,
      geneSymbol: 'GENE0',
      oncogenicity: { points: 8, class: 'likely-oncogenic' },
    } as unknown as Findings['drivers'][number];
    const { candidates } = vaccineCandidatesNow(
      { ...findings, drivers: [driver] },
      { windowLength: 27 },
    );
    expect(candidates.map(({ neededByTumour }) => neededByTumour.value)).toEqual([
      'likely-oncogenic',
      null,
    ]);
  });

  it('of a fusion count once whatever its transcripts, and are surely expressed where reads cross it', () => {
    const sequence = 'MKTAYIAKQRQISFVKSHFSRQLEERLGLIEVQAPILSRVGDGTQDNLSG';
    const peptide = sequence.slice(20, 29) as Peptide;
    const event = (line: number, whole: string) => ({
      kind: 'fusion',
      tool: 'Arriba',
      gene5: { name: 'BCR', breakpoint: null },
      gene3: { name: 'ABL1', breakpoint: null },
      frame: 'in-frame',
      junctionReads: 30,
      line,
      sequence: whole,
      breakpoint0: 25,
      endsAtStop: false,
      peptides: [
        {
          peptide,
          mhcClass: 'I',
          start0: 20,
          newPositions: [],
          healthyOccurrences: { count: 0, proteins: [] },
          scores: [{ percentileRank: 0.1 }, null],
        },
      ],
    });
    const fused = {
      ...findings,
      junctionNeoantigens: {
        alleles: findings.neoantigens.alleles,
        events: [
          event(1, sequence),
          event(2, `${sequence.slice(0, 20)}${sequence.slice(20)}KK`),
          event(3, sequence),
        ],
      },
    } as unknown as Findings;
    const { candidates, leftOut } = vaccineCandidatesNow(fused, { windowLength: 27 });
    const ofFusion = candidates.filter(({ source }) => source === 'fusion');
    // The transcripts differ far from the junction only: one window, said of the others.
    expect(
      ofFusion.map(({ label, mutation, expressed }) => [label, mutation, expressed.value]),
    ).toEqual([['BCR::ABL1', 'BCR::ABL1', 1]]);
    expect(
      leftOut.filter(({ reason }) => reason === 'another mutation gives the same window'),
    ).toHaveLength(2);
  });

  it('takes no fusion that its caller gives low confidence', () => {
    const findings = tumourOf({ mutations: 1, alleles: [A2], rank: () => 40 });
    const low = {
      ...findings,
      junctionNeoantigens: {
        alleles: findings.neoantigens.alleles,
        events: [
          {
            kind: 'fusion',
            gene5: { name: 'PDIA5', breakpoint: null },
            gene3: { name: 'ENSG00000280441', breakpoint: null },
            confidence: 'low',
          },
        ],
      },
    } as unknown as Findings;
    const { candidates, leftOut } = vaccineCandidatesNow(low, { windowLength: 27 });
    expect(candidates).toEqual([]);
    expect(leftOut.map(({ reason }) => reason)).toContain(
      'the fusion caller gives it low confidence',
    );
  });
});
