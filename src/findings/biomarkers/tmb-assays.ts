import type { Source } from '../../core/cited.js';

/** A sequencing assay whose coding size and way of counting a source states. */
export interface TmbAssay {
  readonly name: string;
  /** Other spellings, lower case without anything but letters and digits. */
  readonly names: readonly string[];
  readonly kind: 'exome' | 'panel';
  /** Unit: Mb. */
  readonly codingMb: number;
  /** Do silent mutations count; true where a source says that the assay's report counts them. */
  readonly countsSynonymous: boolean;
  readonly source: Source;
}

const BIO_SKILLS: Source = {
  name: 'GPTomics bioSkills, tumour mutational burden, usage guide (secondary: names the scored regions)',
  url: 'https://github.com/GPTomics/bioSkills',
};

/**
 * Assays known by name. Each size is as its source states it; an assay that is not here needs its size in the case.
 */
export const TMB_ASSAYS: readonly TmbAssay[] = [
  {
    name: 'MSK-IMPACT 468',
    names: ['mskimpact468', 'impact468', 'mskimpactv4'],
    kind: 'panel',
    codingMb: 1.22,
    countsSynonymous: false,
    source: BIO_SKILLS,
  },
  {
    name: 'FoundationOne (315 genes)',
    names: ['foundationone', 'foundationone315', 'foundationone315genes'],
    kind: 'panel',
    codingMb: 1.1,
    countsSynonymous: true,
    source: {
      name: 'Chalmers et al. 2017, 100,000 human cancer genomes',
      pmid: '28420421',
      doi: '10.1186/s13073-017-0424-2',
    },
  },
  {
    name: 'TruSight Oncology 500',
    names: ['trusightoncology500', 'tso500'],
    kind: 'panel',
    codingMb: 1.3,
    countsSynonymous: true,
    source: {
      name: 'Hartwig Medical Foundation, hmftools, targeted analysis',
      url: 'https://github.com/hartwigmedical/hmftools',
    },
  },
  {
    name: 'Oncomine Tumor Mutation Load',
    names: ['oncominetumormutationload', 'oncominetml'],
    kind: 'panel',
    codingMb: 1.2,
    countsSynonymous: false,
    source: {
      name: 'Tumor Mutation Load Assay, 409 genes, 1.2 Mb of exonic sequence (laboratory test catalogue)',
      url: 'https://www.testmenu.com/nebraska/Tests/1141601',
    },
  },
  {
    name: 'TCGA exome',
    names: ['tcgaexome', 'tcgawes', 'mc3'],
    kind: 'exome',
    codingMb: 38,
    countsSynonymous: false,
    source: {
      name: 'Wang et al. 2019, antigen presentation and tumour immunogenicity (its data divide TCGA MC3 by 38 Mb)',
      doi: '10.7554/eLife.49020',
    },
  },
];

/** The assay of a name in any usual spelling; null where the table has none. */
export function tmbAssay(name: string): TmbAssay | null {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return TMB_ASSAYS.find(({ names }) => names.includes(plain)) ?? null;
}
