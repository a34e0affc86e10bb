import { canonicalJson } from '../../core/canonical-json.js';
import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import type { TumourCase } from '../../case/tumour-case.js';
import { type BiomarkerRow, biomarkerRows, splitMissing } from '../../dossier/biomarker-rows.js';
import { biomarkersTable } from '../../dossier/tables/biomarkers-table.js';
import type { Biomarkers } from '../../findings/biomarkers/biomarkers.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../findings/neoantigens/find-neoantigens.js';
import { findFindings } from '../../pipeline.js';
import { checkOutputFolder, inFolder, writeWhole } from '../../platform/node/output-folder.js';
import { type CaseFlags, importFrom, type WrittenCase } from '../case-flags.js';
import type { LogFlags } from '../run-command.js';
import { readStageFile, refuseDesigns } from '../stage-file.js';
import { withEngines } from '../with-engines.js';
import { biomarkersOfCohort } from './biomarkers-cohort.js';

export interface BiomarkersFlags extends Omit<CaseFlags, 'variantGenome'>, LogFlags {
  readonly out?: string;
  readonly json?: boolean;
  readonly missing?: boolean;
  readonly allSamples?: boolean;
  readonly genome?: string;
}

/** `oncoscript biomarkers`: the panel of one tumour, or a row for every patient of a MAF. */
export async function biomarkers(
  input: string | null,
  flags: BiomarkersFlags,
  context: Context,
): Promise<void> {
  const { genome, ...rest } = flags;
  const caseFlags: CaseFlags = genome === undefined ? rest : { ...rest, variantGenome: genome };
  if (flags.out !== undefined) await checkOutputFolder(flags.out);
  if (flags.allSamples === true) {
    if (flags.out === undefined) {
      throw new OptionError(
        'all samples need a folder for their table',
        '--out',
        'for example --out cohort',
      );
    }
    await biomarkersOfCohort(await writtenCase(input), caseFlags, flags.out, context);
    return;
  }
  const found = await biomarkersOf(input, caseFlags, context);
  if (flags.out !== undefined) {
    const table = [...biomarkersTable(found)].map((line) => `${line}\n`);
    await writeWhole(inFolder(flags.out, 'biomarkers.tsv'), table, context.signal);
    const json = [canonicalJson(found), '\n'];
    await writeWhole(inFolder(flags.out, 'biomarkers.json'), json, context.signal);
  }
  process.stdout.write(
    flags.json === true ? `${canonicalJson(found)}\n` : printed(found, flags.missing === true),
  );
  if (flags.out !== undefined) {
    process.stdout.write(`all rows are in ${inFolder(flags.out, 'biomarkers.tsv')}\n`);
  }
}

async function writtenCase(input: string | null): Promise<WrittenCase | null> {
  if (input === null) return null;
  const stage = await readStageFile(input);
  if (stage.stage !== 'written') {
    throw new OptionError(
      'all samples are read from a MAF, not from a stage file',
      'case',
      'give the MAF with --maf, or a case file that names it',
    );
  }
  return { path: input, text: stage.text };
}

/** Of findings as they stand; of a case from its variants. */
async function biomarkersOf(
  input: string | null,
  flags: CaseFlags,
  context: Context,
): Promise<Biomarkers> {
  const stage = input === null ? null : await readStageFile(input);
  const of = async (tumour: TumourCase): Promise<Biomarkers> =>
    withEngines(async (engines) => {
      const options = DEFAULT_NEOANTIGEN_OPTIONS;
      return (await findFindings(tumour, engines, options, context)).biomarkers;
    }, flags.packs);
  switch (stage?.stage) {
    case 'findings':
      return stage.findings.biomarkers;
    case 'designs':
      return refuseDesigns(input as string);
    case 'case':
      return of(stage.tumour);
    case 'written':
      return of(await importFrom({ path: input as string, text: stage.text }, flags, context));
    case undefined:
      return of(await importFrom(null, flags, context));
  }
}

const GROUPS: readonly { readonly group: BiomarkerRow['group']; readonly title: string }[] = [
  { group: 'genome', title: 'From the variants' },
  { group: 'laboratory', title: 'Given by the laboratory' },
  { group: 'clinic', title: 'Given by the clinic' },
  { group: 'HLA', title: 'HLA class I' },
  { group: 'escape', title: 'Escape from T cells' },
  { group: 'expression', title: 'Expression' },
];
/** Longest text beside a value on the screen; the table has all of it. */
const SHOWN_DETAIL = 110;

/** The panel for a terminal; missing values are counted, or listed where asked for. */
function printed(found: Biomarkers, listsMissing: boolean): string {
  const rows = biomarkerRows(found);
  const present = rows.filter(({ origin }) => origin !== 'missing');
  const missing = rows.filter(({ origin }) => origin === 'missing');
  const width = Math.max(...present.map(({ biomarker }) => biomarker.length), 1);
  const lines = GROUPS.flatMap(({ group, title }) => {
    const own = present.filter((row) => row.group === group && !isUneventful(row));
    return own.length === 0
      ? []
      : ['', title, ...own.map((row) => `  ${row.biomarker.padEnd(width)}  ${shown(row)}`)];
  });
  const { unstated, explained } = splitMissing(missing);
  const gaps = [
    ...explained.map(
      ({ biomarker, detail, wouldNeed }) => `  ${biomarker}: ${detail}; would need ${wouldNeed}`,
    ),
    ...(unstated.length === 0
      ? []
      : [`  not in the case (clinical:, biomarkers:): ${unstated.join(', ')}`]),
  ];
  return [
    ...lines.slice(1),
    '',
    listsMissing
      ? `Missing:\n${gaps.join('\n')}`
      : `${missing.length} values are missing; --missing lists what would give them`,
    'Research use only.',
    '',
  ].join('\n');
}

/** A gene in which nothing was found is no news on a screen. */
function isUneventful({ group, value }: BiomarkerRow): boolean {
  return group === 'escape' && value === 'none-seen';
}

function shown({ value, unit, low, high, detail }: BiomarkerRow): string {
  const interval = low === null || high === null ? '' : ` (${low}-${high})`;
  const text = `${value}${unit === null ? '' : ` ${unit}`}${interval}`;
  const short = detail.length > SHOWN_DETAIL ? `${detail.slice(0, SHOWN_DETAIL - 1)}…` : detail;
  return `${text}   ${short}`;
}
