import { genomicPosition } from '../core/brands.js';
import { type Context, breathe } from '../core/context.js';
import type { SkippedItem } from '../core/skipped.js';
import { csqLayout } from '../formats/vcf/csq.js';
import { carriesAlternate, genotypeText } from '../formats/vcf/genotype.js';
import { pairReadSupport, readSupport, rnaReadSupport } from '../formats/vcf/read-support.js';
import { type PhasedGenotype, phasedGenotype } from '../formats/vcf/phased-genotype.js';
import { alternateKind, infoValue, type VcfRecord } from '../formats/vcf/record.js';
import type { Vcf } from '../formats/vcf/vcf.js';
import type { Collected } from './import-collected.js';
import { type AnnotationReading, consequencesOf, csqFields } from './import-csq.js';
import {
  type ExpressionSource,
  NO_EXPRESSION,
  recordExpression,
  type RecordExpression,
} from './import-expression.js';
import type { ProteinTable } from './protein-table.js';
import type { SampleColumns } from './sample-columns.js';
import type { ReadSupport, SomaticVariant } from './tumour-case.js';
import { flanksOfReferenceBases } from './variant-flanks.js';

/** A variant with what its record says beyond what the case keeps. */
export interface ReadVariant {
  readonly variant: SomaticVariant;
  /** Null where the record carries none. */
  readonly expression: RecordExpression | null;
  /** The tumour's; null without genotypes. */
  readonly genotype: PhasedGenotype | null;
  /** Which of the record's alternates it is, from 1. */
  readonly alleleNumber: number;
}

interface RecordReading extends AnnotationReading {
  readonly columns: SampleColumns;
}

/** Reads of a sample's own column, or of the column or INFO it shares with the other of its pair. */
function supportOf(
  record: VcfRecord,
  of: 'tumour' | 'normal',
  own: number | null,
  shared: number | null,
  alternate: number,
): ReadSupport {
  const ofOwn = own === null ? null : readSupport(record, own, alternate);
  if (ofOwn !== null && (ofOwn.depth !== null || ofOwn.alleleFraction !== null)) return ofOwn;
  const ofPair = pairReadSupport(record, of, shared, alternate);
  return ofPair.depth !== null || ofPair.alleleFraction !== null ? ofPair : (ofOwn ?? ofPair);
}

function normalSupport(
  record: VcfRecord,
  own: number | null,
  shared: number | null,
  alternate: number,
): ReadSupport | null {
  const support = supportOf(record, 'normal', own, shared, alternate);
  const silent = support.depth === null && support.alleleFraction === null;
  return own === null && silent ? null : support;
}

function variantOf(
  record: VcfRecord,
  alternate: number,
  reading: RecordReading,
  skip: (item: SkippedItem) => void,
): ReadVariant | null {
  const alt = record.alternates[alternate] as string;
  const id = `${record.chromosome}-${record.start0 + 1}-${record.reference}-${alt}`;
  const kind = alternateKind(alt);
  if (kind !== 'bases') {
    // No alternate, or none that was seen, is no variant and no loss.
    if (kind !== 'none' && kind !== 'unobserved') {
      skip({
        status: 'skipped',
        item: `variant ${id}`,
        code: 'not-a-sequence-change',
        reason: `${alt} is a ${kind ?? 'text VCF has no meaning for'}; only base changes are read`,
        file: reading.file,
        line: record.line,
      });
    }
    return null;
  }
  const { tumourIndex, normalIndex, rnaIndex } = reading.columns;
  const tagged = recordExpression(record, tumourIndex);
  const rna =
    rnaIndex !== null
      ? readSupport(record, rnaIndex, alternate)
      : tumourIndex === null
        ? null
        : rnaReadSupport(record, tumourIndex, alternate);
  const variant: SomaticVariant = {
    id,
    position: genomicPosition(
      record.chromosome,
      record.start0,
      record.start0 + record.reference.length,
    ),
    reference: record.reference,
    alternate: alt,
    line: record.line,
    filters: record.filters ?? [],
    genotype: tumourIndex === null ? null : genotypeText(record, tumourIndex),
    calledInTumour: tumourIndex === null ? null : carriesAlternate(record, tumourIndex, alternate),
    tumourDna: supportOf(record, 'tumour', tumourIndex, tumourIndex, alternate),
    normalDna: normalSupport(record, normalIndex, tumourIndex, alternate),
    tumourRna: rna,
    flanks: flanksOfReferenceBases(infoValue(record, 'REF_BASES'), record.reference),
    consequences: consequencesOf(record, alternate, reading, tagged ?? NO_EXPRESSION, skip),
  };
  return {
    variant,
    expression: tagged,
    genotype: tumourIndex === null ? null : phasedGenotype(record, tumourIndex),
    alleleNumber: alternate + 1,
  };
}

/** The somatic variants of a VCF, each alternate by itself. */
export async function readVariants(
  vcf: Vcf,
  columns: SampleColumns,
  expression: ExpressionSource,
  proteins: ProteinTable,
  collected: Collected,
  context: Context,
): Promise<{ readonly variants: readonly ReadVariant[]; readonly annotated: boolean }> {
  const layout = csqLayout(vcf.header);
  const reading: RecordReading = {
    columns,
    layout,
    fields: layout === null ? null : csqFields(layout),
    expression,
    proteins,
    file: vcf.header.file,
  };
  const skip = (item: SkippedItem): void => {
    collected.skipped.push(item);
  };
  const variants: ReadVariant[] = [];
  const lineOf = new Map<string, number>();
  let records = 0;
  for await (const batch of vcf.batches()) {
    for (const item of batch) {
      records++;
      if (item.status === 'skipped') {
        skip(item);
        continue;
      }
      for (let alternate = 0; alternate < item.alternates.length; alternate++) {
        const read = variantOf(item, alternate, reading, skip);
        if (read === null) continue;
        const { variant } = read;
        const earlier = lineOf.get(variant.id);
        if (earlier !== undefined) {
          skip({
            status: 'skipped',
            item: `variant ${variant.id}`,
            code: 'given-twice',
            reason: `line ${earlier} has it already`,
            file: reading.file,
            line: item.line,
          });
          continue;
        }
        lineOf.set(variant.id, item.line);
        variants.push(read);
        if (layout !== null && item.infoText.indexOf('CSQ=') === -1) {
          skip({
            status: 'skipped',
            item: `variant ${variant.id}`,
            code: 'no-annotation',
            reason: 'the record has no CSQ, so no transcript is known',
            file: reading.file,
            line: item.line,
          });
        }
      }
    }
    context.report({ step: 'reading variants', done: records, total: null });
    await breathe(context);
  }
  return { variants, annotated: layout !== null };
}
