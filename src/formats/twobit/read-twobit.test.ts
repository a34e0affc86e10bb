import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { hasShared, sharedPath, sharedText } from '../../../test/shared-data.js';
import { InputError } from '../../core/errors.js';
import { type ByteSource, memorySource } from '../text/byte-source.js';
import { isTwoBit, readTwoBitPieces } from './read-twobit.js';

interface Written {
  readonly name: string;
  /** A, C, G, T and N; lower case is masked. */
  readonly sequence: string;
}

/** A 2bit file as the UCSC page "twoBit" lays it out: T 00, C 01, A 10, G 11, first base in the highest bits. */
function twoBit(sequences: readonly Written[], isLittle = true, version = 0): Uint8Array {
  const words: number[] = [];
  const word = (value: number): number[] => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, value, isLittle);
    return [...bytes];
  };
  const offsetOf = (value: number): number[] => {
    if (version === 0) return word(value);
    return isLittle ? [...word(value), ...word(0)] : [...word(0), ...word(value)];
  };
  const records = sequences.map(({ sequence }) => {
    const runs = (letters: RegExp): number[] => {
      const found = [...sequence.matchAll(letters)];
      return [
        ...word(found.length),
        ...found.flatMap(({ index }) => word(index)),
        ...found.flatMap(([run]) => word(run.length)),
      ];
    };
    const packed: number[] = [];
    for (let at = 0; at < sequence.length; at += 4) {
      const four = sequence
        .slice(at, at + 4)
        .toUpperCase()
        .padEnd(4, 'T');
      packed.push(
        Array.from(four).reduce((byte, base) => byte * 4 + Math.max(0, 'TCAG'.indexOf(base)), 0),
      );
    }
    return [...word(sequence.length), ...runs(/[Nn]+/g), ...runs(/[a-z]+/g), ...word(0), ...packed];
  });
  words.push(...word(0x1a412743), ...word(version), ...word(sequences.length), ...word(0));
  const entryBytes = version === 0 ? 5 : 9;
  let offset = 16 + sequences.reduce((sum, { name }) => sum + entryBytes + name.length, 0);
  for (const [i, { name }] of sequences.entries()) {
    words.push(name.length, ...new TextEncoder().encode(name), ...offsetOf(offset));
    offset += (records[i] as number[]).length;
  }
  return Uint8Array.from([...words, ...records.flat()]);
}

async function read(source: ByteSource): Promise<readonly Written[]> {
  const sequences = new Map<string, string>();
  for await (const { name, start0, letters } of readTwoBitPieces(source)) {
    const before = sequences.get(name) ?? '';
    expect(start0).toBe(before.length);
    sequences.set(name, before + new TextDecoder().decode(letters));
  }
  return [...sequences].map(([name, sequence]) => ({ name, sequence }));
}

const SEQUENCES = [
  { name: 'a', sequence: 'ACGTNNNNACg' },
  { name: 'empty', sequence: '' },
  { name: 'b', sequence: 'NNacgtacgtaNN' },
  { name: 'c', sequence: 'T' },
];
const UPPER = SEQUENCES.map(({ name, sequence }) => ({ name, sequence: sequence.toUpperCase() }));

describe('readTwoBitPieces', () => {
  it('reads N runs, masked letters as bases and empty sequences, in both byte orders and versions', async () => {
    for (const isLittle of [true, false]) {
      for (const version of [0, 1]) {
        const bytes = twoBit(SEQUENCES, isLittle, version);
        expect(isTwoBit(bytes)).toBe(true);
        expect(await read(memorySource('x.2bit', bytes))).toEqual(UPPER);
      }
    }
  });

  it('reads the same from chunks of any size', async () => {
    const bytes = twoBit(SEQUENCES);
    for (const size of [1, 3, 7]) {
      const source: ByteSource = {
        name: 'x.2bit',
        async *bytes() {
          for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
        },
      };
      expect(await read(source)).toEqual(UPPER);
    }
  });

  it('refuses every file that is cut short', async () => {
    const bytes = twoBit(SEQUENCES);
    for (let length = 0; length < bytes.length; length++) {
      await expect(read(memorySource('x.2bit', bytes.subarray(0, length)))).rejects.toThrow(
        InputError,
      );
    }
  });

  it('refuses other files, other versions and runs that do not fit', async () => {
    await expect(read(memorySource('x.2bit', '>a\nACGTACGTACGTACGT\n'))).rejects.toThrow(
      'not a 2bit file',
    );
    await expect(read(memorySource('x.2bit', twoBit([], true, 2)))).rejects.toThrow('version 2');
    const bytes = twoBit([{ name: 'a', sequence: 'ACNNACGT' }]);
    // The record begins at 22: length, number of runs, start, size.
    new DataView(bytes.buffer).setUint32(22 + 12, 7, true);
    await expect(read(memorySource('x.2bit', bytes))).rejects.toThrow(
      'reaches beyond the end of a',
    );
    new DataView(bytes.buffer).setUint32(22 + 4, 9, true);
    await expect(read(memorySource('x.2bit', bytes))).rejects.toThrow('9 runs of N');
  });

  const yeast = 'data/editing/genome/sacCer3/sacCer3';
  it.skipIf(!hasShared(`${yeast}.2bit`))('reads yeast as its FASTA has it', async () => {
    const fasta = sharedText(`${yeast}.fa.gz`)
      .split('>')
      .slice(1)
      .map((record) => {
        const [name = '', ...lines] = record.split('\n');
        return { name, sequence: lines.join('').toUpperCase() };
      });
    const bytes = readFileSync(sharedPath(`${yeast}.2bit`));
    const found = await read(memorySource('sacCer3.2bit', bytes));
    const byName = (a: Written, b: Written): number => (a.name < b.name ? -1 : 1);
    expect([...found].sort(byName)).toEqual(fasta.sort(byName));
  });
});
