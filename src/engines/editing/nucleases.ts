import type { Source } from '../../core/cited.js';
import type { CutPlace, Nuclease, Stated } from './nuclease.js';

const CRISPR_BASE: Source = {
  name: 'crisprBase (Hoberecht 2022), inst/generateObjects.R',
  doi: '10.1038/s41467-022-34320-7',
  url: 'https://github.com/crisprVerse/crisprBase',
  licence: 'MIT',
};
const CRISPOR: Source = {
  name: 'CRISPOR (Concordet & Haeussler 2018), table of PAMs in crispor.py',
  doi: '10.1093/nar/gky354',
  url: 'https://github.com/maximilianh/crisporWebsite',
};
/** Genes 2020, 11:342, Table 1: PAM and protein length of Cas9 orthologues. */
const CAS9_TABLE: Source = {
  name: 'Cas9 orthologues, Genes 2020, 11:342, Table 1',
  url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC7141101/',
};
const HSU: Source = { name: 'Hsu 2013', doi: '10.1038/nbt.2647' };
const NISHIMASU: Source = { name: 'Nishimasu 2018', doi: '10.1126/science.aas9129' };
const WALTON: Source = { name: 'Walton 2020', doi: '10.1126/science.aba8853' };
const ASCAS12A: Source = { name: 'UniProt U2UMQ6', accession: 'U2UMQ6' };

/** Blunt, 3 nt from the PAM, in a spacer of 20 or 21 nt (crisprBase: `(3/3)` before the PAM). */
const CUT_20: CutPlace = { spacerStrand: 17, targetStrand: 17 };
const CUT_21: CutPlace = { spacerStrand: 18, targetStrand: 18 };
/** Staggered, 18 and 23 nt behind the PAM (crisprBase: `TTTV(18/23)`). */
const CUT_CAS12A: CutPlace = { spacerStrand: 18, targetStrand: 23 };

/** The ten heaviest of Hsu's weights are those of the ten nucleotides next to the PAM. */
const SPCAS9_SEED: Stated<number> = { value: 10, sources: [HSU] };

function unverified(what: string): Stated<number> {
  return { value: null, reason: `not verified: no source at hand states ${what}` };
}

const NO_SEED = unverified('its seed');

/** A variant by substitutions alone is as long as its parent. */
const SPCAS9_LENGTH: Stated<number> = { value: 1_368, sources: [CAS9_TABLE] };
const SACAS9_LENGTH: Stated<number> = { value: 1_053, sources: [CAS9_TABLE] };

/** One row a nuclease; a new one is a new row. */
export const NUCLEASES: readonly Nuclease[] = [
  {
    id: 'spcas9',
    title: 'SpCas9',
    family: 'Cas9',
    pam: 'NGG',
    minorPams: ['NAG', 'NGA'],
    pamSide: 3,
    spacerLength: 20,
    cut: CUT_20,
    seedLength: SPCAS9_SEED,
    lengthAa: SPCAS9_LENGTH,
    scoredAsSpCas9: true,
    sources: [CRISPR_BASE, CRISPOR, CAS9_TABLE],
  },
  {
    id: 'spcas9-ng',
    title: 'SpCas9-NG',
    family: 'Cas9',
    pam: 'NG',
    minorPams: [],
    pamSide: 3,
    spacerLength: 20,
    cut: CUT_20,
    seedLength: NO_SEED,
    lengthAa: SPCAS9_LENGTH,
    scoredAsSpCas9: false,
    sources: [NISHIMASU, CRISPR_BASE],
  },
  {
    id: 'spg',
    title: 'SpG',
    family: 'Cas9',
    pam: 'NGN',
    minorPams: [],
    pamSide: 3,
    spacerLength: 20,
    cut: CUT_20,
    seedLength: NO_SEED,
    lengthAa: SPCAS9_LENGTH,
    scoredAsSpCas9: false,
    sources: [CRISPR_BASE, CRISPOR, WALTON],
  },
  {
    id: 'spry',
    title: 'SpRY',
    family: 'Cas9',
    pam: 'NRN',
    minorPams: ['NYN'],
    pamSide: 3,
    spacerLength: 20,
    cut: CUT_20,
    seedLength: NO_SEED,
    lengthAa: SPCAS9_LENGTH,
    scoredAsSpCas9: false,
    sources: [CRISPOR, WALTON],
  },
  {
    id: 'sacas9',
    title: 'SaCas9',
    family: 'Cas9',
    pam: 'NNGRRT',
    minorPams: ['NNGRRN'],
    pamSide: 3,
    spacerLength: 21,
    cut: CUT_21,
    seedLength: NO_SEED,
    lengthAa: SACAS9_LENGTH,
    scoredAsSpCas9: false,
    sources: [CRISPR_BASE, CRISPOR, CAS9_TABLE],
  },
  {
    id: 'sacas9-kkh',
    title: 'SaCas9-KKH',
    family: 'Cas9',
    pam: 'NNNRRT',
    minorPams: [],
    pamSide: 3,
    spacerLength: 21,
    cut: CUT_21,
    seedLength: NO_SEED,
    lengthAa: SACAS9_LENGTH,
    scoredAsSpCas9: false,
    sources: [CRISPOR, { name: 'Kleinstiver 2015', doi: '10.1038/nbt.3404' }],
  },
  {
    id: 'ascas12a',
    title: 'AsCas12a',
    family: 'Cas12a',
    pam: 'TTTV',
    minorPams: ['TTTT'],
    pamSide: 5,
    spacerLength: 23,
    cut: CUT_CAS12A,
    seedLength: NO_SEED,
    lengthAa: { value: 1_307, sources: [ASCAS12A] },
    scoredAsSpCas9: false,
    sources: [CRISPR_BASE, CRISPOR],
  },
  {
    id: 'enascas12a',
    title: 'enAsCas12a',
    family: 'Cas12a',
    pam: 'TTYN',
    minorPams: ['VTTV', 'TRTV'],
    pamSide: 5,
    spacerLength: 23,
    cut: CUT_CAS12A,
    seedLength: NO_SEED,
    lengthAa: { value: 1_307, sources: [ASCAS12A] },
    scoredAsSpCas9: false,
    sources: [CRISPOR, { name: 'Kleinstiver 2019', doi: '10.1038/s41587-018-0011-0' }],
  },
];
