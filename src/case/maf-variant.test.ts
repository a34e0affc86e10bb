import { describe, expect, it } from 'vitest';

import { readMaf } from '../formats/maf/read-maf.js';
import { mafVariant } from './maf-variant.js';

const HEADER =
  'Hugo_Symbol\tChromosome\tStart_Position\tVariant_Classification\tReference_Allele\tTumor_Seq_Allele2\tt_depth\tt_alt_count\tn_depth\tn_alt_count\ttumor_f\tHGVSp_Short\tTranscript_ID';

function variantOf(row: string) {
  const [first] = readMaf(`${HEADER}\n${row.replaceAll(' ', '\t')}\n`, 'a.maf').rows;
  if (first === undefined) throw new Error('no row');
  return mafVariant(first);
}

describe('mafVariant', () => {
  it('carries place, reads and what the MAF says the variant does', () => {
    const variant = variantOf('DNMT3A 2 25457242 Missense_Mutation C T 40 10 30 0 . p.R882H ENST1');
    expect(variant).toMatchObject({
      id: '2-25457242-C-T',
      position: { chromosome: '2', start0: 25457241, end0: 25457242 },
      tumourDna: { depth: 40, altReads: 10, alleleFraction: 0.25, from: 't_depth, t_alt_count' },
      normalDna: { depth: 30, altReads: 0 },
      calledInTumour: true,
    });
    expect(variant.consequences).toMatchObject([
      {
        transcript: 'ENST1',
        terms: ['missense_variant'],
        geneSymbol: 'DNMT3A',
        proteinPosition: '882',
        aminoAcids: 'R/H',
        hgvsp: 'p.R882H',
      },
    ]);
  });

  it('has the place of a frameshift without residues, and a stated fraction without counts', () => {
    const variant = variantOf('A 1 9 Frame_Shift_Del CT - . . . . 0.3 p.KE244fs NM_1');
    expect(variant.id).toBe('1-9-CT--');
    expect(variant.tumourDna).toEqual({
      depth: null,
      altReads: null,
      alleleFraction: 0.3,
      from: 'allele fraction',
    });
    expect(variant.normalDna).toBeNull();
    expect(variant.consequences[0]).toMatchObject({ proteinPosition: '244', aminoAcids: null });
  });

  it('has no consequence without a transcript, or with something else in its place', () => {
    expect(variantOf('A 1 9 Silent C T . . . . . p.A1A .').consequences).toEqual([]);
    expect(variantOf('A 1 9 Silent C T . . . . . p.A1A ?').consequences).toEqual([]);
    expect(variantOf('A 1 9 Targeted_Region C T . . . . . . NM_1').consequences).toEqual([]);
    expect(variantOf('A 1 9 Silent C T . . . . . . NM_1').tumourDna.from).toBe('no counts given');
  });
});
