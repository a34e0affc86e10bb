import type { TranscriptConsequenceCall } from '../genome/consequence/call-consequence.js';
import { type GenomicVariant, trimmedAlleles } from '../genome/consequence/genomic-variant.js';
import type { TranscriptIndex } from '../genome/consequence/transcript-index.js';
import type { ProteinChange } from '../genome/hgvs/hgvs-expression.js';
import { reverseComplement } from '../genome/reverse-complement.js';
import { plainChromosome } from '../genome/chromosome-names.js';
import type { GenomicInterval } from '../genome/transcript.js';
import { shortChange } from './feature-words.js';
import {
  baseBeforeStart,
  callOnModel,
  exonsOfResidues,
  type GeneModels,
  splicedExons,
  substitutionsFor,
} from './gene-models.js';
import { moved, numberingsOf } from './numberings.js';
import { codingChange } from './parse-feature.js';
import {
  appliedChange,
  type ProteinEffect,
  proteinEffect,
  proteinShorthand,
  touchedResidues,
} from './protein-shorthand.js';
import { isSameChange } from './same-protein-change.js';
import type { AlterationOrigin, ProteinReading, SmallVariant } from './tumour-alteration.js';

/** What is known of a variant besides its place or its protein change. */
export interface VariantContext {
  readonly id: string;
  readonly origin: AlterationOrigin;
  readonly function: SmallVariant['function'];
  readonly oncogenic: boolean | null;
  readonly otherCopyLost: boolean | null;
}

/** What an annotation says of a variant; used where no transcript of the gene is at hand. */
export interface AnnotatedChange {
  readonly gene: string;
  readonly change: ProteinChange | null;
  readonly effect: ProteinEffect;
  /** On the annotation's transcript, e.g. `c.2573T>G`. */
  readonly coding: string | null;
}

/**
 * A variant by its place, in each gene that has a model there (with `annotated`, in that gene only): change, exons
 * and splice sites as our own caller has them. Without a model, what the annotation says; neither: none. A variant
 * whose reference bases are not those of the model says so in `mismatch`.
 */
export function placedVariants(
  variant: GenomicVariant,
  annotated: AnnotatedChange | null,
  models: GeneModels | null,
  context: VariantContext,
): { readonly variants: readonly SmallVariant[]; readonly mismatch: boolean } {
  const chromosome = plainChromosome(variant.chromosome);
  const trimmed = {
    chromosome,
    ...trimmedAlleles(variant.start0, variant.reference, variant.alternate),
  };
  const end0 = trimmed.start0 + trimmed.reference.length;
  const at = models?.modelsAt(chromosome, trimmed.start0, end0) ?? [];
  const upstream = models === null ? [] : promoterModels(models, trimmed);
  const near = [...at, ...upstream].filter(
    (index) => annotated === null || symbolOf(index) === annotated.gene,
  );
  let mismatch = false;
  const variants: SmallVariant[] = [];
  for (const index of near) {
    const call = callOnModel(index, trimmed);
    if (call?.referenceMismatch != null) mismatch = true;
    else variants.push(variantOnModel(index, call, trimmed, annotated, context));
  }
  if (variants.length > 0 || annotated === null) return { variants, mismatch };
  return { variants: [annotatedVariant(annotated, trimmed, models, context)], mismatch };
}

/** A protein change by itself, with the exons that its residues lie in. */
export function describedVariant(
  gene: string,
  change: ProteinChange,
  models: GeneModels | null,
  context: VariantContext,
): SmallVariant {
  const annotated = { gene, change, effect: proteinEffect(change), coding: null };
  return annotatedVariant(annotated, null, models, context);
}

/** Genes of which changes before the start codon are known, and how far before it. Unit: bp. */
const PROMOTERS: Readonly<Record<string, number>> = { TERT: 200 };

function promoterModels(models: GeneModels, variant: GenomicVariant): readonly TranscriptIndex[] {
  return Object.entries(PROMOTERS).flatMap(([gene, reachBp]) => {
    const index = models.model(gene);
    if (index === null || index.transcript.chromosome !== variant.chromosome) return [];
    const base = baseBeforeStart(index, variant.start0);
    return base !== null && base >= -reachBp ? [index] : [];
  });
}

function symbolOf({ transcript }: TranscriptIndex): string {
  return (transcript.geneSymbol ?? transcript.id).toUpperCase();
}

function variantOnModel(
  index: TranscriptIndex,
  call: TranscriptConsequenceCall | null,
  place: GenomicVariant,
  annotated: AnnotatedChange | null,
  context: VariantContext,
): SmallVariant {
  const gene = symbolOf(index);
  const described = call === null ? null : (/:(p\..+)$/.exec(call.hgvsp ?? '')?.[1] ?? null);
  const change = described === null ? null : proteinShorthand(described);
  const coding = codingOf(call?.hgvsc ?? null);
  const terms: readonly string[] = call?.terms ?? [];
  const effect = change === null ? effectOfTerms(terms) : proteinEffect(change);
  const upstream = upstreamChange(index, place);
  const readings = numberingsOf(index).map((numbering): ProteinReading => ({
    change: change === null ? null : numbering.fromModel(change),
    protein: numbering.protein,
    coding: coding === null ? null : numbering.codingFromModel(coding),
  }));
  return {
    kind: 'small-variant',
    ...contextFields(context),
    gene,
    label: labelOf(gene, readings.at(-1)?.change ?? null, coding, upstream),
    effect,
    readings: annotated === null ? readings : withAnnotated(readings, annotated),
    upstream,
    exons: touchedExons(call),
    splicedExons: splicedExons(index, place),
    place,
  };
}

/** With the change as the annotation counts it, where that is another. */
function withAnnotated(
  readings: readonly ProteinReading[],
  { change, coding }: AnnotatedChange,
): readonly ProteinReading[] {
  const isKnown =
    change === null ||
    readings.some((one) => one.change !== null && isSameChange(one.change, change, one.protein));
  return isKnown
    ? readings
    : [
        ...readings,
        { change, protein: null, coding: coding === null ? null : codingChange(coding) },
      ];
}

/** What of a context belongs to the variant. */
function contextFields(context: VariantContext): VariantContext {
  const { id, origin, oncogenic, otherCopyLost } = context;
  return { id, origin, function: context.function, oncogenic, otherCopyLost };
}

/** `2/11`, `18-19/28` -> 1-based exons. */
function touchedExons(call: TranscriptConsequenceCall | null): readonly number[] {
  const [, first, last] = /^(\d+)(?:-(\d+))?\//.exec(call?.exon ?? '') ?? [];
  if (first === undefined) return [];
  const end = Number(last ?? first);
  return Array.from({ length: end - Number(first) + 1 }, (_, i) => Number(first) + i);
}

function codingOf(hgvsc: string | null): string | null {
  const [, text] = /(?:^|:)(c\..+)$/.exec(hgvsc ?? '') ?? [];
  return text === undefined ? null : codingChange(text);
}

/** What the terms of Sequence Ontology say where no protein change can be named. */
export function effectOfTerms(terms: readonly string[]): ProteinEffect {
  const has = (...some: readonly string[]): boolean => some.some((term) => terms.includes(term));
  if (has('splice_acceptor_variant', 'splice_donor_variant', 'splice_site_variant')) {
    return 'splice-site';
  }
  if (has('frameshift_variant')) return 'frameshift';
  if (has('stop_gained')) return 'stop-gained';
  if (has('stop_lost')) return 'stop-lost';
  if (has('start_lost')) return 'start-lost';
  if (has('inframe_insertion')) return 'inframe-insertion';
  if (has('inframe_deletion')) return 'inframe-deletion';
  if (has('missense_variant')) return 'missense';
  return has('synonymous_variant', 'stop_retained_variant') ? 'silent' : 'unknown';
}

function upstreamChange(index: TranscriptIndex, place: GenomicVariant): SmallVariant['upstream'] {
  if (place.reference.length !== 1 || place.alternate.length !== 1) return null;
  const base = baseBeforeStart(index, place.start0);
  if (base === null) return null;
  const onStrand = (bases: string): string =>
    index.transcript.strand === 1 ? bases : reverseComplement(bases);
  return { base, reference: onStrand(place.reference), alternate: onStrand(place.alternate) };
}

function labelOf(
  gene: string,
  change: ProteinChange | null,
  coding: string | null,
  upstream: SmallVariant['upstream'],
): string {
  if (change !== null && touchedResidues(change) !== null) return `${gene} ${shortChange(change)}`;
  if (coding !== null) return `${gene} c.${coding}`;
  return upstream === null
    ? `${gene} variant`
    : `${gene} c.${upstream.base}${upstream.reference}>${upstream.alternate}`;
}

/** What an annotation says, with the exons of its residues where they fit the gene's model. */
function annotatedVariant(
  { gene, change, effect, coding }: AnnotatedChange,
  place: GenomicVariant | null,
  models: GeneModels | null,
  context: VariantContext,
): SmallVariant {
  const index = models?.model(gene) ?? null;
  const numbering =
    index === null || change === null
      ? null
      : (numberingsOf(index).find(({ protein }) => fitsProtein(change, protein)) ?? null);
  const onModel =
    numbering === null || change === null
      ? null
      : moved(change, (position) => numbering.toModel(position));
  const canonical = coding === null ? null : codingChange(coding);
  return {
    kind: 'small-variant',
    ...contextFields(context),
    gene,
    label: labelOf(gene, change, canonical, null),
    effect,
    readings: [{ change, protein: numbering?.protein ?? null, coding: canonical }],
    upstream: null,
    exons: index === null || onModel === null ? null : exonsByResidue(index, onModel),
    splicedExons: index === null || onModel === null ? null : splicedByResidue(index, onModel),
    place,
  };
}

/** Whether the residues that a change names stand where it says in a protein. */
function fitsProtein(change: ProteinChange, protein: string): boolean {
  switch (change.kind) {
    case 'frameshift':
    case 'silent':
    case 'uncertain':
      return protein[change.at.position - 1] === change.at.residue;
    case 'extension':
      return change.at.position === protein.length + 1;
    default:
      return appliedChange(change, protein) !== null;
  }
}

/** Exons of which every base change that makes this residue changes a splice site. */
function splicedByResidue(index: TranscriptIndex, change: ProteinChange): readonly number[] {
  return sharedByWays(index, change, (variant) => splicedExons(index, variant));
}

/**
 * Exons that the residues lie in; of one residue whose codon two exons share, those that every base change that makes
 * the new one lies in.
 */
function exonsByResidue(index: TranscriptIndex, change: ProteinChange): readonly number[] | null {
  const touched = touchedResidues(change);
  if (touched === null) return null;
  const exons = exonsOfResidues(index, touched.first, touched.last);
  if (exons.length < 2) return exons;
  const shared = sharedByWays(index, change, ({ start0 }) =>
    exons.filter((exon) => {
      const { start0: from, end0: to } = index.transcript.exons[exon - 1] as GenomicInterval;
      return start0 >= from && start0 < to;
    }),
  );
  return shared.length === 0 ? exons : shared;
}

/** What all single-base changes that make this residue have in common. */
function sharedByWays(
  index: TranscriptIndex,
  change: ProteinChange,
  exonsOf: (variant: GenomicVariant) => readonly number[],
): readonly number[] {
  if (change.kind !== 'substitution') return [];
  const [first, ...others] = substitutionsFor(index, change.at.position, change.residue).map(
    exonsOf,
  );
  return first === undefined
    ? []
    : first.filter((exon) => others.every((exons) => exons.includes(exon)));
}
