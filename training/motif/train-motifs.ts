import type { Peptide } from '../../src/core/brands.js';
import { parseHlaAllele } from '../../src/core/hla-allele.js';
import { seededRandom } from '../../src/core/seeded-random.js';
import { compareText } from '../../src/core/skipped.js';
import { createMotifModel } from '../../src/engines/presentation/motif-model.js';
import type { AlleleMotif, MotifPack } from '../../src/engines/presentation/motif-pack.js';
import { rankPlaces } from '../../src/engines/presentation/percentile-calibration.js';

import { FIT_OPTIONS, fitMotifs, groupByLength, usualLengthRatios } from './fit-motif.js';
import type { FitOptions, LigandsByLength } from './fit-motif.js';
import { drawHumanPeptides } from './human-peptides.js';
import type { HumanProteome } from './human-peptides.js';
import type { Ligand } from './ligand-table.js';

/**
 * Fewest 9-mers for a motif. From 30 random 9-mers of a well-known allele AUROC is 0.978 against 0.992 from
 * all of them (cross-validation, MODEL-CARD.md): worse, but far from none.
 */
export const FEWEST_NINE_MERS = 30;
/** Random human peptides that a rank is counted against, in equal numbers of 8- to 11-mers. */
export const RANK_PEPTIDES = 100_000;
const RANK_LENGTHS: readonly number[] = [8, 9, 10, 11];
const RANK_SEED = 20_240_117;

/** Distinct ligands of each allele, alleles by name. */
export function ligandsByAllele(ligands: Iterable<Ligand>): ReadonlyMap<string, LigandsByLength> {
  const peptides = new Map<string, Set<string>>();
  for (const { allele, peptide } of ligands) {
    let known = peptides.get(allele);
    if (known === undefined) {
      known = new Set();
      peptides.set(allele, known);
    }
    known.add(peptide);
  }
  return new Map(
    [...peptides]
      .sort(([a], [b]) => compareText(a, b))
      .map(([allele, known]) => [allele, groupByLength(known)]),
  );
}

/** The pack of motifs without ranks (100 for every peptide): what `calibrated` starts from. */
export function fitPack(
  ligands: ReadonlyMap<string, LigandsByLength>,
  proteome: HumanProteome,
  options: FitOptions = FIT_OPTIONS,
): MotifPack {
  const lengthRatios = usualLengthRatios(ligands.values());
  const alleles: AlleleMotif[] = [];
  for (const [name, byLength] of ligands) {
    if ((byLength.get(9)?.length ?? 0) < FEWEST_NINE_MERS) continue;
    const reading = parseHlaAllele(name);
    if (reading.kind !== 'allele' || reading.allele !== name) throw new Error(`allele "${name}"`);
    const lengths = fitMotifs(byLength, { proteome: proteome.frequencies, lengthRatios, options });
    alleles.push({
      allele: reading.allele,
      trainingLigands: lengths.reduce((sum, motif) => sum + motif.trainingLigands, 0),
      lengths,
      rankScores: new Float64Array(1),
    });
  }
  return { background: proteome.frequencies, rankPercents: Float64Array.of(100), alleles };
}

/**
 * The pack with its rank tables: the score of the k-th best of `RANK_PEPTIDES` random human peptides, for
 * k from the best to the last.
 */
export function calibrated(pack: MotifPack, proteome: HumanProteome): MotifPack {
  const peptides = randomPeptides(proteome, RANK_PEPTIDES, RANK_SEED);
  const places = rankPlaces(peptides.length);
  const model = createMotifModel(pack, 'uncalibrated');
  return {
    ...pack,
    rankPercents: Float64Array.from(places, (place) => (100 * place) / peptides.length),
    alleles: pack.alleles.map((motif) => {
      const [scores] = model.scoreNow(peptides, [motif.allele]);
      if (scores?.kind !== 'scored') throw new Error(`${motif.allele} has no scores`);
      const ascending = scores.presentationScore.slice().sort();
      return {
        ...motif,
        rankScores: Float64Array.from(places, (place) => ascending.at(-place) as number),
      };
    }),
  };
}

/** As many peptides of each of 8 to 11 residues. */
export function randomPeptides(
  proteome: HumanProteome,
  total: number,
  seed: number,
): readonly Peptide[] {
  const random = seededRandom(seed);
  return RANK_LENGTHS.flatMap((length) =>
    drawHumanPeptides(proteome, { count: total / RANK_LENGTHS.length, length, random }),
  );
}

/** Throws where a peptide of the rows used is in the validation split of any file, naming the first. */
export function checkSplit(used: Iterable<Ligand>, validation: ReadonlySet<string>): void {
  for (const { allele, peptide } of used) {
    if (validation.has(peptide)) {
      throw new Error(`${peptide} (${allele}) is trained on and in the validation split`);
    }
  }
}
