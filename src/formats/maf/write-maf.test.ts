import { describe, expect, it } from 'vitest';

import { readMaf } from './read-maf.js';
import { mafClassification, mafHeader, mafRow, type WrittenMafRow } from './write-maf.js';

const ROW: WrittenMafRow = {
  build: 'GRCh38',
  chromosome: 'chr7',
  start0: 99,
  reference: 'A',
  alternate: 'C',
  id: null,
  tumourSample: 'T',
  normalSample: null,
  tumourDepth: 30,
  tumourAltReads: 10,
  normalDepth: null,
  normalAltReads: null,
  filters: ['weak', 'strand'],
  effect: null,
  reason: 'no transcript',
};

describe('a written MAF', () => {
  it.each([
    ['A', 'C'],
    ['', 'ACG'],
    ['ACG', ''],
    ['AC', 'GT'],
    ['ACG', 'T'],
    ['A', 'TTT'],
  ])('is read back: %s to %s', (reference, alternate) => {
    const text = mafHeader('test') + mafRow({ ...ROW, reference, alternate });
    const { rows, skipped, build } = readMaf(text, 'a.maf');
    expect([skipped, build]).toEqual([[], 'GRCh38']);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      chromosome: 'chr7',
      start0: 99,
      end0: 99 + reference.length,
      reference,
      alternate,
      sample: 'T',
      tumourDepth: 30,
      tumourAltReads: 10,
      normalDepth: null,
      filters: ['weak', 'strand'],
      classification: null,
      geneSymbol: null,
    });
  });

  it('shortens HGVS as vcf2maf does', () => {
    const effect = {
      geneSymbol: 'TP53',
      geneId: null,
      transcript: 'NM_000546.5',
      terms: ['frameshift_variant'],
      hgvsc: 'NM_000546.5:c.291del',
      hgvsp: 'NP_000537.3:p.Arg97ProfsTer23',
      exon: '4/11',
    };
    const text = mafHeader('test') + mafRow({ ...ROW, alternate: '', effect, reason: null });
    expect(readMaf(text, 'a.maf').rows[0]).toMatchObject({
      classification: 'Frame_Shift_Del',
      proteinChange: 'p.R97Pfs*23',
      hgvsp: 'p.Arg97ProfsTer23',
      hgvsc: 'c.291del',
      transcript: 'NM_000546.5',
    });
  });

  // vcf2maf 1.6.21, GetVariantClassification.
  it.each([
    ['splice_donor_variant', 'DEL', 'Splice_Site'],
    ['frameshift_variant', 'INS', 'Frame_Shift_Ins'],
    ['protein_altering_variant', 'DEL', 'In_Frame_Del'],
    ['start_lost', 'SNP', 'Translation_Start_Site'],
    ['stop_retained_variant', 'SNP', 'Silent'],
    ['splice_polypyrimidine_tract_variant', 'SNP', 'Splice_Region'],
  ] as const)('classifies %s (%s) as %s', (term, type, classification) => {
    expect(mafClassification([term, 'intron_variant'], type)).toBe(classification);
  });

  it('has no word for a change whose residues are not known', () => {
    expect(mafClassification(['coding_sequence_variant'], 'DEL')).toBe('.');
  });
});
