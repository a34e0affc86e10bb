import { type Block, type Cell, numberCell, type Section, textCell } from '../../core/document.js';
import type { SuicideGeneDesign, VectorChoice } from './suicide-gene-design.js';
import { SOURCES } from './sources.js';

const NONE = 'none';

/** The dossier's part on one payload in its vector. */
export function reportSuicideGene(design: SuicideGeneDesign): readonly Section[] {
  const { id, title, vector, checks, prodrug, leftOut } = design;
  const failed = checks.filter(({ verdict }) => verdict === 'fail');
  return [
    {
      id,
      title: `Suicide gene: ${title}`,
      blocks: [
        ...(failed.length === 0
          ? []
          : [
              {
                kind: 'notice',
                level: 'caution',
                text: `Not to be made as it is: ${failed.map(({ title: of, reason }) => `${of}: ${reason}`).join(' ')}`,
              } as const,
            ]),
        {
          kind: 'paragraph',
          text: `${title} in ${vector.name}, for a tumour of: ${design.organ}. A design to test, not a treatment.`,
          sources: [SOURCES.method],
        },
        facts(design),
        { kind: 'paragraph', text: design.madeBy.value, sources: design.madeBy.sources },
        ...(prodrug !== null && prodrug.dose === null
          ? [
              {
                kind: 'notice',
                level: 'info',
                text: `${prodrug.name}: ${prodrug.doseMissing}; look it up before planning.`,
              } as const,
            ]
          : []),
        { kind: 'list', items: design.why.map(({ value }) => value) },
        precedentTable(design),
        checkTable(design),
        vectorTable(design),
        proteinTable(design),
        { kind: 'paragraph', text: 'What can go wrong:' },
        { kind: 'list', items: design.risks.map(({ value }) => value) },
        { kind: 'paragraph', text: 'What would have to be tested:' },
        { kind: 'list', items: design.toTest.map(({ value }) => value) },
        scoreTable(design),
        ...(leftOut.length === 0
          ? []
          : [
              {
                kind: 'list',
                items: leftOut.map(({ payload, reason }) => `${payload}: not designed, ${reason}`),
              } as const,
            ]),
      ],
    },
  ];
}

function facts({ vector, promoter, prodrug, insertBp, coding, plasmid }: SuicideGeneDesign): Block {
  const rows: { readonly label: string; readonly value: Cell }[] = [
    { label: 'Vector', value: textCell(vector.name) },
    {
      label: 'Given',
      value:
        vector.route === null
          ? { kind: 'missing', reason: 'no source that was read shows it in this organ' }
          : textCell(vector.route),
    },
    { label: 'Promoter', value: textCell(promoter.name) },
    { label: 'Insert', value: numberCell(insertBp, 0, '', 'bp') },
    {
      label: 'Room left',
      value: numberCell(vector.softMarginBp, 0, 'no limit was read for this vector', 'bp'),
    },
    { label: 'Plasmid', value: numberCell(plasmid.sequence.length, 0, '', 'bp') },
    {
      label: 'Codon adaptation index',
      value: numberCell(coding.cai, 2, 'no codon with a choice'),
    },
    { label: 'CG pairs in the reading frame', value: numberCell(coding.cpgCount, 0, '') },
    { label: 'GC of the reading frame', value: numberCell(100 * coding.gcShare, 0, '', '%') },
  ];
  if (prodrug !== null) {
    rows.push(
      { label: 'Drug', value: textCell(prodrug.name) },
      { label: 'Drug as given', value: textCell(prodrug.given.value) },
      {
        label: 'Dose of the drug',
        value:
          prodrug.dose === null
            ? { kind: 'missing', reason: prodrug.doseMissing }
            : textCell(prodrug.dose.value),
      },
    );
  }
  return { kind: 'facts', rows };
}

function precedentTable({ precedents }: SuicideGeneDesign): Block {
  return {
    kind: 'table',
    caption: 'Nearest gene therapies that people were given, and what differs',
    columns: [
      { key: 'name', title: 'Therapy' },
      { key: 'status', title: 'Status' },
      { key: 'outcome', title: 'Outcome' },
      { key: 'same', title: 'Same' },
      { key: 'differs', title: 'Differs' },
    ],
    rows: precedents.map(({ name, status, outcome, same, differs }) => [
      textCell(name),
      textCell(status),
      outcome === null ? { kind: 'missing', reason: 'not read' } : textCell(outcome),
      textCell(same.join('; ') || NONE),
      textCell(differs.join('; ') || NONE),
    ]),
  };
}

function checkTable({ checks }: SuicideGeneDesign): Block {
  return {
    kind: 'table',
    caption: 'Checks of the plasmid, failed ones first',
    columns: [
      { key: 'check', title: 'Check' },
      { key: 'verdict', title: 'Verdict' },
      { key: 'reason', title: 'Found' },
    ],
    rows: checks.map(({ title, verdict, reason }) => [
      textCell(title),
      textCell(verdict),
      textCell(reason),
    ]),
  };
}

function vectorTable({ vector, alternatives }: SuicideGeneDesign): Block {
  const noLimit = 'no limit was read';
  const row = (choice: VectorChoice): readonly Cell[] => [
    textCell(choice.name),
    textCell(choice.verdict),
    numberCell(choice.softMarginBp, 0, noLimit, 'bp'),
    numberCell(choice.hardMarginBp, 0, noLimit, 'bp'),
    choice.route === null ? { kind: 'missing', reason: 'not read' } : textCell(choice.route),
    textCell(choice.notAssembled ?? 'yes'),
    textCell(choice.reasons[0]?.value ?? NONE),
  ];
  return {
    kind: 'table',
    caption: 'Vectors for this insert and organ, the chosen one first',
    columns: [
      { key: 'vector', title: 'Vector' },
      { key: 'verdict', title: 'Verdict' },
      {
        key: 'soft',
        title: 'Room',
        help: 'bp up to the length that nothing is known to suffer from',
      },
      { key: 'hard', title: 'Room to the longest', help: 'bp up to the longest that went in' },
      { key: 'route', title: 'Given' },
      { key: 'made', title: 'Assembled here' },
      { key: 'reason', title: 'First reason' },
    ],
    rows: [vector, ...alternatives].map(row),
  };
}

function proteinTable({ proteins }: SuicideGeneDesign): Block {
  return {
    kind: 'table',
    caption: 'Proteins of the payload',
    columns: [
      { key: 'protein', title: 'Protein' },
      { key: 'residues', title: 'Residues' },
      { key: 'record', title: 'Record' },
      { key: 'note', title: 'Note' },
    ],
    rows: proteins.map(({ label, residues, record, note }) => [
      textCell(label),
      numberCell(residues, 0, ''),
      textCell(record),
      textCell(note ?? NONE),
    ]),
  };
}

function scoreTable({ scoreTerms }: SuicideGeneDesign): Block {
  return {
    kind: 'table',
    caption: 'What puts this design where it is; the points order designs and mean nothing else',
    columns: [
      { key: 'term', title: 'For' },
      { key: 'points', title: 'Points' },
    ],
    rows: scoreTerms.map(({ term, points }) => [textCell(term), numberCell(points, 0, '')]),
  };
}
