import { OptionError } from '../../core/errors.js';
import { VECTORS } from '../../engines/constructs/vectors/vector-catalogue.js';
import { type Route, ROUTES } from '../../engines/constructs/vectors/vector.js';
import { checkWholeNumbers } from '../modality.js';
import { backboneOf } from './plan-payload.js';
import { type Payload, PAYLOADS } from './payloads.js';

export interface SuicideGeneOptions {
  /** Designs at most, one a payload. */
  readonly maxDesigns: number;
  /** Payloads by id, with commas. */
  readonly payloads: string;
  /** Id of the vector catalogue; null: the best for the tumour's organ that can be assembled. */
  readonly vector: string | null;
  /** How it is given, e.g. `intrapleural`; null: as the vector was given there before. */
  readonly route: string | null;
  /** `auto`: by the tumour's telomerase where its expression is known; or a promoter's id in the parts library. */
  readonly promoter: string;
  /** Id of a poly(A) signal in the parts library. */
  readonly polyA: string;
}

export const DEFAULT_SUICIDE_GENE_OPTIONS: SuicideGeneOptions = {
  maxDesigns: 4,
  payloads: PAYLOADS.map(({ id }) => id).join(','),
  vector: null,
  route: null,
  promoter: 'auto',
  polyA: 'polya-bgh',
};

const RANGES = { maxDesigns: { least: 1, most: PAYLOADS.length } } as const;

/** Vectors whose plasmid this program can put together. */
const ASSEMBLED = VECTORS.filter((vector) => backboneOf(vector) !== null);

/** Options with what their names stand for. */
export interface SuicideGeneChoice extends Omit<SuicideGeneOptions, 'payloads' | 'route'> {
  readonly payloads: readonly Payload[];
  readonly route: Route | null;
}

/** @throws OptionError naming the option that is out of its range or names what there is not. */
export function checkSuicideGeneOptions(options: SuicideGeneOptions): SuicideGeneChoice {
  checkWholeNumbers('suicide-gene', options, RANGES);
  const { vector, route } = options;
  return {
    ...options,
    payloads: [...new Set(options.payloads.split(',').map((id) => id.trim().toLowerCase()))].map(
      (id) => named('payloads', id, PAYLOADS),
    ),
    vector: vector === null ? null : named('vector', vector, ASSEMBLED).id,
    route:
      route === null
        ? null
        : named(
            'route',
            route,
            ROUTES.map((id) => ({ id })),
          ).id,
  };
}

function named<T extends { readonly id: string }>(
  option: keyof SuicideGeneOptions,
  id: string,
  known: readonly T[],
): T {
  const found = known.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new OptionError(
    `no ${option} "${id}" can be designed with`,
    `suicide-gene.${option}`,
    `choose from ${known.map((one) => one.id).join(', ')}`,
  );
}
