import { type Cited, cited, type Source } from '../../core/cited.js';
import type { Findings } from '../findings.js';
import { countedReasons } from './counted-reasons.js';
import { lossStatements } from './patient-alleles.js';
import { vaccineCandidatesNow } from './vaccine-candidates.js';

/** Whether a vaccine fits a tumour, and why. */
export interface VaccineFit {
  readonly verdict: 'cannot-say' | 'does-not-fit' | 'fits';
  readonly reasons: readonly Cited<string>[];
}

/** Ranks that make strong and weak binders. */
export const BINDERS: Source = {
  name: 'Reynisson et al. 2020, NetMHCpan 4.1: strong and weak binders',
  doi: '10.1093/nar/gkaa379',
  pmid: '32406916',
};

/** The tumour's own findings, by the hash of what was given. */
export function findingsSource({ tumour, inputHash }: Findings): Source {
  return { name: `findings of ${tumour.name}`, accession: `sha256:${inputHash}` };
}

/**
 * Does a vaccine of the tumour's own mutations fit it: is there one that an allele of the patient is likely to
 * show. `precedent` is what is known of such a vaccine in patients.
 */
export function vaccineFit(
  findings: Findings,
  { windowLength, precedent }: { readonly windowLength: number; readonly precedent: Cited<string> },
): VaccineFit {
  const { variants } = findings.neoantigens;
  const events = findings.junctionNeoantigens?.events.length ?? 0;
  const own = findingsSource(findings);
  if (variants.length + events === 0) {
    const gaps = findings.missing.filter(({ part }) => part.startsWith('neoantigens'));
    return gaps.length > 0 || findings.tumour.variantCount === null
      ? {
          verdict: 'cannot-say',
          reasons: [
            cited(
              `no mutation was read: ${gaps.map(({ reason }) => reason).join('; ') || 'no variants were given'}`,
              own,
            ),
          ],
        }
      : {
          verdict: 'does-not-fit',
          reasons: [cited('no mutation of this tumour changes a protein', own)],
        };
  }
  const { alleles, unscored, candidates, leftOut } = vaccineCandidatesNow(findings, {
    windowLength,
  });
  const withoutModel = unscored.map(({ allele, reason }) =>
    cited(`${allele} takes no part: ${reason}`, own),
  );
  if (alleles.length === 0) {
    const { hla } = findings.tumour;
    const why =
      hla.kind === 'missing'
        ? `the patient's HLA alleles are not known (${hla.reason})`
        : 'no allele of the patient has a presentation model';
    return { verdict: 'cannot-say', reasons: [cited(why, own), ...withoutModel] };
  }
  const losses = lossStatements(alleles).map((statement) => cited(statement, own));
  const against = countedReasons(leftOut).map(({ reason, count }) =>
    cited(
      `${count} ${count === 1 ? 'mutation gives' : 'mutations give'} no peptide: ${reason}`,
      own,
    ),
  );
  if (candidates.length === 0) {
    return {
      verdict: 'does-not-fit',
      reasons: [
        cited(
          losses.length === 0
            ? 'no mutation gives a new peptide that an allele of the patient is likely to show'
            : 'no mutation gives a new peptide that an allele which the tumour still has is likely to show',
          own,
          BINDERS,
        ),
        ...losses,
        ...against,
        ...withoutModel,
      ],
    };
  }
  const mutations = new Set(candidates.map(({ mutation }) => mutation)).size;
  const reasons: readonly Cited<string>[] = [
    cited(
      `${mutations} ${mutations === 1 ? 'mutation gives' : 'mutations give'} new peptides that an allele of the patient may show`,
      own,
      BINDERS,
    ),
    precedent,
    ...losses,
    ...against,
    ...withoutModel,
  ];
  return { verdict: 'fits', reasons };
}
