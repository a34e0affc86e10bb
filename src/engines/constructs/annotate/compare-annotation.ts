import type { GenBankFeature } from '../../../formats/genbank/write-genbank.js';
import type { SnapGeneFeature } from '../../../formats/snapgene/read-snapgene.js';
import type { Range } from '../part.js';
import type { PlasmidFeature } from './annotate-plasmid.js';
import { isSameFeatureName } from './feature-synonyms.js';

/** A feature as a file names it. */
export interface FileFeature {
  readonly name: string;
  /** Feature key of the file, e.g. `CDS`. */
  readonly key: string;
  readonly kind: FeatureKind;
  /** Null where the file gives none. */
  readonly strand: 1 | -1 | null;
  readonly ranges: readonly Range[];
}

/** What a plasmid's function hangs on; `other` is everything else, e.g. primers and cloning sites. */
export type FeatureKind = 'promoter' | 'CDS' | 'terminator' | 'repeat' | 'origin' | 'other';

export type Finding =
  | { readonly kind: 'found'; readonly by: PlasmidFeature }
  /** Something else, or under a name that is no synonym, has its place. */
  | { readonly kind: 'named otherwise'; readonly by: PlasmidFeature }
  | { readonly kind: 'missed' };

/** A named feature counts as found where each covers at least this much of the other. */
const SHARED = 0.5;

/**
 * Whether what a file names was found: by a name of the same thing, on the same strand (repeats: on any), each covering
 * at least half of the other.
 */
export function findingOf(named: FileFeature, found: readonly PlasmidFeature[]): Finding {
  const there = found.filter((feature) => {
    const shared = sharedBases(named.ranges, feature.ranges);
    return shared >= SHARED * bases(named.ranges) && shared >= SHARED * bases(feature.ranges);
  });
  const sameStrand = there.filter(
    ({ strand }) => named.strand === null || named.kind === 'repeat' || strand === named.strand,
  );
  const by = sameStrand.find(({ name, alternatives }) =>
    [name, ...alternatives].some((other) => isSameFeatureName(named.name, other)),
  );
  if (by !== undefined) return { kind: 'found', by };
  const [other] = there;
  return other === undefined ? { kind: 'missed' } : { kind: 'named otherwise', by: other };
}

function bases(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { start0, end0 }) => sum + end0 - start0, 0);
}

function sharedBases(a: readonly Range[], b: readonly Range[]): number {
  let shared = 0;
  for (const one of a) {
    for (const other of b) {
      shared += Math.max(0, Math.min(one.end0, other.end0) - Math.max(one.start0, other.start0));
    }
  }
  return shared;
}

/** The features of a GenBank record but its source; named by label, product, gene, locus tag or note. */
export function fileFeaturesOfGenBank(features: readonly GenBankFeature[]): readonly FileFeature[] {
  return features
    .filter(({ key }) => key !== 'source')
    .map(({ key, qualifiers, strand, ranges }) => {
      const text = (name: string): string | null => {
        const value = qualifiers.find((qualifier) => qualifier.name === name)?.value;
        return value === undefined || value === null ? null : String(value);
      };
      const name =
        text('label') ??
        text('product') ??
        text('gene') ??
        text('locus_tag') ??
        text('note') ??
        key;
      const regulatory = key === 'regulatory' ? text('regulatory_class') : null;
      return { name, key, kind: kindOf(regulatory ?? key, name), strand, ranges };
    });
}

/** The features of a SnapGene map that have a place. */
export function fileFeaturesOfSnapGene(
  features: readonly SnapGeneFeature[],
): readonly FileFeature[] {
  return features
    .filter(({ ranges }) => ranges.length > 0)
    .map(({ name, key, strand, ranges }) => ({
      name,
      key,
      kind: kindOf(key, name),
      strand,
      ranges,
    }));
}

function kindOf(key: string, name: string): FeatureKind {
  switch (key) {
    case 'promoter':
    case 'CDS':
    case 'terminator':
      return key;
    case 'rep_origin':
      return 'origin';
    case 'LTR':
      return 'repeat';
    default:
      return /\bLTR\b|ITR|inverted terminal repeat/.test(name) ? 'repeat' : 'other';
  }
}
