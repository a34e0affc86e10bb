import type { CopyView } from './candidate-copy-view.js';
import type { SafeHtml } from './html.js';
import { markup } from './html.js';

const WHY: Readonly<Record<CopyView['unjoined'][number]['why'], string>> = {
  'phase-unknown': 'not phased: it may lie on the same copy or the other',
  'failed-filter': 'it failed a filter',
  'no-transcript-sequence': "on the same copy, but the transcript's sequence is not at hand",
};

/** The variants that make the protein together, and those near by that were not joined. */
export function copyPicture({ phaseSet, copy, members, unjoined }: CopyView): SafeHtml {
  return markup`${members.length === 0 ? null : memberTable({ phaseSet, copy, members })}
    ${
      unjoined.length === 0
        ? null
        : markup`<p>Near by and not joined:</p>
            <ul>
              ${unjoined.map(
                ({ id, origin, distanceBp, why, filters }) =>
                  markup`<li><span class="code">${id}</span> (${origin}), ${distanceBp} bp away: ${WHY[why]}${filters.length === 0 ? '' : ` (${filters.join(', ')})`}</li>`,
              )}
            </ul>`
    }`;
}

function memberTable({
  phaseSet,
  copy,
  members,
}: Pick<CopyView, 'phaseSet' | 'copy' | 'members'>): SafeHtml {
  const where =
    phaseSet === null
      ? 'They are known to lie together: all but one at most are on every copy.'
      : `Phase set ${phaseSet}, copy ${copy ?? 'not known'}.`;
  return markup`<div class="scroll">
      <table class="plain">
        <caption class="hidden">
          Variants that make this protein together
        </caption>
        <thead>
          <tr>
            <th scope="col">Variant</th>
            <th scope="col">Origin</th>
            <th scope="col">Residues</th>
            <th scope="col">In the best peptide</th>
          </tr>
        </thead>
        <tbody>
          ${members.map(
            ({ id, origin, filters, residues, inBestPeptide }) =>
              markup`<tr>
                <th scope="row" class="code">${id}</th>
                <td>${origin}${filters.length === 0 ? '' : `, failed ${filters.join(', ')}`}</td>
                <td>${residues}</td>
                <td>${inBestPeptide ? 'yes' : 'no'}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p>${where} The wild type shown has the germline ones.</p>`;
}
