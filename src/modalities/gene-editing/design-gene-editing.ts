import { breathe, type Context } from '../../core/context.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import type { Findings } from '../../findings/findings.js';
import type { DesignEngines } from '../modality.js';
import { alleleGuides } from './allele-guides.js';
import { baseEdits } from './base-edits.js';
import { checkPrimers } from './check-primers.js';
import { orderClaims, riskClaims, targetClaims } from './claims.js';
import {
  type EditingGround,
  editingGround,
  type EditingTarget,
  editingTargets,
  targetLabel,
} from './editing-targets.js';
import type {
  Aim,
  AlleleGuide,
  DraftDesign,
  GeneEditingDesign,
  GeneGuide,
  JudgedBaseEdit,
  JudgedPrimeEdit,
  JudgedTemplate,
  Measured,
} from './gene-editing-design.js';
import { isDecayed, knockoutGuides } from './gene-knockout.js';
import {
  efficacyOf,
  expectedEfficacy,
  frameshiftShare,
  type GuideScores,
  noEfficacy,
  notMeasured,
} from './guide-scores.js';
import type { GuideSite } from './guide-sites.js';
import type { Locus } from './locus.js';
import { withSpecificity } from './genome-specificity.js';
import { locusConstructs } from './locus-constructs.js';
import {
  checkGeneEditingOptions,
  type GeneEditingChoice,
  type GeneEditingOptions,
  primeNickases,
  spCas9,
} from './options.js';
import { primeEdits } from './prime-edits.js';
import { repairTemplate } from './repair-template.js';
import { holdsChange, sparedAllele } from './spared-allele.js';

/** Unsure about a target's other places: only a whole genome says. */
const NO_GENOME: Measured = notMeasured(
  'no whole genome was given (--genome); a panel of genes cannot say how alone a guide is',
);
/** A region beside the variant that primers are sought in. Unit: bp. */
const PRIMER_REACH = 400;
/** Out-of-frame share from which Bae 2014 recommends a target. */
const GOOD_FRAMESHIFT = 0.66;

/** A design for each mutation that the reference has the sequence of, the most oncogenic first. */
export async function designGeneEditing(
  findings: Findings,
  options: GeneEditingOptions,
  engines: DesignEngines,
  context: Context,
): Promise<readonly GeneEditingDesign[]> {
  const choice = checkGeneEditingOptions(options);
  await breathe(context);
  const { build } = findings.tumour;
  if (build.kind === 'missing') return [];
  const targets = editingTargets(findings, choice.passengers);
  if (targets.length === 0) return [];
  const reference = await engines.editing.reference(build.value);
  if (reference === null) {
    context.warn(`gene editing: no reference of ${build.value} is installed`);
    return [];
  }
  const scores: GuideScores = {
    tables: await engines.editing.guideScores(),
    efficacy: await engines.editing.efficacy(),
  };
  const leftOut: { label: string; reason: string }[] = [];
  const drafts: DraftDesign[] = [];
  for (const [done, target] of targets.entries()) {
    context.report({ step: 'editing mutations', done, total: targets.length });
    await breathe(context);
    const label = targetLabel(target);
    if (drafts.length >= choice.maxVariants) {
      leftOut.push({ label, reason: `maxVariants is ${choice.maxVariants}` });
      continue;
    }
    const ground = editingGround(reference, target);
    if ('reason' in ground) {
      leftOut.push({ label, reason: ground.reason });
      continue;
    }
    const id = `gene-editing-${drafts.length + 1}`;
    const from = { id, target, ground, build: build.value, findings };
    drafts.push(await designOf(from, choice, scores, context));
  }
  if (drafts.length === 0) {
    context.warn(`gene editing: ${leftOut.map((one) => `${one.label}: ${one.reason}`).join('; ')}`);
  }
  const { genome } = engines.editing;
  const judged =
    genome === undefined ? drafts : await withSpecificity(drafts, genome, scores.tables, context);
  return judged.map((draft) => ({ ...draft, searchedGenome: genome?.name ?? null, leftOut }));
}

interface From {
  readonly id: string;
  readonly target: EditingTarget;
  readonly ground: EditingGround;
  readonly build: GenomeBuild;
  readonly findings: Findings;
}

async function designOf(
  { id, target, ground, build, findings }: From,
  choice: GeneEditingChoice,
  scores: GuideScores,
  context: Context,
): Promise<DraftDesign> {
  const { locus } = ground;
  const knockOutMutant = mutantKnockout(target, locus, choice, scores);
  await breathe(context);
  const baseEdit = baseCorrection(locus, choice);
  await breathe(context);
  const primeEdit = primeCorrection(locus, choice, scores);
  await breathe(context);
  const fits = [baseEdit, primeEdit].some(({ kind }) => kind === 'designed');
  const repair = fits
    ? ({
        kind: 'not-sought',
        because: 'base or prime editing fits, without a double-strand break',
      } as const)
    : templateRepair(locus, scores);
  const knockOutGene = await geneKnockout(target, ground, choice, scores, context);
  await breathe(context);
  const { start0, end0 } = locus.change;
  const from = Math.max(0, start0 - PRIMER_REACH);
  const primers = locus.hasFlanks
    ? checkPrimers(locus.bases.wildtype.slice(from, end0.wildtype + PRIMER_REACH), {
        start0: start0 - from,
        end0: end0.wildtype - from,
      })
    : { reason: 'the pack has the mRNA alone: take primers from a whole genome' };
  const label = targetLabel({
    ...target,
    change: target.change ?? (isOneChange(ground.change) ? ground.change : null),
  });
  const aims = { knockOutMutant, baseEdit, primeEdit, repair, knockOutGene };
  return {
    kind: 'gene-editing',
    id,
    score: target.driver?.oncogenicity.points ?? 0,
    claims: [
      ...targetClaims(target, label, findings),
      ...riskClaims(aims),
      ...orderClaims(primers),
    ],
    gene: target.gene,
    label,
    variantId: target.variantId,
    build,
    transcript: locus.transcript.id,
    ground: groundOf(locus),
    ...aims,
    primers,
    constructs: locusConstructs(id, label, ground, aims),
  };
}

/** `R132H`, which a label holds; more takes a sentence. */
function isOneChange(change: string | null): boolean {
  return change !== null && /^[A-Z]\d+[A-Z*]$/.test(change);
}

function groundOf(locus: Locus): GeneEditingDesign['ground'] {
  const bases = locus.bases.wildtype.length;
  return locus.hasFlanks
    ? {
        kind: 'genome',
        note: `exon ${locus.exon + 1} of ${locus.transcript.id} with the flanks that the pack holds: guides farther in the introns are not seen`,
        bases,
      }
    : {
        kind: 'mrna',
        note: `the pack has the mRNA of ${locus.transcript.id} alone: guides lie within exon ${locus.exon + 1}, those over its edges are not seen`,
        bases,
      };
}

function mutantKnockout(
  { driver, gene }: EditingTarget,
  locus: Locus,
  { cutters, perStrategy }: GeneEditingChoice,
  scores: GuideScores,
): Aim<AlleleGuide> {
  if (driver?.lossOfFunction === true) {
    return {
      kind: 'not-sought',
      because: `the mutated copy of ${gene} makes no whole protein as it is`,
    };
  }
  const { specific, unspecific } = alleleGuides(locus, cutters, scores);
  const because =
    unspecific === 0
      ? 'no guide of theirs lies on it'
      : `the ${unspecific} guides on it fit the healthy copy too well: the mutation makes no PAM for them, nor a mismatch in a stated seed that leaves less than half of the cutting there by CFD`;
  return aimOf(
    specific.slice(0, perStrategy).map((guide, i) => ({
      ...guide,
      id: `KO${i + 1}`,
      place: placeOf(locus, guide.site),
      specificity: NO_GENOME,
    })),
    `not possible with ${cutters.map(({ title }) => title).join(', ')}, because ${because}`,
  );
}

function baseCorrection(
  locus: Locus,
  { editors, perStrategy }: GeneEditingChoice,
): Aim<JudgedBaseEdit> {
  const { wildtype, mutant } = locus.bases;
  const kinds = editors.map(({ title }) => title).join(', ');
  const isSubstitution = wildtype.length === mutant.length;
  return aimOf(
    baseEdits(locus, editors)
      .slice(0, perStrategy)
      .map((edit, i) => ({
        ...edit,
        id: `BE${i + 1}`,
        place: placeOf(locus, edit.site),
        efficacy: noEfficacy('it was measured for cuts, not for base editing'),
        specificity: NO_GENOME,
      })),
    `not possible with ${kinds}, because ${
      isSubstitution
        ? 'no change of A to G or C to T that lies in a window beside a PAM brings the healthy protein back'
        : 'they change single bases, and this mutation changes the length'
    }`,
  );
}

function primeCorrection(
  locus: Locus,
  { perStrategy }: GeneEditingChoice,
  scores: GuideScores,
): Aim<JudgedPrimeEdit> {
  const nickases = primeNickases();
  const edits = nickases.flatMap((nickase) =>
    primeEdits(locus, nickase).map((edit) => ({
      ...edit,
      place: placeOf(locus, edit.site),
      efficacy: efficacyOf(scores, nickase, locus.bases.mutant, edit.site),
      spared: holdsChange(locus, edit.site) ? sparedAllele(locus, edit.site, nickase) : null,
      specificity: NO_GENOME,
    })),
  );
  // The usual nickase where it reaches the mutation, another where it does not.
  const usual = edits.filter(({ nickase }) => nickase === edits[0]?.nickase);
  return aimOf(
    usual.slice(0, perStrategy).map((edit, i) => ({ ...edit, id: `PE${i + 1}` })),
    `not possible with prime editors of ${nickases.map(({ title }) => title).join(' and ')}, because no PAM puts a nick near enough before the mutation within the bases at hand`,
  );
}

function templateRepair(locus: Locus, scores: GuideScores): Aim<JudgedTemplate> {
  const nuclease = spCas9();
  const template = repairTemplate(locus, nuclease);
  if ('reason' in template) return { kind: 'not-possible', because: template.reason };
  return aimOf(
    [
      {
        ...template,
        id: 'HDR1',
        place: placeOf(locus, template.site),
        efficacy: efficacyOf(scores, nuclease, locus.bases.mutant, template.site),
        specificity: NO_GENOME,
      },
    ],
    '',
  );
}

async function geneKnockout(
  { driver, gene }: EditingTarget,
  { locus: { transcript }, transcripts }: EditingGround,
  { perStrategy }: GeneEditingChoice,
  scores: GuideScores,
  context: Context,
): Promise<Aim<GeneGuide>> {
  if (driver?.role?.value !== 'oncogene') {
    return { kind: 'not-sought', because: `${gene} is not known as an oncogene alone` };
  }
  const nuclease = spCas9();
  const others = transcripts.filter(({ id }) => id !== transcript.id);
  const found = knockoutGuides(transcript, others, nuclease);
  await breathe(context);
  const judged = found.map((guide) => ({
    ...guide,
    efficacy: efficacyOf(scores, nuclease, guide.locus.bases.wildtype, guide.site, guide.cut),
    frameshift: frameshiftShare(nuclease, guide.locus.bases.wildtype, guide.site),
  }));
  await breathe(context);
  const best = judged
    .sort(
      (a, b) =>
        Number((b.frameshift.value ?? 0) >= GOOD_FRAMESHIFT) -
          Number((a.frameshift.value ?? 0) >= GOOD_FRAMESHIFT) ||
        expectedEfficacy(b.efficacy) - expectedEfficacy(a.efficacy) ||
        a.locus.start0 + a.site.start0 - b.locus.start0 - b.site.start0,
    )
    .slice(0, perStrategy);
  return aimOf(
    best.map(({ locus, site, cdsShare, cdna0, efficacy, frameshift }, i) => ({
      id: `GK${i + 1}`,
      place: placeOf(locus, site),
      site,
      exon: locus.exon + 1,
      cdsShare,
      decayed: isDecayed(transcript, cdna0),
      sharedBy: transcripts.length,
      efficacy,
      frameshift,
      specificity: NO_GENOME,
    })),
    `not possible with ${nuclease.title}, because no exon that codes in all ${transcripts.length} transcripts at hand has a guide in the first two thirds`,
  );
}

function aimOf<T>(items: readonly T[], because: string): Aim<T> {
  const [first, ...others] = items;
  return first === undefined
    ? { kind: 'not-possible', because }
    : { kind: 'designed', items: [first, ...others] };
}

/** The protospacer on the healthy genome, 1-based, with the strand that reads like the spacer. */
function placeOf(locus: Locus, { start0, end0, strand }: GuideSite): string {
  const { start0: changed0, end0: changeEnd0 } = locus.change;
  const grown = changeEnd0.mutant - changeEnd0.wildtype;
  const onGenome = (at0: number): number =>
    locus.start0 + (at0 <= changed0 ? at0 : at0 >= changeEnd0.mutant ? at0 - grown : changed0);
  const { chromosome } = locus.transcript;
  return `chr${chromosome}:${onGenome(start0) + 1}-${onGenome(end0)} (${strand === 1 ? '+' : '-'})`;
}
