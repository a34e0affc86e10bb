import type { EvidenceDisease } from './evidence-item.js';

/** What OncoTree calls a disease of CIViC. */
export type DiseaseTumourTypes =
  | {
      readonly kind: 'types';
      readonly codes: readonly [string, ...string[]];
      /** What the disease asks besides, e.g. `HER2-positive`; null where nothing. */
      readonly qualifier: string | null;
    }
  /** Whatever the type. */
  | { readonly kind: 'any'; readonly of: 'all' | 'blood' | 'solid' }
  | { readonly kind: 'not-mapped'; readonly reason: string };

/**
 * Name, Disease Ontology id, OncoTree codes, qualifier. Compiled by hand, disease by disease, from the names of both (OncoTree
 * 2025-10-03; Disease Ontology ids as CIViC gives them), with the UMLS concepts that they share for a start. `*` is
 * any tumour of a sort; `!` is none, with the reason.
 */
const TABLE = `
AML With KAT6A::CREBBP Fusion||AMLRGA|KAT6A::CREBBP
Acinic Cell Carcinoma|3025|ACCC
Acral Lentiginous Melanoma|6367|ACRM
Acute Leukemia|12603|AML,BLL,TLL,ALAL
Acute Lymphoblastic Leukemia|9952|BLL,TLL
Acute Myeloid Leukaemia With FUS::ERG Fusion||AMLRGA|FUS::ERG
Acute Myeloid Leukemia|9119|AML
Acute Myeloid Leukemia With BCR-ABL1|0080976|AMLBCRABL1
Acute Myeloid Leukemia With CBFA2T3::GLIS2 Fusion||AMLRGA|CBFA2T3::GLIS2
Acute Myeloid Leukemia With Inv(16)(p13.1q22) Or T(16;16)(p13.1;q22)|0081084|AMLCBFBMYH11
Acute Myeloid Leukemia With MECOM Rearrangement||AMLGATA2MECOM
Acute Myeloid Leukemia With MLL Rearrangement|0081094|AMLRGA|KMT2A rearranged
Acute Myeloid Leukemia With MNX1::ETV6 Fusion||AMLRGA|MNX1::ETV6
Acute Myeloid Leukemia With Mutated CEBPA|0081095|AMLCEBPA
Acute Myeloid Leukemia With Mutated NPM1|0081089|AMLNPM1
Acute Myeloid Leukemia With NPM1::MLF1 Fusion||AMLRGA|NPM1::MLF1
Acute Myeloid Leukemia With NUP98 Rearrangement||AMLRGA|NUP98 rearranged
Acute Myeloid Leukemia With T(1;22)(p13;q13)|0081096|AMLRBM15MKL1
Acute Myeloid Leukemia With T(6;9) (p23;q34.1)|0081080|AMLDEKNUP214
Acute Myeloid Leukemia With T(8;21); (q22; Q22.1)|0081093|AMLRUNX1RUNX1T1
Acute Promyelocytic Leukemia|0060318|APLPMLRARA
Acute Promyelocytic Leukemia With PML-RARA|0081081|APLPMLRARA
Adenosquamous Lung Carcinoma|4829|LUAS
Adrenal Carcinoma|3950|ACC
Adrenal Gland Pheochromocytoma|0050892|PHC
Adrenocortical Carcinoma|3948|ACC
Adult Spinal Cord Ependymoma|7788|EPM|of the spinal cord
Adult T-cell Leukemia/lymphoma|0050523|ATLL
Alveolar Rhabdomyosarcoma|4051|ARMS
Alveolar Soft Part Sarcoma|4239|ASPS
Anaplastic Astrocytoma|3078|ASTR3
Anaplastic Ependymoma|5889|APE
Anaplastic Large Cell Lymphoma|0050744|ALCL
Anaplastic Thyroid Carcinoma|0080522|THAP
Angiocentric Glioma|0081261|ANGL
Angiomatoid Fibrous Histiocytoma||AFH
Angiosarcoma|0001816|ANGS,BA,LIAS
Astroblastoma, MN1-altered|0080904|ASTB
Atypical Chronic Myeloid Leukemia, BCR-ABL1 Negative|0060597|ACML
Atypical Teratoid Rhabdoid Tumor|2129|ATRT
B-cell Acute Lymphoblastic Leukemia|0080638|BLL
B-cell Adult Acute Lymphocytic Leukemia|0060592|BLL|in adults
B-cell Lymphoma|707|MBN
B-cell Non-Hodgkin Lymphoma||MBN
B-lymphoblastic Leukaemia/lymphoma With KMT2A Rearrangement||BLLKMT2A
B-lymphoblastic Leukaemia/lymphoma With Other Defined Genetic Alterations||BLLRGA
B-lymphoblastic Leukemia With DUX4 Rearrangement|0081412|BLLRGA|DUX4 rearranged
B-lymphoblastic Leukemia With MEF2D Rearrangement||BLLRGA|MEF2D rearranged
B-lymphoblastic Leukemia With MYC Rearrangement||BLLRGA|MYC rearranged
B-lymphoblastic Leukemia With NUTM1 Rearrangement||BLLRGA|NUTM1 rearranged
B-lymphoblastic Leukemia With PAX5 P.P80R|0081411|BLLRGA|PAX5 P80R
B-lymphoblastic Leukemia/lymphoma|0080630|BLL
B-lymphoblastic Leukemia/lymphoma With BCR-ABL1|0080643|BLLBCRABL1
B-lymphoblastic Leukemia/lymphoma With ETV6-RUNX1|0080645|BLLETV6RUNX1
B-lymphoblastic Leukemia/lymphoma With IGH::IL3 Fusion|0080648|BLLIL3IGH
B-lymphoblastic Leukemia/lymphoma With TCF3-PBX1|0080649|BLLTCF3PBX1
B-lymphoblastic Leukemia/lymphoma With TCF3::HLF Fusion||BLLRGA|TCF3::HLF
B-lymphoblastic Leukemia/lymphoma, BCR-ABL1–like|0080650|BLLBCRABL1L
Barrett's Adenocarcinoma|7941|ESCA|of Barrett's oesophagus
Basal Cell Carcinoma|2513|BCC
Bile Duct Adenocarcinoma|4896|CHOL
Biliary Tract Cancer|4607|BILIARY_TRACT
Bladder Carcinoma|4007|BLADDER
Bladder Urothelial Carcinoma|4006|BLCA
Bone Epithelioid Hemangioma|6610|!no type of its own in OncoTree
Bone Giant Cell Tumor|4305|GCTB
Bone Marrow Cancer|4960|*blood
Brain Glioblastoma Multiforme|3073|GB
Brain Glioma|0060108|DIFG,ENCG
Breast Adenocarcinoma|3458|BRCA
Breast Cancer|1612|BREAST
Breast Carcinoma|3459|BREAST
Breast Secretory Carcinoma|4922|JSCB
Breast Tubular Carcinoma|6587|IDC|tubular
Bronchiolo-alveolar Adenocarcinoma|4926|LUAD|bronchiolo-alveolar
CIC-rearranged Sarcoma|0081250|RCSNOS|CIC-rearranged
CNS Neuroblastoma With FOXR2 Activation|0080906|EMBT|FOXR2-activated CNS neuroblastoma
Cancer|162|*all
Castration-resistant Prostate Carcinoma|0080909|PROSTATE|castration-resistant
Cecum Adenocarcinoma|3039|COAD|of the caecum
Central Nervous System Tumor With BCOR Internal Tandem Duplication|0081315|EMBT|BCOR duplication
Cervical Adenocarcinoma|3702|CEAD
Cervical Cancer|4362|CERVIX
Cervical Sarcoma||CELI,CERMS
Cervical Squamous Cell Carcinoma|3744|CESC
Cervix Carcinoma|2893|CERVIX
Childhood Acute Lymphocytic Leukemia|0080144|BLL,TLL|in children
Childhood B-cell Acute Lymphoblastic Leukemia|0080146|BLL|in children
Childhood Ependymoma|5509|EPMT|in children
Childhood Low-grade Glioma|0080830|PDIFLG,ENCG
Childhood Medulloblastoma|3869|MBL,DMBL,MBEN,AMBL,MMB,MMBL|in children
Childhood Pilocytic Astrocytoma|6812|PAST|in children
Cholangiocarcinoma|4947|CHOL
Cholangiolocellular Carcinoma|7642|IHCH|cholangiolocellular
Chondroblastoma|2649|CHBL
Chondrosarcoma|3371|CHS
Chordoma|3302|CHDM
Chromophobe Renal Cell Carcinoma|4471|CHRCC
Chronic Leukemia|1036|CML,CLLSLL,CMML,CNL,CELNOS,ACML
Chronic Lymphocytic Leukemia|1040|CLLSLL
Chronic Lymphocytic Leukemia/small Lymphocytic Lymphoma|6354|CLLSLL
Chronic Myeloid Leukemia|8552|CML
Chronic Myelomonocytic Leukemia|0080188|CMML
Chronic Neutrophilic Leukemia|0080187|CNL
Chuvash Polycythemia|0060474|!hereditary condition
Clear Cell Renal Cell Carcinoma|4467|CCRCC
Clear Cell Sarcoma|4233|CCS
Colon Adenocarcinoma|234|COAD
Colon Cancer|219|COAD
Colon Carcinoma|1520|COAD
Colon Mucinous Adenocarcinoma|3029|MACR
Colon Signet Ring Adenocarcinoma|3033|SRCCR
Colorectal Adenocarcinoma|0050861|COADREAD
Colorectal Cancer|9256|COADREAD
Congenital Fibrosarcoma|8418|IFS
Congenital Mesoblastic Nephroma|4773|!no type of its own in OncoTree
Cribriform Neuroepithelial Tumor||EMBT|cribriform neuroepithelial
DOID:0070626|0070626|!the file gives a number for a name
Dermatofibrosarcoma Protuberans|3507|DFSP
Desmoid Tumor|0080366|DES
Desmoplastic Infantile Ganglioglioma / Desmoplastic Infantile Astrocytoma|0081259|DIG,DIA
Desmoplastic Small Round Cell Tumor|6785|DSRCT
Diffuse Astrocytoma, MYB- Or MYBL1-altered|0081279|DASTR
Diffuse Glioma, H3 G34 Mutant|0080880|DHG
Diffuse Large B-cell Lymphoma|0050745|DLBCLNOS
Diffuse Large B-cell Lymphoma Activated B-cell Type|0080996|ABC
Diffuse Large B-cell Lymphoma Germinal Center B-cell Type|0080997|GCB
Diffuse Midline Glioma, H3 K27M-mutant|0080684|DMG
Embryonal Tumor With Multilayered Rosettes|0081286|ETANTR
Embryonal Tumor With Multilayered Rosettes, C19MC-altered|0080903|ETANTR
Endometrial Adenocarcinoma|2870|UCEC
Endometrial Cancer|1380|UCEC
Endometrial Carcinoma|2871|UCEC
Endometrial Hyperplasia|0080365|!benign
Endometrial Serous Adenocarcinoma|5750|USC
Endometrioid Ovary Carcinoma|5828|EOV
Epithelial Ovarian Cancer|2152|OVT
Epithelioid Inflammatory Myofibroblastic Sarcoma|0080372|IMT|epithelioid
Epithelioid Sarcoma|6193|EPIS
Esophageal Cancer|5041|ESCA,ESCC,EPDCA
Esophageal Carcinoma|1107|ESCA,ESCC,EPDCA
Esophagus Adenocarcinoma|4914|ESCA
Esophagus Squamous Cell Carcinoma|3748|ESCC
Essential Thrombocythemia|2224|ET
Estrogen-receptor Positive Breast Cancer|0060075|BREAST|oestrogen receptor-positive
Ewing Sarcoma|3369|ES,ESST
Ewing Sarcoma Of Bone|3368|ES
Extramammary Paget Disease||EMPD
Extraskeletal Myxoid Chondrosarcoma|6496|EMCHS
Female Reproductive Organ Cancer|120|OVARY,UTERUS,CERVIX,VULVA
Fibrolamellar Carcinoma|5015|FLC
Follicular Lymphoma|0050873|FL
Follicular Thyroid Carcinoma|3962|THFO
Ganglioglioma|5078|GNG
Ganglioneuroblastoma|4163|GNBL
Gastric Adenocarcinoma|3717|STAD
Gastric Adenosquamous Carcinoma|5635|STAS
Gastroblastoma||!no type of its own in OncoTree
Gastrointestinal Carcinoma|0050922|BOWEL,STOMACH
Gastrointestinal Neuroendocrine Tumor|0050626|GINET,GINETES
Gastrointestinal Stromal Tumor|9253|GIST
Glandular Pattern Ovarian Yolk Sac Tumor|6511|OYST
Glioblastoma|3068|GB
Glioblastoma Proneural Subtype|0050804|GB|proneural
Glioma||DIFG,ENCG
Gliosarcoma|3071|GSARC
Granulosa Cell Tumor|2999|GRCT
Gynandroblastoma||SCST|gynandroblastoma
Hairy Cell Leukemia|285|HCL
Head And Neck Cancer|11934|HEAD_NECK
Head And Neck Carcinoma|1542|HEAD_NECK
Head And Neck Squamous Cell Carcinoma|5520|HNSC
Hematologic Cancer|2531|*blood
Hepatocellular Carcinoma|684|HCC
Her2-receptor Negative Breast Cancer|0060080|BREAST|HER2-negative
Her2-receptor Positive Breast Cancer|0060079|BREAST|HER2-positive
High Grade Glioma|3070|HGGNOS,GB,ASTR3,ASTR4,ODG3,PDIFHG
Histiocytic And Dendritic Cell Cancer|5621|HDCN
Histiocytic Sarcoma|0080915|HS
Inflammatory Breast Carcinoma|6263|IBC
Inflammatory Myofibroblastic Tumor|0050905|IMT,IMTL,IMTB
Intrahepatic Cholangiocarcinoma|4928|IHCH
Invasive Bladder Transitional Cell Carcinoma|6477|BLCA|invasive
Isomorphic Diffuse Glioma||PDIFLG|isomorphic
Juvenile Myelomonocytic Leukemia|0050458|JMML
Juvenile Polyposis Syndrome|0050787|!hereditary syndrome
Kidney Clear Cell Sarcoma|4880|CCSK
Langerhans Cell Sarcoma|7146|LCS
Langerhans-cell Histiocytosis|2571|LCH
Large B-cell Lymphoma With IRF4 Rearrangement||LBLIRF4
Laryngeal Carcinoma|2600|LXSC
Laryngeal Squamous Cell Carcinoma|2876|LXSC
Leukemia|1240|*blood
Lipofibromatosis-like Neural Tumor|0080894|!no type of its own in OncoTree
Liposarcoma|3382|LIPO
Low Grade Glioma|0080829|LGGNOS,ASTR2,ODG2,PDIFLG,ENCG
Low-grade Fibromyxoid Sarcoma||LGFMS
Lung Acinar Adenocarcinoma|6482|LUAD|acinar
Lung Adenocarcinoma|3910|LUAD
Lung Cancer|1324|LUNG
Lung Carcinoma|3905|LUNG
Lung Non-small Cell Carcinoma|3908|NSCLC
Lung Small Cell Carcinoma|5409|SCLC
Lung Squamous Cell Carcinoma|3907|LUSC
Lymphoid Leukemia|1037|BLL,TLL,CLLSLL,BPLL,HCL,TPLL,TLGL
Lymphoma|0060058|NHL,HL
Lymphoplasmacytic Lymphoma|0060901|LPL
Lynch Syndrome|3883|!hereditary syndrome
Malignant Anus Melanoma|14145|ARMM
Malignant Astrocytoma|3069|ASTR,GB
Malignant Epithelioid Hemangioendothelioma|0080190|EHAE
Malignant Exocrine Pancreas Neoplasm|1795|PAAD,PAASC,PAAC,UCP
Malignant Mesothelioma|1790|PLMESO,PEMESO,TMESO
Malignant Peripheral Nerve Sheath Tumor|5940|MPNST
Malignant Pleural Mesothelioma|7474|PLMESO
Mammary Analogue Secretory Carcinoma|0080808|HNMASC
Mantle Cell Lymphoma|0050746|MCL
Medullary Thyroid Carcinoma|3973|THME
Medulloblastoma|0050902|MBL,DMBL,MBEN,AMBL,MMB,MMBL
Medulloblastoma SHH Activated|0080703|MBLSHH,DMBLSHH,AMBLSHH,MBENSHH
Melanoma|1909|MEL,UM,OM,CM,HNMUCM,ARMM,VMM,URMM,ESMM,PCNSM
Meningioma|3565|MNG,ANM,ATM,RHM,CCM,CHOM,PPM
Merkel Cell Carcinoma|3965|MCC
Mesenchymal Chondrosarcoma|4545|MCHS,MCHSCNS
Mixed Fibrolamellar Hepatocellular Carcinoma|0080182|FLC|mixed
Mucinous Adenocarcinoma|3030|!of no named organ
Mucosal Melanoma|0050929|HNMUCM,ARMM,VMM,URMM,ESMM
Multiple Myeloma|9538|PCM
Myelodysplastic Syndrome|0050908|MDS
Myelofibrosis|4971|PMF,PVMF,ETMF
Myeloid And Lymphoid Neoplasms With Eosinophilia And Abnormalities Of PDGFRA, PDGFRB, And FGFR1|0080164|MLNER
Myeloid Neoplasm|0070004|MNM
Myeloproliferative Neoplasm|2226|MPN
Myoepithelial Tumors Of Soft Tissue||STMYEC
Myofibroma|4386|MF
Myofibroma And Myopericytoma||MF,MPC
Myxoid Liposarcoma|5363|MRLS
NUT Midline Carcinoma|0060463|NMCHN,NUTCL
Neuroblastoma|769|NBL
Neuroendocrine Tumor|169|NETNOS,GINET,GINETES,PANET,LNET,TNET,RNET,CENE
Obsolete PTEN Hamartoma Tumor Syndrome|0080191|!hereditary syndrome
Oligodendroglioma|3181|ODG
Oncocytic Carcinoma Of The Thyroid|8161|THHC
Oral Squamous Cell Carcinoma|0050866|OCSC
Oropharynx Cancer|8557|OPHSC
Osteosarcoma|3347|OS
Ovarian Cancer|2394|OVARY
Ovarian Carcinoma|4001|OVT,OOVC
Ovarian Clear Cell Carcinoma|0050934|CCOV
Ovarian Serous Carcinoma|0050933|SOC
Ovarian Serous Cystadenocarcinoma|5746|SOC
Ovarian Sex-cord Stromal Tumor|0080369|SCST
Ovary Serous Adenocarcinoma|5744|SOC
Pancreatic Acinar Cell Adenocarcinoma|5742|PAAC
Pancreatic Adenocarcinoma|4074|PAAD
Pancreatic Cancer|1793|PANCREAS
Pancreatic Carcinoma|4905|PAAD,PAASC,PAAC,UCP
Pancreatic Ductal Adenocarcinoma|3498|PAAD
Pancreatic Ductal Carcinoma|3587|PAAD
Pancreatic Endocrine Carcinoma|1798|PANEC,PANET
Papillary Adenocarcinoma|3112|!of no named organ
Papillary Renal Cell Carcinoma|4465|PRCC
Papillary Thyroid Carcinoma|3969|THPA
Paraganglioma|0050773|PGNG
Parietal Lobe Ependymoma|0050903|EPM|parietal lobe
Pericytoma With T(7;12)|0080896|!no type of its own in OncoTree
Peripheral T-cell Lymphoma|0050749|PTCL
Peritoneal Carcinoma|1791|PSEC
Peritoneal Mesothelioma|1788|PEMESO
Perivascular Epithelioid Cell Tumor|2643|PECOMA,UPECOMA
Peutz-Jeghers Syndrome|3852|!hereditary syndrome
Pharynx Squamous Cell Carcinoma|0050921|OPHSC,HPHSC,NPC
Pigmented Epithelioid Melanocytoma||!no type of its own in OncoTree
Pilocytic Astrocytoma|4851|PAST
Plexiform Neurofibroma|5151|NFIB
Polycythemia Vera|8997|PV
Polymorphous Low Grade Neuroepithelial Tumour Of The Young|0081305|LGNET
Poorly Differentiated Thyroid Carcinoma||THPD
Prostate Adenocarcinoma|2526|PRAD
Prostate Cancer|10283|PROSTATE
Prostate Carcinoma|10286|PROSTATE
Pseudomyogenic Hemangioendothelioma||PMHE
Pseudomyxoma Peritonei|3559|!a spread, not a type, in OncoTree
Rectum Cancer|1993|READ
Renal Carcinoma|4451|RCC
Renal Cell Carcinoma|4450|RCC
Renal Cell Carcinoma With MiT Translocations|0081413|TRCC
Renal Medullary Carcinoma||MRC
Renal Wilms' Tumor|5176|WT
Retinoblastoma|768|RBL
Rhabdoid Cancer|3672|MRT,MRTL,ATRT
Rhabdomyosarcoma|3247|RMS,CERMS
Round Cell Sarcoma With EWSR1-non-ETS Fusion|0081406|RCSNOS|EWSR1 fusion other than with an ETS gene
Salivary Gland Cancer|8850|SACA
Salivary Gland Carcinoma|0050904|SACA
Salivary Gland Mucoepidermoid Carcinoma|0081293|MUCC
Sarcoma|1115|SOFT_TISSUE,BONE
Sarcoma With BCOR Genetic Alterations|0081402|RCSNOS|BCOR-altered
Sclerosing Epithelioid Fibrosarcoma||SEF
Scrotum Paget's Disease|3444|EMPD
Sertoli-Leydig Cell Tumor|2997|SLCT
Sezary's Disease|8541|SS
Skin Melanoma|8923|MEL
Skin Squamous Cell Carcinoma|3151|CSCC
Small-cell Carcinoma Of The Ovary Of Hypercalcemic Type|7651|SCCO
Solid Tumor||*solid
Solid Tumors, Advanced||*solid
Spindle Cell Rhabdomyosarcoma|3260|SCRMS,SCSRMS
Spindle Cell Sarcoma|4235|SARCNOS|spindle cell
Spitzoid Melanoma|0070326|SPZM
Stomach Cancer|10534|STAD,STAS,STSC,USTAD,GRC
Stomach Carcinoma|5517|STAD,STAS,STSC,USTAD,GRC
Supratentorial Ependymoma, YAP1 Fusion–positive|0081253|EPM|supratentorial, YAP1 fusion
Supratentorial Ependymoma, ZFTA Fusion–positive|0081252|EPM|supratentorial, ZFTA fusion
Synovial Sarcoma|5485|SYNS
Systemic Mastocytosis|349|SM
T-cell Acute Lymphoblastic Leukemia|5603|TLL
T-cell Large Granular Lymphocyte Leukemia|0050751|TLGL
T-cell Lymphoblastic Leukemia/lymphoma|715|TLL
Thymic Carcinoma|3284|THYC
Thyroid Cancer|1781|THYROID
Thyroid Gland Carcinoma|3963|THYROID
Transitional Cell Carcinoma|2671|BLCA,UTUC,UCU
Triple-receptor Negative Breast Cancer|0060081|BREAST|triple-negative
Tuberous Sclerosis|13515|!hereditary syndrome
Ureter Small Cell Carcinoma|6886|SCBC|of the ureter
Urinary Bladder Cancer|11054|BLADDER
Uterine Cancer|363|UTERUS
Uterine Corpus Endometrial Carcinoma|0050939|UCEC
Uveal Melanoma|6039|UM
Vagina Sarcoma|1901|!no type of its own in OncoTree
Villous Adenoma|0050869|!benign
Von Hippel-Lindau Disease|14175|!hereditary syndrome
Vulva Squamous Cell Carcinoma|2101|VSC
`;

const BY_NAME = new Map<string, DiseaseTumourTypes>();
const BY_DOID = new Map<string, DiseaseTumourTypes>();

for (const row of TABLE.trim().split('\n')) {
  const [name = '', doid = '', codes = '', qualifier = ''] = row.split('|');
  const types = typesOf(codes, qualifier);
  BY_NAME.set(name.toLowerCase(), types);
  if (doid !== '' && !BY_DOID.has(doid)) BY_DOID.set(doid, types);
}

function typesOf(codes: string, qualifier: string): DiseaseTumourTypes {
  if (codes.startsWith('!')) return { kind: 'not-mapped', reason: codes.slice(1) };
  if (codes.startsWith('*')) {
    return { kind: 'any', of: codes.slice(1) as (DiseaseTumourTypes & { kind: 'any' })['of'] };
  }
  return {
    kind: 'types',
    codes: codes.split(',') as [string, ...string[]],
    qualifier: qualifier === '' ? null : qualifier,
  };
}

/** By the name in any case, else by the Disease Ontology id. */
export function diseaseTumourTypes({ name, doid }: EvidenceDisease): DiseaseTumourTypes {
  return (
    BY_NAME.get(name.toLowerCase()) ??
    (doid === null ? undefined : BY_DOID.get(doid)) ?? {
      kind: 'not-mapped',
      reason: 'not in the table of diseases and tumour types',
    }
  );
}

/** Every OncoTree code of the table. */
export function mappedCodes(): ReadonlySet<string> {
  return new Set(
    [...BY_NAME.values()].flatMap((types) => (types.kind === 'types' ? types.codes : [])),
  );
}
