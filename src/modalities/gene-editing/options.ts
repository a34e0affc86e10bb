import { OptionError } from '../../core/errors.js';
import { BASE_EDITORS } from '../../engines/editing/base-editors.js';
import { NUCLEASES } from '../../engines/editing/nucleases.js';
import type { BaseEditor, Nuclease } from '../../engines/editing/nuclease.js';
import { checkWholeNumbers } from '../modality.js';

export interface GeneEditingOptions {
  /** Mutations to design for at most, the most oncogenic first. */
  readonly maxVariants: number;
  /** Guides, base edits and pegRNAs at most for one mutation. */
  readonly perStrategy: number;
  /** Nucleases for cuts, by id, with commas. */
  readonly nucleases: string;
  /** Base editors, by id, with commas. */
  readonly baseEditors: string;
  /** Mutations of genes that are not known to drive tumours too. */
  readonly passengers: boolean;
  /** Genes to be cut in a cell product, by symbol with commas, e.g. `PDCD1,TRAC`; none unless asked for. */
  readonly knockOut: string;
}

export const DEFAULT_GENE_EDITING_OPTIONS: GeneEditingOptions = {
  maxVariants: 3,
  perStrategy: 2,
  nucleases: 'spcas9,spcas9-ng,sacas9,sacas9-kkh,ascas12a,enascas12a',
  baseEditors: 'be4max,ye1-be3,xbe3,cp-cbemax,abe7.10,ng-abemax,cp-abemax',
  passengers: false,
  knockOut: '',
};

const RANGES = {
  maxVariants: { least: 1, most: 50 },
  perStrategy: { least: 1, most: 10 },
} as const;

/** Options with what their names stand for. */
export interface GeneEditingChoice extends GeneEditingOptions {
  readonly cutters: readonly Nuclease[];
  readonly editors: readonly BaseEditor[];
  readonly knockOutSymbols: readonly string[];
}

/** @throws OptionError naming the option that is out of its range or names what there is not. */
export function checkGeneEditingOptions(options: GeneEditingOptions): GeneEditingChoice {
  checkWholeNumbers('gene-editing', options, RANGES);
  return {
    ...options,
    cutters: named(options.nucleases, NUCLEASES, 'nucleases'),
    editors: named(options.baseEditors, BASE_EDITORS, 'baseEditors'),
    knockOutSymbols: symbolsIn(options.knockOut),
  };
}

function symbolsIn(given: string): readonly string[] {
  const symbols = given.split(',').map((symbol) => symbol.trim());
  const written = [...new Set(symbols.filter((symbol) => symbol !== ''))];
  const bad = written.find((symbol) => !/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(symbol));
  if (bad !== undefined) {
    throw new OptionError(
      `"${bad}" is no gene symbol`,
      'gene-editing.knockOut',
      'give symbols with commas between, e.g. PDCD1,TRAC',
    );
  }
  return written;
}

function named<T extends { readonly id: string }>(
  given: string,
  known: readonly T[],
  option: 'baseEditors' | 'nucleases',
): readonly T[] {
  const ids = [...new Set(given.split(',').map((id) => id.trim().toLowerCase()))];
  return ids.map((id) => {
    const found = known.find((one) => one.id === id);
    if (found !== undefined) return found;
    throw new OptionError(
      `there is no "${id}" among ${option}`,
      `gene-editing.${option}`,
      `choose from ${known.map((one) => one.id).join(', ')}`,
    );
  });
}

/** The nuclease that guides are scored for. */
export function spCas9(): Nuclease {
  return named('spcas9', NUCLEASES, 'nucleases')[0] as Nuclease;
}

/** Nucleases whose nickases prime editors were made of: Anzalone 2019, Kweon 2021 (Mol Ther 29:2001). */
const PRIME_NICKASES = 'spcas9,spcas9-ng';

export function primeNickases(): readonly Nuclease[] {
  return named(PRIME_NICKASES, NUCLEASES, 'nucleases');
}
