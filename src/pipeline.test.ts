import { beforeAll, describe, expect, it } from 'vitest';

import { emptyFindings } from '../test/contract/check-modality.js';
import { quietContext } from './core/context.js';
import type { Findings } from './findings/findings.js';
import { MODALITIES } from './modalities/index.js';
import { designTherapies, type Engines, openEngines } from './pipeline.js';
import { openPackStore } from './platform/node/pack-store.js';

const KINDS = MODALITIES.map(({ kind }) => kind);

/** Variants were read, and none of them changes a protein. */
const SILENT: Findings = {
  ...emptyFindings(),
  tumour: { ...emptyFindings().tumour, variantCount: 12 },
};

const NEED_MORE: ReadonlySet<string> = new Set([
  'checkpoint-inhibitor',
  'gene-replacement',
  'suicide-gene',
]);

describe('designTherapies', () => {
  let engines: Engines;
  beforeAll(async () => {
    engines = await openEngines(openPackStore());
  });

  it('assesses each therapy asked for once, in the order of the list, and designs none that does not fit', async () => {
    const asked = [...KINDS.toReversed(), ...KINDS];
    const steps: string[] = [];
    const designs = await designTherapies(
      SILENT,
      engines,
      { kinds: asked, options: {} },
      quietContext({ seed: 3, report: ({ step }) => steps.push(step) }),
    );
    expect(designs.therapies.map(({ kind }) => kind)).toEqual(KINDS);
    for (const { assessment, designs: made, options, kind } of designs.therapies) {
      expect([kind, made]).toEqual([kind, []]);
      // Those that need a tumour type, copies or fusions cannot say without them.
      const verdict = NEED_MORE.has(kind) ? 'cannot-say' : 'does-not-fit';
      expect([kind, assessment.verdict]).toEqual([kind, verdict]);
      expect(options).toEqual(MODALITIES.find((one) => one.kind === kind)?.defaults);
    }
    expect(designs).toMatchObject({ seed: 3, inputHash: SILENT.inputHash });
    expect(steps).toEqual(MODALITIES.map(({ title }) => `designing ${title}`));
  });

  it('names packs of findings and engines once each, and both versions where they differ', async () => {
    const [first] = engines.designPacks;
    if (first === undefined) throw new Error('no packs');
    const older = { ...first, version: 'older', sha256: '0'.repeat(64) };
    const choice = { kinds: [], options: {} };
    const { packs } = await designTherapies(
      { ...SILENT, packs: [first, older] },
      engines,
      choice,
      quietContext(),
    );
    expect(packs.slice(0, 2)).toEqual([first, older]);
    expect(packs).toHaveLength(engines.designPacks.length + 1);
  });

  it('refuses an unknown therapy or option before it designs any', async () => {
    const [kind] = KINDS as [string, ...string[]];
    const steps: string[] = [];
    const context = quietContext({ report: ({ step }) => steps.push(step) });
    await expect(
      designTherapies(SILENT, engines, { kinds: [...KINDS, 'magnets'], options: {} }, context),
    ).rejects.toThrow('no therapy "magnets"');
    await expect(
      designTherapies(SILENT, engines, { kinds: KINDS, options: { [kind]: { hue: 1 } } }, context),
    ).rejects.toThrow('no option hue');
    expect(steps).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(
      designTherapies(
        SILENT,
        engines,
        { kinds: KINDS, options: {} },
        quietContext({ signal: controller.signal }),
      ),
    ).rejects.toThrow('enough');
  });
});
