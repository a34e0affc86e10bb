import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { type PatientVariant, readPatientVariants } from '../../engines/search/patient-variants.js';
import { fileSource } from '../../platform/node/file-source.js';

/**
 * The patient's variants of all files of `--variants` together, of the samples of `--sample`; null where no file was
 * given. What is left out of a file is warned of.
 * @throws InputError as `readPatientVariants`; OptionError for a sample without a file.
 */
export async function readVariantFiles(
  files: readonly string[] | undefined,
  samples: readonly string[] | undefined,
  context: Context,
): Promise<readonly PatientVariant[] | null> {
  if (files === undefined || files.length === 0) {
    if (samples === undefined || samples.length === 0) return null;
    throw new OptionError('it names a sample of --variants, which is not given', '--sample');
  }
  const all: PatientVariant[] = [];
  for (const file of files) {
    const { variants, counts } = await readPatientVariants(
      fileSource(file),
      samples ?? [],
      context,
    );
    for (const variant of variants) all.push(variant);
    const left = [
      [counts.failed, 'failed a filter'],
      [counts.notCarried, 'are not carried by the sample'],
      [counts.unreadable, 'are no base changes or cannot be read'],
    ] as const;
    const leftOut = left.filter(([count]) => count > 0);
    if (leftOut.length === 0) continue;
    const reasons = leftOut.map(([count, why]) => `${count} ${why}`).join(', ');
    context.warn(`${counts.file}: ${counts.used} variants used; ${reasons}`);
  }
  return all;
}
