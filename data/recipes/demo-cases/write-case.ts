import { strToU8, gzipSync } from 'fflate';

import type { CompiledVariant } from './compile-case.js';
import { expectedAlleleFraction, type Reads } from './read-model.js';
import type { DemoTumour } from './demo-tumours.js';
import type { SourceRecords } from './source-records.js';

/** The fields of CSQ in their order. */
const CSQ_FIELDS = [
  'Allele',
  'Consequence',
  'IMPACT',
  'SYMBOL',
  'Gene',
  'Feature_type',
  'Feature',
  'BIOTYPE',
  'EXON',
  'INTRON',
  'HGVSc',
  'HGVSp',
  'cDNA_position',
  'CDS_position',
  'Protein_position',
  'Amino_acids',
  'Codons',
  'STRAND',
  'FLAGS',
  'CANONICAL',
  'MANE_SELECT',
  'TSL',
  'FrameshiftSequence',
  'WildtypeProtein',
] as const;

type CsqField = (typeof CSQ_FIELDS)[number];

/** A file of a case, by its name in the case's folder. */
export interface CaseFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Every file of a case; the same bytes from the same records. */
export function caseFiles(
  records: SourceRecords,
  tumour: DemoTumour,
  variants: readonly CompiledVariant[],
): readonly CaseFile[] {
  return [
    { name: 'case.yaml', bytes: strToU8(caseYaml(tumour)) },
    {
      name: 'tumour.vcf.gz',
      bytes: gzipSync(strToU8(vcfText(records, tumour, variants)), { level: 9, mtime: 0 }),
    },
    { name: 'copy-number.tsv', bytes: strToU8(copyNumberTable(records, tumour)) },
    { name: 'README.md', bytes: strToU8(readme(tumour, variants)) },
  ];
}

/** Half the length of a stretch that is lost or gained around a variant. Unit: bp. */
const EVENT_FLANK_BP = 1_000_000;

/**
 * The invented copies the reads were drawn from: two, one from each parent, but for the stretches around
 * variants that have other copies. Start and end as in a VCF, both included.
 */
function copyNumberTable(records: SourceRecords, tumour: DemoTumour): string {
  const rows = ['chromosome\tstart\tend\ttotal\tminor'];
  const chromosomes = new Set(tumour.variants.map(({ at }) => at.split(' ')[0] as string));
  for (const chromosome of [...chromosomes].sort(byChromosome)) {
    const length = records.genome.lengthOf(chromosome);
    const events = tumour.variants
      .filter(({ at, copies }) => copies !== undefined && at.startsWith(`${chromosome} `))
      .map(({ at, copies }) => ({ position: Number(at.split(' ')[1]), copies }))
      .sort((a, b) => a.position - b.position);
    let next = 1;
    for (const { position, copies } of events) {
      if (copies === undefined) continue;
      const start = Math.max(next, position - EVENT_FLANK_BP);
      const end = Math.min(length, position + EVENT_FLANK_BP);
      if (start > next) rows.push([chromosome, next, start - 1, 2, 1].join('\t'));
      rows.push([chromosome, start, end, copies.total, copies.total - copies.mutated].join('\t'));
      next = end + 1;
    }
    if (next <= length) rows.push([chromosome, next, length, 2, 1].join('\t'));
  }
  return `${rows.join('\n')}\n`;
}

function byChromosome(a: string, b: string): number {
  const rank = (name: string): number => {
    const bare = name.replace('chr', '');
    return bare === 'X' ? 23 : Number(bare);
  };
  return rank(a) - rank(b);
}

function sampleNames({ samplePrefix }: DemoTumour): { tumour: string; normal: string } {
  return { tumour: `${samplePrefix}_TUMOUR`, normal: `${samplePrefix}_NORMAL` };
}

/** The whole VCF, normal sample first. */
function vcfText(
  records: SourceRecords,
  tumour: DemoTumour,
  variants: readonly CompiledVariant[],
): string {
  const samples = sampleNames(tumour);
  const chromosomes = new Set(variants.map(({ vcf }) => vcf.chromosome));
  const lines = [
    '##fileformat=VCFv4.2',
    '##source=oncoscript demo recipe',
    '##reference=GRCh38',
    `##invented=Patient, read counts and expression are invented (${tumour.name}); sequences and their changes are real`,
    '##FILTER=<ID=PASS,Description="All filters passed">',
    `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations in the manner of Ensembl VEP, computed by the oncoscript demo recipe; CANONICAL is YES for the gene's first transcript with the coding exons of the one that Ensembl 110 lists first. Format: ${CSQ_FIELDS.join('|')}">`,
    '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
    '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Allelic depths for the ref and alt alleles in the order listed">',
    '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Read depth">',
    '##FORMAT=<ID=AF,Number=A,Type=Float,Description="Variant-allele frequency for the alt alleles">',
    '##FORMAT=<ID=RDP,Number=1,Type=Integer,Description="RNA Read depth">',
    '##FORMAT=<ID=RAD,Number=R,Type=Integer,Description="RNA Allelic depths for the ref and alt alleles in the order listed">',
    '##FORMAT=<ID=RAF,Number=A,Type=Float,Description="RNA Variant-allele frequency for the alt alleles">',
    '##FORMAT=<ID=GX,Number=.,Type=String,Description="Gene Expressions, TPM">',
    '##FORMAT=<ID=TX,Number=.,Type=String,Description="Transcript Expressions, TPM">',
    '##FrameshiftSequence=Predicted sequence for frameshift mutations',
    '##WildtypeProtein=The normal, non-mutated protein sequence',
    ...[...chromosomes].map(
      (chromosome) =>
        `##contig=<ID=${chromosome},length=${records.genome.lengthOf(chromosome)},assembly=GRCh38>`,
    ),
    `##normal_sample=${samples.normal}`,
    `##tumor_sample=${samples.tumour}`,
    `#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t${samples.normal}\t${samples.tumour}`,
    ...variants.map(vcfLine),
  ];
  return `${lines.join('\n')}\n`;
}

function vcfLine({ vcf, consequences, reads, planned }: CompiledVariant): string {
  const annotations = consequences.map(({ transcript, annotation }) => {
    const values: Readonly<Record<CsqField, string>> = {
      Allele: annotation.allele,
      Consequence: annotation.terms.join('&'),
      IMPACT: annotation.impact,
      SYMBOL: transcript.geneSymbol,
      Gene: transcript.geneId,
      Feature_type: 'Transcript',
      Feature: transcript.accession,
      BIOTYPE: 'protein_coding',
      EXON: annotation.exon,
      INTRON: annotation.intron,
      HGVSc: annotation.hgvsc,
      HGVSp: annotation.hgvsp.replace('=', '%3D'),
      cDNA_position: annotation.cdnaPosition,
      CDS_position: annotation.cdsPosition,
      Protein_position: annotation.proteinPosition,
      Amino_acids: annotation.aminoAcids,
      Codons: annotation.codons,
      STRAND: `${transcript.strand}`,
      FLAGS: '',
      CANONICAL: transcript.isCanonical ? 'YES' : '',
      MANE_SELECT: '',
      TSL: '',
      FrameshiftSequence: annotation.frameshiftProtein,
      WildtypeProtein: transcript.protein,
    };
    return CSQ_FIELDS.map((field) => values[field]).join('|');
  });
  const geneExpression = `${planned.gene}|${reads.geneTpm}`;
  const transcriptExpression = consequences
    .map(({ transcript }, index) => `${transcript.accession}|${reads.transcriptTpm[index]}`)
    .join(',');
  return [
    vcf.chromosome,
    `${vcf.position}`,
    '.',
    vcf.reference,
    vcf.alternate,
    '.',
    'PASS',
    `CSQ=${annotations.join(',')}`,
    'GT:AD:DP:AF:RDP:RAD:RAF:GX:TX',
    `0/0:${counts(reads.normal)}:.:.:.:.:.`,
    `0/1:${counts(reads.tumour)}:${rnaCounts(reads.rna)}:${geneExpression}:${transcriptExpression}`,
  ].join('\t');
}

function counts({ depth, altReads }: Reads): string {
  return `${depth - altReads},${altReads}:${depth}:${fraction({ depth, altReads })}`;
}

function rnaCounts(reads: Reads | null): string {
  if (reads === null) return '.:.:.';
  const { depth, altReads } = reads;
  return `${depth}:${depth - altReads},${altReads}:${fraction(reads)}`;
}

/** `.` without reads: no fraction was seen. */
function fraction({ depth, altReads }: Reads): string {
  return depth === 0 ? '.' : `${Number((altReads / depth).toFixed(4))}`;
}

function caseYaml(tumour: DemoTumour): string {
  const samples = sampleNames(tumour);
  return `# An invented patient: ${tumour.story}.
# Made by data/recipes/demo-cases; for demonstration and research only.
name: ${tumour.name}
build: GRCh38
tumourType: LUAD
purity: ${tumour.purity}
ploidy: ${tumour.ploidy}
hla:
${tumour.hla.map((allele) => `  - "${allele}"`).join('\n')}
samples:
  tumour: ${samples.tumour}
  normal: ${samples.normal}
inputs:
  vcf: tumour.vcf.gz
  copyNumber: copy-number.tsv
biomarkers:
${tumour.biomarkers
  .map(
    ({ name, value, unit, assay }) =>
      `  - name: ${name}\n    value: ${value}${unit === undefined ? '' : `\n    unit: "${unit}"`}${assay === undefined ? '' : `\n    assay: "${assay}"`}`,
  )
  .join('\n')}
clinical:
${Object.entries(tumour.clinical)
  .map(([key, value]) => `  ${key}: ${value}`)
  .join('\n')}
priorTherapy: []
`;
}

function readme(tumour: DemoTumour, variants: readonly CompiledVariant[]): string {
  const rows = variants.map((variant) => {
    const { planned, consequences } = variant;
    const canonical = consequences.find(({ transcript }) => transcript.isCanonical);
    return [
      planned.gene,
      planned.at.replace(' ', ':'),
      planned.change,
      canonical?.annotation.terms.join(', ') ?? '',
      `${planned.cellFraction ?? 1}`,
      expectedAlleleFraction(tumour, planned).toFixed(2),
      planned.driver ?? '',
    ];
  });
  const transcripts = variants.flatMap(({ consequences }) =>
    consequences.map(({ transcript }) => [
      transcript.geneSymbol,
      transcript.accession,
      transcript.origin,
      transcript.sameCodingExons,
      transcript.sameProtein ?? '',
    ]),
  );
  return `# ${tumour.name}

An **invented patient**: ${tumour.story}.

The sequences and what each variant does to them are real; the
patient, the choice of passengers, the read counts, the expression values, HLA type, biomarkers and clinical values are not.
For demonstration and research only, not for any decision about a person.

Written by \`data/recipes/demo-cases\`; \`docs/guide/demo-cases.md\` tells how, from what, and how it is checked.

## Variants

Cell fraction is the part of the tumour's cells that carry the variant, VAF the expected share of reads.

${markdownTable(
  ['gene', 'GRCh38', 'change', 'consequence', 'cell fraction', 'VAF', 'driver'],
  rows,
)}

## Transcripts

Bases come from the first record; the coding exons are those of the Ensembl 110 transcript; the protein is that
of the Swiss-Prot entry, where one is named (Swiss-Prot holds one isoform a gene).

${markdownTable(['gene', 'transcript', 'record', 'same coding exons', 'same protein'], transcripts)}

Sources: LRG (EBI and NCBI, open), RefSeq (NCBI, public domain), Ensembl 110 (EMBL-EBI, open), UniProt/Swiss-Prot
(CC BY 4.0).
`;
}

function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
