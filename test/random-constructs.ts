import { seededRandom, type SeededRandom } from '../src/core/seeded-random.js';
import { assembleConstruct } from '../src/engines/constructs/assemble-construct.js';
import type { Construct, ConstructFeature, Segment } from '../src/engines/constructs/construct.js';
import { rangesFrom } from '../src/engines/constructs/feature-sequence.js';
import { PART_ROLES, type PartRoleName } from '../src/engines/constructs/part-roles.js';
import type { Part } from '../src/engines/constructs/part.js';

/** bio-parsers keeps primers apart from features. */
const ROLES = (Object.keys(PART_ROLES) as readonly PartRoleName[]).filter(
  (role) => role !== 'primer_site',
);
const WORDS = [
  'α-chain',
  'site A',
  'made-up',
  '5′ end',
  'long words',
  '(n. 1)',
  'a;b',
  'Ψ',
] as const;
/** Longer parts say nothing more about files. */
const LONGEST_PART = 1_500;

/** Constructs of 1 to 8 parts and free pieces, either strand, with spans, notes, and features over the origin. */
export function* randomConstructs(
  parts: readonly Part[],
  count: number,
  seed: number,
): Generator<Construct> {
  const random = seededRandom(seed);
  const dna = parts.filter(
    ({ alphabet, sequence }) => alphabet === 'DNA' && sequence.length <= LONGEST_PART,
  );
  for (let i = 0; i < count; i++) yield randomConstruct(dna, i, random);
}

function randomConstruct(parts: readonly Part[], index: number, random: SeededRandom): Construct {
  const pick = <T>(items: readonly T[]): T => items[random.below(items.length)] as T;
  const bases = (count: number): string =>
    Array.from({ length: count }, () => pick([...'ACGT'])).join('');
  const notes = (): readonly string[] =>
    Array.from({ length: random.below(3) }, () =>
      Array.from({ length: 1 + random.below(25) }, () => pick(WORDS)).join(' '),
    );
  const segments = Array.from({ length: 1 + random.below(8) }, (): Segment => {
    const strand = pick([1, -1] as const);
    if (random.below(2) === 0) return { kind: 'part', part: pick(parts), strand, notes: notes() };
    const length = 10 + random.below(300);
    const start0 = random.below(length);
    return {
      kind: 'free',
      role: pick(ROLES),
      label: `${pick(WORDS)} ${random.below(1000)}`,
      sequence: bases(length),
      strand,
      notes: notes(),
      features: [
        {
          role: pick(ROLES),
          label: pick(WORDS),
          range: { start0, end0: start0 + 1 + random.below(length - start0) },
          strand: pick([1, -1] as const),
          notes: notes(),
        },
      ],
    };
  });
  const first = random.below(segments.length);
  const circular = random.below(2) === 0;
  const construct = assembleConstruct({
    id: `random-${index}`,
    name: `random construct ${index}`,
    description: 'made by chance',
    alphabet: 'DNA',
    topology: circular ? 'circular' : 'linear',
    segments,
    spans: [
      {
        role: 'region',
        label: `span ${index}`,
        firstSegment: first,
        lastSegment: first + random.below(segments.length - first),
      },
    ],
  });
  return circular && construct.sequence.length > 20 ? withOverOrigin(construct, random) : construct;
}

function withOverOrigin(construct: Construct, random: SeededRandom): Construct {
  const { length } = construct.sequence;
  const before = 1 + random.below(9);
  const over: ConstructFeature = {
    role: 'region',
    label: 'over the origin',
    ranges: rangesFrom(length - before, before + 1 + random.below(9), length),
    strand: random.below(2) === 0 ? 1 : -1,
    colour: null,
    notes: [],
    partId: null,
    source: null,
  };
  return { ...construct, features: [...construct.features, over] };
}
