import type { Findings } from '../findings/findings.js';
import type { Designs } from '../modalities/designs.js';
import { newReferences, renderReferenceList, renderSection, titledSection } from './blocks.js';
import { renderPage } from './page.js';
import { packsTable } from './sections/methods.js';
import { therapySection, therapySectionId } from './sections/therapies.js';

/** `index.html` beside the files of designs made on their own: the therapies' sections of the dossier, no script. */
export function renderDesignsHtml(designs: Designs, findings: Findings): string {
  const references = newReferences();
  const { name } = findings.tumour;
  const { therapies, softwareVersion, inputHash, packs, seed } = designs;
  const titles = therapies.map(({ title }) => title).join(', ');
  const sections = therapies.map((therapy) =>
    therapySection(designs, therapy, findings, '', references),
  );
  const methods = renderSection(
    {
      id: 'methods',
      title: 'Methods',
      blocks: [
        {
          kind: 'facts',
          rows: [
            { label: 'Software', value: { kind: 'text', text: `oncoscript ${softwareVersion}` } },
            { label: 'Seed', value: { kind: 'text', text: String(seed) } },
            { label: 'Inputs', value: { kind: 'text', text: inputHash } },
          ],
        },
        packsTable(packs),
      ],
    },
    references,
  );
  return renderPage({
    title: `${name}: ${titles}`,
    kind: titles,
    name,
    softwareVersion,
    inputHash,
    skip: { id: 'methods', text: 'Skip to the methods' },
    contents: [
      ...therapies.map(({ kind, title }) => [therapySectionId(kind), title] as const),
      ['methods', 'Methods'],
      ['references', 'References'],
    ],
    body: [
      ...sections,
      methods,
      titledSection('references', 'References', [renderReferenceList(references)]),
    ],
  });
}
