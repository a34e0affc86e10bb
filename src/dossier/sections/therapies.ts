import type { Construct } from '../../engines/constructs/construct.js';
import type { Findings } from '../../findings/findings.js';
import { type Designs, modalityOf, type TherapyDesigns } from '../../modalities/designs.js';
import type { AnyModality } from '../../modalities/index.js';
import type { Assessment, DesignBase } from '../../modalities/modality.js';
import type { Section } from '../../core/document.js';
import { type References, renderBlock, titledSection } from '../blocks.js';
import { type DesignFile, designFiles } from '../design-files.js';
import { counted } from '../format.js';
import { joinHtml, markup, type SafeHtml } from '../html.js';
import { constructPicture } from '../plots/construct-picture.js';

/** Pictures that stand open; more are folded up, since a page of twenty says no more than one. */
const OPEN_PICTURES = 4;
const OPEN_FILES = 14;

const VERDICTS: Readonly<Record<Assessment['verdict'], string>> = {
  fits: 'Fits this tumour',
  'does-not-fit': 'Not for this tumour',
  'cannot-say': 'Cannot say whether it fits',
};

export function therapySectionId(kind: string): string {
  return `therapy-${kind}`;
}

/** A therapy: verdict with its reasons, then each design with report, pictures and links to its files below `folder`. */
export function therapySection(
  designs: Designs,
  therapy: TherapyDesigns,
  findings: Findings,
  folder: string,
  references: References,
): SafeHtml {
  const { kind, title, assessment } = therapy;
  const { length } = therapy.designs;
  return titledSection(therapySectionId(kind), title, [
    verdict(assessment, references),
    length === 0 && assessment.verdict !== 'does-not-fit'
      ? markup`<p class="notice info"><b>No design:</b> nothing that could be made came of these findings.</p>`
      : markup``,
    ...therapy.designs.map((design, place) => {
      const parts = designParts(designs, therapy, design, findings, folder, references);
      return length === 1
        ? markup`${parts}`
        : markup`<article class="card">
            <h3><span class="place">${place + 1}</span> ${design.id}</h3>
            ${parts}
          </article>`;
    }),
  ]);
}

function verdict({ verdict: says, reasons }: Assessment, references: References): SafeHtml {
  return markup`<div class="verdict ${says}">
    <p><b>${VERDICTS[says]}</b></p>
    <ul>
      ${reasons.map(({ value, sources }) => markup`<li>${value}${references.cite(sources)}</li>`)}
    </ul>
  </div>`;
}

function designParts(
  designs: Designs,
  therapy: TherapyDesigns,
  design: DesignBase<string>,
  findings: Findings,
  folder: string,
  references: References,
): readonly SafeHtml[] {
  const modality = modalityOf(therapy.kind);
  return [
    ...modality
      .report(design, findings)
      .map((section) => reportPart(section, therapy.title, references)),
    pictures(modality.constructs(design)),
    folded(
      `What this design rests on: ${counted(design.claims.length, 'statement')}`,
      markup`<ul>
        ${design.claims.map(({ value, sources }) => markup`<li>${value}${references.cite(sources)}</li>`)}
      </ul>`,
    ),
    folded('Options', optionFacts(modality, therapy.options)),
    fileLinks(designFiles(designs, therapy, design), folder),
  ];
}

/** A section of the modality's report; its heading is left out where it repeats the therapy's. */
function reportPart({ title, blocks }: Section, therapy: string, references: References): SafeHtml {
  return markup`<div class="report-part">
    ${title === therapy ? null : markup`<h3>${title}</h3>`}
    ${blocks.map((block) => renderBlock(block, references))}
  </div>`;
}

function pictures(constructs: readonly Construct[]): SafeHtml {
  if (constructs.length === 0) return markup``;
  const all = markup`${constructs.map((construct) => markup`<figure class="construct"><div class="scroll" tabindex="0" role="group" aria-label="${`Map of ${construct.name}`}">${constructPicture(construct)}</div></figure>`)}`;
  return constructs.length <= OPEN_PICTURES
    ? all
    : folded(`Maps of ${counted(constructs.length, 'construct')}`, all);
}

function folded(summary: string, content: SafeHtml): SafeHtml {
  return markup`<details><summary>${summary}</summary>${content}</details>`;
}

/** In the modality's own order, which a JSON file with sorted keys does not keep. */
function optionFacts({ defaults }: AnyModality, options: TherapyDesigns['options']): SafeHtml {
  return markup`<dl class="facts">
    ${Object.keys(defaults).map((name) => markup`<div><dt>${name}</dt><dd>${optionText(options[name])}</dd></div>`)}
  </dl>`;
}

function optionText(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `what: name`; files of one name but for their ending share an entry. */
function fileLinks(files: readonly DesignFile[], folder: string): SafeHtml {
  const byWhat = new Map<string, DesignFile[]>();
  for (const file of files) byWhat.set(file.what, [...(byWhat.get(file.what) ?? []), file]);
  const items = [...byWhat].map(
    ([what, some]) =>
      markup`<li>${what}: ${joinHtml(
        some.map(
          ({ path }) =>
            markup`<a href="${folder}${path}">${path.slice(path.lastIndexOf('/') + 1)}</a>`,
        ),
        ', ',
      )}</li>`,
  );
  const list = (some: readonly SafeHtml[]): SafeHtml => markup`<ul class="files">${some}</ul>`;
  return markup`<div class="report-part">
    <h3>Files</h3>
    ${list(items.slice(0, OPEN_FILES))}
    ${items.length <= OPEN_FILES ? null : folded(counted(items.length - OPEN_FILES, 'more construct'), list(items.slice(OPEN_FILES)))}
  </div>`;
}
