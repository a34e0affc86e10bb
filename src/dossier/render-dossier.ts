import { newReferences, renderReferenceList, renderSection, titledSection } from './blocks.js';
import { pageData } from './candidate-view.js';
import type { DossierInput } from './dossier-input.js';
import { CLIENT_SCRIPT } from './generated/client.js';
import { renderPage } from './page.js';
import { candidatesSection, writtenOutSection } from './sections/candidates.js';
import { figuresSection } from './sections/figures.js';
import { methodsSection } from './sections/methods.js';
import { qualitySection } from './sections/quality.js';
import { skippedSection } from './sections/skipped.js';
import { summarySection } from './sections/summary.js';
import { therapySection, therapySectionId } from './sections/therapies.js';

/**
 * `dossier/index.markup`: one file that loads nothing, runs no script but its own (by hash), and is
 * readable and printable without it. Same input, same bytes.
 */
export function renderDossierHtml(input: DossierInput): string {
  const { findings, ranking, sections = [], designs = null } = input;
  const therapies = designs?.therapies ?? [];
  const data = pageData(input);
  const references = newReferences();
  const { name } = findings.tumour;
  const parts = [
    summarySection(findings, ranking, data.candidates, references),
    figuresSection(data, ranking),
    candidatesSection(data),
    writtenOutSection(data),
    ...sections.map((section) =>
      renderSection({ ...section, id: `section-${section.id}` }, references),
    ),
    ...(designs === null
      ? []
      : therapies.map((therapy) =>
          therapySection(designs, therapy, findings, 'designs/', references),
        )),
    qualitySection(findings, data.candidates, references),
    skippedSection(findings.skipped, references),
    renderSection(methodsSection(findings, ranking, designs?.packs ?? findings.packs), references),
  ];
  const contents: readonly (readonly [id: string, title: string])[] = [
    ['summary', 'Summary'],
    ['figures', 'At a glance'],
    ['candidates', 'Candidates'],
    ...sections.map(({ id, title }) => [`section-${id}`, title] as const),
    ...therapies.map(({ kind, title }) => [therapySectionId(kind), title] as const),
    ['quality', 'Inputs'],
    ['skipped', 'Skipped'],
    ['methods', 'Methods'],
    ['references', 'References'],
  ];
  return renderPage({
    title: `${name}: neoantigen dossier`,
    kind: 'Neoantigen dossier',
    name,
    softwareVersion: findings.softwareVersion,
    inputHash: findings.inputHash,
    skip: { id: 'candidates', text: 'Skip to the candidates' },
    contents,
    body: [...parts, titledSection('references', 'References', [renderReferenceList(references)])],
    script: { text: CLIENT_SCRIPT, data },
  });
}
