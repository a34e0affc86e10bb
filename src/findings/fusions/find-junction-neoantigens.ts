import type { Context } from '../../core/context.js';
import { breathe } from '../../core/context.js';
import type { SkippedItem } from '../../core/skipped.js';
import type {
  FusionPartner,
  FusionRow,
  SpliceJunctionRow,
  TumourCase,
} from '../../case/tumour-case.js';
import type { MhcClass } from '../../engines/presentation/presentation-model.js';
import type { AlleleModel, CandidatePeptide, MissingPart } from '../findings.js';
import type { NeoantigenOptions, NeoantigenTools } from '../neoantigens/find-neoantigens.js';
import { scoreAlleles } from '../neoantigens/score-alleles.js';
import type {
  BestJunctionPeptide,
  JunctionEvent,
  JunctionNeoantigens,
  JunctionPeptide,
} from './junction-neoantigen.js';
import { junctionPeptides } from './junction-peptides.js';

export interface FoundJunctionNeoantigens {
  /** Null where the case has neither fusions nor splice junctions. */
  readonly junctionNeoantigens: JunctionNeoantigens | null;
  readonly skipped: readonly SkippedItem[];
  readonly missing: readonly MissingPart[];
}

type Draft = Omit<JunctionPeptide, 'healthyOccurrences' | 'scores'> & { readonly wildtype: null };

interface EventDraft {
  readonly fusion: FusionRow & { readonly peptide: NonNullable<FusionRow['peptide']> };
  readonly peptides: readonly Draft[];
}

/** `chr22:23632600`, 1-based, as the tools write it; null where the file has none. */
export function breakpointText({ breakpoint }: FusionPartner): string | null {
  return breakpoint === null ? null : `${breakpoint.chromosome}:${breakpoint.start0 + 1}`;
}

/** `BCR::ABL1 chr22:23632600 chr9:133729450`; genes joined as HGNC recommends. */
export function fusionName({ gene5, gene3 }: Pick<FusionRow, 'gene3' | 'gene5'>): string {
  const places = [gene5, gene3].map(breakpointText).filter((place) => place !== null);
  return [`${gene5.name}::${gene3.name}`, ...places].join(' ');
}

function skippedFusion(fusion: FusionRow, code: string, reason: string): SkippedItem {
  return {
    status: 'skipped',
    item: `fusion ${fusionName(fusion)}`,
    code,
    reason: `${fusion.source}: ${reason}`,
    line: fusion.line,
  };
}

function hasPeptide(fusion: FusionRow): fusion is EventDraft['fusion'] {
  return fusion.peptide !== null;
}

function draftEvent(
  fusion: EventDraft['fusion'],
  options: NeoantigenOptions,
  skip: (item: SkippedItem) => void,
): EventDraft {
  const peptides = new Map<string, Draft>();
  let nonStandardWindows = 0;
  for (const [mhcClass, lengths] of [
    ['I', options.classILengths],
    ['II', options.classIIScoredLengths],
  ] as const) {
    const novel = junctionPeptides(fusion.peptide, lengths);
    nonStandardWindows += novel.nonStandardWindows;
    for (const { peptide, start0, mutatedPositions } of novel.peptides) {
      if (peptides.has(peptide)) continue;
      peptides.set(peptide, {
        peptide,
        mhcClass,
        wildtype: null,
        start0,
        newPositions: mutatedPositions,
      });
    }
  }
  if (nonStandardWindows > 0) {
    skip(
      skippedFusion(
        fusion,
        'non-standard-residue',
        `${nonStandardWindows} windows hold a residue that is none of the twenty`,
      ),
    );
  }
  if (peptides.size === 0) {
    skip(
      skippedFusion(
        fusion,
        'no-novel-peptide',
        'the sequence is too short for a peptide across the junction',
      ),
    );
  }
  return { fusion, peptides: [...peptides.values()] };
}

/** Why a splice junction gives no peptide; healthy cells have one that is annotated too. */
function skippedJunction(junction: SpliceJunctionRow): SkippedItem {
  const { chromosome, start0, end0, geneSymbols, anchor, line } = junction;
  const place = `${chromosome}:${start0 + 1}-${end0}`;
  const isAnnotated = anchor === 'DA';
  return {
    status: 'skipped',
    item: `splice junction ${[place, geneSymbols.join(', ')].filter((word) => word !== '').join(' ')}`,
    code: isAnnotated ? 'annotated-junction' : 'junction-not-assessed',
    reason: isAnnotated
      ? 'RegTools: healthy transcripts are spliced so too'
      : 'RegTools gives no protein: that takes the sequences of the transcripts',
    line,
  };
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

function frameOf(inFrame: boolean | null): JunctionEvent['frame'] {
  if (inFrame === null) return null;
  return inFrame ? 'in-frame' : 'frameshift';
}

/** Gaps of the presentation: no HLA, or molecules without a model. */
function missingPresentation(
  tumour: TumourCase,
  alleles: readonly AlleleModel[],
): readonly MissingPart[] {
  if (tumour.hla.kind === 'missing') {
    return [
      {
        part: 'presentation of fusion peptides',
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
 * Peptides of fusion transcripts that span the junction, or lie in the new frame after it, scored for the
 * patient's alleles and looked up in the healthy proteome. A fusion whose tool gives no protein is skipped
 * with the reason, and so is every splice junction: its protein takes the transcripts' sequences.
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
  const skipped: SkippedItem[] = [];
  const missing: MissingPart[] = [];
  const drafts: EventDraft[] = [];
  for (const fusion of fusions.kind === 'given' ? fusions.value : []) {
    if (hasPeptide(fusion)) {
      drafts.push(draftEvent(fusion, options, (item) => skipped.push(item)));
    } else {
      skipped.push(skippedFusion(fusion, 'no-fusion-peptide', fusion.noPeptide ?? 'no peptide'));
    }
  }
  if (drafts.length === 0 && skipped.length > 0) {
    missing.push({
      part: 'neoantigens of fusions',
      reason: 'no fusion comes with a protein across its junction',
      wouldNeed:
        'Arriba’s fusions.tsv, STAR-Fusion with --examine_coding_effect, or AGFusion with --middlestar',
    });
  }
  if (spliceJunctions.kind === 'given') {
    const ofJunctions = spliceJunctions.value.map(skippedJunction);
    skipped.push(...ofJunctions);
    const unassessed = ofJunctions.filter(({ code }) => code === 'junction-not-assessed').length;
    if (unassessed > 0) {
      missing.push({
        part: 'neoantigens of splice junctions',
        reason: `RegTools gives no protein for ${unassessed} junctions that are not annotated`,
        wouldNeed: 'the proteins of the transcripts spliced so, e.g. from pVACsplice',
      });
    }
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
  const events = drafts.map(({ fusion, peptides: drafted }): JunctionEvent => {
    const peptides = drafted.map(({ wildtype, ...draft }): JunctionPeptide => ({
      ...draft,
      healthyOccurrences: occurrences.get(draft.peptide) ?? { count: 0, proteins: [] },
      scores: models.map(({ allele, mhcClass }) =>
        mhcClass === draft.mhcClass
          ? (tables.get(mhcClass)?.scoreOf({ peptide: draft.peptide, wildtype }, allele) ?? null)
          : null,
      ),
    }));
    return {
      kind: 'fusion',
      tool: fusion.source,
      gene5: fusion.gene5,
      gene3: fusion.gene3,
      frame: frameOf(fusion.inFrame),
      junctionReads: fusion.junctionReads,
      spanningReads: fusion.spanningReads,
      confidence: fusion.confidence,
      tags: fusion.tags,
      line: fusion.line,
      sequence: fusion.peptide.sequence,
      breakpoint0: fusion.peptide.breakpoint0,
      endsAtStop: fusion.peptide.endsAtStop,
      peptides,
      best: { I: bestOf(peptides, 'I'), II: bestOf(peptides, 'II') },
    };
  });
  return { junctionNeoantigens: { alleles: models, events }, skipped, missing };
}
