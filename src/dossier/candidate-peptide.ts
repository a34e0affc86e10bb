import { fact, withUnit } from './candidate-parts.js';
import { shortAllele } from './candidate-columns.js';
import type { BestPeptideView } from './candidate-view.js';
import { formatMeasure, formatRank, valueOr } from './format.js';
import type { SafeHtml } from './html.js';
import { markup } from './html.js';

/** One box a position: mutant over wild type, anchors shaded, changes coloured; said in words below. */
export function peptidePicture(best: BestPeptideView): SafeHtml {
  const mutated = new Set(best.mutatedPositions);
  const anchors = new Set(best.anchors);
  const residues = [...best.peptide];
  const boxClass = (position: number): string =>
    `${anchors.has(position) ? 'anchor ' : ''}${mutated.has(position) ? 'mutated' : ''}`.trim();
  const cells = (text: (index: number) => string): SafeHtml[] =>
    residues.map((_, index) => markup`<td class="${boxClass(index + 1)}">${text(index)}</td>`);
  return markup`<div class="scroll">
      <table class="boxes">
        <caption class="hidden">
          ${best.peptide} position by position
        </caption>
        <thead>
          <tr>
            <th scope="row">Position</th>
            ${residues.map((_, index) => markup`<th scope="col">${index + 1}</th>`)}
          </tr>
        </thead>
        <tbody>
          <tr class="mutant">
            <th scope="row">Mutant</th>
            ${cells((index) => residues[index] as string)}
          </tr>
          ${
            best.wildtype === null
              ? null
              : markup`<tr class="wildtype">
                  <th scope="row">Wild type</th>
                  ${cells((index) => best.wildtype?.[index] ?? '–')}
                </tr>`
          }
          ${
            best.anchors === null
              ? null
              : markup`<tr class="role">
                  <th scope="row">Anchor</th>
                  ${residues.map((_, index) => markup`<td>${anchors.has(index + 1) ? '▲' : ''}</td>`)}
                </tr>`
          }
        </tbody>
      </table>
    </div>
    <p>${peptideInWords(best)}</p>
    <dl class="facts">
      ${fact('Allele', markup`${shortAllele(best.allele)} (class ${best.mhcClass})`)}
      ${fact('Rank, mutant', withUnit(formatRank(best.percentileRank), '%'))}
      ${fact(
        'Rank, wild type',
        valueOr(best.wildtypePercentileRank, (rank) => `${formatRank(rank)} %`, wildtypeGap(best)),
      )}
      ${fact(
        'IC50, mutant',
        valueOr(
          best.affinityNm,
          (nm) => `${formatMeasure(nm)} nM`,
          'this model predicts no affinity',
        ),
      )}
      ${fact(
        'IC50, wild type',
        valueOr(best.wildtypeAffinityNm, (nm) => `${formatMeasure(nm)} nM`, wildtypeGap(best)),
      )}
    </dl>`;
}

function wildtypeGap({ wildtype }: BestPeptideView): string {
  return wildtype === null ? 'no healthy counterpart aligns' : 'the model gave no such number';
}

function peptideInWords({ peptide, wildtype, mutatedPositions, anchors }: BestPeptideView): string {
  const changes = mutatedPositions.map(
    (position) =>
      `${position}${wildtype === null ? '' : ` (${wildtype[position - 1] ?? '–'} to ${peptide[position - 1] ?? '–'})`}`,
  );
  const mutated =
    mutatedPositions.length === peptide.length
      ? 'The whole peptide is new.'
      : `Changed: ${positions(changes)}.${wildtype === null ? ' No healthy counterpart aligns.' : ''}`;
  if (anchors === null)
    return `${mutated} Anchor positions are not known for this allele and length.`;
  const atAnchor = mutatedPositions.filter((position) => anchors.includes(position));
  const where =
    wildtype === null || mutatedPositions.length === peptide.length
      ? ''
      : atAnchor.length === 0
        ? ' No change at an anchor.'
        : atAnchor.length === mutatedPositions.length
          ? ' Changed only at anchors.'
          : ` Of the changes, ${positions(atAnchor)} ${atAnchor.length === 1 ? 'is an anchor' : 'are anchors'}.`;
  return `${mutated} Anchors: ${positions(anchors)}.${where}`;
}

/** `position 2`, `positions 2 and 9`. */
function positions(names: readonly (string | number)[]): string {
  if (names.length === 0) return 'no position';
  if (names.length === 1) return `position ${names[0]}`;
  return `positions ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
