import { hashOf } from '../../core/hashing.js';

/** Plain JSON of a FHIR R4 resource; validated against its profile in the tests. */
export type FhirResource = Readonly<Record<string, unknown>> & { readonly resourceType: string };

/** A resource with the URL that others in its bundle refer to it by. */
export interface FhirEntry {
  readonly fullUrl: string;
  readonly resource: FhirResource;
}

const GUIDE = 'http://hl7.org/fhir/uv/genomics-reporting';

export const LOINC = 'http://loinc.org';
export const UCUM = 'http://unitsofmeasure.org';
export const HGNC = 'http://www.genenames.org';
export const HGVS = 'http://varnomen.hgvs.org';
export const SEQUENCE_ONTOLOGY = 'http://www.sequenceontology.org';
/** Codes of the guide that no terminology has yet. */
export const GUIDE_CODES = `${GUIDE}/CodeSystem/tbd-codes-cs`;

export function guideProfile(name: string): string {
  return `${GUIDE}/StructureDefinition/${name}`;
}

/** The same for the same content: a version 8 UUID (RFC 9562) of the hash of its key. */
export function entryUrl(key: readonly string[]): string {
  const hex = hashOf(key);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

export function reference(fullUrl: string): { readonly reference: string } {
  return { reference: fullUrl };
}

export function coded(system: string, code: string, display?: string): object {
  return { coding: [{ system, code, ...(display === undefined ? {} : { display }) }] };
}

export const LABORATORY = coded(
  'http://terminology.hl7.org/CodeSystem/observation-category',
  'laboratory',
);
export const GENETICS = coded('http://terminology.hl7.org/CodeSystem/v2-0074', 'GE');

/** A component of an observation: what it tells, and its value under its typed name. */
export function component(code: object, value: Readonly<Record<string, unknown>>): object {
  return { code, ...value };
}
