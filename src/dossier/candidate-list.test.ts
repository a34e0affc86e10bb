import { describe, expect, it } from 'vitest';

import { dossierFixture } from '../../test/support/dossier-fixture.js';
import { candidateColumns } from './candidate-columns.js';
import { filterCandidates, sortCandidates } from './candidate-list.js';
import { pageData } from './candidate-view.js';

const { candidates } = pageData(dossierFixture(40));
const anyTier = (): boolean => true;

describe('sortCandidates', () => {
  it('sorts by every column both ways, with missing values last', () => {
    for (const column of candidateColumns('TPM')) {
      for (const descending of [false, true]) {
        const values = sortCandidates(candidates, column, descending).map(column.sortValue);
        const known = values.filter((value) => value !== null);
        expect(values.slice(known.length).every((value) => value === null)).toBe(true);
        for (let i = 1; i < known.length; i++) {
          const [before, after] = [known[i - 1] as number, known[i] as number];
          expect(descending ? before >= after : before <= after).toBe(true);
        }
      }
    }
  });

  it('breaks ties by place', () => {
    const sorted = sortCandidates(candidates, { sortValue: () => 1 }, true);
    expect(sorted).toEqual(candidates);
  });
});

describe('filterCandidates', () => {
  it('finds a gene, a peptide, an allele or a transcript, whatever the case', () => {
    const wanted = candidates[3];
    for (const text of [
      wanted?.gene.toLowerCase(),
      wanted?.best?.peptide,
      wanted?.best?.allele,
      wanted?.transcripts[0]?.transcript,
    ]) {
      expect(filterCandidates(candidates, text ?? '', anyTier)).toContain(wanted);
    }
    expect(filterCandidates(candidates, 'kras', anyTier).map(({ gene }) => gene)).toEqual(['KRAS']);
  });

  it('wants every word', () => {
    expect(filterCandidates(candidates, 'KRAS nothing-like-it', anyTier)).toEqual([]);
  });

  it('keeps only the tiers shown', () => {
    const shown = filterCandidates(candidates, '', (tier) => tier === 'Pass');
    expect(shown.length).toBeGreaterThan(0);
    expect(new Set(shown.map(({ tier }) => tier))).toEqual(new Set(['Pass']));
  });
});
