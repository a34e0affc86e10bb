import type { CtmlLevel, CtmlNode, CtmlTrial } from '../../../formats/trials/read-ctml.js';
import { any } from './read-alterations.js';
import { readBounds } from './read-bounds.js';
import type { TrialVocabulary } from './read-criterion.js';
import type { Trial, TrialArm } from './trial.js';
import {
  type AlterationPattern,
  ANY_GENE,
  type Criterion,
  INTERGENIC,
  require,
  type TrialRule,
} from './trial-rule.js';

/**
 * A CTML trial: step, arm and dose level that have a match tree are a way in each, as in MatchMiner. A step is open
 * while one of its arms is. A key that nothing here answers becomes a requirement that stays unknown, so that it can
 * never pass unseen.
 */
export function readCtmlTrial(given: CtmlTrial, vocabulary: TrialVocabulary): Trial {
  const arms = given.steps.flatMap((step) => armsOf(step, '', vocabulary));
  const isOpen = /^(?:open to accrual|recruiting|enrolling by invitation)$/i.test(
    given.status ?? '',
  );
  const isPlanned = /^not yet recruiting$/i.test(given.status ?? '');
  return {
    id: given.nctId ?? given.protocolNumber,
    title: given.title ?? `protocol ${given.protocolNumber}`,
    status:
      given.status === null || given.status.trim() === ''
        ? 'unknown'
        : isOpen
          ? 'recruiting'
          : isPlanned
            ? 'not-yet-recruiting'
            : 'closed',
    registeredStatus: given.status ?? 'not stated',
    phases: given.phase === null ? [] : [given.phase],
    conditions: [],
    interventions: [],
    countries: [],
    recordDate: given.lastUpdated,
    source: 'CTML',
    criteria: [],
    arms,
  };
}

function armsOf(level: CtmlLevel, above: string, vocabulary: TrialVocabulary): readonly TrialArm[] {
  const code = above === '' ? `step ${level.code}` : `${above} / ${level.code}`;
  const criteria = level.match.flatMap((node) =>
    'and' in node
      ? node.and.map((one) => criterion(one, vocabulary))
      : [criterion(node, vocabulary)],
  );
  const isOpen =
    above === ''
      ? level.below.length === 0 || level.below.some(({ isSuspended }) => !isSuspended)
      : !level.isSuspended;
  return [
    ...(criteria.length === 0 ? [] : [{ code, isOpen, criteria }]),
    ...level.below.flatMap((below) => armsOf(below, code, vocabulary)),
  ];
}

function criterion(node: CtmlNode, vocabulary: TrialVocabulary): Criterion {
  return {
    side: 'inclusion',
    text: textOf(node),
    from: 'ctml',
    rule: ruleOf(node, vocabulary),
    rest: 'none',
    isForCohort: false,
  };
}

function textOf(node: CtmlNode): string {
  if ('and' in node) return `(${node.and.map(textOf).join(' and ')})`;
  if ('or' in node) return `(${node.or.map(textOf).join(' or ')})`;
  const facts = 'genomic' in node ? node.genomic : node.clinical;
  return Object.entries(facts)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
}

function ruleOf(node: CtmlNode, vocabulary: TrialVocabulary): TrialRule {
  if ('and' in node) return { kind: 'all', rules: node.and.map((one) => ruleOf(one, vocabulary)) };
  if ('or' in node) return { kind: 'any', rules: node.or.map((one) => ruleOf(one, vocabulary)) };
  if ('clinical' in node) {
    const rules = Object.entries(node.clinical).map(([key, value]) =>
      clinical(key, value, vocabulary),
    );
    return { kind: 'all', rules };
  }
  return genomic(node.genomic, vocabulary);
}

function unread(key: string, value: string): TrialRule {
  return require({ kind: 'unread', text: `${key} ${value}` });
}

/** `!` in front of a value asks for its contrary. */
function negatable(value: string, rule: (plain: string) => TrialRule): TrialRule {
  return value.startsWith('!') ? { kind: 'not', rule: rule(value.slice(1)) } : rule(value);
}

function clinical(key: string, given: string, vocabulary: TrialVocabulary): TrialRule {
  return negatable(given, (value) => {
    switch (key.toLowerCase()) {
      case 'age_numerical': {
        const bounds = readBounds(value)?.bounds ?? null;
        return bounds === null ? unread(key, value) : require({ kind: 'age', years: bounds });
      }
      case 'oncotree_primary_diagnosis':
      case 'oncotree_primary_diagnosis_name': {
        const codes =
          value === '_SOLID_'
            ? ['SOLID']
            : value === '_LIQUID_'
              ? ['LIQUID']
              : vocabulary.tumourTypes(value);
        return codes === null ? unread(key, value) : require({ kind: 'tumour-type', codes });
      }
      case 'gender':
        return /^(?:fe)?male$/i.test(value)
          ? require({ kind: 'sex', sex: value.toLowerCase() === 'male' ? 'male' : 'female' })
          : unread(key, value);
      case 'tmb_numerical': {
        const bounds = readBounds(value)?.bounds ?? null;
        return bounds === null ? unread(key, value) : require({ kind: 'tmb', perMb: bounds });
      }
      default:
        return unread(key, value);
    }
  });
}

const CATEGORY_KEYS = new Set(['hugo_symbol', 'variant_category', 'display_name']);

function genomic(facts: Readonly<Record<string, string>>, vocabulary: TrialVocabulary): TrialRule {
  // A contrary in any field is one of the whole finding.
  const isNot = Object.values(facts).some((value) => value.startsWith('!'));
  const plain = Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key.toLowerCase(), value.replace(/^!/, '')]),
  );
  const rule = finding(plain, vocabulary);
  return isNot ? { kind: 'not', rule } : rule;
}

function isNamed(symbol: string | undefined): symbol is string {
  return symbol !== undefined && !/^any[_ ]gene$/i.test(symbol);
}

function finding(facts: Readonly<Record<string, string>>, vocabulary: TrialVocabulary): TrialRule {
  const mmr = facts['mmr_status'] ?? facts['ms_status'];
  if (mmr !== undefined) {
    return require({ kind: 'msi', status: /defic|high|msi-?h/i.test(mmr) ? 'MSI-H' : 'MSS' });
  }
  const written = [facts['hugo_symbol'], facts['fusion_partner_hugo_symbol']].find(isNamed);
  const isFusion = (facts['variant_category'] ?? '').toLowerCase() === 'structural variation';
  const gene =
    written === undefined ? (isFusion ? ANY_GENE : null) : (vocabulary.gene(written) ?? written);
  if (gene === null) return unread('genomic', JSON.stringify(facts));
  const of = (pattern: AlterationPattern): TrialRule =>
    require({ kind: 'alteration', gene, pattern });
  const unknown = Object.keys(facts).filter(
    (key) => !CATEGORY_KEYS.has(key) && !READ_KEYS.has(key),
  );
  const rules: TrialRule[] = [
    any(patternsOf(facts, vocabulary).map(of)),
    ...unknown.map((key) => unread(key, facts[key] as string)),
  ];
  const [only, ...others] = rules;
  return only !== undefined && others.length === 0 ? only : { kind: 'all', rules };
}

const READ_KEYS = new Set([
  'protein_change',
  'wildcard_protein_change',
  'variant_classification',
  'exon',
  'cnv_call',
  'fusion_partner_hugo_symbol',
]);

/** Any of them. */
function patternsOf(
  facts: Readonly<Record<string, string>>,
  vocabulary: TrialVocabulary,
): readonly AlterationPattern[] {
  const category = (facts['variant_category'] ?? '').toLowerCase();
  if (category === 'structural variation') {
    const [, partner] = [facts['hugo_symbol'], facts['fusion_partner_hugo_symbol']].filter(isNamed);
    if (partner === undefined) return [{ kind: 'fusion', partner: null }];
    const isNoGene = /^intergenic$/i.test(partner);
    return [
      { kind: 'fusion', partner: isNoGene ? INTERGENIC : (vocabulary.gene(partner) ?? partner) },
    ];
  }
  if (category === 'copy number variation') {
    const call = facts['cnv_call'] ?? '';
    return /delet|loss/i.test(call)
      ? [{ kind: 'loss' }]
      : /ampl|gain/i.test(call)
        ? [{ kind: 'amplification' }]
        : [{ kind: 'amplification' }, { kind: 'loss' }];
  }
  const change = facts['protein_change']?.replace(/^p\./, '');
  const residue = facts['wildcard_protein_change']?.replace(/^p\./, '');
  const classification = facts['variant_classification'];
  const exon = facts['exon'];
  const read: readonly (AlterationPattern | null)[] = [
    change === undefined ? null : { kind: 'protein-change', change },
    residue === undefined ? null : { kind: 'residue', residue },
    classification === undefined ? null : { kind: 'classification', classification },
    exon === undefined ? null : { kind: 'exon', exon: Number(exon), change: 'any' },
  ];
  const patterns = read.filter((pattern) => pattern !== null);
  const [only = { kind: 'mutation' }, ...others] = patterns;
  return others.length === 0 ? [only] : [{ kind: 'one-change', patterns }];
}
