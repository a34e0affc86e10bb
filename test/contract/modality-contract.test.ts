import { describe, expect, it } from 'vitest';

import { cited } from '../../src/core/cited.js';
import { breathe } from '../../src/core/context.js';
import { MODALITIES, type AnyModality } from '../../src/modalities/index.js';
import { modalityFaults } from './check-modality.js';

const SOURCE = { name: 'made up for this test', url: 'https://example.org' };

/** A modality that keeps the contract; each test breaks one thing in it. */
function honest(changes: Partial<AnyModality> = {}): AnyModality {
  return {
    kind: 'honest',
    title: 'Honest',
    defaults: { designs: 2 },
    assess: () => ({ verdict: 'cannot-say', reasons: [cited('nothing is known', SOURCE)] }),
    design: async (_findings, _options, context) => {
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
    ...changes,
  };
}

async function faultsOf(changes: Partial<AnyModality>): Promise<readonly string[]> {
  const modality = honest(changes);
  return modalityFaults(modality, [modality], []);
}

describe('the modality contract', () => {
  it('is kept by every modality in the list', async () => {
    for (const modality of MODALITIES) {
      expect([modality.kind, await modalityFaults(modality, MODALITIES, [])]).toEqual([
        modality.kind,
        [],
      ]);
    }
  });

  it('finds nothing wrong with a modality that keeps it', async () => {
    expect(await faultsOf({})).toEqual([]);
  });

  it('notices a modality that is not in the list', async () => {
    expect(await modalityFaults(honest(), [], [])).toEqual(['is not listed once under its kind']);
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
      design: async (_findings, _options, context) => {
        if (context.seed !== 7) await new Promise((resolve) => setTimeout(resolve, 200));
        return [];
      },
    });
    expect(faults).toEqual(['goes on after it was stopped']);
  });
});
