import { basename } from 'node:path';

import type { Context } from '../../core/context.js';
import { InputError } from '../../core/errors.js';
import { aggregatedTable } from '../../dossier/tables/aggregated-table.js';
import { rankCandidates } from '../../findings/ranking/rank-candidates.js';
import { openHealthyProteome } from '../../engines/search/healthy-proteome.js';
import { rankFindings } from '../../pipeline.js';
import { checkOutputFolder } from '../../platform/node/output-folder.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { type RankFlags, rankOptionsFrom } from '../rank-flags.js';
import { readStageFile } from '../stage-file.js';
import { writeDossier } from './plan.js';

/** `oncoscript rank`: tiers again, from findings alone. */
export async function rank(
  input: string,
  flags: RankFlags & { readonly out?: string },
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
  const healthyProteome = openHealthyProteome(await openPackStore().load('healthy-proteome'));
  const ranking = await rankFindings(stage.findings, { healthyProteome }, options, context);
  await writeDossier(flags.out, stage.findings, ranking, options, null, context);
}
