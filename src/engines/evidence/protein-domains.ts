import type { Source } from '../../core/cited.js';

/** A stretch of a protein, 1-based, both ends. */
export interface ProteinStretch {
  readonly first: number;
  readonly last: number;
}

interface Domain extends ProteinStretch {
  readonly gene: string;
  readonly domain: string;
  /** How CIViC's variant names call it, lower case. */
  readonly names: readonly string[];
  readonly source: Source;
}

/** Only those whose bounds were read in a source; variant names of others stay text. */
const DOMAINS: readonly Domain[] = [
  {
    gene: 'TP53',
    domain: 'DNA-binding domain',
    names: ['dna binding'],
    first: 101,
    last: 306,
    source: {
      name: 'The TP53 web site, p53 protein',
      url: 'http://p53.free.fr/p53_info/p53_Protein.html',
    },
  },
  {
    gene: 'FLT3',
    domain: 'tyrosine kinase domain (D835, I836)',
    names: ['tkd'],
    first: 835,
    last: 836,
    source: {
      name: 'Spiekermann 2002, a length mutation in the activation loop of FLT3, which names the two codons',
      url: 'https://synapsesocial.com/papers/6a21372b57668066d6c3d06f',
    },
  },
];

/** The stretch that a variant name speaks of; null where no source that was read bounds it. */
export function domainOf(
  gene: string,
  name: string,
): Pick<Domain, 'domain' | 'first' | 'last'> | null {
  const found = DOMAINS.find(
    (domain) => domain.gene === gene && domain.names.includes(name.toLowerCase()),
  );
  if (found === undefined) return null;
  const { domain, first, last } = found;
  return { domain, first, last };
}

/**
 * Residues in which 282 internal tandem duplications of FLT3 sat; ASH-SAP, table of integration sites
 * (https://ash-sap.org/view-large/7026827).
 */
const DUPLICATION_SITES: Readonly<Record<string, ProteinStretch>> = {
  FLT3: { first: 572, last: 630 },
};

/** Where a gene's internal tandem duplications lie; null where no source that was read says. */
export function duplicationSites(gene: string): ProteinStretch | null {
  return DUPLICATION_SITES[gene] ?? null;
}
