import type { SkippedItem } from '../../core/skipped.js';
import type { NeoantigenOptions } from '../neoantigens/find-neoantigens.js';
import type { FusionEvent, JunctionPeptide, SpliceEvent } from './junction-neoantigen.js';
import {
  type FusionParents,
  junctionPeptides,
  type JunctionSequence,
} from './junction-peptides.js';

/** A peptide that is not looked up or scored yet. */
type PeptideDraft = Omit<JunctionPeptide, 'healthyOccurrences' | 'scores'> & {
  readonly wildtype: null;
};

/** An event that waits for its peptides' scores. */
export interface EventDraft {
  readonly event: Omit<FusionEvent, 'best' | 'peptides'> | Omit<SpliceEvent, 'best' | 'peptides'>;
  readonly peptides: readonly PeptideDraft[];
}

/** Names what could not be used of an event. */
export type SkipEvent = (code: string, reason: string) => SkippedItem;

export interface DraftPeptides {
  readonly peptides: readonly PeptideDraft[];
  readonly skipped: readonly SkippedItem[];
}

/** The peptides across a junction of the lengths that the options ask for, each once. */
export function draftPeptides(
  junction: JunctionSequence,
  parents: FusionParents,
  options: NeoantigenOptions,
  skip: SkipEvent,
): DraftPeptides {
  const peptides = new Map<string, PeptideDraft>();
  const skipped: SkippedItem[] = [];
  let nonStandardWindows = 0;
  for (const [mhcClass, lengths] of [
    ['I', options.classILengths],
    ['II', options.classIIScoredLengths],
  ] as const) {
    const novel = junctionPeptides(junction, lengths, parents);
    nonStandardWindows += novel.nonStandardWindows;
    for (const { peptide, start0, mutatedPositions } of novel.peptides) {
      if (peptides.has(peptide)) continue;
      peptides.set(peptide, {
        peptide,
        mhcClass,
        wildtype: null,
        start0,
        newPositions: mutatedPositions,
      });
    }
  }
  if (nonStandardWindows > 0) {
    skipped.push(
      skip(
        'non-standard-residue',
        `${nonStandardWindows} windows hold a residue that is none of the twenty`,
      ),
    );
  }
  if (peptides.size === 0) {
    skipped.push(
      skip('no-novel-peptide', 'the sequence is too short for a peptide across the junction'),
    );
  }
  return { peptides: [...peptides.values()], skipped };
}
