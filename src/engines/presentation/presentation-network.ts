import type { HlaAllele, Peptide } from '../../core/brands.js';
import type { Context } from '../../core/context.js';
import { PackError } from '../../core/errors.js';
import { hlaChains, hlaClass } from '../../core/hla-allele.js';
import { seededRandom } from '../../core/seeded-random.js';
import { compareText } from '../../core/skipped.js';
import { type AnswerBatch, inThisThread, type NetworkHost } from '../../kernels/gated-network.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { decodeProteome, type Proteome } from '../search/proteome-format.js';
import { alleleDistances } from './allele-distance.js';
import { slotTable, type SlotTable } from './gated-network.js';
import {
  decodeNetworkPack,
  type GatedNetwork,
  type NetworkPack,
  type NetworkRole,
} from './network-pack.js';
import { type PeptideBatch, peptideBatches } from './peptide-batches.js';
import { alignedToBothEnds, aroundEachCore, type LengthTable } from './peptide-slots.js';
import {
  CALIBRATION_PEPTIDES,
  drawHumanPeptides,
  percentileRank,
  type RankTable,
  rankTableOf,
} from './percentile-calibration.js';
import type { AlleleScores, PresentationModel } from './presentation-model.js';

/** What a network says of peptides on one allele, arrays parallel to the peptides; NaN for a length it does not know. */
interface Logits {
  /** Eluted-ligand logit. */
  readonly el: Float64Array;
  /** Logit of 1 - log50000(IC50 in nM); null where the network gives no affinity. */
  readonly ba: Float64Array | null;
  /** As in `AlleleScores`. */
  readonly coreStart0: Int8Array | null;
}

/** A pan-allele network as a presentation model. */
export interface PresentationNetwork extends PresentationModel {
  /** Which of the pack's networks answer. */
  readonly role: NetworkRole;
  /** The bare logits, or null for an allele without a groove. */
  logits(peptides: readonly Peptide[], allele: HlaAllele, context: Context): Promise<Logits | null>;
}

export interface NetworkOptions {
  /** The `healthy-proteome` pack, which random peptides for percentile ranks are drawn from. */
  readonly proteome: LoadedPack;
  /** Asks the ensemble that the student was distilled from, slower, where the pack has one; not unless told. */
  readonly accurate?: boolean;
  /** The calling thread unless told. */
  readonly host?: NetworkHost;
}

/** Samples of a batch for the kernel: some 15 ms between two looks at the abort signal. */
const SAMPLES_PER_BATCH = 16_384;
/** Grooves whose tables are kept, some 2 MB each; a person has at most 18 molecules of a class. */
const KEPT_TABLES = 18;
/** Lengths that percentile ranks are calibrated on, in equal numbers: docs/science/presentation.md. */
const CALIBRATION_LENGTHS = {
  I: [8, 9, 10, 11],
  II: [12, 13, 14, 15, 16, 17, 18, 19, 20],
} as const;
const CALIBRATION_SEED = 20_261_124;
/** Random peptides of a length, and how many of the best of them stand for an allele's binders: the best 1 %. */
const POSITION_PEPTIDES = 5_000;
const POSITION_BINDERS = 50;
const RESIDUES = 20;
/** ln of the IC50, in nM, where the scale 1 - log50000(IC50) is 0 (Nielsen et al. 2003, doi 10.1110/ps.0239403). */
const LN_WEAKEST_NM = Math.log(50_000);

/**
 * The networks of a pack, ready to score.
 * @throws PackError where the pack holds something else.
 */
export async function loadPresentationNetwork(
  { manifest, bytes }: LoadedPack,
  { proteome, accurate = false, host = inThisThread }: NetworkOptions,
): Promise<PresentationNetwork> {
  const pack = decodeNetworkPack(bytes, manifest.id);
  const teachers = pack.networks.filter(({ role }) => role === 'teacher');
  const role = accurate && teachers.length > 0 ? 'teacher' : 'student';
  const networks = role === 'teacher' ? teachers : pack.networks.filter((net) => net.role === role);
  if (networks.length === 0) {
    throw new PackError('the pack has no network to score with', { pack: manifest.id });
  }
  let decoded: Proteome | null = null;
  return createPresentationNetwork(pack, networks, {
    role,
    id: `${manifest.id}-${manifest.version}${role === 'teacher' ? '-teachers' : ''}`,
    host,
    proteome: () => (decoded ??= decodeProteome(proteome.bytes)),
  });
}

/** Peptides to be scored on a groove, and who takes the answers. */
interface LogitRequest {
  readonly groove: number;
  readonly batches: readonly PeptideBatch[];
  readonly logits: Logits;
}

/** Outputs of samples, `samples x outputs`. */
type Answers = Float32Array | Float64Array;

interface Tables {
  readonly bySlot: readonly SlotTable[];
  readonly byLength: Map<number, readonly LengthTable[]>;
}

async function createPresentationNetwork(
  pack: NetworkPack,
  networks: readonly GatedNetwork[],
  {
    role,
    id,
    host,
    proteome,
  }: {
    readonly role: NetworkRole;
    readonly id: string;
    readonly host: NetworkHost;
    readonly proteome: () => Proteome;
  },
): Promise<PresentationNetwork> {
  const { mhcClass, lengths, register, outputs } = pack;
  const outputCount = (networks[0] as GatedNetwork).layers.at(-1)?.outputs as number;
  const slots = register === null ? alignedToBothEnds(pack.slots) : aroundEachCore(register);
  const answerers = await Promise.all(
    networks.map(({ layers }): Promise<AnswerBatch> => host.open(layers.slice(1))),
  );
  const keptTables = new Map<number, Tables>();
  const rankTables = new Map<number, RankTable>();
  const shares = new Map<string, readonly number[]>();

  const tablesOf = (groove: number): Tables => {
    const tables = keptTables.get(groove) ?? {
      bySlot: networks.map((network) => slotTable(network, pack.grooves[groove] as string)),
      byLength: new Map(),
    };
    // Put last again: the first is the one that was not asked for longest.
    keptTables.delete(groove);
    keptTables.set(groove, tables);
    if (keptTables.size > KEPT_TABLES) keptTables.delete(keptTables.keys().next().value as number);
    return tables;
  };

  const lengthTables = (groove: number, length: number): readonly LengthTable[] => {
    const { bySlot, byLength } = tablesOf(groove);
    let tables = byLength.get(length);
    if (tables === undefined) {
      tables = bySlot.map((table) => slots.lengthTable(table, length));
      byLength.set(length, tables);
    }
    return tables;
  };

  const emptyLogits = (count: number): Logits => ({
    el: new Float64Array(count).fill(NaN),
    ba: outputs.ba < 0 ? null : new Float64Array(count).fill(NaN),
    coreStart0: register === null ? null : new Int8Array(count).fill(-1),
  });

  /** Mean answers of all networks, `samples x outputs`. */
  const meanAnswers = async (
    tables: readonly LengthTable[],
    codes: Uint8Array,
  ): Promise<Answers> => {
    const answers = await Promise.all(
      answerers.map((answer, i) => answer({ ...(tables[i] as LengthTable), codes })),
    );
    const [first, ...others] = answers as [Float32Array, ...Float32Array[]];
    if (others.length === 0) return first;
    return Float64Array.from(
      first,
      (value, i) =>
        others.reduce((sum, other) => sum + (other[i] as number), value) / networks.length,
    );
  };

  /** The sample, of `samplesEach` from `first` on, with the highest output; the first of equals. */
  const bestSample = (
    answers: Answers,
    first: number,
    samplesEach: number,
    output: number,
  ): number => {
    let best = first;
    for (let sample = first + 1; sample < first + samplesEach; sample++) {
      const value = answers[sample * outputCount + output] as number;
      if (value > (answers[best * outputCount + output] as number)) best = sample;
    }
    return best;
  };

  /** Takes down each logit of a peptide at its own best register. */
  const takeAnswers = (
    answers: Answers,
    samplesEach: number,
    indices: Int32Array,
    { el, ba, coreStart0 }: Logits,
  ): void => {
    for (let row = 0; row < indices.length; row++) {
      const index = indices[row] as number;
      const first = row * samplesEach;
      const presented = bestSample(answers, first, samplesEach, outputs.el);
      el[index] = answers[presented * outputCount + outputs.el] as number;
      if (coreStart0 !== null) coreStart0[index] = presented - first;
      if (ba === null) continue;
      const bound = bestSample(answers, first, samplesEach, outputs.ba);
      ba[index] = answers[bound * outputCount + outputs.ba] as number;
    }
  };

  function* jobs(requests: Iterable<LogitRequest>): Generator<() => Promise<void>> {
    for (const { groove, batches, logits } of requests) {
      for (const { length, indices, residues } of batches) {
        const samplesEach = slots.samplesPerPeptide(length);
        const step = Math.max(1, Math.floor(SAMPLES_PER_BATCH / samplesEach));
        for (let from = 0; from < indices.length; from += step) {
          const tables = lengthTables(groove, length);
          yield async () => {
            const part = residues.subarray(from * length, (from + step) * length);
            const answers = await meanAnswers(tables, slots.samples(part, length));
            takeAnswers(answers, samplesEach, indices.subarray(from, from + step), logits);
          };
        }
      }
    }
  }

  const answerAll = (requests: Iterable<LogitRequest>, context: Context): Promise<void> =>
    // Two for each thread: one worked on, one waiting.
    runAll(jobs(requests), 2 * host.threads, context.signal);

  const randomBatches = (
    count: number,
    ofLengths: readonly number[],
    seed: number,
  ): readonly PeptideBatch[] => {
    const random = seededRandom(seed);
    let drawn = 0;
    return ofLengths.map((length, i) => {
      const upTo = Math.round((count * (i + 1)) / ofLengths.length);
      const indices = Int32Array.from({ length: upTo - drawn }, (_, row) => drawn + row);
      drawn = upTo;
      const residues = drawHumanPeptides(proteome(), { count: indices.length, length, random });
      return { length, indices, residues };
    });
  };

  let calibrationBatches: readonly PeptideBatch[] | null = null;
  const calibrate = async (grooves: readonly number[], context: Context): Promise<void> => {
    const missing = [...new Set(grooves)].filter((groove) => !rankTables.has(groove));
    for (const [done, groove] of missing.entries()) {
      context.report({ step: 'percentile ranks of alleles', done, total: missing.length });
      calibrationBatches ??= randomBatches(
        CALIBRATION_PEPTIDES,
        CALIBRATION_LENGTHS[mhcClass],
        CALIBRATION_SEED,
      );
      const logits = emptyLogits(CALIBRATION_PEPTIDES);
      await answerAll([{ groove, batches: calibrationBatches, logits }], context);
      rankTables.set(groove, rankTableOf(logits.el));
    }
  };

  const scoredAllele = (
    allele: HlaAllele,
    { el, ba, coreStart0 }: Logits,
    table: RankTable,
  ): AlleleScores => ({
    kind: 'scored',
    allele,
    modelId: id,
    affinityNm: ba === null ? null : ba.map((logit) => Math.exp(LN_WEAKEST_NM * sigmoid(-logit))),
    presentationScore: el.map(sigmoid),
    percentileRank: el.map((logit) => (Number.isNaN(logit) ? NaN : percentileRank(table, logit))),
    coreStart0,
  });

  const unscoredReason = (allele: HlaAllele): string => {
    const asked = hlaClass(allele);
    if (asked !== mhcClass)
      return `${allele} is class ${asked}; this model is for class ${mhcClass}`;
    return /^HLA-D[QP]/.test(allele) && hlaChains(allele).length === 1
      ? `${allele} is one chain of a molecule; it is scored together with its partner`
      : `no groove sequence is known for ${allele}`;
  };

  const logitsOf = async (
    peptides: readonly Peptide[],
    grooves: readonly number[],
    context: Context,
  ): Promise<readonly Logits[]> => {
    const batches = peptideBatches(peptides, lengths);
    const requests = grooves.map((groove): LogitRequest => ({
      groove,
      batches,
      logits: emptyLogits(peptides.length),
    }));
    await answerAll(requests, context);
    return requests.map(({ logits }) => logits);
  };

  const findShares = async (
    groove: number,
    length: number,
    context: Context,
  ): Promise<readonly number[]> => {
    const [random] = randomBatches(POSITION_PEPTIDES, [length], CALIBRATION_SEED + length);
    const { residues } = random as PeptideBatch;
    const scores = emptyLogits(POSITION_PEPTIDES);
    await answerAll([{ groove, batches: [random as PeptideBatch], logits: scores }], context);
    const binders = [...scores.el.keys()]
      .sort((a, b) => (scores.el[b] as number) - (scores.el[a] as number) || a - b)
      .slice(0, POSITION_BINDERS);

    // Each residue at each position of each binder; its own residue gives its own score again.
    const changed = new Uint8Array(binders.length * length * RESIDUES * length);
    let at = 0;
    for (const binder of binders) {
      for (let position = 0; position < length; position++) {
        for (let residue = 0; residue < RESIDUES; residue++, at += length) {
          changed.set(residues.subarray(binder * length, (binder + 1) * length), at);
          changed[at + position] = residue;
        }
      }
    }
    const count = changed.length / length;
    const logits = emptyLogits(count);
    const indices = Int32Array.from({ length: count }, (_, row) => row);
    await answerAll(
      [{ groove, batches: [{ length, indices, residues: changed }], logits }],
      context,
    );
    const effects = new Float64Array(length);
    logits.el.forEach((logit, row) => {
      const binder = binders[Math.floor(row / (length * RESIDUES))] as number;
      const position = Math.floor(row / RESIDUES) % length;
      effects[position] =
        (effects[position] as number) + Math.abs(logit - (scores.el[binder] as number));
    });
    const total = effects.reduce((sum, effect) => sum + effect, 0);
    return Array.from(effects, (effect) => effect / total);
  };

  return {
    role,
    id,
    title: `Pan-allele network of eluted class ${mhcClass} ligands and measured affinities`,
    mhcClass,
    peptideLengths: lengths,
    alleles: [...pack.grooveOf.keys()].sort(compareText),
    score: async (peptides, alleles, context) => {
      const known = alleles.filter((allele) => pack.grooveOf.has(allele));
      const grooves = known.map((allele) => pack.grooveOf.get(allele) as number);
      await calibrate(grooves, context);
      const answers = await logitsOf(peptides, grooves, context);
      let next = 0;
      return alleles.map((allele): AlleleScores => {
        const groove = pack.grooveOf.get(allele);
        if (groove === undefined)
          return { kind: 'unscored', allele, reason: unscoredReason(allele) };
        return scoredAllele(allele, answers[next++] as Logits, rankTables.get(groove) as RankTable);
      });
    },
    logits: async (peptides, allele, context) => {
      const groove = pack.grooveOf.get(allele);
      if (groove === undefined) return null;
      return (await logitsOf(peptides, [groove], context))[0] as Logits;
    },
    positionShares: async (allele, length, context) => {
      const groove = pack.grooveOf.get(allele);
      // In class II the core lies elsewhere from peptide to peptide, and its anchors with it.
      if (groove === undefined || register !== null || !lengths.includes(length)) return null;
      const key = `${groove} ${length}`;
      const found = shares.get(key) ?? (await findShares(groove, length, context));
      shares.set(key, found);
      return found;
    },
    alleleDistance: alleleDistances(pack),
  };
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Runs jobs as they come, at most `limit` at a time; rejects with the first failure, or the signal's reason. */
async function runAll(
  jobs: Generator<() => Promise<void>>,
  limit: number,
  signal: AbortSignal,
): Promise<void> {
  const runNext = async (): Promise<void> => {
    for (const job of jobs) {
      signal.throwIfAborted();
      await job();
    }
  };
  await Promise.all(Array.from({ length: limit }, runNext));
}
