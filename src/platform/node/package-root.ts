import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of oncoscript's package.json, ending in a slash, whether this runs from dist/ or from src/. */
export function packageRoot(): string {
  let folder = new URL('./', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) {
    const parent = new URL('../', folder);
    if (parent.href === folder.href) throw new Error(`no package.json above ${import.meta.url}`);
    folder = parent;
  }
  return fileURLToPath(folder);
}
