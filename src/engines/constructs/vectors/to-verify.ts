/** A value that nobody read in a source yet; nothing is decided by it. */
export interface ToVerify {
  readonly of: string;
  readonly value: string;
  readonly wouldVerify: string;
}

/** Read by the manual and its test alone; a row leaves the list when its source is read. */
export const TO_VERIFY: readonly ToVerify[] = [
  {
    of: 'self-complementary AAV',
    value: 'insert of about 2.2 to 2.4 kb',
    wouldVerify: 'a paper that measures packaging of scAAV by length',
  },
  {
    of: 'AAV serotypes',
    value: 'primary receptors (heparan sulphate, sialic acid, galactose), AAVR',
    wouldVerify: 'a review of AAV receptors',
  },
  {
    of: 'AAVrh10, AAVrh74',
    value: 'tropism, deaths after an rh74 product in 2025',
    wouldVerify: 'the label of the product, a paper on AAVrh10',
  },
  {
    of: 'AAV1, AAV3B, AAV4, AAV7',
    value: 'share of people with neutralizing antibodies',
    wouldVerify: 'the tables of Chhabra et al. 2024 (PMC11253686)',
  },
  {
    of: 'AAV2, AAV8, AAV9',
    value: 'given into the blood for liver (haemophilia) and brain (SMN1); 1.1e14 vg/kg',
    wouldVerify: 'labels of Zolgensma, Hemgenix, Beqvez',
  },
  {
    of: 'helper-dependent adenovirus',
    value: 'genomes below 27.7 kb are unstable: a short insert needs stuffer',
    wouldVerify: 'Parks & Graham 1997 or the text of PMC7279171',
  },
  {
    of: 'conditionally replicating adenovirus',
    value: '1 to 3 kb of insert in E3 or behind the fibre',
    wouldVerify: 'a paper on arming oncolytic adenoviruses',
  },
  {
    of: 'gorilla adenovirus GC46',
    value: 'insert of 8 to 12 kb, few people with antibodies',
    wouldVerify: 'the package insert of Papzimeos',
  },
  {
    of: 'adenovirus 5/35',
    value: 'share of people with antibodies that stop it',
    wouldVerify: 'neutralization of Ad5/35 chimeras, not of Ad35 (15.8 % in Yi et al. 2022)',
  },
  {
    of: 'lentivirus, gammaretrovirus',
    value: 'lentiviral sites within active genes, MLV sites near starts of transcription',
    wouldVerify: 'a paper on integration sites in blood stem cells',
  },
  {
    of: 'vaccinia',
    value: 'stays in the cytoplasm; longest insert',
    wouldVerify: 'a review of poxviral vectors (PMC4918358)',
  },
  {
    of: 'plasmid',
    value: 'practical to about 20 kb; days to weeks; lipoplex into the blood reaches the lung',
    wouldVerify: 'a paper on transfection by plasmid length; trial record of Reqorsa',
  },
  {
    of: 'mRNA in lipid nanoparticles',
    value: '1 to 5 kb usual, 10 to 12 kb at most; liver by ApoE; days',
    wouldVerify: 'a review of mRNA therapeutics; trial record of an intratumoural mRNA',
  },
  {
    of: 'piggyBac',
    value: 'lymphoma of CAR-T cells made with it (2021)',
    wouldVerify: 'the report of the CARTELL trial',
  },
  {
    of: 'contusugene ladenovec (Advexin)',
    value: 'Ad5CMV-p53 in head and neck cancer, refused by the FDA in 2008',
    wouldVerify: 'an FDA or company record',
  },
  {
    of: 'Delytact, detalimogene, Reqorsa, Papzimeos, RP1, ofra-vec, CAN-2409 in prostate',
    value: 'route of administration',
    wouldVerify: 'labels and trial records',
  },
  {
    of: 'Olvi-Vec, cretostimogene, RP1, rAd-IFN in mesothelioma',
    value: 'outcome of OnPrime, decisions of 2026, result of INFINITE',
    wouldVerify: 'announcements after the date these pages were stored',
  },
  {
    of: '5-FC with yCD',
    value: '220 mg/kg a day for 7 days',
    wouldVerify: 'the methods of TOCA 5 (the 7-day courses were read in NCT02598011)',
  },
  {
    of: 'rimiducid with iCasp9',
    value: '0.4 mg/kg over 2 hours',
    wouldVerify: 'the methods of Di Stasi et al. 2011 or Zhou et al. 2014',
  },
];
