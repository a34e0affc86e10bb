import type { Source } from '../../src/core/cited.js';
import type { StudyOutcome } from '../../src/findings/drivers/cancer-genes.js';
import type { GeneRole } from '../../src/findings/drivers/driver-finding.js';

/** Genes and what one paper says their role is: genes that CIViC curates too, or that the paper is about. */
interface RoleFacts {
  readonly role: GeneRole;
  readonly genes: string;
  readonly source: Source;
}

const LANDSCAPES: Source = {
  name: 'Vogelstein 2013, Science 339:1546',
  pmid: '23539594',
  doi: '10.1126/science.1235122',
};

/**
 * Left out on purpose although that paper sorts them: genes whose mutants do something else than the role
 * says (NPM1, whose frameshifts gain a signal; CBL, SPOP, PPP2R1A, DNMT3A, SETBP1, GATA2).
 */
export const GENE_ROLES: readonly RoleFacts[] = [
  {
    role: 'suppressor',
    genes:
      'APC ARID1A ASXL1 ATM ATRX B2M BAP1 BCOR BRCA1 BRCA2 CASP8 CDH1 CDKN2A CEBPA FBXW7 KMT2C KMT2D MEN1 MLH1 MSH2 MSH6 NF1 NF2 PAX5 PBRM1 PIK3R1 PRDM1 PTCH1 PTEN RB1 RUNX1 SMAD2 SMAD4 SMARCA4 SMARCB1 STAG2 STK11 TET2 TP53 TSC1 VHL WT1',
    source: LANDSCAPES,
  },
  {
    role: 'oncogene',
    genes:
      'ABL1 AKT1 ALK AR BRAF CTNNB1 EGFR ERBB2 FGFR2 FGFR3 FLT3 GNA11 GNAQ GNAS H3-3A HRAS IDH1 IDH2 JAK2 KIT KRAS MAP2K1 MET MYD88 NFE2L2 NRAS PDGFRA PIK3CA PTPN11 RET SF3B1 SMO SRSF2 U2AF1',
    source: LANDSCAPES,
  },
  {
    // Activated in T-cell leukaemia, lost in squamous carcinomas.
    role: 'both',
    genes: 'NOTCH1',
    source: {
      name: 'Agrawal 2011, Science 333:1154, with Weng 2004, Science 306:269',
      doi: '10.1126/science.1206923',
    },
  },
  {
    // Activated in lymphoma (Y646), lost in myeloid disorders.
    role: 'both',
    genes: 'EZH2',
    source: {
      name: 'Ernst 2010, Nat Genet 42:722, with Morin 2010, Nat Genet 42:181',
      doi: '10.1038/ng.621',
    },
  },
  {
    role: 'suppressor',
    genes: 'PALB2',
    source: { name: 'Rahman 2007, Nat Genet 39:165', doi: '10.1038/ng1959' },
  },
  {
    role: 'suppressor',
    genes: 'FH',
    source: { name: 'Tomlinson 2002, Nat Genet 30:406', doi: '10.1038/ng849' },
  },
  {
    role: 'suppressor',
    genes: 'PMS2',
    source: { name: 'Nicolaides 1994, Nature 371:75', doi: '10.1038/371075a0' },
  },
  {
    role: 'suppressor',
    genes: 'TSC2',
    source: {
      name: 'European Chromosome 16 Tuberous Sclerosis Consortium 1993, Cell 75:1305',
      doi: '10.1016/0092-8674(93)90618-Z',
    },
  },
  {
    role: 'suppressor',
    genes: 'SDHB',
    source: { name: 'Astuti 2001, Am J Hum Genet 69:49', doi: '10.1086/321282' },
  },
  {
    role: 'suppressor',
    genes: 'FLCN',
    source: { name: 'Nickerson 2002, Cancer Cell 2:157', doi: '10.1016/S1535-6108(02)00104-6' },
  },
];

/** Protein changes and what one paper showed them to do in cells, in addition to CIViC's. */
interface StudyFacts {
  readonly gene: string;
  readonly changes: string;
  readonly outcome: StudyOutcome;
  readonly source: Source;
}

export const STUDIES: readonly StudyFacts[] = [
  {
    gene: 'KRAS',
    changes: 'G12A G12C G12D G12R G12V G13D Q61H Q61L',
    outcome: 'gain-of-function',
    source: { name: 'Hunter 2015, Mol Cancer Res 13:1325', doi: '10.1158/1541-7786.MCR-15-0203' },
  },
  {
    gene: 'NRAS',
    changes: 'Q61R',
    outcome: 'oncogenic',
    source: { name: 'Burd 2014, Cancer Discov 4:1418', doi: '10.1158/2159-8290.CD-14-0729' },
  },
  {
    gene: 'BRAF',
    changes: 'V600E',
    outcome: 'oncogenic',
    source: { name: 'Davies 2002, Nature 417:949', doi: '10.1038/nature00766' },
  },
  {
    gene: 'EGFR',
    changes: 'G719S L858R',
    outcome: 'oncogenic',
    source: { name: 'Greulich 2005, PLoS Med 2:e313', doi: '10.1371/journal.pmed.0020313' },
  },
  {
    gene: 'PIK3CA',
    changes: 'E542K E545K H1047R',
    outcome: 'oncogenic',
    source: {
      name: 'Kang 2005, Proc Natl Acad Sci USA 102:802',
      doi: '10.1073/pnas.0408864102',
    },
  },
  {
    gene: 'ERBB2',
    changes: 'D769H D769Y G309A V777L V842I',
    outcome: 'gain-of-function',
    source: { name: 'Bose 2013, Cancer Discov 3:224', doi: '10.1158/2159-8290.CD-12-0349' },
  },
  {
    gene: 'AKT1',
    changes: 'E17K',
    outcome: 'oncogenic',
    source: { name: 'Carpten 2007, Nature 448:439', doi: '10.1038/nature05933' },
  },
  {
    gene: 'JAK2',
    changes: 'V617F',
    outcome: 'gain-of-function',
    source: { name: 'James 2005, Nature 434:1144', doi: '10.1038/nature03546' },
  },
  {
    gene: 'IDH1',
    changes: 'R132H',
    outcome: 'new-function',
    source: { name: 'Dang 2009, Nature 462:739', doi: '10.1038/nature08617' },
  },
  {
    gene: 'GNAQ',
    changes: 'Q209L',
    outcome: 'oncogenic',
    source: { name: 'Van Raamsdonk 2009, Nature 457:599', doi: '10.1038/nature07586' },
  },
  {
    gene: 'MYD88',
    changes: 'L265P',
    outcome: 'gain-of-function',
    source: { name: 'Ngo 2011, Nature 470:115', doi: '10.1038/nature09671' },
  },
  {
    gene: 'TP53',
    changes: 'G245S R175H R248Q R248W R249S R273H R282W',
    outcome: 'loss-of-function',
    source: {
      name: 'Kato 2003, Proc Natl Acad Sci USA 100:8424',
      pmid: '12826609',
      doi: '10.1073/pnas.1431692100',
    },
  },
];
