import type { LabValues } from '../../case/lab-values.js';
import type { Given } from '../../case/tumour-case.js';
import { lorisCancerType } from '../../engines/response/loris-cancer-type.js';
import type { LorisInputs } from '../../engines/response/loris.js';
import type { DriverFinding } from '../../findings/drivers/driver-finding.js';
import type { Findings } from '../../findings/findings.js';

/** A gene's state as far as labels ask for it. */
export type DriverState =
  | { readonly kind: 'found'; readonly what: string }
  | { readonly kind: 'not-found'; readonly what: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export function given<T>(value: Given<T>): T | null {
  return value.kind === 'given' ? value.value : null;
}

/** Genes that drive by fusing. */
const FUSION_GENES: ReadonlySet<string> = new Set([
  'ALK',
  'NTRK1',
  'NTRK2',
  'NTRK3',
  'RET',
  'ROS1',
]);

/** Called oncogenic by the standard or likely so, a known hotspot, or found in experiments to be oncogenic. */
function isActivating({ oncogenicity, hotspot }: DriverFinding): boolean {
  return (
    oncogenicity.class === 'oncogenic' ||
    oncogenicity.class === 'likely-oncogenic' ||
    hotspot !== null ||
    oncogenicity.criteria.some(({ code, state }) => code === 'OS2' && state === 'met')
  );
}

/** Is the gene altered as a targeted drug asks: an activating variant, or a fusion. */
export function driverState(findings: Findings, gene: string): DriverState {
  if (FUSION_GENES.has(gene)) {
    const { fusions } = findings;
    if (fusions.kind === 'missing') {
      return { kind: 'unknown', reason: `no fusions were given (${fusions.reason})` };
    }
    const fusion = fusions.value.find(
      ({ gene5, gene3 }) => gene5.symbol === gene || gene3.symbol === gene,
    );
    return fusion === undefined
      ? { kind: 'not-found', what: `no ${gene} fusion among ${fusions.value.length} given` }
      : { kind: 'found', what: `${fusion.gene5.name}-${fusion.gene3.name} fusion` };
  }
  const changed = findings.drivers.filter(
    (driver) => driver.geneSymbol === gene && !driver.lossOfFunction,
  );
  const nameOf = ({ change, variantId }: DriverFinding): string => `${gene} ${change ?? variantId}`;
  const driver = changed.find(isActivating);
  if (driver !== undefined) return { kind: 'found', what: nameOf(driver) };
  if (changed.length > 0) {
    const names = changed.map(nameOf).join(', ');
    return { kind: 'unknown', reason: `${names}: whether it activates ${gene} is not known` };
  }
  return findings.tumour.variantCount === null
    ? { kind: 'unknown', reason: 'no variants were given' }
    : { kind: 'not-found', what: `no ${gene} variant among those given` };
}

/** The TMB that LORIS is given, and where it is from; the laboratory's where there is one. */
export function tmbFor({ biomarkers }: Findings): {
  readonly perMb: number | null;
  readonly from: string;
} {
  const { lab, tmb } = biomarkers;
  if (lab.tmb.kind === 'given') {
    const { mutationsPerMb, assay } = lab.tmb.value;
    return {
      perMb: mutationsPerMb,
      from: `reported by the laboratory${assay === null ? '' : `, ${assay}`}`,
    };
  }
  if (tmb.kind === 'missing') return { perMb: null, from: tmb.reason };
  const { perMb, target } = tmb.value;
  const care =
    target.kind === 'panel'
      ? ''
      : '; LORIS was built on a panel, and this is no panel: take it with care';
  return { perMb, from: `counted from the variants, ${target.from}${care}` };
}

export function lorisInputs(findings: Findings): LorisInputs {
  const { lab } = findings.biomarkers;
  const code = given(findings.tumour.tumourType);
  return {
    tmbPerMb: tmbFor(findings).perMb,
    priorSystemicTherapy: given(lab.priorSystemicTherapy),
    albuminGPerDl: given(lab.albuminGPerDl),
    neutrophilLymphocyteRatio: given(lab.neutrophilLymphocyteRatio),
    ageYears: given(lab.ageYears),
    pdl1TpsPercent: lab.pdl1Tps.kind === 'given' ? lab.pdl1Tps.value.value : null,
    cancerType: code === null ? null : lorisCancerType(code),
  };
}

/** A receptor's status as the laboratory wrote it, e.g. `HER2: negative`; null where it says nothing clear. */
export function receptorStatus(lab: LabValues, names: RegExp): 'negative' | 'positive' | null {
  for (const { biomarker } of lab.unread) {
    if (!names.test(biomarker.name.trim())) continue;
    const text = String(biomarker.value).toLowerCase();
    if (/^(neg|0\b|false|1\+)/.test(text)) return 'negative';
    if (/^(pos|true|3\+)/.test(text)) return 'positive';
  }
  return null;
}
