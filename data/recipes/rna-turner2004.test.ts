import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { hasShared, sharedText } from '../../test/shared-data.js';
import { decodeEnergyPack } from '../../src/engines/rna/energy-pack.js';
import { compileTurner2004 } from './rna-turner2004.js';

const VIENNA = 'data/editing/vienna';

describe.skipIf(!hasShared(VIENNA))('the recipe of the energy pack', () => {
  const parFile = (): string => sharedText(`${VIENNA}/rna_turner2004.par`);
  const m1PsiFile = (): string =>
    sharedText(`${VIENNA}/rna_mod_n1methylpseudouridine_parameters.json`);

  it('makes the pack that is shipped', async () => {
    const { bytes, manifest } = compileTurner2004(parFile(), m1PsiFile());
    const committed = await readFile(new URL('../rna-turner2004.bin', import.meta.url));
    const committedManifest = await readFile(
      new URL('../rna-turner2004.manifest.json', import.meta.url),
      'utf8',
    );
    expect(committed.equals(bytes)).toBe(true);
    expect(JSON.parse(committedManifest)).toEqual(manifest);
  });

  it('mends the one stack that the file misspells, and names it', () => {
    const { manifest, bytes } = compileTurner2004(parFile(), m1PsiFile());
    expect(manifest.contents['repairedFromMirrorImage']).toBe('stack GU AU');
    // The file's row of A-U on G-U is -1.40; row 2, column 4 is the misspelt one.
    expect(decodeEnergyPack(bytes).freeEnergies[6 * 2 + 4]).toBe(-140);
  });

  it('refuses a file that lacks a section, a number or a base', () => {
    const par = parFile();
    const compile = (text: string): unknown => compileTurner2004(text, m1PsiFile());
    expect(() => compile(par.replace('# NINIO', '# OTHER'))).toThrow('no section NINIO');
    expect(() => compile(par.replace('   INF   380   280', '   INF   380'))).toThrow(
      'bulge has 30 numbers, not 31',
    );
    expect(() => compile(par.replace('   INF   380   280', '   INF   38o   280'))).toThrow(
      'bulge has a word that is no number',
    );
    expect(() => compile(par.replace('CAACGG', 'CAACXG'))).toThrow('CAACXG');
  });

  it('keeps the modified stacks with one uridine', () => {
    const { bytes } = compileTurner2004(parFile(), m1PsiFile());
    const { m1PsiStacks } = decodeEnergyPack(bytes);
    // G1CG is G-C then the modified base with G: outer GC is pair 1, inner G-U read backwards pair 2.
    expect(m1PsiStacks).toContainEqual({ outer: 1, inner: 2, freeEnergy: -325 });
    expect(m1PsiStacks).toHaveLength(6);
  });
});
