import { type Block, numberCell, textCell } from '../../core/document.js';
import type { GeneEditingDesign } from './gene-editing-design.js';
import { SOURCES } from './sources.js';

/** What is cut in the same cell. */
export function joinBlocks({ gene, joins }: GeneEditingDesign): readonly Block[] {
  if (joins.length === 0) return [];
  return [
    {
      kind: 'list',
      items: joins.map(({ gene: other, apartBp }) =>
        apartBp === null
          ? `cut together with ${other}, which lies on another chromosome: their ends can be joined, a translocation`
          : `cut together with ${other}, ${apartBp} bp away on the same chromosome: what lies between ${gene} and ${other} can be lost or inverted`,
      ),
    },
  ];
}

/** The table shows so many; the design holds more. */
const SHOWN_PATIENT_SITES = 20;

/** What the patient's variants do to the guides' sites. */
export function patientBlocks({
  searchedVariants,
  patientSites,
}: GeneEditingDesign): readonly Block[] {
  if (searchedVariants === null) return [];
  if (patientSites.length === 0) {
    const text = `None of ${searchedVariants} variants of the patient makes, changes or takes away a site of these guides.`;
    return [{ kind: 'paragraph', text, sources: [SOURCES.cutting] }];
  }
  return [
    {
      kind: 'table',
      caption: `Sites that the patient's variants make, change or take away${patientSites.length > SHOWN_PATIENT_SITES ? `, ${SHOWN_PATIENT_SITES} of ${patientSites.length}` : ''}`,
      columns: [
        { key: 'guides', title: 'Guides' },
        { key: 'kind', title: 'Site is' },
        { key: 'variants', title: 'By' },
        { key: 'phase', title: 'Copies', help: 'assumed: if the variants lie on one copy' },
        { key: 'place', title: 'Place', help: '1-based, protospacer and PAM' },
        { key: 'site', title: 'Site', help: 'Mismatches in lower case, PAM' },
        { key: 'cfd', title: 'CFD', help: 'Doench 2016: share of the cutting there' },
        { key: 'before', title: 'before' },
      ],
      rows: patientSites
        .slice(0, SHOWN_PATIENT_SITES)
        .map((site) => [
          textCell(site.guides.join(', ')),
          textCell(site.atTarget ? `${site.kind}, at the target itself` : site.kind),
          textCell(site.variants.join(', ')),
          textCell(site.phase.replace('-', ' ')),
          textCell(site.place),
          textCell(`${site.protospacer} ${site.pam}`),
          numberCell(site.cfd, 3, 'the site is no more'),
          numberCell(site.cfdBefore, 3, 'the reference has no site there'),
        ]),
    },
  ];
}

/** Into how many AAVs the editors go. */
export function fitBlocks({ editorFits }: GeneEditingDesign): readonly Block[] {
  if (editorFits.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Into how many AAVs the editors go',
      columns: [
        { key: 'editor', title: 'Editor' },
        { key: 'coding', title: 'Coding', help: 'At least, for what carries more than a nuclease' },
        { key: 'vectors', title: 'AAVs' },
        { key: 'why', title: 'Because' },
      ],
      rows: editorFits.map(({ title, codingBp, isLeast, vectors, because }) => [
        textCell(title),
        codingBp === null
          ? { kind: 'missing', reason: because.value }
          : textCell(`${isLeast ? 'more than ' : ''}${codingBp} bp`),
        numberCell(vectors, 0, because.value),
        textCell(because.value),
      ]),
    },
  ];
}
