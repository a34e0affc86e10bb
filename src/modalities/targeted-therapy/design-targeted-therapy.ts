import { type Cited, cited } from '../../core/cited.js';
import { breathe, type Context } from '../../core/context.js';
import { alterationText, UNCERTAIN } from '../../engines/evidence/evidence-table.js';
import { evidenceName } from '../../engines/evidence/evidence-item.js';
import type { EvidenceLibrary } from '../../engines/evidence/evidence-library.js';
import { type GeneModels, geneModels } from '../../engines/evidence/gene-models.js';
import {
  type EvidenceAnswer,
  type EvidenceMatch,
  matchEvidence,
} from '../../engines/evidence/match-evidence.js';
import type { OncoTree } from '../../engines/evidence/oncotree.js';
import { namesTherapy, regimenName } from '../../engines/evidence/regimen.js';
import { type TherapyEvidence, therapyEvidence } from '../../engines/evidence/therapy-evidence.js';
import { isThisTumour } from '../../engines/evidence/tumour-relation.js';
import type { Findings } from '../../findings/findings.js';
import type { DesignEngines } from '../modality.js';
import { checkTargetedTherapyOptions, type TargetedTherapyOptions } from './options.js';
import { itemSource, SOURCES } from './sources.js';
import type {
  EvidenceLine,
  OtherEvidence,
  TargetedAlteration,
  TargetedTherapyDesign,
} from './targeted-therapy-design.js';
import { testsNext } from './tests-next.js';
import { tumourAlterations, type TumourAlterations } from './tumour-alterations.js';

/** Regimens that evidence speaks for, best first; none where no alteration has any, or the packs are not installed. */
export async function designTargetedTherapy(
  findings: Findings,
  options: TargetedTherapyOptions,
  engines: DesignEngines,
  context: Context,
): Promise<readonly TargetedTherapyDesign[]> {
  const { maxTherapies, otherTumourTypes, weakEvidence } = checkTargetedTherapyOptions(options);
  await breathe(context);
  const library = await engines.evidence.library();
  const tree = await engines.evidence.oncoTree();
  if (library === null || tree === null) {
    context.warn('targeted therapy: the packs civic-evidence and oncotree are not installed');
    return [];
  }
  await breathe(context);
  const models = await modelsOf(findings, engines);
  await breathe(context);
  const tumour = tumourAlterations(findings, library, models);
  await breathe(context);
  const tumourType = knownType(findings, tree, context);
  const answer = matchEvidence(library, tree, {
    alterations: tumour.alterations,
    tumourType,
    isWhole: true,
  });
  await breathe(context);
  const therapies = therapyEvidence(answer.matches);
  const chosen = therapies.filter(
    ({ standing, inThisTumour, ampTier }) =>
      standing !== 'opposed' &&
      (otherTumourTypes || inThisTumour) &&
      (weakEvidence || (ampTier !== 'II-D' && ampTier !== 'III')),
  );
  const other = otherEvidence(answer, therapies);
  const ground = { findings, library, tree, tumourType, answer, ...tumour };
  return chosen
    .slice(0, maxTherapies)
    .map((therapy, i) => designOf(therapy, i === 0 ? other : null, ground));
}

/** Transcripts of the build, or null where either is missing. */
async function modelsOf(
  { tumour }: Findings,
  { editing }: DesignEngines,
): Promise<GeneModels | null> {
  if (tumour.build.kind === 'missing') return null;
  const reference = await editing.reference(tumour.build.value);
  return reference === null ? null : geneModels(reference);
}

/** The patient's code; null, with a warning, where OncoTree has no such code. */
function knownType({ tumour }: Findings, tree: OncoTree, { warn }: Context): string | null {
  if (tumour.tumourType.kind === 'missing') return null;
  const { value } = tumour.tumourType;
  if (tree.node(value) !== null) return value;
  const near = tree.nearestCodes(value).map(({ code, name }) => `${code} (${name})`);
  warn(
    `targeted therapy: ${value} is no OncoTree code, so that no evidence counts as of this tumour type; nearest: ${near.join(', ') || 'none'}`,
  );
  return null;
}

interface Ground extends TumourAlterations {
  readonly findings: Findings;
  readonly library: EvidenceLibrary;
  readonly tree: OncoTree;
  readonly tumourType: string | null;
  readonly answer: EvidenceAnswer;
}

function designOf(
  therapy: TherapyEvidence,
  other: OtherEvidence | null,
  ground: Ground,
): TargetedTherapyDesign {
  const { library, tree, tumourType, answer } = ground;
  const { supporting, contradicting, againstObjections, ampTier, bestLevel, standing } = therapy;
  if (ampTier === null || bestLevel === null || standing === 'opposed') {
    throw new Error(`nothing speaks for ${therapy.name}`);
  }
  return {
    kind: 'targeted-therapy',
    id: `targeted-${therapy.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
    score: therapy.score,
    claims: claimsOf(therapy, library),
    therapy: therapy.name,
    drugs: therapy.drugs,
    alterations: targetedAlterations(supporting, ground),
    tumourType,
    tumourTypeName: tumourType === null ? null : (tree.node(tumourType)?.name ?? null),
    bestLevel,
    ampTier,
    escatTier: therapy.escatTier,
    inThisTumour: therapy.inThisTumour,
    standing,
    supporting: supporting.map(evidenceLine),
    contradicting: contradicting.map(evidenceLine),
    againstObjections: againstObjections.map(evidenceLine),
    resistanceHere: contradicting
      .filter(({ relation }) => isThisTumour(relation))
      .map(evidenceLine),
    givenBefore: ground.findings.priorTherapy.filter((prior) =>
      therapy.drugs.some((drug) => namesTherapy({ therapies: [prior] }, drug)),
    ),
    testNext: testsNext(therapy, answer, library),
    other,
  };
}

function targetedAlterations(
  supporting: readonly EvidenceMatch[],
  { filtersOf }: Ground,
): readonly TargetedAlteration[] {
  const byLabel = new Map<string, TargetedAlteration>();
  for (const { alteration } of supporting.flatMap(({ parts }) => parts)) {
    const { id, label, origin } = alteration;
    byLabel.set(label, { label, origin, filters: filtersOf.get(id) ?? [] });
  }
  return [...byLabel.values()];
}

/** A match without what JSON need not keep. */
function evidenceLine(match: EvidenceMatch): EvidenceLine {
  const { item, parts, assumedAbsent } = match;
  const notes = [
    ...parts.flatMap(({ note }) => (note === null ? [] : [note])),
    ...(match.isUncertain ? [UNCERTAIN] : []),
    ...assumedAbsent.map((absent) => `${absent} was not found`),
  ];
  return {
    evidence: evidenceName(item),
    profile: item.profile.name,
    alteration: alterationText(match),
    closeness: match.closeness,
    therapy: regimenName(item),
    says: match.meaning,
    type: item.type,
    level: item.level,
    rating: item.rating,
    disease: item.disease?.name ?? null,
    relation: match.relation,
    qualifier: match.qualifier,
    ampTier: match.ampTier,
    escatTier: match.escatTier,
    germline: match.germline,
    pmid: item.pmid,
    citation: `${item.citation.source} ${item.citation.id}`,
    notes: [...new Set(notes)],
  };
}

function claimsOf(
  { name, supporting, contradicting, againstObjections, ampTier, escatTier }: TherapyEvidence,
  { source }: EvidenceLibrary,
): readonly Cited<string>[] {
  return [
    cited(
      `${name}: AMP/ASCO/CAP tier ${ampTier}${escatTier === null ? '' : `, ESCAT ${escatTier}`}, from the levels of CIViC and the tumour type`,
      SOURCES.amp,
      SOURCES.escat,
      SOURCES.levels,
    ),
    ...[...supporting, ...contradicting, ...againstObjections].map(({ item, meaning }) =>
      cited(
        `${evidenceName(item)}: ${meaning.replaceAll('-', ' ')} to ${regimenName(item)} with ${item.profile.name}${item.disease === null ? '' : ` in ${item.disease.name}`}, level ${item.level}`,
        itemSource(item, source),
      ),
    ),
  ];
}

function otherEvidence(
  { matches, undecided, untyped }: EvidenceAnswer,
  therapies: readonly TherapyEvidence[],
): OtherEvidence {
  const opposed = therapies
    .filter(({ standing }) => standing === 'opposed')
    .flatMap(({ contradicting }) => contradicting);
  const isGermline = ({ germline }: EvidenceMatch): boolean =>
    germline === 'evidence' || germline === 'both' || germline === 'alteration';
  return {
    opposed: [...new Set(opposed)].map(evidenceLine),
    outcome: matches
      .filter(
        (match) =>
          !isGermline(match) &&
          (match.item.type === 'Prognostic' || match.item.type === 'Diagnostic'),
      )
      .map(evidenceLine),
    germline: matches.filter(isGermline).map(evidenceLine),
    undecided: undecided.map(({ profile, items, needs }) => ({
      profile: profile.name,
      items: items.length,
      needs,
    })),
    notUnderstood: untyped.map(({ profile, items }) => ({
      profile: profile.name,
      items: items.length,
    })),
  };
}
