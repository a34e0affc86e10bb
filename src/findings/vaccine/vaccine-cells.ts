import type { HlaAllele } from '../../core/brands.js';
import { type Block, type Cell, type Column, numberCell, textCell } from '../../core/document.js';
import type { ChosenSet } from '../../engines/constructs/epitopes/choose-epitopes.js';
import type {
  Likelihood,
  PatientAllele,
} from '../../engines/constructs/epitopes/epitope-candidate.js';
import type { UnknownFactor } from '../../engines/constructs/epitopes/expected-presented.js';
import type { VaccineCandidate } from './vaccine-candidates.js';
import { BINDERS } from './vaccine-fit.js';
import { lossStatements } from './patient-alleles.js';
import { LIGAND_RANKS, lossMark, type ShownEpitope } from './vaccine-set.js';

/** What the reports of vaccines have in common. */

const NONE = 'none';

function likelihoodCell({ value, basis }: Likelihood): Cell {
  return numberCell(value, 2, basis);
}

function neededCell(needed: VaccineCandidate['neededByTumour']): Cell {
  return needed.value === null
    ? { kind: 'missing', reason: needed.reason }
    : textCell(needed.value);
}

function healthyCell(expression: VaccineCandidate['healthyExpression']): Cell {
  if (expression.value === null) return { kind: 'missing', reason: expression.reason };
  const { highestNtpm, highestTissue, detectedIn, tissues } = expression.value;
  return textCell(
    `${highestNtpm} nTPM in ${highestTissue}; in ${detectedIn} of ${tissues} tissues`,
  );
}

/** The change in brackets: `KLVVVGA[D]GVGKSAL`; at a joint a bar. */
export function markedChange(
  sequence: string,
  { start0, end0 }: { readonly start0: number; readonly end0: number },
): string {
  return end0 > start0
    ? `${sequence.slice(0, start0)}[${sequence.slice(start0, end0)}]${sequence.slice(end0)}`
    : `${sequence.slice(0, start0)}|${sequence.slice(start0)}`;
}

/** What is said of every epitope, whatever the vaccine. */
export interface JudgedEpitope extends Pick<
  VaccineCandidate,
  'clonal' | 'expressed' | 'healthyExpression' | 'neededByTumour'
> {
  readonly shown: readonly ShownEpitope[];
  readonly leadingAllele: HlaAllele;
  /** What it adds to the expected number of presented mutations, and that number with it. */
  readonly gain: number;
  readonly expected: number;
}

export const EPITOPE_COLUMNS: readonly Column[] = [
  { key: 'shown', title: 'Shown', help: 'Best new peptide of each allele and its percentile rank' },
  { key: 'leading', title: 'Leading allele' },
  { key: 'clonal', title: 'Clonal', help: 'Probability' },
  { key: 'expressed', title: 'Expressed', help: 'Probability' },
  { key: 'gain', title: 'Adds', help: 'To the expected number of presented mutations' },
  { key: 'expected', title: 'Expected', help: 'That number with this one and those before it' },
  { key: 'needed', title: 'Driver', help: 'Whether the tumour could afford to lose it' },
  {
    key: 'healthy',
    title: 'Healthy tissue',
    help: 'RNA of the gene, Human Protein Atlas 21.1: most, and tissues with 1 nTPM or more',
  },
];

/** In the order of `EPITOPE_COLUMNS`. */
export function epitopeCells(epitope: JudgedEpitope): readonly Cell[] {
  const shown = epitope.shown.map(
    (one) => `${one.peptide} ${one.allele} ${one.percentileRank.toPrecision(2)} %${lossMark(one)}`,
  );
  return [
    textCell(shown.join('; ')),
    textCell(epitope.leadingAllele),
    likelihoodCell(epitope.clonal),
    likelihoodCell(epitope.expressed),
    numberCell(epitope.gain, 4, NONE),
    numberCell(epitope.expected, 3, NONE),
    neededCell(epitope.neededByTumour),
    healthyCell(epitope.healthyExpression),
  ];
}

/** What the set is expected to do; `what`: `20 epitopes of 335 candidates`. */
export function setSummary(
  what: string,
  { expected, isOptimal, upperBound }: Pick<ChosenSet, 'expected' | 'isOptimal' | 'upperBound'>,
): Block {
  return {
    kind: 'paragraph',
    text:
      `${what}. Expected number of presented clonal mutations: ${expected.toFixed(3)}, ` +
      `${isOptimal ? 'the highest under the caps' : `at most ${upperBound.toFixed(3)} under the caps`}. ` +
      'Presented means found by mass spectrometry, which finds a part of what cells show; recognised by T cells it need not be.',
    sources: [LIGAND_RANKS, BINDERS],
  };
}

function howCounted(what: string, { known, unknown, mean }: UnknownFactor): string | null {
  if (unknown === 0) return null;
  return mean === null
    ? `${what}: not known of any, and not counted.`
    : `${what}: known of ${known}; the other ${unknown} were given the mean of those, ${mean.toFixed(2)}.`;
}

/** What the tumour has lost of the alleles, where that is known of any, and how they count. */
function lossTexts(alleles: readonly PatientAllele[]): readonly string[] {
  const names = (of: readonly PatientAllele[]): string => of.map(({ allele }) => allele).join(', ');
  const unknown = alleles.filter(({ kept }) => kept.value === null);
  const kept = alleles.filter((allele) => allele.kept.value === 1);
  const reasons = [...new Set(unknown.map((allele) => allele.kept.basis))];
  return [
    ...lossStatements(alleles).map((statement) => `${statement}.`),
    ...(kept.length === 0 ? [] : [`Kept by the tumour: ${names(kept)}.`]),
    ...reasons.map((reason) => {
      const ofReason = unknown.filter((allele) => allele.kept.basis === reason);
      return `Loss not known, counted as kept: ${names(ofReason)} (${reason}).`;
    }),
  ];
}

/** How what is not known was counted, which alleles do not count, and who takes no part. */
export function doubtsNotice(
  unknown: ChosenSet['unknown'],
  alleles: readonly PatientAllele[],
  unscored: readonly { readonly allele: string; readonly reason: string }[],
): readonly Block[] {
  const texts = [
    howCounted('Clonality', unknown.clonal),
    howCounted('Expression', unknown.expressed),
    ...(unknown.kept.known === 0
      ? [howCounted('Loss of HLA alleles', unknown.kept)]
      : lossTexts(alleles)),
    ...unscored.map(({ allele, reason }) => `${allele} takes no part: ${reason}.`),
  ].filter((text) => text !== null);
  return texts.length === 0 ? [] : [{ kind: 'notice', level: 'caution', text: texts.join(' ') }];
}

/** The expected number against the size of the set. */
export function coverageCurve(
  what: string,
  chosen: readonly { readonly expected: number }[],
): Block {
  const inOrder = chosen.map(({ expected }) => expected).sort((a, b) => a - b);
  return {
    kind: 'line-plot',
    caption: `What each further ${what} adds: where the curve is flat, fewer would do.`,
    x: { title: `${what}s` },
    y: { title: 'expected presented clonal mutations' },
    lines: [
      {
        name: 'best first',
        drawn: 'points',
        points: [{ x: 0, y: 0 }, ...inOrder.map((y, i) => ({ x: i + 1, y }))],
      },
    ],
  };
}

export function leftOutList(
  leftOut: readonly { readonly reason: string; readonly count: number }[],
): readonly Block[] {
  return leftOut.length === 0
    ? []
    : [
        {
          kind: 'list',
          items: leftOut.map(({ reason, count }) => `${count} left out: ${reason}`),
        },
      ];
}

export function noneIfEmpty(text: string): Cell {
  return textCell(text === '' ? NONE : text);
}
