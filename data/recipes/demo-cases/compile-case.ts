import { seededRandom } from '../../../src/core/seeded-random.js';
import { compareText } from '../../../src/core/skipped.js';
import { reverseComplement } from './codons.js';
import { annotate, type Annotation, type VcfVariant } from './consequence.js';
import type { DemoTumour, TumourVariant } from './demo-tumours.js';
import { krasTranscript } from './kras-transcript.js';
import { panelTranscripts, type CheckedTranscript } from './panel-transcripts.js';
import { drawReads, type DrawnReads } from './read-model.js';
import type { SourceRecords } from './source-records.js';
import { onCdna } from './transcript.js';

/** One record of a case's VCF before it is written. */
export interface CompiledVariant {
  readonly planned: TumourVariant;
  readonly vcf: VcfVariant;
  readonly consequences: readonly {
    readonly transcript: CheckedTranscript;
    readonly annotation: Annotation;
  }[];
  readonly reads: DrawnReads;
}

const CHROMOSOME_ORDER = [...Array.from({ length: 22 }, (_, i) => `chr${i + 1}`), 'chrX'];

/**
 * A tumour's variants annotated and with reads drawn, in the order of the genome.
 * @throws Error where a record contradicts another, the reference base is not the genome's, the change
 * is not the one planned, or a driver is not the one that cancerhotspots.org lists at its place.
 */
export function compileVariants(
  records: SourceRecords,
  tumour: DemoTumour,
): readonly CompiledVariant[] {
  const random = seededRandom(tumour.seed);
  return tumour.variants
    .map((planned) => {
      const vcf = parseVcfVariant(planned.at);
      const transcripts =
        planned.gene === 'KRAS'
          ? [krasTranscript(records)]
          : panelTranscripts(records, planned.gene);
      checkReference(records, vcf, transcripts);
      const consequences = transcripts.flatMap((transcript) => {
        const annotation = annotate(transcript, vcf);
        return annotation === null ? [] : [{ transcript, annotation }];
      });
      const canonical = consequences.find(({ transcript }) => transcript.isCanonical);
      if (canonical === undefined) throw new Error(`${planned.gene}: no canonical transcript`);
      const { hgvsc, hgvsp, exon, terms, frameshiftProtein } = canonical.annotation;
      const computed = (hgvsp || hgvsc).replace(/^.*:/, '');
      if (computed !== planned.change) {
        throw new Error(`${planned.gene} ${planned.at} is ${computed}, not ${planned.change}`);
      }
      if (planned.driver !== undefined) checkHotspot(records, planned, vcf, canonical.annotation);
      const [exonNumber, exonCount] = exon.split('/');
      const reads = drawReads(random, tumour, planned, {
        isInExon: exon !== '',
        isDecaying:
          (frameshiftProtein !== '' || terms.includes('stop_gained')) && exonNumber !== exonCount,
        canonical: consequences.map(({ transcript }) => transcript.isCanonical),
      });
      return { planned, vcf, consequences, reads };
    })
    .sort(
      (a, b) =>
        CHROMOSOME_ORDER.indexOf(a.vcf.chromosome) - CHROMOSOME_ORDER.indexOf(b.vcf.chromosome) ||
        a.vcf.position - b.vcf.position ||
        compareText(a.vcf.alternate, b.vcf.alternate),
    );
}

/** `chr12 25245351 C A`, as a VCF record spells it. */
export function parseVcfVariant(at: string): VcfVariant {
  const [chromosome, position, reference, alternate] = at.split(' ');
  if (!chromosome || !position || !reference || !alternate) {
    throw new Error(`"${at}" is no variant`);
  }
  return { chromosome, position: Number(position), reference, alternate };
}

/** KRAS lies outside the panel's genome: there the transcript's own bases are read. */
function checkReference(
  records: SourceRecords,
  vcf: VcfVariant,
  transcripts: readonly CheckedTranscript[],
): void {
  const start0 = vcf.position - 1;
  const place = { start0, end0: start0 + vcf.reference.length };
  let bases = records.genome.bases(vcf.chromosome, place.start0, place.end0);
  const [kras] = transcripts;
  if (kras?.geneSymbol === 'KRAS') {
    const found = onCdna(kras, place);
    if (found === null) throw new Error('KRAS: the variant is not in an exon');
    bases = reverseComplement(kras.cdna.slice(found.place.start0, found.place.end0));
  }
  if (bases !== vcf.reference) {
    throw new Error(`${vcf.chromosome}:${vcf.position} is ${bases}, not ${vcf.reference}`);
  }
}

function checkHotspot(
  records: SourceRecords,
  { gene, at }: TumourVariant,
  vcf: VcfVariant,
  { aminoAcids, proteinPosition }: Annotation,
): void {
  const proteinChange = aminoAcids.replace('/', proteinPosition);
  const isListed = records.hotspots.some(
    (hotspot) =>
      hotspot.geneSymbol === gene &&
      hotspot.proteinChange === proteinChange &&
      hotspot.chromosome === vcf.chromosome &&
      hotspot.position === vcf.position &&
      hotspot.reference === vcf.reference &&
      hotspot.alternate === vcf.alternate,
  );
  if (!isListed) throw new Error(`${gene} ${proteinChange} is no hotspot at ${at}`);
}
