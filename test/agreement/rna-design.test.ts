import { beforeAll, describe, expect, it } from 'vitest';

import { quietContext } from '../../src/core/context.js';
import { seededRandom } from '../../src/core/seeded-random.js';
import { codonChoices } from '../../src/engines/rna/codon-choices.js';
import {
  codonAdaptation,
  type CodonUsage,
  codonUsage,
  readCodonShares,
  translateMrna,
} from '../../src/engines/rna/codon-usage.js';
import { NO_CONSTRAINTS } from '../../src/engines/rna/constraints.js';
import { designMrna } from '../../src/engines/rna/design-mrna.js';
import { type EnergyModel, loadEnergyModel } from '../../src/engines/rna/energy-model.js';
import { ENERGY_PACK_ID } from '../../src/engines/rna/energy-pack.js';
import { foldRna } from '../../src/engines/rna/fold.js';
import { structureEnergy } from '../../src/engines/rna/structure-energy.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedText } from '../shared-data.js';

const FOLDER = 'data/editing';
/** Optima of an exact published method: accession, residues, lambda, kcal/mol, CAI; the first line says how it ran. */
const REFERENCE = `${FOLDER}/mrna_reference.tsv`;

function proteinOf(accession: string): string {
  return sharedText(`${FOLDER}/derna/uniprotSeq/${accession}.fasta`)
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('>'))
    .join('')
    .replaceAll(/\s/g, '');
}

let model: EnergyModel;
let usage: CodonUsage;

describe.skipIf(!hasShared(REFERENCE))('mRNA design (needs ../shared)', () => {
  beforeAll(async () => {
    model = loadEnergyModel(await openPackStore().load(ENERGY_PACK_ID));
    // The table that the reference was made with.
    const table = 'LinearDesign_human.csv';
    usage = codonUsage(table, readCodonShares(sharedText(`${FOLDER}/codon/${table}`), table));
  });

  it('finds the optima of an exact published method, energy and CAI', async () => {
    const rows = sharedText(REFERENCE)
      .split('\n')
      .filter((line) => /^[A-Z0-9]{6}\t/.test(line))
      .map((line) => line.split('\t'));
    expect(rows).toHaveLength(9);
    for (const [uniprot = '', aa, lambda, energy, cai] of rows) {
      const protein = proteinOf(uniprot);
      expect(protein).toHaveLength(Number(aa));
      const options = { model, usage, lambda: Number(lambda), constraints: NO_CONSTRAINTS };
      const design = await designMrna(protein, options);
      expect([uniprot, lambda, design.freeEnergyKcal]).toEqual([uniprot, lambda, Number(energy)]);
      expect(translateMrna(design.sequence)).toBe(protein);
      expect(design.optimumIsExact).toBe(true);
      expect(structureEnergy(design.sequence, design.structure, model, 'none')).toBe(
        Number(energy),
      );
      // At lambda 0 many mRNAs share the least energy; with codons weighted their CAI is decided too.
      if (lambda !== '0') expect(design.cai).toBeCloseTo(Number(cai), 3);
    }
  });

  it('equals an exhaustive search over all mRNAs of random peptides', async () => {
    const random = seededRandom(58);
    const residues = 'ACDEFGHIKLMNPQRSTVWY';
    let withFold = 0;
    for (let peptides = 0; peptides < 40;) {
      const length = 4 + Math.floor(5 * random.next());
      const peptide = Array.from(
        { length },
        () => residues[Math.floor(residues.length * random.next())] as string,
      ).join('');
      const lambda = [0, 1, 3][peptides % 3] as number;
      const mrnas = codonChoices(peptide, usage, lambda).reduce<readonly string[]>(
        (starts, choices) =>
          starts.length > 800
            ? starts
            : starts.flatMap((start) => choices.map(({ codon }) => start + codon)),
        [''],
      );
      if (mrnas.length > 800) continue;
      peptides++;
      let best = Infinity;
      for (const mrna of mrnas) {
        const { energyKcal } = await foldRna(mrna, { model, dangles: 'none' });
        const cai = codonAdaptation(mrna, usage) as number;
        best = Math.min(best, energyKcal - lambda * length * Math.log(cai));
      }
      const design = await designMrna(peptide, {
        model,
        usage,
        lambda,
        constraints: NO_CONSTRAINTS,
      });
      if (design.freeEnergyKcal < 0) withFold++;
      const objective = design.freeEnergyKcal - lambda * length * Math.log(design.cai as number);
      expect([peptide, objective.toFixed(3)]).toEqual([peptide, best.toFixed(3)]);
    }
    expect(withFold).toBeGreaterThan(5);
  });

  it('designs the spike of SARS-CoV-2 below -2,400 kcal/mol, as the fold of the mRNA confirms', async () => {
    const protein = proteinOf('P0DTC2');
    expect(protein).toHaveLength(1_273);
    const design = await designMrna(
      protein,
      { model, usage, constraints: NO_CONSTRAINTS },
      quietContext(),
    );
    // -2,477.7 is the optimum that was published for LinearDesign.
    expect(design.freeEnergyKcal).toBeLessThanOrEqual(-2_477.7);
    expect(translateMrna(design.sequence)).toBe(protein);
    expect(design.freeEnergyKcal).toBe(design.optimum.freeEnergyKcal);
  });
});
