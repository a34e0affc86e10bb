import type { Context } from '../../core/context.js';
import type { Reference } from '../../engines/genome/reference-pack.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import type { EnergyModel } from '../../engines/rna/energy-model.js';
import { type AlleleSite, alleleSites } from '../../engines/silencing/allele-sites.js';
import { junctionSites } from '../../engines/silencing/fusion-rna.js';
import type { SirnaEfficacyModel } from '../../engines/silencing/sirna-efficacy.js';
import {
  type SirnaOffTargets,
  sirnaOffTargets,
} from '../../engines/silencing/sirna-off-targets.js';
import {
  readTargetRna,
  type SirnaSite,
  sirnaSites,
  type TargetRna,
} from '../../engines/silencing/target-rna.js';
import type {
  AlleleSirna,
  JudgedSirna,
  JunctionSirna,
  ScannedPlace,
  Sought,
} from './gene-silencing-design.js';
import {
  apart,
  isClean,
  judgedSirna,
  type Judging,
  scoredSites,
  type ScoredSite,
} from './judge-sirna.js';
import type { GeneSilencingChoice } from './options.js';
import type { FusionGround, MutationGround } from './silencing-targets.js';

/** What siRNAs are chosen with. */
export interface SirnaMeans {
  readonly model: SirnaEfficacyModel;
  readonly energies: EnergyModel;
  readonly reference: Reference;
  readonly choice: GeneSilencingChoice;
  readonly context: Context;
}

export interface ChosenSirnas {
  /** The transcript that is silenced: the mutant, or the fusion. */
  readonly target: TargetRna;
  readonly cds: Transcript['cds'];
  readonly mutantOnly: Sought<AlleleSirna>;
  readonly junction: Sought<JunctionSirna>;
  readonly scan: readonly ScannedPlace[];
  readonly wholeGene: Sought<JudgedSirna>;
}

/** Ui-Tei 2004: the guide begins with A or U, its passenger with G or C, so that the guide is loaded. */
const LOADED_END = /^[AU].{17}[CG]/;

/** Candidates for each that is wanted: those with a toxic seed or a near match elsewhere give way. */
const SPARE = 3;

const bestActivity = (a: ScoredSite, b: ScoredSite): number =>
  b.efficacy.activity - a.efficacy.activity;

function activityOnHealthy({ efficacy, healthy }: ScoredSite<AlleleSite>): number {
  return Math.max(0, efficacy.activity) * healthy.shareAtMost;
}

/** What is kept apart: activity on the mutant less the most on the healthy copy. */
function margin(site: ScoredSite<AlleleSite>): number {
  return site.efficacy.activity - activityOnHealthy(site);
}

/** siRNAs of the mutant copy alone, and of both copies. */
export async function sirnasOfMutation(
  { transcript, transcripts, change }: MutationGround,
  means: SirnaMeans,
): Promise<ChosenSirnas> {
  const { model, energies, choice, context } = means;
  const healthy = readTargetRna(transcript.id, transcript.cdna);
  const allele = alleleSites(healthy, change, energies);
  const scored = await scoredSites(allele.sites, model, context);
  const selective = scored
    .filter(({ healthy: { verdict } }) => verdict !== 'silenced')
    .toSorted((a, b) => margin(b) - margin(a) || a.start0 - b.start0)
    .slice(0, SPARE * choice.perStrategy);

  const others = transcripts.filter(({ id }) => id !== transcript.id).map(({ cdna }) => cdna);
  const shared = sirnaSites(healthy).filter(({ guide, start0, end0 }) => {
    // The model puts such guides first as well; the others are not scored.
    if (!LOADED_END.test(guide)) return false;
    const isApart = end0 <= change.start0 || start0 >= Math.max(change.end0, change.start0 + 1);
    const bases = healthy.bases.slice(start0, end0);
    return isApart && others.every((cdna) => cdna.includes(bases));
  });
  const whole = apart(
    await scoredSites(shared, model, context),
    bestActivity,
    SPARE * choice.perStrategy,
  );

  const offTargets = await elsewhere([...selective, ...whole], ownGenes([transcript]), means);
  const cds = shiftedCds(transcript, change);
  const ofMutant: Judging = { target: allele.mutant, cds, ...judgingMeans(means, offTargets) };
  const ofBoth: Judging = { ...ofMutant, target: healthy, cds: transcript.cds };
  const mutantOnly = await chosen(selective, ofMutant, 'MU', means, (site) => ({
    healthy: site.healthy,
    activityOnHealthyAtMost: activityOnHealthy(site),
  }));
  return {
    target: allele.mutant,
    cds,
    mutantOnly: sought(
      mutantOnly,
      `at none of the ${scored.length} places that the change can have in a guide does the healthy copy lack a match that counts`,
    ),
    junction: { kind: 'not-sought', because: 'it is no fusion' },
    scan: scored.map((site) => ({
      place: site.healthy.mismatches[0]?.place ?? 0,
      guide: site.guide,
      activity: site.efficacy.activity,
      activityOnHealthyAtMost: activityOnHealthy(site),
      verdict: site.healthy.verdict,
    })),
    wholeGene: sought(
      await chosen(whole, ofBoth, 'WG', means, () => ({})),
      `no 21 bases that all ${transcripts.length} transcripts of the gene at hand share make a guide that begins with A or U and has G or C at its 19th letter`,
    ),
  };
}

/** The coding bounds on the mutant, as far as the change lets them stand. */
function shiftedCds(
  { cds }: Transcript,
  { start0, end0, alternate }: MutationGround['change'],
): Transcript['cds'] {
  if (cds === null) return null;
  const grown = alternate.length - (end0 - start0);
  const moved = (at0: number): number => (at0 >= end0 ? at0 + grown : at0);
  return { start0: moved(cds.start0), end0: moved(cds.end0) };
}

/** siRNAs over the junction of a fusion. */
export async function sirnasOfFusion(
  ground: FusionGround,
  means: SirnaMeans,
): Promise<ChosenSirnas> {
  const { model, choice, context } = means;
  const { target, junction0, transcript5, transcript3 } = ground;
  const scored = await scoredSites(junctionSites(ground), model, context);
  const best = scored.toSorted(bestActivity).slice(0, SPARE * choice.perStrategy);
  // The partners count as other transcripts: each of them must pair badly.
  const offTargets = await elsewhere(best, [], means);
  const judging: Judging = { target, cds: null, ...judgingMeans(means, offTargets) };
  const junction = await chosen(best, judging, 'FJ', means, ({ start0, end0 }) => ({
    bases5: junction0 - start0,
    bases3: end0 - junction0,
  }));
  return {
    target,
    cds: null,
    mutantOnly: { kind: 'not-sought', because: 'a fusion has no healthy copy of its junction' },
    junction: sought(
      junction,
      `the joined transcripts of ${transcript5.id} and ${transcript3.id} are too short at the junction`,
    ),
    scan: [],
    wholeGene: {
      kind: 'not-sought',
      because: 'the healthy copies of both partners would be silenced with the fusion',
    },
  };
}

function ownGenes(transcripts: readonly Transcript[]): readonly string[] {
  return transcripts.flatMap(({ geneSymbol }) => (geneSymbol === null ? [] : [geneSymbol]));
}

function judgingMeans(
  { choice, energies }: SirnaMeans,
  offTargets: ReadonlyMap<string, SirnaOffTargets>,
): Omit<Judging, 'cds' | 'target'> {
  return { chemistry: choice.chemistry, energies, offTargets };
}

function elsewhere(
  sites: readonly SirnaSite[],
  genes: readonly string[],
  { reference, context }: SirnaMeans,
): Promise<ReadonlyMap<string, SirnaOffTargets>> {
  return sites.length === 0
    ? Promise.resolve(new Map())
    : sirnaOffTargets(
        () => reference.transcripts(),
        sites.map(({ guide }) => guide),
        genes,
        context,
      );
}

/** The first of the candidates, those without a toxic seed or a near match elsewhere before the others. */
async function chosen<T extends SirnaSite, More extends object>(
  sites: readonly ScoredSite<T>[],
  judging: Judging,
  prefix: string,
  { choice, context }: SirnaMeans,
  more: (site: ScoredSite<T>) => More,
): Promise<readonly (JudgedSirna & More)[]> {
  const first = sites
    .map((site, order) => ({ site, order, clean: isClean(site.guide, judging.offTargets) }))
    .sort((a, b) => Number(b.clean) - Number(a.clean) || a.order - b.order)
    .slice(0, choice.perStrategy);
  const judged = [];
  for (const [i, { site }] of first.entries()) {
    const known = await judgedSirna(site, judging, context);
    judged.push({ ...known, ...more(site), id: `${prefix}${i + 1}` });
  }
  return judged;
}

export function sought<T>(items: readonly T[], because: string): Sought<T> {
  const [first, ...others] = items;
  return first === undefined
    ? { kind: 'not-possible', because }
    : { kind: 'designed', items: [first, ...others] };
}
