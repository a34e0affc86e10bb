import type { Context } from '../../core/context.js';
import { InputError, OptionError } from '../../core/errors.js';
import {
  EVIDENCE_COLUMNS,
  alterationText,
  evidenceRow,
} from '../../engines/evidence/evidence-table.js';
import { evidenceName } from '../../engines/evidence/evidence-item.js';
import { mafAlterations } from '../../engines/evidence/maf-alterations.js';
import { type EvidenceMatch, matchEvidence } from '../../engines/evidence/match-evidence.js';
import { namesTherapy } from '../../engines/evidence/regimen.js';
import { therapyEvidence } from '../../engines/evidence/therapy-evidence.js';
import { readMaf, splitBySample } from '../../formats/maf/read-maf.js';
import { readText } from '../../formats/text/read-text.js';
import { type TsvCell, tsvRow } from '../../formats/tsv/write-tsv.js';
import { fileSource } from '../../platform/node/file-source.js';
import { checkOutputFolder, inFolder, writeWhole } from '../../platform/node/output-folder.js';
import type { EvidenceFlags, EvidenceGround } from './evidence.js';

const THERAPY_COLUMNS = [
  'patient',
  'alteration',
  'therapy',
  'standing',
  'amp_asco_cap',
  'escat',
  'best_level',
  'in_this_tumour_type',
  'items_for',
  'items_against',
  'items_against_objections',
  'evidence_for',
  'evidence_against',
  'pmids',
] as const;

const PATIENT_COLUMNS = [
  'patient',
  'variants',
  'alterations',
  'items',
  'therapies',
  'therapies_supported',
  'best_amp_asco_cap',
  'items_germline',
  'items_of_other_alterations_besides',
  'items_not_understood',
] as const;

/**
 * Evidence for every patient of a MAF: `evidence.tsv`, a row a patient, alteration and therapy; `evidence-items.tsv`, a row an
 * item; `patients.tsv`, a row a patient, those without any too.
 */
export async function evidenceOfMaf(
  path: string,
  flags: EvidenceFlags,
  ground: EvidenceGround,
  context: Context,
): Promise<void> {
  if (flags.out === undefined) {
    throw new OptionError(
      'a MAF needs a folder for its tables',
      '--out',
      'for example --out evidence',
    );
  }
  await checkOutputFolder(flags.out);
  const source = fileSource(path);
  const table = readMaf(await readText(source, { signal: context.signal }), source.name);
  for (const note of table.notes) context.warn(note);
  const build = flags.build ?? table.build;
  if (build === null) {
    throw new InputError('the MAF does not tell the genome build', {
      file: table.file,
      hint: 'give --build GRCh37 or --build GRCh38',
    });
  }
  const models = await ground.models(build);
  const patients = table.samples.length === 0 ? new Map([['all', table]]) : splitBySample(table);
  const therapies: string[] = [tsvRow(THERAPY_COLUMNS)];
  const items: string[] = [tsvRow(['patient', ...EVIDENCE_COLUMNS])];
  const summary: string[] = [tsvRow(PATIENT_COLUMNS)];
  let mismatches = 0;
  let done = 0;
  for (const [patient, { rows }] of patients) {
    context.report({ step: 'patients', done: done++, total: patients.size });
    await new Promise((resolve) => setImmediate(resolve));
    context.signal.throwIfAborted();
    const found = mafAlterations(rows, models);
    mismatches += found.mismatches;
    const answer = matchEvidence(ground.library, ground.tree, {
      alterations: found.alterations,
      tumourType: ground.tumourType,
      isWhole: true,
    });
    const matches = answer.matches.filter(
      ({ item }) => flags.therapy === undefined || namesTherapy(item, flags.therapy),
    );
    for (const match of matches) items.push(tsvRow([patient, ...evidenceRow(match)]));
    for (const row of therapyRows(patient, matches)) therapies.push(tsvRow(row));
    const ofTumour = therapyEvidence(matches);
    const count = (list: readonly { readonly items: readonly unknown[] }[]): number =>
      list.reduce((sum, one) => sum + one.items.length, 0);
    summary.push(
      tsvRow([
        patient,
        rows.length,
        new Set(matches.flatMap(({ parts }) => parts.map(({ alteration }) => alteration.id))).size,
        matches.length,
        ofTumour.length,
        ofTumour.filter(({ standing }) => standing === 'supported').length,
        ofTumour[0]?.ampTier ?? null,
        matches.filter(({ germline }) => germline === 'evidence').length,
        count(answer.partial),
        count(answer.untyped),
      ]),
    );
  }
  if (mismatches > 0) {
    context.warn(
      `${mismatches} variants have other reference bases than the transcripts of ${build}: taken as the MAF describes them`,
    );
  }
  const files = { 'evidence.tsv': therapies, 'evidence-items.tsv': items, 'patients.tsv': summary };
  for (const [name, lines] of Object.entries(files)) {
    await writeWhole(inFolder(flags.out, name), [`${lines.join('\n')}\n`], context.signal);
  }
  const rowsSkipped =
    table.skipped.length === 0 ? '' : `, ${table.skipped.length} rows of the MAF skipped`;
  process.stdout.write(
    `${patients.size} patients: ${therapies.length - 1} rows of patient, alteration and therapy, ${items.length - 1} items${rowsSkipped}\n`,
  );
}

/** A row for each alteration and regimen of a patient. */
function therapyRows(
  patient: string,
  matches: readonly EvidenceMatch[],
): readonly (readonly TsvCell[])[] {
  const byAlteration = new Map<string, EvidenceMatch[]>();
  for (const match of matches) {
    const text = alterationText(match);
    const list = byAlteration.get(text);
    if (list === undefined) byAlteration.set(text, [match]);
    else list.push(match);
  }
  const names = (list: readonly EvidenceMatch[]): string | null =>
    list.map(({ item }) => evidenceName(item)).join(',') || null;
  return [...byAlteration].flatMap(([alteration, own]) =>
    therapyEvidence(own).map((therapy): readonly TsvCell[] => {
      const { supporting, contradicting, againstObjections } = therapy;
      const all = [...supporting, ...contradicting, ...againstObjections];
      return [
        patient,
        alteration,
        therapy.name,
        therapy.standing,
        therapy.ampTier,
        therapy.escatTier,
        therapy.bestLevel,
        therapy.inThisTumour ? 'yes' : 'no',
        supporting.length,
        contradicting.length,
        againstObjections.length,
        names(supporting),
        names([...contradicting]),
        [...new Set(all.map(({ item }) => item.pmid))].filter((pmid) => pmid !== null).join(',') ||
          null,
      ];
    }),
  );
}
