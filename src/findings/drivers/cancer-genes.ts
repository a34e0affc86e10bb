import type { Source } from '../../core/cited.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import type { GeneRole } from './driver-finding.js';

export type StudyOutcome =
  | 'dominant-negative'
  | 'gain-of-function'
  | 'loss-of-function'
  | 'new-function'
  | 'not-oncogenic'
  | 'oncogenic'
  | 'unaltered-function';

/** What experiments found one protein change to do. */
export interface FunctionalStudy {
  readonly gene: string;
  /** One-letter change, e.g. `R175H`. */
  readonly change: string;
  readonly outcome: StudyOutcome;
  readonly source: Source;
}

/** Genes known to drive tumours; made by `data/recipes/cancer-genes.ts`. */
export interface CancerGenes {
  readonly schemaVersion: 1;
  readonly genes: Readonly<
    Record<
      string,
      {
        /** Null where no source that may ship says. */
        readonly role: GeneRole | null;
        readonly sources: readonly [Source, ...Source[]];
      }
    >
  >;
  readonly studies: readonly FunctionalStudy[];
}

export function openCancerGenes(pack: LoadedPack): CancerGenes {
  return JSON.parse(new TextDecoder().decode(pack.bytes)) as CancerGenes;
}
