import type { RefSeqAlignment } from './reference-panel-refseq.js';

/** A protein-coding transcript of Ensembl on GRCh38: where its exons and its coding sequence lie, no bases. */
export interface EnsemblExons {
  readonly name: string;
  readonly chromosome: string;
  readonly strand: 1 | -1;
  /** On the forward strand, stop codon included; 0-based half-open. */
  readonly cdsStart0: number;
  readonly cdsEnd0: number;
  /** In order of place. */
  readonly exons: readonly { readonly start0: number; readonly end0: number }[];
}

/** The table's row: name, gene, gene id, chromosome, strand, CDS from and to, exons; places from 1. */
export function ensemblExons(cells: readonly string[]): EnsemblExons {
  const [name = '', , , chromosome = '', strand, cdsStart1, cdsEnd1, exons = ''] = cells;
  return {
    name,
    chromosome,
    strand: strand === '+' ? 1 : -1,
    cdsStart0: Number(cdsStart1) - 1,
    cdsEnd0: Number(cdsEnd1),
    exons: exons.split(',').map((exon) => {
      const [start1, end1] = exon.split('-').map(Number);
      return { start0: (start1 as number) - 1, end0: end1 as number };
    }),
  };
}

/**
 * An alignment to GRCh37 on GRCh38's `contig`: moved by the one distance that puts every splice site and both
 * ends of its coding sequence on those of an Ensembl transcript of its gene. Null where there is none, where an
 * exon has gaps against the genome, or where a single exon has no splice site to compare.
 */
export function liftedAlignment(
  alignment: RefSeqAlignment,
  ofGene: readonly EnsemblExons[],
  contig: string,
): RefSeqAlignment | null {
  const { exons, info } = alignment;
  if (exons.length < 2 || exons.some(({ cigar }) => /[DI]/.test(cigar))) return null;
  const cds = [info.cds_start_i, info.cds_end_i - 1].map((at) => genomePlace(exons, at));
  const cdsStart0 = Math.min(...cds);
  const cdsEnd0 = Math.max(...cds) + 1;
  const sites = spliceSites(
    exons
      .map(({ alt_start_i, alt_end_i }) => ({ start0: alt_start_i, end0: alt_end_i }))
      .sort((a, b) => a.start0 - b.start0),
  );
  for (const ensembl of ofGene) {
    const distance = ensembl.cdsStart0 - cdsStart0;
    const theirs = spliceSites(ensembl.exons);
    const isSame =
      ensembl.strand === exons[0]?.alt_strand &&
      ensembl.cdsEnd0 === cdsEnd0 + distance &&
      sites.length === theirs.length &&
      sites.every((site, i) => site + distance === theirs[i]);
    if (!isSame) continue;
    return {
      ...alignment,
      contig,
      exons: exons.map((exon) => ({
        ...exon,
        alt_start_i: exon.alt_start_i + distance,
        alt_end_i: exon.alt_end_i + distance,
      })),
    };
  }
  return null;
}

/** Where a base of the transcript lies on the genome, of exons without gaps. */
function genomePlace(exons: RefSeqAlignment['exons'], at: number): number {
  const exon = exons.find(({ tx_start_i, tx_end_i }) => tx_start_i <= at && at < tx_end_i);
  if (exon === undefined) throw new Error(`no exon holds base ${at} of the transcript`);
  const from = at - exon.tx_start_i;
  return exon.alt_strand === 1 ? exon.alt_start_i + from : exon.alt_end_i - 1 - from;
}

/** The inner ends of the exons; where a transcript begins and ends differs between annotations. */
function spliceSites(
  exons: readonly { readonly start0: number; readonly end0: number }[],
): readonly number[] {
  return exons.flatMap(({ start0, end0 }) => [start0, end0]).slice(1, -1);
}
