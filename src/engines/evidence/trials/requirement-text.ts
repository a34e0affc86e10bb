import { DRUG_CLASSES } from './drug-classes.js';
import {
  type AlterationPattern,
  ANALYTES,
  type Bounds,
  CONDITIONS,
  type Requirement,
  type TrialRule,
} from './trial-rule.js';

export const ROMAN: readonly string[] = ['0', 'I', 'II', 'III', 'IV'];
const ANALYTE_NAMES: Readonly<Record<string, string>> = {
  bilirubinByUln: 'bilirubin',
  creatinineByUln: 'creatinine',
  altByUln: 'ALT',
  astByUln: 'AST',
  creatinineClearance: 'creatinine clearance',
  inr: 'INR',
  lvef: 'ejection fraction',
};

/** What is asked for, in words and with its unit: `ECOG at most 1`. */
export function requirementText(asked: Requirement): string {
  switch (asked.kind) {
    case 'age':
      return boundsText('age', asked.years, 'years');
    case 'sex':
      return asked.sex;
    case 'ecog':
      return boundsText('ECOG', asked.status, '');
    case 'tumour-type':
      return asked.codes.map((code) => GROUPS[code] ?? code).join(' or ');
    case 'alteration':
      return `${asked.gene} ${patternText(asked.pattern)}`;
    case 'hla':
      return `HLA-${asked.alleles.join(' or ')}`;
    case 'pd-l1':
      return boundsText(
        asked.score === 'any' ? 'PD-L1' : `PD-L1 ${asked.score}`,
        asked.percent,
        asked.score === 'CPS' ? '' : '%',
      );
    case 'tmb':
      return boundsText('TMB', asked.perMb, 'mutations/Mb');
    case 'msi':
      return asked.status;
    case 'stage':
      return `stage ${asked.stages.map((stage) => ROMAN[stage]).join(' or ')}`;
    case 'prior-lines':
      return boundsText('prior lines', asked.lines, '');
    case 'prior-therapy': {
      const classes = asked.classes.map((id) => DRUG_CLASSES[id]?.title ?? id);
      return `earlier ${[...classes, ...asked.agents].join(' or ')}`;
    }
    case 'analyte': {
      const name = ANALYTE_NAMES[asked.analyte] ?? asked.analyte;
      return boundsText(name, asked.bounds, ANALYTES[asked.analyte]);
    }
    case 'condition':
      return CONDITIONS[asked.condition];
    case 'unread':
      return asked.text;
  }
}

const GROUPS: Readonly<Record<string, string>> = {
  SOLID: 'a solid tumour',
  LIQUID: 'a blood cancer',
};

/** What kind of fact answers it: `ECOG`, `HLA type`, `platelets`. */
export function subjectOf(asked: Requirement): string {
  switch (asked.kind) {
    case 'age':
    case 'sex':
    case 'stage':
      return asked.kind;
    case 'ecog':
      return 'ECOG';
    case 'tumour-type':
      return 'tumour type';
    case 'alteration':
      return ALTERATION_SUBJECTS[asked.pattern.kind] ?? 'mutations';
    case 'hla':
      return 'HLA type';
    case 'pd-l1':
      return asked.score === 'any' ? 'PD-L1' : `PD-L1 ${asked.score}`;
    case 'tmb':
      return 'TMB';
    case 'msi':
      return 'MSI';
    case 'prior-lines':
      return 'lines of therapy so far';
    case 'prior-therapy':
      return 'earlier therapies by name';
    case 'analyte':
      return ANALYTE_NAMES[asked.analyte] ?? asked.analyte;
    case 'condition':
      return CONDITIONS[asked.condition];
    case 'unread':
      return asked.text;
  }
}

const ALTERATION_SUBJECTS: Readonly<Record<string, string>> = {
  fusion: 'fusions',
  amplification: 'copy numbers',
  loss: 'copy numbers',
};

/** A rule in words; inner groups stand in brackets. */
export function ruleText(rule: TrialRule): string {
  switch (rule.kind) {
    case 'require':
      return requirementText(rule.requirement);
    case 'not':
      return `no ${inner(rule.rule)}`;
    case 'all':
      return rule.rules.map(inner).join(' and ');
    case 'any':
      return alternativesText(rule.rules);
  }
}

/** All four kinds of change of a gene read as its `alteration`. */
function alternativesText(rules: readonly TrialRule[]): string {
  const kindsOf = new Map<string, Set<AlterationPattern['kind']>>();
  const geneOf = (rule: TrialRule): string | null => {
    if (rule.kind !== 'require' || rule.requirement.kind !== 'alteration') return null;
    const { gene, pattern } = rule.requirement;
    return ANY_CHANGE.has(pattern.kind) ? gene : null;
  };
  for (const rule of rules) {
    const gene = geneOf(rule);
    if (gene === null || rule.kind !== 'require' || rule.requirement.kind !== 'alteration')
      continue;
    kindsOf.set(gene, (kindsOf.get(gene) ?? new Set()).add(rule.requirement.pattern.kind));
  }
  const texts = rules.map((rule) => {
    const gene = geneOf(rule);
    return gene !== null && kindsOf.get(gene)?.size === ANY_CHANGE.size
      ? `${gene} alteration`
      : inner(rule);
  });
  return [...new Set(texts)].join(' or ');
}

const ANY_CHANGE: ReadonlySet<AlterationPattern['kind']> = new Set([
  'mutation',
  'fusion',
  'amplification',
  'loss',
]);

function inner(rule: TrialRule): string {
  const text = ruleText(rule);
  return rule.kind === 'all' || rule.kind === 'any' ? `(${text})` : text;
}

function boundsText(name: string, { least, most, isStrict }: Bounds, unit: string): string {
  const tail = unit === '' ? '' : ` ${unit}`;
  if (least !== null && most !== null) return `${name} ${least} to ${most}${tail}`;
  return least !== null
    ? `${name} ${isStrict === true ? 'over' : 'at least'} ${least}${tail}`
    : `${name} ${isStrict === true ? 'under' : 'at most'} ${most}${tail}`;
}

function patternText(pattern: AlterationPattern): string {
  switch (pattern.kind) {
    case 'mutation':
    case 'amplification':
    case 'loss':
      return pattern.kind;
    case 'protein-change':
      return pattern.change;
    case 'residue':
      return `${pattern.residue} mutation`;
    case 'exon':
      return `exon ${pattern.exon} ${pattern.change === 'any' ? 'mutation' : pattern.change}`;
    case 'fusion':
      return pattern.partner === null ? 'fusion' : `fusion with ${pattern.partner}`;
    case 'classification':
      return pattern.classification.replaceAll('_', ' ').toLowerCase();
    case 'one-change':
      return pattern.patterns.map(patternText).join(', ');
  }
}
