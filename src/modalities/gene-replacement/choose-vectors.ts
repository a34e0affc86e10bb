import type { Cited } from '../../core/cited.js';
import type { Organ } from '../../engines/constructs/vectors/tumour-organs.js';
import { type VectorFit, vectorFit } from '../../engines/constructs/vectors/vector-fit.js';
import type { Route, Vector } from '../../engines/constructs/vectors/vector.js';
import type { BackbonePlan } from '../../engines/constructs/vector-assembly/vector-plan.js';
import type { CarrierRow } from './gene-replacement-design.js';

/** A vector that can be put together from the library, and how it would do. */
export interface ChosenVector {
  readonly fit: VectorFit;
  readonly backbone: BackbonePlan;
}

export interface VectorChoices {
  readonly chosen: readonly ChosenVector[];
  /** All of the catalogue, best first. */
  readonly carriers: readonly CarrierRow[];
  /** Names of the vectors with room for it, where no virus that can be built has; else null. */
  readonly onlyIn: readonly string[] | null;
  /** By how much it is over the limit of those viruses; empty where one has room. */
  readonly overLimits: readonly Cited<string>[];
}

export interface VectorWishes {
  readonly organ: Organ | null;
  readonly route: Route | null;
  readonly noIntegration: boolean;
  /** Kinds of vector at most. */
  readonly most: number;
  /** Build it though no virus that can be built takes it within its limit. */
  readonly large: boolean;
}

/** The best vectors for an insert, one of each kind that can be built, and what the others would do. */
export function chooseVectors(insertBp: number, wishes: VectorWishes): VectorChoices {
  const { organ, route, noIntegration, most, large } = wishes;
  const fits = byTropism(
    vectorFit(insertBp, {
      organ,
      route,
      needs: { replicating: false, ...(noIntegration ? { noIntegration } : {}) },
    }),
    organ,
  );
  const isLarge = !fits.some(
    ({ vector, softMarginBp }) =>
      vector.class !== 'plasmid' &&
      softMarginBp !== null &&
      softMarginBp >= 0 &&
      backboneFor(vector) !== null,
  );
  const chosen: ChosenVector[] = [];
  const carriers = fits.map((fit): CarrierRow => {
    const backbone = backboneFor(fit.vector);
    const notBuilt =
      isLarge && !large
        ? 'no virus that can be built takes a payload of this length'
        : notBuiltBecause(fit, backbone, chosen, most);
    if (notBuilt === null && backbone !== null) chosen.push({ fit, backbone });
    return {
      vectorId: fit.vector.id,
      vectorName: fit.vector.name,
      verdict: fit.verdict,
      softMarginBp: fit.softMarginBp,
      hardMarginBp: fit.hardMarginBp,
      reason: fit.reasons.map(({ value }) => value).join(' '),
      notBuilt,
    };
  });
  return {
    chosen,
    carriers,
    onlyIn: isLarge ? fits.filter(hasRoom).map(({ vector }) => vector.name) : null,
    overLimits: isLarge ? overLimits(fits) : [],
  };
}

/** Of vectors that nobody was read to have given into the organ, those whose tropism names it come first. */
function byTropism(fits: readonly VectorFit[], organ: Organ | null): readonly VectorFit[] {
  const names = ({ vector, reach }: VectorFit): boolean =>
    organ !== null && reach.length === 0 && (vector.tropism?.value.includes(organ) ?? false);
  const sorted = [...fits];
  for (let at = 1; at < sorted.length; at++) {
    for (let i = at; i > 0; i--) {
      const [before, behind] = [sorted[i - 1] as VectorFit, sorted[i] as VectorFit];
      const areAlike =
        before.verdict === behind.verdict &&
        before.vector.class === behind.vector.class &&
        before.reach.length === 0;
      if (!areAlike || names(before) || !names(behind)) break;
      sorted[i - 1] = behind;
      sorted[i] = before;
    }
  }
  return sorted;
}

/** What decides against the first virus of each kind that can be built. */
function overLimits(fits: readonly VectorFit[]): readonly Cited<string>[] {
  const built = fits.filter(
    ({ vector }) => vector.class !== 'plasmid' && backboneFor(vector) !== null,
  );
  const first = built.filter(
    ({ vector }, i) => built.findIndex((other) => other.vector.class === vector.class) === i,
  );
  return first.flatMap(({ reasons }) => reasons.slice(0, 1));
}

function hasRoom({ vector, hardMarginBp, softMarginBp }: VectorFit): boolean {
  const marginBp = hardMarginBp ?? softMarginBp;
  return vector.packaging.unlimited !== null || (marginBp !== null && marginBp >= 0);
}

function notBuiltBecause(
  { verdict, vector }: VectorFit,
  backbone: BackbonePlan | null,
  chosen: readonly ChosenVector[],
  most: number,
): string | null {
  if (verdict === 'does-not-fit') return 'it does not fit';
  if (vector.genome === 'self-complementary DNA') {
    return 'single-stranded AAV has twice the room';
  }
  if (backbone === null) return 'the parts library has no backbone of it';
  if (chosen.some((one) => isSameKind(one.backbone, backbone))) {
    return 'another of its kind comes before it';
  }
  return chosen.length < most ? null : `vectorsPerGene is ${most}`;
}

function isSameKind(a: BackbonePlan, b: BackbonePlan): boolean {
  return a.kind === b.kind;
}

/** The backbone that the library's parts make of a vector; null where they make none. */
function backboneFor({ id, class: kind, genome, replicates }: Vector): BackbonePlan | null {
  if (replicates) return null;
  switch (kind) {
    case 'adeno-associated virus':
      return genome === 'self-complementary DNA'
        ? null
        : { kind: 'aav', genome: 'single-stranded' };
    case 'adenovirus':
      // The library's arms are those of Ad5 with E1 and E3 out; another fibre goes into the same genome.
      return id === 'ad5-e1e3' || id === 'ad5-f35' ? { kind: 'adenoviral-shuttle' } : null;
    case 'lentivirus':
      return { kind: 'lentiviral' };
    case 'gammaretrovirus':
      return { kind: 'gammaretroviral' };
    case 'plasmid':
      return { kind: 'plasmid' };
    case 'herpes simplex virus':
    case 'lipid nanoparticle':
    case 'transposon':
    case 'vaccinia virus':
      return null;
  }
}
