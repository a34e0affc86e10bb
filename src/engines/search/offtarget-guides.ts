import { InputError } from '../../core/errors.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import { readLines } from '../../formats/text/lines.js';
import { checkGuide, type Guide } from './offtarget-options.js';

/** Room for a library of all genes; with bulges their tables take 70 MB a thread. */
const MOST_GUIDES = 100_000;

/**
 * Guides from a list: a sequence a line and, after white space, a name; without one the sequence names it. Lower case is
 * read as upper, U as T; empty lines and those that start with # are passed over.
 * @throws InputError with file and line for anything else, for guides of different lengths, and for no guide.
 */
export async function readGuides(
  source: ByteSource,
  signal: AbortSignal,
): Promise<readonly Guide[]> {
  const guides: Guide[] = [];
  const file = source.name;
  for await (const { firstLine, lines } of readLines(source, { signal })) {
    for (const [i, text] of lines.entries()) {
      const line = firstLine + i;
      const [written = '', name] = text.trim().split(/\s+/);
      if (written === '' || written.startsWith('#')) continue;
      if (written.startsWith('>')) {
        throw new InputError('guides are a list, not FASTA', {
          file,
          line,
          hint: 'write a sequence a line, its name behind it',
        });
      }
      const sequence = written.toUpperCase().replaceAll('U', 'T');
      const guide = { name: name ?? sequence, sequence };
      checkGuide(guide, { file, line });
      const first = guides[0] ?? guide;
      if (first.sequence.length !== sequence.length) {
        throw new InputError(
          `guide ${guide.name} has ${sequence.length} bases, the first has ${first.sequence.length}`,
          { file, line, hint: 'guides of one search have one length' },
        );
      }
      guides.push(guide);
      if (guides.length > MOST_GUIDES) {
        throw new InputError(`there are more than ${MOST_GUIDES} guides`, { file, line });
      }
    }
  }
  if (guides.length === 0) {
    throw new InputError('the file holds no guide', { file, hint: 'write a sequence a line' });
  }
  return guides;
}
