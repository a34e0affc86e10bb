import { LAB_QUANTITIES, type LabQuantity } from '../case/lab-quantities.js';
import { LAB_STATUSES } from '../case/lab-statuses.js';
import type {
  LabValues,
  LactateDehydrogenase,
  PdL1Value,
  ReportedTmb,
} from '../case/lab-values.js';
import type { Given } from '../case/tumour-case.js';
import type { Source } from '../core/cited.js';
import type { Biomarkers, Estimated } from '../findings/biomarkers/biomarkers.js';

/** One line of the biomarker panel. */
export interface BiomarkerRow {
  readonly group: 'clinic' | 'escape' | 'expression' | 'genome' | 'HLA' | 'laboratory';
  readonly biomarker: string;
  /** Null where it is missing. */
  readonly value: number | string | null;
  readonly unit: string | null;
  /** Ends of an interval; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  /** Who says so: the laboratory, or what was worked out from the tumour's data. */
  readonly origin: 'estimated' | 'given' | 'missing';
  /** How the value came about, or why there is none. */
  readonly detail: string;
  /** What would give it; empty where it is there. */
  readonly wouldNeed: string;
  readonly sources: readonly Source[];
}

/** `Huang 2015 (PMID 26306458)`. */
export function sourceName({ name, pmid, doi, url }: Source): string {
  const place = pmid !== undefined ? `PMID ${pmid}` : (doi ?? url);
  return place === undefined ? name : `${name} (${place})`;
}

/** Every biomarker in one order: genome, HLA, escape, expression, laboratory, clinic; missing ones too. */
export function biomarkerRows(biomarkers: Biomarkers): readonly BiomarkerRow[] {
  return [
    ...genomeRows(biomarkers),
    ...hlaRows(biomarkers),
    ...escapeRows(biomarkers),
    ...expressionRows(biomarkers),
    ...labRows(biomarkers.lab),
  ];
}

/** Missing rows: the names of those that laboratory and clinic might have given and did not, and the others. */
export function splitMissing(missing: readonly BiomarkerRow[]): {
  readonly unstated: readonly string[];
  readonly explained: readonly BiomarkerRow[];
} {
  const isUnstated = ({ group, detail }: BiomarkerRow): boolean =>
    (group === 'laboratory' || group === 'clinic') && detail.startsWith('no ');
  return {
    unstated: missing.filter(isUnstated).map(({ biomarker }) => biomarker),
    explained: missing.filter((row) => !isUnstated(row)),
  };
}

type Estimate<T> = Extract<Estimated<T>, { kind: 'estimated' }>;
type Worked = Pick<BiomarkerRow, 'detail' | 'high' | 'low' | 'unit' | 'value'>;

/** A row of an estimate, or of its absence. */
function estimateRow<T>(
  group: BiomarkerRow['group'],
  biomarker: string,
  estimate: Estimated<T>,
  worked: (estimate: Estimate<T>) => Worked,
): BiomarkerRow {
  if (estimate.kind === 'missing') {
    return {
      ...NOTHING,
      group,
      biomarker,
      origin: 'missing',
      detail: estimate.reason,
      wouldNeed: estimate.wouldNeed,
    };
  }
  const row = worked(estimate);
  return row.value === null
    ? { ...NOTHING, group, biomarker, origin: 'missing', wouldNeed: 'the tumour type', ...row }
    : {
        ...NOTHING,
        group,
        biomarker,
        origin: 'estimated',
        sources: estimate.sources,
        ...row,
      };
}

const NOTHING = {
  value: null,
  unit: null,
  low: null,
  high: null,
  wouldNeed: '',
  sources: [],
} as const;
const EXACT = { low: null, high: null } as const;

function genomeRows({ tmb, msi, hrd, signatures, burden }: Biomarkers): readonly BiomarkerRow[] {
  return [
    estimateRow('genome', 'tumour mutational burden', tmb, ({ value, from }) => ({
      value: rounded(value.perMb, 2),
      unit: 'mutations/Mb',
      low: rounded(value.low, 2),
      high: rounded(value.high, 2),
      detail: [
        from,
        `counted: ${counts(value.counted.map(({ mutationClass, mutations }) => [mutationClass, mutations]))}`,
        ...value.leftOut.map(({ reason, mutations }) => `${mutations} left out (${reason})`),
        ...value.cautions,
      ].join('; '),
    })),
    estimateRow('genome', 'probability that TMB is 10 per Mb or more', tmb, ({ value }) => ({
      value: rounded(value.atLeastTenProbability, 4),
      unit: null,
      ...EXACT,
      detail: "of the rate, from the count, with Jeffreys' prior",
    })),
    estimateRow(
      'genome',
      'TMB percentile in the tumour type',
      tmb,
      ({ value: { percentile } }) => ({
        value: percentile === null ? null : rounded(percentile.percentile, 1),
        unit: percentile === null ? null : 'percentile',
        ...EXACT,
        detail:
          percentile === null
            ? 'the tumour type is not given, or no cohort of it is at hand'
            : [
                `${percentile.cohort}; ${percentile.tumours} tumours, median ${rounded(percentile.medianPerMb, 2)} per Mb`,
                ...(percentile.caution === null ? [] : [percentile.caution]),
              ].join('; '),
      }),
    ),
    estimateRow('genome', 'microsatellites, from indels', msi, ({ value }) => ({
      value: value.suggests,
      unit: null,
      ...EXACT,
      detail: [
        value.reason,
        `${value.indelsAtMicrosatellites} of ${value.indels} indels`,
        ...(value.unguarded > 0
          ? [`${value.unguarded} without allele fraction or depth, so not guarded`]
          : []),
        ...value.leftOut.map(({ reason, indels }) => `${indels} left out (${reason})`),
        'no replacement for a test',
      ].join('; '),
    })),
    estimateRow('genome', 'mismatch-repair genes', msi, ({ value: { mismatchRepair } }) => ({
      value:
        mismatchRepair.length === 0
          ? 'no somatic change'
          : mismatchRepair
              .map(({ geneSymbol, change, effect }) => `${geneSymbol} ${change ?? effect}`)
              .join(', '),
      unit: null,
      ...EXACT,
      detail:
        mismatchRepair.length === 0
          ? 'germline variants and methylation are not looked at'
          : mismatchRepair
              .map(({ geneSymbol, isDamaging, reason }) =>
                isDamaging ? `${geneSymbol}: damaging; ${reason}` : `${geneSymbol}: ${reason}`,
              )
              .join('; '),
    })),
    {
      ...NOTHING,
      group: 'genome',
      biomarker: 'homologous recombination, hints',
      value: hrd.suggests,
      origin: 'estimated',
      detail: hrd.reason,
    },
    ...signatureRows(signatures),
    estimateRow('genome', 'presented mutations (class I)', burden, ({ value }) => ({
      value: value.mutations,
      unit: 'mutations',
      ...EXACT,
      detail: `${value.clonal} clonal, ${value.subclonal} subclonal, ${value.unknownClonality} of unknown clonality; ${value.peptides} peptides with a rank of at most ${value.rankLimit} %`,
    })),
  ];
}

function signatureRows(signatures: Biomarkers['signatures']): readonly BiomarkerRow[] {
  const title = 'mutational signatures';
  if (signatures.kind === 'missing') {
    return [estimateRow('genome', title, signatures, () => ({ ...NOTHING, detail: '' }))];
  }
  const { exposures, cosine, substitutions, cautions, aetiologies } = signatures.value;
  return [
    estimateRow('genome', title, signatures, () => ({
      value: exposures.map(({ signature, share }) => `${signature} ${percent(share)}`).join(', '),
      unit: null,
      ...EXACT,
      detail: [
        `${substitutions} substitutions; cosine ${rounded(cosine, 3)}`,
        ...exposures.map(
          ({ signature, low, high }) => `${signature} ${percent(low)}-${percent(high)}`,
        ),
        ...cautions,
      ].join('; '),
    })),
    ...aetiologies.map((aetiology) =>
      estimateRow('genome', `signature of ${aetiology.cause}`, signatures, () => ({
        value: rounded(aetiology.share, 3),
        unit: 'share',
        low: rounded(aetiology.low, 3),
        high: rounded(aetiology.high, 3),
        detail: `${aetiology.verdict} (${aetiology.signatures.join(', ')})`,
      })),
    ),
  ];
}

function hlaRows({ hla }: Biomarkers): readonly BiomarkerRow[] {
  const sources = hla.sources;
  return [
    {
      ...NOTHING,
      group: 'HLA',
      biomarker: 'mean evolutionary divergence, class I',
      value: hla.meanDivergence === null ? null : rounded(hla.meanDivergence, 4),
      unit: hla.meanDivergence === null ? null : 'Grantham',
      origin: hla.meanDivergence === null ? 'missing' : 'estimated',
      detail: hla.meanDivergenceMissing ?? 'mean of the loci',
      wouldNeed: hla.meanDivergence === null ? 'both class I alleles of each locus' : '',
      sources,
    },
    ...hla.loci.map(({ locus, alleles, zygosity, loss }): BiomarkerRow => ({
      ...NOTHING,
      group: 'HLA',
      biomarker: `HLA-${locus} in the tumour`,
      value: loss.kind === 'unknown' ? null : loss.kind,
      origin: loss.kind === 'unknown' ? 'missing' : 'estimated',
      detail: `${alleles.join(', ') || 'not typed'}; ${zygosity.kind}; ${loss.reason}`,
      wouldNeed:
        loss.kind === 'unknown' ? 'copy number by parental allele, or a result on HLA loss' : '',
      sources: [],
    })),
  ];
}

function escapeRows({ escape }: Biomarkers): readonly BiomarkerRow[] {
  return escape.map(({ geneSymbol, state, reason, role, sources }) => ({
    ...NOTHING,
    group: 'escape',
    biomarker: `${geneSymbol} (${role})`,
    value: state === 'not-looked-at' ? null : state,
    origin: state === 'not-looked-at' ? 'missing' : 'estimated',
    detail: reason,
    wouldNeed: state === 'not-looked-at' ? 'annotated variants, copy number' : '',
    sources,
  }));
}

function expressionRows({ expression }: Biomarkers): readonly BiomarkerRow[] {
  if (expression.kind === 'missing') {
    return [
      estimateRow('expression', 'immune signatures', expression, () => ({
        ...NOTHING,
        detail: '',
      })),
    ];
  }
  const { signatures, caution } = expression.value;
  return signatures.map(({ score, cohorts, medianAuc }): BiomarkerRow => {
    const reach =
      medianAuc === null
        ? 'no cohort at hand'
        : `median AUC ${rounded(medianAuc, 2)} for response in ${cohorts.length} cohorts`;
    return score.kind === 'missing'
      ? {
          ...NOTHING,
          group: 'expression',
          biomarker: score.title,
          origin: 'missing',
          detail: `${score.reason}; ${reach}`,
          wouldNeed: score.wouldNeed,
        }
      : {
          ...NOTHING,
          group: 'expression',
          biomarker: score.title,
          value: rounded(score.value, 3),
          unit: score.unit,
          origin: 'estimated',
          detail: `${score.meaning}; ${reach}; ${caution}`,
          sources: [...score.sources, ...expression.sources],
        };
  });
}

function labRows(lab: LabValues): readonly BiomarkerRow[] {
  const quantities = LAB_QUANTITIES.map((quantity) =>
    givenRow(groupOf(quantity), quantity.title, lab[quantity.field] as Given<unknown>, (value) =>
      shownQuantity(quantity, value),
    ),
  );
  const statuses = LAB_STATUSES.map(({ field, title, clinicalKey }) =>
    givenRow(
      clinicalKey === null ? 'laboratory' : 'clinic',
      title,
      lab[field] as Given<unknown>,
      (value) => ({
        value: typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value),
        unit: null,
      }),
    ),
  );
  return [
    ...quantities,
    ...statuses,
    givenRow('clinic', 'stage', lab.stage, (value) => ({ value: value.text, unit: null })),
    givenRow('laboratory', 'HLA loss', lab.lostHla, (value) => ({
      value: value.join(', ') || 'none',
      unit: null,
    })),
    ...lab.unread.map(({ biomarker, reason }): BiomarkerRow => ({
      ...NOTHING,
      group: 'laboratory',
      biomarker: biomarker.name,
      value: typeof biomarker.value === 'boolean' ? String(biomarker.value) : biomarker.value,
      unit: biomarker.unit,
      origin: 'given',
      detail: `kept as written: ${reason}`,
    })),
  ].sort((a, b) => Number(a.origin === 'missing') - Number(b.origin === 'missing'));
}

/** Tests of the tumour and of blood are the laboratory's, the rest the clinic's. */
function groupOf({ field }: LabQuantity): BiomarkerRow['group'] {
  return field === 'ageYears' || field === 'ecog' || field === 'line' ? 'clinic' : 'laboratory';
}

function givenRow<T>(
  group: BiomarkerRow['group'],
  biomarker: string,
  given: Given<T>,
  shown: (value: T) => Pick<BiomarkerRow, 'unit' | 'value'>,
): BiomarkerRow {
  return given.kind === 'missing'
    ? {
        ...NOTHING,
        group,
        biomarker,
        origin: 'missing',
        detail: given.reason,
        wouldNeed: 'the value, in the case file',
      }
    : { ...NOTHING, group, biomarker, origin: 'given', detail: given.from, ...shown(given.value) };
}

function shownQuantity(
  { field, unitsWritten }: LabQuantity,
  value: unknown,
): Pick<BiomarkerRow, 'unit' | 'value'> {
  const unit = unitsWritten[0] ?? null;
  switch (field) {
    case 'pdl1Tps':
    case 'pdl1Cps':
    case 'pdl1Ic': {
      const { value: score, clone } = value as PdL1Value;
      return { value: score, unit: clone === null ? unit : `${unit ?? ''} (${clone})`.trim() };
    }
    case 'tmb':
      return { value: (value as ReportedTmb).mutationsPerMb, unit };
    case 'ldh':
      return { value: (value as LactateDehydrogenase).unitsPerL, unit };
    default:
      return { value: rounded(value as number, 3), unit };
  }
}

function counts(named: readonly (readonly [string, number])[]): string {
  return (
    named
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ') || 'none'
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
