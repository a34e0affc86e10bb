import { z } from 'zod';

import { InputError } from '../../core/errors.js';
import { compareText, type SkippedItem } from '../../core/skipped.js';

/** A study as ClinicalTrials.gov's API version 2 gives it; null and empty where it says nothing. */
export interface RegisteredTrial {
  readonly nctId: string;
  readonly title: string;
  /** As registered, e.g. `RECRUITING`. */
  readonly status: string | null;
  readonly phases: readonly string[];
  readonly conditions: readonly string[];
  readonly interventions: readonly string[];
  readonly countries: readonly string[];
  readonly sex: string | null;
  /** As registered, e.g. `18 Years`. */
  readonly minimumAge: string | null;
  readonly maximumAge: string | null;
  readonly eligibility: string | null;
  readonly lastUpdate: string | null;
}

const dated = z.object({ date: z.string() }).partial();
const study = z.object({
  protocolSection: z.object({
    identificationModule: z.object({
      nctId: z.string().regex(/^NCT\d{8}$/, 'is not an NCT number'),
      briefTitle: z.string().optional(),
      officialTitle: z.string().optional(),
    }),
    statusModule: z
      .object({ overallStatus: z.string(), lastUpdatePostDateStruct: dated })
      .partial()
      .optional(),
    conditionsModule: z
      .object({ conditions: z.array(z.string()) })
      .partial()
      .optional(),
    designModule: z
      .object({ phases: z.array(z.string()) })
      .partial()
      .optional(),
    armsInterventionsModule: z
      .object({ interventions: z.array(z.object({ name: z.string() })) })
      .partial()
      .optional(),
    eligibilityModule: z
      .object({
        eligibilityCriteria: z.string(),
        sex: z.string(),
        minimumAge: z.string(),
        maximumAge: z.string(),
      })
      .partial()
      .optional(),
    contactsLocationsModule: z
      .object({ locations: z.array(z.object({ country: z.string() }).partial()) })
      .partial()
      .optional(),
  }),
});

/**
 * Reads a study, a search answer (`studies`) or an array of studies. A study that lacks what every one has is
 * skipped and named; the others are read.
 * @throws InputError where the text is no JSON or holds no studies.
 */
export function readCtgov(
  text: string,
  file: string,
): { readonly trials: readonly RegisteredTrial[]; readonly skipped: readonly SkippedItem[] } {
  const studies = studiesOf(parsedJson(text, file));
  if (studies === null) {
    throw new InputError('holds no study of ClinicalTrials.gov', {
      file,
      hint: 'save the answer of https://clinicaltrials.gov/api/v2/studies, or of one study, as it is',
    });
  }
  const trials: RegisteredTrial[] = [];
  const skipped: SkippedItem[] = [];
  for (const [index, one] of studies.entries()) {
    const read = study.safeParse(one);
    if (read.success) trials.push(registered(read.data));
    else {
      const [issue] = read.error.issues;
      skipped.push({
        status: 'skipped',
        item: `study ${index + 1}`,
        code: 'unreadable-study',
        reason: `${issue?.path.join('.') ?? 'the study'}: ${issue?.message ?? 'cannot be read'}`,
        file,
      });
    }
  }
  return { trials, skipped };
}

/** @throws InputError with the line where the JSON breaks. */
export function parsedJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InputError('not valid JSON', {
      file,
      line: brokenLine(text),
      hint: 'was the download cut short? fetch it again',
    });
  }
}

/** The first line, 1-based, up to which the text is more than merely unfinished. Engines do not always tell the place. */
function brokenLine(text: string): number {
  const lines = text.split('\n');
  let [whole, broken] = [0, lines.length];
  while (broken - whole > 1) {
    const middle = (whole + broken) >> 1;
    if (isUnfinished(lines.slice(0, middle).join('\n'))) whole = middle;
    else broken = middle;
  }
  return broken;
}

function isUnfinished(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const position = /position (\d+)/.exec(message)?.[1];
    const isAtEnd = position !== undefined && Number(position) >= text.length;
    return isAtEnd || /unexpected (?:end|EOF)|unterminated/i.test(message);
  }
}

function studiesOf(json: unknown): readonly unknown[] | null {
  if (Array.isArray(json)) return json;
  if (typeof json !== 'object' || json === null) return null;
  if ('protocolSection' in json) return [json];
  return 'studies' in json && Array.isArray(json.studies) ? json.studies : null;
}

function registered({ protocolSection: section }: z.infer<typeof study>): RegisteredTrial {
  const { identificationModule: names, statusModule, eligibilityModule: asked } = section;
  const countries = (section.contactsLocationsModule?.locations ?? []).flatMap(({ country }) =>
    country === undefined ? [] : [country],
  );
  return {
    nctId: names.nctId,
    title: names.briefTitle ?? names.officialTitle ?? names.nctId,
    status: statusModule?.overallStatus ?? null,
    phases: section.designModule?.phases ?? [],
    conditions: section.conditionsModule?.conditions ?? [],
    interventions: (section.armsInterventionsModule?.interventions ?? []).map(({ name }) => name),
    countries: [...new Set(countries)].sort(compareText),
    sex: asked?.sex ?? null,
    minimumAge: asked?.minimumAge ?? null,
    maximumAge: asked?.maximumAge ?? null,
    eligibility: asked?.eligibilityCriteria ?? null,
    lastUpdate: statusModule?.lastUpdatePostDateStruct?.date ?? null,
  };
}
