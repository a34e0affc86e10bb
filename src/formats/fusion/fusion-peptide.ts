import { type FusionPeptide, parseFrame } from './fusion-row.js';

export type ReadPeptide =
  | { readonly kind: 'peptide'; readonly peptide: FusionPeptide }
  | { readonly kind: 'none'; readonly reason: string };

function none(reason: string): ReadPeptide {
  return { kind: 'none', reason };
}

/**
 * Arriba's `peptide_sequence` (its documentation, "Output files"): `|` is the junction, two of them enclose
 * inserted bases; lower case is what a partner does not code for there; `?` cannot be translated, `*` is a
 * stop, and beyond `...` the frame is not known. `inFrame` null: in frame where the 3' part has a residue
 * of its gene, in upper case.
 */
export function arribaPeptide(text: string, inFrame: boolean | null): ReadPeptide {
  if (text === '' || text === '.') return none('Arriba could not predict the peptide');
  const parts = text.split('|');
  if (parts.length < 2 || parts.length > 3 || !/^[A-Za-z?*.|]+$/.test(text)) {
    return none(`"${text}" is not a peptide with one junction`);
  }
  const [beforeEllipsis = '', ...rest] = (parts[0] as string).split('...').reverse();
  const five = beforeEllipsis;
  if (five.includes('*') || rest.some((part) => part.includes('*'))) {
    return none('a stop codon comes before the junction');
  }
  const inserted = parts.length === 3 ? (parts[1] as string) : '';
  const three = parts.at(-1) as string;
  const afterJunction = `${inserted}${three}`;
  const end = afterJunction.search(/\*|\.\.\./);
  const read = end === -1 ? afterJunction : afterJunction.slice(0, end);
  const endsAtStop = end !== -1 && afterJunction[end] === '*';
  const sequence = `${five}${read}`.replaceAll('?', 'X').toUpperCase();
  const isInFrame = inFrame ?? /[A-Z]/.test(read.slice(inserted.length));
  const breakpoint0 = five.length;
  // A codon across the junction is written in lower case, on the side that has two of its bases.
  const novelStart0 = five.replace(/[a-z?]+$/, '').length;
  const afterInsert = read.slice(inserted.length);
  const unlikeGene3 = (/^[a-z?]*/.exec(afterInsert)?.[0] ?? '').length;
  const novelEnd0 = isInFrame
    ? Math.min(sequence.length, breakpoint0 + inserted.length + unlikeGene3)
    : sequence.length;
  return {
    kind: 'peptide',
    peptide: { sequence, breakpoint0, novelStart0, novelEnd0, endsAtStop },
  };
}

/**
 * STAR-Fusion's `FUSION_TRANSL` with `CDS_LEFT_RANGE`, the stretch of the 5' gene's coding sequence
 * (1-based) that it begins with.
 */
export function starFusionPeptide(
  translation: string,
  leftRange: string,
  inFrame: boolean | null,
): ReadPeptide {
  if (translation === '' || translation === '.') return none('no coding effect was predicted');
  if (inFrame === null) return none('the frame is not known');
  const [, first, last] = /^(\d+)-(\d+)$/.exec(leftRange) ?? [];
  if (first !== '1' || last === undefined) {
    return none(`CDS_LEFT_RANGE is ${leftRange}, so the junction cannot be placed in the protein`);
  }
  const [whole = ''] = translation.toUpperCase().split('*');
  const endsAtStop = translation.includes('*');
  const leftBases = Number(last);
  const leftResidues = Math.floor(leftBases / 3);
  const sharedBases = leftBases % 3;
  if (!/^[A-Z]+$/.test(whole)) return none('FUSION_TRANSL is not a protein');
  if (leftResidues >= whole.length) return none('a stop codon comes before the junction');
  return {
    kind: 'peptide',
    peptide: {
      sequence: whole,
      breakpoint0: leftResidues + (sharedBases === 2 ? 1 : 0),
      novelStart0: leftResidues,
      novelEnd0: inFrame ? leftResidues + (sharedBases === 0 ? 0 : 1) : whole.length,
      endsAtStop,
    },
  };
}

/**
 * AGFusion's protein with `*` at the junction, which it writes where it was run with --middlestar (as pVACfuse
 * asks for). Of an in-frame fusion "with mutation" one codon is shared; the residue on either side counts as
 * new, since the star stands between codons.
 */
export function agFusionPeptide(protein: string, effect: string): ReadPeptide {
  const inFrame = parseFrame(effect);
  if (inFrame === null) return none(`the effect is ${effect}`);
  const [five = '', three = '', ...more] = protein.split('*');
  if (five === '' || three === '' || more.length > 0) {
    return none('the junction is not marked in the protein; run AGFusion with --middlestar');
  }
  const breakpoint0 = five.length;
  const shared = /mutation/i.test(effect) ? 1 : 0;
  const sequence = `${five}${three}`;
  return {
    kind: 'peptide',
    peptide: {
      sequence,
      breakpoint0,
      novelStart0: inFrame ? breakpoint0 - shared : breakpoint0,
      novelEnd0: inFrame ? breakpoint0 + shared : sequence.length,
      endsAtStop: true,
    },
  };
}
