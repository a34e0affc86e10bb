import { describe, expect, it } from 'vitest';

import { InputError, PackError } from '../../core/errors.js';
import { compileEvidence } from './compile-evidence.js';
import { openEvidenceLibrary } from './evidence-library.js';
import { readCivic } from './read-civic.js';

const HEADER =
  'id\tmolecular_profile\tgene\tvariant\tdisease\tdoid\ttherapies\ttherapy_interaction_type\tevidence_level\tevidence_type\tevidence_direction\tsignificance\tcitation_id\tcitation_source_type\tpmid\trating\tevidence_status\tcivic_url';

interface ToyRow {
  readonly id: string;
  readonly profile?: string;
  readonly disease?: string;
  readonly therapies?: string;
  readonly interaction?: string;
  readonly level?: string;
  readonly source?: string;
  readonly rating?: string;
  readonly status?: string;
}

function row(toy: ToyRow): string {
  const { id, profile = 'TOY V1E', disease = '', therapies = '', interaction = '' } = toy;
  const { level = 'B', source = 'PubMed', rating = '', status = 'accepted' } = toy;
  return [
    id,
    profile,
    '',
    '',
    disease,
    disease === '' ? '' : '1909',
    therapies,
    interaction,
    level,
    'Predictive',
    'Supports',
    'Resistance',
    '123',
    source,
    '',
    rating,
    status,
    '',
  ].join('\t');
}

function table(...rows: readonly string[]): string {
  return [HEADER, ...rows].join('\n');
}

const ORIGIN = { file: 'toy.tsv', date: '2026-01-01', recipe: 'toy' };

describe('readCivic', () => {
  it('reads rows in the order of their numbers, whatever the order of the file', () => {
    const { rows, rowsRead } = readCivic(
      table(row({ id: '9', disease: 'Melanoma', rating: '4' }), row({ id: '2', source: 'ASCO' })),
      'toy.tsv',
    );
    expect(rowsRead).toBe(2);
    expect(rows).toMatchObject([
      { id: 2, disease: null, pmid: null, citation: { source: 'ASCO', id: '123' }, rating: null },
      { id: 9, disease: { name: 'Melanoma', doid: '1909' }, pmid: '123', rating: 4, origin: null },
    ]);
  });

  it.each([
    ['not-accepted', row({ id: '1', status: 'submitted' })],
    ['no-number', row({ id: 'EID1' })],
    ['no-profile', row({ id: '1', profile: '' })],
    ['unknown-word', row({ id: '1', level: 'F' })],
    ['unknown-word', row({ id: '1', source: 'Twitter' })],
    ['ragged-row', '1\tTOY'],
    ['given-twice', [row({ id: '1' }), row({ id: '1' })].join('\n')],
  ])('leaves out a row as %s, with its line, and keeps the rest', (code, bad) => {
    const { rows, skipped } = readCivic(table(row({ id: '77' }), bad), 'toy.tsv');
    expect(rows.map(({ id }) => id)).toContain(77);
    expect(skipped).toMatchObject([{ code, file: 'toy.tsv' }]);
    expect(skipped[0]?.line).toBe(bad.split('\n').length + 2);
  });

  it('splits drugs only where it is said how they were given together', () => {
    const { rows } = readCivic(
      table(
        row({ id: '1', therapies: 'A|B', interaction: 'Combination' }),
        row({ id: '2', therapies: 'A,B', interaction: 'Substitutes' }),
        row({ id: '3', therapies: '2|4-ring' }),
      ),
      'toy.tsv',
    );
    expect(rows.map(({ therapies }) => therapies)).toEqual([['A', 'B'], ['A', 'B'], ['2,4-ring']]);
  });

  it('names the column that another table lacks', () => {
    expect(() => readCivic('gene\tdrug\nA\tB\n', 'other.tsv')).toThrow(InputError);
    expect(() => readCivic('gene\tdrug\nA\tB\n', 'other.tsv')).toThrow(/evidence_id/);
  });
});

describe('compileEvidence', () => {
  const text = table(
    row({ id: '4', disease: 'Melanoma', therapies: 'A|B', interaction: 'Combination' }),
    row({ id: '9', profile: 'TOY something odd' }),
    row({ id: '12', status: 'rejected' }),
  );

  it('makes a pack that opens to the same items, and counts what was left out or not understood', () => {
    const { bytes, manifest, skipped } = compileEvidence(text, ORIGIN);
    expect(manifest).toMatchObject({
      version: '2026-01-01',
      contents: {
        rows: 3,
        items: 2,
        skipped: 1,
        profiles: 2,
        profilesWithUntypedPart: 1,
        itemsWithUntypedPart: 1,
      },
    });
    expect(skipped.map(({ code }) => code)).toEqual(['not-accepted']);
    const library = openEvidenceLibrary({ manifest, bytes });
    const expected = readCivic(text, 'toy.tsv').rows;
    expect(
      library.items.map(({ profile, ...item }) => ({ ...item, profileName: profile.name })),
    ).toEqual(expected);
    expect(library.untyped).toMatchObject([{ profile: { name: 'TOY something odd' } }]);
    expect(library.profilesOf.get('TOY')?.length).toBe(2);
  });

  it('makes the same bytes again', () => {
    expect(compileEvidence(text, ORIGIN).manifest.sha256).toBe(
      compileEvidence(text, ORIGIN).manifest.sha256,
    );
  });

  it('refuses a file without one accepted item, and a pack of something else', () => {
    expect(() => compileEvidence(table(row({ id: '1', status: 'rejected' })), ORIGIN)).toThrow(
      InputError,
    );
    const { manifest } = compileEvidence(text, ORIGIN);
    expect(() =>
      openEvidenceLibrary({ manifest: { ...manifest, id: 'other' }, bytes: new Uint8Array() }),
    ).toThrow(PackError);
  });
});
