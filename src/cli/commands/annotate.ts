import type { Context } from '../../core/context.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import type { PackStore } from '../../packs/pack-store.js';
import { fileSource } from '../../platform/node/file-source.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';
import { threadsAsked } from '../threads.js';
import { annotateMaf } from './annotate-maf.js';
import { annotationOutput } from './annotate-output.js';
import { annotateVcf } from './annotate-vcf.js';

export interface AnnotateFlags {
  readonly out: string;
  readonly build?: GenomeBuild;
  /** Id of a reference pack; by default the panel that comes with the package. */
  readonly pack?: string;
  /** Folder of the user's packs. */
  readonly packs?: string;
  /** Fields of CSQ, in this order; by default all. */
  readonly fields?: readonly string[];
  /** Threads that annotate; by default one a processor, four at most. 1 is the calling one. */
  readonly threads?: number;
}

/** Names that a MAF has; everything else is read as a VCF. */
const MAF_NAME = /\.(?:maf|txt|tsv)(?:\.gz)?$/i;

/** `oncoscript annotate`: the consequence of every variant of a VCF or MAF, as VCF, TSV or MAF. */
export async function annotate(
  input: string,
  flags: AnnotateFlags,
  context: Context,
  store: PackStore = openUserPackStore(userPacksFolder(flags.packs)),
): Promise<void> {
  const threads = threadsAsked(flags.threads);
  const output = await annotationOutput(input, flags.out);
  const annotateFile = MAF_NAME.test(input) ? annotateMaf : annotateVcf;
  await annotateFile(fileSource(input), output, { ...flags, threads }, context, store);
}
