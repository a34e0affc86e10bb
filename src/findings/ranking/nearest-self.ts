import type { Context } from '../../core/context.js';
import type { HealthyProteome } from '../../engines/search/healthy-proteome.js';
import type { CandidatePeptide, Findings } from '../findings.js';
import type { RankedCandidate, Ranking } from './ranking.js';

/** Mismatches looked for; a stretch further away is not called similar. */
const MAX_MISMATCHES = 3;

function bestPeptide(candidate: RankedCandidate, findings: Findings): CandidatePeptide | null {
  if (candidate.best === null) return null;
  return findings.neoantigens.variants[candidate.variant]?.peptides[candidate.best.peptide] ?? null;
}

/** Adds to each candidate the healthy stretches nearest to its best peptide, its own counterpart aside. */
export async function withNearestSelf(
  ranking: Ranking,
  findings: Findings,
  healthyProteome: HealthyProteome,
  context: Context,
): Promise<Ranking> {
  const sought = ranking.candidates.flatMap((candidate) => {
    const peptide = bestPeptide(candidate, findings);
    return peptide === null ? [] : [{ place: candidate.place, peptide }];
  });
  const found = await healthyProteome.nearestSelf(
    sought.map(({ peptide }) => ({
      peptide: peptide.peptide,
      excluding: peptide.wildtype === null ? [] : [peptide.wildtype],
    })),
    { maxMismatches: MAX_MISMATCHES },
    context,
  );
  const byPlace = new Map(sought.map(({ place }, i) => [place, found[i]]));
  return {
    ...ranking,
    candidates: ranking.candidates.map((candidate) => {
      const nearest = byPlace.get(candidate.place);
      if (nearest === undefined || nearest.mismatches === null) return candidate;
      return {
        ...candidate,
        nearestSelf: {
          mismatches: nearest.mismatches,
          count: nearest.places,
          examples: nearest.examples.map(({ peptide, gene, accession }) => ({
            peptide,
            gene,
            accession,
          })),
        },
      };
    }),
  };
}
