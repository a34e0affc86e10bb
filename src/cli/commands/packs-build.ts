import { basename } from 'node:path';

import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import type { Source } from '../../core/cited.js';
import { sha256Hex } from '../../core/hashing.js';
import { countByCode } from '../../core/skipped.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import {
  compileReference,
  type CompiledReference,
} from '../../engines/genome/compile-reference.js';
import type { PackManifest } from '../../packs/pack-store.js';
import { fileSource, type FileSource } from '../../platform/node/file-source.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { userPacksFolder, writePack } from '../../platform/node/user-packs.js';

export interface PacksBuildFlags {
  readonly gff: string;
  readonly fasta: string;
  readonly name: string;
  readonly build: GenomeBuild;
  /** Folder for the pack; by default that of the user's packs. */
  readonly out?: string;
  readonly packs?: string;
}

/** What a pack says of its origin. */
export interface ReferenceOrigin {
  readonly title: string;
  readonly licence: string;
  readonly attribution: string;
  readonly sources: readonly [Source, ...Source[]];
  readonly recipe: string;
}

/** `oncoscript packs build`: an annotation and its sequences become a reference pack. */
export async function packsBuild(flags: PacksBuildFlags, context: Context): Promise<void> {
  const { gff, fasta, name, build } = flags;
  const files = [basename(gff), basename(fasta)] as const;
  await buildReference(
    {
      gff,
      fasta,
      name,
      build,
      folder: flags.out ?? userPacksFolder(flags.packs),
      source: basename(gff),
      origin: {
        title: `Transcripts of ${files[0]} on ${build}`,
        licence: 'as its sources',
        attribution: `compiled from ${files.join(' and ')}`,
        sources: [{ name: files[0] }, { name: files[1] }],
        recipe: `oncoscript packs build --gff ${files[0]} --fasta ${files[1]} --name ${name} --build ${build}`,
      },
    },
    context,
  );
}

/** Compiles a reference pack into a folder and says what is in it. @throws InputError, OptionError. */
export async function buildReference(
  order: {
    readonly gff: string;
    readonly fasta: string;
    readonly name: string;
    readonly build: GenomeBuild;
    readonly folder: string;
    readonly source: string;
    readonly origin: ReferenceOrigin;
  },
  context: Context,
): Promise<void> {
  const { name, build, folder, source } = order;
  await checkName(name);
  const annotation = fileSource(order.gff);
  const sequences = fileSource(order.fasta);
  const compiled = await compileReference({ annotation, sequences, build, source }, context);
  const manifest = await manifestOf(order, compiled, annotation, sequences);
  context.signal.throwIfAborted();
  await writePack(folder, manifest, compiled.bytes);
  process.stdout.write(summary(manifest, compiled, folder));
}

async function checkName(name: string): Promise<void> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    throw new OptionError(`"${name}" cannot name a pack`, '--name', 'e.g. ensembl-115-grch38');
  }
  if ((await openPackStore().list()).some(({ id }) => id === name)) {
    throw new OptionError(`${name} is a pack that came with oncoscript`, '--name', 'use another');
  }
}

async function manifestOf(
  order: { readonly name: string; readonly build: GenomeBuild; readonly origin: ReferenceOrigin },
  { bytes, transcripts, codingTranscripts, genes, skipped }: CompiledReference,
  annotation: FileSource,
  sequences: FileSource,
): Promise<PackManifest> {
  const { name, build, origin } = order;
  const sha256 = sha256Hex(bytes);
  return {
    schemaVersion: 1,
    id: name,
    version: sha256.slice(0, 12),
    title: origin.title,
    file: `${name}.bin`,
    bytes: bytes.length,
    sha256,
    licence: origin.licence,
    attribution: origin.attribution,
    sources: origin.sources,
    recipe: origin.recipe,
    contents: {
      build,
      genes,
      transcripts,
      codingTranscripts,
      skipped: skipped.length,
      ...Object.fromEntries(
        countByCode(skipped).map(({ code, count }) => [`skipped: ${code}`, count] as const),
      ),
      annotation: annotation.name,
      annotationSha256: (await annotation.digest()).sha256,
      sequences: sequences.name,
      sequencesSha256: (await sequences.digest()).sha256,
    },
  };
}

/** Skipped items shown one by one; the manifest counts them all. */
const SHOWN = 5;

function summary(
  { id, file, bytes }: PackManifest,
  { transcripts, codingTranscripts, genes, skipped }: CompiledReference,
  folder: string,
): string {
  const lines = [
    `${id}: ${transcripts} transcripts of ${genes} genes, ${codingTranscripts} coding; ${(bytes / 1e6).toFixed(1)} MB`,
    `written to ${folder} as ${file}`,
  ];
  if (skipped.length > 0) {
    lines.push(`${skipped.length} skipped:`);
    for (const { code, count } of countByCode(skipped)) lines.push(`  ${code}: ${count}`);
    for (const { item, reason, file, line } of skipped.slice(0, SHOWN)) {
      lines.push(`  e.g. ${item}: ${reason} (${file}, line ${line})`);
    }
  }
  return `${lines.join('\n')}\n`;
}
