import type { OrderSheet } from '../../engines/constructs/order-rows.js';
import { patentText, strandText } from '../../engines/silencing/sirna-chemistry.js';
import { type GeneSilencingDesign, itemsOf, type JudgedSirna } from './gene-silencing-design.js';

type Row = readonly (string | number | null)[];

const NOTATION = "r RNA, d DNA, m 2'-O-methyl, f 2'-fluoro, * phosphorothioate behind";

const DUPLEX_COLUMNS = [
  'Name',
  'Target',
  'Strand',
  "Sequence 5'-3'",
  'Same, short notation',
  'Length',
  'Chemistry',
  'Notes',
] as const;

const OLIGO_COLUMNS = ['Name', "Sequence 5'-3'", 'Length', 'Use', 'Notes'] as const;

/** One sheet of siRNA duplexes, both strands a row each, and one for each other kind of oligonucleotide. */
export function geneSilencingOrders(design: GeneSilencingDesign): readonly OrderSheet[] {
  const { mutantOnly, junction, wholeGene, hairpins, crispri, spliceSwitch } = design;
  const sirnas: readonly JudgedSirna[] = [
    ...itemsOf(mutantOnly),
    ...itemsOf(junction),
    ...itemsOf(wholeGene),
  ];
  const sheets: readonly OrderSheet[] = [
    {
      name: 'siRNA duplexes',
      columns: DUPLEX_COLUMNS,
      rows: sirnas.flatMap((sirna) => duplexRows(design, sirna)),
    },
    {
      name: 'shRNA oligonucleotides',
      columns: OLIGO_COLUMNS,
      rows: itemsOf(hairpins).map(({ id, of, oligo }) => [
        `${design.label} ${id}`,
        oligo,
        oligo.length,
        `template of the hairpin of ${of}, miR-E backbone`,
        'amplify with primers on its two ends that carry the sites of the vector; single-stranded DNA',
      ]),
    },
    {
      name: 'CRISPRi guides',
      columns: OLIGO_COLUMNS,
      rows: itemsOf(crispri).map(({ id, spacer, pam, fromStart }) => [
        `${design.label} ${id}`,
        spacer,
        spacer.length,
        'spacer for dCas9-KRAB of S. pyogenes',
        `PAM ${pam} is not ordered; middle at ${fromStart > 0 ? '+' : ''}${fromStart} from the annotated start`,
      ]),
    },
    {
      name: 'Splice switching',
      columns: OLIGO_COLUMNS,
      rows: itemsOf(spliceSwitch).map(({ id, oligo, exon, covers }) => [
        `${design.label} ${id}`,
        oligo,
        oligo.length,
        `covers the ${covers} of exon ${exon}`,
        'order with a backbone that does not call RNase H (2\u2032-O-methoxyethyl or morpholino)',
      ]),
    },
  ];
  return sheets.filter(({ rows }) => rows.length > 0);
}

function duplexRows(
  design: GeneSilencingDesign,
  { id, place, duplex }: JudgedSirna,
): readonly Row[] {
  const row = (strand: 'guide' | 'passenger', name: string): Row => [
    `${design.label} ${id} ${name}`,
    place,
    name,
    strandText(duplex[strand]),
    patentText(duplex[strand]),
    duplex[strand].length,
    duplex.chemistry,
    NOTATION,
  ];
  return [row('passenger', 'sense'), row('guide', 'antisense')];
}
