import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { PackManifest } from '../../packs/pack-store.js';
import { ADVERSE_EVENT_SOURCES, pooledAdverseEvents } from './checkpoint-adverse-events.js';
import { CHECKPOINT_CAUTIONS } from './checkpoint-cautions.js';
import { INDICATIONS_AS_OF } from './checkpoint-indication.js';
import { CHECKPOINT_INDICATIONS, INDICATIONS_TO_VERIFY } from './checkpoint-indications.js';
import { RESISTANCE_EVIDENCE, RESISTANCE_TO_VERIFY } from './checkpoint-resistance.js';
import { CHECKPOINT_TUMOURS, isCheckpointTumour } from './checkpoint-tumours.js';
import { ONCOTREE_PACK_ID, openOncoTree } from './oncotree.js';

function packFile(name: string): Uint8Array {
  return readFileSync(new URL(`../../../data/${name}`, import.meta.url));
}

const manifest = JSON.parse(
  Buffer.from(packFile(`${ONCOTREE_PACK_ID}.manifest.json`)).toString('utf8'),
) as PackManifest;
const tree = openOncoTree({ manifest, bytes: packFile(manifest.file) });

describe('tumour types of the labels', () => {
  it('are codes of the current OncoTree, none twice', () => {
    for (const { codes, perhaps } of Object.values(CHECKPOINT_TUMOURS)) {
      const all: readonly string[] = [...codes, ...perhaps];
      expect([...new Set(all)]).toEqual(all);
      expect(all.filter((code) => tree.node(code) === null)).toEqual([]);
    }
  });

  it.each([
    // What the tree has below and the list leaves out is not a cancer of that name.
    ['melanoma', 'MEL', ['SKCN']],
    ['renal', 'RCC', ['RAML', 'ROCY', 'RSCC']],
    ['headNeckSquamous', 'HNSC', []],
    ['endometrial', 'UCEC', []],
    ['pleuralMesothelioma', 'PLMESO', []],
    ['hodgkin', 'CHL', []],
    ['colorectal', 'COADREAD', ['CAIS']],
    ['nsclc', 'NSCLC', ['CMPT']],
    ['gastricOrEsophagealAdeno', 'EGC', ['STSC']],
  ] as const)('hold all that OncoTree has below %s', (key, root, left) => {
    const codes: readonly string[] = CHECKPOINT_TUMOURS[key].codes;
    const below = [root, ...tree.descendants(root).map(({ code }) => code)];
    expect(below.filter((code) => !codes.includes(code))).toEqual(left);
  });

  it('take every type outside blood and lymph as solid', () => {
    for (const { code } of tree.nodes) {
      const isBlood = ['LYMPH', 'MYELOID'].some(
        (tissue) =>
          code === tissue || tree.ancestors(code).some((ancestor) => ancestor.code === tissue),
      );
      expect([code, isCheckpointTumour('solid', code)]).toEqual([code, isBlood ? 'no' : 'yes']);
    }
  });

  it('say perhaps where a code says less than the label asks', () => {
    expect(isCheckpointTumour('nsclcSquamous', 'LUSC')).toBe('yes');
    expect(isCheckpointTumour('nsclcSquamous', 'NSCLC')).toBe('perhaps');
    expect(isCheckpointTumour('nsclcSquamous', 'LUAD')).toBe('no');
  });
});

describe('the tables', () => {
  it('cite a source for every row, with something to find it by', () => {
    const rows = [
      ...CHECKPOINT_INDICATIONS,
      ...CHECKPOINT_CAUTIONS,
      ...RESISTANCE_EVIDENCE,
      { sources: ADVERSE_EVENT_SOURCES },
    ];
    for (const { sources } of rows) {
      for (const { pmid, doi, url, accession } of sources) {
        expect([pmid, doi, url, accession].some((one) => one !== undefined)).toBe(true);
      }
    }
  });

  it('have one row an id, none approved after the date they are as of', () => {
    const ids = CHECKPOINT_INDICATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(70);
    for (const { date } of CHECKPOINT_INDICATIONS) {
      if (date !== null) expect(date <= INDICATIONS_AS_OF).toBe(true);
    }
  });

  it('hold the approvals that ask for no biomarker', () => {
    const free = new Set(
      CHECKPOINT_INDICATIONS.filter(({ criteria }) => criteria.length === 0).map(
        ({ tumour }) => tumour,
      ),
    );
    for (const tumour of [
      'melanoma',
      'renal',
      'hepatocellular',
      'pleuralMesothelioma',
      'cutaneousSquamous',
      'merkel',
      'nasopharyngeal',
      'anal',
      'sclc',
      'urothelial',
      'biliary',
    ] as const) {
      expect(free).toContain(tumour);
    }
  });

  // The FDA's letters of 22 May 2025: first-line stomach and esophagus need PD-L1 of 1 or more.
  it('ask PD-L1 of 1 or more of every first-line use in stomach and esophagus', () => {
    const gastric = CHECKPOINT_INDICATIONS.filter(
      ({ tumour, setting }) =>
        (tumour.startsWith('gastric') || tumour === 'esophagealSquamous') &&
        setting === 'first-line',
    );
    expect(gastric.length).toBeGreaterThan(2);
    for (const { criteria } of gastric) {
      expect(criteria.some((one) => one.kind === 'pdl1' && one.atLeast === 1)).toBe(true);
    }
  });

  it('keep what was not read apart', () => {
    expect(INDICATIONS_TO_VERIFY.length).toBeGreaterThan(0);
    expect(RESISTANCE_TO_VERIFY.length).toBeGreaterThan(0);
  });

  // Rows of the pooled table: nivolumab pneumonitis 84 of 2,319 in 25 arms, ALL PD-1 colitis grade 3-5 50 of 4,518 in 32.
  it('give pooled adverse events by drug and by class', () => {
    const nivolumab = pooledAdverseEvents('nivolumab') ?? [];
    expect(nivolumab.find(({ event }) => event === 'Pneumonitis')?.anyGrade).toEqual({
      events: 84,
      patients: 2319,
      arms: 25,
    });
    const pd1 = pooledAdverseEvents('PD-1') ?? [];
    expect(pd1.find(({ event }) => event === 'Colitis')?.severe).toEqual({
      events: 50,
      patients: 4518,
      arms: 32,
    });
    expect(pooledAdverseEvents('ipilimumab')).toBeNull();
  });
});
