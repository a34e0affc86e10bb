import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { type Context, quietContext } from '../../core/context.js';
import { InputError, OptionError } from '../../core/errors.js';
import { BLOCK_BASES } from '../../engines/search/genome-block.js';
import { searchIndex } from './search-index.js';

let folder: string;
const at = (name: string): string => join(folder, name);
const out = (): { readonly out: string } => ({ out: at('x.index') });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oncoscript-'));
  writeFileSync(at('genome.fa'), `>a\n${'GATTACAC'.repeat(BLOCK_BASES / 4)}\n>b\nACGT\n`);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** Aborts once so many bases are packed. */
function abortedAt(bases: number, warn: (message: string) => void = () => undefined): Context {
  const controller = new AbortController();
  return quietContext({
    signal: controller.signal,
    warn,
    report: ({ done }) => {
      if (done >= bases) controller.abort(new Error('stopped'));
    },
  });
}

describe('searchIndex', () => {
  it('keeps whole blocks when it is stopped, and goes on to the same bytes', async () => {
    await searchIndex(at('genome.fa'), { out: at('whole.index') }, quietContext());
    const warnings: string[] = [];
    const stopped = abortedAt(BLOCK_BASES, (message) => warnings.push(message));
    await expect(searchIndex(at('genome.fa'), out(), stopped)).rejects.toThrow('stopped');
    expect(existsSync(at('x.index'))).toBe(false);
    expect(warnings).toEqual([
      `the same command goes on after ${BLOCK_BASES} bases, kept in ${at('x.index.building')}`,
    ]);
    await searchIndex(at('genome.fa'), out(), quietContext());
    expect(Buffer.compare(readFileSync(at('x.index')), readFileSync(at('whole.index')))).toBe(0);
    expect(existsSync(at('x.index.building'))).toBe(false);
  });

  it('leaves nothing when it is stopped before the first block, or the genome cannot be read', async () => {
    await expect(searchIndex(at('genome.fa'), out(), abortedAt(0))).rejects.toThrow('stopped');
    writeFileSync(at('other.txt'), 'no genome\n');
    await expect(searchIndex(at('other.txt'), out(), quietContext())).rejects.toThrow(InputError);
    expect(existsSync(at('x.index.building'))).toBe(false);
  });

  it.skipIf(!existsSync('/dev/full'))('leaves nothing where the disk is full', async () => {
    symlinkSync('/dev/full', at('x.index.building'));
    await expect(searchIndex(at('genome.fa'), out(), quietContext())).rejects.toThrow(
      'the disk is full',
    );
    expect(existsSync(at('x.index.building'))).toBe(false);
    expect(existsSync(at('x.index'))).toBe(false);
  });

  it('does not go on with what was begun of another file', async () => {
    await expect(searchIndex(at('genome.fa'), out(), abortedAt(BLOCK_BASES))).rejects.toThrow(
      'stopped',
    );
    writeFileSync(at('genome.fa'), '>a\nACGT\n');
    await expect(searchIndex(at('genome.fa'), out(), quietContext())).rejects.toThrow(
      'built from another file than genome.fa',
    );
  });

  it('refuses to write over the genome', async () => {
    const over = { out: at('genome.fa') };
    await expect(searchIndex(at('genome.fa'), over, quietContext())).rejects.toThrow(OptionError);
  });
});
