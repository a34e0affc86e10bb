import type { Source } from '../../core/cited.js';
import type { PlaceByBuild } from './escape-copies.js';

export type EscapePathway = 'antigen-presentation' | 'class-ii' | 'interferon-gamma';

/** A gene whose loss lets a tumour escape T cells. */
export interface EscapeGene {
  readonly symbol: string;
  readonly pathway: EscapePathway;
  /** What is gone with it. */
  readonly role: string;
  readonly places: PlaceByBuild;
}

function place(
  chromosome: string,
  grch37: readonly [start0: number, end0: number],
  [start0, end0]: readonly [start0: number, end0: number],
): PlaceByBuild {
  return {
    GRCh37: { chromosome, start0: grch37[0], end0: grch37[1] },
    GRCh38: { chromosome, start0, end0 },
  };
}

/**
 * Places of the coding sequences: GRCh38 of Ensembl 110 (B2M: the whole gene); GRCh37 of the Locus Reference
 * Genomic records' two mappings, of RefSeq for B2M, NLRC5, TAP1 and TAP2. JAK1's on GRCh37 was not looked up.
 */
export const ESCAPE_GENES: readonly EscapeGene[] = [
  {
    symbol: 'B2M',
    pathway: 'antigen-presentation',
    role: 'without it no class I molecule reaches the cell surface',
    places: place('15', [45_003_674, 45_011_075], [44_711_476, 44_718_877]),
  },
  {
    symbol: 'TAP1',
    pathway: 'antigen-presentation',
    role: 'carries peptides to class I molecules',
    places: place('6', [32_812_985, 32_821_755], [32_845_578, 32_853_636]),
  },
  {
    symbol: 'TAP2',
    pathway: 'antigen-presentation',
    role: 'carries peptides to class I molecules',
    places: place('6', [32_789_609, 32_806_547], [32_828_905, 32_838_233]),
  },
  {
    symbol: 'NLRC5',
    pathway: 'antigen-presentation',
    role: 'turns on the class I genes',
    places: place('16', [57_023_471, 57_113_451], [57_020_712, 57_082_528]),
  },
  {
    symbol: 'JAK1',
    pathway: 'interferon-gamma',
    role: 'carries the interferon signal',
    places: place('1', [65_298_911, 65_432_232], [64_834_555, 64_886_258]),
  },
  {
    symbol: 'JAK2',
    pathway: 'interferon-gamma',
    role: 'carries the interferon-gamma signal',
    places: place('9', [5_021_987, 5_126_791], [5_021_987, 5_126_791]),
  },
  {
    symbol: 'IFNGR1',
    pathway: 'interferon-gamma',
    role: 'receptor of interferon gamma',
    places: place('6', [137_519_167, 137_540_464], [137_198_030, 137_219_327]),
  },
  {
    symbol: 'IFNGR2',
    pathway: 'interferon-gamma',
    role: 'receptor of interferon gamma',
    places: place('21', [34_775_849, 34_809_268], [33_403_543, 33_436_962]),
  },
  {
    symbol: 'STAT1',
    pathway: 'interferon-gamma',
    role: 'turns on what interferon gamma calls for',
    places: place('2', [191_835_428, 191_874_729], [190_970_702, 191_010_003]),
  },
  {
    symbol: 'CIITA',
    pathway: 'class-ii',
    role: 'turns on the class II genes',
    places: place('16', [10_971_187, 11_017_160], [10_877_330, 10_923_303]),
  },
];

export const ESCAPE_PLACES_SOURCES: readonly [Source, ...Source[]] = [
  { name: 'Ensembl 110, GRCh38, coding sequences', url: 'https://jul2023.archive.ensembl.org' },
  {
    name: 'Locus Reference Genomic records with mappings to GRCh37 and GRCh38',
    url: 'https://www.lrg-sequence.org',
  },
  {
    name: 'RefSeq and GENCODE genes on hg19 (UCSC Genome Browser)',
    url: 'https://genome.ucsc.edu',
  },
];
