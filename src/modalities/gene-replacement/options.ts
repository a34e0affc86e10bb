import { OptionError } from '../../core/errors.js';
import {
  FRAGMENT_VENDORS,
  type FragmentVendor,
} from '../../engines/constructs/fragment-vendors.js';
import { VECTORS } from '../../engines/constructs/vectors/vector-catalogue.js';
import type { Route } from '../../engines/constructs/vectors/vector.js';
import { checkWholeNumbers } from '../modality.js';

export interface GeneReplacementOptions {
  /** Suppressors to design for at most. */
  readonly maxGenes: number;
  /** Kinds of vector that are put together for each. */
  readonly vectorsPerGene: number;
  /** Genes known to be lost by what is not among the findings (deletion, methylation), with commas. */
  readonly genes: string | null;
  /** How the vector is to be given; null: any by which it is known to reach the organ. */
  readonly route: string | null;
  /** Promoter by its id; null: CMV, and PGK in a lentivirus. */
  readonly promoter: string | null;
  /** Poly(A) signal by its id; a lentivirus has none of its own. */
  readonly polyA: string;
  /** miRNA target sites by their ids, with commas: the message is cut where that miRNA is made. */
  readonly detarget: string | null;
  /** Only vectors that do not integrate. */
  readonly noIntegration: boolean;
  /** Build a gene that no virus of the library takes within its limit, in whatever is left. */
  readonly large: boolean;
  /** Cost of a CG in the coding sequence; docs/science/vector-assembly.md. */
  readonly cpgCost: number;
  /** Bases in a row that the coding sequence may not share with the gene's own mRNA. */
  readonly longestShared: number;
  /** How fragments are joined: `gibson` or `golden-gate`. */
  readonly assembly: string;
  /** Whose fragments are ordered. */
  readonly vendor: string;
}

export const DEFAULT_GENE_REPLACEMENT_OPTIONS: GeneReplacementOptions = {
  maxGenes: 3,
  vectorsPerGene: 2,
  genes: null,
  route: null,
  promoter: null,
  polyA: 'polya-bgh',
  detarget: null,
  noIntegration: false,
  large: false,
  cpgCost: 1,
  longestShared: 15,
  assembly: 'gibson',
  vendor: 'idt-gblocks',
};

/** By which a vector of the catalogue is known to reach an organ. */
const ROUTES: readonly Route[] = [
  ...new Set(VECTORS.flatMap(({ reaches }) => reaches.map(({ value }) => value.route))),
].sort();

const RANGES = {
  maxGenes: { least: 1, most: 20 },
  vectorsPerGene: { least: 1, most: 6 },
  longestShared: { least: 10, most: 100 },
} as const;

/** Options with what their names stand for. */
export interface GeneReplacementChoice extends Omit<
  GeneReplacementOptions,
  'assembly' | 'detarget' | 'genes' | 'route' | 'vendor'
> {
  readonly assembly: 'gibson' | 'golden-gate';
  readonly genes: readonly string[];
  readonly route: Route | null;
  readonly detarget: readonly string[];
  readonly vendor: FragmentVendor;
}

/** @throws OptionError naming the option that is out of its range or names what there is not. */
export function checkGeneReplacementOptions(
  options: GeneReplacementOptions,
): GeneReplacementChoice {
  checkWholeNumbers('gene-replacement', options, RANGES);
  const { cpgCost } = options;
  if (!(cpgCost >= 0 && cpgCost <= 100)) {
    throw new OptionError(`cpgCost is ${cpgCost}, expected 0 to 100`, 'gene-replacement.cpgCost');
  }
  return {
    ...options,
    genes: listed(options.genes),
    detarget: listed(options.detarget),
    route: named(
      options.route,
      ROUTES.map((route) => ({ id: route, value: route })),
      'route',
    ),
    assembly: named(
      options.assembly,
      (['gibson', 'golden-gate'] as const).map((id) => ({ id, value: id })),
      'assembly',
    ) as 'gibson' | 'golden-gate',
    vendor: named(
      options.vendor,
      FRAGMENT_VENDORS.map((vendor) => ({ id: vendor.id, value: vendor })),
      'vendor',
    ) as FragmentVendor,
  };
}

function listed(text: string | null): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function named<T>(
  id: string | null,
  known: readonly { readonly id: string; readonly value: T }[],
  option: 'assembly' | 'route' | 'vendor',
): T | null {
  if (id === null) return null;
  const found = known.find((one) => one.id === id);
  if (found !== undefined) return found.value;
  throw new OptionError(
    `there is no ${option} "${id}"`,
    `gene-replacement.${option}`,
    `choose from ${known.map((one) => one.id).join(', ')}`,
  );
}
