import { breathe, type Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { compareText } from '../../core/skipped.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import type { Reference } from '../../engines/genome/reference-pack.js';
import type { Transcript } from '../../engines/genome/transcript.js';

/** A gene that is to be cut in a cell product, whatever the tumour has. */
export interface KnockoutGene {
  readonly gene: string;
  /** Where guides are placed: MANE's or the canonical transcript, else the one with the longest reading frame. */
  readonly transcript: Transcript;
  /** Its whole coding transcripts on that chromosome, `transcript` among them. */
  readonly transcripts: readonly Transcript[];
}

/** About 10 ms of reading transcripts between two looks at the abort signal. */
const TRANSCRIPTS_A_BREATH = 2_000;

/**
 * The genes by symbol, in the order asked for.
 * @throws OptionError for a gene that the reference does not hold, with how to get one that does.
 */
export async function knockoutGenes(
  symbols: readonly string[],
  reference: Reference,
  build: GenomeBuild,
  context: Context,
): Promise<readonly KnockoutGene[]> {
  if (symbols.length === 0) return [];
  const found = new Map<string, Transcript[]>(symbols.map((symbol) => [symbol, []]));
  let count = 0;
  for (const transcript of reference.transcripts()) {
    if (++count % TRANSCRIPTS_A_BREATH === 0) await breathe(context);
    if (transcript.geneSymbol === null || transcript.cds === null) continue;
    found.get(transcript.geneSymbol)?.push(transcript);
  }
  const absent = symbols.filter((symbol) => found.get(symbol)?.length === 0);
  if (absent.length > 0) {
    throw new OptionError(
      `the reference (${reference.source}) does not hold ${absent.join(', ')}`,
      'gene-editing.knockOut',
      `build one that does from a genome and its gene models: oncoscript packs build --gff genes.gff3.gz --fasta genome.fa.gz --name my-genes --build ${build}, then design … --reference my-genes`,
    );
  }
  return symbols.map((gene) => knockoutGene(gene, found.get(gene) as readonly Transcript[]));
}

const CHROMOSOME = /^(?:\d{1,2}|X|Y|MT)$/;

function knockoutGene(gene: string, all: readonly Transcript[]): KnockoutGene {
  const [transcript] = [...all].sort(
    (a, b) =>
      Number(CHROMOSOME.test(b.chromosome)) - Number(CHROMOSOME.test(a.chromosome)) ||
      rankOf(b) - rankOf(a) ||
      codingLength(b) - codingLength(a) ||
      compareText(a.id, b.id),
  ) as [Transcript];
  const transcripts = all.filter(
    (one) =>
      one === transcript ||
      (one.chromosome === transcript.chromosome &&
        one.biotype === transcript.biotype &&
        one.cdsStartFound &&
        one.cdsEndFound),
  );
  return { gene, transcript, transcripts };
}

function rankOf({ maneSelect, canonical }: Transcript): number {
  return (maneSelect === true ? 2 : 0) + (canonical === true ? 1 : 0);
}

function codingLength({ cds }: Transcript): number {
  return cds === null ? 0 : cds.end0 - cds.start0;
}
