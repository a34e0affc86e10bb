import { z } from 'zod';

import { InputError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';
import { parsedJson } from './read-ctgov.js';

/** A node of a CTML match tree; a value with a leading `!` asks that it be absent. */
export type CtmlNode =
  | { readonly and: readonly CtmlNode[] }
  | { readonly or: readonly CtmlNode[] }
  | { readonly genomic: Readonly<Record<string, string>> }
  | { readonly clinical: Readonly<Record<string, string>> };

/** A level of the treatment list; each asks what those above it ask, too. */
export interface CtmlLevel {
  readonly code: string;
  readonly isSuspended: boolean;
  readonly match: readonly CtmlNode[];
  readonly below: readonly CtmlLevel[];
}

export interface CtmlTrial {
  readonly protocolNumber: string;
  readonly title: string | null;
  readonly nctId: string | null;
  readonly phase: string | null;
  readonly status: string | null;
  readonly lastUpdated: string | null;
  readonly steps: readonly CtmlLevel[];
}

const facts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]).transform(String),
);
const node: z.ZodType<CtmlNode> = z.lazy(() =>
  z.union([
    z.strictObject({ and: z.array(node) }),
    z.strictObject({ or: z.array(node) }),
    z.strictObject({ genomic: facts }),
    z.strictObject({ clinical: facts }),
  ]),
);
const code = z.union([z.string(), z.number()]).transform(String);
const suspended = z
  .string()
  .optional()
  .transform((value) => /^y(es)?$/i.test(value ?? ''));
const match = z.array(node).optional();
const dose = z.object({ level_code: code.optional(), level_suspended: suspended, match });
const arm = z.object({
  arm_code: code.optional(),
  arm_suspended: suspended,
  match,
  dose_level: z.array(dose).optional(),
});
const step = z.object({ step_code: code.optional(), match, arm: z.array(arm).optional() });
const trial = z.object({
  protocol_no: code,
  nct_id: z.string().optional(),
  long_title: z.string().optional(),
  short_title: z.string().optional(),
  phase: z.string().optional(),
  status: z.string().optional(),
  last_updated: z.string().optional(),
  treatment_list: z.object({ step: z.array(step) }).optional(),
});

/**
 * Reads trials in CTML, the match language of MatchMiner, as JSON: one trial or an array. One that cannot be read
 * is skipped and named.
 * @throws InputError where the text is no JSON or no CTML.
 */
export function readCtml(
  text: string,
  file: string,
): { readonly trials: readonly CtmlTrial[]; readonly skipped: readonly SkippedItem[] } {
  const json = parsedJson(text, file);
  const given = Array.isArray(json) ? json : [json];
  const trials: CtmlTrial[] = [];
  const skipped: SkippedItem[] = [];
  for (const [index, one] of given.entries()) {
    const read = trial.safeParse(one);
    if (read.success) trials.push(ctmlTrial(read.data));
    else {
      const [issue] = read.error.issues;
      const reason = `${issue?.path.join('.') ?? 'the trial'}: ${issue?.message ?? 'cannot be read'}`;
      if (given.length === 1) {
        throw new InputError(`no CTML: ${reason}`, {
          file,
          hint: 'a trial has protocol_no and treatment_list, with match trees of and, or, genomic and clinical',
        });
      }
      skipped.push({
        status: 'skipped',
        item: `trial ${index + 1}`,
        code: 'unreadable-trial',
        reason,
        file,
      });
    }
  }
  return { trials, skipped };
}

function ctmlTrial(given: z.infer<typeof trial>): CtmlTrial {
  return {
    protocolNumber: given.protocol_no,
    title: given.short_title ?? given.long_title ?? null,
    nctId: given.nct_id ?? null,
    phase: given.phase ?? null,
    status: given.status ?? null,
    lastUpdated: given.last_updated ?? null,
    steps: (given.treatment_list?.step ?? []).map((one, index) => ({
      code: one.step_code ?? `step ${index + 1}`,
      isSuspended: false,
      match: one.match ?? [],
      below: (one.arm ?? []).map((inStep, armIndex) => ({
        code: inStep.arm_code ?? `arm ${armIndex + 1}`,
        isSuspended: inStep.arm_suspended,
        match: inStep.match ?? [],
        below: (inStep.dose_level ?? []).map((level, doseIndex) => ({
          code: level.level_code ?? `level ${doseIndex + 1}`,
          isSuspended: level.level_suspended,
          match: level.match ?? [],
          below: [],
        })),
      })),
    })),
  };
}
