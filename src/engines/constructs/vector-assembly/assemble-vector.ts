import { OptionError } from '../../../core/errors.js';
import { assembleConstruct } from '../assemble-construct.js';
import type { Segment } from '../construct.js';
import type { PartsLibrary } from '../parts-library.js';
import type { Vector } from '../vectors/vector.js';
import type {
  AssembledVector,
  PackagedSpan,
  PlacedSpan,
  PlannedTranscript,
} from './assembled-vector.js';
import { type BackbonePiece, backboneOf } from './backbone-parts.js';
import { type CassettePiece, cassettePieces } from './cassette-pieces.js';
import { packagingMargin, usualVector } from './packaging-margin.js';
import type { CassettePlan, VectorPlan } from './vector-plan.js';

/** What a vector is put together from. */
export interface AssemblyMeans {
  readonly library: PartsLibrary;
  /** Whose packaging limit counts; left out: the catalogue's usual one for the backbone. */
  readonly vector?: Pick<Vector, 'id' | 'name' | 'packaging'>;
}

/**
 * The plan as one construct, its cassettes in the order given, with what is packaged and what is transcribed.
 * @throws OptionError for a part the library does not have, letters other than upper-case A, C, G, T, a coding
 * element with a stop inside or of another protein than it says, an id that is no word, and a genome over the
 * vector's limit unless `oversize` is `check`.
 */
export function assembleVector(plan: VectorPlan, means: AssemblyMeans): AssembledVector {
  const { library } = means;
  const backbone = backboneOf(plan.backbone, library);
  const cassettes = plan.cassettes.map((cassette, i) => ({
    cassette,
    pieces: oriented(cassette, cassettePieces(cassette, library, `cassettes.${i}`)),
  }));
  const before = lengthOf(backbone.before.map(({ sequence }) => sequence.length));
  let start0 = before;
  const transcripts: PlannedTranscript[] = [];
  for (const { cassette, pieces } of cassettes) {
    transcripts.push(transcriptOf(cassette, pieces, start0));
    start0 += lengthOf(pieces.map(({ length }) => length));
  }
  const insert = { start0: before, end0: start0 };
  const construct = assembleConstruct({
    id: plan.id,
    name: plan.name,
    description: plan.description,
    alphabet: 'DNA',
    topology: 'circular',
    segments: [
      ...backbone.before.map(({ segment }) => segment),
      ...cassettes.flatMap(({ pieces }) => pieces.map(({ segment }) => segment)),
      ...backbone.after.map(({ segment }) => segment),
      backbone.plasmid.segment,
    ],
  });
  const assembled: AssembledVector = {
    construct,
    backbone: plan.backbone.kind,
    plan,
    packaged: packagedSpan(backbone, insert.end0),
    insert,
    transcripts,
  };
  if (plan.oversize !== 'check') requireFit(assembled, means.vector ?? usualVector(plan.backbone));
  return assembled;
}

function requireFit(
  assembled: AssembledVector,
  vector: Pick<Vector, 'id' | 'name' | 'packaging'> | null,
): void {
  if (vector === null) return;
  const { countedBp, countedOver, hard, hardMarginBp } = packagingMargin(assembled, vector);
  if (hard === null || hardMarginBp === null || hardMarginBp >= 0) return;
  throw new OptionError(
    `${assembled.construct.name}: ${countedBp} bp (${countedOver}) are ${-hardMarginBp} more than ${vector.name} packages (${hard.value} bp)`,
    'cassettes',
    'shorten or split the payload, choose a vector with more room (vectorFit), or assemble it with oversize: "check"',
  );
}

function lengthOf(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0);
}

/** The pieces as the construct's top strand meets them. */
function oriented(
  { orientation }: CassettePlan,
  pieces: readonly CassettePiece[],
): readonly CassettePiece[] {
  if (orientation !== 'reverse') return pieces;
  return pieces.toReversed().map((piece) => ({
    ...piece,
    segment: { ...piece.segment, strand: -1 } satisfies Segment,
  }));
}

function transcriptOf(
  cassette: CassettePlan,
  pieces: readonly CassettePiece[],
  start0: number,
): PlannedTranscript {
  const strand = cassette.orientation === 'reverse' ? -1 : 1;
  let at = start0;
  const placed = pieces.map((piece) => {
    const span: PlacedSpan = { start0: at, end0: at + piece.length, strand };
    at = span.end0;
    return { piece, span };
  });
  const marked = (mark: CassettePiece['mark']): PlacedSpan | null =>
    placed.find(({ piece }) => piece.mark === mark)?.span ?? null;
  const withPromoter = placed.find(({ piece }) => piece.mark === 'promoter');
  if (withPromoter === undefined) throw new Error(`${cassette.name} has no promoter`);
  const { span: promoter, piece: promoterPiece } = withPromoter;
  // The promoter's last base stands next to the first one transcribed.
  const span: PlacedSpan =
    strand === 1
      ? { start0: promoter.end0, end0: at, strand }
      : { start0, end0: promoter.start0, strand };
  const frames = placed.flatMap(({ piece, span: place }) =>
    piece.frame === null ? [] : [{ ...place, ...piece.frame }],
  );
  return {
    ...span,
    cassette: cassette.name,
    polymerase: cassette.kind === 'small-rna' ? 'III' : 'II',
    promoter,
    promoterLabel: promoterPiece.label,
    intron: marked('intron'),
    frames: strand === 1 ? frames : frames.toReversed(),
    polyA: marked('polyA'),
  };
}

function packagedSpan(
  backbone: {
    readonly before: readonly BackbonePiece[];
    readonly after: readonly BackbonePiece[];
    readonly packaged: { readonly from: string; readonly to: string } | null;
  },
  insertEnd0: number,
): PackagedSpan | null {
  const { before, after, packaged } = backbone;
  if (packaged === null) return null;
  const first = before.findIndex(({ id }) => id === packaged.from);
  const last = after.findIndex(({ id }) => id === packaged.to);
  const lengths = (pieces: readonly BackbonePiece[]): number =>
    lengthOf(pieces.map(({ sequence }) => sequence.length));
  const start0 = lengths(before.slice(0, first));
  const end0 = insertEnd0 + lengths(after.slice(0, last + 1));
  return {
    start0,
    end0,
    lengthBp: end0 - start0,
    from: (before[first] as BackbonePiece).label,
    to: (after[last] as BackbonePiece).label,
  };
}
