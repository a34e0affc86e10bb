import { InputError } from '../core/errors.js';
import type { VcfHeader } from '../formats/vcf/header.js';
import { guessSampleRoles } from '../formats/vcf/sample-roles.js';
import type { CaseFile } from './case-file.js';
import { FROM_CASE, given, missing } from './import-collected.js';
import type { Given } from './tumour-case.js';

/** Everything that decides how the VCF's samples are read. */
export interface SampleColumns {
  readonly tumour: Given<string>;
  readonly normal: Given<string>;
  readonly rna: Given<string>;
  readonly tumourIndex: number | null;
  readonly normalIndex: number | null;
  readonly rnaIndex: number | null;
}

function columnOf(header: VcfHeader, name: string, option: string): number {
  const index = header.samples.indexOf(name);
  if (index === -1) {
    throw new InputError(`the VCF has no sample ${name}`, {
      file: header.file,
      line: header.columnLine,
      hint: `${option} is one of ${header.samples.join(', ')}`,
    });
  }
  return index;
}

/**
 * Which column is whose. A single sample is the tumour; of several, the header must say or the case
 * must name them.
 */
export function sampleColumns(header: VcfHeader, samples: CaseFile['samples']): SampleColumns {
  const { samples: names } = header;
  const roles = guessSampleRoles(header);
  const pick = (
    named: string | null,
    guessed: { readonly name: string; readonly reason: string } | null,
    option: string,
    absent: string,
  ): { readonly sample: Given<string>; readonly index: number | null } => {
    if (named !== null) {
      return { sample: given(named, FROM_CASE), index: columnOf(header, named, option) };
    }
    return guessed === null
      ? { sample: missing(absent), index: null }
      : { sample: given(guessed.name, guessed.reason), index: names.indexOf(guessed.name) };
  };
  const only = names.length === 1 ? (names[0] as string) : null;
  const tumour = pick(
    samples.tumour,
    only === null ? roles.tumour : { name: only, reason: 'the only sample of the VCF' },
    '--tumour-sample',
    names.length === 0 ? 'the VCF has no sample columns' : 'not named',
  );
  if (tumour.index === null && names.length > 1) {
    throw new InputError('which sample is the tumour?', {
      file: header.file,
      line: header.columnLine,
      hint: [
        `name it with --tumour-sample (and --normal-sample): ${names.join(', ')}`,
        ...roles.ambiguities,
      ].join('; '),
    });
  }
  const normal = pick(
    samples.normal,
    only === null ? roles.normal : null,
    '--normal-sample',
    'no normal sample was named',
  );
  const rna = pick(samples.rna, roles.rna, '--rna-sample', 'no RNA sample was named');
  for (const other of [normal, rna]) {
    if (other.index !== null && other.index === tumour.index) {
      throw new InputError('one sample is named for two roles', {
        file: header.file,
        line: header.columnLine,
        hint: `the samples are ${names.join(', ')}`,
      });
    }
  }
  return {
    tumour: tumour.sample,
    normal: normal.sample,
    rna: rna.sample,
    tumourIndex: tumour.index,
    normalIndex: normal.index,
    rnaIndex: rna.index,
  };
}
