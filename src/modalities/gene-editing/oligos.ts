import type { OrderSheet } from '../../engines/constructs/order-rows.js';
import { findSites } from '../../engines/constructs/find-sites.js';
import { restrictionEnzyme } from '../../engines/constructs/restriction-enzymes.js';
import { reverseComplement } from '../../engines/genome/reverse-complement.js';
import type { Aim, GeneEditingDesign, GeneGuide, GuidePair } from './gene-editing-design.js';
import type { NickingGuide } from './prime-edits.js';

/** A pair of oligos that anneal with sticky ends. */
export interface OligoPair {
  readonly top: string;
  readonly bottom: string;
}

/**
 * Oligos of a 20 nt guide for the U6 vectors cut by BsmBI (lentiGuide, lentiCRISPR v2: Sanjana 2014, Nat Methods
 * 11:783) or BbsI (pX330: Ran 2013, Nat Protoc 8:2281). Their ends are the same; U6 begins with G.
 */
export function guideOligos(spacer: string): OligoPair {
  const guide = withG(spacer);
  return { top: `CACC${guide}`, bottom: `AAAC${reverseComplement(guide)}` };
}

/** What the SpCas9 scaffold begins with; Anzalone 2019's acceptor (Addgene 132777) takes the rest as a third pair. */
const SCAFFOLD_START = 'GTTTTAGAG';
/** The scaffold between the two: ends of its pair meet those of spacer and extension. */
const SCAFFOLD_PAIR: OligoPair = {
  top: 'AGAGCTAGAAATAGCAAGTTAAAATAAGGCTAGTCCGTTATCAACTTGAAAAAGTGGCACCGAGTCG',
  bottom: 'GCACCGACTCGGTGCCACTTTTTCAAGTTGATAACGGACTAGCCTTATTTTAACTTGCTATTTCTAG',
};

/** Oligos of a pegRNA for Golden Gate with BsaI; Anzalone 2019, Nature 576:149. */
export function pegRnaOligos(
  spacer: string,
  extension: string,
): { readonly spacer: OligoPair; readonly extension: OligoPair } {
  const guide = withG(spacer);
  return {
    spacer: {
      top: `CACC${guide}${SCAFFOLD_START.slice(0, 5)}`,
      bottom: reverseComplement(guide + SCAFFOLD_START),
    },
    extension: { top: `GTGC${extension}`, bottom: `AAAA${reverseComplement(extension)}` },
  };
}

function withG(spacer: string): string {
  return spacer.startsWith('G') ? spacer : `G${spacer}`;
}

/** Enzymes of these vectors that would cut the oligos too. */
function cuttersOf(sequence: string, names: readonly string[]): readonly string[] {
  const wishes = names.flatMap((name) => {
    const enzyme = restrictionEnzyme(name);
    return enzyme === null ? [] : [{ name, site: enzyme.site, strands: 'both' as const }];
  });
  return [...new Set(findSites({ sequence, topology: 'linear' }, wishes).map(({ name }) => name))];
}

type Row = readonly [name: string, sequence: string, length: number, forWhat: string, note: string];

function row(name: string, sequence: string, forWhat: string, note = ''): Row {
  return [name, sequence, sequence.length, forWhat, note];
}

function pairRows(
  name: string,
  { top, bottom }: OligoPair,
  forWhat: string,
  enzymes: readonly string[],
): readonly Row[] {
  const cut = cuttersOf(top, enzymes);
  const note = cut.length === 0 ? '' : `holds a site of ${cut.join(', ')}: order the RNA instead`;
  return [row(`${name}-top`, top, forWhat, note), row(`${name}-bottom`, bottom, forWhat, note)];
}

const COLUMNS = ['Name', 'Sequence', 'Length', 'For', 'Note'] as const;
const GUIDE_VECTOR = 'SpCas9 guide in a BsmBI or BbsI vector with U6';
const GUIDE_ENZYMES = ['BsmBI', 'BbsI'];
const PEG_VECTOR = 'pegRNA by Golden Gate with BsaI';
/** Spacers of this length stand before the SpCas9 scaffold. */
const SPCAS9_SPACER = 20;

/** Oligos, pegRNA parts, templates and primers of a design, a sheet each. */
export function geneEditingOrders(design: GeneEditingDesign): readonly OrderSheet[] {
  const sheets: readonly (readonly [string, readonly Row[]])[] = [
    ['Guides', guideRows(design)],
    ['pegRNAs', pegRows(design)],
    ['Templates', templateRows(design)],
    ['Primers', primerRows(design)],
  ];
  return sheets
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => ({ name, columns: COLUMNS, rows }));
}

function guideRows(design: GeneEditingDesign): readonly Row[] {
  const { knockOutMutant, baseEdit, repair, knockOutGene, guidePairs } = design;
  const paired: Aim<GeneGuide> =
    guidePairs.kind === 'designed' ? pairedGuides(guidePairs.items) : guidePairs;
  const guides = [
    ...(knockOutMutant.kind === 'designed'
      ? knockOutMutant.items.map((one) => ({ ...one, isSpCas9: one.nuclease.startsWith('sp') }))
      : []),
    ...[baseEdit, repair, knockOutGene, paired].flatMap((aim) =>
      aim.kind === 'designed' ? aim.items.map((one) => ({ ...one, isSpCas9: true })) : [],
    ),
  ];
  return guides.flatMap(({ id, site, isSpCas9, ...rest }) => {
    const made =
      'nucleaseTitle' in rest
        ? rest.nucleaseTitle
        : 'editorTitle' in rest
          ? rest.editorTitle
          : 'SpCas9';
    return isSpCas9 && site.spacer.length === SPCAS9_SPACER
      ? pairRows(id, guideOligos(site.spacer), `${GUIDE_VECTOR}; ${made}`, GUIDE_ENZYMES)
      : [
          row(
            id,
            site.spacer,
            `${made}: spacer`,
            'no vector of this nuclease is held here: order it as RNA with its own scaffold',
          ),
        ];
  });
}

function pairedGuides([pair, ...others]: readonly [GuidePair, ...GuidePair[]]): Aim<GeneGuide> {
  const rest = others.flatMap(({ first, second }) => [first, second]);
  return { kind: 'designed', items: [pair.first, pair.second, ...rest] };
}

function pegRows({ primeEdit }: GeneEditingDesign): readonly Row[] {
  if (primeEdit.kind !== 'designed') return [];
  const nick = (name: string, guide: NickingGuide | { readonly reason: string }): readonly Row[] =>
    'reason' in guide
      ? []
      : pairRows(
          name,
          guideOligos(guide.site.spacer),
          `nicks the other strand; ${GUIDE_VECTOR}`,
          GUIDE_ENZYMES,
        );
  return [
    ...primeEdit.items.flatMap(({ id, site, template, primerBindingSite, pe3, pe3b }) => {
      const { spacer, extension } = pegRnaOligos(site.spacer, template + primerBindingSite);
      return [
        ...pairRows(`${id}-spacer`, spacer, PEG_VECTOR, ['BsaI']),
        ...pairRows(`${id}-extension`, extension, PEG_VECTOR, ['BsaI']),
        ...nick(`${id}-PE3`, pe3),
        ...nick(`${id}-PE3b`, pe3b),
      ];
    }),
    ...pairRows('scaffold', SCAFFOLD_PAIR, `${PEG_VECTOR}; 5' phosphate`, ['BsaI']),
  ];
}

function templateRows({ repair }: GeneEditingDesign): readonly Row[] {
  return repair.kind === 'designed'
    ? repair.items.map(({ id, sequence }) =>
        row(`${id}-template`, sequence, 'single-stranded DNA', 'carries the healthy bases'),
      )
    : [];
}

function primerRows({ primers, label }: GeneEditingDesign): readonly Row[] {
  if ('reason' in primers) return [];
  const { forward, reverse, productBp } = primers;
  const note = (meltingC: number): string =>
    `${meltingC.toFixed(1)} C; product ${productBp} bp; not searched for elsewhere in the genome`;
  return [
    row('check-forward', forward.sequence, `PCR of ${label}`, note(forward.meltingC)),
    row('check-reverse', reverse.sequence, `PCR of ${label}`, note(reverse.meltingC)),
  ];
}
