import { describe, expect, it } from 'vitest';

import { toyCriterion as read } from './toy-trials.fixture.js';
import type { AlterationPattern, Bounds, Requirement, TrialRule } from './trial-rule.js';

const asks = (requirement: Requirement): TrialRule => ({ kind: 'require', requirement });
const alteration = (gene: string, pattern: AlterationPattern): TrialRule =>
  asks({ kind: 'alteration', gene, pattern });
const change = (gene: string, one: string): TrialRule =>
  alteration(gene, { kind: 'protein-change', change: one });
const not = (rule: TrialRule): TrialRule => ({ kind: 'not', rule });
const all = (...rules: readonly TrialRule[]): TrialRule => ({ kind: 'all', rules });
const any = (...rules: readonly TrialRule[]): TrialRule => ({ kind: 'any', rules });

// Lines as registered trials write them (NCT06008288, NCT03745326, NCT06382129, NCT06604689, NCT06898385,
// NCT05786924 and others), read by hand.
describe('reading numbers', () => {
  it.each([
    ['ECOG 0 or 1', { least: null, most: 1 }],
    ['Eastern Cooperative Oncology Group(ECOG) performance status 0-1', { least: null, most: 1 }],
    ['Eastern Cooperative Oncology Group (ECOG) ≤ 1', { least: null, most: 1 }],
    ['Eastern Cooperative Oncology Group (ECOG) performance status 0', { least: null, most: 0 }],
    ['ECOG performance status of 0, 1, or 2', { least: null, most: 2 }],
    ['ECOG PS less than or equal to 2', { least: null, most: 2 }],
  ])('ECOG of %s', (text, status) => {
    expect(read(text)).toMatchObject({ rule: asks({ kind: 'ecog', status }), rest: 'none' });
  });

  it.each([
    ['Age ≥18 years old', { least: 18, most: null }],
    ['At least 18 years of age', { least: 18, most: null }],
    ['18 years of age or older', { least: 18, most: null }],
    ['Males or females, aged 18-75 years (inclusive)', { least: 18, most: 75 }],
    ['Patient is between 18 and 75 years of age, inclusive', { least: 18, most: 75 }],
    ['Age > or = 18 years', { least: 18, most: null }],
    ['Age >/= 18 years', { least: 18, most: null }],
    ['Age greater than 18 years old', { least: 18, most: null, isStrict: true }],
  ] as readonly (readonly [string, Bounds])[])('age of %s', (text, years) => {
    expect(read(text).rule).toEqual(asks({ kind: 'age', years }));
  });

  it('reads no age from a span of time', () => {
    expect(read('No live vaccine within 2 years', 'exclusion').rule).toBeNull();
    expect(
      read('Active malignancy diagnosed within 3 years before randomization', 'exclusion').rule,
    ).toBeNull();
  });

  it.each([
    ['Platelet count ≥ 100,000/mm3', 'platelets', { least: 100, most: null }],
    ['Platelet count ≥ 75×10^9/L', 'platelets', { least: 75, most: null }],
    ['Absolute neutrophil count ≥ 1,500/ mm3', 'neutrophils', { least: 1.5, most: null }],
    ['Hemoglobin ≥ 10 g/dL', 'haemoglobin', { least: 10, most: null }],
    ['Hemoglobin ≥ 90 g/L', 'haemoglobin', { least: 9, most: null }],
    ['Serum creatinine less than or equal to 1.6 mg/dL', 'creatinine', { least: null, most: 1.6 }],
    ['Total bilirubin ≤ 1.5 × ULN', 'bilirubinByUln', { least: null, most: 1.5 }],
    ['Creatinine clearance ≥ 50 mL/min', 'creatinineClearance', { least: 50, most: null }],
  ] as const)('organ function of %s, in our unit', (text, analyte, bounds) => {
    expect(read(text).rule).toEqual(asks({ kind: 'analyte', analyte, bounds }));
  });

  it('leaves a limit in a unit that it cannot turn into ours', () => {
    expect(read('Hemoglobin ≥ 5.6 mmol/L').rule).toBeNull();
  });

  it.each([
    ['PD-L1 TPS ≥ 50%', { kind: 'pd-l1', score: 'TPS', percent: { least: 50, most: null } }],
    [
      'PD-L1 combined positive score (CPS) ≥ 10',
      { kind: 'pd-l1', score: 'CPS', percent: { least: 10, most: null } },
    ],
    ['TMB ≥ 10 mutations/Mb', { kind: 'tmb', perMb: { least: 10, most: null } }],
    ['MSI-H or dMMR tumor', { kind: 'msi', status: 'MSI-H' }],
    ['HLA-A*11:01 positive', { kind: 'hla', alleles: ['A*11:01'] }],
    ['HLA-A2 positive', { kind: 'hla', alleles: ['A*02'] }],
    ['Stage IIIB-IV', { kind: 'stage', stages: [3, 4] }],
    ['Previously untreated', { kind: 'prior-lines', lines: { least: null, most: 0 } }],
    [
      'At least two prior lines of systemic therapy',
      { kind: 'prior-lines', lines: { least: 2, most: null } },
    ],
  ] as const)('%s', (text, requirement) => {
    expect(read(text).rule).toEqual(asks(requirement as Requirement));
  });
});

describe('reading changes of genes', () => {
  it.each([
    ['KRAS p.G12C mutation', change('KRAS', 'G12C')],
    [
      'Tumour with KRAS G12V or G12D mutations',
      any(change('KRAS', 'G12V'), change('KRAS', 'G12D')),
    ],
    ['BRAF V600E/K mutation', any(change('BRAF', 'V600E'), change('BRAF', 'V600K'))],
    ['BRAF V600 mutation', alteration('BRAF', { kind: 'residue', residue: 'V600' })],
    ['malignancy expressing G12D mutated KRAS', change('KRAS', 'G12D')],
    ['KRAS-G12V mutation', change('KRAS', 'G12V')],
    ['EGFR wild-type', not(alteration('EGFR', { kind: 'mutation' }))],
    [
      'Advanced NSCLC with KRAS non-G12C mutations',
      all(alteration('KRAS', { kind: 'mutation' }), not(change('KRAS', 'G12C'))),
    ],
    ['Known ALK rearrangement', alteration('ALK', { kind: 'fusion', partner: null })],
    ['HER2 amplification', alteration('ERBB2', { kind: 'amplification' })],
    ['MET exon 14 skipping', alteration('MET', { kind: 'exon', exon: 14, change: 'skipping' })],
    ['without EGFR mutations', not(alteration('EGFR', { kind: 'mutation' }))],
    [
      'EGFR sensitive mutations: EGFR L858R, EGFR exon 19 deletion',
      any(
        change('EGFR', 'L858R'),
        alteration('EGFR', { kind: 'exon', exon: 19, change: 'deletion' }),
      ),
    ],
  ])('%s', (text, rule) => {
    expect(read(text).rule).toEqual(rule);
  });

  it('excludes for any change of a list', () => {
    const text = 'Patients with EGFR L858R mutation, EGFR 19DEL mutation or EGFR T790M positive';
    expect(read(text, 'exclusion').rule).toEqual(
      any(
        change('EGFR', 'L858R'),
        alteration('EGFR', { kind: 'exon', exon: 19, change: 'deletion' }),
        change('EGFR', 'T790M'),
      ),
    );
  });

  it('turns a finding that was absent round', () => {
    expect(read('EGFR mutations were negative', 'exclusion').rule).toEqual(
      not(alteration('EGFR', { kind: 'mutation' })),
    );
  });

  it("takes a gene in a drug's name for no finding", () => {
    expect(read('Previously received a KRAS G12C inhibitor', 'exclusion').rule).toEqual(
      asks({ kind: 'prior-therapy', classes: ['kras-g12c'], agents: [] }),
    );
    expect(
      read('Prior use of agents that target the KRAS/BRAF/MEK/ERK pathway', 'exclusion').rule,
    ).toBeNull();
  });

  it('reads no gene from a word of the language', () => {
    expect(read('Patients who have met all goals').rule).toBeNull();
  });
});

describe('reading conditions and earlier therapy', () => {
  it('keeps the side of a criterion apart from its negation', () => {
    const hiv = asks({ kind: 'condition', condition: 'hiv' });
    expect(read('Seronegative for HIV antibody').rule).toEqual(not(hiv));
    expect(read('HIV infection', 'exclusion').rule).toEqual(hiv);
  });

  it('reads earlier classes of therapy', () => {
    expect(
      read('Prior treatment with anti-PD-1, anti-PD-L1 or anti-CTLA4 agents', 'exclusion').rule,
    ).toEqual(asks({ kind: 'prior-therapy', classes: ['pd-1', 'ctla-4'], agents: [] }));
    expect(read('Received at least one platinum-based chemotherapy').rule).toEqual(
      asks({ kind: 'prior-therapy', classes: ['platinum'], agents: [] }),
    );
  });
});

describe('what is left to a person', () => {
  it('says that a criterion goes on', () => {
    expect(
      read('HLA-A*11:01 positive as confirmed by the Department of Transfusion Medicine').rest,
    ).toBe('more');
  });

  it('says that there are alternatives', () => {
    expect(read('KRAS G12C mutation or another alteration of the pathway').rest).toBe(
      'alternatives',
    );
  });

  it('leaves what holds for some patients only', () => {
    expect(read('If EGFR mutated, must have had osimertinib').rule).toBeNull();
    expect(read('Patients with 3 or fewer brain metastases are eligible').rule).toBeNull();
    expect(
      read('Women of child-bearing potential must have a negative pregnancy test').rule,
    ).toBeNull();
  });

  it('reads nothing behind an exception', () => {
    expect(
      read(
        'Total bilirubin ≤ 2.0 mg/dL, except in Gilbert syndrome, who must have bilirubin < 3.0 mg/dL',
      ),
    ).toMatchObject({
      rule: asks({ kind: 'analyte', analyte: 'bilirubin', bounds: { least: null, most: 2 } }),
      rest: 'alternatives',
    });
  });
});

// Each a line of a registered trial that was read wrongly once.
describe('lines that mislead', () => {
  it('takes a pregnancy test for no pregnancy', () => {
    expect(
      read('Woman of childbearing potential must have a negative pregnancy test').rule,
    ).toBeNull();
    expect(read('A negative pregnancy test').rule).toBeNull();
  });

  it('reads a list with names that it does not know not at all', () => {
    expect(
      read('Melanoma with defects in one of the following genes: KRAS, FOO1, BRAF').rule,
    ).toBeNull();
    expect(read('Mutations in FOO1, KRAS').rule).toBeNull();
    expect(read('(1) KRAS mutation; (2) EGFR mutation; or (3) a glioma').rule).toBeNull();
  });

  it('reads one gene under two names, and mutations or alterations of a list', () => {
    const twice = read('HRAS, NRAS, BRAF or HER2 (ERBB2) mutations').rule;
    expect(twice).toEqual(
      any(
        ...['HRAS', 'NRAS', 'BRAF', 'ERBB2'].map((gene) => alteration(gene, { kind: 'mutation' })),
      ),
    );
    const both = read('ROS1 mutations or alterations').rule;
    expect(both).toMatchObject({ kind: 'any', rules: { length: 4 } });
  });

  it('asks for both where an `and` follows an `or`', () => {
    expect(read('EGFR mutation or ALK fusion and active CNS metastases').rule).toMatchObject({
      kind: 'all',
      rules: [{ kind: 'any' }, { requirement: { kind: 'condition' } }],
    });
  });

  it('takes changes that a later sentence also lets in', () => {
    expect(
      read(
        'Tumour expressing G12D mutated KRAS. Patients with G12D mutated NRAS will also be eligible',
      ),
    ).toMatchObject({ rule: any(change('KRAS', 'G12D'), change('NRAS', 'G12D')), rest: 'more' });
  });

  it('limits both enzymes by one limit, and leaves one that no blood could have', () => {
    const uln = (analyte: 'altByUln' | 'astByUln') =>
      asks({ kind: 'analyte', analyte, bounds: { least: null, most: 5 } });
    expect(read('Serum ALT/AST ≤ 5.0 x ULN')).toMatchObject({
      rule: all(uln('altByUln'), uln('astByUln')),
      rest: 'none',
    });
    expect(read('Hemoglobin > 90 g/dL').rule).toBeNull();
  });

  it('reads numbers that are spelt as well', () => {
    const status = { least: null, most: 1 };
    expect(read('ECOG performance status zero (0) to 1').rule).toEqual(
      asks({ kind: 'ecog', status }),
    );
    expect(read('ECOG performance status 0 (zero) or 1 (one)').rule).toEqual(
      asks({ kind: 'ecog', status }),
    );
  });

  it('leaves another score its say', () => {
    expect(read('ECOG of 0 or 1 (solid tumors) or KPS ≥ 70 (glioma)').rest).toBe('alternatives');
  });

  it('excludes for no steroids that another condition is treated with', () => {
    expect(
      read('History of interstitial lung disease requiring steroid therapy', 'exclusion').rule,
    ).toEqual(asks({ kind: 'condition', condition: 'interstitialLungDisease' }));
    expect(read('Requiring systemic steroids', 'exclusion').rule).toEqual(
      asks({ kind: 'condition', condition: 'steroids' }),
    );
  });

  it('takes a wash-out for no earlier therapy that has to be', () => {
    expect(read('At least 28 days since the last prior anti-PD-1 antibody').rule).toBeNull();
  });

  it('asks for each of several earlier therapies, and excludes for any', () => {
    const had = (id: string) => asks({ kind: 'prior-therapy', classes: [id], agents: [] });
    const text = 'Prior anti-PD-1 therapy and platinum-based chemotherapy';
    expect(read(text).rule).toEqual(all(had('pd-1'), had('platinum')));
    expect(read(text, 'exclusion').rule).toEqual(
      asks({ kind: 'prior-therapy', classes: ['pd-1', 'platinum'], agents: [] }),
    );
  });

  it('tells an exclusion that goes on from one that is narrowed', () => {
    const rest = (text: string) => read(text, 'exclusion').rest;
    expect(rest('Active autoimmune disease in the past 2 years')).toBe('more');
    expect(rest('Active autoimmune disease or any immunodeficiency')).toBe('alternatives');
    expect(rest('Prior immunotherapy, including anti-PD-1 agents')).toBe('alternatives');
  });

  it('reads a diagnosis with the types that it leaves out', () => {
    expect(
      read('Histologically or cytologically confirmed solid tumors (excluding NSCLC)'),
    ).toMatchObject({
      rule: all(
        asks({ kind: 'tumour-type', codes: ['SOLID'] }),
        not(asks({ kind: 'tumour-type', codes: ['NSCLC'] })),
      ),
      rest: 'none',
    });
    expect(read('Histologically confirmed NSCLC with EGFR mutation').rule).toEqual(
      all(
        asks({ kind: 'tumour-type', codes: ['NSCLC'] }),
        alteration('EGFR', { kind: 'mutation' }),
      ),
    );
    expect(read('Histologically confirmed NSCLC or EGFR mutation').rest).toBe('alternatives');
    expect(read('Histologically confirmed NSCLC or MSI-H').rule).toBeNull();
    expect(read('History of confirmed melanoma', 'exclusion').rule).toBeNull();
  });
});
