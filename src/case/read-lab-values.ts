import { InputError } from '../core/errors.js';
import { parseHlaAllele } from '../core/hla-allele.js';
import type { HlaAllele } from '../core/brands.js';
import { FROM_CASE, given, missing } from './import-collected.js';
import { inOwnUnit, numberWithUnit, plainName } from './lab-number.js';
import { LAB_QUANTITIES, type LabQuantity } from './lab-quantities.js';
import { LAB_STATUSES, type LabStatus, NO_RESULT } from './lab-statuses.js';
import type { LabValues, Stage } from './lab-values.js';
import type { Biomarker, Given } from './tumour-case.js';

/** A value of the `clinical` block: text may carry its unit, as in `39 g/L`. */
export type ClinicalValue =
  | string
  | number
  | boolean
  | {
      readonly value: number;
      readonly unit?: string | undefined;
      readonly upperLimit?: number | undefined;
    };

export interface WrittenLabValues {
  readonly clinical: Readonly<Record<string, ClinicalValue | undefined>>;
  readonly biomarkers: readonly Biomarker[];
  /** Null where nothing is said; empty where it is said that there was none. */
  readonly priorTherapy: readonly string[] | null;
}

/** Where a value stands in the case file, for messages. */
export interface WrittenPlace {
  readonly file: string;
  readonly lineOf: (at: readonly PropertyKey[]) => number;
}

interface Reported {
  readonly value: string | number | boolean;
  readonly unit: string | null;
  readonly upperLimit: number | null;
  readonly assay: string | null;
  readonly path: readonly PropertyKey[];
}

const CLONE = /\b(22C3|28-8|SP142|SP263|73-10|E1L3N|CAL10|QR1)\b/i;
const LOCAL_THERAPY =
  /^(radio|radiation|surg|resect|.*ectomy\b|ablation|brachy|stereotactic|sbrt)/i;

/**
 * Laboratory and clinic's values in fixed units, from the `clinical` block, the list of biomarkers and the prior
 * therapies. A name that is not known, or a text that is not understood as a number, is kept in `unread`.
 * @throws InputError for a value out of range, a unit that is missing or not known, and a value given twice.
 */
export function readLabValues(written: WrittenLabValues, place: WrittenPlace | null): LabValues {
  const found = new Map<keyof LabValues, Given<unknown>>();
  const unread: { biomarker: Biomarker; reason: string }[] = [];
  const refuse = (message: string, path: readonly PropertyKey[], hint: string): never => {
    throw new InputError(message, {
      ...(place === null ? {} : { file: place.file, line: place.lineOf(path) }),
      hint,
    });
  };
  const put = (
    field: keyof LabValues,
    title: string,
    value: Given<unknown>,
    at: Reported,
  ): void => {
    if (found.has(field)) {
      refuse(`${title} is given twice`, at.path, 'keep one of them');
    }
    found.set(field, value);
  };

  const putQuantity = (quantity: LabQuantity, reported: Reported): string | null => {
    const { title } = quantity;
    const read = numberWithUnit(reported);
    if (read.kind === 'no-result') {
      put(quantity.field, title, missing(`the report says "${read.text}"`), reported);
      return null;
    }
    if (read.kind === 'unreadable') return read.reason;
    const value = inOwnUnit(quantity, read, (message, hint) =>
      refuse(message, reported.path, hint),
    );
    const upperLimit =
      reported.upperLimit === null
        ? null
        : inOwnUnit(quantity, { value: reported.upperLimit, unit: read.unit }, (message, hint) =>
            refuse(message, reported.path, hint),
          );
    const shape = shaped(quantity, value, { assay: reported.assay, upperLimit });
    put(quantity.field, title, given(shape, FROM_CASE), reported);
    return null;
  };

  const putStatus = (status: LabStatus, reported: Reported): string | null => {
    const word = plainName(String(reported.value));
    if (NO_RESULT.has(word)) {
      put(status.field, status.title, missing(`the report says "${reported.value}"`), reported);
      return null;
    }
    const meaning = status.meanings.find(({ words }) => words.includes(word));
    if (meaning === undefined) {
      return refuse(
        `${status.title} is "${reported.value}", which has no known meaning`,
        reported.path,
        `write ${status.written}; or "not done"`,
      );
    }
    put(status.field, status.title, given(meaning.value, FROM_CASE), reported);
    return null;
  };

  for (const [key, value] of Object.entries(written.clinical)) {
    if (value === undefined) continue;
    const reported = ofClinical(key, value);
    if (key === 'stage') {
      put('stage', 'stage', stageOf(String(value)), reported);
      continue;
    }
    const quantity = LAB_QUANTITIES.find(({ clinicalKey }) => clinicalKey === key);
    const status = LAB_STATUSES.find(({ clinicalKey }) => clinicalKey === key);
    if (quantity === undefined && status === undefined) {
      throw new Error(`no laboratory value is called ${key}`);
    }
    const reason =
      quantity === undefined
        ? putStatus(status as LabStatus, reported)
        : putQuantity(quantity, reported);
    if (reason !== null) {
      refuse(`clinical.${key}: ${reason}`, reported.path, 'write a number, with its unit');
    }
  }

  for (const [i, biomarker] of written.biomarkers.entries()) {
    const reported: Reported = {
      value: biomarker.value,
      unit: biomarker.unit,
      upperLimit: null,
      assay: biomarker.assay ?? CLONE.exec(biomarker.name)?.[0] ?? null,
      path: ['biomarkers', i, 'value'],
    };
    const name = plainName(biomarker.name.replace(CLONE, ''));
    const reason = readBiomarker(name, biomarker, reported);
    if (reason !== null) unread.push({ biomarker, reason });
  }

  function readBiomarker(name: string, biomarker: Biomarker, reported: Reported): string | null {
    if (name === 'stage') {
      put('stage', 'stage', stageOf(String(biomarker.value)), reported);
      return null;
    }
    if (LOST_HLA.has(name)) {
      put('lostHla', 'HLA loss', lostHla(biomarker, reported, refuse), reported);
      return null;
    }
    const quantity = LAB_QUANTITIES.find(({ names }) => names.includes(name));
    const status = LAB_STATUSES.find(({ names }) => names.includes(name));
    const isNumber = numberWithUnit(reported).kind === 'number';
    if (quantity !== undefined && (status === undefined || isNumber)) {
      return putQuantity(quantity, reported);
    }
    if (status !== undefined) return putStatus(status, reported);
    return name === 'pdl1'
      ? 'PD-L1 of which kind: name it PD-L1 TPS, PD-L1 CPS or PD-L1 IC'
      : 'no value of this name is known here; it is kept as written';
  }

  const at = <T>(field: keyof LabValues, called: string): Given<T> =>
    (found.get(field) as Given<T> | undefined) ?? missing(`no ${called} was given`);
  const numbers = Object.fromEntries(
    [...LAB_QUANTITIES, ...LAB_STATUSES].map(({ field, title }) => [field, at(field, title)]),
  ) as unknown as LabValues;
  return {
    ...numbers,
    stage: at('stage', 'stage'),
    lostHla: at('lostHla', 'result on HLA loss'),
    neutrophilLymphocyteRatio: ratio(numbers),
    priorSystemicTherapy: priorSystemicTherapy(numbers, written.priorTherapy),
    unread,
  };
}

function ofClinical(key: string, written: ClinicalValue): Reported {
  const path = ['clinical', key];
  if (typeof written !== 'object') {
    return { value: written, unit: null, upperLimit: null, assay: null, path };
  }
  const { value, unit, upperLimit } = written;
  return { value, unit: unit ?? null, upperLimit: upperLimit ?? null, assay: null, path };
}

/** A number as its field holds it. */
function shaped(
  { field }: LabQuantity,
  value: number,
  { assay, upperLimit }: Pick<Reported, 'assay' | 'upperLimit'>,
): unknown {
  switch (field) {
    case 'pdl1Tps':
    case 'pdl1Cps':
    case 'pdl1Ic':
      return { value, clone: assay };
    case 'tmb':
      return { mutationsPerMb: value, assay };
    case 'ldh':
      return { unitsPerL: value, upperLimitUnitsPerL: upperLimit };
    default:
      return value;
  }
}

const GROUP_OF: Readonly<Record<string, 0 | 1 | 2 | 3 | 4>> = {
  '0': 0,
  I: 1,
  II: 2,
  III: 3,
  IV: 4,
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
};

/** `IIIB`, `stage 4`, `metastatic`; any other text is kept without a group. */
function stageOf(text: string): Given<Stage> {
  if (NO_RESULT.has(plainName(text))) return missing(`the report says "${text}"`);
  const bare = text.trim().replace(/^stage\s*/i, '');
  const [, group] = /^(0|I{1,3}|IV|[1-4])(?:[A-D]\d?)?$/i.exec(bare) ?? [];
  return given(
    { text: bare, group: group === undefined ? null : (GROUP_OF[group.toUpperCase()] ?? null) },
    FROM_CASE,
  );
}

const LOST_HLA = new Set(['hlaloss', 'losthla', 'hlaloh', 'lohhla', 'lossofheterozygosityofhla']);

/** Names of alleles, or none of them. */
function lostHla(
  { value }: Biomarker,
  { path }: Reported,
  refuse: (message: string, path: readonly PropertyKey[], hint: string) => never,
): Given<readonly HlaAllele[]> {
  const text = String(value);
  if (NO_RESULT.has(plainName(text))) return missing(`the report says "${text}"`);
  if (value === false || ['none', 'no', 'notdetected', 'negative'].includes(plainName(text))) {
    return given([], FROM_CASE);
  }
  return given(
    text.split(/[,;]/).map((name): HlaAllele => {
      const parsed = parseHlaAllele(name.trim());
      return parsed.kind === 'allele'
        ? parsed.allele
        : refuse(
            `HLA loss: "${name.trim()}" is no HLA allele`,
            path,
            'name the lost alleles, as in "A*02:01, B*07:02"; or "none"',
          );
    }),
    FROM_CASE,
  );
}

function ratio({
  neutrophilLymphocyteRatio,
  neutrophilsPerNl,
  lymphocytesPerNl,
}: LabValues): Given<number> {
  if (neutrophilLymphocyteRatio.kind === 'given') return neutrophilLymphocyteRatio;
  if (neutrophilsPerNl.kind === 'missing' || lymphocytesPerNl.kind === 'missing') {
    return missing('neither the neutrophil-lymphocyte ratio nor both counts were given');
  }
  if (lymphocytesPerNl.value === 0) return missing('the lymphocyte count is 0');
  return given(neutrophilsPerNl.value / lymphocytesPerNl.value, 'neutrophils / lymphocytes');
}

function priorSystemicTherapy(
  { priorSystemicTherapy }: LabValues,
  therapies: readonly string[] | null,
): Given<boolean> {
  if (priorSystemicTherapy.kind === 'given' || therapies === null) return priorSystemicTherapy;
  if (therapies.length === 0) return given(false, 'priorTherapy of the case, which is empty');
  const systemic = therapies.filter((therapy) => !LOCAL_THERAPY.test(therapy.trim()));
  return systemic.length === 0
    ? missing('only local therapies are named; say clinical.priorSystemicTherapy')
    : given(true, `priorTherapy of the case: ${systemic.join(', ')}`);
}
