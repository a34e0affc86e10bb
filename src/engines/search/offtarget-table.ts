import type { TsvCell } from '../../formats/tsv/write-tsv.js';
import type { SiteAnnotation } from './offtarget-annotation.js';
import type { OffTargetSite } from './offtarget-search.js';
import type { PatientSite } from './patient-sites.js';

/** Columns of sites.tsv; docs/formats/off-target-sites.md says what they hold. */
export const SITE_COLUMNS = [
  'guide',
  'guide_sequence',
  'contig',
  'start0',
  'end0',
  'strand',
  'guide_alignment',
  'site_alignment',
  'pam',
  'mismatches',
  'dna_bulge',
  'rna_bulge',
] as const;

/** Further columns where transcripts are at hand. */
export const ANNOTATION_COLUMNS = [
  'genes',
  'region',
  'exons',
  'cancer_genes',
  'essential_genes',
] as const;

export function siteCells(site: OffTargetSite): readonly TsvCell[] {
  const { guide, contig, start0, end0, strand, alignment, pam, dnaBulge, rnaBulge } = site;
  return [
    guide.name,
    guide.sequence,
    contig,
    start0,
    end0,
    strand,
    alignment.guide,
    alignment.site,
    pam,
    alignment.mismatches,
    dnaBulge,
    rnaBulge,
  ];
}

export function annotationCells(annotation: SiteAnnotation): readonly TsvCell[] {
  const { genes, region, exons, cancerGenes, essentialGenes } = annotation;
  const list = (items: readonly string[]): string | null =>
    items.length === 0 ? null : items.join(';');
  return [list(genes), region, list(exons), list(cancerGenes), list(essentialGenes ?? [])];
}

/** Further columns where the patient's variants are at hand. */
export const PATIENT_COLUMNS = ['change', 'variants', 'phase', 'mismatches_before'] as const;

/** Null for a site of the reference. */
export function patientCells(site: PatientSite | null): readonly TsvCell[] {
  if (site === null) return ['reference', null, null, null];
  const { kind, variants, phase, before } = site;
  const ids = variants.map(({ id }) => id).join(';');
  return [kind, ids, phase, before === null ? null : before.alignment.mismatches];
}
