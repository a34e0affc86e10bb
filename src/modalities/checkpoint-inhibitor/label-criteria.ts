import { approvedAssays, type CheckpointAssay } from '../../engines/evidence/checkpoint-assays.js';
import type {
  CheckpointCriterion,
  CheckpointIndication,
} from '../../engines/evidence/checkpoint-indication.js';
import type { Findings } from '../../findings/findings.js';
import type { CriterionResult } from './checkpoint-design.js';
import { result } from './criterion-result.js';
import { driverState, given, receptorStatus } from './patient.js';
import { pdl1 } from './pdl1-criterion.js';

/** `, with A or B`; empty where no source on the approved test was read. */
function withTest(
  indication: CheckpointIndication,
  biomarkers: readonly CheckpointAssay['biomarker'][],
): string {
  const names = biomarkers
    .flatMap((one) => approvedAssays(indication, one))
    .map(({ name }) => name);
  return names.length === 0 ? '' : `, with ${[...new Set(names)].join(' or ')}`;
}

function atLeast(value: number, limit: number): CriterionResult['state'] {
  return value >= limit ? 'met' : 'not-met';
}

function mismatchRepair(
  findings: Findings,
  indication: CheckpointIndication,
  wanted: 'deficient' | 'dmmr' | 'proficient',
): CriterionResult {
  const { lab, msi } = findings.biomarkers;
  const status = given(lab.msi);
  const repair = given(lab.mismatchRepair);
  const title = {
    deficient: 'MSI-high or deficient mismatch repair',
    dmmr: 'deficient mismatch repair',
    proficient: 'not MSI-high, or proficient mismatch repair',
  }[wanted];
  const said = [
    ...(status === null ? [] : [status]),
    ...(repair === null ? [] : [`mismatch repair ${repair}`]),
  ].join(', ');
  const hint =
    msi.kind === 'estimated'
      ? `; the variants suggest ${msi.value.suggests}, which is no test`
      : '';
  const needs = `mismatch-repair immunohistochemistry or an MSI test${withTest(indication, ['dmmr', 'msi'])}`;
  const isHigh = status === 'MSI-H' || repair === 'deficient';
  const isLow = status === 'MSS' || status === 'MSI-L' || repair === 'proficient';
  switch (wanted) {
    case 'deficient':
      if (isHigh) return result(title, 'met', said);
      return isLow
        ? result(title, 'not-met', said)
        : result(title, 'unknown', `not given${hint}`, needs);
    case 'dmmr':
      if (repair !== null) {
        return result(title, repair === 'deficient' ? 'met' : 'not-met', said);
      }
      return status === 'MSS'
        ? result(title, 'not-met', said)
        : result(
            title,
            'unknown',
            said === '' ? `not given${hint}` : said,
            `mismatch-repair immunohistochemistry${withTest(indication, ['dmmr'])}`,
          );
    case 'proficient':
      if (isHigh) return result(title, 'not-met', said);
      return isLow
        ? result(title, 'met', said)
        : result(title, 'unknown', `not given${hint}`, needs);
  }
}

function tmb(
  { biomarkers }: Findings,
  indication: CheckpointIndication,
  limit: number,
): CriterionResult {
  const test = withTest(indication, ['tmb']);
  const title = `TMB of ${limit} per Mb or more${test}`;
  const { lab, tmb: estimate } = biomarkers;
  if (lab.tmb.kind === 'given') {
    const { mutationsPerMb, assay } = lab.tmb.value;
    return result(
      title,
      atLeast(mutationsPerMb, limit),
      `${mutationsPerMb} per Mb${assay === null ? '' : ` (${assay})`}`,
    );
  }
  const needs = `TMB by panel${test}`;
  if (estimate.kind === 'missing') return result(title, 'unknown', estimate.reason, needs);
  const { perMb, low, high } = estimate.value;
  const said = `${perMb.toFixed(1)} per Mb (${low.toFixed(1)}-${high.toFixed(1)}) counted from the variants, which is not the approved test`;
  return high < limit ? result(title, 'not-met', said) : result(title, 'unknown', said, needs);
}

function noDriver(findings: Findings, gene: string): CriterionResult {
  const title = `no ${gene} alteration with an approved drug`;
  const state = driverState(findings, gene);
  switch (state.kind) {
    case 'found':
      return result(title, 'not-met', state.what);
    case 'not-found':
      return result(title, 'met', state.what);
    case 'unknown':
      return result(title, 'unknown', state.reason, `${gene} testing`);
  }
}

function receptor(
  findings: Findings,
  name: string,
  pattern: RegExp,
  wanted: 'negative' | 'positive',
): CriterionResult {
  const status = receptorStatus(findings.biomarkers.lab, pattern);
  const title = `${name} ${wanted}`;
  return status === null
    ? result(title, 'unknown', 'not given', `${name} status`)
    : result(title, status === wanted ? 'met' : 'not-met', `${name} ${status}`);
}

function variant(findings: Findings, gene: string, changePrefix: string): CriterionResult {
  const title = `${gene} ${changePrefix} mutation`;
  const driver = findings.drivers.find(
    ({ geneSymbol, change }) => geneSymbol === gene && change?.startsWith(changePrefix) === true,
  );
  if (driver !== undefined) return result(title, 'met', `${gene} ${driver.change}`);
  return findings.tumour.variantCount === null
    ? result(title, 'unknown', 'no variants were given', `${gene} testing`)
    : result(title, 'not-met', `no ${gene} ${changePrefix} among the variants given`);
}

/** One condition of a label against the case; several where it asks several things. */
export function criterionResults(
  findings: Findings,
  indication: CheckpointIndication,
  criterion: CheckpointCriterion,
): readonly CriterionResult[] {
  switch (criterion.kind) {
    case 'pdl1':
      return [pdl1(findings, indication, criterion.score, criterion.atLeast)];
    case 'pdl1-either': {
      const both = [
        pdl1(findings, indication, 'TPS', criterion.tpsAtLeast),
        pdl1(findings, indication, 'IC', criterion.icAtLeast),
      ];
      const met = both.find(({ state }) => state === 'met');
      const unknown = both.find(({ state }) => state === 'unknown');
      const decides = met ?? unknown ?? (both[0] as CriterionResult);
      return [{ ...decides, criterion: both.map((one) => one.criterion).join(', or ') }];
    }
    case 'msi-high-or-dmmr':
      return [mismatchRepair(findings, indication, 'deficient')];
    case 'dmmr':
      return [mismatchRepair(findings, indication, 'dmmr')];
    case 'not-msi-high-or-pmmr':
      return [mismatchRepair(findings, indication, 'proficient')];
    case 'tmb':
      return [tmb(findings, indication, criterion.atLeastPerMb)];
    case 'no-driver':
      return criterion.genes.map((gene) => noDriver(findings, gene));
    case 'variant':
      return [variant(findings, criterion.gene, criterion.changePrefix)];
    case 'her2':
      return [receptor(findings, 'HER2', /^(her-?2|erbb2)$/i, criterion.status)];
    case 'triple-negative':
      return [
        receptor(findings, 'HER2', /^(her-?2|erbb2)$/i, 'negative'),
        receptor(
          findings,
          'estrogen receptor',
          /^(er|oestrogen receptor|estrogen receptor)$/i,
          'negative',
        ),
        receptor(
          findings,
          'progesterone receptor',
          /^(pr|pgr|progesterone receptor)$/i,
          'negative',
        ),
      ];
    case 'other':
      return [
        result(
          criterion.statement,
          'unknown',
          'no field of the case holds it',
          'the clinician’s word',
        ),
      ];
  }
}
