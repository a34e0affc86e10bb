import { describe, expect, it } from 'vitest';

import { writeSbol3, type SbolComponent } from './write-sbol3.js';

const COMPONENT: SbolComponent = {
  displayId: 'demo',
  name: 'Demo "one"\n',
  description: '',
  molecule: 'DNA',
  topology: 'circular',
  sequence: 'ACGTAC',
  features: [
    {
      name: 'over the origin',
      description: null,
      role: 'SO:0000167',
      ranges: [
        { start0: 4, end0: 6 },
        { start0: 0, end0: 1 },
      ],
      strand: -1,
      derivedFrom: ['https://doi.org/10.1/a<b>'],
    },
  ],
};
const NAMESPACE = 'https://example.org/lab';

/** N-Triples 1.1, as its grammar has IRIs, literals and datatypes. */
const TRIPLE =
  /^<([^\s<>"{}|^`\\]+)> <([^\s<>"{}|^`\\]+)> (?:<([^\s<>"{}|^`\\]+)>|"((?:[^"\\\n\r]|\\[tbnrf"'\\])*)"(?:\^\^<[^\s<>"{}|^`\\]+>)?) \.$/;

interface Triple {
  readonly self: string;
  readonly property: string;
  readonly value: string;
}

function triplesOf(components: readonly SbolComponent[]): readonly Triple[] {
  return writeSbol3(components, NAMESPACE)
    .trimEnd()
    .split('\n')
    .map((line) => {
      const match = TRIPLE.exec(line);
      if (match === null) throw new Error(`not a triple: ${line}`);
      const [, self = '', property = '', iri, literal] = match;
      return {
        self,
        property: property.replace('http://sbols.org/v3#', ''),
        value: iri ?? literal ?? '',
      };
    });
}

function valuesOf(triples: readonly Triple[], self: string, property: string): readonly string[] {
  return triples
    .filter((triple) => triple.self === self && triple.property === property)
    .map(({ value }) => value);
}

describe('writeSbol3', () => {
  it('writes Component, Sequence, SequenceFeature and Ranges as SBOL 3.1 links them', () => {
    const triples = triplesOf([COMPONENT]);
    const self = `${NAMESPACE}/demo`;
    const feature = `${self}/SequenceFeature1`;
    expect(valuesOf(triples, self, 'type')).toEqual([
      'https://identifiers.org/SBO:0000251',
      'https://identifiers.org/SO:0000988',
    ]);
    expect(valuesOf(triples, self, 'hasSequence')).toEqual([`${self}_sequence`]);
    expect(valuesOf(triples, `${self}_sequence`, 'elements')).toEqual(['ACGTAC']);
    expect(valuesOf(triples, `${self}_sequence`, 'encoding')).toEqual([
      'https://identifiers.org/edam:format_1207',
    ]);
    expect(valuesOf(triples, self, 'hasFeature')).toEqual([feature]);
    expect(valuesOf(triples, feature, 'orientation')).toEqual([
      'https://identifiers.org/SO:0001031',
    ]);
    expect(
      valuesOf(triples, feature, 'hasLocation').map((range) => [
        valuesOf(triples, range, 'start')[0],
        valuesOf(triples, range, 'end')[0],
        valuesOf(triples, range, 'hasSequence')[0],
      ]),
    ).toEqual([
      ['5', '6', `${self}_sequence`],
      ['1', '1', `${self}_sequence`],
    ]);
  });

  it('gives every object one type and one displayId, and links to none that is not there', () => {
    const triples = triplesOf([
      COMPONENT,
      {
        ...COMPONENT,
        displayId: 'other',
        molecule: 'protein',
        topology: 'linear',
        sequence: 'MEEPQS',
      },
    ]);
    const rdfType = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
    const objects = new Set(triples.map(({ self }) => self));
    for (const object of objects) {
      expect(valuesOf(triples, object, rdfType)).toHaveLength(1);
      expect(valuesOf(triples, object, 'displayId')).toEqual([object.split('/').at(-1)]);
    }
    for (const { property, value } of triples) {
      if (/^has(Sequence|Feature|Location)$/.test(property)) expect(objects.has(value)).toBe(true);
    }
  });

  it('refuses identifiers that are no IRIs', () => {
    expect(() => writeSbol3([COMPONENT], 'lab')).toThrow('namespace');
    expect(() => writeSbol3([COMPONENT], 'https://example.org/')).toThrow('namespace');
    expect(() => writeSbol3([{ ...COMPONENT, displayId: 'a-b' }], NAMESPACE)).toThrow('displayId');
    expect(() => writeSbol3([COMPONENT, COMPONENT], NAMESPACE)).toThrow('same displayId');
  });
});
