import type { PackStore } from '../../packs/pack-store.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';

export interface PacksFlags {
  /** Folder of the user's own packs. */
  readonly packs?: string;
}

function storeOf(flags: PacksFlags): PackStore {
  return openUserPackStore(userPacksFolder(flags.packs));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** `oncoscript packs list` */
export async function listPacks(flags: PacksFlags): Promise<void> {
  for (const manifest of await storeOf(flags).list()) {
    const { id, version, title, bytes, licence, sources, recipe } = manifest;
    process.stdout.write(
      [
        `${id} ${version}  ${megabytes(bytes)}  ${licence}`,
        `  ${title}`,
        `  from ${sources.map(({ name }) => name).join('; ')}`,
        `  rebuilt by ${recipe}`,
        '',
      ].join('\n'),
    );
  }
}

/** `oncoscript packs verify`. @throws PackError at the first pack that is not what its manifest says. */
export async function verifyPacks(flags: PacksFlags): Promise<void> {
  const store = storeOf(flags);
  for (const { id } of await store.list()) {
    const { manifest } = await store.load(id);
    process.stdout.write(`${id} ${manifest.version}: whole, sha256 ${manifest.sha256}\n`);
  }
}
