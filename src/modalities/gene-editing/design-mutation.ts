import { breathe, type Context } from '../../core/context.js';
import { checkPrimers, GENOME_PRODUCT, PACK_PRODUCT } from './check-primers.js';
import { orderClaims, riskClaims, targetClaims } from './claims.js';
import type { DesignGround } from './design-gene-editing.js';
import { editorFits } from './editor-fit.js';
import { type EditingGround, type EditingTarget, targetLabel } from './editing-targets.js';
import { geneAims } from './gene-aims.js';
import type { DraftDesign, GeneEditingDesign } from './gene-editing-design.js';
import { GENOME_FLANK_BP } from './genome-flanks.js';
import type { Locus } from './locus.js';
import { locusConstructs } from './locus-constructs.js';
import {
  baseCorrection,
  mutantKnockout,
  primeCorrection,
  templateRepair,
} from './mutation-aims.js';

/** A region beside the variant that primers are sought in. Unit: bp. */
const PRIMER_REACH = GENOME_FLANK_BP;

/** What can be done to one mutation. */
export async function designMutation(
  id: string,
  target: EditingTarget,
  ground: EditingGround,
  { build, findings, choice, scores, parts, flanksFrom }: DesignGround,
  context: Context,
): Promise<DraftDesign> {
  const { locus } = ground;
  const knockOutMutant = mutantKnockout(target, locus, choice, scores);
  await breathe(context);
  const baseEdit = baseCorrection(locus, choice);
  await breathe(context);
  const primeEdit = primeCorrection(locus, choice, scores);
  await breathe(context);
  const isEdited = [baseEdit, primeEdit].some(({ kind }) => kind === 'designed');
  const repair = templateRepair(locus, isEdited, scores);
  const ofGene = { transcript: locus.transcript, transcripts: ground.transcripts };
  const { knockOutGene, guidePairs } =
    target.driver?.role?.value === 'oncogene'
      ? await geneAims(ofGene, choice, scores, context)
      : notSought(`${target.gene} is not known as an oncogene alone`);
  await breathe(context);
  const label = targetLabel({
    ...target,
    change: target.change ?? (isOneChange(ground.change) ? ground.change : null),
  });
  const primers = primersAround(locus, locus.change.start0, locus.change.end0.wildtype, flanksFrom);
  const aims = { knockOutMutant, baseEdit, primeEdit, repair, knockOutGene, guidePairs };
  const fits = editorFits(aims, parts);
  return {
    kind: 'gene-editing',
    id,
    score: target.driver?.oncogenicity.points ?? 0,
    claims: [
      ...targetClaims(target, label, findings),
      ...riskClaims(aims),
      ...fits.map(({ because }) => because),
      ...orderClaims(primers),
    ],
    subject: 'mutation',
    gene: target.gene,
    label,
    variantId: target.variantId,
    build,
    transcript: locus.transcript.id,
    ground: groundOf(locus, flanksFrom),
    ...aims,
    editorFits: fits,
    primers,
    constructs: locusConstructs(id, label, locus, aims),
  };
}

function notSought(because: string): Pick<GeneEditingDesign, 'guidePairs' | 'knockOutGene'> {
  const none = { kind: 'not-sought', because } as const;
  return { knockOutGene: none, guidePairs: none };
}

/** `R132H`, which a label holds; more takes a sentence. */
function isOneChange(change: string | null): boolean {
  return change !== null && /^[A-Z]\d+[A-Z*]$/.test(change);
}

/** Primers around `[start0, end0)` of the healthy locus. */
export function primersAround(
  locus: Locus,
  start0: number,
  end0: number,
  flanksFrom: string | null,
): GeneEditingDesign['primers'] {
  if (!locus.hasFlanks) {
    return { reason: 'the pack has the mRNA alone: give a whole genome (--genome)' };
  }
  const from = Math.max(0, start0 - PRIMER_REACH);
  return checkPrimers(
    locus.bases.wildtype.slice(from, end0 + PRIMER_REACH),
    { start0: start0 - from, end0: end0 - from },
    flanksFrom === null ? PACK_PRODUCT : GENOME_PRODUCT,
  );
}

export function groundOf(locus: Locus, flanksFrom: string | null): GeneEditingDesign['ground'] {
  const bases = locus.bases.wildtype.length;
  const exon = `exon ${locus.exon + 1} of ${locus.transcript.id}`;
  if (!locus.hasFlanks) {
    return {
      kind: 'mrna',
      note: `the pack has the mRNA of ${locus.transcript.id} alone: guides lie within exon ${locus.exon + 1}, those over its edges are not seen`,
      bases,
    };
  }
  return {
    kind: 'genome',
    note:
      flanksFrom === null
        ? `${exon} with the flanks that the pack holds: guides farther in the introns are not seen`
        : `${exon} with ${GENOME_FLANK_BP} bases on either side from ${flanksFrom}`,
    bases,
  };
}
