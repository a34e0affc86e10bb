import type {
  CheckpointIndication,
  CheckpointSetting,
} from '../../engines/evidence/checkpoint-indication.js';
import {
  CHECKPOINT_TUMOURS,
  isCheckpointTumour,
} from '../../engines/evidence/checkpoint-tumours.js';
import type { Findings } from '../../findings/findings.js';
import type { CriterionResult } from './checkpoint-design.js';
import { result } from './criterion-result.js';
import { criterionResults } from './label-criteria.js';
import { given } from './patient.js';

const SETTING_TITLES: Readonly<Record<CheckpointSetting, string>> = {
  'first-line': 'first treatment of advanced disease',
  'later-line': 'after treatment of advanced disease',
  'any-line-advanced': 'advanced disease',
  maintenance: 'maintenance after chemotherapy without progression',
  perioperative: 'before or after surgery',
  'definitive-chemoradiation': 'with or after chemoradiation meant to cure',
  'locally-advanced-unresectable': 'unresectable stage III after chemoradiation',
};

export function settingTitle(setting: CheckpointSetting): string {
  return SETTING_TITLES[setting];
}

/** Is the disease advanced: stage IV, or called metastatic or recurrent. */
function advanced({ biomarkers }: Findings): CriterionResult {
  const title = 'advanced disease';
  const { stage } = biomarkers.lab;
  if (stage.kind === 'missing') return result(title, 'unknown', 'stage not given', 'the stage');
  const { text, group } = stage.value;
  const said = `stage ${text}`;
  if (group === 4 || group === null) return result(title, 'met', said);
  return group === 3
    ? result(title, 'unknown', said, 'whether it can be removed')
    : result(title, 'not-met', said);
}

function line(findings: Findings, wanted: 'first' | 'later'): CriterionResult {
  const { lab } = findings.biomarkers;
  const title = wanted === 'first' ? 'no treatment of advanced disease before' : 'treated before';
  if (lab.line.kind === 'given') {
    const isFirst = lab.line.value === 1;
    return result(
      title,
      isFirst === (wanted === 'first') ? 'met' : 'not-met',
      `line ${lab.line.value}`,
    );
  }
  const before = given(lab.priorSystemicTherapy);
  if (before === false) {
    return result(title, wanted === 'first' ? 'met' : 'not-met', 'no systemic treatment before');
  }
  return result(
    title,
    'unknown',
    before === null
      ? 'line not given'
      : 'treated before; whether for advanced disease is not given',
    'the line of treatment (clinical.line)',
  );
}

function settingResults(
  findings: Findings,
  setting: CheckpointSetting,
  use: string,
): readonly CriterionResult[] {
  const { stage } = findings.biomarkers.lab;
  const group = stage.kind === 'given' ? stage.value.group : null;
  const said = stage.kind === 'given' ? `stage ${stage.value.text}` : 'stage not given';
  switch (setting) {
    case 'first-line':
      return [advanced(findings), line(findings, 'first')];
    case 'later-line':
      return [
        advanced(findings),
        line(findings, 'later'),
        result(
          use,
          'unknown',
          findings.priorTherapy.length === 0
            ? 'no treatment before is listed'
            : `before: ${findings.priorTherapy.join(', ')}; a person has to compare`,
          'the list of treatments before',
        ),
      ];
    case 'any-line-advanced':
      return [advanced(findings)];
    case 'maintenance':
      return [
        advanced(findings),
        result(
          'no progression on the chemotherapy before',
          'unknown',
          'not given',
          'the response to it',
        ),
      ];
    case 'perioperative':
      return [
        group === 4
          ? result('can be removed by surgery', 'not-met', said)
          : result(
              'can be removed by surgery',
              'unknown',
              said,
              'the surgeon’s word and the stage',
            ),
      ];
    case 'definitive-chemoradiation':
      return [
        result(
          'chemoradiation meant to cure',
          said === 'stage metastatic' ? 'not-met' : 'unknown',
          said,
          'the stage and the plan of radiation',
        ),
      ];
    case 'locally-advanced-unresectable':
      return [
        group === 3
          ? result(
              'unresectable, no progression after chemoradiation',
              'unknown',
              said,
              'the course so far',
            )
          : result('stage III', stage.kind === 'given' ? 'not-met' : 'unknown', said, 'the stage'),
      ];
  }
}

/** The tumour type against the label's; null where it is another tumour. */
function tumourResult(
  { tumour }: Findings,
  { tumour: key }: CheckpointIndication,
): CriterionResult | null {
  const { name } = CHECKPOINT_TUMOURS[key];
  if (tumour.tumourType.kind === 'missing') {
    return result(name, 'unknown', tumour.tumourType.reason, 'the tumour type (OncoTree code)');
  }
  const code = tumour.tumourType.value;
  const is = isCheckpointTumour(key, code);
  if (is === 'no') return null;
  return is === 'yes'
    ? result(name, 'met', code)
    : result(name, 'unknown', `${code} says less than the label asks`, 'the histology');
}

/** Every condition of a label against the case; null where the label is for another tumour. */
export function matchIndication(
  findings: Findings,
  indication: CheckpointIndication,
): readonly CriterionResult[] | null {
  const tumour = tumourResult(findings, indication);
  if (tumour === null) return null;
  return [
    tumour,
    ...settingResults(findings, indication.setting, indication.use),
    ...indication.criteria.flatMap((criterion) =>
      criterionResults(findings, indication, criterion),
    ),
  ];
}
