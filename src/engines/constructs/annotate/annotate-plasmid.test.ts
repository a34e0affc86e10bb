import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../../core/errors.js';
import { otherStrand } from '../../../core/iupac.js';
import { seededRandom } from '../../../core/seeded-random.js';
import {
  openAnnotationLibrary,
  withoutRecords,
  type AnnotationLibrary,
  type LibraryEntry,
} from './annotation-library.js';
import { annotatePlasmid, type PlasmidFeature } from './annotate-plasmid.js';

const LIBRARY = openAnnotationLibrary({
  bytes: readFileSync(new URL('../../../../data/construct-parts.bin', import.meta.url)),
});

function entryOf(id: string): LibraryEntry {
  const found = LIBRARY.entries.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

function only(...ids: readonly string[]): AnnotationLibrary {
  return { entries: ids.map(entryOf) };
}

function randomBases(count: number, seed: number): string {
  const random = seededRandom(seed);
  let bases = '';
  while (bases.length < count) bases += 'ACGT'[random.below(4)];
  return bases;
}

function shape({ name, match, strand, ranges }: PlasmidFeature): readonly unknown[] {
  return [name, match, strand, ranges.map(({ start0, end0 }) => [start0, end0])];
}

describe('annotatePlasmid', () => {
  it('finds an entry wherever it stands: on both strands, turned over the origin of a circle', () => {
    const { sequence, name } = entryOf('promoter-u6');
    const around = randomBases(700, 1);
    fc.assert(
      fc.property(fc.nat(around.length + sequence.length - 1), fc.boolean(), (turn, reverse) => {
        const inserted = reverse ? otherStrand(sequence) : sequence;
        const circle = around + inserted;
        const plasmid = circle.slice(turn) + circle.slice(0, turn);
        const start0 = (around.length - turn + circle.length) % circle.length;
        const end0 = start0 + sequence.length;
        const ranges =
          end0 <= circle.length
            ? [[start0, end0]]
            : [
                [start0, circle.length],
                [0, end0 - circle.length],
              ];
        expect(annotatePlasmid(plasmid, 'circular', only('promoter-u6')).map(shape)).toEqual([
          [name, 'exact', reverse ? -1 : 1, ranges],
        ]);
      }),
      { numRuns: 150 },
    );
  });

  it('does not look over the end of a linear sequence', () => {
    const { sequence } = entryOf('promoter-u6');
    const plasmid = sequence.slice(120) + randomBases(300, 2) + sequence.slice(0, 120);
    const found = annotatePlasmid(plasmid, 'linear', only('promoter-u6'));
    expect(found.map(({ match }) => match)).toEqual(['fragment', 'fragment']);
    expect(annotatePlasmid(plasmid, 'circular', only('promoter-u6')).map(shape)).toEqual([
      [
        'human U6 promoter',
        'exact',
        1,
        [
          [421, 541],
          [0, 121],
        ].map((range) => range),
      ],
    ]);
  });

  it('tells exact from near, fragments and the related', () => {
    const { sequence } = entryOf('wpre');
    const around = randomBases(400, 3);
    const matchOf = (inserted: string): readonly string[] =>
      annotatePlasmid(around + inserted, 'linear', only('wpre')).map(({ match }) => match);
    const every = (step: number): string =>
      [...sequence].map((base, i) => (i % step === step - 1 ? otherStrand(base) : base)).join('');
    expect(matchOf(sequence)).toEqual(['exact']);
    // 5 % and a deletion of 6.
    expect(matchOf(every(20).slice(0, 300) + every(20).slice(306))).toEqual(['near']);
    expect(matchOf(sequence.slice(0, 400))).toEqual(['fragment']);
    expect(matchOf(every(12))).toEqual(['near']);
    // Four changes in thirty, close together.
    const clustered = [...sequence].map((base, i) =>
      i % 30 < 16 && i % 4 === 0 ? otherStrand(base) : base,
    );
    expect(matchOf(clustered.join(''))).toEqual(['related']);
    expect(matchOf('')).toEqual([]);
  });

  it('finds a gene by its protein in codons of another making', () => {
    const CODON: Readonly<Record<string, string>> = {
      A: 'GCG',
      R: 'AGA',
      N: 'AAT',
      D: 'GAT',
      C: 'TGT',
      Q: 'CAA',
      E: 'GAA',
      G: 'GGA',
      H: 'CAT',
      I: 'ATA',
      L: 'TTA',
      K: 'AAA',
      M: 'ATG',
      F: 'TTT',
      P: 'CCA',
      S: 'AGT',
      T: 'ACA',
      W: 'TGG',
      Y: 'TAT',
      V: 'GTA',
    };
    const { sequence } = entryOf('protein-ifnb1');
    const gene = [...sequence].map((residue) => CODON[residue]).join('');
    const plasmid = randomBases(500, 4) + otherStrand(`${gene}TAA`) + randomBases(100, 5);
    expect(annotatePlasmid(plasmid, 'circular', LIBRARY).map(shape)).toContainEqual([
      'IFNB1',
      'exact',
      -1,
      [[503, 503 + gene.length]],
    ]);
  });

  it('keeps what is nested under another role, and drops variants and fragments of the same', () => {
    const plasmid = entryOf('promoter-sv40').sequence + randomBases(300, 6);
    const found = annotatePlasmid(plasmid, 'linear', LIBRARY);
    const roles = found.map(({ role, name }) => `${role}: ${name}`);
    expect(roles).toContain('promoter: SV40 promoter');
    expect(roles).toContain('origin_of_replication: SV40 ori');
    expect(roles.filter((role) => role.startsWith('promoter'))).toHaveLength(1);
  });

  it('names the pieces of what is put together from others', () => {
    const plasmid = randomBases(200, 7) + entryOf('promoter-cmv').sequence;
    expect(annotatePlasmid(plasmid, 'linear', LIBRARY).map(shape)).toEqual([
      ['CMV promoter', 'exact', 1, [[200, 784]]],
      ['CMV enhancer', 'exact', 1, [[200, 580]]],
      ['CMV core promoter', 'exact', 1, [[580, 784]]],
    ]);
  });

  it('names next to nothing in random sequence', () => {
    let found = 0;
    for (let seed = 0; seed < 4; seed++) {
      found += annotatePlasmid(randomBases(10_000, 100 + seed), 'circular', LIBRARY).length;
    }
    // Chance of fragments is set to 0.01 a search at each level; short entries add a few hundredths each.
    expect(found).toBeLessThanOrEqual(2);
  });

  it('reads N and other letters for several bases as no match, and U as T', () => {
    const { sequence } = entryOf('wpre');
    const masked = `${sequence.slice(0, 200)}NNNNNNNNNN${sequence.slice(210)}`;
    expect(annotatePlasmid(masked, 'linear', only('wpre')).map(({ match }) => match)).toEqual([
      'near',
    ]);
    const rna = sequence.replaceAll('T', 'U').toLowerCase();
    expect(annotatePlasmid(rna, 'linear', only('wpre')).map(({ match }) => match)).toEqual([
      'exact',
    ]);
    expect(annotatePlasmid('N'.repeat(500), 'circular', LIBRARY)).toEqual([]);
    expect(annotatePlasmid('A', 'circular', LIBRARY)).toEqual([]);
  });

  it.each([
    ['', 'no sequence'],
    ['MKLVVWPQE', 'this is a protein'],
    ['ACGT ACGT', '" " at 5'],
    ['ACGT1', '"1" at 5'],
    ['A'.repeat(300_001), 'more than a plasmid has'],
  ])('refuses %.12j', (sequence, message) => {
    expect(() => annotatePlasmid(sequence, 'linear', only('wpre'))).toThrow(InputError);
    expect(() => annotatePlasmid(sequence, 'linear', only('wpre'))).toThrow(message);
  });

  it('answers the same twice', () => {
    const plasmid = entryOf('cds-egfp').sequence + randomBases(500, 8);
    expect(annotatePlasmid(plasmid, 'circular', LIBRARY)).toEqual(
      annotatePlasmid(plasmid, 'circular', LIBRARY),
    );
  });
});

describe('openAnnotationLibrary', () => {
  it('reads each record back as the record has it', () => {
    // GenoLIB's T3 promoter, and the record the CAP site was turned from.
    expect(entryOf('GenoLIB:T3_promoter_001').sequence).toBe('AATTAACCCTCACTAAAGG');
    for (const { sequence, role, protein } of LIBRARY.entries) {
      if (role === 'CDS' && protein !== null) {
        expect(sequence.length - 3 * protein.length).toBeLessThanOrEqual(6);
      }
    }
  });

  it('leaves out what was cut from a record', () => {
    const without = withoutRecords(LIBRARY, new Set(['NC_001401.2', 'GenoLIB:ori_014']));
    const left = without.entries.map(({ id }) => id);
    expect(left).not.toContain('itr-aav2-5');
    expect(left).not.toContain('ori-puc');
    expect(left).toContain('GenoLIB:ori_013');
    expect(LIBRARY.entries.length - left.length).toBe(6);
  });
});
