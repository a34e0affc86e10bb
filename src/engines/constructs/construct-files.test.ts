import { readFileSync } from 'node:fs';

import { genbankToJson } from '@teselagen/bio-parsers';
import { parseFile } from 'seqparse';
import { describe, expect, it } from 'vitest';

import { translateCodons } from '../genome/consequence/codons.js';
import { checkConstruct } from './check-construct.js';
import type { Construct } from './construct.js';
import { constructFasta } from './construct-fasta.js';
import { constructGenBank } from './construct-genbank.js';
import { constructSbol } from './construct-sbol.js';
import { featureSequence } from './feature-sequence.js';
import { partRole } from './part-roles.js';
import { openPartsLibrary } from './parts-library.js';
import { asDna } from './strands.js';
import { toyProtein, toyVaccine } from './toy-construct.fixture.js';

const LIBRARY = openPartsLibrary({
  bytes: readFileSync(new URL('../../../data/construct-parts.bin', import.meta.url)),
});
const EPITOPES = ['SIINFEKLTEYKAVLDGWRNQPEDAVF', 'TEYKLVVVGADGVGKSALTIQLIQNHF'];
const MRNA = toyVaccine(LIBRARY, EPITOPES, false);
const PLASMID = toyVaccine(LIBRARY, EPITOPES, true);

interface ParsedFeature {
  readonly start: number;
  readonly end: number;
  readonly strand: number;
  readonly name: string;
  readonly type: string;
  readonly notes: Readonly<Record<string, readonly string[]>>;
}

interface Parsed {
  readonly name: string;
  readonly sequence: string;
  readonly circular: boolean;
  readonly features: readonly ParsedFeature[];
}

function parsed(construct: Construct): Parsed {
  const [record] = genbankToJson(constructGenBank(construct, '2026-11-24')) as readonly {
    parsedSequence: Parsed;
    messages: readonly string[];
  }[];
  // It turns the t of an mRNA record back to u, and says so.
  expect(
    record?.messages.filter((message) => !message.startsWith('Replaced "t" with "u"')),
  ).toEqual([]);
  return record?.parsedSequence as Parsed;
}

const PLAIN: Readonly<Record<string, string>> = { '′': "'" };

function plain(text: string): string {
  return text.replace(/[′]/g, (letter) => PLAIN[letter] as string);
}

describe('a template plasmid and its mRNA', () => {
  it('hold the chosen epitopes and linkers in one open frame, each under its name', () => {
    const protein = toyProtein(LIBRARY, EPITOPES).sequence;
    for (const construct of [MRNA, PLASMID]) {
      const cds = construct.features.find(({ label }) => label === 'epitope string');
      const bases = asDna(featureSequence(construct, cds as NonNullable<typeof cds>));
      expect(translateCodons(bases, 1)).toBe(`${protein}**`);
      const named = construct.features.filter(({ role }) => role === 'epitope');
      expect(
        named.map((feature) => translateCodons(asDna(featureSequence(construct, feature)), 1)),
      ).toEqual(EPITOPES);
    }
  });

  it('meet limits but for their one BspQI site, which is there on purpose', () => {
    const limits = {
      forbidden: [{ name: 'BspQI', site: 'GCTCTTC', strands: 'both' as const }],
      longestRun: 8,
      gc: { window: 50, lowest: 0, highest: 1 },
      allowedIn: new Set(['polyA_sequence', 'restriction_site']),
    };
    expect(checkConstruct(PLASMID, limits)).toEqual([]);
    expect(
      checkConstruct(PLASMID, { ...limits, allowedIn: new Set(['polyA_sequence']) }).map(
        ({ check }) => check,
      ),
    ).toEqual(['forbidden-site']);
  });

  it('are read back from GenBank by bio-parsers: sequence, shape, features, strands, colours, notes', () => {
    for (const construct of [MRNA, PLASMID]) {
      const read = parsed(construct);
      expect(read.name).toBe(construct.id);
      expect(asDna(read.sequence)).toBe(asDna(construct.sequence));
      expect(read.circular).toBe(construct.topology === 'circular');
      const features = read.features.filter(({ type }) => type !== 'source');
      expect(
        features.map(({ start, end, strand, name, type }) => [start, end + 1, strand, name, type]),
      ).toEqual(
        construct.features.map(({ ranges: [{ start0, end0 }], strand, label, role }) => [
          start0,
          end0,
          strand,
          plain(label),
          partRole(role).insdcKey,
        ]),
      );
      for (const [i, { role, source, partId }] of construct.features.entries()) {
        const notes = features[i]?.notes ?? {};
        const { colour } = partRole(role);
        expect(notes['note']).toContain(`color: ${colour}`);
        expect(notes['ApEinfo_fwdcolor']).toEqual([colour]);
        if (partId !== null) expect(notes['note']).toContain(`part: ${partId}`);
        if (source !== null) {
          expect(notes['note']?.some((note) => note.includes(source.accession as string))).toBe(
            true,
          );
        }
      }
    }
  });

  it('are read back from GenBank by seqparse', () => {
    for (const construct of [MRNA, PLASMID]) {
      const [read] = parseFile(constructGenBank(construct, null), { fileName: 'a.gb' });
      if (read === undefined) throw new Error('no record');
      expect(read.name).toBe(construct.id);
      expect(asDna(read.seq)).toBe(asDna(construct.sequence));
      const rows = read.annotations
        .filter(({ type }) => type !== 'source')
        .map(({ name, direction, start, end, color }) => [name, direction, start, end, color]);
      const expected = construct.features.map(
        ({ label, strand, role, ranges: [{ start0, end0 }] }) => [
          plain(label),
          strand,
          start0,
          end0 % construct.sequence.length,
          partRole(role).colour,
        ],
      );
      // It sorts features that start together by their end, and counts ends around the circle.
      expect(rows.map(String).sort()).toEqual(expected.map(String).sort());
    }
  });

  it('join a feature over the origin, and bio-parsers reads it as one', () => {
    const turned: Construct = {
      ...PLASMID,
      features: [
        {
          ...(PLASMID.features[0] as Construct['features'][number]),
          strand: -1,
          ranges: [
            { start0: PLASMID.sequence.length - 5, end0: PLASMID.sequence.length },
            { start0: 0, end0: 7 },
          ],
        },
      ],
    };
    const { length } = PLASMID.sequence;
    expect(constructGenBank(turned, null)).toContain(
      `complement(join(${length - 4}..${length},1..7))`,
    );
    const feature = parsed(turned).features.find(({ type }) => type !== 'source');
    expect([feature?.start, feature?.end, feature?.strand]).toEqual([length - 5, 6, -1]);
  });

  it('are written as a protein, FASTA and SBOL too, the same bytes each time', () => {
    const protein = toyProtein(LIBRARY, EPITOPES);
    const genPept = constructGenBank(protein, null);
    expect(genPept.split('\n')[0]).toMatch(/ \d+ aa {12}linear {3}SYN 01-JAN-1980$/);
    expect(genPept).toContain('     sig_peptide     1..24');
    const fasta = constructFasta([MRNA, protein]);
    expect(fasta).toContain(`>toy-mrna Toy mRNA [RNA, linear, ${MRNA.sequence.length} nt]`);
    expect(fasta.replace(/^>.*$/gm, '').replaceAll('\n', '')).toBe(
      MRNA.sequence + protein.sequence,
    );
    const sbol = constructSbol([MRNA, PLASMID, protein], 'https://example.org/lab');
    expect(sbol).toContain(`<http://sbols.org/v3#elements> "${MRNA.sequence}" .`);
    expect(constructSbol([MRNA, PLASMID, protein], 'https://example.org/lab')).toBe(sbol);
  });
});

describe('golden files', () => {
  it.each([
    ['toy-mrna.gb', () => constructGenBank(MRNA, null)],
    ['toy-mrna.fa', () => constructFasta([MRNA])],
    [
      'toy-protein.nt',
      () => constructSbol([toyProtein(LIBRARY, EPITOPES)], 'https://example.org/lab'),
    ],
  ])('%s is as committed', async (name, write) => {
    await expect(write()).toMatchFileSnapshot(`../../../test/golden/constructs/${name}`);
  });
});

describe('openPartsLibrary', () => {
  it('names the choices of a role where a part is not there', () => {
    expect(() => LIBRARY.part('utr3-aes', 'three_prime_UTR')).toThrow(
      'the parts library has no three_prime_UTR "utr3-aes"',
    );
    expect(LIBRARY.absent.map(({ name }) => name).join()).toContain('AES');
  });
});
