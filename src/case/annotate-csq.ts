import type { TranscriptConsequenceCall } from '../engines/genome/consequence/call-consequence.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import type { Transcript } from '../engines/genome/transcript.js';
import {
  CSQ_FIELDS,
  type CsqEntry,
  csqEntry,
  type CsqField,
  csqFrame,
} from '../formats/csq/write-csq.js';
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
 * The fields asked for, all of CSQ's for null, but not those that the reference says of none of its
 * transcripts: an empty CANONICAL reads as "not canonical", which is not known there.
 */
export function csqFieldsOf(
  reference: Reference,
  asked: readonly CsqField[] | null,
): readonly CsqField[] {
  const silent = new Set<CsqField>();
  for (const [field, isSaid] of Object.entries(OPEN_FIELDS)) {
    let found = false;
    for (const transcript of reference.transcripts()) {
      found = isSaid(transcript);
      if (found) break;
    }
    if (!found) silent.add(field as CsqField);
  }
  return (asked ?? CSQ_FIELDS).filter((field) => !silent.has(field));
}

/** What is an entry's own: the alternate's and transcript's, not the transcript's alone. */
const OWN_FIELDS = {
  Allele: (_, allele) => allele,
  Consequence: ({ terms }) => terms.join('&'),
  IMPACT: ({ impact }) => impact,
  EXON: ({ exon }) => exon,
  INTRON: ({ intron }) => intron,
  HGVSc: ({ hgvsc }) => hgvsc,
  HGVSp: ({ hgvsp }) => hgvsp,
  cDNA_position: ({ cdnaPosition }) => cdnaPosition,
  CDS_position: ({ cdsPosition }) => cdsPosition,
  Protein_position: ({ proteinPosition }) => proteinPosition,
  Amino_acids: ({ aminoAcids }) => aminoAcids,
  Codons: ({ codons }) => codons,
  // A lost stop is read on too: pVACseq, which reads frameshifts only, passes over it.
  FrameshiftSequence: ({ terms, mutantProtein }) =>
    terms.includes('frameshift_variant') || terms.includes('stop_lost') ? mutantProtein : null,
} as const satisfies Partial<
  Record<CsqField, (call: TranscriptConsequenceCall, allele: string) => string | null>
>;

function isOwn(field: CsqField): field is keyof typeof OWN_FIELDS {
  return field in OWN_FIELDS;
}

/** The value of CSQ for a record: an entry for each alternate and transcript; null where nothing was called. */
export type CsqOfRecord = (record: VcfRecord, alleles: readonly AnnotatedAllele[]) => string | null;

export function csqWriter(fields: readonly CsqField[]): CsqOfRecord {
  const own = fields.filter(isOwn);
  const ownFields = new Set<CsqField>(own);
  const valuesOf = own.map((field) => OWN_FIELDS[field]);
  const frames = new WeakMap<Transcript, readonly string[]>();
  const frameOf = (call: TranscriptConsequenceCall): readonly string[] => {
    const known = frames.get(call.transcript);
    if (known !== undefined) return known;
    const frame = csqFrame(transcriptValues(call), fields, ownFields);
    frames.set(call.transcript, frame);
    return frame;
  };
  return (record, alleles) => {
    let text = '';
    for (const allele of alleles) {
      if (allele.kind === 'unassessed') continue;
      const alternate = record.alternates[allele.alternate] as string;
      const name = vepAllele(alternate, record.reference, record.alternates);
      for (const call of allele.calls) {
        const values = valuesOf.map((valueOf) => valueOf(call, name));
        text += `${text === '' ? '' : ','}${csqEntry(frameOf(call), values)}`;
      }
    }
    return text === '' ? null : text;
  };
}

function transcriptValues({ transcript, wildtypeProtein }: TranscriptConsequenceCall): CsqEntry {
  return {
    SYMBOL: transcript.geneSymbol,
    Gene: transcript.geneId,
    Feature_type: 'Transcript',
    Feature: transcript.id,
    BIOTYPE: transcript.biotype,
    STRAND: `${transcript.strand}`,
    CANONICAL: transcript.canonical === true ? 'YES' : null,
    MANE_SELECT: transcript.maneSelect === true ? 'YES' : null,
    TSL: transcript.transcriptSupportLevel?.toString() ?? null,
    FLAGS: transcriptFlags(transcript).join('&'),
    WildtypeProtein: wildtypeProtein,
  };
}

function transcriptFlags({ cdsStartFound, cdsEndFound }: Transcript): readonly string[] {
  return [...(cdsStartFound ? [] : ['cds_start_NF']), ...(cdsEndFound ? [] : ['cds_end_NF'])];
}
