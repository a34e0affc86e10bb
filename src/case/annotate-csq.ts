import type { TranscriptConsequenceCall } from '../engines/genome/consequence/call-consequence.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import type { Transcript } from '../engines/genome/transcript.js';
import { CSQ_FIELDS, type CsqEntry, type CsqField } from '../formats/csq/write-csq.js';
import { vepAllele } from '../formats/vcf/csq.js';
import type { VcfRecord } from '../formats/vcf/record.js';
import type { AnnotatedAllele } from './annotate-record.js';

/** What an annotation may leave open, by the field that says it. */
const OPEN_FIELDS = {
  CANONICAL: ({ canonical }: Transcript) => canonical !== null,
  MANE_SELECT: ({ maneSelect }: Transcript) => maneSelect !== null,
  TSL: ({ transcriptSupportLevel }: Transcript) => transcriptSupportLevel !== null,
} as const satisfies Partial<Record<CsqField, (transcript: Transcript) => boolean>>;

/**
 * CSQ's fields without those that the reference says of none of its transcripts: an empty CANONICAL reads
 * as "not canonical", which is not known there.
 */
export function csqFieldsOf(reference: Reference): readonly CsqField[] {
  const silent = new Set<CsqField>();
  for (const [field, isSaid] of Object.entries(OPEN_FIELDS)) {
    let found = false;
    for (const transcript of reference.transcripts()) {
      found = isSaid(transcript);
      if (found) break;
    }
    if (!found) silent.add(field as CsqField);
  }
  return CSQ_FIELDS.filter((field) => !silent.has(field));
}

/** An entry for each alternate and transcript; null where nothing was called. */
export function csqEntries(
  record: VcfRecord,
  alleles: readonly AnnotatedAllele[],
): readonly CsqEntry[] | null {
  const entries = alleles.flatMap((allele) => {
    if (allele.kind === 'unassessed') return [];
    const alternate = record.alternates[allele.alternate] as string;
    const name = vepAllele(alternate, record.reference, record.alternates);
    return allele.calls.map((call) => csqEntry(name, call));
  });
  return entries.length === 0 ? null : entries;
}

function csqEntry(allele: string, call: TranscriptConsequenceCall): CsqEntry {
  const { transcript, terms } = call;
  return {
    Allele: allele,
    Consequence: terms.join('&'),
    IMPACT: call.impact,
    SYMBOL: transcript.geneSymbol,
    Gene: transcript.geneId,
    Feature_type: 'Transcript',
    Feature: transcript.id,
    BIOTYPE: transcript.biotype,
    EXON: call.exon,
    INTRON: call.intron,
    HGVSc: call.hgvsc,
    HGVSp: call.hgvsp,
    cDNA_position: call.cdnaPosition,
    CDS_position: call.cdsPosition,
    Protein_position: call.proteinPosition,
    Amino_acids: call.aminoAcids,
    Codons: call.codons,
    STRAND: `${transcript.strand}`,
    CANONICAL: transcript.canonical === true ? 'YES' : null,
    MANE_SELECT: transcript.maneSelect === true ? 'YES' : null,
    TSL: transcript.transcriptSupportLevel?.toString() ?? null,
    FLAGS: transcriptFlags(transcript).join('&'),
    WildtypeProtein: call.wildtypeProtein,
    // A lost stop is read on too: pVACseq, which reads frameshifts only, passes over it.
    FrameshiftSequence: terms.some((term) => term === 'frameshift_variant' || term === 'stop_lost')
      ? call.mutantProtein
      : null,
  };
}

function transcriptFlags({ cdsStartFound, cdsEndFound }: Transcript): readonly string[] {
  return [...(cdsStartFound ? [] : ['cds_start_NF']), ...(cdsEndFound ? [] : ['cds_end_NF'])];
}
