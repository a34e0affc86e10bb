import { describe, expect, it } from 'vitest';

import { InputError, OptionError, PackError } from '../../core/errors.js';
import { receivedError, sentError } from './sent-error.js';

describe('an error sent between threads', () => {
  it.each([
    new InputError('bad', { file: 'a.vcf', line: 3, hint: 'mend it' }),
    new InputError('bad'),
    new OptionError('bad', '--out', 'another'),
    new PackError('bad', { pack: 'p', expected: 'x', found: 'y', hint: 'again' }),
    new PackError('bad', { pack: 'p' }),
    new TypeError('a bug'),
  ])('comes as it was: %o', (error) => {
    const received = receivedError(structuredClone(sentError(error))) as Error;
    expect(received).toBeInstanceOf(error.constructor);
    expect({ ...received, message: received.message }).toEqual({
      ...error,
      message: error.message,
    });
  });
});
