import type { Context } from '../../core/context.js';
import { designMrna, type MrnaDesign } from '../../engines/rna/design-mrna.js';
import { proteinToDesign } from '../../engines/rna/design-protein.js';
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

export interface DesignFlags extends RnaFlags, ConstraintFlags {
  readonly lambda: number;
  readonly beam?: number;
  readonly maxSpan?: number;
  readonly protein?: boolean;
}

function searched({ optimumIsExact, beam, maxSpan }: MrnaDesign): string {
  return optimumIsExact
    ? 'exact'
    : `approximate: beam ${beam ?? 'none'}, pairs within ${maxSpan} bases`;
}

const LAYOUT: Layout<MrnaDesign> = {
  text: (id, design) => `>${id}
${design.sequence}
${design.structure}
free energy      ${kcal(design.freeEnergyKcal)} kcal/mol, without dangling ends
CAI              ${shareText(design.cai)}
lambda           ${design.lambda}; search ${searched(design)}
optimum          ${kcal(design.optimum.freeEnergyKcal)} kcal/mol, CAI ${shareText(design.optimum.cai)}, before any constraint
constraints cost ${kcal(design.energyLostKcal)} kcal/mol, ${design.codonsChanged} codons
GC, U            ${shareText(design.gcShare)}, ${shareText(design.uridineShare)}
${constraintLines(design.constraints)}`,
  fasta: (design) => ({
    words: `free_energy=${kcal(design.freeEnergyKcal)} cai=${shareText(design.cai)} lambda=${design.lambda} constraints=${constraintCells(design.constraints)[0]}`,
    sequence: design.sequence,
  }),
  columns: [
    'sequence',
    'structure',
    'free_energy_kcal',
    'cai',
    'lambda',
    'search',
    'optimum_free_energy_kcal',
    'optimum_cai',
    'energy_lost_kcal',
    'codons_changed',
    'gc_share',
    'uridine_share',
    'constraints_met',
    'constraints_not_met',
  ],
  row: (design) => [
    design.sequence,
    design.structure,
    design.freeEnergyKcal,
    shareText(design.cai),
    design.lambda,
    searched(design),
    design.optimum.freeEnergyKcal,
    shareText(design.optimum.cai),
    design.energyLostKcal,
    design.codonsChanged,
    shareText(design.gcShare),
    shareText(design.uridineShare),
    ...constraintCells(design.constraints),
  ],
};

/** `oncoscript rna design`: for each protein the mRNA of least free energy - lambda x codon adaptation. */
export async function rnaDesign(path: string, flags: DesignFlags, context: Context): Promise<void> {
  const store = openPackStore();
  const options = {
    model: await energyModel(store, flags),
    usage: await openCodonUsage(store, flags.codonUsage),
    lambda: flags.lambda,
    beam: flags.beam ?? null,
    maxSpan: flags.maxSpan ?? null,
    constraints: constraintsOf(flags),
  };
  const answers = await answerEach(
    path,
    ({ id, sequence, line }, file) =>
      designMrna(
        proteinToDesign(sequence, id, { file, line }, flags.protein === true),
        options,
        context,
      ),
    context,
  );
  await writeAnswers(answers, flags, LAYOUT, context);
  for (const answer of answers) {
    const unmet =
      answer.status === 'done' ? answer.result.constraints.filter(({ met }) => !met) : [];
    for (const { constraint, detail } of unmet)
      context.warn(`${answer.id}: not met: ${constraint} (${detail})`);
  }
}
