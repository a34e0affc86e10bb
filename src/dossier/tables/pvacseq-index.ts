import type {
  Findings,
  MutantProtein,
  MutationKind,
  NeoantigenVariant,
} from '../../findings/findings.js';
import { hasIncompleteCds } from '../../findings/ranking/rank-candidates.js';
import type { RankOptions } from '../../findings/ranking/rank-options.js';

const PVACSEQ_TYPE: Readonly<Record<MutationKind, string>> = {
  missense: 'missense',
  'inframe-insertion': 'inframe_ins',
  'inframe-deletion': 'inframe_del',
  frameshift: 'FS',
  'stop-lost': 'stop_lost',
};

/** pVACseq's word for a kind of change; `stop_lost` is ours, pVACseq leaves those out. */
export function pvacseqType(kind: MutationKind): string {
  return PVACSEQ_TYPE[kind];
}

export function geneName(protein: MutantProtein): string {
  return protein.geneSymbol ?? protein.geneId ?? 'NA';
}

/** VCF-style start and stop as pVACseq prints them: 0-based for substitutions, 1-based for indels. */
export function pvacseqSpan(variant: NeoantigenVariant): {
  readonly start: number;
  readonly stop: number;
} {
  const indel = variant.reference.length !== variant.alternate.length;
  return {
    start: variant.start0 + (indel ? 1 : 0),
    stop: variant.start0 + variant.reference.length,
  };
}

export function pvacseqVariantId(variant: NeoantigenVariant): string {
  const { start, stop } = pvacseqSpan(variant);
  return [variant.chromosome, start, stop, variant.reference, variant.alternate].join('-');
}

function changeName(variant: NeoantigenVariant, protein: MutantProtein): string {
  return protein.kind === 'frameshift'
    ? `${protein.proteinPosition}${variant.reference}/${variant.alternate}`
    : `${protein.proteinPosition}${protein.aminoAcids}`;
}

/**
 * pVACseq's `Index` of every protein, `860.TPM4.ENST00000643579.2.missense.204E/Q`: numbered in the
 * order of the VCF over complete transcripts of any biotype; stop losses, which pVACseq lacks, are
 * numbered after all others so that the shared rows keep their numbers.
 */
export function pvacseqIndices(
  findings: Findings,
  options: RankOptions,
): ReadonlyMap<MutantProtein, string> {
  const indices = new Map<MutantProtein, string>();
  let count = 0;
  const add = (wanted: (protein: MutantProtein) => boolean): void => {
    for (const variant of findings.neoantigens.variants) {
      for (const protein of variant.proteins) {
        if (!wanted(protein)) continue;
        if (!options.allowIncompleteTranscripts && hasIncompleteCds(protein)) continue;
        count++;
        indices.set(
          protein,
          [
            count,
            geneName(protein),
            protein.transcript,
            pvacseqType(protein.kind),
            changeName(variant, protein),
          ].join('.'),
        );
      }
    }
  };
  add(({ kind }) => kind !== 'stop-lost');
  add(({ kind }) => kind === 'stop-lost');
  return indices;
}
