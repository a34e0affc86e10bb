import type { Context } from '../../core/context.js';
import type { GuideScoreTables } from '../../engines/editing/guide-score-tables.js';
import { guideSpecificity } from '../../engines/editing/guide-specificity.js';
import { NUCLEASES } from '../../engines/editing/nucleases.js';
import { cfdScore } from '../../engines/editing/off-target-scores.js';
import { plainChromosome } from '../../engines/genome/chromosome-names.js';
import { type OffTargetSite, searchOffTargets } from '../../engines/search/offtarget-search.js';
import type { SearchedGenome } from '../modality.js';
import type {
  Aim,
  DraftDesign,
  GeneEditingDesign,
  Judged,
  Measured,
} from './gene-editing-design.js';
import { notMeasured } from './guide-scores.js';
import type { GuideSite } from './guide-sites.js';
import { spCas9 } from './options.js';

/** NGG and NAG: SpCas9's PAMs with most of its off-targets. */
const SEARCH = {
  pam: 'NRG',
  pamSide: '3prime',
  mismatches: 4,
  dnaBulge: 0,
  rnaBulge: 0,
} as const;

type JudgedGuide = Judged & { readonly site: GuideSite };

/**
 * The designs with the specificity of their guides: 1 / (1 + sum of CFD over every other NRG site of the genome
 * with up to four mismatches). The guide's own place, on either allele, is not another site. Null with its reason
 * for nucleases that CFD was not measured with.
 */
export async function withSpecificity(
  designs: readonly DraftDesign[],
  genome: SearchedGenome,
  tables: GuideScoreTables | null,
  context: Context,
): Promise<readonly DraftDesign[]> {
  if (tables === null) return designs;
  const spacers = [...new Set(designs.flatMap(scoredGuides).map(({ site }) => site.spacer))].sort();
  const sitesOf = new Map<string, OffTargetSite[]>(spacers.map((spacer) => [spacer, []]));
  if (spacers.length > 0) {
    const guides = spacers.map((sequence) => ({ name: sequence, sequence }));
    const found = searchOffTargets(genome.source, guides, SEARCH, context, genome.scan);
    for await (const sites of found) {
      for (const site of sites) sitesOf.get(site.guide.sequence)?.push(site);
    }
    const isHome = designs
      .flatMap(scoredGuides)
      .some(({ place, site }) => sitesOf.get(site.spacer)?.some((one) => isAt(one, place)));
    if (!isHome) {
      context.warn(
        `gene editing: ${genome.name} holds no guide at its own place: is it of the variants' build?`,
      );
    }
  }
  const judge = <T extends JudgedGuide>(aim: Aim<T>, nucleaseOf: (item: T) => string): Aim<T> => {
    if (aim.kind !== 'designed') return aim;
    const [first, ...others] = aim.items.map((item): T => ({
      ...item,
      specificity: isScored(nucleaseOf(item))
        ? specificityOf(item, sitesOf.get(item.site.spacer) ?? [], tables)
        : notMeasured(`CFD was measured with SpCas9, not with ${titleOf(nucleaseOf(item))}`),
    }));
    return { kind: 'designed', items: [first as T, ...others] };
  };
  const ofSpCas9 = (): string => spCas9().id;
  return designs.map((design) => ({
    ...design,
    knockOutMutant: judge(design.knockOutMutant, ({ nuclease }) => nuclease),
    primeEdit: judge(design.primeEdit, ({ nickase }) => nickase),
    repair: judge(design.repair, ofSpCas9),
    knockOutGene: judge(design.knockOutGene, ofSpCas9),
    baseEdit: judgeBaseEdits(design.baseEdit),
  }));
}

function judgeBaseEdits(aim: GeneEditingDesign['baseEdit']): GeneEditingDesign['baseEdit'] {
  if (aim.kind !== 'designed') return aim;
  const specificity = notMeasured('CFD was measured for cuts, not for base editing');
  const [first, ...others] = aim.items;
  return {
    kind: 'designed',
    items: [{ ...first, specificity }, ...others.map((item) => ({ ...item, specificity }))],
  };
}

function titleOf(nuclease: string): string {
  return NUCLEASES.find(({ id }) => id === nuclease)?.title ?? nuclease;
}

function isScored(nuclease: string): boolean {
  return NUCLEASES.find(({ id }) => id === nuclease)?.scoredAsSpCas9 === true;
}

function itemsOf<T>(aim: Aim<T>): readonly T[] {
  return aim.kind === 'designed' ? aim.items : [];
}

function scoredGuides(design: DraftDesign): readonly JudgedGuide[] {
  return [
    ...itemsOf(design.knockOutMutant).filter(({ nuclease }) => isScored(nuclease)),
    ...itemsOf(design.primeEdit).filter(({ nickase }) => isScored(nickase)),
    ...itemsOf(design.repair),
    ...itemsOf(design.knockOutGene),
  ];
}

function specificityOf(
  { place, site: { spacer } }: JudgedGuide,
  sites: readonly OffTargetSite[],
  tables: GuideScoreTables,
): Measured {
  const others = sites.filter((site) => !isAt(site, place));
  const scores = others.map(({ alignment, pam }) =>
    cfdScore(tables, { spacer, protospacer: alignment.site.toUpperCase(), pam }),
  );
  return { value: guideSpecificity(scores).specificity, reason: null };
}

/** Does a site lie where the guide was designed: `chr7:140753340-140753363 (-)`. */
function isAt(site: OffTargetSite, place: string): boolean {
  const [, contig, start, end, strand] = /^(.+):(\d+)-(\d+) \((.)\)$/.exec(place) ?? [];
  return (
    plainChromosome(site.contig) === plainChromosome(contig ?? '') &&
    site.strand === strand &&
    site.start0 < Number(end) &&
    site.end0 >= Number(start)
  );
}
