import { fdaLabel, indication, KEYTRUDA_LABEL } from './checkpoint-indication.js';

const ASCO_POST_2016 = {
  name: 'ASCO Post of January 2016 on the FDA approvals of nivolumab in melanoma',
  url: 'http://ascopost.com/News/36241',
  date: '2016-01-23',
};

/** Melanoma and other cancers of the skin. */
export const SKIN_INDICATIONS = [
  indication({
    id: 'atezolizumab-vemurafenib-cobimetinib-melanoma',
    agents: ['atezolizumab'],
    targets: ['PD-L1'],
    partners: ['vemurafenib', 'cobimetinib'],
    tumour: 'melanoma',
    setting: 'any-line-advanced',
    use: 'unresectable or metastatic',
    criteria: [{ kind: 'variant', gene: 'BRAF', changePrefix: 'V600' }],
    date: '2020-07-30',
    sources: [fdaLabel('Tecentriq', '2020/761034s028lbl.pdf', '2020-07-30')],
  }),
  indication({
    id: 'ipilimumab-nivolumab-melanoma',
    agents: ['nivolumab', 'ipilimumab'],
    targets: ['PD-1', 'CTLA-4'],
    tumour: 'melanoma',
    setting: 'any-line-advanced',
    use: 'unresectable or metastatic, whatever the BRAF status',
    date: '2016-01-23',
    response: {
      share: 0.6,
      low: 0.48,
      high: 0.71,
      patients: null,
      trial: 'CheckMate 069, BRAF V600 wild type',
      nct: null,
    },
    sources: [
      ASCO_POST_2016,
      {
        name: 'Bristol-Myers Squibb, 1 October 2015, FDA approval in BRAF V600 wild-type melanoma',
        url: 'https://www.drugs.com/newdrugs/bms-receives-fda-approval-opdivo-nivolumab-yervoy-ipilimumab-regimen-braf-v600-wild-type-melanoma-4271.html',
        date: '2015-10-01',
      },
    ],
  }),
  indication({
    id: 'nivolumab-melanoma',
    agents: ['nivolumab'],
    targets: ['PD-1'],
    tumour: 'melanoma',
    setting: 'any-line-advanced',
    use: 'unresectable or metastatic',
    date: '2014-12-22',
    sources: [
      ASCO_POST_2016,
      {
        name: 'FDA approvals of immunotherapies, Clin Cancer Res 22:1845, table 1',
        accession: 'PMC4943317',
      },
    ],
  }),
  indication({
    id: 'nivolumab-relatlimab-melanoma',
    agents: ['nivolumab', 'relatlimab'],
    targets: ['PD-1', 'LAG-3'],
    tumour: 'melanoma',
    setting: 'any-line-advanced',
    use: 'unresectable or metastatic, from 12 years of age',
    date: '2022-03-18',
    sources: [
      {
        name: 'Bristol Myers Squibb, 18 March 2022, FDA approval (RELATIVITY-047)',
        url: 'https://pipelinereview.com/u-s-food-and-drug-administration-approves-first-lag-3-blocking-antibody-combination-opdualag-nivolumab-and-relatlimab-rmbw-as-treatment-for-patients-with-unresectable-or-metastatic-melanoma/',
        date: '2022-03-18',
      },
    ],
  }),
  indication({
    id: 'pembrolizumab-melanoma',
    agents: ['pembrolizumab'],
    targets: ['PD-1'],
    tumour: 'melanoma',
    setting: 'any-line-advanced',
    use: 'unresectable or metastatic',
    date: '2014-09-04',
    sources: [
      {
        name: 'FDA approvals of immunotherapies, Clin Cancer Res 22:1845, table 1',
        accession: 'PMC4943317',
      },
    ],
  }),
  indication({
    id: 'pembrolizumab-melanoma-adjuvant',
    agents: ['pembrolizumab'],
    targets: ['PD-1'],
    tumour: 'melanoma',
    setting: 'perioperative',
    use: 'adjuvant, stage IIB, IIC or III after complete resection, from 12 years of age',
    date: '2021-12-03',
    sources: [
      {
        name: 'FDA on pembrolizumab for stage IIB or IIC melanoma (KEYNOTE-716)',
        url: 'https://www.fda.gov/drugs/resources-information-approved-drugs/fda-approves-pembrolizumab-adjuvant-treatment-stage-iib-or-iic-melanoma',
        date: '2021-12-03',
      },
    ],
  }),
  indication({
    id: 'cemiplimab-cscc',
    agents: ['cemiplimab'],
    targets: ['PD-1'],
    tumour: 'cutaneousSquamous',
    setting: 'any-line-advanced',
    use: 'metastatic, or locally advanced without curative surgery or radiation',
    date: '2018-09-28',
    sources: [
      {
        name: 'MedNous on the FDA approval of 28 September 2018',
        url: 'https://www.mednous.com/news/new-drug-skin-cancer',
      },
      {
        name: 'Report on the later adjuvant approval, which names the uses before it',
        url: 'https://localnewswave.com/article/1029257769470226432',
      },
    ],
  }),
  indication({
    id: 'cemiplimab-bcc',
    agents: ['cemiplimab'],
    targets: ['PD-1'],
    tumour: 'basalCell',
    setting: 'later-line',
    use: 'locally advanced or metastatic, after a hedgehog inhibitor or where none is appropriate',
    date: '2021-02-09',
    sources: [
      {
        name: 'The Pharma Letter on the FDA approval of February 2021',
        url: 'https://www.thepharmaletter.com/biotech-news/fda-approves-libtayo-as-first-immunotherapy-for-advanced-bcc',
      },
    ],
  }),
  indication({
    id: 'avelumab-merkel',
    agents: ['avelumab'],
    targets: ['PD-L1'],
    tumour: 'merkel',
    setting: 'any-line-advanced',
    use: 'metastatic, from 12 years of age',
    date: '2017-03-23',
    response: {
      share: 0.33,
      low: 0.233,
      high: 0.438,
      patients: 88,
      trial: 'JAVELIN Merkel 200, after chemotherapy',
      nct: 'NCT02155647',
    },
    sources: [
      {
        name: 'prIME Oncology on the FDA approval of 23 March 2017',
        url: 'https://www.primeoncology.org/primelines/avelumab-merkel-cell-carinoma/',
        date: '2017-03-23',
      },
      {
        name: 'Kaufman et al. 2018, JAVELIN Merkel 200',
        doi: '10.1186/s40425-017-0310-x',
      },
    ],
  }),
  indication({
    id: 'pembrolizumab-merkel',
    agents: ['pembrolizumab'],
    targets: ['PD-1'],
    tumour: 'merkel',
    setting: 'any-line-advanced',
    use: 'recurrent locally advanced or metastatic',
    date: null,
    response: {
      share: 0.56,
      low: 0.41,
      high: 0.7,
      patients: 50,
      trial: 'KEYNOTE-017',
      nct: 'NCT02267603',
    },
    sources: [
      {
        name: 'J Immunother Cancer, trials behind the approvals in Merkel cell carcinoma, table 2',
        url: 'https://jitc.bmj.com/highwire/markup/35538/expansion',
      },
      {
        name: 'Seattle Merkel Cell Carcinoma team, 1 April 2023: approved with avelumab and retifanlimab',
        url: 'https://merkelcell-prod.parallelpublicworks.com/news-and-publications/2023/fda-grants-accelerated-approval-to-retifanlimab-dlwr-for-metastatic-or-recurrent-locally-advanced-merkel-cell-carcinoma/',
        date: '2023-04-01',
      },
    ],
  }),
  indication({
    id: 'retifanlimab-merkel',
    agents: ['retifanlimab'],
    targets: ['PD-1'],
    tumour: 'merkel',
    setting: 'any-line-advanced',
    use: 'metastatic or recurrent locally advanced',
    isAccelerated: true,
    date: '2023-03-22',
    sources: [
      {
        name: 'Seattle Merkel Cell Carcinoma team on the FDA approval of 22 March 2023',
        url: 'https://merkelcell-prod.parallelpublicworks.com/news-and-publications/2023/fda-grants-accelerated-approval-to-retifanlimab-dlwr-for-metastatic-or-recurrent-locally-advanced-merkel-cell-carcinoma/',
        date: '2023-04-01',
      },
    ],
  }),
  indication({
    id: 'cosibelimab-cscc',
    agents: ['cosibelimab'],
    targets: ['PD-L1'],
    tumour: 'cutaneousSquamous',
    setting: 'any-line-advanced',
    use: 'metastatic, or locally advanced without curative surgery or radiation',
    date: '2024-12-13',
    sources: [
      {
        name: 'FDA label of Unloxcyt (openFDA)',
        url: 'https://api.fda.gov/drug/label.json?search=openfda.generic_name%3A%22Cosibelimab%22',
        date: '2026-06-02',
      },
      {
        name: 'openFDA, submissions of BLA 761297',
        url: 'https://api.fda.gov/drug/drugsfda.json?search=application_number%3A%22BLA761297%22',
        date: '2026-07-14',
      },
    ],
  }),
  indication({
    id: 'pembrolizumab-cscc',
    agents: ['pembrolizumab'],
    targets: ['PD-1'],
    tumour: 'cutaneousSquamous',
    setting: 'any-line-advanced',
    use: 'recurrent or metastatic, or locally advanced, not curable by surgery or radiation',
    date: null,
    response: {
      share: 0.5,
      low: null,
      high: null,
      patients: null,
      trial: 'KEYNOTE-629, locally advanced',
      nct: null,
    },
    sources: [
      {
        name: 'NHS Specialist Pharmacy Service on the FDA approval (KEYNOTE-629)',
        url: 'https://www.medicinesresources.nhs.uk/pembrolizumab-approved-for-use-in-locally-advanced-cutaneous-scc-in-the-us.html',
      },
      {
        name: 'PharmaLive on the FDA approval in recurrent or metastatic tumours',
        url: 'https://www.pharmalive.com/category/oncology/skin-cancer/cutaneous-squamous-cell-carcinoma-cscc/',
      },
    ],
  }),
  indication({
    id: 'cemiplimab-cscc-adjuvant',
    agents: ['cemiplimab'],
    targets: ['PD-1'],
    tumour: 'cutaneousSquamous',
    setting: 'perioperative',
    use: 'adjuvant, high risk of recurrence after surgery and radiation',
    date: '2025-10-08',
    sources: [
      {
        name: 'AIM at Skin Cancer on the FDA approval of 8 October 2025',
        url: 'https://aimatskincancer.org/?p=20001',
        date: '2025-10-08',
      },
    ],
  }),
  indication({
    id: 'nivolumab-melanoma-adjuvant',
    agents: ['nivolumab'],
    targets: ['PD-1'],
    tumour: 'melanoma',
    setting: 'perioperative',
    use: 'adjuvant, completely resected, stage IIB or IIC, or with lymph nodes or metastases',
    date: '2017-12-20',
    sources: [
      {
        name: 'maestro on the FDA approval of 20 December 2017 (CheckMate 238)',
        url: 'https://maestrodatabase.com/blog/bristol-myers-squibb-receives-fda-approval-for-opdivo-nivolumab-as-adjuvant-therapy-in-patients-with-completely-resected-melanoma-with-lymph-node-involvement-or-metastatic-disease',
        date: '2017-12-20',
      },
      {
        name: 'AACR on the FDA approval in stage IIB and IIC (CheckMate 76K)',
        url: 'https://www.aacr.org/patients-caregivers/progress-against-cancer/immune-checkpoint-therapy-approved-for-non-metastatic-melanoma-after-surgery/',
      },
    ],
  }),
];

/** Any solid tumour, by what its genome shows. */
export const TUMOUR_AGNOSTIC_INDICATIONS = [
  indication({
    id: 'pembrolizumab-msi-solid',
    agents: ['pembrolizumab'],
    targets: ['PD-1'],
    tumour: 'solid',
    setting: 'later-line',
    use: 'unresectable or metastatic, after prior treatment, without a satisfactory alternative',
    criteria: [{ kind: 'msi-high-or-dmmr' }],
    date: null,
    sources: [KEYTRUDA_LABEL],
  }),
  indication({
    id: 'pembrolizumab-tmb-solid',
    agents: ['pembrolizumab'],
    targets: ['PD-1'],
    tumour: 'solid',
    setting: 'later-line',
    use: 'unresectable or metastatic, after prior treatment, without a satisfactory alternative',
    criteria: [{ kind: 'tmb', atLeastPerMb: 10 }],
    isAccelerated: true,
    date: null,
    sources: [KEYTRUDA_LABEL],
  }),
  indication({
    id: 'dostarlimab-dmmr-solid',
    agents: ['dostarlimab'],
    targets: ['PD-1'],
    tumour: 'solid',
    setting: 'later-line',
    use: 'recurrent or advanced, after prior treatment, without a satisfactory alternative',
    criteria: [{ kind: 'dmmr' }],
    isAccelerated: true,
    date: '2022-04-28',
    sources: [fdaLabel('Jemperli', '2022/761174s002lbl.pdf', '2022-04-28')],
  }),
];
