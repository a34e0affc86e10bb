// Nearest stretches of the human proteome: the kernel beside JavaScript.
//   npm run build && node dist/bench/near-matches.bench.js
import assert from 'node:assert/strict';

import { seededRandom } from '../src/core/seeded-random.js';
import { decodeProteome } from '../src/engines/search/proteome-format.js';
import {
  BORDER,
  createNearMatcher,
  type NearMatches,
  UNKNOWN_RESIDUE,
} from '../src/kernels/near-matches.js';
import { openPackStore } from '../src/platform/node/pack-store.js';

const LENGTHS = [8, 9, 10, 11, 15, 20];
const QUERIES = 2_000;
const SCANNED_QUERIES = 5;
const MAX_MISMATCHES = 3;
const CODES = BORDER;
const BUCKETS = CODES ** 4;

/** A kernel is kept only above this (ARCHITECTURE, kernels). */
const REQUIRED_RATIO = 3;

type Answer = Pick<NearMatches, 'mismatches' | 'count'>;

/** Every start, leaving a stretch at the first mismatch too many or at a border. */
function scanEarlyExit(text: Uint8Array, peptide: Uint8Array): Answer {
  let budget = MAX_MISMATCHES;
  let count = 0;
  for (let start = 0; start + peptide.length <= text.length; start++) {
    let mismatches = 0;
    for (let i = 0; i < peptide.length && mismatches <= budget; i++) {
      const residue = text[start + i] as number;
      if (residue === BORDER) mismatches = Infinity;
      else if (residue !== peptide[i]) mismatches++;
    }
    if (mismatches > budget) continue;
    if (mismatches < budget) count = 0;
    budget = mismatches;
    count++;
  }
  return { mismatches: count === 0 ? null : budget, count };
}

/** The kernel's own algorithm in JavaScript: the same 4-mer index, typed arrays, early exit. */
function indexedSearch(text: Uint8Array): (peptide: Uint8Array) => Answer {
  const bucketStarts = new Uint32Array(BUCKETS + 2);
  const positions = new Uint32Array(text.length);
  const visit = (place: (code: number, start: number) => void): void => {
    let code = 0;
    let run = 0;
    for (let end = 0; end < text.length; end++) {
      const residue = text[end] as number;
      run = residue === BORDER ? 0 : run + 1;
      code = (code * CODES + residue) % BUCKETS;
      if (run >= 4) place(code, end - 3);
    }
  };
  visit((code) => {
    bucketStarts[code + 2] = (bucketStarts[code + 2] as number) + 1;
  });
  for (let bucket = 2; bucket < BUCKETS + 2; bucket++) {
    bucketStarts[bucket] = (bucketStarts[bucket] as number) + (bucketStarts[bucket - 1] as number);
  }
  visit((code, start) => {
    const at = bucketStarts[code + 1] as number;
    positions[at] = start;
    bucketStarts[code + 1] = at + 1;
  });

  let budget = 0;
  let count = 0;
  const scan = (
    peptide: Uint8Array,
    from: number,
    to: number,
    seedMismatches: number,
    offset: number,
  ): void => {
    const { length } = peptide;
    const end = bucketStarts[to] as number;
    for (let at = bucketStarts[from] as number; at < end; at++) {
      const start = (positions[at] as number) - offset;
      let mismatches = 0;
      for (let i = 0; i < length; i++) {
        if (text[start + i] !== peptide[i] && ++mismatches > budget) break;
      }
      if (mismatches > budget || start < 0 || start + length > text.length) continue;
      if (text.subarray(start, start + length).includes(BORDER)) continue;
      if (offset > 0) {
        let before = 0;
        for (let i = 0; i < 4; i++) before += text[start + i] === peptide[i] ? 0 : 1;
        if (before <= seedMismatches) continue;
      }
      if (mismatches < budget) count = 0;
      budget = mismatches;
      count++;
    }
  };
  const scanHalf = (peptide: Uint8Array, seedMismatches: number, offset: number): void => {
    let code = 0;
    for (let i = 0; i < 4; i++) code = code * CODES + (peptide[offset + i] as number);
    if (seedMismatches === 0) {
      scan(peptide, code, code + 1, 0, offset);
      return;
    }
    const lastOpen = code - (peptide[offset + 3] as number);
    scan(peptide, lastOpen, lastOpen + CODES, 1, offset);
    for (let place = 0, weight = CODES ** 3; place < 3; place++, weight /= CODES) {
      const residue = peptide[offset + place] as number;
      for (let other = 0; other < CODES; other++) {
        if (other === residue) continue;
        const varied = code + (other - residue) * weight;
        scan(peptide, varied, varied + 1, 1, offset);
      }
    }
  };
  return (peptide) => {
    const half = peptide.length >> 1;
    count = 0;
    budget = 1;
    scanHalf(peptide, 0, 0);
    scanHalf(peptide, 0, half);
    if (count === 0) {
      budget = MAX_MISMATCHES;
      scanHalf(peptide, 1, 0);
      scanHalf(peptide, 1, half);
    }
    return { mismatches: count === 0 ? null : budget, count };
  };
}

function microseconds(action: () => unknown, items: number): number {
  const start = performance.now();
  action();
  return (1_000 * (performance.now() - start)) / items;
}

const { text, proteins } = decodeProteome((await openPackStore().load('healthy-proteome')).bytes);
const starts = text.length - proteins.length - 1;
const random = seededRandom(1);

/** Human peptides with four residues replaced: few are near anything, so all three passes run in full. */
function queriesOf(length: number): readonly Uint8Array[] {
  const queries: Uint8Array[] = [];
  while (queries.length < QUERIES) {
    const start = random.below(text.length - length);
    const peptide = text.slice(start, start + length);
    if (peptide.some((residue) => residue >= UNKNOWN_RESIDUE)) continue;
    for (let i = 0; i < 4; i++) peptide[random.below(length)] = random.below(20);
    queries.push(peptide);
  }
  return queries;
}

const buildStart = performance.now();
const matcher = await createNearMatcher(text);
const buildMs = performance.now() - buildStart;
assert.ok(matcher.accelerated, 'WebAssembly SIMD is missing');
const searchIndexed = indexedSearch(text);

const print = (line: string): void => void process.stdout.write(`${line}\n`);
print(`near-matches: ${starts} residues, index ready in ${buildMs.toFixed(0)} ms, one thread`);
print('length  kernel us  M starts/s  JS same index us  ratio  JS scan us    ratio');
for (const length of LENGTHS) {
  const queries = queriesOf(length);
  const batch = queries.map((peptide) => ({ peptide, excluded: [] }));
  const few = queries.slice(0, SCANNED_QUERIES);

  const answers = matcher
    .find(batch, MAX_MISMATCHES)
    .map(({ mismatches, count }): Answer => ({ mismatches, count }));
  assert.deepEqual(answers, queries.map(searchIndexed));
  assert.deepEqual(
    answers.slice(0, SCANNED_QUERIES),
    few.map((peptide) => scanEarlyExit(text, peptide)),
  );

  const kernel = microseconds(() => matcher.find(batch, MAX_MISMATCHES), QUERIES);
  const indexed = microseconds(() => queries.map(searchIndexed), QUERIES);
  const scanned = microseconds(
    () => few.map((peptide) => scanEarlyExit(text, peptide)),
    SCANNED_QUERIES,
  );
  print(
    [
      String(length).padStart(6),
      kernel.toFixed(1).padStart(9),
      (starts / kernel).toFixed(0).padStart(10),
      indexed.toFixed(1).padStart(16),
      (indexed / kernel).toFixed(1).padStart(5),
      scanned.toFixed(0).padStart(10),
      (scanned / kernel).toFixed(0).padStart(7),
    ].join('  '),
  );
  assert.ok(indexed >= REQUIRED_RATIO * kernel, `ratio below ${REQUIRED_RATIO} at ${length}`);
}
