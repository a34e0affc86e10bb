import type { Source } from '../../../core/cited.js';

/** When the pages were read; what they say can have changed since. */
const READ = '2026-12-01';

function page(name: string, url: string, more: Omit<Source, 'name' | 'url' | 'date'> = {}): Source {
  return { name, url, date: READ, ...more };
}

function pmc(name: string, id: string, more: Omit<Source, 'name' | 'url' | 'date'> = {}): Source {
  return page(name, `https://pmc.ncbi.nlm.nih.gov/articles/${id}`, more);
}

/** What the catalogue and the precedents were read from: facts and figures only. */
export const VECTOR_SOURCES = {
  // AAV
  aav2Genome: { name: 'GenBank NC_001401.2, AAV2 genome', accession: 'NC_001401.2' },
  wu: page(
    'Wu, Yang & Colosi 2010, Mol Ther 18:80, genome size and AAV packaging (abstract)',
    'https://preview.concepedia.online/publication/W1979659851',
  ),
  kosaka: {
    name: 'Kosaka et al. 2025, loading capacity of AAV by long-read sequencing (abstract)',
    doi: '10.1016/j.omtm.2025.101474',
    date: READ,
  },
  fragmentedAav: pmc('Fragmented and dual AAV vectors of ABCA4', 'PMC5321474'),
  ghosh: pmc('Ghosh, Yue & Duan 2010, hybrid dual AAV vectors', 'PMC3025179', {
    doi: '10.1089/hum.2010.122',
    pmid: '20662564',
  }),
  dualAavPaper: page(
    'Vector Biolabs, dual AAV and triple vector strategies',
    'https://www.vectorbiolabs.com/?p=185744',
  ),
  aavSerotypes: page(
    'Properties and applications of AAV serotypes, table 1 (WJG Press)',
    'https://www.wjgnet.com/2220-3184/tables/v5/i3/28.htm',
  ),
  chhabra: pmc('Chhabra et al. 2024, seroprevalence of six AAV serotypes', 'PMC11253686', {
    doi: '10.1016/j.omtm.2024.101273',
    pmid: '39022744',
  }),
  halbert: page(
    'Prevalence of neutralizing antibodies to AAV 2, 5, and 6, Hum Gene Ther 2006, 17:440 (abstract)',
    'https://sharedresources.fredhutch.org/publications/papers/prevalence-neutralizing-antibodies-against-adeno-associated-virus-aav-types-2-5-',
  ),
  cladeF: {
    name: 'Seroprevalence of two clade F AAV and AAV9, Hum Gene Ther Clin Dev 2018 (abstract)',
    doi: '10.1089/humc.2017.239',
    pmid: '29624457',
    date: READ,
  },
  aavIndia: {
    name: 'Seroprevalence of AAV5 and AAV8 in haemophilia and healthy people, 2025 (abstract)',
    doi: '10.1177/10430342251366208',
    date: READ,
  },
  sabatino: pmc('Sabatino et al. 2022, ASGCT working group on AAV integration', 'PMC9372310', {
    doi: '10.1016/j.ymthe.2022.06.004',
    pmid: '35690906',
  }),
  aavLiverFailure: pmc('Two cases of liver failure after AAV-SMN1 gene therapy', 'PMC10152980'),

  // comparisons
  bjoTable: page(
    'Br J Ophthalmol, viral delivery systems, table 1',
    'https://bjo.bmj.com/highwire/markup/206045/expansion',
  ),
  signagen: page(
    'SignaGen, comparison of HSV, adenovirus, AAV, retrovirus and lentivirus',
    'https://signagen.com/blog/2015/10/05/comparison-of-hsv-adenovirus-aav-retrovirus-and-lentivirus-for-gene-delivery/',
  ),
  commonVectors: page(
    'General features of common viral vectors, Mol Ther 2025, table 2',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC12925821/table/tbl2',
    { doi: '10.1016/j.ymthe.2025.09.041' },
  ),
  vectorsTable2: page(
    'Advantages and disadvantages of viral vectors, 2015, table 2',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC4387942/table/tab2',
    { doi: '10.1155/2015/917968' },
  ),

  // adenovirus
  bett: page(
    'BioNumbers 106441, of Bett, Prevec & Graham 1993 (adenovirus packaging)',
    'https://bionumbers.hms.harvard.edu/bionumber.aspx?s=n&v=6&id=106441',
    { pmid: '8371349' },
  ),
  vectorBiolabs: page(
    'Vector Biolabs, AAV FAQ (cloning capacity of AAV and adenovirus)',
    'http://www.vectorbiolabs.com/vbs/page.html?m=262&s=AAV%20FAQ',
  ),
  adenovirusSystem: page(
    'HiraGene, adenovirus vector system (E1, E3, receptor, capacity)',
    'http://hiragene.com/?page_id=380',
  ),
  adEasy: pmc(
    'AdEasy shuttle for E1 and E4 promoters (recombination in E. coli, 2006)',
    'PMC1557486',
  ),
  ricobaraza: pmc('Ricobaraza et al. 2020, high-capacity adenoviral vectors', 'PMC7279171', {
    doi: '10.3390/ijms21103643',
    pmid: '32455640',
  }),
  adenovirusChina: page(
    'Neutralizing antibodies to Ad5, Ad26 and AdC68 in 1,154 Chinese adults (abstract)',
    'https://discovery.researcher.life/article/seroprevalence-of-neutralizing-antibodies-to-human-adenoviruses-type-5-and-type-26-and-chimpanzee-adenovirus-type-68-in-healthy-chinese-adults/bd65820ed7dd3163889e91296ccea63f',
  ),
  ad5Prevalence: {
    name: 'Seroprevalence of Ad5 in healthy adults in China, J Med Virol 2012 (abstract)',
    doi: '10.1002/jmv.23325',
    date: READ,
  },
  ad35Prevalence: {
    name: 'Yi et al. 2022, neutralizing antibodies to Ad26 and Ad35 (abstract)',
    doi: '10.1016/j.virs.2022.06.006',
    date: READ,
  },
  intravascularAdenovirus: {
    name: 'Reid, Warren & Kirn 2002, intravascular adenoviral agents in cancer patients (abstract)',
    doi: '10.1038/sj.cgt.7700539',
    date: READ,
  },
  adenovirusReview: {
    name: 'Lopez-Gordo et al. 2014, non-human adenoviral vectors (abstract)',
    doi: '10.1089/hum.2013.228',
    date: READ,
  },
  prostateImaging: pmc(
    'Barton et al. 2008, adenoviral expression in the human prostate',
    'PMC3127288',
    {
      doi: '10.1038/mt.2008.172',
      pmid: '18714306',
    },
  ),
  cd46Breast: pmc(
    'Pennington et al. 2010, breast slices and CD46-directed adenovirus',
    'PMC3015137',
    {
      pmid: '20691986',
    },
  ),

  // retroviruses, herpes, vaccinia
  kumar: {
    name: 'Kumar et al. 2001, packaging limit of lentiviral vectors (abstract)',
    doi: '10.1089/104303401753153947',
    pmid: '11589831',
    date: READ,
  },
  tailoredGenes: page(
    'Tailored Genes, maximum capacity of a lentiviral vector',
    'https://tailored-genes.com/faq/what-is-the-maximum-gene-capacity-of-a-lv-vector/',
  ),
  transposonTools: page(
    'Sandoval-Villegas et al. 2021, contemporary transposon tools, table 1',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC8151067/table/ijms-22-05084-t001',
    { doi: '10.3390/ijms22105084' },
  ),
  sleepingBeautySize: {
    name: 'Insert size and transposition by Sleeping Beauty, Mar Biotechnol 2001 (abstract)',
    pmid: '14961361',
    date: READ,
  },
  transposonSites: {
    name: 'Reintegration of Sleeping Beauty and piggyBac in mouse ES cells, Genesis 2009 (abstract)',
    doi: '10.1002/dvg.20508',
    pmid: '19391106',
    date: READ,
  },
  yinAndYang: page(
    'The Yin and Yang of stem cell gene therapy, Hematology 2007',
    'http://ashpublications.net/hematology/article/2007/1/460/19149/The-Yin-and-Yang-of-Stem-Cell-Gene-Therapy',
  ),
  sivVectors: page(
    'SIV lentiviral vectors in rhesus blood, Blood 113:5434 (abstract)',
    'http://ashpublications.net/blood/article/113/22/5434/107789/Sustained-high-level-polyclonal-hematopoietic',
  ),
  carTWarning: page(
    'Boxed warnings on CAR-T therapies, The Pharma Letter, 2024-01-23',
    'https://www.thepharmaletter.com/biotechnology/black-box-warnings-on-car-t-therapies',
  ),
  approvedProducts: page(
    'Gene therapy products, 2020, table 1',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC7765480/table/pharmaceutics-12-01216-t001',
  ),
  imlygicLabel: page(
    'Imlygic prescribing information',
    'https://prescriberpoint.com/therapies/imlygic-64ffb68',
  ),
  imlygicMechanism: page(
    'Imlygic, mechanism of action',
    'https://www.imlygichcp.com/mechanism-of-action',
  ),
  imlygicAdverse: page(
    'Imlygic label, adverse reactions',
    'https://drugcentral.org/label/64ffb680-ea8c-42fc-9649-9e8c0eb77ddb/view',
  ),
  tvecBreast: {
    name: 'Soliman et al. 2023, T-VEC with chemotherapy in triple-negative breast cancer (abstract)',
    doi: '10.1038/s41591-023-02210-0',
    date: READ,
  },
  phocus: pmc('Abou-Alfa et al. 2024, PHOCUS', 'PMC11095598', {
    doi: '10.1159/000533650',
    pmid: '38756145',
  }),
  pexaDose: page('PHOCUS, trial in progress (abstract)', 'https://acemap.info/paper/413607759'),
  viro15: pmc('VIRO-15, Olvi-Vec in platinum-resistant ovarian cancer', 'PMC10214174'),
  onPrime: page(
    'Olvi-Vec and the FDA, OnPrime readout expected in the first half of 2026',
    'https://itiger.com/news/2522161008',
  ),

  // products
  gendicine: pmc('Gendicine and Rexin-G, table 1', 'PMC8654240'),
  suicideReview: page(
    'Approved gene therapy products for cancer, 2023, table 2',
    'https://transmedcomms.biomedcentral.com/articles/10.1186/s41231-023-00144-w/tables/2',
    { doi: '10.1186/s41231-023-00144-w' },
  ),
  adstiladrinTable: {
    name: 'Nadofaragene firadenovec, Clin Cancer Res 24-2812 (abstract), by the project’s table of products',
    accession: 'CCR-24-2812',
    date: READ,
  },
  delytact: {
    name: 'Teserpaturev in malignant glioma, by the project’s table of products',
    doi: '10.1093/oncolo/oyad041',
    date: READ,
  },
  papzimeos: {
    name: 'FDA approval of zopapogene imadenovec, 14 Aug 2025, by the project’s table of products',
    url: 'https://www.fda.gov',
    date: READ,
  },
  detalimogene: {
    name: 'Detalimogene voraplasmid, LEGEND, CancerNetwork, 3 Dec 2025, by the project’s table of products',
    url: 'https://www.cancernetwork.com',
    date: READ,
  },
  reqorsa: {
    name: 'Quaratusugene ozeplasmid, Genprex, by the project’s table of products',
    url: 'https://www.genprex.com',
    date: READ,
  },
  rp1: {
    name: 'RP1, Targeted Oncology, 2026, by the project’s table of products',
    url: 'https://www.targetedonc.com',
    date: READ,
  },
  ad53Breast: pmc('Ad5/3-D24-GMCSF in breast cancer', 'PMC4801445'),
  aav5Liver: page(
    'Liver health and AAV5 gene therapy of haemophilia A, Blood Adv 8:5203',
    'https://ashpublications.org/bloodadvances/article/8/19/5203/516370/Optimizing-liver-health-before-and-after-gene',
  ),
  adstiladrinLabel: page(
    'Adstiladrin prescribing information, revised 8/2024',
    'https://fda.report/DailyMed/5ca20ed4-da4f-463c-ac2a-ccd6ab3774fa',
  ),
  adstiladrinMonograph: page(
    'Nadofaragene firadenovec monograph',
    'https://www.drugs.com/monograph/nadofaragene-firadenovec-vncg.html',
  ),
  stermanIfnAlphaPilot: pmc('Sterman et al. 2011, intrapleural Ad.IFN-α2b', 'PMC3262033', {
    doi: '10.1164/rccm.201103-0554CR',
    pmid: '21642245',
  }),
  stermanIfnAlphaChemo: {
    name: 'Sterman et al. 2016, intrapleural Ad.IFN with chemotherapy (abstract)',
    pmid: '26968202',
    date: READ,
  },
  infinite: page('INFINITE, NCT03710876', 'https://clinicaltrials.gov/ct2/show/NCT03710876', {
    accession: 'NCT03710876',
  }),
  stermanIfnBeta: page(
    'Sterman et al., repeated intrapleural Ad.IFN-β, phase I (abstract)',
    'https://www.scholars.northwestern.edu/en/publications/a-phase-i-trial-of-repeated-intrapleural-adenoviral-mediated-inte',
  ),
  mesotheliomaTrials: page(
    'Gene therapy trials for mesothelioma, 2013, table 1',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC3581274/table/tab1',
    { doi: '10.1155/2013/572609' },
  ),
  stermanTk: {
    name: 'Sterman et al. 1998, intrapleural Ad.HSVtk and ganciclovir (abstract)',
    doi: '10.1089/hum.1998.9.7-1083',
    pmid: '9607419',
    date: READ,
  },
  prtk03: page(
    'PrTK03, OncLive, 2026 (745 men, median follow-up 58.0 months)',
    'https://www.onclive.com/view/aglatimagene-besadenovec-plus-ebrt-improves-prostate-cancer-specific-dfs',
    { accession: 'NCT01436968' },
  ),
  prtk03Mechanism: page(
    'Aglatimagene, mechanism, Urology Times, 2026-05-16',
    'https://www.urologytimes.com/view/aglatimagene-plus-radiotherapy-improves-prostate-cancer-specific-dfs',
  ),
  can2409Rmat: page(
    'RMAT designation of CAN-2409, Urology Times',
    'https://www.urologytimes.com/view/fda-awards-regenerative-medicine-advanced-therapy-designation-to-can-2409-for-prostate-cancer',
  ),
  can2409Lung: page(
    'CAN-2409 in NSCLC, phase 2a, World Conference on Lung Cancer 2025',
    'https://m.ecancer.org/en/news/27019-wclc-2025-novel-immunotherapy-strategy-shows-promising-long-term-survival-in-advanced-nsclc-patients-with-inadequate-response-to-immune-checkpoint-inhibitors',
    { accession: 'NCT04495153' },
  ),
  advTkGlioma: pmc('Chiocca et al. 2011, AdV-tk and valacyclovir in glioma', 'PMC3179270', {
    doi: '10.1200/JCO.2011.35.5222',
    pmid: '21844505',
  }),
  aspect: page(
    'Westphal et al. 2013, ASPECT (abstract)',
    'https://www.em-consulte.com/article/824827/figures/adenovirus-mediated-gene-therapy-with-sitimagene-c',
    { doi: '10.1016/S1470-2045(13)70274-2' },
  ),
  cereproOpinion: page(
    'Cerepro, negative opinion of the CHMP, BioCentury, 2009-12-21',
    'https://www.biocentury.com/article/179688/cerepro-sitimagene-ceradenovec-regulatory-update',
  ),
  cereproWithdrawal: page('Cerepro, application withdrawn', 'http://e-haldex.net/?p=59465'),
  cereproDossier: page(
    'Cerepro, Belgian biosafety dossier, EudraCT 2004-000464-28',
    'https://www.biosafety.be/content/controlled-randomised-parallel-group-multicentre-study-efficacy-and-safety-herpes-simplex',
  ),
  toca5: {
    name: 'Cloughesy et al. 2020, TOCA 5 (abstract)',
    doi: '10.1001/jamaoncol.2020.3161',
    pmid: '33119048',
    date: READ,
  },
  toca7: page('Toca 7, NCT02598011', 'https://clinicaltrials.gov/ct2/show/NCT02598011', {
    accession: 'NCT02598011',
  }),
  tocaPhase1: pmc('Cloughesy et al. 2016, Toca 511 phase 1', 'PMC6707068', {
    doi: '10.1126/scitranslmed.aad9784',
    pmid: '27252174',
  }),
  tocaDividing: page(
    'Strebe et al. 2016, on Toca 511 (needs cell division)',
    'http://journals.lww.com/neurosurgery/Fulltext/2016/12000/_Tag_Team__Glioblastoma_Therapy___Results_From_a.7.aspx',
    { doi: '10.1227/01.neu.0000508605.38694.fd' },
  ),
  ad5CdTk: {
    name: 'Ad5-CD/TKrep in recurrent prostate cancer, Cancer Res 2002 (abstract)',
    pmid: '12208748',
    date: READ,
  },
  ad5CdTkIl12: page(
    'Ad5-yCD/mutTKSR39rep-hIL-12 in recurrent prostate cancer, NCT02555397 (abstract)',
    'https://scholarlycommons.henryford.com/radiationoncology_articles/430/',
    { accession: 'NCT02555397' },
  ),
  cretostimogene: page(
    'BOND-003, ASCO Post, December 2025',
    'https://www.ascopost.com/news/december-2025/intravesical-cretostimogene-grenadenorepvec-shows-strong-high-grade-recurrence-free-survival-in-bcg-unresponsive-papillary-only-non-muscle-invasive-bladder-cancer',
    { accession: 'NCT04452591' },
  ),
  cretostimogeneDesign: page(
    'Cretostimogene, E2F1 promoter and complete responses, Urology Times, 2024',
    'https://urologytimes.com/view/cretostimogene-grenadenorepvec-reaches-high-complete-response-rate-in-nmibc',
    { accession: 'NCT04452591' },
  ),
  gen1Phase1: page(
    'GEN-1, intraperitoneal IL-12 plasmid with PLD, 2017 (abstract)',
    'https://www.gynecologiconcology-online.net/article/S0090-8258(17)31186-1/pdf',
  ),
  gen1Ovation1: page(
    'OVATION I, GEN-1 with chemotherapy before surgery (abstract)',
    'https://pmc.ncbi.nlm.nih.gov/articles/mid/NIHMS1822459',
  ),
  ovation2: page(
    'IMNN-001 after OVATION 2, end-of-phase-2 meeting',
    'https://www.marketscreener.com/quote/stock/IMUNON-INC-35726170/news/Imunon-Inc-Announces-Results-from-its-End-Of-Phase-2-Meeting-with-the-FDA-for-its-Lead-IMNN-001-Cl-48452612/',
    { accession: 'NCT03393884' },
  ),
  obp301Filing: page(
    'OBP-301 filed for approval in Japan, Yakuji Nippo, December 2025',
    'https://www.yakuji.co.jp/?p=127688',
  ),
  obp301Phase2: page(
    'OBP-301 with radiation, phase 2, press release 2023-10-16',
    'http://m.4-traders.com/quote/stock/ONCOLYS-BIOPHARMA-INC-15147937/news/Oncolys-BioPharma-Achievement-of-Primary-Endpoint-for-Efficacy-in-the-Phase2-Clinical-Trial-for-Te-45067477/',
  ),
  obp301Design: {
    name: 'Telomerase-specific oncolytic virotherapy, Curr Cancer Drug Targets 2007 (abstract)',
    pmid: '17346111',
    date: READ,
  },
  oval: page(
    'OVAL, top-line data, July 2022',
    'https://www.medthority.com/news/2022/7/top-line-data-reported-for-phase-iii-oval-trial-of-vb-iii-ofra-vec-in-patients-with-platinum--resistant-ovarian-cancer.--vbl-therapeutics',
  ),
  vb111: {
    name: 'VB-111 in platinum-resistant ovarian cancer, Nat Rev Clin Oncol 2020',
    doi: '10.1038/s41571-020-0371-5',
    date: READ,
  },
  vital: page(
    'Rocconi et al., VITAL (abstract)',
    'https://augusta.elsevierpure.com/en/publications/gemogenovatucel-t-vigil-immunotherapy-as-maintenance-in-frontline',
  ),
  vigilRmat: page(
    'RMAT designation of gemogenovatucel-T, CancerNetwork',
    'https://cancernetwork.com/view/personalized-immunotherapy-earns-fda-rmat-status-in-advanced-ovarian-cancer',
    { accession: 'NCT02346747' },
  ),
  dnx2401: page(
    'Nassiri et al. 2023, DNX-2401 with pembrolizumab (abstract)',
    'https://www.scholars.northwestern.edu/en/publications/oncolytic-dnx-2401-virotherapy-plus-pembrolizumab-in-recurrent-gl',
  ),
  dnx2401Phase1: pmc('Lang et al. 2018, DNX-2401 phase I', 'PMC6075856', {
    doi: '10.1200/JCO.2017.75.8219',
    pmid: '29432077',
  }),
  adP53Breast: {
    name: 'Ad5CMV-p53 with chemotherapy in locally advanced breast cancer (abstract)',
    doi: '10.1002/cncr.22080',
    date: READ,
  },
  adIl2Breast: page(
    'Stewart et al. 1999, AdCAIL-2 in breast cancer and melanoma, Gene Ther 6:350 (abstract)',
    'https://acnpsearch.tweb-dev.unibo.it/singlejournalindex/48928595',
  ),
  adIl12Breast: page(
    'NCT00849459, Ad-hIL-12 in breast cancer',
    'https://clinicaltrials.gov/ct2/show/NCT00849459',
    {
      accession: 'NCT00849459',
    },
  ),
  ad5Trail: page(
    'Ad5-TRAIL in organ-confined prostate cancer, AACR 2007 (abstract)',
    'https://discovery.researcher.life/article/44-phase-i-study-of-ad5trail-in-men-with-clinically-organ-confined-prostate-cancer/f93e02c9fc893c11a23b26f14041be5a',
  ),
  oncolyticTable: page(
    'Major oncolytic viruses under development, 2016, table 1',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC5084676/table/cas13027-tbl-0001',
    { doi: '10.1111/cas.13027' },
  ),
} as const satisfies Readonly<Record<string, Source>>;
