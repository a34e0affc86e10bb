import { type Block, type Cell, numberCell, type Section, textCell } from '../core/document.js';
import { pvacseqAlleleName } from '../core/hla-allele.js';
import { countByCode, type SkippedItem } from '../core/skipped.js';
import { breakpointText } from '../findings/fusions/fusion-events.js';
import type {
  FusionEvent,
  JunctionEvent,
  JunctionNeoantigens,
  SpliceEvent,
} from '../findings/fusions/junction-neoantigen.js';
import { UNUSED_JUNCTIONS } from '../findings/fusions/splice-events.js';

/** Events shown of each kind; `junctions.tsv` has all. */
const SHOWN = 40;

/** What is said of the events without a peptide, by the code they were skipped with. */
const UNUSED: Readonly<Record<string, string>> = {
  'no-fusion-peptide': 'fusions for which the tool gives no protein across the junction',
  'junction-not-placed': 'fusions whose protein does not tell where the junction is',
  ...UNUSED_JUNCTIONS,
};

type Alleles = JunctionNeoantigens['alleles'];

function lowestRank({ best, peptides }: JunctionEvent): number {
  if (best.I === null) return Number.POSITIVE_INFINITY;
  return (
    peptides[best.I.peptide]?.scores[best.I.allele]?.percentileRank ?? Number.POSITIVE_INFINITY
  );
}

/** Best first, then in the order of the file. */
function byRank<Event extends JunctionEvent>(events: readonly Event[]): readonly Event[] {
  return events.toSorted((a, b) => {
    const [first, second] = [lowestRank(a), lowestRank(b)];
    return first === second ? a.line - b.line : first - second;
  });
}

const BEST_COLUMNS = [
  { key: 'peptide', title: 'Best peptide' },
  { key: 'molecule', title: 'HLA molecule' },
  {
    key: 'rank',
    title: 'Rank, %',
    help: 'per cent of random human peptides that score as high',
  },
  { key: 'ic50', title: 'IC50, nM' },
];

function bestCells(event: JunctionEvent, alleles: Alleles): readonly Cell[] {
  const best = event.best.I;
  const peptide = best === null ? undefined : event.peptides[best.peptide];
  const score = best === null ? null : (peptide?.scores[best.allele] ?? null);
  const allele = best === null ? undefined : alleles[best.allele]?.allele;
  const none = { kind: 'missing', reason: 'no new peptide was scored' } as const;
  return [
    peptide === undefined ? none : textCell(peptide.peptide),
    allele === undefined ? none : textCell(pvacseqAlleleName(allele)),
    numberCell(score?.percentileRank ?? null, 2, 'not scored', '%'),
    numberCell(score?.affinityNm ?? null, 0, 'the model gives none', 'nM'),
  ];
}

function fusionRow(event: FusionEvent, alleles: Alleles): readonly Cell[] {
  const { gene5, gene3, frame, junctionReads, spanningReads, confidence, tool } = event;
  const unsaid = { kind: 'missing', reason: `${tool} does not say` } as const;
  const places = [gene5, gene3].map(breakpointText);
  return [
    textCell(`${gene5.name}::${gene3.name}`),
    places.includes(null) ? unsaid : textCell(places.join(' to ')),
    frame === null ? unsaid : textCell(frame),
    numberCell(junctionReads, 0, `${tool} does not say`),
    numberCell(spanningReads, 0, `${tool} does not say`),
    confidence === null ? unsaid : textCell(confidence),
    ...bestCells(event, alleles),
  ];
}

function fusionTable(events: readonly FusionEvent[], alleles: Alleles): readonly Block[] {
  if (events.length === 0) return [];
  const left = events.length - SHOWN;
  return [
    {
      kind: 'table',
      caption: `Best class I peptide of each fusion, by rank${left > 0 ? `; ${left} more in junctions.tsv` : ''}`,
      columns: [
        { key: 'fusion', title: 'Fusion', help: '5’ gene :: 3’ gene' },
        { key: 'places', title: 'Breakpoints', help: '1-based' },
        { key: 'frame', title: 'Frame' },
        { key: 'reads', title: 'Junction reads' },
        { key: 'pairs', title: 'Spanning pairs' },
        { key: 'confidence', title: 'Confidence', help: 'as the fusion caller words it' },
        ...BEST_COLUMNS,
      ],
      rows: byRank(events)
        .slice(0, SHOWN)
        .map((event) => fusionRow(event, alleles)),
    },
  ];
}

/** The tied variants' places, 1-based, that of the one the protein is read with by its id. */
export function tiedVariantsText({ tiedVariants, readWithVariant }: SpliceEvent): string {
  const places = tiedVariants.map(({ chromosome, end0 }) => `${chromosome}:${end0}`).join(', ');
  return readWithVariant === null ? places : `${places} (read with ${readWithVariant})`;
}

function spliceRow(event: SpliceEvent, alleles: Alleles): readonly Cell[] {
  const { intron, geneSymbol, transcripts, effect, frame, junctionReads, doubts } = event;
  const [first, ...others] = transcripts;
  return [
    geneSymbol === null
      ? { kind: 'missing', reason: 'the reference names no gene' }
      : textCell(geneSymbol),
    textCell(`${intron.chromosome}:${intron.start0 + 1}-${intron.end0}`),
    textCell(`${first}${others.length > 0 ? ` and ${others.length} more` : ''}`),
    textCell(effect),
    textCell(frame),
    numberCell(junctionReads, 0, 'RegTools does not say'),
    event.tiedVariants.length === 0
      ? { kind: 'missing', reason: 'RegTools ties none to it' }
      : textCell(tiedVariantsText(event)),
    doubts.length === 0 ? textCell('') : textCell(doubts.join('; ')),
    ...bestCells(event, alleles),
  ];
}

function spliceTable(events: readonly SpliceEvent[], alleles: Alleles): readonly Block[] {
  if (events.length === 0) return [];
  const left = events.length - SHOWN;
  return [
    {
      kind: 'table',
      caption: `Best class I peptide of each protein of a splice junction, by rank${left > 0 ? `; ${left} more in junctions.tsv` : ''}`,
      columns: [
        { key: 'gene', title: 'Gene' },
        { key: 'intron', title: 'Intron', help: '1-based, first to last base' },
        { key: 'transcript', title: 'Transcript' },
        { key: 'effect', title: 'Effect' },
        { key: 'frame', title: 'Frame' },
        { key: 'reads', title: 'Junction reads' },
        { key: 'variants', title: 'Tied variants', help: 'somatic variants near, by RegTools' },
        { key: 'doubts', title: 'Doubts' },
        ...BEST_COLUMNS,
      ],
      rows: byRank(events)
        .slice(0, SHOWN)
        .map((event) => spliceRow(event, alleles)),
    },
  ];
}

/** The best class I peptide of each fusion and junction, and how many events gave none and why. */
export function junctionsSection(
  { alleles, events }: JunctionNeoantigens,
  skipped: readonly SkippedItem[],
): Section {
  const fusions = events.filter((event) => event.kind === 'fusion');
  const junctions = events.filter((event) => event.kind === 'splice');
  const unused = countByCode(skipped).flatMap(({ code, count }) =>
    UNUSED[code] === undefined ? [] : [`${count} ${UNUSED[code]}`],
  );
  const assessed = new Set(junctions.map(({ line }) => line)).size;
  return {
    id: 'junctions',
    title: 'Fusions and junctions',
    blocks: [
      {
        kind: 'paragraph',
        text:
          events.length === 0
            ? 'No fusion or splice junction has a protein across it, so no peptide could be made.'
            : 'Peptides of fusion transcripts and of aberrantly spliced ones that span the junction or, out of frame, follow it, without those that a healthy protein has. They are not tiered: there is no allele fraction to judge them by. Callers of both report artefacts; look at reads and confidence first.',
      },
      ...(junctions.length === 0
        ? []
        : [
            {
              kind: 'paragraph',
              text: `${assessed} splice junctions were read on the transcripts at hand: each transcript spliced with that one junction, otherwise as annotated. Other changes of the same molecule are not known from a junction.`,
            } as const,
          ]),
      ...(unused.length === 0
        ? []
        : [{ kind: 'notice', level: 'info', text: `Not used: ${unused.join('; ')}.` } as const]),
      ...fusionTable(fusions, alleles),
      ...spliceTable(junctions, alleles),
    ],
  };
}
