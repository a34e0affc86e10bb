import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { InputError, PackError } from '../../core/errors.js';
import { compareText } from '../../core/skipped.js';
import type { PackManifest, PackStore } from '../../packs/pack-store.js';
import { openPackStore } from './pack-store.js';

/** Where a user's own packs lie: as given, else `$ONCOSCRIPT_PACKS`, else `~/.oncoscript/packs`. */
export function userPacksFolder(given: string | undefined): string {
  const set = process.env['ONCOSCRIPT_PACKS'];
  return given ?? (set === undefined || set === '' ? join(homedir(), '.oncoscript/packs') : set);
}

/** The packs in a user's folder and those that came with the package; an id in both is the user's. */
export function openUserPackStore(
  folder: string,
  installed: PackStore = openPackStore(),
): PackStore {
  const own = openPackStore(folder);
  return {
    list: async () => {
      const manifests = new Map<string, PackManifest>();
      for (const manifest of [...(await installed.list()), ...(await own.list())]) {
        manifests.set(manifest.id, manifest);
      }
      return [...manifests.values()].sort((a, b) => compareText(a.id, b.id));
    },
    load: async (id) => {
      const isIn = async (store: PackStore): Promise<boolean> =>
        (await store.list()).some((manifest) => manifest.id === id);
      if (await isIn(own)) return own.load(id);
      if (await isIn(installed)) return installed.load(id);
      const known = [...(await own.list()), ...(await installed.list())].map(({ id }) => id);
      throw new PackError(`there is no pack ${id}, neither installed nor in ${folder}`, {
        pack: id,
        hint: `packs at hand: ${known.join(', ')}; oncoscript packs build and packs pull make more`,
      });
    },
  };
}

/**
 * Writes a pack and its manifest into a folder, which is made: each aside and renamed when it is whole,
 * the manifest last, so that a pack is there altogether or not at all.
 * @throws InputError where the folder cannot be written.
 */
export async function writePack(
  folder: string,
  manifest: PackManifest,
  bytes: Uint8Array,
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeAside(join(folder, manifest.file), bytes);
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await writeAside(join(folder, `${manifest.id}.manifest.json`), new TextEncoder().encode(text));
  } catch (error) {
    throw folderFault(error, folder);
  }
}

async function writeAside(path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.partial-${randomBytes(4).toString('hex')}`;
  try {
    const handle = await open(aside, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** What a user can do about a folder that cannot be written; any other error as it is. */
export function folderFault(error: unknown, folder: string): unknown {
  const { code } = error as { readonly code?: string };
  const reason = {
    EACCES: 'nothing may be written there',
    EPERM: 'nothing may be written there',
    EROFS: 'nothing may be written there',
    ENOTDIR: 'there is a file where a folder is needed',
    EEXIST: 'there is a file where a folder is needed',
    ENOSPC: 'the disk is full',
  }[code ?? ''];
  if (reason === undefined) return error;
  return new InputError(reason, {
    file: folder,
    hint: 'choose another folder with --packs or $ONCOSCRIPT_PACKS',
  });
}
