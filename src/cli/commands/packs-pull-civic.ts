import { basename, join } from 'node:path';

import type { Context } from '../../core/context.js';
import { countByCode } from '../../core/skipped.js';
import { compileEvidence } from '../../engines/evidence/compile-evidence.js';
import { readText } from '../../formats/text/read-text.js';
import { download } from '../../platform/node/download.js';
import { fileSource } from '../../platform/node/file-source.js';
import { userPacksFolder, writePack } from '../../platform/node/user-packs.js';
import { onMirror, type PacksPullFlags } from './packs-pull.js';

const NIGHTLY =
  'https://civicdb.org/downloads/nightly/nightly-AcceptedClinicalEvidenceSummaries.tsv';

/**
 * `oncoscript packs pull civic`: downloads CIViC's nightly file of accepted evidence and compiles it; `today` is the
 * ISO date that becomes the pack's version. The pack stands before the one that ships.
 */
export async function packsPullCivic(
  flags: PacksPullFlags,
  today: string,
  context: Context,
): Promise<void> {
  const folder = userPacksFolder(flags.packs);
  // The file changes every night under one name: each day has a folder of its own.
  const downloads = join(folder, 'downloads', `civic-${today}`);
  const remote = onMirror({ url: NIGHTLY, checksums: null }, flags.mirror);
  const path = join(downloads, basename(remote.url));
  process.stdout.write(`${remote.url}\n`);
  await download(remote, path, context);
  const text = await readText(fileSource(path), { signal: context.signal });
  const { bytes, manifest, skipped } = compileEvidence(text, {
    file: basename(path),
    date: today,
    recipe: 'oncoscript packs pull civic',
    url: NIGHTLY,
  });
  await writePack(folder, manifest, bytes);
  const { items = 0, rows = 0, profiles = 0, profilesWithUntypedPart = 0 } = manifest.contents;
  const reasons = countByCode(skipped).map(({ code, count }) => `${count} ${code}`);
  process.stdout.write(
    `${manifest.id} ${manifest.version}: ${items} items of ${rows} rows${reasons.length === 0 ? '' : ` (skipped: ${reasons.join(', ')})`}, ` +
      `${profiles} profiles, ${profilesWithUntypedPart} not wholly understood\n` +
      `the downloads in ${downloads} are no longer needed\n`,
  );
}
