import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { reverseComplement } from '../../src/engines/genome/reverse-complement.js';
import {
  DUPLEX_LENGTH,
  GUIDE_LENGTH,
  guideAgainst,
  parseSirnaGuide,
  type SirnaGuide,
} from '../../src/engines/silencing/sirna-guide.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

/** A measured siRNA. */
export interface SirnaRow {
  readonly guide: SirnaGuide;
  /** As the study has it; 0 no effect. */
  readonly activity: number;
}

export const HUESKEN_FILE = 'data/editing/sirna/Huesken_split.tsv';
/** Other studies, to look at the model from outside; never trained on. */
export const OTHER_STUDIES = ['Mix', 'Taka'] as const;

export function readShared(path: string): string {
  return readFileSync(join(packageRoot(), '../shared', path), 'utf8');
}

/** Huesken's siRNAs in their published halves. */
export function hueskenRows(tsv: string): {
  readonly train: readonly SirnaRow[];
  readonly test: readonly SirnaRow[];
} {
  const halves: Record<string, SirnaRow[]> = { train2182: [], test249: [] };
  for (const line of tsv.trimEnd().split('\n').slice(1)) {
    const [, guide = '', set = '', activity = ''] = line.trimEnd().split('\t');
    const half = halves[set];
    if (half === undefined || activity === '') throw new Error(`not a row: ${line}`);
    half.push({ guide: parseSirnaGuide(guide), activity: Number(activity) });
  }
  const { train2182: train = [], test249: test = [] } = halves;
  return { train, test };
}

/** siRNAs of another study whose target is known around the site: 19 bases of it, 19 on either side. */
export function studyRows(csv: string): readonly SirnaRow[] {
  return csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, window = '', label = ''] = line.split(',');
      const end0 = 2 * DUPLEX_LENGTH;
      const site = window.slice(end0 - GUIDE_LENGTH, end0).replaceAll('U', 'T');
      const guide = guideAgainst(site);
      return guide === null || label === '' ? [] : [{ guide, activity: Number(label) }];
    });
}

/** The stretches of 19 letters in a guide and in its reverse complement. */
function stretches(guide: SirnaGuide): readonly string[] {
  const dna = guide.replaceAll('U', 'T');
  return [dna, reverseComplement(dna)].flatMap((strand) =>
    Array.from({ length: GUIDE_LENGTH - DUPLEX_LENGTH + 1 }, (_, i) =>
      strand.slice(i, i + DUPLEX_LENGTH),
    ),
  );
}

/**
 * Rows that hold a test guide: its duplex of 19 letters lies in theirs at any shift, on either strand. None of these may
 * be trained on.
 */
export function leakedRows(
  rows: readonly SirnaRow[],
  test: readonly SirnaRow[],
): readonly SirnaRow[] {
  const held = new Set(test.map(({ guide }) => guide.slice(0, DUPLEX_LENGTH).replaceAll('U', 'T')));
  return rows.filter(({ guide }) => stretches(guide).some((stretch) => held.has(stretch)));
}

/** The rows to train on. @throws Error where a test guide is still among them. */
export function trainingRows(
  train: readonly SirnaRow[],
  test: readonly SirnaRow[],
): readonly SirnaRow[] {
  const leaked = new Set(leakedRows(train, test));
  const kept = train.filter((row) => !leaked.has(row));
  requireNoLeak(kept, test);
  return kept;
}

export function requireNoLeak(rows: readonly SirnaRow[], test: readonly SirnaRow[]): void {
  const [first] = leakedRows(rows, test);
  if (first !== undefined) throw new Error(`${first.guide} holds a guide of the test set`);
}
