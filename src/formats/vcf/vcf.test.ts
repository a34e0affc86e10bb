import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { type ByteSource, memorySource } from '../text/byte-source.js';
import { csqAlternates, csqLayout, csqTable } from './csq.js';
import { carriesAlternate } from './genotype.js';
import { genomeBuildHint } from './genome-build.js';
import { readSupport, rnaReadSupport } from './read-support.js';
import { infoEntries, infoValues, type VcfItem } from './record.js';
import { guessSampleRoles } from './sample-roles.js';
import { openVcf } from './vcf.js';

const VALID = [
  '##fileformat=VCFv4.2',
  '##FILTER=<ID=q10,Description="Quality below 10">',
  '##INFO=<ID=CSQ,Number=.,Type=String,Description="VEP. Format: Allele|Consequence|SYMBOL">',
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Depths">',
  '##contig=<ID=chr1,length=248956422>',
  '##tumor_sample=T',
  '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tN\tT',
  'chr1\t100\trs1\tA\tC\t50\tPASS\tDP=5;CSQ=C|missense_variant|KRAS,C|intron_variant|\tGT:AD:AF:DP\t0/0:9,0:0:9\t0/1:5,5:0.5:10',
  'chr1\t200\t.\tAG\tA,AGT\t.\tq10\tDB\tGT:FA:DP:DP4\t0/0:0:7:.,.,.,.\t1/2:0.4:10:2,4,2,2',
  'chr2\t7\t.\tC\t<DEL>\t.\t.\t.\tDP:AU:CU:GU:TU\t5:0,0:5,5:0,0:0,0\t.',
  '',
].join('\n');

async function itemsOf(source: ByteSource): Promise<VcfItem[]> {
  const items: VcfItem[] = [];
  for await (const batch of (await openVcf(source)).batches()) items.push(...batch);
  return items;
}

describe('openVcf', () => {
  it('passes over records that are not wanted, by the place that each is asked for with', async () => {
    const vcf = await openVcf(memorySource('a.vcf', new TextEncoder().encode(VALID)));
    const asked: [string, number, number][] = [];
    const items: VcfItem[] = [];
    const wanted = (chromosome: string, start0: number, end0: number): boolean => {
      asked.push([chromosome, start0, end0]);
      return start0 === 199;
    };
    for await (const batch of vcf.batches(wanted)) items.push(...batch);
    expect(asked).toEqual([
      ['chr1', 99, 100],
      ['chr1', 199, 201],
      ['chr2', 6, 7],
    ]);
    expect(items).toMatchObject([{ status: 'record', line: 9, reference: 'AG' }]);
  });

  it('reads a line that has no place, wanted or not, so that it is reported', async () => {
    const text = VALID.replace('chr2\t7', 'chr2\tseven');
    const vcf = await openVcf(memorySource('a.vcf', new TextEncoder().encode(text)));
    const items: VcfItem[] = [];
    for await (const batch of vcf.batches(() => false)) items.push(...batch);
    expect(items).toMatchObject([{ status: 'skipped', code: 'bad-position' }]);
  });

  it('gives the records with their lines, whatever the line ends and compression', async () => {
    const variants: readonly [string, string | Uint8Array][] = [
      ['a.vcf', VALID],
      ['a.vcf', VALID.trimEnd()],
      ['a.vcf', `\uFEFF${VALID.replaceAll('\n', '\r\n')}`],
      ['a.vcf.gz', gzipSync(VALID)],
      ['a.vcf.gz', Buffer.concat([gzipSync(VALID.slice(0, 100)), gzipSync(VALID.slice(100))])],
    ];
    for (const [name, content] of variants) {
      const items = await itemsOf(memorySource(name, content));
      expect(items.map(({ status, line }) => [status, line])).toEqual([
        ['record', 8],
        ['record', 9],
        ['record', 10],
      ]);
      expect(items[0]).toMatchObject({
        chromosome: 'chr1',
        start0: 99,
        sampleTexts: ['0/0:9,0:0:9', '0/1:5,5:0.5:10'],
      });
    }
  });

  it('can be read again', async () => {
    const vcf = await openVcf(memorySource('a.vcf', VALID));
    for (let pass = 0; pass < 2; pass++) {
      let count = 0;
      for await (const batch of vcf.batches()) count += batch.length;
      expect(count).toBe(3);
    }
  });

  it('has no items where there is only a header', async () => {
    const header = VALID.slice(0, VALID.indexOf('chr1\t100'));
    expect(await itemsOf(memorySource('a.vcf', header))).toEqual([]);
    expect(await itemsOf(memorySource('a.vcf', header.trimEnd()))).toEqual([]);
  });

  it('skips a bad line and reads on', async () => {
    const items = await itemsOf(memorySource('a.vcf', VALID.replace('\t200\t', '\ttwo hundred\t')));
    expect(items.map(({ status }) => status)).toEqual(['record', 'skipped', 'record']);
    expect(items[1]).toEqual({
      status: 'skipped',
      item: 'variant chr1:two hundred AG>A,AGT',
      code: 'bad-position',
      reason: '"two hundred" is no position from 1 to 2^31 - 1',
      file: 'a.vcf',
      line: 9,
    });
  });

  it('lists a commented-out record, and refuses a second header', async () => {
    const commented = await itemsOf(memorySource('a.vcf', VALID.replace('chr2', '#chr2')));
    expect(commented[2]).toMatchObject({ code: 'comment-among-records', line: 10 });
    await expect(itemsOf(memorySource('a.vcf', VALID + VALID))).rejects.toMatchObject({
      name: 'InputError',
      line: 17,
    });
  });

  it('refuses a file that ends in the middle of its gzip data, at any place', async () => {
    const stored = gzipSync(VALID);
    for (let length = 2; length < stored.length; length++) {
      const reading = itemsOf(memorySource('a.vcf.gz', stored.subarray(0, length)));
      await expect(reading).rejects.toMatchObject({ name: 'InputError', file: 'a.vcf.gz' });
    }
  });

  it('names the line at which the file breaks off', async () => {
    const record = 'chr1\t100\t.\tA\tC\t.\t.\t.\tGT\t0/0\t0/1\n';
    const stored = gzipSync(`${VALID}${record.repeat(300_000)}`, { level: 0 });
    const cut = stored.subarray(0, stored.length - 5_000_000);
    const error = await itemsOf(memorySource('a.vcf.gz', cut)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).line).toBeGreaterThan(100_000);
  });

  it('stops where the signal says so', async () => {
    const abort = new AbortController();
    const vcf = await openVcf(memorySource('a.vcf', VALID), { signal: abort.signal });
    abort.abort(new Error('stopped'));
    await expect(vcf.batches()[Symbol.asyncIterator]().next()).rejects.toThrow('stopped');
  });

  it('refuses an endless header', async () => {
    const source: ByteSource = {
      name: 'a.vcf',
      async *bytes() {
        yield Buffer.from('##fileformat=VCFv4.2\n');
        for (;;) yield Buffer.alloc(1 << 20, '##source=x\n');
      },
    };
    await expect(openVcf(source)).rejects.toThrow('the header is longer than 16 MiB');
  });
});

/** Uses everything a record offers; nothing of it may throw. */
async function readEverything(source: ByteSource): Promise<number> {
  const vcf = await openVcf(source);
  const layout = csqLayout(vcf.header);
  genomeBuildHint(vcf.header);
  guessSampleRoles(vcf.header);
  let items = 0;
  for await (const batch of vcf.batches()) {
    for (const item of batch) {
      items++;
      if (item.line === undefined || item.line <= vcf.header.columnLine) throw new Error('no line');
      if (item.status === 'skipped') {
        if (item.file !== source.name) throw new Error('no file');
        continue;
      }
      for (const key of infoEntries(item).keys()) infoValues(item, key);
      const table = layout === null ? null : csqTable(item, layout);
      if (layout !== null && table !== null) {
        csqAlternates(item, table, layout);
        for (let entry = 0; entry < table.count; entry++) table.values(entry, 1);
      }
      for (let sample = 0; sample < vcf.header.samples.length; sample++) {
        for (let alternate = 0; alternate < item.alternates.length; alternate++) {
          carriesAlternate(item, sample, alternate);
          readSupport(item, sample, alternate);
          rnaReadSupport(item, sample, alternate);
        }
      }
    }
  }
  return items;
}

/** Lines below the first that starts with #CHROM, counted without the reader. */
function linesBelowHeader(bytes: Uint8Array): number {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
  const columns = lines.findIndex((line) =>
    line.replace(/^\u00ef\u00bb\u00bf/, '').startsWith('#CHROM'),
  );
  return lines.slice(columns + 1).filter((line) => line !== '').length;
}

const SPLICED = [
  '\t',
  '\n',
  '\r\n',
  '\0',
  '#',
  '.',
  ':',
  ',',
  ';CSQ=',
  '|',
  '__proto__=1;',
  '%2C',
  '\u00ff',
  '2147483648',
  '<DEL>',
  ']1:5]C',
];

const mutation = fc.record({
  kind: fc.constantFrom('flip', 'drop', 'splice', 'double', 'cut' as const),
  at: fc.nat(VALID.length - 1),
  length: fc.integer({ min: 1, max: 30 }),
  byte: fc.nat(255),
  text: fc.constantFrom(...SPLICED),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutated(bytes: Uint8Array, { kind, at, length, byte, text }: Mutation): Uint8Array {
  const before = bytes.subarray(0, at);
  switch (kind) {
    case 'flip':
      return Buffer.concat([before, Uint8Array.of(byte), bytes.subarray(at + 1)]);
    case 'drop':
      return Buffer.concat([before, bytes.subarray(at + length)]);
    case 'splice':
      return Buffer.concat([before, Buffer.from(text, 'latin1'), bytes.subarray(at)]);
    case 'double':
      return Buffer.concat([before, bytes.subarray(at, at + length), bytes.subarray(at)]);
    case 'cut':
      return before;
    default:
      throw new Error(`no mutation ${String(kind)}`);
  }
}

describe('a mutated VCF', () => {
  it(
    'is read to its last line or refused by name, in 100,000 cases',
    { timeout: 60_000 },
    async () => {
      const valid = Buffer.from(VALID);
      const outcomes = { read: 0, refused: 0 };
      await fc.assert(
        fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
          const bytes = mutations.reduce<Uint8Array>(mutated, valid);
          try {
            const items = await readEverything(memorySource('fuzz.vcf', bytes));
            outcomes.read++;
            if (items !== linesBelowHeader(bytes)) throw new Error('a line was lost');
          } catch (error) {
            if (!(error instanceof InputError)) throw error;
            outcomes.refused++;
            if (error.file !== 'fuzz.vcf' || error.line === null)
              throw new Error('no place', { cause: error });
          }
        }),
        { numRuns: 100_000, seed: 20260 },
      );
      expect(outcomes.read).toBeGreaterThan(20_000);
      expect(outcomes.refused).toBeGreaterThan(5_000);
    },
  );

  it('inside gzip, is refused or gives what was compressed, in 5,000 cases', async () => {
    const stored = gzipSync(VALID);
    const outcomes = new Set<number | string | null>();
    await fc.assert(
      fc.asyncProperty(mutation, async (change) => {
        const bytes = mutated(stored, { ...change, at: change.at % stored.length });
        try {
          outcomes.add(await readEverything(memorySource('fuzz.vcf.gz', bytes)));
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          outcomes.add(error.file);
        }
      }),
      { numRuns: 5_000, seed: 20261 },
    );
    expect(outcomes).toEqual(new Set([linesBelowHeader(Buffer.from(VALID)), 'fuzz.vcf.gz']));
  });
});
