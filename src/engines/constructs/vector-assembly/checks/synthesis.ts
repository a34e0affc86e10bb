import { findSites, type SiteWish } from '../../find-sites.js';
import type { Range } from '../../part.js';
import { type GcStretch, gcWindows, homopolymerRuns } from '../../sequence-checks.js';
import type { AssembledVector } from '../assembled-vector.js';
import { type CheckResult, failed, passed, warned } from '../vector-check.js';

/** Sites that must not be in what is cloned, and whether one is a fault or only to be known. */
export interface SiteDemand {
  readonly sites: readonly SiteWish[];
  readonly verdict: 'fail' | 'warn';
}

/** Restriction sites in the insert. */
export function checkForbiddenSites(
  { construct, insert }: AssembledVector,
  { sites, verdict }: SiteDemand,
): CheckResult {
  const names = sites.map(({ name }) => name).join(', ');
  const found = findSites(
    { sequence: construct.sequence.slice(insert.start0, insert.end0), topology: 'linear' },
    sites,
  );
  if (found.length === 0) return passed(`the insert has none of ${names}`);
  const text = found
    .map(({ name, start0 }) => `${name} at ${insert.start0 + start0 + 1}`)
    .join(', ');
  const ranges = found.flatMap((site) =>
    site.ranges.map(({ start0, end0 }) => ({
      start0: insert.start0 + start0,
      end0: insert.start0 + end0,
    })),
  );
  if (verdict === 'fail') return failed(`${text}: choose other codons or parts`, ranges);
  const free = sites.filter(({ name }) => !found.some((site) => site.name === name));
  return free.length > 0
    ? {
        ...passed(`${free.map(({ name }) => name).join(', ')} cut the insert nowhere; ${text}`),
        ranges,
      }
    : warned(`${text}: no Golden Gate with these; Gibson assembly minds none`, ranges);
}

/** What the insert is held to; our choice, as makers differ and change. */
const LONGEST_RUN = 9;
const GC = { window: 100, lowest: 0.25, highest: 0.75 };

/** Runs of one base and windows of much or little GC in the insert. */
export function checkSynthesis({ construct, insert }: AssembledVector): CheckResult {
  const dna = construct.sequence.slice(insert.start0, insert.end0);
  const placed = ({ start0, end0 }: Range): Range => ({
    start0: insert.start0 + start0,
    end0: insert.start0 + end0,
  });
  const runs = homopolymerRuns(dna, LONGEST_RUN + 1);
  const stretches = mergedStretches(gcWindows(dna, GC));
  const told = [
    ...runs.map(
      (run) => `${run.end0 - run.start0} ${run.letter} in a row at ${placed(run).start0 + 1}`,
    ),
    ...stretches.map(
      (stretch) =>
        `GC of ${(100 * stretch.extreme).toFixed(0)} % at ${placed(stretch).start0 + 1}-${placed(stretch).end0}`,
    ),
  ];
  return told.length === 0
    ? passed(
        `no run over ${LONGEST_RUN}, GC of ${100 * GC.lowest} to ${100 * GC.highest} % in every ${GC.window} bases`,
      )
    : warned(
        `${told.join('; ')}: a maker may refuse the fragment; order it as a cloned gene, or take the part from a plasmid`,
        [...runs, ...stretches].map(placed),
      );
}

/** Overlapping stretches of one kind as one. */
function mergedStretches(stretches: readonly GcStretch[]): readonly GcStretch[] {
  const merged: GcStretch[] = [];
  for (const stretch of stretches) {
    const last = merged.at(-1);
    if (last === undefined || last.problem !== stretch.problem || stretch.start0 > last.end0) {
      merged.push(stretch);
      continue;
    }
    const pick = stretch.problem === 'too low' ? Math.min : Math.max;
    merged[merged.length - 1] = {
      ...last,
      end0: stretch.end0,
      extreme: pick(last.extreme, stretch.extreme),
    };
  }
  return merged;
}
