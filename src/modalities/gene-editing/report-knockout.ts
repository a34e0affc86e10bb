import { type Cell, type Column, numberCell, textCell } from '../../core/document.js';
import type { GeneGuide, GuidePair, Measured } from './gene-editing-design.js';
import {
  GUIDE_COLUMNS,
  guideCells,
  JUDGED_COLUMNS,
  judgedCells,
  measuredCell,
  NONE,
} from './report-cells.js';

export const GENE_COLUMNS: readonly Column[] = [
  ...GUIDE_COLUMNS,
  { key: 'exon', title: 'Exon' },
  { key: 'cds', title: 'Before it', help: 'Share of the coding sequence' },
  { key: 'frameshift', title: 'Frameshifts', help: 'Of microhomology deletions, Bae 2014' },
  { key: 'decay', title: 'mRNA decays', help: 'By the rule of 50-55 nt' },
  ...JUDGED_COLUMNS,
];

export function geneRow(guide: GeneGuide): readonly Cell[] {
  return [
    ...guideCells(guide),
    textCell(
      guide.transcripts === 1
        ? `${guide.exon}, in the one transcript at hand`
        : `${guide.exon}, in ${guide.sharedBy} of ${guide.transcripts} transcripts at hand`,
    ),
    numberCell(100 * guide.cdsShare, 0, NONE, '%'),
    measuredCell(guide.frameshift, 0, 100),
    decayCell(guide.decayed),
    ...judgedCells(guide),
  ];
}

export const PAIR_COLUMNS: readonly Column[] = [
  { key: 'id', title: 'Pair' },
  { key: 'first', title: 'First guide', help: 'Spacer, PAM, exon, place' },
  { key: 'second', title: 'Second guide' },
  { key: 'deleted', title: 'Taken out', help: 'On the genome, introns included' },
  { key: 'coding', title: 'of it coding' },
  { key: 'frame', title: 'Frame' },
  { key: 'exons', title: 'Whole exons lost' },
  { key: 'protein', title: 'Protein left' },
  { key: 'decay', title: 'mRNA decays', help: 'By the rule of 50-55 nt' },
  { key: 'rank', title: 'Expected ranks', help: 'Of both guides among those of a gene' },
  { key: 'specificity', title: 'Specificity', help: 'Of both guides' },
];

export function pairRow(pair: GuidePair): readonly Cell[] {
  const { first, second } = pair;
  const guide = ({ site, exon, place }: GeneGuide): Cell =>
    textCell(`${site.spacer} ${site.pam}, exon ${exon}, ${place}`);
  return [
    textCell(pair.id),
    guide(first),
    guide(second),
    numberCell(pair.deletedBp, 0, NONE, 'bp'),
    numberCell(pair.codingLostNt, 0, NONE, 'nt'),
    textCell(pair.frame === 'shifted' ? 'shifted' : 'kept: lost in frame'),
    textCell(pair.wholeExons.join(', ') || NONE),
    textCell(pair.proteinChange),
    decayCell(pair.decayed),
    bothCell(first.efficacy.rank, second.efficacy.rank),
    bothCell(first.specificity, second.specificity),
  ];
}

function bothCell(first: Measured, second: Measured): Cell {
  if (first.value === null) return measuredCell(first, 2);
  if (second.value === null) return measuredCell(second, 2);
  return textCell(`${first.value.toFixed(2)}, ${second.value.toFixed(2)}`);
}

function decayCell(decayed: boolean | null): Cell {
  return decayed === null
    ? { kind: 'missing', reason: 'a shifted frame has no stop' }
    : textCell(decayed ? 'yes' : 'no');
}
