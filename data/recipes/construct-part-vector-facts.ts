import type { Source } from '../../src/core/cited.js';
import { genolib, inPlasmid } from './construct-part-genolib.js';
import { INTRONS, PROMOTERS } from './construct-part-promoter-facts.js';
import type { PartFacts } from './construct-part-types.js';
import { VIRAL } from './construct-part-viral-facts.js';

const FELLMANN: Source = { name: 'SGEP plasmid (miR-E)', accession: 'Addgene:111170' };
const SACCER3: Source = {
  name: 'Saccharomyces Genome Database, S288C, FCY1 (YPR062W)',
  url: 'https://www.yeastgenome.org/locus/FCY1',
};

const BEHIND_THE_GENE: readonly PartFacts[] = [
  genolib({
    id: 'ires-emcv',
    name: 'EMCV IRES',
    role: 'internal_ribosome_entry_site',
    displayId: 'IRES_002',
    compare: ['IRES_005', 'IRES_003', 'IRES_006', 'IRES_011'],
  }),
  genolib({
    id: 'ires-emcv-long',
    name: 'EMCV IRES (IRES2)',
    role: 'internal_ribosome_entry_site',
    displayId: 'IRES2_003',
    compare: ['IRES2_002', 'IRES2_001'],
    note: 'Ends with a start codon and three more (ATGGCCACAACC); what follows is read in that frame.',
  }),
  genolib({
    id: 'ires-fmdv',
    name: 'FMDV IRES',
    role: 'internal_ribosome_entry_site',
    displayId: 'IRES_009',
  }),
  genolib({
    id: 'wpre',
    name: 'WPRE',
    role: 'post_transcriptional_element',
    displayId: 'WPRE_003',
    compare: ['WPRE_001'],
    note: 'Holds part of the X protein of woodchuck hepatitis virus; a mutated form is used in products.',
  }),
  genolib({
    id: 'wpre-short',
    name: 'WPRE, shortened',
    role: 'post_transcriptional_element',
    displayId: 'WPRE_002',
  }),
  genolib({
    id: 'polya-sv40',
    name: 'SV40 poly(A) signal',
    role: 'polyA_signal',
    displayId: 'SV40_poly_A__signal_003',
    witnesses: [inPlasmid('pAdTrack-CMV'), inPlasmid('pCA-mTmG')],
    compare: ['SV40_poly_A__signal_002', 'SV40_poly_A__signal_004'],
  }),
  genolib({
    id: 'polya-bgh',
    name: 'bGH poly(A) signal',
    role: 'polyA_signal',
    displayId: 'bGH_poly_A__signal_003',
    witnesses: [inPlasmid('pCA-mTmG')],
    compare: ['bGH_poly_A__signal_001'],
  }),
  genolib({
    id: 'polya-hgh',
    name: 'hGH poly(A) signal',
    role: 'polyA_signal',
    displayId: 'hGH_poly_A__signal_002',
    witnesses: [],
    compare: ['hGH_poly_A__signal_009'],
  }),
  genolib({
    id: 'polya-rbglob',
    name: 'rabbit β-globin poly(A) signal',
    role: 'polyA_signal',
    displayId: 'beta_globin_poly_A__signal',
  }),
  genolib({
    id: 'polya-hsv-tk',
    name: 'HSV TK poly(A) signal',
    role: 'polyA_signal',
    displayId: 'HSV_TK_poly_A__signal_003',
    compare: ['HSV_TK_poly_A__signal_002', 'HSV_TK_poly_A__signal_005'],
  }),
  genolib({
    id: 'polya-synthetic',
    name: 'synthetic poly(A) signal',
    role: 'polyA_signal',
    displayId: 'synthetic_polyadenylation_signal_001',
    compare: ['poly_A__signal_001', 'poly_A__signal_002'],
  }),
];

const BACTERIAL: readonly PartFacts[] = [
  genolib({
    id: 'ori-puc',
    name: 'ori (pUC/ColE1)',
    role: 'origin_of_replication',
    displayId: 'ori_014',
    witnesses: [inPlasmid('pAdTrack-CMV'), inPlasmid('pCA-mTmG')],
    compare: ['ori_013', 'ori_001'],
  }),
  genolib({
    id: 'ori-f1',
    name: 'f1 ori',
    role: 'origin_of_replication',
    displayId: 'f1_ori_008',
    witnesses: [inPlasmid('pCA-mTmG'), inPlasmid('pPAGFP-C')],
    compare: ['f1_ori_001'],
  }),
  genolib({
    id: 'ori-p15a',
    name: 'p15A ori',
    role: 'origin_of_replication',
    displayId: 'p15A_ori_001',
    compare: ['p15A_ori_003', 'p15A_ori_002'],
  }),
  genolib({
    id: 'ori-sv40',
    name: 'SV40 ori',
    role: 'origin_of_replication',
    displayId: 'SV40_ori_004',
    witnesses: [inPlasmid('pPAGFP-C')],
  }),
  genolib({
    id: 'cds-ampr',
    name: 'AmpR',
    role: 'CDS',
    displayId: 'AmpR_013',
    witnesses: [inPlasmid('50004'), inPlasmid('pCMVR8.74')],
    compare: ['AmpR_001', 'AmpR_012'],
    note: 'β-lactamase; avoided in plasmids for the clinic.',
  }),
  genolib({
    id: 'promoter-ampr',
    name: 'AmpR promoter',
    role: 'promoter',
    displayId: 'AmpR_promoter_009',
    witnesses: [inPlasmid('50004'), inPlasmid('pAdDeltaF6')],
    compare: ['AmpR_promoter_008', 'AmpR_promoter_012'],
    note: 'Bacterial.',
  }),
  genolib({
    id: 'cds-kanr',
    name: 'KanR (Tn903)',
    role: 'CDS',
    displayId: 'KanR_002',
    compare: ['KanR_001', 'KanR_003'],
  }),
  genolib({
    id: 'cds-neor',
    name: 'NeoR/KanR (Tn5)',
    role: 'CDS',
    displayId: 'NeoR_KanR_013',
    witnesses: [inPlasmid('pAdTrack-CMV'), inPlasmid('pPAGFP-C')],
    compare: ['NeoR_KanR_002'],
  }),
  ...(
    [
      ['cds-puror', 'PuroR', 'PuroR_003', ['PuroR_002', 'PuroR_004']],
      ['cds-hygr', 'HygR', 'HygR_001', ['HygR_009', 'HygR_006']],
      ['cds-bsd', 'BSD', 'BSD_001', ['BSD_002', 'BSD_004']],
      ['cds-bleor', 'BleoR', 'BleoR_001', ['BleoR_002', 'BleoR_003']],
      ['cds-cmr', 'CmR', 'CmR_001', ['CmR_002']],
    ] as const
  ).map(([id, name, displayId, compare]) => genolib({ id, name, role: 'CDS', displayId, compare })),
];

const REPORTERS: readonly PartFacts[] = [
  genolib({
    id: 'cds-egfp',
    name: 'EGFP',
    role: 'CDS',
    displayId: 'EGFP_003',
    witnesses: [],
  }),
  ...(
    [
      ['cds-mcherry', 'mCherry', 'mCherry_001', ['mCherry_003']],
      ['cds-tdtomato', 'tdTomato', 'tdTomato_002', []],
      ['cds-luc2', 'luciferase (luc2)', 'luciferase_001', ['luciferase_004']],
      ['cds-nluc', 'Nluc', 'Nluc_001', []],
    ] as const
  ).map(([id, name, displayId, compare]) => genolib({ id, name, role: 'CDS', displayId, compare })),
];

const HAIRPIN: readonly PartFacts[] = [
  hairpin('mir30-flank5', 'miR-30 5′ flank', 'The passenger strand follows. Same in miR-E.'),
  hairpin('mir30-loop', 'miR-30 loop', 'Between passenger and guide strand. Same in miR-E.'),
  hairpin('mir30-flank3', 'miR-30 3′ flank', 'Behind the guide strand; holds an EcoRI site.'),
  {
    ...hairpin(
      'mire-flank3',
      'miR-E 3′ flank',
      'Behind the guide strand, EcoRI moved to the end; both files read are by one author.',
    ),
    source: FELLMANN,
  },
  genolib({
    id: 'mir30-context3',
    name: 'miR-30 3′ context',
    role: 'mirna_backbone',
    displayId: 'shRNAmir_insertion_site',
    span: [35, 140],
    note: 'Follows the miR-30 3′ flank without a gap.',
  }),
];

function hairpin(id: string, name: string, note: string): PartFacts {
  return {
    id,
    name,
    role: 'mirna_backbone',
    record: { kind: 'read', id },
    witnesses: [],
    source: { name: 'cassette as several public vectors and models spell it', date: '2026-12-01' },
    note,
  };
}

/** DNA parts of viral vectors and plasmids. */
export const VECTOR_PART_FACTS: readonly PartFacts[] = [
  ...PROMOTERS,
  ...INTRONS,
  ...BEHIND_THE_GENE,
  ...VIRAL,
  ...BACTERIAL,
  ...REPORTERS,
  ...HAIRPIN,
  genolib({
    id: 'cds-hsv-tk',
    name: 'HSV-TK',
    role: 'CDS',
    displayId: 'HSV_TK',
    note: 'Thymidine kinase of herpes simplex virus 1, 376 residues. Residues K36 and A265 are in no other sequence that was read (E and T there); GenoLIB names no strain.',
  }),
  {
    id: 'cds-fcy1',
    name: 'yeast cytosine deaminase (FCY1)',
    role: 'CDS',
    record: { kind: 'yeast', contig: 'chrXVI', span: [677_165, 677_641] },
    witnesses: [],
    source: SACCER3,
    note: 'Yeast codons; the protein part is for codons of your own.',
  },
];
