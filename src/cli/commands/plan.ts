import { basename } from 'node:path';

import type { Context } from '../../core/context.js';
import { canonicalJson } from '../../core/canonical-json.js';
import type { TumourCase } from '../../case/tumour-case.js';
import type { Findings } from '../../findings/findings.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../findings/neoantigens/find-neoantigens.js';
import { readText } from '../../formats/text/read-text.js';
import type { Ranking } from '../../findings/ranking/ranking.js';
import type { Designs } from '../../modalities/designs.js';
import {
  designTherapies,
  dossierFiles,
  type Engines,
  findFindings,
  findTrials,
  rankFindings,
} from '../../pipeline.js';
import { verifyRefsLock, writeRefsLock } from '../../packs/refs-lock.js';
import { fileSource } from '../../platform/node/file-source.js';
import { checkOutputFolder, inFolder, writeWhole } from '../../platform/node/output-folder.js';
import { openUserPackStore, userPacksFolder } from '../../platform/node/user-packs.js';
import { withEngines } from '../with-engines.js';
import { type CaseFlags, importFrom } from '../case-flags.js';
import { kindsFrom, therapyLine } from '../design-flags.js';
import { type RankFlags, rankOptionsFrom } from '../rank-flags.js';
import type { LogFlags } from '../run-command.js';
import { readStageFile, refuseDesigns } from '../stage-file.js';
import { writeDesigns, writeFiles, writeFindings } from '../write-results.js';

export interface PlanFlags extends CaseFlags, RankFlags, LogFlags {
  readonly out: string;
  readonly passOnly?: boolean;
  /** A `refs.lock` of an earlier run, whose packs must be those at hand. */
  readonly refsLock?: string;
  /** `none`, `all` or kinds of therapies, with commas between. */
  readonly design: string;
  readonly classILengths: readonly number[];
  readonly classIiLengths: readonly number[];
}

/** The lines a person reads when a plan is done. */
function printSummary(
  findings: Findings,
  ranking: Ranking,
  designs: Designs | null,
  folder: string,
): void {
  const tiers = new Map<string, number>();
  for (const { tier } of ranking.candidates) tiers.set(tier, (tiers.get(tier) ?? 0) + 1);
  const counts = [...tiers].map(([tier, count]) => `${count} ${tier}`).join(', ');
  const lines = [
    `${ranking.candidates.length} candidates${counts === '' ? '' : `: ${counts}`}`,
    ...findings.missing.map(({ part, reason }) => `not assessed: ${part} (${reason})`),
    ...(findings.skipped.length === 0
      ? []
      : [`${findings.skipped.length} items skipped, listed in the dossier`]),
    ...(designs?.therapies ?? []).map(therapyLine),
    `open ${inFolder(folder, 'dossier', 'index.html')}`,
    'Research use only.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Case -> findings -> ranking and designs -> dossier, each stage written as it is done. */
export async function planCase(
  tumour: TumourCase,
  flags: Omit<PlanFlags, 'out'> & { readonly out: string },
  engines: Engines,
  context: Context,
): Promise<void> {
  const { signal } = context;
  await writeWhole(inFolder(flags.out, '01-case.json'), [canonicalJson(tumour), '\n'], signal);
  const findings = await findFindings(
    tumour,
    engines,
    {
      ...DEFAULT_NEOANTIGEN_OPTIONS,
      classILengths: flags.classILengths,
      classIILengths: flags.classIiLengths,
      classIIScoredLengths:
        flags.classIiReviewLengths ?? DEFAULT_NEOANTIGEN_OPTIONS.classIIScoredLengths,
      passOnly: flags.passOnly === true,
    },
    context,
  );
  await planFindings(findings, tumour, flags, engines, context);
}

async function planFindings(
  findings: Findings,
  tumour: TumourCase | null,
  flags: PlanFlags,
  engines: Engines,
  context: Context,
): Promise<void> {
  const options = rankOptionsFrom(flags, flags.classILengths);
  const kinds = kindsFrom(flags.design);
  await writeFindings(flags.out, findings, context);
  const ranking = await rankFindings(findings, engines, options, context);
  const designs =
    kinds.length === 0
      ? null
      : await designTherapies(findings, engines, { kinds, options: {} }, context);
  if (designs !== null) await writeDesigns(flags.out, designs, context);
  const trials = await findTrials(findings, engines);
  const files = dossierFiles(findings, ranking, options, tumour, designs, trials);
  await writeFiles(inFolder(flags.out, 'dossier'), files, context);
  const lock = writeRefsLock(designs?.packs ?? findings.packs);
  await writeWhole(inFolder(flags.out, 'refs.lock'), [lock], context.signal);
  printSummary(findings, ranking, designs, flags.out);
}

/** `oncoscript plan`: from a written case, or from a stage file. */
export async function plan(
  input: string | null,
  flags: PlanFlags,
  context: Context,
): Promise<void> {
  await checkOutputFolder(flags.out);
  rankOptionsFrom(flags, flags.classILengths);
  kindsFrom(flags.design);
  if (flags.refsLock !== undefined) {
    const lock = await readText(fileSource(flags.refsLock), { signal: context.signal });
    const store = openUserPackStore(userPacksFolder(flags.packs));
    await verifyRefsLock(lock, basename(flags.refsLock), await store.list());
  }
  const stage = input === null ? null : await readStageFile(input);
  return withEngines(async (engines) => {
    switch (stage?.stage) {
      case 'findings':
        return planFindings(stage.findings, null, flags, engines, context);
      case 'case':
        return planCase(stage.tumour, flags, engines, context);
      case 'designs':
        return refuseDesigns(input ?? '');
      case 'written':
      case undefined: {
        const written = stage === null || input === null ? null : { path: input, text: stage.text };
        return planCase(await importFrom(written, flags, context), flags, engines, context);
      }
    }
  }, flags.packs);
}
