import { describe, expect, it } from 'vitest';

import { parseSpdi } from './spdi.js';
import {
  refgetAccession,
  sha512t24u,
  vrsAlleleId,
  vrsIdOfSpdi,
  vrsState,
} from './vrs-allele-id.js';

// Identifiers below are those of GA4GH's own test file, vrs/validation/alleles.yaml (VRS 2.0).
const CHROMOSOME_1 = 'SQ.Ya6Rs7DHhDeg7YaOSg1EoNi3U_nQ9SvO';
const CHROMOSOME_8 = 'SQ.209Z7zJ-mFypBEWLk4rNC6S_OxY5p7bs';
const CHROMOSOME_17 = 'SQ.dLZ15tNO1Ur0IcGjwc3Sdi_0A6Yf4zm7';
const CHROMOSOME_19 = 'SQ.IIB53T8CNeJJdUqzn9V_JnRtQadwWCbl';

describe('VRS 2 identifiers', () => {
  it('are those of the published examples for a substitution and a replacement', () => {
    expect(vrsIdOfSpdi(CHROMOSOME_19, parseSpdi('NC_000019.10:44908821:C:T'))).toBe(
      'ga4gh:VA.0AePZIWZUNsUlQTamyLrjm2HWUw2opLt',
    );
    expect(
      vrsAlleleId('SQ.7zfORBjp444qyMRKqvr0mCW1Kgtj82pH', 655, 657, {
        type: 'LiteralSequenceExpression',
        sequence: 'CCACAG',
      }),
    ).toBe('ga4gh:VA.lWcq5vDX0OIXR3CVDxVxU72aj-kU1UVt');
  });

  it('are those of the published examples for a repeat that grows and for deletions', () => {
    expect(vrsIdOfSpdi(CHROMOSOME_1, parseSpdi('NC_000001.11:40819438:CTCCTCCT:CTCCTCCTCCT'))).toBe(
      'ga4gh:VA.Oop4kjdTtKcg1kiZjIJAAR3bp7qi4aNT',
    );
    expect(vrsIdOfSpdi(CHROMOSOME_17, parseSpdi('NC_000017.11:43045571:GACAG:G'))).toBe(
      'ga4gh:VA.wqSJ6wZXwjensLdk5XNo2YldiDUYfrKa',
    );
    expect(vrsIdOfSpdi(CHROMOSOME_8, parseSpdi('NC_000008.11:38148684:GGGGGGGGG:GGGG'))).toBe(
      'ga4gh:VA.4GjeORfLxGnNzZhQrYQLL4SRt6teQJ2q',
    );
  });

  it('write an insertion that does not repeat the reference literally', () => {
    expect(vrsState(parseSpdi('NC_1.1:5::ACG'))).toEqual({
      type: 'LiteralSequenceExpression',
      sequence: 'ACG',
    });
    // AC inserted beside A moves by one base only: no cycle of the reference.
    expect(vrsState(parseSpdi('NC_1.1:5:A:ACA'))).toEqual({
      type: 'LiteralSequenceExpression',
      sequence: 'ACA',
    });
  });

  it('digest as refget does', () => {
    // GA4GH refget: the digest of ACGT.
    expect(refgetAccession('ACGT')).toBe('SQ.aKF498dAxcJAqme6QYQ7EZ07-fiw8Kw2');
    expect(sha512t24u('')).toBe('z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXc');
  });
});
