import { InputError } from '../../core/errors.js';

import type { ByteSource } from './byte-source.js';
import { type ReadOptions, readLines } from './lines.js';

/** Tables beyond this are read line by line, or not at all. Unit: characters. */
const LONGEST_TEXT = 256 << 20;

/**
 * The whole text of a source, decompressed, its lines joined by `\\n` whatever ended them.
 * @throws InputError as `readLines` does, and for more than 256 MiB of text.
 */
export async function readText(source: ByteSource, options: ReadOptions = {}): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for await (const { firstLine, lines } of readLines(source, options)) {
    const part = lines.join('\n');
    length += part.length;
    if (length > LONGEST_TEXT) {
      throw new InputError('the file holds more than 256 MiB of text', {
        file: source.name,
        line: firstLine,
      });
    }
    parts.push(part);
  }
  return parts.join('\n');
}
