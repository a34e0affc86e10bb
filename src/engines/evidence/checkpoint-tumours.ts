/**
 * Tumour types as labels name them, each with the OncoTree codes (release 2025-10-03) that fall under it.
 * `perhaps`: codes that say less than the label asks, e.g. `NSCLC` for a label on squamous tumours.
 */
export interface CheckpointTumour {
  readonly name: string;
  readonly codes: readonly string[];
  readonly perhaps: readonly string[];
}

function tumour(name: string, codes: string, perhaps = ''): CheckpointTumour {
  const list = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));
  return { name, codes: list(codes), perhaps: list(perhaps) };
}

const NSCLC_NONSQUAMOUS = 'LUAD LCLC BLCLC CCLC GCLC LECLC RLCLC LUPC SPCC LUACC LUMEC SGTTL NUTCL';

export const CHECKPOINT_TUMOURS = {
  alveolarSoftPartSarcoma: tumour('alveolar soft part sarcoma', 'ASPS'),
  anal: tumour('squamous cell carcinoma of the anal canal', 'ANSC'),
  basalCell: tumour('basal cell carcinoma', 'BCC'),
  biliary: tumour(
    'biliary tract cancer',
    'CHOL EHCH IHCH PHCH GBC GBAD GBASC SCGBC',
    'BILIARY_TRACT HCCIHCH',
  ),
  breast: tumour(
    'breast cancer',
    'BRCA ACBC BRCANOS BRCNOS BRSRCC CSNOS IDC ILC IMMC MDLC SPC IBC MBC EMBC MASC MASCC MSCC MMBC CCHM COM MCS',
    'BREAST',
  ),
  cervical: tumour(
    'cervical cancer',
    'CESC CEAD CECC CEEN CEMN CEMU GCEMU ICEMU SCEMU CESE CEVG ECAD CEAS',
    'CERVIX MCCE VGCE CEGCC',
  ),
  colorectal: tumour('colorectal cancer', 'COADREAD COAD READ MACR SRCCR CMC', 'BOWEL'),
  cutaneousSquamous: tumour('cutaneous squamous cell carcinoma', 'CSCC'),
  endometrial: tumour(
    'endometrial carcinoma',
    'UCEC UASC UCCC UCS UDDC UEC UMC UMEC UMNC UNEC UPDC USC UUC',
    'UTERUS',
  ),
  esophagealSquamous: tumour('esophageal squamous cell carcinoma', 'ESCC', 'EPDCA'),
  gastricOrEsophagealAdeno: tumour(
    'gastric, gastroesophageal junction or esophageal adenocarcinoma',
    'EGC STAD DSTAD ISTAD MSTAD PSTAD TSTAD GRC STAS USTAD SPDAC SSRCC GEJ ESCA',
  ),
  gastricOrJunctionAdeno: tumour(
    'gastric or gastroesophageal junction adenocarcinoma',
    'STAD DSTAD ISTAD MSTAD PSTAD TSTAD GRC USTAD SPDAC SSRCC GEJ',
    'EGC STAS',
  ),
  hepatocellular: tumour('hepatocellular carcinoma', 'HCC', 'HCCIHCH FLC'),
  hodgkin: tumour('classical Hodgkin lymphoma', 'CHL LDCHL LRCHL MCCHL NSCHL', 'HL'),
  headNeckSquamous: tumour(
    'head and neck squamous cell carcinoma',
    'HNSC HNSCUP HPHSC LXSC OCSC OPHSC SNSC',
    'HEAD_NECK',
  ),
  mediastinalLargeB: tumour('primary mediastinal large B-cell lymphoma', 'PMBL'),
  melanoma: tumour(
    'melanoma',
    'MEL ACRM DESM MUP SKCM SKLMM SPZM HNMUCM ARMM URMM VMM ESMM CM',
    'OM UM',
  ),
  merkel: tumour('Merkel cell carcinoma', 'MCC'),
  nasopharyngeal: tumour('nasopharyngeal carcinoma', 'NPC'),
  nsclc: tumour(
    'non-small cell lung cancer',
    `NSCLC LUSC LUAS NSCLCPD ${NSCLC_NONSQUAMOUS}`,
    'LUNG SARCL',
  ),
  nsclcNonsquamous: tumour(
    'non-squamous non-small cell lung cancer',
    NSCLC_NONSQUAMOUS,
    'NSCLC LUAS NSCLCPD',
  ),
  nsclcSquamous: tumour('squamous non-small cell lung cancer', 'LUSC', 'NSCLC LUAS NSCLCPD'),
  ovarian: tumour(
    'epithelial ovarian, fallopian tube or primary peritoneal carcinoma',
    'OVT CCOV EOV MOV MXOV OCS OSMCA SOC HGSOC LGSOC HGSFT PSEC',
    'OVARY OOVC',
  ),
  pleuralMesothelioma: tumour(
    'malignant pleural mesothelioma',
    'PLMESO PLBMESO PLEMESO PLSMESO',
    'PLEURA',
  ),
  renal: tumour(
    'renal cell carcinoma',
    'RCC CCRCC SCCRCC NCCRCC CCPRC CDRCC CHRCC FHRCC MRC MTSCC PRCC SRCC TRCC URCC NRCC',
    'KIDNEY',
  ),
  sclc: tumour('small cell lung cancer', 'SCLC', 'CSCLC LNET'),
  solid: tumour('any solid tumour', ''),
  urothelial: tumour('urothelial carcinoma', 'BLCA UTUC UCU SRCBC', 'BLADDER SCB'),
} as const satisfies Readonly<Record<string, CheckpointTumour>>;

export type CheckpointTumourKey = keyof typeof CHECKPOINT_TUMOURS;

/** Lymphoid and myeloid types: not solid tumours. */
const BLOOD = new Set(
  (
    'LYMPH LATL LBGN LNM BLL BLLNOS BLLRGA BLLBCRABL1 BLLBCRABL1L BLLETV6RUNX1 BLLHYPER BLLHYPO BLLIAMP21 ' +
    'BLLIL3IGH BLLKMT2A BLLTCF3PBX1 HL CHL LDCHL LRCHL MCCHL NSCHL NLPHL NHL MBN AHCD ALKLBCL BCLU BL BLL11Q ' +
    'BPLL CLLSLL DLBCLCI DLBCLNOS ABC GCB EBVDLBCLNOS EBVMCU EP FL DFL ISFN GHCD HCL HGBCL HGBCLMYCBCL2 ' +
    'HHV8DLBCL IVBCL LBLIRF4 LPL WM LYG MCBCL MCL ISMCL MGUS MGUSIGA MGUSIGG MGUSIGM MHCD MIDD MIDDA MIDDO MZL ' +
    'EMALT NMZL SMZL PCFCL PCLBCLLT PCM PCNSL PEL PLBL PMBL PTFL SBLU HCL-V SDRPL SPB THRLBCL MTNN AITL ALCL ' +
    'ALCLALKN ALCLALKP BIALCL ANKL ATLL CLPDNK EATL ENKL FTCL HSTCL HVLL ITLPDGI MEITL MYCF NPTLTFH PCAECTCL ' +
    'PCATCL PCGDTCL PCLPD LYP PCALCL PCSMTPLD PTCL SEBVTLC SPTCL SS TLGL TPLL PTLD CHLPTLD FHPTLD IMPTLD MPTLD ' +
    'PHPTLD PPTLD TLL ETPLL NKCLL MYELOID MATPL MBGN MNM ALAL AUL MPALBCRABL1 MPALBNOS MPALKMT2A MPALTNOS AML ' +
    'AMLMRC AMLNOS ABL AM AMKL AMLMD AMML AMOL APMF AWM PERL AMLRGA AMLBCRABL1 AMLCBFBMYH11 AMLCEBPA ' +
    'AMLDEKNUP214 AMLGATA2MECOM AMLMLLT3KMT2A AMLNPM1 AMLRARA AMLRBM15MKL1 AMLRUNX1 AMLRUNX1RUNX1T1 APLPMLRARA ' +
    'MPRDS MLADS TAM MS TMN TAML TMDS BPDCN HDCN ECD FDCS FRCT HS IDCS IDCT LCH LCS RDD XGA JXG MCD CMCD MCSL SM ' +
    'ASM ISM SMAHN SMMCL SSM MDS MDSEB MDSEB1 MDSEB2 MDSID5Q MDSMD MDSRS MDSRSMD MDSRSSLD MDSSLD MDSU RCYC ' +
    'MDS/MPN ACML CMML CMML0 CMML1 CMML2 JMML MDSMPNRST MDSMPNU MDSWP MLNER MLNFGFR1 MLNPCM1JAK2 MLNPDGFRA ' +
    'MLNPDGFRB MNGLP MPN CELNOS CML CMLBCRABL1 CNL ET ETMF MPNU PMF PMFOFS PMFPES PV PVMF MPNWP NVRINT'
  ).split(' '),
);

/** Is a tumour of this OncoTree code one that the label names; `perhaps` where the code says too little. */
export function isCheckpointTumour(
  key: CheckpointTumourKey,
  code: string,
): 'no' | 'perhaps' | 'yes' {
  if (key === 'solid') return BLOOD.has(code) ? 'no' : 'yes';
  const { codes, perhaps }: CheckpointTumour = CHECKPOINT_TUMOURS[key];
  if (codes.includes(code)) return 'yes';
  return perhaps.includes(code) ? 'perhaps' : 'no';
}
