import { describe, expect, it } from 'vitest';

import { emptyFindings } from '../../../test/contract/check-modality.js';
import { proteomeOf, rankedModel, type RankOf } from '../../../test/support/ranked-model.js';
import { tumourOf } from '../../../test/support/vaccine-findings.js';
import type { HlaAllele } from '../../core/brands.js';
import { canonicalJson } from '../../core/canonical-json.js';
import { quietContext } from '../../core/context.js';
import type { Findings } from '../../findings/findings.js';
import type { DesignEngines } from '../modality.js';
import { DEFAULT_PEPTIDE_VACCINE_OPTIONS } from './options.js';
import { peptideVaccine } from './peptide-vaccine.js';

const A2 = 'HLA-A*02:01' as HlaAllele;
const B7 = 'HLA-B*07:02' as HlaAllele;
const DR4 = 'HLA-DRB1*04:01' as HlaAllele;
const UNKNOWN = 'HLA-B*82:99' as HlaAllele;

/** Engines whose models rank every peptide as `rank` says, and a proteome without any of them. */
function engines(rank: RankOf = () => 30): DesignEngines {
  return {
    presentation: [rankedModel('I', rank), rankedModel('II', rank)],
    healthyProteome: proteomeOf([]) as DesignEngines['healthyProteome'],
    // No RNA, no parts, no guides and no evidence go into peptides.
    rna: {} as DesignEngines['rna'],
    parts: {} as DesignEngines['parts'],
    editing: {} as DesignEngines['editing'],
    silencing: {} as DesignEngines['silencing'],
    evidence: {} as DesignEngines['evidence'],
  };
}

const design = (findings: Findings, options = {}, with_ = engines()) =>
  peptideVaccine.design(
    findings,
    { ...DEFAULT_PEPTIDE_VACCINE_OPTIONS, ...options },
    with_,
    quietContext(),
  );

const verdictOf = (findings: Findings) => {
  const { verdict, reasons } = peptideVaccine.assess(findings);
  return [verdict, reasons.map(({ value }) => value)] as const;
};

describe('a peptide vaccine', () => {
  it('is not for a tumour of which nothing is known, and says so', async () => {
    expect(verdictOf(emptyFindings())).toEqual([
      'cannot-say',
      ['no mutation was read: no variants were given'],
    ]);
    expect(await design(emptyFindings())).toEqual([]);
  });

  it('is not for a tumour without a change in a protein', async () => {
    const silent = tumourOf({ mutations: 0, alleles: [A2] });
    expect(verdictOf(silent)).toEqual([
      'does-not-fit',
      ['no mutation of this tumour changes a protein'],
    ]);
    expect(await design(silent)).toEqual([]);
  });

  it('is not for a tumour whose peptides no allele shows, and counts the reasons', async () => {
    const weak = tumourOf({ mutations: 3, alleles: [A2, DR4], rank: () => 40 });
    const [verdict, reasons] = verdictOf(weak);
    expect(verdict).toBe('does-not-fit');
    expect(reasons).toContain(
      '3 mutations give no peptide: no new peptide ranks within 2 % (class I) or 5 % (class II)',
    );
    expect(await design(weak)).toEqual([]);
    const healthy = tumourOf({ mutations: 1, alleles: [A2], rank: () => 0.1, healthy: () => true });
    expect(verdictOf(healthy)[0]).toBe('does-not-fit');
    const filtered = tumourOf({
      mutations: 2,
      alleles: [A2],
      rank: () => 0.1,
      filters: () => ['strand_bias'],
    });
    expect(verdictOf(filtered)[1]).toContain(
      "2 mutations give no peptide: failed the caller's filter: strand_bias",
    );
  });

  it('cannot be judged where no allele has a model, and names the alleles', async () => {
    const blind = tumourOf({
      mutations: 2,
      alleles: [UNKNOWN],
      withoutModel: [UNKNOWN],
      rank: () => 1,
    });
    expect(verdictOf(blind)).toEqual([
      'cannot-say',
      [
        'no allele of the patient has a presentation model',
        `${UNKNOWN} takes no part: no groove sequence is known for ${UNKNOWN}`,
      ],
    ]);
    expect(await design(blind)).toEqual([]);
    const untyped = { ...blind, neoantigens: { ...blind.neoantigens, alleles: [] } };
    expect(
      verdictOf({
        ...untyped,
        tumour: { ...untyped.tumour, hla: { kind: 'missing', reason: 'not given' } },
      }),
    ).toEqual(['cannot-say', ["the patient's HLA alleles are not known (not given)"]]);
  });

  it('of one epitope is one peptide with that epitope whole and the change in its middle', async () => {
    const findings = tumourOf({
      mutations: 2,
      alleles: [A2],
      rank: (mutation, peptide) => (mutation === 1 && peptide.length === 9 ? 0.02 : 90),
    });
    const [only, ...others] = await design(findings);
    expect(others).toEqual([]);
    expect(only!.peptides).toHaveLength(1);
    const [{ id, label, stretch, change, minimal, pool }] = only!.peptides as [
      NonNullable<typeof only>['peptides'][number],
    ];
    expect([id, label.split(' ')[0], pool]).toEqual(['P01', 'GENE1', 1]);
    expect(stretch.length).toBeGreaterThanOrEqual(25);
    expect(stretch.length).toBeLessThanOrEqual(27);
    expect(minimal).toHaveLength(1);
    expect(stretch).toContain(minimal[0]!.peptide);
    expect(Math.abs(change.start0 + 0.5 - stretch.length / 2)).toBeLessThanOrEqual(5.5);
    const window = findings.neoantigens.variants[1]!.proteins[0]!.mutantWindow;
    expect(window).toContain(stretch);
    expect(stretch[change.start0]).toBe(window[26]);
  });

  it('of 200 epitopes holds twenty, no allele leads over half, and the pools are even', async () => {
    const findings = tumourOf({
      mutations: 200,
      alleles: [A2, B7, DR4],
      rank: (mutation, peptide, allele) =>
        allele === A2 && mutation % 4 !== 0
          ? 0.01 + (mutation % 7) / 100
          : 0.2 + ((mutation * 13 + peptide.length) % 11) / 10,
    });
    const [whole] = await design(findings);
    expect(whole!.peptides).toHaveLength(20);
    const led = whole!.peptides.filter(({ leadingAllele }) => leadingAllele === A2);
    expect(led).toHaveLength(10);
    expect(whole!.set.isOptimal).toBe(true);
    expect(whole!.pools.map(({ peptides }) => peptides.length)).toEqual([5, 5, 5, 5]);
    for (const { alleles } of whole!.pools) {
      const ofA2 = alleles.find(({ allele }) => allele === A2)?.count ?? 0;
      expect(ofA2).toBeGreaterThanOrEqual(2);
      expect(ofA2).toBeLessThanOrEqual(3);
    }
    const gains = whole!.peptides.map(({ gain }) => gain);
    expect(gains).toEqual([...gains].sort((a, b) => b - a));
    expect(whole!.peptides.at(-1)!.expected).toBeCloseTo(whole!.score, 9);
  });

  it('of class I alone is led by class I, and lists its short peptides when asked', async () => {
    const findings = tumourOf({ mutations: 4, alleles: [A2, B7], rank: () => 0.3 });
    const [plain] = await design(findings);
    expect(plain!.shortPeptides).toEqual([]);
    expect(
      plain!.peptides.every(({ minimal }) => minimal.every(({ peptide }) => peptide.length <= 11)),
    ).toBe(true);
    const [withShort] = await design(findings, { shortPeptides: true });
    expect(withShort!.shortPeptides.length).toBeGreaterThanOrEqual(4);
    for (const { sequence, ofPeptide, alleles } of withShort!.shortPeptides) {
      const long = withShort!.peptides.find(({ id }) => id === ofPeptide)!;
      expect(long.stretch).toContain(sequence);
      expect(alleles).toEqual([A2, B7]);
    }
  });

  it('names alleles without a model and counts the others', async () => {
    const findings = tumourOf({
      mutations: 3,
      alleles: [A2, UNKNOWN],
      withoutModel: [UNKNOWN],
      rank: () => 0.3,
    });
    const [made] = await design(findings);
    expect(made!.unscored).toEqual([
      { allele: UNKNOWN, reason: `no groove sequence is known for ${UNKNOWN}` },
    ]);
    const notices = peptideVaccine
      .report(made!, findings)
      .flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'notice' ? [block.text] : [])),
      );
    expect(notices.join(' ')).toContain(`${UNKNOWN} takes no part`);
    expect(notices.join(' ')).toContain('Clonality: not known of any, and not counted.');
  });

  describe('where the tumour has lost an allele', () => {
    const lostA2 = (findings: Findings): Findings => ({
      ...findings,
      biomarkers: {
        ...findings.biomarkers,
        hla: {
          ...findings.biomarkers.hla,
          loci: findings.biomarkers.hla.loci.map((locus) =>
            locus.locus === 'A'
              ? {
                  ...locus,
                  alleles: [A2],
                  loss: {
                    kind: 'lost',
                    alleles: [A2],
                    reason: 'reported by the laboratory (test)',
                  },
                }
              : locus,
          ),
        },
      },
    });
    const STATEMENT =
      'HLA-A*02:01 does not count: lost in the tumour; reported by the laboratory (test)';

    it('does not fit if only that allele shows anything, and says so', async () => {
      const findings = lostA2(tumourOf({ mutations: 2, alleles: [A2], rank: () => 0.1 }));
      expect(verdictOf(findings)).toEqual([
        'does-not-fit',
        [
          'no mutation gives a new peptide that an allele which the tumour still has is likely to show',
          STATEMENT,
          '2 mutations give no peptide: new peptides only on alleles that the tumour has lost: HLA-A*02:01',
        ],
      ]);
      expect(await design(findings)).toEqual([]);
    });

    it('is led by the alleles that are left; what the lost one shows is marked, and not made short', async () => {
      const findings = lostA2(
        tumourOf({
          mutations: 3,
          alleles: [A2, B7],
          rank: (_mutation, peptide, allele) =>
            peptide.length === 9 ? (allele === A2 ? 0.01 : 0.5) : 60,
        }),
      );
      const [made] = await design(findings, { shortPeptides: true });
      expect(made!.peptides).toHaveLength(3);
      for (const { minimal, leadingAllele } of made!.peptides) {
        expect(leadingAllele).toBe(B7);
        expect(minimal.map(({ allele, kept }) => [allele, kept])).toEqual([
          [A2, 0],
          [B7, undefined],
        ]);
      }
      expect(made!.shortPeptides.map(({ alleles }) => alleles)).toEqual([[B7], [B7], [B7]]);
      expect(made!.claims.map(({ value }) => value)).toContain(STATEMENT);
      expect(verdictOf(findings)[1]).toContain(STATEMENT);
      const blocks = peptideVaccine.report(made!, findings).flatMap((section) => section.blocks);
      const text = blocks.flatMap((block) => (block.kind === 'notice' ? [block.text] : [])).join();
      expect(text).toContain(STATEMENT);
      expect(text).toContain('Loss not known, counted as kept: HLA-B*07:02');
      const table = blocks.find((block) => block.kind === 'table')!;
      const shown = table.rows[0]![table.columns.findIndex(({ key }) => key === 'shown')]!;
      expect(shown).toMatchObject({
        text: expect.stringMatching(
          /HLA-A\*02:01 0\.010 %, lost in the tumour; \w+ HLA-B\*07:02 0\.50 %$/,
        ) as string,
      });
      const [construct] = peptideVaccine.constructs(made!);
      expect(JSON.stringify(construct)).toContain('HLA-A*02:01, lost in the tumour');
    });

    it('gets no tail that makes a strong binder on the lost allele: healthy cells have it', async () => {
      const window = `${'LSGLVSGLALSGLVSGLALSGLVSGL'}W${'LSGLVSGLALSGLVSGLALSGLVSGL'}`;
      const findings = lostA2(
        tumourOf({
          mutations: 1,
          alleles: [A2, B7],
          protein: () => ({ mutantWindow: window }),
          rank: (_mutation, peptide) => (peptide.length === 9 ? 0.1 : 80),
        }),
      );
      const onA2 = (_peptide: string, allele: HlaAllele) => (allele === A2 ? 0.1 : 30);
      const [none] = await design(findings, {}, engines(onA2));
      expect(none!.peptides[0]!.tail).toBeNull();
      const [tailed] = await design(findings);
      expect(tailed!.peptides[0]!.tail).not.toBeNull();
    });
  });

  it('gives an oily peptide a charged tail, unless every tail makes a strong binder', async () => {
    // A protein of leucine, serine and glycine; what is shown lies in its middle.
    const window = `${'LSGLVSGLALSGLVSGLALSGLVSGL'}W${'LSGLVSGLALSGLVSGLALSGLVSGL'}`;
    const findings = tumourOf({
      mutations: 1,
      alleles: [A2],
      protein: () => ({ mutantWindow: window }),
      rank: (_mutation, peptide) => (peptide.length === 9 ? 0.1 : 80),
    });
    const [tailed] = await design(findings);
    const [{ sequence, stretch, tail }] = tailed!.peptides as [
      NonNullable<typeof tailed>['peptides'][number],
    ];
    expect(tail).toMatchObject({ end: 'C', residues: 'KKK' });
    expect(sequence).toBe(`${stretch}KKK`);
    // New binders of every lysine at the C terminus: the N terminus, or another residue, is taken.
    const [other] = await design(
      findings,
      {},
      engines((p) => (/[^K]K/.test(p) ? 0.1 : 30)),
    );
    expect(other!.peptides[0]!.tail).toMatchObject({
      residues: expect.not.stringMatching(/^KKKK?$/),
    });
    const [none] = await design(
      findings,
      {},
      engines(() => 0.1),
    );
    expect(none!.peptides[0]!.tail).toBeNull();
    expect(none!.peptides[0]!.troubles.map(({ code }) => code)).toContain('hydrophobic');
    const [unwanted] = await design(findings, { solubilityTails: false });
    expect(unwanted!.peptides[0]!.tail).toBeNull();
  });

  it('is moved off a cysteine or glutamine at its ends', async () => {
    const residues = `${'ASDKTGHRASDK'}Q${'TGHRASDKTGHRA'}W${'SDKTGHRASDKTG'}C${'HRASDKTGHRAS'}`;
    expect(residues).toHaveLength(53);
    const findings = tumourOf({
      mutations: 1,
      alleles: [A2],
      protein: () => ({ mutantWindow: residues }),
      rank: (_mutation, peptide) => (peptide.length === 9 ? 0.1 : 80),
    });
    // Centred, the 27 residues begin after Q and end before C: 13 residues either side of W.
    const [made] = await design(findings, { leastResidues: 29, mostResidues: 29 });
    const [{ stretch }] = made!.peptides as [NonNullable<typeof made>['peptides'][number]];
    expect(stretch).not.toMatch(/^[QEC]|[CP]$/);
    expect(stretch).toContain('W');
  });

  it('is ordered as lines of a peptide house, and each peptide is a protein with its epitopes', async () => {
    const findings = tumourOf({ mutations: 3, alleles: [A2], rank: () => 0.3 });
    const [made] = await design(findings, { shortPeptides: true, amountMg: 10 });
    const [sheet, plate] = peptideVaccine.orders(made!);
    const count = made!.peptides.length + made!.shortPeptides.length;
    expect(sheet!.rows).toHaveLength(count);
    expect(sheet!.rows[0]!.slice(0, 7)).toEqual([
      'P01',
      made!.peptides[0]!.sequence,
      made!.peptides[0]!.sequence.length,
      'free amine',
      'free acid',
      95,
      10,
    ]);
    expect(plate!.rows).toHaveLength(count);
    const constructs = peptideVaccine.constructs(made!);
    expect(constructs.map(({ id, alphabet }) => [id, alphabet])).toEqual(
      made!.peptides.map(({ id }) => [id, 'protein']),
    );
    constructs.forEach(({ sequence, features }, i) => {
      const peptide = made!.peptides[i]!;
      expect(sequence).toBe(peptide.sequence);
      const epitope = features.find(({ role }) => role === 'epitope');
      const [{ start0, end0 }] = epitope!.ranges;
      expect(sequence.slice(start0, end0)).toBe(peptide.minimal[0]!.peptide);
    });
    await expect(design(findings, { purityPercent: 0 })).rejects.toThrow(/purityPercent is 0/);
  });

  it('is the same every time, and says what is odd about an option', async () => {
    const findings = tumourOf({ mutations: 30, alleles: [A2, B7] });
    expect(canonicalJson(await design(findings))).toBe(canonicalJson(await design(findings)));
    await expect(design(findings, { maxEpitopes: 21 })).rejects.toThrow(/maxEpitopes is 21/);
    await expect(design(findings, { leastResidues: 28 })).rejects.toThrow(/more than mostResidues/);
  });
});
