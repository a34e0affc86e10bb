import { genomicPosition } from '../../src/core/brands.js';
import type { TranscriptId } from '../../src/core/brands.js';
import { quietContext } from '../../src/core/context.js';
import { importCase } from '../../src/case/import-case.js';
import type {
  SomaticVariant,
  TranscriptConsequence,
  TumourCase,
} from '../../src/case/tumour-case.js';
import { caseFile, openFrom } from './memory-case.js';

/** A case of which nothing is known but what a test gives. */
export async function smallTumour(changes: Partial<TumourCase> = {}): Promise<TumourCase> {
  return { ...(await importCase(caseFile({}), openFrom({}), quietContext())), ...changes };
}

/** Variants of a case, annotated. */
export function givenVariants(
  variants: readonly SomaticVariant[],
): Pick<TumourCase, 'annotation' | 'variants'> {
  return {
    variants: { kind: 'given', value: variants, from: 'test' },
    annotation: { kind: 'given', value: 'test', from: 'test' },
  };
}

let made = 0;

/** A substitution in 50 of 100 reads, unless a test says otherwise. */
export function smallVariant(changes: Partial<SomaticVariant> = {}): SomaticVariant {
  const start0 = 1_000 + 10 * made++;
  return {
    id: `chr1-${start0 + 1}-C-A`,
    position: genomicPosition('chr1', start0, start0 + (changes.reference ?? 'C').length),
    reference: 'C',
    alternate: 'A',
    line: 1,
    filters: [],
    genotype: null,
    calledInTumour: true,
    tumourDna: { depth: 100, altReads: 50, alleleFraction: 0.5, from: 'test' },
    normalDna: null,
    tumourRna: null,
    flanks: null,
    consequences: [],
    ...changes,
  };
}

/** What a variant does to the one transcript of a gene. */
export function smallConsequence(
  geneSymbol: string,
  term: string,
  changes: Partial<TranscriptConsequence> = {},
): TranscriptConsequence {
  return {
    transcript: 'ENST00000000001.1' as TranscriptId,
    terms: [term],
    geneSymbol,
    geneId: null,
    biotype: 'protein_coding',
    hgvsc: null,
    hgvsp: null,
    proteinPosition: null,
    aminoAcids: null,
    codons: null,
    canonical: true,
    maneSelect: true,
    transcriptSupportLevel: null,
    flags: [],
    geneExpression: null,
    transcriptExpression: null,
    wildtypeProtein: null,
    mutantProtein: null,
    proteinDoubt: null,
    haplotype: null,
    unjoined: [],
    ...changes,
  };
}
