import type { SkippedItem } from '../../core/skipped.js';
import type { SomaticVariant, TranscriptConsequence, TumourCase } from '../../case/tumour-case.js';
import type { CandidatePeptide, MutantProtein } from '../findings.js';
import { novelPeptides } from './candidate-peptides.js';
import {
  haplotypeKey,
  haplotypeSequence,
  listedWith,
  unjoinedDoubt,
} from './haplotype-sequence.js';
import { manufacturability } from './manufacturability.js';
import {
  mutantSequence,
  mutationWindows,
  type MutantSequence,
  type MutantSequenceResult,
} from './mutant-protein.js';

/** Residues kept either side of a change: enough for 27-residue long peptides. */
const WINDOW_FLANK = 26;

interface Draft extends Omit<CandidatePeptide, 'healthyOccurrences' | 'scores'> {
  /** The gene whose healthy protein has the peptide elsewhere; null where it does not. */
  readonly ownProtein: string | null;
}

export interface VariantDraft {
  readonly variant: SomaticVariant;
  readonly proteins: readonly MutantProtein[];
  readonly peptides: readonly Draft[];
}

/** Peptide lengths to enumerate. */
interface PeptideLengths {
  readonly classILengths: readonly number[];
  readonly classIILengths: readonly number[];
}

/** The sequences behind one annotated consequence, or why there are none. */
export function sequencesOf(
  tumour: TumourCase,
  variant: SomaticVariant,
  consequence: TranscriptConsequence,
): MutantSequenceResult {
  const { haplotype, proteinDoubt } = consequence;
  const result =
    haplotype === null
      ? annotatedSequence(tumour, variant, consequence)
      : haplotypeSequence({
          id: variant.id,
          terms: consequence.terms,
          referenceLength: variant.reference.length,
          alternateLength: variant.alternate.length,
          haplotype,
          wildtype: proteinOf(tumour, consequence.wildtypeProtein),
          mutant: consequence.mutantProtein,
        });
  if (result.status !== 'built') return result;
  const doubts = [
    haplotype === null ? null : proteinDoubt,
    result.sequence.doubt,
    unjoinedDoubt(consequence),
  ].filter((doubt) => doubt !== null);
  return {
    ...result,
    sequence: { ...result.sequence, doubt: doubts.length === 0 ? null : doubts.join('; ') },
  };
}

function proteinOf(tumour: TumourCase, key: string | null): string | null {
  return key === null ? null : (tumour.proteins[key] ?? null);
}

function annotatedSequence(
  tumour: TumourCase,
  variant: SomaticVariant,
  consequence: TranscriptConsequence,
): MutantSequenceResult {
  return mutantSequence({
    terms: consequence.terms,
    proteinPosition: consequence.proteinPosition,
    aminoAcids: consequence.aminoAcids,
    referenceLength: variant.reference.length,
    alternateLength: variant.alternate.length,
    wildtypeProtein: proteinOf(tumour, consequence.wildtypeProtein),
    mutantProtein: consequence.mutantProtein,
    proteinDoubt: consequence.proteinDoubt,
  });
}

function mutantProtein(
  consequence: TranscriptConsequence,
  sequence: MutantSequence,
): MutantProtein {
  const windows = mutationWindows(sequence, WINDOW_FLANK);
  const { haplotype } = consequence;
  const proteinPosition = (consequence.proteinPosition ?? '').split('/')[0] as string;
  const aminoAcids = consequence.aminoAcids ?? '';
  // Names of the variant alone, which are not those of what the copy has.
  const isRenamed =
    haplotype !== null &&
    (haplotype.proteinPosition !== proteinPosition || haplotype.aminoAcids !== aminoAcids);
  return {
    transcript: consequence.transcript,
    geneSymbol: consequence.geneSymbol,
    geneId: consequence.geneId,
    kind: sequence.kind,
    terms: consequence.terms,
    proteinPosition: haplotype?.proteinPosition ?? proteinPosition,
    aminoAcids: haplotype?.aminoAcids ?? aminoAcids,
    codons: isRenamed ? null : consequence.codons,
    hgvsc: consequence.hgvsc,
    hgvsp: isRenamed ? null : consequence.hgvsp,
    biotype: consequence.biotype,
    canonical: consequence.canonical,
    maneSelect: consequence.maneSelect,
    transcriptSupportLevel: consequence.transcriptSupportLevel,
    flags: consequence.flags,
    geneExpression: consequence.geneExpression,
    transcriptExpression: consequence.transcriptExpression,
    wildtypeLength: sequence.wildtype.length,
    mutantLength: sequence.mutant.length,
    changedStart0: sequence.changedStart0,
    changedEnd0: sequence.changedEnd0,
    mutantWindow: windows.mutant,
    wildtypeWindow: windows.wildtype,
    windowStart0: windows.start0,
    doubt: sequence.doubt,
    haplotype:
      haplotype === null
        ? null
        : {
            phaseSet: haplotype.phaseSet,
            copy: haplotype.copy,
            variants: haplotype.variants.filter(({ isMaker }) => isMaker),
          },
    unjoined: consequence.unjoined,
  };
}

function describe(variant: SomaticVariant): string {
  return `variant ${variant.id}`;
}

/** A variant's proteins and peptides; null where it changes no protein. */
export function draftVariant(
  tumour: TumourCase,
  variant: SomaticVariant,
  options: PeptideLengths,
  sharers: CopySharers,
  skip: (item: SkippedItem) => void,
): VariantDraft | null {
  const proteins: MutantProtein[] = [];
  const peptides = new Map<string, Draft & { sources: { protein: number; start0: number }[] }>();
  let nonStandardWindows = 0;
  const elsewhere = new Set<string>();
  for (const consequence of variant.consequences) {
    const result = sequencesOf(tumour, variant, consequence);
    if (result.status === 'silent') continue;
    if (result.status === 'skipped') {
      skip({
        status: 'skipped',
        item: `${describe(variant)} on ${consequence.transcript}`,
        code: result.code,
        reason: result.reason,
        line: variant.line,
      });
      continue;
    }
    const { haplotype, transcript } = consequence;
    const sharing =
      haplotype === null ? [] : (sharers.get(haplotypeKey(transcript, haplotype)) ?? []);
    const protein = proteins.length;
    proteins.push(mutantProtein(consequence, result.sequence));
    for (const [mhcClass, lengths] of [
      ['I', options.classILengths],
      ['II', options.classIILengths],
    ] as const) {
      const novel = novelPeptides(result.sequence, lengths);
      nonStandardWindows += novel.nonStandardWindows;
      for (const novelPeptide of novel.peptides) {
        const { peptide, wildtype, mutatedPositions, start0 } = novelPeptide;
        if (haplotype !== null && sharing.length > 1) {
          const owner = listedWith(haplotype, sharing, start0, peptide.length);
          if (owner !== null && owner !== variant.id) {
            elsewhere.add(owner);
            continue;
          }
        }
        const key = `${peptide} ${wildtype ?? ''}`;
        const known = peptides.get(key);
        if (known !== undefined) {
          known.sources.push({ protein, start0 });
          continue;
        }
        peptides.set(key, {
          peptide,
          mhcClass,
          wildtype,
          mutatedPositions,
          sources: [{ protein, start0 }],
          manufacturability: manufacturability(peptide),
          ownProtein: novelPeptide.elsewhereInHealthyProtein
            ? `${consequence.geneSymbol ?? consequence.transcript} (its own healthy protein)`
            : null,
        });
      }
    }
  }
  if (nonStandardWindows > 0) {
    skip({
      status: 'skipped',
      item: describe(variant),
      code: 'non-standard-residue',
      reason: `${nonStandardWindows} windows hold a residue that is none of the twenty`,
      line: variant.line,
    });
  }
  if (proteins.length === 0) return null;
  if (peptides.size === 0) {
    skip({
      status: 'skipped',
      item: describe(variant),
      ...(elsewhere.size === 0
        ? {
            code: 'no-novel-peptide',
            reason: 'the changed protein holds no peptide that the healthy one does not',
          }
        : {
            code: 'listed-with-another',
            reason: `its peptides are listed with ${[...elsewhere].join(', ')}, on the same copy`,
          }),
      line: variant.line,
    });
  }
  return { variant, proteins, peptides: [...peptides.values()] };
}

/** Ids of the variants in review that make a copy together, in the order of the input, by `haplotypeKey`. */
type CopySharers = ReadonlyMap<string, readonly string[]>;

/** Who shares which copy. */
export function copySharers(variants: readonly SomaticVariant[]): CopySharers {
  const sharers = new Map<string, string[]>();
  for (const { id, consequences } of variants) {
    for (const { transcript, haplotype } of consequences) {
      const own = haplotype?.variants.find((one) => one.id === id);
      if (haplotype === null || own?.isMaker !== true) continue;
      const key = haplotypeKey(transcript, haplotype);
      const list = sharers.get(key);
      if (list === undefined) sharers.set(key, [id]);
      else list.push(id);
    }
  }
  return sharers;
}
