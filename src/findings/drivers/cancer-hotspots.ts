import type { GenomeBuild } from '../../case/tumour-case.js';
import type { Source } from '../../core/cited.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import type { HotspotMatch } from './driver-finding.js';

/** Counts of tumours by change; the letter a residue becomes, or an indel's name. */
type ChangeCounts = Readonly<Record<string, number>>;

interface GeneHotspots {
  /** Accession, without version, whose numbering the residues have. */
  readonly transcript: string;
  /** By residue, e.g. `R175`. */
  readonly residues: Readonly<
    Record<
      string,
      { readonly tumours: number; readonly truncatingShare: number; readonly changes: ChangeCounts }
    >
  >;
  /** Stretches of in-frame insertions and deletions, 1-based, both ends included. */
  readonly indels: readonly {
    readonly first: number;
    readonly last: number;
    readonly tumours: number;
    readonly changes: ChangeCounts;
  }[];
}

/** Recurrently mutated residues; made by `data/recipes/cancer-hotspots.ts`. */
export interface CancerHotspots {
  readonly schemaVersion: 1;
  readonly source: Source;
  readonly genes: Readonly<Record<string, GeneHotspots>>;
  /** `12:25245350:C:A` (start0, alleles) -> `KRAS G12C`, so that a variant without annotation is known. */
  readonly places: Readonly<Record<GenomeBuild, Readonly<Record<string, string>>>>;
}

export function openCancerHotspots(pack: LoadedPack): CancerHotspots {
  return JSON.parse(new TextDecoder().decode(pack.bytes)) as CancerHotspots;
}

/** The gene and change that a substitution at a place makes, where it is a known hotspot's. */
export function changeAtPlace(
  hotspots: CancerHotspots,
  build: GenomeBuild,
  place: {
    readonly chromosome: string;
    readonly start0: number;
    readonly reference: string;
    readonly alternate: string;
  },
): { readonly gene: string; readonly change: string } | null {
  const bare = place.chromosome.replace(/^chr/i, '');
  const key = `${bare}:${place.start0}:${place.reference}:${place.alternate}`;
  const [gene, change] = hotspots.places[build][key]?.split(' ') ?? [];
  return gene === undefined || change === undefined ? null : { gene, change };
}

/** The hotspot that a one-letter change falls on: a residue with the same reference, or an indel's stretch. */
export function hotspotOf(
  hotspots: CancerHotspots,
  gene: string,
  change: string,
): HotspotMatch | null {
  const known = hotspots.genes[gene];
  if (known === undefined) return null;
  const [, residue, alternate] = /^([A-Z]\d+)([A-Z*])$/.exec(change) ?? [];
  if (residue !== undefined && alternate !== undefined) {
    const found = known.residues[residue];
    if (found === undefined) return null;
    return {
      kind: 'single residue',
      residue,
      tumours: found.tumours,
      tumoursWithChange: found.changes[alternate] ?? 0,
      truncatingShare: found.truncatingShare,
    };
  }
  const [, first, last = first] = /^[A-Z](\d+)(?:_[A-Z](\d+))?(?:del|ins|dup)/.exec(change) ?? [];
  if (first === undefined) return null;
  for (const indel of known.indels) {
    if (Number(first) > indel.last || Number(last) < indel.first) continue;
    return {
      kind: 'in-frame indel',
      residue: `${indel.first}-${indel.last}`,
      tumours: indel.tumours,
      tumoursWithChange: indel.changes[change] ?? 0,
      truncatingShare: 0,
    };
  }
  return null;
}
