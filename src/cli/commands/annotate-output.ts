import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import type { AnnotationCounts, AnnotationFormat } from '../../case/annotate-lines.js';
import { OptionError, InputError } from '../../core/errors.js';
import { SOFTWARE_VERSION } from '../../core/version.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import { openReference, type Reference } from '../../engines/genome/reference-pack.js';
import type { LoadedPack, PackManifest, PackStore } from '../../packs/pack-store.js';
import { bgzipped } from '../../platform/node/bgzip.js';
import { type OutputPiece, writeWhole } from '../../platform/node/output-folder.js';

/** Where an annotation goes, and in which form. */
export interface AnnotationOutput {
  readonly path: string;
  readonly format: AnnotationFormat;
  readonly isGzip: boolean;
}

/**
 * The output as its name says it.
 * @throws OptionError where the name tells no form, a folder has it, or it is the input's.
 */
export async function annotationOutput(input: string, path: string): Promise<AnnotationOutput> {
  const [, format, gzip] = /\.(vcf|tsv|maf)(\.gz)?$/i.exec(path) ?? [];
  if (format === undefined) {
    throw new OptionError(
      `"${path}" does not tell what to write`,
      '--out',
      'end it in .vcf, .tsv or .maf, with or without .gz',
    );
  }
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true) throw new OptionError(`${path} is a folder`, '--out');
  if (resolve(input) === resolve(path)) {
    throw new OptionError('that is the input', '--out', 'give the output another name');
  }
  return {
    path,
    format: format.toLowerCase() as AnnotationFormat,
    isGzip: gzip !== undefined,
  };
}

/** Writes the pieces, bgzipped where the name says so. */
export async function writeAnnotation(
  { path, isGzip }: AnnotationOutput,
  pieces: AsyncIterable<OutputPiece>,
  signal: AbortSignal,
): Promise<void> {
  await writeWhole(path, isGzip ? bgzipped(pieces) : pieces, signal);
}

/** What the input says of its build; the words are null where it says nothing. */
export interface StatedBuild {
  readonly file: string;
  readonly build: GenomeBuild | null;
  /** Where that is said. */
  readonly from: string | null;
  /** Why it is not known. */
  readonly doubt: string;
}

/**
 * The build of --build, else of the input.
 * @throws InputError where they differ, or neither tells.
 */
export function annotatedBuild(stated: StatedBuild, asked: GenomeBuild | undefined): GenomeBuild {
  const { file, build, from, doubt } = stated;
  if (asked !== undefined) {
    if (build !== null && build !== asked) {
      throw new InputError(`--build says ${asked}, the file says ${build} (${from})`, {
        file,
        hint: 'leave --build out, or use the file that belongs to it',
      });
    }
    return asked;
  }
  if (build !== null) return build;
  throw new InputError(doubt, { file, hint: 'name it: --build GRCh37 or --build GRCh38' });
}

/** @throws OptionError where the pack is of another build; PackError where it cannot be read. */
export async function annotationPack(
  store: PackStore,
  id: string | undefined,
  build: GenomeBuild,
): Promise<{ readonly pack: LoadedPack; readonly reference: Reference }> {
  const pack = await store.load(id ?? `reference-panel-${build.toLowerCase()}`);
  const reference = openReference(pack);
  if (reference.build !== build) {
    throw new OptionError(
      `pack ${pack.manifest.id} holds ${reference.build}, the variants are on ${build}`,
      '--pack',
      `choose a pack of ${build}: oncoscript packs list`,
    );
  }
  return { pack, reference };
}

/** Program and pack, as attributes. */
export function provenance({ id, version, sha256 }: PackManifest): string {
  return `version="${SOFTWARE_VERSION}" pack="${id}" pack_version="${version}" pack_sha256="${sha256}"`;
}

export function totalOf({ called, unassessed }: AnnotationCounts): number {
  return Object.values(unassessed).reduce((sum, count) => sum + count, called);
}

/** What was done and, a line each, what was not assessed and why; `unreadable` names lines no record was read from. */
export function annotationSummary(
  counts: AnnotationCounts,
  { id }: PackManifest,
  { path, format }: AnnotationOutput,
  unreadable: string,
): string {
  const { called, unassessed } = counts;
  const of = (count: number, text: string): string =>
    count === 0 ? '' : `${count} ${count === 1 ? 'variant' : 'variants'} ${text}\n`;
  const left = format === 'maf' ? ', and not in the MAF' : '';
  return [
    `${called} of ${totalOf(counts)} variants annotated with ${id}: ${path}\n`,
    of(unassessed['no-transcript'], `in no transcript of ${id}: not assessed`),
    of(
      unassessed['reference-mismatch'],
      `whose REF is not the base of ${id}: not assessed; is the build right?`,
    ),
    of(unassessed['not-a-sequence-change'], `given as symbol, breakend or *: not assessed${left}`),
    of(unassessed['no-change'], `whose ALT is the REF: not assessed${left}`),
    unreadable === '' ? '' : `${unreadable}: not assessed${left}\n`,
  ].join('');
}
