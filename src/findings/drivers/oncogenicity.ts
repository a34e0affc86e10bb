import type { Source } from '../../core/cited.js';
import type {
  CriterionAssessment,
  OncogenicityCriterion,
  CriterionCode,
  Oncogenicity,
  OncogenicityClass,
} from './driver-finding.js';

const ONCOGENICITY_STANDARD: Source = {
  name: 'Horak 2022, ClinGen/CGC/VICC standard, Genet Med 24:986',
  pmid: '35101336',
  doi: '10.1016/j.gim.2022.01.001',
};

/** Tables 2 and 3 of the standard, in their order. */
const CRITERIA: readonly Pick<OncogenicityCriterion, 'code' | 'points' | 'title'>[] = [
  { code: 'OVS1', points: 8, title: 'null variant in a bona fide tumour suppressor' },
  { code: 'OS1', points: 4, title: 'same residue change as an established oncogenic variant' },
  { code: 'OS2', points: 4, title: 'functional studies support an oncogenic effect' },
  {
    code: 'OS3',
    points: 4,
    title: 'hotspot with 50 tumours or more, 10 or more of them with this change',
  },
  { code: 'OM1', points: 2, title: 'in a critical part of a functional domain' },
  {
    code: 'OM2',
    points: 2,
    title: 'in-frame indel in an oncogene or suppressor, or stop loss in a suppressor',
  },
  {
    code: 'OM3',
    points: 2,
    title: 'hotspot with fewer than 50 tumours, 10 or more of them with this change',
  },
  { code: 'OM4', points: 2, title: 'another change of the same residue is oncogenic' },
  { code: 'OP1', points: 1, title: 'all computational evidence supports an oncogenic effect' },
  { code: 'OP2', points: 1, title: 'gene is the single genetic cause of this tumour type' },
  { code: 'OP3', points: 1, title: 'hotspot with fewer than 10 tumours with this change' },
  { code: 'OP4', points: 1, title: 'absent from healthy populations (gnomAD)' },
  { code: 'SBVS1', points: -8, title: 'over 5 % in a general population (gnomAD)' },
  { code: 'SBS1', points: -4, title: 'over 1 % in a general population (gnomAD)' },
  { code: 'SBS2', points: -4, title: 'functional studies show no oncogenic effect' },
  { code: 'SBP1', points: -1, title: 'all computational evidence suggests no impact' },
  { code: 'SBP2', points: -1, title: 'silent, without effect on splicing, not conserved' },
];

/** A criterion is not counted beside any of these; comments of the standard's table 2. */
const NOT_BESIDE: Readonly<Partial<Record<CriterionCode, readonly CriterionCode[]>>> = {
  OS3: ['OS1'],
  OM3: ['OM1', 'OM4'],
};

/** Fewest points of each class; the standard's table 4. */
const CLASSES: readonly (readonly [fewest: number, name: OncogenicityClass])[] = [
  [10, 'oncogenic'],
  [6, 'likely-oncogenic'],
  [0, 'uncertain'],
  [-6, 'likely-benign'],
  [-Infinity, 'benign'],
];

export function oncogenicityClass(points: number): OncogenicityClass {
  return CLASSES.find(([fewest]) => points >= fewest)?.[1] ?? 'benign';
}

/** Sums the criteria that are met. Ones that were not assessed add nothing, so the sum may be too low. */
export function scoreOncogenicity(
  assessments: Readonly<Record<CriterionCode, CriterionAssessment>>,
): Oncogenicity {
  const criteria = CRITERIA.map((criterion): OncogenicityCriterion => {
    const assessment = assessments[criterion.code];
    const excluding = NOT_BESIDE[criterion.code]?.find((code) => assessments[code].state === 'met');
    if (assessment.state === 'met' && excluding !== undefined) {
      return {
        ...criterion,
        ...assessment,
        state: 'not-met',
        reason: `not counted beside ${excluding}: ${assessment.reason}`,
      };
    }
    return { ...criterion, ...assessment };
  });
  const points = criteria.reduce(
    (sum, criterion) => sum + (criterion.state === 'met' ? criterion.points : 0),
    0,
  );
  return { points, class: oncogenicityClass(points), criteria, source: ONCOGENICITY_STANDARD };
}
