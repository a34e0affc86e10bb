import { breathe, type Context } from '../../core/context.js';
import type { MrnaConstraints } from './constraints.js';
import { type Place, type SequenceRule, sequenceRules, totalExcess } from './constraints-check.js';
import { codonsIn, type CodonUsage, residueOf } from './codon-usage.js';
import { type EnergyModel, pairCode } from './energy-model.js';
import type { FinishedDesign } from './design-steering.js';
import type { DesignedFold } from './design-traceback.js';
import { baseCodes, type Partners } from './structure.js';
import { partnersEnergy } from './structure-energy.js';

export interface RepairSettings {
  readonly constraints: MrnaConstraints;
  readonly usage: CodonUsage;
  readonly model: EnergyModel;
  /** kcal/mol for a unit of -ln(w) of a codon. */
  readonly lambda: number;
}

type Span = Pick<Place, 'start0' | 'end0'>;

/** Other codons at some places, by the number of the codon. */
type Swap = readonly (readonly [number, string])[];

interface RatedSwap {
  readonly swap: Swap;
  /** Change of how far off the rules the sequence is, below 0. */
  readonly excess: number;
  /** Change of the objective, kcal/mol. */
  readonly cost: number;
}

function price({ cost, excess }: RatedSwap): number {
  return cost / -excess;
}

/** Bases that a site, run or repeat may reach over. */
const LEAST_REACH = 60;
/** Codons of one place at most that are exchanged two at a time, where no single exchange helps. */
const MOST_CODONS_IN_TWOS = 8;
/** Some 10 ms of rating. */
const BASES_PER_BREATH = 50_000;
/** In a longer place exchanges are rated all at once. */
const MOST_CODONS_ONE_BY_ONE = 40;
const MOST_SWEEPS = 5;
/** A place that is still off after so many exchanges is given up. */
const MOST_SWAPS_A_PLACE = 400;

/** The fold with its pairs that these bases cannot make taken out. */
function pairsKept(codes: Uint8Array, partners: Partners): Partners {
  return partners.map((partner, at) =>
    partner >= 0 &&
    pairCode(codes[Math.min(at, partner)] as number, codes[Math.max(at, partner)] as number) < 0
      ? -1
      : partner,
  );
}

/** A search by exchange of synonymous codons, always in the same order. */
class Repair {
  readonly #rules: readonly SequenceRule[];
  readonly #localRules: readonly SequenceRule[];
  #codons: string[];
  #sequence: string;
  #codes: Uint8Array;
  #partners: Partners;
  #basesRated = 0;

  constructor(
    private readonly settings: RepairSettings,
    start: DesignedFold,
  ) {
    this.#rules = sequenceRules(settings.constraints);
    this.#localRules = this.#rules.filter(({ isWhole }) => isWhole !== true);
    this.#codons = [...codonsIn(start.sequence)];
    this.#sequence = start.sequence;
    this.#codes = baseCodes(start.sequence);
    this.#partners = start.partners;
  }

  get fold(): DesignedFold {
    return { sequence: this.#sequence, partners: this.#partners };
  }

  get finished(): FinishedDesign<DesignedFold> {
    const { model, lambda } = this.settings;
    const energy = partnersEnergy(model, this.#codes, this.#partners, 'none') / 100;
    const loss = this.#codons.reduce((sum, codon) => sum + this.#loss(codon), 0);
    return {
      fold: this.fold,
      excess: totalExcess(this.#rules, this.#sequence, 0, this.#sequence.length),
      objective: lambda === 0 ? energy : energy + lambda * loss,
    };
  }

  /** Exchanges codons until the rules are kept or nothing helps any more. */
  async run(context: Context): Promise<void> {
    const givenUp = new Set<string>();
    for (;;) {
      const place = this.#nextPlace(givenUp);
      if (place === null) return;
      const isWide = place.end0 - place.start0 > 3 * MOST_CODONS_ONE_BY_ONE;
      await (isWide ? this.#sweep(place, context) : this.#oneByOne(place, context));
      givenUp.add(`${place.what} ${place.start0}`);
      context.report({ step: 'places repaired', done: givenUp.size, total: null });
    }
  }

  async #oneByOne(place: Place, context: Context): Promise<void> {
    for (let swaps = 0; swaps < MOST_SWAPS_A_PLACE; swaps++) {
      if (this.#excess(this.#sequence, place) === 0) return;
      const best = await this.#bestSwap(place, context);
      if (best === null) return;
      this.#apply(best.swap);
    }
  }

  /** Rates every exchange in a long place once, and makes them from the cheapest on while they still help. */
  async #sweep(place: Place, context: Context): Promise<void> {
    let excess = this.#excess(this.#sequence, place);
    for (let sweep = 0; sweep < MOST_SWEEPS && excess > 0; sweep++) {
      const rated: RatedSwap[] = [];
      for (const swap of this.#singles(place)) {
        await this.#pause(context);
        const one = this.#rate(swap);
        if (one !== null) rated.push(one);
      }
      if (rated.length === 0) return;
      rated.sort((a, b) => price(a) - price(b));
      for (const { swap } of rated) {
        await this.#pause(context);
        const change = this.#change(swap);
        if (change < 0) {
          this.#apply(swap);
          excess += change;
        }
        if (excess <= 0) break;
      }
      excess = this.#excess(this.#sequence, place);
    }
  }

  /** Takes codons that are used more where neither the fold's energy nor a rule suffers. */
  async preferUsed(context: Context): Promise<void> {
    for (let at = 0; at < this.#codons.length; at++) {
      await this.#pause(context);
      const now = this.#loss(this.#codons[at] as string);
      const better = this.#synonyms(at)
        .filter((codon) => this.#loss(codon) < now)
        .sort((a, b) => this.#loss(a) - this.#loss(b));
      for (const codon of better) {
        const swap: Swap = [[at, codon]];
        if (this.#breaksPairs(swap) || this.#cost(swap) > 0 || this.#change(swap) > 0) continue;
        this.#apply(swap);
        break;
      }
    }
  }

  #breaksPairs(swap: Swap): boolean {
    const codes = baseCodes(this.#with(swap).join(''));
    return pairsKept(codes, this.#partners).some((partner, at) => partner !== this.#partners[at]);
  }

  /** To be called once a rated exchange, which takes time with the length. */
  async #pause(context: Context): Promise<void> {
    this.#basesRated += 3 * this.#codons.length;
    if (this.#basesRated < BASES_PER_BREATH) return;
    this.#basesRated = 0;
    await breathe(context);
  }

  #nextPlace(givenUp: ReadonlySet<string>): Place | null {
    const sequence = this.#sequence;
    for (const rule of this.#rules)
      for (const place of rule.places(sequence))
        if (!givenUp.has(`${place.what} ${place.start0}`)) return place;
    return null;
  }

  #excess(sequence: string, { start0, end0 }: Span): number {
    return totalExcess(this.#rules, sequence, start0, end0);
  }

  #loss(codon: string): number {
    return this.settings.usage.byCodon.get(codon)?.loss ?? Infinity;
  }

  #synonyms(at: number): readonly string[] {
    const now = this.#codons[at] as string;
    const codons = this.settings.usage.codonsOf.get(residueOf(now)) ?? [];
    return codons
      .filter(({ codon, share }) => share > 0 && codon !== now)
      .map(({ codon }) => codon);
  }

  #with(swap: Swap): string[] {
    const codons = [...this.#codons];
    for (const [at, codon] of swap) codons[at] = codon;
    return codons;
  }

  #singles({ start0, end0 }: Place): readonly Swap[] {
    const singles: Swap[] = [];
    for (let at = Math.floor(start0 / 3); 3 * at < end0; at++)
      for (const codon of this.#synonyms(at)) singles.push([[at, codon]]);
    return singles;
  }

  /** The swap that costs least for each step towards the rules; null where none leads there. */
  async #bestSwap(place: Place, context: Context): Promise<RatedSwap | null> {
    const first = Math.floor(place.start0 / 3);
    const last = Math.floor((place.end0 - 1) / 3);
    const singles = this.#singles(place);
    const best = await this.#best(singles, context);
    if (best !== null) return this.#mended(best);
    if (last - first >= MOST_CODONS_IN_TWOS) return null;
    const twos = singles.flatMap((one) =>
      singles
        .filter((other) => (other[0]?.[0] ?? 0) > (one[0]?.[0] ?? 0))
        .map((other): Swap => [...one, ...other]),
    );
    return this.#best(twos, context);
  }

  async #best(swaps: readonly Swap[], context: Context): Promise<RatedSwap | null> {
    let best: RatedSwap | null = null;
    for (const swap of swaps) {
      await this.#pause(context);
      const rated = this.#rate(swap);
      if (rated !== null && (best === null || price(rated) < price(best))) best = rated;
    }
    return best;
  }

  /** How much further off the rules the sequence is with a swap; below 0 where it is nearer. */
  #change(swap: Swap): number {
    const after = this.#with(swap).join('');
    const [first, ...others] = this.#spans(swap);
    const changeIn = (rules: readonly SequenceRule[], { start0, end0 }: Span): number =>
      totalExcess(rules, after, start0, end0) - totalExcess(rules, this.#sequence, start0, end0);
    return others.reduce(
      (sum, span) => sum + changeIn(this.#localRules, span),
      changeIn(this.#rules, first as Span),
    );
  }

  /** Stretches with the codons of a swap; those that one window may cover are one. */
  #spans(swap: Swap): readonly Span[] {
    const reach = Math.max(LEAST_REACH, this.settings.constraints.gcWindow?.bases ?? 0);
    const spans: Span[] = [];
    for (const at of swap.map(([at]) => at).sort((a, b) => a - b)) {
      const last = spans.at(-1);
      const end0 = 3 * at + 3;
      if (last !== undefined && 3 * at - last.end0 < reach)
        spans[spans.length - 1] = { ...last, end0 };
      else spans.push({ start0: 3 * at, end0 });
    }
    return spans;
  }

  /** Null where the swap brings the sequence no nearer to the rules. */
  #rate(swap: Swap): RatedSwap | null {
    const excess = this.#change(swap);
    return excess < 0 ? { swap, excess, cost: this.#cost(swap) } : null;
  }

  /** Change of free energy and codon adaptation by a swap, kcal/mol; pairs that break are taken out of the fold. */
  #cost(swap: Swap): number {
    const { lambda } = this.settings;
    const loss = swap.reduce(
      (sum, [at, codon]) => sum + this.#loss(codon) - this.#loss(this.#codons[at] as string),
      0,
    );
    const places = swap.map(([at]) => at);
    const [from, to] = this.#loopsAround(3 * Math.min(...places), 3 * Math.max(...places) + 3);
    const before = this.#codes.slice(from, to);
    const after = before.slice();
    for (const [at, codon] of swap) after.set(baseCodes(codon), 3 * at - from);
    const partners = this.#partners
      .slice(from, to)
      .map((partner) => (partner < 0 ? -1 : partner - from));
    const { model } = this.settings;
    const energy =
      partnersEnergy(model, after, pairsKept(after, partners), 'none') -
      partnersEnergy(model, before, partners, 'none');
    return energy / 100 + (lambda === 0 ? 0 : lambda * loss);
  }

  /** The innermost pair around a stretch, that a change inside leaves in place, and all within; else the whole. */
  #loopsAround(start0: number, end0: number): readonly [from: number, to: number] {
    for (let at = start0 - 1; at >= 0; at--) {
      const partner = this.#partners[at] as number;
      if (partner >= end0) return [at, partner + 1];
      if (partner >= 0 && partner < at) at = partner;
    }
    return [0, this.#codes.length];
  }

  /** Also exchanges the codon on the other side of a pair that the swap breaks, where that pays. */
  #mended(best: RatedSwap): RatedSwap {
    let mended = best;
    const [[at] = [0]] = best.swap;
    for (let base = 3 * at; base < 3 * at + 3; base++) {
      const partner = this.#partners[base] as number;
      const other = Math.floor(partner / 3);
      if (partner < 0 || other === at) continue;
      for (const codon of this.#synonyms(other)) {
        const rated = this.#rate([...best.swap, [other, codon]]);
        if (rated !== null && rated.excess <= best.excess && rated.cost < mended.cost)
          mended = rated;
      }
    }
    return mended;
  }

  #apply(swap: Swap): void {
    this.#codons = this.#with(swap);
    this.#sequence = this.#codons.join('');
    this.#codes = baseCodes(this.#sequence);
    this.#partners = pairsKept(this.#codes, this.#partners);
  }
}

/** The design with the most used of its equally good codons. */
export async function withUsedCodons(
  start: DesignedFold,
  settings: RepairSettings,
  context: Context,
): Promise<DesignedFold> {
  const repair = new Repair(settings, start);
  await repair.preferUsed(context);
  return repair.fold;
}

/**
 * The design with synonymous codons exchanged until it keeps to the constraints on its sequence, or nothing helps: place
 * by place, the exchange that costs least energy and adaptation for each step; deterministic. Pairs that break are taken
 * out of the fold.
 */
export async function repairDesign(
  start: DesignedFold,
  settings: RepairSettings,
  context: Context,
): Promise<FinishedDesign<DesignedFold>> {
  const repair = new Repair(settings, start);
  await repair.run(context);
  return repair.finished;
}
