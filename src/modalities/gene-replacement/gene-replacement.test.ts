import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { beforeAll, describe, expect, it } from 'vitest';

import { emptyFindings, modalityFaults } from '../../../test/contract/check-modality.js';
import { importFrom } from '../../cli/case-flags.js';
import { quietContext } from '../../core/context.js';
import { featureSequence } from '../../engines/constructs/feature-sequence.js';
import { isSameCircle } from '../../engines/constructs/cloning/circle.js';
import { joinOverlaps } from '../../engines/constructs/cloning/gibson-fragments.js';
import { joinOverhangs } from '../../engines/constructs/cloning/golden-gate.js';
import { translateCodons } from '../../engines/genome/consequence/codons.js';
import type { DriverFinding, SecondHit } from '../../findings/drivers/driver-finding.js';
import { findDrivers } from '../../findings/drivers/find-drivers.js';
import type { Findings } from '../../findings/findings.js';
import { type Engines, openEngines } from '../../pipeline.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import type { AnyModality } from '../index.js';
import { geneReplacement } from './gene-replacement.js';
import type { GeneReplacementDesign } from './gene-replacement-design.js';
import type { GeneReplacementOptions } from './options.js';
import { suppressorLosses } from './find-suppressor-losses.js';

let engines: Engines;
let lungA: Findings;
let designed: readonly GeneReplacementDesign[];

async function designs(
  findings: Findings,
  options: Partial<GeneReplacementOptions> = {},
): Promise<readonly GeneReplacementDesign[]> {
  return geneReplacement.design(
    findings,
    { ...geneReplacement.defaults, ...options },
    engines,
    quietContext({ seed: 1 }),
  );
}

async function designOf(
  gene: string,
  findings: Findings,
  options: Partial<GeneReplacementOptions> = {},
): Promise<GeneReplacementDesign> {
  const found = (await designs(findings, { maxGenes: 20, ...options })).find(
    (design) => design.gene === gene,
  );
  if (found === undefined) throw new Error(`no design for ${gene}`);
  return found;
}

function driver(changes: Partial<DriverFinding> = {}): DriverFinding {
  return {
    variantId: 'v1',
    chromosome: '19',
    start0: 1_220_000,
    reference: 'C',
    alternate: 'T',
    filters: [],
    geneSymbol: 'STK11',
    role: { value: 'suppressor', sources: [{ name: 'a test' }] },
    transcript: null,
    terms: [],
    effect: 'stop-gained',
    change: 'Q37*',
    lossOfFunction: true,
    hotspot: null,
    secondHit: { kind: 'copy-lost', reason: 'a test' },
    oncogenicity: {
      points: 8,
      class: 'likely-oncogenic',
      criteria: [],
      source: { name: 'a test' },
    },
    ...changes,
  };
}

function findingsOf(...drivers: readonly DriverFinding[]): Findings {
  const empty = emptyFindings();
  return {
    ...empty,
    tumour: {
      ...empty.tumour,
      variantCount: drivers.length,
      tumourType: { kind: 'given', value: 'LUAD', from: 'a test' },
    },
    drivers,
  };
}

function emptyVariants(): Findings {
  return findingsOf();
}

/** A tumour that lost both copies of ATM, by a variant within its record of the panel. */
async function atmFindings(): Promise<Findings> {
  const reference = await engines.editing.reference('GRCh38');
  const atm = [...(reference?.transcripts() ?? [])].find(({ geneSymbol }) => geneSymbol === 'ATM');
  const exon = atm?.exons[5];
  if (exon === undefined) throw new Error('the panel has no ATM');
  const at = driver({ geneSymbol: 'ATM', chromosome: '11', start0: exon.start0 + 5 });
  const findings = findingsOf(at);
  return {
    ...findings,
    tumour: { ...findings.tumour, build: { kind: 'given', value: 'GRCh38', from: 'a test' } },
  };
}

/** A tumour of the lung that lost VHL, whose protein of 213 residues is soon designed for. */
const small = (): Findings =>
  findingsOf(driver({ geneSymbol: 'VHL', chromosome: '3', start0: 10_142_000 }));

describe('gene replacement', () => {
  beforeAll(async () => {
    engines = await openEngines(openPackStore());
    const path = fileURLToPath(new URL('../../../data/demo/lung-a/case.yaml', import.meta.url));
    const context = quietContext();
    const tumour = await importFrom({ path, text: readFileSync(path, 'utf8') }, {}, context);
    const { build, tumourType, copyNumber } = tumour;
    const empty = emptyFindings();
    lungA = {
      ...empty,
      tumour: { ...empty.tumour, build, tumourType, variantCount: 1 },
      drivers: findDrivers(tumour, engines.drivers),
      copyNumber,
    };
  });

  it('keeps the contract of modalities', async () => {
    const modality = geneReplacement as unknown as AnyModality;
    expect(await modalityFaults(modality, [modality], [small()], engines)).toEqual([]);
  });

  it('puts STK11 back in the demo tumour, which lost both copies, within three seconds of work', async () => {
    const before = process.cpuUsage();
    designed = await designs(lungA);
    const [first, ...others] = designed;
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(3);
    expect(geneReplacement.assess(lungA).verdict).toBe('fits');
    expect(first).toMatchObject({
      label: 'STK11 E165*',
      loss: 'both-copies',
      accession: 'Q15831',
      organ: 'lung',
    });
    // Adenovirus 5 was given into tumours of the lung (CAN-2409).
    expect(first?.vectors[0]?.vectorId).toBe('ad5-e1e3');
    expect(others.map(({ label, loss }) => ({ label, loss }))).toEqual([
      { label: 'RB1 splice site', loss: 'one-copy' },
    ]);
    expect(first?.leftOut.map(({ label }) => label)).toContain('TP53 R158L');
  });

  it('makes sequences that translate to what they claim, in vectors whose fragments join to them', async () => {
    const all = await designs(small(), { genes: 'TP53,TUSC2,CDKN2A', maxGenes: 9 });
    expect(all.map(({ gene }) => gene).sort()).toEqual(['CDKN2A', 'TP53', 'TUSC2', 'VHL']);
    for (const { protein, accession, coding, vectors, gene } of all) {
      expect(engines.healthyProteome.sequenceOf(accession ?? '')).toBe(protein);
      expect(translateCodons(coding?.sequence ?? '', 1)).toBe(protein);
      for (const { construct, cloning, checks } of vectors) {
        const cds = construct.features.find(({ role, label }) => role === 'CDS' && label === gene);
        if (cds === undefined) throw new Error(`${construct.id} has no CDS of ${gene}`);
        expect(featureSequence(construct, cds)).toBe(`${coding?.sequence}TAA`);
        expect(checks.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
        if (cloning.kind !== 'gibson') throw new Error(`${construct.id} is not to be ordered`);
        const { fragments, vector } = cloning.assembly;
        expect(isSameCircle(construct.sequence, joinOverlaps([vector, ...fragments]))).toBe(true);
      }
    }
  });

  it('tells of vectors of which the same is said in one row', () => {
    const [design] = designed;
    if (design === undefined) throw new Error('no design');
    const [section] = geneReplacement.report(design, lungA);
    const table = section?.blocks.find(
      (block) => block.kind === 'table' && block.caption.startsWith('Every vector'),
    );
    if (table?.kind !== 'table') throw new Error('no table of vectors');
    const names = table.rows.map(([cell]) => (cell?.kind === 'text' ? cell.text : ''));
    expect(names.some((name) => name.startsWith('AAV1, AAV2, AAV3B'))).toBe(true);
    // Each vector of the catalogue is named once.
    const all = names.flatMap((name) => name.split(', AAV')).length;
    expect(names.join(', ').length).toBe(
      design.carriers.map(({ vectorName }) => vectorName).join(', ').length,
    );
    expect(all).toBeGreaterThan(10);
  });

  it('differs from the mRNA of the gene, so that a guide against that spares the payload', async () => {
    const [design] = designed;
    if (design === undefined) throw new Error('no design');
    const { coding, nativeTranscript } = design;
    // LRG_319 is the record of STK11.
    expect(nativeTranscript).toBe('LRG_319t1');
    const reference = await engines.editing.reference('GRCh38');
    const transcript = reference?.transcript('LRG_319t1');
    if (transcript == null || transcript.cds === null) throw new Error('no transcript');
    const native = transcript.cdna.slice(transcript.cds.start0, transcript.cds.end0);
    const sequence = coding?.sequence ?? '';
    for (let at = 0; at + 15 <= native.length; at++) {
      expect(sequence.includes(native.slice(at, at + 15))).toBe(false);
    }
    expect(coding?.longestShared).toBeLessThan(15);
    expect(coding?.cpgCount).toBeLessThan(coding?.nativeCpgCount ?? 0);
  });

  it('says that replacement alone will not do where the mutated protein is dominant negative', async () => {
    const r175h = driver({
      geneSymbol: 'TP53',
      chromosome: '17',
      start0: 7_675_087,
      effect: 'missense',
      change: 'R175H',
      hotspot: null,
    });
    const findings = findingsOf(r175h);
    const design = await designOf('TP53', findings);
    const { loss, claims, toTest, precedents } = design;
    expect(loss).toBe('dominant-negative');
    expect(claims.some(({ value }) => value.startsWith('replacement alone will not do'))).toBe(
      true,
    );
    expect(toTest.some((test) => test.includes('silenced or corrected'))).toBe(true);
    const [section] = geneReplacement.report(design, findings);
    const notices = section?.blocks.flatMap((block) =>
      block.kind === 'notice' ? [block.text] : [],
    );
    expect(notices?.[0]).toContain('Replacement alone will not do');
    expect(precedents.map(({ name }) => name)).toContain('Gendicine (rAd-p53)');
  });

  it('does not build what no virus takes, and names what would', async () => {
    const atm = await atmFindings();
    const design = await designOf('ATM', atm);
    expect(design.vectors).toEqual([]);
    expect(geneReplacement.constructs(design)).toEqual([]);
    expect(geneReplacement.orders(design)).toEqual([]);
    // ATM has 3,056 residues: CMV 584, Kozak 6, 3 x 3,056, stop 3, bGH 225.
    expect(design.tooLong?.insertBp).toBe(9986);
    expect(design.tooLong?.onlyIn).toContain('adenovirus 5, helper-dependent');
    expect(design.tooLong?.onlyIn).not.toContain('adenovirus 5, E1 and E3 deleted');
    const text = JSON.stringify(geneReplacement.report(design, atm));
    expect(text).toContain('ATM does not fit');
    const verdict = (id: string): string | undefined =>
      design.carriers.find(({ vectorId }) => vectorId === id)?.verdict;
    expect(verdict('aav9')).toBe('does-not-fit');
    // A gene that is built comes before one that is not.
    const all = await designs(atm, { genes: 'TUSC2' });
    expect(all.map(({ gene }) => gene)).toEqual(['TUSC2', 'ATM']);
  });

  it('builds a long gene all the same where that is asked for', async () => {
    // ARID1A has 2,285 residues.
    const [design] = await designs(emptyVariants(), { genes: 'ARID1A', large: true });
    const vectors = design?.vectors ?? [];
    // 7,673 bp: 173 over the 7,500 of adenovirus 5, within its 8,000; 2,600 over AAV.
    expect(vectors.map(({ vectorId }) => vectorId)).toEqual(['ad5-e1e3', 'lentivirus-sin']);
    const size = vectors[0]?.checks.find(({ id }) => id === 'packaging-size');
    expect(size).toMatchObject({ verdict: 'warn' });
    expect(size?.reason).toContain('173 over the 7500 bp');
  });

  it('tells which copies are lost by the second hit', () => {
    const kindOf = (changes: Partial<DriverFinding>): string | undefined =>
      suppressorLosses(findingsOf(driver(changes)), []).losses[0]?.kind;
    const hit = (kind: SecondHit['kind']): Partial<DriverFinding> => ({
      secondHit: { kind, reason: 'a test', variants: [] } as SecondHit,
    });
    expect(kindOf(hit('copy-lost'))).toBe('both-copies');
    expect(kindOf(hit('second-variant'))).toBe('both-copies');
    expect(kindOf(hit('retained'))).toBe('one-copy');
    expect(kindOf(hit('unknown'))).toBe('unknown');
    // p53 truncated before its tetramers form holds nothing down; a missense change of the binding domain does.
    const p53 = { geneSymbol: 'TP53', chromosome: '17' };
    expect(kindOf({ ...p53, change: 'R196*' })).toBe('both-copies');
    const missense = { ...p53, effect: 'missense', change: 'R175H' } as const;
    expect(kindOf({ ...missense })).toBe('dominant-negative');
    expect(kindOf({ ...missense, change: 'P72R' })).toBe('both-copies');
  });

  it('passes over what is not known to damage, failed a filter, or is an oncogene', () => {
    const losses = (one: DriverFinding, named: readonly string[] = []) =>
      suppressorLosses(findingsOf(one), named);
    const harmless = losses(driver({ lossOfFunction: false, effect: 'missense', change: 'A1V' }));
    expect(harmless.losses).toEqual([]);
    expect(harmless.passedOver[0]?.reason).toContain('not known to damage STK11');
    const filtered = losses(driver({ filters: ['germline'] }));
    expect(filtered.passedOver[0]?.reason).toBe("failed the caller's filter: germline");
    const oncogene = driver({
      geneSymbol: 'KRAS',
      role: { value: 'oncogene', sources: [{ name: 'a test' }] },
    });
    expect(losses(oncogene).losses).toEqual([]);
    expect(losses(oncogene, ['KRAS']).losses).toEqual([]);
    expect(losses(oncogene, ['KRAS']).passedOver[0]?.reason).toContain('known as an oncogene');
  });

  it('counts one lost copy of PTEN, whose dose matters, as a reason to put it back', () => {
    const one = { secondHit: { kind: 'retained', reason: 'a test' } } as const;
    const pten = findingsOf(driver({ ...one, geneSymbol: 'PTEN' }));
    expect(geneReplacement.assess(pten).verdict).toBe('fits');
    const stk11 = findingsOf(driver(one));
    expect(geneReplacement.assess(stk11).verdict).toBe('cannot-say');
  });

  it('says what it cannot tell of a tumour without a lost suppressor', async () => {
    expect(geneReplacement.assess(emptyFindings()).verdict).toBe('cannot-say');
    expect(await designs(emptyFindings())).toEqual([]);
    const none = findingsOf();
    expect(geneReplacement.assess(none).reasons[0]?.value).toContain('name the gene in `genes`');
    expect(await designs(none)).toEqual([]);
  });

  it('joins by Golden Gate where that is asked for and an enzyme leaves the construct whole', async () => {
    const { vectors } = await designOf('VHL', small(), {
      assembly: 'golden-gate',
      vectorsPerGene: 6,
    });
    const kinds = vectors.map(({ cloning }) => cloning.kind);
    expect(kinds).toContain('golden-gate');
    const aav = vectors.find(({ vectorId }) => vectorId.startsWith('aav'))?.cloning;
    expect(aav?.kind === 'not-possible' ? aav.because : '').toContain('fold on themselves');
    for (const { construct, cloning } of vectors) {
      if (cloning.kind !== 'golden-gate') continue;
      const { fragments, vector, enzyme } = cloning.assembly;
      const joined = joinOverhangs([vector, ...fragments], enzyme);
      expect(isSameCircle(construct.sequence, joined)).toBe(true);
    }
  });

  it('cuts the message where the miRNA of a named site is made', async () => {
    const { vectors } = await designOf('VHL', small(), { detarget: 'mirt-122,mirt-122' });
    const sites = vectors[0]?.construct.features.filter(({ partId }) => partId === 'mirt-122');
    expect(sites).toHaveLength(2);
  });

  it('refuses options it cannot keep to, by name', async () => {
    await expect(designs(lungA, { promoter: 'promoter-none' })).rejects.toThrow(
      'no promoter "promoter-none"',
    );
    await expect(designs(lungA, { detarget: 'wpre' })).rejects.toThrow('mirna_target_site');
    await expect(designs(lungA, { route: 'by mouth' })).rejects.toThrow('no route "by mouth"');
    await expect(designs(lungA, { vendor: 'x' })).rejects.toThrow('no vendor "x"');
    await expect(designs(lungA, { maxGenes: 0 })).rejects.toThrow('maxGenes is 0');
    await expect(designs(lungA, { cpgCost: -1 })).rejects.toThrow('cpgCost is -1');
  });

  it('leaves out a gene of which nothing at hand holds the protein, and says so', async () => {
    const [first] = await designs(small(), { genes: 'NOGENE1', maxGenes: 9 });
    expect(first?.leftOut).toContainEqual({
      label: 'NOGENE1',
      reason: 'neither the parts library nor a reference at hand holds NOGENE1',
    });
  });
});
