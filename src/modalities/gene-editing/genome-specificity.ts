import type { Context } from '../../core/context.js';
import { compareText } from '../../core/skipped.js';
import type { GuideScoreTables } from '../../engines/editing/guide-score-tables.js';
import { guideSpecificity } from '../../engines/editing/guide-specificity.js';
import { NUCLEASES } from '../../engines/editing/nucleases.js';
import { cfdScore } from '../../engines/editing/off-target-scores.js';
import { plainChromosome } from '../../engines/genome/chromosome-names.js';
import type { OffTargetSite } from '../../engines/search/offtarget-search.js';
import { searchPatientGenome } from '../../engines/search/patient-search.js';
import type { PatientSite } from '../../engines/search/patient-sites.js';
import type { PatientVariant } from '../../engines/search/patient-variants.js';
import type { SearchedGenome } from '../modality.js';
import type {
  Aim,
  DraftDesign,
  GeneEditingDesign,
  Judged,
  Measured,
  PatientOffTarget,
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
/** Sites by the patient's variants that a design lists, the most cut first. */
const MOST_PATIENT_SITES = 100;

type JudgedGuide = Judged & { readonly site: GuideSite };
type JudgedDraft = DraftDesign & Pick<GeneEditingDesign, 'patientSites'>;

/** What was found for one spacer. */
interface FoundSites {
  readonly reference: OffTargetSite[];
  readonly patient: PatientSite[];
}

/**
 * The designs with the specificity of their guides: 1 / (1 + sum of CFD over every other NRG site of the genome
 * with up to four mismatches). The patient's variants are part of the genome: a site that they make or change on any
 * copy counts beside those of the reference, one that every copy has lost does not. The guide's own place, on either
 * allele, is not another site. Null with its reason for nucleases that CFD was not measured with.
 */
export async function withSpecificity(
  designs: readonly DraftDesign[],
  genome: SearchedGenome,
  variants: readonly PatientVariant[],
  tables: GuideScoreTables | null,
  context: Context,
): Promise<readonly JudgedDraft[]> {
  const none = notMeasured('the pack guide-scores is not installed');
  const spacers = [...new Set(designs.flatMap(scoredGuides).map(({ site }) => site.spacer))].sort();
  const found = new Map<string, FoundSites>(
    spacers.map((spacer) => [spacer, { reference: [], patient: [] }]),
  );
  if (spacers.length > 0 && tables !== null) {
    await searchFor(found, genome, variants, context);
    const isHome = designs
      .flatMap(scoredGuides)
      .some(({ place, site }) => sitesIn(found, site).some((one) => isAt(one, place)));
    if (!isHome) {
      context.warn(
        `gene editing: ${genome.name} holds no guide at its own place: is it of the variants' build?`,
      );
    }
  }
  const judgeOne = <T extends JudgedGuide>(item: T, nuclease: string): T => ({
    ...item,
    specificity: !isScored(nuclease)
      ? notMeasured(`CFD was measured with SpCas9, not with ${titleOf(nuclease)}`)
      : tables === null
        ? none
        : specificityOf(item.place, sitesIn(found, item.site), tables),
  });
  const judge = <T extends JudgedGuide>(aim: Aim<T>, nucleaseOf: (item: T) => string): Aim<T> =>
    mapAim(aim, (item) => judgeOne(item, nucleaseOf(item)));
  const ofSpCas9 = (): string => spCas9().id;
  return designs.map((design) => ({
    ...design,
    knockOutMutant: judge(design.knockOutMutant, ({ nuclease }) => nuclease),
    primeEdit: judge(design.primeEdit, ({ nickase }) => nickase),
    repair: judge(design.repair, ofSpCas9),
    knockOutGene: judge(design.knockOutGene, ofSpCas9),
    guidePairs: mapAim(design.guidePairs, (pair) => ({
      ...pair,
      first: judgeOne(pair.first, ofSpCas9()),
      second: judgeOne(pair.second, ofSpCas9()),
    })),
    baseEdit: mapAim(design.baseEdit, (edit) => ({
      ...edit,
      specificity: notMeasured('CFD was measured for cuts, not for base editing'),
    })),
    patientSites: tables === null ? [] : patientSitesOf(design, found, tables),
  }));
}

function mapAim<T>(aim: Aim<T>, change: (item: T) => T): Aim<T> {
  if (aim.kind !== 'designed') return aim;
  const [first, ...others] = aim.items;
  return { kind: 'designed', items: [change(first), ...others.map(change)] };
}

async function searchFor(
  found: ReadonlyMap<string, FoundSites>,
  genome: SearchedGenome,
  variants: readonly PatientVariant[],
  context: Context,
): Promise<void> {
  const guides = [...found.keys()].map((sequence) => ({ name: sequence, sequence }));
  const parts = searchPatientGenome(genome.source, guides, SEARCH, variants, context, genome.scan);
  for await (const part of parts) {
    if (part.kind === 'reference') {
      for (const site of part.sites) found.get(site.guide.sequence)?.reference.push(site);
      continue;
    }
    for (const one of part.sites) found.get(one.site.guide.sequence)?.patient.push(one);
    const { mismatched, elsewhere } = part.counts;
    if (mismatched + elsewhere > 0) {
      context.warn(
        `gene editing: ${mismatched + elsewhere} of ${variants.length} variants of the patient are not on ${genome.name} as it reads, and were left out of the search`,
      );
    }
  }
}

/** All that the patient's cells hold: of the reference what not every copy has lost, and what variants make. */
function sitesIn(
  found: ReadonlyMap<string, FoundSites>,
  { spacer }: GuideSite,
): readonly OffTargetSite[] {
  const { reference, patient } = found.get(spacer) ?? { reference: [], patient: [] };
  const gone = new Set(
    patient
      .filter(({ kind, phase }) => kind !== 'created' && phase === 'every-copy')
      .map(({ kind, site, before }) => (kind === 'destroyed' ? site : before)),
  );
  return [
    ...reference.filter((site) => !gone.has(site)),
    ...patient.filter(({ kind }) => kind !== 'destroyed').map(({ site }) => site),
  ];
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
    ...itemsOf(design.guidePairs).flatMap(({ first, second }) => [first, second]),
  ];
}

function specificityOf(
  place: string,
  sites: readonly OffTargetSite[],
  tables: GuideScoreTables,
): Measured {
  const others = sites.filter((site) => !isAt(site, place));
  const scores = others.map((site) => cfdOf(site, tables));
  return { value: guideSpecificity(scores).specificity, reason: null };
}

function cfdOf({ guide, alignment, pam }: OffTargetSite, tables: GuideScoreTables): number {
  const protospacer = alignment.site.toUpperCase();
  return cfdScore(tables, { spacer: guide.sequence, protospacer, pam });
}

function patientSitesOf(
  design: DraftDesign,
  found: ReadonlyMap<string, FoundSites>,
  tables: GuideScoreTables,
): readonly PatientOffTarget[] {
  const guides = new Map<string, JudgedGuide[]>();
  for (const guide of scoredGuides(design)) {
    guides.set(guide.site.spacer, [...(guides.get(guide.site.spacer) ?? []), guide]);
  }
  const sites = [...guides].flatMap(([spacer, same]) =>
    (found.get(spacer)?.patient ?? [])
      .map((one) => ({ one, atTarget: same.some(({ place }) => isAt(one.site, place)) }))
      // What the mutation of the design makes of its own place is told there.
      .filter(
        ({ one, atTarget }) => !atTarget || !one.variants.some(({ id }) => id === design.variantId),
      )
      .map(({ one, atTarget }): PatientOffTarget => {
        const { kind, site, before, variants, phase } = one;
        const { contig, start0, end0, strand, alignment, pam } = site;
        return {
          guides: same.map(({ id }) => id),
          kind,
          atTarget,
          variants: variants.map(({ id }) => id),
          phase,
          place: `${contig}:${start0 + 1}-${end0} (${strand})`,
          protospacer: alignment.site,
          pam,
          mismatches: alignment.mismatches,
          cfd: kind === 'destroyed' ? null : cfdOf(site, tables),
          cfdBefore: kind === 'destroyed' ? cfdOf(site, tables) : before && cfdOf(before, tables),
        };
      }),
  );
  const cut = ({ cfd, cfdBefore }: PatientOffTarget): number => cfd ?? cfdBefore ?? 0;
  return sites
    .sort((a, b) => cut(b) - cut(a) || compareText(a.place, b.place) || compareText(a.kind, b.kind))
    .slice(0, MOST_PATIENT_SITES);
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
