import { InputError } from '../../core/errors.js';
import { sha256Hex } from '../../core/hashing.js';
import type { SkippedItem } from '../../core/skipped.js';
import type { PackManifest } from '../../packs/pack-store.js';
import { encodeEvidence, EVIDENCE_PACK_ID } from './evidence-library.js';
import { featuresOf } from './molecular-profile.js';
import { parseProfile } from './parse-profile.js';
import { readCivic } from './read-civic.js';

/** Where an evidence file came from. */
export interface EvidenceOrigin {
  readonly file: string;
  /** ISO date of the file. */
  readonly date: string;
  /** The command that makes the pack again. */
  readonly recipe: string;
  readonly url?: string;
}

export interface CompiledEvidence {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
  readonly skipped: readonly SkippedItem[];
}

/**
 * CIViC's file of evidence as a pack: facts only, no statements; the same bytes for the same text.
 * @throws InputError for another table, or one that has no accepted item.
 */
export function compileEvidence(text: string, origin: EvidenceOrigin): CompiledEvidence {
  const { file, date, recipe, url } = origin;
  const { rows, skipped, rowsRead } = readCivic(text, file);
  if (rows.length === 0) throw new InputError('the file has no accepted evidence item', { file });
  const names = [...new Set(rows.map(({ profileName }) => profileName))];
  const untyped = new Set(
    names.filter((name) =>
      featuresOf(parseProfile(name).expression).some(({ kind }) => kind === 'text'),
    ),
  );
  const bytes = encodeEvidence(rows);
  return {
    bytes,
    skipped,
    manifest: {
      schemaVersion: 1,
      id: EVIDENCE_PACK_ID,
      version: date,
      title: 'Clinical evidence of CIViC: what papers say of molecular profiles, drugs and tumours',
      file: `${EVIDENCE_PACK_ID}.bin`,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'CC0-1.0',
      attribution: 'CIViC (civicdb.org), CC0; facts only, without the statements',
      sources: [
        {
          name: `CIViC, accepted evidence of ${date}`,
          doi: '10.1038/ng.3774',
          url: url ?? 'https://civicdb.org',
          date,
          licence: 'CC0-1.0',
        },
      ],
      recipe,
      contents: {
        rows: rowsRead,
        items: rows.length,
        skipped: skipped.length,
        profiles: names.length,
        profilesWithUntypedPart: untyped.size,
        itemsWithUntypedPart: rows.filter(({ profileName }) => untyped.has(profileName)).length,
        sourceSha256: sha256Hex(new TextEncoder().encode(text)),
      },
    },
  };
}
