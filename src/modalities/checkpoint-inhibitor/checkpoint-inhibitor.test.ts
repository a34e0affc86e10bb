import { describe, expect, it } from 'vitest';

import { emptyFindings, modalityFaults } from '../../../test/contract/check-modality.js';
import { smallBiomarkers } from '../../../test/support/small-biomarkers.js';
import type { Biomarker, FusionRow, Given } from '../../case/tumour-case.js';
import { quietContext } from '../../core/context.js';
import type { Biomarkers } from '../../findings/biomarkers/biomarkers.js';
import type { EscapeState } from '../../findings/biomarkers/escape-findings.js';
import type { DriverFinding } from '../../findings/drivers/driver-finding.js';
import type { Findings } from '../../findings/findings.js';
import type { DesignEngines } from '../modality.js';
import type { CheckpointDesign } from './checkpoint-design.js';
import { checkpointInhibitor } from './checkpoint-inhibitor.js';
import { DEFAULT_CHECKPOINT_INHIBITOR_OPTIONS } from './options.js';

// No engine is asked: what matters is approved and known.
const ENGINES = {} as DesignEngines;

type Given_ = NonNullable<Parameters<typeof smallBiomarkers>[0]>;

function given<T>(value: T): Given<T> {
  return { kind: 'given', value, from: 'a test' };
}

const marker = (
  name: string,
  value: Biomarker['value'],
  unit: string | null = null,
): Biomarker => ({
  name,
  value,
  unit,
  assay: null,
});

function tumour(
  code: string,
  lab: Given_ = {},
  more: Partial<Findings> & { readonly profile?: Partial<Biomarkers> } = {},
): Findings {
  const { profile, ...rest } = more;
  const empty = emptyFindings();
  return {
    ...empty,
    tumour: { ...empty.tumour, tumourType: given(code), variantCount: 100 },
    fusions: given([]),
    biomarkers: { ...smallBiomarkers(lab), ...profile },
    ...rest,
  };
}

function driver(geneSymbol: string, change: string, lossOfFunction = false): DriverFinding {
  const source = { name: 'a test' };
  return {
    variantId: 'chr1-1-A-C',
    chromosome: 'chr1',
    start0: 0,
    reference: 'A',
    alternate: 'C',
    filters: [],
    geneSymbol,
    role: null,
    transcript: null,
    terms: ['missense_variant'],
    effect: lossOfFunction ? 'stop-gained' : 'missense',
    change,
    lossOfFunction,
    hotspot: null,
    secondHit: { kind: 'not-applicable', reason: 'a test' },
    oncogenicity: { points: 10, class: 'oncogenic', criteria: [], source },
  };
}

const FIRST_LINE = { stage: 'IV', line: 1 } as const;
const HEALTHY = {
  ecog: 0,
  organTransplant: false,
  autoimmuneDisease: false,
  steroids: false,
  interstitialLungDisease: false,
  pregnant: false,
} as const;

const design = (findings: Findings, options = {}): Promise<readonly CheckpointDesign[]> =>
  checkpointInhibitor.design(
    findings,
    { ...DEFAULT_CHECKPOINT_INHIBITOR_OPTIONS, maxPlans: 50, ...options },
    ENGINES,
    quietContext(),
  );

const applying = async (findings: Findings): Promise<readonly string[]> =>
  (await design(findings)).filter(({ fit }) => fit === 'applies').map(({ id }) => id);

const byId = async (findings: Findings, id: string): Promise<CheckpointDesign | undefined> =>
  (await design(findings)).find((one) => one.id === id);

const verdict = (findings: Findings): string => checkpointInhibitor.assess(findings).verdict;

describe('plan lines', () => {
  it('are none, and the verdict open, where the tumour type is not known', async () => {
    expect(verdict(emptyFindings())).toBe('cannot-say');
    expect(await design(emptyFindings())).toEqual([]);
  });

  it('have pembrolizumab alone for a lung adenocarcinoma with a TPS of 60 and no driver', async () => {
    const lung = tumour('LUAD', {
      clinical: FIRST_LINE,
      biomarkers: [marker('PD-L1 TPS', 60, '%')],
    });
    const found = await applying(lung);
    expect(found).toContain('pembrolizumab-nsclc-first');
    expect(found).toContain('cemiplimab-nsclc-first');
    expect(found).not.toContain('pembrolizumab-chemo-nsclc-squamous-first');
    expect(verdict(lung)).toBe('fits');
  });

  it('lose what asks for PD-L1 of 50 at a TPS of 10', async () => {
    const lung = tumour('LUAD', {
      clinical: FIRST_LINE,
      biomarkers: [marker('PD-L1 TPS', 10, '%')],
    });
    const ids = (await design(lung)).map(({ id }) => id);
    expect(ids).not.toContain('cemiplimab-nsclc-first');
    expect(ids).toContain('pembrolizumab-nsclc-first');
  });

  it.each([
    ['22C3', 60, 'applies', 'may-apply'],
    ['SP263', 60, 'applies', 'may-apply'],
    ['SP142', 60, 'may-apply', 'applies'],
    ['SP142', 0, 'may-apply', 'may-apply'],
  ] as const)(
    'compare a PD-L1 by %s of %s only with a test that stains alike',
    async (clone, value, pembrolizumab, atezolizumab) => {
      const lung = tumour('LUAD', {
        clinical: FIRST_LINE,
        biomarkers: [{ ...marker('PD-L1 TPS', value, '%'), assay: clone }],
      });
      expect((await byId(lung, 'pembrolizumab-nsclc-first'))?.fit).toBe(pembrolizumab);
      expect((await byId(lung, 'atezolizumab-nsclc-first'))?.fit).toBe(atezolizumab);
    },
  );

  it('take a TPS for a CPS upwards only', async () => {
    const cervix = (tps: number): Findings =>
      tumour('CESC', { clinical: FIRST_LINE, biomarkers: [marker('PD-L1 TPS', tps, '%')] });
    const id = 'pembrolizumab-chemo-cervical';
    const state = async (tps: number) =>
      (await byId(cervix(tps), id))?.criteria.find(({ criterion }) => criterion.startsWith('PD-L1'))
        ?.state;
    expect([await state(5), await state(0)]).toEqual(['met', 'unknown']);
  });

  it('say what to test where PD-L1 is not known', async () => {
    const line = await byId(tumour('LUAD', { clinical: FIRST_LINE }), 'pembrolizumab-nsclc-first');
    expect(line?.fit).toBe('may-apply');
    expect(line?.nextTests[0]).toMatch(/^PD-L1 by immunohistochemistry, scored as TPS/);
    expect(line?.nextTests.some((test) => test.startsWith('for LORIS, '))).toBe(true);
  });

  it('leave out first-line uses for a lung tumour with an EGFR mutation, and warn of pneumonitis', async () => {
    const lung = tumour(
      'LUAD',
      { clinical: FIRST_LINE, biomarkers: [marker('PD-L1 TPS', 60, '%')] },
      { drivers: [driver('EGFR', 'L858R')] },
    );
    const lines = await design(lung);
    expect(lines.map(({ id }) => id)).not.toContain('pembrolizumab-nsclc-first');
    const { reasons } = checkpointInhibitor.assess(lung);
    expect(reasons.some(({ value }) => /pneumonitis/i.test(value))).toBe(true);
    expect(reasons.some(({ value }) => value.startsWith('EGFR L858R: '))).toBe(true);
  });

  it('take a change that experiments found activating for one, whatever its class, and an unknown one for unknown', async () => {
    const uncertain = (change: string, os2: 'met' | 'not-met'): DriverFinding => ({
      ...driver('EGFR', change),
      oncogenicity: {
        points: os2 === 'met' ? 4 : 0,
        class: 'uncertain',
        criteria: [
          { code: 'OS2', title: 'a test', points: 4, state: os2, reason: 'a test', sources: [] },
        ],
        source: { name: 'a test' },
      },
    });
    const egfrOf = async (one: DriverFinding): Promise<string | undefined> => {
      const lung = tumour(
        'LUAD',
        { clinical: FIRST_LINE, biomarkers: [marker('PD-L1 TPS', 60, '%')] },
        { drivers: [one] },
      );
      const line = await byId(lung, 'pembrolizumab-nsclc-first');
      return line?.criteria.find(({ criterion }) => criterion.includes('EGFR'))?.state;
    };
    // Left out altogether where the label's condition is known not to hold.
    expect(await egfrOf(uncertain('L858R', 'met'))).toBeUndefined();
    expect(await egfrOf(uncertain('K754E', 'not-met'))).toBe('unknown');
  });

  it('do not take an unread gene as unaltered', async () => {
    const missing = { kind: 'missing', reason: 'not given' } as const;
    const lung = tumour(
      'LUAD',
      { clinical: FIRST_LINE, biomarkers: [marker('PD-L1 TPS', 60, '%')] },
      { fusions: missing },
    );
    const line = await byId(lung, 'pembrolizumab-nsclc-first');
    expect(line?.fit).toBe('may-apply');
    expect(line?.nextTests).toContain('ALK testing');
  });

  it('need no biomarker in melanoma', async () => {
    const found = await applying(tumour('MEL', { clinical: FIRST_LINE }));
    expect(found).toEqual(
      expect.arrayContaining([
        'ipilimumab-nivolumab-melanoma',
        'nivolumab-melanoma',
        'nivolumab-relatlimab-melanoma',
        'pembrolizumab-melanoma',
      ]),
    );
  });

  it('have a colorectal tumour only where it is MSI-high or mismatch-repair deficient', async () => {
    const colon = (msi: string): Findings =>
      tumour('COADREAD', { clinical: FIRST_LINE, biomarkers: [marker('MSI', msi)] });
    expect(await applying(colon('MSI-H'))).toContain('pembrolizumab-colorectal');
    expect((await design(colon('MSS'))).map(({ id }) => id)).not.toContain(
      'pembrolizumab-colorectal',
    );
  });

  it('do not take a TMB counted from the variants for the approved test', async () => {
    const measured = tumour('PAAD', {
      clinical: { stage: 'IV' },
      biomarkers: [marker('TMB', 14, 'mut/Mb')],
    });
    const line = await byId(measured, 'pembrolizumab-tmb-solid');
    expect(line?.criteria.find(({ criterion }) => criterion.startsWith('TMB'))?.state).toBe('met');
    const tmb = (low: number, perMb: number, high: number): Partial<Biomarkers> => ({
      tmb: {
        kind: 'estimated',
        value: {
          perMb,
          low,
          high,
          target: { kind: 'exome', from: 'an exome' },
        } as unknown as Extract<Biomarkers['tmb'], { kind: 'estimated' }>['value'],
        from: 'a test',
        sources: [],
      },
    });
    const counted = tumour('PAAD', {}, { profile: tmb(12, 14, 16) });
    expect(
      (await byId(counted, 'pembrolizumab-tmb-solid'))?.criteria.find(({ criterion }) =>
        criterion.startsWith('TMB'),
      ),
    ).toMatchObject({ state: 'unknown', wouldNeed: 'TMB by panel, with FoundationOne CDx' });
    const low = tumour('PAAD', {}, { profile: tmb(1, 2, 3) });
    expect(await byId(low, 'pembrolizumab-tmb-solid')).toBeUndefined();
  });

  it('are best first, each with its source and its date', async () => {
    const lines = await design(tumour('MEL', { clinical: FIRST_LINE }));
    for (const [i, line] of lines.entries()) {
      expect(line.rank).toBe(i + 1);
      expect(line.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(line.sources.length).toBeGreaterThan(0);
      expect(line.claims[0]?.value).toContain(line.agents[0]);
    }
  });

  it('follow their options', async () => {
    const melanoma = tumour('MEL', { clinical: { stage: 'III' } });
    expect(await design(melanoma, { maxPlans: 2 })).toHaveLength(2);
    const settings = (await design(melanoma, { perioperative: false })).map(
      ({ setting }) => setting,
    );
    expect(settings).not.toContain('before or after surgery');
    expect(await design(tumour('MEL'), { undecided: false })).toEqual([]);
    await expect(design(melanoma, { maxPlans: 0 })).rejects.toThrow('maxPlans');
  });
});

describe('what speaks against it', () => {
  it('leaves the answer open where nothing that a label asks is known', () => {
    expect(verdict(tumour('GBM'))).toBe('cannot-say');
    expect(verdict(tumour('AML'))).toBe('does-not-fit');
  });

  it('fits where only the treatments before are for a person to compare', () => {
    const clinical = { stage: 'IV', line: 2 } as const;
    const biomarkers = [marker('MSI', 'MSI-H')];
    expect(verdict(tumour('PAAD', { clinical, biomarkers }))).toBe('fits');
  });

  it('leaves the answer open after an organ transplant', async () => {
    const findings = tumour('MEL', {
      clinical: { ...FIRST_LINE, ...HEALTHY, organTransplant: true },
    });
    expect(verdict(findings)).toBe('cannot-say');
    expect((await design(findings))[0]?.cautions[0]?.caution.id).toBe('organ-transplant');
  });

  it('lists what the case does not say, and not what it denies', async () => {
    const [line] = await design(tumour('MEL', { clinical: { ...FIRST_LINE, ...HEALTHY } }));
    expect(line?.cautions).toEqual([]);
    expect(line?.cautionsToAsk).toHaveLength(1);
    const [silent] = await design(tumour('MEL'));
    expect(silent?.cautionsToAsk.length).toBeGreaterThan(5);
  });

  const jak1 = (state: EscapeState): Partial<Biomarkers> => ({
    escape: [
      {
        geneSymbol: 'JAK1',
        pathway: 'interferon-gamma',
        role: 'a test',
        state,
        reason: 'Q12* breaks JAK1',
        hits: [],
        copies: { kind: 'unknown', reason: 'a test' },
        sources: [],
      },
    ],
  });

  it.each([
    ['both-copies-lost', 1],
    ['one-copy-hit', 0],
    ['none-seen', 0],
  ] as const)(
    'calls up the evidence on JAK1 where its state is %s: %s row',
    async (state, rows) => {
      const [line] = await design(tumour('MEL', {}, { profile: jak1(state) }));
      expect(line?.resistance.map(({ evidence }) => evidence.gene)).toEqual(
        Array.from({ length: rows }, () => 'JAK1'),
      );
    },
  );

  it('says where evidence is of another tumour', async () => {
    const drivers = [driver('STK11', 'Q37*', true)];
    const [lung] = await design(
      tumour('LUAD', {}, { drivers: [...drivers, driver('KRAS', 'G12C')] }),
    );
    expect(lung?.resistance).toMatchObject([{ isSameTumour: true }]);
    const [other] = await design(tumour('LUAD', {}, { drivers }));
    expect(other?.resistance).toMatchObject([{ isSameTumour: false }]);
    const [melanoma] = await design(tumour('MEL', {}, { drivers }));
    expect(melanoma?.resistance).toMatchObject([{ isSameTumour: false }]);
  });
});

describe('expected response', () => {
  const COMPLETE: Given_ = {
    clinical: {
      ...FIRST_LINE,
      age: 64,
      albumin: '3.8 g/dL',
      nlr: 5,
      priorSystemicTherapy: false,
    },
    biomarkers: [marker('TMB', 12, 'mut/Mb'), marker('PD-L1 TPS', 60, '%')],
  };

  it('has LORIS as a recalibrated probability with its interval', async () => {
    const [line] = await design(tumour('LUAD', COMPLETE));
    const models = line?.response.loris.map(({ score }) => score.model);
    expect(models?.[0]).toBe('nsclc-6');
    for (const { score, probability } of line?.response.loris ?? []) {
      expect(score.kind).toBe('scored');
      expect(probability?.share).toBeGreaterThan(probability?.low ?? 1);
      expect(probability?.share).toBeLessThan(probability?.high ?? 0);
    }
  });

  it('has no score without an input, and names it', async () => {
    const { albumin: _, ...clinical } = COMPLETE.clinical as Record<string, never>;
    const [line] = await design(tumour('MEL', { ...COMPLETE, clinical }));
    const [first] = line?.response.loris ?? [];
    expect(first).toMatchObject({ score: { kind: 'missing' }, probability: null });
    expect(line?.nextTests.some((test) => test.startsWith('for LORIS, albumin'))).toBe(true);
  });

  it('shows the calibration curve, single markers, and that the score is partly prognostic', async () => {
    const findings = tumour('LUAD', COMPLETE);
    const [line] = await design(findings);
    if (line === undefined) throw new Error('no plan line');
    const blocks = checkpointInhibitor.report(line, findings).flatMap((section) => section.blocks);
    expect(blocks.some(({ kind }) => kind === 'line-plot')).toBe(true);
    const text = JSON.stringify(blocks);
    expect(text).toContain('partly prognostic');
    expect(text).toContain('TMB alone');
    expect(text).toContain('60');
  });

  it('makes nothing to order or to clone, and no model of growth', async () => {
    const findings = tumour('LUAD', COMPLETE);
    const [line] = await design(findings);
    if (line === undefined) throw new Error('no plan line');
    expect(checkpointInhibitor.constructs(line)).toEqual([]);
    expect(checkpointInhibitor.orders(line)).toEqual([]);
    expect(checkpointInhibitor.model(line, findings)).toBeNull();
  });
});

describe('the contract', () => {
  it('is kept', async () => {
    const fusion = {
      gene5: { symbol: 'EML4', name: 'EML4' },
      gene3: { symbol: 'ALK', name: 'ALK' },
    } as unknown as FusionRow;
    const faults = await modalityFaults(
      checkpointInhibitor,
      [checkpointInhibitor],
      [
        tumour('LUAD', { clinical: FIRST_LINE }),
        tumour('LUAD', {}, { fusions: given([fusion]) }),
        tumour('COADREAD', { biomarkers: [marker('MSI', 'MSI-H')] }),
        tumour('MEL', { clinical: { organTransplant: true } }),
        tumour('AML'),
      ],
      ENGINES,
    );
    expect(faults).toEqual([]);
  });
});
