import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { HlaAllele, Peptide } from '../../src/core/brands.js';
import { quietContext } from '../../src/core/context.js';
import { anchorsFromShares } from '../../src/engines/presentation/anchors.js';
import {
  loadPresentationNetwork,
  type PresentationNetwork,
} from '../../src/engines/presentation/presentation-network.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';

const TOLERANCE = 1e-4;

/** What the training side answers, in double precision, from the arrays of the pack; training/presentation. */
interface Vectors {
  readonly peptide: readonly Peptide[];
  readonly allele: readonly HlaAllele[];
  /** Logit. */
  readonly el: readonly number[];
  /** Class I: the logit's sigmoid, 1 - log50000(IC50 in nM). Class II: the logit. */
  readonly ba: readonly number[];
}

interface ClassIVectors extends Vectors {
  /** Of the pack that they belong to. */
  readonly sha256: string;
}

interface ClassIIVectors extends Vectors {
  /** Where the core with the highest `el` starts. */
  readonly elRegister: readonly number[];
}

/** A row's answers beside its vectors. */
interface Row {
  readonly row: number;
  readonly el: number;
  readonly ba: number;
  readonly coreStart0: number;
}

const store = openPackStore();
const proteome = await store.load('healthy-proteome');

async function load(id: string): Promise<PresentationNetwork> {
  return loadPresentationNetwork(await store.load(id), { proteome });
}

function readVectors(id: string): unknown {
  const file = new URL(`fixtures/${id}-vectors.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function answers(
  model: PresentationNetwork,
  { peptide, allele }: Vectors,
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (const one of new Set(allele)) {
    const rows = [...allele.keys()].filter((row) => allele[row] === one);
    const peptides = rows.map((row) => peptide[row]!);
    const { el, ba, coreStart0 } = (await model.logits(peptides, one, quietContext()))!;
    rows.forEach((row, i) => {
      found.push({ row, el: el[i]!, ba: ba![i]!, coreStart0: coreStart0?.[i] ?? -1 });
    });
  }
  return found;
}

/** Rows that differ from what is expected by the tolerance or more, or have no number. */
function misses(
  rows: readonly Row[],
  value: (row: Row) => number,
  expected: readonly number[],
): readonly Row[] {
  return rows.filter((row) => !(Math.abs(value(row) - expected[row.row]!) < TOLERANCE));
}

describe('the class I network', () => {
  it('answers as the training side does within 1e-4 on 1,000 pairs of all lengths', async () => {
    const model = await load('presentation-class1');
    const vectors = readVectors('presentation-class1') as ClassIVectors;
    expect(vectors.sha256).toBe((await store.load('presentation-class1')).manifest.sha256);
    const rows = await answers(model, vectors);
    expect(rows).toHaveLength(1_000);
    expect(new Set(vectors.peptide.map(({ length }) => length))).toEqual(
      new Set(model.peptideLengths),
    );
    expect(misses(rows, ({ el }) => el, vectors.el)).toEqual([]);
    expect(misses(rows, ({ ba }) => 1 / (1 + Math.exp(-ba)), vectors.ba)).toEqual([]);
  });

  it('has its anchors at P2 and P9 of A*02:01 (Falk et al. 1991, Nature 351:290)', async () => {
    const model = await load('presentation-class1');
    const shares = await model.positionShares('HLA-A*02:01' as HlaAllele, 9, quietContext());
    expect(anchorsFromShares(shares!, Math.max(...shares!))).toEqual([2, 9]);
  });
});

describe('the class II network', () => {
  it('answers as the training side does within 1e-4 on 1,000 pairs of all lengths', async () => {
    const model = await load('presentation-class2');
    const vectors = readVectors('presentation-class2') as ClassIIVectors;
    const rows = await answers(model, vectors);
    expect(rows).toHaveLength(1_000);
    expect(new Set(vectors.peptide.map(({ length }) => length))).toEqual(
      new Set(model.peptideLengths),
    );
    expect(misses(rows, ({ el }) => el, vectors.el)).toEqual([]);
    expect(misses(rows, ({ ba }) => ba, vectors.ba)).toEqual([]);
    expect(misses(rows, ({ coreStart0 }) => coreStart0, vectors.elRegister)).toEqual([]);
  });
});
