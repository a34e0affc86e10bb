import { describe, expect, it } from 'vitest';

import type { HlaAllele, Peptide } from '../../src/core/brands.js';
import { seededRandom } from '../../src/core/seeded-random.js';
import { createMotifModel } from '../../src/engines/presentation/motif-model.js';
import { encodeMotifPack } from '../../src/engines/presentation/motif-pack.js';

import { drawHumanPeptides, proteomeOf } from './human-peptides.js';
import type { Ligand } from './ligand-table.js';
import { calibrated, checkSplit, fitPack, ligandsByAllele } from './train-motifs.js';

const ligand = (allele: string, peptide: string): Ligand => ({
  allele,
  peptide,
  split: 'train',
  keep: true,
});

describe('checkSplit', () => {
  const used = [ligand('HLA-A*02:01', 'ALAAAAAAV'), ligand('HLA-A*02:01', 'GILGFVFTL')];

  it('passes rows that share no peptide with the validation split', () => {
    expect(() => checkSplit(used, new Set(['NLVPMVATV']))).not.toThrow();
  });

  it('fails on a peptide trained on that any file holds for validation', () => {
    expect(() => checkSplit(used, new Set(['GILGFVFTL']))).toThrow(
      'GILGFVFTL (HLA-A*02:01) is trained on and in the validation split',
    );
  });
});

describe('a model trained on made-up ligands', () => {
  /** 3,000 residues drawn evenly, as one protein. */
  const random = seededRandom(12);
  const proteome = proteomeOf(
    `-${Array.from({ length: 3_000 }, () => 'ACDEFGHIKLMNPQRSTVWY'[random.below(20)]).join('')}`,
  );
  const ends = drawHumanPeptides(proteome, { count: 240, length: 7, random });
  const ligands = ligandsByAllele([
    ...ends.slice(0, 200).map((middle) => ligand('HLA-A*02:01', `L${middle}V`)),
    ...ends.slice(0, 200).map((middle) => ligand('HLA-A*02:01', `L${middle}V`)),
    ...ends.slice(0, 29).map((middle) => ligand('HLA-B*08:01', `F${middle}L`)),
  ]);
  const pack = calibrated(fitPack(ligands, proteome), proteome);

  it('leaves out an allele with fewer than thirty 9-mers and counts a ligand once', () => {
    expect(pack.alleles.map(({ allele }) => allele)).toEqual(['HLA-A*02:01']);
    expect(pack.alleles[0]?.trainingLigands).toBe(new Set(ends.slice(0, 200)).size);
  });

  it('has ranks from 0.001 to 100 per cent with scores that fall', () => {
    expect(pack.rankPercents[0]).toBe(0.001);
    expect(pack.rankPercents.at(-1)).toBe(100);
    const { rankScores } = pack.alleles[0]!;
    expect([...rankScores]).toEqual([...rankScores].sort((a, b) => b - a));
  });

  it('ranks a peptide with its anchors before one without', () => {
    const allele = 'HLA-A*02:01' as HlaAllele;
    const peptides: readonly string[] = ['LACDEFGHV', 'DACDEFGHV', 'DACDEFGHD'];
    const [answer] = createMotifModel(pack, 'toy').scoreNow(peptides as readonly Peptide[], [
      allele,
    ]);
    if (answer?.kind !== 'scored') throw new Error('unscored');
    const [both, one, none] = [...answer.percentileRank] as [number, number, number];
    expect(both).toBeLessThan(0.1);
    expect(one).toBeGreaterThan(both);
    expect(none).toBeGreaterThan(one);
  });

  it('has the same bytes when trained again', () => {
    const again = calibrated(fitPack(ligands, proteome), proteome);
    expect(encodeMotifPack(again)).toEqual(encodeMotifPack(pack));
  });
});
