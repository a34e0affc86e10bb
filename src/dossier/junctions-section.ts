import { type Cell, numberCell, type Section, textCell } from '../core/document.js';
import { pvacseqAlleleName } from '../core/hla-allele.js';
import { countByCode, type SkippedItem } from '../core/skipped.js';
import { breakpointText } from '../findings/fusions/find-junction-neoantigens.js';
import type {
  JunctionEvent,
  JunctionNeoantigens,
} from '../findings/fusions/junction-neoantigen.js';

/** Events shown; `junctions.tsv` has all. */
const SHOWN = 40;

/** What is said of the events without a peptide, by the code they were skipped with. */
const UNUSED: Readonly<Record<string, string>> = {
  'no-fusion-peptide': 'fusions for which the tool gives no protein across the junction',
  'junction-not-assessed':
    'splice junctions that are not annotated: their proteins take the transcripts’ sequences',
  'annotated-junction': 'splice junctions that healthy transcripts have too',
};

function lowestRank({ best, peptides }: JunctionEvent): number {
  if (best.I === null) return Number.POSITIVE_INFINITY;
  return (
    peptides[best.I.peptide]?.scores[best.I.allele]?.percentileRank ?? Number.POSITIVE_INFINITY
  );
}

function eventRow(event: JunctionEvent, alleles: JunctionNeoantigens['alleles']): readonly Cell[] {
  const { gene5, gene3, frame, junctionReads, spanningReads, confidence, tool } = event;
  const best = event.best.I;
  const peptide = best === null ? undefined : event.peptides[best.peptide];
  const score = best === null ? null : (peptide?.scores[best.allele] ?? null);
  const allele = best === null ? undefined : alleles[best.allele]?.allele;
  const unsaid = { kind: 'missing', reason: `${tool} does not say` } as const;
  const none = { kind: 'missing', reason: 'no new peptide was scored' } as const;
  const places = [gene5, gene3].map(breakpointText);
  return [
    textCell(`${gene5.name}::${gene3.name}`),
    places.includes(null) ? unsaid : textCell(places.join(' to ')),
    frame === null ? unsaid : textCell(frame),
    numberCell(junctionReads, 0, `${tool} does not say`),
    numberCell(spanningReads, 0, `${tool} does not say`),
    confidence === null ? unsaid : textCell(confidence),
    peptide === undefined ? none : textCell(peptide.peptide),
    allele === undefined ? none : textCell(pvacseqAlleleName(allele)),
    numberCell(score?.percentileRank ?? null, 2, 'not scored', '%'),
    numberCell(score?.affinityNm ?? null, 0, 'the model gives none', 'nM'),
  ];
}

/** The best class I peptide of each fusion, and how many events gave none and why. */
export function junctionsSection(
  { alleles, events }: JunctionNeoantigens,
  skipped: readonly SkippedItem[],
): Section {
  const byRank = events.toSorted((a, b) => {
    const [first, second] = [lowestRank(a), lowestRank(b)];
    return first === second ? a.line - b.line : first - second;
  });
  const unused = countByCode(skipped).flatMap(({ code, count }) =>
    UNUSED[code] === undefined ? [] : [`${count} ${UNUSED[code]}`],
  );
  const left = events.length - SHOWN;
  return {
    id: 'junctions',
    title: 'Fusions and junctions',
    blocks: [
      {
        kind: 'paragraph',
        text:
          events.length === 0
            ? 'No fusion came with a protein across its junction, so no peptide could be made.'
            : 'Peptides of fusion transcripts that span the junction or, out of frame, follow it, without those that a healthy protein has. They are not tiered: there is no allele fraction to judge them by. Fusion callers report artefacts; look at reads and confidence first.',
      },
      ...(unused.length === 0
        ? []
        : [{ kind: 'notice', level: 'info', text: `Not used: ${unused.join('; ')}.` } as const]),
      ...(events.length === 0
        ? []
        : [
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
                { key: 'peptide', title: 'Best peptide' },
                { key: 'molecule', title: 'HLA molecule' },
                {
                  key: 'rank',
                  title: 'Rank, %',
                  help: 'per cent of random human peptides that score as high',
                },
                { key: 'ic50', title: 'IC50, nM' },
              ],
              rows: byRank.slice(0, SHOWN).map((event) => eventRow(event, alleles)),
            } as const,
          ]),
    ],
  };
}
