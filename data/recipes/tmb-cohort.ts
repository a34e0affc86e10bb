// data/tmb-cohort.bin and its manifest, from the non-silent mutations of 10,147 TCGA exomes:
//   npm run build && node dist/data/recipes/tmb-cohort.js [tcga_tmb.tsv.gz]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

import { sha256Hex } from '../../src/core/hashing.js';
import {
  encodeTmbCohort,
  TMB_COHORT_PACK_ID,
  type TmbStudy,
} from '../../src/findings/biomarkers/tmb-cohort.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

/** MC3's exome as the source of the counts divides by it. Unit: Mb. */
const EXOME_MB = 38;

/**
 * The file holds TCGA's 33 studies one after the other, by abbreviation, without naming them. A study ends where
 * the barcodes, which ascend within it, start again, but for the few of its tumours without a silent mutation, which
 * stand behind the others. `tumours` is how many stand in the file, `mc3` how many TCGAmutations lists for MC3;
 * the two agree but for a release of difference. OncoTree codes are those of the study's diagnosis.
 */
const STUDIES = [
  { study: 'ACC', tumours: 92, mc3: 92, codes: ['ACC'], name: 'adrenocortical carcinoma' },
  {
    study: 'BLCA',
    tumours: 411,
    mc3: 411,
    codes: ['BLCA'],
    name: 'urothelial carcinoma of the bladder',
  },
  { study: 'BRCA', tumours: 1_020, mc3: 1_026, codes: ['BRCA'], name: 'invasive breast carcinoma' },
  {
    study: 'CESC',
    tumours: 289,
    mc3: 291,
    codes: ['CESC', 'ECAD'],
    name: 'carcinoma of the cervix',
  },
  { study: 'CHOL', tumours: 36, mc3: 36, codes: ['CHOL'], name: 'cholangiocarcinoma' },
  { study: 'COAD', tumours: 404, mc3: 406, codes: ['COAD'], name: 'colon adenocarcinoma' },
  {
    study: 'DLBC',
    tumours: 37,
    mc3: 37,
    codes: ['DLBCLNOS'],
    name: 'diffuse large B-cell lymphoma',
  },
  {
    study: 'ESCA',
    tumours: 184,
    mc3: 185,
    codes: ['ESCA', 'ESCC'],
    name: 'carcinoma of the oesophagus',
  },
  { study: 'GBM', tumours: 390, mc3: 400, codes: ['GB'], name: 'glioblastoma' },
  {
    study: 'HNSC',
    tumours: 507,
    mc3: 509,
    codes: ['HNSC'],
    name: 'squamous carcinoma of head and neck',
  },
  {
    study: 'KICH',
    tumours: 66,
    mc3: 66,
    codes: ['CHRCC'],
    name: 'chromophobe renal cell carcinoma',
  },
  {
    study: 'KIRC',
    tumours: 369,
    mc3: 370,
    codes: ['CCRCC'],
    name: 'clear cell renal cell carcinoma',
  },
  {
    study: 'KIRP',
    tumours: 281,
    mc3: 282,
    codes: ['PRCC'],
    name: 'papillary renal cell carcinoma',
  },
  { study: 'LAML', tumours: 140, mc3: 140, codes: ['AML'], name: 'acute myeloid leukaemia' },
  {
    study: 'LGG',
    tumours: 511,
    mc3: 525,
    codes: ['ASTR', 'ODG'],
    name: 'diffuse glioma of lower grade',
  },
  { study: 'LIHC', tumours: 363, mc3: 365, codes: ['HCC'], name: 'hepatocellular carcinoma' },
  { study: 'LUAD', tumours: 515, mc3: 517, codes: ['LUAD'], name: 'lung adenocarcinoma' },
  {
    study: 'LUSC',
    tumours: 485,
    mc3: 485,
    codes: ['LUSC'],
    name: 'squamous carcinoma of the lung',
  },
  { study: 'MESO', tumours: 82, mc3: 82, codes: ['PLMESO'], name: 'mesothelioma' },
  {
    study: 'OV',
    tumours: 411,
    mc3: 411,
    codes: ['SOC', 'HGSOC'],
    name: 'serous ovarian carcinoma',
  },
  { study: 'PAAD', tumours: 177, mc3: 178, codes: ['PAAD'], name: 'pancreatic adenocarcinoma' },
  {
    study: 'PCPG',
    tumours: 179,
    mc3: 184,
    codes: ['PHC', 'PGNG'],
    name: 'phaeochromocytoma and paraganglioma',
  },
  { study: 'PRAD', tumours: 497, mc3: 498, codes: ['PRAD'], name: 'prostate adenocarcinoma' },
  { study: 'READ', tumours: 149, mc3: 150, codes: ['READ'], name: 'rectal adenocarcinoma' },
  {
    study: 'SARC',
    tumours: 236,
    mc3: 239,
    codes: ['LMS', 'DDLS', 'MFH', 'MFS', 'SYNS', 'MPNST'],
    name: 'soft tissue sarcoma',
  },
  { study: 'SKCM', tumours: 466, mc3: 468, codes: ['SKCM'], name: 'cutaneous melanoma' },
  { study: 'STAD', tumours: 439, mc3: 439, codes: ['STAD'], name: 'stomach adenocarcinoma' },
  {
    study: 'TGCT',
    tumours: 129,
    mc3: 134,
    codes: ['NSGCT', 'SEM'],
    name: 'testicular germ cell tumour',
  },
  {
    study: 'THCA',
    tumours: 492,
    mc3: 500,
    codes: ['THPA', 'THFO'],
    name: 'differentiated thyroid carcinoma',
  },
  { study: 'THYM', tumours: 123, mc3: 123, codes: ['THYM'], name: 'thymoma' },
  { study: 'UCEC', tumours: 530, mc3: 531, codes: ['UCEC'], name: 'endometrial carcinoma' },
  { study: 'UCS', tumours: 57, mc3: 57, codes: ['UCS'], name: 'uterine carcinosarcoma' },
  { study: 'UVM', tumours: 80, mc3: 80, codes: ['UM'], name: 'uveal melanoma' },
] as const;

/** The two letters of a barcode that tell the tissue source site, each of which served one study. */
function sourceSite(barcode: string): string {
  return barcode.slice(5, 7);
}

/** The pack and its manifest; the same bytes for the same table. */
export function compileTmbCohort(table: string): {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
} {
  const [header = '', ...lines] = table.trimEnd().split('\n');
  if (header !== 'TMB_Total\tTMB_NonsynSNP\tTMB_NonsynVariants\tTumor_Sample_Barcode') {
    throw new Error(`not the table of mutation counts: it begins "${header.slice(0, 60)}"`);
  }
  const rows = lines.map((line) => {
    const [, , mutations = '', barcode = ''] = line.split('\t');
    if (!/^(\d+|NA)$/.test(mutations) || !barcode.startsWith('TCGA-')) {
      throw new Error(`bad row: ${line}`);
    }
    return { mutations: mutations === 'NA' ? null : Number(mutations), barcode };
  });
  const expected = STUDIES.reduce((sum, { tumours }) => sum + tumours, 0);
  if (rows.length !== expected) throw new Error(`${rows.length} rows, not ${expected}`);
  const studyOfSite = new Map<string, string>();
  let at = 0;
  const studies = STUDIES.map(({ study, name, codes, tumours }): TmbStudy => {
    const own = rows.slice(at, at + tumours);
    at += tumours;
    for (const { barcode } of own) {
      const known = studyOfSite.get(sourceSite(barcode));
      if (known !== undefined && known !== study) {
        throw new Error(`${barcode} is of a source site of ${known}, not of ${study}`);
      }
      studyOfSite.set(sourceSite(barcode), study);
    }
    return {
      study,
      name,
      oncoTreeCodes: codes,
      mutations: own.flatMap(({ mutations }) => mutations ?? []).sort((a, b) => a - b),
    };
  });
  const bytes = encodeTmbCohort({ exomeMb: EXOME_MB, studies });
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: TMB_COHORT_PACK_ID,
      version: '2018.03',
      title: 'Non-silent mutations of TCGA exomes by study, without names of tumours',
      file: `${TMB_COHORT_PACK_ID}.bin`,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'LicenseRef-TCGA-open-access',
      attribution:
        'The Cancer Genome Atlas, open-access MC3 calls; counts by Wang et al. 2019 (doi 10.7554/eLife.49020)',
      sources: [
        {
          name: 'Ellrott et al. 2018, mutation calling of tumour exomes (TCGA MC3)',
          doi: '10.1016/j.cels.2018.03.002',
        },
        {
          name: 'Wang et al. 2019, antigen presentation and tumour immunogenicity',
          doi: '10.7554/eLife.49020',
        },
        {
          name: 'TCGAmutations: tumours by study in MC3',
          url: 'https://github.com/PoisonAlien/TCGAmutations',
        },
      ],
      recipe: 'npm run build && node dist/data/recipes/tmb-cohort.js',
      contents: {
        studies: studies.length,
        tumours: studies.reduce((sum, { mutations }) => sum + mutations.length, 0),
        tumoursWithoutCount: rows.filter(({ mutations }) => mutations === null).length,
        sourceSha256: sha256Hex(new TextEncoder().encode(table)),
      },
    },
  };
}

/** How far the file and the published sizes of the studies differ, at most; a share of the study. */
export const LARGEST_STUDY_DIFFERENCE = Math.max(
  ...STUDIES.map(({ tumours, mc3 }) => Math.abs(tumours - mc3) / mc3),
);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path =
    process.argv[2] ?? join(packageRoot(), '../shared/data/clinical/cohorts/tcga_tmb.tsv.gz');
  const { bytes, manifest } = compileTmbCohort(gunzipSync(await readFile(path)).toString('utf8'));
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
}
