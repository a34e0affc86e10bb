import type { Context } from '../../core/context.js';
import { sha256Hex } from '../../core/hashing.js';
import {
  encodeSignatures,
  parseSignatures,
  SIGNATURES_PACK_ID,
} from '../../engines/signatures/reference-signatures.js';
import { readText } from '../../formats/text/read-text.js';
import type { PackManifest } from '../../packs/pack-store.js';
import { fileSource } from '../../platform/node/file-source.js';
import { userPacksFolder, writePack } from '../../platform/node/user-packs.js';
import type { PacksFlags } from './packs.js';

/**
 * `oncoscript packs build-signatures`: COSMIC's SBS table becomes a pack among the user's own. It does not ship, for
 * COSMIC's terms are for each user to accept.
 */
export async function packsBuildSignatures(
  path: string,
  flags: PacksFlags,
  context: Context,
): Promise<void> {
  const source = fileSource(path);
  const text = await readText(source, { signal: context.signal });
  const signatures = parseSignatures(text, source.name);
  const bytes = encodeSignatures(signatures);
  const manifest: PackManifest = {
    schemaVersion: 1,
    id: SIGNATURES_PACK_ID,
    version: /v\d+(?:\.\d+)*/.exec(source.name)?.[0] ?? sha256Hex(bytes).slice(0, 12),
    title: 'Mutational signatures of single-base substitutions over 96 channels',
    file: `${SIGNATURES_PACK_ID}.bin`,
    bytes: bytes.length,
    sha256: sha256Hex(bytes),
    licence: 'see https://cancer.sanger.ac.uk/cosmic/license',
    attribution: 'COSMIC, Wellcome Sanger Institute',
    sources: [{ name: source.name, doi: '10.1038/s41586-020-1943-3' }],
    recipe: `oncoscript packs build-signatures ${source.name}`,
    contents: {
      signatures: signatures.signatures.length,
      sourceSha256: (await source.digest()).sha256,
    },
  };
  const folder = userPacksFolder(flags.packs);
  await writePack(folder, manifest, bytes);
  process.stdout.write(
    `${SIGNATURES_PACK_ID} ${manifest.version}: ${signatures.signatures.length} signatures, written to ${folder}\n`,
  );
}
