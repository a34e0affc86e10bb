import { breathe, type Context } from '../../core/context.js';
import { InputError } from '../../core/errors.js';
import { compareText } from '../../core/skipped.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import type { VcfHeader } from '../../formats/vcf/header.js';
import { phasedGenotype, type PhasedGenotype } from '../../formats/vcf/phased-genotype.js';
import { alternateKind } from '../../formats/vcf/record.js';
import { openVcf } from '../../formats/vcf/vcf.js';
import { plainChromosome } from '../genome/chromosome-names.js';
import { type GenomicVariant, trimmedAlleles } from '../genome/consequence/genomic-variant.js';

/** Which copies of its chromosome carry a variant: bit `i` for copy `i` of its phase set. */
export type CarryingCopies =
  | { readonly kind: 'every-copy' }
  | { readonly kind: 'phased'; readonly set: string; readonly copies: number; readonly all: number }
  | { readonly kind: 'unknown' };

/** A variant that the patient's cells carry, without the bases that both alleles share. */
export interface PatientVariant extends GenomicVariant {
  /** As it was written: `chr7-140753336-A-T`. */
  readonly id: string;
  readonly carried: CarryingCopies;
}

/** What a file of variants held beside those that are searched with. */
export interface VariantFileCounts {
  readonly file: string;
  readonly records: number;
  readonly used: number;
  /** Records that failed a filter. */
  readonly failed: number;
  /** Alternates that the sample does not carry. */
  readonly notCarried: number;
  /** Alternates that are no base changes, and lines that cannot be read. */
  readonly unreadable: number;
}

const EVERY_COPY: CarryingCopies = { kind: 'every-copy' };
const UNKNOWN_COPY: CarryingCopies = { kind: 'unknown' };

/** A variant as searches take it; places and alleles may be padded as in VCF. */
export function patientVariant(
  id: string,
  { chromosome, start0, reference, alternate }: GenomicVariant,
  carried: CarryingCopies = UNKNOWN_COPY,
): PatientVariant {
  const trimmed = trimmedAlleles(start0, reference, alternate);
  return { id, chromosome: plainChromosome(chromosome), ...trimmed, carried };
}

/**
 * The variants of a VCF that passed its filters and that a sample carries: the one of `samples` that the file has, its
 * only one, or, in a file without samples, all of them with their copies unknown.
 * @throws InputError for a file that is no VCF, or where the sample is not clear; the signal's reason.
 */
export async function readPatientVariants(
  source: ByteSource,
  samples: readonly string[],
  context: Context,
): Promise<{ readonly variants: readonly PatientVariant[]; readonly counts: VariantFileCounts }> {
  const vcf = await openVcf(source, { signal: context.signal });
  const sample = sampleOf(vcf.header, samples);
  const variants: PatientVariant[] = [];
  const copies = new Map<string, CarryingCopies>();
  let records = 0;
  let failed = 0;
  let notCarried = 0;
  let unreadable = 0;
  for await (const batch of vcf.batches()) {
    for (const record of batch) {
      records++;
      if (record.status === 'skipped') {
        unreadable++;
        continue;
      }
      if (record.filters !== null && record.filters.length > 0) {
        failed++;
        continue;
      }
      const genotype = sample === null ? null : phasedGenotype(record, sample);
      for (const [i, alternate] of record.alternates.entries()) {
        const kind = alternateKind(alternate);
        if (kind === 'none' || kind === 'unobserved') continue;
        if (genotype !== null && !genotype.alleles.includes(i + 1)) notCarried++;
        else if (kind !== 'bases' || alternate.includes('N') || alternate === record.reference) {
          unreadable++;
        } else {
          const { chromosome, start0, reference } = record;
          // Joined, it is kept as one flat string: half the memory of a template's ropes.
          const id = [chromosome, start0 + 1, reference, alternate].join('-');
          const carried = carryingCopies(genotype, i + 1, source.name, copies);
          const variant = patientVariant(id, { chromosome, start0, reference, alternate }, carried);
          variants.push(variant);
        }
      }
    }
    context.report({ step: 'reading variants', done: records, total: null });
    await breathe(context);
  }
  const used = variants.length;
  return {
    variants,
    counts: { file: source.name, records, used, failed, notCarried, unreadable },
  };
}

/** Index of the sample's column; null where the file has none at all. */
function sampleOf({ samples, file, columnLine }: VcfHeader, wanted: readonly string[]) {
  const found = samples.filter((name) => wanted.includes(name));
  if (found.length === 1) return samples.indexOf(found[0] as string);
  if (samples.length === 0) return null;
  if (found.length === 0 && samples.length === 1) return 0;
  throw new InputError(
    found.length === 0
      ? `which of its ${samples.length} samples is the patient's?`
      : `it has several of the samples asked for: ${found.join(', ')}`,
    { file, line: columnLine, hint: `name one with --sample: ${samples.slice(0, 12).join(', ')}` },
  );
}

/** One object for all variants alike, since a genome's file has millions. */
function carryingCopies(
  genotype: PhasedGenotype | null,
  allele: number,
  file: string,
  known: Map<string, CarryingCopies>,
): CarryingCopies {
  if (genotype === null) return UNKNOWN_COPY;
  const { alleles, isPhased, phaseSet } = genotype;
  if (alleles.every((one) => one === allele)) return EVERY_COPY;
  if (!isPhased) return UNKNOWN_COPY;
  const copies = alleles.reduce<number>((bits, one, i) => bits | (one === allele ? 1 << i : 0), 0);
  const set = phaseSet === null ? file : `${phaseSet} in ${file}`;
  const key = `${copies} ${alleles.length} ${set}`;
  const made = known.get(key) ?? {
    kind: 'phased',
    set,
    copies,
    all: (1 << alleles.length) - 1,
  };
  known.set(key, made);
  return made;
}

/** Variants by plain chromosome name, in order, each change once. */
export function variantsByChromosome(
  variants: Iterable<PatientVariant>,
): ReadonlyMap<string, readonly PatientVariant[]> {
  const byChromosome = new Map<string, PatientVariant[]>();
  for (const variant of variants) {
    const list = byChromosome.get(variant.chromosome);
    if (list === undefined) byChromosome.set(variant.chromosome, [variant]);
    else list.push(variant);
  }
  for (const [chromosome, list] of byChromosome) {
    list.sort(inOrder);
    byChromosome.set(
      chromosome,
      list.filter((variant, i) => {
        const before = list[i - 1];
        return before === undefined || inOrder(before, variant) !== 0;
      }),
    );
  }
  return byChromosome;
}

function inOrder(a: PatientVariant, b: PatientVariant): number {
  return (
    a.start0 - b.start0 ||
    a.reference.length - b.reference.length ||
    compareText(a.alternate, b.alternate)
  );
}
