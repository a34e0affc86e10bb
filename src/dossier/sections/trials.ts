import type { Source } from '../../core/cited.js';
import { type Block, type Cell, numberCell, type Section, textCell } from '../../core/document.js';
import { DRUG_CLASS_SOURCE } from '../../engines/evidence/trials/drug-classes.js';
import type { TrialMatch } from '../../engines/evidence/trials/match-trial.js';
import type { TrialSearch } from '../../engines/evidence/trials/trial-library.js';
import { allCriteria, askedAndNotGiven } from '../../engines/evidence/trials/trial-table.js';

/** Trials shown in each table; `trials.tsv` has all. */
const SHOWN = 20;
/** Facts named that trials ask for and nobody gave. */
const NAMED_GAPS = 10;

/** Trials that may fit, with the reason and what remains to be read, and why the others do not. */
export function trialsSection(search: TrialSearch): Section {
  const { matches, counts, searched, otherStatus, asOf, origin } = search;
  const fitting = matches.filter(({ state }) => state !== 'fail');
  const failing = matches.filter(({ state }) => state === 'fail');
  const date = asOf === null ? 'Their records are not dated' : `Records as of ${asOf}`;
  return {
    id: 'trials',
    title: 'Clinical trials',
    blocks: [
      {
        kind: 'paragraph',
        text: `${searched} trials were held against this patient${origin === null ? '' : ` (${origin})`}: ${counts.pass} meet every criterion, ${counts.warn} meet those that could be checked and leave text to read, ${counts.undetermined} ask for something that was not given, ${counts.fail} do not fit.${otherStatus === 0 ? '' : ` ${otherStatus} more do not recruit.`}`,
        sources: [registry(asOf), DRUG_CLASS_SOURCE],
      },
      {
        kind: 'notice',
        level: 'caution',
        text: `${date}: whether a trial still recruits is to be looked up in its registry. Criteria that a machine cannot check stay text; nothing was concluded from them, and a person has to read them. A trial decides by its whole protocol, of which a registry holds a part.`,
      },
      ...fittingTable(fitting, counts.pass + counts.warn + counts.undetermined),
      ...gaps(fitting),
      ...failingTable(failing, counts.fail),
    ],
  };
}

function registry(asOf: string | null): Source {
  return {
    name: 'ClinicalTrials.gov',
    url: 'https://clinicaltrials.gov',
    ...(asOf === null ? {} : { date: asOf }),
  };
}

function fittingTable(matches: readonly TrialMatch[], all: number): readonly Block[] {
  if (matches.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: `Trials that may fit${leftOver(matches.length, all)}`,
      columns: [
        { key: 'trial', title: 'Trial' },
        { key: 'title', title: 'Title' },
        {
          key: 'state',
          title: 'State',
          help: 'pass: all criteria met; warn: those that could be checked are met; undetermined: something was not given',
        },
        { key: 'why', title: 'Asks for, and the patient has' },
        { key: 'open', title: 'Asks for, and was not given' },
        { key: 'unread', title: 'Left to read', help: 'criteria that stay text, of all' },
        { key: 'status', title: 'Status' },
        { key: 'phase', title: 'Phase' },
        { key: 'date', title: 'Record of' },
      ],
      rows: matches.slice(0, SHOWN).map((match) => {
        const { trial, state, whyThis, unread } = match;
        const open = askedAndNotGiven([match]).map(({ what }) => what);
        return [
          textCell(trial.id),
          textCell(trial.title),
          textCell(state),
          listCell(whyThis, 'no finding or tumour type of this patient'),
          listCell(open, 'all that was typed could be checked'),
          textCell(`${unread} of ${allCriteria(match).length}`),
          textCell(statusText(trial.registeredStatus)),
          listCell(trial.phases.map(phaseText), 'not registered'),
          dateCell(match),
        ];
      }),
    },
  ];
}

function failingTable(matches: readonly TrialMatch[], all: number): readonly Block[] {
  if (matches.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: `Why other trials do not fit${leftOver(matches.length, all)}`,
      columns: [
        { key: 'trial', title: 'Trial' },
        { key: 'title', title: 'Title' },
        { key: 'why-not', title: 'Why not' },
        { key: 'can-change', title: 'Can change', help: 'on another day, or after treatment' },
        { key: 'date', title: 'Record of' },
      ],
      rows: matches.slice(0, SHOWN).map((match) => {
        const failed = match.criteria.filter(({ state }) => state === 'fail');
        const changes = failed.length > 0 && failed.every(({ canChange }) => canChange);
        return [
          textCell(match.trial.id),
          textCell(match.trial.title),
          textCell(match.whyNot ?? ''),
          textCell(changes ? 'yes' : 'no'),
          dateCell(match),
        ];
      }),
    },
  ];
}

function gaps(matches: readonly TrialMatch[]): readonly Block[] {
  const asked = askedAndNotGiven(matches);
  if (asked.length === 0) return [];
  return [
    {
      kind: 'facts',
      rows: asked.slice(0, NAMED_GAPS).map(({ what, trials }) => ({
        label: `Not given: ${what}`,
        value: numberCell(trials, 0, '', trials === 1 ? 'trial asks' : 'trials ask'),
      })),
    },
  ];
}

function leftOver(listed: number, all: number): string {
  const left = all - Math.min(listed, SHOWN);
  return left > 0 ? `; ${left} more, in trials.tsv as far as listed there` : '';
}

function listCell(values: readonly string[], none: string): Cell {
  return values.length === 0 ? { kind: 'missing', reason: none } : textCell(values.join('; '));
}

function dateCell({ trial }: TrialMatch): Cell {
  return trial.recordDate === null
    ? { kind: 'missing', reason: 'the record is not dated' }
    : textCell(trial.recordDate);
}

function statusText(registered: string): string {
  return registered.toLowerCase().replaceAll('_', ' ');
}

/** `PHASE2` -> `2`, `EARLY_PHASE1` -> `early 1`. */
function phaseText(phase: string): string {
  return phase.toLowerCase().replace('_', ' ').replace('phase', '');
}
