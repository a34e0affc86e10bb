import { OptionError } from '../../../core/errors.js';
import { translateCodons } from '../../genome/consequence/codons.js';
import type { Segment } from '../construct.js';
import type { SegmentFeature } from '../part.js';
import type { PartRoleName } from '../part-roles.js';
import type { PartsLibrary } from '../parts-library.js';
import { requireDna, resolveElement } from './resolve-element.js';
import type { CassettePlan, CodedProtein, CodingElement, ElementChoice } from './vector-plan.js';

/** One reading frame of a cassette. */
interface FramePieces {
  readonly label: string;
  readonly protein: string;
  readonly proteins: readonly { readonly label: string; readonly protein: string }[];
}

/** A stretch of a cassette, as the cassette's own strand reads it. */
export interface CassettePiece {
  readonly segment: Segment;
  readonly length: number;
  readonly mark: 'promoter' | 'intron' | 'polyA' | 'frame' | 'terminator' | 'other';
  readonly label: string;
  readonly frame: FramePieces | null;
}

const STOP = 'TAA';
const TERMINATOR_TS = 6;
/** Least that ends a transcript of RNA polymerase III; from six on all end. Mol Ther Nucleic Acids 2018, 10:36. */
export const FEWEST_TERMINATOR_TS = 4;

/** The cassette in the direction in which it is read. @throws OptionError for what can't be there. */
export function cassettePieces(
  cassette: CassettePlan,
  library: PartsLibrary,
  path: string,
): readonly CassettePiece[] {
  const at = (slot: string): string => `${path}.${slot}`;
  const one = (
    choice: ElementChoice | null | undefined,
    role: PartRoleName | null,
    slot: string,
    mark: CassettePiece['mark'] = 'other',
  ): readonly CassettePiece[] =>
    choice === undefined || choice === null
      ? []
      : [elementPiece(choice, role, library, at(slot), mark)];
  const several = (
    choices: readonly ElementChoice[] | undefined,
    slot: string,
  ): readonly CassettePiece[] =>
    (choices ?? []).flatMap((choice, i) => one(choice, null, `${slot}.${i}`));
  switch (cassette.kind) {
    case 'coding':
      return [
        ...one(cassette.enhancer, 'enhancer', 'enhancer'),
        ...one(cassette.promoter, 'promoter', 'promoter', 'promoter'),
        ...one(cassette.intron, 'intron', 'intron', 'intron'),
        ...several(cassette.fivePrime, 'fivePrime'),
        ...one(cassette.kozak, 'kozak_sequence', 'kozak'),
        ...codingPieces(cassette.coding, library, at('coding')),
        ...several(cassette.threePrime, 'threePrime'),
        ...one(cassette.polyA, 'polyA_signal', 'polyA', 'polyA'),
      ];
    case 'message':
      return [
        ...one(cassette.enhancer, 'enhancer', 'enhancer'),
        ...one(cassette.promoter, 'promoter', 'promoter', 'promoter'),
        ...one(cassette.intron, 'intron', 'intron', 'intron'),
        ...several(cassette.elements, 'elements'),
        ...one(cassette.polyA, 'polyA_signal', 'polyA', 'polyA'),
      ];
    case 'small-rna':
      return [
        ...one(cassette.promoter, 'promoter', 'promoter', 'promoter'),
        ...several(cassette.elements, 'elements'),
        terminatorPiece(cassette.terminatorTs ?? TERMINATOR_TS, at('terminatorTs')),
      ];
  }
}

function elementPiece(
  choice: ElementChoice,
  role: PartRoleName | null,
  library: PartsLibrary,
  path: string,
  mark: CassettePiece['mark'],
): CassettePiece {
  const { segment, label, sequence } = resolveElement(choice, role, library, path);
  return { segment, length: sequence.length, mark, label, frame: null };
}

function terminatorPiece(ts: number, path: string): CassettePiece {
  if (!Number.isInteger(ts) || ts < FEWEST_TERMINATOR_TS || ts > 20) {
    throw new OptionError(`${ts} T do not end a transcript`, path, `${FEWEST_TERMINATOR_TS} to 20`);
  }
  const label = `T${ts} terminator`;
  return {
    segment: { kind: 'free', sequence: 'T'.repeat(ts), label, role: 'terminator' },
    length: ts,
    mark: 'terminator',
    label,
    frame: null,
  };
}

/** Frames, each with its stop, and the IRES between them. */
function codingPieces(
  elements: readonly CodingElement[],
  library: PartsLibrary,
  path: string,
): readonly CassettePiece[] {
  const pieces: CassettePiece[] = [];
  let frame: CodedProtein[] = [];
  const endFrame = (at: string): void => {
    pieces.push(framePiece(frame, at));
    frame = [];
  };
  for (const [i, element] of elements.entries()) {
    const at = `${path}.${i}`;
    if (element.kind === 'ires') {
      endFrame(at);
      pieces.push(
        elementPiece(element.element, 'internal_ribosome_entry_site', library, at, 'other'),
      );
    } else {
      requireCoding(element, frame.length === 0, at);
      frame.push(element);
    }
  }
  endFrame(`${path}.${elements.length}`);
  return pieces;
}

/** @throws OptionError for what does not code for what it says. */
function requireCoding(
  { label, sequence, protein, kind }: CodedProtein,
  isFirst: boolean,
  path: string,
): void {
  requireDna(sequence, label, path);
  if (sequence.length % 3 !== 0) {
    throw new OptionError(
      `${label}: ${sequence.length} bases are no whole number of codons`,
      path,
      'everything behind it would be out of frame',
    );
  }
  const residues = translateCodons(sequence, 1);
  const stop = residues.indexOf('*');
  if (stop >= 0) {
    throw new OptionError(
      `${label}: stop codon ${sequence.slice(3 * stop, 3 * stop + 3)} at residue ${stop + 1} of ${residues.length}`,
      path,
      'give it without stop codons; the end of each frame gets one',
    );
  }
  if (residues !== protein) {
    const at = [...residues].findIndex((residue, i) => residue !== protein[i]);
    const first = at < 0 ? residues.length : at;
    throw new OptionError(
      `${label} does not code for the protein it names: residue ${first + 1} is ${residues[first] ?? 'missing'}, the protein has ${protein[first] ?? 'none'}`,
      path,
    );
  }
  if (isFirst && !sequence.startsWith('ATG')) {
    throw new OptionError(
      `${label} opens a reading frame with ${sequence.slice(0, 3)}, not ATG`,
      path,
      kind === 'joint' ? 'a joint stands between two proteins' : 'put a start codon in front',
    );
  }
}

function framePiece(elements: readonly CodedProtein[], path: string): CassettePiece {
  const last = elements.at(-1);
  if (last === undefined || last.kind === 'joint') {
    throw new OptionError('a reading frame has to end with a protein', path);
  }
  const proteins = elements.filter(({ kind }) => kind === 'protein');
  const label = proteins.map((element) => element.label).join(' + ');
  const starts = elements.map((_, i) =>
    elements.slice(0, i).reduce((sum, { sequence }) => sum + sequence.length, 0),
  );
  const features = elements.flatMap((element, i): readonly SegmentFeature[] => {
    const start0 = starts[i] as number;
    const inner = (element.features ?? []).map((feature) => ({
      ...feature,
      range: { start0: start0 + feature.range.start0, end0: start0 + feature.range.end0 },
    }));
    if (elements.length === 1) return inner;
    const { notes, source } = element;
    return [
      {
        role: element.role ?? (element.kind === 'joint' ? 'self_cleaving_peptide' : 'polypeptide'),
        label: element.label,
        range: { start0, end0: start0 + element.sequence.length },
        ...(notes === undefined ? {} : { notes }),
        ...(source === undefined ? {} : { source }),
      },
      ...inner,
    ];
  });
  const only = elements.length === 1 ? last : null;
  const sequence = elements.map((element) => element.sequence).join('') + STOP;
  return {
    segment: {
      kind: 'free',
      sequence,
      label,
      role: 'CDS',
      features,
      ...(only?.notes === undefined ? {} : { notes: only.notes }),
      ...(only?.source === undefined ? {} : { source: only.source }),
    },
    length: sequence.length,
    mark: 'frame',
    label,
    frame: {
      label,
      protein: elements.map((element) => element.protein).join(''),
      proteins: proteins.map((element) => ({ label: element.label, protein: element.protein })),
    },
  };
}
