import type { Given } from '../../case/tumour-case.js';
import type { AlleleModel, Findings } from '../../findings/findings.js';
import type { Ranking } from '../../findings/ranking/ranking.js';
import type { References } from '../blocks.js';
import { renderBlock, titledSection } from '../blocks.js';
import { shortAllele, tierBadge } from '../candidate-columns.js';
import type { CandidateView } from '../candidate-view.js';
import { counted, formatCount, missingValue } from '../format.js';
import type { HtmlPart, SafeHtml } from '../html.js';
import { markup } from '../html.js';
import { TIER_MEANINGS, tierGroup } from '../tiers.js';

/** Who the tumour is, what came out, and what could not be said: the first screen and printed page. */
export function summarySection(
  findings: Findings,
  ranking: Ranking,
  candidates: readonly CandidateView[],
  references: References,
): SafeHtml {
  return titledSection('summary', 'Summary', [
    headline(candidates, findings),
    markup`<div class="columns">
      <div>${tumourFacts(findings)}${alleleTable(findings, ranking)}</div>
      <div>${tierTable(candidates)}</div>
    </div>`,
    missingParts(findings, references),
  ]);
}

function headline(candidates: readonly CandidateView[], { tumour }: Findings): SafeHtml {
  const passing = candidates.filter(({ tier }) => tier === 'Pass');
  const named = passing.slice(0, 5).map(({ gene, change }) => `${gene} ${change}`);
  const more = passing.length - named.length;
  const read = tumour.variantCount === null ? null : counted(tumour.variantCount, 'variant');
  return markup`<p class="headline">
    <b>${formatCount(passing.length)}</b> of ${counted(candidates.length, 'candidate')} ${passing.length === 1 ? 'meets' : 'meet'} every criterion that could be assessed${
      passing.length === 0
        ? null
        : markup`: ${named.join(', ')}${more > 0 ? markup` and <a href="#candidates">${formatCount(more)} more</a>` : null}`
    }.${read === null ? null : markup` <span>${read} read.</span>`}
  </p>`;
}

function given<T>(value: Given<T>, format: (value: T) => string): HtmlPart {
  return value.kind === 'missing'
    ? missingValue(value.reason)
    : markup`${format(value.value)} <small>${value.from}</small>`;
}

function tumourFacts({ tumour }: Findings): SafeHtml {
  const rows: readonly (readonly [string, HtmlPart])[] = [
    ['Tumour type', given(tumour.tumourType, String)],
    ['Purity', given(tumour.purity, (purity) => `${Math.round(purity * 100)} %`)],
    ['Ploidy', given(tumour.ploidy, (ploidy) => ploidy.toFixed(1))],
    ['Genome build', given(tumour.build, String)],
    ['Tumour sample', given(tumour.tumourSample, String)],
    ['Normal sample', given(tumour.normalSample, String)],
  ];
  return markup`<dl class="facts">
    ${rows.map(
      ([label, value]) =>
        markup`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** What model an allele has, and how far it is from those the model learnt from. */
function modelCell(model: Extract<AlleleModel, { status: 'scored' }>): SafeHtml {
  const nearest = model.nearestTrained;
  const doubt =
    nearest === null || nearest.differingResidues === 0
      ? null
      : markup`<br /><small
          >learnt from ${shortAllele(nearest.allele)} at nearest, ${counted(nearest.differingResidues, 'groove residue')} apart</small
        >`;
  return markup`<td class="code">${model.modelId}${doubt}</td>`;
}

function alleleTable(findings: Findings, { candidates, options }: Ranking): SafeHtml {
  const { alleles } = findings.neoantigens;
  if (alleles.length === 0) {
    const { hla } = findings.tumour;
    return markup`<p class="notice caution">
      <b>No HLA alleles:</b> ${hla.kind === 'missing' ? hla.reason : 'the list given is empty'}
    </p>`;
  }
  return markup`<div class="scroll">
    <table class="plain">
      <caption>
        HLA alleles
      </caption>
      <thead>
        <tr>
          <th scope="col">Allele</th>
          <th scope="col">Class</th>
          <th scope="col">Model</th>
          <th scope="col" class="number">
            <abbr title="candidates with at least one passing peptide on this allele"
              >Presents</abbr>
          </th>
          <th scope="col" class="number">
            <abbr title="candidates whose best peptide is on this allele">Best for</abbr>
          </th>
        </tr>
      </thead>
      <tbody>
        ${alleles.map((model, index) => {
          const presents = candidates.filter(
            ({ passingByAllele }) => (passingByAllele[index] ?? 0) > 0,
          ).length;
          const bestFor = candidates.filter(({ best }) => best?.allele === index).length;
          return markup`<tr>
            <th scope="row">${shortAllele(model.allele)}</th>
            <td>${model.mhcClass}</td>
            ${
              model.status === 'scored'
                ? markup`${modelCell(model)}
                    ${
                      model.mhcClass === options['mhcClass']
                        ? markup`<td class="number">${presents}</td>
                            <td class="number">${bestFor}</td>`
                        : markup`<td colspan="2">class ${model.mhcClass}: own section</td>`
                    }`
                : markup`<td colspan="3">
                    <span class="outcome not-assessed">? not scored</span> ${model.reason}
                  </td>`
            }
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function tierTable(candidates: readonly CandidateView[]): SafeHtml {
  const counts = TIER_MEANINGS.map(
    ({ tier }) => candidates.filter((candidate) => candidate.tier === tier).length,
  );
  const largest = Math.max(1, ...counts);
  return markup`<div class="scroll">
    <table class="plain tiers">
      <caption>
        Candidates by review tier
      </caption>
      <thead>
        <tr>
          <th scope="col">Tier</th>
          <th scope="col" colspan="2">Candidates</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        ${TIER_MEANINGS.map(({ tier, meaning }, index) => {
          const count = counts[index] as number;
          const width = count === 0 ? 0 : Math.max(2, Math.round((count / largest) * 100));
          return markup`<tr class="${count === 0 ? 'empty' : ''}">
            <th scope="row">${tierBadge(tier)}</th>
            <td class="number">${count}</td>
            <td class="bar">
              <svg
                viewBox="0 0 100 10"
                width="100"
                height="10"
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                <rect class="${tierGroup(tier)}" width="${width}" height="10" rx="1" />
              </svg>
            </td>
            <td>${meaning}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function missingParts({ missing }: Findings, references: References): SafeHtml {
  if (missing.length === 0) {
    return markup`<p class="note">Every part of this dossier could be assessed.</p>`;
  }
  return renderBlock(
    {
      kind: 'table',
      caption: 'Could not be assessed',
      columns: [
        { key: 'part', title: 'Part' },
        { key: 'reason', title: 'Why' },
        { key: 'needs', title: 'What it would need' },
      ],
      rows: missing.map(({ part, reason, wouldNeed }) => [
        { kind: 'text', text: part },
        { kind: 'text', text: reason },
        { kind: 'text', text: wouldNeed },
      ]),
    },
    references,
  );
}
