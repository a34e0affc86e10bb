import { readFile } from 'node:fs/promises';

import { beforeAll, describe, expect, it } from 'vitest';

import { sha256Hex } from '../../src/core/hashing.js';
import { isPartRole } from '../../src/engines/constructs/part-roles.js';
import { openPartsLibrary, type PartsLibrary } from '../../src/engines/constructs/parts-library.js';
import { hasShared, sharedPath, sharedRows } from '../../test/shared-data.js';
import { PART_FACTS, type PartFacts } from './construct-part-facts.js';
import type { PartRecords } from './construct-part-records.js';
import { compileConstructParts, compilePart, readPartRecords } from './construct-parts.js';

const TOY: PartRecords = {
  genolib: new Map([
    ['part', 'AACCGGTT'],
    ['odd', 'AANN'],
    ['turned', 'TTAACCGGTTAA'],
    ['codons', 'ATGGCA'],
  ]),
  swissprot: new Map([['P1', 'MAKK']]),
  lrg: new Map([
    ['LRG_1 t1', { accessions: ['NM_1.1'], cdna: 'GGATGTAACC', cdsStart0: 2, cdsEnd0: 8 }],
  ]),
  addgene: new Map(),
  carParts: new Map([['SP', 'MA']]),
};

function facts(partial: Partial<PartFacts>): PartFacts {
  return {
    id: 'p',
    name: 'p',
    role: 'region',
    record: { kind: 'genolib', displayId: 'part' },
    witnesses: [],
    source: { name: 'made up' },
    note: null,
    ...partial,
  };
}

describe('compilePart', () => {
  it('cuts the span its record names', () => {
    const cut = (record: PartFacts['record']): string =>
      compilePart(facts({ record }), TOY).sequence;
    expect(cut({ kind: 'genolib', displayId: 'part', span: [2, 4] })).toBe('ACC');
    expect(cut({ kind: 'swissprot', accession: 'P1', span: [1, 2] })).toBe('MA');
    const lrg = { kind: 'lrg', lrg: 'LRG_1', transcript: 't1', accession: 'NM_1.1' } as const;
    expect(cut({ ...lrg, region: "5'UTR" })).toBe('GG');
    expect(cut({ ...lrg, region: "3'UTR" })).toBe('CC');
    expect(() => cut({ ...lrg, accession: 'NM_1.2', region: "3'UTR" })).toThrow('not NM_1.2');
  });

  it('refuses a part that no record, or not every witness, backs', () => {
    const compile = (partial: Partial<PartFacts>) => () => compilePart(facts(partial), TOY);
    expect(compile({ record: { kind: 'genolib', displayId: 'none' } })).toThrow('no record none');
    expect(compile({ record: { kind: 'swissprot', accession: 'P1', span: [1, 5] } })).toThrow(
      'no span',
    );
    expect(compile({ record: { kind: 'genolib', displayId: 'odd' } })).toThrow('not plain DNA');
    const turned = { kind: 'genolib', displayId: 'turned', as: 'other strand' } as const;
    expect(compile({ witnesses: [turned] })).not.toThrow();
    expect(compile({ witnesses: [{ ...turned, displayId: 'odd' }] })).toThrow('is not what');
    const protein = { kind: 'swissprot', accession: 'P1', span: [1, 2] } as const;
    const witnesses = [
      { kind: 'car-part', partId: 'SP' },
      { kind: 'genolib', displayId: 'codons', as: 'codons' },
    ] as const;
    expect(compile({ record: protein, witnesses })).not.toThrow();
    expect(compile({ record: { ...protein, span: [1, 3] }, witnesses })).toThrow('is not what');
  });
});

const NEEDED = ['data/editing/parts/GenoLIB_All.tsv', 'data/genome/lrg_panel', 'data/cell-therapy'];

describe('the committed pack', () => {
  let library: PartsLibrary;
  beforeAll(async () => {
    library = openPartsLibrary({
      bytes: await readFile(new URL('../construct-parts.bin', import.meta.url)),
    });
  });

  it('holds parts with a role, a record, a source and the checksum of their sequence', () => {
    expect(library.parts.map(({ id }) => id)).toEqual(PART_FACTS.map(({ id }) => id));
    for (const part of library.parts) {
      expect(isPartRole(part.role)).toBe(true);
      expect(part.accession).toMatch(/^(GenoLIB|UniProt|Addgene|NM_\d+\.\d+)(:\w+)?:\d+-\d+$/);
      expect(part.sha256).toBe(sha256Hex(new TextEncoder().encode(part.sequence)));
      expect(part.source.doi ?? part.source.pmid ?? part.source.accession).toBeDefined();
    }
  });

  it('has a backbone in which AmpR reads from ATG to TAA and no BspQI site stands', () => {
    const { sequence } = library.part('backbone-puc18', 'backbone');
    expect(/GCTCTTC|GAAGAGC/.test(sequence)).toBe(false);
    // The other strand of ATG … TAA, 861 bp as in GenoLIB's AmpR.
    expect(sequence.slice(936, 939)).toBe('TTA');
    expect(sequence.slice(1794, 1797)).toBe('CAT');
  });
});

describe.skipIf(!NEEDED.every(hasShared))(
  `the recipe (needs ../shared/${NEEDED.join(', ../shared/')})`,
  () => {
    it('makes the committed pack and manifest, byte for byte', async () => {
      const { bytes, manifest } = compileConstructParts(await readPartRecords(sharedPath('data')));
      const committed = await readFile(new URL('../construct-parts.bin', import.meta.url));
      expect(committed.equals(bytes)).toBe(true);
      const text = await readFile(
        new URL('../construct-parts.manifest.json', import.meta.url),
        'utf8',
      );
      expect(JSON.parse(text)).toEqual(manifest);
    });

    it('ends the class I leaders where the mature chain begins, as groove positions count it', async () => {
      const { swissprot } = await readPartRecords(sharedPath('data'));
      // Contact positions of the mature chain in the 34-residue pseudosequence (Nielsen 2007, PLoS ONE 2:e796).
      const positions = [7, 9, 24, 45, 59];
      const grooves = sharedRows('data/pmhc/mhc1_pseudo34.tsv.gz');
      for (const [accession, allele] of [
        ['P01889', 'B*07:02'],
        ['P04439', 'A*03:01'],
      ] as const) {
        const groove = grooves.find((row) =>
          Object.values(row).some((cell) => cell.replace(/^HLA-/, '') === allele),
        );
        const pseudo = Object.values(groove ?? {}).find((cell) => /^[A-Z]{34}$/.test(cell)) ?? '';
        const chain = (swissprot.get(accession) ?? '').slice(24);
        expect(positions.map((at) => chain[at - 1]).join('')).toBe(pseudo.slice(0, 5));
      }
    });
  },
);
