import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate';

import { InputError, PackError } from '../../core/errors.js';
import { columnIndex, readTsv } from '../../formats/tsv/read-tsv.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { CHANNELS } from './channels.js';

export const SIGNATURES_PACK_ID = 'mutational-signatures';

/** How a mutational process spreads its substitutions over the 96 channels. */
export interface ReferenceSignature {
  /** COSMIC name, e.g. `SBS10a`. */
  readonly name: string;
  /** Shares in the order of `CHANNELS`, of sum 1. */
  readonly shares: Float64Array;
}

export interface ReferenceSignatures {
  /** E.g. `COSMIC_v3.4_SBS_GRCh38.txt`. */
  readonly source: string;
  readonly signatures: readonly ReferenceSignature[];
}

const FORMAT = 'oncoscript/mutational-signatures/1';
/** How far the shares of a signature may be from adding up to 1: COSMIC rounds. */
const ROUNDING = 1e-3;

/**
 * Reads COSMIC's table of single-base signatures: a row for each of the 96 channels (`Type`), a column for each
 * signature.
 * @throws InputError for another table, a missing channel, and a column that does not add up to 1.
 */
export function parseSignatures(text: string, file: string): ReferenceSignatures {
  const table = readTsv(text, file);
  const typeColumn = columnIndex(table, 'Type');
  const hint = 'give the SBS table of COSMIC, e.g. COSMIC_v3.4_SBS_GRCh38.txt';
  if (typeColumn < 0) {
    throw new InputError('the table has no column Type', { file, line: table.headerLine, hint });
  }
  const rowOf = new Map(table.rows.map((row) => [row.cells[typeColumn] ?? '', row]));
  const missing = CHANNELS.filter((channel) => !rowOf.has(channel));
  if (missing.length > 0) {
    throw new InputError(`${missing.length} of 96 channels are missing, e.g. ${missing[0]}`, {
      file,
      hint,
    });
  }
  const signatures = table.columns.flatMap((name, column): readonly ReferenceSignature[] => {
    if (column === typeColumn) return [];
    const shares = Float64Array.from(CHANNELS, (channel) => {
      const row = rowOf.get(channel) as (typeof table.rows)[number];
      const share = Number(row.cells[column]);
      if (!(share >= 0 && share <= 1)) {
        throw new InputError(`${name} of ${channel} is no share`, { file, line: row.line, hint });
      }
      return share;
    });
    const sum = shares.reduce((total, share) => total + share, 0);
    if (Math.abs(sum - 1) > ROUNDING) {
      throw new InputError(`the shares of ${name} add up to ${sum.toFixed(4)}`, { file, hint });
    }
    return [{ name, shares: shares.map((share) => share / sum) }];
  });
  return { source: file, signatures };
}

/** Gzip of lines: format and source, then a signature each with its 96 shares. */
export function encodeSignatures({ source, signatures }: ReferenceSignatures): Uint8Array {
  const lines = signatures.map(({ name, shares }) => [name, ...shares].join('\t'));
  return gzipSync(strToU8([`${FORMAT}\t${source}`, ...lines].join('\n')), { level: 9, mtime: 0 });
}

/** @throws PackError where the pack holds something else. */
export function openSignatures({ manifest, bytes }: LoadedPack): ReferenceSignatures {
  const [header = '', ...lines] = strFromU8(gunzipSync(bytes)).split('\n');
  const [format, source = ''] = header.split('\t');
  if (format !== FORMAT) {
    throw new PackError('the pack does not hold mutational signatures', {
      pack: manifest.id,
      expected: FORMAT,
      found: header.slice(0, 40),
      hint: `build it again: ${manifest.recipe}`,
    });
  }
  return {
    source,
    signatures: lines.map((line): ReferenceSignature => {
      const [name = '', ...shares] = line.split('\t');
      return { name, shares: Float64Array.from(shares, Number) };
    }),
  };
}
