import type { PackManifest } from '../../packs/pack-store.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';

/** `oncoscript packs info NAME`: everything a manifest says, and whether the bytes are its own. */
export async function packsInfo(name: string, flags: { readonly packs?: string }): Promise<void> {
  const store = openUserPackStore(userPacksFolder(flags.packs));
  const { manifest } = await store.load(name);
  process.stdout.write(describePack(manifest));
}

function describePack(manifest: PackManifest): string {
  const { id, version, title, file, bytes, sha256, licence, attribution, recipe } = manifest;
  return [
    `${id} ${version}`,
    `  ${title}`,
    `  file         ${file}, ${bytes} bytes, whole`,
    `  sha256       ${sha256}`,
    `  licence      ${licence}`,
    `  attribution  ${attribution}`,
    ...manifest.sources.map(({ name, doi, url, date, licence }) => {
      const rest = [doi, url, date, licence].filter((part) => part !== undefined);
      return `  source       ${[name, ...rest].join(', ')}`;
    }),
    `  recipe       ${recipe}`,
    ...Object.entries(manifest.contents).map(([key, value]) => `  ${key}: ${value}`),
    '',
  ].join('\n');
}
