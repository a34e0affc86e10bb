import { writeTsv, type TsvCell } from '../../formats/tsv/write-tsv.js';
import type { Context } from '../../core/context.js';
import type { ConstraintResult } from '../../engines/rna/constraints-check.js';
import { writeWhole } from '../../platform/node/output-folder.js';
import type { Answer, RnaFlags } from './rna-input.js';

/** How a command writes its results. */
export interface Layout<T> {
  /** For a person to read. */
  text(id: string, result: T): string;
  /** Words of the FASTA header, and the sequence. */
  fasta(result: T): { readonly words: string; readonly sequence: string };
  readonly columns: readonly string[];
  row(result: T): readonly TsvCell[];
}

const LINE_LENGTH = 60;

function pieces<T>(answers: readonly Answer<T>[], format: string, layout: Layout<T>): string {
  if (format === 'json') return `${JSON.stringify(answers, null, 2)}\n`;
  if (format === 'tsv') {
    const gaps = layout.columns.map(() => null);
    return writeTsv(
      ['id', 'status', 'reason', ...layout.columns],
      answers.map((answer) =>
        answer.status === 'done'
          ? [answer.id, 'done', null, ...layout.row(answer.result)]
          : [answer.id, 'skipped', answer.reason, ...gaps],
      ),
    );
  }
  return answers
    .map((answer) => {
      if (answer.status === 'skipped')
        return format === 'fasta' ? '' : `>${answer.id}\nskipped: ${answer.reason}\n`;
      if (format === 'text') return layout.text(answer.id, answer.result);
      const { words, sequence } = layout.fasta(answer.result);
      return `>${answer.id} ${words}\n${(sequence.match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? []).join('\n')}\n`;
    })
    .join('');
}

export async function writeAnswers<T>(
  answers: readonly Answer<T>[],
  { format = 'text', out }: RnaFlags,
  layout: Layout<T>,
  context: Context,
): Promise<void> {
  const text = pieces(answers, format, layout);
  if (out === undefined) process.stdout.write(text);
  else await writeWhole(out, [text], context.signal);
}

export function kcal(energy: number): string {
  return energy.toFixed(2);
}

export function shareText(share: number | null): string {
  return share === null ? 'NA' : share.toFixed(3);
}

/** A line a constraint, then the places where it is not kept (1-based). */
export function constraintLines(results: readonly ConstraintResult[]): string {
  const lines = results.map(({ constraint, met, detail, places }) => {
    const where = places
      .slice(0, 5)
      .map(({ start0, end0, what }) => `${start0 + 1}-${end0} ${what}`)
      .join('; ');
    const more = places.length > 5 ? `; and ${places.length - 5} more` : '';
    return `  ${met ? 'met    ' : 'NOT MET'}  ${constraint}: ${detail}${where === '' ? '' : ` (${where}${more})`}\n`;
  });
  const met = results.filter(({ met }) => met).length;
  return `constraints met  ${met} of ${results.length}\n${lines.join('')}`;
}

/** `7/7`, then what is not met. */
export function constraintCells(results: readonly ConstraintResult[]): readonly TsvCell[] {
  const unmet = results.filter(({ met }) => !met);
  return [
    `${results.length - unmet.length}/${results.length}`,
    unmet.map(({ constraint, detail }) => `${constraint}: ${detail}`).join('; ') || null,
  ];
}
