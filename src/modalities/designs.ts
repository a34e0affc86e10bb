import { OptionError } from '../core/errors.js';
import type { PackUse } from '../packs/pack-store.js';
import { type AnyModality, MODALITIES } from './index.js';
import type { Assessment, DesignBase } from './modality.js';

/** What became of one therapy: whether it fits, and the designs it gave. */
export interface TherapyDesigns {
  readonly kind: string;
  readonly title: string;
  readonly assessment: Assessment;
  /** All options the designs were made with, those left at their defaults too. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Those of the findings and those that this therapy was designed with. */
  readonly packs: readonly PackUse[];
  /** Best first; each is what its modality says it is, of the same kind. */
  readonly designs: readonly DesignBase<string>[];
}

/** The third stage, `03-designs.json`: what could be made for this tumour. */
export interface Designs {
  readonly kind: 'oncoscript/designs';
  readonly schemaVersion: 1;
  readonly softwareVersion: string;
  /** Of the case, as in its findings. */
  readonly inputHash: string;
  readonly seed: number;
  /** Those of the findings and those that any therapy was designed with. */
  readonly packs: readonly PackUse[];
  readonly therapies: readonly TherapyDesigns[];
}

/** Which therapies to design, and what the user set of their options, by kind. */
export interface DesignChoice {
  readonly kinds: readonly string[];
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** @throws OptionError for a kind that no modality has, naming those there are. */
export function modalityOf(kind: string): AnyModality {
  const found = MODALITIES.find((modality) => modality.kind === kind);
  if (found !== undefined) return found;
  throw new OptionError(
    `there is no therapy "${kind}"`,
    'design',
    `choose from ${MODALITIES.map((modality) => modality.kind).join(', ')}`,
  );
}
