import type { Context } from '../../core/context.js';
import { breathe } from '../../core/context.js';
import type { SkippedItem } from '../../core/skipped.js';
import type { TumourCase } from '../../case/tumour-case.js';
import type { MhcClass } from '../../engines/presentation/presentation-model.js';
import type { AlleleModel, CandidatePeptide, MissingPart } from '../findings.js';
import type { NeoantigenOptions, NeoantigenTools } from '../neoantigens/find-neoantigens.js';
import { scoreAlleles } from '../neoantigens/score-alleles.js';
import type { EventDraft } from './draft-event.js';
import { draftFusions } from './fusion-events.js';
import type {
  BestJunctionPeptide,
  JunctionEvent,
  JunctionNeoantigens,
  JunctionPeptide,
} from './junction-neoantigen.js';
import { draftSplicing } from './splice-events.js';

export interface FoundJunctionNeoantigens {
  /** Null where the case has neither fusions nor splice junctions. */
  readonly junctionNeoantigens: JunctionNeoantigens | null;
  readonly skipped: readonly SkippedItem[];
  readonly missing: readonly MissingPart[];
}

function bestOf(
  peptides: readonly JunctionPeptide[],
  mhcClass: MhcClass,
): BestJunctionPeptide | null {
  let best: BestJunctionPeptide | null = null;
  let lowestRank = Number.POSITIVE_INFINITY;
  for (const [peptide, candidate] of peptides.entries()) {
    if (candidate.mhcClass !== mhcClass || candidate.healthyOccurrences.count > 0) continue;
    for (const [allele, score] of candidate.scores.entries()) {
      if (score === null || score.percentileRank >= lowestRank) continue;
      lowestRank = score.percentileRank;
      best = { peptide, allele };
    }
  }
  return best;
}

/** Gaps of the presentation: no HLA, or molecules without a model. */
function missingPresentation(
  tumour: TumourCase,
  alleles: readonly AlleleModel[],
): readonly MissingPart[] {
  if (tumour.hla.kind === 'missing') {
    return [
      {
        part: 'presentation of junction peptides',
        reason: tumour.hla.reason,
        wouldNeed: "the patient's HLA alleles, two fields each, e.g. --hla 'HLA-A*02:01,…'",
      },
    ];
  }
  return alleles.flatMap((model) =>
    model.status === 'scored'
      ? []
      : [
          {
            part: `presentation by ${model.allele}`,
            reason: model.reason,
            wouldNeed: `a presentation model that covers ${model.allele}`,
          },
        ],
  );
}

/**
 * Peptides of fusion transcripts and of aberrantly spliced ones that span the junction, or lie in the new frame
 * after it, scored for the patient's alleles and looked up in the healthy proteome. What has no protein across
 * its junction is skipped with the reason.
 */
export async function findJunctionNeoantigens(
  tumour: TumourCase,
  tools: NeoantigenTools,
  options: NeoantigenOptions,
  context: Context,
): Promise<FoundJunctionNeoantigens> {
  const { fusions, spliceJunctions, hla } = tumour;
  if (fusions.kind === 'missing' && spliceJunctions.kind === 'missing') {
    return { junctionNeoantigens: null, skipped: [], missing: [] };
  }
  const drafts: EventDraft[] = [];
  const skipped: SkippedItem[] = [];
  const missing: MissingPart[] = [];
  if (fusions.kind === 'given') {
    const ofFusions = draftFusions(fusions.value, tools.healthyProteome, options);
    drafts.push(...ofFusions.drafts);
    skipped.push(...ofFusions.skipped);
    if (ofFusions.drafts.length === 0 && ofFusions.skipped.length > 0) {
      missing.push({
        part: 'neoantigens of fusions',
        reason: 'no fusion comes with a protein across its junction',
        wouldNeed:
          'Arriba’s fusions.tsv, STAR-Fusion with --examine_coding_effect, or AGFusion with --middlestar',
      });
    }
  }
  if (spliceJunctions.kind === 'given') {
    const ofJunctions = draftSplicing(spliceJunctions.value, options);
    drafts.push(...ofJunctions.drafts);
    skipped.push(...ofJunctions.skipped);
    missing.push(...ofJunctions.missing);
  }
  const { models, tables } = await scoreAlleles(
    drafts,
    hla.kind === 'given' ? hla.value : [],
    options,
    tools,
    context,
  );
  if (drafts.length > 0) missing.push(...missingPresentation(tumour, models));

  await breathe(context);
  const sought = [...new Set(drafts.flatMap(({ peptides }) => peptides.map((p) => p.peptide)))];
  const occurrences = new Map(
    tools.healthyProteome
      .occurrences(sought)
      .map((occurrence): [string, CandidatePeptide['healthyOccurrences']] => [
        occurrence.peptide,
        {
          count: occurrence.proteins,
          proteins: occurrence.examples.map(({ gene, accession }) => `${gene} (${accession})`),
        },
      ]),
  );
  const events = drafts.map(({ event, peptides: drafted }): JunctionEvent => {
    const peptides = drafted.map(({ wildtype, ...draft }): JunctionPeptide => ({
      ...draft,
      healthyOccurrences: occurrences.get(draft.peptide) ?? { count: 0, proteins: [] },
      scores: models.map(({ allele, mhcClass }) =>
        mhcClass === draft.mhcClass
          ? (tables.get(mhcClass)?.scoreOf({ peptide: draft.peptide, wildtype }, allele) ?? null)
          : null,
      ),
    }));
    return { ...event, peptides, best: { I: bestOf(peptides, 'I'), II: bestOf(peptides, 'II') } };
  });
  return { junctionNeoantigens: { alleles: models, events }, skipped, missing };
}
