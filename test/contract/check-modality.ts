import { canonicalJson } from '../../src/core/canonical-json.js';
import { quietContext } from '../../src/core/context.js';
import type { Findings } from '../../src/findings/findings.js';
import type { AnyModality } from '../../src/modalities/index.js';
import { type DesignEngines, fillOptions } from '../../src/modalities/modality.js';
import { smallBiomarkers } from '../support/small-biomarkers.js';

/** Longest a design may go on after it was told to stop. Unit: ms. */
const ABORT_LIMIT_MS = 100;

/** Findings of a tumour about which nothing is known. */
export function emptyFindings(): Findings {
  const missing = { kind: 'missing', reason: 'not given' } as const;
  return {
    kind: 'oncoscript/findings',
    schemaVersion: 1,
    softwareVersion: '0',
    inputHash: '0'.repeat(64),
    seed: 1,
    packs: [],
    tumour: {
      name: 'empty',
      inputs: [],
      build: missing,
      tumourType: missing,
      purity: missing,
      ploidy: missing,
      hla: missing,
      tumourSample: missing,
      normalSample: missing,
      expressionUnit: 'unstated',
      variantCount: null,
    },
    neoantigens: { alleles: [], variants: [] },
    junctionNeoantigens: null,
    drivers: [],
    biomarkers: smallBiomarkers(),
    priorTherapy: [],
    copyNumber: missing,
    fusions: missing,
    skipped: [],
    missing: [],
  };
}

async function attempt(
  complain: (what: string) => void,
  what: string,
  act: () => Promise<void> | void,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    complain(`${what} threw ${String(error)}`);
  }
}

/**
 * What a modality breaks of the contract in ARCHITECTURE.md, in words; empty where it keeps it.
 * `findings` are those of real tumours, besides the empty one that is always tried; `engines` must score their
 * alleles.
 */
export async function modalityFaults(
  modality: AnyModality,
  list: readonly AnyModality[],
  findings: readonly Findings[],
  engines: DesignEngines,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const complain = (what: string): void => {
    faults.push(what);
  };
  if (list.filter(({ kind }) => kind === modality.kind).length !== 1 || !list.includes(modality)) {
    complain('is not listed once under its kind');
  }
  if (!/^[a-z][a-z-]*$/.test(modality.kind)) complain('has a kind that is not one lower-case word');
  await attempt(complain, 'filling its options from {}', () => {
    const filled = fillOptions(modality.kind, modality.defaults, {});
    if (canonicalJson(filled) !== canonicalJson(modality.defaults))
      complain('changes its defaults');
  });

  for (const input of [emptyFindings(), ...findings]) {
    const before = canonicalJson(input);
    await attempt(complain, 'assess', () => {
      const { reasons } = modality.assess(input);
      if (reasons.length === 0) complain('assesses without a reason');
      if (reasons.some(({ sources }) => sources.length === 0))
        complain('gives a reason without a source');
    });
    await attempt(complain, 'design', async () => {
      const context = quietContext({ seed: 7 });
      const designs = await modality.design(input, modality.defaults, engines, context);
      const again = await modality.design(
        input,
        modality.defaults,
        engines,
        quietContext({ seed: 7 }),
      );
      const text = canonicalJson(designs);
      if (text !== canonicalJson(again)) complain('designs differently the second time');
      if (canonicalJson(JSON.parse(text)) !== text) complain('has designs that JSON does not keep');
      designs.forEach((design, i) => {
        const next = designs[i + 1];
        if (next !== undefined && next.score > design.score)
          complain('does not put the best first');
        if (design.kind !== modality.kind) complain('makes designs of another kind');
        if (design.claims.some(({ sources }) => sources.length === 0)) {
          complain('claims something without a source');
        }
        modality.model(design, input);
        if (modality.report(design, input).length === 0) complain('reports nothing');
        const ids = modality.constructs(design).map(({ id }) => id);
        if (new Set(ids).size < ids.length) complain('has two constructs of one id');
        const sheets = modality.orders(design);
        const names = sheets.map(({ name }) => name);
        if (new Set(names).size < names.length) complain('has two order sheets of one name');
        if (sheets.some(({ columns, rows }) => rows.some((row) => row.length !== columns.length)))
          complain('has an order row that does not fit its columns');
      });
    });
    await attempt(complain, 'stopping', async () => {
      const controller = new AbortController();
      const started = performance.now();
      const running = modality
        .design(input, modality.defaults, engines, quietContext({ signal: controller.signal }))
        .then(
          () => undefined,
          () => undefined,
        );
      controller.abort();
      await running;
      if (performance.now() - started > ABORT_LIMIT_MS) complain('goes on after it was stopped');
    });
    if (canonicalJson(input) !== before) complain('changes its input');
  }
  return [...new Set(faults)];
}
