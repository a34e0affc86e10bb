import type { ProteinChange } from '../genome/hgvs/hgvs-expression.js';
import type { GeneState, MolecularFeature } from './molecular-profile.js';
import { isTruncating, touchedResidues } from './protein-shorthand.js';
import { holdsSubstitution, isSameChange } from './same-protein-change.js';
import { featureWords } from './feature-words.js';
import { type FeatureMatch, matched, NO_MATCH } from './feature-match.js';
import { matchState } from './match-state.js';
import type {
  FusionAlteration,
  NamedAlteration,
  ProteinReading,
  SmallVariant,
  TumourAlteration,
} from './tumour-alteration.js';

/** Whether an alteration is one that a feature speaks of. Text that was not understood is never matched. */
export function matchFeature(
  feature: MolecularFeature,
  alteration: TumourAlteration,
): FeatureMatch {
  if (alteration.kind === 'named') return matchNamed(feature, alteration);
  switch (feature.kind) {
    case 'protein':
    case 'codon':
    case 'coding':
    case 'upstream':
    case 'domain':
      return alteration.kind === 'small-variant' && alteration.gene === feature.gene
        ? matchSmall(feature, alteration)
        : NO_MATCH;
    case 'genomic':
      return alteration.kind === 'small-variant' ? matchGenomic(feature, alteration) : NO_MATCH;
    case 'exon':
      return matchExon(feature, alteration);
    case 'fusion':
      return alteration.kind === 'fusion' ? matchFusion(feature, alteration) : NO_MATCH;
    case 'state':
      return matchState(feature, alteration);
    case 'isoform':
    case 'measured':
    case 'polymorphism':
    case 'signature':
    case 'text':
      return NO_MATCH;
  }
}

type Of<K extends MolecularFeature['kind']> = MolecularFeature & { readonly kind: K };

function matchSmall(
  feature: Of<'codon' | 'coding' | 'domain' | 'protein' | 'upstream'>,
  variant: SmallVariant,
): FeatureMatch {
  switch (feature.kind) {
    case 'protein':
      return matchReadings(variant, (reading) => matchProtein(feature, reading));
    case 'codon':
      return matchReadings(variant, ({ change }) =>
        change === null ? NO_MATCH : matchCodon(feature, variant, change),
      );
    case 'coding':
      return matchReadings(variant, ({ coding }) =>
        coding === feature.coding ? matched('exact') : NO_MATCH,
      );
    case 'upstream': {
      const { upstream } = variant;
      return upstream !== null &&
        upstream.base === feature.base &&
        upstream.reference === feature.reference &&
        upstream.alternate === feature.alternate
        ? matched('exact')
        : NO_MATCH;
    }
    case 'domain':
      if (variant.effect === 'silent' || isTruncating(variant.effect)) return NO_MATCH;
      return matchReadings(variant, ({ change }) => {
        const touched = change === null ? null : touchedResidues(change);
        return touched !== null && touched.first <= feature.last && touched.last >= feature.first
          ? matched('domain', `in the ${feature.domain}`)
          : NO_MATCH;
      });
  }
}

/** The first way of counting residues in which it fits. */
function matchReadings(
  { readings }: SmallVariant,
  match: (reading: ProteinReading) => FeatureMatch,
): FeatureMatch {
  for (const reading of readings) {
    const found = match(reading);
    if (found.kind === 'matched') return found;
  }
  return NO_MATCH;
}

function matchProtein(
  feature: Of<'protein'>,
  { change, protein, coding }: ProteinReading,
): FeatureMatch {
  if (change === null) return NO_MATCH;
  if (isSameChange(change, feature.change, protein)) {
    return feature.coding !== null && coding !== null && feature.coding !== coding
      ? matched('same-protein', `the study's DNA change is c.${feature.coding}`)
      : matched('exact');
  }
  return feature.change.kind === 'substitution' && holdsSubstitution(change, feature.change)
    ? matched('contained', 'within a longer change')
    : NO_MATCH;
}

function matchCodon(
  { residues, alternatives }: Of<'codon'>,
  variant: SmallVariant,
  change: ProteinChange,
): FeatureMatch {
  if (variant.effect === 'silent' || isTruncating(variant.effect)) return NO_MATCH;
  const counts = (residue: string | undefined): boolean =>
    residue !== undefined && (alternatives === null || alternatives.includes(residue));
  for (const { residue, position } of residues) {
    if (change.kind === 'substitution') {
      const { at } = change;
      if (at.position === position && at.residue === residue && counts(change.residue)) {
        return matched('codon', `any change of ${residue}${position}`);
      }
    } else if (change.kind === 'delins' || change.kind === 'deletion') {
      const touched = touchedResidues(change);
      if (touched === null || position < touched.first || position > touched.last) continue;
      if (change.kind === 'delins' && change.residues.length === touched.last - touched.first + 1) {
        const put = change.residues[position - touched.first];
        if (put !== residue && counts(put)) return matched('contained', 'within a longer change');
      } else if (alternatives === null) {
        return matched('contained', `${residue}${position} is lost in a longer change`);
      }
    }
  }
  return NO_MATCH;
}

function matchGenomic(feature: Of<'genomic'>, { place }: SmallVariant): FeatureMatch {
  return place !== null &&
    place.chromosome === feature.chromosome &&
    place.start0 === feature.start0 &&
    place.reference === feature.reference &&
    place.alternate === feature.alternate
    ? matched('exact')
    : NO_MATCH;
}

function matchExon(feature: Of<'exon'>, alteration: TumourAlteration): FeatureMatch {
  const { gene, firstExon, lastExon, change } = feature;
  const name = firstExon === lastExon ? `exon ${firstExon}` : `exons ${firstExon}-${lastExon}`;
  if (alteration.kind === 'exon-loss') {
    return alteration.gene === gene &&
      (change === 'loss' || change === 'skipping') &&
      alteration.firstExon === firstExon &&
      alteration.lastExon === lastExon
      ? matched('exact')
      : NO_MATCH;
  }
  if (alteration.kind !== 'small-variant' || alteration.gene !== gene) return NO_MATCH;
  const { exons, splicedExons, effect } = alteration;
  if (change === 'skipping') {
    if (effect !== 'splice-site' && (splicedExons === null || splicedExons.length === 0)) {
      return NO_MATCH;
    }
    if (splicedExons === null) return { kind: 'unknown', needs: `which exon of ${gene} it is at` };
    return splicedExons.includes(firstExon)
      ? matched(
          'exon',
          `it changes a splice site of ${name}; that the exon is skipped is not shown`,
        )
      : NO_MATCH;
  }
  if (!hasEffect(change, effect)) return NO_MATCH;
  if (exons === null) return { kind: 'unknown', needs: `which exon of ${gene} it is in` };
  return exons.some((exon) => exon >= firstExon && exon <= lastExon)
    ? matched('exon', `in ${name}`)
    : NO_MATCH;
}

function hasEffect(change: Of<'exon'>['change'], effect: SmallVariant['effect']): boolean {
  switch (change) {
    case 'mutation':
      return effect !== 'silent' && effect !== 'unknown' && effect !== 'splice-site';
    case 'insertion':
      return effect === 'inframe-insertion' || effect === 'inframe-delins-longer';
    case 'deletion':
      return effect === 'inframe-deletion' || effect === 'inframe-delins-shorter';
    case 'frameshift':
      return effect === 'frameshift';
    case 'loss':
    case 'skipping':
      return false;
  }
}

/** A fusion is found through either partner; that the partners stand the other way round is said. */
function matchFusion(feature: Of<'fusion'>, fusion: FusionAlteration): FeatureMatch {
  const { gene5, gene3 } = feature;
  const fits = (five: string, three: string): boolean =>
    (gene5 === null || gene5 === five) && (gene3 === null || gene3 === three);
  const isPair = gene5 !== null && gene3 !== null;
  if (fits(fusion.gene5, fusion.gene3)) {
    if (feature.exon5 !== null || feature.exon3 !== null) return matchJoint(feature, fusion);
    return isPair ? matched('exact') : matched('partner', 'any partner');
  }
  if (feature.exon5 === null && fits(fusion.gene3, fusion.gene5)) {
    return matched('reciprocal', 'the partners stand the other way round in the tumour');
  }
  return NO_MATCH;
}

function matchJoint(feature: Of<'fusion'>, { exon5, exon3 }: FusionAlteration): FeatureMatch {
  if (exon5 === null || exon3 === null) {
    return { kind: 'unknown', needs: 'the exons that the fusion joins' };
  }
  return exon5 === feature.exon5 && exon3 === feature.exon3 ? matched('exact') : NO_MATCH;
}

/** Something given in the words of a profile: the same words, or a word that includes them. */
function matchNamed(
  feature: MolecularFeature,
  { feature: named, exons }: NamedAlteration,
): FeatureMatch {
  if (feature.kind === 'text' || named.kind === 'text') return NO_MATCH;
  if (isSameFeature(feature, named)) return matched('exact');
  if (feature.kind === 'codon' && named.kind === 'codon') {
    const isAmong =
      feature.gene === named.gene &&
      feature.alternatives === null &&
      named.residues.every(({ residue, position }) =>
        feature.residues.some((one) => one.residue === residue && one.position === position),
      );
    return isAmong ? matched('codon') : NO_MATCH;
  }
  if (named.kind === 'codon' && feature.kind === 'domain' && named.gene === feature.gene) {
    return named.residues.every(({ position }) => isWithin(position, feature.first, feature.last))
      ? matched('domain', `in the ${feature.domain}`)
      : NO_MATCH;
  }
  if (feature.kind === 'exon' && (named.kind === 'codon' || named.kind === 'exon')) {
    return matchNamedExon(feature, named, exons);
  }
  if (feature.kind !== 'state' || !('gene' in named) || named.gene !== feature.gene) {
    return NO_MATCH;
  }
  const isPlaced =
    ['codon', 'coding', 'domain', 'exon', 'protein'].includes(named.kind) ||
    (named.kind === 'state' && MUTATIONS.has(named.state));
  const isLoss = named.kind === 'exon' && named.change === 'loss';
  switch (feature.state) {
    case 'mutation':
      return isPlaced && !isLoss ? matched('gene') : NO_MATCH;
    case 'alteration':
      return isPlaced ? matched('gene') : NO_MATCH;
    case 'expression':
      return named.kind === 'state' && named.state === 'overexpression'
        ? matched('gene', 'expressed, and more than usual')
        : NO_MATCH;
    default:
      return NO_MATCH;
  }
}

function isWithin(position: number, first: number, last: number): boolean {
  return position >= first && position <= last;
}

/** Whether any change of a codon, or one kind of change of an exon, is a mutation of an exon. */
function matchNamedExon(
  feature: Of<'exon'>,
  named: Of<'codon' | 'exon'>,
  exons: readonly number[] | null,
): FeatureMatch {
  if (feature.change !== 'mutation' || named.gene !== feature.gene) return NO_MATCH;
  const { firstExon, lastExon } = feature;
  const note = featureWords(feature).slice(feature.gene.length + 1);
  if (named.kind === 'codon') {
    if (exons === null) {
      return { kind: 'unknown', needs: `which exon of ${feature.gene} it is in` };
    }
    return exons.length > 0 && exons.every((exon) => isWithin(exon, firstExon, lastExon))
      ? matched('exon', note)
      : NO_MATCH;
  }
  const isMutation = named.change !== 'loss' && named.change !== 'skipping';
  return isMutation && named.firstExon >= firstExon && named.lastExon <= lastExon
    ? matched('exon', note)
    : NO_MATCH;
}

/** States that a mutation puts a gene into. */
const MUTATIONS: ReadonlySet<GeneState> = new Set([
  'activating',
  'frameshift',
  'inactivating',
  'internal-duplication',
  'truncating',
]);

function isSameFeature(a: MolecularFeature, b: MolecularFeature): boolean {
  if (a.kind === 'polymorphism' && b.kind === 'polymorphism') {
    return a.gene === b.gene && a.name.toLowerCase() === b.name.toLowerCase();
  }
  return JSON.stringify(a) === JSON.stringify(b);
}
