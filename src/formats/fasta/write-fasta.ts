/** One sequence of a FASTA file; the description follows the id on its line. */
export interface FastaEntry {
  readonly id: string;
  readonly description: string;
  readonly sequence: string;
}

const WIDTH = 60;

/**
 * FASTA text, 60 letters a line.
 * @throws Error for an id with white space or an empty sequence: a bug of the caller.
 */
export function writeFasta(entries: readonly FastaEntry[]): string {
  return entries.map(entryText).join('');
}

function entryText({ id, description, sequence }: FastaEntry): string {
  if (!/^[^\s>]+$/.test(id)) throw new Error(`"${id}" cannot be the id of a sequence`);
  if (sequence === '') throw new Error(`${id} has no sequence`);
  const title = `${id} ${description.replace(/\s+/g, ' ')}`.trim();
  const lines = sequence.match(new RegExp(`.{1,${WIDTH}}`, 'g')) as RegExpMatchArray;
  return `>${title}\n${lines.join('\n')}\n`;
}
