import type { Source } from '../../src/core/cited.js';
import { MATURE_MIRNAS } from './construct-part-read-records.js';
import type { PartFacts, PartRecord, PartWitness } from './construct-part-types.js';

const KIM: Source = {
  name: 'Kim 2011, PLoS ONE 6:e18556',
  doi: '10.1371/journal.pone.0018556',
};
const MIRBASE: Source = { name: 'miRBase', url: 'https://www.mirbase.org' };
const SWISS_PROT: Source = { name: 'UniProtKB/Swiss-Prot', url: 'https://www.uniprot.org' };
const GENOLIB: Source = {
  name: 'GenoLIB, Adames 2015, Nucleic Acids Res 43:4823',
  doi: '10.6084/m9.figshare.1159038',
};

/** Genes that a vector may carry, by the accession of their Swiss-Prot record. */
const HUMAN_PROTEINS: readonly (readonly [symbol: string, accession: string])[] = [
  ['IL12A', 'P29459'],
  ['IL12B', 'P29460'],
  ['IFNA2', 'P01563'],
  ['IFNB1', 'P01574'],
  ['IFNG', 'P01579'],
  ['CSF2', 'P04141'],
  ['IL2', 'P60568'],
  ['IL7', 'P13232'],
  ['IL15', 'P40933'],
  ['IL15RA', 'Q13261'],
  ['IL18', 'Q14116'],
  ['IL21', 'Q9HBE4'],
  ['IL24', 'Q13007'],
  ['TNF', 'P01375'],
  ['TNFSF10', 'P50591'],
  ['FASLG', 'P48023'],
  ['CD40LG', 'P29965'],
  ['TNFSF4', 'P23510'],
  ['TNFSF9', 'P41273'],
  ['TNFSF14', 'O43557'],
  ['CD80', 'P33681'],
  ['CD86', 'P42081'],
  ['CCL5', 'P13501'],
  ['CCL19', 'Q99731'],
  ['CCL21', 'O00585'],
  ['CXCL9', 'Q07325'],
  ['CXCL10', 'P02778'],
  ['XCL1', 'P47992'],
  ['FLT3LG', 'P49771'],
  ['FKBP1A', 'P62942'],
  ['CASP3', 'P42574'],
  ['CASP8', 'Q14790'],
  ['CASP9', 'P55211'],
  ['BAX', 'Q07812'],
  ['BIK', 'Q13323'],
  ['SLC5A5', 'Q92911'],
  ['B2M', 'P61769'],
  ['TUSC2', 'O75896'],
  ['TP53', 'P04637'],
  ['CDKN2A', 'P42771'],
  ['PTEN', 'P60484'],
  ['RB1', 'P06400'],
  ['BAP1', 'Q92560'],
  ['NF2', 'P35240'],
  ['STK11', 'Q15831'],
  ['SMAD4', 'Q13485'],
  ['VHL', 'P40337'],
  ['FHIT', 'P49789'],
  ['CDH1', 'P12830'],
  ['KEAP1', 'Q14145'],
  ['TIMP3', 'P35625'],
  ['CDKN1A', 'P38936'],
  ['ARID1A', 'O14497'],
  ['PBRM1', 'Q86U86'],
];

const HUMAN: readonly PartFacts[] = HUMAN_PROTEINS.map(([symbol, accession]) => ({
  id: `protein-${symbol.toLowerCase()}`,
  name: symbol,
  role: 'polypeptide',
  record: { kind: 'swissprot', accession },
  witnesses: [],
  source: { ...SWISS_PROT, accession },
  note: symbol === 'IFNA2' ? 'Allele with K46 (residue 23 of the mature chain), alpha-2a.' : null,
}));

function translated(
  id: string,
  name: string,
  of: PartRecord,
  note: string,
  witnesses: readonly PartWitness[] = [],
): PartFacts {
  return {
    id,
    name,
    role: 'polypeptide',
    record: { kind: 'translation', of },
    witnesses,
    source: GENOLIB,
    note,
  };
}

const SUICIDE: readonly PartFacts[] = [
  translated(
    'protein-hsv-tk',
    'HSV-TK',
    { kind: 'genolib', displayId: 'HSV_TK' },
    'Residues K36 and A265 are in no other sequence that was read (E and T there); GenoLIB names no strain.',
  ),
  {
    ...translated(
      'protein-fcy1',
      'yeast cytosine deaminase (FCY1)',
      { kind: 'yeast', contig: 'chrXVI', span: [677_165, 677_641] },
      '158 residues.',
    ),
    source: {
      name: 'Saccharomyces Genome Database, S288C, FCY1 (YPR062W)',
      url: 'https://www.yeastgenome.org/locus/FCY1',
    },
  },
  translated(
    'protein-fkbp12-f36v',
    'FKBP12 F36V (DmrB)',
    { kind: 'genolib', displayId: 'DmrB_001' },
    'Mature FKBP12 (UniProt P62942 2-108) with V for F36; no start methionine.',
    [{ kind: 'swissprot', accession: 'P62942', but: [36] }],
  ),
  {
    id: 'protein-casp9-dcard',
    name: 'caspase-9 without CARD',
    role: 'polypeptide',
    record: { kind: 'swissprot', accession: 'P55211', span: [135, 416] },
    witnesses: [],
    source: { ...SWISS_PROT, accession: 'P55211' },
    note: 'Residues 135-416; no start methionine.',
  },
];

const CLEAVAGE: readonly PartFacts[] = (
  [
    ['p2a', 'P2A', 'P2A'],
    ['t2a', 'T2A', 'T2A'],
    ['e2a', 'E2A', 'E2A'],
    ['f2a', 'F2A', 'F2A'],
  ] as const
).map(([id, name, partId]) => ({
  id,
  name,
  role: 'self_cleaving_peptide',
  record: { kind: 'read', id },
  witnesses: [{ kind: 'car-part', partId }],
  source: KIM,
  note: 'With the linker GSG before it; the chain breaks before its last proline, which stays on the next protein.',
}));

const TAGS: readonly PartFacts[] = (
  [
    ['tag-flag', 'FLAG', 'FLAG_001', 'tag'],
    ['tag-3xflag', '3xFLAG', '_3xFLAG_001', 'tag'],
    ['tag-ha', 'HA', 'HA_006', 'tag'],
    ['tag-myc', 'Myc', 'Myc_003', 'tag'],
    ['tag-v5', 'V5', 'V5_tag_002', 'tag'],
    ['tag-his6', '6xHis', '_6xHis_001', 'tag'],
    ['nls-sv40', 'SV40 NLS', 'SV40_NLS_001', 'nuclear_localisation_signal'],
    ['nls-c-myc', 'c-Myc NLS', 'c_myc_NLS', 'nuclear_localisation_signal'],
  ] as const
).map(([id, name, displayId, role]) => ({
  ...translated(id, name, { kind: 'genolib', displayId }, 'As the tag is translated.'),
  role,
}));

const DETARGETING: readonly PartFacts[] = MATURE_MIRNAS.map(({ partId, accession, name }) => ({
  id: partId,
  name: `target of ${name}`,
  role: 'mirna_target_site',
  record: { kind: 'mirna-target', accession },
  witnesses: [],
  source: { ...MIRBASE, accession },
  note: 'Reverse complement of the mature miRNA; put several in a row behind the stop codon.',
}));

/** Proteins and peptides, and target sites of miRNAs. */
export const PROTEIN_PART_FACTS: readonly PartFacts[] = [
  ...HUMAN,
  ...SUICIDE,
  ...CLEAVAGE,
  ...TAGS,
  ...DETARGETING,
];
