import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { quietContext } from '../../core/context.js';
import { InputError, OptionError } from '../../core/errors.js';
import { openAnnotationLibrary } from '../../engines/constructs/annotate/annotation-library.js';
import { readGenBank } from '../../formats/genbank/read-genbank.js';
import { constructsAnnotate } from './constructs-annotate.js';

const LIBRARY = openAnnotationLibrary({
  bytes: readFileSync(new URL('../../../data/construct-parts.bin', import.meta.url)),
});

function sequenceOf(id: string): string {
  return LIBRARY.entries.find((entry) => entry.id === id)?.sequence ?? '';
}

let folder = '';
let printed = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'constructs-annotate-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const at = (name: string): string => join(folder, name);

function plasmid(): string {
  const promoter = sequenceOf('promoter-u6');
  const fasta = `>my\n${promoter.slice(100)}${'ACGGTCATTG'.repeat(30)}${promoter.slice(0, 100)}\n`;
  writeFileSync(at('my.fa'), fasta);
  return at('my.fa');
}

describe('oncoscript constructs annotate', () => {
  it('writes the map as GenBank and a table beside it', async () => {
    await constructsAnnotate(plasmid(), { out: at('map.gb'), circular: true }, quietContext());
    const [record] = readGenBank(readFileSync(at('map.gb'), 'utf8'), 'map.gb');
    expect(record?.topology).toBe('circular');
    expect(
      record?.features
        .filter(({ key }) => key !== 'source')
        .map(({ ranges, qualifiers }) => [qualifiers[0]?.value, ranges.length]),
    ).toEqual([['human U6 promoter', 2]]);
    const table = readFileSync(at('map.tsv'), 'utf8');
    expect(table.split('\n')[1]).toMatch(
      /^human U6 promoter\tpromoter\t442\t141\tyes\t\+\t241\texact/,
    );
    expect(printed).toContain('1 features in 541 bp (circular): 1 exact');
    // 241 of 541 bases.
    expect(printed).toContain('44 % of its bases');
  });

  it('prints the table without --out, and warns where FASTA leaves the shape open', async () => {
    const warned: string[] = [];
    await constructsAnnotate(
      plasmid(),
      {},
      { ...quietContext(), warn: (message) => warned.push(message) },
    );
    expect(printed.split('\n')[0]).toContain('name\trole\tstart');
    expect(printed).toContain('fragment');
    expect(warned.join()).toContain('give --circular');
  });

  it('refuses to write over its input, both shapes, and a file that is not there', async () => {
    const input = plasmid();
    const run = (flags: Parameters<typeof constructsAnnotate>[1]): Promise<void> =>
      constructsAnnotate(input, flags, quietContext());
    await expect(run({ out: input })).rejects.toThrow(OptionError);
    await expect(run({ out: at('x.tsv') })).rejects.toThrow('the name of the table');
    await expect(run({ circular: true, linear: true })).rejects.toThrow('cannot be both');
    await expect(constructsAnnotate(at('none.gb'), {}, quietContext())).rejects.toThrow(InputError);
  });
});
