import type { Context } from '../../core/context.js';
import { knockoutClaims, orderClaims, riskClaims } from './claims.js';
import type { DesignGround } from './design-gene-editing.js';
import { groundOf, primersAround } from './design-mutation.js';
import { editorFits } from './editor-fit.js';
import { geneAims } from './gene-aims.js';
import type { DraftDesign } from './gene-editing-design.js';
import type { KnockoutGene } from './knockout-genes.js';
import { exonConstructs } from './locus-constructs.js';
import { exonLocus } from './locus.js';

const NO_MUTATION = {
  kind: 'not-sought',
  because: 'the gene is cut in a cell product: no mutation is edited',
} as const;

/** A knock-out that was asked for, with where its best guide cuts; `score` orders it behind the mutations. */
export async function designKnockout(
  id: string,
  { gene, transcript, transcripts }: KnockoutGene,
  score: number,
  { build, findings, choice, scores, parts, flanksFrom }: DesignGround,
  context: Context,
): Promise<{ readonly draft: DraftDesign; readonly cut0: number | null }> {
  const { bestCut0, ...cuts } = await geneAims(
    { transcript, transcripts },
    choice,
    scores,
    context,
  );
  const label = `${gene} knock-out`;
  const best = cuts.knockOutGene.kind === 'designed' ? cuts.knockOutGene.items[0] : null;
  const locus = exonLocus(transcript, (best?.exon ?? 1) - 1, null);
  const cutAt = 'reason' in locus || bestCut0 === null ? null : bestCut0 - locus.start0;
  const primers =
    'reason' in locus || cutAt === null
      ? { reason: 'there is no guide to check' }
      : primersAround(locus, cutAt, cutAt, flanksFrom);
  const aims = {
    knockOutMutant: NO_MUTATION,
    baseEdit: NO_MUTATION,
    primeEdit: NO_MUTATION,
    repair: NO_MUTATION,
    ...cuts,
  };
  const fits = editorFits(aims, parts);
  const draft: DraftDesign = {
    kind: 'gene-editing',
    id,
    score,
    claims: [
      ...knockoutClaims(gene, choice.knockOutSymbols, findings),
      ...riskClaims(aims),
      ...fits.map(({ because }) => because),
      ...orderClaims(primers),
    ],
    subject: 'gene',
    gene,
    label,
    variantId: null,
    build,
    transcript: transcript.id,
    ground:
      'reason' in locus
        ? { kind: 'mrna', note: locus.reason, bases: 0 }
        : groundOf(locus, flanksFrom),
    ...aims,
    editorFits: fits,
    primers,
    constructs: best === null ? [] : exonConstructs(id, gene, transcript, cuts),
  };
  return { draft, cut0: bestCut0 };
}
