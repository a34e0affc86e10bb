// Off-targets with a patient's variants as dense as in a genome, and k-mers in transcripts.
//   npm run build && node dist/bench/patient-variants.bench.js
import assert from 'node:assert/strict';

import { threadsScanner } from '../src/cli/commands/search-offtargets.js';
import { quietContext } from '../src/core/context.js';
import type { TranscriptId } from '../src/core/brands.js';
import { seededRandom } from '../src/core/seeded-random.js';
import { type GenomeSource, packBlocks } from '../src/engines/search/genome-block.js';
import { searchOffTargets } from '../src/engines/search/offtarget-search.js';
import type { Guide, OffTargetOptions } from '../src/engines/search/offtarget-options.js';
import { searchPatientGenome } from '../src/engines/search/patient-search.js';
import { type PatientVariant, patientVariant } from '../src/engines/search/patient-variants.js';
import { findTranscriptSites } from '../src/engines/search/transcript-sites.js';

const BASES = 100_000_000;
/** One variant in 600 bases, as 5 million in a genome. */
const SPACING = 600;
const GUIDES = 100;
const THREADS = 2;
const TRANSCRIPTS = { count: 20_000, length: 3_500 };
const SEEDS = 100;

const OPTIONS: OffTargetOptions = {
  pam: 'NRG',
  pamSide: '3prime',
  mismatches: 4,
  dnaBulge: 0,
  rnaBulge: 0,
};

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const random = seededRandom(7);
const scan = threadsScanner(THREADS);
const decoder = new TextDecoder('latin1');

function randomLetters(length: number): Uint8Array {
  const letters = new Uint8Array(length);
  for (let at = 0; at < length; at += 16) {
    let bits = random.below(0x1_0000_0000);
    for (let i = at; i < Math.min(at + 16, length); i++) {
      letters[i] = 'ACGT'.charCodeAt(bits & 3);
      bits >>>= 2;
    }
  }
  return letters;
}

function genomeOf(name: string, letters: Uint8Array): GenomeSource {
  const pieces = async function* () {
    for (let start0 = 0; start0 < letters.length; start0 += 1 << 20) {
      yield { name: '1', start0, letters: letters.subarray(start0, start0 + (1 << 20)) };
    }
  };
  return { name, blocks: () => packBlocks(pieces(), name) };
}

/** Substitutions of every copy, and the genome that has them. */
function variantsOf(letters: Uint8Array): {
  readonly variants: readonly PatientVariant[];
  readonly edited: Uint8Array;
} {
  const edited = letters.slice();
  const variants: PatientVariant[] = [];
  for (let at = 100; at < letters.length - 100; at += 1 + random.below(2 * SPACING)) {
    const reference = String.fromCharCode(letters[at] as number);
    const alternate = 'CGTA'.charAt('ACGT'.indexOf(reference));
    edited[at] = alternate.charCodeAt(0);
    const change = { chromosome: '1', start0: at, reference, alternate };
    variants.push(patientVariant(`1-${at + 1}`, change, { kind: 'every-copy' }));
  }
  return { variants, edited };
}

async function countSites(genome: GenomeSource, guides: readonly Guide[]): Promise<number> {
  let count = 0;
  for await (const sites of searchOffTargets(genome, guides, OPTIONS, quietContext(), scan)) {
    count += sites.length;
  }
  return count;
}

async function timed<T>(action: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const start = performance.now();
  const value = await action();
  return { value, seconds: (performance.now() - start) / 1_000 };
}

async function patient(): Promise<void> {
  const letters = randomLetters(BASES);
  const { variants, edited } = variantsOf(letters);
  const guides = Array.from({ length: GUIDES }, (_, i) => {
    const at = random.below(BASES - 40);
    return { name: `g${i}`, sequence: decoder.decode(letters.subarray(at, at + 20)) };
  });
  const genome = genomeOf('reference', letters);
  const plain = await timed(() => countSites(genome, guides));
  const withVariants = await timed(async () => {
    const counts = { reference: 0, created: 0, changed: 0, destroyed: 0 };
    const parts = searchPatientGenome(genome, guides, OPTIONS, variants, quietContext(), scan);
    for await (const part of parts) {
      if (part.kind === 'reference') counts.reference += part.sites.length;
      else {
        assert.deepEqual(part.counts, { elsewhere: 0, mismatched: 0, dense: 0 });
        for (const { kind } of part.sites) counts[kind]++;
      }
    }
    return counts;
  });
  const { reference, created, changed, destroyed } = withVariants.value;
  assert.equal(reference, plain.value);
  assert.equal(
    reference - destroyed + created,
    await countSites(genomeOf('edited', edited), guides),
  );
  assert.ok(Math.min(created, changed, destroyed) > 0);
  print(
    `${variants.length} variants in ${BASES} bases, ${GUIDES} guides, ${THREADS} threads: ` +
      `${plain.seconds.toFixed(2)} s without, ${withVariants.seconds.toFixed(2)} s with them; ` +
      `${reference} sites, ${created} created, ${changed} changed, ${destroyed} destroyed`,
  );
}

async function transcripts(): Promise<void> {
  const { count, length } = TRANSCRIPTS;
  const all = Array.from({ length: count }, (_, i) => ({
    id: `t${i}` as TranscriptId,
    geneSymbol: null,
    cdna: decoder.decode(randomLetters(length)),
    cds: null,
  }));
  const patterns = Array.from({ length: SEEDS }, (_, i) => ({
    name: `s${i}`,
    sequence: decoder.decode(randomLetters(7)),
  }));
  const search = async (): Promise<number> => {
    let found = 0;
    const sites = findTranscriptSites(all, patterns, { mismatches: 0 }, quietContext());
    for await (const some of sites) found += some.length;
    return found;
  };
  let expected = 0;
  for (const { cdna } of all) {
    for (const { sequence } of patterns) {
      for (let at = cdna.indexOf(sequence); at >= 0; at = cdna.indexOf(sequence, at + 1))
        expected++;
    }
  }
  const { value, seconds } = await timed(search);
  assert.equal(value, expected);
  print(
    `${SEEDS} 7-mers in ${count} transcripts of ${length} bases, one thread: ${seconds.toFixed(2)} s, ${value} sites`,
  );
}

await patient();
await transcripts();
print(`largest resident set: ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`);
