import {
  type Block,
  type Cell,
  type Column,
  numberCell,
  type Section,
  textCell,
} from '../../core/document.js';
import type { VectorOpening } from '../../engines/constructs/cloning/open-vector.js';
import { tissueName } from '../../engines/constructs/vectors/tumour-organs.js';
import type {
  CarrierRow,
  GeneReplacementDesign,
  PrecedentRow,
  ReplacementVector,
} from './gene-replacement-design.js';

const VERDICT_WORDS: Readonly<Record<CarrierRow['verdict'], string>> = {
  fits: 'fits',
  tight: 'tight',
  'cannot-say': 'cannot say',
  'does-not-fit': 'does not fit',
};

/** The dossier's part on one gene. */
export function reportGeneReplacement(design: GeneReplacementDesign): readonly Section[] {
  const { id, label, vectors, carriers, precedents, toTest, risks, leftOut } = design;
  return [
    {
      id,
      title: `Gene replacement: ${label}`,
      blocks: [
        whyParagraph(design),
        ...lossNotice(design),
        payloadFacts(design),
        ...demandNotice(design),
        ...vectors.flatMap(vectorBlocks),
        ...(precedents.length === 0 ? [] : [precedentTable(precedents)]),
        carrierTable(carriers),
        { kind: 'list', items: risks.map(({ value }) => `Risk: ${value}`) },
        { kind: 'list', items: toTest.map((test) => `To test: ${test}`) },
        ...(leftOut.length === 0
          ? []
          : [
              {
                kind: 'list',
                items: leftOut.map((one) => `${one.label}: not designed, ${one.reason}`),
              } as const,
            ]),
      ],
    },
  ];
}

function whyParagraph(design: GeneReplacementDesign): Block {
  const { claims, label, gene, organ, vectors, tooLong } = design;
  const reasons = claims.slice(0, 1);
  const where = organ === null ? 'an organ that is not known' : tissueName(organ);
  const how =
    vectors.length === 0
      ? tooLong === null
        ? `No vector that can be put together here fits; the table below says why.`
        : `${gene} does not fit: with its promoter and poly(A) signal it has ${tooLong.insertBp} bp, more than any virus takes that can be put together here. There is room in ${tooLong.onlyIn.join(', ') || 'none of the catalogue'}.`
      : `It is put back in ${vectors.map(({ vectorName }) => vectorName).join(' and in ')}, for a tumour of ${where}.`;
  return {
    kind: 'paragraph',
    text: `${label}: ${reasons.map(({ value }) => `${value}. `).join('')}${how}`,
    sources: reasons.flatMap(({ sources }) => sources),
  };
}

function lossNotice({ loss, gene }: GeneReplacementDesign): readonly Block[] {
  const caution = (text: string): readonly Block[] => [{ kind: 'notice', level: 'caution', text }];
  switch (loss) {
    case 'dominant-negative':
      return caution(
        `Replacement alone will not do: the mutated ${gene} holds down the healthy protein. The coding sequence differs from the gene's own mRNA, so that the mutated copy can be silenced without it.`,
      );
    case 'one-copy':
      return caution(
        `A healthy copy of ${gene} is left: more of it helps only where the dose matters.`,
      );
    case 'unknown':
      return caution(
        `Whether a healthy copy of ${gene} is left is not known: test for its protein first.`,
      );
    case 'given':
      return caution(`${gene} was named by the user; the findings do not show that it is lost.`);
    case 'both-copies':
      return [];
  }
}

function payloadFacts(design: GeneReplacementDesign): Block {
  const { protein, accession, nativeTranscript, coding } = design;
  const none = (reason: string): Cell => ({ kind: 'missing', reason });
  return {
    kind: 'facts',
    rows: [
      {
        label: 'Protein',
        value: textCell(
          `${accession ?? 'no Swiss-Prot entry at hand'}, ${protein.length} residues`,
        ),
      },
      {
        label: 'The gene’s own mRNA',
        value:
          nativeTranscript === null
            ? none('the reference at hand does not hold it')
            : textCell(nativeTranscript),
      },
      ...(coding === null
        ? []
        : [
            {
              label: 'Codon adaptation index',
              value: numberCell(coding.cai, 2, 'no codon counts'),
            },
            { label: 'G and C', value: numberCell(100 * coding.gcShare, 0, '', '%') },
            {
              label: 'CGs',
              value: textCell(
                coding.nativeCpgCount === null
                  ? `${coding.cpgCount}`
                  : `${coding.cpgCount}; ${coding.nativeCpgCount} in the gene’s own`,
              ),
            },
            {
              label: 'Longest stretch as in its own mRNA',
              value: numberCell(coding.longestShared, 0, 'the mRNA is not at hand', 'bases'),
            },
          ]),
    ],
  };
}

function demandNotice({ coding }: GeneReplacementDesign): readonly Block[] {
  const unmet = coding?.demands.filter(({ met }) => !met) ?? [];
  return unmet.length === 0
    ? []
    : [
        {
          kind: 'notice',
          level: 'info',
          text: `What the coding sequence could not be kept to: ${unmet.map(({ name, found }) => `${name} (${found})`).join('; ')}.`,
        },
      ];
}

const CHECK_COLUMNS: readonly Column[] = [
  { key: 'verdict', title: 'Outcome' },
  { key: 'check', title: 'Check' },
  { key: 'reason', title: 'Why' },
];

function vectorBlocks(vector: ReplacementVector): readonly Block[] {
  const { vectorName, promoter, insertBp, packaged, construct, checks, cloning } = vector;
  return [
    {
      kind: 'table',
      caption: `${vectorName}: ${construct.id}, ${construct.sequence.length} bp; ${promoter}, insert of ${insertBp} bp${packaged === null ? '' : `, ${packaged.lengthBp} bp from ${packaged.from} to ${packaged.to}`}`,
      columns: CHECK_COLUMNS,
      rows: checks.map(({ verdict, title, reason }) => [
        textCell(verdict),
        textCell(title),
        textCell(reason),
      ]),
    },
    {
      kind: 'paragraph',
      text: cloningText(cloning),
    },
  ];
}

function cloningText(cloning: ReplacementVector['cloning']): string {
  switch (cloning.kind) {
    case 'gibson': {
      const { fragments, overlaps, opening } = cloning.assembly;
      const doubts = [...new Set(overlaps.flatMap((overlap) => overlap.doubts))];
      return `${counted(fragments.length)} to order for Gibson assembly, ${openingText(opening)}${doubts.length === 0 ? '' : `; of the overlaps: ${doubts.join(', ')}`}.`;
    }
    case 'golden-gate': {
      const { fragments, enzyme, leastDifferences } = cloning.assembly;
      return `${counted(fragments.length)} to order for Golden Gate assembly with ${enzyme}; two overhangs differ in ${leastDifferences} bases at least.`;
    }
    case 'not-possible':
      return `No fragments to order: ${cloning.because}.`;
  }
}

function openingText(opening: VectorOpening): string {
  switch (opening.kind) {
    case 'enzymes':
      return `into the vector cut with ${opening.left} and ${opening.right}`;
    case 'pcr':
      return 'into the vector copied by the two primers of the order';
    case 'not-possible':
      return `but the vector has to be opened by other means (${opening.because})`;
  }
}

function counted(fragments: number): string {
  return `${fragments} fragment${fragments === 1 ? '' : 's'}`;
}

function precedentTable(precedents: readonly PrecedentRow[]): Block {
  return {
    kind: 'table',
    caption: 'Therapies that people were given, most alike first',
    columns: [
      { key: 'name', title: 'Therapy' },
      { key: 'status', title: 'Status' },
      { key: 'outcome', title: 'Outcome' },
      { key: 'same', title: 'The same' },
      { key: 'differs', title: 'What differs' },
    ],
    rows: precedents.map(({ name, status, outcome, same, differs }) => [
      textCell(name),
      textCell(status),
      outcome === null ? { kind: 'missing', reason: 'none was read' } : textCell(outcome),
      textCell(same.join('; ')),
      textCell(differs.join('; ')),
    ]),
  };
}

function carrierTable(carriers: readonly CarrierRow[]): Block {
  return {
    kind: 'table',
    caption: 'Every vector of the catalogue with this payload, best first',
    columns: [
      { key: 'vector', title: 'Vector' },
      { key: 'verdict', title: 'Verdict' },
      {
        key: 'soft',
        title: 'Room',
        help: 'bp up to the length at which nothing is known to suffer',
      },
      { key: 'hard', title: 'Room at most', help: 'bp up to the longest that went in' },
      { key: 'reason', title: 'Why' },
      { key: 'built', title: 'Put together' },
    ],
    rows: alikeTogether(carriers).map((row) => [
      textCell(row.vectorName),
      textCell(VERDICT_WORDS[row.verdict]),
      numberCell(row.softMarginBp, 0, 'no limit was read', 'bp'),
      numberCell(row.hardMarginBp, 0, 'no limit was read', 'bp'),
      textCell(row.reason),
      textCell(row.notBuilt === null ? 'yes' : `no: ${row.notBuilt}`),
    ]),
  };
}

/** Vectors of which the same is said, e.g. capsids of AAV, in one row. */
function alikeTogether(carriers: readonly CarrierRow[]): readonly CarrierRow[] {
  const rows = new Map<string, CarrierRow>();
  for (const carrier of carriers) {
    const { vectorName, verdict, softMarginBp, hardMarginBp, notBuilt } = carrier;
    const reason = carrier.reason.replaceAll(vectorName, 'it');
    const key = JSON.stringify([verdict, softMarginBp, hardMarginBp, notBuilt, reason]);
    const before = rows.get(key);
    rows.set(
      key,
      before === undefined
        ? carrier
        : {
            ...carrier,
            vectorName: `${before.vectorName}, ${vectorName}`,
            reason: reason.charAt(0).toUpperCase() + reason.slice(1),
          },
    );
  }
  return [...rows.values()];
}
