import type { Context } from '../core/context.js';
import { sha256Hex } from '../core/hashing.js';
import type { ByteSource } from '../formats/text/byte-source.js';
import type { MafRow } from '../formats/maf/read-maf.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import { exonStretches } from '../engines/genome/exon-stretches.js';
import { openGenome } from '../engines/search/genome-source.js';
import { readGenomeStretches } from '../engines/search/genome-stretches.js';
import type { SomaticVariant, VariantFlanks } from './tumour-case.js';

/** Bases kept either side: enough to see a run of ten units of two. */
const KEPT_BASES = 20;
/** GATK's ReferenceBases: ten bases, then the record's first base. */
const BASES_BEFORE_REF_BASES = 10;

/**
 * The bases beside a row of a MAF from its context column: as many either side of the reference allele, which has
 * VCF's anchor base before it in an insertion or deletion of GDC's and vcf2maf's. Null where the context does not
 * hold the reference allele there.
 */
export function flanksOfContext({
  context,
  reference,
}: Pick<MafRow, 'context' | 'reference'>): VariantFlanks | null {
  if (context === null || !/^[ACGTN]+$/.test(context)) return null;
  const beside = context.length - reference.length;
  const hasAnchor = beside % 2 === 1;
  const from = (beside + (hasAnchor ? 1 : 0)) / 2;
  return flanksAt(context, from, reference, 'context column of the MAF');
}

/** The bases beside a record from GATK's REF_BASES; null where they do not hold its reference. */
export function flanksOfReferenceBases(
  bases: string | null,
  reference: string,
): VariantFlanks | null {
  if (bases === null || bases.length !== 2 * BASES_BEFORE_REF_BASES + 1) return null;
  return flanksAt(bases.toUpperCase(), BASES_BEFORE_REF_BASES, reference, 'REF_BASES of the VCF');
}

function flanksAt(
  bases: string,
  from: number,
  reference: string,
  source: string,
): VariantFlanks | null {
  const end = from + reference.length;
  if (from < 1 || end >= bases.length || bases.slice(from, end) !== reference) return null;
  return {
    before: bases.slice(Math.max(0, from - KEPT_BASES), from),
    after: bases.slice(end, end + KEPT_BASES),
    from: source,
  };
}

/** The variants with the bases beside them, as far as exons of the reference and their own flanks hold them. */
export function withFlanksOfExons<V extends SomaticVariant>(
  variants: readonly V[],
  reference: Reference,
): readonly V[] {
  return variants.map((variant) => {
    if (variant.flanks !== null) return variant;
    const { chromosome, start0, end0 } = variant.position;
    for (const transcript of reference.transcriptsAt(chromosome, start0, end0)) {
      for (const stretch of exonStretches(transcript)) {
        if (stretch.start0 >= start0 || stretch.start0 + stretch.bases.length <= end0) continue;
        const flanks = flanksAt(
          stretch.bases,
          start0 - stretch.start0,
          variant.reference,
          `exons of ${reference.source}`,
        );
        if (flanks !== null) return { ...variant, flanks };
      }
    }
    return variant;
  });
}

/**
 * The variants with the bases beside them from a whole genome (FASTA, 2bit or an index), which is read once. Where its
 * bases are not the variant's reference allele, the variant stays without.
 * @throws InputError as the readers of these formats do.
 */
export async function withFlanksOfGenome<V extends SomaticVariant>(
  variants: readonly V[],
  genome: ByteSource,
  context: Context,
): Promise<readonly V[]> {
  const wanted = variants.map(({ position: { chromosome, start0, end0 } }) => ({
    chromosome,
    start0: Math.max(0, start0 - KEPT_BASES),
    end0: end0 + KEPT_BASES,
  }));
  const found = await readGenomeStretches(openGenome(genome, sha256Hex), wanted, context);
  return variants.map((variant, i) => {
    const stretch = wanted[i] as (typeof wanted)[number];
    const bases = found.get(stretch);
    if (bases === undefined) return variant;
    const from = variant.position.start0 - stretch.start0;
    const flanks = flanksAt(bases, from, variant.reference, `genome ${genome.name}`);
    return flanks === null ? variant : { ...variant, flanks };
  });
}
