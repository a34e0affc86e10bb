import type { SirnaGuide } from './sirna-guide.js';

/** What is known of a guide's seed by itself, whatever it is aimed at. */
export interface SeedToxicity {
  /** Letters 2-7 of the guide. */
  readonly seed: string;
  /**
   * `listed`: a siRNA with this seed left at most 15 % of the cells alive; `g-rich`: it begins with GG and has four or
   * more G or C, the kind that was most toxic; `not-listed`: neither, which is not the same as harmless.
   */
  readonly kind: 'g-rich' | 'listed' | 'not-listed';
}

/** Viability of cells in percent up to which a seed stands in the list. */
export const TOXIC_VIABILITY_PERCENT = 15;

/**
 * The seeds that left at most 15 % of two human cancer cell lines alive, worst first, of all 4,096 (Gao 2018).
 */
const TOXIC_SEEDS: ReadonlySet<string> = new Set(
  (
    'GGUGGG GCUAAC GGCUGG GGUGCC GGGGGC GGUGGU GGAGGU CGGGCC CAGGCC GGGGGU GGGCUG GUCCUC GGCAGC GGGUGG ' +
    'GCUGGG GGGCGG GUUGCC GGGGUG GCUAGC GCGGCG GGGGCU GGGCAG UGGGGG GGAGCC GGCAGG GACUCC GGAGCU CGGGGC ' +
    'GGCCGC GUCUGC GAUGCU GGAGGC GGUGGA GAGGCC CUGGGC GGUGCU GAAGGC GUCUCC GUCUGG GGCGGC GGGGCG GCCAUC ' +
    'GGCUCU GUAGCC GUGGGU CGGGUC GGGGCA CCAGCC GAAGUC GAGCCC GGGUAG GGAGGG AGUAGC AGUUCC GCCCUC GGGGCC ' +
    'UAUGCC GCGGGG GCGGUC GGGGUC AGGAGC GCAGGU GGGCCU AGCUGG CCAAGC GACUGC GGGAUC GUAGGC UCUGCC CAUGCC ' +
    'CCUGGC CGGUCC GACAGU UCGGGC CCAUCC CCGUGC CGCGGC GCCUUC GACAUC GGCGGG GUGAGU GAGGCU GGCUGC GGGUGC ' +
    'GGUGAC GUGGGG CGCCGC GAGUCC AGGGUC CCAUGG CCGGGC CCUGGG GAUGCC CAUAGC CGGGCU GCCUGC GGGAGU GGUCCC'
  ).split(' '),
);

const SEED = { start0: 1, end0: 7 };
const FEWEST_STRONG = 4;

/** The toxicity of the six letters of the seed, as a screen of all seeds found it. */
export function seedToxicity(guide: SirnaGuide): SeedToxicity {
  const seed = guide.slice(SEED.start0, SEED.end0);
  if (TOXIC_SEEDS.has(seed)) return { seed, kind: 'listed' };
  const strong = seed.replaceAll(/[AU]/g, '').length;
  return { seed, kind: seed.startsWith('GG') && strong >= FEWEST_STRONG ? 'g-rich' : 'not-listed' };
}
