import type { Context } from '../../core/context.js';
import { countByCode } from '../../core/skipped.js';
import { LAB_QUANTITIES } from '../../case/lab-quantities.js';
import { LAB_STATUSES } from '../../case/lab-statuses.js';
import type { LabValues } from '../../case/lab-values.js';
import type { FusionRow, Given, SomaticVariant, TumourCase } from '../../case/tumour-case.js';
import { type CaseFlags, importFrom } from '../case-flags.js';
import { readStageFile } from '../stage-file.js';

function line(label: string, text: string): string {
  return `${label.padEnd(18)}${text}`;
}

function givenText<T>(value: Given<T>, print: (value: T) => string = String): string {
  return value.kind === 'given'
    ? `${print(value.value)}  (${value.from})`
    : `not known: ${value.reason}`;
}

/** Strelka has a field for each base, so that the fields differ from variant to variant. */
const STRELKA_BASES = /^[ACGT]U\/\([ACGT]U\+[ACGT]U\)$/;

/** `AF, DP: 1,470 variants; no AD: 3 variants`. */
function supportText(
  variants: readonly SomaticVariant[],
  from: (variant: SomaticVariant) => string | null,
): string {
  const counts = new Map<string, number>();
  for (const variant of variants) {
    const where = from(variant)?.replace(STRELKA_BASES, 'AU, CU, GU, TU of tier 1');
    if (where !== undefined) counts.set(where, (counts.get(where) ?? 0) + 1);
  }
  if (counts.size === 0) return 'not known';
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([where, count]) => `${where}: ${count} variants`)
    .join('; ');
}

function fusionText(fusions: readonly FusionRow[]): string {
  const withPeptide = fusions.filter(({ peptide }) => peptide !== null).length;
  return `${fusions.length} fusions, ${withPeptide} with a peptide across the junction`;
}

/** Names of the values that were read, and those that were kept as written. */
function labLines(lab: LabValues): readonly string[] {
  const read = [...LAB_QUANTITIES, ...LAB_STATUSES].filter(
    ({ field }) => (lab[field] as Given<unknown>).kind === 'given',
  );
  const titles = [
    ...read.map(({ title }) => title),
    ...(lab.stage.kind === 'given' ? ['stage'] : []),
    ...(lab.lostHla.kind === 'given' ? ['HLA loss'] : []),
  ];
  return [
    line('values given', titles.length === 0 ? 'none' : titles.join(', ')),
    ...lab.unread.map(({ biomarker, reason }) =>
      line('value not used', `${biomarker.name} ${biomarker.value}: ${reason}`),
    ),
  ];
}

/** What was understood of a case, in lines for a person. */
function describeCase(tumour: TumourCase): readonly string[] {
  const variants = tumour.variants.kind === 'given' ? tumour.variants.value : [];
  const called = variants.filter(({ calledInTumour }) => calledInTumour === true).length;
  const noGenotype = variants.filter(({ calledInTumour }) => calledInTumour === null).length;
  const annotated = variants.filter(({ consequences }) => consequences.length > 0).length;
  return [
    line('case', tumour.name),
    ...tumour.inputs.map(({ role, name, bytes, sha256 }) =>
      line(role, `${name}  ${bytes} bytes, sha256 ${sha256.slice(0, 12)}…`),
    ),
    line('genome build', givenText(tumour.build)),
    line('tumour type', givenText(tumour.tumourType)),
    line('purity', givenText(tumour.purity)),
    line('ploidy', givenText(tumour.ploidy)),
    line(
      'HLA',
      givenText(tumour.hla, (alleles) => alleles.join(', ')),
    ),
    line('tumour sample', givenText(tumour.samples.tumour)),
    line('normal sample', givenText(tumour.samples.normal)),
    line('RNA sample', givenText(tumour.samples.rna)),
    line(
      'variants',
      tumour.variants.kind === 'missing'
        ? `not known: ${tumour.variants.reason}`
        : `${variants.length} alternate alleles (${tumour.variants.from}); ${called} called in the tumour, ${noGenotype} without a genotype; ${annotated} with a coding or splice annotation`,
    ),
    line(
      'tumour fraction',
      supportText(variants, ({ tumourDna }) => tumourDna.from),
    ),
    line(
      'normal fraction',
      supportText(variants, ({ normalDna }) => normalDna?.from ?? null),
    ),
    line(
      'RNA fraction',
      supportText(variants, ({ tumourRna }) => tumourRna?.from ?? null),
    ),
    line(
      'bases beside',
      `known of ${variants.filter(({ flanks }) => flanks !== null).length} variants`,
    ),
    line(
      'sequenced',
      tumour.sequencedRegions.kind === 'given'
        ? givenText(
            tumour.sequencedRegions,
            ({ sizeBp, regions, variantsOutside }) =>
              `${(sizeBp / 1e6).toFixed(2)} Mb in ${regions} regions; ${variantsOutside.length} variants outside`,
          )
        : givenText(tumour.assay, ({ name }) => name),
    ),
    ...labLines(tumour.lab),
    line('expression', tumour.expressionUnit),
    line(
      'copy number',
      givenText(tumour.copyNumber, (segments) => `${segments.length} segments`),
    ),
    line('fusions', givenText(tumour.fusions, fusionText)),
    line(
      'splice junctions',
      givenText(tumour.spliceJunctions, (junctions) => `${junctions.length} junctions`),
    ),
    line(
      'skipped',
      tumour.skipped.length === 0
        ? 'nothing'
        : countByCode(tumour.skipped)
            .map(({ code, count }) => `${count} ${code}`)
            .join(', '),
    ),
    ...tumour.skipped
      .slice(0, 10)
      .map(({ item, reason, file, line: at }) =>
        line('', `${file ?? ''}${at === undefined ? '' : ` line ${at}`}: ${item}: ${reason}`),
      ),
    ...tumour.notes.map((note) => line('note', note)),
  ];
}

/** `oncoscript case check` */
export async function caseCheck(
  input: string | null,
  flags: CaseFlags,
  context: Context,
): Promise<void> {
  const stage = input === null ? null : await readStageFile(input);
  const tumour =
    stage?.stage === 'case'
      ? stage.tumour
      : await importFrom(
          input !== null && stage?.stage === 'written' ? { path: input, text: stage.text } : null,
          flags,
          context,
        );
  process.stdout.write(`${describeCase(tumour).join('\n')}\n`);
}
