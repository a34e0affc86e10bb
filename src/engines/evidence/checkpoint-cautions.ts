import type { Source } from '../../core/cited.js';

export type CautionId =
  | 'allogeneic-transplant'
  | 'autoimmune-disease'
  | 'ecog'
  | 'egfr-inhibitor-after'
  | 'interstitial-lung-disease'
  | 'organ-transplant'
  | 'pregnancy'
  | 'steroids';

/** What speaks against a checkpoint inhibitor, or asks for care, in a patient of whom it is true. */
export interface CheckpointCaution {
  readonly id: CautionId;
  /** `against`: only where nothing else is left and the risk is accepted. `care`: weigh it. */
  readonly level: 'against' | 'care';
  readonly title: string;
  readonly statement: string;
  readonly sources: readonly [Source, ...Source[]];
}

const PNEUMONITIS_RISK: Source = {
  name: 'Tone et al. 2019, checkpoint inhibitor pneumonitis in NSCLC (71 patients)',
  pmid: '31482678',
  doi: '10.1111/1759-7714.13187',
};

export const CHECKPOINT_CAUTIONS: readonly CheckpointCaution[] = [
  {
    id: 'organ-transplant',
    level: 'against',
    title: 'Organ transplant',
    statement:
      'the graft was rejected in 39.8 % of 83 published patients; 71.0 % of the rejections ended in organ failure',
    sources: [
      {
        name: "d'Izarny-Gargas et al. 2020, checkpoint inhibitors in transplant patients",
        pmid: '32027461',
        doi: '10.1111/ajt.15811',
      },
    ],
  },
  {
    id: 'autoimmune-disease',
    level: 'care',
    title: 'Autoimmune disease',
    statement:
      'of 123 published patients 75 % had a flare or an immune-related event or both; over half got better without stopping, three died; published cases over-represent what is unusual',
    sources: [
      {
        name: 'Abdel-Wahab et al. 2018, checkpoint inhibitors with autoimmune disease',
        doi: '10.7326/M17-2073',
      },
    ],
  },
  {
    id: 'steroids',
    level: 'care',
    title: 'Steroids at the start',
    statement:
      'with 10 mg of prednisone a day or more at the start (90 of 640 patients with NSCLC) response, progression-free and overall survival were lower; part of it is why they were given',
    sources: [
      {
        name: 'Arbour et al. 2018, baseline steroids and PD-(L)1 blockade',
        pmid: '30125216',
        doi: '10.1200/JCO.2018.79.0006',
      },
    ],
  },
  {
    id: 'interstitial-lung-disease',
    level: 'care',
    title: 'Interstitial lung disease',
    statement: 'went with severe pneumonitis (P = 0.035, 71 patients with NSCLC)',
    sources: [PNEUMONITIS_RISK],
  },
  {
    id: 'ecog',
    level: 'care',
    title: 'Performance status 2 or worse',
    statement:
      'went with severe pneumonitis (P = 0.001, 71 patients with NSCLC); most trials took patients with 0 or 1 only',
    sources: [PNEUMONITIS_RISK],
  },
  {
    id: 'egfr-inhibitor-after',
    level: 'care',
    title: 'EGFR mutation: an EGFR inhibitor comes first',
    statement:
      'interstitial pneumonitis was reported in 25.7 % (18 of 70) of patients with an EGFR inhibitor and nivolumab and in 4.6 % with an EGFR inhibitor (adverse event reports, so shares are of reports); give the EGFR inhibitor before, not after',
    sources: [
      {
        name: 'EGFR-TKI-associated interstitial pneumonitis in nivolumab-treated patients (FAERS)',
        url: 'https://paperexplained.cn/articles/paper/detail/209ba3eeb3f77b3887c4a60f46560993f0fee169',
      },
      {
        name: 'Sequential checkpoint inhibitor and targeted agent, Cancer Res Treat 53:77',
        doi: '10.4143/crt.2020.543',
      },
    ],
  },
  {
    id: 'allogeneic-transplant',
    level: 'care',
    title: 'Allogeneic stem-cell transplant before or after',
    statement:
      'labels warn of graft-versus-host disease and other complications, deaths among them',
    sources: [
      {
        name: 'ASH Clinical News on the pembrolizumab label of March 2017',
        url: 'https://ashpublications.org/ashclinicalnews/news/3009/FDA-Grants-Pembrolizumab-Accelerated-Approval-For',
      },
    ],
  },
  {
    id: 'pregnancy',
    level: 'against',
    title: 'Pregnancy',
    statement: 'labels warn of harm to the fetus',
    sources: [
      {
        name: 'Report on the retifanlimab label and its warnings',
        url: 'https://scu-vufind-test.folio-dev.indexdata.com/EdsRecord/edsnbk,190704C976E1F8F8',
      },
    ],
  },
];

/** The caution of an id. */
export function checkpointCaution(id: CautionId): CheckpointCaution {
  const caution = CHECKPOINT_CAUTIONS.find((one) => one.id === id);
  if (caution === undefined) throw new Error(`no caution ${id}`);
  return caution;
}
