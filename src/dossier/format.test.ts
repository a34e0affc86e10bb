import { describe, expect, it } from 'vitest';

import {
  counted,
  formatBytes,
  formatCount,
  formatMeasure,
  formatPercent,
  formatRank,
  valueOr,
} from './format.js';
import { markup } from './html.js';

describe('numbers in the dossier', () => {
  it('groups the digits of a count', () => {
    expect([0, 999, 1000, 1234567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567']);
  });

  it('counts one thing in the singular', () => {
    expect([counted(1, 'file'), counted(2, 'file'), counted(0, 'mismatch', 'mismatches')]).toEqual([
      '1 file',
      '2 files',
      '0 mismatches',
    ]);
  });

  it('prints a fraction as a percentage, small ones with two digits', () => {
    expect([0, 0.0042, 0.323, 1].map(formatPercent)).toEqual(['0.0', '0.42', '32.3', '100.0']);
  });

  it('prints a rank with two significant digits below 10', () => {
    expect([0, 0.0004, 0.0123, 0.5, 1.234, 9.96, 42.4].map(formatRank)).toEqual([
      '0',
      '<0.001',
      '0.012',
      '0.5',
      '1.2',
      '10.0',
      '42',
    ]);
  });

  it('prints an affinity or expression with as many digits as it deserves', () => {
    expect([0, 0.034, 1.26, 99.94, 1234.5].map(formatMeasure)).toEqual([
      '0.0',
      '0.03',
      '1.3',
      '99.9',
      '1,235',
    ]);
  });

  it('prints sizes in decimal units', () => {
    expect([812, 1482, 1_482_332, 3_000_000_000].map(formatBytes)).toEqual([
      '812 B',
      '1.5 kB',
      '1.5 MB',
      '3.0 GB',
    ]);
  });

  it('shows a gap as NA with its reason, never as a number', () => {
    expect(markup`${valueOr(null, String, 'no <depth>')}`.text).toBe(
      '<abbr class="na" title="no &lt;depth&gt;">NA</abbr>',
    );
    expect(valueOr(0, String, 'unused')).toBe('0');
  });
});
