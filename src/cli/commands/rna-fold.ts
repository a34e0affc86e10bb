import type { Context } from '../../core/context.js';
import { foldRna, type Folding } from '../../engines/rna/fold.js';
import { readMrna } from '../../engines/rna/mrna-score.js';
import { foldEnsemble } from '../../engines/rna/partition.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { answerEach, energyModel, type RnaFlags } from './rna-input.js';
import { kcal, type Layout, writeAnswers } from './rna-output.js';

export interface FoldFlags extends RnaFlags {
  /** ViennaRNA's numbers. */
  readonly dangles: '0' | '2';
  readonly partition?: boolean;
}

interface FoldResult extends Folding {
  readonly sequence: string;
  /** Null unless asked for. */
  readonly ensembleEnergyKcal: number | null;
  /** Probability of each base to be unpaired; null unless asked for. */
  readonly unpaired: readonly number[] | null;
}

const LAYOUT: Layout<FoldResult> = {
  text: (id, { sequence, structure, energyKcal, ensembleEnergyKcal }) =>
    `>${id}\n${sequence}\n${structure} (${kcal(energyKcal)})\n${
      ensembleEnergyKcal === null
        ? ''
        : `free energy of the ensemble  ${kcal(ensembleEnergyKcal)} kcal/mol\n`
    }`,
  fasta: ({ sequence, energyKcal }) => ({ words: `free_energy=${kcal(energyKcal)}`, sequence }),
  columns: ['sequence', 'structure', 'free_energy_kcal', 'ensemble_energy_kcal'],
  row: ({ sequence, structure, energyKcal, ensembleEnergyKcal }) => [
    sequence,
    structure,
    energyKcal,
    ensembleEnergyKcal === null ? null : Number(ensembleEnergyKcal.toFixed(4)),
  ],
};

/** `oncoscript rna fold`: the fold of least free energy of each RNA, and on request of all folds together. */
export async function rnaFold(path: string, flags: FoldFlags, context: Context): Promise<void> {
  const model = await energyModel(openPackStore(), flags);
  const options = { model, dangles: flags.dangles === '0' ? 'none' : 'both-sides' } as const;
  const answers = await answerEach(
    path,
    async ({ id, sequence: letters, line }, file): Promise<FoldResult> => {
      const sequence = readMrna(letters, id, { file, line });
      const folding = await foldRna(sequence, options, context);
      const ensemble =
        flags.partition === true ? await foldEnsemble(sequence, options, context) : null;
      return {
        sequence,
        ...folding,
        ensembleEnergyKcal: ensemble?.energyKcal ?? null,
        unpaired:
          ensemble === null ? null : Array.from(ensemble.unpaired, (p) => Number(p.toFixed(6))),
      };
    },
    context,
  );
  await writeAnswers(answers, flags, LAYOUT, context);
}
