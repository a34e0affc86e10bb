import type { Nuclease } from '../../engines/editing/nuclease.js';
import type { AlleleGuide } from './gene-editing-design.js';
import {
  cfdOnWildtype,
  efficacyOf,
  expectedEfficacy,
  frameshiftShare,
  type GuideScores,
} from './guide-scores.js';
import { guideSites, lonelySites } from './guide-sites.js';
import { around, type Locus } from './locus.js';
import { holdsChange, type SparedAllele, sparedAllele } from './spared-allele.js';

type DraftGuide = Omit<AlleleGuide, 'id' | 'place' | 'specificity'>;

/** Guides of the mutant allele, and how many fit both. */
export interface AlleleGuides {
  /** The wild-type allele is spared best first: by PAM before by seed, then by CFD, then by efficacy. */
  readonly specific: readonly DraftGuide[];
  /** Guides on the mutation that are not told apart from the wild type well enough. */
  readonly unspecific: number;
}

/** No protospacer with its PAM is longer. Unit: nt. */
const GUIDE_REACH = 40;

const ORDER: Readonly<Record<SparedAllele['how'], number>> = {
  'pam-lost': 0,
  seed: 1,
  mismatch: 2,
  none: 3,
};

/** With more of the cutting left on the healthy copy by CFD, a guide does not count as specific; our choice. */
const MOST_CFD_LEFT = 0.5;

/** Guides whose protospacer or PAM holds the mutation. */
export function alleleGuides(
  locus: Locus,
  nucleases: readonly Nuclease[],
  scores: GuideScores,
): AlleleGuides {
  const { mutant } = locus.bases;
  const drafts = nucleases.flatMap((nuclease) =>
    lonelySites(
      mutant,
      guideSites(mutant, nuclease, around(locus, GUIDE_REACH)).filter((site) =>
        holdsChange(locus, site),
      ),
    ).map((site): DraftGuide => {
      const spared = sparedAllele(locus, site, nuclease);
      return {
        nuclease: nuclease.id,
        nucleaseTitle: nuclease.title,
        site,
        spared,
        cfdOnWildtype: cfdOnWildtype(scores, nuclease, site, spared),
        efficacy: efficacyOf(scores, nuclease, mutant, site),
        frameshift: frameshiftShare(nuclease, mutant, site),
      };
    }),
  );
  const specific = drafts.filter(
    ({ spared, cfdOnWildtype: left }) =>
      ORDER[spared.how] <= ORDER.seed && (left.value ?? 0) <= MOST_CFD_LEFT,
  );
  const sorted = specific.sort(
    (a, b) =>
      ORDER[a.spared.how] - ORDER[b.spared.how] ||
      (a.cfdOnWildtype.value ?? 1) - (b.cfdOnWildtype.value ?? 1) ||
      expectedEfficacy(b.efficacy) - expectedEfficacy(a.efficacy) ||
      a.site.start0 - b.site.start0 ||
      a.site.strand - b.site.strand,
  );
  // Nucleases that read the same spacer at a place (SpCas9 and SpCas9-NG) give one guide.
  const seen = new Set<string>();
  return {
    specific: sorted.filter(({ site: { spacer, start0, strand } }) => {
      const key = `${spacer} ${start0} ${strand}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    }),
    unspecific: drafts.length - specific.length,
  };
}
