import {
  writeGenBank,
  type GenBankFeature,
  type GenBankQualifier,
} from '../../../formats/genbank/write-genbank.js';
import { writeTsv } from '../../../formats/tsv/write-tsv.js';
import { otherStrand } from '../../../core/iupac.js';
import { translateCodons } from '../../genome/consequence/codons.js';
import { partRole } from '../part-roles.js';
import type { PlasmidFeature } from './annotate-plasmid.js';
import type { FileFeature, Finding } from './compare-annotation.js';

/** A plasmid with what was found in it and what its file names. */
export interface AnnotatedPlasmid {
  readonly name: string;
  readonly topology: 'linear' | 'circular';
  /** Upper-case DNA. */
  readonly sequence: string;
  readonly features: readonly PlasmidFeature[];
  /** The file's own features, with what was found of each. */
  readonly named: readonly { readonly feature: FileFeature; readonly finding: Finding }[];
}

/**
 * The annotated plasmid as GenBank: what was found, with its match in notes, and what the file names and was not found,
 * as the file has it. `date` is ISO; null writes 01-JAN-1980.
 */
export function annotationGenBank(plasmid: AnnotatedPlasmid, date: string | null): string {
  const kept = plasmid.named.filter(({ finding }) => finding.kind !== 'found');
  return writeGenBank({
    locus: plasmid.name.replace(/[^\w.-]+/g, '_') || 'plasmid',
    molecule: 'DNA',
    topology: plasmid.topology,
    date,
    definition: plasmid.name,
    comment: ['Annotated with the parts library of Oncoscript; research use only.'],
    features: [
      ...plasmid.features.map((feature) => foundFeature(feature, plasmid)),
      ...kept.map(({ feature }) => fileFeature(feature)),
    ],
    sequence: plasmid.sequence,
  });
}

function foundFeature(feature: PlasmidFeature, plasmid: AnnotatedPlasmid): GenBankFeature {
  const role = partRole(feature.role);
  const { name, match, level, entry, alternatives } = feature;
  const label = match === 'exact' || match === 'near' ? name : `${name} (${match})`;
  const percent = `identity ${percentOf(feature.identity)} %, coverage ${percentOf(feature.coverage)} %`;
  return {
    key: role.insdcKey,
    ranges: feature.ranges,
    strand: feature.strand,
    qualifiers: [
      { name: 'label', value: label },
      ...(role.regulatoryClass === undefined
        ? []
        : [{ name: 'regulatory_class', value: role.regulatoryClass }]),
      ...translationOf(feature, plasmid),
      { name: 'note', value: `match: ${match} (${level}), ${percent}` },
      ...(alternatives.length === 0
        ? []
        : [{ name: 'note', value: `also: ${alternatives.join('; ')}` }]),
      { name: 'note', value: `record: ${entry.accession}` },
      { name: 'note', value: `color: ${role.colour}` },
      { name: 'ApEinfo_fwdcolor', value: role.colour },
      { name: 'ApEinfo_revcolor', value: role.colour },
    ],
  };
}

/** Of a whole coding sequence that is read from its first to its last codon. */
function translationOf(
  feature: PlasmidFeature,
  { sequence }: AnnotatedPlasmid,
): readonly GenBankQualifier[] {
  if (feature.role !== 'CDS' || feature.match === 'fragment' || feature.match === 'related')
    return [];
  const top = feature.ranges.map(({ start0, end0 }) => sequence.slice(start0, end0)).join('');
  const bases = feature.strand === 1 ? top : otherStrand(top);
  const residues = translateCodons(bases, 1).replace(/\*+$/, '');
  if (bases.length % 3 !== 0 || /[*X]/.test(residues)) return [];
  return [
    { name: 'codon_start', value: 1 },
    { name: 'transl_table', value: 1 },
    { name: 'translation', value: residues },
  ];
}

function fileFeature({ name, key, ranges, strand }: FileFeature): GenBankFeature {
  const [first, ...rest] = ranges;
  return {
    key: /^[\w'-]{1,15}$/.test(key) ? key : 'misc_feature',
    ranges: [first as NonNullable<typeof first>, ...rest],
    strand: strand ?? 1,
    qualifiers: [
      { name: 'label', value: name },
      { name: 'note', value: 'as named in the input file' },
    ],
  };
}

const COLUMNS = [
  'name',
  'role',
  'start',
  'end',
  'over_origin',
  'strand',
  'length_bp',
  'match',
  'level',
  'identity_percent',
  'coverage_percent',
  'also',
  'part_or_record',
  'accession',
  'named_in_file',
] as const;

/** A row a feature that was found, by place (1-based); then a row a feature of the file that was not. */
export function annotationTable({ features, named }: AnnotatedPlasmid): string {
  const found = features.map((feature) => {
    const { ranges } = feature;
    // What is none of the main kinds (genes that frame a CDS, variations) counts by its name alone.
    const inFile = named.filter(
      ({ feature: { kind }, finding }) =>
        finding.kind !== 'missed' &&
        finding.by === feature &&
        (finding.kind === 'found' || kind !== 'other'),
    );
    return [
      feature.name,
      partRole(feature.role).title,
      ranges[0].start0 + 1,
      (ranges.at(-1) as (typeof ranges)[number]).end0,
      ranges.length > 1 ? 'yes' : 'no',
      feature.strand === 1 ? '+' : '-',
      ranges.reduce((sum, { start0, end0 }) => sum + end0 - start0, 0),
      feature.match,
      feature.level,
      percentOf(feature.identity),
      percentOf(feature.coverage),
      feature.alternatives.join('; ') || null,
      feature.entry.id,
      feature.entry.accession,
      inFile.map(({ feature: { name } }) => name).join('; ') || null,
    ];
  });
  const missed = named
    .filter(({ finding }) => finding.kind === 'missed')
    .map(({ feature: { name, key, ranges, strand } }) => [
      null,
      key,
      (ranges[0]?.start0 ?? 0) + 1,
      ranges.at(-1)?.end0 ?? 0,
      'no',
      strand === null ? null : strand === 1 ? '+' : '-',
      ranges.reduce((sum, { start0, end0 }) => sum + end0 - start0, 0),
      'not found',
      null,
      null,
      null,
      null,
      null,
      null,
      name,
    ]);
  return writeTsv(COLUMNS, [...found, ...missed]);
}

/** Rounded down to a tenth, so that 100 means all. */
function percentOf(share: number): number {
  return Math.floor(share * 1000 + 1e-9) / 10;
}
