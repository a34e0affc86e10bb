import { type Block, type Cell, numberCell, textCell } from '../../core/document.js';
import type { ChosenSet } from '../../engines/constructs/epitopes/choose-epitopes.js';
import type { Likelihood } from '../../engines/constructs/epitopes/epitope-candidate.js';
import type { UnknownFactor } from '../../engines/constructs/epitopes/expected-presented.js';
import type { VaccineCandidate } from './vaccine-candidates.js';

/** What the reports of vaccines have in common. */

const NONE = 'none';

export function likelihoodCell({ value, basis }: Likelihood): Cell {
  return numberCell(value, 2, basis);
}

export function neededCell(needed: VaccineCandidate['neededByTumour']): Cell {
  return needed.value === null
    ? { kind: 'missing', reason: needed.reason }
    : textCell(needed.value);
}

export function healthyCell(expression: VaccineCandidate['healthyExpression']): Cell {
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

/** Peptides that alleles show: `SLYNTVATL HLA-A*02:01 0.12 %; …`. */
export function shownText(
  shown: readonly {
    readonly allele: string;
    readonly peptide: string;
    readonly percentileRank: number;
  }[],
): string {
  return shown
    .map(
      ({ allele, peptide, percentileRank }) =>
        `${peptide} ${allele} ${percentileRank.toPrecision(2)} %`,
    )
    .join('; ');
}

function howCounted(what: string, { known, unknown, mean }: UnknownFactor): string | null {
  if (unknown === 0) return null;
  return mean === null
    ? `${what}: not known of any, and not counted.`
    : `${what}: known of ${known}; the other ${unknown} were given the mean of those, ${mean.toFixed(2)}.`;
}

/** How what is not known was counted, and who takes no part; nothing where all is known. */
export function doubtsNotice(
  unknown: ChosenSet['unknown'],
  unscored: readonly { readonly allele: string; readonly reason: string }[],
): readonly Block[] {
  const texts = [
    howCounted('Clonality', unknown.clonal),
    howCounted('Expression', unknown.expressed),
    howCounted('Loss of HLA alleles', unknown.kept),
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
