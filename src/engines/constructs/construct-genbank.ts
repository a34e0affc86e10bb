import type { Source } from '../../core/cited.js';
import {
  type GenBankFeature,
  type GenBankQualifier,
  type GenBankRecord,
  writeGenBank,
} from '../../formats/genbank/write-genbank.js';
import { translateCodons } from '../genome/consequence/codons.js';
import type { Construct, ConstructFeature } from './construct.js';
import { featureSequence } from './feature-sequence.js';
import { partRole } from './part-roles.js';
import { asDna } from './strands.js';

/**
 * The construct as a GenBank file (GenPept for a protein) that SnapGene, ApE and Benchling open with names
 * and colours. `date` is ISO; null writes 01-JAN-1980, so that the bytes depend on the construct alone.
 */
export function constructGenBank(construct: Construct, date: string | null): string {
  return writeGenBank(genBankRecord(construct, date));
}

function genBankRecord(construct: Construct, date: string | null): GenBankRecord {
  const isMessenger = construct.features.some(({ role }) => role === 'CDS');
  return {
    locus: construct.id,
    molecule: construct.alphabet === 'RNA' && isMessenger ? 'mRNA' : construct.alphabet,
    topology: construct.topology,
    date,
    definition: construct.name,
    comment: [
      ...(construct.description === '' ? [] : [construct.description]),
      'Designed with Oncoscript; research use only.',
    ],
    features: construct.features.map((feature) => genBankFeature(construct, feature)),
    sequence: construct.sequence,
  };
}

function genBankFeature(construct: Construct, feature: ConstructFeature): GenBankFeature {
  const role = partRole(feature.role);
  const isProtein = construct.alphabet === 'protein';
  const colour = feature.colour ?? role.colour;
  const isRegulatory = !isProtein && role.regulatoryClass !== undefined;
  const qualifiers: readonly GenBankQualifier[] = [
    { name: 'label', value: feature.label },
    ...(isRegulatory ? [{ name: 'regulatory_class', value: role.regulatoryClass as string }] : []),
    ...(isRegulatory && role.regulatoryClass === 'other' ? [note(role.title)] : []),
    ...(feature.role === 'CDS' && !isProtein ? codingQualifiers(construct, feature) : []),
    ...feature.notes.map(note),
    ...(feature.partId === null ? [] : [note(`part: ${feature.partId}`)]),
    ...(feature.source === null ? [] : sourceNotes(feature.source)),
    note(`color: ${colour}`),
    { name: 'ApEinfo_fwdcolor', value: colour },
    { name: 'ApEinfo_revcolor', value: colour },
  ];
  return {
    key: isProtein ? (role.proteinKey ?? 'Region') : role.insdcKey,
    ranges: feature.ranges,
    strand: feature.strand,
    qualifiers,
  };
}

function codingQualifiers(
  construct: Construct,
  feature: ConstructFeature,
): readonly GenBankQualifier[] {
  const residues = translateCodons(asDna(featureSequence(construct, feature)), 1);
  return [
    { name: 'codon_start', value: 1 },
    { name: 'transl_table', value: 1 },
    { name: 'product', value: feature.label },
    { name: 'translation', value: residues.replace(/\*+$/, '') },
  ];
}

function note(value: string): GenBankQualifier {
  return { name: 'note', value };
}

/** A note each, so that a long accession stands on a line of its own: some readers lose it within a text. */
function sourceNotes(source: Source): readonly GenBankQualifier[] {
  return [
    note(`source: ${source.name}`),
    ...(source.accession === undefined ? [] : [note(`accession: ${source.accession}`)]),
    ...(source.doi === undefined ? [] : [note(`doi: ${source.doi}`)]),
    ...(source.pmid === undefined ? [] : [note(`PMID: ${source.pmid}`)]),
    ...(source.licence === undefined ? [] : [note(`licence: ${source.licence}`)]),
  ];
}
