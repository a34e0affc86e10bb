import type { SomaticVariant, TumourCase } from '../../case/tumour-case.js';
import type { Source } from '../../core/cited.js';
import type { DriverFinding } from '../drivers/driver-finding.js';
import type { Estimated } from './biomarkers.js';
import { isAtMicrosatellite, isIndel } from './microsatellite.js';
import { poissonInterval } from './poisson-rate.js';
import { type RepairGeneHit, repairGeneHits } from './repair-gene-hits.js';

/** Signs of microsatellite instability in the variants of the case; no replacement for a test. */
export interface MsiEstimate {
  readonly suggests: 'instability' | 'stability' | 'undecided';
  readonly reason: string;
  /** Insertions and deletions that passed the guard, and those of them at microsatellites. */
  readonly indels: number;
  readonly indelsAtMicrosatellites: number;
  /** Of those that passed, the ones whose flanking bases are not known. */
  readonly indelsWithoutContext: number;
  /** Of those that passed, the ones without allele fraction or depth, which the guard could not judge. */
  readonly unguarded: number;
  /** Left out by the guard, by reason. */
  readonly leftOut: readonly { readonly reason: string; readonly indels: number }[];
  /** Indels at microsatellites per Mb; null where the target size is not known. */
  readonly perMb: number | null;
  /** Above it exomes are unstable. Unit: indels at microsatellites per Mb. */
  readonly unstableFromPerMb: number;
  readonly mismatchRepair: readonly RepairGeneHit[];
}

const MISMATCH_REPAIR_GENES: readonly string[] = ['MLH1', 'MSH2', 'MSH6', 'PMS2', 'EPCAM'];

/** The one split of MSIseq's tree for exomes, > 98 % concordant with clinical tests in 163 tumours. */
const UNSTABLE_FROM_PER_MB = 0.395;
const MSISEQ: Source = {
  name: 'Huang et al. 2015, MSIseq (cut of its decision tree: package vignette)',
  pmid: '26306458',
  doi: '10.1038/srep13321',
};

/** An indel below either is as likely polymerase slippage in the library as a mutation of the tumour. */
const LEAST_ALLELE_FRACTION = 0.1;
const LEAST_DEPTH = 20;

/**
 * Insertions and deletions at microsatellites against MSIseq's cut: unstable or stable only where the Poisson interval,
 * and whatever the indels of unknown context may be, lies on one side of it. Hits in mismatch-repair genes beside it.
 */
export function estimateMsi(
  tumour: TumourCase,
  drivers: readonly DriverFinding[],
  targetMb: number | null,
): Estimated<MsiEstimate> {
  if (tumour.variants.kind === 'missing') {
    return {
      kind: 'missing',
      reason: tumour.variants.reason,
      wouldNeed: 'somatic variants (VCF or MAF), or the result of an MSI or MMR test',
    };
  }
  const called = tumour.variants.value.filter(
    (variant) =>
      variant.calledInTumour !== false && variant.filters.length === 0 && isIndel(variant),
  );
  const leftOut = new Map<string, number>();
  const passed = called.filter((variant) => {
    const reason = slippageReason(variant);
    if (reason !== null) leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
    return reason === null;
  });
  const contexts = passed.map(isAtMicrosatellite);
  const atMicrosatellites = contexts.filter((context) => context === true).length;
  const withoutContext = contexts.filter((context) => context === null).length;
  const mismatchRepair = repairGeneHits(tumour, drivers, MISMATCH_REPAIR_GENES);
  return {
    kind: 'estimated',
    from: `${passed.length} insertions and deletions`,
    sources: [MSISEQ],
    value: {
      ...verdict(atMicrosatellites, withoutContext, targetMb),
      indels: passed.length,
      indelsAtMicrosatellites: atMicrosatellites,
      indelsWithoutContext: withoutContext,
      unguarded: passed.filter(
        ({ tumourDna }) => tumourDna.alleleFraction === null || tumourDna.depth === null,
      ).length,
      leftOut: [...leftOut].map(([reason, indels]) => ({ reason, indels })),
      perMb: targetMb === null ? null : atMicrosatellites / targetMb,
      unstableFromPerMb: UNSTABLE_FROM_PER_MB,
      mismatchRepair,
    },
  };
}

function slippageReason({ tumourDna: { alleleFraction, depth } }: SomaticVariant): string | null {
  if (alleleFraction !== null && alleleFraction < LEAST_ALLELE_FRACTION) {
    return `allele fraction below ${LEAST_ALLELE_FRACTION}`;
  }
  return depth !== null && depth < LEAST_DEPTH ? `depth below ${LEAST_DEPTH}` : null;
}

function verdict(
  seen: number,
  unknown: number,
  targetMb: number | null,
): Pick<MsiEstimate, 'reason' | 'suggests'> {
  if (targetMb === null) {
    return { suggests: 'undecided', reason: 'how much was sequenced is not given' };
  }
  const low = poissonInterval(seen).low / targetMb;
  const high = poissonInterval(seen + unknown).high / targetMb;
  const counted = `${seen} at microsatellites${unknown > 0 ? ` and ${unknown} of unknown context` : ''} in ${targetMb} Mb`;
  if (low > UNSTABLE_FROM_PER_MB) {
    return {
      suggests: 'instability',
      reason: `${counted}: above ${UNSTABLE_FROM_PER_MB} per Mb by the 95 % interval`,
    };
  }
  if (high < UNSTABLE_FROM_PER_MB) {
    return {
      suggests: 'stability',
      reason: `${counted}: below ${UNSTABLE_FROM_PER_MB} per Mb by the 95 % interval`,
    };
  }
  return {
    suggests: 'undecided',
    reason: `${counted}: the 95 % interval ${low.toFixed(2)}-${high.toFixed(2)} per Mb holds the cut of ${UNSTABLE_FROM_PER_MB}`,
  };
}
