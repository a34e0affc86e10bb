import { InputError } from '../../core/errors.js';
import type { GivenHlaName } from '../../core/hla-genotype.js';
import type { HlaCalls } from './hla-calls.js';

const HINT = 'give arcasHLA’s genotype.json or partial_genotype.json';

/**
 * arcasHLA's `genotype.json` and `partial_genotype.json`: `{"A": ["A*01:01:01", "A*03:01:01"], …}`,
 * or its `genotypes.json` of merged runs where that holds one sample; a JSON list of names is read
 * as a plain list.
 * Source: https://github.com/RabadanLab/arcasHLA (README).
 * @throws InputError for anything else, among it the tool's intermediate files.
 */
export function parseArcasHla(text: string, file: string): HlaCalls {
  const json = parseJson(text, file);
  const names = (list: readonly string[]): readonly GivenHlaName[] =>
    list.map((name) => ({ text: name, line: lineOf(text, name) }));
  const base = { notTyped: [], skipped: [], notes: [] };
  if (isListOfText(json)) return { tool: 'plain list', names: names(json), ...base };
  const genes = entriesOf(json);
  if (genes === null) {
    throw new InputError('this JSON holds no HLA typing', { file, line: 1, hint: HINT });
  }
  const nested = genes.flatMap(([sample, value]) => {
    const inner = entriesOf(value);
    return inner === null ? [] : [{ sample, inner }];
  });
  if (nested.length > 1) {
    throw new InputError(
      `typings of ${nested.length} samples: ${nested.map(({ sample }) => sample).join(', ')}`,
      { file, line: 1, hint: 'give one patient’s genotype.json' },
    );
  }
  const [merged] = nested;
  return {
    tool: 'arcasHLA',
    names: (merged?.inner ?? genes).flatMap(([gene, value]) => {
      if (isListOfText(value)) return names(value);
      throw new InputError(
        Array.isArray(value)
          ? `"${gene}" holds read counts or abundances, an intermediate result of arcasHLA`
          : `"${gene}" is not a list of alleles`,
        { file, line: lineOf(text, gene), hint: HINT },
      );
    }),
    ...base,
  };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = (error as Error).message;
    const position = /at position (\d+)/.exec(message)?.[1];
    const line =
      position === undefined ? {} : { line: text.slice(0, Number(position)).split('\n').length };
    throw new InputError(`not valid JSON: ${message}`, { file, ...line, hint: HINT });
  }
}

function isListOfText(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function entriesOf(value: unknown): readonly [string, unknown][] | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : null;
}

/** Line on which a JSON string first stands; 1 where it is written with escapes. */
function lineOf(text: string, value: string): number {
  const at = text.indexOf(JSON.stringify(value));
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
