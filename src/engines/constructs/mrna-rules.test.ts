import { cutSequenceByRestrictionEnzyme, defaultEnzymesByName } from '@teselagen/sequence-utils';
import { describe, expect, it } from 'vitest';

import { OptionError } from '../../core/errors.js';
import {
  CAP_ANALOGS,
  capAnalog,
  capSite,
  linearisationSite,
  polyADesign,
  polyATail,
  POLY_A_DESIGNS,
  stopCodons,
} from './mrna-rules.js';

describe('rules', () => {
  it('start the transcript as the cap asks', () => {
    expect(capSite(capAnalog('cleancap-ag')).sequence).toBe('AGG');
    expect(capSite(capAnalog('arca')).sequence).toBe('GGG');
    expect(CAP_ANALOGS.map(({ id }) => capAnalog(id))).toEqual(CAP_ANALOGS);
    expect(() => capAnalog('none')).toThrow(OptionError);
  });

  it('make tails of 120 A, and of 30 and 70 with a linker of 10', () => {
    expect(polyATail(polyADesign('a120')).sequence).toBe('A'.repeat(120));
    expect(polyATail(polyADesign('a30-a70')).sequence).toMatch(/^A{30}[ACGT]{10}A{70}$/);
    expect(() => polyADesign('a1000')).toThrow('no poly(A) design "a1000"');
    const [design] = POLY_A_DESIGNS;
    const withLength = (length: number) => () =>
      polyATail({ ...(design as NonNullable<typeof design>), segments: [{ kind: 'A', length }] });
    expect(withLength(0)).toThrow(OptionError);
    expect(withLength(301)).toThrow(OptionError);
  });

  it.each([
    ['BspQI', 'sapi'],
    ['BsaI', 'bsai'],
    ['BbsI', 'bbsi'],
  ])('end the template strand opposite the last A with %s', (name, theirs) => {
    const tail = `CCC${'A'.repeat(30)}`;
    const sequence = `${tail}${linearisationSite(name).sequence}TTGGCC`;
    const cuts = cutSequenceByRestrictionEnzyme(
      sequence,
      false,
      (defaultEnzymesByName as Readonly<Record<string, unknown>>)[theirs],
    ) as readonly { topSnipPosition: number; bottomSnipPosition: number }[];
    // The bottom strand is the template: what is left of its cut is what the polymerase reads.
    expect(cuts).toHaveLength(1);
    expect(cuts[0]?.bottomSnipPosition).toBe(tail.length);
  });

  it('refuse an enzyme that cuts inside its site, and no stop', () => {
    expect(() => linearisationSite('EcoRI')).toThrow('behind its last A');
    expect(() => stopCodons([])).toThrow(OptionError);
    expect(stopCodons(['TGA', 'TAA']).sequence).toBe('TGATAA');
  });
});
