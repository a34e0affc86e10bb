import { describe, expect, it } from 'vitest';

import { emptyFindings } from '../../../test/contract/check-modality.js';
import type { FusionRow } from '../../case/tumour-case.js';
import { genomicPosition, type TranscriptId } from '../../core/brands.js';
import { quietContext } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { EVIDENCE_PACK_ID, openEvidenceLibrary } from '../../engines/evidence/evidence-library.js';
import { ONCOTREE_PACK_ID, openOncoTree } from '../../engines/evidence/oncotree.js';
import { openReference } from '../../engines/genome/reference-pack.js';
import type { DriverFinding } from '../../findings/drivers/driver-finding.js';
import type { Findings } from '../../findings/findings.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import type { DesignEngines } from '../modality.js';
import { DEFAULT_TARGETED_THERAPY_OPTIONS } from './options.js';
import { targetedTherapy } from './targeted-therapy.js';
import type { TargetedTherapyDesign } from './targeted-therapy-design.js';

const store = openPackStore();
const library = openEvidenceLibrary(await store.load(EVIDENCE_PACK_ID));
const tree = openOncoTree(await store.load(ONCOTREE_PACK_ID));
const reference = openReference(await store.load('reference-panel-grch37'));

const engines = {
  evidence: { library: async () => library, oncoTree: async () => tree },
  editing: { reference: async () => reference },
} as unknown as DesignEngines;

interface Planned {
  readonly tumourType?: string;
  readonly drivers?: readonly DriverFinding[];
  readonly fusions?: readonly FusionRow[];
  readonly segments?: readonly (readonly [string, number, number, number])[];
  readonly normalSample?: string;
  readonly lab?: Partial<Findings['biomarkers']['lab']>;
}

function tumour({
  tumourType,
  drivers = [],
  fusions,
  segments,
  normalSample = 'N',
  lab = {},
}: Planned): Findings {
  const given = <T>(value: T) => ({ kind: 'given', value, from: 'test' }) as const;
  const empty = emptyFindings();
  const missing = { kind: 'missing', reason: 'not given' } as const;
  return {
    ...empty,
    tumour: {
      ...empty.tumour,
      build: given('GRCh37'),
      tumourType: tumourType === undefined ? missing : given(tumourType),
      normalSample: normalSample === '' ? missing : given(normalSample),
      variantCount: drivers.length,
    },
    drivers,
    biomarkers: { ...empty.biomarkers, lab: { ...empty.biomarkers.lab, ...lab } },
    fusions: fusions === undefined ? missing : given(fusions),
    copyNumber:
      segments === undefined
        ? missing
        : given(
            segments.map(([chromosome, start0, end0, totalCopies]) => ({
              ...genomicPosition(chromosome, start0, end0),
              totalCopies,
              minorCopies: null,
            })),
          ),
  };
}

/** A driver at a place of GRCh37, `7-55259515-T-G`. */
function driver(
  gene: string,
  place: string,
  change: string,
  more: Partial<DriverFinding> = {},
): DriverFinding {
  const [chromosome = '', position, reference = '', alternate = ''] = place.split('-');
  return {
    variantId: place,
    chromosome,
    start0: Number(position) - 1,
    reference,
    alternate,
    filters: [],
    geneSymbol: gene,
    role: { value: 'oncogene', sources: [{ name: 'test' }] },
    transcript: 'ENST00000000001' as TranscriptId,
    terms: ['missense_variant'],
    effect: 'missense',
    change,
    lossOfFunction: false,
    hotspot: null,
    secondHit: { kind: 'not-applicable', reason: 'test' },
    oncogenicity: { points: 6, class: 'likely-oncogenic', criteria: [], source: { name: 'test' } },
    ...more,
  };
}

function fusion(five: string, three: string): FusionRow {
  const partner = (symbol: string) => ({
    name: symbol,
    symbol,
    geneId: null,
    transcript: null,
    breakpoint: null,
    depth: null,
  });
  return {
    gene5: partner(five),
    gene3: partner(three),
    junctionReads: 10,
    spanningReads: null,
    inFrame: true,
    peptide: null,
    noPeptide: 'test',
    protein: null,
    confidence: 'high',
    tags: [],
    source: 'Arriba',
    line: 2,
  };
}

const L858R = driver('EGFR', '7-55259515-T-G', 'L858R');
const V600E = driver('BRAF', '7-140453136-A-T', 'V600E');
const R167Q = driver('VHL', '3-10191507-G-A', 'R167Q', { role: null });

async function design(findings: Findings, options = {}, warnings: string[] = []) {
  return targetedTherapy.design(
    findings,
    { ...DEFAULT_TARGETED_THERAPY_OPTIONS, ...options },
    engines,
    quietContext({ warn: (message) => warnings.push(message) }),
  );
}

const named = (designs: readonly TargetedTherapyDesign[], therapy: string) =>
  designs.find((one) => one.therapy === therapy);

describe('targeted therapy', () => {
  it('fits where anything is altered, and says why it does not', () => {
    const verdict = (findings: Findings) => targetedTherapy.assess(findings).verdict;
    expect(verdict(emptyFindings())).toBe('cannot-say');
    expect(verdict(tumour({}))).toBe('does-not-fit');
    expect(verdict(tumour({ drivers: [L858R] }))).toBe('fits');
    expect(verdict(tumour({ fusions: [fusion('EML4', 'ALK')] }))).toBe('fits');
  });

  it('gives a regimen with its levels, tiers, items and papers', async () => {
    const designs = await design(tumour({ tumourType: 'LUAD', drivers: [L858R] }), {
      maxTherapies: 100,
    });
    const erlotinib = named(designs, 'Erlotinib');
    expect(erlotinib).toMatchObject({
      drugs: ['Erlotinib'],
      ampTier: 'I-A',
      escatTier: 'I',
      bestLevel: 'A',
      inThisTumour: true,
      alterations: [{ label: 'EGFR L858R', origin: 'somatic', filters: [] }],
    });
    // EID2994 of CIViC: erlotinib, EGFR L858R, non-small cell lung cancer, level A, PMID 24868098.
    expect(erlotinib?.supporting).toContainEqual(
      expect.objectContaining({
        evidence: 'EID2994',
        pmid: '24868098',
        level: 'A',
        relation: 'wider',
      }),
    );
    expect(erlotinib?.claims.flatMap(({ sources }) => sources)).toContainEqual(
      expect.objectContaining({ name: 'CIViC EID2994', pmid: '24868098', licence: 'CC0-1.0' }),
    );
    expect(designs.map(({ score }) => score)).toEqual(
      designs.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });

  it('counts evidence of another tumour type as such', async () => {
    const of = async (tumourType: string) =>
      named(
        await design(tumour({ tumourType, drivers: [V600E] }), { maxTherapies: 100 }),
        'Cetuximab + Encorafenib',
      );
    expect(await of('COADREAD')).toMatchObject({ inThisTumour: true, ampTier: 'I-A' });
    expect(await of('MEL')).toMatchObject({
      inThisTumour: false,
      ampTier: 'II-C',
      escatTier: 'III-A',
    });
  });

  it('lists the resistance of this tumour type beside what speaks for a drug', async () => {
    const designs = await design(tumour({ tumourType: 'COADREAD', drivers: [V600E] }), {
      maxTherapies: 100,
    });
    const vemurafenib = named(designs, 'Vemurafenib');
    expect(vemurafenib?.standing).not.toBe('supported');
    expect(vemurafenib?.resistanceHere.length).toBeGreaterThan(0);
    for (const { says, relation } of vemurafenib?.resistanceHere ?? []) {
      expect(['no-sensitivity', 'resistance', 'reduced-sensitivity', 'adverse-response']).toContain(
        says,
      );
      expect(['same', 'wider', 'narrower', 'any']).toContain(relation);
    }
    const [first] = designs;
    expect(first?.other?.opposed.map(({ therapy }) => therapy)).toContain('Panitumumab');
    expect(designs.slice(1).every(({ other }) => other === null)).toBe(true);
  });

  it('finds fusions by either partner and says which resistance to look for', async () => {
    const designs = await design(tumour({ tumourType: 'LUAD', fusions: [fusion('EML4', 'ALK')] }), {
      maxTherapies: 100,
    });
    const crizotinib = named(designs, 'Crizotinib');
    expect(crizotinib).toMatchObject({ ampTier: 'I-A', inThisTumour: true });
    expect(crizotinib?.testNext.map(({ value }) => value)).toContainEqual(
      expect.stringMatching(
        /^at progression: ALK [A-Z]\d+[A-Z].*, with which EID\d+ reports resistance$/,
      ),
    );
    const other = await design(tumour({ tumourType: 'LUAD', fusions: [fusion('KLC1', 'ALK')] }));
    expect(
      named(other, 'Crizotinib')?.supporting.every(({ closeness }) => closeness === 'partner'),
    ).toBe(true);
  });

  it('reads amplifications and losses from copy numbers, and never one for the other', async () => {
    // The stretches hold ERBB2 and CDKN2A whole.
    const of = async (copies: number) =>
      design(
        tumour({
          tumourType: 'BRCA',
          segments: [
            ['17', 37_000_000, 39_000_000, copies],
            ['9', 21_000_000, 23_000_000, copies],
          ],
        }),
        { maxTherapies: 100 },
      );
    const amplified = await of(20);
    expect(named(amplified, 'Margetuximab')).toMatchObject({
      alterations: [{ label: 'ERBB2 amplification' }],
    });
    const asked = named(amplified, 'Neratinib, then Trastuzumab')?.testNext.map(
      ({ value }) => value,
    );
    expect(asked?.[0]).toContain('HER2-positive');
    const lost = await of(0);
    expect(lost.flatMap(({ alterations }) => alterations.map(({ label }) => label))).toContain(
      'CDKN2A deletion',
    );
    expect(named(lost, 'Margetuximab')).toBeUndefined();
    const profiles = (designs: readonly TargetedTherapyDesign[]) =>
      designs.flatMap(({ supporting, contradicting }) =>
        [...supporting, ...contradicting].map(({ profile }) => profile),
      );
    expect(profiles(amplified).filter((profile) => /deletion|loss/i.test(profile))).toEqual([]);
    expect(profiles(lost).filter((profile) => /amplification/i.test(profile))).toEqual([]);
  });

  it('takes instability, burden and PD-L1 from the laboratory', async () => {
    const given = <T>(value: T) => ({ kind: 'given', value, from: 'test' }) as const;
    const of = async (lab: Planned['lab']) => {
      const designs = await design(
        tumour({ tumourType: 'COADREAD', ...(lab === undefined ? {} : { lab }) }),
        {
          maxTherapies: 100,
        },
      );
      return new Set(designs.flatMap(({ alterations }) => alterations.map(({ label }) => label)));
    };
    expect(await of({ msi: given('MSI-H') })).toEqual(new Set(['MSI-H']));
    expect(await of({ msi: given('MSS') })).toEqual(new Set());
    const tmb = (mutationsPerMb: number) => ({ tmb: given({ mutationsPerMb, assay: null }) });
    expect(await of(tmb(12.3))).toEqual(new Set(['TMB 12.3/Mb']));
    expect(await of(tmb(9.9))).toEqual(new Set());
    expect(await of({ pdl1Tps: given({ value: 60, clone: '22C3' }) })).toEqual(
      new Set(['PD-L1 TPS 60 %']),
    );
    expect(await of({ pdl1Tps: given({ value: 0, clone: '22C3' }) })).toEqual(new Set());
  });

  it('flags what may be inherited, and keeps studies of inherited variants out of the designs', async () => {
    const tumourOnly = await design(
      tumour({ tumourType: 'LUAD', drivers: [L858R], normalSample: '' }),
    );
    expect(tumourOnly[0]?.alterations[0]?.origin).toBe('unknown');
    expect(tumourOnly[0]?.supporting[0]?.germline).toBe('possible');
    expect(tumourOnly[0]?.testNext.map(({ value }) => value)).toContain(
      'healthy tissue: whether EGFR L858R is inherited',
    );
    const designs = await design(tumour({ tumourType: 'CCRCC', drivers: [R167Q] }));
    const lines = designs.flatMap(({ supporting }) => supporting);
    expect(lines.every(({ germline }) => germline === 'none')).toBe(true);
    const germline = designs[0]?.other?.germline ?? [];
    expect(germline.length).toBeGreaterThan(10);
    expect(germline.every(({ ampTier, type }) => ampTier === null && type === 'Predisposing')).toBe(
      true,
    );
  });

  it('says where a tumour type is none of OncoTree, and then holds no evidence for of this type', async () => {
    const warnings: string[] = [];
    const designs = await design(tumour({ tumourType: 'LUADX', drivers: [L858R] }), {}, warnings);
    expect(warnings).toEqual([expect.stringMatching(/LUADX is no OncoTree code.*LUAD/)]);
    expect(
      designs.every(({ inThisTumour, ampTier }) => !inThisTumour && !ampTier.startsWith('I-')),
    ).toBe(true);
  });

  it('takes options, and names one that is out of its range', async () => {
    const findings = tumour({ tumourType: 'LUAD', drivers: [L858R] });
    expect((await design(findings, { maxTherapies: 2 })).length).toBe(2);
    const here = await design(findings, { maxTherapies: 100, otherTumourTypes: false });
    expect(here.every(({ inThisTumour }) => inThisTumour)).toBe(true);
    const strong = await design(findings, { maxTherapies: 100, weakEvidence: false });
    expect(strong.every(({ ampTier }) => ['I-A', 'I-B', 'II-C'].includes(ampTier))).toBe(true);
    await expect(design(findings, { maxTherapies: 0 })).rejects.toThrow(OptionError);
  });

  it('says where a drug of the regimen was given before', async () => {
    const findings = {
      ...tumour({ tumourType: 'LUAD', drivers: [L858R] }),
      priorTherapy: ['erlotinib 150 mg'],
    };
    const designs = await design(findings, { maxTherapies: 100 });
    expect(named(designs, 'Erlotinib')?.givenBefore).toEqual(['erlotinib 150 mg']);
    expect(named(designs, 'Gefitinib')?.givenBefore).toEqual([]);
  });

  it('says that its packs are not installed', async () => {
    const none = {
      ...engines,
      evidence: { library: async () => null, oncoTree: async () => tree },
    };
    const warnings: string[] = [];
    const designs = await targetedTherapy.design(
      tumour({ drivers: [L858R] }),
      DEFAULT_TARGETED_THERAPY_OPTIONS,
      none as DesignEngines,
      quietContext({ warn: (message) => warnings.push(message) }),
    );
    expect([designs, warnings]).toEqual([[], [expect.stringContaining('civic-evidence')]]);
  });

  it('reports each regimen, and beside the first what was found besides', async () => {
    const findings = tumour({ tumourType: 'COADREAD', drivers: [V600E, R167Q] });
    const designs = await design(findings, { maxTherapies: 3 });
    const captions = designs.map((one) =>
      targetedTherapy
        .report(one, findings)
        .flatMap(({ blocks }) => blocks)
        .flatMap((block) => (block.kind === 'table' ? [block.caption] : [])),
    );
    expect(captions[0]).toEqual(
      expect.arrayContaining([
        'Speaks for it',
        'Therapies that evidence speaks against',
        'Prognosis and diagnosis',
        'Of inherited variants',
      ]),
    );
    expect(captions[1]).not.toContain('Of inherited variants');
    expect(targetedTherapy.model(designs[0] as TargetedTherapyDesign, findings)).toBeNull();
  });
});
