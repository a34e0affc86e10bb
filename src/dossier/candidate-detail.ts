import type { ReadSupport } from '../case/tumour-case.js';
import type { Criterion } from '../findings/ranking/ranking.js';
import { copyPicture } from './candidate-copy.js';
import { fact, withUnit } from './candidate-parts.js';
import { peptidePicture } from './candidate-peptide.js';
import { markedResidues, shortAllele } from './candidate-columns.js';
import type { CandidateView, PageData, TranscriptView } from './candidate-view.js';
import {
  counted,
  formatCount,
  formatMeasure,
  formatPercent,
  formatRank,
  missingValue,
  valueOr,
} from './format.js';
import type { HtmlPart, SafeHtml } from './html.js';
import { markup, joinHtml } from './html.js';
import type { ProteinAlignment } from './protein-alignment.js';

/** All there is to say about one candidate; the page prints it and its script opens it in the table. */
export function candidateDetail(candidate: CandidateView, data: PageData): SafeHtml {
  return markup`<div class="detail">
    <p class="lead">${candidate.summary}</p>
    <div class="panels">
      <div>
        ${candidate.best === null ? null : panel('Best peptide', peptidePicture(candidate.best))}
        ${candidate.copy === null ? null : panel('Variants on this copy', copyPicture(candidate.copy))}
        ${candidate.alignment === null ? null : panel('Protein around the change', alignmentPicture(candidate.alignment))}
        ${panel('Predicted presentation', rankMatrix(candidate, data))}
      </div>
      <div>
        ${panel('Criteria', criteriaTable(candidate.criteria))}
        ${panel('Reads and clonality', readsTable(candidate, data))}
        ${panel('Healthy proteome and synthesis', healthyFacts(candidate))}
      </div>
      ${panel('Transcripts', transcriptTable(candidate.transcripts, data))}
    </div>
  </div>`;
}

function panel(title: string, body: HtmlPart): SafeHtml {
  return markup`<section class="panel">
    <h4>${title}</h4>
    ${body}
  </section>`;
}

/** Columns of an alignment line; wraps a long tail. */
const LINE_COLUMNS = 60;

function alignmentPicture(alignment: ProteinAlignment): SafeHtml {
  const { mutant, wildtype, changed, peptide, start0, omittedResidues } = alignment;
  const classAt = (column: number): string => {
    const inPeptide = peptide !== null && column >= peptide[0] && column < peptide[1];
    const isChanged = column >= changed[0] && column < changed[1];
    return `${inPeptide ? 'p' : ''}${isChanged ? 'm' : ''}`;
  };
  const line = (sequence: string, from: number): SafeHtml => {
    const to = Math.min(from + LINE_COLUMNS, mutant.length);
    const runs: SafeHtml[] = [];
    for (let column = from; column < to;) {
      const kind = classAt(column);
      let end = column + 1;
      while (end < to && classAt(end) === kind) end++;
      const run = sequence.slice(column, end);
      runs.push(kind === '' ? markup`${run}` : markup`<span class="${kind}">${run}</span>`);
      column = end;
    }
    return markup`${runs}`;
  };
  const blocks: SafeHtml[] = [];
  for (let from = 0; from < mutant.length; from += LINE_COLUMNS) {
    const residuesBefore = mutant.slice(0, from).replaceAll('-', '').length;
    blocks.push(
      markup`<tr>
          <th scope="row">Mutant</th>
          <td class="at">${formatCount(start0 + residuesBefore + 1)}</td>
          <td class="seq">${line(mutant, from)}</td>
        </tr>
        <tr class="wildtype">
          <th scope="row">Wild type</th>
          <td class="at"></td>
          <td class="seq">${line(wildtype.padEnd(mutant.length, ' '), from)}</td>
        </tr>`,
    );
  }
  return markup`<div class="scroll">
      <table class="alignment">
        <caption class="hidden">
          Mutant over wild-type protein
        </caption>
        ${blocks}
      </table>
    </div>
    <p class="key">
      <span class="seq m">X</span>changed
      ${peptide === null ? null : markup`<span class="seq p">X</span>best peptide`}
      ${omittedResidues === 0 ? null : markup`<span></span>${counted(omittedResidues, 'further new residue')} not shown`}
    </p>`;
}

const OUTCOMES: Readonly<Record<Criterion['outcome'], { mark: string; text: string }>> = {
  passed: { mark: '✓', text: 'passed' },
  failed: { mark: '✕', text: 'failed' },
  'not-assessed': { mark: '?', text: 'not assessed' },
};

function criteriaTable(criteria: readonly Criterion[]): SafeHtml {
  return markup`<div class="scroll">
    <table class="plain criteria">
      <caption class="hidden">
        Criteria of the review
      </caption>
      <thead>
        <tr>
          <th scope="col">Criterion</th>
          <th scope="col">Outcome</th>
          <th scope="col">Value</th>
          <th scope="col">Threshold</th>
        </tr>
      </thead>
      <tbody>
        ${criteria.map(
          (criterion) =>
            markup`<tr>
              <th scope="row">${criterion.title}<small>${criterion.explanation}</small></th>
              <td class="outcome ${criterion.outcome}">
                <span aria-hidden="true">${OUTCOMES[criterion.outcome].mark}</span> ${OUTCOMES[criterion.outcome].text}
              </td>
              <td>${criterion.value}</td>
              <td>${criterion.threshold}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Strong and weak presentation, per cent; Reynisson 2020, Nucleic Acids Res 48:W449. */
export const STRONG_RANK = 0.5;
export const WEAK_RANK = 2;

function heatClass(rank: number): string {
  if (rank <= STRONG_RANK) return 'strong';
  if (rank <= WEAK_RANK) return 'weak';
  return rank <= 10 ? 'faint' : 'none';
}

function rankMatrix(candidate: CandidateView, { scoredAlleles }: PageData): SafeHtml {
  if (candidate.peptides.length === 0) {
    return markup`<p>No peptide of this variant could be scored for any allele given.</p>`;
  }
  return markup`<div class="scroll">
      <table class="matrix">
        <caption>
          Percentile rank, %; lower is better${
            candidate.morePeptides === 0
              ? null
              : markup`. Best ${candidate.peptides.length} of
                ${candidate.peptides.length + candidate.morePeptides} peptides; all are in
                all_epitopes.tsv`
          }
        </caption>
        <thead>
          <tr>
            <th scope="col">Peptide</th>
            ${scoredAlleles.map((allele) => markup`<th scope="col">${shortAllele(allele)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${candidate.peptides.map(
            ({ peptide, ranks }) =>
              markup`<tr>
                <th scope="row" class="seq${peptide === candidate.best?.peptide ? ' best' : ''}">${peptide}</th>
                ${ranks.map((rank) =>
                  rank === null
                    ? markup`<td class="heat">·</td>`
                    : markup`<td class="heat ${heatClass(rank)}">${formatRank(rank)}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Passing</th>
            ${candidate.passingByAllele.map((count) => markup`<td>${count}</td>`)}
          </tr>
        </tfoot>
      </table>
    </div>
    <p class="key">
      <span class="heat strong">≤ ${STRONG_RANK}</span>strong
      <span class="heat weak">≤ ${WEAK_RANK}</span>weak
      <span></span>${counted(candidate.passingPeptides, 'peptide passes', 'peptides pass')} of ${candidate.includedPeptides} included in the review
    </p>`;
}

function readsRow(label: string, reads: ReadSupport | null): SafeHtml {
  return reads === null
    ? markup`<tr>
        <th scope="row">${label}</th>
        <td colspan="4">not given</td>
      </tr>`
    : markup`<tr>
        <th scope="row">${label}</th>
        <td class="number">${valueOr(reads.altReads, formatCount, reads.from)}</td>
        <td class="number">${valueOr(reads.depth, formatCount, reads.from)}</td>
        <td class="number">${valueOr(reads.alleleFraction, formatPercent, reads.from)}</td>
        <td>${reads.from}</td>
      </tr>`;
}

function readsTable(candidate: CandidateView, { expressionUnit }: PageData): SafeHtml {
  const { clonality } = candidate;
  const unit = expressionUnit === 'unstated' ? '' : expressionUnit;
  const expression = (value: number | null) =>
    valueOr(
      value,
      (given) => withUnit(formatMeasure(given), unit),
      'no expression value was given',
    );
  return markup`<div class="scroll">
      <table class="plain">
        <caption class="hidden">
          Reads that show the variant
        </caption>
        <thead>
          <tr>
            <th scope="col">Sample</th>
            <th scope="col" class="number">Variant reads</th>
            <th scope="col" class="number">Depth</th>
            <th scope="col" class="number">VAF, %</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          ${readsRow('Tumour DNA', candidate.tumourDna)}${readsRow('Normal DNA', candidate.normalDna)}${readsRow('Tumour RNA', candidate.tumourRna)}
        </tbody>
      </table>
    </div>
    <dl class="facts">
      ${fact('Variant', markup`<span class="code">${candidate.variantId}</span>`)}
      ${fact('Filters', candidate.filters.length === 0 ? 'none failed' : candidate.filters.join(', '))}
      ${fact('Gene expression', expression(candidate.geneExpression))}
      ${fact('Transcript expression', expression(candidate.transcriptExpression))}
      ${fact('Allele expression', expression(candidate.alleleExpression))}
      ${
        clonality.kind === 'missing'
          ? fact('Tumour cells with it', missingValue(clonality.reason))
          : markup`${fact(
              'Tumour cells with it',
              `${Math.round(clonality.cancerCellFraction * 100)} % (95 % interval ${Math.round(clonality.low * 100)}–${Math.round(clonality.high * 100)} %)`,
            )}
            ${fact('In every tumour cell', `probability ${clonality.clonalProbability.toFixed(2)}`)}
            ${fact('Copies', `${clonality.multiplicity} of ${clonality.totalCopies} carry it`)}`
      }
    </dl>
    ${clonality.kind === 'missing' ? markup`<p class="note">Clonality: ${clonality.reason}</p>` : null}`;
}

function healthyFacts({ best, nearestSelf }: CandidateView): SafeHtml {
  if (best === null) return markup`<p>No best peptide to compare.</p>`;
  const named = best.healthyProteins.join(', ');
  return markup`<dl class="facts wide">
    ${fact(
      'Same peptide in healthy proteins',
      best.healthyCount === 0
        ? 'none'
        : markup`${counted(best.healthyCount, 'protein')}: ${named}${best.healthyCount > best.healthyProteins.length ? ' and others' : null}`,
    )}
    ${fact('Nearest healthy peptide', nearestSelfInWords(nearestSelf))}
    ${fact('Hard to synthesise', best.synthesisIssues.length === 0 ? 'nothing found' : best.synthesisIssues.join(', '))}
    ${fact('Hydropathy', markup`${best.maxSevenMerGravy.toFixed(2)} <small>most hydrophobic 7 residues, Kyte-Doolittle mean</small>`)}
  </dl>`;
}

function nearestSelfInWords(nearest: CandidateView['nearestSelf']): SafeHtml {
  if (nearest === null) return missingValue('not searched');
  const examples = nearest.examples.map(
    ({ peptide, gene, accession }) =>
      markup`<span class="seq">${peptide}</span> in ${gene} (${accession})`,
  );
  return markup`${counted(nearest.mismatches, 'mismatch', 'mismatches')}, ${counted(nearest.count, 'place')}${examples.length === 0 ? null : markup`: ${joinHtml(examples, ', ')}`}`;
}

function transcriptTable(
  transcripts: readonly TranscriptView[],
  { expressionUnit }: PageData,
): SafeHtml {
  const unit = expressionUnit === 'unstated' ? 'unit unstated' : expressionUnit;
  return markup`<div class="scroll">
    <table class="plain">
      <caption class="hidden">
        Transcripts the variant changes
      </caption>
      <thead>
        <tr>
          <th scope="col">Transcript</th>
          <th scope="col">Best peptide</th>
          <th scope="col">Status</th>
          <th scope="col">TSL</th>
          <th scope="col">Biotype</th>
          <th scope="col">Consequence</th>
          <th scope="col">HGVS</th>
          <th scope="col" class="number">Expression, ${unit}</th>
          <th scope="col">Remarks</th>
        </tr>
      </thead>
      <tbody>
        ${transcripts.map(
          (transcript) =>
            markup`<tr>
              <th scope="row" class="code">${transcript.transcript}</th>
              <td>${transcript.holdsBestPeptide ? 'yes' : 'no'}</td>
              <td>${transcriptStatus(transcript)}</td>
              <td>${valueOr(transcript.supportLevel, String, 'no support level was given')}</td>
              <td>${transcript.biotype ?? missingValue('no biotype was given')}</td>
              <td>${transcript.terms.join(', ').replaceAll('_', ' ')}</td>
              <td class="code">${hgvs(transcript)}</td>
              <td class="number">
                ${valueOr(transcript.transcriptExpression, formatMeasure, 'no expression value was given')}
              </td>
              <td>
                ${[...transcript.flags, ...(transcript.doubt === null ? [] : [transcript.doubt])].join('; ')}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function transcriptStatus({ maneSelect, canonical }: TranscriptView): string | SafeHtml {
  if (maneSelect === null && canonical === null) return missingValue('the annotation does not say');
  const status = [maneSelect === true ? 'MANE Select' : '', canonical === true ? 'canonical' : ''];
  return status.filter((word) => word !== '').join(', ') || 'other';
}

/** `ENST00000311936.8:c.34G>T` as `c.34G>T`: the accession stands in the first column. */
function hgvs({ hgvsc, hgvsp }: TranscriptView): string | SafeHtml {
  const names = [hgvsc, hgvsp].filter((name) => name !== null);
  if (names.length === 0) return missingValue('the annotation gives no HGVS name');
  return names.map((name) => name.replace(/^[^:]*:/, '')).join(' ');
}

/** Also shows the marked sequence where a candidate is named outside the table. */
export function candidateHeading(candidate: CandidateView): SafeHtml {
  return markup`${candidate.gene} ${candidate.change}${
    candidate.best === null
      ? null
      : markup` <span class="seq">${markedResidues(candidate.best.peptide, candidate.best.mutatedPositions)}</span> ${shortAllele(candidate.best.allele)}`
  }`;
}
