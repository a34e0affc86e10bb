import { describe, expect, it } from 'vitest';

import { dossierFixture } from '../../test/support/dossier-fixture.js';
import type { Section } from '../core/document.js';
import type { DriverFinding } from '../findings/drivers/driver-finding.js';
import { driversSection } from './drivers-section.js';

const standard = { name: 'ClinGen/CGC/VICC oncogenicity, 2022', doi: '10.1016/j.gim.2022.01.001' };

function driver(changes: Partial<DriverFinding> = {}): DriverFinding {
  const reason = (text: string) => ({ reason: text, sources: [] });
  return {
    variantId: 'chr17-7675088-C-T',
    chromosome: 'chr17',
    start0: 7_675_087,
    reference: 'C',
    alternate: 'T',
    filters: [],
    geneSymbol: 'TP53',
    role: { value: 'suppressor', sources: [{ name: 'a list of suppressors', pmid: '20485318' }] },
    transcript: null,
    terms: ['missense_variant'],
    effect: 'missense',
    change: 'R175H',
    lossOfFunction: false,
    hotspot: null,
    secondHit: { kind: 'copy-lost', reason: 'one copy in the tumour, the mutated one' },
    oncogenicity: {
      points: 5,
      class: 'uncertain',
      criteria: [
        {
          code: 'OS2',
          title: 'functional studies',
          points: 4,
          state: 'met',
          ...reason('a study says so'),
        },
        {
          code: 'OP4',
          title: 'absent from the healthy',
          points: 1,
          state: 'not-assessed',
          ...reason('no frequencies are loaded'),
        },
      ],
      source: standard,
    },
    ...changes,
  };
}

function sectionOf(drivers: readonly DriverFinding[]): Section {
  return driversSection({ ...dossierFixture(1).findings, drivers });
}

const text = (section: Section): string => JSON.stringify(section.blocks);

describe('driversSection', () => {
  it('says that none was found where none was', () => {
    const section = sectionOf([]);
    expect(section.blocks).toHaveLength(1);
    expect(text(section)).toContain('No variant that changes the product of a known cancer gene');
  });

  it('shows gene, change, points and the criteria that gave them, and cites the sources', () => {
    const table = sectionOf([driver()]).blocks.find((block) => block.kind === 'table');
    expect(JSON.stringify(table?.rows)).toContain('R175H');
    expect(JSON.stringify(table?.rows)).toContain('OS2 (4)');
    expect(JSON.stringify(table?.rows)).not.toContain('OP4');
    expect(text(sectionOf([driver()]))).toContain('a list of suppressors, PMID 20485318');
    expect(text(sectionOf([driver()]))).toContain(standard.doi);
  });

  it('names a criterion that could be assessed for none of them, and its reason', () => {
    expect(text(sectionOf([driver()]))).toContain('OP4 (no frequencies are loaded)');
    const assessed = driver({
      oncogenicity: {
        ...driver().oncogenicity,
        criteria: driver().oncogenicity.criteria.map((criterion) => ({
          ...criterion,
          state: 'not-met',
        })),
      },
    });
    expect(text(sectionOf([driver(), assessed]))).not.toContain('Not assessed for any');
  });

  it('shows forty rows at most and says how many there are', () => {
    const table = sectionOf(Array.from({ length: 45 }, () => driver())).blocks.find(
      (block) => block.kind === 'table',
    );
    expect(table?.rows).toHaveLength(40);
    expect(table?.caption).toContain('first 40 of 45');
  });

  it('leaves no cell to guess where the role or the change is not known', () => {
    expect(text(sectionOf([driver({ role: null, change: null })]))).toContain(
      'no source that may ship says',
    );
  });
});
