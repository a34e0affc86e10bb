export type GenomeBuild = 'GRCh37' | 'GRCh38';

/**
 * Version of each chromosome's RefSeq accession in GRCh37 and GRCh38; NCBI assembly reports of
 * GCF_000001405.13 and GCF_000001405.26. The accessions are NC_000001 to NC_000024, X and Y last.
 */
const REFSEQ_VERSIONS: readonly (readonly [chromosome: string, grch37: number, grch38: number])[] =
  [
    ['1', 10, 11],
    ['2', 11, 12],
    ['3', 11, 12],
    ['4', 11, 12],
    ['5', 9, 10],
    ['6', 11, 12],
    ['7', 13, 14],
    ['8', 10, 11],
    ['9', 11, 12],
    ['10', 10, 11],
    ['11', 9, 10],
    ['12', 11, 12],
    ['13', 10, 11],
    ['14', 8, 9],
    ['15', 9, 10],
    ['16', 9, 10],
    ['17', 10, 11],
    ['18', 9, 10],
    ['19', 9, 10],
    ['20', 10, 11],
    ['21', 8, 9],
    ['22', 10, 11],
    ['X', 10, 11],
    ['Y', 9, 10],
  ];
/** GenBank's chromosome 1; the others follow in order. Version 1 is GRCh37, 2 GRCh38 (same reports). */
const GENBANK_CHROMOSOME_1 = 663;

/** The revised Cambridge sequence, in both builds. */
const MITOCHONDRION = 'NC_012920.1';

interface NamedChromosome {
  readonly chromosome: string;
  /** Null where both builds share the name. */
  readonly build: GenomeBuild | null;
}

const CHROMOSOME_OF: ReadonlyMap<string, NamedChromosome> = ((): Map<string, NamedChromosome> => {
  const names = new Map<string, NamedChromosome>();
  for (const [index, [chromosome, grch37, grch38]] of REFSEQ_VERSIONS.entries()) {
    const refSeq = `NC_${String(index + 1).padStart(6, '0')}`;
    const genBank = `CM${String(GENBANK_CHROMOSOME_1 + index).padStart(6, '0')}`;
    names.set(`${refSeq}.${grch37}`, { chromosome, build: 'GRCh37' });
    names.set(`${refSeq}.${grch38}`, { chromosome, build: 'GRCh38' });
    names.set(`${genBank}.1`, { chromosome, build: 'GRCh37' });
    names.set(`${genBank}.2`, { chromosome, build: 'GRCh38' });
    for (const name of [chromosome, `CHR${chromosome}`]) {
      names.set(name, { chromosome, build: null });
    }
  }
  // The revised Cambridge sequence. UCSC's hg19 has another one as chrM, which no name tells apart.
  for (const name of ['MT', 'M', 'CHRMT', 'CHRM', MITOCHONDRION, 'J01415.2']) {
    names.set(name, { chromosome: 'MT', build: null });
  }
  return names;
})();

/**
 * `chr1`, `1`, `NC_000001.11` and `CM000663.2` -> `1`; `chrM` and `NC_012920.1` -> `MT`. A name of any
 * other sequence (a scaffold, another species, an accession of no human build) comes back as it is.
 */
export function plainChromosome(name: string): string {
  return CHROMOSOME_OF.get(name.toUpperCase())?.chromosome ?? name;
}

/** The build that an accession such as `NC_000001.11` belongs to; null where the name does not tell. */
export function buildOfChromosomeName(name: string): GenomeBuild | null {
  return CHROMOSOME_OF.get(name.toUpperCase())?.build ?? null;
}

const ACCESSION_OF: Readonly<Record<GenomeBuild, ReadonlyMap<string, string>>> = ((): Record<
  GenomeBuild,
  Map<string, string>
> => {
  const names = {
    GRCh37: new Map([['MT', MITOCHONDRION]]),
    GRCh38: new Map([['MT', MITOCHONDRION]]),
  };
  for (const [index, [chromosome, grch37, grch38]] of REFSEQ_VERSIONS.entries()) {
    const refSeq = `NC_${String(index + 1).padStart(6, '0')}`;
    names.GRCh37.set(chromosome, `${refSeq}.${grch37}`);
    names.GRCh38.set(chromosome, `${refSeq}.${grch38}`);
  }
  return names;
})();

/** RefSeq's accession of a chromosome named as `plainChromosome` does; null for any other sequence. */
export function refSeqAccession(chromosome: string, build: GenomeBuild): string | null {
  return ACCESSION_OF[build].get(chromosome) ?? null;
}
