import type { Given, SomaticVariant, TumourCase } from '../../case/tumour-case.js';
import type { Source } from '../../core/cited.js';
import type { OncoTree } from '../../engines/evidence/oncotree.js';
import type { Estimated } from './biomarkers.js';
import { MUTATION_CLASSES, type MutationClass, mutationClass } from './mutation-class.js';
import { meanAtLeastProbability, poissonInterval } from './poisson-rate.js';
import type { TmbEstimate, TmbPercentile, TmbTarget } from './tmb.js';
import { TMB_ASSAYS, tmbAssay } from './tmb-assays.js';
import { medianOf, midRankPercentile, ratesOf, studiesOf, type TmbCohort } from './tmb-cohort.js';

/** Tumour type reference; null where its pack is not installed. */
export interface TmbReference {
  readonly cohort: TmbCohort | null;
  readonly tree: OncoTree | null;
}

/** Below this a mutation is left out, as FoundationOne CDx and MSK-IMPACT leave them out (FDA P170019). */
const LEAST_ALLELE_FRACTION = 0.05;
/** Tumour-agnostic cut-off of pembrolizumab's label (FDA, June 2020). Unit: mutations per Mb. */
export const TMB_HIGH_PER_MB = 10;
/** A panel below this measures too little (Friends of Cancer Research recommend 1 Mb). Unit: Mb. */
const SMALL_PANEL_MB = 1;
/** Share of variants in no known transcript above which a count would be of a part of the exome only. */
const MOST_UNASSESSED = 0.02;
/** A BED below this is taken for a panel, above for an exome, far above for a genome. Unit: Mb. */
const EXOME_FROM_MB = 15;
const GENOME_FROM_MB = 200;

const SOURCES: readonly Source[] = [
  {
    name: 'Garwood 1936, fiducial limits for the Poisson distribution',
    doi: '10.1093/biomet/28.3-4.437',
  },
  {
    name: 'Merino et al. 2020, TMB harmonisation',
    doi: '10.1136/jitc-2019-000147',
    pmid: '32217756',
  },
];

interface Denominator extends TmbTarget {
  readonly countsSynonymous: boolean;
  readonly isBed: boolean;
  readonly outside: ReadonlySet<string>;
  readonly source: Source | null;
}

/**
 * Coding somatic mutations per Mb, with its Poisson interval and its place among tumours of the type. Missing where
 * the case does not say how much was sequenced, or the variants are not annotated.
 */
export function estimateTmb(tumour: TumourCase, reference: TmbReference): Estimated<TmbEstimate> {
  if (tumour.variants.kind === 'missing') {
    return absent(tumour.variants.reason, 'somatic variants (VCF or MAF)');
  }
  const target = denominator(tumour);
  if (target.kind === 'missing') {
    return absent(
      target.reason,
      `the target size: inputs.target (a BED), assay: a known name (${TMB_ASSAYS.map(({ name }) => name).join(', ')}), or assay: { name, codingMb, kind }`,
    );
  }
  const unassessed = unassessedShare(tumour, tumour.variants.value);
  if (unassessed.share > MOST_UNASSESSED) {
    return absent(
      `${unassessed.variants} of ${unassessed.of} variants lie in no transcript at hand, so whether they are coding is not known`,
      'a VCF annotated by VEP, or a reference of all genes (oncoscript packs build, --reference)',
    );
  }
  const denominatorValue = target.value;
  const tally = tallied(tumour.variants.value, denominatorValue);
  const { sizeMb, kind, from, countsSynonymous, source } = denominatorValue;
  const counted = MUTATION_CLASSES.filter((name) => countsSynonymous || name !== 'synonymous').map(
    (name) => ({ mutationClass: name, mutations: tally.byClass.get(name) ?? 0 }),
  );
  const mutations = counted.reduce((sum, { mutations: count }) => sum + count, 0);
  const silent = tally.byClass.get('synonymous') ?? 0;
  const { low, high } = poissonInterval(mutations);
  const nonSilentPerMb = (countsSynonymous ? mutations - silent : mutations) / sizeMb;
  return {
    kind: 'estimated',
    from: `${mutations} coding mutations in ${sizeMb} Mb (${from})`,
    sources: source === null ? SOURCES : [...SOURCES, source],
    value: {
      mutations,
      perMb: mutations / sizeMb,
      low: low / sizeMb,
      high: high / sizeMb,
      target: { sizeMb, kind, from },
      counted,
      leftOut: [
        ...tally.leftOut,
        ...(countsSynonymous || silent === 0
          ? []
          : [{ reason: 'synonymous, which do not count here', mutations: silent }]),
      ],
      atLeastTenProbability: meanAtLeastProbability(mutations, TMB_HIGH_PER_MB * sizeMb),
      percentile: percentileOf(tumour.tumourType, nonSilentPerMb, kind, reference),
      cautions: cautions(denominatorValue, tally.withoutFraction, unassessed.variants),
    },
  };
}

function absent(reason: string, wouldNeed: string): Estimated<TmbEstimate> {
  return { kind: 'missing', reason, wouldNeed };
}

/** How much was sequenced: from the BED, else the size with the assay, else the assay's name. */
export function tmbTarget(tumour: TumourCase): TmbTarget | null {
  const target = denominator(tumour);
  if (target.kind === 'missing') return null;
  const { sizeMb, kind, from } = target.value;
  return { sizeMb, kind, from };
}

function denominator({ assay, sequencedRegions }: TumourCase): Given<Denominator> {
  if (sequencedRegions.kind === 'given') {
    const { sizeBp, regions, variantsOutside } = sequencedRegions.value;
    const sizeMb = sizeBp / 1e6;
    const kind = sizeMb < EXOME_FROM_MB ? 'panel' : sizeMb < GENOME_FROM_MB ? 'exome' : 'genome';
    return {
      kind: 'given',
      from: sequencedRegions.from,
      value: {
        sizeMb,
        kind,
        from: `${sequencedRegions.from}, ${regions} regions`,
        countsSynonymous: false,
        isBed: true,
        outside: new Set(variantsOutside),
        source: null,
      },
    };
  }
  if (assay.kind === 'missing') {
    return { kind: 'missing', reason: 'how much was sequenced is not given' };
  }
  const { name, codingMb, kind } = assay.value;
  if (codingMb !== null && kind !== null) {
    return {
      kind: 'given',
      from: assay.from,
      value: {
        sizeMb: codingMb,
        kind,
        from: `${name}, size as the case gives it`,
        countsSynonymous: false,
        isBed: false,
        outside: new Set(),
        source: null,
      },
    };
  }
  const known = tmbAssay(name);
  if (known === null) {
    return { kind: 'missing', reason: `the size of the assay "${name}" is not known here` };
  }
  return {
    kind: 'given',
    from: assay.from,
    value: {
      sizeMb: known.codingMb,
      kind: known.kind,
      from: `${known.name}, assay table`,
      countsSynonymous: known.countsSynonymous,
      isBed: false,
      outside: new Set(),
      source: known.source,
    },
  };
}

/**
 * Variants that our own caller, with a reference of some genes only, could not place in any transcript; none where
 * the input is annotated.
 */
function unassessedShare(
  { packs, skipped }: TumourCase,
  variants: readonly SomaticVariant[],
): { readonly variants: number; readonly of: number; readonly share: number } {
  const isPartial = packs.some(({ id }) => id.startsWith('reference-panel-'));
  const named = new Set(
    skipped.filter(({ code }) => code === 'not-assessed').map(({ item }) => item),
  );
  const unassessed = !isPartial
    ? 0
    : variants.filter(
        ({ id, consequences }) => consequences.length === 0 && named.has(`variant ${id}`),
      ).length;
  return {
    variants: unassessed,
    of: variants.length,
    share: variants.length === 0 ? 0 : unassessed / variants.length,
  };
}

interface Tally {
  readonly byClass: ReadonlyMap<MutationClass, number>;
  readonly leftOut: readonly { readonly reason: string; readonly mutations: number }[];
  readonly withoutFraction: number;
}

function tallied(
  variants: readonly SomaticVariant[],
  { outside, countsSynonymous }: Denominator,
): Tally {
  const byClass = new Map<MutationClass, number>();
  const leftOut = new Map<string, number>();
  let withoutFraction = 0;
  for (const variant of variants) {
    const found = mutationClass(variant);
    if (found === null) continue;
    const counts = countsSynonymous || found !== 'synonymous';
    const reason = counts ? reasonToLeaveOut(variant, outside) : null;
    if (reason !== null) {
      leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
      continue;
    }
    if (counts && variant.tumourDna.alleleFraction === null) withoutFraction++;
    byClass.set(found, (byClass.get(found) ?? 0) + 1);
  }
  return {
    byClass,
    leftOut: [...leftOut].map(([reason, mutations]) => ({ reason, mutations })),
    withoutFraction,
  };
}

function reasonToLeaveOut(variant: SomaticVariant, outside: ReadonlySet<string>): string | null {
  if (variant.calledInTumour === false) return 'not called in the tumour';
  if (variant.filters.length > 0) return 'failed a filter';
  if (outside.has(variant.id)) return 'outside of the sequenced regions';
  const { alleleFraction } = variant.tumourDna;
  return alleleFraction !== null && alleleFraction < LEAST_ALLELE_FRACTION
    ? `allele fraction below ${LEAST_ALLELE_FRACTION}`
    : null;
}

/** Null where the type is not given, or no study is of it. The cohort counts non-silent mutations of exomes. */
function percentileOf(
  tumourType: Given<string>,
  nonSilentPerMb: number,
  kind: TmbTarget['kind'],
  { cohort, tree }: TmbReference,
): TmbPercentile | null {
  if (cohort === null || tree === null || tumourType.kind === 'missing') return null;
  const studies = studiesOf(cohort, tree, tumourType.value);
  if (studies.length === 0) return null;
  const rates = ratesOf(cohort, studies);
  return {
    cohort: `TCGA ${studies.map(({ study, name }) => `${study} (${name})`).join(', ')}, non-silent mutations over ${cohort.exomeMb} Mb`,
    tumours: rates.length,
    percentile: midRankPercentile(rates, nonSilentPerMb),
    medianPerMb: medianOf(rates),
    quantilesPerMb: Array.from(
      { length: 21 },
      (_, i) => rates[Math.round((i / 20) * (rates.length - 1))] as number,
    ),
    caution:
      kind === 'panel'
        ? 'a panel against exomes: panels are built of genes that are often mutated, so the percentile is too high rather than too low'
        : kind === 'genome'
          ? 'a whole genome against exomes'
          : null,
  };
}

function cautions(
  { kind, sizeMb, isBed }: Denominator,
  withoutFraction: number,
  unassessed: number,
): readonly string[] {
  return [
    kind === 'panel' && sizeMb < SMALL_PANEL_MB
      ? `the panel has ${sizeMb.toFixed(2)} Mb, less than ${SMALL_PANEL_MB}: the interval is wide, and a few driver genes weigh heavily`
      : null,
    kind === 'panel'
      ? 'a panel of cancer genes: not to be compared with exomes, or with cut-offs of another assay, as it is'
      : null,
    isBed ? 'the size is that of all regions in the BED, non-coding bases among them' : null,
    withoutFraction > 0
      ? `${withoutFraction} mutations have no allele fraction and could not be guarded by it`
      : null,
    unassessed > 0
      ? `${unassessed} variants lie in no transcript at hand and were not counted`
      : null,
  ].filter((caution) => caution !== null);
}
