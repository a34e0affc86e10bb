import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate';

import { PackError } from '../../core/errors.js';
import type { OncoTree } from '../../engines/evidence/oncotree.js';
import type { LoadedPack } from '../../packs/pack-store.js';

export const TMB_COHORT_PACK_ID = 'tmb-cohort';

/** Exomes of one TCGA study: non-silent mutations of each tumour. */
export interface TmbStudy {
  /** TCGA's abbreviation, e.g. `LUAD`. */
  readonly study: string;
  readonly name: string;
  /** OncoTree types that the study's tumours are of; what lies below them counts as well. */
  readonly oncoTreeCodes: readonly string[];
  /** A tumour each, ascending. */
  readonly mutations: readonly number[];
}

export interface TmbCohort {
  /** By which the counts are divided. Unit: Mb. */
  readonly exomeMb: number;
  readonly studies: readonly TmbStudy[];
}

const FORMAT = 'oncoscript/tmb-cohort/1';

/** Gzip of lines: format and exome size, then a study each with its counts. */
export function encodeTmbCohort({ exomeMb, studies }: TmbCohort): Uint8Array {
  const lines = studies.map(({ study, name, oncoTreeCodes, mutations }) =>
    [study, name, oncoTreeCodes.join(','), mutations.join(' ')].join('\t'),
  );
  return gzipSync(strToU8([`${FORMAT}\t${exomeMb}`, ...lines].join('\n')), { level: 9, mtime: 0 });
}

/** @throws PackError where the pack holds something else. */
export function openTmbCohort({ manifest, bytes }: LoadedPack): TmbCohort {
  const [header = '', ...lines] = strFromU8(gunzipSync(bytes)).split('\n');
  const [format, exomeMb] = header.split('\t');
  if (format !== FORMAT) {
    throw new PackError('the pack does not hold mutation counts of a cohort', {
      pack: manifest.id,
      expected: FORMAT,
      found: header.slice(0, 40),
    });
  }
  return {
    exomeMb: Number(exomeMb),
    studies: lines.map((line): TmbStudy => {
      const [study, name, codes, counts] = line.split('\t') as [string, string, string, string];
      return {
        study,
        name,
        oncoTreeCodes: codes.split(','),
        mutations: counts.split(' ').map(Number),
      };
    }),
  };
}

/**
 * The studies of a tumour type: that of the type itself or of the nearest type above it; else all of types below
 * it, e.g. both lung studies for NSCLC. Empty where TCGA has none.
 */
export function studiesOf(cohort: TmbCohort, tree: OncoTree, code: string): readonly TmbStudy[] {
  for (const at of [code, ...tree.ancestors(code).map((above) => above.code)]) {
    const found = cohort.studies.filter(({ oncoTreeCodes }) => oncoTreeCodes.includes(at));
    if (found.length > 0) return found;
  }
  const below = new Set(tree.descendants(code).map((node) => node.code));
  return cohort.studies.filter(({ oncoTreeCodes }) =>
    oncoTreeCodes.some((studied) => below.has(studied)),
  );
}

/** Rates of the studies' tumours per Mb, ascending. */
export function ratesOf(cohort: TmbCohort, studies: readonly TmbStudy[]): readonly number[] {
  return studies
    .flatMap(({ mutations }) => mutations.map((count) => count / cohort.exomeMb))
    .sort((a, b) => a - b);
}

/** Where a rate stands among others, 0-100: those below it and half of its equals. */
export function midRankPercentile(rates: readonly number[], rate: number): number {
  const below = rates.filter((other) => other < rate).length;
  const equal = rates.filter((other) => other === rate).length;
  return (100 * (below + equal / 2)) / rates.length;
}

/** Of ascending values; the mean of the two in the middle where their number is even. */
export function medianOf(ascending: readonly number[]): number {
  const middle = ascending.length >> 1;
  const upper = ascending[middle] as number;
  return ascending.length % 2 === 1 ? upper : ((ascending[middle - 1] as number) + upper) / 2;
}
