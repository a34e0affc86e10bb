/**
 * 1-based positions that together hold more than `threshold` (0-1) of a peptide's binding, the fewest
 * possible, ascending; the rule of Xia 2023 (doi 10.1126/sciimmunol.abg2200) for anchors.
 */
export function anchorsFromShares(shares: readonly number[], threshold: number): readonly number[] {
  const order = shares
    .map((share, index) => ({ share, position: index + 1 }))
    .sort((a, b) => b.share - a.share || a.position - b.position);
  const anchors: number[] = [];
  let reached = 0;
  for (const { share, position } of order) {
    anchors.push(position);
    reached += share;
    if (reached > threshold) break;
  }
  return anchors.sort((a, b) => a - b);
}
