import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { addAbortSignal } from 'node:stream';

import type { Context } from '../../core/context.js';
import { InputError, OptionError, UserError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';
import {
  CODON_USAGE_PACK_ID,
  type CodonUsage,
  codonUsage,
  decodeCodonUsage,
  readCodonShares,
} from '../../engines/rna/codon-usage.js';
import {
  forbiddenSites,
  type MrnaConstraints,
  NO_CONSTRAINTS,
  USUAL_CONSTRAINTS,
} from '../../engines/rna/constraints.js';
import { type EnergyModel, loadEnergyModel } from '../../engines/rna/energy-model.js';
import { ENERGY_PACK_ID } from '../../engines/rna/energy-pack.js';
import { type FastaRecord, readFasta } from '../../formats/fasta/read-fasta.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import type { PackStore } from '../../packs/pack-store.js';
import { fileSource } from '../../platform/node/file-source.js';

/** Flags of every `oncoscript rna` command. */
export interface RnaFlags {
  readonly format?: string;
  readonly out?: string;
  readonly temperature?: number;
  readonly m1psi?: boolean;
}

/** What an mRNA must keep to, as flags. */
export interface ConstraintFlags {
  readonly codonUsage?: string;
  readonly constraints?: boolean;
  readonly avoid?: readonly string[];
  readonly longestRun?: number;
  readonly gcWindow?: string;
  readonly mostUridine?: number;
  readonly openStart?: string;
  readonly shortestRepeat?: number;
}

/** A start that counts as open where no share is given: our choice. */
const USUAL_OPEN_SHARE = 0.75;

/** A result for each sequence of a file, or why there is none. */
export type Answer<T> =
  | { readonly status: 'done'; readonly id: string; readonly result: T }
  | (SkippedItem & { readonly id: string });

export async function energyModel(
  store: PackStore,
  { temperature, m1psi }: RnaFlags,
): Promise<EnergyModel> {
  return loadEnergyModel(await store.load(ENERGY_PACK_ID), {
    ...(temperature === undefined ? {} : { temperatureC: temperature }),
    uridine: m1psi === true ? 'm1psi' : 'plain',
  });
}

export async function openCodonUsage(
  store: PackStore,
  path: string | undefined,
): Promise<CodonUsage> {
  if (path === undefined) return decodeCodonUsage(await store.load(CODON_USAGE_PACK_ID));
  const name = basename(path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new InputError('the table cannot be read', { file: name, hint: 'check the path' });
  }
  return codonUsage(name, readCodonShares(text, name));
}

function numbersOf(
  text: string,
  option: string,
  counts: readonly number[],
  example: string,
): readonly number[] {
  const numbers = text.split(':').map(Number);
  if (!counts.includes(numbers.length) || numbers.some((number) => !Number.isFinite(number))) {
    throw new OptionError(`${text} is not understood`, option, `e.g. ${example}`);
  }
  return numbers;
}

/** The usual constraints with what the flags say otherwise; none with --no-constraints but those given. */
export function constraintsOf(flags: ConstraintFlags): MrnaConstraints {
  const usual = flags.constraints === false ? NO_CONSTRAINTS : USUAL_CONSTRAINTS;
  const window =
    flags.gcWindow === undefined
      ? null
      : numbersOf(flags.gcWindow, '--gc-window', [3], '50:0.3:0.7');
  const start =
    flags.openStart === undefined
      ? null
      : numbersOf(flags.openStart, '--open-start', [1, 2], '40 or 40:0.75');
  return {
    forbiddenSites: flags.avoid === undefined ? usual.forbiddenSites : forbiddenSites(flags.avoid),
    longestRun: flags.longestRun ?? usual.longestRun,
    gcWindow:
      window === null
        ? null
        : { bases: window[0] as number, least: window[1] as number, most: window[2] as number },
    mostUridine: flags.mostUridine ?? null,
    openStart:
      start === null
        ? null
        : { bases: start[0] as number, leastUnpaired: start[1] ?? USUAL_OPEN_SHARE },
    shortestRepeat: flags.shortestRepeat ?? usual.shortestRepeat,
  };
}

function sourceOf(path: string, signal: AbortSignal): ByteSource {
  return path === '-'
    ? { name: 'standard input', bytes: () => addAbortSignal(signal, process.stdin) }
    : fileSource(path);
}

/**
 * Works on each sequence of a FASTA file in turn. What is wrong with a sequence is thrown where it is the only one, and
 * else kept as an answer and a warning.
 */
export async function answerEach<T>(
  path: string,
  work: (record: FastaRecord, file: string) => Promise<T>,
  context: Context,
): Promise<readonly Answer<T>[]> {
  const source = sourceOf(path, context.signal);
  const records: FastaRecord[] = [];
  for await (const record of readFasta(source, { signal: context.signal })) records.push(record);
  const answers: Answer<T>[] = [];
  for (const record of records) {
    try {
      answers.push({ status: 'done', id: record.id, result: await work(record, source.name) });
    } catch (error) {
      if (!(error instanceof UserError) || error instanceof OptionError || records.length === 1)
        throw error;
      context.warn(`skipped: ${error.message}`);
      answers.push({
        status: 'skipped',
        id: record.id,
        item: record.id,
        code: 'unusable-sequence',
        reason: error.message,
        file: source.name,
        line: record.line,
      });
    }
  }
  return answers;
}
