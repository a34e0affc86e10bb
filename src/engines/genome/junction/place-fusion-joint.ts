/** Where two proteins are joined in a fusion protein. */
export interface FusionJoint {
  /** First residue that is not the 5' partner's. */
  readonly breakpoint0: number;
  /** Residues `[start0, end0)` that neither partner has; out of frame to the end. */
  readonly novelStart0: number;
  readonly novelEnd0: number;
}

/** A shorter common beginning or end may be chance: 20^-8 by residue frequencies alone. */
const FEWEST_SHARED_RESIDUES = 8;

/**
 * Places the junction in a whole fusion protein by its partners' healthy proteins: it begins as the 5'
 * partner does and, in frame, ends as the 3' partner does. Null where it does not (another isoform, or a start
 * within the protein). Bases that neither gives code for residues between the two.
 */
export function placeFusionJoint(
  protein: string,
  inFrame: boolean,
  parents: { readonly protein5: string; readonly protein3: string | null },
): FusionJoint | null {
  const { protein5, protein3 } = parents;
  let shared = 0;
  while (shared < protein.length && protein[shared] === protein5[shared]) shared++;
  if (shared < FEWEST_SHARED_RESIDUES || shared === protein.length) return null;
  if (!inFrame) {
    return { breakpoint0: shared, novelStart0: shared, novelEnd0: protein.length };
  }
  if (protein3 === null) return null;
  let sharedEnd = 0;
  while (
    sharedEnd < protein.length - shared &&
    protein.at(-1 - sharedEnd) === protein3.at(-1 - sharedEnd)
  ) {
    sharedEnd++;
  }
  if (sharedEnd < FEWEST_SHARED_RESIDUES) return null;
  return { breakpoint0: shared, novelStart0: shared, novelEnd0: protein.length - sharedEnd };
}
