import { breathe, type Context } from '../../core/context.js';
import type { PartsLibrary } from '../../engines/constructs/parts-library.js';
import { assembleVector } from '../../engines/constructs/vector-assembly/assemble-vector.js';
import type { AssembledVector } from '../../engines/constructs/vector-assembly/assembled-vector.js';
import { checkVector } from '../../engines/constructs/vector-assembly/check-vector.js';
import { codingElements } from '../../engines/constructs/vector-assembly/coding-elements.js';
import type { CodingSequence } from '../../engines/constructs/vector-assembly/coding-sequence.js';
import type { VectorCheck } from '../../engines/constructs/vector-assembly/vector-check.js';
import type { VectorFit } from '../../engines/constructs/vectors/vector-fit.js';
import type { CodonUsage } from '../../engines/rna/codon-usage.js';
import { orWhyNot, type PayloadPlan } from './plan-payload.js';

/** A payload in its vector. */
export interface AssembledPayload {
  readonly plan: PayloadPlan;
  readonly assembled: AssembledVector;
  readonly coding: CodingSequence;
  /** Failed ones first. */
  readonly checks: readonly VectorCheck[];
  readonly chosen: VectorFit;
  /** Why a vector that ranks before the chosen one was passed over, by its id. */
  readonly passedOver: ReadonlyMap<string, string>;
}

/** Bases of the promoter that the reading frame is designed next to. */
const NEIGHBOURING_BASES = 20;

/**
 * The payload's codons, and its cassette in the first vector of the plan that can be assembled; a string says why
 * there is none. Takes breath between its steps.
 */
export async function assemblePayload(
  plan: PayloadPlan,
  tumour: string,
  library: PartsLibrary,
  usage: CodonUsage,
  context: Context,
): Promise<AssembledPayload | string> {
  const { payload, promoter, kozak, polyA, pieces, candidates } = plan;
  const { elements, coding } = codingElements(pieces.pieces, {
    usage,
    before: promoter.part.sequence.slice(-NEIGHBOURING_BASES) + kozak.sequence,
  });
  await breathe(context);
  const passedOver = new Map<string, string>();
  for (const { fit, backbone } of candidates) {
    const means = { library, vector: fit.vector };
    const assembled = orWhyNot(() =>
      assembleVector(
        {
          id: `suicide-${payload.id}`,
          name: `${payload.title}: vector plasmid`,
          description: `${payload.title} behind ${promoter.part.name}, of ${tumour}; research use only`,
          backbone,
          cassettes: [
            {
              kind: 'coding',
              name: payload.title,
              promoter: promoter.part,
              kozak,
              coding: elements,
              polyA,
            },
          ],
          oversize: 'check',
        },
        means,
      ),
    );
    if (typeof assembled === 'string') {
      passedOver.set(fit.vector.id, assembled);
      continue;
    }
    const insertBp = assembled.insert.end0 - assembled.insert.start0;
    if (insertBp !== plan.insertBp) throw new Error(`${insertBp} bp, not ${plan.insertBp}`);
    await breathe(context);
    const checks = checkVector(assembled, means);
    await breathe(context);
    return { plan, assembled, coding, checks, chosen: fit, passedOver };
  }
  const [[first, why] = ['', '']] = passedOver;
  return `no vector that takes ${plan.insertBp} bp can be assembled here; ${first}: ${why}`;
}
