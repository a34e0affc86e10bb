import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { beforeAll, describe, expect, it } from 'vitest';

import { cited } from '../../src/core/cited.js';
import { breathe, quietContext } from '../../src/core/context.js';
import type { HlaAllele } from '../../src/core/brands.js';
import type { Construct } from '../../src/engines/constructs/construct.js';
import { importFrom } from '../../src/cli/case-flags.js';
import type { Findings } from '../../src/findings/findings.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../src/findings/neoantigens/find-neoantigens.js';
import { MODALITIES, type AnyModality } from '../../src/modalities/index.js';
import { findFindings, openEngines } from '../../src/pipeline.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { tumourOf } from '../support/vaccine-findings.js';
import { modalityFaults } from './check-modality.js';

const engines = await openEngines(openPackStore());

/** Findings of the demo tumour, as `oncoscript plan` makes them. */
async function demoFindings(folder: string) {
  const path = fileURLToPath(new URL(`../../data/demo/${folder}/case.yaml`, import.meta.url));
  const context = quietContext();
  const tumour = await importFrom({ path, text: readFileSync(path, 'utf8') }, {}, context);
  return findFindings(tumour, engines, DEFAULT_NEOANTIGEN_OPTIONS, context);
}

const SOURCE = { name: 'made up for this test', url: 'https://example.org' };

/** A modality that keeps the contract; each test breaks one thing in it. */
function honest(changes: Partial<AnyModality> = {}): AnyModality {
  return {
    kind: 'honest',
    title: 'Honest',
    defaults: { designs: 2 },
    assess: () => ({ verdict: 'cannot-say', reasons: [cited('nothing is known', SOURCE)] }),
    design: async (_findings, _options, _engines, context) => {
      await breathe(context);
      return [2, 1].map((score) => ({
        kind: 'honest',
        id: `h${score}`,
        score,
        claims: [cited('it is made up', SOURCE)],
      }));
    },
    model: () => null,
    report: () => [{ id: 'honest', title: 'Honest', blocks: [] }],
    constructs: () => [],
    orders: () => [],
    ...changes,
  };
}

async function faultsOf(changes: Partial<AnyModality>): Promise<readonly string[]> {
  const modality = honest(changes);
  return modalityFaults(modality, [modality], [], engines);
}

describe('the modality contract', () => {
  let findings: readonly Findings[] = [];
  beforeAll(async () => {
    findings = [
      await demoFindings('lung-a'),
      tumourOf({
        mutations: 60,
        alleles: ['HLA-A*02:01', 'HLA-B*07:02'] as string[] as HlaAllele[],
      }),
    ];
  });

  it.each(MODALITIES)('is kept by $kind', async (modality) => {
    expect(await modalityFaults(modality, MODALITIES, findings, engines)).toEqual([]);
  });

  it('finds nothing wrong with a modality that keeps it', async () => {
    expect(await faultsOf({})).toEqual([]);
  });

  it('notices a modality that is not in the list', async () => {
    expect(await modalityFaults(honest(), [], [], engines)).toEqual([
      'is not listed once under its kind',
    ]);
  });

  it('notices an assessment that throws or has no reason', async () => {
    expect(
      await faultsOf({
        assess: () => {
          throw new Error('no');
        },
      }),
    ).toEqual(['assess threw Error: no']);
    expect(await faultsOf({ assess: () => ({ verdict: 'fits', reasons: [] }) })).toEqual([
      'assesses without a reason',
    ]);
  });

  it('notices designs that differ, come worst first, or cannot be kept', async () => {
    let calls = 0;
    const design = (score: number) => ({ kind: 'honest', id: 'x', score, claims: [] });
    expect(await faultsOf({ design: async () => [design(calls++)] })).toEqual([
      'designs differently the second time',
    ]);
    expect(await faultsOf({ design: async () => [design(1), design(2)] })).toEqual([
      'does not put the best first',
    ]);
    expect(await faultsOf({ design: async () => [design(Number.NaN)] })).toEqual([
      'design threw Error: NaN has no JSON form',
    ]);
  });

  it('notices a claim without a source', async () => {
    const claims = [{ value: 'trust me', sources: [] }] as never;
    expect(
      await faultsOf({ design: async () => [{ kind: 'honest', id: 'x', score: 1, claims }] }),
    ).toEqual(['claims something without a source']);
  });

  it('notices constructs and orders that cannot be told apart', async () => {
    const sheet = { name: 'Order', columns: ['Name'], rows: [['a', 'b']] };
    expect(await faultsOf({ orders: () => [sheet, sheet] })).toEqual([
      'has two order sheets of one name',
      'has an order row that does not fit its columns',
    ]);
    const construct = { id: 'c' } as Construct;
    expect(await faultsOf({ constructs: () => [construct, construct] })).toEqual([
      'has two constructs of one id',
    ]);
  });

  it('notices an input that was changed', async () => {
    const faults = await faultsOf({
      assess: (findings) => {
        (findings as { softwareVersion: string }).softwareVersion += 'x';
        return { verdict: 'fits', reasons: [cited('x', SOURCE)] };
      },
    });
    expect(faults).toEqual(['changes its input']);
  });

  it('notices a design that goes on after it was stopped', async () => {
    const faults = await faultsOf({
      design: async (_findings, _options, _engines, context) => {
        if (context.seed !== 7) await new Promise((resolve) => setTimeout(resolve, 200));
        return [];
      },
    });
    expect(faults).toEqual(['goes on after it was stopped']);
  });
});
