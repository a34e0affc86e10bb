import { describe, expect, it } from 'vitest';

import type { Designs, TherapyDesigns } from '../modalities/designs.js';
import { peptideVaccine } from '../modalities/peptide-vaccine/peptide-vaccine.js';
import { designFiles } from './design-files.js';

const THERAPY: TherapyDesigns = {
  kind: 'peptide-vaccine',
  title: 'Peptide vaccine',
  assessment: { verdict: 'fits', reasons: [] as never },
  options: { ...peptideVaccine.defaults },
  packs: [],
  designs: [],
};
const DESIGNS: Designs = {
  kind: 'oncoscript/designs',
  schemaVersion: 1,
  softwareVersion: '9.9',
  inputHash: 'a'.repeat(64),
  seed: 11,
  packs: [],
  therapies: [THERAPY],
};

/** A design with nothing in it to make or to order. */
const bare = (id: string) => ({
  kind: 'peptide-vaccine',
  id,
  score: 0,
  claims: [],
  peptides: [],
  shortPeptides: [],
});

describe('files of a design', () => {
  it('are the JSON alone where nothing is to be made or ordered', () => {
    const files = designFiles(DESIGNS, THERAPY, bare('peptide-vaccine-1'));
    expect(files.map(({ path }) => path)).toEqual([
      'peptide-vaccine/peptide-vaccine-1/peptide-vaccine-1.json',
    ]);
    expect(JSON.parse(String(files[0]?.content()))).toMatchObject({
      kind: 'oncoscript/design',
      schemaVersion: 1,
      therapy: 'peptide-vaccine',
      softwareVersion: '9.9',
      inputHash: 'a'.repeat(64),
      seed: 11,
      options: { ...peptideVaccine.defaults },
      design: bare('peptide-vaccine-1'),
    });
  });

  it('have names that lead nowhere else', () => {
    for (const id of ['../x', 'a/b', '.hidden', 'a b', '', 'x'.repeat(120)]) {
      expect(() => designFiles(DESIGNS, THERAPY, bare(id))).toThrow('cannot name a file');
    }
  });
});
