import { describe, expect, it } from 'vitest';

import { InputError, OptionError, PackError } from './errors.js';

describe('user errors', () => {
  it('say where and what to do', () => {
    const error = new InputError('reference base is G, the file says T', {
      file: 'tumour.vcf',
      line: 214,
      hint: 'was this VCF called on GRCh37?',
    });
    expect(error.place).toBe('tumour.vcf, line 214');
    expect(new InputError('x', { line: 3 }).place).toBe('line 3');
    expect(new InputError('x').place).toBeNull();
    expect(new OptionError('too large', 'purity').place).toBe('purity');
    expect(new PackError('damaged', { pack: 'p', expected: 'a', found: 'b' }).place).toBe(
      'pack p (expected a, found b)',
    );
    expect(new PackError('gone', { pack: 'p' }).place).toBe('pack p');
  });
});
