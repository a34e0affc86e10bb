import type { Given } from '../../case/tumour-case.js';
import type { Source } from '../../core/cited.js';
import type { FunctionalStudy, StudyOutcome } from './cancer-genes.js';
import type {
  CriterionAssessment,
  CriterionCode,
  DriverEffect,
  GeneRole,
  HotspotMatch,
} from './driver-finding.js';

/** Everything known of one variant that a criterion asks for. */
export interface DriverEvidence {
  readonly gene: string;
  readonly role: GeneRole | null;
  readonly roleSources: readonly Source[];
  readonly effect: DriverEffect;
  readonly terms: readonly string[];
  /** Share (0-1) of the protein that is lost behind the first changed residue; null where not known. */
  readonly truncatedShare: number | null;
  /** Null where no hotspots are at hand; then no place is known to be none. */
  readonly hotspots: { readonly match: HotspotMatch | null; readonly source: Source } | null;
  /** Studies of this very change. */
  readonly studies: readonly FunctionalStudy[];
  /** OncoTree code. */
  readonly tumourType: Given<string>;
}

/** A truncation that takes less of the protein may leave its function; Abou Tayoun 2018, Hum Mutat 39:1517. */
const LEAST_TRUNCATED_SHARE = 0.1;
const TRUNCATION: Source = { name: 'Abou Tayoun 2018', doi: '10.1002/humu.23626' };

/** Tumours at a hotspot, and with the same change, that the standard asks for. */
const MANY_TUMOURS = 50;
const MANY_WITH_CHANGE = 10;

/** The standard's own example of a tumour with a single genetic cause, by OncoTree code. */
const SINGLE_CAUSE: Readonly<Record<string, string>> = { RBL: 'RB1' };

function met(reason: string, ...sources: readonly Source[]): CriterionAssessment {
  return { state: 'met', reason, sources };
}

function notMet(reason: string, ...sources: readonly Source[]): CriterionAssessment {
  return { state: 'not-met', reason, sources };
}

function notAssessed(reason: string): CriterionAssessment {
  return { state: 'not-assessed', reason, sources: [] };
}

const NO_FREQUENCIES = notAssessed('no population frequencies are loaded');
const NO_PREDICTIONS = notAssessed('the case carries no computational predictions');

/** Each criterion of the standard, for one variant in a cancer gene. */
export function assessCriteria(
  evidence: DriverEvidence,
): Readonly<Record<CriterionCode, CriterionAssessment>> {
  const isMissense = evidence.effect === 'missense';
  const hotspot = hotspotCriteria(evidence);
  const studies = studyCriteria(evidence);
  return {
    OVS1: nullVariant(evidence),
    OS1: notAssessed('no list of variants that were classified under this standard is loaded'),
    OS2: studies.OS2,
    OS3: hotspot.OS3,
    OM1: notAssessed('no functional domains are loaded'),
    OM2: lengthChange(evidence),
    OM3: hotspot.OM3,
    OM4: isMissense
      ? notAssessed('no list of variants that were classified under this standard is loaded')
      : notMet('not a missense variant'),
    OP1: NO_PREDICTIONS,
    OP2: singleCause(evidence),
    OP3: hotspot.OP3,
    OP4: NO_FREQUENCIES,
    SBVS1: NO_FREQUENCIES,
    SBS1: NO_FREQUENCIES,
    SBS2: studies.SBS2,
    SBP1: NO_PREDICTIONS,
    SBP2: notMet('not a silent variant'),
  };
}

const NULL_EFFECTS: ReadonlySet<DriverEffect> = new Set([
  'frameshift',
  'splice-site',
  'start-lost',
  'stop-gained',
]);

/** Does a variant abolish its product: stop, frameshift, start loss, or a canonical splice site. */
export function isNullVariant(effect: DriverEffect, terms: readonly string[]): boolean {
  // A MAF's Splice_Site does not tell the two canonical bases from those beside them.
  const isVague = effect === 'splice-site' && terms.includes('splice_site_variant');
  return NULL_EFFECTS.has(effect) && !isVague;
}

function nullVariant(evidence: DriverEvidence): CriterionAssessment {
  const { gene, role, roleSources, effect, terms, truncatedShare } = evidence;
  if (!NULL_EFFECTS.has(effect)) return notMet('not a null variant');
  if (!isNullVariant(effect, terms)) {
    return notAssessed('the annotation does not say whether it is one of the canonical bases');
  }
  if (role === null) return notAssessed(`no role of ${gene} is loaded`);
  if (role === 'both') {
    return notAssessed(`${gene} is a suppressor in some tumours and an oncogene in others`);
  }
  if (role === 'oncogene') return notMet(`${gene} is an oncogene`, ...roleSources);
  const isTruncation = effect === 'frameshift' || effect === 'stop-gained';
  if (isTruncation && truncatedShare !== null && truncatedShare < LEAST_TRUNCATED_SHARE) {
    const percent = Math.round(truncatedShare * 100);
    return notMet(`only the last ${percent} % of the protein are lost`, TRUNCATION);
  }
  return met(`${effect} in the suppressor ${gene}`, ...roleSources);
}

function lengthChange({ gene, role, roleSources, effect }: DriverEvidence): CriterionAssessment {
  if (effect !== 'inframe-indel' && effect !== 'stop-lost') {
    return notMet('neither an in-frame indel nor a stop loss');
  }
  if (role === null) return notAssessed(`no role of ${gene} is loaded`);
  if (effect === 'stop-lost' && role === 'oncogene') {
    return notMet(`stop loss, and ${gene} is an oncogene`, ...roleSources);
  }
  return met(`${effect} in ${gene}`, ...roleSources);
}

function hotspotCriteria(
  evidence: DriverEvidence,
): Readonly<Record<'OM3' | 'OP3' | 'OS3', CriterionAssessment>> {
  const all = (
    assessment: CriterionAssessment,
  ): Readonly<Record<'OM3' | 'OP3' | 'OS3', CriterionAssessment>> => ({
    OS3: assessment,
    OM3: assessment,
    OP3: assessment,
  });
  const { effect, hotspots } = evidence;
  if (hotspots === null) return all(notAssessed('no hotspots are loaded'));
  const { match, source } = hotspots;
  if (match === null) return all(notMet('not at a hotspot', source));
  if (effect !== 'missense' && effect !== 'inframe-indel') {
    return all(
      notMet('truncations at a hotspot are not counted, as the standard cautions', source),
    );
  }
  if (match.truncatingShare > 0.5) {
    return all(notMet(`${match.residue} is a hotspot of truncations`, source));
  }
  const { residue, tumours, tumoursWithChange } = match;
  const counts = `${residue}: ${tumours} tumours, ${tumoursWithChange} with this change`;
  // A change that was never seen there is not the recurrent one.
  const holds =
    tumoursWithChange === 0
      ? null
      : tumoursWithChange < MANY_WITH_CHANGE
        ? 'OP3'
        : tumours >= MANY_TUMOURS
          ? 'OS3'
          : 'OM3';
  const state = (code: 'OM3' | 'OP3' | 'OS3'): CriterionAssessment =>
    code === holds ? met(counts, source) : notMet(counts, source);
  return { OS3: state('OS3'), OM3: state('OM3'), OP3: state('OP3') };
}

/** Does an outcome fit the gene's role; null where the role is not known and would have to be. */
function supports(outcome: StudyOutcome, role: GeneRole | null): boolean | null {
  switch (outcome) {
    case 'oncogenic':
      return true;
    case 'gain-of-function':
    case 'new-function':
      return role === null ? null : role !== 'suppressor';
    case 'dominant-negative':
    case 'loss-of-function':
      return role === null ? null : role !== 'oncogene';
    case 'not-oncogenic':
    case 'unaltered-function':
      return false;
  }
}

function studyCriteria({
  gene,
  role,
  studies,
}: DriverEvidence): Readonly<Record<'OS2' | 'SBS2', CriterionAssessment>> {
  const against = studies.filter(
    ({ outcome }) => outcome === 'not-oncogenic' || outcome === 'unaltered-function',
  );
  const supporting = studies.filter(({ outcome }) => supports(outcome, role) === true);
  const describe = (found: readonly FunctionalStudy[]): string =>
    [...new Set(found.map(({ outcome }) => outcome.replaceAll('-', ' ')))].join(', ');
  const sources = (found: readonly FunctionalStudy[]): readonly Source[] =>
    found.map(({ source }) => source);
  if (studies.length === 0) {
    const nothing = notAssessed('no functional study of this change is loaded');
    return { OS2: nothing, SBS2: nothing };
  }
  if (supporting.length > 0 && against.length > 0) {
    const disagreement = notMet(`studies disagree: ${describe(studies)}`, ...sources(studies));
    return { OS2: disagreement, SBS2: disagreement };
  }
  if (supporting.length > 0) {
    return {
      OS2: met(describe(supporting), ...sources(supporting)),
      SBS2: notMet('studies show an effect', ...sources(supporting)),
    };
  }
  if (against.length > 0) {
    return {
      OS2: notMet(describe(against), ...sources(against)),
      SBS2: met(describe(against), ...sources(against)),
    };
  }
  const reason = `${describe(studies)}, but ${role === null ? `no role of ${gene} is loaded` : `${gene} is ${role === 'suppressor' ? 'a suppressor' : 'an oncogene'}`}`;
  const undecided = role === null ? notAssessed(reason) : notMet(reason, ...sources(studies));
  return { OS2: undecided, SBS2: undecided };
}

function singleCause({ gene, tumourType }: DriverEvidence): CriterionAssessment {
  if (!Object.values(SINGLE_CAUSE).includes(gene)) {
    return notMet(`${gene} is not known as the single cause of a tumour type`);
  }
  if (tumourType.kind === 'missing') return notAssessed(`tumour type: ${tumourType.reason}`);
  return SINGLE_CAUSE[tumourType.value] === gene
    ? met(`${gene} in ${tumourType.value}`)
    : notMet(`the tumour is ${tumourType.value}`);
}
