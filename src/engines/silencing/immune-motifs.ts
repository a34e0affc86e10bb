import { passengerCore, type SirnaGuide } from './sirna-guide.js';

/** What in a siRNA immune receptors are known to answer to where it is not modified. */
export interface ImmuneMotifs {
  /** Motifs of TLR7 and TLR8 in either strand. */
  readonly motifs: readonly { readonly motif: string; readonly strand: 'guide' | 'passenger' }[];
  /** Uridines of the strand that has more of them: the more, the stronger the answer (Goodchild 2009). */
  readonly uridines: number;
}

/** UGUGU (PubMed 16609928) and the nine bases of Hornung 2005 (PubMed 15723075). */
const MOTIFS = ['UGUGU', 'GUCCUUCAA'] as const;

export function immuneMotifs(guide: SirnaGuide): ImmuneMotifs {
  const strands = { guide: guide as string, passenger: passengerCore(guide) } as const;
  const uridines = (letters: string): number => letters.replaceAll(/[^U]/g, '').length;
  return {
    motifs: (['guide', 'passenger'] as const).flatMap((strand) =>
      MOTIFS.filter((motif) => strands[strand].includes(motif)).map((motif) => ({ motif, strand })),
    ),
    uridines: Math.max(uridines(strands.guide), uridines(strands.passenger)),
  };
}
