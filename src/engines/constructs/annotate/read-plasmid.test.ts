import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { genbankToJson } from '@teselagen/bio-parsers';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../../core/errors.js';
import { readGenBank } from '../../../formats/genbank/read-genbank.js';
import { writeGenBank, type GenBankRecord } from '../../../formats/genbank/write-genbank.js';
import { memorySource } from '../../../formats/text/byte-source.js';
import { annotationGenBank, annotationTable, type AnnotatedPlasmid } from './annotation-files.js';
import { openAnnotationLibrary } from './annotation-library.js';
import { annotatePlasmid } from './annotate-plasmid.js';
import { findingOf } from './compare-annotation.js';
import { readPlasmid } from './read-plasmid.js';

const RECORD: GenBankRecord = {
  locus: 'map',
  molecule: 'DNA',
  topology: 'circular',
  date: null,
  definition: 'map',
  comment: [],
  features: [],
  sequence: 'ACGTACGTAC',
};

const read = (content: string | Uint8Array): ReturnType<typeof readPlasmid> =>
  readPlasmid(memorySource('a.file', content));

describe('readPlasmid', () => {
  it('knows GenBank, SnapGene and FASTA by their first bytes, gzip too', async () => {
    const genbank = writeGenBank(RECORD);
    expect(await read(genbank)).toMatchObject({
      format: 'GenBank',
      topology: 'circular',
      sequence: 'ACGTACGTAC',
    });
    expect(await read(gzipSync(genbank))).toMatchObject({ format: 'GenBank' });
    expect(await read('>p a plasmid\nacgu\nNN\n')).toMatchObject({
      format: 'FASTA',
      name: 'p',
      topology: null,
      sequence: 'ACGTNN',
    });
    // Addgene's header, with a space behind the sign.
    expect(await read('> Addgene NGS Result \nACGT\n')).toMatchObject({ sequence: 'ACGT' });
    // A cookie packet of 14 bytes, and DNA of 5: circular, acgt.
    const snapGene = new TextEncoder().encode(
      '\t\0\0\0\u000eSnapGene\0\u0001\0\r\0\f\0\0\0\0\u0005\u0001acgt',
    );
    expect(await read(snapGene)).toMatchObject({ format: 'SnapGene', name: 'a', sequence: 'ACGT' });
  });

  it.each([
    ['', 'the file is empty'],
    ['ACGTACGT\n', 'no plasmid file that can be read'],
    ['>a\nACGT\n>b\nACGT\n', 'holds 2 sequences'],
    ['>a\n', 'has no sequence'],
    ['>a\nMKLVVWPQE\n', 'this is a protein'],
    ['>a\nACGT!\n', 'holds "!"'],
    [
      writeGenBank({ ...RECORD, molecule: 'protein', topology: 'linear', sequence: 'MKLV' }),
      'protein record',
    ],
    [writeGenBank(RECORD) + writeGenBank(RECORD), 'holds 2 sequences'],
  ])('refuses %.20j with the name of the file', async (content, message) => {
    const refused = await read(content).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InputError);
    expect((refused as InputError).message).toContain(message);
    expect((refused as InputError).file).toBe('a.file');
  });
});

describe('the annotated plasmid', () => {
  const library = openAnnotationLibrary({
    bytes: readFileSync(new URL('../../../../data/construct-parts.bin', import.meta.url)),
  });
  const ampR = library.entries.find(({ id }) => id === 'cds-ampr')?.sequence ?? '';
  // Over the origin of the circle.
  const sequence = `${ampR.slice(300)}${'ACGGTCATTG'.repeat(20)}${ampR.slice(0, 300)}`;
  const features = annotatePlasmid(sequence, 'circular', library);
  const named = [
    {
      name: 'my site',
      key: 'misc_feature',
      kind: 'other' as const,
      strand: null,
      ranges: [{ start0: 600, end0: 610 }],
    },
  ].map((feature) => ({ feature, finding: findingOf(feature, features) }));
  const plasmid: AnnotatedPlasmid = {
    name: 'my plasmid',
    topology: 'circular',
    sequence,
    features,
    named,
  };

  it('is written as GenBank that two readers read alike, with the protein and what the file named', () => {
    const text = annotationGenBank(plasmid, null);
    const [ours] = readGenBank(text, 'a.gb');
    expect(ours?.sequence).toBe(sequence);
    const coding = ours?.features.find(({ key }) => key === 'CDS');
    expect(coding?.ranges).toEqual([
      { start0: 761, end0: 1061 },
      { start0: 0, end0: 561 },
    ]);
    const value = (name: string): unknown =>
      coding?.qualifiers.find((qualifier) => qualifier.name === name)?.value;
    expect(value('label')).toBe('AmpR');
    // TEM β-lactamase begins so (as read in SnapGene's map of pUC18).
    expect(String(value('translation')).startsWith('MSIQHFRVALIPFFAAFCLPVFAHPETL')).toBe(true);
    const [theirs] = genbankToJson(text) as readonly {
      parsedSequence: {
        sequence: string;
        features: readonly { name: string; start: number; end: number }[];
      };
    }[];
    expect(theirs?.parsedSequence.sequence.toUpperCase()).toBe(sequence);
    expect(
      theirs?.parsedSequence.features.map(({ name, start, end }) => [name, start, end]),
    ).toEqual(
      expect.arrayContaining([
        ['AmpR', 761, 560],
        ['my site', 600, 609],
      ]),
    );
  });

  it('is written as a table, 1-based, with what the file names and was not found', () => {
    const rows = annotationTable(plasmid)
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    const [header = []] = rows;
    const cell = (row: readonly string[] | undefined, column: string): string =>
      row?.[header.indexOf(column)] ?? '';
    const coding = rows.find((row) => cell(row, 'name') === 'AmpR');
    expect(
      ['start', 'end', 'over_origin', 'strand', 'length_bp', 'match', 'identity_percent'].map(
        (column) => cell(coding, column),
      ),
    ).toEqual(['762', '561', 'yes', '+', '861', 'exact', '100']);
    const site = rows.at(-1);
    expect(cell(site, 'match')).toBe('not found');
    expect(cell(site, 'named_in_file')).toBe('my site');
  });
});
