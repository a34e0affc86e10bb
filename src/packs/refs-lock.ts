import { InputError, PackError } from '../core/errors.js';
import { compareText } from '../core/skipped.js';
import type { PackUse } from './pack-store.js';

/** The packs that a result used: who has the same ones gets the same result. */
type LockedPack = Pick<PackUse, 'id' | 'version' | 'sha256'>;

/** `refs.lock`: JSON with the packs in order of id; the same packs give the same text. */
export function writeRefsLock(packs: readonly LockedPack[]): string {
  const data = packs
    .map(({ id, version, sha256 }) => ({ id, version, sha256 }))
    .sort((a, b) => compareText(a.id, b.id));
  return `${JSON.stringify({ schemaVersion: 1, data }, null, 2)}\n`;
}

/**
 * Checks the packs at hand against a `refs.lock`; packs that it does not name are no concern of it.
 * @throws PackError for the first pack that is missing or another; InputError where the text is no lock.
 */
export async function verifyRefsLock(
  text: string,
  file: string,
  atHand: readonly LockedPack[],
): Promise<void> {
  for (const locked of await parseRefsLock(text, file)) {
    const found = atHand.find(({ id }) => id === locked.id);
    if (found === undefined) {
      throw new PackError(`${file} was written with a pack that is not at hand`, {
        pack: locked.id,
        expected: `version ${locked.version}`,
        hint: 'build or install the pack, or leave the lock file away to use what is there',
      });
    }
    if (found.sha256 !== locked.sha256) {
      throw new PackError(`${file} was written with another pack ${locked.id}`, {
        pack: locked.id,
        expected: `version ${locked.version}, sha256 ${locked.sha256}`,
        found: `version ${found.version}, sha256 ${found.sha256}`,
        hint: 'results may differ; install the version of the lock, or write a new lock',
      });
    }
  }
}

async function parseRefsLock(text: string, file: string): Promise<readonly LockedPack[]> {
  // Loaded here: zod takes 30 ms, which commands without a lock need not pay.
  const { z } = await import('zod');
  const lock = z.strictObject({
    schemaVersion: z.literal(1),
    data: z.array(
      z.strictObject({
        id: z.string().min(1),
        version: z.string().min(1),
        sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is not 64 lower-case hex digits'),
      }),
    ),
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new InputError(`this is not a refs.lock: ${(error as SyntaxError).message}`, { file });
  }
  const checked = lock.safeParse(json);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const place = issue?.path.join('.') || 'the whole';
    throw new InputError(`this is not a refs.lock: ${place}: ${issue?.message}`, { file });
  }
  return checked.data.data;
}
