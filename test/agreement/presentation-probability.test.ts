import { describe, expect, it } from 'vitest';

import type { HlaAllele, Peptide } from '../../src/core/brands.js';
import { quietContext } from '../../src/core/context.js';
import { presentationProbability } from '../../src/engines/constructs/epitopes/presentation-probability.js';
import { openEngines } from '../../src/pipeline.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedRows } from '../shared-data.js';

// Ligands eluted from cells with one allele, of the split that no network learnt from (IEDB and others).
const LIGANDS = 'data/pmhc/mhc1_ligands.tsv.gz';
const present = hasShared(LIGANDS);
const skipped = present ? '' : ' (skipped: ../shared is absent)';
const ALLELES = ['HLA-A*01:01', 'HLA-A*03:01', 'HLA-B*07:02', 'HLA-B*44:02', 'HLA-C*07:02'];
/** The share of peptides that are ligands, docs/science/vaccine-design.md. */
const PRIOR = 5.2172e-5;

/** Share of ligands with a rank up to `rank`, as the probabilities have it: their integral over the prior. */
function shareUpTo(rank: number): number {
  const steps = 20_000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const [from, to] = [(rank * i ** 2) / steps ** 2, (rank * (i + 1) ** 2) / steps ** 2];
    sum += (presentationProbability((from + to) / 2, 'I') * (to - from)) / 100;
  }
  return sum / PRIOR;
}

describe.skipIf(!present)(`the presentation probability${skipped}`, () => {
  it('agrees with held-out ligands of five alleles on the share within each rank', async () => {
    const { presentation } = await openEngines(openPackStore());
    const model = presentation.find(({ mhcClass }) => mhcClass === 'I')!;
    const rows = sharedRows(LIGANDS).filter(
      ({ allele = '', peptide = '', split, tier, keep }) =>
        ALLELES.includes(allele) &&
        split === 'val' &&
        tier === 'A' &&
        keep === '1' &&
        peptide.length >= 8 &&
        peptide.length <= 11,
    );
    const ranks: number[] = [];
    for (const allele of ALLELES) {
      const peptides = rows
        .filter((row) => row.allele === allele)
        .map(({ peptide }) => peptide as Peptide);
      const [scores] = await model.score(peptides, [allele as HlaAllele], quietContext());
      if (scores?.kind === 'scored') ranks.push(...scores.percentileRank);
    }
    expect(ranks.length).toBeGreaterThan(500);
    for (const rank of [0.02, 0.1, 0.5, 2, 100]) {
      const share = ranks.filter((value) => value <= rank).length / ranks.length;
      expect(Math.abs(shareUpTo(rank) - share), `rank ${rank}`).toBeLessThan(0.08);
    }
  });
});
