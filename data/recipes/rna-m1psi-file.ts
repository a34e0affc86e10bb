import { PAIRS } from '../../src/kernels/reference/rna-fold-energies.js';
import type { ModifiedStack } from '../../src/engines/rna/energy-pack.js';

/** In the file's keys, the modified base. */
const M1PSI = '1';

/** Code of a pair, the modified base read as uridine. */
function pairOf(base5 = '', base3 = ''): number {
  const pair = `${base5}${base3}`.replaceAll(M1PSI, 'U');
  const code = PAIRS.findIndex((known) => known === pair);
  if (code < 0) throw new Error(`${pair} is no pair`);
  return code;
}

/**
 * Stacks from a ViennaRNA file of modified bases. A key has the 5' strand's two bases, then their partners: `G1CA` is
 * G-C followed by the modified base and A. Stacks with a second uridine are left out: the file gives them with one of
 * the two modified, and here both are.
 */
export function readM1PsiStacks(json: string): readonly ModifiedStack[] {
  const file = JSON.parse(json) as {
    modified_base: { stacking_energies: Readonly<Record<string, number>> };
  };
  return Object.entries(file.modified_base.stacking_energies).flatMap(([key, kcal]) => {
    const uridines = key.replaceAll(/[ACG]/g, '');
    if (uridines !== M1PSI) return [];
    const [first, second, firstPartner, secondPartner] = key;
    return {
      outer: pairOf(first, firstPartner),
      inner: pairOf(secondPartner, second),
      freeEnergy: Math.round(100 * kcal),
    };
  });
}
