import type { Source } from '../../core/cited.js';

export type SignatureCause =
  | 'apobec'
  | 'mismatch-repair'
  | 'polymerase-epsilon'
  | 'smoking'
  | 'ultraviolet';

const COSMIC: Source = {
  name: 'COSMIC mutational signatures v3.4, proposed aetiologies',
  url: 'https://cancer.sanger.ac.uk/signatures/sbs/',
};
export const REPERTOIRE: Source = {
  name: 'Alexandrov et al. 2020, the repertoire of mutational signatures',
  doi: '10.1038/s41586-020-1943-3',
};

/** Signatures that one cause is known by. SBS14 is of polymerase epsilon together with mismatch repair. */
export const AETIOLOGIES: readonly {
  readonly cause: SignatureCause;
  readonly signatures: readonly string[];
  readonly sources: readonly Source[];
}[] = [
  { cause: 'smoking', signatures: ['SBS4'], sources: [COSMIC, REPERTOIRE] },
  {
    cause: 'ultraviolet',
    signatures: ['SBS7a', 'SBS7b', 'SBS7c', 'SBS7d'],
    sources: [COSMIC, REPERTOIRE],
  },
  { cause: 'apobec', signatures: ['SBS2', 'SBS13'], sources: [COSMIC, REPERTOIRE] },
  {
    cause: 'mismatch-repair',
    signatures: ['SBS6', 'SBS14', 'SBS15', 'SBS20', 'SBS21', 'SBS26', 'SBS44'],
    sources: [COSMIC, REPERTOIRE],
  },
  {
    cause: 'polymerase-epsilon',
    signatures: ['SBS10a', 'SBS10b', 'SBS14'],
    sources: [COSMIC, REPERTOIRE],
  },
];

/**
 * Signatures that are fitted: the clocks (SBS1, SBS5), the five causes above, lost homologous recombination (SBS3),
 * base excision repair, oxygen radicals, SBS17, tobacco chewing, aristolochic acid, aflatoxin, colibactin and the
 * commoner treatments. All of COSMIC's at once, many of them flat and alike, cannot be told apart in a tumour's few
 * hundred substitutions; a tumour of a rarer process shows in a low cosine similarity.
 */
export const FITTED_SIGNATURES: ReadonlySet<string> = new Set([
  ...AETIOLOGIES.flatMap(({ signatures }) => signatures),
  'SBS1',
  'SBS3',
  'SBS5',
  'SBS11',
  'SBS17a',
  'SBS17b',
  'SBS18',
  'SBS22a',
  'SBS22b',
  'SBS24',
  'SBS29',
  'SBS30',
  'SBS31',
  'SBS32',
  'SBS35',
  'SBS36',
  'SBS42',
  'SBS87',
  'SBS88',
]);
