import { describe, expect, it } from 'vitest';

import { tumourOf } from '../../../test/support/vaccine-findings.js';
import { genomicPosition, type HlaAllele } from '../../core/brands.js';
import type { Given } from '../../case/tumour-case.js';
import { findHla } from '../biomarkers/hla-class1.js';
import type { Findings } from '../findings.js';
import { lossStatements, patientAlleles } from './patient-alleles.js';
import { vaccineCandidatesNow } from './vaccine-candidates.js';

const A1 = 'HLA-A*01:01' as HlaAllele;
const A2 = 'HLA-A*02:01' as HlaAllele;
const B7 = 'HLA-B*07:02' as HlaAllele;
const DR4 = 'HLA-DRB1*04:01' as HlaAllele;
const missing = { kind: 'missing', reason: 'not given' } as const;

function given<T>(value: T, from = 'a test'): Given<T> {
  return { kind: 'given', value, from };
}

interface Loss {
  readonly lost?: readonly HlaAllele[];
  /** Of the whole of chromosome 6: in all, and of the rarer parental copy. */
  readonly copies?: readonly [number, number | null];
  readonly homozygousLoci?: readonly string[];
}

/** The same tumour, of which a laboratory or segments say something on HLA. */
function withLoss(findings: Findings, { lost, copies, homozygousLoci = [] }: Loss): Findings {
  const segments =
    (copies ?? []).length === 0
      ? missing
      : given([
          {
            ...genomicPosition('chr6', 0, 170_805_979),
            totalCopies: copies![0],
            minorCopies: copies![1],
          },
        ]);
  const hla = findHla({
    tumour: { build: given('GRCh38'), copyNumber: segments, hla: findings.tumour.hla },
    lab: { lostHla: lost === undefined ? missing : given(lost, 'a laboratory') },
    neoantigens: findings.neoantigens,
    domains: null,
    homozygousLoci,
  });
  return { ...findings, biomarkers: { ...findings.biomarkers, hla } };
}

const typed = (alleles: readonly HlaAllele[]) => tumourOf({ mutations: 0, alleles });
const told = (findings: Findings) =>
  patientAlleles(findings).alleles.map(({ allele, kept, pairedWith }) => [
    allele,
    kept.value,
    pairedWith,
  ]);

describe("the patient's alleles in the tumour", () => {
  it('are not known without a laboratory or segments, and class II never is', () => {
    expect(told(withLoss(typed([A1, A2, DR4]), {}))).toEqual([
      [A1, null, undefined],
      [A2, null, undefined],
      [DR4, null, undefined],
    ]);
    const { alleles } = patientAlleles(withLoss(typed([A1, A2, DR4]), { copies: [2, 1] }));
    expect(alleles.map(({ kept }) => kept)).toEqual([
      { value: 1, basis: 'both parental copies of HLA-A are there' },
      { value: 1, basis: 'both parental copies of HLA-A are there' },
      { value: null, basis: 'loss is told of HLA-A, -B and -C only' },
    ]);
    expect(lossStatements(alleles)).toEqual([]);
  });

  it('are lost or kept as the laboratory says', () => {
    const findings = withLoss(typed([A1, A2, B7]), { lost: [A2] });
    expect(told(findings)).toEqual([
      [A1, 1, undefined],
      [A2, 0, undefined],
      [B7, 1, undefined],
    ]);
    expect(lossStatements(patientAlleles(findings).alleles)).toEqual([
      'HLA-A*02:01 does not count: lost in the tumour; reported by the laboratory (a laboratory)',
    ]);
    expect(told(withLoss(typed([A1, A2]), { lost: [A1, A2] })).map(([, kept]) => kept)).toEqual([
      0, 0,
    ]);
  });

  it('are a pair of which one is left where segments show that a parental copy is lost', () => {
    const findings = withLoss(typed([A1, A2, B7]), { copies: [1, 0], homozygousLoci: ['B'] });
    expect(told(findings)).toEqual([
      [A1, 0.5, A2],
      [A2, 0.5, A1],
      [B7, 1, undefined],
    ]);
    expect(lossStatements(patientAlleles(findings).alleles)).toEqual([
      'HLA-A*01:01, HLA-A*02:01 count half each: one of the pair is lost, not known which; ' +
        'one parental copy of HLA-A is lost by copy number (1 in all, 0 of the rarer)',
    ]);
  });

  it('count half where a copy is lost and the other allele was not typed, and not at all without copies', () => {
    expect(told(withLoss(typed([B7]), { copies: [1, 0] }))).toEqual([[B7, 0.5, undefined]]);
    expect(told(withLoss(typed([A1, A2]), { copies: [0, 0] })).map(([, kept]) => kept)).toEqual([
      0, 0,
    ]);
  });
});

describe('vaccine candidates of a tumour that lost an allele', () => {
  // Mutation 0 is shown on A*02:01 alone, by a 9-mer; mutation 1 there and on B*07:02, by other peptides.
  const findings = tumourOf({
    mutations: 2,
    alleles: [A1, A2, B7],
    rank: (mutation, peptide, allele) => {
      if (allele === A2) return peptide.length === 11 ? 0.1 : 60;
      return allele === B7 && mutation === 1 && peptide.length === 9 ? 0.2 : 60;
    },
  });

  it('leave out, with the reason, what only the lost allele shows', () => {
    const { candidates, leftOut } = vaccineCandidatesNow(withLoss(findings, { lost: [A2] }), {
      windowLength: 27,
    });
    expect(candidates.map(({ gene }) => gene)).toEqual(['GENE1']);
    expect(leftOut).toEqual([
      {
        item: expect.stringMatching(/^GENE0 /) as string,
        reason: 'new peptides only on alleles that the tumour has lost: HLA-A*02:01',
      },
    ]);
  });

  it('keep whole what the alleles that are left show, not what the lost one shows', () => {
    const wholeOf = (of: Findings) => {
      const { candidates } = vaccineCandidatesNow(of, { windowLength: 27 });
      const { core, shown } = candidates.at(-1)!;
      return { size: core.end0 - core.start0, shown: shown.map((best) => best?.peptide.length) };
    };
    expect(wholeOf(withLoss(findings, { lost: [A2] })).shown).toEqual([undefined, 11, 9]);
    // The 9-mer that ends in the change is taken, and the 11-mer that does.
    expect(wholeOf(withLoss(findings, { lost: [A2] })).size).toBeLessThan(
      wholeOf(withLoss(findings, { lost: [] })).size,
    );
  });

  it('are all there where it is not known which of a pair is lost', () => {
    const { candidates } = vaccineCandidatesNow(withLoss(findings, { copies: [1, 0] }), {
      windowLength: 27,
    });
    expect(candidates.map(({ gene }) => gene)).toEqual(['GENE0', 'GENE1']);
  });
});
