import { cited, type Cited, type Source } from '../../../core/cited.js';
import type { Organ } from './tumour-organs.js';
import { tissueName } from './tumour-organs.js';
import type { Duration, Reach, Route, Split, Vector } from './vector.js';
import { CATALOGUE, uncatalogued, VECTORS } from './vector-catalogue.js';

/** What a payload asks of its vector; what is left out is not asked. */
interface VectorNeeds {
  /** Whether it has to multiply in the tumour, or must not. */
  readonly replicating?: boolean;
  /** How long the payload must be made at least. */
  readonly atLeast?: Exclude<Duration, 'until the cell is killed'>;
  /** It must not write itself into the genome. */
  readonly noIntegration?: boolean;
  /** The payload must stay in every daughter cell. */
  readonly permanent?: boolean;
  /** Cells that do not divide must be reached. */
  readonly restingCells?: boolean;
}

export interface VectorQuestion {
  /** Null: whatever organ. */
  readonly organ: Organ | null;
  /** Null: any by which the vector is known to reach the organ. */
  readonly route: Route | null;
  readonly needs: VectorNeeds;
}

/** `tight`: over the length up to which nothing is known to suffer, within the longest that went in. */
export type FitVerdict = 'fits' | 'tight' | 'cannot-say' | 'does-not-fit';

export interface VectorFit {
  readonly vector: Vector;
  readonly verdict: FitVerdict;
  /** bp left up to the soft and the hard limit, below 0 where over; null where no limit was read. */
  readonly softMarginBp: number | null;
  readonly hardMarginBp: number | null;
  /** Where it reached the organ before, by the route if one is asked; tumours and the better evidence first. */
  readonly reach: readonly Cited<Reach>[];
  /** What decides against it first. */
  readonly reasons: readonly Cited<string>[];
  /** How the payload can be split, where it is too long for one and that is known. */
  readonly split: Cited<Split> | null;
}

const VERDICTS: readonly FitVerdict[] = ['fits', 'tight', 'cannot-say', 'does-not-fit'];
const EVIDENCE: readonly Reach['evidence'][] = [
  'approved product',
  'clinical trial',
  'animal',
  'cells',
];
const DURATIONS: readonly Duration[] = ['days', 'weeks', 'months', 'years', 'life of the cell'];

/** bp an insert may have up to the soft and the hard limit, the vector's own bases taken off; null: none was read. */
export function insertCapacity({ packaging: { softBp, hardBp, ownBp } }: Vector): {
  readonly softBp: number | null;
  readonly hardBp: number | null;
} {
  const own = ownBp?.value ?? 0;
  return {
    softBp: softBp === null ? null : softBp.value - own,
    hardBp: hardBp === null ? null : hardBp.value - own,
  };
}

/**
 * Every vector with what it makes of an insert of `insertBp` (promoter to poly(A), without the vector's own
 * ends), best first: by verdict, then by how well it is known to reach the organ, then in the catalogue's order.
 */
export function vectorFit(insertBp: number, question: VectorQuestion): readonly VectorFit[] {
  return VECTORS.map((vector, place) => ({ fit: fitOf(vector, insertBp, question), place }))
    .sort(
      (a, b) =>
        VERDICTS.indexOf(a.fit.verdict) - VERDICTS.indexOf(b.fit.verdict) ||
        reachRank(a.fit.reach) - reachRank(b.fit.reach) ||
        a.place - b.place,
    )
    .map(({ fit }) => fit);
}

/** One vector's answer, as in `vectorFit`. */
export function fitOf(vector: Vector, insertBp: number, question: VectorQuestion): VectorFit {
  const { softBp, hardBp } = insertCapacity(vector);
  const softMarginBp = softBp === null ? null : softBp - insertBp;
  const hardMarginBp = hardBp === null ? null : hardBp - insertBp;
  const reach = reachOf(vector, question);
  const findings = [
    sizeFinding(vector, insertBp),
    ...needFindings(vector, question.needs),
    ...reachFindings(vector, reach, question),
  ];
  const worst = Math.max(...findings.map(({ verdict }) => VERDICTS.indexOf(verdict)));
  const overHard = hardMarginBp !== null && hardMarginBp < 0;
  const overSoft = softMarginBp !== null && softMarginBp < 0;
  return {
    vector,
    verdict: VERDICTS[worst] as FitVerdict,
    softMarginBp,
    hardMarginBp,
    reach,
    reasons: findings
      .toSorted((a, b) => VERDICTS.indexOf(b.verdict) - VERDICTS.indexOf(a.verdict))
      .map(({ reason }) => reason),
    split: overHard || overSoft ? vector.split : null,
  };
}

interface Finding {
  readonly verdict: FitVerdict;
  readonly reason: Cited<string>;
}

function sizeFinding(vector: Vector, insertBp: number): Finding {
  const { packaging, name } = vector;
  const { softBp, hardBp } = insertCapacity(vector);
  const asked = `${bp(insertBp)} of insert`;
  const own =
    packaging.ownBp === null
      ? ''
      : ` (its own ${bp(packaging.ownBp.value)} taken off, counted ${packaging.countedOver})`;
  const sources = [packaging.softBp, packaging.hardBp, packaging.ownBp].flatMap(
    (limit) => limit?.sources ?? [],
  );
  const say = (verdict: FitVerdict, text: string): Finding => ({
    verdict,
    reason: { value: text, sources: atLeastOne(sources) },
  });
  if (packaging.unlimited !== null) {
    return { verdict: 'fits', reason: packaging.unlimited };
  }
  if (hardBp !== null && insertBp > hardBp) {
    return say(
      'does-not-fit',
      `${asked} is ${bp(insertBp - hardBp)} over the longest that ${name} took, ${bp(hardBp)}${own}.`,
    );
  }
  if (softBp !== null) {
    return insertBp <= softBp
      ? say(
          'fits',
          `${asked} leaves ${bp(softBp - insertBp)} of the ${bp(softBp)} that ${name} takes${own}.`,
        )
      : say(
          hardBp === null ? 'cannot-say' : 'tight',
          `${asked} is ${bp(insertBp - softBp)} over the ${bp(softBp)} up to which ${name} is known not to suffer${own}.`,
        );
  }
  if (hardBp !== null) {
    return say('fits', `${asked} is within the ${bp(hardBp)} that ${name} took${own}.`);
  }
  return {
    verdict: 'cannot-say',
    reason: uncatalogued(`How much ${name} takes was not found in a source that was read.`),
  };
}

function needFindings(vector: Vector, needs: VectorNeeds): readonly Finding[] {
  const { name, integration, dividingCellsOnly, duration } = vector;
  const against = (text: string, from: Cited<unknown> | null): Finding => ({
    verdict: 'does-not-fit',
    reason: from === null ? uncatalogued(text) : { value: text, sources: from.sources },
  });
  const unknown = (what: string): Finding => ({
    verdict: 'cannot-say',
    reason: uncatalogued(`${what} of ${name} was not found in a source that was read.`),
  });
  const findings: Finding[] = [];
  if (needs.replicating !== undefined && needs.replicating !== vector.replicates) {
    findings.push(
      against(
        vector.replicates
          ? `${name} multiplies, which is not wanted here.`
          : `${name} does not multiply, which is wanted here.`,
        null,
      ),
    );
  }
  if (needs.noIntegration === true) {
    if (integration === null) findings.push(unknown('Integration'));
    else if (integration.value === 'yes') {
      findings.push(against(`${name} writes itself into the genome.`, integration));
    }
  }
  if (needs.permanent === true) {
    if (integration === null) findings.push(unknown('Integration'));
    else if (integration.value !== 'yes') {
      findings.push(
        against(`${name} stays outside the genome and is lost as cells divide.`, integration),
      );
    }
  }
  if (needs.restingCells === true) {
    if (dividingCellsOnly === null) findings.push(unknown('Whether resting cells are reached'));
    else if (dividingCellsOnly.value) {
      findings.push(against(`${name} reaches dividing cells only.`, dividingCellsOnly));
    }
  }
  if (needs.atLeast !== undefined) {
    if (duration === null) findings.push(unknown('How long the payload is made'));
    else if (lasting(duration.value) < DURATIONS.indexOf(needs.atLeast)) {
      findings.push(
        against(
          `${name} makes its payload for ${duration.value}, ${needs.atLeast} are asked.`,
          duration,
        ),
      );
    }
  }
  return findings;
}

/** A virus that kills its cell makes its payload for weeks at most there, whatever it makes elsewhere. */
function lasting(duration: Duration): number {
  return DURATIONS.indexOf(duration === 'until the cell is killed' ? 'weeks' : duration);
}

function reachFindings(
  { name, reaches }: Vector,
  reach: readonly Cited<Reach>[],
  { organ, route }: VectorQuestion,
): readonly Finding[] {
  if (organ === null) return [];
  const [best] = reach;
  const where = `${tissueName(organ)}${route === null ? '' : ` (${route})`}`;
  if (best !== undefined) {
    const { tissue, route: by, as, evidence } = best.value;
    return [
      {
        verdict: tissue === 'tumour' && evidence !== 'cells' ? 'fits' : 'cannot-say',
        reason: {
          value:
            `${name} ${evidence === 'cells' ? 'entered cells of' : 'was given into'} ${tissue === 'tumour' ? 'tumours of' : 'the healthy'} ` +
            `${tissueName(organ)}, ${by}: ${as} (${evidence}).`,
          sources: best.sources,
        },
      },
    ];
  }
  const elsewhere = [...new Set(reaches.map(({ value }) => value.organ))];
  return [
    {
      verdict: 'cannot-say',
      reason: cited(
        `No source that was read shows ${name} in ${where}` +
          `${elsewhere.length === 0 ? '' : `; it was given in ${elsewhere.join(', ')}`}.`,
        CATALOGUE,
      ),
    },
  ];
}

function reachOf(vector: Vector, { organ, route }: VectorQuestion): readonly Cited<Reach>[] {
  return vector.reaches
    .filter(({ value }) => value.organ === organ && (route === null || value.route === route))
    .toSorted((a, b) => reachRank([a]) - reachRank([b]));
}

function reachRank([best]: readonly Cited<Reach>[]): number {
  if (best === undefined) return 2 * EVIDENCE.length;
  const { tissue, evidence } = best.value;
  return EVIDENCE.indexOf(evidence) + (tissue === 'tumour' ? 0 : EVIDENCE.length);
}

function atLeastOne(sources: readonly Source[]): readonly [Source, ...Source[]] {
  const [first, ...rest] = [...new Set(sources)];
  return first === undefined ? [CATALOGUE] : [first, ...rest];
}

function bp(length: number): string {
  return `${length.toLocaleString('en-US')} bp`;
}
