import type { Source } from '../../core/cited.js';
import type { TranscriptIndex } from '../genome/consequence/transcript-index.js';
import type { HgvsResidue, ProteinChange } from '../genome/hgvs/hgvs-expression.js';

/** A stretch of a longer protein that the form which papers number by does not have. */
interface ExtraStretch {
  /** Residues of the longer form, which tells it apart. */
  readonly length: number;
  /** 1-based, both ends, in the longer form. */
  readonly first: number;
  readonly last: number;
  readonly source: Source;
}

const ENSEMBL = 'Ensembl 110, exons of';

/** Genes of which the transcript at hand may be another than the one that residues are named by in papers. */
const EXTRA_STRETCHES: Readonly<Record<string, ExtraStretch>> = {
  MET: {
    length: 1408,
    first: 756,
    last: 773,
    source: {
      name: `${ENSEMBL} MET-202 and MET-201: exon 10 begins 54 bases later`,
      accession: 'ENSG00000105976',
    },
  },
  MYD88: {
    length: 317,
    first: 229,
    last: 236,
    source: {
      name: `${ENSEMBL} MYD88-209 and MYD88-203: exon 3 ends 24 bases earlier`,
      accession: 'ENSG00000172936',
    },
  },
  RUNX1: {
    length: 480,
    first: 1,
    last: 27,
    source: {
      name: `${ENSEMBL} RUNX1-218 and RUNX1-202: another first exon`,
      accession: 'ENSG00000159216',
    },
  },
};

/** One way in which the residues of a gene are counted. */
export interface Numbering {
  readonly protein: string;
  /** 1-based residue in the model's protein. */
  toModel(position: number): number;
  /** The same change counted this way; null where it lies in residues that this form does not have. */
  fromModel(change: ProteinChange): ProteinChange | null;
  /** `3082G>A` -> `3028G>A`; null where that cannot be said. */
  codingFromModel(coding: string): string | null;
}

/** How the residues of a gene's model may be counted: as they stand, first. */
export function numberingsOf(index: TranscriptIndex): readonly [Numbering, ...Numbering[]] {
  const { protein } = index;
  const own: Numbering = {
    protein,
    toModel: (position) => position,
    fromModel: (change) => change,
    codingFromModel: (coding) => coding,
  };
  const extra = EXTRA_STRETCHES[(index.transcript.geneSymbol ?? '').toUpperCase()];
  if (extra === undefined || protein.length !== extra.length) return [own];
  const { first, last } = extra;
  const shift = last - first + 1;
  const counted = (position: number): number | null =>
    position < first ? position : position > last ? position - shift : null;
  return [
    own,
    {
      protein: protein.slice(0, first - 1) + protein.slice(last),
      toModel: (position) => (position < first ? position : position + shift),
      fromModel: (change) => moved(change, counted),
      codingFromModel: (coding) => {
        const bases = coding.replace(/(?<![\d+-])\d+/g, (base) => {
          const residue = Math.ceil(Number(base) / 3);
          return residue > last ? String(Number(base) - 3 * shift) : residue < first ? base : '?';
        });
        return bases.includes('?') ? null : bases;
      },
    },
  ];
}

/** A change with its residues at other places; null where one has none. */
export function moved(
  change: ProteinChange,
  placeOf: (position: number) => number | null,
): ProteinChange | null {
  const at = (residue: HgvsResidue): HgvsResidue | null => {
    const position = placeOf(residue.position);
    return position === null ? null : { ...residue, position };
  };
  switch (change.kind) {
    case 'unknown':
    case 'no-protein':
    case 'unchanged':
      return change;
    case 'insertion': {
      const [from, to] = [at(change.from), at(change.to)];
      return from === null || to === null ? null : { ...change, from, to };
    }
    case 'deletion':
    case 'duplication':
    case 'delins': {
      const from = at(change.from);
      const to = change.to === null ? null : at(change.to);
      return from === null || (to === null && change.to !== null) ? null : { ...change, from, to };
    }
    default: {
      const place = at(change.at);
      return place === null ? null : { ...change, at: place };
    }
  }
}
