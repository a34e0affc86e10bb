import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { quietContext } from '../core/context.js';
import { seededRandom } from '../core/seeded-random.js';
import { type CodonChoice, codonGraph } from './reference/rna-design-graph.js';
import { type DesignProblem, designTables } from './reference/rna-design.js';
import {
  ENERGY_TABLES,
  type FoldEnergies,
  TABLE_START,
  tableSize,
  VALUE_COUNT,
} from './reference/rna-fold-energies.js';
import { fillDesignTables } from './rna-design.js';

/** Codons of six-fold, fourfold, threefold, twofold and single residues, and the stops. */
const CODONS: Readonly<Record<string, string>> = {
  L: 'UUA UUG CUU CUC CUA CUG',
  S: 'UCU UCC UCA UCG AGU AGC',
  R: 'CGU CGC CGA CGG AGA AGG',
  G: 'GGU GGC GGA GGG',
  A: 'GCU GCC GCA GCG',
  I: 'AUU AUC AUA',
  K: 'AAA AAG',
  D: 'GAU GAC',
  C: 'UGU UGC',
  M: 'AUG',
  W: 'UGG',
  '*': 'UAA UAG UGA',
};
const RESIDUES = Object.keys(CODONS);
/** The definition takes minutes for long peptides of residues with six codons. */
const FEW_CODONS = ['M', 'W', 'K', 'D', 'M', 'W', 'C', 'L'];

/** Energies from -4 to 6 kcal/mol drawn for every loop, so that each kind of loop is the best one somewhere. */
function drawnEnergies(seed: number): FoldEnergies {
  const random = seededRandom(seed);
  const values = Int16Array.from(
    { length: VALUE_COUNT },
    () => Math.floor(random.next() * 1_000) - 400,
  );
  for (const table of ENERGY_TABLES) {
    const start = TABLE_START[table];
    const size = tableSize(table);
    // One number a pair, as in every published set.
    if (table === 'mismatchInterior1n')
      for (let at = 0; at < size; at++)
        values[start + at] = values[start + at - (at % 16)] as number;
    // Asymmetry and unpaired bases cost something in every published set.
    if (table === 'asymmetry' || table === 'mostAsymmetry' || table === 'multiUnpaired')
      values[start] = Math.abs(values[start] as number) >> 3;
  }
  const hairpin = (size: number): string =>
    Array.from({ length: size }, () => 'ACGU'[Math.floor(random.next() * 4)]).join('');
  const specialHairpins = new Map(
    [5, 6, 8].flatMap((size) =>
      Array.from(
        { length: 40 },
        () => [hairpin(size), Math.floor(random.next() * 900) - 400] as const,
      ),
    ),
  );
  return { values, loopGrowth: 107.856, specialHairpins };
}

function problemOf(peptide: string, seed: number, weighted: boolean): DesignProblem {
  const random = seededRandom(seed);
  const places = [...peptide].map((residue): readonly CodonChoice[] => {
    const codons = (CODONS[residue] as string).split(' ');
    const free = Math.floor(random.next() * codons.length);
    return codons.map((codon, at) => {
      const cost = weighted && at !== free ? Math.floor(random.next() * 40_000) : 0;
      return { codon, loss: cost, cost };
    });
  });
  const graph = codonGraph(places);
  return {
    graph,
    energies: drawnEnergies(seed),
    maxSpan: graph.baseCount,
    beam: null,
    openBases: 0,
  };
}

/** Cells in which kernel and definition differ: which, and both energies. */
async function disagreements(problem: DesignProblem): Promise<readonly string[]> {
  const { graph } = problem;
  const kernel = await fillDesignTables(problem, quietContext());
  const definition = designTables(problem);
  const nodes = graph.nodeGap.length;
  const found: string[] = [];
  const compare = (cell: string, ofKernel: number, ofDefinition: number): void => {
    if (ofKernel !== ofDefinition) found.push(`${cell}: ${ofKernel}, not ${ofDefinition}`);
  };
  for (let u = 0; u < nodes; u++) {
    compare(`exterior ${u}`, kernel.exterior(u), definition.exterior(u));
    for (let v = u + 1; v < nodes; v++)
      compare(`multi ${u} ${v}`, kernel.multi(u, v), definition.multi(u, v));
  }
  for (let edge = 0; edge < graph.edgeBase.length; edge++)
    for (let arrival = 0; arrival < graph.arrivalBase.length; arrival++)
      compare(
        `pair ${edge} ${arrival}`,
        kernel.pair(edge, arrival),
        definition.pair(edge, arrival),
      );
  return found;
}

const peptides = (least: number, most: number, residues = RESIDUES): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...residues), { minLength: least, maxLength: most })
    .map((all) => all.join(''));

describe('fillDesignTables', () => {
  it('agrees with the definition on any short peptide, codon costs, span and open start', async () => {
    await fc.assert(
      fc.asyncProperty(
        peptides(1, 4),
        fc.nat(),
        fc.boolean(),
        fc.integer({ min: 5, max: 15 }),
        fc.integer({ min: 0, max: 4 }),
        async (peptide, seed, weighted, maxSpan, openBases) => {
          expect(
            await disagreements({ ...problemOf(peptide, seed, weighted), maxSpan, openBases }),
          ).toEqual([]);
        },
      ),
      { numRuns: 1_000, seed: 5 },
    );
  });

  it('agrees with the definition where loops are as long as they may be', async () => {
    await fc.assert(
      fc.asyncProperty(
        peptides(13, 13, FEW_CODONS),
        fc.nat(),
        fc.boolean(),
        async (peptide, seed, weighted) => {
          expect(await disagreements(problemOf(peptide, seed, weighted))).toEqual([]);
        },
      ),
      { numRuns: 5, seed: 6 },
    );
  });

  it('answers from the definition where there is no WebAssembly', async () => {
    const problem = problemOf('MSC', 3, true);
    const kernel = await fillDesignTables(problem, quietContext());
    vi.stubGlobal('WebAssembly', undefined);
    const fallback = await fillDesignTables(problem, quietContext());
    vi.unstubAllGlobals();
    expect(fallback.exterior(0)).toBe(kernel.exterior(0));
    expect(fallback.exterior(0)).toBeLessThan(0);
  });
});
