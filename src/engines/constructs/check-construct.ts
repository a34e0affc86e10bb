import type { Construct } from './construct.js';
import { featureSequence } from './feature-sequence.js';
import { findSites, type SiteWish } from './find-sites.js';
import type { Range } from './part.js';
import {
  gcWindows,
  homopolymerRuns,
  readingFrameProblems,
  type FrameProblem,
} from './sequence-checks.js';

/** What a construct is held to. */
export interface ConstructLimits {
  /** None of them may occur, other than where `allowed` covers it. */
  readonly forbidden: readonly SiteWish[];
  /** Longest run of one letter. */
  readonly longestRun: number;
  readonly gc: { readonly window: number; readonly lowest: number; readonly highest: number };
  /** Roles within which a site, a run or the GC share is on purpose, e.g. a poly(A) tail. */
  readonly allowedIn: ReadonlySet<string>;
}

/** A limit that is not met, where, and in words. */
export interface ConstructProblem {
  readonly check: 'forbidden-site' | 'homopolymer' | 'gc-window' | 'reading-frame';
  readonly ranges: readonly [Range, ...Range[]];
  readonly message: string;
}

/** Everything that does not meet the limits, by check and place; empty where all is met. Nucleic only. */
export function checkConstruct(
  construct: Construct,
  limits: ConstructLimits,
): readonly ConstructProblem[] {
  const { sequence } = construct;
  const allowed = construct.features
    .filter(({ role }) => limits.allowedIn.has(role))
    .flatMap(({ ranges }) => ranges);
  const isAllowed = (range: Range): boolean =>
    allowed.some(({ start0, end0 }) => start0 <= range.start0 && range.end0 <= end0);
  const sites = findSites(construct, limits.forbidden)
    .filter(({ ranges }) => !ranges.every(isAllowed))
    .map(({ name, start0, strand, ranges }): ConstructProblem => ({
      check: 'forbidden-site',
      ranges,
      message: `${name} at ${start0 + 1}${strand === -1 ? ', other strand' : ''}`,
    }));
  const runs = homopolymerRuns(sequence, limits.longestRun + 1)
    .filter((run) => !isAllowed(run))
    .map(({ letter, start0, end0 }): ConstructProblem => ({
      check: 'homopolymer',
      ranges: [{ start0, end0 }],
      message: `${end0 - start0} ${letter} in a row at ${start0 + 1}`,
    }));
  const gc = gcWindows(sequence, limits.gc)
    .filter((stretch) => !isAllowed(stretch))
    .map(({ start0, end0, problem, extreme }): ConstructProblem => ({
      check: 'gc-window',
      ranges: [{ start0, end0 }],
      message: `GC ${problem} at ${start0 + 1}-${end0}: ${(100 * extreme).toFixed(0)} % in ${limits.gc.window} nt`,
    }));
  return [...sites, ...runs, ...gc, ...frameProblems(construct)];
}

function frameProblems(construct: Construct): readonly ConstructProblem[] {
  return construct.features
    .filter(({ role }) => role === 'CDS')
    .flatMap((feature) =>
      readingFrameProblems(featureSequence(construct, feature)).map(
        (problem): ConstructProblem => ({
          check: 'reading-frame',
          ranges: feature.ranges,
          message: `${feature.label}: ${frameMessage(problem)}`,
        }),
      ),
    );
}

function frameMessage(problem: FrameProblem): string {
  switch (problem.kind) {
    case 'length':
      return `${problem.basesOver} bases over a whole number of codons`;
    case 'no start':
      return `starts with ${problem.codon}, not ATG`;
    case 'no stop':
      return `ends with ${problem.codon}, not a stop codon`;
    case 'internal stop':
      return `stop codon at residue ${problem.residue1}`;
    case 'unknown letter':
      return `a letter that is no base in codon ${problem.residue1}`;
  }
}
