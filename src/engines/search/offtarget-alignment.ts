/** A guide on its site, both of one length; `-` stands opposite an unpaired base. */
export interface GuideAlignment {
  readonly guide: string;
  /** Mismatched bases in lower case, unpaired ones in upper. */
  readonly site: string;
  readonly mismatches: number;
}

/**
 * The alignment of a guide with a protospacer of `guide.length + bulge` bases, both 5' to 3', that has the fewest
 * mismatches; of several the one whose bulge lies nearest to the 5' end. The bulge is one stretch with paired
 * bases on both sides. N is a mismatch.
 */
export function bestAlignment(guide: string, protospacer: string, bulge: number): GuideAlignment {
  if (bulge === 0) return alignedAt(guide, protospacer, 0, 0);
  const paired = Math.min(guide.length, protospacer.length);
  let best: GuideAlignment | null = null;
  for (let before = 1; before < paired; before++) {
    const one = alignedAt(guide, protospacer, bulge, before);
    if (best === null || one.mismatches < best.mismatches) best = one;
  }
  if (best === null) throw new Error('a bulge needs a paired base on both sides');
  return best;
}

function alignedAt(
  guide: string,
  protospacer: string,
  bulge: number,
  before: number,
): GuideAlignment {
  const gap = '-'.repeat(Math.abs(bulge));
  const withGap = (letters: string): string =>
    letters.slice(0, before) + gap + letters.slice(before);
  const upper = bulge > 0 ? withGap(guide) : guide;
  const lower = bulge < 0 ? withGap(protospacer) : protospacer;
  let mismatches = 0;
  let site = '';
  for (let i = 0; i < upper.length; i++) {
    const letter = lower[i] as string;
    const isPaired = upper[i] !== '-' && letter !== '-';
    const differs = isPaired && (upper[i] !== letter || letter === 'N');
    if (differs) mismatches++;
    site += differs ? letter.toLowerCase() : letter;
  }
  return { guide: upper, site, mismatches };
}
