import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { openHealthyTissues } from '../../src/engines/expression/healthy-tissues.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedText } from '../../test/shared-data.js';
import { compileHealthyTissues } from './healthy-tissues.js';

const HPA = 'data/cell-therapy/hpa_v21.1_rna_tissue_consensus_nTPM.wide.tsv.gz';
const skipped = hasShared(HPA) ? '' : ' (skipped: ../shared is absent)';

const TABLE = [
  'ensembl_gene_id\tgene_symbol\tliver\ttestis\tskin',
  'ENSG2\tTWIN\t0.9\t1\t2.5',
  'ENSG1\tONE\t\t7.5\t0',
  'ENSG3\tTWIN\t3\t3\t0',
].join('\n');

describe('the pack of expression in healthy tissues', () => {
  const open = () => openHealthyTissues(compileHealthyTissues(`${TABLE}\n`));

  it('holds the highest tissue of each gene and how many have any, by hand', () => {
    expect(open().of({ geneId: 'ENSG1.12', geneSymbol: null })).toEqual({
      highestNtpm: 7.5,
      highestTissue: 'testis',
      detectedIn: 1,
      tissues: 2,
    });
    expect(open().of({ geneId: null, geneSymbol: 'ONE' })?.highestNtpm).toBe(7.5);
    expect(open().of({ geneId: 'ENSG2', geneSymbol: 'TWIN' })).toMatchObject({
      highestTissue: 'skin',
      detectedIn: 2,
    });
  });

  it('does not guess between two genes of one symbol, nor what it does not hold', () => {
    expect(open().of({ geneId: null, geneSymbol: 'TWIN' })).toBeNull();
    expect(open().of({ geneId: 'ENSG9', geneSymbol: 'NONE' })).toBeNull();
    expect(open().of({ geneId: null, geneSymbol: null })).toBeNull();
  });

  it('refuses another table and another pack', () => {
    expect(() => compileHealthyTissues('gene\tliver\nA\t1')).toThrow(/not the table/);
    expect(() => compileHealthyTissues(`${TABLE}\nENSG4\tX\t1\tn/a\t2`)).toThrow(/ENSG4/);
    const { manifest } = compileHealthyTissues(TABLE);
    expect(() => openHealthyTissues({ manifest, bytes: gzipSync('something else') })).toThrow(
      /does not hold expression/,
    );
  });

  it.skipIf(!hasShared(HPA))(`is what ships, from the atlas’ own table${skipped}`, async () => {
    const { bytes, manifest } = compileHealthyTissues(sharedText(HPA));
    const shipped = await openPackStore().load('healthy-tissues');
    expect(manifest).toEqual(shipped.manifest);
    expect(bytes).toEqual(
      new Uint8Array(await readFile(new URL('../healthy-tissues.bin', import.meta.url))),
    );
    const tissues = openHealthyTissues(shipped);
    // Rows of the atlas' table: albumin is the liver's, TSPAN6 is highest in testis (74.9).
    expect(tissues.of({ geneId: null, geneSymbol: 'ALB' })).toMatchObject({
      highestTissue: 'liver',
    });
    expect(tissues.of({ geneId: 'ENSG00000000003', geneSymbol: 'TSPAN6' })).toMatchObject({
      highestNtpm: 74.9,
      highestTissue: 'testis',
      tissues: 54,
    });
  });
});
