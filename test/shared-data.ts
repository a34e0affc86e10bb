import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** The folder of real data beside the checkout; tests that need it skip by name where it is absent. */
const SHARED = new URL('../../shared/', import.meta.url);

export function sharedPath(path: string): string {
  return fileURLToPath(new URL(path, SHARED));
}

export function hasShared(path = ''): boolean {
  return existsSync(sharedPath(path));
}

/** Text of a shared file, unpacked where it is gzip. */
export function sharedText(path: string): string {
  const bytes = readFileSync(sharedPath(path));
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Rows of a tab-separated shared file as records; made for tests, so nothing is escaped. */
export function sharedRows(path: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = sharedText(path)
    .split('\n')
    .filter((line) => line !== '');
  const names = header.replace(/\r$/, '').split('\t');
  return lines.map((line) => {
    const cells = line.replace(/\r$/, '').split('\t');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}
