import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate';

import { AMINO_ACIDS, residueCode } from '../../core/amino-acids.js';
import { PackError } from '../../core/errors.js';
import { BORDER, UNKNOWN_RESIDUE } from '../../kernels/near-matches.js';

export interface ProteinRecord {
  readonly accession: string;
  /** Gene symbol. */
  readonly gene: string;
  /** One-letter codes, upper case; others than the twenty (U, X) are kept. */
  readonly sequence: string;
}

/** A protein's place in a proteome. */
export interface ProteinEntry {
  readonly accession: string;
  readonly gene: string;
  /** Where its first residue lies in the text. */
  readonly start0: number;
  readonly length: number;
}

/** A proteome as one text of residue codes. */
export interface Proteome {
  readonly proteins: readonly ProteinEntry[];
  /** Codes 0-19, UNKNOWN_RESIDUE for any other; a BORDER before, between and after the proteins. */
  readonly text: Uint8Array;
  /** Letters of the residues that are none of the twenty, by their place in the text. */
  readonly unusual: ReadonlyMap<number, string>;
}

/*
 * The file: MAGIC; u32 little-endian, bytes of the index; the index; the residues.
 * Index: gzip of one line a protein: accession, gene, length, unusual residues (`U46 X112`, 0-based).
 * Residues: all proteins without a gap, three in 13 bits (20^3 = 8,000 of 8,192 values, 2.3 % short of
 * perfect), first residue lowest, lowest bits first; an unusual residue is written as code 0.
 * Of 10.2 M residues: 5.54 MB this way, 5.72 MB as fflate's gzip -9 of one-letter codes, 6.39 MB in 5 bits.
 */
const MAGIC = strToU8('OSPROT1\n');
const INDEX_AT = MAGIC.length + 4;
const BITS_PER_TRIPLE = 13;

/** The pack's bytes, proteins in the order given; the same bytes on every machine. */
export function encodeProteome(proteins: readonly ProteinRecord[]): Uint8Array {
  const lines = proteins.map(({ accession, gene, sequence }) => {
    const unusual: string[] = [];
    for (let i = 0; i < sequence.length; i++) {
      if (residueCode(sequence, i) < 0) unusual.push(`${sequence.charAt(i)}${i}`);
    }
    return [accession, gene, sequence.length, unusual.join(' ')].join('\t');
  });
  const index = gzipSync(strToU8(lines.join('\n')), { level: 9, mtime: 0 });

  const residues = proteins.map(({ sequence }) => sequence).join('');
  const triples = Math.ceil(residues.length / 3);
  // Two bytes to spare, so that a triple can be read as three bytes anywhere.
  const packed = new Uint8Array(Math.ceil((triples * BITS_PER_TRIPLE) / 8) + 2);
  const code = (i: number): number =>
    i < residues.length ? Math.max(0, residueCode(residues, i)) : 0;
  for (let triple = 0; triple < triples; triple++) {
    const value = code(3 * triple) + 20 * code(3 * triple + 1) + 400 * code(3 * triple + 2);
    const bit = triple * BITS_PER_TRIPLE;
    const bits = value << (bit & 7);
    for (let byte = 0; byte < 3; byte++) {
      packed[(bit >>> 3) + byte] = (packed[(bit >>> 3) + byte] as number) | (bits >>> (8 * byte));
    }
  }

  const bytes = new Uint8Array(INDEX_AT + index.length + packed.length);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint32(MAGIC.length, index.length, true);
  bytes.set(index, INDEX_AT);
  bytes.set(packed, INDEX_AT + index.length);
  return bytes;
}

function unpackTriples(packed: Uint8Array, residueCount: number): Uint8Array {
  const codes = new Uint8Array(3 * Math.ceil(residueCount / 3));
  for (let i = 0, bit = 0; i < residueCount; i += 3, bit += BITS_PER_TRIPLE) {
    const byte = bit >>> 3;
    const window =
      (packed[byte] as number) |
      ((packed[byte + 1] as number) << 8) |
      ((packed[byte + 2] as number) << 16);
    const value = (window >>> (bit & 7)) & 0x1fff;
    codes[i] = value % 20;
    codes[i + 1] = Math.floor(value / 20) % 20;
    codes[i + 2] = Math.floor(value / 400);
  }
  return codes;
}

/** @throws PackError where the bytes are not in this format. */
export function decodeProteome(bytes: Uint8Array): Proteome {
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new PackError('the pack is in a format that this version does not read', {
      pack: 'healthy-proteome',
      expected: JSON.stringify(strFromU8(MAGIC)),
      found: JSON.stringify(strFromU8(bytes.subarray(0, MAGIC.length), true)),
      hint: 'rebuild it with data/recipes/healthy-proteome',
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const residuesAt = INDEX_AT + view.getUint32(MAGIC.length, true);
  const index = strFromU8(gunzipSync(bytes.subarray(INDEX_AT, residuesAt)));

  const proteins: ProteinEntry[] = [];
  const unusual = new Map<number, string>();
  let start0 = 1;
  for (const line of index === '' ? [] : index.split('\n')) {
    const [accession, gene, length, others] = line.split('\t') as [string, string, string, string];
    proteins.push({ accession, gene, start0, length: Number(length) });
    if (others !== '') {
      for (const other of others.split(' ')) {
        unusual.set(start0 + Number(other.slice(1)), other.charAt(0));
      }
    }
    start0 += Number(length) + 1;
  }

  const text = new Uint8Array(start0).fill(BORDER);
  const codes = unpackTriples(bytes.subarray(residuesAt), start0 - proteins.length - 1);
  let at = 0;
  for (const { start0, length } of proteins) {
    text.set(codes.subarray(at, at + length), start0);
    at += length;
  }
  for (const place of unusual.keys()) text[place] = UNKNOWN_RESIDUE;
  return { proteins, text, unusual };
}

/** One-letter codes of `length` residues from `start0` of the text. */
export function lettersAt({ text, unusual }: Proteome, start0: number, length: number): string {
  let letters = '';
  for (let place = start0; place < start0 + length; place++) {
    letters += AMINO_ACIDS[text[place] as number] ?? (unusual.get(place) as string);
  }
  return letters;
}
