import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { type MrnaScore, readMrna, scoreMrna } from '../../engines/rna/mrna-score.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import {
  answerEach,
  type ConstraintFlags,
  constraintsOf,
  energyModel,
  openCodonUsage,
  type RnaFlags,
} from './rna-input.js';
import {
  constraintCells,
  constraintLines,
  kcal,
  type Layout,
  shareText,
  writeAnswers,
} from './rna-output.js';

export interface ScoreFlags extends RnaFlags, ConstraintFlags {
  readonly dangles: '0' | '2';
  /** 1-based, both included: 54-3875. */
  readonly cds?: string;
}

function codingText({ coding }: MrnaScore): string {
  return coding === null ? 'none' : `${coding.start0 + 1}-${coding.end0}, ${coding.because}`;
}

const LAYOUT: Layout<MrnaScore> = {
  text: (id, score) => `>${id}
${score.sequence}
${score.structure}
free energy      ${kcal(score.freeEnergyKcal)} kcal/mol, ${score.dangles === 'none' ? 'without' : 'with'} dangling ends
coding part      ${codingText(score)}
translation      ${score.protein ?? 'none'}
CAI              ${shareText(score.cai)}
GC, U            ${shareText(score.gcShare)}, ${shareText(score.uridineShare)}
${constraintLines(score.constraints)}`,
  fasta: (score) => ({
    words: `free_energy=${kcal(score.freeEnergyKcal)} cai=${shareText(score.cai)} constraints=${constraintCells(score.constraints)[0]}`,
    sequence: score.sequence,
  }),
  columns: [
    'structure',
    'free_energy_kcal',
    'coding_part',
    'translation',
    'cai',
    'gc_share',
    'uridine_share',
    'constraints_met',
    'constraints_not_met',
  ],
  row: (score) => [
    score.structure,
    score.freeEnergyKcal,
    codingText(score),
    score.protein,
    shareText(score.cai),
    shareText(score.gcShare),
    shareText(score.uridineShare),
    ...constraintCells(score.constraints),
  ],
};

function codingOf(text: string): readonly [number, number] {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  if (first === undefined)
    throw new OptionError(`${text} is not understood`, '--cds', 'e.g. 54-3875');
  return [Number(first) - 1, Number(last)];
}

/** `oncoscript rna score`: judges mRNAs as designs are judged. */
export async function rnaScore(path: string, flags: ScoreFlags, context: Context): Promise<void> {
  const store = openPackStore();
  const options = {
    model: await energyModel(store, flags),
    usage: await openCodonUsage(store, flags.codonUsage),
    constraints: constraintsOf(flags),
    dangles: flags.dangles === '0' ? 'none' : 'both-sides',
    ...(flags.cds === undefined ? {} : { coding: codingOf(flags.cds) }),
  } as const;
  const answers = await answerEach(
    path,
    ({ id, sequence, line }, file) =>
      scoreMrna(readMrna(sequence, id, { file, line }), options, context),
    context,
  );
  await writeAnswers(answers, flags, LAYOUT, context);
}
