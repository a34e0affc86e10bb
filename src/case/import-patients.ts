import type { Context } from '../core/context.js';
import { InputError } from '../core/errors.js';
import { type MafRow, readMaf, splitBySample } from '../formats/maf/read-maf.js';
import { readText } from '../formats/text/read-text.js';
import type { CaseFile } from './case-file.js';
import { importWith, noted, type OpenInput, type OpenReference } from './import-case.js';
import { flanksKey, type ReadMaf } from './import-maf.js';
import { mafVariant } from './maf-variant.js';
import type { TumourCase, VariantFlanks } from './tumour-case.js';
import { withFlanksOfGenome } from './variant-flanks.js';

/** One patient of a MAF. */
export interface PatientCase {
  readonly patient: string;
  readonly tumour: TumourCase;
  /** The patient's rows as the MAF has them. */
  readonly rows: readonly MafRow[];
}

/**
 * A case for each patient of the MAF that a case names, in the order of the file, which is read once. What else the
 * case says is said of each.
 * @throws InputError as `importCase` does, and where the case names no MAF.
 */
export async function* importPatients(
  file: CaseFile,
  open: OpenInput,
  context: Context,
  openReference: OpenReference = async () => null,
): AsyncGenerator<PatientCase> {
  if (file.inputs.maf === null) {
    throw new InputError('only a MAF holds several patients', { hint: 'give one with --maf' });
  }
  const source = open(file.inputs.maf);
  const whole = readMaf(await readText(source, { signal: context.signal }), source.name);
  const inputs = [await noted('somatic variants', source)];
  const flanks = new Map<string, VariantFlanks>();
  if (file.inputs.genome !== null) {
    const genome = open(file.inputs.genome);
    const variants = whole.rows.map(mafVariant);
    for (const variant of await withFlanksOfGenome(variants, genome, context)) {
      if (variant.flanks !== null) flanks.set(flanksKey(variant), variant.flanks);
    }
    inputs.push(await noted('genome', genome));
  }
  const maf: Omit<ReadMaf, 'table'> = { inputs, flanks };
  for (const [patient, table] of splitBySample(whole)) {
    const own = {
      ...file,
      name: patient,
      samples: { ...file.samples, tumour: patient },
      inputs: { ...file.inputs, genome: null },
    };
    yield {
      patient,
      rows: table.rows,
      tumour: await importWith(own, open, context, openReference, { ...maf, table }),
    };
  }
}
