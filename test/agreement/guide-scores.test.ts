import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import {
  decodeEfficacyPack,
  GUIDE_EFFICACY_PACK_ID,
} from '../../src/engines/editing/efficacy-pack.js';
import { openGuideEfficacy } from '../../src/engines/editing/guide-efficacy.js';
import { variantScore } from '../../src/engines/editing/efficacy-model.js';
import { packGuides } from '../../src/engines/editing/guide-kernel.js';
import { kernelScore, openKernel } from '../../src/engines/editing/kernel-model.js';
import {
  GUIDE_SCORES_PACK_ID,
  type GuideScoreTables,
  openGuideScoreTables,
} from '../../src/engines/editing/guide-score-tables.js';
import { microhomologyOutcome } from '../../src/engines/editing/microhomology.js';
import { cfdScore, mitScore } from '../../src/engines/editing/off-target-scores.js';
import { ruleSet1Score } from '../../src/engines/editing/rule-set-1.js';
import type { LoadedPack } from '../../src/packs/pack-store.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { agreement, fitVariant } from '../../training/editing/cross-validate.js';
import { MIDDLE_RANK } from '../../training/editing/cross-validate-kernel.js';
import {
  besideSequence,
  covarianceMatrix,
  type KernelSetting,
  likenessMatrix,
} from '../../training/editing/fit-kernel.js';
import { solvePositive } from '../../training/editing/fit-ridge.js';
import { kernelGuides } from '../../training/editing/kernel-guides.js';
import { KERNEL_SETTINGS } from '../../training/editing/recipe.js';
import {
  ALL_FEATURES,
  SCREEN_FILE,
  readScreen,
  screenRows,
} from '../../training/editing/screen-rows.js';
import { spearman } from '../../training/editing/spearman.js';
import { hasShared, sharedText } from '../shared-data.js';

const AZIMUTH_FILE = 'data/editing/azimuth/1000guides.csv';

let tables: GuideScoreTables;
let efficacyPack: LoadedPack;

beforeAll(async () => {
  const store = openPackStore();
  tables = openGuideScoreTables(await store.load(GUIDE_SCORES_PACK_ID));
  efficacyPack = await store.load(GUIDE_EFFICACY_PACK_ID);
});

/** Spacer and PAM of a 23-mer. */
function pair(guide: string, site: string) {
  return { spacer: guide.slice(0, 20), protospacer: site.slice(0, 20), pam: site.slice(20) };
}

describe('CFD', () => {
  // Doctests of calcCfdScore in CRISPOR's crispor.py, written from John Doench's own script.
  it.each([
    ['GGGGGGGGGGGGGGGGGGGGGGG', 'GGGGGGGGGGGGGGGGGGGGGGG', 1],
    ['GGGGGGGGGGGGGGGGGGGGGGG', 'GGGGGGGGGGGGGGGGGAAAGGG', 0.4635989007074176],
    ['GGGGGGGGGGGGGGGGGGGGGGG', 'aaaaGaGaGGGGGGGGGGGGGGG', 0.5140384614450001],
    ['ATGGTCGGACTCCCTGCCAGAGG', 'ATGGTGGGACTCCCTGCCAGAGG', 0.5],
    ['ATGGTCGGACTCCCTGCCAGAGG', 'ATGATCCAAATCCCTGCCAGAGG', 0.53625000020625],
    ['ATGTGGAGATTGCCACCTACCGG', 'ATCTGGAGATTGCCACCTACAGG', 0.384615385],
  ])('agrees with CRISPOR on %s at %s', (guide, site, expected) => {
    expect(cfdScore(tables, pair(guide, site))).toBeCloseTo(expected, 12);
  });

  // crisprScore, tests/testthat/test-offtargets.R, to its three decimals.
  it.each([
    ['ATCGATGCTGATGCTAGATA', 'AAG', 0.259],
    ['ATCGATGCTGATGCTAGATA', 'AGA', 0.069],
    ['ATCGATGCTGATGCTAGATA', 'AGT', 0.016],
    ['TTCGATGCTGATGCTAGATA', 'AGG', 1],
    ['TTCGATGCTGATGCTAGATG', 'AGG', 0.765],
    ['TTCGATGCTAATCCTAGATG', 'AGG', 0.301],
  ])('agrees with crisprScore on %s %s', (protospacer, pam, expected) => {
    const score = cfdScore(tables, { spacer: 'ATCGATGCTGATGCTAGATA', protospacer, pam });
    expect(Number(score.toFixed(3))).toBe(expected);
  });
});

describe('MIT', () => {
  // Doctests of a copy of CRISPOR's calcHitScore, in whole percent.
  it.each([
    ['GGGGGGGGGGGGGGGGGGGG', 100],
    ['AGGGGGGGGGGGGGGGGGGG', 100],
    ['GGGGGGGGGGGGGGGGGGGA', 41],
  ])('agrees with the doctest on %s', (protospacer, expected) => {
    const score = mitScore(tables, { spacer: 'G'.repeat(20), protospacer, pam: 'TGG' });
    expect(Math.trunc(100 * (score as number))).toBe(expected);
  });

  it('agrees with crisprScore where the mean distance is whole', () => {
    // tests/testthat/test-offtargets.R: mismatches at 1 and 20, 0.104.
    const score = mitScore(tables, {
      spacer: 'ATCGATGCTGATGCTAGATA',
      protospacer: 'TTCGATGCTGATGCTAGATG',
      pam: 'AGG',
    });
    expect(Number(score?.toFixed(3))).toBe(0.104);
  });

  it('rounds the mean distance down, where crisprScore keeps its fraction', () => {
    // By hand: mismatches at 1, 10, 13, 20; 1 x 0.921 x 0.387 x 0.417 / 16 / ((19 - 6) / 19 x 4 + 1) = 0.0024859.
    const score = mitScore(tables, {
      spacer: 'ATCGATGCTGATGCTAGATA',
      protospacer: 'TTCGATGCTAATCCTAGATG',
      pam: 'AGG',
    });
    expect(score).toBeCloseTo(0.0024859, 7);
  });
});

describe('Rule Set 1', () => {
  it('agrees with the examples of its authors’ script and of crisprScore', () => {
    // On-target score 2014, examples beside the published script, as also in CHOPCHOP's and FlashFry's tests.
    expect(ruleSet1Score(tables, 'TATAGCTGCGATCTGAGGTAGGGAGGGACC')).toBeCloseTo(0.713089368437, 7);
    expect(ruleSet1Score(tables, 'TCCGCACCTGTCACGGTCGGGGCTTGGCGC')).toBeCloseTo(0.0189838463593, 7);
    // crisprScore, tests/testthat/test-ruleset1.R.
    expect(ruleSet1Score(tables, 'ACCTATCGATGCTGATGCTAGATAAGGTTG')).toBeCloseTo(0.144, 3);
  });
});

describe('microhomology', () => {
  it('agrees with the output recorded beside the source code of Bae 2014', () => {
    // Azimuth, features/microhomology.py: "correct output is Microhomology score = 4662.9, Out-of-frame score = 50.7473889639".
    const outcome = microhomologyOutcome(
      'GGAGGAAGGGCCTGAGTCCGAGCAGAAGAAGAAGGGCTCCCATCACATCAACCGGTGGCG',
      30,
    );
    expect(outcome.microhomologyScore).toBeCloseTo(4662.9, 6);
    expect(100 * (outcome.outOfFrameShare as number)).toBeCloseTo(50.7473889639, 9);
  });
});

describe.skipIf(!hasShared(SCREEN_FILE))('guide efficacy on FC_plus_RES (needs ../shared)', () => {
  it('is trained on every row, each 30-mer in one gene', () => {
    const rows = screenRows(readScreen());
    expect(rows).toHaveLength(5_310);
    expect(new Set(rows.map(({ context }) => context)).size).toBe(4_379);
  });

  it('beside Rule Set 1, which reaches 0.395 pooled', () => {
    const rows = screenRows(readScreen());
    const scores = rows.map(({ context }) => ruleSet1Score(tables, context));
    expect(agreement(rows, scores).pooled).toBeCloseTo(0.395, 3);
  });

  it('ships what training gives', () => {
    const { withPlace } = decodeEfficacyPack(efficacyPack);
    const again = fitVariant(screenRows(readScreen()), ALL_FEATURES);
    expect(again.splits).toEqual(withPlace.splits);
    expect(again.values).toEqual(withPlace.values);
    expect(again.weights).toEqual(withPlace.weights);
  }, 60_000);

  it('ships coefficients that solve the equations of training, without a protein', () => {
    const { sequenceOnly } = decodeEfficacyPack(efficacyPack);
    const guides = kernelGuides(screenRows(readScreen()));
    const setting = KERNEL_SETTINGS.find(
      ({ weights }) => JSON.stringify(weights) === JSON.stringify(sequenceOnly.weights),
    ) as KernelSetting;
    const packed = packGuides(guides.map(({ context }) => context));
    expect(sequenceOnly.guides).toEqual(packed);
    const { amounts } = openKernel(sequenceOnly);
    guides.forEach((guide, i) => {
      if (i % 20 !== 0) return;
      const fitted = guides.reduce(
        (sum, other, j) =>
          sum + besideSequence(guide, other, setting) * (sequenceOnly.coefficients[j] as number),
        kernelScore(sequenceOnly.mean, amounts(guide.context)),
      );
      expect(fitted).toBeCloseTo(guide.rank, 5);
    });
  }, 60_000);

  it('trained on surface proteins alone, ranks guides against drug resistance better than Rule Set 1', () => {
    // Rule Set 1 was fitted to the same half: the nine genes of flow cytometry (Doench 2014).
    const surface = new Set('CD13 CD15 CD28 CD33 CD43 CD45 CD5 H2-K THY1'.split(' '));
    const rows = screenRows(readScreen());
    const setting = KERNEL_SETTINGS[0] as KernelSetting;
    const guides = kernelGuides(rows.filter(({ gene }) => surface.has(gene)));
    const likeness = likenessMatrix(guides, setting.weights);
    const { amounts } = openKernel({
      weights: setting.weights,
      guides: packGuides(guides.map(({ context }) => context)),
      coefficients: Float32Array.from(
        solvePositive(
          covarianceMatrix(likeness, guides, setting),
          Float64Array.from(guides, ({ rank }) => rank - MIDDLE_RANK),
        ),
      ),
    });
    const others = rows.filter(({ gene }) => !surface.has(gene));
    const ours = agreement(
      others,
      others.map(({ context }) => kernelScore(MIDDLE_RANK, amounts(context))),
    );
    const theirs = agreement(
      others,
      others.map(({ context }) => ruleSet1Score(tables, context)),
    );
    expect(ours.pooled).toBeGreaterThan(theirs.pooled + 0.03);
  }, 60_000);

  it('ranks the guides of a gene it never met as the table of validation says', () => {
    const rows = screenRows(readScreen());
    const variant = {
      ...fitVariant(
        rows.filter(({ gene }) => gene !== 'CD28'),
        ALL_FEATURES,
      ),
      doubt: [],
    };
    const own = rows.filter(({ gene }) => gene === 'CD28');
    const found = spearman(
      own.map((row) => variantScore(variant, row.found)),
      own.map(({ rank }) => rank),
    );
    const table = readFileSync(
      join(packageRoot(), 'training/editing/validation-by-gene.tsv'),
      'utf8',
    );
    const cells = table.split('\n').map((line) => line.split('\t'));
    expect(found.toFixed(4)).toBe(cells.find(([gene]) => gene === 'CD28')?.[2]);
    const pooled = cells
      .find(([name]) => name === 'pooled')
      ?.slice(2)
      .map(Number);
    expect(pooled?.[0]).toBeGreaterThanOrEqual(0.5);
    expect(pooled?.[1]).toBeGreaterThanOrEqual(0.5);
  }, 60_000);
});

describe('guide efficacy from the sequence alone', () => {
  // Scores of a fit of the same equations by NumPy 2.4.6 and SciPy 1.17.1 in double precision, from the definition.
  it.each([
    ['TATAGCTGCGATCTGAGGTAGGGAGGGACC', 0.7401068503288247],
    ['AAAAAAAAAAAAAAAAAAATGCAGCGGGAG', 0.2823618004174636],
    ['AAAAAAAAATTCAAGGAGACTTTGAGGCCT', 0.41796797908220534],
    ['AAAAAAACATGATGCCAGCAGAGAAGGGCC', 0.5145727785428738],
    ['AAAAAAAGGATCCAATTGGTCCTGGGGTTT', 0.6675357891320758],
    ['AAAAAAATTTTGGATTGTATGTTCAGGAGA', 0.3181954928225519],
    ['AAAAAACCATGAAGCTGGAACATCAGGTAA', 0.4550814292356281],
    ['CAGAAAAAAAAACACTGCAACAAGAGGGTA', 0.2782137179914029],
    ['TGGCCAAGCATGGAGGAAGGCACTCGGGCT', 0.5404888040215318],
    ['CAGGCTGCTCAGGGCGGCCTCCCAGGGCAT', 0.25432114693651253],
    ['AACTGGGATTGTGGTCTGCCCCCAGGGGCT', 0.38141401073320036],
    ['ACAATGGCAGGATTGATAAATCTGAGGAAC', 0.7083496329775945],
  ])('agrees with an independent fit on %s', (guide, expected) => {
    expect(
      Math.abs(openGuideEfficacy(efficacyPack).predict(guide, null).score - expected),
    ).toBeLessThan(1e-6);
  });
});

describe.skipIf(!hasShared(AZIMUTH_FILE))('guide efficacy beside Azimuth (needs ../shared)', () => {
  it('ranks as Rule Set 2 does, by and large, on its own test guides', () => {
    const model = openGuideEfficacy(efficacyPack);
    const [, ...lines] = sharedText(AZIMUTH_FILE).trim().split('\n');
    const rows = lines.map((line) => line.split(','));
    const guides = rows.filter(([, guide]) => guide?.slice(25, 27) === 'GG');
    expect(guides.length).toBeGreaterThan(900);
    const ours = guides.map(([, guide]) => model.predict(guide as string, null).score);
    const theirs = guides.map(([, , score]) => Number(score));
    expect(spearman(ours, theirs)).toBeGreaterThan(0.8);
  });
});
