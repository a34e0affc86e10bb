// The choices in fit-motif.ts, by five-fold cross-validation inside the train split:
//   npm run build && node dist/training/motif/cross-validate.js
import type { Peptide } from '../../src/core/brands.js';
import { seededRandom } from '../../src/core/seeded-random.js';
import { createMotifModel } from '../../src/engines/presentation/motif-model.js';

import { auprc, auroc } from '../metrics.js';

import { FIT_OPTIONS, groupByLength } from './fit-motif.js';
import type { FitOptions } from './fit-motif.js';
import { fitPack, ligandsByAllele, randomPeptides } from './train-motifs.js';
import { readTrainingData } from './training-data.js';

const FOLDS = 5;
const SEED = 31;
/** 8- to 11-mers in equal numbers, as for the ranks, so that the weight of the length counts too. */
const DECOYS = 10_000;

const { train, proteome } = readTrainingData();
const random = seededRandom(SEED);
const foldOf = new Map<string, number>();
for (const { peptide } of train) {
  if (!foldOf.has(peptide)) foldOf.set(peptide, random.below(FOLDS));
}
const decoys = randomPeptides(proteome, DECOYS, SEED + 1);
const inRankLengths = (peptide: string): boolean => peptide.length <= 11;

interface CrossValidation {
  readonly alleles: number;
  readonly auroc: number;
  readonly auprc: number;
}

/**
 * Means over alleles and folds. With `nineMers`, alleles that have 800 9-mers or more keep that many, drawn at
 * random, and no other length, and only they are tested.
 */
function crossValidate(options: FitOptions, nineMers: number | null = null): CrossValidation {
  const aurocs: number[] = [];
  const auprcs: number[] = [];
  const tested = new Set<string>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const learnt = new Map(
      ligandsByAllele(train.filter(({ peptide }) => foldOf.get(peptide) !== fold)),
    );
    const thinned = new Set<string>();
    for (const [allele, ligands] of learnt) {
      const all = ligands.get(9) ?? [];
      if (nineMers === null || all.length < 800) continue;
      thinned.add(allele);
      learnt.set(allele, groupByLength(seededRandom(SEED).shuffled(all).slice(0, nineMers)));
    }
    const heldOut = ligandsByAllele(train.filter(({ peptide }) => foldOf.get(peptide) === fold));
    const model = createMotifModel(fitPack(learnt, proteome, options), 'fold');
    const alleles = model.alleles.filter((allele) => nineMers === null || thinned.has(allele));
    const decoyAnswers = model.scoreNow(decoys, alleles);
    alleles.forEach((allele, a) => {
      const ligands = [...(heldOut.get(allele)?.values() ?? [])].flat().filter(inRankLengths);
      const [answer] = model.scoreNow(ligands as string[] as Peptide[], [allele]);
      const decoyAnswer = decoyAnswers[a];
      if (ligands.length === 0 || answer?.kind !== 'scored' || decoyAnswer?.kind !== 'scored') {
        return;
      }
      tested.add(allele);
      aurocs.push(auroc(answer.presentationScore, decoyAnswer.presentationScore));
      auprcs.push(auprc(answer.presentationScore, decoyAnswer.presentationScore));
    });
  }
  return { alleles: tested.size, auroc: mean(aurocs), auprc: mean(auprcs) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function report(name: string, { alleles, auroc, auprc }: CrossValidation): void {
  process.stdout.write(`| ${name} | ${alleles} | ${auroc.toFixed(4)} | ${auprc.toFixed(4)} |\n`);
}

process.stdout.write('| setting | alleles | AUROC | AUPRC |\n| --- | --- | --- | --- |\n');
report('as shipped', crossValidate(FIT_OPTIONS));
for (const background of [5, 20, 100, 200]) {
  report(`background ${background}`, crossValidate({ ...FIT_OPTIONS, background }));
}
for (const carriedOver of [5, 20, 100, 200]) {
  report(`carriedOver ${carriedOver}`, crossValidate({ ...FIT_OPTIONS, carriedOver }));
}
for (const lengths of [1, 100]) {
  report(`lengths ${lengths}`, crossValidate({ ...FIT_OPTIONS, lengths }));
}
// The learning curve behind FEWEST_NINE_MERS.
for (const nineMers of [30, 50, 100, 200, 400, Infinity]) {
  report(`${nineMers} 9-mers an allele, no other length`, crossValidate(FIT_OPTIONS, nineMers));
}
