import type { Source } from '../../core/cited.js';

/** How strong the evidence is, as CIViC grades it: B clinical study, C case study, D preclinical. */
type ResistanceLevel = 'B' | 'C' | 'D';

/** What a gene's change has been found to do to the benefit from checkpoint inhibitors. */
export interface ResistanceEvidence {
  readonly gene: string;
  /** `loss-of-both`: seen where no intact copy was left, so one broken copy does not call it up. */
  readonly alteration: 'activating' | 'amplification' | 'fusion' | 'loss' | 'loss-of-both';
  readonly effect: 'hyperprogression' | 'resistance';
  /** Tumour in which it was found; null: several types. */
  readonly foundIn: string | null;
  readonly level: ResistanceLevel;
  readonly statement: string;
  /** What speaks against it or limits it; null where none was read. */
  readonly limits: string | null;
  readonly sources: readonly [Source, ...Source[]];
}

const ZARETSKY: Source = {
  name: 'Zaretsky et al. 2016, acquired resistance to PD-1 blockade in melanoma',
  pmid: '27433843',
  doi: '10.1056/NEJMoa1604958',
};
const SHIN: Source = {
  name: 'Shin et al. 2017, primary resistance by JAK1/2 mutations',
  doi: '10.1158/2159-8290.CD-16-1223',
};
const KATO: Source = {
  name: 'Kato et al. 2017, hyperprogressors after immunotherapy',
  pmid: '28351930',
  doi: '10.1158/1078-0432.CCR-16-3133',
};
const ADASHEK: Source = {
  name: 'Adashek et al. 2019, hyperprogression: hype or progress',
  pmid: '32043794',
  doi: '10.1634/theoncologist.2019-0636',
};
const HYPERPROGRESSION_LIMITS =
  'one retrospective series; these correlates have not been validated, and hyperprogression is disputed';

export const RESISTANCE_EVIDENCE: readonly ResistanceEvidence[] = [
  {
    gene: 'STK11',
    alteration: 'loss',
    effect: 'resistance',
    foundIn: 'KRAS-mutant lung adenocarcinoma',
    level: 'B',
    statement:
      'of 174 patients with KRAS-mutant lung adenocarcinoma, 7.4 % responded to PD-1 blockade with STK11 altered, 35.7 % with TP53 and 28.6 % with KRAS alone',
    limits:
      'STK11 alterations also go with shorter survival without checkpoint inhibitors, and made no difference over all treated patients of a pan-cancer series',
    sources: [
      {
        name: 'Skoulidis et al. 2018, STK11/LKB1 and PD-1 inhibitor resistance',
        pmid: '29773717',
        doi: '10.1158/2159-8290.CD-18-0099',
      },
      {
        name: 'Krishnamurthy et al. 2021, STK11 in the pan-cancer setting',
        pmid: '33744718',
        doi: '10.1016/j.ejca.2021.01.050',
      },
    ],
  },
  {
    gene: 'KEAP1',
    alteration: 'loss',
    effect: 'resistance',
    foundIn: 'non-small cell lung cancer',
    level: 'B',
    statement:
      'under pembrolizumab with chemotherapy, median time without progression 3.6 months in 66 patients with STK11 or KEAP1 altered and 8.4 in 73 with neither; in those with, pembrolizumab added nothing to chemotherapy (hazard ratio 0.90, 0.70-1.16)',
    limits: 'non-squamous tumours; retrospective; KEAP1 was not told apart from STK11',
    sources: [
      {
        name: 'Skoulidis et al., ASCO 2019, STK11/KEAP1 and pembrolizumab with chemotherapy, as reported by ACT Genomics',
        url: 'http://www.actgenomics.com/en/clinical_news/20190704-stk11keap1',
      },
    ],
  },
  {
    gene: 'B2M',
    alteration: 'loss',
    effect: 'resistance',
    foundIn: 'melanoma',
    level: 'B',
    statement:
      'loss of one B2M copy in about 30 % of non-responders and 10 % of responders with melanoma; loss of both copies in non-responders only',
    limits: null,
    sources: [
      {
        name: 'Sade-Feldman et al. 2017, inactivation of antigen presentation',
        doi: '10.1038/s41467-017-01062-w',
        accession: 'PMC5656607',
      },
      ZARETSKY,
    ],
  },
  {
    gene: 'JAK1',
    alteration: 'loss-of-both',
    effect: 'resistance',
    foundIn: 'melanoma',
    level: 'C',
    statement:
      'truncating mutations with loss of the other copy in melanomas that relapsed under, or did not respond to, PD-1 blockade',
    limits: 'a handful of patients',
    sources: [ZARETSKY, SHIN],
  },
  {
    gene: 'JAK2',
    alteration: 'loss-of-both',
    effect: 'resistance',
    foundIn: 'melanoma',
    level: 'C',
    statement:
      'truncating mutations with loss of the other copy in melanomas that relapsed under, or did not respond to, PD-1 blockade',
    limits: 'a handful of patients',
    sources: [ZARETSKY, SHIN],
  },
  {
    gene: 'IFNGR1',
    alteration: 'loss-of-both',
    effect: 'resistance',
    foundIn: 'melanoma',
    level: 'D',
    statement: 'loss made tumours resist CTLA-4 blockade in a model',
    limits: 'a model, and CTLA-4 blockade only',
    sources: [{ name: 'CIViC evidence on IFNGR1 loss and ipilimumab', pmid: '27667683' }],
  },
  {
    gene: 'EGFR',
    alteration: 'activating',
    effect: 'resistance',
    foundIn: 'non-small cell lung cancer',
    level: 'B',
    statement:
      'after an EGFR inhibitor, 9.6 % of 52 patients responded to nivolumab and 36.0 % of 50 to carboplatin and pemetrexed (randomised)',
    limits: 'patients whose tumour had become resistant to an EGFR inhibitor, without T790M',
    sources: [
      {
        name: 'Randomised nivolumab against carboplatin-pemetrexed after EGFR inhibitors',
        accession: 'PMC9397372',
      },
      { name: 'CIViC evidence on EGFR exon 19 deletion and PD-1 antibodies', pmid: '31086949' },
    ],
  },
  {
    gene: 'ALK',
    alteration: 'fusion',
    effect: 'resistance',
    foundIn: 'non-small cell lung cancer',
    level: 'B',
    statement:
      'no response to checkpoint inhibitors alone in the series of patients with ALK fusions',
    limits: 'small series (23 patients in the largest)',
    sources: [
      {
        name: 'Seegobin et al. 2021, immunotherapy with actionable mutations other than EGFR',
        pmid: '34926258',
        doi: '10.3389/fonc.2021.750657',
      },
      {
        name: 'IMMUNOTARGET registry, 551 patients, response by driver (abstract)',
        url: 'https://staging.scite.ai/authors/benjamin-besse-W8plpn',
      },
    ],
  },
  ...(['MDM2', 'MDM4'] as const).map((gene): ResistanceEvidence => ({
    gene,
    alteration: 'amplification',
    effect: 'hyperprogression',
    foundIn: null,
    level: 'B',
    statement:
      'all six patients with MDM2 or MDM4 amplified (of 155) failed treatment within two months, four with fast growth',
    limits: HYPERPROGRESSION_LIMITS,
    sources: [KATO, ADASHEK],
  })),
  {
    gene: 'EGFR',
    alteration: 'amplification',
    effect: 'hyperprogression',
    foundIn: null,
    level: 'B',
    statement:
      'two of ten patients with EGFR altered (of 155) had fast growth under checkpoint inhibitors',
    limits: HYPERPROGRESSION_LIMITS,
    sources: [KATO, ADASHEK],
  },
];

/** Said to matter, but no source with numbers was read: drives nothing. */
export const RESISTANCE_TO_VERIFY: readonly string[] = [
  'TAP1, TAP2, NLRC5, IFNGR2, STAT1 and CIITA loss (shown as findings, without evidence on response)',
  'PBRM1, SMARCA4, PTEN loss; CTNNB1 activation',
];
