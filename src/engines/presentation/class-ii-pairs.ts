import type { HlaAllele } from '../../core/brands.js';
import { hlaClass, hlaLocus } from '../../core/hla-allele.js';

/** A class II molecule of a person. */
interface ClassIIMolecule {
  /** `HLA-DRB1*04:05`, `HLA-DQA1*05:01-DQB1*02:01`. */
  readonly allele: HlaAllele;
  /**
   * `given`: named so in the typing, or DR, whose alpha chain hardly varies. `cis or trans`: put together here
   * from chains typed apart; typing does not say which lie on one chromosome, and not all pairs are made.
   */
  readonly pairing: 'given' | 'cis or trans';
}

export interface ClassIIMolecules {
  /** In the order given; pairs follow their alpha chain, beta chains in the order given. */
  readonly molecules: readonly ClassIIMolecule[];
  /** Chains whose partner was not typed. */
  readonly unpaired: readonly { readonly allele: HlaAllele; readonly reason: string }[];
}

const BETA_OF = { DQA1: 'DQB1', DPA1: 'DPB1' } as const;
const ALPHA_OF = { DQB1: 'DQA1', DPB1: 'DPA1' } as const;

/**
 * The class II molecules that a typing can make: DR as it stands, pairs as given, and of DQ and DP chains
 * typed apart every alpha with every beta. Class I alleles are left out.
 */
export function pairClassIIChains(alleles: readonly HlaAllele[]): ClassIIMolecules {
  const classII = [...new Set(alleles)].filter((allele) => hlaClass(allele) === 'II');
  const of = (locus: string): readonly HlaAllele[] =>
    classII.filter((allele) => hlaLocus(allele) === locus);
  const molecules = new Map<HlaAllele, ClassIIMolecule['pairing']>();
  const unpaired: { allele: HlaAllele; reason: string }[] = [];
  const leaveOut = (allele: HlaAllele, partner: string): void => {
    const reason = `${allele} is one chain of a molecule; no ${partner} was typed to pair it with`;
    unpaired.push({ allele, reason });
  };
  for (const allele of classII) {
    const locus = hlaLocus(allele);
    switch (locus) {
      case 'DQA1':
      case 'DPA1': {
        const betas = of(BETA_OF[locus]);
        if (betas.length === 0) leaveOut(allele, BETA_OF[locus]);
        for (const beta of betas) {
          const pair = `${allele}-${beta.slice('HLA-'.length)}` as HlaAllele;
          if (!molecules.has(pair)) molecules.set(pair, 'cis or trans');
        }
        break;
      }
      case 'DQB1':
      case 'DPB1':
        if (of(ALPHA_OF[locus]).length === 0) leaveOut(allele, ALPHA_OF[locus]);
        break;
      default:
        molecules.set(allele, 'given');
    }
  }
  return {
    molecules: [...molecules].map(([allele, pairing]) => ({ allele, pairing })),
    unpaired,
  };
}
