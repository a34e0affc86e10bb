import type { HlaAllele } from '../core/brands.js';
import type { Section } from '../core/document.js';
import type { Findings } from '../findings/findings.js';
import type { Designs } from '../modalities/designs.js';
import type { Ranking } from '../findings/ranking/ranking.js';

/** What a dossier is made from. */
export interface DossierInput {
  readonly findings: Findings;
  /** Made from these very findings: it points into them by index. */
  readonly ranking: Ranking;
  /** Further parts of the report, e.g. of a therapy, shown after the neoantigens. */
  readonly sections?: readonly Section[];
  /** What could be made, from these findings: a section a therapy, with links into `designs/`. Null where nothing was designed. */
  readonly designs?: Designs | null;
  /** 1-based anchor positions of an allele's peptides of this length; null where not known. */
  readonly anchors?: (allele: HlaAllele, length: number) => readonly number[] | null;
}

/** Stands on top of the page, on every printed page and in the JSON. */
export const RESEARCH_USE_ONLY = 'Research use only. Not for diagnosis or treatment decisions.';
