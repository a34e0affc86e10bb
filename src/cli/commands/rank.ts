import { basename } from 'node:path';

import type { Context } from '../../core/context.js';
import { InputError } from '../../core/errors.js';
import { aggregatedTable } from '../../dossier/tables/aggregated-table.js';
import type { Findings } from '../../findings/findings.js';
import { rankCandidates } from '../../findings/ranking/rank-candidates.js';
import type { Designs } from '../../modalities/designs.js';
import { dossierFiles, findTrials, openRankEngines, rankFindings } from '../../pipeline.js';
import { checkOutputFolder, inFolder } from '../../platform/node/output-folder.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';
import { type RankFlags, rankOptionsFrom } from '../rank-flags.js';
import { readStageFile } from '../stage-file.js';
import { writeFiles } from '../write-results.js';

/** `oncoscript rank`: tiers again, from findings alone. */
export async function rank(
  input: string,
  flags: RankFlags & { readonly out?: string; readonly designs?: string },
  context: Context,
): Promise<void> {
  const options = rankOptionsFrom(flags);
  if (flags.out !== undefined) await checkOutputFolder(flags.out);
  const stage = await readStageFile(input);
  if (stage.stage !== 'findings') {
    throw new InputError('these are no findings', {
      file: basename(input),
      hint: 'rank takes 02-findings.json; oncoscript plan takes a case',
    });
  }
  if (flags.out === undefined) {
    const ranking = rankCandidates(stage.findings, options);
    for (const line of aggregatedTable(stage.findings, ranking, options)) {
      process.stdout.write(`${line}\n`);
    }
    return;
  }
  const engines = await openRankEngines(openUserPackStore(userPacksFolder(undefined)));
  const ranking = await rankFindings(stage.findings, engines, options, context);
  const trials = await findTrials(stage.findings, engines);
  const designs =
    flags.designs === undefined ? null : await designsOf(stage.findings, flags.designs);
  const files = dossierFiles(stage.findings, ranking, options, null, designs, trials);
  await writeFiles(inFolder(flags.out, 'dossier'), files, context);
}

/** @throws InputError where the file holds no designs, or those of another case. */
async function designsOf(findings: Findings, path: string): Promise<Designs> {
  const file = basename(path);
  const stage = await readStageFile(path);
  if (stage.stage !== 'designs') {
    throw new InputError('these are no designs', { file, hint: '--designs takes 03-designs.json' });
  }
  if (stage.designs.inputHash !== findings.inputHash) {
    throw new InputError('the designs are of another case than the findings', {
      file,
      hint: 'give the 03-designs.json that was written with these findings',
    });
  }
  return stage.designs;
}
