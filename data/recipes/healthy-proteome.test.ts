import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { hasShared, sharedText } from '../../test/shared-data.js';
import { compileHealthyProteome, readProteins } from './healthy-proteome.js';

const FASTA = 'data/genome/human_swissprot_2014_metastudent.fasta.gz';

describe('readProteins', () => {
  it('orders by gene, then accession, and joins wrapped lines', () => {
    const fasta =
      '>sp|P2|BBB b protein GeneID=2\nMK\nTU\n>sp|P3|AAA a GeneID=1\nMX\n>sp|P1|AAA a GeneID=1\nM\n';
    expect(readProteins(fasta)).toEqual([
      { accession: 'P1', gene: 'AAA', sequence: 'M' },
      { accession: 'P3', gene: 'AAA', sequence: 'MX' },
      { accession: 'P2', gene: 'BBB', sequence: 'MKTU' },
    ]);
  });

  it('refuses a record that it cannot read', () => {
    expect(() => readProteins('>P1 no gene\nMKT\n')).toThrow('P1 no gene');
    expect(() => readProteins('>sp|P1|AAA a\nMK-T\n')).toThrow('AAA a');
  });
});

describe.skipIf(!hasShared(FASTA))(`the recipe (needs ../shared/${FASTA})`, () => {
  it('makes the committed pack and manifest, byte for byte', async () => {
    const { bytes, manifest } = compileHealthyProteome(sharedText(FASTA));
    const committed = await readFile(new URL('../healthy-proteome.bin', import.meta.url));
    expect(committed.equals(bytes)).toBe(true);
    const committedManifest = await readFile(
      new URL('../healthy-proteome.manifest.json', import.meta.url),
      'utf8',
    );
    expect(JSON.parse(committedManifest)).toEqual(manifest);
  });
});
