import { parseTranscriptId, type TranscriptId } from '../core/brands.js';
import { InputError } from '../core/errors.js';
import { sequenceOntologyTerm } from '../formats/maf/maf-columns.js';
import type { MafRow } from '../formats/maf/read-maf.js';
import { flanksOfContext } from './variant-flanks.js';
import type { ReadSupport, SomaticVariant, TranscriptConsequence } from './tumour-case.js';

/**
 * A row of a MAF as a variant of the case. Its alleles have no anchor base, so one of them may be empty,
 * and the id has `-` in its place: `17-7579312-C-A`, `5-112174758-AAGA--`. What the MAF says the variant does
 * is its one consequence, where it names a transcript.
 */
export function mafVariant(row: MafRow): SomaticVariant {
  const { chromosome, start0, end0, reference, alternate } = row;
  const consequence = mafConsequence(row);
  const normal = support(row.normalDepth, row.normalAltReads, null, 'n_depth, n_alt_count');
  return {
    id: `${chromosome}-${start0 + 1}-${reference || '-'}-${alternate || '-'}`,
    position: { chromosome, start0, end0 },
    reference,
    alternate,
    line: row.line,
    filters: row.filters,
    genotype: null,
    calledInTumour: true,
    tumourDna: support(
      row.tumourDepth,
      row.tumourAltReads,
      row.tumourAlleleFraction,
      't_depth, t_alt_count',
    ),
    normalDna: normal.depth === null ? null : normal,
    tumourRna: null,
    flanks: flanksOfContext(row),
    consequences: consequence === null ? [] : [consequence],
  };
}

function support(
  depth: number | null,
  altReads: number | null,
  statedFraction: number | null,
  columns: string,
): ReadSupport {
  const counted = depth !== null && depth > 0 && altReads !== null ? altReads / depth : null;
  const from =
    counted !== null ? columns : statedFraction !== null ? 'allele fraction' : 'no counts given';
  return { depth, altReads, alleleFraction: counted ?? statedFraction, from };
}

function mafConsequence(row: MafRow): TranscriptConsequence | null {
  const term = row.classification === null ? null : sequenceOntologyTerm(row.classification);
  const transcript = transcriptId(row.transcript);
  if (term === null || transcript === null) return null;
  const substitution = /^p\.([A-Z])(\d+)([A-Z*])$/.exec(row.proteinChange ?? '');
  const [, first] = /^p\.[A-Z*-]*(\d+)/.exec(row.proteinChange ?? '') ?? [];
  return {
    transcript,
    terms: [term],
    geneSymbol: row.geneSymbol,
    geneId: row.geneId,
    biotype: null,
    hgvsc: row.hgvsc,
    hgvsp: row.hgvsp ?? row.proteinChange,
    proteinPosition: first ?? null,
    aminoAcids: substitution === null ? null : `${substitution[1]}/${substitution[3]}`,
    codons: null,
    canonical: null,
    maneSelect: null,
    transcriptSupportLevel: null,
    flags: [],
    geneExpression: null,
    transcriptExpression: null,
    wildtypeProtein: null,
    mutantProtein: null,
    proteinDoubt: null,
    haplotype: null,
    unjoined: [],
  };
}

/** Null where the cell holds no accession, which is no reason to lose the variant. */
function transcriptId(text: string | null): TranscriptId | null {
  if (text === null) return null;
  try {
    return parseTranscriptId(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return null;
  }
}
