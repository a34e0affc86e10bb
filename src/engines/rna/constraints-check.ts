import { IUPAC_BASES, otherStrand } from '../../core/iupac.js';
import type { ForbiddenSite, MrnaConstraints } from './constraints.js';
import type { Partners } from './structure.js';

/** A stretch of the mRNA, 0-based and half-open. */
export interface Place {
  readonly start0: number;
  readonly end0: number;
  /** What is there, e.g. the site's name. */
  readonly what: string;
}

/** How an mRNA keeps to one constraint. */
export interface ConstraintResult {
  readonly constraint: string;
  readonly met: boolean;
  /** In a few words, with the number that decides. */
  readonly detail: string;
  readonly places: readonly Place[];
}

/** One demand on a sequence of A, C, G, U. */
export interface SequenceRule {
  readonly constraint: string;
  /** A count over the whole sequence, whatever part is asked for. */
  readonly isWhole?: true;
  /** How far off the part from `from` to before `to` is, 0 where it keeps to the rule; features that touch it count. */
  excess(sequence: string, from: number, to: number): number;
  places(sequence: string): readonly Place[];
  detail(sequence: string): string;
}

const RNA_COMPLEMENT: Readonly<Record<string, string>> = { A: 'U', C: 'G', G: 'C', U: 'A' };

function otherRnaStrand(bases: string): string {
  return [...bases]
    .reverse()
    .map((base) => RNA_COMPLEMENT[base] ?? 'N')
    .join('');
}

/** Every start in RNA of a pattern of DNA letters, overlapping ones too. */
function matcher(pattern: string): RegExp {
  const classes = [...pattern].map((letter) => `[${IUPAC_BASES[letter] ?? 'N'}]`);
  return new RegExp(`(?=${classes.join('').replaceAll('T', 'U')})`, 'g');
}

function siteRule(site: ForbiddenSite): SequenceRule {
  const length = site.pattern.length;
  const other = otherStrand(site.pattern);
  const both = site.strands === 'both' && other !== site.pattern;
  const expressions = [matcher(site.pattern), ...(both ? [matcher(other)] : [])];
  const starts = (text: string): number[] =>
    expressions.flatMap((expression) => [...text.matchAll(expression)].map(({ index }) => index));
  return {
    constraint: `no ${site.name}`,
    excess: (sequence, from, to) =>
      starts(sequence.slice(Math.max(0, from - length + 1), to + length - 1)).length,
    places: (sequence) =>
      starts(sequence)
        .sort((a, b) => a - b)
        .map((start0) => ({ start0, end0: start0 + length, what: site.name })),
    detail: (sequence) =>
      `${starts(sequence).length} found (${site.pattern}, ${site.strands === 'both' ? 'both strands' : 'sense strand'})`,
  };
}

function runRule(longest: number): SequenceRule {
  const runs = (text: string): readonly RegExpExecArray[] =>
    [...text.matchAll(/A+|C+|G+|U+/g)].filter(([run]) => run.length > longest);
  return {
    constraint: `no run over ${longest}`,
    excess: (sequence, from, to) =>
      runs(sequence.slice(Math.max(0, from - longest - 4), to + longest + 4)).reduce(
        (sum, [run]) => sum + run.length - longest,
        0,
      ),
    places: (sequence) =>
      runs(sequence).map(({ 0: run, index }) => ({
        start0: index,
        end0: index + run.length,
        what: `${run[0]} x ${run.length}`,
      })),
    detail: (sequence) =>
      `longest ${Math.max(0, ...[...sequence.matchAll(/A+|C+|G+|U+/g)].map(([run]) => run.length))}`,
  };
}

function isStrong(letter: string | undefined): boolean {
  return letter === 'G' || letter === 'C';
}

/** Bases of G or C in each window that starts in [from, to). */
function* gcCounts(
  sequence: string,
  bases: number,
  from: number,
  to: number,
): Generator<readonly [number, number]> {
  let count = 0;
  for (let at = from; at < from + bases; at++) if (isStrong(sequence[at])) count++;
  for (let start = from; start < to; start++) {
    yield [start, count];
    if (isStrong(sequence[start])) count--;
    if (isStrong(sequence[start + bases])) count++;
  }
}

function gcRule({ bases, least, most }: NonNullable<MrnaConstraints['gcWindow']>): SequenceRule {
  // A sequence shorter than a window is one window.
  const width = (sequence: string): number => Math.min(bases, sequence.length);
  const starts = (sequence: string, from: number, to: number): readonly [number, number] => [
    Math.max(0, from - width(sequence) + 1),
    Math.min(to, sequence.length - width(sequence) + 1),
  ];
  const off = (count: number, of: number): number =>
    Math.max(0, Math.ceil(least * of - 1e-9) - count, count - Math.floor(most * of + 1e-9));
  return {
    constraint: `GC ${least}-${most} in every ${bases}`,
    excess: (sequence, from, to) => {
      let sum = 0;
      for (const [, count] of gcCounts(sequence, width(sequence), ...starts(sequence, from, to)))
        sum += off(count, width(sequence));
      return sum;
    },
    places: (sequence) => {
      const places: Place[] = [];
      const of = width(sequence);
      for (const [start0, count] of gcCounts(
        sequence,
        of,
        ...starts(sequence, 0, sequence.length),
      )) {
        if (off(count, of) === 0) continue;
        const what = count < least * of ? 'too little GC' : 'too much GC';
        const last = places.at(-1);
        if (last !== undefined && last.what === what && last.end0 >= start0)
          places[places.length - 1] = { ...last, end0: start0 + of };
        else places.push({ start0, end0: start0 + of, what });
      }
      return places;
    },
    detail: (sequence) => {
      const of = width(sequence);
      const shares = [...gcCounts(sequence, of, ...starts(sequence, 0, sequence.length))].map(
        ([, count]) => count / of,
      );
      const edge = (pick: (a: number, b: number) => number): string =>
        shares.reduce((a, b) => pick(a, b)).toFixed(2);
      return `windows from ${edge(Math.min)} to ${edge(Math.max)}`;
    },
  };
}

function uridineRule(most: number): SequenceRule {
  const count = (sequence: string): number => sequence.split('U').length - 1;
  const excess = (sequence: string): number =>
    Math.max(0, count(sequence) - Math.floor(most * sequence.length + 1e-9));
  return {
    constraint: `uridine at most ${most}`,
    isWhole: true,
    excess,
    places: (sequence) =>
      excess(sequence) === 0
        ? []
        : [{ start0: 0, end0: sequence.length, what: `${excess(sequence)} U too many` }],
    detail: (sequence) => `share ${(count(sequence) / sequence.length).toFixed(3)}`,
  };
}

/** Looking each stretch up in the text is quicker up to about so many. */
const STRETCHES_WITHOUT_INDEX = 100;

function repeatRule(length: number): SequenceRule {
  /** How often each stretch occurs. */
  const counts = (sequence: string): ReadonlyMap<string, number> => {
    const found = new Map<string, number>();
    for (let start = 0; start + length <= sequence.length; start++) {
      const stretch = sequence.slice(start, start + length);
      found.set(stretch, (found.get(stretch) ?? 0) + 1);
    }
    return found;
  };
  const lookUp =
    (sequence: string): ((stretch: string, start: number) => boolean) =>
    (stretch, start) =>
      sequence.indexOf(stretch) !== start ||
      sequence.includes(stretch, start + 1) ||
      sequence.includes(otherRnaStrand(stretch));
  const indexed = (sequence: string): ((stretch: string) => boolean) => {
    const index = counts(sequence);
    return (stretch) => (index.get(stretch) ?? 0) > 1 || index.has(otherRnaStrand(stretch));
  };
  const starts = (sequence: string, from: number, to: number): readonly number[] => {
    const first = Math.max(0, from - length + 1);
    const end = Math.min(to, sequence.length - length + 1);
    const isRepeat = end - first > STRETCHES_WITHOUT_INDEX ? indexed(sequence) : lookUp(sequence);
    const found: number[] = [];
    for (let start = first; start < end; start++)
      if (isRepeat(sequence.slice(start, start + length), start)) found.push(start);
    return found;
  };
  return {
    constraint: `no repeat of ${length} or more`,
    excess: (sequence, from, to) => starts(sequence, from, to).length,
    places: (sequence) => {
      const places: Place[] = [];
      for (const start0 of starts(sequence, 0, sequence.length)) {
        const last = places.at(-1);
        const end0 = start0 + length;
        if (last !== undefined && last.end0 === end0 - 1)
          places[places.length - 1] = { ...last, end0 };
        else places.push({ start0, end0, what: 'repeat, on either strand' });
      }
      return places;
    },
    detail: (sequence) => `${starts(sequence, 0, sequence.length).length} starts of a repeat`,
  };
}

/** The demands on the sequence alone, each as a rule; `openStart` needs a fold (`checkOpenStart`). */
export function sequenceRules(constraints: MrnaConstraints): readonly SequenceRule[] {
  const { forbiddenSites, longestRun, gcWindow, mostUridine, shortestRepeat } = constraints;
  return [
    ...forbiddenSites.map(siteRule),
    ...(longestRun === null ? [] : [runRule(longestRun)]),
    ...(gcWindow === null ? [] : [gcRule(gcWindow)]),
    ...(mostUridine === null ? [] : [uridineRule(mostUridine)]),
    ...(shortestRepeat === null ? [] : [repeatRule(shortestRepeat)]),
  ];
}

/** How far off all rules a part of the sequence is. */
export function totalExcess(
  rules: readonly SequenceRule[],
  sequence: string,
  from: number,
  to: number,
): number {
  return rules.reduce((sum, rule) => sum + rule.excess(sequence, from, to), 0);
}

export function checkOpenStart(
  { bases, leastUnpaired }: NonNullable<MrnaConstraints['openStart']>,
  partners: Partners,
): ConstraintResult {
  const start = partners.subarray(0, bases);
  const paired = start.filter((partner) => partner >= 0).length;
  const share = 1 - paired / start.length;
  const met = share >= leastUnpaired;
  return {
    constraint: `first ${bases} bases at least ${leastUnpaired} unpaired`,
    met,
    detail: `${share.toFixed(2)} unpaired`,
    places: met ? [] : [{ start0: 0, end0: start.length, what: `${paired} bases paired` }],
  };
}

/** Judges a sequence of A, C, G, U with its fold; every demand has its line. */
export function checkConstraints(
  sequence: string,
  partners: Partners,
  constraints: MrnaConstraints,
): readonly ConstraintResult[] {
  const results = sequenceRules(constraints).map((rule): ConstraintResult => {
    const places = rule.places(sequence);
    return {
      constraint: rule.constraint,
      met: places.length === 0,
      detail: rule.detail(sequence),
      places,
    };
  });
  return constraints.openStart === null
    ? results
    : [...results, checkOpenStart(constraints.openStart, partners)];
}
