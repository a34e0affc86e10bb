import {
  type Block,
  type Cell,
  type Column,
  numberCell,
  type Section,
  textCell,
} from '../../core/document.js';
import { SOURCES } from './sources.js';
import type {
  EvidenceLine,
  OtherEvidence,
  TargetedTherapyDesign,
} from './targeted-therapy-design.js';

const UNRATED = 'not rated';

/** The dossier's part on one regimen; the first design also tells what was found beside the regimens. */
export function reportTargetedTherapy(design: TargetedTherapyDesign): readonly Section[] {
  const { alterations, contradicting, againstObjections, supporting, testNext } = design;
  return [
    {
      id: design.id,
      title: `Targeted therapy: ${design.therapy}`,
      blocks: [
        {
          kind: 'facts',
          rows: [
            {
              label: 'Rests on',
              value: textCell(alterations.map(({ label }) => label).join(', ')),
            },
            { label: 'Tumour type', value: tumourCell(design) },
            { label: 'Best level of CIViC', value: textCell(design.bestLevel) },
            { label: 'AMP/ASCO/CAP', value: textCell(design.ampTier) },
            {
              label: 'ESCAT',
              value:
                design.escatTier === null
                  ? { kind: 'missing', reason: 'the scale has no tier for single cases' }
                  : textCell(design.escatTier),
            },
            { label: 'Standing', value: textCell(STANDINGS[design.standing]) },
          ],
        },
        {
          kind: 'paragraph',
          text: 'Tiers follow from the level of each item and how its disease stands to the tumour type; the best supporting item counts. CIViC does not say what sort of trial an item is, nor whether a drug is approved: read the papers.',
          sources: [SOURCES.amp, SOURCES.escat, SOURCES.levels],
        },
        ...cautions(design),
        ...evidenceTable('Speaks for it', supporting),
        ...evidenceTable('Speaks against it', contradicting),
        ...evidenceTable('Looked for resistance or harm and found none', againstObjections),
        ...(testNext.length === 0
          ? []
          : [
              {
                kind: 'list',
                items: testNext.map(({ value }) => `Test next: ${value}`),
              } as const,
            ]),
        ...(design.other === null ? [] : otherBlocks(design.other)),
      ],
    },
  ];
}

const STANDINGS: Readonly<Record<TargetedTherapyDesign['standing'], string>> = {
  supported: 'nothing near speaks against it',
  contested: 'items of this tumour type, or of as close an alteration, speak against it as well',
  outweighed: 'what speaks against it is of a better tier, or of a closer alteration',
};

function tumourCell({ inThisTumour, tumourType, tumourTypeName }: TargetedTherapyDesign): Cell {
  if (tumourType === null) return { kind: 'missing', reason: 'the tumour type is not known' };
  return textCell(
    `${tumourTypeName} (${tumourType}): ${inThisTumour ? 'evidence of this type' : 'evidence of other types only'}`,
  );
}

function cautions({
  alterations,
  givenBefore,
  resistanceHere,
}: TargetedTherapyDesign): readonly Block[] {
  const unproven = alterations.filter(({ origin }) => origin === 'unknown');
  const filtered = alterations.filter(({ filters }) => filters.length > 0);
  const notes = [
    givenBefore.length === 0 ? null : `was given before: ${givenBefore.join(', ')}`,
    resistanceHere.length === 0
      ? null
      : `${resistanceHere.length} items of this tumour type speak against it: ${resistanceHere.map(({ evidence }) => evidence).join(', ')}`,
    unproven.length === 0
      ? null
      : `no healthy sample tells whether ${unproven.map(({ label }) => label).join(', ')} is inherited`,
    filtered.length === 0
      ? null
      : `failed a filter: ${filtered.map(({ label, filters }) => `${label} (${filters.join(', ')})`).join('; ')}`,
  ];
  return notes
    .filter((text) => text !== null)
    .map((text) => ({ kind: 'notice', level: 'caution', text }) as const);
}

const COLUMNS: readonly Column[] = [
  { key: 'evidence', title: 'Evidence', help: 'Item of CIViC: civicdb.org/links/evidence_items/…' },
  { key: 'pmid', title: 'PMID' },
  { key: 'says', title: 'Says' },
  { key: 'therapy', title: 'Therapy' },
  { key: 'alteration', title: 'In the tumour' },
  { key: 'profile', title: 'In the study' },
  {
    key: 'closeness',
    title: 'Match',
    help: 'exact; within a longer change; by codon, exon, domain; a fusion by one partner; or by the gene alone',
  },
  { key: 'disease', title: 'Disease' },
  {
    key: 'relation',
    title: 'Tumour type',
    help: 'same, wider or narrower than the patient’s, any tumour; a sibling, of the same organ, or another',
  },
  {
    key: 'level',
    title: 'Level',
    help: 'A validated, B clinical, C case, D preclinical, E inferred',
  },
  { key: 'rating', title: 'Stars', help: 'Curators’ trust in the study, 1-5' },
  { key: 'amp', title: 'AMP' },
  { key: 'escat', title: 'ESCAT' },
  { key: 'notes', title: 'Notes' },
];

function evidenceTable(caption: string, lines: readonly EvidenceLine[]): readonly Block[] {
  return lines.length === 0
    ? []
    : [{ kind: 'table', caption, columns: COLUMNS, rows: lines.map(evidenceCells) }];
}

function evidenceCells(line: EvidenceLine): readonly Cell[] {
  const orMissing = (text: string | null, reason: string): Cell =>
    text === null ? { kind: 'missing', reason } : textCell(text);
  return [
    textCell(line.evidence),
    textCell(line.pmid ?? line.citation),
    textCell(line.says.replaceAll('-', ' ')),
    orMissing(line.therapy === '' ? null : line.therapy, 'not about a drug'),
    textCell(line.alteration),
    textCell(line.profile),
    textCell(line.closeness),
    textCell(
      `${line.disease ?? 'not stated'}${line.qualifier === null ? '' : ` (${line.qualifier})`}`,
    ),
    textCell(line.relation),
    textCell(line.level),
    numberCell(line.rating, 0, UNRATED),
    orMissing(line.ampTier, 'inherited variants have no tier'),
    orMissing(line.escatTier, 'speaks for no drug, or of single cases'),
    textCell(line.notes.join('; ')),
  ];
}

/** What was found beside the regimens. */
function otherBlocks({
  germline,
  notUnderstood,
  opposed,
  outcome,
  undecided,
}: OtherEvidence): readonly Block[] {
  return [
    ...evidenceTable('Therapies that evidence speaks against', opposed),
    ...evidenceTable('Prognosis and diagnosis', outcome),
    ...(germline.length === 0
      ? []
      : [
          {
            kind: 'notice',
            level: 'caution',
            text: 'The next table is about inherited variants. It says nothing of a somatic change, and is no report on the germline.',
          } as const,
          ...evidenceTable('Of inherited variants', germline),
        ]),
    ...(undecided.length === 0
      ? []
      : [
          {
            kind: 'list',
            items: undecided.map(
              ({ profile, items, needs }) =>
                `${profile} (${items} items) may fit; not known: ${needs.join(', ')}`,
            ),
          } as const,
        ]),
    ...(notUnderstood.length === 0
      ? []
      : [
          {
            kind: 'notice',
            level: 'info',
            text: `Not matched, for their alteration is not understood: ${notUnderstood.map(({ profile, items }) => `${profile} (${items} items)`).join('; ')}`,
          } as const,
        ]),
  ];
}
