import { sha256Hex } from '../../src/core/hashing.js';
import { type CaseFile, EMPTY_CASE } from '../../src/case/case-file.js';
import type { CaseSource, OpenInput } from '../../src/case/import-case.js';
import { memorySource } from '../../src/formats/text/byte-source.js';

/** Opens inputs from memory by name. */
export function openFrom(files: Readonly<Record<string, string>>): OpenInput {
  return (path): CaseSource => {
    const text = files[path];
    if (text === undefined) throw new Error(`the test has no ${path}`);
    const bytes = new TextEncoder().encode(text);
    return {
      ...memorySource(path, bytes),
      digest: async () => ({ bytes: bytes.length, sha256: sha256Hex(bytes) }),
    };
  };
}

/** A case that says nothing but what a test gives. */
export function caseFile(changes: Partial<CaseFile>): CaseFile {
  return { ...EMPTY_CASE, name: 'test', ...changes };
}

const CSQ_FIELDS =
  'Allele|Consequence|SYMBOL|Gene|Feature_type|Feature|BIOTYPE|HGVSp|Protein_position|Amino_acids|CANONICAL|TSL|FLAGS|WildtypeProtein|FrameshiftSequence';

/** A VCF with the given sample names and record lines (tabs as `|` would clash, so lines come whole). */
export function vcfText(samples: readonly string[], ...records: readonly string[]): string {
  const columns = [
    '#CHROM',
    'POS',
    'ID',
    'REF',
    'ALT',
    'QUAL',
    'FILTER',
    'INFO',
    ...(samples.length === 0 ? [] : ['FORMAT', ...samples]),
  ];
  return [
    '##fileformat=VCFv4.2',
    `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ${CSQ_FIELDS}">`,
    '##contig=<ID=chr1,length=248956422>',
    columns.join('\t'),
    ...records,
    '',
  ].join('\n');
}

/** One CSQ entry; fields not given are empty. */
export function csq(fields: Readonly<Record<string, string>>): string {
  return CSQ_FIELDS.split('|')
    .map((name) => fields[name] ?? '')
    .join('|');
}
