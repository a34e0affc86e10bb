import { parseTranscriptId } from '../core/brands.js';
import { InputError } from '../core/errors.js';
import type { SkippedItem } from '../core/skipped.js';
import { csqAlternates, type CsqLayout, csqTable, type CsqTable } from '../formats/vcf/csq.js';
import type { VcfRecord } from '../formats/vcf/record.js';
import type { ExpressionSource, RecordExpression } from './import-expression.js';
import type { ProteinTable } from './protein-table.js';
import type { TranscriptConsequence } from './tumour-case.js';

/** Indices of the CSQ fields that are read; -1 where the file has none of that name. */
export function csqFields(layout: CsqLayout) {
  return {
    consequence: layout.indexOf('Consequence'),
    featureType: layout.indexOf('Feature_type'),
    feature: layout.indexOf('Feature'),
    symbol: layout.indexOf('SYMBOL'),
    gene: layout.indexOf('Gene'),
    biotype: layout.indexOf('BIOTYPE'),
    hgvsc: layout.indexOf('HGVSc'),
    hgvsp: layout.indexOf('HGVSp'),
    proteinPosition: layout.indexOf('Protein_position'),
    aminoAcids: layout.indexOf('Amino_acids'),
    codons: layout.indexOf('Codons'),
    canonical: layout.indexOf('CANONICAL'),
    mane: layout.indexOf('MANE_SELECT'),
    tsl: layout.indexOf('TSL'),
    flags: layout.indexOf('FLAGS'),
    wildtype: layout.indexOf('WildtypeProtein'),
    frameshift: layout.indexOf('FrameshiftSequence'),
  };
}

type CsqFields = ReturnType<typeof csqFields>;

/** Terms that say a variant lies outside of a transcript's coding sequence and splice sites. */
export const OUTSIDE = new Set([
  'intron_variant',
  'upstream_gene_variant',
  'downstream_gene_variant',
  'intergenic_variant',
  'non_coding_transcript_variant',
  'non_coding_transcript_exon_variant',
  'NMD_transcript_variant',
  '3_prime_UTR_variant',
  '5_prime_UTR_variant',
  'mature_miRNA_variant',
  'regulatory_region_variant',
  'TF_binding_site_variant',
]);

/** What reading a record's annotation needs. */
export interface AnnotationReading {
  readonly layout: CsqLayout | null;
  readonly fields: CsqFields | null;
  readonly expression: ExpressionSource;
  readonly proteins: ProteinTable;
  readonly file: string;
}

function flagValue(table: CsqTable, entry: number, field: number): boolean | null {
  if (field === -1) return null;
  const text = table.text(entry, field);
  return text !== '' && text.toUpperCase() !== 'NO';
}

function supportLevel(text: string): number | null {
  return /^[1-5]$/.test(text) ? Number(text) : null;
}

/** The consequences that a record is annotated with for one of its alternates. */
export function consequencesOf(
  record: VcfRecord,
  alternate: number,
  reading: AnnotationReading,
  tagged: RecordExpression,
  skip: (item: SkippedItem) => void,
): readonly TranscriptConsequence[] {
  const { layout, fields, expression, proteins, file } = reading;
  if (layout === null || fields === null) return [];
  const table = csqTable(record, layout);
  if (table === null) return [];
  if (table.broken > 0 && alternate === 0) {
    skip({
      status: 'skipped',
      item: `${table.broken} annotations of ${record.chromosome}:${record.start0 + 1}`,
      code: 'broken-annotation',
      reason: `they have another number of fields than the ${layout.fields.length} of the header`,
      file,
      line: record.line,
    });
  }
  const alternates = csqAlternates(record, table, layout);
  const kept: TranscriptConsequence[] = [];
  for (let entry = 0; entry < table.count; entry++) {
    if (alternates[entry] !== alternate) continue;
    const featureType = table.text(entry, fields.featureType);
    if (featureType !== '' && featureType !== 'Transcript') continue;
    const terms = table.values(entry, fields.consequence);
    if (terms.every((term) => OUTSIDE.has(term))) continue;
    const feature = table.text(entry, fields.feature);
    let transcript;
    try {
      transcript = parseTranscriptId(feature);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      skip({
        status: 'skipped',
        item: `annotation ${entry + 1} of ${record.chromosome}:${record.start0 + 1}`,
        code: 'no-transcript',
        reason: error.message,
        file,
        line: record.line,
      });
      continue;
    }
    const geneId = table.value(entry, fields.gene);
    const geneSymbol = table.value(entry, fields.symbol);
    const wildtype = table.text(entry, fields.wildtype);
    const proteinPosition = table.value(entry, fields.proteinPosition);
    kept.push({
      transcript,
      terms,
      geneSymbol,
      geneId,
      biotype: table.value(entry, fields.biotype),
      hgvsc: table.value(entry, fields.hgvsc),
      hgvsp: table.value(entry, fields.hgvsp),
      proteinPosition,
      aminoAcids: table.value(entry, fields.aminoAcids),
      codons: table.value(entry, fields.codons),
      canonical: flagValue(table, entry, fields.canonical),
      maneSelect: flagValue(table, entry, fields.mane),
      transcriptSupportLevel: supportLevel(table.text(entry, fields.tsl)),
      flags: table.values(entry, fields.flags),
      geneExpression: expression.gene(tagged, geneId, geneSymbol),
      transcriptExpression: expression.transcript(tagged, transcript),
      // Only where the protein changes; the others would fill the case with the whole proteome.
      wildtypeProtein:
        wildtype === '' || proteinPosition === null ? null : proteins.keep(transcript, wildtype),
      mutantProtein: table.value(entry, fields.frameshift),
      proteinDoubt: null,
      haplotype: null,
      unjoined: [],
    });
  }
  return kept;
}
