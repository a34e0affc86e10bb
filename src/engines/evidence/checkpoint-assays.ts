import type { Source } from '../../core/cited.js';
import type { CheckpointIndication, CheckpointSetting } from './checkpoint-indication.js';
import type { CheckpointTumourKey } from './checkpoint-tumours.js';

/** A test that the FDA approved for choosing patients for a drug, as far as a source was read. */
export interface CheckpointAssay {
  readonly agent: string;
  /** Null: any solid tumour. */
  readonly tumours: readonly CheckpointTumourKey[] | null;
  /** Null: whatever the setting. */
  readonly setting: CheckpointSetting | null;
  readonly biomarker: 'dmmr' | 'msi' | 'pdl1' | 'tmb';
  readonly name: string;
  /** Antibody of a PD-L1 test; null for other tests. */
  readonly clone: string | null;
  readonly sources: readonly [Source, ...Source[]];
}

const REVIEW: Source = {
  name: 'PD-L1 tests approved beside checkpoint inhibitors, to 2020, table 2',
  accession: 'PMC8216110',
};
const AGILENT: Source = {
  name: 'Agilent on the uses of PD-L1 IHC 22C3 pharmDx in the United States, 2023',
  url: 'https://events.jspargo.com/ASCO23/Public/eBooth.aspx?BoothID=883798&SSID=8627&Task=Products',
};
const LUNG: readonly CheckpointTumourKey[] = ['nsclc', 'nsclcNonsquamous', 'nsclcSquamous'];

const CHECKPOINT_ASSAYS: readonly CheckpointAssay[] = [
  {
    agent: 'pembrolizumab',
    tumours: [...LUNG, 'cervical', 'headNeckSquamous', 'esophagealSquamous'],
    setting: null,
    biomarker: 'pdl1',
    name: 'PD-L1 IHC 22C3 pharmDx',
    clone: '22C3',
    sources: [REVIEW, AGILENT],
  },
  {
    agent: 'pembrolizumab',
    tumours: ['breast'],
    setting: null,
    biomarker: 'pdl1',
    name: 'PD-L1 IHC 22C3 pharmDx',
    clone: '22C3',
    sources: [{ name: 'PD-L1 tests in breast cancer, table 5', accession: 'PMC8365813' }, AGILENT],
  },
  {
    agent: 'cemiplimab',
    tumours: LUNG,
    setting: null,
    biomarker: 'pdl1',
    name: 'PD-L1 IHC 22C3 pharmDx',
    clone: '22C3',
    sources: [AGILENT],
  },
  {
    agent: 'atezolizumab',
    tumours: LUNG,
    setting: 'first-line',
    biomarker: 'pdl1',
    name: 'VENTANA PD-L1 (SP142)',
    clone: 'SP142',
    sources: [REVIEW],
  },
  {
    agent: 'atezolizumab',
    tumours: LUNG,
    setting: 'perioperative',
    biomarker: 'pdl1',
    name: 'VENTANA PD-L1 (SP263)',
    clone: 'SP263',
    sources: [
      {
        name: 'Report of the approval of VENTANA PD-L1 (SP263) for atezolizumab, 22 October 2021',
        url: 'https://seekingalpha.com/news/3756541-fda-approves-sp263-assay-as-companion-diagnostic-test-for-tecentriq-in-lung-cancer',
        date: '2021-10-22',
      },
    ],
  },
  {
    agent: 'nivolumab',
    tumours: LUNG,
    setting: 'first-line',
    biomarker: 'pdl1',
    name: 'PD-L1 IHC 28-8 pharmDx',
    clone: '28-8',
    sources: [REVIEW],
  },
  {
    agent: 'pembrolizumab',
    tumours: null,
    setting: null,
    biomarker: 'tmb',
    name: 'FoundationOne CDx',
    clone: null,
    sources: [
      {
        name: 'Report of the approval of pembrolizumab and FoundationOne CDx for TMB-high tumours',
        url: 'https://maestrodatabase.com/blog/fda-approves-pembrolizumab-for-adults-and-children-with-tmb-h-solid-tumours',
        date: '2020-06-17',
      },
    ],
  },
  {
    agent: 'pembrolizumab',
    tumours: null,
    setting: null,
    biomarker: 'msi',
    name: 'FoundationOne CDx',
    clone: null,
    sources: [
      {
        name: 'Report of the approval of FoundationOne CDx for MSI-high tumours',
        url: 'https://maestrodatabase.com/blog/u-dot-s-fda-approves-foundationone-cdx-as-a-companion-diagnostic-for-keytruda-pembrolizumab-to-identify-patients-with-microsatellite-instability-high-solid-tumours',
        date: '2022-02-21',
      },
    ],
  },
  {
    agent: 'pembrolizumab',
    tumours: null,
    setting: null,
    biomarker: 'dmmr',
    name: 'VENTANA MMR RxDx Panel',
    clone: null,
    sources: [
      {
        name: 'Report of the approval of pembrolizumab and VENTANA MMR RxDx Panel',
        url: 'https://maestrodatabase.com/blog/fda-approves-pembrolizumab-for-advanced-endometrial-carcinoma',
        date: '2022-03-21',
      },
    ],
  },
  {
    agent: 'dostarlimab',
    tumours: null,
    setting: null,
    biomarker: 'dmmr',
    name: 'VENTANA MMR RxDx Panel',
    clone: null,
    sources: [
      {
        name: 'Roche on the approval of VENTANA MMR RxDx Panel for dostarlimab, 18 August 2021',
        url: 'https://www.wallstreet-online.de/nachricht/14300645-roche-receives-fda-approval-for-first-companion-diagnostic-to-identify-dmmr-solid-tumour-patients-eligible-for-anti-pd-1-immunotherapy',
        date: '2021-08-18',
      },
    ],
  },
];

/**
 * PD-L1 antibodies that stained tumour cells alike in the Blueprint comparison; SP142 stained fewer.
 * JITC's immunotherapy guideline for lung cancer, table of assays.
 */
export const ALIKE_PDL1_CLONES: ReadonlySet<string> = new Set(['22C3', '28-8', 'SP263']);

/** Approved tests of a biomarker for an approved use; empty where no source was read. */
export function approvedAssays(
  { agents, tumour, setting }: Pick<CheckpointIndication, 'agents' | 'setting' | 'tumour'>,
  biomarker: CheckpointAssay['biomarker'],
): readonly CheckpointAssay[] {
  return CHECKPOINT_ASSAYS.filter(
    (assay) =>
      assay.biomarker === biomarker &&
      agents.includes(assay.agent) &&
      (assay.tumours === null || assay.tumours.includes(tumour)) &&
      (assay.setting === null || assay.setting === setting),
  );
}
