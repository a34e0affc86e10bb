import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { PackError } from '../../core/errors.js';
import { compareText } from '../../core/skipped.js';
import { parseManifest, verifyPack } from '../../packs/manifest.js';
import type { PackStore } from '../../packs/pack-store.js';
import { nativeSha256 } from './native-sha256.js';
import { packageRoot } from './package-root.js';

const MANIFEST_SUFFIX = '.manifest.json';

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** The packs in one folder: by default `data/` of the installed package. */
export function openPackStore(folder: string = join(packageRoot(), 'data')): PackStore {
  const manifestNames = async (): Promise<readonly string[]> => {
    try {
      return (await readdir(folder)).filter((name) => name.endsWith(MANIFEST_SUFFIX));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  };
  const readManifest = async (name: string) =>
    parseManifest(await readFile(join(folder, name), 'utf8'), name);

  return {
    list: async () => {
      const manifests = await Promise.all((await manifestNames()).map(readManifest));
      return manifests.sort((a, b) => compareText(a.id, b.id));
    },

    load: async (id) => {
      const names = await manifestNames();
      const name = `${id}${MANIFEST_SUFFIX}`;
      if (!names.includes(name)) {
        const known = names.map((name) => name.slice(0, -MANIFEST_SUFFIX.length)).sort();
        throw new PackError(`there is no pack ${id} in ${folder}`, {
          pack: id,
          hint:
            known.length === 0
              ? 'reinstall oncoscript: its data/ folder is missing or empty'
              : `packs at hand: ${known.join(', ')}`,
        });
      }
      const manifest = await readManifest(name);
      if (manifest.id !== id) {
        throw new PackError(`${name} describes another pack`, {
          pack: id,
          expected: id,
          found: manifest.id,
        });
      }
      try {
        return verifyPack(manifest, await readFile(join(folder, manifest.file)), nativeSha256);
      } catch (error) {
        if (!isMissing(error)) throw error;
        throw new PackError(`${manifest.file} is missing from ${folder}`, {
          pack: id,
          expected: `${manifest.bytes} bytes`,
          hint: `reinstall oncoscript, or rebuild the pack: ${manifest.recipe}`,
        });
      }
    },
  };
}
