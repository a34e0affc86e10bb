import { MRNA_PART_FACTS } from './construct-part-mrna-facts.js';
import { PROTEIN_PART_FACTS } from './construct-part-protein-facts.js';
import type { PartFacts } from './construct-part-types.js';
import { VECTOR_PART_FACTS } from './construct-part-vector-facts.js';

export const PART_FACTS: readonly PartFacts[] = [
  ...MRNA_PART_FACTS,
  ...VECTOR_PART_FACTS,
  ...PROTEIN_PART_FACTS,
];

const NO_RECORD = 'no accessioned record of it was at hand';

/** What a designer will look for and not find, and why. */
export const ABSENT_PARTS: readonly { readonly name: string; readonly reason: string }[] = [
  {
    name: '5′ and 3′ UTR of human alpha-globin (HBA1, HBA2)',
    reason: 'no accessioned record of these transcripts was at hand',
  },
  {
    name: '3′ UTR of AES (TLE5) with mtRNR1',
    reason:
      'no accessioned record of either element was at hand; they are also the subject of patents',
  },
  {
    name: '5′ UTR of human HSD17B4',
    reason: 'no accessioned record of the transcript was at hand',
  },
  {
    name: 'Leader of tobacco etch virus',
    reason: 'GenoLIB holds the protease site of the virus, not its leader',
  },
  {
    name: 'Backbone with kanamycin resistance',
    reason:
      'no plasmid record at hand has kanamycin resistance with its promoter and no BspQI site',
  },
  { name: 'survivin (BIRC5) promoter', reason: NO_RECORD },
  {
    name: 'promoters of CEACAM5, KLK3 (PSA), AFP, MUC1, MSLN, TYR, COX-2 (PTGS2), E2F1, GFAP and albumin',
    reason: 'their loci are not in the panel of loci at hand',
  },
  {
    name: 'promoters of CXCR4, TTR and GPC3',
    reason: 'their loci are at hand, but no paper was read that says which stretch works',
  },
  { name: 'H1 and 7SK promoters', reason: NO_RECORD },
  { name: 'SFFV and MSCV promoters', reason: NO_RECORD },
  {
    name: 'miR-30a stem-loop (MI0000088)',
    reason:
      'its flanks and loop are here as hairpin parts; the natural stem-loop had no record at hand',
  },
  { name: 'ITRs of piggyBac and Sleeping Beauty', reason: NO_RECORD },
  { name: 'Ad5 E1A, E1B and E3', reason: 'the adenoviral records at hand lack E1 and E3' },
  { name: 'capsid genes but those of AAV2 and AAV9', reason: NO_RECORD },
  { name: 'WPRE without X protein (WPRE3, mut6)', reason: NO_RECORD },
  { name: 'minicircle and doggybone backbones', reason: NO_RECORD },
];
