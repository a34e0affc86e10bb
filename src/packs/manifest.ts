import { PackError } from '../core/errors.js';
import { sha256Hex } from '../core/hashing.js';
import type { LoadedPack, PackManifest } from './pack-store.js';

/**
 * A manifest read from JSON text, every field checked.
 * @throws PackError naming the first field that is not as PackManifest says; `file` is for the message.
 */
export async function parseManifest(text: string, file: string): Promise<PackManifest> {
  // Loaded here: zod takes 30 ms, which commands without a pack need not pay.
  const { z } = await import('zod');
  const filled = z.string().min(1);
  const source = z.strictObject({
    name: filled,
    pmid: filled.optional(),
    doi: filled.optional(),
    accession: filled.optional(),
    url: filled.optional(),
    date: filled.optional(),
    licence: filled.optional(),
  });
  const manifest = z.strictObject({
    schemaVersion: z.literal(1),
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not words in lower case joined by hyphens'),
    version: filled,
    title: filled,
    file: z.string().regex(/^[\w-][\w.-]*$/, 'is not the name of a file beside the manifest'),
    bytes: z.int().nonnegative(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is not 64 lower-case hex digits'),
    licence: filled,
    attribution: filled,
    sources: z.tuple([source], source),
    recipe: filled,
    contents: z.record(z.string(), z.union([z.number(), z.string()])),
  });

  const refuse = (problem: string): never => {
    throw new PackError(`${file} is not a pack manifest: ${problem}`, {
      pack: file.replace(/\.manifest\.json$/, ''),
      hint: 'reinstall oncoscript, or rebuild the pack with its recipe in data/recipes/',
    });
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse((error as SyntaxError).message);
  }
  const checked = manifest.safeParse(json);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return refuse(`${issue?.path.join('.') || 'the whole'}: ${issue?.message}`);
  }
  return checked.data as PackManifest;
}

/**
 * The pack, if these are the bytes that its manifest describes. `hash` is SHA-256 in hexadecimal; the
 * platform's own is ten times faster.
 * @throws PackError with the expected and the found size or SHA-256.
 */
export function verifyPack(
  manifest: PackManifest,
  bytes: Uint8Array,
  hash: (bytes: Uint8Array) => string = sha256Hex,
): LoadedPack {
  const { id, file } = manifest;
  const hint = `reinstall oncoscript, or rebuild the pack: ${manifest.recipe}`;
  if (bytes.length !== manifest.bytes) {
    throw new PackError(`${file} does not have the size its manifest gives`, {
      pack: id,
      expected: `${manifest.bytes} bytes`,
      found: `${bytes.length} bytes`,
      hint,
    });
  }
  const sha256 = hash(bytes);
  if (sha256 !== manifest.sha256) {
    throw new PackError(`${file} is damaged or was changed`, {
      pack: id,
      expected: manifest.sha256,
      found: sha256,
      hint,
    });
  }
  return { manifest, bytes };
}
