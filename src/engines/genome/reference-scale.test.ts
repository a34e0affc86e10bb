import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { hasShared, sharedText } from '../../../test/shared-data.js';
import { parseTranscriptId } from '../../core/brands.js';
import { seededRandom } from '../../core/seeded-random.js';
import { encodeReference } from './encode-reference.js';
import { reverseComplement } from './reverse-complement.js';
import type { Transcript } from './transcript.js';

const ENSEMBL = 'data/genome/ensembl110_grch38_proteincoding_transcripts.tsv.gz';
/** Ensembl 115 has some 200,000 transcripts with a sequence of their own; 88,613 are in the table. */
const TRANSCRIPTS = 200_000;
/** A second copy of the table lies this far along, on bases of its own. */
const SHIFT_BP = 1_000_003;
const PERIOD_BP = 1 << 22;

/** Opens a pack in a process of its own and prints how long it took, in ms, and the memory, in MB. */
const OPEN = `
import { readFileSync } from 'node:fs';
import { openReference } from '${fileURLToPath(new URL('../../../dist/src/engines/genome/reference-pack.js', import.meta.url))}';
const bytes = readFileSync(process.argv[1]);
const start = performance.now();
const reference = openReference({ manifest: { id: 'scale', recipe: '' }, bytes });
const first = reference.transcriptsAt('17', 43_100_000, 43_100_001).map(({ cdna }) => cdna.length);
const openMs = performance.now() - start;
let hits = 0;
for (const chromosome of reference.chromosomes) {
  for (let at = 0; at < 250_000_000; at += 20_000) {
    for (const { cdna } of reference.transcriptsAt(chromosome, at, at + 1)) hits += cdna.length > 0;
  }
}
const megabytes = process.memoryUsage().rss / 1e6;
console.log(JSON.stringify({ openMs, megabytes, hits, first: first.length, count: reference.transcriptCount }));
`;

function* everyIsoform(): Generator<Transcript> {
  const random = seededRandom(1);
  const period = Array.from({ length: PERIOD_BP }, () => 'ACGT'.charAt(random.below(4))).join('');
  const forward = period + period;
  const reverse = reverseComplement(forward);
  const bases = (start0: number, end0: number, strand: 1 | -1): string => {
    const from = start0 % PERIOD_BP;
    const to = from + end0 - start0;
    return strand === 1
      ? forward.slice(from, to)
      : reverse.slice(forward.length - to, forward.length - from);
  };
  const rows = sharedText(ENSEMBL)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
  for (let count = 0; count < TRANSCRIPTS; count++) {
    const [, geneSymbol = '', geneId = '', chromosome = '', sign, , , exonText = ''] = rows[
      count % rows.length
    ] as string[];
    const shift = Math.floor(count / rows.length) * SHIFT_BP;
    const strand = sign === '+' ? 1 : -1;
    const exons = exonText.split(',').map((exon) => {
      const [start1 = 0, end1 = 0] = exon.split('-').map(Number);
      return { start0: start1 - 1 + shift, end0: end1 + shift };
    });
    exons.sort((a, b) => (a.start0 - b.start0) * strand);
    const cdna = exons.map(({ start0, end0 }) => bases(start0, end0, strand)).join('');
    yield {
      id: parseTranscriptId(`ENST${String(count).padStart(11, '0')}.1`),
      geneSymbol,
      geneId,
      proteinId: `ENSP${String(count).padStart(11, '0')}.1`,
      biotype: 'protein_coding',
      canonical: false,
      maneSelect: false,
      transcriptSupportLevel: 1,
      chromosome,
      strand,
      exons,
      cds: { start0: 0, end0: cdna.length },
      cdsStartFound: true,
      cdsEndFound: true,
      phase: 0,
      geneticCode: 1,
      translationExceptions: [],
      genomeDifferences: [],
      cdna,
      flanks: exons.map(({ start0, end0 }) => {
        const low = bases(Math.max(0, start0 - 30), start0, strand);
        const high = bases(end0, end0 + 30, strand);
        return strand === 1 ? { before: low, after: high } : { before: high, after: low };
      }),
    };
  }
}

describe.skipIf(!hasShared(ENSEMBL))(`a pack of every isoform (needs ../shared/${ENSEMBL})`, () => {
  it('opens in 200 ms and stays below 500 MB while a whole genome is asked for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'oncoscript-scale-'));
    try {
      const path = join(folder, 'scale.bin');
      const facts = { build: 'GRCh38', source: 'synthetic' } as const;
      const bytes = await encodeReference(facts, everyIsoform);
      // Twice the exons of Ensembl's coding isoforms, whose bases take 24 MB.
      expect(bytes.length).toBeLessThan(90e6);
      writeFileSync(path, bytes);
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '-e', OPEN, path],
        { encoding: 'utf8' },
      );
      expect(stderr).toBe('');
      const measured = JSON.parse(stdout) as Readonly<Record<string, number>>;
      expect(measured).toMatchObject({ count: TRANSCRIPTS });
      expect(measured['hits']).toBeGreaterThan(100_000);
      expect(measured['first']).toBeGreaterThan(0);
      expect(measured['openMs']).toBeLessThan(200);
      expect(measured['megabytes']).toBeLessThan(500);
      process.stdout.write(`reference of ${TRANSCRIPTS} transcripts: ${stdout}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 240_000);
});
