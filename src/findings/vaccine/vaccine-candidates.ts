import { isPeptide } from '../../core/brands.js';
import { breathe, type Context } from '../../core/context.js';
import { compareText } from '../../core/skipped.js';
import type {
  EpitopeCandidate,
  Likelihood,
  PatientAllele,
  ShownPeptide,
} from '../../engines/constructs/epitopes/epitope-candidate.js';
import { BINDER_RANKS } from '../../engines/constructs/epitopes/junctions.js';
import { presentationProbability } from '../../engines/constructs/epitopes/presentation-probability.js';
import type {
  HealthyTissueExpression,
  HealthyTissues,
} from '../../engines/expression/healthy-tissues.js';
import type { MhcClass } from '../../engines/presentation/presentation-model.js';
import type {
  AlleleModel,
  CandidatePeptide,
  Findings,
  MutantProtein,
  NeoantigenVariant,
} from '../findings.js';
import { fusionName } from '../fusions/fusion-events.js';
import type { JunctionEvent } from '../fusions/junction-neoantigen.js';
import { compareTranscripts, isReviewed } from '../ranking/rank-candidates.js';
import { DEFAULT_RANK_OPTIONS } from '../ranking/rank-options.js';
import { expressedLikelihood } from './expressed-likelihood.js';
import { mutationWindows } from './mutation-windows.js';
import { type PatientAlleles, patientAlleles } from './patient-alleles.js';

/** Something worth knowing that no source here holds. */
interface NotKnown {
  readonly value: null;
  readonly reason: string;
}

/** A window of a tumour's mutant protein, with where it comes from. */
export interface VaccineCandidate extends EpitopeCandidate {
  /** For people: `TP53 R175H`, `BCR::ABL1 …`. */
  readonly label: string;
  readonly source: 'variant' | 'fusion' | 'splice';
  /** The mutant protein as far as it is at hand, and where the window starts in it. */
  readonly protein: { readonly sequence: string; readonly start0: number };
  /** The change `[start0, end0)` in `protein`; empty for a joint. */
  readonly change: { readonly start0: number; readonly end0: number };
  /** Whether the tumour can do without the gene product: its class as a driver, where it is one. */
  readonly neededByTumour: { readonly value: string; readonly reason: string } | NotKnown;
  /** Expression of the gene in healthy tissue. */
  readonly healthyExpression: { readonly value: HealthyTissueExpression } | NotKnown;
}

export interface CandidateOptions {
  /** Residues of a window. */
  readonly windowLength: number;
  /** Ranks (%) up to which a peptide may count as shown: a weak binder's unless told. */
  readonly weakRanks?: Readonly<Record<MhcClass, number>>;
  /** Null or left out where no pack of it is installed. */
  readonly healthyTissues?: HealthyTissues | null | undefined;
}

/** A mutation that gives no candidate, and why. */
interface LeftOut {
  readonly item: string;
  readonly reason: string;
}

/** `shown` of the candidates runs parallel to `alleles`. */
export interface VaccineCandidates extends PatientAlleles {
  readonly candidates: readonly VaccineCandidate[];
  readonly leftOut: readonly LeftOut[];
}

const VARIANTS_PER_BREATH = 20;

/** What is the same for all windows of one mutation. */
interface Mutation {
  readonly id: string;
  /** What counts once: the event, whatever transcripts it gives. */
  readonly counts: string;
  readonly label: string;
  readonly gene: string | null;
  /** Ensembl. */
  readonly geneId: string | null;
  readonly source: VaccineCandidate['source'];
  readonly protein: string;
  readonly change: { readonly start0: number; readonly end0: number };
  readonly peptides: readonly Pick<
    CandidatePeptide,
    'healthyOccurrences' | 'mhcClass' | 'peptide' | 'scores'
  >[];
  /** What `scores` run parallel to. */
  readonly models: readonly AlleleModel[];
  readonly clonal: Likelihood;
  readonly expressed: Likelihood;
  readonly neededByTumour: VaccineCandidate['neededByTumour'];
}

function healthyExpression(
  { gene, geneId }: Pick<Mutation, 'gene' | 'geneId'>,
  tissues: HealthyTissues | null | undefined,
): VaccineCandidate['healthyExpression'] {
  if (tissues === null || tissues === undefined) {
    return { value: null, reason: 'no pack with expression in healthy tissue was at hand' };
  }
  const value = tissues.of({ geneId, geneSymbol: gene });
  return value === null
    ? { value, reason: 'the pack of healthy tissues does not hold this gene' }
    : { value };
}

/**
 * The windows of a tumour's mutant proteins that an allele of the patient may show, with what is known of each:
 * from variants that passed their filters, on the transcript that the review prefers, and from fusions and
 * splice junctions. Neither healthy peptides, nor ranks beyond a weak binder's, nor alleles that the tumour has lost
 * count. In the order of the findings.
 */
export async function vaccineCandidates(
  findings: Findings,
  options: CandidateOptions,
  context: Context,
): Promise<VaccineCandidates> {
  const reading = readCandidates(findings, options);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
    const [done, total] = step.value;
    context.report({ step: 'vaccine candidates', done, total });
    if (done % VARIANTS_PER_BREATH === 0) await breathe(context);
  }
}

/** The same at once, for an assessment: some 100 ms for a tumour of 500 mutations. */
export function vaccineCandidatesNow(
  findings: Findings,
  options: CandidateOptions,
): VaccineCandidates {
  const reading = readCandidates(findings, options);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

/** Yields how many mutations of how many were read. */
function* readCandidates(
  findings: Findings,
  options: CandidateOptions,
): Generator<readonly [number, number], VaccineCandidates> {
  const { alleles, unscored } = patientAlleles(findings);
  const leftOut: LeftOut[] = [];
  const candidates: VaccineCandidate[] = [];
  const taken = new Set<string>();
  const mutations = [
    ...findings.neoantigens.variants.map((variant) => () => mutationOf(variant, findings)),
    ...(findings.junctionNeoantigens?.events ?? []).map(
      (event) => () => junctionMutation(event, findings.junctionNeoantigens?.alleles ?? []),
    ),
  ];
  for (const [i, read] of mutations.entries()) {
    yield [i, mutations.length];
    const mutation = read();
    if ('reason' in mutation) {
      leftOut.push(mutation);
      continue;
    }
    const found = candidatesOf(mutation, alleles, options);
    if ('reason' in found) leftOut.push(found);
    else {
      for (const candidate of found) {
        if (!taken.has(candidate.sequence)) {
          taken.add(candidate.sequence);
          candidates.push(candidate);
        } else {
          leftOut.push({ item: candidate.label, reason: 'another mutation gives the same window' });
        }
      }
    }
  }
  return {
    alleles,
    unscored,
    candidates,
    leftOut,
  };
}

function changeOf(protein: MutantProtein): string {
  const [before = '', after = ''] = protein.aminoAcids.split('/');
  if (protein.kind === 'frameshift') return `${before}${protein.proteinPosition}fs`;
  return `${before}${protein.proteinPosition}${after}`;
}

function mutationOf(variant: NeoantigenVariant, findings: Findings): LeftOut | Mutation {
  const [protein] = variant.proteins
    .filter((candidate) => isReviewed(candidate, DEFAULT_RANK_OPTIONS))
    .sort(compareTranscripts);
  if (protein === undefined) {
    return { item: variant.id, reason: 'no complete protein-coding transcript has the change' };
  }
  const label = `${protein.geneSymbol ?? protein.transcript} ${changeOf(protein)}`;
  if (variant.filters.length > 0) {
    return { item: label, reason: `failed the caller's filter: ${variant.filters.join(', ')}` };
  }
  const { clonality, tumourRna } = variant;
  return {
    id: variant.id,
    counts: variant.id,
    label,
    gene: protein.geneSymbol,
    geneId: protein.geneId,
    source: 'variant',
    protein: protein.mutantWindow,
    change: {
      start0: protein.changedStart0 - protein.windowStart0,
      end0: protein.changedEnd0 - protein.windowStart0,
    },
    peptides: variant.peptides,
    models: findings.neoantigens.alleles,
    clonal:
      clonality.kind === 'estimated'
        ? { value: clonality.clonalProbability, basis: 'reads, purity and copy number' }
        : { value: null, basis: clonality.reason },
    expressed: expressedLikelihood({
      geneExpression: protein.geneExpression,
      unit: findings.tumour.expressionUnit,
      rnaDepth: tumourRna?.depth ?? null,
      rnaAltReads: tumourRna?.altReads ?? null,
    }),
    neededByTumour: neededByTumour(variant.id, findings),
  };
}

function neededByTumour(
  variantId: string,
  { drivers }: Findings,
): VaccineCandidate['neededByTumour'] {
  const driver = drivers.find((finding) => finding.variantId === variantId);
  if (driver === undefined) {
    return {
      value: null,
      reason: 'not a variant of a known cancer gene, and no data on what cells of this tumour need',
    };
  }
  return {
    value: driver.oncogenicity.class,
    reason: `variant of the cancer gene ${driver.geneSymbol}, ${driver.oncogenicity.points} points of oncogenicity`,
  };
}

function junctionMutation(
  event: JunctionEvent,
  models: readonly AlleleModel[],
): LeftOut | Mutation {
  const label = event.kind === 'fusion' ? fusionName(event) : `splice junction ${event.name}`;
  if (event.kind === 'fusion' && event.confidence?.toLowerCase() === 'low') {
    return { item: label, reason: 'the fusion caller gives it low confidence' };
  }
  const gene = event.kind === 'fusion' ? event.gene5.name : event.geneSymbol;
  return {
    id: `${label} (line ${event.line}, ${event.sequence})`,
    counts: label,
    label,
    gene,
    geneId: event.kind === 'fusion' ? null : event.geneId,
    source: event.kind,
    protein: event.sequence,
    change: {
      start0: event.breakpoint0,
      end0: event.frame === 'in-frame' ? event.breakpoint0 : event.sequence.length,
    },
    peptides: event.peptides,
    models,
    clonal: { value: null, basis: 'seen in RNA, which does not say in how many cells' },
    expressed:
      event.junctionReads === null
        ? { value: null, basis: 'reads across the junction were not given' }
        : expressedLikelihood({
            geneExpression: null,
            unit: 'counts',
            rnaDepth: event.junctionReads,
            rnaAltReads: event.junctionReads,
          }),
    neededByTumour: { value: null, reason: 'not assessed for fusions and splice junctions' },
  };
}

function isLost(allele: PatientAllele | undefined): boolean {
  return allele?.kept.value === 0;
}

function candidatesOf(
  mutation: Mutation,
  alleles: readonly PatientAllele[],
  options: CandidateOptions,
): LeftOut | readonly VaccineCandidate[] {
  const { id, label, gene, source, protein, change, peptides, models } = mutation;
  const { windowLength, weakRanks = BINDER_RANKS.weak } = options;
  const novel = peptides.filter(({ healthyOccurrences }) => healthyOccurrences.count === 0);
  const candidates: VaccineCandidate[] = [];
  const onlyOn = new Set<string>();
  for (const { sequence, start0 } of mutationWindows(protein, change, windowLength)) {
    if (!isPeptide(sequence) || sequence.length < 8) continue;
    const inside = novel.filter(({ peptide }) => sequence.includes(peptide));
    const shown = alleles.map(({ allele, mhcClass }): ShownPeptide | null => {
      const at = models.findIndex((model) => model.allele === allele);
      const ranked = inside.flatMap(({ peptide, mhcClass: ofPeptide, scores }) => {
        const percentileRank = scores[at]?.percentileRank;
        return percentileRank === undefined || ofPeptide !== mhcClass
          ? []
          : [{ peptide, percentileRank }];
      });
      const [best] = ranked
        .filter(({ percentileRank }) => percentileRank <= weakRanks[mhcClass])
        .sort((a, b) => a.percentileRank - b.percentileRank || compareText(a.peptide, b.peptide));
      return best === undefined
        ? null
        : {
            ...best,
            start0: sequence.indexOf(best.peptide),
            probability: presentationProbability(best.percentileRank, mhcClass),
          };
    });
    const counted = shown.filter(
      (peptide, a): peptide is ShownPeptide => peptide !== null && !isLost(alleles[a]),
    );
    if (counted.length === 0) {
      alleles.forEach(({ allele }, a) => {
        if (shown[a] !== null) onlyOn.add(allele);
      });
      continue;
    }
    const within = (place: number): number =>
      Math.max(0, Math.min(sequence.length, place - start0));
    candidates.push({
      id: `${id} ${start0}`,
      mutation: mutation.counts,
      label,
      gene,
      source,
      sequence,
      core: {
        start0: Math.min(within(change.start0), ...counted.map((peptide) => peptide.start0)),
        end0: Math.max(
          Math.min(within(change.end0), within(change.start0) + 1),
          ...counted.map((peptide) => peptide.start0 + peptide.peptide.length),
        ),
      },
      shown,
      clonal: mutation.clonal,
      expressed: mutation.expressed,
      protein: { sequence: protein, start0 },
      change,
      neededByTumour: mutation.neededByTumour,
      healthyExpression: healthyExpression(mutation, options.healthyTissues),
    });
  }
  if (candidates.length > 0) return candidates;
  if (onlyOn.size > 0) {
    return {
      item: label,
      reason: `new peptides only on alleles that the tumour has lost: ${[...onlyOn].join(', ')}`,
    };
  }
  return {
    item: label,
    reason:
      alleles.length === 0
        ? 'no allele of the patient was scored'
        : `no new peptide ranks within ${weakRanks.I} % (class I) or ${weakRanks.II} % (class II)`,
  };
}
