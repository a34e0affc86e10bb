import type { DriverEffect } from '../drivers/driver-finding.js';
import { driverEffect, proteinChange } from '../drivers/protein-change.js';
import { isNullVariant } from '../drivers/assess-criteria.js';
import type { Source } from '../../core/cited.js';
import { compareText } from '../../core/skipped.js';
import type { SomaticVariant, TumourCase } from '../../case/tumour-case.js';
import type { Clonality } from '../findings.js';
import { estimateClonality } from '../neoantigens/clonality.js';
import { type GeneCopies, geneCopies, NO_COPY } from './escape-copies.js';
import {
  ESCAPE_GENES,
  ESCAPE_PLACES_SOURCES,
  type EscapeGene,
  type EscapePathway,
} from './escape-genes.js';

/** A variant of the tumour in one of the genes. */
interface EscapeHit {
  readonly variantId: string;
  readonly effect: DriverEffect;
  /** `Q45*`; null where the annotation has none. */
  readonly change: string | null;
  /** Does it abolish the product: stop, frameshift, start loss or a canonical splice site. */
  readonly isNull: boolean;
  readonly filters: readonly string[];
  readonly clonality: Clonality;
}

/**
 * What is left of the gene. `both-copies-lost`: no intact copy. `perhaps-both-copies-lost`: two hits, on
 * which copies is not known. `one-copy-hit`: one is lost or broken, the other stays. `changed`: a change whose
 * effect is not known. `none-seen`: nothing found, as far as was looked.
 */
export type EscapeState =
  | 'both-copies-lost'
  | 'changed'
  | 'none-seen'
  | 'not-looked-at'
  | 'one-copy-hit'
  | 'perhaps-both-copies-lost';

export interface EscapeFinding {
  readonly geneSymbol: string;
  readonly pathway: EscapePathway;
  readonly role: string;
  readonly state: EscapeState;
  readonly reason: string;
  readonly hits: readonly EscapeHit[];
  readonly copies: GeneCopies;
  readonly sources: readonly Source[];
}

/** What of the case is read. */
type TumourParts = Pick<TumourCase, 'annotation' | 'build' | 'copyNumber' | 'purity' | 'variants'>;

const HEALTHY_COPIES = 2;

function hitsOf(tumour: TumourParts, symbol: string): readonly EscapeHit[] {
  if (tumour.variants.kind === 'missing') return [];
  return tumour.variants.value
    .filter(({ calledInTumour }) => calledInTumour !== false)
    .flatMap((variant) => hitOf(tumour, variant, symbol) ?? [])
    .sort((a, b) => Number(b.isNull) - Number(a.isNull) || compareText(a.variantId, b.variantId));
}

/** From the MANE or canonical transcript where it changes that, else from the one that it breaks most. */
function hitOf(tumour: TumourParts, variant: SomaticVariant, symbol: string): EscapeHit | null {
  const changes = variant.consequences
    .filter(({ geneSymbol }) => geneSymbol === symbol)
    .flatMap((consequence) => {
      const effect = driverEffect(consequence.terms);
      if (effect === null) return [];
      const isNull = isNullVariant(effect, consequence.terms);
      const isMain = consequence.maneSelect === true || consequence.canonical === true;
      return [{ consequence, effect, isNull, preference: (isMain ? 2 : 0) + (isNull ? 1 : 0) }];
    })
    .sort((a, b) => b.preference - a.preference);
  const [main] = changes;
  if (main === undefined) return null;
  return {
    variantId: variant.id,
    effect: main.effect,
    change: proteinChange(main.consequence),
    isNull: main.isNull,
    filters: variant.filters,
    clonality: estimateClonality(
      variant.tumourDna,
      tumour.purity,
      tumour.copyNumber,
      variant.position,
    ),
  };
}

/** Do the reads say that some copies are free of the variant. */
function sparesCopies({ clonality }: EscapeHit): boolean {
  return (
    clonality.kind === 'estimated' && clonality.multiplicity < Math.round(clonality.totalCopies)
  );
}

function stateOf(
  { symbol }: EscapeGene,
  hits: readonly EscapeHit[],
  copies: GeneCopies,
  isRead: boolean,
): Pick<EscapeFinding, 'reason' | 'state'> {
  const breaking = hits.filter(({ isNull }) => isNull);
  const named = (list: readonly EscapeHit[]): string =>
    list.map(({ change, variantId }) => change ?? variantId).join(', ');
  if (copies.kind === 'known' && copies.totalCopies < NO_COPY) {
    return { state: 'both-copies-lost', reason: `no copy of ${symbol} is left by copy number` };
  }
  const isOneParentLost =
    copies.kind === 'known' && copies.minorCopies !== null && copies.minorCopies < NO_COPY;
  const [first, ...more] = breaking;
  if (first !== undefined && isOneParentLost) {
    return sparesCopies(first)
      ? {
          state: 'one-copy-hit',
          reason: `${named([first])} breaks ${symbol} and one parental copy is lost, but the reads leave copies without it`,
        }
      : {
          state: 'both-copies-lost',
          reason: `${named([first])} breaks ${symbol}, and the other parental copy is lost`,
        };
  }
  if (first !== undefined && more.length > 0) {
    return {
      state: 'perhaps-both-copies-lost',
      reason: `${named(breaking)} break ${symbol}; on which copies is not known`,
    };
  }
  if (first !== undefined) {
    const rest =
      copies.kind === 'unknown'
        ? `the other copy is not known (${copies.reason})`
        : copies.minorCopies === null
          ? 'the parental copies are not told apart'
          : 'the other copy is there';
    return { state: 'one-copy-hit', reason: `${named([first])} breaks ${symbol}; ${rest}` };
  }
  if (
    copies.kind === 'known' &&
    (isOneParentLost || copies.totalCopies < HEALTHY_COPIES - NO_COPY)
  ) {
    return {
      state: 'one-copy-hit',
      reason: `one parental copy of ${symbol} is lost by copy number${hits.length > 0 ? `; ${named(hits)} changes the other or the lost one` : ''}`,
    };
  }
  if (hits.length > 0) {
    return {
      state: 'changed',
      reason: `${named(hits)}: what it does to ${symbol} is not known`,
    };
  }
  if (!isRead && copies.kind === 'unknown') {
    return { state: 'not-looked-at', reason: `no annotated variants, and ${copies.reason}` };
  }
  const unseen = [
    ...(isRead ? [] : ['variants were not read']),
    ...(copies.kind === 'unknown' ? [copies.reason] : []),
  ];
  return {
    state: 'none-seen',
    reason:
      unseen.length === 0
        ? 'no variant and no loss of a copy'
        : `nothing found; not looked at: ${unseen.join('; ')}`,
  };
}

/**
 * Loss of the genes by which T cells see or fight a tumour, each with its zygosity as far as variants, reads
 * and copy number tell. In the order of the list.
 */
export function findEscape(tumour: TumourParts): readonly EscapeFinding[] {
  const isRead = tumour.variants.kind === 'given' && tumour.annotation.kind === 'given';
  return ESCAPE_GENES.map((gene): EscapeFinding => {
    const hits = hitsOf(tumour, gene.symbol);
    const copies = geneCopies(tumour.copyNumber, tumour.build, gene.places);
    return {
      geneSymbol: gene.symbol,
      pathway: gene.pathway,
      role: gene.role,
      ...stateOf(gene, hits, copies, isRead),
      hits,
      copies,
      sources: ESCAPE_PLACES_SOURCES,
    };
  });
}
