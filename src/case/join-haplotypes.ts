import { breathe, type Context } from '../core/context.js';
import { plainChromosome } from '../engines/genome/chromosome-names.js';
import { transcriptIndex } from '../engines/genome/consequence/transcript-index.js';
import type { SomaticChange } from '../engines/genome/haplotype/somatic-changes.js';
import {
  somaticHaplotypes,
  type SomaticHaplotype,
} from '../engines/genome/haplotype/somatic-haplotypes.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import type { Transcript } from '../engines/genome/transcript.js';
import type { CaseVariant } from './case-variant.js';
import type { ProteinTable } from './protein-table.js';
import type {
  OtherVariant,
  SomaticVariant,
  TranscriptConsequence,
  UnjoinedVariant,
} from './tumour-case.js';
import { genomicNeighbours, VariantsByPlace } from './variants-by-place.js';

/** The case's somatic variants as haplotypes are made of, and those beside them. */
export interface PhasedCase {
  /** Parallel to the variants; null for one that the tumour does not carry. */
  readonly somatic: readonly (CaseVariant | null)[];
  readonly companions: readonly CaseVariant[];
}

/**
 * The consequences of each variant with the others of its copy: where the transcript's sequence is at
 * hand, both proteins are those of the copy; where it is not, near variants are named as not joined.
 * A variant that passed is joined with others that passed; one that failed a filter, with all.
 */
export async function joinHaplotypes(
  variants: readonly SomaticVariant[],
  { somatic, companions }: PhasedCase,
  reference: Reference | null,
  proteins: ProteinTable,
  context: Context,
): Promise<readonly SomaticVariant[]> {
  const all = new VariantsByPlace([...somatic.filter((one) => one !== null), ...companions]);
  const known = new Map<string, TranscriptHaplotypes | null>();
  const haplotypesOf = (transcript: Transcript): TranscriptHaplotypes | null => {
    const made = known.get(transcript.id);
    if (made !== undefined) return made;
    const found = transcriptHaplotypes(transcript, all);
    known.set(transcript.id, found);
    return found;
  };
  const byId = new Map(variants.map((variant) => [variant.id, variant]));
  const joined: SomaticVariant[] = [];
  for (const [i, variant] of variants.entries()) {
    if (i % 200 === 0) {
      context.report({ step: 'joining haplotypes', done: i, total: variants.length });
      await breathe(context);
    }
    const own = somatic[i] ?? null;
    if (own === null) {
      joined.push(variant);
      continue;
    }
    const consequences = variant.consequences.flatMap((consequence) => {
      const transcript = transcriptOf(consequence, variant, reference, proteins);
      if (transcript === null) {
        const unjoined = genomicNeighbours(own, consequence.transcript, all, byId);
        return [unjoined.length === 0 ? consequence : { ...consequence, unjoined }];
      }
      const haplotypes = haplotypesOf(transcript);
      return haplotypes === null
        ? [consequence]
        : onItsCopies(consequence, own, haplotypes, proteins);
    });
    joined.push({ ...variant, consequences });
  }
  return joined;
}

/** The transcript as the reference has it, where it is the one that was annotated. */
function transcriptOf(
  { transcript: id, wildtypeProtein }: TranscriptConsequence,
  { position }: SomaticVariant,
  reference: Reference | null,
  proteins: ProteinTable,
): Transcript | null {
  const transcript = reference?.transcript(id) ?? null;
  if (transcript === null || transcript.id !== id) return null;
  if (transcript.chromosome !== plainChromosome(position.chromosome)) return null;
  const annotated = wildtypeProtein === null ? null : proteins.proteins[wildtypeProtein];
  return annotated === null || annotated === transcriptIndex(transcript).protein
    ? transcript
    : null;
}

interface TranscriptHaplotypes {
  readonly ofPassed: readonly SomaticHaplotype<CaseVariant>[];
  readonly ofFailed: readonly SomaticHaplotype<CaseVariant>[];
}

/** Null where no two variants share the transcript. */
function transcriptHaplotypes(
  transcript: Transcript,
  all: VariantsByPlace,
): TranscriptHaplotypes | null {
  const start0 = Math.min(...transcript.exons.map((exon) => exon.start0));
  const end0 = Math.max(...transcript.exons.map((exon) => exon.end0));
  const here = all.within(transcript.chromosome, start0, end0);
  if (here.length < 2) return null;
  const passed = here.filter(({ filters }) => filters.length === 0);
  const failed = here.filter(({ filters }) => filters.length > 0);
  return {
    ofPassed: somaticHaplotypes(transcript, passed, failed),
    ofFailed: failed.length === 0 ? [] : somaticHaplotypes(transcript, here),
  };
}

/** A consequence for each copy that the variant lies on with others; the plain one where it is alone. */
function onItsCopies(
  consequence: TranscriptConsequence,
  own: CaseVariant,
  { ofPassed, ofFailed }: TranscriptHaplotypes,
  proteins: ProteinTable,
): readonly TranscriptConsequence[] {
  // Our own caller could not say what the variant itself does, so neither can its copy.
  if (consequence.mutantProtein === null && consequence.proteinDoubt !== null) return [consequence];
  const haplotypes = own.filters.length === 0 ? ofPassed : ofFailed;
  const made: TranscriptConsequence[] = [];
  for (const haplotype of haplotypes) {
    const change = haplotype.changes.find(({ variants }) => variants.includes(own));
    if (change === undefined) continue;
    made.push(onCopy(consequence, own, haplotype, change, proteins));
  }
  return made.length === 0 ? [consequence] : made;
}

function onCopy(
  consequence: TranscriptConsequence,
  own: CaseVariant,
  haplotype: SomaticHaplotype<CaseVariant>,
  change: SomaticChange<CaseVariant>,
  proteins: ProteinTable,
): TranscriptConsequence {
  const unjoined = haplotype.neighbours
    .filter(({ of }) => of === own)
    .map(({ phased, distanceBp }): UnjoinedVariant => ({
      ...other(phased),
      distanceBp,
      why:
        phased.filters.length > 0 && own.filters.length === 0 ? 'failed-filter' : 'phase-unknown',
    }));
  const wildtype =
    consequence.wildtypeProtein === null ? null : proteins.proteins[consequence.wildtypeProtein];
  const others = change.spans.filter(({ phased, isMaker }) => isMaker && phased !== own);
  const isAlone =
    others.length === 0 &&
    (consequence.mutantProtein === null ||
      consequence.mutantProtein === haplotype.mutantProtein ||
      haplotype.edits.length === 1) &&
    (wildtype === null || wildtype === change.wildtypeProtein);
  if (isAlone) return unjoined.length === 0 ? consequence : { ...consequence, unjoined };
  const group = change.groups.find(({ variants }) => variants.includes(own));
  if (group === undefined) throw new Error(`${own.id} changes no codon of its own change`);
  const { firstCodon, wildtypeResidues, mutantResidues } = group;
  const lastCodon = firstCodon + Math.max(1, wildtypeResidues.length);
  return {
    ...consequence,
    wildtypeProtein: proteins.keep(consequence.transcript, change.wildtypeProtein),
    mutantProtein: haplotype.mutantProtein,
    proteinDoubt: joinedDoubt(consequence.proteinDoubt, haplotype.doubts),
    haplotype: {
      phaseSet: haplotype.phaseSet,
      copy: haplotype.copy,
      variants: change.spans.map(({ phased, isMaker, start0, end0 }) => ({
        ...other(phased),
        isMaker,
        start0,
        end0,
      })),
      ending: change.ending,
      addedBp: change.addedBp,
      proteinPosition:
        lastCodon === firstCodon + 1 ? String(lastCodon) : `${firstCodon + 1}-${lastCodon}`,
      aminoAcids: `${wildtypeResidues || '-'}/${mutantResidues || '-'}`,
    },
    unjoined,
  };
}

function other({ id, origin, filters }: CaseVariant): OtherVariant {
  return { id, origin, filters };
}

function joinedDoubt(own: string | null, more: readonly string[]): string | null {
  const doubts = [...new Set([...(own === null ? [] : own.split('; ')), ...more])];
  return doubts.length === 0 ? null : doubts.join('; ');
}
