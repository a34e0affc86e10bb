/** What a part or feature is: a Sequence Ontology term, the INSDC key it is written under, its colour. */
export interface PartRole {
  /** Sequence Ontology accession, e.g. `SO:0000204`. */
  readonly so: string;
  /** Feature key of the INSDC feature table, version 11; class where the key is `regulatory`. */
  readonly insdcKey: string;
  readonly regulatoryClass?: string;
  /** Feature key in a protein record (GenPept); without one: `Region`. */
  readonly proteinKey?: string;
  readonly title: string;
  /** Fill colour, `#rrggbb`; black text on it has a contrast of at least 4.5 (WCAG 2.2, 1.4.3). */
  readonly colour: string;
}

/**
 * Keys are the Sequence Ontology's names, or ours where its term is wider than the use here (a cap site is
 * its TSS, a linker its polypeptide_region). Colours go
 * by Paul Tol's light scheme (https://personal.sron.nl/~pault/), and names stand beside them in a picture.
 */
export const PART_ROLES = {
  promoter: {
    so: 'SO:0000167',
    insdcKey: 'regulatory',
    regulatoryClass: 'promoter',
    title: 'promoter',
    colour: '#eedd88',
  },
  cap_site: {
    so: 'SO:0000315',
    insdcKey: 'misc_feature',
    title: 'transcription start',
    colour: '#ffaabb',
  },
  five_prime_UTR: { so: 'SO:0000204', insdcKey: "5'UTR", title: '5′ UTR', colour: '#99ddff' },
  kozak_sequence: {
    so: 'SO:0001647',
    insdcKey: 'regulatory',
    regulatoryClass: 'other',
    title: 'Kozak sequence',
    colour: '#bbcc33',
  },
  CDS: { so: 'SO:0000316', insdcKey: 'CDS', title: 'coding sequence', colour: '#77aadd' },
  polypeptide: {
    so: 'SO:0000104',
    insdcKey: 'misc_feature',
    proteinKey: 'Protein',
    title: 'protein',
    colour: '#77aadd',
  },
  signal_peptide: {
    so: 'SO:0000418',
    insdcKey: 'sig_peptide',
    proteinKey: 'sig_peptide',
    title: 'signal peptide',
    colour: '#ee8866',
  },
  epitope: { so: 'SO:0001018', insdcKey: 'misc_feature', title: 'epitope', colour: '#44bb99' },
  linker: { so: 'SO:0000839', insdcKey: 'misc_feature', title: 'linker', colour: '#dddddd' },
  trafficking_domain: {
    so: 'SO:0000417',
    insdcKey: 'misc_feature',
    title: 'trafficking domain',
    colour: '#cc99bb',
  },
  stop_codon: {
    so: 'SO:0000319',
    insdcKey: 'misc_feature',
    title: 'stop codon',
    colour: '#ff9988',
  },
  three_prime_UTR: { so: 'SO:0000205', insdcKey: "3'UTR", title: '3′ UTR', colour: '#c9b8ec' },
  polyA_sequence: {
    so: 'SO:0000610',
    insdcKey: 'misc_feature',
    title: 'poly(A) tail',
    colour: '#aaaa66',
  },
  restriction_site: {
    so: 'SO:0001687',
    insdcKey: 'misc_feature',
    title: 'restriction site',
    colour: '#ccbbaa',
  },
  origin_of_replication: {
    so: 'SO:0000296',
    insdcKey: 'rep_origin',
    title: 'origin of replication',
    colour: '#ddcc77',
  },
  backbone: {
    so: 'SO:0000755',
    insdcKey: 'misc_feature',
    title: 'plasmid backbone',
    colour: '#cccccc',
  },
  enhancer: {
    so: 'SO:0000165',
    insdcKey: 'regulatory',
    regulatoryClass: 'enhancer',
    title: 'enhancer',
    colour: '#f6e8b1',
  },
  response_element: {
    so: 'SO:0000410',
    insdcKey: 'protein_bind',
    title: 'protein binding site',
    colour: '#e9dca6',
  },
  intron: { so: 'SO:0000188', insdcKey: 'intron', title: 'intron', colour: '#d8d8c0' },
  internal_ribosome_entry_site: {
    so: 'SO:0000243',
    insdcKey: 'misc_feature',
    title: 'internal ribosome entry site',
    colour: '#a8d8b9',
  },
  self_cleaving_peptide: {
    so: 'SO:0002224',
    insdcKey: 'misc_feature',
    title: 'self-cleaving 2A peptide',
    colour: '#f4b6a0',
  },
  post_transcriptional_element: {
    so: 'SO:0000001',
    insdcKey: 'misc_feature',
    title: 'post-transcriptional element',
    colour: '#b4d6c1',
  },
  polyA_signal: {
    so: 'SO:0000551',
    insdcKey: 'regulatory',
    regulatoryClass: 'polyA_signal_sequence',
    title: 'poly(A) signal',
    colour: '#c3c36f',
  },
  terminator: {
    so: 'SO:0000141',
    insdcKey: 'regulatory',
    regulatoryClass: 'terminator',
    title: 'terminator',
    colour: '#e0a5a5',
  },
  inverted_terminal_repeat: {
    so: 'SO:0000481',
    insdcKey: 'repeat_region',
    title: 'inverted terminal repeat',
    colour: '#8fc7d8',
  },
  long_terminal_repeat: {
    so: 'SO:0000286',
    insdcKey: 'LTR',
    title: 'long terminal repeat',
    colour: '#9fb9e0',
  },
  packaging_signal: {
    so: 'SO:0005836',
    insdcKey: 'misc_feature',
    title: 'packaging signal',
    colour: '#b3c7ee',
  },
  rev_response_element: {
    so: 'SO:0005836',
    insdcKey: 'misc_feature',
    title: 'Rev response element',
    colour: '#cfe3f5',
  },
  central_polypurine_tract: {
    so: 'SO:0000001',
    insdcKey: 'misc_feature',
    title: 'central polypurine tract',
    colour: '#d9ccee',
  },
  insulator: {
    so: 'SO:0000627',
    insdcKey: 'regulatory',
    regulatoryClass: 'insulator',
    title: 'insulator',
    colour: '#d7bfae',
  },
  mirna_target_site: {
    so: 'SO:0000934',
    insdcKey: 'misc_feature',
    title: 'miRNA target site',
    colour: '#f2b8d4',
  },
  mirna_backbone: {
    so: 'SO:0000001',
    insdcKey: 'misc_feature',
    title: 'miRNA backbone',
    colour: '#e6c0dd',
  },
  tag: { so: 'SO:0000839', insdcKey: 'misc_feature', title: 'tag', colour: '#f7c9b8' },
  nuclear_localisation_signal: {
    so: 'SO:0001528',
    insdcKey: 'misc_feature',
    title: 'nuclear localisation signal',
    colour: '#f0d2c4',
  },
  viral_genome: {
    so: 'SO:0000001',
    insdcKey: 'misc_feature',
    title: 'viral sequence',
    colour: '#c8dbe6',
  },
  recombination_site: {
    so: 'SO:0000298',
    insdcKey: 'misc_recomb',
    title: 'recombination site',
    colour: '#d0e0a8',
  },
  primer_site: {
    so: 'SO:0005850',
    insdcKey: 'primer_bind',
    title: 'primer binding site',
    colour: '#e2d5f2',
  },
  region: { so: 'SO:0000001', insdcKey: 'misc_feature', title: 'region', colour: '#e5e5e5' },
} as const satisfies Readonly<Record<string, PartRole>>;

export type PartRoleName = keyof typeof PART_ROLES;

export function partRole(name: PartRoleName): PartRole {
  return PART_ROLES[name];
}

export function isPartRole(name: string): name is PartRoleName {
  return Object.hasOwn(PART_ROLES, name);
}
