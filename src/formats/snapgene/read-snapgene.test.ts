import { readFileSync } from 'node:fs';

import { snapgeneToJson } from '@teselagen/bio-parsers';
import { describe, expect, it } from 'vitest';

import { hasShared, sharedPath } from '../../../test/shared-data.js';
import { isSnapGene, readSnapGene } from './read-snapgene.js';

function packet(kind: number, content: Uint8Array): Uint8Array {
  const head = new Uint8Array(5);
  head[0] = kind;
  new DataView(head.buffer).setUint32(1, content.length);
  return Uint8Array.from([...head, ...content]);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const COOKIE = packet(9, Uint8Array.from([...utf8('SnapGene'), 0, 1, 0, 13, 0, 12]));

function file(...packets: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from([COOKIE, ...packets].flatMap((bytes) => [...bytes]));
}

const DNA = packet(0, Uint8Array.from([1, ...utf8('acgtACGTNN')]));

describe('readSnapGene', () => {
  it('reads shape, letters, name and features', () => {
    const features = packet(
      10,
      utf8(
        '<?xml version="1.0"?><Features><Feature name="a &lt;b&gt;" type="CDS" directionality="2">' +
          '<Segment range="1-3" color="#fff"/><Segment range="5-6"/></Feature>' +
          '<Feature name="site" type="misc_feature"><Segment range="2-2"/></Feature></Features>',
      ),
    );
    const notes = packet(6, utf8('<Notes><CustomMapLabel>map &amp; more</CustomMapLabel></Notes>'));
    expect(readSnapGene(file(DNA, features, notes), 'a.dna')).toEqual({
      name: 'map & more',
      topology: 'circular',
      sequence: 'ACGTACGTNN',
      features: [
        {
          name: 'a <b>',
          key: 'CDS',
          strand: -1,
          ranges: [
            { start0: 0, end0: 3 },
            { start0: 4, end0: 6 },
          ],
        },
        { name: 'site', key: 'misc_feature', strand: null, ranges: [{ start0: 1, end0: 2 }] },
      ],
    });
    const linear = packet(0, Uint8Array.from([0, ...utf8('AC')]));
    expect(readSnapGene(file(linear), 'a.dna')).toMatchObject({ topology: 'linear', name: null });
  });

  it('refuses what is not SnapGene’s, cut short, or without DNA', () => {
    expect(isSnapGene(utf8('LOCUS       x    4 bp'))).toBe(false);
    expect(() => readSnapGene(utf8('LOCUS'), 'a.dna')).toThrow('not a SnapGene DNA file');
    expect(() => readSnapGene(file(DNA).subarray(0, -3), 'a.dna')).toThrow('cut short');
    expect(() => readSnapGene(file(DNA, Uint8Array.of(5, 0)), 'a.dna')).toThrow('cut short');
    expect(() => readSnapGene(file(packet(6, utf8('<Notes/>'))), 'a.dna')).toThrow('holds no DNA');
  });
});

const FOLDER = 'data/editing/parts';
const FILES = ['addgene-plasmid-50004-sequence-74675.dna', 'addgene-plasmid.dna'];

describe.skipIf(!hasShared(FOLDER))(`files of others (needs ../shared/${FOLDER})`, () => {
  it.each(FILES)('reads %s as bio-parsers does', async (name) => {
    const bytes = readFileSync(sharedPath(`${FOLDER}/${name}`));
    const ours = readSnapGene(bytes, name);
    const [theirs] = (await snapgeneToJson({ buffer: bytes }, { fileName: name })) as readonly {
      parsedSequence: {
        sequence: string;
        circular: boolean;
        features: readonly {
          name: string;
          type: string;
          start: number;
          end: number;
          strand: number;
        }[];
      };
    }[];
    const parsed = theirs?.parsedSequence;
    expect(ours.sequence).toBe(parsed?.sequence.toUpperCase());
    expect(ours.topology === 'circular').toBe(parsed?.circular);
    expect(
      ours.features.map((feature) => [
        feature.name,
        feature.key,
        feature.strand ?? 1,
        Math.min(...feature.ranges.map(({ start0 }) => start0)),
        Math.max(...feature.ranges.map(({ end0 }) => end0)),
      ]),
    ).toEqual(
      parsed?.features.map((feature) => [
        feature.name,
        feature.type,
        // 1 where the map gives no direction.
        feature.strand,
        feature.start,
        feature.end + 1,
      ]),
    );
  });
});
