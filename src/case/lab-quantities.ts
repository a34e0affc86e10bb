import type { LabValues } from './lab-values.js';

/** A number of the laboratory or clinic: where it goes, what it may be called and how it may be measured. */
export interface LabQuantity {
  readonly field: keyof LabValues;
  /** As a message calls it. */
  readonly title: string;
  /** Key in the case's `clinical` block; null where it is given among the biomarkers alone. */
  readonly clinicalKey: string | null;
  /** Lower case, without anything but letters and digits. */
  readonly names: readonly string[];
  /** By `plainUnit`: what one of it is in the field's unit. The first is the field's own. */
  readonly units: Readonly<Record<string, number>>;
  /** The units as a person writes them. */
  readonly unitsWritten: readonly string[];
  /** `asked`: a number alone could be in any of the units, so it is refused. */
  readonly withoutUnit: 'asked' | 'is-own-unit';
  readonly isWhole: boolean;
  readonly low: number;
  readonly high: number;
}

const PERCENT = { '%': 1, percent: 1 };
const CELLS = {
  '10^9/l': 1,
  'g/l': 1,
  '10^3/ul': 1,
  'k/ul': 1,
  '/nl': 1,
  '/ul': 1e-3,
  '/mm3': 1e-3,
};
const CELLS_WRITTEN = ['10^9/L', '10^3/µL', '/nL', '/µL', '/mm3'];
const GRAMS = { 'g/dl': 1, 'g/l': 0.1 };
const ENZYME = { 'u/l': 1, 'iu/l': 1, 'ukat/l': 60 };
const ENZYME_WRITTEN = ['U/L', 'µkat/L'];

function quantity(
  field: LabQuantity['field'],
  title: string,
  clinicalKey: string | null,
  names: readonly string[],
  [units, unitsWritten]: readonly [Readonly<Record<string, number>>, readonly string[]],
  [low, high]: readonly [number, number],
  rest: Partial<Pick<LabQuantity, 'isWhole' | 'withoutUnit'>> = {},
): LabQuantity {
  return {
    field,
    title,
    clinicalKey,
    names,
    units,
    unitsWritten,
    withoutUnit: 'asked',
    isWhole: false,
    low,
    high,
    ...rest,
  };
}

const OWN_UNIT = { withoutUnit: 'is-own-unit' } as const;
const WHOLE = { withoutUnit: 'is-own-unit', isWhole: true } as const;

/**
 * Numbers that are read. The limits are of what can be measured in a living person at all, wide enough for any
 * patient and narrow enough to catch a wrong unit. Molar units: creatinine 113.12 g/mol, bilirubin 584.66 g/mol.
 */
export const LAB_QUANTITIES: readonly LabQuantity[] = [
  quantity(
    'ageYears',
    'age',
    'age',
    ['age', 'ageyears'],
    [{ years: 1, y: 1, a: 1 }, ['years']],
    [0, 120],
    OWN_UNIT,
  ),
  quantity(
    'ecog',
    'ECOG performance status',
    'ecog',
    ['ecog', 'ecogps', 'ps', 'performancestatus', 'ecogperformancestatus'],
    [{}, []],
    [0, 4],
    WHOLE,
  ),
  quantity(
    'line',
    'line of treatment',
    'line',
    ['line', 'lineoftherapy', 'lineoftreatment'],
    [{}, []],
    [1, 20],
    WHOLE,
  ),
  quantity(
    'pdl1Tps',
    'PD-L1 TPS',
    null,
    [
      'pdl1tps',
      'tps',
      'pdl1tumourproportionscore',
      'pdl1tumorproportionscore',
      'tumourproportionscore',
      'tumorproportionscore',
      'pdl1tc',
    ],
    [PERCENT, ['%']],
    [0, 100],
    OWN_UNIT,
  ),
  quantity(
    'pdl1Cps',
    'PD-L1 CPS',
    null,
    ['pdl1cps', 'cps', 'pdl1combinedpositivescore', 'combinedpositivescore'],
    [{}, []],
    [0, 100],
    OWN_UNIT,
  ),
  quantity(
    'pdl1Ic',
    'PD-L1 IC',
    null,
    ['pdl1ic', 'ic', 'pdl1immunecells'],
    [PERCENT, ['%']],
    [0, 100],
    OWN_UNIT,
  ),
  quantity(
    'albuminGPerDl',
    'albumin',
    'albumin',
    ['albumin', 'serumalbumin', 'alb'],
    [GRAMS, ['g/dL', 'g/L']],
    [0.5, 7],
  ),
  quantity(
    'neutrophilsPerNl',
    'neutrophils',
    'neutrophils',
    ['neutrophils', 'neutrophilcount', 'absoluteneutrophilcount', 'anc'],
    [CELLS, CELLS_WRITTEN],
    [0, 200],
  ),
  quantity(
    'lymphocytesPerNl',
    'lymphocytes',
    'lymphocytes',
    ['lymphocytes', 'lymphocytecount', 'absolutelymphocytecount', 'alc'],
    [CELLS, CELLS_WRITTEN],
    [0, 500],
  ),
  quantity(
    'plateletsPerNl',
    'platelets',
    'platelets',
    ['platelets', 'plateletcount', 'thrombocytes', 'plt'],
    [CELLS, CELLS_WRITTEN],
    [0, 3_000],
  ),
  quantity(
    'neutrophilLymphocyteRatio',
    'neutrophil-lymphocyte ratio',
    'nlr',
    ['nlr', 'neutrophillymphocyteratio', 'neutrophiltolymphocyteratio'],
    [{}, []],
    [0, 300],
    OWN_UNIT,
  ),
  quantity(
    'haemoglobinGPerDl',
    'haemoglobin',
    'haemoglobin',
    ['haemoglobin', 'hemoglobin', 'hb', 'hgb'],
    [GRAMS, ['g/dL', 'g/L']],
    [1, 25],
  ),
  quantity(
    'ldh',
    'LDH',
    'ldh',
    ['ldh', 'lactatedehydrogenase'],
    [ENZYME, ENZYME_WRITTEN],
    [1, 50_000],
  ),
  quantity(
    'creatinineClearanceMlPerMin',
    'creatinine clearance',
    'creatinineClearance',
    ['creatinineclearance', 'crcl'],
    [{ 'ml/min': 1 }, ['mL/min']],
    [0, 300],
  ),
  quantity(
    'creatinineMgPerDl',
    'creatinine',
    'creatinine',
    ['creatinine', 'serumcreatinine'],
    [{ 'mg/dl': 1, 'umol/l': 0.011312 }, ['mg/dL', 'µmol/L']],
    [0.05, 40],
  ),
  quantity(
    'bilirubinMgPerDl',
    'bilirubin',
    'bilirubin',
    ['bilirubin', 'totalbilirubin'],
    [{ 'mg/dl': 1, 'umol/l': 0.058466 }, ['mg/dL', 'µmol/L']],
    [0.01, 100],
  ),
  quantity(
    'astUnitsPerL',
    'AST',
    'ast',
    ['ast', 'got', 'asat', 'aspartateaminotransferase'],
    [ENZYME, ENZYME_WRITTEN],
    [0, 50_000],
  ),
  quantity(
    'altUnitsPerL',
    'ALT',
    'alt',
    ['alt', 'gpt', 'alat', 'alanineaminotransferase'],
    [ENZYME, ENZYME_WRITTEN],
    [0, 50_000],
  ),
  quantity(
    'ejectionFractionPercent',
    'ejection fraction',
    'ejectionFraction',
    ['ejectionfraction', 'lvef', 'leftventricularejectionfraction'],
    [PERCENT, ['%']],
    [1, 100],
  ),
  quantity(
    'tmb',
    'TMB',
    null,
    [
      'tmb',
      'tumourmutationalburden',
      'tumormutationalburden',
      'tumourmutationburden',
      'tumormutationburden',
    ],
    [
      {
        'mutations/mb': 1,
        'mut/mb': 1,
        'muts/mb': 1,
        '/mb': 1,
        mutationspermb: 1,
        mutationspermegabase: 1,
        'mutations/megabase': 1,
      },
      ['mutations/Mb'],
    ],
    [0, 2_000],
  ),
  quantity(
    'msiUnstablePercent',
    'share of unstable microsatellites',
    null,
    ['msi', 'msiscore', 'msisensor', 'msisensorscore', 'msiunstable'],
    [PERCENT, ['%']],
    [0, 100],
  ),
  quantity(
    'hrdScore',
    'HRD score',
    null,
    ['hrd', 'hrdscore', 'genomicinstabilityscore', 'gis'],
    [{}, []],
    [0, 200],
    OWN_UNIT,
  ),
];

/** `10⁹/L`, `x 10^9 / l` and `10*9/L` alike; µ of either kind is u. */
export function plainUnit(unit: string): string {
  return unit
    .toLowerCase()
    .replace(/[µμ]/g, 'u')
    .replace(/⁹/g, '^9')
    .replace(/³/g, '^3')
    .replace(/10(?:\*|e)(\d)/g, '10^$1')
    .replace(/\s+/g, '')
    .replace(/^[x×*]/, '')
    .replace(/^(?:cells|giga)(?=\/)/, '')
    .replace(/mm\^3/g, 'mm3')
    .replace(/\bper\b/g, '/');
}
