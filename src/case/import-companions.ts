import { breathe, type Context } from '../core/context.js';
import { InputError } from '../core/errors.js';
import { plainChromosome } from '../engines/genome/chromosome-names.js';
import { carriesAlternate } from '../formats/vcf/genotype.js';
import { genomeBuildHint } from '../formats/vcf/genome-build.js';
import type { VcfHeader } from '../formats/vcf/header.js';
import { phasedGenotype } from '../formats/vcf/phased-genotype.js';
import { alternateKind, type VcfRecord } from '../formats/vcf/record.js';
import { guessSampleRoles } from '../formats/vcf/sample-roles.js';
import type { ByteSource } from '../formats/text/byte-source.js';
import { openVcf, type WantedPlace } from '../formats/vcf/vcf.js';
import { type CaseVariant, changeKey, phaseOf } from './case-variant.js';
import type { GenomicRegions } from './genomic-regions.js';
import type { Collected } from './import-collected.js';
import type { GenomeBuild, Given } from './tumour-case.js';

/** What a file beside the somatic one holds: the whole body's variants, or the tumour's with their phase. */
type CompanionRole = 'germline' | 'phased';

export interface CompanionQuestion {
  readonly role: CompanionRole;
  readonly build: Given<GenomeBuild>;
  readonly tumourSample: Given<string>;
  readonly normalSample: Given<string>;
  /** Only records in there are kept, so that a whole genome's file takes no memory. */
  readonly regions: GenomicRegions;
  /** The somatic variants of the case by `changeKey`. */
  readonly somatic: ReadonlyMap<string, CaseVariant>;
}

export interface Companions {
  /** Variants of the file that are not among the somatic ones. */
  readonly variants: readonly CaseVariant[];
  /** Somatic variants of the case with the phase that this file gives them. */
  readonly rephased: readonly CaseVariant[];
}

interface CompanionColumns {
  readonly sample: number;
  /** Of a phased file: the normal sample, which tells germline from somatic. */
  readonly normal: number | null;
}

/**
 * Reads the records of a germline or phased VCF that lie within reach of a somatic variant, record by
 * record. Records that failed a filter, alleles that the sample does not carry, and in a germline file
 * those that are somatic variants of the case too, are left out and counted in a note.
 * @throws InputError for a file of another build, or where the sample is not clear.
 */
export async function readCompanions(
  source: ByteSource,
  question: CompanionQuestion,
  collected: Collected,
  context: Context,
): Promise<Companions> {
  const { role, regions } = question;
  const vcf = await openVcf(source, { signal: context.signal });
  checkBuild(vcf.header, question.build);
  const columns = columnsOf(vcf.header, question);
  const kept = new Map<string, CaseVariant>();
  const rephased = new Map<string, CaseVariant>();
  let records = 0;
  let failed = 0;
  let unreadable = 0;
  let twice = 0;
  let name = '';
  let chromosome = '';
  const isWithinReach: WantedPlace = (written, start0, end0) => {
    records++;
    if (written !== name) {
      name = written;
      chromosome = plainChromosome(written);
    }
    return regions.touches(chromosome, start0, end0);
  };
  for await (const batch of vcf.batches(isWithinReach)) {
    for (const item of batch) {
      if (item.status === 'skipped') {
        unreadable++;
        continue;
      }
      if (item.filters !== null && item.filters.length > 0) {
        failed++;
        continue;
      }
      for (const variant of carried(item, columns, question, source.name)) {
        const key = changeKey(variant);
        const ofCase = question.somatic.get(key);
        if (ofCase === undefined) kept.set(key, variant);
        else if (role === 'phased') {
          const { genotype, phaseSet, alleleNumber } = variant;
          rephased.set(key, { ...ofCase, genotype, phaseSet, alleleNumber });
        } else twice++;
      }
    }
    context.report({ step: `reading ${role} variants`, done: records, total: null });
    await breathe(context);
  }
  const within = kept.size + rephased.size;
  collected.notes.push(
    [
      `${source.name}: ${within} of ${records} records lie within reach of a somatic variant and are carried by ${vcf.header.samples[columns.sample]}`,
      ...(failed === 0 ? [] : [`${failed} there failed a filter and were left out`]),
      ...(twice === 0
        ? []
        : [`${twice} are somatic variants of the case too and were left out as germline ones`]),
      ...(unreadable === 0 ? [] : [`${unreadable} lines could not be read`]),
    ].join('; '),
  );
  return { variants: [...kept.values()], rephased: [...rephased.values()] };
}

function* carried(
  record: VcfRecord,
  { sample, normal }: CompanionColumns,
  { role }: CompanionQuestion,
  file: string,
): Generator<CaseVariant> {
  const genotype = phasedGenotype(record, sample);
  if (genotype === null) return;
  for (const [i, alternate] of record.alternates.entries()) {
    if (alternateKind(alternate) !== 'bases' || !genotype.alleles.includes(i + 1)) continue;
    const isSomatic =
      role === 'phased' && normal !== null && carriesAlternate(record, normal, i) === false;
    yield {
      id: `${record.chromosome}-${record.start0 + 1}-${record.reference}-${alternate}`,
      origin: isSomatic ? 'somatic' : 'germline',
      filters: [],
      variant: {
        chromosome: plainChromosome(record.chromosome),
        start0: record.start0,
        reference: record.reference,
        alternate,
      },
      ...phaseOf(genotype, i + 1, file),
    };
  }
}

function checkBuild(header: VcfHeader, build: Given<GenomeBuild>): void {
  const hint = genomeBuildHint(header);
  if (hint === null || build.kind === 'missing' || hint.build === build.value) return;
  throw new InputError(
    `the case is on ${build.value}, this VCF says ${hint.build} (${hint.from})`,
    {
      file: header.file,
      line: 1,
      hint: 'use a file of the same genome build',
    },
  );
}

/** The tumour of a phased file, the normal of a germline one; the only sample, whatever its name. */
function columnsOf(
  header: VcfHeader,
  { role, tumourSample, normalSample }: CompanionQuestion,
): CompanionColumns {
  const { samples } = header;
  const roles = guessSampleRoles(header);
  const indexOf = (name: string | undefined): number | null => {
    const index = name === undefined ? -1 : samples.indexOf(name);
    return index === -1 ? null : index;
  };
  const named = ({ kind, ...sample }: Given<string>): number | null =>
    indexOf(kind === 'given' ? (sample as { value: string }).value : undefined);
  const tumour = named(tumourSample) ?? indexOf(roles.tumour?.name);
  const normal = named(normalSample) ?? indexOf(roles.normal?.name);
  const sample = samples.length === 1 ? 0 : role === 'phased' ? tumour : normal;
  if (sample === null) {
    const wanted = role === 'phased' ? 'tumour' : 'normal';
    throw new InputError(
      samples.length === 0
        ? `the ${role} VCF has no sample columns, so no genotypes`
        : `which sample of the ${role} VCF is the ${wanted}?`,
      {
        file: header.file,
        line: header.columnLine,
        ...(samples.length === 0
          ? {}
          : { hint: `name it with --${wanted}-sample: ${samples.join(', ')}` }),
      },
    );
  }
  return { sample, normal: role === 'phased' && normal !== sample ? normal : null };
}
