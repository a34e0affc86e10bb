import type { Source } from '../../core/cited.js';

const READ = '2026-12-01';

/** What payloads and prodrugs rest on, beyond the precedents in the vector catalogue. */
export const SOURCES = {
  gapJunctions: {
    name: 'Elshami et al. 1996, gap junctions and the bystander effect of HSV-tk (abstract)',
    pmid: '8929915',
    date: READ,
  },
  cdBystander: {
    name: 'Bystander killing with cytosine deaminase against HSV-TK, Cancer Res 58:2588 (abstract)',
    url: 'https://aacrjournals.org/cancerres/article/58/12/2588/504221/Preferential-Cytotoxicity-of-Cells-Transduced-with',
    date: READ,
  },
  tkImmunity: {
    name: 'NIH grant M01-RR000040, intrapleural H5.010RSVtk in 26 patients',
    url: 'https://grantome.com/grant/NIH/M01-RR000040-40-806',
    date: READ,
  },
  fluorouracilLabel: {
    name: 'Fluorouracil label, boxed warning on DPD deficiency (openFDA)',
    url: 'https://api.fda.gov/drug/label.json?search=set_id%3Ade8a3fce-85a9-4a77-a3cd-e50179b93098',
    date: '2026-10-02',
  },
  iCasp9Design: {
    name: 'Inducible caspase 9, FKBP and Ser-Gly-Gly-Gly-Ser linker, Blood 105, figure 2',
    url: 'http://ashpublications.com/view-large/figure/9486998/zh80110579260002.jpeg',
    date: READ,
  },
  iCasp9Overview: {
    name: 'Morgan 2012, iCasp9 suicide gene therapy, Mol Ther 20:11, figure 1',
    doi: '10.1038/mt.2011.273',
    date: READ,
  },
  iCasp9Gvhd: {
    name: 'Inducible caspase 9 and alloreplete T cells, Blood 125:4103 (abstract)',
    url: 'http://ashpublications.com/blood/article/125/26/4103/34326/Inducible-caspase-9-suicide-gene-controls-adverse',
    date: READ,
  },
  iCasp9Repeat: {
    name: 'Serial activation of inducible caspase 9, Mol Ther 2016 (abstract)',
    pmid: '26708005',
    doi: '10.1038/mt.2015.234',
    date: READ,
  },
  iCasp9Aav: {
    name: 'Khan et al., AAV with inducible caspase 9 in hepatocellular carcinoma of mice',
    url: 'https://prt062070inhibitor.com/map3k2-mrna/ap20187/',
    date: READ,
  },
  trailHepatocytes: {
    name: 'Ad-TRAIL and human hepatocytes, Cancer Res 63:2369 (abstract)',
    url: 'https://aacrjournals.org/cancerres/article/63/10/2369/509928/Adenoviral-Gene-Transfer-of-Tumor-Necrosis-Factor',
    date: READ,
  },
  interferonVariants: {
    name: 'Three human interferon-α2 subvariants, Eur J Biochem 1990, 190:257 (abstract)',
    doi: '10.1111/j.1432-1033.1990.tb15570.x',
    date: READ,
  },
  interferon2b: {
    name: 'Interferon alfa-2a has lysine, alfa-2b arginine at residue 23 (ProSpec, quoted)',
    url: 'https://healthunlocked.com/mpnvoice/posts/148565304/interferon-alpha-2-a-peg-vs-2-b-bes-exactly-whats-the-diff',
    date: READ,
  },
  il12Plasmid: {
    name: 'GEN-1 in ovarian cancer, 2020 (IL-12 by injection, toxicity)',
    url: 'https://ovariancancernewstoday.com/2020/08/27/first-2-ovarian-cancer-patients-dosed-randomized-celsion-gen-1-phase-2-ovation-2-trial/',
    date: READ,
  },
  hTertCells: {
    name: 'hTERT promoter in normal and cancer cells by adenovirus (abstract)',
    url: 'https://polbase.neb.com/references/8250',
    date: READ,
  },
  hTertAdenovirus: {
    name: 'Telomerase-dependent oncolytic adenovirus, Gene Ther 2003, 10:1241 (abstract)',
    pmid: '12858189',
    date: READ,
  },
  antibodyLimit: {
    name: 'Intrapleural Ad.hIFN-α, criteria of the phase I trial',
    url: 'https://mesotheliomacenter.org/ural-gene-transfer-for-pleural-mesothelioma-ifn-alpha/',
    date: READ,
  },
  proteinAtlas: {
    name: 'Human Protein Atlas, RNA in healthy tissues',
    url: 'https://www.proteinatlas.org',
    licence: 'CC BY-SA 4.0',
  },
  genoLib: {
    name: 'GenoLIB, Adames 2015, Nucleic Acids Res 43:4823 (HSV_TK)',
    doi: '10.6084/m9.figshare.1159038',
  },
  swissProt: { name: 'UniProtKB/Swiss-Prot, human', licence: 'CC BY 4.0' },
  method: { name: 'method of this software', url: 'docs/science/suicide-gene.md' },
} as const satisfies Readonly<Record<string, Source>>;
