/** 0-based half-open. */
interface SbolRange {
  readonly start0: number;
  readonly end0: number;
}

interface SbolFeature {
  readonly name: string;
  readonly description: string | null;
  /** Sequence Ontology accession. */
  readonly role: string;
  readonly ranges: readonly SbolRange[];
  readonly strand: 1 | -1;
  /** Where it was taken from, as IRIs. */
  readonly derivedFrom: readonly string[];
}

export interface SbolComponent {
  /** Letters, digits and `_`, not starting with a digit. */
  readonly displayId: string;
  readonly name: string;
  readonly description: string;
  readonly molecule: 'DNA' | 'RNA' | 'protein';
  readonly topology: 'linear' | 'circular';
  readonly sequence: string;
  readonly features: readonly SbolFeature[];
}

const SBOL = 'http://sbols.org/v3#';
const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const XSD_INTEGER = 'http://www.w3.org/2001/XMLSchema#integer';
const PROV_DERIVED = 'http://www.w3.org/ns/prov#wasDerivedFrom';
const IDENTIFIERS = 'https://identifiers.org/';

const MOLECULES = {
  DNA: 'SBO:0000251',
  RNA: 'SBO:0000250',
  protein: 'SBO:0000252',
} as const;
/** EDAM's IUPAC encodings of nucleic acids and of proteins. */
const ENCODINGS = {
  DNA: 'edam:format_1207',
  RNA: 'edam:format_1207',
  protein: 'edam:format_1208',
} as const;
const TOPOLOGIES = { linear: 'SO:0000987', circular: 'SO:0000988' } as const;
/** engineered_region. */
const ENGINEERED = 'SO:0000804';
const ORIENTATIONS = { 1: 'SO:0001030', [-1]: 'SO:0001031' } as const;

/**
 * SBOL 3.1 as N-Triples in code-unit order, one Component with its Sequence each; the same components give
 * the same text. Positions are 1-based and inclusive, as SBOL counts.
 * @throws Error for a namespace that is no http(s) IRI or ends with `/`, a bad or repeated displayId.
 */
export function writeSbol3(components: readonly SbolComponent[], namespace: string): string {
  if (!/^https?:\/\/[^\s<>"{}|\\^`]*[^\s<>"{}|\\^`/]$/.test(namespace)) {
    throw new Error(`"${namespace}" cannot be a namespace`);
  }
  const ids = new Set(components.map(({ displayId }) => displayId));
  if (ids.size < components.length) throw new Error('two components have the same displayId');
  const lines = components.flatMap((component) => componentTriples(component, namespace));
  return `${lines.sort().join('\n')}\n`;
}

function componentTriples(component: SbolComponent, namespace: string): readonly string[] {
  const { displayId, molecule, topology, features } = component;
  if (!/^[A-Za-z_]\w*$/.test(displayId)) throw new Error(`"${displayId}" cannot be a displayId`);
  const self = `${namespace}/${displayId}`;
  const sequence = `${self}_sequence`;
  return [
    ...identified(self, 'Component', displayId, component.name, component.description),
    link(self, 'hasNamespace', namespace),
    link(self, 'type', IDENTIFIERS + MOLECULES[molecule]),
    // The topology is a type of nucleic acids only.
    ...(molecule === 'protein' ? [] : [link(self, 'type', IDENTIFIERS + TOPOLOGIES[topology])]),
    ...(molecule === 'DNA' ? [link(self, 'role', IDENTIFIERS + ENGINEERED)] : []),
    link(self, 'hasSequence', sequence),
    ...identified(sequence, 'Sequence', `${displayId}_sequence`, null, null),
    link(sequence, 'hasNamespace', namespace),
    text(sequence, 'elements', component.sequence),
    link(sequence, 'encoding', IDENTIFIERS + ENCODINGS[molecule]),
    ...features.flatMap((feature, i) => featureTriples(feature, i + 1, self, sequence)),
  ];
}

function featureTriples(
  feature: SbolFeature,
  number: number,
  parent: string,
  sequence: string,
): readonly string[] {
  const id = `SequenceFeature${number}`;
  const self = `${parent}/${id}`;
  const orientation = IDENTIFIERS + ORIENTATIONS[feature.strand];
  return [
    link(parent, 'hasFeature', self),
    ...identified(self, 'SequenceFeature', id, feature.name, feature.description),
    link(self, 'role', IDENTIFIERS + feature.role),
    link(self, 'orientation', orientation),
    ...feature.derivedFrom.map((iri) => `<${self}> <${PROV_DERIVED}> <${iriText(iri)}> .`),
    ...feature.ranges.flatMap(({ start0, end0 }, i) => {
      const range = `${self}/Range${i + 1}`;
      return [
        link(self, 'hasLocation', range),
        ...identified(range, 'Range', `Range${i + 1}`, null, null),
        integer(range, 'start', start0 + 1),
        integer(range, 'end', end0),
        integer(range, 'order', i + 1),
        link(range, 'orientation', orientation),
        link(range, 'hasSequence', sequence),
      ];
    }),
  ];
}

function identified(
  self: string,
  kind: string,
  displayId: string,
  name: string | null,
  description: string | null,
): readonly string[] {
  return [
    `<${self}> <${RDF_TYPE}> <${SBOL}${kind}> .`,
    text(self, 'displayId', displayId),
    ...(name === null ? [] : [text(self, 'name', name)]),
    ...(description === null || description === '' ? [] : [text(self, 'description', description)]),
  ];
}

function link(self: string, property: string, target: string): string {
  return `<${self}> <${SBOL}${property}> <${target}> .`;
}

function text(self: string, property: string, value: string): string {
  return `<${self}> <${SBOL}${property}> "${literal(value)}" .`;
}

function integer(self: string, property: string, value: number): string {
  return `<${self}> <${SBOL}${property}> "${value}"^^<${XSD_INTEGER}> .`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
};

function literal(value: string): string {
  return value
    .replace(/[\\"\n\r]/g, (letter) => ESCAPES[letter] as string)
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Characters that an IRI in N-Triples cannot hold, percent-encoded. */
function iriText(iri: string): string {
  return iri.replace(/[\s<>"{}|\\^`]/g, (letter) => encodeURIComponent(letter));
}
