import { breathe, type Context } from '../../../core/context.js';
import { OptionError } from '../../../core/errors.js';
import { codonAdaptation, type CodonUsage, type UsedCodon } from '../../rna/codon-usage.js';
import { forbiddenSites, NO_CONSTRAINTS } from '../../rna/constraints.js';
import { sequenceRules } from '../../rna/constraints-check.js';
import { proteinToDesign } from '../../rna/design-protein.js';
import { shareOf } from '../../rna/mrna-score.js';
import { asRna } from '../strands.js';
import {
  type EndCost,
  gcCost,
  repeatCost,
  runCost,
  sharedCost,
  siteCost,
  spliceCost,
} from './coding-costs.js';
import type {
  CodingDemand,
  CodingSequence,
  CodingSequenceOptions,
  SequenceToDifferFrom,
} from './coding-sequence.js';
import { requireDna } from './resolve-element.js';
import { LIKELY_SPLICE_SITES, type SpliceLimits, spliceSites } from './splice-sites.js';

/** Sites that cut what Golden Gate joins, and signals that end a transcript. */
const USUAL_SITES = forbiddenSites(['BsaI', 'BsmBI', 'BbsI', 'polyA-AATAAA', 'polyA-ATTAAA']);

/** Codons' losses add up to a few units; a broken demand outweighs them all nearby. */
const BROKEN = 30;
/** Designs that end alike in so many bases go on alike, but for demands on longer stretches. */
const ALIKE_BASES = 9;

type Settings = Required<Omit<CodingSequenceOptions, 'usage'>> & { readonly usage: CodonUsage };

function settingsOf(options: CodingSequenceOptions): Settings {
  return {
    cpgCost: 1,
    splice: LIKELY_SPLICE_SITES,
    forbiddenSites: USUAL_SITES,
    longestRun: 6,
    gcWindow: { bases: 50, least: 0.3, most: 0.7 },
    shortestRepeat: 16,
    differentFrom: [],
    before: '',
    behind: '',
    beam: 24,
    ...options,
  };
}

function requireSettings({ cpgCost, beam, before, behind, differentFrom }: Settings): void {
  if (!(cpgCost >= 0 && cpgCost <= 100)) {
    throw new OptionError(`a cost of ${cpgCost} for a CG`, 'cpgCost', '0 to 100');
  }
  if (!Number.isInteger(beam) || beam < 1 || beam > 1000) {
    throw new OptionError(`${beam} partial designs`, 'beam', 'a whole number from 1 to 1000');
  }
  if (before !== '') requireDna(before, 'what stands before', 'before');
  if (behind !== '') requireDna(behind, 'what stands behind', 'behind');
  for (const [i, { name, sequence, longestShared }] of differentFrom.entries()) {
    requireDna(sequence, name, `differentFrom.${i}`);
    if (!Number.isInteger(longestShared) || longestShared < 6) {
      throw new OptionError(
        `${longestShared} bases in common`,
        `differentFrom.${i}.longestShared`,
        'a whole number from 6 on: shorter stretches cannot be kept out',
      );
    }
  }
}

interface PartialDesign {
  /** With what stands before. */
  readonly sequence: string;
  readonly cost: number;
}

/**
 * DNA for a protein: least sum of the codons' losses and the cost of CGs, and as few broken demands as a beam search
 * from the first codon to the last finds. What can't be met is told in `demands`. Same input, same sequence.
 * @throws InputError for a protein that is none (a stop inside, DNA letters), OptionError for an option out of range.
 */
export function optimiseCodingSequence(
  protein: string,
  options: CodingSequenceOptions,
): CodingSequence {
  const search = searchCodons(protein, options);
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return value;
  }
}

/** Codons between two looks at the abort signal; some 20 ms. */
const CODONS_BETWEEN_BREATHS = 40;

/** As `optimiseCodingSequence`, in steps: rejects soon after an abort. */
export async function optimiseCodingSequenceInSteps(
  protein: string,
  options: CodingSequenceOptions,
  context: Context,
): Promise<CodingSequence> {
  const search = searchCodons(protein, options);
  for (;;) {
    await breathe(context);
    for (let i = 0; i < CODONS_BETWEEN_BREATHS; i++) {
      const { done, value } = search.next();
      if (done === true) return value;
    }
  }
}

/** Takes one residue a step. */
function* searchCodons(
  protein: string,
  options: CodingSequenceOptions,
): Generator<undefined, CodingSequence, undefined> {
  const settings = settingsOf(options);
  requireSettings(settings);
  const residues = proteinToDesign(protein, 'the protein', {}, true);
  const costs = costsOf(settings);
  const { shortestRepeat } = settings;
  const repeats = shortestRepeat === null ? null : repeatCost(shortestRepeat);
  let designs: readonly PartialDesign[] = [{ sequence: settings.before, cost: 0 }];
  for (const residue of residues) {
    const codons = usedCodons(settings.usage, residue);
    designs = bestDesigns(designs, codons, settings, costs, repeats);
    yield;
  }
  const all = repeats === null ? costs : [...costs, repeats];
  const ended = designs.map(({ sequence, cost }) => ({
    sequence,
    cost: cost + endCost(sequence + settings.behind, sequence.length, all),
  }));
  const best = ended.reduce((a, b) => (b.cost < a.cost ? b : a));
  const sequence = best.sequence.slice(settings.before.length);
  return {
    protein: residues,
    sequence,
    cai: codonAdaptation(asRna(sequence), settings.usage),
    gcShare: shareOf(sequence, /[GC]/g),
    cpgCount: sequence.split('CG').length - 1,
    demands: demandsOf(sequence, settings).sort((a, b) => Number(a.met) - Number(b.met)),
  };
}

function usedCodons(usage: CodonUsage, residue: string): readonly UsedCodon[] {
  const codons = usage.codonsOf.get(residue);
  if (codons === undefined) throw new Error(`${residue} has no codons`);
  return codons.filter(({ share }) => share > 0);
}

/** All but repeats, which take a look at the whole sequence. */
function costsOf(settings: Settings): readonly EndCost[] {
  const { splice, longestRun, gcWindow, differentFrom } = settings;
  return [
    ...settings.forbiddenSites.map(siteCost),
    runCost(longestRun),
    ...(splice === null ? [] : [spliceCost(splice)]),
    ...(gcWindow === null ? [] : [gcCost(gcWindow)]),
    ...differentFrom.map(sharedCost),
  ];
}

function endCost(sequence: string, from: number, costs: readonly EndCost[]): number {
  return BROKEN * costs.reduce((sum, cost) => sum + cost(sequence, from), 0);
}

function bestDesigns(
  designs: readonly PartialDesign[],
  codons: readonly UsedCodon[],
  { cpgCost, beam }: Settings,
  costs: readonly EndCost[],
  repeats: EndCost | null,
): readonly PartialDesign[] {
  const extended = designs.flatMap(({ sequence, cost }) =>
    codons.map(({ codon, loss }) => {
      const next = sequence + codon.replaceAll('U', 'T');
      const cpgs = next.slice(sequence.length - 1).split('CG').length - 1;
      return {
        sequence: next,
        cost: cost + loss + cpgCost * cpgs + endCost(next, sequence.length, costs),
        areRepeatsCounted: repeats === null,
      };
    }),
  );
  // Sorting keeps the order of equals, so that the same input gives the same sequence.
  const ranked = extended.sort((a, b) => a.cost - b.cost);
  const kept: PartialDesign[] = [];
  const ends = new Set<string>();
  for (let at = 0; at < ranked.length && kept.length < beam; at++) {
    const design = ranked[at] as (typeof ranked)[number];
    const { sequence, cost, areRepeatsCounted } = design;
    const end = sequence.slice(-ALIKE_BASES);
    if (ends.has(end)) continue;
    const repeated =
      repeats === null || areRepeatsCounted ? 0 : repeats(sequence, sequence.length - 3);
    if (repeated > 0) {
      // Back among those that are not worse.
      const counted = { sequence, cost: cost + BROKEN * repeated, areRepeatsCounted: true };
      const place = ranked.findIndex((other, i) => i > at && other.cost > counted.cost);
      ranked.splice(place < 0 ? ranked.length : place, 0, counted);
      continue;
    }
    ends.add(end);
    kept.push({ sequence, cost });
  }
  return kept;
}

/** Every demand judged on the whole sequence with what stands around it. */
function demandsOf(sequence: string, settings: Settings): CodingDemand[] {
  const { before, behind, splice, differentFrom } = settings;
  const whole = before + sequence + behind;
  const [from, to] = [before.length, before.length + sequence.length];
  const rules = sequenceRules({
    ...NO_CONSTRAINTS,
    forbiddenSites: settings.forbiddenSites,
    longestRun: settings.longestRun,
    gcWindow: settings.gcWindow,
    shortestRepeat: settings.shortestRepeat,
  }).map((rule): CodingDemand => {
    const rna = asRna(whole);
    const places = rule.places(rna).filter(({ start0, end0 }) => start0 < to && end0 > from);
    return {
      name: rule.constraint,
      met: places.length === 0,
      found:
        places.length === 0
          ? 'kept everywhere'
          : places
              .map(({ start0, what }) => `${what} at ${Math.max(0, start0 - from) + 1}`)
              .join(', '),
    };
  });
  return [
    ...rules,
    ...(splice === null ? [] : [spliceDemand(whole, from, to, splice)]),
    ...differentFrom.map((other) => sharedDemand(sequence, other)),
  ];
}

function spliceDemand(whole: string, from: number, to: number, limits: SpliceLimits): CodingDemand {
  const sites = spliceSites(whole, limits).filter(({ joint0 }) => joint0 > from && joint0 < to);
  return {
    name: `no splice donor over ${limits.donorBits} or acceptor over ${limits.acceptorBits} bits`,
    met: sites.length === 0,
    found:
      sites.length === 0
        ? 'none found'
        : sites
            .map(({ kind, joint0, bits }) => `${kind} at ${joint0 - from + 1} (${bits.toFixed(1)})`)
            .join(', '),
  };
}

function sharedDemand(
  sequence: string,
  { name, sequence: other, longestShared }: SequenceToDifferFrom,
): CodingDemand {
  const { length, start0 } = longestCommon(sequence, other);
  return {
    name: `no ${longestShared} bases in a row as in ${name}`,
    met: length < longestShared,
    found: `longest stretch in common: ${length} bases, at ${start0 + 1}`,
  };
}

/** The longest stretch that both hold, and where it starts in the first. */
export function longestCommon(
  sequence: string,
  other: string,
): { readonly length: number; readonly start0: number } {
  let best = { length: 0, start0: 0 };
  let above = new Uint16Array(other.length + 1);
  for (let i = 0; i < sequence.length; i++) {
    const row = new Uint16Array(other.length + 1);
    for (let j = 0; j < other.length; j++) {
      if (sequence[i] !== other[j]) continue;
      const length = (above[j] as number) + 1;
      row[j + 1] = length;
      if (length > best.length) best = { length, start0: i - length + 1 };
    }
    above = row;
  }
  return best;
}
