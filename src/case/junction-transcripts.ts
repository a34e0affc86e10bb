import { type Context, breathe } from '../core/context.js';
import type { TranscriptId } from '../core/brands.js';
import { plainChromosome } from '../engines/genome/chromosome-names.js';
import {
  type JunctionProtein,
  junctionProtein,
  NO_JUNCTION_PROTEIN,
  type NoJunctionProtein,
  type Substitution,
} from '../engines/genome/junction/junction-protein.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import type { Transcript } from '../engines/genome/transcript.js';
import type { SpliceJunctionRow } from '../formats/splice/read-splice-junctions.js';
import type {
  JunctionTranscriptProtein,
  NoJunctionTranscript,
  SpliceJunction,
} from './splice-junction.js';
import type { SomaticVariant } from './tumour-case.js';

/** Residues either side that tell two transcripts' proteins apart: a class II peptide of 25 reaches no farther. */
const REACH_RESIDUES = 24;

type TiedVariant = Pick<SomaticVariant, 'alternate' | 'id' | 'position' | 'reference'>;

/** RegTools' junctions with the proteins that they make of the reference's transcripts. */
export async function junctionsOnTranscripts(
  rows: readonly SpliceJunctionRow[],
  reference: Reference,
  variants: readonly TiedVariant[],
  context: Context,
): Promise<readonly SpliceJunction[]> {
  const byPlace = new Map<string, TiedVariant[]>();
  for (const variant of variants) {
    const place = recordPlace(variant.position.chromosome, variant.position.start0);
    const known = byPlace.get(place);
    if (known === undefined) byPlace.set(place, [variant]);
    else known.push(variant);
  }
  const assessed: SpliceJunction[] = [];
  for (const [i, row] of rows.entries()) {
    if (i % 20 === 0) {
      context.report({ step: 'splicing transcripts', done: i, total: rows.length });
      await breathe(context);
    }
    // RegTools ends a variant's place where its VCF record starts, counted from 1.
    const tied = row.variants.flatMap(
      ({ chromosome, end0 }) => byPlace.get(recordPlace(chromosome, end0 - 1)) ?? [],
    );
    assessed.push(onTranscripts(row, reference, tied));
  }
  return assessed;
}

/** Junctions for which no transcripts are at hand. */
export function unassessedJunctions(
  rows: readonly SpliceJunctionRow[],
  reason: string,
): readonly SpliceJunction[] {
  return rows.map((row) =>
    row.anchor === 'DA'
      ? withoutProtein(row, ANNOTATED)
      : withoutProtein(row, { code: 'junction-not-assessed', reason }),
  );
}

const ANNOTATED: NoJunctionTranscript = {
  code: 'annotated-junction',
  reason: 'RegTools: healthy transcripts are spliced so too',
};

function recordPlace(chromosome: string, start0: number): string {
  return `${plainChromosome(chromosome)}:${start0}`;
}

function withoutProtein(row: SpliceJunctionRow, noProtein: NoJunctionTranscript): SpliceJunction {
  return { ...row, proteins: [], noProtein };
}

function onTranscripts(
  row: SpliceJunctionRow,
  reference: Reference,
  tied: readonly TiedVariant[],
): SpliceJunction {
  if (row.anchor === 'DA') return withoutProtein(row, ANNOTATED);
  // The bases beside the intron are the exons'.
  const overlapping = reference.transcriptsAt(row.chromosome, row.start0 - 1, row.end0 + 1);
  const onStrand = overlapping.filter(
    ({ strand }) => row.strand === null || strand === (row.strand === '+' ? 1 : -1),
  );
  if (onStrand.length === 0) {
    const strand = overlapping.length > 0 ? ` on the ${row.strand} strand` : '';
    return withoutProtein(row, {
      code: 'junction-outside-reference',
      reason: `it lies in no transcript of ${reference.source} (${reference.build})${strand}`,
    });
  }
  const substitution = substitutionOf(tied);
  const all = onStrand.map((transcript) => ({
    transcript,
    result: junctionProtein(transcript, row, onStrand, substitution),
  }));
  const reasons = (results: readonly OnTranscript<JunctionResult>[]): NoJunctionTranscript | null =>
    firstReason(
      results.flatMap(({ transcript, result }) =>
        result.kind === 'none' ? [{ transcript, result }] : [],
      ),
    );
  const ofAny = reasons(all);
  if (ofAny?.code === 'annotated-junction') return withoutProtein(row, ofAny);
  const named = new Set(row.transcripts.flatMap((id) => reference.transcript(id)?.id ?? []));
  const ofNames = all.filter(({ transcript }) => named.has(transcript.id));
  const candidates = ofNames.length > 0 ? ofNames : all;
  const made = candidates.flatMap(({ transcript, result }) =>
    result.kind === 'protein' ? [{ transcript, result }] : [],
  );
  const mostEnds = Math.max(0, ...made.map(({ result }) => result.annotatedEnds));
  if (made.length > 0 && mostEnds === 0 && row.anchor !== 'N') {
    return withoutProtein(row, {
      code: 'junction-outside-reference',
      reason: `no transcript of ${reference.source} (${reference.build}) has the end that RegTools found annotated`,
    });
  }
  const said = reasons(candidates);
  if (made.length === 0 && said !== null) return withoutProtein(row, said);
  const closest = made.filter(({ result }) => result.annotatedEnds === mostEnds);
  return { ...row, proteins: distinctProteins(closest, tied, substitution), noProtein: null };
}

type JunctionResult = JunctionProtein | NoJunctionProtein;

interface OnTranscript<Result> {
  readonly transcript: Transcript;
  readonly result: Result;
}

/** The reason that says most, by the order of `NO_JUNCTION_PROTEIN`. */
function firstReason(
  reasons: readonly OnTranscript<NoJunctionProtein>[],
): NoJunctionTranscript | null {
  for (const code of NO_JUNCTION_PROTEIN) {
    const found = reasons.find(({ result }) => result.code === code);
    if (found === undefined) continue;
    const { reason } = found.result;
    return {
      code,
      reason: code === 'annotated-junction' ? reason : `${found.transcript.id}: ${reason}`,
    };
  }
  return null;
}

/** The one variant that RegTools ties to a junction, if it is a substitution: several would be a guess. */
function substitutionOf(tied: readonly TiedVariant[]): Substitution | null {
  const [only] = tied;
  if (only === undefined || tied.length > 1) return null;
  const { reference, alternate, position } = only;
  if (reference.length !== 1 || alternate.length !== 1) return null;
  return { position0: position.start0, reference, alternate };
}

function byImportance(a: Transcript, b: Transcript): number {
  const rank = ({ maneSelect, canonical }: Transcript): number =>
    maneSelect === true ? 0 : canonical === true ? 1 : 2;
  return rank(a) - rank(b) || (a.id < b.id ? -1 : 1);
}

/** Proteins that differ around the junction, each with all the transcripts that give it. */
function distinctProteins(
  made: readonly OnTranscript<JunctionProtein>[],
  tied: readonly TiedVariant[],
  substitution: Substitution | null,
): readonly JunctionTranscriptProtein[] {
  const distinct = new Map<string, OnTranscript<JunctionProtein>[]>();
  for (const one of made.toSorted((a, b) => byImportance(a.transcript, b.transcript))) {
    const { sequence, novelStart0, novelEnd0 } = one.result;
    const reach = sequence.slice(
      Math.max(0, novelStart0 - REACH_RESIDUES),
      novelEnd0 + REACH_RESIDUES,
    );
    const same = distinct.get(reach);
    if (same === undefined) distinct.set(reach, [one]);
    else same.push(one);
  }
  return [...distinct.values()].map((same) => {
    const [{ transcript, result }] = same as [OnTranscript<JunctionProtein>];
    const { kind: _kind, annotatedEnds: _ends, holdsSubstitution, doubts, ...protein } = result;
    return {
      ...protein,
      transcripts: same.map((one): TranscriptId => one.transcript.id),
      geneSymbol: transcript.geneSymbol,
      geneId: transcript.geneId,
      variant: holdsSubstitution === true ? (tied[0]?.id ?? null) : null,
      doubts: [...doubts, ...variantDoubts(tied, substitution)],
    };
  });
}

function variantDoubts(
  tied: readonly TiedVariant[],
  substitution: Substitution | null,
): readonly string[] {
  if (tied.length === 0 || substitution !== null) return [];
  const ids = tied.map(({ id }) => id).join(', ');
  return [
    tied.length > 1
      ? `read without the variants tied to it, of which any may be the cause: ${ids}`
      : `read without the variant tied to it, which is no substitution: ${ids}`,
  ];
}
