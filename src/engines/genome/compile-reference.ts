import type { Context } from '../../core/context.js';
import { InputError } from '../../core/errors.js';
import { countByCode, type SkippedItem } from '../../core/skipped.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import { buildTranscripts } from './build-transcripts.js';
import type { GenomeBuild } from './chromosome-names.js';
import { encodeReference } from './encode-reference.js';
import { readGeneModels, type GeneModels } from './read-gene-models.js';
import { readReferenceSequences } from './reference-sequences.js';
import type { Transcript } from './transcript.js';

/** What a reference pack is compiled from. */
export interface ReferenceFiles {
  /** GFF3 or GTF. */
  readonly annotation: ByteSource;
  /** A genome, or cDNA by transcript. */
  readonly sequences: ByteSource;
  readonly build: GenomeBuild;
  /** The annotation in words, e.g. `Ensembl 115`. */
  readonly source: string;
}

export interface CompiledReference {
  readonly bytes: Uint8Array;
  readonly transcripts: number;
  readonly codingTranscripts: number;
  readonly genes: number;
  readonly skipped: readonly SkippedItem[];
}

/** Refusals that a genome of another build brings about. */
const MISFITS = new Set([
  'internal-stop',
  'no-stop-codon',
  'outside-sequence',
  'sequence-unlike-exons',
]);
/**
 * A share of misfits above this is no annotation's own: on the build it was made for, GRCh38's panel of
 * 662 transcripts has none, and of unrelated sequence a frame of 390 codons is open once in 10^8.
 */
const LARGEST_MISFIT_SHARE = 0.2;

/**
 * A reference pack's bytes from an annotation and its sequences. Memory holds the exons of a genome, not
 * the genome: all of Ensembl takes below 2 GB.
 * @throws InputError where a file cannot be read, the annotation is of another build, or the sequences
 * are not those of the annotation.
 */
export async function compileReference(
  { annotation, sequences, build, source }: ReferenceFiles,
  context: Context,
): Promise<CompiledReference> {
  const reading = { signal: context.signal };
  context.report({ step: 'annotation', done: 0, total: null });
  const models = await readGeneModels(annotation, reading);
  if (models.build !== null && models.build !== build) {
    throw new InputError(`the annotation is of ${models.build}, the pack is to be of ${build}`, {
      file: annotation.name,
      hint: `give --build ${models.build}, or an annotation of ${build}`,
    });
  }
  context.report({ step: 'sequences', done: 0, total: null });
  const bases = await readReferenceSequences(sequences, models.models, reading);

  const skipped: SkippedItem[] = [...models.skipped];
  const genes = new Set<string>();
  let coding = 0;
  let count = 0;
  let isFirstPass = true;
  const transcripts = function* (): Generator<Transcript> {
    for (const built of buildTranscripts(models, bases)) {
      if ('status' in built) {
        if (isFirstPass) skipped.push(built);
        continue;
      }
      if (isFirstPass) {
        count++;
        if (built.cds !== null) coding++;
        genes.add(`${built.geneId} ${built.geneSymbol}`);
      }
      yield built;
    }
    if (isFirstPass) refuseMisfit(models, skipped, count, sequences.name);
    isFirstPass = false;
  };
  const bytes = await encodeReference({ build, source }, transcripts, context);
  return { bytes, transcripts: count, codingTranscripts: coding, genes: genes.size, skipped };
}

function refuseMisfit(
  { models }: GeneModels,
  skipped: readonly SkippedItem[],
  built: number,
  file: string,
): void {
  const [most] = countByCode(skipped);
  if (built === 0) {
    const [first] = models;
    throw new InputError(
      `the sequences are none of the annotation's: ${most?.count} transcripts refused, most as ${most?.code}`,
      {
        file,
        hint: `sequences named after chromosomes (${first?.chromosome}, chr${first?.chromosome}) or transcripts (${first?.id}) are needed`,
      },
    );
  }
  const misfits = skipped.filter(({ code }) => MISFITS.has(code)).length;
  if (misfits / models.length > LARGEST_MISFIT_SHARE) {
    throw new InputError(
      `${misfits} of ${models.length} transcripts do not fit their sequence, most as ${most?.code}`,
      { file, hint: 'are annotation and sequences of the same build and release?' },
    );
  }
}
