import { breathe, type Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import type { Reference } from '../../engines/genome/reference-pack.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import type { Findings } from '../../findings/findings.js';
import type { DesignEngines, SearchedGenome } from '../modality.js';
import { designKnockout } from './design-knockout.js';
import { designMutation } from './design-mutation.js';
import {
  type EditingGround,
  editingGround,
  type EditingTarget,
  editingTargets,
  targetLabel,
} from './editing-targets.js';
import { withGenomeFlanks } from './genome-flanks.js';
import { withSpecificity } from './genome-specificity.js';
import type { DraftDesign, GeneEditingDesign } from './gene-editing-design.js';
import type { GuideScores } from './guide-scores.js';
import { type KnockoutGene, knockoutGenes } from './knockout-genes.js';
import { locusOf } from './locus.js';
import {
  checkGeneEditingOptions,
  type GeneEditingChoice,
  type GeneEditingOptions,
} from './options.js';
import { patientVariantsOf } from './patient-variants-of.js';
import { targetJoins } from './target-joins.js';

/** The genome to search, with what the host read of the patient's variants beside those of the findings. */

/** What every design of a run is made with. */
export interface DesignGround {
  readonly build: GenomeBuild;
  readonly findings: Findings;
  readonly choice: GeneEditingChoice;
  readonly scores: GuideScores;
  readonly parts: DesignEngines['parts'];
  /** The genome that bases beside exons were taken from; null where the pack's own were. */
  readonly flanksFrom: string | null;
}

/** A design for each mutation that the reference has the sequence of, the most oncogenic first, then for each knock-out. */
export async function designGeneEditing(
  findings: Findings,
  options: GeneEditingOptions,
  engines: DesignEngines,
  context: Context,
): Promise<readonly GeneEditingDesign[]> {
  const choice = checkGeneEditingOptions(options);
  await breathe(context);
  const { build } = findings.tumour;
  const asked = choice.knockOutSymbols;
  if (build.kind === 'missing') {
    if (asked.length === 0) return [];
    throw new OptionError(
      `a knock-out needs the genome build: ${build.reason}`,
      'gene-editing.knockOut',
      'name the build in the case, GRCh37 or GRCh38',
    );
  }
  const targets = editingTargets(findings, choice.passengers);
  if (targets.length === 0 && asked.length === 0) return [];
  const reference = await engines.editing.reference(build.value);
  if (reference === null) {
    context.warn(`gene editing: no reference of ${build.value} is installed`);
    return [];
  }
  const knockouts = await knockoutGenes(asked, reference, build.value, context);
  const { placed, leftOut } = placeTargets(reference, targets, choice.maxVariants);
  const { genome } = engines.editing;
  const own = [
    ...placed.map(({ ground }) => ground.locus.transcript),
    ...knockouts.map(({ transcript }) => transcript),
  ];
  const longer = genome === undefined ? null : await longerFlanks(own, genome, context);
  const scores: GuideScores = {
    tables: await engines.editing.guideScores(),
    efficacy: await engines.editing.efficacy(),
  };
  const shared = { build: build.value, findings, choice, scores, parts: engines.parts };
  const groundFor = (isLonger: boolean): DesignGround => ({
    ...shared,
    flanksFrom: isLonger ? (genome?.name ?? null) : null,
  });
  const drafts: DraftDesign[] = [];
  const total = placed.length + knockouts.length;
  const report = (): void => context.report({ step: 'editing', done: drafts.length, total });
  for (const { target, ground } of placed) {
    report();
    await breathe(context);
    const wider = onLongerFlanks(ground, target, longer);
    const id = `gene-editing-${drafts.length + 1}`;
    drafts.push(
      await designMutation(id, target, wider ?? ground, groundFor(wider !== null), context),
    );
  }
  const cuts: { readonly knockout: KnockoutGene; readonly cut0: number | null }[] = [];
  const lowest = Math.min(0, ...drafts.map(({ score }) => score));
  for (const knockout of knockouts) {
    report();
    await breathe(context);
    const transcript = longer?.get(knockout.transcript);
    const wider = transcript === undefined ? knockout : onTranscript(knockout, transcript);
    const id = `gene-editing-${drafts.length + 1}`;
    const ground = groundFor(transcript !== undefined);
    const { draft, cut0 } = await designKnockout(id, wider, lowest, ground, context);
    drafts.push(draft);
    cuts.push({ knockout, cut0 });
  }
  if (drafts.length === 0) {
    context.warn(`gene editing: ${leftOut.map((one) => `${one.label}: ${one.reason}`).join('; ')}`);
  }
  const variants = [...patientVariantsOf(findings), ...(genome?.variants ?? [])];
  const judged =
    genome === undefined
      ? drafts.map((draft) => ({ ...draft, patientSites: [] }))
      : await withSpecificity(drafts, genome, variants, scores.tables, context);
  const joins = targetJoins(cuts);
  return judged.map((draft) => ({
    ...draft,
    joins: draft.subject === 'gene' ? (joins.get(draft.gene) ?? []) : [],
    searchedGenome: genome?.name ?? null,
    searchedVariants: genome === undefined ? null : variants.length,
    leftOut,
  }));
}

interface PlacedTarget {
  readonly target: EditingTarget;
  readonly ground: EditingGround;
}

function placeTargets(
  reference: Reference,
  targets: readonly EditingTarget[],
  most: number,
): {
  readonly placed: readonly PlacedTarget[];
  readonly leftOut: GeneEditingDesign['leftOut'];
} {
  const placed: PlacedTarget[] = [];
  const leftOut: { label: string; reason: string }[] = [];
  for (const target of targets) {
    const label = targetLabel(target);
    if (placed.length >= most) {
      leftOut.push({ label, reason: `maxVariants is ${most}` });
      continue;
    }
    const ground = editingGround(reference, target);
    if ('reason' in ground) leftOut.push({ label, reason: ground.reason });
    else placed.push({ target, ground });
  }
  return { placed, leftOut };
}

async function longerFlanks(
  transcripts: readonly Transcript[],
  genome: SearchedGenome,
  context: Context,
): Promise<ReadonlyMap<Transcript, Transcript>> {
  const longer = await withGenomeFlanks([...new Set(transcripts)], genome, context);
  const without = transcripts.filter((transcript) => !longer.has(transcript));
  if (without.length > 0) {
    context.warn(
      `gene editing: ${genome.name} does not read as ${without.map(({ id }) => id).join(', ')} where their exons lie; guides there are sought on the pack alone`,
    );
  }
  return longer;
}

/** The same mutation with the genome's bases beside its exon; null where they are not at hand. */
function onLongerFlanks(
  ground: EditingGround,
  target: EditingTarget,
  longer: ReadonlyMap<Transcript, Transcript> | null,
): EditingGround | null {
  const transcript = longer?.get(ground.locus.transcript);
  if (transcript === undefined) return null;
  const locus = locusOf(transcript, target);
  return 'reason' in locus
    ? null
    : { ...ground, locus, transcripts: replaced(ground.transcripts, transcript) };
}

function onTranscript(knockout: KnockoutGene, transcript: Transcript): KnockoutGene {
  return { ...knockout, transcript, transcripts: replaced(knockout.transcripts, transcript) };
}

function replaced(all: readonly Transcript[], by: Transcript): readonly Transcript[] {
  return all.map((one) => (one.id === by.id ? by : one));
}
