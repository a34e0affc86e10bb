import type { Source } from '../../../core/cited.js';

/** The tree the codes are from. */
export const ONCOTREE: Source = {
  name: 'OncoTree, release 2025-10-03',
  doi: '10.1200/CCI.20.00108',
  url: 'https://oncotree.mskcc.org',
  date: '2025-10-03',
  licence: 'CC BY 4.0',
};

/** Each of the tree's 32 tissues under the name it has here, with every code below it. */
const ORGANS = {
  'adrenal gland': {
    tissue: 'Adrenal Gland',
    codes: 'ACA ACC ADRENAL_GLAND PHC',
  },
  'ampulla of Vater': {
    tissue: 'Ampulla of Vater',
    codes: 'AMPCA AMPULLA_OF_VATER IAMPCA MAMPCA PAMPCA',
  },
  'biliary tract': {
    tissue: 'Biliary Tract',
    codes: 'BILIARY_TRACT CHOL EHCH GBAD GBASC GBC ICPN IHCH IPN PHCH SCGBC',
  },
  bladder: {
    tissue: 'Bladder/Urinary Tract',
    codes: 'BLAD BLADDER BLCA BLSC IMTB IUP SCB SCBC SRCBC UA UAD UCA UCU UPA URCA URMM USCC UTUC',
  },
  bone: {
    tissue: 'Bone',
    codes:
      'ADMA BONE CCHDM CHBL CHDM CHOS CHS DDCHDM DDCHS EMCHS ES FIOS GCTB HGSOS LGCOS MCHS MYCHS OS ' +
      'OSOS PAOS PEOS SCOS SECOS TEOS',
  },
  bowel: {
    tissue: 'Bowel',
    codes:
      'AGA ANSC APAD ARMM AWDNET BOWEL CAIS CMC COAD COADREAD CTAAP DA GCCAP GINET HGNEC LAMN MAAP MACR ' +
      'READ RWDNET SBC SBWDNET SIC SRAP SRCCR TAC',
  },
  brain: {
    tissue: 'CNS/Brain',
    codes:
      'ACPG ACPP ADIFG AGNG AMBL AMBLNOS AMBLNWS AMBLNWSG3 AMBLNWSG4 AMBLSHH ANGL ANM APE APTAD APXA ' +
      'ASTB ASTR ASTR2 ASTR3 ASTR4 ATM ATRT BCCA BEC BGCT BIMT BMGCT BMGT BMT BRAIN BYST CCE CCM CHGL ' +
      'CHOM CLNC CNC CPC CPP CPT DASTR DHG DIA DIFG DIG DLGGMAPK DMBL DMBLNOS DMBLSHH DMG DNT DPHGG ' +
      'EMBT ENCG EPM EPMT ETANTR EVN GB GCT GMN GNC GNG GNOS GSARC HGGNOS HGNET HMBL HPCCNS IHG LDD ' +
      'LGGNOS LGNET MBEN MBENNOS MBENSHH MBL MBLG3 MBLG4 MBLNOS MBLNWS MBLSHH MBLWNT MBT MCHSCNS MDEP ' +
      'MELC MLYM MMB MMBL MNET MNG MNGT MPE MT ODG ODG2 ODG3 ONBL PAST PBL PBT PCGP PCNSM PCNSMT PDIFHG ' +
      'PDIFLG PGNT PINC PINT PMA PNET PPM PPTID PRNET PTAD PTCA PTCY PTPR PXA RGNT RHM SCGBM SCOAH SELT ' +
      'SFTCNS SUBE',
  },
  breast: {
    tissue: 'Breast',
    codes:
      'ACBC BA BFN BLPT BNNOS BPT BRAME BRCA BRCANOS BRCNOS BREAST BRSRCC CCHM COM CSNOS DCIS EMBC FA ' +
      'IBC IDC ILC IMMC JSCB LCIS MASC MASCC MBC MCS MDLC MMBC MPT MSCC PBS PD PT SPC',
  },
  cervix: {
    tissue: 'Cervix',
    codes:
      'CABC CACC CEAD CEAIS CEAS CECC CEEN CEGCC CELI CEMN CEMU CENE CERMS CERVIX CESC CESE CEVG ECAD ' +
      'GCEMU ICEMU MCCE SCCE SCEMU VGCE',
  },
  eye: {
    tissue: 'Eye',
    codes: 'ACLG CM EYE LGT OM RBL SCLG UM',
  },
  'head and neck': {
    tissue: 'Head and Neck',
    codes:
      'ACCC ACYC ASCT BCAC CAEXPA CCOC EMYOCA HEAD_NECK HNMASC HNMUCM HNNE HNSC HNSCUP HPHSC LXSC MUCC ' +
      'MYEC NMCHN NPC OCSC ODGC OHNCA OPHSC OSACA PAC PADA PTH PTHC SAAD SACA SBL SDCA SGO SNA SNSC ' +
      'SNUC',
  },
  kidney: {
    tissue: 'Kidney',
    codes:
      'CCPRC CCRCC CCSK CDRCC CHRCC FHRCC KIDNEY MRC MRT MTSCC NCCRCC NRCC PRCC RAML RCC RNET ROCY RSCC ' +
      'SCCRCC SRCC TRCC URCC WT',
  },
  liver: {
    tissue: 'Liver',
    codes: 'FLC HCC HCCIHCH LIAD LIAS LIHB LIMNET LIVER MRTL UESL',
  },
  lung: {
    tissue: 'Lung',
    codes:
      'ALUCA BLCLC CCLC CMPT CSCLC GCLC IMTL LAIS LAM LCLC LECLC LNET LUACC LUAD LUAS LUCA LUMEC LUNE ' +
      'LUNG LUPC LUSC NSCLC NSCLCPD NUTCL PPB RLCLC SARCL SCLC SGTTL SPCC',
  },
  lymphoid: {
    tissue: 'Lymphoid',
    codes:
      'ABC AHCD AITL ALCL ALCLALKN ALCLALKP ALKLBCL ANKL ATLL BCLU BIALCL BL BLL BLL11Q BLLBCRABL1 ' +
      'BLLBCRABL1L BLLETV6RUNX1 BLLHYPER BLLHYPO BLLIAMP21 BLLIL3IGH BLLKMT2A BLLNOS BLLRGA BLLTCF3PBX1 ' +
      'BPLL CHL CHLPTLD CLLSLL CLPDNK DFL DLBCLCI DLBCLNOS EATL EBVDLBCLNOS EBVMCU EMALT ENKL EP ETPLL ' +
      'FHPTLD FL FTCL GCB GHCD HCL HCL-V HGBCL HGBCLMYCBCL2 HHV8DLBCL HL HSTCL HVLL IMPTLD ISFN ISMCL ' +
      'ITLPDGI IVBCL LATL LBGN LBLIRF4 LDCHL LNM LPL LRCHL LYG LYMPH LYP MBN MCBCL MCCHL MCL MEITL MGUS ' +
      'MGUSIGA MGUSIGG MGUSIGM MHCD MIDD MIDDA MIDDO MPTLD MTNN MYCF MZL NHL NKCLL NLPHL NMZL NPTLTFH ' +
      'NSCHL PCAECTCL PCALCL PCATCL PCFCL PCGDTCL PCLBCLLT PCLPD PCM PCNSL PCSMTPLD PEL PHPTLD PLBL ' +
      'PMBL PPTLD PTCL PTFL PTLD SBLU SDRPL SEBVTLC SMZL SPB SPTCL SS THRLBCL TLGL TLL TPLL WM',
  },
  myeloid: {
    tissue: 'Myeloid',
    codes:
      'ABL ACML ALAL AM AMKL AML AMLBCRABL1 AMLCBFBMYH11 AMLCEBPA AMLDEKNUP214 AMLGATA2MECOM AMLMD ' +
      'AMLMLLT3KMT2A AMLMRC AMLNOS AMLNPM1 AMLRARA AMLRBM15MKL1 AMLRGA AMLRUNX1 AMLRUNX1RUNX1T1 AMML ' +
      'AMOL APLPMLRARA APMF ASM AUL AWM BPDCN CELNOS CMCD CML CMLBCRABL1 CMML CMML0 CMML1 CMML2 CNL ECD ' +
      'ET ETMF FDCS FRCT HDCN HS IDCS IDCT ISM JMML JXG LCH LCS MATPL MBGN MCD MCSL MDS MDS/MPN MDSEB ' +
      'MDSEB1 MDSEB2 MDSID5Q MDSMD MDSMPNRST MDSMPNU MDSRS MDSRSMD MDSRSSLD MDSSLD MDSU MDSWP MLADS ' +
      'MLNER MLNFGFR1 MLNPCM1JAK2 MLNPDGFRA MLNPDGFRB MNGLP MNM MPALBCRABL1 MPALBNOS MPALKMT2A MPALTNOS ' +
      'MPN MPNU MPNWP MPRDS MS MYELOID NVRINT PERL PMF PMFOFS PMFPES PV PVMF RCYC RDD SM SMAHN SMMCL ' +
      'SSM TAM TAML TMDS TMN XGA',
  },
  other: {
    tissue: 'Other',
    codes: 'ACN ADNOS AIS ARCH CUP CUPNOS EGCT MIXED NECNOS NETNOS OTHER PDC SCCNOS SCUP UDMN',
  },
  ovary: {
    tissue: 'Ovary/Fallopian Tube',
    codes:
      'BTBEOV BTBOV BTMOV BTOV CCBOV CCOV EBOV EOV FT GRCT HGONEC HGSFT HGSOC LGSOC MBOV MOV MXOV OCNOS ' +
      'OCS ODYS OEC OGBL OGCT OIMT OMGCT OMT OOVC OPE OSMAD OSMBT OSMCA OVARY OVT OYST SBMOV SBOV SCCO ' +
      'SCST SCT SLCT SOC',
  },
  pancreas: {
    tissue: 'Pancreas',
    codes: 'IOPN IPMN ITPN MCN OSGCT PAAC PAAD PAASC PACT PANCREAS PANEC PANET PB PSC SPN UCP',
  },
  penis: {
    tissue: 'Penis',
    codes: 'BPSCC PENIS PSCC VPSCC WPSCC',
  },
  'peripheral nerve': {
    tissue: 'Peripheral Nervous System',
    codes: 'CSCHW GN GNBL MPNST MSCHW NBL NFIB NST PNS SCHW',
  },
  peritoneum: {
    tissue: 'Peritoneum',
    codes: 'PEMESO PERITONEUM PSEC',
  },
  pleura: {
    tissue: 'Pleura',
    codes: 'PLBMESO PLEMESO PLEURA PLMESO PLSMESO',
  },
  prostate: {
    tissue: 'Prostate',
    codes: 'BCCP PRAD PRNE PROSTATE PRSC PRSCC',
  },
  skin: {
    tissue: 'Skin',
    codes:
      'ACRM ADPA AECA AFX AN BCC CSCC DESM DF DFSP DTE EMPD EMPSGC MAC MCC MEL MUP POCA PORO PPCT SEBA ' +
      'SGAD SKAC SKCM SKCN SKIN SKLMM SPIR SPZM',
  },
  'soft tissue': {
    tissue: 'Soft Tissue',
    codes:
      'AA AFH ALT ANGS ARMS ASPS CCS DCS DDLS DES DSRCT EHAE EPIS ERMS ESST FIBS GIST GS HDCS HEMA IFS ' +
      'IMS IMT INTS LGFMS LIPO LM LMS MF MFH MFS MGST MPC MRLS MYXO OFMT PECOMA PGNG PLLS PLRMS PMHE ' +
      'PTES RAS RCSNOS RMS SARCNOS SCRMS SCSRMS SEF SFT SOFT_TISSUE STMYEC SYNS TGCT WDLS',
  },
  'stomach or oesophagus': {
    tissue: 'Esophagus/Stomach',
    codes:
      'DSTAD EGC EPDCA ESCA ESCC ESMM GEJ GINETES GRC HGNEE HGNES ISTAD MSTAD PSTAD SMN SPDAC SSRCC ' +
      'STAD STAS STOMACH STSC SWDNET TSTAD USTAD',
  },
  testis: {
    tissue: 'Testis',
    codes: 'EMBCA GCTSTM MGCT NSGCT SEM TCCA TESTIS TLYM TMESO TSCST TT TYST',
  },
  thymus: {
    tissue: 'Thymus',
    codes: 'TET THYC THYM THYMUS TNET',
  },
  thyroid: {
    tissue: 'Thyroid',
    codes: 'HTAT OAT THAP THFO THHC THME THPA THPD THYROID WDTC',
  },
  uterus: {
    tissue: 'Uterus',
    codes:
      'CHM ESS ETT GTD HGESS IHM LGESS MP OUSARC OUTT PHM PSTT UAS UASC UCCA UCCC UCEC UCS UDDC UEC ' +
      'UELMS ULM ULMS UMC UMEC UMLMS UMNC UNEC UPDC UPECOMA USARC USC USMT USTUMP UTERUS UUC UUS',
  },
  'vulva or vagina': {
    tissue: 'Vulva/Vagina',
    codes: 'VA VDYS VGCT VIMT VMA VMGCT VMM VMT VOEC VPDC VPE VSC VULVA VYST',
  },
} as const satisfies Readonly<Record<string, { readonly tissue: string; readonly codes: string }>>;

/** Where a tumour starts: a tissue of OncoTree. */
export type Organ = keyof typeof ORGANS;

const BY_CODE: ReadonlyMap<string, Organ> = new Map(
  Object.entries(ORGANS).flatMap(([organ, { codes }]) =>
    codes.split(' ').map((code) => [code, organ as Organ] as const),
  ),
);

/** The organ of an OncoTree code, e.g. `pleura` of PLMESO; null for a code that the tree does not have. */
export function organOfTumour(code: string): Organ | null {
  return BY_CODE.get(code) ?? null;
}

/** The organ as OncoTree names it, e.g. `Bladder/Urinary Tract`. */
export function tissueName(organ: Organ): string {
  return ORGANS[organ].tissue;
}
