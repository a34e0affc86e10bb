import { basename, dirname, resolve } from 'node:path';

import type { Context } from '../core/context.js';
import { OptionError, PackError } from '../core/errors.js';
import { type CaseFile, EMPTY_CASE, parseCaseFile } from '../case/case-file.js';
import { importCase, type OpenReference } from '../case/import-case.js';
import { importPatients, type PatientCase } from '../case/import-patients.js';
import type { GenomeBuild, TumourCase } from '../case/tumour-case.js';
import { openReference, type Reference } from '../engines/genome/reference-pack.js';
import { type PackUse, packUse } from '../packs/pack-store.js';
import { openUserPackStore, userPacksFolder } from '../platform/node/user-packs.js';
import { fileSource } from '../platform/node/file-source.js';

/** What the command line says about a case; flags win over the case file. */
export interface CaseFlags {
  readonly vcf?: string;
  readonly maf?: string;
  readonly germlineVcf?: string;
  readonly phasedVcf?: string;
  readonly tumourSample?: string;
  readonly normalSample?: string;
  readonly rnaSample?: string;
  readonly hla?: readonly string[];
  readonly hlaFile?: string;
  readonly expression?: readonly string[];
  readonly copyNumber?: string;
  readonly fusions?: string;
  readonly junctions?: string;
  readonly purity?: number;
  readonly ploidy?: number;
  readonly tumourType?: string;
  readonly build?: GenomeBuild;
  readonly name?: string;
  /** Name of the sequencing assay, or BED of what it reads. */
  readonly assay?: string;
  readonly target?: string;
  /** Genome for the bases beside the variants. */
  readonly variantGenome?: string;
  /** Id of the reference pack to call consequences on, where the input has none. */
  readonly reference?: string;
  /** Folder of the user's own packs. */
  readonly packs?: string;
}

function hlaFrom(flags: CaseFlags): CaseFile['hla'] {
  if (flags.hla !== undefined && flags.hlaFile !== undefined) {
    throw new OptionError('HLA is given twice', '--hla', 'give --hla or --hla-file, not both');
  }
  if (flags.hla !== undefined) return { kind: 'names', names: flags.hla };
  return flags.hlaFile === undefined ? null : { kind: 'file', file: resolve(flags.hlaFile) };
}

function checkFraction(value: number | undefined, option: string, highest: number): number | null {
  if (value === undefined) return null;
  if (!(value > 0 && value <= highest)) {
    throw new OptionError(`${value} is not over 0 and at most ${highest}`, option);
  }
  return value;
}

function merged(written: CaseFile, flags: CaseFlags): CaseFile {
  const path = (given: string | undefined, fallback: string | null): string | null =>
    given === undefined ? fallback : resolve(given);
  return {
    ...written,
    name: flags.name ?? written.name,
    build: flags.build ?? written.build,
    tumourType: flags.tumourType ?? written.tumourType,
    purity: checkFraction(flags.purity, '--purity', 1) ?? written.purity,
    ploidy: checkFraction(flags.ploidy, '--ploidy', 20) ?? written.ploidy,
    hla: hlaFrom(flags) ?? written.hla,
    samples: {
      tumour: flags.tumourSample ?? written.samples.tumour,
      normal: flags.normalSample ?? written.samples.normal,
      rna: flags.rnaSample ?? written.samples.rna,
    },
    inputs: {
      vcf: path(flags.vcf, written.inputs.vcf),
      maf: path(flags.maf, written.inputs.maf),
      germlineVcf: path(flags.germlineVcf, written.inputs.germlineVcf),
      phasedVcf: path(flags.phasedVcf, written.inputs.phasedVcf),
      expression:
        flags.expression === undefined
          ? written.inputs.expression
          : flags.expression.map((file) => ({ file: resolve(file), level: null })),
      copyNumber: path(flags.copyNumber, written.inputs.copyNumber),
      purity: written.inputs.purity,
      fusions: path(flags.fusions, written.inputs.fusions),
      junctions: path(flags.junctions, written.inputs.junctions),
      genome: path(flags.variantGenome, written.inputs.genome),
      target: path(flags.target, written.inputs.target),
    },
    assay:
      flags.assay === undefined ? written.assay : { name: flags.assay, codingMb: null, kind: null },
  };
}

/** True where the case says nothing at all. */
function isEmpty(file: CaseFile): boolean {
  const { inputs, hla, clinical, biomarkers } = file;
  return (
    Object.keys(clinical).length === 0 &&
    biomarkers.length === 0 &&
    inputs.vcf === null &&
    inputs.maf === null &&
    inputs.expression.length === 0 &&
    inputs.copyNumber === null &&
    inputs.purity === null &&
    inputs.fusions === null &&
    inputs.junctions === null &&
    hla === null
  );
}

/** A case file as it was read. */
export interface WrittenCase {
  readonly path: string;
  readonly text: string;
}

/** What an import needs of a case file's text and the flags; paths in the file are relative to its folder. */
function importOrder(
  written: WrittenCase | null,
  flags: CaseFlags,
): {
  readonly file: CaseFile;
  readonly open: (path: string) => ReturnType<typeof fileSource>;
  readonly reference: OpenReference;
} {
  const folder = written === null ? process.cwd() : dirname(resolve(written.path));
  const base = written === null ? EMPTY_CASE : parseCaseFile(written.text, basename(written.path));
  const file = merged(base, flags);
  if (isEmpty(file)) {
    throw new OptionError(
      'no input was given',
      'case',
      'give a case file, or at least --vcf; oncoscript plan --help has an example',
    );
  }
  const name = file.name ?? stem(file.inputs.vcf ?? file.inputs.maf);
  const opened = new Map<GenomeBuild, ReturnType<typeof openReferenceFor>>();
  return {
    file: { ...file, name },
    open: (path) => fileSource(resolve(folder, path)),
    reference: (build) => {
      const reference = opened.get(build) ?? openReferenceFor(build, flags);
      opened.set(build, reference);
      return reference;
    },
  };
}

/**
 * Imports the case that a case file's text and the flags describe.
 * @throws InputError, OptionError
 */
export async function importFrom(
  written: WrittenCase | null,
  flags: CaseFlags,
  context: Context,
): Promise<TumourCase> {
  const { file, open, reference } = importOrder(written, flags);
  return importCase(file, open, context, reference);
}

/**
 * Imports a case for each patient of the MAF.
 * @throws InputError, OptionError
 */
export function importPatientsFrom(
  written: WrittenCase | null,
  flags: CaseFlags,
  context: Context,
): AsyncGenerator<PatientCase> {
  const { file, open, reference } = importOrder(written, flags);
  return importPatients(file, open, context, reference);
}

/**
 * The reference pack that is asked for, else the panel of the build.
 * @throws PackError where it is not there, or is of another build than the input.
 */
async function openReferenceFor(
  build: GenomeBuild,
  flags: Pick<CaseFlags, 'packs' | 'reference'>,
): Promise<{ readonly reference: Reference; readonly pack: PackUse }> {
  const id = flags.reference ?? `reference-panel-${build.toLowerCase()}`;
  const pack = await openUserPackStore(userPacksFolder(flags.packs)).load(id);
  const reference = openReference(pack);
  if (reference.build !== build) {
    throw new PackError(`the input is on ${build}, the pack ${id} is on ${reference.build}`, {
      pack: id,
      expected: build,
      found: reference.build,
      hint: 'give --reference a pack of the same build; oncoscript packs list shows them',
    });
  }
  return { reference, pack: packUse(pack) };
}

/** `tumour.vcf.gz` -> `tumour`. */
function stem(path: string | null): string | null {
  return path === null ? null : basename(path).replace(/(\.vcf|\.maf)?(\.b?gz)?$/i, '');
}
