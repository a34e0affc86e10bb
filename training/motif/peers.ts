import { join } from 'node:path';

import type { HlaAllele, Peptide } from '../../src/core/brands.js';
import { quietContext } from '../../src/core/context.js';
import type { PresentationModel } from '../../src/engines/presentation/presentation-model.js';

import { rankingMetrics } from './evaluate-alleles.js';
import type { RankingMetrics } from './evaluate-alleles.js';
import { eachTsvRow } from './ligand-table.js';
import { SHARED_DATA } from './training-data.js';

/** Rank columns of `mhc1_multiallelic_peers.tsv.gz`; lower is likelier presented. */
export const PEER_TOOLS = [
  'MixMHCpred2.2_rank',
  'NetMHCpan4.1_rank',
  'MHCflurry2.0_rank',
  'MixMHCpred2.0.2_rank',
  'HLAthena',
] as const;
export type PeerTool = (typeof PEER_TOOLS)[number];

/** Peptides found on one patient's cells among random ones, with each tool's rank for the best allele. */
export interface PeerSample {
  readonly sample: string;
  readonly alleles: readonly HlaAllele[];
  readonly peptides: readonly Peptide[];
  /** 1 where the peptide is a ligand; parallel to `peptides`, as are the ranks. */
  readonly isLigand: Uint8Array;
  readonly ranks: Readonly<Record<PeerTool, Float64Array>>;
}

/** The samples in the order of the file. @param folder `shared/data` */
export function readPeerSamples(folder: string = SHARED_DATA): readonly PeerSample[] {
  const alleles = new Map<string, readonly HlaAllele[]>();
  eachTsvRow(join(folder, 'pmhc/mhc1_multiallelic_hla.tsv'), ['sample', 'hla'], (cells) => {
    const [sample, hla] = cells as [string, string];
    alleles.set(sample, hla.trim().split(' ') as HlaAllele[]);
  });
  const rows = new Map<string, { peptides: Peptide[]; labels: number[]; ranks: number[][] }>();
  eachTsvRow(
    join(folder, 'pmhc/mhc1_multiallelic_peers.tsv.gz'),
    ['sample', 'peptide', 'ligand', ...PEER_TOOLS],
    ([sample, peptide, ligand, ...ranks]) => {
      let group = rows.get(sample as string);
      if (group === undefined) {
        group = { peptides: [], labels: [], ranks: PEER_TOOLS.map(() => []) };
        rows.set(sample as string, group);
      }
      group.peptides.push(peptide as Peptide);
      group.labels.push(Number(ligand));
      ranks.forEach((rank, tool) => group.ranks[tool]?.push(Number(rank)));
    },
  );
  return [...rows].map(([sample, { peptides, labels, ranks }]) => {
    const typed = alleles.get(sample);
    if (typed === undefined) throw new Error(`no HLA type for ${sample}`);
    return {
      sample,
      alleles: typed,
      peptides,
      isLigand: Uint8Array.from(labels),
      ranks: Object.fromEntries(
        PEER_TOOLS.map((tool, i) => [tool, Float64Array.from(ranks[i] as number[])]),
      ) as Record<PeerTool, Float64Array>,
    };
  });
}

/** Lowest rank over the sample's alleles that have a model, and the alleles that have none. */
export async function bestRanks(
  model: PresentationModel,
  { peptides, alleles }: PeerSample,
): Promise<{ readonly ranks: Float64Array; readonly withoutModel: readonly HlaAllele[] }> {
  const ranks = new Float64Array(peptides.length).fill(Infinity);
  const withoutModel: HlaAllele[] = [];
  for (const answer of await model.score(peptides, alleles, quietContext())) {
    if (answer.kind === 'unscored') {
      withoutModel.push(answer.allele);
      continue;
    }
    answer.percentileRank.forEach((rank, i) => {
      if (rank < (ranks[i] as number)) ranks[i] = rank;
    });
  }
  return { ranks, withoutModel };
}

/** Metrics of one tool's ranks on one sample, over the rows that `counts` says. */
export function peerMetrics(
  { isLigand, peptides }: PeerSample,
  ranks: Float64Array,
  counts: (peptide: Peptide) => boolean = () => true,
): RankingMetrics {
  const side = (label: 0 | 1): Float64Array =>
    ranks
      .map((rank) => -rank)
      .filter((_, i) => isLigand[i] === label && counts(peptides[i] as Peptide));
  return rankingMetrics(side(1), side(0));
}
