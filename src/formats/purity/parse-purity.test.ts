import { describe, expect, it } from 'vitest';

import { parsePurity } from './parse-purity.js';

const PURPLE = 'purity\tnormFactor\tploidy\tstatus\tminPurity\tmaxPurity\n';

describe('parsePurity', () => {
  it.each([
    ['0.75\n', { tool: 'number', purity: 0.75, ploidy: null, purityRange: null }],
    ['\uFEFF1', { tool: 'number', purity: 1, ploidy: null, purityRange: null }],
    [
      'purity\tploidy\n0.6\t3.1\n',
      { tool: 'plain table', purity: 0.6, ploidy: 3.1, purityRange: null },
    ],
    ['Ploidy\n2\n', { tool: 'plain table', purity: null, ploidy: 2, purityRange: null }],
    [
      'purity,ploidy\n0.6,NA\n',
      { tool: 'plain table', purity: 0.6, ploidy: null, purityRange: null },
    ],
    [
      `${PURPLE}0.96\t1.0\t1.99\tSOMATIC\t0.53\t1.00\n`,
      { tool: 'PURPLE', purity: 0.96, ploidy: 1.99, purityRange: [0.53, 1] },
    ],
  ])('reads %j', (text, estimate) => {
    expect(parsePurity(text, 'x')).toEqual(estimate);
  });

  it.each([
    ['75', 1, 'not a fraction', '0.75'],
    ['0', 1, 'not a fraction', '0.75'],
    ['75 %\n', 1, 'a percentage', '0.75'],
    ['purity\n75\n', 2, 'not a fraction', '0.75'],
    ['purity\n75%\n', 2, 'purity is "75%"', '0.75'],
    ['purity\thigh\nhigh\t1\n', 2, 'purity is "high"', 'number'],
    ['purity\tploidy\n0.5\t0\n', 2, 'a ploidy of 0', 'over 0'],
    ['purity\tploidy\nNA\tNA\n', 2, 'no purity and no ploidy', 'column purity'],
    ['purity\tploidy\n', 1, 'no row', 'one row'],
    ['purity\tploidy\n0.5\n', 2, '1 cells', 'one row'],
    ['purity\tploidy\n0.5\t2\n0.6\t3\n', 3, '2 rows', 'purple.purity.tsv'],
    ['QCStatus\tFAIL_SEGMENT\nSegmentPass\tfalse\n', 1, 'quality report', 'purple.purity.tsv'],
    [`${PURPLE}0.96\t1.0\t1.99\tNO_TUMOR\t0.53\t1.00\n`, 2, 'found no tumour', 'leave purity out'],
  ])('refuses %j', (text, line, message, hint) => {
    expect(() => parsePurity(text, 'purity.tsv')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
        file: 'purity.tsv',
        line,
      }),
    );
  });
});
