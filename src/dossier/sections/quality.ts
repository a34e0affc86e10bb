import { textCell } from '../../core/document.js';
import type { Findings } from '../../findings/findings.js';
import type { References } from '../blocks.js';
import { renderBlock, titledSection } from '../blocks.js';
import type { CandidateView } from '../candidate-view.js';
import { counted, formatBytes, formatCount } from '../format.js';
import type { SafeHtml } from '../html.js';
import { markup } from '../html.js';
import { depthHistogram } from '../plots/depth-histogram.js';

/** What was given and how good it is. */
export function qualitySection(
  { tumour, neoantigens }: Findings,
  candidates: readonly CandidateView[],
  references: References,
): SafeHtml {
  const depths = candidates
    .map(({ tumourDna }) => tumourDna.depth)
    .filter((depth) => depth !== null);
  const withRna = candidates.filter(({ tumourRna }) => tumourRna?.depth != null).length;
  const withExpression = candidates.filter(({ geneExpression }) => geneExpression !== null).length;
  const ofAll = (count: number): string =>
    `${formatCount(count)} of ${counted(candidates.length, 'candidate')}`;
  return titledSection('quality', 'Quality of the inputs', [
    markup`<div class="columns">
      <div>
        ${[
          renderBlock(
            {
              kind: 'table',
              caption: 'Input files',
              columns: [
                { key: 'role', title: 'Role' },
                { key: 'name', title: 'File' },
                { key: 'size', title: 'Size' },
                { key: 'sha256', title: 'SHA-256', help: 'first 12 of 64 hex digits' },
              ],
              rows: tumour.inputs.map(({ role, name, bytes, sha256 }) => [
                textCell(role),
                textCell(name),
                textCell(formatBytes(bytes)),
                textCell(sha256.slice(0, 12)),
              ]),
            },
            references,
          ),
          renderBlock(
            {
              kind: 'facts',
              rows: [
                {
                  label: 'Variants read',
                  value:
                    tumour.variantCount === null
                      ? { kind: 'missing', reason: 'no variants were given' }
                      : textCell(formatCount(tumour.variantCount)),
                },
                {
                  label: 'Variants that change a protein',
                  value: textCell(formatCount(neoantigens.variants.length)),
                },
                { label: 'With a DNA depth', value: textCell(ofAll(depths.length)) },
                { label: 'With an RNA depth', value: textCell(ofAll(withRna)) },
                { label: 'With an expression value', value: textCell(ofAll(withExpression)) },
                { label: 'Unit of expression', value: textCell(tumour.expressionUnit) },
              ],
            },
            references,
          ),
        ]}
      </div>
      ${depthHistogram(depths, candidates.length - depths.length)}
    </div>`,
  ]);
}
