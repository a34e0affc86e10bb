import { OptionError } from '../../core/errors.js';
import { otherStrand } from '../../core/iupac.js';
import type { Construct, ConstructFeature, ConstructPlan, Segment, Span } from './construct.js';
import type { Alphabet, Range, SegmentFeature } from './part.js';
import { asDna, asRna } from './strands.js';

const LETTERS: Readonly<Record<Alphabet, RegExp>> = {
  DNA: /^[ACGT]*$/,
  RNA: /^[ACGU]*$/,
  protein: /^[ACDEFGHIKLMNPQRSTVWY]*$/,
};

/** A word that file names, LOCUS lines and IRIs can hold. */
const ID = /^[A-Za-z][A-Za-z0-9_-]*$/;

/**
 * The segments one after the other, with a feature for each and for each span. Nucleic parts are turned
 * into the letters of the construct (T or U).
 * @throws OptionError for an id that is no word, a letter the alphabet has not, a part of another kind, an
 * empty construct, or a feature or span that lies outside.
 */
export function assembleConstruct(plan: ConstructPlan): Construct {
  if (!ID.test(plan.id)) {
    throw new OptionError(`"${plan.id}" cannot name a construct`, 'id', 'letters, digits, - and _');
  }
  if (plan.topology === 'circular' && plan.alphabet !== 'DNA') {
    throw new OptionError(`a construct of ${plan.alphabet} cannot be circular here`, 'topology');
  }
  const pieces = plan.segments.map((segment, i) => sequenceOf(segment, plan.alphabet, i));
  const starts: number[] = [0];
  for (const piece of pieces) starts.push((starts.at(-1) as number) + piece.length);
  const sequence = pieces.join('');
  if (sequence === '') throw new OptionError('the construct is empty', 'segments');
  const features = plan.segments.flatMap((segment, i) =>
    featuresOf(segment, starts[i] as number, (pieces[i] as string).length, i),
  );
  const spans = (plan.spans ?? []).map((span, i) => spanFeature(span, starts, i));
  return {
    schemaVersion: 1,
    id: plan.id,
    name: plan.name,
    description: plan.description,
    alphabet: plan.alphabet,
    topology: plan.topology,
    sequence,
    features: [...spans, ...features].sort(byPlace),
  };
}

/** By start, the longer first; features that cover the same keep their order. */
function byPlace(a: ConstructFeature, b: ConstructFeature): number {
  const [from, to] = [a.ranges[0], b.ranges[0]];
  return from.start0 - to.start0 || to.end0 - from.end0;
}

function sequenceOf(segment: Segment, alphabet: Alphabet, index: number): string {
  const path = `segments.${index}`;
  if (
    segment.kind === 'part' &&
    (segment.part.alphabet === 'protein') !== (alphabet === 'protein')
  ) {
    throw new OptionError(
      `part ${segment.part.id} is ${segment.part.alphabet}, the construct ${alphabet}`,
      path,
    );
  }
  const given = segment.kind === 'part' ? segment.part.sequence : segment.sequence;
  const stranded = segment.strand === -1 ? otherStrand(asDna(given)) : given;
  if (segment.strand === -1 && alphabet !== 'DNA') {
    const name = segment.kind === 'part' ? `part ${segment.part.id}` : segment.label;
    throw new OptionError(`only DNA has a second strand for ${name}`, path);
  }
  const sequence = inAlphabet(stranded, alphabet);
  if (!LETTERS[alphabet].test(sequence)) {
    const wrong = [...sequence].find((letter) => !LETTERS[alphabet].test(letter));
    throw new OptionError(`"${wrong}" is not a letter of ${alphabet}`, path);
  }
  return sequence;
}

function inAlphabet(sequence: string, alphabet: Alphabet): string {
  switch (alphabet) {
    case 'DNA':
      return asDna(sequence);
    case 'RNA':
      return asRna(sequence);
    case 'protein':
      return sequence.toUpperCase();
  }
}

function featuresOf(
  segment: Segment,
  start0: number,
  length: number,
  index: number,
): readonly ConstructFeature[] {
  const strand = segment.strand ?? 1;
  const given = segment.kind === 'part' ? segment.part.features : (segment.features ?? []);
  const inner = given.map((feature, i) =>
    innerFeature(feature, start0, length, strand, `segments.${index}.features.${i}`),
  );
  // A part that is left out on purpose (an empty spacer) has nothing to show.
  if (length === 0) return inner;
  const whole: ConstructFeature = {
    role: segment.kind === 'part' ? segment.part.role : segment.role,
    label: segment.kind === 'part' ? (segment.label ?? segment.part.name) : segment.label,
    ranges: [{ start0, end0: start0 + length }],
    strand,
    colour: null,
    notes: segment.notes ?? [],
    partId: segment.kind === 'part' ? segment.part.id : null,
    source: segment.kind === 'part' ? sourceOf(segment) : (segment.source ?? null),
  };
  return [whole, ...inner];
}

function sourceOf({ part }: Extract<Segment, { kind: 'part' }>): ConstructFeature['source'] {
  return { ...part.source, accession: part.accession, licence: part.licence };
}

function innerFeature(
  feature: SegmentFeature,
  start0: number,
  length: number,
  strand: 1 | -1,
  path: string,
): ConstructFeature {
  const { range } = feature;
  if (!isWithin(range, length)) {
    throw new OptionError(
      `feature ${feature.label} (${range.start0}-${range.end0}) lies outside its segment of ${length}`,
      path,
    );
  }
  const placed: Range =
    strand === 1
      ? { start0: start0 + range.start0, end0: start0 + range.end0 }
      : { start0: start0 + length - range.end0, end0: start0 + length - range.start0 };
  return {
    role: feature.role,
    label: feature.label,
    ranges: [placed],
    strand: (feature.strand ?? 1) === strand ? 1 : -1,
    colour: feature.colour ?? null,
    notes: feature.notes ?? [],
    partId: null,
    source: feature.source ?? null,
  };
}

function isWithin({ start0, end0 }: Range, length: number): boolean {
  return (
    Number.isInteger(start0) &&
    Number.isInteger(end0) &&
    start0 >= 0 &&
    start0 < end0 &&
    end0 <= length
  );
}

function spanFeature(span: Span, starts: readonly number[], index: number): ConstructFeature {
  const start0 = starts[span.firstSegment];
  const end0 = starts[span.lastSegment + 1];
  if (start0 === undefined || end0 === undefined || end0 <= start0) {
    throw new OptionError(
      `${span.label} spans segments ${span.firstSegment} to ${span.lastSegment} of ${starts.length - 1}`,
      `spans.${index}`,
    );
  }
  return {
    role: span.role,
    label: span.label,
    ranges: [{ start0, end0 }],
    strand: 1,
    colour: null,
    notes: span.notes ?? [],
    partId: null,
    source: null,
  };
}
