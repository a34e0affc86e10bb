import { UserError } from '../../core/errors.js';
import { gibsonFragments } from '../../engines/constructs/cloning/gibson-fragments.js';
import { goldenGateFragments } from '../../engines/constructs/cloning/golden-gate.js';
import type { PartsLibrary } from '../../engines/constructs/parts-library.js';
import { assembleVector } from '../../engines/constructs/vector-assembly/assemble-vector.js';
import type { AssembledVector } from '../../engines/constructs/vector-assembly/assembled-vector.js';
import { checkVector } from '../../engines/constructs/vector-assembly/check-vector.js';
import { isRetroviral } from '../../engines/constructs/vector-assembly/retroviral.js';
import type {
  BackbonePlan,
  CassettePlan,
} from '../../engines/constructs/vector-assembly/vector-plan.js';
import type { ChosenVector } from './choose-vectors.js';
import type { ReplacementVector } from './gene-replacement-design.js';
import type { GeneReplacementChoice } from './options.js';
import type { Payload } from './payload.js';

type CassetteChoice = Pick<GeneReplacementChoice, 'detarget' | 'polyA' | 'promoter'>;

/** Neither has an intron, which a retroviral genome would lose. */
function promoterOf(backbone: BackbonePlan, { promoter }: CassetteChoice): string {
  return promoter ?? (isRetroviral(backbone.kind) ? 'promoter-pgk' : 'promoter-cmv');
}

/** bp from promoter to poly(A) signal around a coding sequence of so many residues, with its stop. */
export function insertLength(
  library: PartsLibrary,
  residues: number,
  backbone: BackbonePlan,
  choice: CassetteChoice,
): number {
  const length = (id: string): number =>
    library.parts.find((part) => part.id === id)?.sequence.length ?? 0;
  return (
    length(promoterOf(backbone, choice)) +
    length('kozak') +
    3 * residues +
    3 +
    choice.detarget.reduce((sum, id) => sum + length(id), 0) +
    (isRetroviral(backbone.kind) ? 0 : length(choice.polyA))
  );
}

/** The payload in one vector: assembled, checked, and as fragments to order. */
export function buildVector(
  id: string,
  payload: Payload,
  coding: string,
  { fit, backbone }: ChosenVector,
  choice: GeneReplacementChoice,
  library: PartsLibrary,
): ReplacementVector {
  const promoter = promoterOf(backbone, choice);
  const { vector } = fit;
  const means = { library, vector };
  const cassette: CassettePlan = {
    kind: 'coding',
    name: payload.gene,
    promoter,
    kozak: 'kozak',
    coding: [
      {
        kind: 'protein',
        label: payload.gene,
        sequence: coding,
        protein: payload.protein,
        source: payload.source,
        notes: [`codons chosen by this software; protein of ${payload.accession ?? payload.gene}`],
      },
    ],
    threePrime: choice.detarget,
    polyA: isRetroviral(backbone.kind) ? null : choice.polyA,
  };
  const assembled = assembleVector(
    {
      id,
      name: `${payload.gene} in ${vector.name}`,
      description: `Transfer plasmid to put ${payload.gene} back; research use only`,
      backbone,
      cassettes: [cassette],
      oversize: 'check',
    },
    means,
  );
  return {
    vectorId: vector.id,
    vectorName: vector.name,
    fit: fit.verdict,
    promoter,
    insertBp: assembled.insert.end0 - assembled.insert.start0,
    packaged: assembled.packaged,
    construct: assembled.construct,
    checks: checkVector(assembled, means),
    cloning: cloningOf(assembled, choice),
  };
}

function cloningOf(
  { construct, insert }: AssembledVector,
  { vendor, assembly }: GeneReplacementChoice,
): ReplacementVector['cloning'] {
  try {
    return assembly === 'gibson'
      ? { kind: 'gibson', assembly: gibsonFragments(construct, insert, vendor) }
      : { kind: 'golden-gate', assembly: goldenGateFragments(construct, insert, vendor) };
  } catch (error) {
    if (error instanceof UserError) return { kind: 'not-possible', because: error.message };
    throw error;
  }
}
