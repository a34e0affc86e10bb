import { OptionError } from '../../core/errors.js';
import type { Part } from '../../engines/constructs/part.js';
import { type VectorFit, vectorFit } from '../../engines/constructs/vectors/vector-fit.js';
import type { Organ } from '../../engines/constructs/vectors/tumour-organs.js';
import type { Vector } from '../../engines/constructs/vectors/vector.js';
import type { BackbonePlan } from '../../engines/constructs/vector-assembly/vector-plan.js';
import type { Findings } from '../../findings/findings.js';
import type { DesignEngines } from '../modality.js';
import { choosePromoter, type PromoterChoice } from './choose-promoter.js';
import type { SuicideGeneChoice } from './options.js';
import { payloadPieces, type PayloadPieces } from './payload-pieces.js';
import type { Payload } from './payloads.js';

/** What a payload will be made of, before its codons are chosen. */
export interface PayloadPlan {
  readonly payload: Payload;
  readonly promoter: PromoterChoice;
  readonly kozak: Part;
  readonly polyA: Part;
  readonly pieces: PayloadPieces;
  /** Promoter to poly(A). */
  readonly insertBp: number;
  /** Every vector, best first. */
  readonly fits: readonly VectorFit[];
  /** Those to try in turn, each with its plasmid. */
  readonly candidates: readonly { readonly fit: VectorFit; readonly backbone: BackbonePlan }[];
}

const STOP_BP = 3;

/**
 * The plan for one payload, or why there is none: a part that the packs do not hold, or no vector that takes it.
 * @throws OptionError for a promoter or poly(A) signal that was asked for and is not in the library.
 */
export function planPayload(
  payload: Payload,
  organ: Organ,
  choice: SuicideGeneChoice,
  findings: Findings,
  { parts, healthyProteome }: DesignEngines,
): PayloadPlan | string {
  const polyA = parts.part(choice.polyA, 'polyA_signal');
  const kozak = parts.part('kozak', 'kozak_sequence');
  const promoter = choosePromoter(choice.promoter, payload, findings, parts);
  const pieces = orWhyNot(() => payloadPieces(payload, healthyProteome, parts));
  if (typeof pieces === 'string') return pieces;
  const residues = pieces.pieces.reduce((sum, { protein }) => sum + protein.length, 0);
  const insertBp =
    promoter.part.sequence.length +
    kozak.sequence.length +
    3 * residues +
    STOP_BP +
    polyA.sequence.length;
  const fits = vectorFit(insertBp, {
    organ,
    route: choice.route,
    needs: { replicating: false },
  });
  const candidates = fits.flatMap((fit) => {
    const backbone = backboneOf(fit.vector);
    const isWanted =
      choice.vector === null ? fit.verdict !== 'does-not-fit' : fit.vector.id === choice.vector;
    return backbone === null || !isWanted ? [] : [{ fit, backbone }];
  });
  return candidates.length === 0
    ? `no vector that can be assembled here takes ${insertBp} bp`
    : { payload, promoter, kozak, polyA, pieces, insertBp, fits, candidates };
}

/** The plasmid that a catalogue's vector is made from; null where this program has none. */
export function backboneOf({ class: of, genome, id }: Vector): BackbonePlan | null {
  if (id === 'ad5-e1e3') return { kind: 'adenoviral-shuttle' };
  if (of === 'adeno-associated virus') {
    return {
      kind: 'aav',
      genome: genome === 'self-complementary DNA' ? 'self-complementary' : 'single-stranded',
    };
  }
  if (of === 'plasmid') return { kind: 'plasmid' };
  return null;
}

/** What was made, or the message of the OptionError that it met. */
export function orWhyNot<T>(make: () => T): T | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof OptionError) return error.message;
    throw error;
  }
}
