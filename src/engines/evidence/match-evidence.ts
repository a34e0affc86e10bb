import { compareText } from '../../core/skipped.js';
import type { EvidenceItem, EvidenceLevel } from './evidence-item.js';
import type { EvidenceLibrary } from './evidence-library.js';
import {
  type EvidenceMeaning,
  evidenceMeaning,
  isGermlineEvidence,
  type TherapyStance,
  therapyStance,
} from './evidence-meaning.js';
import { type AmpTier, ampTier, type EscatTier, escatTier } from './evidence-tiers.js';
import { MATCH_CLOSENESS, type MatchCloseness } from './feature-match.js';
import { diseaseTumourTypes } from './disease-tumour-types.js';
import { featureWords } from './feature-words.js';
import { type MatchedPart, matchProfile } from './match-profile.js';
import {
  featuresOf,
  type GeneState,
  type MolecularFeature,
  type MolecularProfile,
} from './molecular-profile.js';
import { isTruncating } from './protein-shorthand.js';
import type { OncoTree } from './oncotree.js';
import { alteredGenes, type TumourAlteration } from './tumour-alteration.js';
import {
  isThisTumour,
  TUMOUR_RELATIONS,
  type TumourRelation,
  tumourRelation,
} from './tumour-relation.js';

/** What is asked of the library. */
export interface EvidenceQuestion {
  readonly alterations: readonly TumourAlteration[];
  /** OncoTree code; null where it is not known. */
  readonly tumourType: string | null;
  /** The alterations are all that was found: then what is not among them counts as absent. */
  readonly isWhole: boolean;
}

/** One item whose profile the tumour fits. */
export interface EvidenceMatch {
  readonly item: EvidenceItem;
  readonly parts: readonly MatchedPart[];
  /** The least close of the parts. */
  readonly closeness: MatchCloseness;
  /** What the profile excludes and the tumour was not found to have, in words. */
  readonly assumedAbsent: readonly string[];
  readonly meaning: EvidenceMeaning;
  /** Null for what is not about a drug. */
  readonly stance: TherapyStance | null;
  readonly relation: TumourRelation;
  /** What the disease asks besides the tumour type, e.g. `HER2-positive`; null where nothing. */
  readonly qualifier: string | null;
  /** The evidence names only the gene, and nothing says that this mutation of it counts: tier III. */
  readonly isUncertain: boolean;
  /** Null for evidence about inherited variants, and for variants that are inherited. */
  readonly ampTier: AmpTier | null;
  readonly escatTier: EscatTier | null;
  readonly germline: GermlineFlag;
}

/**
 * `evidence`: the study looked at inherited variants, so that it does not speak of the tumour's own;
 * `alteration`: the alteration itself is inherited; `both`; `possible`: no healthy sample told whether it is.
 */
export type GermlineFlag = 'none' | 'evidence' | 'alteration' | 'both' | 'possible';

/** A profile of which the tumour has a part. */
interface PartialMatch {
  readonly profile: MolecularProfile;
  readonly items: readonly EvidenceItem[];
  readonly parts: readonly MatchedPart[];
  /** What else the profile asks. */
  readonly lacking: readonly MolecularFeature[];
  readonly needs: readonly string[];
}

export interface EvidenceAnswer {
  /** The patient's tumour type first, then by level, closeness, rating and number. */
  readonly matches: readonly EvidenceMatch[];
  readonly partial: readonly PartialMatch[];
  /** Profiles of the altered genes that may fit, and what is not known. */
  readonly undecided: readonly {
    readonly profile: MolecularProfile;
    readonly items: readonly EvidenceItem[];
    readonly needs: readonly string[];
  }[];
  /** Profiles of the altered genes that were not understood, and were not matched. */
  readonly untyped: readonly {
    readonly profile: MolecularProfile;
    readonly items: readonly EvidenceItem[];
    readonly reason: string;
  }[];
}

/** Every item of the library that speaks of these alterations, in every tumour type. */
export function matchEvidence(
  library: EvidenceLibrary,
  tree: OncoTree,
  { alterations, tumourType, isWhole }: EvidenceQuestion,
): EvidenceAnswer {
  const genes = [...new Set(alterations.flatMap(alteredGenes))].sort(compareText);
  const candidates = new Set(genes.flatMap((gene) => library.profilesOf.get(gene) ?? []));
  for (const profile of library.profilesOfTumour) candidates.add(profile);

  const drafts: Draft[] = [];
  const partial: PartialMatch[] = [];
  const undecided: EvidenceAnswer['undecided'][number][] = [];
  for (const profile of candidates) {
    const items = library.itemsOf.get(profile) ?? [];
    const match = matchProfile(profile.expression, alterations, isWhole);
    switch (match.kind) {
      case 'matched':
        for (const item of items) drafts.push({ item, ...match });
        break;
      case 'partial':
        partial.push({ profile, items, ...match });
        break;
      case 'unknown':
        undecided.push({ profile, items, needs: match.needs });
        break;
      case 'no':
        break;
    }
  }
  const counting = recognised(drafts, alterations, library);
  const matches = drafts.map((draft) => evidenceMatch(draft, counting, tumourType, tree));
  const untyped = library.untyped
    .filter(({ feature }) => feature.gene !== null && genes.includes(feature.gene))
    .map(({ feature, profile }) => ({
      profile,
      items: library.itemsOf.get(profile) ?? [],
      reason: feature.reason,
    }));
  const byName = (
    a: { readonly profile: MolecularProfile },
    b: { readonly profile: MolecularProfile },
  ): number => compareText(a.profile.name, b.profile.name);
  return {
    matches: matches.sort(compareMatches),
    partial: partial.sort(byName),
    undecided: undecided.sort(byName),
    untyped: untyped.sort(byName),
  };
}

interface Draft {
  readonly item: EvidenceItem;
  readonly parts: readonly MatchedPart[];
  readonly assumedAbsent: readonly MolecularFeature[];
}

/**
 * Ids of the small variants that are known to count among their gene's mutations: oncogenic; named in the library by
 * residue, codon, exon or domain; or ending the protein early in a gene whose loss the library knows. Of any
 * other, evidence on "a mutation of the gene" may not speak.
 */
function recognised(
  drafts: readonly Draft[],
  alterations: readonly TumourAlteration[],
  { profilesOf }: EvidenceLibrary,
): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { parts, item } of drafts) {
    if (isGermlineEvidence(item)) continue;
    for (const { alteration, closeness } of parts) {
      if (closeness !== 'gene') ids.add(alteration.id);
    }
  }
  for (const alteration of alterations) {
    if (alteration.kind !== 'small-variant') continue;
    const { effect, gene, id, oncogenic } = alteration;
    const isNull = isTruncating(effect) || effect === 'splice-site';
    if (oncogenic === true || (isNull && isKnownByLoss(profilesOf.get(gene) ?? []))) ids.add(id);
    if (oncogenic === false) ids.delete(id);
  }
  return ids;
}

const LOSSES: ReadonlySet<GeneState> = new Set([
  'loss',
  'deletion',
  'biallelic-loss',
  'inactivating',
  'truncating',
]);

function isKnownByLoss(profiles: readonly MolecularProfile[]): boolean {
  return profiles.some(({ expression }) =>
    featuresOf(expression).some((feature) => feature.kind === 'state' && LOSSES.has(feature.state)),
  );
}

function evidenceMatch(
  { item, parts, assumedAbsent }: Draft,
  counting: ReadonlySet<string>,
  tumourType: string | null,
  tree: OncoTree,
): EvidenceMatch {
  const relation = tumourRelation(item.disease, tumourType, tree);
  const meaning = evidenceMeaning(item);
  const germline = germlineFlag(item, parts);
  const isOfTumour = germline === 'none' || germline === 'possible';
  const isUncertain = parts.every(
    ({ alteration, closeness }) =>
      closeness === 'gene' && alteration.kind === 'small-variant' && !counting.has(alteration.id),
  );
  const types = item.disease === null ? null : diseaseTumourTypes(item.disease);
  return {
    item,
    parts,
    closeness: MATCH_CLOSENESS.findLast((closeness) =>
      parts.some((part) => part.closeness === closeness),
    ) as MatchCloseness,
    assumedAbsent: assumedAbsent.map(featureWords),
    meaning,
    stance: item.type === 'Predictive' ? therapyStance(meaning) : null,
    relation,
    qualifier: types?.kind === 'types' ? types.qualifier : null,
    isUncertain,
    ampTier: !isOfTumour ? null : isUncertain ? 'III' : ampTier(item.level, relation),
    escatTier: isOfTumour && !isUncertain ? escatTier(item, relation) : null,
    germline,
  };
}

function germlineFlag(item: EvidenceItem, parts: readonly MatchedPart[]): GermlineFlag {
  const ofEvidence = isGermlineEvidence(item);
  const ofAlteration = parts.some(({ alteration }) => alteration.origin === 'germline');
  if (ofEvidence) return ofAlteration ? 'both' : 'evidence';
  if (ofAlteration) return 'alteration';
  const isSmall = parts.some(
    ({ alteration }) => alteration.kind === 'small-variant' && alteration.origin === 'unknown',
  );
  return isSmall ? 'possible' : 'none';
}

const LEVELS: readonly EvidenceLevel[] = ['A', 'B', 'C', 'D', 'E'];

function compareMatches(a: EvidenceMatch, b: EvidenceMatch): number {
  const rank = <T>(list: readonly T[], of: (match: EvidenceMatch) => T): number =>
    list.indexOf(of(a)) - list.indexOf(of(b));
  const group = ({ relation }: EvidenceMatch): number =>
    isThisTumour(relation) ? -1 : TUMOUR_RELATIONS.indexOf(relation);
  return (
    group(a) - group(b) ||
    rank(LEVELS, ({ item }) => item.level) ||
    rank(TUMOUR_RELATIONS, ({ relation }) => relation) ||
    rank(MATCH_CLOSENESS, ({ closeness }) => closeness) ||
    (b.item.rating ?? 0) - (a.item.rating ?? 0) ||
    a.item.id - b.item.id
  );
}
