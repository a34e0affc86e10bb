import type { HlaAllele } from '../../core/brands.js';
import { compareText } from '../../core/skipped.js';
import type { NetworkPack } from './network-pack.js';

/** Fewest training ligands of an allele that others are measured against. */
const WELL_TRAINED_LIGANDS = 50;

/** How far an allele is from what the model learnt from; the farther, the more an answer is a guess. */
export interface AlleleDistance {
  /** The allele with 50 training ligands or more whose groove is most alike; itself where it has them. */
  readonly nearest: HlaAllele;
  /** Residues of the 34 in the groove that differ. */
  readonly differingResidues: number;
}

/** Measures alleles by their grooves; null for one whose groove is not known, or where no allele is well trained. */
export function alleleDistances(pack: NetworkPack): (allele: HlaAllele) => AlleleDistance | null {
  const grooveOf = (allele: HlaAllele): string | undefined => {
    const place = pack.grooveOf.get(allele);
    return place === undefined ? undefined : pack.grooves[place];
  };
  const trained = [...pack.trainingLigands]
    .filter(([, ligands]) => ligands >= WELL_TRAINED_LIGANDS)
    .map(([allele]) => ({ allele, groove: grooveOf(allele) }))
    .filter((entry): entry is { allele: HlaAllele; groove: string } => entry.groove !== undefined)
    .sort((a, b) => compareText(a.allele, b.allele));
  const known = new Map<HlaAllele, AlleleDistance>(
    trained.map(({ allele }) => [allele, { nearest: allele, differingResidues: 0 }]),
  );
  return (allele) => {
    const groove = grooveOf(allele);
    if (groove === undefined) return null;
    let distance = known.get(allele) ?? null;
    if (distance !== null) return distance;
    for (const { allele: nearest, groove: other } of trained) {
      const differingResidues = differences(groove, other);
      if (distance === null || differingResidues < distance.differingResidues) {
        distance = { nearest, differingResidues };
      }
    }
    if (distance !== null) known.set(allele, distance);
    return distance;
  };
}

function differences(a: string, b: string): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
}
