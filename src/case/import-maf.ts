import { InputError } from '../core/errors.js';
import { type MafTable, splitBySample } from '../formats/maf/read-maf.js';
import type { CaseFile } from './case-file.js';
import { type Collected, FROM_CASE, given, missing, optional } from './import-collected.js';
import type { ReadVariant } from './import-variants.js';
import { mafVariant } from './maf-variant.js';
import type { SampleColumns } from './sample-columns.js';
import type {
  GenomeBuild,
  Given,
  InputFile,
  SomaticVariant,
  VariantFlanks,
} from './tumour-case.js';

/** A MAF that was read already, with the bases beside its variants as far as a genome was read for them. */
export interface ReadMaf {
  readonly table: MafTable;
  readonly inputs: readonly InputFile[];
  /** By `flanksKey`. */
  readonly flanks: ReadonlyMap<string, VariantFlanks>;
}

/** One name for a row's alternate within its MAF. */
export function flanksKey({ line, alternate }: Pick<SomaticVariant, 'alternate' | 'line'>): string {
  return `${line} ${alternate}`;
}

/** The rows of one patient of a MAF: the only one, or the one that is named. */
export function readPatient(
  table: MafTable,
  file: CaseFile,
  collected: Collected,
): {
  readonly build: Given<GenomeBuild>;
  readonly samples: Pick<SampleColumns, 'tumour' | 'normal' | 'rna'>;
  readonly variants: readonly ReadVariant[];
} {
  collected.skipped.push(...table.skipped);
  collected.notes.push(...table.notes);
  if (table.build !== null && file.build !== null && table.build !== file.build) {
    throw new InputError(
      `the case says ${file.build}, the MAF says ${table.build} (${table.buildFrom ?? ''})`,
      {
        file: table.file,
        hint: 'correct the build in the case, or use the MAF that belongs to it',
      },
    );
  }
  const patients = splitBySample(table);
  const named = file.samples.tumour;
  const chosen = named ?? (table.samples.length === 1 ? (table.samples[0] as string) : null);
  if (table.samples.length > 1 && chosen === null) {
    const some = table.samples.slice(0, 6).join(', ');
    throw new InputError(`this MAF holds ${table.samples.length} patients: which one?`, {
      file: table.file,
      hint: `name one with --tumour-sample: ${some}${table.samples.length > 6 ? ', …' : ''}`,
    });
  }
  const patient = chosen === null ? table : patients.get(chosen);
  if (patient === undefined) {
    throw new InputError(`the MAF has no sample ${chosen}`, {
      file: table.file,
      hint: `its samples start with ${table.samples.slice(0, 6).join(', ')}`,
    });
  }
  return {
    build:
      file.build === null
        ? optional(table.build, table.buildFrom ?? table.file, 'neither case nor MAF names a build')
        : given(file.build, FROM_CASE),
    samples: {
      tumour: optional(
        chosen,
        named === null ? 'the only sample of the MAF' : FROM_CASE,
        'the MAF names no sample',
      ),
      normal: missing('a MAF holds the tumour only'),
      rna: missing('a MAF holds DNA only'),
    },
    // A MAF has no genotypes, and no expression of its own.
    variants: patient.rows.map((row) => ({
      variant: mafVariant(row),
      expression: null,
      genotype: null,
      alleleNumber: 1,
    })),
  };
}
