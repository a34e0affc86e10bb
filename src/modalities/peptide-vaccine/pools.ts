/** A peptide as far as its place in a pool goes. */
export interface PooledPeptide {
  readonly id: string;
  readonly leadingAllele: string;
  readonly hydropathy: number;
  readonly netCharge: number;
}

/** Mean and standard deviation to 0 and 1, so that hydropathy and charge weigh alike. */
function standardised(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
  );
  return values.map((value) => (spread === 0 ? 0 : (value - mean) / spread));
}

/**
 * The pool (0 …) of each peptide: pools differ in size by one at most, and every allele's peptides, hydropathy and
 * charge are spread as evenly as swaps of two peptides make them. Unevenness is the sum of squares of each
 * allele's count in each pool and of each pool's summed (standardised) hydropathy and charge.
 */
export function balancedPools(
  peptides: readonly PooledPeptide[],
  pools: number,
): readonly number[] {
  if (peptides.length === 0) return [];
  const count = Math.min(pools, peptides.length);
  const hydropathy = standardised(peptides.map((peptide) => peptide.hydropathy));
  const charge = standardised(peptides.map((peptide) => peptide.netCharge));
  const alleles = [...new Set(peptides.map(({ leadingAllele }) => leadingAllele))];
  const alleleOf = peptides.map(({ leadingAllele }) => alleles.indexOf(leadingAllele));
  const unevenness = (poolOf: readonly number[]): number => {
    const counts = new Float64Array(count * alleles.length);
    const sums = new Float64Array(2 * count);
    poolOf.forEach((pool, i) => {
      counts[pool * alleles.length + (alleleOf[i] as number)]!++;
      sums[2 * pool]! += hydropathy[i] as number;
      sums[2 * pool + 1]! += charge[i] as number;
    });
    return [...counts, ...sums].reduce((total, value) => total + value ** 2, 0);
  };
  const poolOf = peptides.map((_, i) => i % count);
  let least = unevenness(poolOf);
  for (let improved = true; improved;) {
    improved = false;
    for (let a = 0; a < peptides.length; a++) {
      for (let b = a + 1; b < peptides.length; b++) {
        const [ofA, ofB] = [poolOf[a] as number, poolOf[b] as number];
        if (ofA === ofB) continue;
        [poolOf[a], poolOf[b]] = [ofB, ofA];
        const now = unevenness(poolOf);
        if (now < least - 1e-9) {
          least = now;
          improved = true;
        } else {
          [poolOf[a], poolOf[b]] = [ofA, ofB];
        }
      }
    }
  }
  return poolOf;
}
